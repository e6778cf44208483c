"""Hours by partner and period: what was done in each month, quarter or year of what was promised.

Every cell is made by `domain.budget`; here they are only put beside each other (features F57).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from ipe_events.domain.budget import (
    Bounds,
    Figures,
    MinuteGroup,
    Place,
    Tallies,
    Tally,
    by_partner_and_line,
    status,
    tally,
    total,
)
from ipe_events.domain.promises import Book, half_away
from ipe_events.domain.years import Year, month_end, months

Key = TypeVar("Key", bound=Hashable)
QUARTER = 3


class Per(StrEnum):
    """What a column of the matrix is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Measure(StrEnum):
    """Which minutes a cell shows."""

    REALISED = "realised"
    PLANNED = "planned"
    FORECAST = "forecast"
    DRAFT = "draft"

    def of(self, figures: Figures) -> int:
        """Its minutes."""
        minutes: int = getattr(figures.tally, self.value)
        return minutes


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of a row in each period, and over all of them."""

    cells: tuple[Figures, ...]
    total: Figures


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row with what it is called; `line` is None without a line and in groupings without.

    `number` is the key of the organisation, person, kind or goal; None for entries without one.
    """

    key: str
    name: str
    line: str | None
    cells: tuple[Figures, ...]
    total: Figures
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The hours of `period` in `columns`; rows of partners by plan line, as those offset nothing.

    `promised` sums the rows with a promise, `beside` those without one, `totals` all of them.
    `lines`: the names of plan lines by slug, in their order.
    """

    programme: str
    period: Year
    per: Per
    by: str
    cumulative: bool
    columns: tuple[Year, ...]
    rows: tuple[MatrixRow, ...]
    promised: Cells
    beside: Cells
    totals: Cells
    lines: Mapping[str, str]
    bounds: Bounds


def split(period: Year, per: Per) -> tuple[Year, ...]:
    """The months or quarters of a year; quarters count from its first month."""
    if per is Per.YEAR:
        return (period,)
    size = 1 if per is Per.MONTH else QUARTER
    known = list(months(period.start, period.end))
    found = []
    for number, place in enumerate(range(0, len(known), size), start=1):
        part = known[place : place + size]
        start = date.fromisoformat(f"{part[0]}-01")
        end = month_end(date.fromisoformat(f"{part[-1]}-01"))
        label = part[0] if per is Per.MONTH else f"{period.label}-Q{number}"
        found.append(Year(start, end, label))
    return tuple(found)


def span(years: Sequence[Year]) -> Year:
    """All those years as one period."""
    if len(years) == 1:
        return years[0]
    return Year(years[0].start, years[-1].end, f"{years[0].label}…{years[-1].label}")


def by_partner(
    tallies: Tallies,
    columns: Sequence[Year],
    bounds: Bounds,
    *,
    whole: Mapping[Place, Figures],
    cumulative: bool = False,
    carry: bool = False,
) -> dict[Place, Cells]:
    """The cells of every partner and line; `whole` are their figures over all columns.

    `carry`: what is left of a column may be used in the next, as in years that carry over.
    """
    made = [
        by_partner_and_line(tallies, column, bounds, columns[:place] if carry else ())
        for place, column in enumerate(columns)
    ]
    none = Figures(None, None, Tally())
    keys = {key for column in made for key in column} | set(whole)
    rows = {}
    for key in keys:
        cells = tuple(column.get(key, none) for column in made)
        cells = so_far(cells, bounds) if cumulative else cells
        rows[key] = Cells(cells, whole.get(key, none))
    return rows


def by_key(
    book: Book,
    keyed: Iterable[tuple[Key, MinuteGroup]],
    columns: Sequence[Year],
    bounds: Bounds,
    *,
    cumulative: bool = False,
) -> dict[Key, Cells]:
    """The cells of every person, kind or goal, which promise nothing."""
    own: dict[Key, list[MinuteGroup]] = defaultdict(list)
    for key, group in keyed:
        own[key].append(group)
    rows = {}
    for key, groups in own.items():
        by_month = _by_month(groups)
        cells = tuple(
            Figures(None, None, tally(_of_months(by_month, (column,)), book)) for column in columns
        )
        whole = total(cells, bounds)
        cells = so_far(cells, bounds) if cumulative else cells
        rows[key] = Cells(cells, Figures(None, None, whole.tally))
    return rows


def _by_month(groups: Iterable[MinuteGroup]) -> dict[str, list[MinuteGroup]]:
    found: dict[str, list[MinuteGroup]] = defaultdict(list)
    for group in groups:
        found[group.month].append(group)
    return found


def _of_months(
    by_month: Mapping[str, list[MinuteGroup]], columns: Sequence[Year]
) -> list[MinuteGroup]:
    return [
        group
        for column in columns
        for month in months(column.start, column.end)
        for group in by_month.get(month, ())
    ]


def so_far(cells: Sequence[Figures], bounds: Bounds) -> tuple[Figures, ...]:
    """Each cell with those before it: what was promised and done from the first column on."""
    found: list[Figures] = []
    for cell in cells:
        if found:
            cell = _together(found[-1], cell)
            cell = replace(cell, status=status(cell, bounds))
        found.append(cell)
    return tuple(found)


def _together(one: Figures, other: Figures) -> Figures:
    """One partner's line in two periods that adjoin."""
    return Figures(
        committed=_sum(one.committed, other.committed),
        committed_value=_sum(one.committed_value, other.committed_value),
        tally=one.tally + other.tally,
        rate=one.rate if one.rate == other.rate else None,
        rate_from=one.rate_from if one.rate_from == other.rate_from else type(one.rate_from).NONE,
    )


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None and other is None else (one or 0) + (other or 0)


