"""Durations as people write and read them, kept as whole minutes."""

from __future__ import annotations

import re
from fractions import Fraction

from ipe_events.domain.errors import refuse

HOUR = 60
MOST_HOURS = 100_000

# Longer text is never a duration, and would only make the arithmetic slow.
_LONGEST_TEXT = 40

_NUMBER = r"[0-9]*[.,]?[0-9]+"
_HOURS = r" ?(?:h|u|uur|uren|hours?)"
_MINUTES = r" ?(?:m|min|minuten|minuut|minutes?)"
# As the program prints it: `2.360,5` in Dutch, `2,360.5` in English.
_GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<decimals>[0-9]+))?(?P<unit>[^0-9]*)"
)
_DECIMAL = re.compile(rf"(?P<hours>{_NUMBER})(?:{_HOURS})?")
_COLON = re.compile(r"(?P<hours>[0-9]+):(?P<minutes>[0-5][0-9])")
_HOURS_MINUTES = re.compile(rf"(?P<hours>[0-9]+){_HOURS} ?(?P<minutes>[0-5]?[0-9])(?:{_MINUTES})?")
_MINUTES_ALONE = re.compile(rf"(?P<minutes>[0-9]+){_MINUTES}")


def parse_duration(text: str, field: str = "hours", *, allow_negative: bool = False) -> int:
    """Read a duration as whole minutes.

    Takes `1,5` `1.5` `1:30` `90m` `90min` `1h30m` `1h` `2u30` `2.360,5` and the units in words;
    decimal hours are rounded to the nearest minute, half away from zero. Refuses `not-a-duration`,
    `duration-either` (`2.360`: other programs write 2.36 so),
    `negative-duration` (unless `allow_negative`) and `duration-too-long` (over 100,000 hours).
    """
    cleaned = " ".join(text.casefold().replace("\N{MINUS SIGN}", "-").split())
    negative = cleaned.startswith("-")
    shown = text[:_LONGEST_TEXT]
    magnitude = None
    if len(cleaned) <= _LONGEST_TEXT:
        magnitude = _magnitude(_ungrouped(cleaned.removeprefix("-"), field, shown))
    if magnitude is None:
        raise refuse("not-a-duration", field, value=shown)
    if negative and magnitude and not allow_negative:
        raise refuse("negative-duration", field, value=shown)
    if magnitude > MOST_HOURS * HOUR:
        raise refuse("duration-too-long", field, value=shown, limit=MOST_HOURS)
    return -magnitude if negative else magnitude


def hours_and_minutes(minutes: int) -> str:
    """Write minutes as hours and minutes, `7:30`; below zero with the sign in front, `-0:30`."""
    hours, rest = divmod(abs(minutes), HOUR)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02}"


def decimal_hours(minutes: int) -> float:
    """Give minutes as decimal hours for machines, `1.5`.

    Not rounded: rounded figures would no longer add up to their rounded total, and
    `parse_duration` reads the shortest printed form back to the same minutes.
    """
    return minutes / HOUR


def _ungrouped(text: str, field: str, shown: str) -> str:
    """A number without what divides its thousands; one that may as well be decimals is refused."""
    match = _GROUPED.fullmatch(text)
    if match is None:
        return text
    whole, mark, decimals = match["whole"], match["mark"], match["decimals"]
    if decimals is None and whole.count(mark) == 1:
        raise refuse("duration-either", field, value=shown)
    return whole.replace(mark, "") + (f".{decimals}" if decimals else "") + match["unit"]


def _magnitude(text: str) -> int | None:
    if match := _DECIMAL.fullmatch(text):
        hours = Fraction(match["hours"].replace(",", "."))
        return int(hours * HOUR + Fraction(1, 2))
    if match := _COLON.fullmatch(text) or _HOURS_MINUTES.fullmatch(text):
        return int(match["hours"]) * HOUR + int(match["minutes"])
    if match := _MINUTES_ALONE.fullmatch(text):
        return int(match["minutes"])
    return None
