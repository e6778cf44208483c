"""The part of the bridge that is about invitations: what goes out, and the answers that come in."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.outbox_lines import Exported, Pending
from ipe_events.domain.records import EventLine, OrganisationLine, PersonLine
from ipe_events.i18n import _
from ipe_events.services import events, people, programmes
from ipe_events.services.workspace import View, Workspace
from ipe_events.tui.bridge_events import organiser, programme_line

# What only these screens need is imported when they open: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.adoption import Adoption
    from ipe_events.domain.replies import Replies
    from ipe_events.domain.reviews import Decided, Newcomer, ReviewLine
    from ipe_events.services.event_answers import Taken as Taken
    from ipe_events.services.invitation_text import InvitationText as InvitationText
    from ipe_events.services.letter_writer import Letter

# Of so many files is told how far the reading is.
# Counting the mails that tell more than this takes seconds; the list does not wait for it.
MOST_COUNTED = 3_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class OutboxData:
    """Who must still be told what, and what went out; `organiser` as `NAME <EMAIL>` or "".

    `events` are those they are about that are still there: making one may have been undone.
    `mails`: how many mails each address would get; empty without an organiser, and where it takes
    long to count. `reviews`: how many answers wait for the user.
    """

    pending: tuple[Pending, ...]
    told: tuple[Exported, ...]
    events: Mapping[int, EventLine]
    organiser: str
    zone: str
    mails: Mapping[str, int] = field(default_factory=dict)
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class ExportAhead:
    """What an export would come to: mails by address; without an organiser there can be none."""

    organiser: str
    mails: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PollReminded:
    """The drafts that ask to answer a poll, and the names of who has no address."""

    paths: Sequence[Path]
    unreachable: tuple[str, ...]


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


class OutboxBridge:
    """Questions and commands about invitations on an open workspace."""

    _workspace: Workspace

    # What goes out

    def outbox(self) -> OutboxData:
        """Who must still be told what."""
        from ipe_events.services import letters, outbox, reviews

        with self._workspace.read() as view:
            pending, told = tuple(outbox.pending(view)), tuple(outbox.exported(view))
            ids = {*(item.event for item in pending), *(item.event for item in told)}
            sender = organiser(programme_line(view))
            few = bool(sender) and len(pending) <= MOST_COUNTED
            return OutboxData(
                pending=pending,
                told=told,
                events={line.id: line for line in events.by_id(view, ids)},
                organiser=sender,
                zone=view.programme.zone,
                mails=letters.mails(letters.parcels(view)) if few else {},
                reviews=len(reviews.waiting(view)),
            )

    def set_organiser(self, organiser: str) -> str:
        """Say who sends the invitations."""
        with self._workspace.change(_("Organiser")) as change:
            programmes.edit(change, organiser=organiser)
        return organiser

    def foresee_export(self, wanted: Collection[int] | None, *, again: bool) -> ExportAhead:
        """What exporting these events, or all, would come to."""
        from ipe_events.services import letters

        with self._workspace.read() as view:
            sender = organiser(programme_line(view))
            found = _letters(view, wanted, again=again) if sender else []
            return ExportAhead(sender, letters.mails(letter.parcel for letter in found))

    def export(
        self, folder: Path, wanted: Collection[int] | None, form: str, *, again: bool
    ) -> list[Path]:
        """Write the invitations that are pending; they count as told."""
        from ipe_events.services import letters

        with self._workspace.delivery() as view:
            sent = _letters(view, wanted, again=again)
            paths = letters.write_all(folder, sent, letters.FileForm(form))
            letters.remember(view, sent)
        return paths

    def mark(self, wanted: Collection[int] | None, *, sent: bool) -> int:
        """Confirm that what was exported of these events, or of all, was sent, or take it back.

        How many messages that were.
        """
        from ipe_events.services import outbox

        with self._workspace.delivery() as view:
            if wanted is None:
                return len(outbox.mark(view, sent=sent))
            marked = 0
            for event in wanted:
                # What went out of one of a series went out of others too.
                with suppress(Refused):
                    marked += len(outbox.mark(view, event, sent=sent))
            if not marked:
                raise refuse("nothing-exported", "event")
            return marked

    def remind(self, folder: Path, days: int) -> list[Path]:
        """Write drafts to who was told so many days ago and has not answered."""
        from ipe_events.services import files, reminders

        with self._workspace.read() as view:
            drafts = reminders.invitation_reminders(view, days)
        return files.write_all(folder, ((one.file_name, one.content) for one in drafts))

    def remind_of_poll(self, folder: Path, poll: int) -> PollReminded:
        """Write drafts to who has not answered a poll."""
        from ipe_events.services import files, reminders

        with self._workspace.read() as view:
            found = reminders.poll_reminders(view, poll)
        drafts = ((one.file_name, one.content) for one in found.drafts)
        return PollReminded(files.write_all(folder, drafts), found.unreachable)

    # What comes in

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


def _letters(view: View, wanted: Collection[int] | None, *, again: bool) -> list[Letter]:
    """The files that tell of these events, of which a series may have many, or of all."""
    from ipe_events.services import letters

    if wanted is not None and len(wanted) == 1:
        (one,) = wanted
        return letters.letters(view, one, again=again)
    return [
        letter
        for letter in letters.letters(view, again=again)
        if wanted is None or any(item.to.event in wanted for item in letter.parcel.messages)
    ]
