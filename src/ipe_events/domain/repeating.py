"""How often events repeat, in the parts that people choose, and the rule these make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from ipe_events.domain.drafts import EventDraft
from ipe_events.domain.errors import refuse
from ipe_events.domain.recurrence_rule import Frequency, Rule, Weekday, parse_rule, rule_text

MOST_EVERY = 60
WEEK = 7
# From the fifth on the day is the last of its name in some months and absent in others.
LAST = 5


class Repeats(StrEnum):
    """How a series goes on from its first day."""

    WEEKLY = "weekly"
    WEEKDAY = "weekday"
    MONTH_DAY = "month_day"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """A series to be planned; the draft's day is the first. `note` goes into each invitation."""

    draft: EventDraft
    rule: str
    holidays: Literal["keep", "skip", "shift"] = "keep"
    taken_back: frozenset[date] = frozenset()
    note: str = ""


def rule_of(how: Repeats, every: int, first: date, until: date | None = None, own: str = "") -> str:
    """The rule that repeats a first day until a last one; `own` as RFC 5545 writes it.

    The fifth of a weekday in its month goes on as the last. Refuses `rule-endless` without an end
    and `too-much` for an interval above `MOST_EVERY`.
    """
    if how is Repeats.OWN:
        rule = parse_rule(own)
        if until is not None and rule.until is None and rule.count is None:
            rule = replace(rule, until=until)
        return rule_text(rule)
    if until is None:
        raise refuse("series-without-end", "until")
    if until < first:
        raise refuse("end-before-start", "until")
    if every < 1:
        raise refuse("nothing", "every")
    if every > MOST_EVERY:
        raise refuse("too-much", "every", limit=MOST_EVERY)
    rule = Rule(Frequency.WEEKLY, every, until=until)
    if how is Repeats.MONTH_DAY:
        rule = Rule(Frequency.MONTHLY, every, until=until, month_days=(first.day,))
    if how is Repeats.WEEKDAY:
        nth = (first.day - 1) // WEEK + 1
        weekday = Weekday(first.weekday(), -1 if nth == LAST else nth)
        rule = Rule(Frequency.MONTHLY, every, until=until, weekdays=(weekday,))
    return rule_text(rule)
