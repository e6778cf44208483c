"""How often a kind of meeting takes place in a year, as people type it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from ipe_events.domain.errors import refuse
from ipe_events.domain.when import CLOCK, parse_clock, parse_day
from ipe_events.domain.when_words import WEEKDAY

MOST_TIMES = 260
MOST_WEEKS = 52
WORKWEEK = 5
NONE = ("", "-", "–", "0", "0 x", "0x", "none", "geen")

_SHOWN = 60
_FLAGS = re.ASCII | re.IGNORECASE
# Any day: only the weekday of what is read counts.
_SOME_DAY = date(2027, 1, 1)
_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "one een één a an",
            "two twee other andere",
            "three drie",
            "four vier",
            "five vijf",
            "six zes",
            "seven zeven",
            "eight acht",
            "nine negen",
            "ten tien",
            "eleven elf",
            "twelve twaalf",
        ),
        start=1,
    )
    for word in words.split()
}
_ORDINALS = {
    "first": 1, "1st": 1, "eerste": 1, "1e": 1,
    "second": 2, "2nd": 2, "tweede": 2, "2e": 2,
    "third": 3, "3rd": 3, "derde": 3, "3e": 3,
    "fourth": 4, "4th": 4, "vierde": 4, "4e": 4,
    "last": -1, "laatste": -1,
}  # fmt: skip
# Months of the part of a year that a number of meetings is meant for.
_PERIODS = {
    12: r"(?:(?:school ?|calendar ?|kalender)?(?:year|jaar)|schooljaar)",
    6: r"(?:half[- ]?(?:year|jaar)|semester)",
    3: r"(?:quarter|kwartaal)",
    1: r"(?:month|maand)",
}
_NUMBER = rf"(?P<number>[0-9]{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_EVERY = r"(?:every|each|elke|iedere|om de)"
_SEPARATOR = r"(?: ?[,/] ?| of | or | en | and )"
_DAYS = rf"(?P<days>{WEEKDAY}s?(?:{_SEPARATOR}{WEEKDAY}s?)*)"
_ON = r"(?:(?:on|op) )?"
_TIMES = re.compile(
    rf"(?:^| )(?:(?:at|from|om|van) )?(?P<start>{CLOCK})"
    rf"(?:(?: ?[-–—] ?| (?:to|tot) )(?P<end>{CLOCK}))?(?: (?:uur|hours))?$",
    _FLAGS,
)
_WEEKS = re.compile(
    rf"(?:{_EVERY} (?:{_NUMBER} )?(?P<unit>week|weeks|weken)|(?P<weekly>weekly|wekelijks))"
    rf"(?: {_ON}{_DAYS})?",
    _FLAGS,
)
_WEEKDAYS = re.compile(rf"{_EVERY} {_DAYS}", _FLAGS)
_OF_MONTH = re.compile(
    rf"(?:{_ON}(?:every|each|the|elke|iedere|de) )?{_ON}(?P<nth>{'|'.join(_ORDINALS)}) {_DAYS}"
    rf"(?: (?:of|van) (?:the|de|each|every|elke|iedere)(?: {_NUMBER})? (?:months?|maand(?:en)?))?",
    _FLAGS,
)
_OFTEN = re.compile(
    rf"(?:(?P<times>[0-9]{{1,3}}) ?(?:x|×|times|keer|maal)|(?P<word>once|twice|eenmaal|tweemaal)"
    rf"|(?P<monthly>monthly|maandelijks))"
    rf"(?: (?:per|a|an|in the|in het) (?P<period>{'|'.join(_PERIODS.values())}))?"
    rf"(?: {_ON}{_DAYS})?",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One of three: `weeks` apart, the `nth` weekday of the month, or `count` × `per` months.

    `nth` is 1 to 4, or -1 for the last; with it `months` apart. `weekdays` count from 0, Monday;
    without any every day from Monday to Friday will do. `end` never without `start`; without
    times as long as the kind usually is, or all day.
    """

    weeks: int = 0
    nth: int = 0
    months: int = 1
    count: int = 0
    per: int = 12
    weekdays: tuple[int, ...] = ()
    start: time | None = None
    end: time | None = None

    @property
    def allowed(self) -> tuple[int, ...]:
        """The weekdays that will do."""
        return self.weekdays or tuple(range(WORKWEEK))


