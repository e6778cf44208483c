"""Recurrence rules as text and as checked parts (RFC 5545 section 3.3.10)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from ipe_events.domain.errors import Refused, refuse

_LONGEST_TEXT = 2000
_SHOWN = 60
_MONTH_WEEKS = 5
_YEAR_WEEKS = 53
_DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TOO_FINE = frozenset({"HOURLY", "MINUTELY", "SECONDLY", "BYHOUR", "BYMINUTE", "BYSECOND"})
_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY"}
    | {"BYYEARDAY", "BYSETPOS", "BYWEEKNO"}
)
_WEEKDAY = re.compile(r"(?P<nth>[+-]?[0-9]{1,2})?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(?P<day>[0-9]{8})(?P<clock>T[0-9]{6})?(?P<utc>Z)?")


class Frequency(StrEnum):
    """How often a rule repeats; nothing finer than a day is a meeting."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, order=True)
class Weekday:
    """A weekday (0 is Monday), every one or the nth of its period, counted back when negative."""

    day: int
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule whose parts have been checked; empty tuples are absent parts."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    weekdays: tuple[Weekday, ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def parse_rule(text: str) -> Rule:
    """Read an RRULE value, with or without `RRULE:` in front (RFC 5545 section 3.3.10).

    Refuses `rule-too-fine` below a day, and `rule-invalid` with a `reason`: `syntax`,
    `unknown-part`, `duplicate-part`, `count-and-until`, `not-with-frequency`, `week-numbers` and
    `mixed-weekdays` (calendar programs disagree about BYWEEKNO and BYDAY=MO,1TU) or `bad-value`.
    """
    parts = _split(text)
    frequency = Frequency(parts["FREQ"])
    rule = Rule(
        frequency=frequency,
        interval=_positive(parts, "INTERVAL") or 1,
        count=_positive(parts, "COUNT"),
        until=_until(parts),
        weekdays=_weekdays(parts, frequency),
        months=_numbers(parts, "BYMONTH", 12, signed=False),
        month_days=_numbers(parts, "BYMONTHDAY", 31),
        year_days=_numbers(parts, "BYYEARDAY", 366),
        positions=_numbers(parts, "BYSETPOS", 366),
        week_start=_week_start(parts),
    )
    _check_together(rule, parts)
    return rule


def rule_text(rule: Rule) -> str:
    """Write a rule as an RRULE value; `parse_rule` reads it back to an equal rule."""
    weekdays = [f"{item.nth or ''}{_DAY_NAMES[item.day]}" for item in rule.weekdays]
    lists: tuple[tuple[str, Sequence[object]], ...] = (
        ("BYMONTH", rule.months),
        ("BYYEARDAY", rule.year_days),
        ("BYMONTHDAY", rule.month_days),
        ("BYDAY", weekdays),
        ("BYSETPOS", rule.positions),
    )
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.until is not None:
        basic = re.sub("[-:]", "", rule.until.isoformat().replace("+00:00", "Z"))
        parts.append(f"UNTIL={basic}")
    parts += [f"{name}={','.join(map(str, values))}" for name, values in lists if values]
    if rule.week_start:
        parts.append(f"WKST={_DAY_NAMES[rule.week_start]}")
    return ";".join(parts)


def explicit(rule: Rule, start: date) -> Rule:
    """Fill in what a rule takes from its start, so that every calendar program reads it alike.

    Without it, some give 1 March in common years for a yearly rule from 29 February; the
    dates that do not exist are left out (RFC 5545 section 3.3.10).
    """
    if rule.weekdays or rule.month_days or rule.year_days:
        return rule
    match rule.frequency:
        case Frequency.YEARLY:
            return replace(rule, months=rule.months or (start.month,), month_days=(start.day,))
        case Frequency.MONTHLY:
            return replace(rule, month_days=(start.day,))
        case Frequency.WEEKLY:
            return replace(rule, weekdays=(Weekday(start.weekday()),))
        case Frequency.DAILY:
            return rule


def _invalid(reason: str, value: str) -> Refused:
    return refuse("rule-invalid", "rrule", value=value[:_SHOWN], reason=reason)


