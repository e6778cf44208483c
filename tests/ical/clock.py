"""Computes instants from a VTIMEZONE alone, as a receiver without a tz database must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tests.ical.reader import Component

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Onset:
    """The instant from which an offset holds."""

    instant: datetime
    offset: timedelta
    name: str


def onsets(zone: Component, first_year: int, last_year: int) -> list[Onset]:
    """Every onset of a VTIMEZONE in these years, in order, found by trying every day."""
    found = []
    for block in zone.components:
        before = _offset(block.only("TZOFFSETFROM").raw)
        after = _offset(block.only("TZOFFSETTO").raw)
        for wall in _walls(block, first_year, last_year):
            found.append(
                Onset((wall - before).replace(tzinfo=UTC), after, block.only("TZNAME").raw)
            )
    return sorted(found)


def instant(zone: Component, wall: datetime) -> datetime:
    """The instant of a wall-clock time, the first if there are two."""
    known = onsets(zone, wall.year - 1, wall.year + 1) or onsets(zone, 1970, 1970)
    for offset in sorted({onset.offset for onset in known}, reverse=True):
        moment = (wall - offset).replace(tzinfo=UTC)
        if [onset.offset for onset in known if onset.instant <= moment][-1] == offset:
            return moment
    raise AssertionError(f"{wall} does not exist")


def _walls(block: Component, first_year: int, last_year: int) -> Iterator[datetime]:
    start = datetime.strptime(block.only("DTSTART").raw, "%Y%m%dT%H%M%S")
    if not block.has("RRULE"):
        if first_year <= start.year <= last_year:
            yield start
        return
    rule = dict(part.split("=") for part in block.only("RRULE").raw.split(";"))
    assert rule.pop("FREQ") == "YEARLY"
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        if _matches(rule, day) and day >= start.date():
            yield datetime.combine(day, start.time())
        day += ONE_DAY


def _matches(rule: dict[str, str], day: date) -> bool:
    assert set(rule) <= {"BYMONTH", "BYMONTHDAY", "BYDAY"}
    if day.month != int(rule["BYMONTH"]):
        return False
    if "BYMONTHDAY" in rule and str(day.day) not in rule["BYMONTHDAY"].split(","):
        return False
    number, weekday = rule["BYDAY"][:-2], rule["BYDAY"][-2:]
    if day.weekday() != WEEKDAYS.index(weekday):
        return False
    if number == "-1":
        return (day + 7 * ONE_DAY).month != day.month
    return not number or (day.day - 1) // 7 + 1 == int(number)


def _offset(text: str) -> timedelta:
    size = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return -size if text[0] == "-" else size
