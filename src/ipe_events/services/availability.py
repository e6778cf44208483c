"""Who can be where and when, from closures, working days, busy times and meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ipe_events.domain import availability as rules
from ipe_events.domain.availability import (
    CLOSURE,
    HOLIDAY,
    SCHOOL_HOLIDAY,
    Agenda,
    Availability,
    Closed,
    Obstacle,
    Seat,
    Span,
    Timeline,
)
from ipe_events.domain.calendar_days import HolidayCalendar, OffKind
from ipe_events.services.workspace import View
from ipe_events.store.queries import availability as stored

_CODES = {OffKind.PUBLIC: HOLIDAY, OffKind.SCHOOL: SCHOOL_HOLIDAY}

# A person or an organisation, by number; the other of the two is None.
_Key = tuple[int | None, int | None]
# Wall clocks differ by at most a day, whatever the zones.
_A_DAY = timedelta(days=1)


def availability(view: View, seats: Iterable[Seat], first: date, last: date) -> Availability:
    """What stands in the way of these seats from `first` to `last`, in a handful of queries.

    Meetings of every programme in the workspace count; drafts too.
    """
    seats = set(seats)
    people = {seat.person_id for seat in seats if seat.person_id is not None}
    organisations = {seat.organisation_id for seat in seats}
    unnamed = {seat.organisation_id for seat in seats if seat.person_id is None}
    closures, region = _closures(view, first, last)
    busy = _busy(view, people, organisations, first, last)
    meetings = _meetings(view, people, unnamed, first, last)

    def agenda(name: str, key: _Key, working_days: str = "") -> Agenda:
        return Agenda(
            name,
            tuple(closures[key]),
            working_days,
            Timeline(Span(start, end) for start, end in rules.merged(busy[key])),
            Timeline(meetings[key]),
        )

    session = view.session
    return Availability(
        first,
        last,
        _days_off(view, region, first, last),
        {
            number: agenda(name, (None, number))
            for number, name in stored.organisations(session, organisations)
        },
        {
            number: agenda(name, (number, None), days)
            for number, name, days in stored.people(session, people)
        },
    )


def holiday_calendar(view: View) -> HolidayCalendar | None:
    """The holidays of the programme's region; None when it names none."""
    programme = view.programme
    if not programme.country:
        return None
    return HolidayCalendar(programme.country, programme.subdivision or None)


def closed_on(view: View, first: date, last: date) -> dict[date, list[str]]:
    """Which organisations are closed on each day, and what the region is closed for, by name."""
    closures, region = _closures(view, first, last)
    own = {organisation for _person, organisation in closures if organisation is not None}
    names = dict(stored.organisations(view.session, own))
    closed = [(one.name or place, one) for place, one in region]
    closed += [
        (names[organisation], one)
        for (_person, organisation), found in closures.items()
        for one in found
        if organisation is not None
    ]
    days: dict[date, list[str]] = defaultdict(list)
    for name, one in closed:
        day, end = max(one.starts, first), min(one.ends, last)
        while day <= end:
            if name not in days[day]:
                days[day].append(name)
            day += _A_DAY
    return days


def _days_off(
    view: View, region: list[tuple[str, Closed]], first: date, last: date
) -> dict[date, tuple[Obstacle, ...]]:
    found: dict[date, list[Obstacle]] = defaultdict(list)
    holidays = holiday_calendar(view)
    if holidays is not None:
        for off in holidays.days_off(first, last):
            found[off.day].append(Obstacle(_CODES[off.kind], off.name))
    for name, closed in region:
        day, end = max(closed.starts, first), min(closed.ends, last)
        while day <= end:
            found[day].append(Obstacle(CLOSURE, closed.name, name))
            day += _A_DAY
    return {day: tuple(obstacles) for day, obstacles in found.items()}


def _closures(
    view: View, first: date, last: date
) -> tuple[dict[_Key, list[Closed]], list[tuple[str, Closed]]]:
    """Closures by who is closed, and those of the programme's region."""
    programme = view.programme
    regions = {programme.country, f"{programme.country}-{programme.subdivision}"} - {""}
    found: dict[_Key, list[Closed]] = defaultdict(list)
    everywhere = []
    for organisation, person, region, starts, ends, name in stored.closures(
        view.session, first, last
    ):
        closed = Closed(starts, ends, name)
        if region in regions:
            everywhere.append((region, closed))
        elif not region:
            found[person, organisation].append(closed)
    return found, everywhere


def _busy(
    view: View, people: set[int], organisations: set[int], first: date, last: date
) -> dict[_Key, list[tuple[datetime, datetime]]]:
    """Busy times on the wall clock of the programme."""
    zone = ZoneInfo(view.programme.zone)
    # A day more on both sides: a meeting may begin the evening before.
    start = _moment(datetime.combine(first - _A_DAY, time.min), zone)
    end = _moment(rules.midnight_after(last + _A_DAY), zone)
    found: dict[_Key, list[tuple[datetime, datetime]]] = defaultdict(list)
    for organisation, person, starts_at, ends_at in stored.busy(
        view.session, people, organisations, start, end
    ):
        found[person, organisation].append((_wall(starts_at, zone), _wall(ends_at, zone)))
    return found


def _meetings(
    view: View, people: set[int], organisations: set[int], first: date, last: date
) -> dict[_Key, list[Span]]:
    """Meetings on the wall clock of the programme, whatever programme they are of."""
    zone = view.programme.zone
    found: dict[_Key, list[Span]] = defaultdict(list)
    for meeting in stored.meetings(
        view.session, people, organisations, first - _A_DAY, last + _A_DAY
    ):
        key: _Key = (meeting.person, None if meeting.person else meeting.organisation)
        begin, until = meeting.day, meeting.until or meeting.day
        if meeting.start is not None and meeting.end is not None and meeting.start < meeting.end:
            # So many equal days, of which those outside the window do not matter.
            begin, until = max(begin, first - _A_DAY), min(until, last + _A_DAY)
        for start, end in rules.taken(begin, until, meeting.start, meeting.end):
            if meeting.zone != zone and meeting.start is not None:
                start, end = (
                    _elsewhere(start, meeting.zone, zone),
                    _elsewhere(end, meeting.zone, zone),
                )
            found[key].append(Span(start, end, meeting.title, meeting.event))
    return found


def _elsewhere(wall: datetime, zone: str, other: str) -> datetime:
    """What the clock of another zone shows."""
    there = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo(other))
    return there.replace(tzinfo=None)


def _moment(wall: datetime, zone: ZoneInfo) -> str:
    return wall.replace(tzinfo=zone).astimezone(UTC).isoformat(timespec="seconds")


def _wall(stamp: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(zone).replace(tzinfo=None, fold=0)
