"""The calendar files that tell what is pending: one for everybody who is told the same."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields
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
from ipe_events.domain.outbox import Card, Message, Place, Reason, next_sequence
from ipe_events.domain.records import Participant
from ipe_events.services import finding, outbox
from ipe_events.services.workspace import View
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.queries import outbox as stored_outbox
from ipe_events.store.tables import Delivery, Event, EventKind, Programme

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
    deliveries: tuple[stored_outbox.Sent, ...]


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
    known = _known(view, {message.to.event for message in wanted})
    found = []
    for place, group in groupby(wanted, key=lambda message: message.to.place):
        found += _letters_of(known, place, list(group))
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
    stored_outbox.add(view.session, [row for letter in sent for row in letter.deliveries])


def _write(path: Path, content: bytes) -> Path:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(content)
    partial.chmod(0o600)
    return partial.replace(path)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the file holds of the events that are told of, read once for all of them."""

    programme: Programme
    moment: datetime
    events: Mapping[int, Event]
    kinds: Mapping[int, str]
    participants: Mapping[int, Sequence[Participant]]
    past: Mapping[Place, Sequence[stored_outbox.Told]]


def _known(view: View, numbers: Set[int]) -> _Known:
    past = defaultdict(list)
    for row in lookup.find(view.session, Delivery, programme_id=view.programme_id):
        past[Place(row.uid, row.recurrence_id)].append(row)
    return _Known(
        view.programme,
        view.moment,
        {row.id: row for row in stored.among(view.session, view.programme_id, numbers) if row.id},
        {
            kind.id: kind.name
            for kind in lookup.find(view.session, EventKind, programme_id=view.programme_id)
            if kind.id
        },
        stored.participants(view.session, numbers),
        past,
    )


def _letters_of(known: _Known, place: Place, messages: list[Message]) -> list[Letter]:
    """A REQUEST, a CANCEL, and a CANCEL for each person taken off the list."""
    past: list[stored_outbox.Told] = list(known.past.get(place, ()))
    batches = [
        [message for message in messages if message.method is Method.REQUEST],
        [message for message in messages if message.reason is Reason.CANCELLED],
        *([message] for message in messages if message.reason is Reason.REMOVED),
    ]
    found: list[Letter] = []
    for batch in batches:
        if batch:
            found.append(_letter(known, batch, past, len(found)))
            past += found[-1].deliveries
    return found


def _letter(
    known: _Known, batch: Sequence[Message], past: Sequence[stored_outbox.Told], number: int
) -> Letter:
    # Imported here: icalendar takes longer than most commands.
    from ipe_events.ical.write import write

    first = batch[0]
    told = [outbox.told_of(row) for row in past]
    invitation = _invitation(
        known,
        batch,
        sequence=next_sequence(first.to.card, told, first.method),
        stamp=_stamp(known, past),
        organizer=_organizer(known, past),
    )
    return Letter(
        file_name=_file_name(first, number),
        content=write(invitation),
        deliveries=tuple(_delivery(known, message, invitation) for message in batch),
    )


def _stamp(known: _Known, past: Sequence[stored_outbox.Told]) -> datetime:
    """The moment, in whole seconds, after everything told before (RFC 5546 section 2.1.5)."""
    now = known.moment.astimezone(UTC).replace(microsecond=0)
    return max([now, *(datetime.fromisoformat(row.stamp) + timedelta(seconds=1) for row in past)])


def _organizer(known: _Known, past: Sequence[stored_outbox.Told]) -> Address:
    """Who invites; an event keeps the organizer it was first told with (rule R49)."""
    if past:
        return Address(**json.loads(past[0].told)["organizer"])
    return Address(known.programme.organiser_name, known.programme.organiser_email)


def _invitation(
    known: _Known, batch: Sequence[Message], *, sequence: int, stamp: datetime, organizer: Address
) -> Invitation:
    first = batch[0]
    card, place = first.to.card, first.to.place
    row = known.events.get(first.to.event)
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
        zone=known.programme.zone,
        organizer=organizer,
        attendees=tuple(
            _attendees(known.participants[first.to.event]) if request else _named(batch)
        ),
        location=card.location,
        link=card.link,
        description=row.note if row else "",
        category=known.kinds[row.kind_id] if row else "",
        language=known.programme.language,
        whole_event=first.reason is not Reason.REMOVED,
        occurrence=_moment(place.recurrence_id) if place.recurrence_id else None,
    )


def _attendees(participants: Sequence[Participant]) -> list[Attendee]:
    """Everybody on the list who has an address."""
    return [
        Attendee(
            name=participant.name or participant.organisation_name,
            email=participant.email,
            role=ROLES.get(participant.role, AttendeeRole.REQUIRED),
            answer=Answer(participant.answer),
        )
        for participant in participants
        if participant.email is not None
    ]


def _named(batch: Sequence[Message]) -> list[Attendee]:
    return [Attendee(message.to.name, message.to.address or "") for message in batch]


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _delivery(known: _Known, message: Message, invitation: Invitation) -> stored_outbox.Sent:
    told = {
        "card": _values(message.to.card),
        "name": message.to.name,
        "organisation": message.to.organisation,
        "organizer": _values(invitation.organizer),
    }
    return stored_outbox.Sent(
        programme_id=known.programme.id or 0,
        event_id=message.to.event,
        uid=invitation.uid,
        recurrence_id=message.to.place.recurrence_id,
        address=message.to.address or "",
        method=invitation.method,
        sequence=invitation.sequence,
        stamp=invitation.stamp.isoformat(),
        told=json.dumps(told),
    )


def _values(record: Card | Address) -> dict[str, str]:
    # `asdict` copies deeply, which for thousands of guests takes longer than writing to them.
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _file_name(message: Message, number: int) -> str:
    """A name of the date, the title's letters and the event's number, and nothing else."""
    card = message.to.card
    plain = unicodedata.normalize("NFKD", card.title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-")
    parts = [card.start[:10], words, str(message.to.event), message.method.lower()]
    return "-".join([*filter(None, parts), *([str(number)] if number else [])]) + ".ics"
