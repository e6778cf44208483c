"""Who can be where and when: everything that stands in the way of a date, in one place.

Wall-clock days and times in the programme's zone; a meeting without times takes the whole day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from operator import attrgetter

HOLIDAY = "holiday"
SCHOOL_HOLIDAY = "school-holiday"
CLOSURE = "closure"
NOT_WORKING_DAY = "not-working-day"
BUSY = "busy"
MEETING = "meeting"

_WEEKDAYS = "12345"
_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why somebody, or ("" as `who`) nobody, can be there.

    `name` is that of the holiday, the closure or the meeting; "" for what has none.
    """

    code: str
    name: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at the table: an organisation's, with or without somebody in it."""

    organisation_id: int
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A time somebody is taken, `end` not included; `event` is the number of the meeting."""

    start: datetime
    end: datetime
    name: str = ""
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Days (`ends` included) on which an organisation or a person is not there."""

    starts: date
    ends: date
    name: str = ""


class Timeline:
    """Times somebody is taken; they may overlap."""

    __slots__ = ("_latest", "_spans", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans, key=attrgetter("start"))
        self._starts = [span.start for span in self._spans]
        # The latest end so far: before it lies below a moment, no earlier span reaches it.
        self._latest = list(accumulate((span.end for span in self._spans), max))

    def within(self, start: datetime, end: datetime) -> list[Span]:
        """What falls between two moments, the earliest first."""
        place = bisect_left(self._starts, end)
        found = []
        while place and self._latest[place - 1] > start:
            place -= 1
            if self._spans[place].end > start:
                found.append(self._spans[place])
        return found[::-1]


_FREE = Timeline()


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is known of one person or organisation.

    `working_days` are numbers of weekdays, Monday 1 (`"124"`); "" for Monday through Friday.
    """

    name: str
    closures: tuple[Closed, ...] = ()
    working_days: str = ""
    busy: Timeline = field(default=_FREE)
    meetings: Timeline = field(default=_FREE)


@dataclass(frozen=True, slots=True)
class Availability:
    """What stands in the way between `first` and `last`, for the seats it was made for.

    `days_off` holds the holidays and closures of the region by day.
    """

    first: date
    last: date
    days_off: Mapping[date, tuple[Obstacle, ...]]
    organisations: Mapping[int, Agenda]
    people: Mapping[int, Agenda]

    def obstacles(
        self,
        day: date,
        start: time | None,
        end: time | None,
        seats: Iterable[Seat],
        *,
        until: date | None = None,
        besides: Collection[int] = _NOTHING,
    ) -> tuple[Obstacle, ...]:
        """Everything in the way of these seats, each thing once: the region's days off first.

        Without times the whole day; an end that is not after the start is on the next day when
        `until` is not given. `besides`: numbers of meetings that do not count, such as the one
        that is asked about.
        """
        found = list(self.of_region(day, until))
        for seat in seats:
            found += self.of_seat(day, start, end, seat, until=until, besides=besides)
        return tuple(dict.fromkeys(found))

    def of_region(self, day: date, until: date | None = None) -> tuple[Obstacle, ...]:
        """The days off of everybody."""
        if until is None or until <= day:
            return self.days_off.get(day, ())
        days = (day + timedelta(days=number) for number in range((until - day).days + 1))
        return tuple(dict.fromkeys(each for one in days for each in self.days_off.get(one, ())))

    def of_seat(
        self,
        day: date,
        start: time | None,
        end: time | None,
        seat: Seat,
        *,
        until: date | None = None,
        besides: Collection[int] = _NOTHING,
    ) -> list[Obstacle]:
        """What keeps one seat away, beside the days off of everybody.

        An organisation's own calendar and closures hold for all its people; a meeting of a seat
        without a name does not: somebody else may be there.
        """
        last = day if until is None or until < day else until
        organisation = self.organisations.get(seat.organisation_id)
        person = self.people.get(seat.person_id) if seat.person_id is not None else None
        own = person or organisation
        found = []
        for agenda in (organisation, person):
            if agenda is not None:
                found += [
                    Obstacle(CLOSURE, closed.name, agenda.name)
                    for closed in agenda.closures
                    if closed.starts <= last and day <= closed.ends
                ]
        working = person.working_days if person else ""
        if not _works(working, day, last):
            found.append(Obstacle(NOT_WORKING_DAY, "", person.name if person and working else ""))
        for from_, to in taken(day, last, start, end):
            for agenda in (organisation, person):
                if agenda is not None and agenda.busy.within(from_, to):
                    found.append(Obstacle(BUSY, "", agenda.name))
            if own is not None:
                found += [
                    Obstacle(MEETING, span.name, own.name)
                    for span in own.meetings.within(from_, to)
                    if span.event not in besides
                ]
        return found


def _works(working_days: str, day: date, last: date) -> bool:
    """Whether every day is a working day."""
    days = working_days or _WEEKDAYS
    return all(
        str((day + timedelta(days=number)).isoweekday()) in days
        for number in range(min((last - day).days, 6) + 1)
    )


def taken(
    day: date, last: date, start: time | None, end: time | None
) -> list[tuple[datetime, datetime]]:
    """When a meeting takes somebody: so many equal days, or one night past midnight."""
    if start is None or end is None:
        return [(datetime.combine(day, time.min), midnight_after(last))]
    if end <= start:
        late = last if last > day else day + timedelta(days=1)
        return [(datetime.combine(day, start), datetime.combine(late, end))]
    days = (day + timedelta(days=number) for number in range((last - day).days + 1))
    return [(datetime.combine(one, start), datetime.combine(one, end)) for one in days]


def midnight_after(day: date) -> datetime:
    """The end of a day, as the moment after it."""
    return datetime.combine(day, time.min) + timedelta(days=1)


def merged(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same times without overlaps, by start; what takes no time is left out."""
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
