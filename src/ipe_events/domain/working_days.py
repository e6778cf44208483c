"""On which days of the week somebody works: numbers in a row, Monday 1 (`"124"`)."""

from __future__ import annotations

import re

from ipe_events.domain.errors import refuse

_NAMES = (
    ("ma", "maandag", "mo", "mon", "monday"),
    ("di", "dinsdag", "tu", "tue", "tuesday"),
    ("wo", "woensdag", "we", "wed", "wednesday"),
    ("do", "donderdag", "th", "thu", "thursday"),
    ("vr", "vrijdag", "fr", "fri", "friday"),
    ("za", "zaterdag", "sa", "sat", "saturday"),
    ("zo", "zondag", "su", "sun", "sunday"),
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_BETWEEN = re.compile(r"[\s,;/&+.]+|\ben\b|\band\b")
_SHOWN = 60


def parse_working_days(text: str, field: str = "working-days") -> str:
    """The numbers of weekdays such as `ma di do`, `mon-thu` or `1,2,4`; "" for nothing said."""
    found: set[int] = set()
    cleaned = re.sub(r"\s*(?:-|–|\bt/m\b)\s*", "-", text.strip().casefold())
    for word in _BETWEEN.split(cleaned):
        if word:
            first, dash, last = word.partition("-")
            start = _number(first, text, field)
            end = _number(last, text, field) if dash else start
            span = range(start, end + 1) if start <= end else (*range(start, 8), *range(1, end + 1))
            found.update(span)
    return "".join(str(number) for number in sorted(found))


def _number(word: str, text: str, field: str) -> int:
    if word in _NUMBERS:
        return _NUMBERS[word]
    if len(word) == 1 and word in "1234567":
        return int(word)
    raise refuse("not-weekdays", field, value=text[:_SHOWN])
