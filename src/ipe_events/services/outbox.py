"""The outbox: who must still be told what, and what was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from ipe_events.domain import outbox
from ipe_events.domain.errors import refuse
from ipe_events.domain.outbox import Card, Message, Place, Recipient
from ipe_events.domain.outbox_lines import Exported, Pending
from ipe_events.domain.records import EventFilter, EventLine, Participant
from ipe_events.services import deliveries, finding
from ipe_events.services.workspace import View
from ipe_events.store.queries import events as stored_events
from ipe_events.store.queries import outbox as stored


@dataclass(frozen=True)
class State:
    """Events that are planned or held, by number, who is invited to them, and what was told last.

    `guests` and `participants` are those of planned events.
    """

    lines: Mapping[int, EventLine]
    participants: Mapping[int, Sequence[Participant]]
    guests: Sequence[Recipient]
    told: Sequence[outbox.Told]

    def pending(self) -> list[Message]:
        """What must still be told."""
        return outbox.pending(self.guests, self.told, self._events)

    def repeated(self) -> list[Message]:
        """What was told and still holds."""
        return outbox.repeated(self.guests, self.told, self._events)

    def in_series(self, uid: str) -> Set[str]:
        """Who was told of this series as a whole."""
        return self._in_series.get(uid, frozenset())

    def is_elsewhere(self, message: Message) -> bool:
        """Whether another calendar tells it: the one that the meeting was made in."""
        line = self.lines.get(message.to.event)
        adopted = line is not None and line.adopted and line.uid == message.to.place.uid
        return adopted or message.to.place in self._told_elsewhere

    @property
    def _events(self) -> outbox.Events:
        lines = self.lines.values()
        return outbox.Events(
            {line.id: place_of(line) for line in lines if line.state == "planned"},
            frozenset(line.id for line in lines if line.state == "held"),
        )

    @cached_property
    def _in_series(self) -> Mapping[str, Set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for item in self.told:
            if item.in_series and item.to.address is not None:
                found[item.to.place.uid].add(item.to.address)
        return found

    @cached_property
    def _told_elsewhere(self) -> frozenset[Place]:
        return frozenset(item.to.place for item in self.told if item.elsewhere)


def state(view: View, events: Collection[int] | None = None) -> State:
    """What there is to tell, and what was told; of these events, as they are and were told of."""
    wanted = EventFilter(
        states=("planned", "held"), ids=tuple(events) if events is not None else None
    )
    lines = stored_events.event_lines(view.session, view.programme_id, wanted)
    ahead = [line for line in lines if line.state == "planned"]
    participants = stored_events.participants(view.session, [line.id for line in ahead])
    told = stored.last_told(view.session, view.programme_id, events)
    # Whoever invites is not invited: programs show no buttons to the organizer (rule R25).
    sender = view.programme.organiser_email.casefold()
    return State(
        lines={line.id: line for line in lines},
        participants=participants,
        guests=_guests(ahead, participants, sender),
        told=[deliveries.told_of(row) for row in told if row.address.casefold() != sender],
    )


def pending(view: View, event_id: int | None = None) -> list[Pending]:
    """Who must still be told what, by date of the event."""
    now = state(view)
    found = [item for item in now.pending() if event_id in (None, item.to.event)]
    if event_id is not None and not found:
        # Not before: an event whose making was undone is not there, and yet waits to be told.
        finding.event(view, event_id)
    found.sort(key=_order)
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
            elsewhere=now.is_elsewhere(message),
            replaced=message.replaced,
        )
        for message in found
    ]


def exported(view: View) -> list[Exported]:
    """What was told last to everybody, and has not been confirmed."""
    return [
        _line(row)
        for row in stored.last_told(view.session, view.programme_id)
        if row.state == stored.EXPORTED
    ]


def mark(view: View, event_id: int | None = None, *, sent: bool = True) -> list[Exported]:
    """Confirm that what was exported was sent, or take the telling back; what that was.

    Of an event: all that its files told, as a series goes out as one; when nothing was exported of
    it, what the calendar it was made in has to tell counts as told there. What is taken back must
    be told again; its SEQUENCE stays used. Refuses `nothing-exported` (event).
    """
    rows = stored.unconfirmed(view.session, view.programme_id, event_id)
    if not sent:
        # What was told before it went out then: only the last telling can be taken back.
        last = {row.id for row in stored.last_told(view.session, view.programme_id)}
        rows = [row for row in rows if row.id in last]
    became = stored.CONFIRMED if sent else stored.WITHDRAWN
    marked = [_line(row) for row in rows]
    stored.mark(view.session, [row.id for row in rows if row.id is not None], became)
    if event_id is not None and sent and not rows:
        there = _told_there(view, event_id)
        stored.add(view.session, there)
        marked += [_line(row) for row in there]
    if not marked:
        if event_id is not None:
            finding.event(view, event_id)
        raise refuse("nothing-exported", "event")
    return marked


def _told_there(view: View, event_id: int) -> list[stored.Sent]:
    """What is pending of an event in the calendar that it was made in, as told."""
    now = state(view, (event_id,))
    waiting = [message for message in now.pending() if now.is_elsewhere(message)]
    uids = {message.to.place.uid for message in waiting}
    past: dict[Place, list[stored.Told]] = defaultdict(list)
    for row in stored.under(view.session, view.programme_id, uids):
        past[Place(row.uid, row.recurrence_id)].append(row)
    return [
        deliveries.kept(
            view.programme_id,
            message,
            sequence=outbox.next_sequence(
                message.to.card, [deliveries.told_of(row) for row in rows], message.method
            ),
            stamp=view.moment.astimezone(UTC).replace(microsecond=0),
            organizer=deliveries.organizer_of(rows[0]),
            state=stored.CONFIRMED,
            elsewhere=True,
        )
        for message in waiting
        if message.to.address is not None and (rows := past[message.to.place])
    ]


def messages(view: View, events: Collection[int] | None = None) -> list[Message]:
    """What is pending, by date; `events`: about these alone."""
    return sorted(state(view, events).pending(), key=_order)


def _order(message: Message) -> tuple[str, int]:
    return message.to.card.start, message.to.event


def _line(row: stored.Told) -> Exported:
    card = deliveries.told_of(row).to.card
    return Exported(
        event=row.event_id,
        title=card.title,
        day=_day(card),
        email=row.address,
        method=row.method,
        stamp=datetime.fromisoformat(row.stamp),
    )


def _guests(
    lines: Sequence[EventLine], participants: Mapping[int, Sequence[Participant]], sender: str
) -> list[Recipient]:
    found: dict[tuple[object, ...], Recipient] = {}
    for line in lines:
        place, card = place_of(line), card_of(line)
        for participant in participants[line.id]:
            # A head count is nobody who could be told.
            if participant.heads is not None:
                continue
            address = participant.address
            if address is not None and address.casefold() == sender:
                continue
            # Two seats of an organisation have one address: it is told once.
            who = (place, address) if address is not None else (place, participant.id)
            if who not in found:
                name = participant.name or participant.organisation_name
                found[who] = Recipient(
                    place, line.id, card, address, name, participant.organisation
                )
    return list(found.values())


def place_of(line: EventLine) -> Place:
    """How calendars know an event."""
    return Place(line.uid, line.original_start)


def card_of(line: EventLine) -> Card:
    """What an invitation says of an event."""
    last = line.until or line.day
    if line.start is None or line.end is None:
        start, end = line.day.isoformat(), last.isoformat()
    else:
        start = datetime.combine(line.day, line.start).isoformat(timespec="minutes")
        end = datetime.combine(last, line.end).isoformat(timespec="minutes")
    return Card(line.title, start, end, line.location, line.link)


def _day(card: Card) -> date:
    return date.fromisoformat(card.start[:10])
