"""Promised, realised, planned: every figure of every screen and file is made here.

Definitions: design §4. All amounts are integer minutes and integer cents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ipe_events.domain.hours import Financing
from ipe_events.domain.years import Year, months, share, touch


class Lead(StrEnum):
    """Which of the two a promise fixes when the rate differs (GPL, 002:392)."""

    HOURS = "hours"
    EUROS = "euros"


class State(StrEnum):
    """How far minutes have come."""

    REALISED = "realised"
    PLANNED = "planned"
    DRAFT = "draft"


class Status(StrEnum):
    """The forecast against the promise, in words that do not blame (004:365-366)."""

    ROOM = "room"
    ON_TRACK = "on_track"
    ABOVE = "above"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Promise:
    """A partner's promise on a line from `start` to `end`; cents, and cents an hour.

    `minutes` is None when only cash is promised.
    """

    organisation: int
    line: int
    start: date
    end: date
    minutes: int | None
    value: int | None
    hand_rate: int | None
    cash: int
    lead: Lead = Lead.HOURS

    @property
    def rate(self) -> Fraction | None:
        """Cents an hour: set by hand, else the plan's value ÷ its hours."""
        if self.hand_rate is not None:
            return Fraction(self.hand_rate)
        if self.value is None or not self.minutes:
            return None
        return Fraction(self.value * 60, self.minutes)

    @property
    def committed(self) -> int:
        """Promised minutes; when euros lead, the plan's value at today's rate."""
        rate = self.rate
        if self.lead is Lead.EUROS and self.value is not None and rate:
            return _round(Fraction(self.value * 60) / rate)
        return self.minutes or 0

    @property
    def committed_value(self) -> int:
        """The promise in cents."""
        if self.lead is Lead.EUROS and self.value is not None:
            return self.value
        return value_of(self.minutes or 0, self.rate)


@dataclass(frozen=True, slots=True)
class MinuteGroup:
    """`count` entries of `minutes` each that agree in everything else; `month` as `2027-01`."""

    organisation: int
    line: int | None
    month: str
    financing: Financing
    state: State
    minutes: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """Minutes by state, and the value of the forecast in cents."""

    realised: int = 0
    planned: int = 0
    draft: int = 0
    other: int = 0
    value: int = 0

    def __add__(self, more: Tally) -> Tally:
        return Tally(
            self.realised + more.realised,
            self.planned + more.planned,
            self.draft + more.draft,
            self.other + more.other,
            self.value + more.value,
        )

    @property
    def forecast(self) -> int:
        """What has been and what is planned to be done."""
        return self.realised + self.planned


@dataclass(frozen=True, slots=True)
class Figures:
    """One partner's line in a period, or the sum of several; `committed` None: no promise.

    `beside`: minutes of the forecast that stand beside every promise, in a sum of several lines.
    """

    committed: int | None
    committed_value: int | None
    tally: Tally
    rate: Fraction | None = None
    carried: int = 0
    status: Status = Status.NONE
    beside: int = 0

    @property
    def left(self) -> int | None:
        """What remains of the promise; negative above it."""
        if self.committed is None:
            return None
        return self.committed + self.carried - self.used

    @property
    def used(self) -> int:
        """The minutes of the forecast that a promise is kept with."""
        return self.tally.forecast - self.beside


@dataclass(frozen=True, slots=True)
class Bounds:
    """Percent of the promise: below `room` there is room, above `above` it is exceeded."""

    room: int = 90
    above: int = 110


def value_of(minutes: int, rate: Fraction | None) -> int:
    """Cents for minutes at a rate in cents an hour, rounded half away from zero."""
    return 0 if rate is None else _round(minutes * rate / 60)


def tally(groups: Iterable[MinuteGroup], promises: Sequence[Promise]) -> Tally:
    """Add up groups; each entry's value is rounded by itself, so every grouping agrees."""
    rates = _rates(promises)
    sums = dict.fromkeys(State, 0)
    other = value = 0
    for group in groups:
        minutes = group.minutes * group.count
        if group.financing is not Financing.IN_KIND:
            other += minutes if group.state is not State.DRAFT else 0
            continue
        sums[group.state] += minutes
        if group.state is not State.DRAFT:
            rate = rates.get((group.organisation, group.line, group.month))
            value += value_of(group.minutes, rate) * group.count
    return Tally(sums[State.REALISED], sums[State.PLANNED], sums[State.DRAFT], other, value)


def _rates(promises: Sequence[Promise]) -> dict[tuple[int, int | None, str], Fraction | None]:
    return {
        (promise.organisation, promise.line, month): promise.rate
        for promise in promises
        if promise.minutes is not None
        for month in months(promise.start, promise.end)
    }


