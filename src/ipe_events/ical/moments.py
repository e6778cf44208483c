"""Days, times and lengths as calendar files write them (RFC 5545 section 3.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2200

_MOMENT = re.compile(r"(?P<day>[0-9]{8})(?:T(?P<time>[0-9]{6})(?P<utc>Z)?)?", re.ASCII)
_DURATION = re.compile(
    r"(?P<sign>[+-])?P(?:(?P<weeks>[0-9]{1,5})W)?(?:(?P<days>[0-9]{1,6})D)?"
    r"(?:T(?:(?P<hours>[0-9]{1,6})H)?(?:(?P<minutes>[0-9]{1,7})M)?(?:(?P<seconds>[0-9]{1,9})S)?)?",
    re.ASCII,
)


class Unreadable(Exception):
    """Something that cannot be read: the code of the warning, and what it is about."""

    def __init__(self, code: str = "event-unreadable", value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class When:
    """A day or a naive wall-clock time (`moment`) in a zone, and how long it takes there."""

    moment: date | datetime
    zone: str
    length: timedelta = timedelta(0)


def parse(text: str, zone: str, zone_of_times: str) -> When:
    """Read a day (in `zone`), a time, or a period of two times or of a time and a length.

    Raises Unreadable, or ValueError for a day or a time that is none.
    """
    first, slash, then = text.strip().partition("/")
    match = _MOMENT.fullmatch(first.upper())
    if match is None:
        raise Unreadable
    digits = match["day"]
    day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable
    clock = match["time"]
    if clock is None:
        return When(day, zone)
    # A leap second is the second before it.
    second = min(int(clock[4:]), 59)
    moment = datetime.combine(day, time(int(clock[:2]), int(clock[2:4]), second))
    start = When(moment, "UTC" if match["utc"] else zone_of_times)
    if not slash:
        return start
    if "P" in then.upper():
        return replace(start, length=duration(then))
    return replace(start, length=between(start, parse(then.replace("/", "?"), zone, zone_of_times)))


def between(start: When, end: When) -> timedelta:
    """How long it is from one to the other, on the wall clock when it is the same one."""
    if isinstance(start.moment, datetime) is not isinstance(end.moment, datetime):
        raise Unreadable
    if start.zone == end.zone:
        length = _wall(end.moment) - _wall(start.moment)
    else:
        length = instant(end.moment, end.zone) - instant(start.moment, start.zone)
    if length < timedelta(0):
        raise Unreadable
    return length


def duration(text: str) -> timedelta:
    """Read a length such as `PT1H30M`, `P1D` or `P2W`."""
    match = _DURATION.fullmatch(text.strip().upper())
    if match is None or match["sign"] == "-":
        raise Unreadable
    units = {unit: int(number) for unit, number in match.groupdict("0").items() if unit != "sign"}
    return timedelta(**units)


def span(start: When, end: When | None, lasts: str | None) -> When:
    """When an event is: up to its DTEND, else as long as its DURATION, else a day or no time."""
    length = timedelta(0)
    if end is not None:
        length = between(start, end)
    elif lasts is not None:
        length = duration(lasts)
    if not length and not isinstance(start.moment, datetime):
        length = timedelta(days=1)
    return replace(start, length=length)


def instant(moment: date | datetime, zone: str) -> datetime:
    """The moment in UTC of a wall-clock time, or of the beginning of a day."""
    return _wall(moment).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def comparable(when: When) -> date | datetime:
    """What tells one occurrence from others: a day, or a moment in UTC (rule I09)."""
    return instant(when.moment, when.zone) if isinstance(when.moment, datetime) else when.moment


def _wall(moment: date | datetime) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)
