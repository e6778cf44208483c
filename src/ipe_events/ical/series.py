"""The dates of a whole series, as content lines that every calendar program reads alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ipe_events.domain.invitation import Invitation
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import Rule, explicit, rule_text
from ipe_events.ical.times import check_year, when


def recurrence(series: Invitation, rule: Rule) -> list[str]:
    """RRULE and EXDATE of a series, once its parts have been found to fit (rules R34 to R38).

    Errors: `date-out-of-range` (start) for the last date, and those of `occurrences`. ValueError
    for a series that does not fit together: an endless rule, a start that is not its first date,
    an exclusion or an override of a date that it does not have, an override that is not of this
    series.
    """
    if rule.count is None and rule.until is None:
        raise ValueError("a series ends")
    dates = occurrences(rule, series.start, zone=series.zone)
    if not dates or dates[0] != series.start:
        raise ValueError("a series starts on the first date of its rule")
    check_year(dates[-1], "start")
    overridden = [one.occurrence for one in series.overrides]
    apart = [*series.excluded, *overridden]
    if not set(dates).issuperset(apart) or len(set(apart)) < len(apart):
        raise ValueError("an exclusion or override is of one date of the series")
    for one in series.overrides:
        _check_override(one, series)
    skipped = _skipped(rule, dates, series.zone)
    if rule.until is not None or skipped:
        rule = replace(rule, count=None, until=_until(dates[-1], series.zone))
    excluded = sorted([*series.excluded, *skipped])
    return [
        f"RRULE:{rule_text(explicit(rule, _day(series.start)))}",
        # A line for each: not every program reads a list.
        *(f"EXDATE{when(moment, series.zone)}" for moment in excluded),
    ]


def _check_override(one: Invitation, series: Invitation) -> None:
    if one.rule or one.excluded or one.overrides:
        raise ValueError("an override is no series itself")
    if (one.uid, one.zone, one.organizer) != (series.uid, series.zone, series.organizer):
        raise ValueError("an override has the UID, the zone and the organizer of its series")


def _until(last: date | datetime, zone: str) -> date | datetime:
    """The last date itself: a day, or an instant in UTC, later than which nothing is (rule R35).

    Of an hour that the clock shows twice it is the second, as some programs take that one.
    """
    if not isinstance(last, datetime):
        return last
    return last.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)


def _skipped(rule: Rule, dates: Sequence[date], zone: str) -> list[datetime]:
    """The times of a rule that the clock skips: programs disagree about what happens then."""
    first, last = dates[0], dates[-1]
    if not isinstance(first, datetime):
        return []
    there = {_day(moment) for moment in dates}
    through = replace(rule, count=None, until=_day(last))
    return [
        datetime.combine(day, first.time())
        for day in occurrences(through, first.date(), zone=zone)
        if day not in there
    ]


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
