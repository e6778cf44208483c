"""When an event is, as content lines (RFC 5545 sections 3.3.4 and 3.3.5)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ipe_events.domain.errors import refuse
from ipe_events.ical.zones import ONSET_YEAR, zone_info

LAST_YEAR = 2099


def stamp(moment: datetime) -> str:
    """An aware moment in UTC."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def when(moment: date | datetime, zone: str) -> str:
    """What follows the name of a property: its parameters, a colon and the value.

    A date as it is, or a naive wall-clock time with the name of its zone.
    """
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    if zone == "UTC":
        return f":{moment:%Y%m%dT%H%M%SZ}"
    return f";TZID={zone}:{moment:%Y%m%dT%H%M%S}"


def span(start: date, end: date, zone: str) -> list[str]:
    """DTSTART and DTEND of whole days (`end` is the last) or of wall-clock times in `zone`.

    Errors: `date-out-of-range` (start, end), `end-not-after-start` (end), `time-does-not-exist`
    (start, end), `unknown-zone` (zone); ValueError when the two are not of one kind, or aware.
    """
    for field, day in (("start", start), ("end", end)):
        check_year(day, field)
    if isinstance(start, datetime) and isinstance(end, datetime):
        info = zone_info(zone)
        # Compared as instants: over a change of the clock the wall clocks may be the other way.
        later = _instant(start, info, "start") < _instant(end, info, "end")
        ended = when(end, zone)
    elif isinstance(start, datetime) or isinstance(end, datetime):
        raise ValueError("start and end are both dates or both datetimes")
    else:
        later = start <= end
        ended = when(end + timedelta(days=1), zone)
    if not later:
        raise refuse("end-not-after-start", "end", start=start, value=end)
    return [f"DTSTART{when(start, zone)}", f"DTEND{ended}"]


def check_year(day: date, field: str) -> None:
    """Refuse a day of which no VTIMEZONE knows the offset: each begins in 1970."""
    if not ONSET_YEAR < day.year <= LAST_YEAR:
        raise refuse("date-out-of-range", field, value=day)


def _instant(wall: datetime, info: ZoneInfo, field: str) -> datetime:
    """The instant of a wall-clock time, the first one if there are two."""
    if wall.tzinfo is not None:
        raise ValueError("start and end are naive wall-clock times")
    instant = wall.replace(tzinfo=info, fold=0).astimezone(UTC)
    if instant.astimezone(info).replace(tzinfo=None) != wall:
        raise refuse("time-does-not-exist", field, value=wall)
    return instant
