"""The calendar files that tell what is pending: one for everybody who is told the same."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Role
from ipe_events.domain.invitation import (
    Address,
    Answer,
    Attendee,
    AttendeeRole,
    Invitation,
    Method,
)
from ipe_events.domain.outbox import Message, Place, Reason, next_sequence
from ipe_events.services import finding, outbox
from ipe_events.services.workspace import View
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Delivery, Event, EventKind

ROLES: Mapping[str, AttendeeRole] = {
    Role.CHAIR: AttendeeRole.CHAIR,
    Role.OPTIONAL: AttendeeRole.OPTIONAL,
    Role.GUEST: AttendeeRole.OPTIONAL,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A calendar file to be written, and whom it tells."""

    file_name: str
    content: bytes
    deliveries: tuple[Delivery, ...]


def letters(view: View, event_id: int | None = None, *, again: bool = False) -> list[Letter]:
    """The files that tell what is pending; `again`: also what was told already."""
    if not view.programme.organiser_email:
        raise refuse("no-organiser")
    wanted = [
        message
        for message in outbox.messages(view, again=again)
        if message.to.address is not None and event_id in (None, message.to.event)
    ]
    if event_id is not None and not wanted:
        # Not before: whoever was told of an event whose making was undone must still be told.
        finding.event(view, event_id)
    wanted.sort(key=lambda message: (message.to.card.start[:10], message.to.event))
    found = []
    for place, group in groupby(wanted, key=lambda message: message.to.place):
        found += _letters_of(view, place, list(group))
    return found


def write_all(folder: Path, sent: Sequence[Letter]) -> list[Path]:
    """Write the files into a folder, each whole or not at all; their absolute paths."""
    folder = folder.resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return [_write(folder / letter.file_name, letter.content) for letter in sent]
    except OSError:
        raise refuse("folder-unwritable", "out", path=str(folder)) from None


def remember(view: View, sent: Sequence[Letter]) -> None:
    """Keep what was told; not part of any change, as it cannot be untold."""
    for letter in sent:
        view.session.add_all(letter.deliveries)


def _write(path: Path, content: bytes) -> Path:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(content)
    partial.chmod(0o600)
    return partial.replace(path)


def _letters_of(view: View, place: Place, messages: list[Message]) -> list[Letter]:
    """A REQUEST, a CANCEL, and a CANCEL for each person taken off the list."""
    past = lookup.find(
        view.session,
        Delivery,
        programme_id=view.programme_id,
        uid=place.uid,
        recurrence_id=place.recurrence_id,
    )
    batches = [
        [message for message in messages if message.method is Method.REQUEST],
        [message for message in messages if message.reason is Reason.CANCELLED],
        *([message] for message in messages if message.reason is Reason.REMOVED),
    ]
    found: list[Letter] = []
    for batch in batches:
        if batch:
            found.append(_letter(view, batch, past, len(found)))
            past += found[-1].deliveries
    return found


def _letter(view: View, batch: Sequence[Message], past: Sequence[Delivery], number: int) -> Letter:
    # Imported here: icalendar takes longer than most commands.
    from ipe_events.ical.write import write

    first = batch[0]
    told = [outbox.told_of(row) for row in past]
    invitation = _invitation(
        view,
        batch,
        sequence=next_sequence(first.to.card, told, first.method),
        stamp=_stamp(view, past),
        organizer=_organizer(view, past),
    )
    return Letter(
        file_name=_file_name(first, number),
        content=write(invitation),
        deliveries=tuple(_delivery(view, message, invitation) for message in batch),
    )


def _stamp(view: View, past: Sequence[Delivery]) -> datetime:
    """The moment, in whole seconds, after everything told before (RFC 5546 section 2.1.5)."""
    now = view.moment.astimezone(UTC).replace(microsecond=0)
    return max([now, *(datetime.fromisoformat(row.stamp) + timedelta(seconds=1) for row in past)])


def _organizer(view: View, past: Sequence[Delivery]) -> Address:
    """Who invites; an event keeps the organizer it was first told with (rule R49)."""
    if past:
        return Address(**json.loads(past[0].told)["organizer"])
    return Address(view.programme.organiser_name, view.programme.organiser_email)


def _invitation(
    view: View, batch: Sequence[Message], *, sequence: int, stamp: datetime, organizer: Address
) -> Invitation:
    first = batch[0]
    card, place = first.to.card, first.to.place
    row = lookup.first(view.session, Event, id=first.to.event, programme_id=view.programme_id)
    request = first.method is Method.REQUEST
    return Invitation(
        method=first.method,
        uid=place.uid,
        sequence=sequence,
        stamp=stamp,
        # An event whose adding was undone is known from what was told of it alone.
        created=datetime.fromisoformat(row.created_at) if row else stamp,
        title=card.title,
        start=_moment(card.start),
        end=_moment(card.end),
        zone=view.programme.zone,
        organizer=organizer,
        attendees=tuple(_attendees(view, first.to.event) if request else _named(batch)),
        location=card.location,
        link=card.link,
        description=row.note if row else "",
        category=view.session.get_one(EventKind, row.kind_id).name if row else "",
        language=view.programme.language,
        whole_event=first.reason is not Reason.REMOVED,
        occurrence=_moment(place.recurrence_id) if place.recurrence_id else None,
    )


def _attendees(view: View, event_id: int) -> list[Attendee]:
    """Everybody on the list who has an address."""
    return [
        Attendee(
            name=participant.name or participant.organisation_name,
            email=participant.email,
            role=ROLES.get(participant.role, AttendeeRole.REQUIRED),
            answer=Answer(participant.answer),
        )
        for participant in stored.participants(view.session, [event_id])[event_id]
        if participant.email is not None
    ]


def _named(batch: Sequence[Message]) -> list[Attendee]:
    return [Attendee(message.to.name, message.to.address or "") for message in batch]


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _delivery(view: View, message: Message, invitation: Invitation) -> Delivery:
    told = {
        "card": asdict(message.to.card),
        "name": message.to.name,
        "organisation": message.to.organisation,
        "organizer": asdict(invitation.organizer),
    }
    return Delivery(
        programme_id=view.programme_id,
        event_id=message.to.event,
        uid=invitation.uid,
        recurrence_id=message.to.place.recurrence_id,
        address=message.to.address or "",
        method=invitation.method,
        sequence=invitation.sequence,
        stamp=invitation.stamp.isoformat(),
        told=json.dumps(told),
    )


def _file_name(message: Message, number: int) -> str:
    """A name of the date, the title's letters and the event's number, and nothing else."""
    card = message.to.card
    plain = unicodedata.normalize("NFKD", card.title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-")
    parts = [card.start[:10], words, str(message.to.event), message.method.lower()]
    return "-".join([*filter(None, parts), *([str(number)] if number else [])]) + ".ics"
