"""Meetings that were made in another calendar, which invites to them and collects the answers.

The event gets the number (UID) it has there, and what its guests were told there counts as told;
so what differs, and whoever was told under the number it had before, is pending in the outbox.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from ipe_events.domain import adoption
from ipe_events.domain.adoption import Adoption, Differing, GuestAnswer
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.incoming import Guest, Incoming, mailbox
from ipe_events.domain.invitation import Address, Method
from ipe_events.domain.outbox import Card, Message, Reason, Recipient
from ipe_events.domain.records import EventLine, Participant
from ipe_events.services import answer_facts, deliveries, events, finding, inviting, outbox
from ipe_events.services.answer_facts import Meeting
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.queries import outbox as told
from ipe_events.store.tables import Delivery, Event, Participation, Series

# What takes part and is nobody (RFC 5545 section 3.2.3).
_THINGS = frozenset({"RESOURCE", "ROOM"})


def adopt(change: Change, event_id: int, content: bytes, name: str) -> Adoption:
    """Take over the UID, the link and the answers of a meeting from a calendar file called `name`.

    Read again, it brings new answers. Of a series the whole series is taken over. Refuses what
    `domain.adoption` refuses, `uid-taken`, `adopt-older` (file) and `state-wrong` (event).
    """
    # Imported here: commands that read no calendar need not wait for it.
    from ipe_events.ical.messages import read_messages

    row = finding.event(change, event_id)
    if row.state != "planned":
        raise refuse("state-wrong", "event", state=row.state, wanted="planned")
    messages = read_messages(content, name, change.programme.zone)
    if row.uid is None:
        return _of_series(change, row, messages)
    here = outbox.card_of(events.line(change, event_id))
    found = adoption.the_event(messages, row.uid, here.start)
    before = row.uid
    _must_be_free(change, found.uid, event=event_id)
    row.uid = found.uid
    return _Adopting(change, [row], before, found).take({event_id: found}, event_id)


def _of_series(change: Change, row: Event, messages: Sequence[Incoming]) -> Adoption:
    """Take over the series that an event is one of; what was held of it stays as it is."""
    series = change.session.get_one(Series, row.series_id)
    rows = [
        one
        for one in lookup.find(change.session, Event, series_id=key(series))
        if one.state == "planned" and one.original_start
    ]
    starts = {key(one): adoption.moment(one.original_start or "") for one in rows}
    foreign = adoption.the_series(messages, series.uid, list(starts.values()), series.zone)
    master, before = foreign.master, series.uid
    _must_be_free(change, master.uid, series=key(series))
    series.uid = master.uid
    series.link = master.link or series.link
    series.location = series.location or adoption.place_of(master)
    change.add(series)
    pairs = ((number, foreign.at(start)) for number, start in starts.items())
    found = {number: one for number, one in pairs if one is not None}
    return _Adopting(change, rows, before, master).take(found, key(row))


def _must_be_free(change: Change, uid: str, *, event: int = 0, series: int = 0) -> None:
    """Refuse a UID that another event or series has."""
    other = lookup.first(change.session, Event, uid=uid)
    if other is not None and other.id != event:
        raise refuse("uid-taken", "file", event=other.id)
    parent = lookup.first(change.session, Series, uid=uid)
    if parent is not None and parent.id != series:
        first = lookup.first(change.session, Event, series_id=key(parent))
        raise refuse("uid-taken", "file", event=first.id if first else None)


@dataclass
class _Taken:
    """What was found so far."""

    answers: list[GuestAnswer] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    differences: list[Differing] = field(default_factory=list)
    notices: dict[str, Problem] = field(default_factory=dict)
    deliveries: list[told.Sent] = field(default_factory=list)


class _Adopting:
    """Meetings on their way from another calendar; `rows` have their new UID already."""

    def __init__(self, change: Change, rows: Sequence[Event], before: str, whole: Incoming) -> None:
        self._change = change
        self._rows = {key(row): row for row in rows}
        self._before, self._whole = before, whole
        self._places = {
            place.id: place
            for places in stored.participants(change.session, self._rows.keys()).values()
            for place in places
        }
        self._last = {
            (row.recurrence_id, row.address): row
            for row in told.under(change.session, change.programme_id, {whole.uid})
        }
        self._taken = _Taken()

    def take(self, found: Mapping[int, Incoming], asked: int) -> Adoption:
        """Take over what the file says of each meeting; `asked`: which one the user named."""
        change, uid = self._change, self._whole.uid
        for number, row in self._rows.items():
            _fill(row, found.get(number))
            change.session.add(row)
        change.session.flush()
        meetings = {
            one.line.id: one
            for one in answer_facts.facts(change, {uid}).meetings[uid]
            if one.line.id in self._rows
        }
        for number, meeting in meetings.items():
            self._one(meeting, found.get(number))
        told.add(change.session, self._taken.deliveries)
        earlier = {self._before} - {uid}
        return Adoption(
            event=meetings[asked].line,
            sequence=self._whole.sequence,
            answers=tuple(self._taken.answers),
            unknown=tuple(self._taken.unknown),
            missing=tuple(self._taken.missing),
            differences=tuple(self._taken.differences),
            events=tuple(meetings),
            notices=tuple(self._taken.notices.values()),
            told_before=bool(told.under(change.session, change.programme_id, earlier)),
        )

    def _one(self, meeting: Meeting, found: Incoming | None) -> None:
        line, taken = meeting.line, self._taken
        places = [self._places[key(seat.row)] for seat in meeting.seats]
        self._must_not_be_older(line, found or self._whole)
        if found is None or adoption.is_cancelled(found):
            taken.differences.append(Differing(line.id, "state", line.state, "cancelled"))
            taken.missing |= dict.fromkeys(place.address for place in places if place.address)
            self._withdraw(line, found or self._whole, frozenset())
            return
        there = adoption.card_of(found)
        taken.notices |= {notice.code: notice for notice in found.notices}
        taken.differences += [
            Differing(line.id, one.field, one.new, one.old) for one in meeting.card.since(there)
        ]
        guests = self._guests(meeting, found)
        for seat, place in zip(meeting.seats, places, strict=True):
            if place.address is None:
                continue
            guest = guests.get(place.id)
            if guest is None:
                taken.missing[place.address] = None
                continue
            self._answer(line, seat.row, place, guest)
            self._tell(line, place, there, found, guest)
        named = {guest.address for guest in found.guests}
        told_of = {place.address or "" for place in places if place.id in guests}
        self._withdraw(line, found, frozenset(map(mailbox, named | told_of)))

    def _must_not_be_older(self, line: EventLine, found: Incoming) -> None:
        for (recurrence_id, _address), last in self._last.items():
            if recurrence_id != line.original_start:
                continue
            stamp = found.stamp.isoformat() if found.stamp else last.stamp
            if _age(found.sequence, stamp) < _age(last.sequence, last.stamp):
                raise refuse("adopt-older", "file")

    def _withdraw(self, line: EventLine, found: Incoming, there: frozenset[str]) -> None:
        """Remember that who was told and is in the file no more was told so."""
        for who, last in self._last.items():
            recurrence_id, address = who
            if recurrence_id != line.original_start or last.method != Method.REQUEST:
                continue
            # Of somebody who is erased no address is left.
            if address and mailbox(address) not in there:
                stamp = found.stamp.isoformat() if found.stamp else self._change.stamp
                gone = {"method": Method.CANCEL, "sequence": found.sequence, "stamp": stamp}
                sent = told.Sent(**last.model_dump(exclude={"id"}) | gone)
                self._last[who] = Delivery(**asdict(sent))
                self._taken.deliveries.append(sent)

    def _guests(self, meeting: Meeting, found: Incoming) -> dict[int, Guest]:
        """Who of the file is invited here, by their place; the organizer is not asked there."""
        guests = {key(seat.row): Guest("") for seat in meeting.seats_of(found.organizer)}
        for guest in found.guests:
            if guest.kind in _THINGS or not guest.address:
                continue
            seats = meeting.seats_of(guest.address)
            guests |= {key(seat.row): guest for seat in seats}
            if not seats and mailbox(guest.address) != mailbox(found.organizer):
                self._taken.unknown[guest.address] = None
        return guests

    def _answer(
        self, line: EventLine, row: Participation, place: Participant, guest: Guest
    ) -> None:
        """Keep what somebody answered; who has not answered there may have done so here.

        What the file said before already is older than what they have answered since.
        """
        answer = adoption.answer_of(guest.answer)
        if answer is None:
            return
        if row.answer != answer:
            since = self._since(line, place, guest)
            if since is not None and row.answered_stamp >= since:
                return
            inviting.answer(self._change, self._rows[line.id], f"#{place.id}", answer)
        name = place.name or place.organisation_name
        self._taken.answers.append(GuestAnswer(line.id, place.address or "", name, answer))

    def _since(self, line: EventLine, place: Participant, guest: Guest) -> str | None:
        """The moment in UTC from which on this is what the file says of somebody."""
        last = self._last.get((line.original_start, place.address or ""))
        before = json.loads(last.told) if last is not None else {}
        return before.get("since") if before.get("answer") == guest.answer else None

    def _tell(
        self, line: EventLine, place: Participant, card: Card, found: Incoming, guest: Guest
    ) -> None:
        """Remember what the other calendar told, unless that is known."""
        assert place.address is not None
        who = (line.original_start, place.address)
        last = self._last.get(who)
        # Of a file that names no moment, that of when it was read first.
        known = last.stamp if last is not None else self._change.stamp
        name = place.name or place.organisation_name
        to = Recipient(
            outbox.place_of(line), line.id, card, place.address, name, place.organisation
        )
        sent = deliveries.kept(
            self._change.programme_id,
            Message(to, Method.REQUEST, Reason.NEW),
            sequence=found.sequence,
            stamp=found.stamp or datetime.fromisoformat(known),
            organizer=Address(found.organizer_name, found.organizer),
            state=told.CONFIRMED,
            elsewhere=True,
            answer=guest.answer,
            since=self._since(line, place, guest) or self._change.stamp,
        )
        if last is None or not _is_same(last, sent):
            self._last[who] = Delivery(**asdict(sent))
            self._taken.deliveries.append(sent)


def _fill(row: Event, found: Incoming | None) -> None:
    """What an event takes over: the link, and the place when it has none."""
    row.adopted = True
    if found is not None and not adoption.is_cancelled(found):
        row.link = found.link or row.link
        row.location = row.location or adoption.place_of(found)


def _age(sequence: int, stamp: str) -> tuple[int, datetime]:
    return sequence, datetime.fromisoformat(stamp).astimezone(UTC)


def _is_same(last: Delivery, sent: told.Sent) -> bool:
    return all(
        getattr(last, name) == getattr(sent, name)
        for name in ("method", "sequence", "stamp", "told", "state", "event_id")
    )
