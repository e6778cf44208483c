"""What is known of the events that answers are about, read once for all of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ipe_events.domain.incoming import Incoming, mailbox
from ipe_events.domain.invitation import Method
from ipe_events.domain.outbox import Card, Place
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.domain.replies import Telling, standing
from ipe_events.services import deliveries, outbox
from ipe_events.services.workspace import View
from ipe_events.store.queries import answers as stored
from ipe_events.store.queries import events as stored_events
from ipe_events.store.queries import outbox as stored_outbox
from ipe_events.store.tables import Participation


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at an event and the addresses from which its answer may come."""

    row: Participation
    addresses: tuple[str, ...]

    @property
    def mailboxes(self) -> frozenset[str]:
        """Where those addresses are."""
        return frozenset(map(mailbox, self.addresses))


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event as it is, who can answer for it, and what was told of it, oldest first.

    `instance` is its RECURRENCE-ID as it is compared: a day, a moment in UTC, None for no series.
    """

    line: EventLine
    card: Card
    instance: date | datetime | None
    seats: Sequence[Seat]
    told: Sequence[Telling]

    def seats_of(self, address: str) -> list[Seat]:
        """The places that answer from this address; a tag in it tells nobody apart (rule I03).

        An organisation has one address for all its seats without a name.
        """
        exact = [seat for seat in self.seats if address in seat.addresses]
        return exact or [seat for seat in self.seats if mailbox(address) in seat.mailboxes]

    def told_to(self, mailboxes: Iterable[str], sequence: int) -> Telling | None:
        """What was told last to these mailboxes, else to anybody at all.

        Whoever changed address was told at the former one that they are off, and at the other one
        what still holds.
        """
        wanted = frozenset(mailboxes)
        own: dict[str, list[Telling]] = defaultdict(list)
        for one in self.told:
            if mailbox(one.address) in wanted:
                own[one.address.lower()].append(one)
        last = [found for told in own.values() if (found := standing(told, sequence))]
        if not last:
            return standing(self.told, sequence)
        return max(last, key=lambda one: (one.method == Method.REQUEST, one.sequence))


@dataclass(frozen=True, slots=True)
class Facts:
    """The meetings under each UID that messages name, by date, and which of them were ever told."""

    meetings: Mapping[str, Sequence[Meeting]]
    told: Mapping[str, Collection[date | datetime | None]]

    def of(self, message: Incoming) -> list[Meeting]:
        """The meetings that a message is about: one, or all of a series (rule I09)."""
        under = self.meetings.get(message.uid, ())
        if message.instance is None:
            return list(under)
        return [meeting for meeting in under if meeting.instance == message.instance]


def facts(view: View, uids: Iterable[str]) -> Facts:
    """What is known of the events with these UIDs, in a handful of queries."""
    wanted = sorted(set(uids))
    ids = stored.events_under(view.session, view.programme_id, wanted)
    zone = view.programme.zone
    told: dict[Place, list[Telling]] = defaultdict(list)
    for row in stored_outbox.under(view.session, view.programme_id, wanted):
        place = Place(row.uid, row.recurrence_id)
        # What was told to somebody who is erased counts for whoever else was told the same.
        told[place].append(
            Telling(
                row.address,
                row.method,
                row.sequence,
                deliveries.told_of(row).to.card,
                row.state == stored_outbox.WITHDRAWN,
            )
        )
    seats = _seats(view, ids)
    meetings: dict[str, list[Meeting]] = defaultdict(list)
    lines = stored_events.event_lines(view.session, view.programme_id, EventFilter(ids=tuple(ids)))
    for line in lines:
        meetings[line.uid].append(
            Meeting(
                line,
                outbox.card_of(line),
                instant_of(line.original_start, zone),
                seats.get(line.id, ()),
                told.get(outbox.place_of(line), ()),
            )
        )
    ever: dict[str, set[date | datetime | None]] = defaultdict(set)
    for place in told:
        ever[place.uid].add(instant_of(place.recurrence_id, zone))
    return Facts(meetings, ever)


def _seats(view: View, ids: Sequence[int]) -> Mapping[int, Sequence[Seat]]:
    found: dict[int, list[Seat]] = defaultdict(list)
    for row, email, aliases, of_organisation in stored.places(view.session, ids):
        if row.person_id is not None:
            addresses = (email, *json.loads(aliases))
        else:
            addresses = (of_organisation,)
        known = tuple(address.lower() for address in addresses if address)
        found[row.event_id].append(Seat(row, known))
    return found


def instant_of(original_start: str, zone: str) -> date | datetime | None:
    """A RECURRENCE-ID as it is stored, on the wall clock of `zone`, as what is compared."""
    if not original_start:
        return None
    if "T" not in original_start:
        return date.fromisoformat(original_start)
    moment = datetime.fromisoformat(original_start).replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(UTC)
