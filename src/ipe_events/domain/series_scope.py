"""What an edit of a series reaches: one occurrence, this and following ones, or all.

An occurrence follows its series as long as it is where, when and what the series says. What was
moved or changed by itself stays as it is; what was held never changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ipe_events.domain.drafts import When
from ipe_events.domain.errors import Refused
from ipe_events.domain.hours import through_the_night
from ipe_events.domain.records import EventLine, Outcome
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import Rule

DAY = timedelta(days=1)
_WEEK = 7
_LONGEST_MONTH = 31


class Scope(StrEnum):
    """How far an edit of an occurrence goes."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


class Why(StrEnum):
    """Why an occurrence is left as it is."""

    HELD = "held"
    CANCELLED = "cancelled"
    DRAFT = "draft"
    EDITED = "edited"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Kept:
    """An occurrence within the scope that is left as it is."""

    event: EventLine
    why: Why


@dataclass(frozen=True, slots=True)
class SeriesOutcome(Outcome):
    """What an edit did: the chosen event first, then the others that changed, by date.

    `mails` then wait for the `guests` people who must be told because of it.
    """

    kept: tuple[Kept, ...] = ()
    mails: int = 0
    guests: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of a series: `original` is its RECURRENCE-ID, "" when it has an identity of its own.

    `values` are what else an edit may change, by the name of the field.
    """

    id: int
    original: str
    state: str
    when: When
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day that the rule gave it; its own without a rule."""
        return date.fromisoformat(self.original[:10]) if self.original else self.when.day

    @property
    def order(self) -> tuple[str, int]:
        """Its place in the series, wherever it was moved."""
        clock = f"T{self.when.start or time()}"
        return self.original or f"{self.when.day.isoformat()}{clock}", self.id


@dataclass(frozen=True, slots=True)
class Passed:
    """A day of the rule on which nothing is: `reason` is the name of a holiday.

    `placed` is the day that took its place; None when it was left out.
    """

    day: date
    reason: str
    placed: date | None = None

    def later(self, by: timedelta) -> Passed:
        """The same so much later: then it is no holiday that explains it."""
        reason = "" if by else self.reason
        return Passed(self.day + by, reason, self.placed and self.placed + by)


def read_passed(text: str) -> tuple[Passed, ...]:
    """What a series remembers of the days it passed."""
    return tuple(
        Passed(date.fromisoformat(day), reason, date.fromisoformat(to[0]) if to else None)
        for day, reason, *to in json.loads(text)
    )


def passed_text(passed: Iterable[Passed]) -> str:
    """Days left out or moved, as a series remembers them: `[day, reason]`, `[…, where to]`."""
    found = [
        [item.day.isoformat(), item.reason, item.placed and item.placed.isoformat()]
        for item in passed
    ]
    return json.dumps([[part for part in item if part is not None] for item in found])


