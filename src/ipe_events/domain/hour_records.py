"""Hours and money of a period as the fronts and papers are given them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ipe_events.domain.budget import Bounds, Figures
from ipe_events.domain.budget_years import BudgetYear
from ipe_events.domain.years import Year


@dataclass(frozen=True, slots=True)
class HoursRow:
    """The figures of a partner's line, or of another grouping (then `line` is None)."""

    key: str
    name: str
    line: str | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class HoursReport:
    """Hours of a period by partner and line, or by person, kind, goal or month.

    `bounds`: those of the status, for whoever adds rows up.
    """

    programme: str
    period: Year
    by: str
    rows: tuple[HoursRow, ...]
    totals: Figures
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class BudgetReport:
    """Cash and hours of every budget year under the choices made."""

    programme: str
    years: tuple[BudgetYear, ...]
    choices: Mapping[str, str]
