"""Recurrence rules, expanded on the wall clock (RFC 5545 section 3.3.10)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from ipe_events.domain.errors import Refused, refuse

LIMIT = 2000
HORIZON_YEARS = 50

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

# Constrained, so that a start with a time gives occurrences with a time.
Moment = TypeVar("Moment", datetime, date)


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
    `unknown-part`, `duplicate-part`, `count-and-until`, `not-with-frequency`, `week-numbers`
    (calendar programs disagree about BYWEEKNO) or `bad-value`.
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


def occurrences(
    rule: Rule,
    start: Moment,
    *,
    zone: str,
    until: date | None = None,
    exdates: Iterable[date | datetime] = (),
) -> list[Moment]:
    """List the occurrences of a rule in order, dates or naive wall-clock times like `start`.

    `until` (a day, inclusive) and the rule's own UNTIL both bound; an UNTIL in UTC is compared
    as an instant in `zone`. A time that daylight saving skips is left out and not counted
    (RFC 5545 section 3.3.10). `exdates` are counted and left out: a date takes the whole day,
    a time only itself. A start that the rule does not match is not an occurrence.

    Never looks further than 50 years, so a rule that matches no day gives an empty list.
    Refuses `rule-endless`, `rule-too-many` (over 2000), `rule-too-long` (there may be more
    after those 50 years) and `unknown-zone`.
    """
    shown = rule_text(rule)[:_SHOWN]
    if rule.count is None and rule.until is None and until is None:
        raise refuse("rule-endless", "rrule", value=shown)
    clock = _zone(zone)
    begin = _wall_clock(start, clock)
    excluded = _excluded(exdates, begin, clock)
    end = min(_last_day(rule), until or date.max)
    last = min(end, _horizon(_day(begin)))
    found: list[Any] = []  # dates or times, as `start` is
    counted = 0
    for counted, moment in enumerate(_moments(rule, begin, last, clock), start=1):
        if excluded.isdisjoint((moment, _day(moment))):
            found.append(moment)
        if len(found) > LIMIT:
            raise refuse("rule-too-many", "rrule", value=shown, limit=LIMIT)
        if counted == rule.count:
            break
    else:
        if counted and last < end:
            raise refuse("rule-too-long", "rrule", value=shown, years=HORIZON_YEARS)
    return found


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
    if rule.positions and not (rule.weekdays or rule.months or rule.month_days or rule.year_days):
        raise _invalid("syntax", f"BYSETPOS={parts['BYSETPOS']}")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    # A name may also be no key, a folder or no path at all.
    except (KeyError, ValueError, OSError):
        raise refuse("unknown-zone", "zone", value=name[:_SHOWN]) from None


def _wall_clock(moment: date | datetime, clock: ZoneInfo) -> date | datetime:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(clock).replace(tzinfo=None)
    return moment


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _excluded(
    exdates: Iterable[date | datetime], begin: date | datetime, clock: ZoneInfo
) -> set[date | datetime]:
    local = (_wall_clock(item, clock) for item in exdates)
    return {item if isinstance(begin, datetime) else _day(item) for item in local}


def _last_day(rule: Rule) -> date:
    if rule.until is None:
        return date.max
    day = _day(rule.until)
    # An instant in UTC may fall on the next day in the zone.
    later = isinstance(rule.until, datetime) and rule.until.tzinfo and day < date.max
    return day + timedelta(days=1) if later else day


def _horizon(first: date) -> date:
    year = first.year + HORIZON_YEARS
    return date(year, first.month, min(first.day, 28)) if year <= date.max.year else date.max


def _moments(
    rule: Rule, begin: date | datetime, last: date, clock: ZoneInfo
) -> Iterator[date | datetime]:
    first = _day(begin)
    for day in _days(explicit(rule, first), first, last):
        moment = datetime.combine(day, begin.time()) if isinstance(begin, datetime) else day
        if _past(moment, rule.until, clock):
            return
        if not _skipped_by_clock(moment, clock):
            yield moment


def _skipped_by_clock(moment: date | datetime, clock: ZoneInfo) -> bool:
    if not isinstance(moment, datetime):
        return False
    local = moment.replace(tzinfo=clock)
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    # In a gap the offset before the change is the smaller one (PEP 495).
    return before is not None and after is not None and before < after


def _past(moment: date | datetime, until: date | datetime | None, clock: ZoneInfo) -> bool:
    if until is None:
        return False
    if not isinstance(until, datetime):
        return _day(moment) > until
    plain = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    return (plain.replace(tzinfo=clock) if until.tzinfo else plain) > until


def _days(rule: Rule, first: date, last: date) -> Iterator[date]:
    """Give the days of a rule; looks at each day up to `last` at most once, whatever the rule."""
    for period in _periods(rule, first, last):
        days = [day for day in map(date.fromordinal, period) if _matches(rule, day)]
        if rule.positions:
            picks = {pick - 1 if pick > 0 else len(days) + pick for pick in rule.positions}
            days = [day for index, day in enumerate(days) if index in picks]
        for day in days:
            if first <= day <= last:
                yield day


def _periods(rule: Rule, first: date, last: date) -> Iterator[range]:
    start, stop, step = first.toordinal(), last.toordinal() + 1, rule.interval
    match rule.frequency:
        case Frequency.DAILY:
            for day in range(start, stop, step):
                yield range(day, day + 1)
        case Frequency.WEEKLY:
            start -= (first.weekday() - rule.week_start) % 7
            for day in range(start, stop, 7 * step):
                yield range(max(day, 1), min(day + 7, date.max.toordinal() + 1))
        case Frequency.MONTHLY:
            for index in range(_month(first), _month(last) + 1, step):
                year, month = divmod(index, 12)
                opening = date(year, month + 1, 1).toordinal()
                yield range(opening, opening + calendar.monthrange(year, month + 1)[1])
        case Frequency.YEARLY:
            for year in range(first.year, last.year + 1, step):
                yield range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _matches(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    month_length = calendar.monthrange(day.year, day.month)[1]
    if rule.month_days and not _either(day.day, month_length, rule.month_days):
        return False
    year_day = day.timetuple().tm_yday
    year_length = 366 if calendar.isleap(day.year) else 365
    if rule.year_days and not _either(year_day, year_length, rule.year_days):
        return False
    if not rule.weekdays:
        return True
    # "The second Tuesday" is of the month, unless a yearly rule names no months.
    of_year = rule.frequency is Frequency.YEARLY and not rule.months
    number, length = (year_day, year_length) if of_year else (day.day, month_length)
    nths = (0, (number - 1) // 7 + 1, -((length - number) // 7) - 1)
    return any(item.day == day.weekday() and item.nth in nths for item in rule.weekdays)


def _either(number: int, length: int, wanted: Sequence[int]) -> bool:
    return number in wanted or number - length - 1 in wanted


def exists_on_the_clock(moment: datetime, zone: str) -> bool:
    """Whether a naive wall-clock time occurs in the zone: one inside the spring gap does not."""
    return not _skipped_by_clock(moment, _zone(zone))
