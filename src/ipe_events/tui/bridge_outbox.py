"""The part of the bridge that is about what goes out: invitations, and reminders of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.outbox_lines import Exported, Pending
from ipe_events.domain.records import EventLine
from ipe_events.i18n import _
from ipe_events.services import events, programmes
from ipe_events.services.workspace import View, Workspace
from ipe_events.tui.bridge_agenda import programme_line
from ipe_events.tui.bridge_events import organiser

# What only these screens need is imported when they open: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.services.letter_writer import Letter

# Counting the mails that tell more than this takes seconds; the list does not wait for it.
MOST_COUNTED = 3_000


@dataclass(frozen=True, slots=True)
class OutboxData:
    """Who must still be told what, and what went out; `organiser` as `NAME <EMAIL>` or "".

    `events` are those they are about that are still there: making one may have been undone.
    `mails`: how many mails each address would get; empty without an organiser, and where it takes
    long to count. `reviews`: how many answers wait for the user. `few`: mails are quickly made.
    """

    pending: tuple[Pending, ...]
    told: tuple[Exported, ...]
    events: Mapping[int, EventLine]
    organiser: str
    zone: str
    mails: Mapping[str, int] = field(default_factory=dict)
    reviews: int = 0
    few: bool = False


@dataclass(frozen=True, slots=True)
class ExportAhead:
    """What an export would come to: mails by address; without an organiser there can be none."""

    organiser: str
    mails: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MailAhead:
    """The first of so many mails, of so many calendar files, as it would be written.

    `again`: it would tell nothing new.
    """

    files: tuple[str, ...]
    to: str
    subject: str
    text: str
    mails: int
    again: bool


@dataclass(frozen=True, slots=True)
class PollReminded:
    """The drafts that ask to answer a poll, and the names of who has no address."""

    paths: Sequence[Path]
    unreachable: tuple[str, ...]


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
                few=few,
            )

    def set_organiser(self, organiser: str) -> str:
        """Say who sends the invitations."""
        with self._workspace.change(_("Change {title}").format(title=_("Organiser"))) as change:
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
        self,
        folder: Path,
        wanted: Collection[int] | None,
        form: str,
        *,
        again: bool,
        dry: bool = False,
    ) -> list[Path]:
        """Write the invitations that are pending; they count as told, unless it is a `dry` run."""
        from ipe_events.services import letters

        if dry:
            with self._workspace.read() as view:
                sent = _letters(view, wanted, again=again)
                return letters.write_all(folder, sent, letters.FileForm(form))
        with self._workspace.delivery() as view:
            sent = _letters(view, wanted, again=again)
            paths = letters.write_all(folder, sent, letters.FileForm(form))
            letters.remember(view, sent)
        return paths

    def mail_ahead(self, event: int, *, again: bool) -> MailAhead | None:
        """The first mail that tells of an event, as it would be written; None without any.

        `again`: also when nothing new is to be told.
        """
        from ipe_events.services import letters

        with self._workspace.read() as view:
            try:
                found = letters.letters(view, event, again=again)
            except Refused:
                # Told by another calendar, by nobody yet, or not there any more.
                return None
            if not found:
                return None
            mail = letters.first_mail(found[0])
            return MailAhead(
                files=tuple(letter.file_name for letter in found),
                to=f"{mail.to.name} <{mail.to.email}>" if mail.to.name else mail.to.email,
                subject=mail.subject,
                text=mail.text,
                mails=sum(letters.mails(letter.parcel for letter in found).values()),
                again=again,
            )

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

    def foresee_reminders(self, days: int) -> tuple[str, ...]:
        """The names of who would be reminded."""
        from ipe_events.services import reminders

        with self._workspace.read() as view:
            found = reminders.invitation_reminders(view, days)
        return tuple(one.to.name or one.to.email for one in found)

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