def by_partner_and_line(
    promises: Sequence[Promise],
    groups: Sequence[MinuteGroup],
    period: Year,
    bounds: Bounds,
    carry_from: Sequence[Year] = (),
) -> dict[tuple[int, int | None], Figures]:
    """The figures of every partner and line that promised hours or has any, in `period`.

    `carry_from`: earlier years, oldest first, whose unspent hours may be used in this one.
    """
    inside = set(months(period.start, period.end))
    hours = [promise for promise in promises if promise.minutes is not None]
    keys: set[tuple[int, int | None]] = {
        (p.organisation, p.line) for p in hours if _holds(p, period)
    }
    keys |= {(g.organisation, g.line) for g in groups if g.month in inside}
    mine: dict[tuple[int, int | None], list[Promise]] = {key: [] for key in keys}
    for promise in hours:
        mine.setdefault((promise.organisation, promise.line), []).append(promise)
    own: dict[tuple[int, int | None], list[MinuteGroup]] = {key: [] for key in mine}
    for group in groups:
        own.setdefault((group.organisation, group.line), []).append(group)
    return {
        key: _with_carry(mine[key], own.get(key, []), period, bounds, carry_from) for key in keys
    }


def _with_carry(
    promises: Sequence[Promise],
    groups: Sequence[MinuteGroup],
    period: Year,
    bounds: Bounds,
    carry_from: Sequence[Year],
) -> Figures:
    carried = 0
    for year in carry_from:
        before = _figures(promises, groups, year, bounds, carried)
        carried = max(0, before.left or 0)
    return _figures(promises, groups, period, bounds, carried)


def _figures(
    promises: Sequence[Promise],
    groups: Sequence[MinuteGroup],
    period: Year,
    bounds: Bounds,
    carried: int,
) -> Figures:
    inside = set(months(period.start, period.end))
    active = [promise for promise in promises if _holds(promise, period)]
    sums = tally((group for group in groups if group.month in inside), promises)
    rates = {promise.rate for promise in active}
    if not active:
        return Figures(None, None, sums)
    figures = Figures(
        committed=sum(_part(p, p.committed, period) for p in active),
        committed_value=sum(_part(p, p.committed_value, period) for p in active),
        tally=sums,
        rate=rates.pop() if len(rates) == 1 else None,
        carried=carried,
    )
    return replace(figures, status=status(figures, bounds))


def _holds(promise: Promise, period: Year) -> bool:
    return promise.committed > 0 and touch((promise.start, promise.end), (period.start, period.end))


def _part(promise: Promise, amount: int, period: Year) -> int:
    return share(amount, (promise.start, promise.end), (period.start, period.end))


def status(figures: Figures, bounds: Bounds) -> Status:
    """The word for a forecast against what may be used of the promise."""
    allowed = (figures.committed or 0) + figures.carried
    if allowed <= 0:
        return Status.NONE
    percent = Fraction(100 * figures.used, allowed)
    if percent < bounds.room:
        return Status.ROOM
    return Status.ON_TRACK if percent <= bounds.above else Status.ABOVE


def expected(committed: int, period: Year, today: date) -> int:
    """The minutes of a promise that may be expected by `today` when work is spread evenly."""
    days = (period.end - period.start).days + 1
    passed = min(max((today - period.start).days, 0), days)
    return _round(Fraction(committed * passed, days))


def total(figures: Iterable[Figures], bounds: Bounds) -> Figures:
    """The sum of several lines; what no partner promised takes nothing from what is left."""
    parts = list(figures)
    summed = Figures(
        committed=sum(part.committed or 0 for part in parts),
        committed_value=sum(part.committed_value or 0 for part in parts),
        tally=sum((part.tally for part in parts), Tally()),
        carried=sum(part.carried for part in parts),
        beside=sum(part.tally.forecast for part in parts if part.committed is None),
    )
    return replace(summed, status=status(summed, bounds))


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """One budget year; cents and minutes. `gap` is what is needed beyond what comes in."""

    label: str
    cash_in: int
    cash_needed: int
    in_kind: int
    committed: int
    balance: int
    carried: int = 0

    @property
    def gap(self) -> int:
        """Cents short; negative when more comes in than is needed."""
        return self.cash_needed - self.cash_in - self.carried


def budget(
    years: Sequence[Year], promises: Sequence[Promise], needed: Mapping[str, int], carry: bool
) -> list[BudgetYear]:
    """Cash and hours per budget year; `needed` in cents by year label.

    `balance` is the cumulative balance whatever is carried over (design §4).
    """
    rows: list[BudgetYear] = []
    balance = 0
    for year in years:
        cash_in = sum(_part(promise, promise.cash, year) for promise in promises)
        spent = needed[year.label]
        carried = max(0, balance) if carry else 0
        balance += cash_in - spent
        rows.append(
            BudgetYear(
                label=year.label,
                cash_in=cash_in,
                cash_needed=spent,
                in_kind=sum(_part(p, p.committed_value, year) for p in promises),
                committed=sum(_part(p, p.committed, year) for p in promises),
                balance=balance,
                carried=carried,
            )
        )
    return rows


def _round(number: Fraction) -> int:
    """To the nearest whole number, half away from zero."""
    sign = -1 if number < 0 else 1
    return sign * ((2 * abs(number.numerator) + number.denominator) // (2 * number.denominator))
