"""The outbox: who must still be told what, and what was told."""

from __future__ import annotations

import json
from datetime import date, datetime

from ipe_events.domain import outbox
from ipe_events.domain.invitation import Method
from ipe_events.domain.outbox import Card, Message, Place, Recipient
from ipe_events.domain.records import EventFilter, EventLine, Pending, Told
from ipe_events.services import finding
from ipe_events.services.workspace import View
from ipe_events.store.queries import events as stored_events
from ipe_events.store.queries import outbox as stored


def pending(view: View, event_id: int | None = None) -> list[Pending]:
    """Who must still be told what, by date of the event."""
    found = [message for message in messages(view) if event_id in (None, message.to.event)]
    if event_id is not None and not found:
        # Not before: an event whose making was undone is not there, and yet waits to be told.
        finding.event(view, event_id)
    return [
        Pending(
            event=message.to.event,
            title=message.to.card.title,
            day=_day(message.to.card),
            email=message.to.address,
            name=message.to.name,
            organisation=message.to.organisation,
            method=message.method,
            reason=message.reason,
            changes=message.changes,
        )
        for message in found
    ]


def exported(view: View) -> list[Told]:
    """What was told last to everybody, and has not been confirmed."""
    return [
        Told(
            event=row.event_id,
            title=card.title,
            day=_day(card),
            email=row.address,
            method=row.method,
            stamp=datetime.fromisoformat(row.stamp),
        )
        for row in stored.last_told(view.session, view.programme_id)
        for card in [told_of(row).to.card]
    ]


def messages(
    view: View, *, again: bool = False, events: tuple[int, ...] | None = None
) -> list[Message]:
    """What is pending, by date; `again` adds what was told and still holds.

    `events`: about these alone, as they are and as they were told of.
    """
    lines = stored_events.event_lines(
        view.session, view.programme_id, EventFilter(states=("planned", "held"), ids=events)
    )
    ahead = [line for line in lines if line.state == "planned"]
    guests = _guests(view, ahead)
    planned = frozenset(_place(line) for line in ahead)
    closed = frozenset(_place(line) for line in lines if line.state == "held")
    told = [told_of(row) for row in stored.last_told(view.session, view.programme_id, events)]
    found = outbox.pending(guests, told, planned, closed)
    if again:
        found += outbox.repeated(guests, told, planned, closed)
    return sorted(found, key=lambda message: (message.to.card.start, message.to.event))


def _guests(view: View, lines: list[EventLine]) -> list[Recipient]:
    participants = stored_events.participants(view.session, [line.id for line in lines])
    return [
        Recipient(
            place=_place(line),
            event=line.id,
            card=_card(line),
            address=participant.email,
            name=participant.name or participant.organisation_name,
            organisation=participant.organisation,
        )
        for line in lines
        for participant in participants[line.id]
        # A head count is nobody who could be told.
        if participant.heads is None
    ]


def _place(line: EventLine) -> Place:
    return Place(line.uid, line.original_start)


def _card(line: EventLine) -> Card:
    last = line.until or line.day
    if line.start is None or line.end is None:
        start, end = line.day.isoformat(), last.isoformat()
    else:
        start = datetime.combine(line.day, line.start).isoformat(timespec="minutes")
        end = datetime.combine(last, line.end).isoformat(timespec="minutes")
    return Card(line.title, start, end, line.location, line.link)


def told_of(row: stored.Told) -> outbox.Told:
    """What a delivery told."""
    values = json.loads(row.told)
    recipient = Recipient(
        place=Place(row.uid, row.recurrence_id),
        event=row.event_id,
        card=Card(**values["card"]),
        address=row.address,
        name=values["name"],
        organisation=values["organisation"],
    )
    return outbox.Told(recipient, Method(row.method), row.sequence)


def _day(card: Card) -> date:
    return date.fromisoformat(card.start[:10])
