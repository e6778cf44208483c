"""Days said in words, in Dutch and English: `volgende week do`, `eind maart`, `over 3 weken`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

FLAGS = re.ASCII | re.IGNORECASE

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "maandag ma monday mon",
            "dinsdag di tuesday tues tue",
            "woensdag wo wednesday wed",
            "donderdag do thursday thurs thur thu",
            "vrijdag vr friday fri",
            "zaterdag za saturday sat",
            "zondag zo sunday sun",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDS = {
    "eergisteren": -2,
    "gisteren": -1,
    "yesterday": -1,
    "vandaag": 0,
    "today": 0,
    "morgen": 1,
    "tomorrow": 1,
    "overmorgen": 2,
    "day after tomorrow": 2,
}
_WEEKS = {
    name: number
    for number, names in ((-1, "vorige afgelopen last"), (0, "deze this"), (1, "volgende next"))
    for name in names.split()
}
_COMING = {"komende": 0, "aanstaande": 0, "coming": 0}
_PARTS = {
    name: day
    for day, names in (
        (1, "begin start"),
        (15, "half medio mid halverwege"),
        (31, "eind einde end"),
    )
    for name in names.split()
}
NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "een één one a an",
            "twee two",
            "drie three",
            "vier four",
            "vijf five",
            "zes six",
            "zeven seven",
            "acht eight",
            "negen nine",
            "tien ten",
            "elf eleven",
            "twaalf twelve",
        ),
        start=1,
    )
    for name in names.split()
}


def any_of(names: dict[str, int]) -> str:
    """The source of a regular expression for any of these words."""
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


# Sources of regular expressions, to find a day inside a longer line.
MONTH = rf"{any_of(MONTHS)}\.?"
WEEKDAY = rf"{any_of(WEEKDAYS)}\.?,?"


def whole(source: str, lead: str = "") -> re.Pattern[str]:
    """A source of a regular expression between blanks."""
    return re.compile(rf"(?<!\S){lead}(?:{source})(?!\S)", FLAGS)


_UNIT = r"d(?:ag(?:en)?|ays?)?|w(?:eek|eken|eeks)?|m(?:aand(?:en)?|onths?)?"
_ISO_WEEK = r"(?P<iso_year>[0-9]{4})-?w(?P<iso_week>[0-9]{2})(?:-?(?P<iso_day>[1-7]))?"
_WEEK = r"(?:week|wk) "
_WEEK_YEAR = r"(?:,? (?P<week_year>[0-9]{4}))?"
_PART_MONTH = rf"[ -](?:of |van )?(?P<part_month>{MONTH})(?: (?P<part_year>[0-9]{{4}}))?"
WORD_DAY = whole(
    "|".join(
        (
            rf"{_WEEK}(?P<week_late>[0-9]{{1,2}}) (?P<late_weekday>{WEEKDAY})",
            rf"(?:(?P<week_weekday>{WEEKDAY}) )?{_WEEK}(?P<week>[0-9]{{1,2}}){_WEEK_YEAR}",
            _ISO_WEEK,
            rf"(?P<next>{any_of(_WEEKS)}) week(?: (?P<next_weekday>{WEEKDAY}))?",
            rf"(?P<which>{any_of(_WEEKS | _COMING)}) (?P<which_weekday>{WEEKDAY})",
            rf"(?P<part>{any_of(_PARTS)}){_PART_MONTH}",
            rf"(?P<word>{any_of(_WORDS)})",
            rf"(?P<weekday>{WEEKDAY})",
            r"(?P<sign>[+-])(?P<number>[0-9]{1,4}) ?(?P<unit>[dwm])",
            rf"(?:over|in) (?P<ahead>[0-9]{{1,4}}|{any_of(NUMBERS)}) (?P<ahead_unit>{_UNIT})",
        )
    )
)


def relative(match: re.Match[str], today: date) -> date | None:
    """The day that a match of `WORD_DAY` says; None when the calendar has none."""
    found = {name: text.casefold() for name, text in match.groupdict().items() if text}
    try:
        return _in_words(found, today)
    except (OverflowError, ValueError):
        return None


def _in_words(found: dict[str, str], today: date) -> date | None:
    """The day that the named parts of a match say; ValueError when the calendar has none."""
    if "part" in found:
        return _part_of_month(found, today)
    if "iso_week" in found:
        return date.fromisocalendar(
            int(found["iso_year"]), int(found["iso_week"]), int(found.get("iso_day", 1))
        )
    if week := found.get("week") or found.get("week_late"):
        return _of_week(int(week), found, today)
    if "next" in found:
        weekday = found.get("next_weekday")
        number = weekday_number(weekday) if weekday else today.weekday()
        return today + timedelta(days=7 * _WEEKS[found["next"]] - today.weekday() + number)
    if weekday := found.get("weekday") or found.get("which_weekday"):
        return _of_weekday(weekday_number(weekday), found.get("which"), today)
    if word := found.get("word"):
        return today + timedelta(days=_WORDS[word])
    if ahead := found.get("ahead"):
        count = int(ahead) if ahead.isdecimal() else NUMBERS[ahead]
        return _later(today, count, found["ahead_unit"][0])
    count = int(found["number"]) * (-1 if found["sign"] == "-" else 1)
    return _later(today, count, found["unit"])


def _later(today: date, count: int, unit: str) -> date:
    if unit == "m":
        years, month = divmod(today.month - 1 + count, 12)
        year = today.year + years
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    return today + timedelta(days=count * (7 if unit == "w" else 1))


def _of_weekday(number: int, which: str | None, today: date) -> date:
    if which in (None, *_COMING):
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if _WEEKS[which or ""] < 0:
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return today + timedelta(days=7 * _WEEKS[which or ""] - today.weekday() + number)


def _part_of_month(found: dict[str, str], today: date) -> date | None:
    month, day = MONTHS[found["part_month"].rstrip(".")], _PARTS[found["part"]]
    year = found.get("part_year")
    for one in (int(year),) if year else (today.year, today.year + 1):
        found_day = date(one, month, day if day < 31 else monthrange(one, month)[1])
        if year or found_day >= today:
            return found_day
    return None


def _of_week(week: int, found: dict[str, str], today: date) -> date | None:
    weekday = found.get("week_weekday") or found.get("late_weekday")
    number = weekday_number(weekday) + 1 if weekday else 1
    if year := found.get("week_year"):
        return date.fromisocalendar(int(year), week, number)
    # Six years always hold one with 53 weeks. A week alone is still this one until it ends.
    for one in range(today.isocalendar().year, today.isocalendar().year + 8):
        try:
            day = date.fromisocalendar(one, week, number)
        except ValueError:
            continue
        if day + timedelta(days=0 if weekday else 6) >= today:
            return day
    return None


def weekday_number(word: str) -> int:
    """Monday 0, of a name as it was typed."""
    return WEEKDAYS[word.casefold().rstrip(".,")]