@dataclass(frozen=True, slots=True)
class Template:
    """What the occurrences of a series were made with.

    `moved` is how much later than its rule says the whole series was put, in days.
    """

    start: time | None
    end: time | None
    values: Mapping[str, object]
    moved: timedelta = timedelta(0)
    passed: tuple[Passed, ...] = ()

    def place_of(self, one: Occurrence) -> When:
        """Where and when an occurrence is that nobody moved."""
        if not one.original:
            day = one.when.day
        else:
            found = {item.day: item.placed for item in self.passed}
            day = (found.get(one.day) or one.day) + self.moved
        late = self.start is not None and self.end is not None and self.end <= self.start
        return When(day, day + DAY if late else None, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Shift:
    """So much later, and at other times when `times` are there; `span`: days until the last."""

    by: timedelta
    times: tuple[time | None, time | None] | None = None
    span: timedelta = timedelta(0)

    def of(self, when: When) -> When:
        """Where something goes."""
        day = when.day + self.by
        if self.times is None:
            return replace(when, day=day, until=when.until and when.until + self.by)
        return When(day, day + self.span if self.span else None, *self.times)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an occurrence: other values, another place in time, or why neither."""

    values: Mapping[str, object] = field(default_factory=dict)
    when: When | None = None
    kept: Why | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """How a series becomes two: the rules, and the days in the new one.

    `by` is added to the days of the rule, and `moved` remains between them and where its
    occurrences are put.
    """

    before: Rule
    after: Rule
    by: timedelta
    moved: timedelta


def reached(all_of: Sequence[Occurrence], chosen: Occurrence, scope: Scope) -> list[Occurrence]:
    """The occurrences within a scope, in the order of the series."""
    if scope is Scope.ONE:
        return [chosen]
    found = sorted(all_of, key=lambda one: one.order)
    return [one for one in found if scope is Scope.ALL or one.order >= chosen.order]


def shift(before: When, after: When) -> Shift:
    """What moving an occurrence from one place in time to another comes to for the others."""
    span, was = _span(before), _span(after)
    same = (before.start, before.end, span) == (after.start, after.end, was)
    return Shift(after.day - before.day, None if same else (after.start, after.end), was)


def _span(when: When) -> timedelta:
    return (when.until or when.day) - when.day


def is_of_days(when: When) -> bool:
    """Whether it takes several days, as no occurrence of a rule does."""
    night = through_the_night(when.day, when.until, when.start, when.end)
    return _span(when) > timedelta(0) and not night


def edited(
    one: Occurrence, template: Template, values: Mapping[str, object], wanted: Shift | None
) -> Decision:
    """What an edit of another occurrence makes of this one: what follows the series follows on."""
    if one.state == "held":
        return Decision(kept=Why.HELD)
    if one.state == "cancelled":
        return Decision(kept=Why.CANCELLED)
    own = {
        name: value
        for name, value in values.items()
        if one.values[name] == template.values[name] and one.values[name] != value
    }
    follows = one.when == template.place_of(one)
    when = wanted.of(one.when) if wanted is not None and follows else None
    if own or (when is not None and when != one.when):
        return Decision(own, when if when != one.when else None)
    differs = any(one.values[name] != value for name, value in values.items())
    stays = wanted is not None and not follows
    return Decision(kept=Why.EDITED if differs or stays else Why.SAME)


def other_state(one: Occurrence, wanted: str, allowed: Iterable[str]) -> Why | None:
    """Why the state of an occurrence is left as it is; None when it changes."""
    if one.state == wanted:
        return Why.CANCELLED if wanted == "cancelled" else Why.SAME
    return None if one.state in allowed else Why(one.state)


def split(
    rule: Rule, first: Iterable[date], rest: Iterable[date], zone: str, moved: timedelta
) -> Split:
    """End a rule after the days of `first`, and give the days of `rest` a rule of their own.

    The rest is put `moved` later by its rule itself where a rule can say so: two days after the
    second Tuesday is not always a second Thursday.
    """
    later = sorted(rest)
    before = replace(rule, count=len(set(first)), until=None)
    after = replace(rule, count=len(later), until=None)
    turned = _later(after, moved.days)
    if turned is not None and _gives(turned, [day + moved for day in later], zone):
        return Split(before, turned, moved, timedelta(0))
    return Split(before, after, timedelta(0), moved)


def _later(rule: Rule, days: int) -> Rule | None:
    weekdays = tuple(sorted(replace(item, day=(item.day + days) % _WEEK) for item in rule.weekdays))
    month_days = tuple(day + days for day in rule.month_days)
    if not all(1 <= day <= _LONGEST_MONTH for day in month_days) and days:
        return None
    if rule.year_days and days:
        return None
    return replace(rule, weekdays=weekdays, month_days=month_days)


def _gives(rule: Rule, days: Sequence[date], zone: str) -> bool:
    try:
        return occurrences(rule, days[0], zone=zone) == list(days)
    except Refused:
        return False


def moment(day: date, start: time | None) -> str:
    """A RECURRENCE-ID as it is stored: a day, or a day with a time."""
    return datetime.combine(day, start).isoformat() if start is not None else day.isoformat()
