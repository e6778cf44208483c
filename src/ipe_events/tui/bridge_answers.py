"""The part of the bridge that is about what comes in: answers, and meetings made elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.domain.records import EventLine, OrganisationLine, PersonLine
from ipe_events.i18n import _
from ipe_events.services import events, people
from ipe_events.services.workspace import Workspace

# What only these screens need is imported when they open: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.adoption import Adoption
    from ipe_events.domain.replies import Replies
    from ipe_events.domain.reviews import Decided, Newcomer, ReviewLine
    from ipe_events.services.event_answers import Taken as Taken
    from ipe_events.services.invitation_text import InvitationText as InvitationText

# Of so many files is told how far the reading is.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """What became of answers that were read, and the events they are about."""

    replies: Replies
    events: Mapping[int, EventLine]


@dataclass(frozen=True, slots=True)
class ReviewsData:
    """What waits for the user, who is known, and the events it is about."""

    waiting: tuple[ReviewLine, ...]
    events: Mapping[int, EventLine]
    organisations: tuple[OrganisationLine, ...]
    people: tuple[PersonLine, ...]


class AnswersBridge:
    """Questions and commands about what came in, on an open workspace."""

    _workspace: Workspace

    def answer_files(self, path: Path) -> tuple[Path, ...]:
        """The files that are meant; refuses where there is none."""
        from ipe_events.services import reply_files

        path = _expanded(path)
        if not os.path.exists(path):
            raise refuse("file-missing", "file", path=str(path))
        found = reply_files.files([path])
        if not found:
            reason = _("there is no .ics or .eml file in it")
            raise refuse("nothing-read", "file", path=str(path), reason=reason)
        return tuple(found)

    def read_answers(self, paths: tuple[Path, ...], tell: Progress) -> AnswersRead:
        """Keep the answers in files, as one change; `tell` how many of how many are read."""
        from ipe_events.services import replies, reply_files

        with self._workspace.read() as view:
            zone = view.programme.zone
        # Read before the workspace is locked.
        post = reply_files.gather(paths, zone, tell)
        with self._workspace.change(_("Read answers")) as change:
            kept = replies.keep(change, post)
            entries = (*kept.applied, *kept.ignored, *kept.review, *kept.refused)
            ids = {entry.event for entry in entries if entry.event is not None}
            return AnswersRead(kept, {line.id: line for line in events.by_id(change, ids)})

    def reviews(self) -> ReviewsData:
        """What waits for the user."""
        from ipe_events.services import reviews

        with self._workspace.read() as view:
            known = tuple(people.people(view))
            names = {person.email: person.name for person in known}
            waiting = tuple(
                replace(one, name=one.name or names.get(one.email, ""))
                for one in reviews.waiting(view)
            )
            ids = {one.event for one in waiting if one.event is not None}
            return ReviewsData(
                waiting=waiting,
                events={line.id: line for line in events.by_id(view, ids)},
                organisations=tuple(people.organisations(view)),
                people=known,
            )

    def accept(self, number: int, who: Newcomer) -> Decided:
        """Do what is asked."""
        from ipe_events.services import reviews

        with self._workspace.change(_("Accept what came in")) as change:
            return reviews.accept(change, number, who)

    def dismiss(self, number: int) -> Decided:
        """Let something be that came in."""
        from ipe_events.services import reviews

        with self._workspace.change(_("Dismiss what came in")) as change:
            return reviews.dismiss(change, number)

    def preview_event_answers(self, event_id: int, text: str) -> Taken:
        """What a pasted list would be read as; nothing is written."""
        from ipe_events.services import event_answers

        with self._workspace.preview() as change:
            return event_answers.paste(change, event_id, text)

    def paste_event_answers(self, event_id: int, text: str) -> Taken:
        """Keep the answers in a pasted list."""
        from ipe_events.services import event_answers

        with self._workspace.change(_("Answers of guests")) as change:
            return event_answers.paste(change, event_id, text)

    # Beside another calendar

    def invitation_text(self, event_id: int) -> InvitationText:
        """An invitation as text."""
        from ipe_events.services import invitation_text

        with self._workspace.read() as view:
            return invitation_text.of(view, event_id)

    def save_text(self, folder: Path, name: str, text: str) -> Path:
        """Write a text into a file."""
        from ipe_events.services import files

        return files.write_all(folder, [(name, text.encode())])[0]

    def adopt(self, event_id: int, path: Path) -> Adoption:
        """Take over a meeting that was made in another calendar."""
        from ipe_events.services import adopting, reading

        content = reading.content(_expanded(path))
        with self._workspace.change(_("Take over from another calendar")) as change:
            return adopting.adopt(change, event_id, content, str(path))


def _expanded(path: Path) -> Path:
    """A path with the user's own folder in the place of `~`; as typed when that is nobody's."""
    return Path(os.path.expanduser(path))
