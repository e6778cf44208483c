"""Calendar years and school years, and how an amount spreads over whole months."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ipe_events.domain.errors import refuse

SCHOOL_MONTH = 8


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A calendar year `2027` or a school year `2026-2027`; both days are included."""

    start: date
    end: date
    label: str

    def contains(self, day: date) -> bool:
        """Whether the day lies in this year."""
        return self.start <= day <= self.end


def calendar_year(year: int) -> Year:
    """The year from 1 January to 31 December."""
    return Year(date(year, 1, 1), date(year, 12, 31), str(year))


def school_year(first: int, month: int = SCHOOL_MONTH) -> Year:
    """The school year that starts in calendar year `first` on the first of `month`."""
    start = date(first, month, 1)
    return Year(start, date(first + 1, month, 1) - timedelta(days=1), f"{first}-{first + 1}")


@lru_cache
def parse_year(label: str, month: int = SCHOOL_MONTH) -> Year:
    """Read `2027` or `2026-2027`; refuses anything else as `not-a-year`."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", label.strip(), re.ASCII)
    if match and 1900 <= int(match[1]) <= 2200:
        if match[2] is None:
            return calendar_year(int(match[1]))
        if int(match[2]) == int(match[1]) + 1:
            return school_year(int(match[1]), month)
    raise refuse("not-a-year", "year", value=label)


def year_of(day: date, *, school: bool, month: int = SCHOOL_MONTH) -> Year:
    """The calendar or school year that the day lies in."""
    if not school:
        return calendar_year(day.year)
    return school_year(day.year if day.month >= month else day.year - 1, month)


@lru_cache(maxsize=1024)
def months(first: date, last: date) -> tuple[str, ...]:
    """Every month that the days from `first` to `last` touch, as `2027-01`."""
    return tuple(
        f"{index // 12:04d}-{index % 12 + 1:02d}"
        for index in range(_index(first), _index(last) + 1)
    )


def month_end(day: date) -> date:
    """The last day of the month that a day lies in."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def touch(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two spans of days have a month in common."""
    return _index(one[0]) <= _index(other[1]) and _index(other[0]) <= _index(one[1])


def share(amount: int, whole: tuple[date, date], part: tuple[date, date]) -> int:
    """What of `amount`, promised evenly for the months of `whole`, falls in those of `part`.

    Rounded so that adjoining parts add up to the amount exactly.
    """
    first, last = _index(whole[0]), _index(whole[1])
    begin, end = max(first, _index(part[0])), min(last, _index(part[1]))
    if begin > end:
        return 0
    count = last - first + 1
    return _round(amount * (end - first + 1), count) - _round(amount * (begin - first), count)


def rest(year: Year, taken: Iterable[Year]) -> tuple[date, date] | None:
    """The first and last day of what the `taken` years leave of a year; None for nothing."""
    start, end = year.start, year.end
    for other in taken:
        if other.start <= start <= other.end:
            start = other.end + timedelta(days=1)
        elif other.start <= end <= other.end:
            end = other.start - timedelta(days=1)
    return (start, end) if start <= end else None


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _round(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
