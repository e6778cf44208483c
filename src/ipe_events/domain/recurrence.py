"""When a recurrence rule falls, on the wall clock (RFC 5545 section 3.3.10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from dateutil import rrule

from ipe_events.domain.errors import refuse
from ipe_events.domain.recurrence_rule import Frequency, Rule, explicit, rule_text

LIMIT = 2000
HORIZON_YEARS = 50

_SHOWN = 60
# The calendar repeats itself after so many years, weekdays included.
_ERA_YEARS = 400
_FREQUENCIES: dict[Frequency, Literal[0, 1, 2, 3]] = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
    Frequency.YEARLY: rrule.YEARLY,
}

# Constrained, so that a start with a time gives occurrences with a time.
Moment = TypeVar("Moment", datetime, date)


def occurrences(
    rule: Rule,
    start: Moment,
    *,
    zone: str,
    since: date | None = None,
    until: date | None = None,
    exdates: Iterable[date | datetime] = (),
) -> list[Moment]:
    """List the occurrences of a rule in order, dates or naive wall-clock times like `start`.

    `since` and `until` are days, inclusive; an UNTIL in UTC is an instant in `zone`. A time
    that daylight saving skips is left out and not counted, `exdates` are left out and counted:
    a date takes the whole day. A start that the rule does not match is not an occurrence. A rule
    that matches nothing within 50 years (of `since`) gives an empty list. Refuses `rule-endless`,
    `rule-too-many` (over 2000), `rule-too-long` (may go on after 50 years), `unknown-zone`.
    """
    shown = rule_text(rule)[:_SHOWN]
    if rule.count is None and rule.until is None and until is None:
        raise refuse("rule-endless", "rrule", value=shown)
    clock = _zone(zone)
    begin = _wall_clock(start, clock)
    excluded = _excluded(exdates, begin, clock)
    end = min(_last_day(rule), until or date.max)
    last = min(end, _horizon(max(_day(begin), since or date.min)))
    found: list[Any] = []  # dates or times, as `start` is
    counted = 0
    for counted, moment in enumerate(_moments(rule, begin, last, clock), start=1):
        wanted = since is None or _day(moment) >= since
        if wanted and excluded.isdisjoint((moment, _day(moment))):
            found.append(moment)
        if len(found) > LIMIT:
            raise refuse("rule-too-many", "rrule", value=shown, limit=LIMIT)
        if counted == rule.count:
            break
    else:
        if counted and last < end:
            raise refuse("rule-too-long", "rrule", value=shown, years=HORIZON_YEARS)
    return found


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
    """The days of a rule from `first` to `last`."""
    # dateutil looks for a rule that never matches until the year 9999, for seconds. As many eras
    # later as there are, every day is the same day and that year is near.
    shift = (MAXYEAR - last.year) // _ERA_YEARS * _ERA_YEARS
    start = first.replace(year=first.year + shift)
    if rule.frequency is Frequency.WEEKLY and rule.positions:
        # Positions count from the beginning of the week; dateutil counts from the start.
        start -= timedelta(days=(start.weekday() - rule.week_start) % 7)
    for moment in rrule.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=datetime.combine(start, time()),
        interval=rule.interval,
        wkst=rule.week_start,
        bysetpos=rule.positions or None,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byyearday=rule.year_days or None,
        byweekday=[rrule.weekday(item.day, item.nth or None) for item in rule.weekdays] or None,
    ):
        day = moment.date().replace(year=moment.year - shift)
        if day > last:
            return
        if day >= first:
            yield day


def exists_on_the_clock(moment: datetime, zone: str) -> bool:
    """Whether a naive wall-clock time occurs in the zone: one inside the spring gap does not."""
    return not _skipped_by_clock(moment, _zone(zone))
