"""Days and times as people type them, in Dutch and English, around a given today."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from ipe_events.domain.errors import refuse
from ipe_events.domain.spoken_clock import parse_spoken
from ipe_events.domain.when_words import (
    FLAGS,
    MONTH,
    MONTHS,
    WEEKDAY,
    WORD_DAY,
    relative,
    weekday_number,
    whole,
)

FIRST_YEAR = 1900
LAST_YEAR = 2200

_SHOWN = 60

# Sources of regular expressions, to find a day or a time inside a longer line.
MONTH_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
# Twelve hours first, and only those: "15:00 PM" is a time and a word.
CLOCK = (
    r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])? ?[ap]m"
    r"|(?:[01]?[0-9]|2[0-3])(?:[:.uh][0-5][0-9]|[uh])?)"
)

_ORDINAL = rf"(?P<day>{MONTH_DAY})(?:e|st|nd|rd|th)?"
_NAME = rf"(?P<month>{MONTH})"
_NUMBER = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>[0-9]{4})"
_LONG = (
    # Loose on purpose: 2026-13-99 is a wrong date, not a word of a title.
    rf"{_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})",
    r"(?P<day>[0-9]{1,2})(?P<mark>[-/])(?P<month>[0-9]{1,2})(?P=mark)"
    r"(?P<year>[0-9]{4}|[0-9]{2})",
    rf"(?P<day>{MONTH_DAY})/{_NUMBER}",
    rf"{_ORDINAL} {_NAME}(?: {_YEAR})?",
    rf"{_NAME} {_ORDINAL}(?:,? {_YEAR})?",
)
_SHORT = rf"(?P<day>{MONTH_DAY})-{_NUMBER}"


# A day that can be nothing else, the short `12-1` that may be two times, and words.
LONG_DAYS = tuple(whole(source, rf"(?:(?P<weekday>{WEEKDAY}) )?") for source in _LONG)
SHORT_DAY = whole(_SHORT, rf"(?:(?P<weekday>{WEEKDAY}) )?")
_CLOCK = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-3])(?:[:.uh](?P<minute>[0-5][0-9])|[uh]| uur)?"
    r"(?: ?(?P<half>[ap]m))?",
    FLAGS,
)


def parse_day(text: str, today: date, field: str = "date") -> date:
    """Read a day such as `12 jan`, `12-1-2027`, `di`, `morgen`, `volgende week do` or `+2w`.

    Also `over 3 weken`, `eind maart`, `week 7`, `do week 7`. Without a year the day is today or
    the first after it; a weekday alone is always after today. Refuses `not-a-date`,
    `weekday-wrong` (the weekday contradicts the day) and `year-out-of-bounds`.
    """
    cleaned = " ".join(text.split())
    for form in (*LONG_DAYS, SHORT_DAY):
        if match := form.fullmatch(cleaned):
            return _checked(_written(match, today), match["weekday"], text, field)
    if match := WORD_DAY.fullmatch(cleaned):
        return _checked(relative(match, today), None, text, field)
    raise refuse("not-a-date", field, value=text[:_SHOWN])


def leaves_year_out(text: str) -> bool:
    """Whether a day is written by day and month alone, so that the year had to be chosen."""
    cleaned = " ".join(text.split())
    for form in (*LONG_DAYS, SHORT_DAY):
        if match := form.match(cleaned):
            return not match.groupdict().get("year")
    return False


def parse_dated(text: str, field: str = "date") -> date:
    """Read a day that says its year: `12-1-2027`, `12/1/2027`, `2027-01-12`, `di 12 jan 2027`.

    Refuses what `parse_day` does, and a day without a year.
    """
    cleaned = " ".join(text.split())
    for form in LONG_DAYS:
        match = form.fullmatch(cleaned)
        if match is not None and match.groupdict().get("year"):
            return _checked(_written(match, date.min), match["weekday"], text, field)
    raise refuse("not-a-date", field, value=text[:_SHOWN])


def parse_clock(text: str, field: str = "time") -> time:
    """Read a time of day such as `13`, `13:00`, `13.30`, `13u30`, `9am`, `half 2`, `kwart over 3`.

    Refuses `not-a-time`.
    """
    cleaned = " ".join(text.split())
    if (spoken := parse_spoken(cleaned)) is not None:
        return spoken
    match = _CLOCK.fullmatch(cleaned)
    hour = int(match["hour"]) if match else 0
    half = (match["half"] or "").lower() if match else ""
    if match is None or (half and not 1 <= hour <= 12):
        raise refuse("not-a-time", field, value=text[:_SHOWN])
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(match["minute"] or 0))


def parse_iso_day(text: str, field: str = "date") -> date:
    """Read exactly `2027-01-12`; refuses `not-a-date` and `year-out-of-bounds`."""
    day = None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        day = _date(*map(int, text.split("-")))
    return _checked(day, None, text, field)


def parse_iso_datetime(text: str, field: str = "start") -> datetime:
    """Read exactly `2027-01-12T13:00`, seconds optional, as naive wall-clock time.

    Refuses `not-a-datetime` (also with a zone or an offset) and `year-out-of-bounds`.
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?", text):
        raise refuse("not-a-datetime", field, value=text[:_SHOWN])
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise refuse("not-a-datetime", field, value=text[:_SHOWN]) from None
    _checked(moment.date(), None, text, field)
    return moment


def parse_iso_moment(text: str, field: str = "start") -> date | datetime:
    """Read a day or a time of a day, whichever it is, as the two strict readers do."""
    return parse_iso_datetime(text, field) if "T" in text else parse_iso_day(text, field)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(match: re.Match[str], today: date) -> date | None:
    groups = match.groupdict()
    month_text = match["month"].casefold().rstrip(".")
    month = int(month_text) if month_text.isdecimal() else MONTHS[month_text]
    day = int(match["day"])
    if year := groups.get("year"):
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    # Eight years always hold a 29 February.
    candidates = (_date(year, month, day) for year in range(today.year, today.year + 9))
    return next((found for found in candidates if found and found >= today), None)


def _checked(day: date | None, weekday: str | None, text: str, field: str) -> date:
    value = text[:_SHOWN]
    if day is None:
        raise refuse("not-a-date", field, value=value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise refuse("year-out-of-bounds", field, value=value, first=FIRST_YEAR, last=LAST_YEAR)
    if weekday and weekday_number(weekday) != day.weekday():
        raise refuse("weekday-wrong", field, value=value, day=day, weekday=day.weekday())
    return day
