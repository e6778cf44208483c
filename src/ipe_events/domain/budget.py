"""Promised, realised, planned: every figure of every screen and file is made here.

Definitions: design §4. All amounts are integer minutes and integer cents.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ipe_events.domain.cash import NO_CASH, NO_COSTS, Cash, Costs
from ipe_events.domain.hours import Financing
from ipe_events.domain.promises import Book, Promise, half_away, value_of
from ipe_events.domain.rates import SEVERAL, RateFrom, Worth
from ipe_events.domain.years import Year, months, share, touch


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


Place = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class MinuteGroup:
    """`count` entries of `minutes` each that agree in everything else; `month` as `2027-01`.

    `person` is told where it matters for the rate. `settled`: what an hour was worth when its
    period was closed; None while it is open.
    """

    organisation: int
    line: int | None
    month: str
    financing: Financing
    state: State
    minutes: int
    count: int = 1
    person: int | None = None
    settled: Worth | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Minutes by state, and the value of the forecast in cents.

    `other`: what was worked and paid for otherwise than in kind.
    """

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
    rate_from: RateFrom = RateFrom.NONE
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


def worth_of(group: MinuteGroup, book: Book) -> Worth:
    """What an hour of a group is worth: as settled, else by today's rates."""
    if group.settled is not None:
        return group.settled
    return book.worth(group.organisation, group.line, group.month, group.person)


def tally(groups: Iterable[MinuteGroup], book: Book) -> Tally:
    """Add up groups; each entry's value is rounded by itself, so every grouping agrees."""
    sums = dict.fromkeys(State, 0)
    other = value = 0
    for group in groups:
        minutes = group.minutes * group.count
        if group.financing is not Financing.IN_KIND:
            other += minutes if group.state is State.REALISED else 0
            continue
        sums[group.state] += minutes
        if group.state is not State.DRAFT:
            value += value_of(group.minutes, worth_of(group, book).rate) * group.count
    return Tally(sums[State.REALISED], sums[State.PLANNED], sums[State.DRAFT], other, value)


def by_partner_and_line(
    book: Book,
    groups: Sequence[MinuteGroup],
    period: Year,
    bounds: Bounds,
    carry_from: Sequence[Year] = (),
    only: Container[int] | None = None,
) -> dict[Place, Figures]:
    """The figures of every partner and line that promised hours or has any, in `period`.

    `carry_from`: earlier years, oldest first, whose unspent hours may be used in this one.
    `only`: of these organisations.
    """
    inside = set(months(period.start, period.end))
    hours = [promise for promise in book.promises if promise.minutes is not None]
    if only is not None:
        hours = [promise for promise in hours if promise.organisation in only]
        groups = [group for group in groups if group.organisation in only]
    keys: set[Place] = {(p.organisation, p.line) for p in hours if _holds(p, book, period)}
    keys |= {(g.organisation, g.line) for g in groups if g.month in inside}
    mine: dict[Place, list[Promise]] = {place: [] for place in keys}
    for promise in hours:
        mine.setdefault((promise.organisation, promise.line), []).append(promise)
    own: dict[Place, list[MinuteGroup]] = {place: [] for place in mine}
    for group in groups:
        own.setdefault((group.organisation, group.line), []).append(group)
    found = {}
    for place in keys:
        carried = 0
        for year in carry_from:
            before = _figures(mine[place], own[place], book, year, carried)
            carried = max(0, before.left or 0)
        figures = _figures(mine[place], own[place], book, period, carried)
        found[place] = replace(figures, status=status(figures, bounds))
    return found


def _figures(
    promises: Sequence[Promise],
    groups: Sequence[MinuteGroup],
    book: Book,
    period: Year,
    carried: int,
) -> Figures:
    inside = set(months(period.start, period.end))
    active = [promise for promise in promises if _holds(promise, book, period)]
    sums = tally((group for group in groups if group.month in inside), book)
    if not active:
        return Figures(None, None, sums)
    worths = {book.promised_worth(promise, period) for promise in active}
    worth = worths.pop() if len(worths) == 1 else SEVERAL
    return Figures(
        committed=sum(_part(p, book.committed(p), period) for p in active),
        committed_value=sum(_part(p, book.committed_value(p), period) for p in active),
        tally=sums,
        rate=worth.rate,
        carried=carried,
        rate_from=worth.source,
    )


def _holds(promise: Promise, book: Book, period: Year) -> bool:
    days = (promise.start, promise.end)
    return book.committed(promise) > 0 and touch(days, (period.start, period.end))


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
    return half_away(Fraction(committed * passed, days))


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
    """One budget year, or the sum of some; cents and minutes.

    `balance` is cumulative, whatever may be carried over. `before`: what earlier years leave;
    `carried`: that, when the plan is read so that it may be used.
    """

    label: str
    cash_in: int
    cash_needed: int
    in_kind: int
    committed: int
    balance: int
    carried: int = 0
    before: int = 0
    costs: Costs = NO_COSTS
    cash: Cash = NO_CASH

    @property
    def gap(self) -> int:
        """Cents needed beyond what comes in in the year itself; negative when more comes in."""
        return self.cash_needed - self.cash_in

    @property
    def gap_with_carry_over(self) -> int:
        """The gap if what earlier years leave may be used."""
        return self.gap - self.before

    @property
    def short(self) -> int:
        """Cents still to be found as the plan is read; 0 when there is enough."""
        return max(0, self.gap - self.carried)

    @property
    def all_in(self) -> int:
        """Cash that comes in and the value of the promised hours."""
        return self.cash_in + self.in_kind

    @property
    def rate(self) -> Fraction | None:
        """Cents an hour, of all promised hours together."""
        return Fraction(self.in_kind * 60, self.committed) if self.committed else None


def budget(
    years: Sequence[Year],
    book: Book,
    costs: Mapping[str, Costs],
    receipts: Mapping[str, Cash],
    usual: int,
    carry: bool,
) -> list[BudgetYear]:
    """Cash and hours per budget year; costs and what was received by year label.

    `usual` is what a year needs in cents as long as no costs are planned for it (design §4).
    """
    rows: list[BudgetYear] = []
    balance = 0
    for year in years:
        cash_in = sum(_part(promise, promise.cash, year) for promise in book.promises)
        own = costs.get(year.label, NO_COSTS)
        spent = own.planned or usual
        before = max(0, balance)
        balance += cash_in - spent
        rows.append(
            BudgetYear(
                label=year.label,
                cash_in=cash_in,
                cash_needed=spent,
                in_kind=sum(_part(p, book.committed_value(p), year) for p in book.promises),
                committed=sum(_part(p, book.committed(p), year) for p in book.promises),
                balance=balance,
                carried=before if carry else 0,
                before=before,
                costs=own,
                cash=replace(receipts.get(year.label, NO_CASH), promised=cash_in),
            )
        )
    return rows


def budget_total(years: Sequence[BudgetYear], label: str = "") -> BudgetYear:
    """All budget years together: nothing is carried into them."""
    return BudgetYear(
        label=label,
        cash_in=sum(year.cash_in for year in years),
        cash_needed=sum(year.cash_needed for year in years),
        in_kind=sum(year.in_kind for year in years),
        committed=sum(year.committed for year in years),
        balance=years[-1].balance if years else 0,
        costs=sum((year.costs for year in years), NO_COSTS),
        cash=sum((year.cash for year in years), NO_CASH),
    )
