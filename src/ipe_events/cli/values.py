"""What was typed after a flag, as values; refused on one line when it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

from ipe_events.domain.drafts import When
from ipe_events.domain.errors import refuse
from ipe_events.domain.euros import parse_euros
from ipe_events.domain.when import parse_clock, parse_iso_day

_SHOWN = 60
# An address may hold "=" before its "@", a short name may not.
_PAIR = re.compile(r"(?P<left>.+@[^=]+|[^=]+)=(?P<right>.+)", re.DOTALL)


def day(text: str | None, field: str = "date") -> date | None:
    """A day such as `2027-01-12`, when one was given."""
    return None if text is None else parse_iso_day(text, field)


def clock(text: str | None, field: str) -> time | None:
    """A time such as `13:00`, when one was given."""
    return None if text is None else parse_clock(text, field)


def days(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The days of `--from` and `--to`, both included; refuses a range that runs backwards."""
    begin, end = day(first, "from"), day(last, "to")
    if begin is not None and end is not None and end < begin:
        raise refuse("end-before-start", "to")
    return begin, end


def listed(texts: Iterable[str] | None) -> tuple[str, ...] | None:
    """What a flag that may be repeated was given; "" alone takes away what there is."""
    return None if texts is None else tuple(text for text in texts if text)


def when(first: str, last: str | None, start: str | None, end: str | None) -> When:
    """The days and times of an event."""
    return When(parse_iso_day(first), day(last, "until"), clock(start, "start"), clock(end, "end"))


def cents(text: str | None, field: str) -> int | None:
    """Euros such as `7000`, `55.50` or `55,50` as whole cents, when any were given."""
    return None if text is None else parse_euros(text, field)


def pair(text: str, field: str, form: str) -> tuple[str, str]:
    """Both sides of `LEFT=RIGHT`; `form` says what they are when one is missing."""
    match = _PAIR.fullmatch(text)
    if match is None:
        raise refuse("form-wrong", field, value=text[:_SHOWN], form=form)
    return match["left"].strip(), match["right"].strip()


def pairs(texts: Iterable[str], field: str, form: str) -> tuple[tuple[str, str], ...]:
    """Every `LEFT=RIGHT`."""
    return tuple(pair(text, field, form) for text in texts)


def walk_in(text: str) -> tuple[str, str]:
    """Name and organisation of `NAME@ORG`."""
    name, at, organisation = text.rpartition("@")
    if not at or not organisation:
        raise refuse("form-wrong", "walk-in", value=text[:_SHOWN], form="NAME@ORG")
    return name, organisation


def clocks(text: str, field: str, form: str) -> tuple[time, time]:
    """Both times of `13:00-15:20`; `form` says how it is written."""
    start, dash, end = text.partition("-")
    if not dash:
        raise refuse("form-wrong", field, value=text[:_SHOWN], form=form)
    return parse_clock(start, field), parse_clock(end, field)


def presence(text: str) -> tuple[str, time, time]:
    """Who was there from when to when: `noor@example.org=13:40-15:00`."""
    form = "EMAIL=13:40-15:00"
    who, span = pair(text, "time", form)
    return (who, *clocks(span, "time", form))