def _split(text: str) -> dict[str, str]:
    cleaned = text.strip()
    if len(cleaned) > _LONGEST_TEXT or not cleaned.isascii():
        raise _invalid("syntax", cleaned)
    parts: dict[str, str] = {}
    for part in cleaned.upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if not name or not value:
            raise _invalid("syntax", part or cleaned)
        if name in _TOO_FINE or (name == "FREQ" and value in _TOO_FINE):
            raise refuse("rule-too-fine", "rrule", value=part[:_SHOWN])
        if name not in _PARTS:
            raise _invalid("unknown-part", part)
        if name in parts:
            raise _invalid("duplicate-part", part)
        parts[name] = value
    if parts.get("FREQ") not in set(Frequency):
        raise _invalid("bad-value" if "FREQ" in parts else "syntax", cleaned)
    return parts


def _positive(parts: Mapping[str, str], name: str) -> int | None:
    value = parts.get(name)
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", value) or int(value) == 0:
        raise _invalid("bad-value", f"{name}={value}")
    return int(value)


def _numbers(
    parts: Mapping[str, str], name: str, most: int, *, signed: bool = True
) -> tuple[int, ...]:
    if name not in parts:
        return ()
    numbers = set()
    for item in parts[name].split(","):
        if not re.fullmatch(r"[+-]?[0-9]{1,3}" if signed else r"[0-9]{1,2}", item):
            raise _invalid("bad-value", f"{name}={item}")
        number = int(item)
        if not 1 <= abs(number) <= most:
            raise _invalid("bad-value", f"{name}={item}")
        numbers.add(number)
    return tuple(sorted(numbers))


def _weekdays(parts: Mapping[str, str], frequency: Frequency) -> tuple[Weekday, ...]:
    if "BYDAY" not in parts:
        return ()
    in_month = frequency is Frequency.MONTHLY or "BYMONTH" in parts
    most = _MONTH_WEEKS if in_month else _YEAR_WEEKS
    found = set()
    for item in parts["BYDAY"].split(","):
        match = _WEEKDAY.fullmatch(item)
        if match is None:
            raise _invalid("bad-value", f"BYDAY={item}")
        nth = match["nth"]
        if nth and frequency in (Frequency.DAILY, Frequency.WEEKLY):
            raise _invalid("not-with-frequency", f"BYDAY={item}")
        if nth and not 1 <= abs(int(nth)) <= most:
            raise _invalid("bad-value", f"BYDAY={item}")
        found.add(Weekday(_DAY_NAMES.index(match["day"]), int(nth or 0)))
    return tuple(sorted(found))


def _week_start(parts: Mapping[str, str]) -> int:
    value = parts.get("WKST", "MO")
    if value not in _DAY_NAMES:
        raise _invalid("bad-value", f"WKST={value}")
    return _DAY_NAMES.index(value)


def _until(parts: Mapping[str, str]) -> date | datetime | None:
    if "UNTIL" not in parts:
        return None
    value = parts["UNTIL"]
    match = _UNTIL.fullmatch(value)
    try:
        if match is None or (match["utc"] and not match["clock"]):
            raise ValueError(value)
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _invalid("bad-value", f"UNTIL={value}") from None
    return moment if match["clock"] else moment.date()


def _check_together(rule: Rule, parts: Mapping[str, str]) -> None:
    if "BYWEEKNO" in parts:
        raise _invalid("week-numbers", f"BYWEEKNO={parts['BYWEEKNO']}")
    if rule.count is not None and rule.until is not None:
        raise _invalid("count-and-until", f"COUNT={rule.count};UNTIL={parts['UNTIL']}")
    if rule.month_days and rule.frequency is Frequency.WEEKLY:
        raise _invalid("not-with-frequency", f"BYMONTHDAY={parts['BYMONTHDAY']}")
    if rule.year_days and rule.frequency is not Frequency.YEARLY:
        raise _invalid("not-with-frequency", f"BYYEARDAY={parts['BYYEARDAY']}")
    plain = [item for item in rule.weekdays if not item.nth]
    if plain and len(plain) < len(rule.weekdays):
        raise _invalid("mixed-weekdays", f"BYDAY={parts['BYDAY']}")
    if rule.positions and not (rule.weekdays or rule.months or rule.month_days or rule.year_days):
        raise _invalid("syntax", f"BYSETPOS={parts['BYSETPOS']}")