def is_none(text: str) -> bool:
    """Whether a text says that there are no meetings."""
    return text.strip().casefold() in NONE


def parse_rhythm(text: str, field: str = "rhythm") -> Rhythm:
    """Read `every 6 weeks tue 15:30-17:00`, `eerste do van de maand`, `2 x per half-year`, …

    Dutch and English; weekday and times may be left out. Refuses `rhythm-unreadable`,
    `rhythm-number` (with the highest that fits), `rhythm-weekend`, `end-before-start`.
    """
    cleaned = " ".join(text.replace("×", " x ").split()).casefold()
    start, end, rest = _times(cleaned, field)
    for form, make in (
        (_WEEKS, _weeks), (_WEEKDAYS, _weeks), (_OF_MONTH, _of_month), (_OFTEN, _often)
    ):  # fmt: skip
        if match := form.fullmatch(rest):
            made = make(match, text, field)
            days = _weekdays(match["days"], text, field)
            return Rhythm(*made, weekdays=days, start=start, end=end)
    raise refuse("rhythm-unreadable", field, value=text[:_SHOWN])


def _times(text: str, field: str) -> tuple[time | None, time | None, str]:
    """The times at the end of a text, and the text without them."""
    match = _TIMES.search(text)
    if match is None:
        return None, None, text
    start = parse_clock(match["start"], field)
    end = parse_clock(match["end"], field) if match["end"] else None
    if end is not None and end <= start:
        raise refuse("end-before-start", field)
    return start, end, text[: match.start()].strip()


def _weeks(match: re.Match[str], text: str, field: str) -> tuple[int, int, int, int, int]:
    weeks = _number(match, 1, MOST_WEEKS, text, field)
    # "om de week" is every other week, "om de 3 weken" every three.
    skips = match[0].startswith("om de") and not match.groupdict().get("number")
    return weeks + skips, 0, 1, 0, 12


def _of_month(match: re.Match[str], text: str, field: str) -> tuple[int, int, int, int, int]:
    return 0, _ORDINALS[match["nth"]], _number(match, 1, 12, text, field), 0, 12


def _often(match: re.Match[str], text: str, field: str) -> tuple[int, int, int, int, int]:
    if match["times"]:
        count = int(match["times"])
    else:
        count = 2 if match["word"] in ("twice", "tweemaal") else 1
    if not 1 <= count <= MOST_TIMES:
        raise refuse("rhythm-number", field, value=text[:_SHOWN], limit=MOST_TIMES)
    period = "maand" if match["monthly"] else match["period"] or "jaar"
    per = next(months for months, form in _PERIODS.items() if re.fullmatch(form, period))
    return 0, 0, 1, count, per


def _number(match: re.Match[str], otherwise: int, most: int, text: str, field: str) -> int:
    word = match.groupdict().get("number")
    number = otherwise if word is None else _COUNTS.get(word) or int(word)
    if not 1 <= number <= most:
        raise refuse("rhythm-number", field, value=text[:_SHOWN], limit=most)
    return number


def _weekdays(text: str | None, value: str, field: str) -> tuple[int, ...]:
    if text is None:
        return ()
    found = set()
    for word in re.split(_SEPARATOR, text):
        whole = re.fullmatch(WEEKDAY, word, _FLAGS)
        name = word if whole else word.removesuffix("s")
        found.add(parse_day(name.rstrip(".,"), _SOME_DAY, field).weekday())
    if max(found) >= WORKWEEK:
        raise refuse("rhythm-weekend", field, value=value[:_SHOWN])
    return tuple(sorted(found))
