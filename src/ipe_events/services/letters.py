"""The files that tell what is pending: one for everybody who is told the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from ipe_events.domain.errors import refuse
from ipe_events.domain.invitation import Address
from ipe_events.domain.mail import Mail
from ipe_events.domain.outbox import Message
from ipe_events.domain.parcels import Parcel
from ipe_events.domain.working import through
from ipe_events.services import files, finding, outbox
from ipe_events.services.letter_writer import Letter, LetterWriter
from ipe_events.services.mails import mail_of
from ipe_events.services.outbox import State
from ipe_events.services.workspace import View
from ipe_events.store.queries import outbox as stored


class FileForm(StrEnum):
    """The kinds of file that tell: calendar files, e-mail drafts with them, or both."""

    ICS = "ics"
    EML = "eml"
    BOTH = "both"


def letters(view: View, event_id: int | None = None, *, again: bool = False) -> list[Letter]:
    """The files that tell what is pending; `again`: also what was told already.

    Of one event: the files that tell of it, which for a series tell of the others too. What was
    made in another calendar is told by that one. Refuses `no-organiser`, `event-elsewhere`.
    """
    if not view.programme.organiser_email:
        raise refuse("no-organiser")
    state = outbox.state(view)
    wanted = _wanted(state, event_id, again=again)
    told_here = [message for message in wanted if not state.is_elsewhere(message)]
    if event_id is not None and not told_here:
        # Not before: whoever was told of an event whose making was undone must still be told.
        if wanted:
            raise refuse("event-elsewhere", "event")
        finding.event(view, event_id)
    writer = LetterWriter(view, state, told_here)
    found = [letter for uid in through(writer.uids) for letter in writer.letters(uid)]
    return [
        letter
        for letter in found
        if event_id is None
        or any(message.to.event == event_id for message in letter.parcel.messages)
    ]


def parcels(view: View, events: Collection[int] | None = None) -> list[Parcel]:
    """What is pending, of these events, by the files that would tell it, without writing any."""
    state = outbox.state(view, events)
    told_here = [item for item in _wanted(state, None) if not state.is_elsewhere(item)]
    writer = LetterWriter(view, state, told_here)
    return [parcel for uid in writer.uids for parcel in writer.parcels(uid)]


def mails(found: Iterable[Parcel]) -> Counter[str]:
    """How many mails each address gets."""
    return Counter(address for parcel in found for address in parcel.to())


def write_all(folder: Path, sent: Sequence[Letter], form: FileForm = FileForm.ICS) -> list[Path]:
    """Write the files into a folder, each whole or not at all; their absolute paths."""
    return files.write_all(
        folder, (pair for letter in through(sent) for pair in _files(letter, form))
    )


def _files(letter: Letter, form: FileForm) -> Iterator[tuple[str, bytes]]:
    """The calendar file, and an e-mail with it to everybody it tells."""
    content = letter.content
    if form is not FileForm.EML:
        yield letter.file_name, content
    if form is FileForm.ICS:
        return
    # Imported here: most exports are of calendar files alone.
    from ipe_events.ical.mail import draft

    names: Counter[str] = Counter()
    for address, messages in letter.parcel.to().items():
        to = messages[0].to
        who = f"{letter.file_name.removesuffix('.ics')}-{to.organisation}"
        names[who] += 1
        name = f"{who}-{names[who]}.eml" if names[who] > 1 else f"{who}.eml"
        yield name, draft(_mail(letter, address, messages))


def first_mail(letter: Letter) -> Mail:
    """The e-mail to the first of those that a file tells."""
    address, messages = next(iter(letter.parcel.to().items()))
    return _mail(letter, address, messages)


def _mail(letter: Letter, address: str, messages: Sequence[Message]) -> Mail:
    """The e-mail with a file to one of those it tells."""
    to = Address(messages[0].to.name, address)
    return mail_of(letter.invitation, to, messages, letter.content, letter.invitation.stamp)


def remember(view: View, sent: Sequence[Letter]) -> None:
    """Keep what was told; not part of any change, as it cannot be untold."""
    stored.add(view.session, [row for letter in sent for row in letter.deliveries])


def _wanted(state: State, event_id: int | None, *, again: bool = False) -> list[Message]:
    """What is to be told; about one event: with all that is pending of its series."""
    found = [message for message in state.pending() if message.to.address is not None]
    if again:
        repeated = state.repeated()
        found += [message for message in repeated if event_id in (None, message.to.event)]
    if event_id is not None:
        uids = {message.to.place.uid for message in found if message.to.event == event_id}
        found = [message for message in found if message.to.place.uid in uids]
    return found