def sums(rows: Sequence[MatrixRow], columns: Sequence[Year], bounds: Bounds) -> Cells:
    """The sum of rows in each column, and over all of them."""
    return Cells(
        tuple(total((row.cells[n] for row in rows), bounds) for n in range(len(columns))),
        total((row.total for row in rows), bounds),
    )


def is_promised(row: MatrixRow) -> bool:
    """Whether the row stands for a promise."""
    return row.total.committed is not None


def percent(minutes: int, figures: Figures) -> int | None:
    """Minutes as percent of what was promised and carried over; None without a promise.

    None too for a sum with hours beside every promise, of which it would say too much.
    """
    if figures.beside:
        return None
    allowed = (figures.committed or 0) + figures.carried
    return half_away(Fraction(100 * minutes, allowed)) if allowed > 0 else None


def whole(matrix: Matrix) -> Cells:
    """The sum of all rows; with what nobody promised among them no promise to measure it by."""
    if not any(not is_promised(row) and row.total.tally != Tally() for row in matrix.rows):
        return matrix.totals
    return Cells(
        tuple(replace(cell, committed=None) for cell in matrix.totals.cells),
        replace(matrix.totals.total, committed=None),
    )


def of_rows(matrix: Matrix, rows: Sequence[MatrixRow]) -> Matrix:
    """Some rows of a matrix with the sums of those rows alone."""

    def summed(some: Iterable[MatrixRow]) -> Cells:
        return sums(tuple(some), matrix.columns, matrix.bounds)

    return replace(
        matrix,
        rows=tuple(rows),
        promised=summed(row for row in rows if is_promised(row)),
        beside=summed(row for row in rows if not is_promised(row)),
        totals=summed(rows),
    )


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that are read together, with their sum: of a plan line, or (`beside`) without promise.

    `line` is the slug of the plan line; None in groupings that have none.
    """

    line: str | None
    beside: bool
    rows: tuple[MatrixRow, ...]
    sums: Cells


def sections(matrix: Matrix) -> list[Section]:
    """The rows with a promise by plan line, then those without one."""
    if matrix.by != "partner":
        return [Section(None, False, matrix.rows, matrix.totals)] if matrix.rows else []
    lines = dict.fromkeys(row.line for row in matrix.rows if is_promised(row))
    found = []
    for line in lines:
        rows = tuple(row for row in matrix.rows if row.line == line and is_promised(row))
        found.append(Section(line, False, rows, sums(rows, matrix.columns, matrix.bounds)))
    beside = tuple(row for row in matrix.rows if not is_promised(row))
    if beside:
        found.append(Section(None, True, beside, matrix.beside))
    return found
