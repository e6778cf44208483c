"""Cash and hours of the years of a budget: what comes in, what is needed, what is short.

All amounts are integer minutes and integer cents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ipe_events.domain.cash import NO_CASH, NO_COSTS, Cash, Costs
from ipe_events.domain.promises import Book, part_of
from ipe_events.domain.years import Year


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
        cash_in = sum(part_of(promise, promise.cash, year) for promise in book.promises)
        own = costs.get(year.label, NO_COSTS)
        spent = own.planned or usual
        before = max(0, balance)
        balance += cash_in - spent
        rows.append(
            BudgetYear(
                label=year.label,
                cash_in=cash_in,
                cash_needed=spent,
                in_kind=sum(part_of(p, book.committed_value(p), year) for p in book.promises),
                committed=sum(part_of(p, book.committed(p), year) for p in book.promises),
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
