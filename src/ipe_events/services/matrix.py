"""Hours by partner, person, kind or goal in the months, quarters or years of the programme."""

from __future__ import annotations

from datetime import date, timedelta

from ipe_events.domain import matrix as rules
from ipe_events.domain import years
from ipe_events.domain.budget import Bounds, by_partner_and_line
from ipe_events.domain.errors import refuse
from ipe_events.domain.matrix import Cells, Matrix, MatrixRow, Per
from ipe_events.domain.years import Year
from ipe_events.services import ledger, rates
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Organisation, Partner, PlanLine

GROUPINGS = ("partner", "person", "kind", "goal")


def kinds_of_years(view: View) -> tuple[list[Year], list[Year]]:
    """The years of the budget, and those of the other kind in its time.

    A programme without a budget has the calendar years of its time, or of now.
    """
    budget, programme, today = ledger.budget_years(view), view.programme, view.now.date()
    first = programme.starts or (budget[0].start if budget else today)
    last = programme.ends or (budget[-1].end if budget else today)
    own = budget or _years(first, last, school=False, month=programme.school_month)
    school = "-" not in own[0].label
    return own, _years(first, last, school=school, month=programme.school_month)


def _years(first: date, last: date, *, school: bool, month: int) -> list[Year]:
    """Every year of a kind from the first day to the last."""
    found = [years.year_of(first, school=school, month=month)]
    while found[-1].end < last:
        next_day = found[-1].end + timedelta(days=1)
        found.append(years.year_of(next_day, school=school, month=month))
    return found


def matrix(
    view: View,
    label: str | None = None,
    per: Per = Per.QUARTER,
    by: str = "partner",
    bounds: Bounds = ledger.USUAL,
    *,
    cumulative: bool = False,
) -> Matrix:
    """The hours of a year (`2027`, `2026-2027`; by default today's) in its months or quarters.

    Per year: those of all years of that kind. `by` is one of `GROUPINGS`.
    """
    if by not in GROUPINGS:
        raise refuse("unknown-grouping", "by", value=by, known=", ".join(GROUPINGS))
    month = view.programme.school_month
    year = ledger.year_now(view) if label is None else years.parse_year(label, month)
    columns = rules.split(year, per)
    if per is Per.YEAR:
        columns = next((tuple(own) for own in kinds_of_years(view) if year in own), columns)
    period = rules.span(columns) if per is Per.YEAR else year
    if by == "partner":
        rows = _partner_rows(view, period, columns, bounds, cumulative=cumulative)
    else:
        book = rates.book(view)
        groups = ledger.groups(view, book, period.start, period.end, by)
        cells = rules.by_key(book, groups, columns, bounds, cumulative=cumulative)
        rows = _key_rows(view, by, cells)

    promised = [row for row in rows if rules.is_promised(row)]
    beside = [row for row in rows if not rules.is_promised(row)]
    return Matrix(
        programme=view.programme.slug,
        period=period,
        per=per,
        by=by,
        cumulative=cumulative,
        columns=columns,
        rows=tuple(rows),
        promised=rules.sums(promised, columns, bounds),
        beside=rules.sums(beside, columns, bounds),
        totals=rules.sums(rows, columns, bounds),
        lines={
            row.slug: row.name
            for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
        },
        bounds=bounds,
    )


def _partner_rows(
    view: View, period: Year, columns: tuple[Year, ...], bounds: Bounds, *, cumulative: bool
) -> list[MatrixRow]:
    budget = ledger.budget_years(view)
    carries = view.programme.carry_over and (period in budget or columns == tuple(budget))
    carry = ledger.carried_from(view, period)
    first = carry[0].start if carry else period.start
    tallies = ledger.tallies(view, first, period.end)
    cells = rules.by_partner(
        tallies,
        columns,
        bounds,
        whole=by_partner_and_line(tallies, period, bounds, carry),
        cumulative=cumulative,
        carry=carries and columns == tuple(budget),
    )
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    order = {row.organisation_id: row.position for row in partners}
    lines = {
        key(row): row.slug
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }
    slots = {number: place for place, number in enumerate(lines)}
    return [
        MatrixRow(
            key=names[organisation].slug,
            name=names[organisation].name,
            line=lines[line] if line is not None else None,
            number=organisation,
            cells=cells[organisation, line].cells,
            total=cells[organisation, line].total,
        )
        for organisation, line in sorted(
            cells,
            key=lambda place: (
                place[1] is None,
                slots.get(place[1] or 0, 0),
                order.get(place[0], len(order)),
                place[0],
            ),
        )
    ]


def _key_rows(view: View, by: str, cells: dict[int | None, Cells]) -> list[MatrixRow]:
    names = ledger.key_names(view, by)
    rows = [
        MatrixRow(*names.get(number, ("", "")), None, own.cells, own.total, number)
        for number, own in cells.items()
    ]
    return sorted(rows, key=lambda row: (not row.key, row.name.casefold(), row.key))
