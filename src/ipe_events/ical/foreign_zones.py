"""Time zones as other programs name them, as zones of the tz database (rule I14)."""

from __future__ import annotations

from functools import cache

from ipe_events.domain.errors import Refused
from ipe_events.ical.parts import Part
from ipe_events.ical.zones import zone_info

# By the offsets in winter and summer, in hours, of the clocks that change as Europe's do.
_EUROPE = {("+0000", "+0100"): "Europe/London", ("+0100", "+0200"): "Europe/Amsterdam"} | {
    ("+0200", "+0300"): "Europe/Helsinki"
}
_UTC = frozenset({"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "COORDINATED UNIVERSAL TIME"})


class ForeignZones:
    """The zones that a file names and defines; one that nothing tells is None."""

    def __init__(self) -> None:
        self._defined: dict[str, str] = {}

    def define(self, part: Part) -> None:
        """Learn a VTIMEZONE: where it says it is, else what its clocks do."""
        line = part.first("TZID")
        if line is None:
            return
        place = part.first("X-LIC-LOCATION")
        found = named(place.value) if place else None
        found = found or _by_clock(part)
        if found:
            self._defined[line.value.strip()] = found

    def find(self, name: str) -> str | None:
        """The zone that a TZID means."""
        return named(name) or self._defined.get(name.strip())


@cache
def named(name: str) -> str | None:
    """The zone of that name: of the tz database, of Windows, or with a prefix of somebody's."""
    cleaned = name.strip().strip('"')
    if cleaned.upper() in _UTC:
        return "UTC"
    pieces = cleaned.split("/")
    # As in "/mozilla.org/20050126_1/Europe/Amsterdam".
    for first in range(len(pieces)) if len(pieces) < 10 else ():
        if zone := _of_database("/".join(pieces[first:])):
            return zone
    # Imported here: it takes longer than reading a small calendar.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON.get(cleaned)


def _of_database(name: str) -> str | None:
    # "CET" and the like are names too, but a word alone is more often somebody's own.
    if "/" not in name and name.upper() != name:
        return None
    try:
        return zone_info(name).key
    except Refused:
        return None


def _by_clock(part: Part) -> str | None:
    """The zone whose clock does the same: one that never changes, or that changes as Europe's."""
    standard = [one for one in part.parts if one.name == "STANDARD"]
    daylight = [one for one in part.parts if one.name == "DAYLIGHT"]
    offsets = {_offset(one) for one in standard}
    if len(offsets) != 1:
        return None
    (winter,) = offsets
    if not daylight:
        return _fixed(winter)
    summers = {_offset(one) for one in daylight}
    rules = {rule.value.upper() for one in daylight if (rule := one.first("RRULE"))}
    if (
        len(summers) != 1
        or not rules
        or not all("BYMONTH=3" in rule and "BYDAY=-1SU" in rule for rule in rules)
    ):
        return None
    return _EUROPE.get((winter, summers.pop()))


def _offset(part: Part) -> str:
    return part.word("TZOFFSETTO")[:5]


def _fixed(offset: str) -> str | None:
    """A zone of whole hours from UTC; its name has the sign the other way round."""
    if len(offset) != 5 or offset[0] not in "+-" or offset[3:] != "00":
        return None
    if not (offset[1:3].isascii() and offset[1:3].isdigit()):
        return None
    hours = int(offset[1:3])
    return _of_database(f"Etc/GMT{'-' if offset[0] == '+' else '+'}{hours}") if hours else "UTC"
