"""A year that is short of cash, and the ways to close it (the worked examples of sources §2.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ipe_events.domain.budget_years import BudgetYear
from ipe_events.domain.cash import spread
from ipe_events.domain.years import Year


class WayKind(StrEnum):
    """What could be done about cash that is short."""

    FIND = "find"
    IN_PROPORTION = "in_proportion"
    EQUALLY = "equally"
    SMOOTH = "smooth"
    SMOOTH_AHEAD = "smooth_ahead"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Part:
    """What something would become: a partner's share, what a year or a category may cost; cents."""

    key: str
    now: int
    then: int

    @property
    def change(self) -> int:
        """Cents more; negative for less."""
        return self.then - self.now


@dataclass(frozen=True, slots=True)
class Way:
    """One way to close the gap of a year; `amount` is that gap in cents, of years what they lack.

    `parts` are partners by slug, years by label or categories; their changes add up to the amount,
    or to as much less for years and categories.
    """

    year: str
    kind: WayKind
    amount: int
    parts: tuple[Part, ...] = ()


def ways(
    years: Sequence[BudgetYear],
    spans: Mapping[str, Year],
    payers: Mapping[str, Sequence[tuple[str, int]]],
    categories: Mapping[str, Sequence[tuple[str, int]]],
    today: date,
) -> list[Way]:
    """The ways to close the gap of each budget year that is short.

    `spans`: the days of a year, by label. `payers`: who promised cash for it and how much;
    `categories`: what is planned for it, when costs were planned.
    """
    found = []
    for year in years:
        short = year.short
        if short <= 0:
            continue
        found.append(Way(year.label, WayKind.FIND, short))
        if paying := payers.get(year.label, ()):
            shares = [cents for _, cents in paying]
            for kind, weights in (
                (WayKind.IN_PROPORTION, shares),
                (WayKind.EQUALLY, [1] * len(shares)),
            ):
                more = spread(short, weights)
                parts = tuple(
                    Part(slug, cents, cents + extra)
                    for (slug, cents), extra in zip(paying, more, strict=True)
                )
                found.append(Way(year.label, kind, short, parts))
        found += _smooth(year, years, spans, today)
        found.append(_cut(year, short, categories.get(year.label, ())))
    return found


def _smooth(
    year: BudgetYear, years: Sequence[BudgetYear], spans: Mapping[str, Year], today: date
) -> list[Way]:
    """Spread over all years, and over those that are not over by now, by what each needs.

    What is left of one year is used in the next, whether or not the plan is read so.
    """
    found = []
    ahead = [one for one in years if spans[one.label].end >= today]
    for kind, some in ((WayKind.SMOOTH, years), (WayKind.SMOOTH_AHEAD, ahead)):
        if kind is WayKind.SMOOTH_AHEAD and len(ahead) == len(years):
            break
        available = sum(one.cash_in for one in some) + (some[0].before if some else 0)
        lacking = sum(one.cash_needed for one in some) - available
        if len(some) > 1 and year in some and lacking > 0:
            each = spread(available, [one.cash_needed for one in some])
            parts = tuple(
                Part(one.label, one.cash_needed, cents)
                for one, cents in zip(some, each, strict=True)
            )
            found.append(Way(year.label, kind, lacking, parts))
    return found


def _cut(year: BudgetYear, short: int, planned: Sequence[tuple[str, int]]) -> Way:
    """Spend as much less, of every category in proportion when costs were planned."""
    own = planned or [("", year.cash_needed)]
    less = spread(short, [cents for _, cents in own])
    parts = tuple(
        Part(name, cents, cents - drop) for (name, cents), drop in zip(own, less, strict=True)
    )
    return Way(year.label, WayKind.CUT, short, parts)
