"""Warnings about the date of a meeting: days off, who is away, who is somewhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from ipe_events.domain import availability
from ipe_events.domain.availability import Availability, Obstacle, Seat
from ipe_events.domain.checks import Meeting
from ipe_events.domain.records import Check, EventLine, Participant

_SATURDAY = 6


def seats(meeting: Meeting, organisations: Mapping[str, int]) -> list[tuple[Participant, Seat]]:
    """Who is expected at a meeting, and the seat; organisations from slug to number."""
    return [
        (part, Seat(organisations[part.organisation], part.person)) for part in meeting.there or ()
    ]


def in_the_way(
    meeting: Meeting, expected: Sequence[tuple[Participant, Seat]], known: Availability
) -> Iterator[Check]:
    """Everything in the way of a date, with whom it concerns."""
    event = meeting.event
    yield from _days_off(event, known)
    met = [
        (part, obstacle)
        for part, seat in expected
        for obstacle in dict.fromkeys(
            known.of_seat(event.day, event.start, event.end, seat, until=event.until)
        )
    ]
    yield from _not_working(event, [found for _, found in met])
    yield from _closed(event, met)
    for part, seat in expected:
        yield from _double_booked(event, part, seat, known)
    busy = {found.who: None for _, found in met if found.code == availability.BUSY}
    if busy:
        yield Check("double-booked", {"busy": tuple(busy)}, event.id)


def _days(event: EventLine) -> Iterator[date]:
    for number in range(((event.until or event.day) - event.day).days + 1):
        yield event.day + timedelta(days=number)


def _days_off(event: EventLine, known: Availability) -> Iterator[Check]:
    seen: set[Obstacle] = set()
    for day in _days(event):
        for off in known.days_off.get(day, ()):
            if off in seen:
                continue
            seen.add(off)
            if off.code == availability.CLOSURE:
                yield Check("closure", {"region": off.who, "name": off.name}, event.id)
            else:
                yield Check(off.code, {"name": off.name, "date": day}, event.id)


def _not_working(event: EventLine, found: Sequence[Obstacle]) -> Iterator[Check]:
    """A weekend, else everybody who does not work on such a day; no week is without."""
    if event.until is not None and (event.until - event.day).days >= 6:
        return
    people = {one.who: None for one in found if one.code == availability.NOT_WORKING_DAY}
    weekend = next((day for day in _days(event) if day.isoweekday() >= _SATURDAY), None)
    if "" in people and weekend is not None:
        yield Check("not-working-day", {"weekend": weekend}, event.id)
    elif people:
        yield Check("not-working-day", {"date": event.day, "people": tuple(people)}, event.id)


def _closed(event: EventLine, found: Sequence[tuple[Participant, Obstacle]]) -> Iterator[Check]:
    seen: set[Obstacle] = set()
    for part, closed in found:
        if closed.code != availability.CLOSURE or closed in seen:
            continue
        seen.add(closed)
        who = "organisation" if closed.who == part.organisation_name else "person"
        values = {who: closed.who, "name": closed.name}
        yield Check("closure", values, event.id, part.organisation)


def _double_booked(
    event: EventLine, part: Participant, seat: Seat, known: Availability
) -> Iterator[Check]:
    """Each other meeting of a person at the same time, in whichever programme."""
    agenda = known.people.get(seat.person_id) if seat.person_id is not None else None
    if agenda is None:
        return
    told: set[int | None] = {event.id}
    last = event.until or event.day
    for start, end in availability.taken(event.day, last, event.start, event.end):
        for span in agenda.meetings.within(start, end):
            # A meeting without times leaves room beside one that has them.
            if span.event in told or _all_day(span.start, span.end) != _all_day(start, end):
                continue
            told.add(span.event)
            values = {
                "person": part.name,
                "title": span.name,
                "date": span.start.date(),
                "time": None if _all_day(span.start, span.end) else span.start.time(),
            }
            yield Check("double-booked", values, event.id, part.organisation)


def _all_day(start: datetime, end: datetime) -> bool:
    return start.time() == end.time() == time.min
