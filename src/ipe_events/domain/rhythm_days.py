"""Where a rhythm falls in a year, spread evenly, and the rhythm of a year that was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from ipe_events.domain.errors import refuse
from ipe_events.domain.rhythm import MOST_TIMES, MOST_WEEKS, WORKWEEK, Rhythm
from ipe_events.domain.years import Year

# Without a weekday a rhythm of weeks falls on this one: the fewest public holidays do.
TUESDAY = 1
MONTHS = 12
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One meeting that a rhythm asks for: on `day`, or else somewhere from `first` to `last`."""

    day: date
    first: date
    last: date


def expand(
    rhythm: Rhythm, window: tuple[date, date], year: Year, usable: Callable[[date], bool]
) -> list[Wanted]:
    """The meetings a rhythm asks for from the first to the last day of `window`, spread evenly.

    `usable` says whether any meeting can be on a day; Saturdays and Sundays never are. A number of
    meetings is kept, as it is spread over the usable days of each part of the `year`; a rule may
    want a day that is not usable. Refuses `rhythm-too-many` with how many days there are.
    """
    days = [day for day in _days(*window) if day.weekday() < WORKWEEK and usable(day)]
    if rhythm.count:
        return _spread(rhythm, year, days)
    if not days:
        return []
    return _by_weeks(rhythm, window, days[0]) if rhythm.weeks else _by_month(rhythm, window)


def _by_weeks(rhythm: Rhythm, window: tuple[date, date], begin: date) -> list[Wanted]:
    """Steps from the first day on which there can be meetings; each may move half a step."""
    weekday = rhythm.weekdays[0] if rhythm.weekdays else TUESDAY
    wanted = begin + timedelta(days=(weekday - begin.weekday()) % 7)
    room = timedelta(days=(7 * rhythm.weeks - 1) // 2)
    found = []
    while wanted <= window[1]:
        found.append(Wanted(wanted, max(wanted - room, window[0]), min(wanted + room, window[1])))
        wanted += timedelta(weeks=rhythm.weeks)
    return found


def _by_month(rhythm: Rhythm, window: tuple[date, date]) -> list[Wanted]:
    """That weekday of each month, of several the first; it may move within the month."""
    found = []
    month = window[0].replace(day=1)
    while month <= window[1]:
        following = _months_on(month, 1)
        wanted = min(_nth_of(month, following, rhythm.nth, day) for day in rhythm.allowed)
        if window[0] <= wanted <= window[1]:
            found.append(Wanted(wanted, max(month, window[0]), min(following - _A_DAY, window[1])))
        month = _months_on(month, rhythm.months)
    return found


def _nth_of(month: date, following: date, nth: int, weekday: int) -> date:
    if nth < 0:
        return following - timedelta(days=(following.weekday() - weekday - 1) % 7 + 1)
    return month + timedelta(days=(weekday - month.weekday()) % 7, weeks=nth - 1)


def _spread(rhythm: Rhythm, year: Year, days: Sequence[date]) -> list[Wanted]:
    """Parts of equally many usable days, and of each the day in the middle."""
    if rhythm.per == MONTHS and rhythm.count > len(days):
        raise refuse("rhythm-too-many", "rhythm", value=rhythm.count, limit=len(days))
    found: list[Wanted] = []
    begin = year.start
    while begin <= year.end:
        following = _months_on(begin, rhythm.per)
        found += _parts(rhythm, [day for day in days if begin <= day < following])
        begin = following
    return found


def _parts(rhythm: Rhythm, days: Sequence[date]) -> list[Wanted]:
    # A month of holidays has room for fewer.
    count = min(rhythm.count, len(days))
    fitting = [day for day in days if day.weekday() in rhythm.allowed]
    if count > len(fitting):
        # The number goes before the weekday.
        fitting = list(days)
    edges = [len(fitting) * number // max(count, 1) for number in range(count + 1)]
    return [
        Wanted(fitting[(first + last - 1) // 2], fitting[first], fitting[last - 1])
        for first, last in pairwise(edges)
    ]


def apart(asked: Sequence[Wanted]) -> int:
    """The fewest days between two meetings of these: half of what is usual for them."""
    steps = sorted((after.day - before.day).days for before, after in pairwise(asked))
    return max(1, steps[len(steps) // 2] // 2) if steps else 1


def rhythm_of(days: Sequence[date], times: Sequence[tuple[time | None, time | None]]) -> Rhythm:
    """The rhythm of a year's meetings, at least one, by date, with the time of each.

    The weekday of the month or the number of weeks that most of them keep to, else their number.
    """
    start, end = max(sorted(set(times), key=str), key=times.count)
    weekdays = [day.weekday() for day in days if day.weekday() < WORKWEEK]
    usual = max(sorted(set(weekdays)), key=weekdays.count, default=None)
    mine = (usual,) if usual is not None and 2 * weekdays.count(usual) > len(days) else ()
    if mine and len(days) > 2:
        if nth := _nth_that_most_keep(days):
            return Rhythm(nth=nth, weekdays=mine, start=start, end=end)
        if weeks := _weeks_that_most_keep(days):
            return Rhythm(weeks=weeks, weekdays=mine, start=start, end=end)
    return Rhythm(count=min(len(days), MOST_TIMES), weekdays=mine, start=start, end=end)


def _nth_that_most_keep(days: Sequence[date]) -> int:
    """1 to 4 or -1 when the meetings are monthly and most fall on that weekday of the month."""
    months = [day.year * 12 + day.month for day in days]
    if any(later - earlier not in (1, 2) for earlier, later in pairwise(months)):
        return 0
    places = [(day.day + 6) // 7 for day in days]
    for nth in (1, 2, 3, 4):
        if 3 * places.count(nth) >= 2 * len(days):
            return nth
    last = [day for day in days if (day + timedelta(weeks=1)).month != day.month]
    return -1 if 3 * len(last) >= 2 * len(days) else 0


def _weeks_that_most_keep(days: Sequence[date]) -> int:
    """The step of most meetings, when so many steps also make up the time between them."""
    steps = [(after - before).days for before, after in pairwise(days)]
    usual = max(sorted(set(steps)), key=steps.count)
    weeks = usual // 7
    total = (days[-1] - days[0]).days
    whole = usual % 7 == 0 and 1 <= weeks <= MOST_WEEKS and 2 * steps.count(usual) >= len(steps)
    return weeks if whole and abs(total - usual * len(steps)) < usual else 0


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _A_DAY
