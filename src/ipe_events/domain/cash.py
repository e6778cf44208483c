"""Money: what is promised, invoiced and received of partners, and what is planned and spent.

All amounts are whole cents. Cash of a partner belongs to a budget year by name, a cost to the year
of its day (features F65: no VAT, no bookkeeping).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ipe_events.domain.drafts import (
    amount_problems,
    day_problems,
    line_problems,
    optional_line_problems,
)
from ipe_events.domain.errors import Problem
from ipe_events.domain.promises import Book
from ipe_events.domain.years import Year, share

LONGEST_CATEGORY = 60

Key = TypeVar("Key")


class CashKind(StrEnum):
    """What became of cash that a partner promised."""

    INVOICED = "invoiced"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class CostDraft:
    """A cost to keep, in cents: as planned, as it was, or both; `event` is a number."""

    day: date
    category: str
    planned: int | None = None
    actual: int | None = None
    event: int | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = day_problems(self.day, "date")
        found += line_problems(self.category, "category", limit=LONGEST_CATEGORY)
        found += optional_line_problems(self.note, "note")
        if self.planned is None and self.actual is None:
            found.append(Problem("planned-cost", "cost-of-nothing"))
        for field, cents in (("planned-cost", self.planned), ("actual-cost", self.actual)):
            found += [] if cents is None else amount_problems(cents, field)
        return found


@dataclass(frozen=True, slots=True)
class CashDraft:
    """Cash invoiced to or received from an organisation (slug) for a budget year, in cents."""

    organisation: str
    year: str
    kind: CashKind
    cents: int
    day: date
    reference: str = ""

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = day_problems(self.day, "date") + amount_problems(self.cents, "amount")
        if self.cents == 0:
            found.append(Problem("amount", "nothing"))
        return found + optional_line_problems(self.reference, "reference")


@dataclass(frozen=True, slots=True)
class CostLine:
    """A cost with the label of its budget year; cents, None for what was not said."""

    id: int
    day: date
    year: str
    category: str
    planned: int | None
    actual: int | None
    event: int | None
    event_title: str
    note: str


@dataclass(frozen=True, slots=True)
class CashLine:
    """Cash that was invoiced or received, in cents."""

    id: int
    organisation: str
    organisation_name: str
    year: str
    kind: CashKind
    day: date
    cents: int
    reference: str


@dataclass(frozen=True, slots=True)
class Costs:
    """Sums of costs in cents."""

    planned: int = 0
    actual: int = 0

    def __add__(self, more: Costs) -> Costs:
        return Costs(self.planned + more.planned, self.actual + more.actual)


@dataclass(frozen=True, slots=True)
class Cash:
    """Cash of partners, in cents."""

    promised: int = 0
    invoiced: int = 0
    received: int = 0

    def __add__(self, more: Cash) -> Cash:
        return Cash(
            self.promised + more.promised,
            self.invoiced + more.invoiced,
            self.received + more.received,
        )

    @property
    def open(self) -> int:
        """What was promised and has not come yet; negative when more came."""
        return self.promised - self.received


NO_COSTS, NO_CASH = Costs(), Cash()


@dataclass(frozen=True, slots=True)
class PartnerCash:
    """The cash of a partner for a budget year."""

    organisation: str
    organisation_name: str
    year: str
    cash: Cash


def sums(costs: Iterable[tuple[Key, int | None, int | None]]) -> dict[Key, Costs]:
    """Planned and actual cents added up by a key (year, category, event), as they come."""
    found: dict[Key, Costs] = {}
    for place, planned, actual in costs:
        found[place] = found.get(place, NO_COSTS) + Costs(planned or 0, actual or 0)
    return found


def cost_total(lines: Iterable[CostLine]) -> Costs:
    """All costs together."""
    return sum((Costs(line.planned or 0, line.actual or 0) for line in lines), NO_COSTS)


def cash_sums(amounts: Iterable[tuple[Key, str, int]]) -> dict[Key, Cash]:
    """Cents invoiced and received (`CashKind`) added up by a key."""
    found: dict[Key, Cash] = {}
    for place, kind, cents in amounts:
        own = Cash(invoiced=cents) if kind == CashKind.INVOICED else Cash(received=cents)
        found[place] = found.get(place, NO_CASH) + own
    return found


def promised(book: Book, year: Year) -> dict[int, int]:
    """The cash that each organisation promised for a year, in cents, by key; never nothing."""
    found: dict[int, int] = {}
    for promise in book.promises:
        days = (promise.start, promise.end)
        cents = share(promise.cash, days, (year.start, year.end))
        if cents:
            found[promise.organisation] = found.get(promise.organisation, 0) + cents
    return found


def budget_label(known: Sequence[Year], label: str) -> str | None:
    """The budget year that is meant: itself, or the one that starts in the same calendar year.

    So a payment for 2026 counts for the school year 2026-2027 once that is how the plan is read
    (sources §2.3), and back. None when no budget year is meant.
    """
    return next((year.label for year in known if year.label[:4] == label[:4]), None)


def spread(cents: int, weights: Sequence[int]) -> list[int]:
    """Whole cents in proportion to weights, adding up exactly; equal when all weights are 0.

    The cents that rounding down leaves go to the largest remainders, the first of equal ones first.
    """
    if not weights:
        return []
    parts = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(parts)
    found = [cents * part // whole for part in parts]
    order = sorted(range(len(parts)), key=lambda n: (-(cents * parts[n] % whole), n))
    for place in order[: cents - sum(found)]:
        found[place] += 1
    return found
