from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.budget import (
    Bounds,
    Figures,
    MinuteGroup,
    Place,
    State,
    Status,
    Tallies,
    Tally,
    by_partner_and_line,
    tally,
    total,
)
from ipe_events.domain.hours import Financing
from ipe_events.domain.matrix import (
    Cells,
    Matrix,
    MatrixRow,
    Measure,
    Per,
    by_key,
    by_partner,
    is_promised,
    percent,
    sections,
    span,
    split,
    sums,
)
from ipe_events.domain.promises import Book, Promise
from ipe_events.domain.years import Year, calendar_year, months, parse_year, school_year

BOUNDS = Bounds()
YEARS = [calendar_year(year) for year in range(2024, 2028)]
MONTHS = list(months(date(2024, 1, 1), date(2027, 12, 31)))

promises = st.builds(
    lambda organisation, line, label, minutes, first, last: Promise(
        organisation,
        line,
        max(parse_year(label).start, date(parse_year(label).start.year, first, 1)),
        parse_year(label).end if last else date(parse_year(label).start.year, 12, 31),
        minutes,
        minutes * 90,
        None,
        0,
    ),
    st.integers(1, 3),
    st.integers(1, 2),
    st.sampled_from(["2024", "2025", "2026", "2027"]),
    st.integers(1, 30_000),
    st.integers(1, 12),
    st.booleans(),
)
books = st.lists(
    promises, max_size=8, unique_by=lambda one: (one.organisation, one.line, one.start.year)
).map(Book)
groups = st.lists(
    st.builds(
        MinuteGroup,
        st.integers(1, 4),
        st.sampled_from([1, 2, None]),
        st.sampled_from(MONTHS),
        st.sampled_from(list(Financing)),
        st.sampled_from(list(State)),
        st.integers(1, 600),
        st.integers(1, 5),
    ),
    max_size=30,
)
pers = st.sampled_from(list(Per))


def columns_of(year: Year, per: Per) -> tuple[Year, ...]:
    return tuple(YEARS) if per is Per.YEAR else split(year, per)


def made(
    book: Book, found: list[MinuteGroup], columns: tuple[Year, ...], *, cumulative: bool = False
) -> tuple[dict[Place, Cells], dict[Place, Figures]]:
    whole = by_partner_and_line(Tallies(book, found), span(columns), BOUNDS)
    tallies = Tallies(book, found)
    rows = by_partner(tallies, columns, BOUNDS, whole=whole, cumulative=cumulative)
    return rows, whole


@given(books, groups, pers, st.sampled_from([*YEARS, school_year(2025)]))
def test_the_cells_of_a_row_add_up_to_its_total(
    book: Book, found: list[MinuteGroup], per: Per, year: Year
) -> None:
    cells, whole = made(book, found, columns_of(year, per))
    assert set(cells) >= set(whole)
    for place, row in cells.items():
        assert sum((cell.tally for cell in row.cells), Tally()) == row.total.tally
        assert sum(cell.committed or 0 for cell in row.cells) == (row.total.committed or 0)
        values = sum(cell.committed_value or 0 for cell in row.cells)
        assert values == (row.total.committed_value or 0)
        assert row.total == whole.get(place, row.total)


@given(books, groups, pers, st.sampled_from(YEARS))
def test_added_up_each_cell_is_the_figure_of_all_periods_so_far(
    book: Book, found: list[MinuteGroup], per: Per, year: Year
) -> None:
    columns = columns_of(year, per)
    cells, _whole = made(book, found, columns, cumulative=True)
    for last, column in enumerate(columns):
        period = Year(columns[0].start, column.end, "so far")
        expected = by_partner_and_line(Tallies(book, found), period, BOUNDS)
        for place, row in cells.items():
            cell = row.cells[last]
            if place not in expected:
                assert (cell.committed, cell.tally) == (None, Tally())
                continue
            figures = expected[place]
            assert cell.tally == figures.tally
            assert cell.committed == figures.committed
            assert cell.committed_value == figures.committed_value
            assert cell.status is figures.status


@given(books, groups, pers, st.sampled_from(YEARS), st.booleans())
def test_the_rows_add_up_to_the_totals_whether_promised_or_not(
    book: Book, found: list[MinuteGroup], per: Per, year: Year, cumulative: bool
) -> None:
    columns = columns_of(year, per)
    cells, whole = made(book, found, columns, cumulative=cumulative)
    matrix = matrix_of(cells, columns, per)
    for n in range(len(columns)):
        parts = matrix.promised.cells[n].tally + matrix.beside.cells[n].tally
        assert parts == matrix.totals.cells[n].tally
    assert matrix.totals.total == total(whole.values(), BOUNDS)
    assert matrix.beside.total.committed == 0
    # By section every row comes once.
    shown = [row for section in sections(matrix) for row in section.rows]
    assert sorted(row.key for row in shown) == sorted(row.key for row in matrix.rows)
    of_sections = (section.sums.total.tally for section in sections(matrix))
    assert sum(of_sections, Tally()) == matrix.totals.total.tally
    for section in sections(matrix):
        assert all(is_promised(row) is not section.beside for row in section.rows)


@given(books, groups, pers, st.sampled_from(YEARS))
def test_every_other_grouping_comes_to_the_same(
    book: Book, found: list[MinuteGroup], per: Per, year: Year
) -> None:
    columns = columns_of(year, per)
    inside = set(months(columns[0].start, columns[-1].end))
    keyed = [(group.organisation % 2, group) for group in found if group.month in inside]
    rows = by_key(book, keyed, columns, BOUNDS)
    together = sum((row.total.tally for row in rows.values()), Tally())
    assert together == tally((group for _key, group in keyed), book)
    for row in rows.values():
        assert row.total.committed is None
        assert sum((cell.tally for cell in row.cells), Tally()) == row.total.tally
    last = by_key(book, keyed, columns, BOUNDS, cumulative=True)
    assert all(row.cells[-1].tally == row.total.tally for row in last.values())


def matrix_of(cells: dict[Place, Cells], columns: tuple[Year, ...], per: Per) -> Matrix:
    rows = tuple(
        MatrixRow(f"{organisation}/{line}", "", str(line), own.cells, own.total, organisation)
        for (organisation, line), own in cells.items()
    )
    promised = [row for row in rows if is_promised(row)]
    beside = [row for row in rows if not is_promised(row)]
    return Matrix(
        programme="p",
        period=span(columns),
        per=per,
        by="partner",
        cumulative=False,
        columns=columns,
        rows=rows,
        promised=sums(promised, columns, BOUNDS),
        beside=sums(beside, columns, BOUNDS),
        totals=sums(rows, columns, BOUNDS),
        lines={},
        bounds=BOUNDS,
    )


def test_what_is_left_of_a_year_may_be_used_in_the_next_when_years_carry_over() -> None:
    book = Book([promise(2024, 6000), promise(2025, 6000)])
    found = [group("2024-03", 1500), group("2025-03", 9000)]
    columns = tuple(YEARS[:2])
    whole = by_partner_and_line(Tallies(book, found), span(columns), BOUNDS)
    rows = by_partner(Tallies(book, found), columns, BOUNDS, whole=whole, carry=True)
    first, second = rows[1, 1].cells
    assert (first.left, second.carried, second.left) == (4500, 4500, 1500)
    assert second.status is Status.ROOM
    assert percent(Measure.REALISED.of(second), second) == 86
    rows = by_partner(Tallies(book, found), columns, BOUNDS, whole=whole)
    assert rows[1, 1].cells[1].left == -3000


def promise(year: int, minutes: int) -> Promise:
    own = calendar_year(year)
    return Promise(1, 1, own.start, own.end, minutes, None, None, 0)


def group(month: str, minutes: int, state: State = State.REALISED) -> MinuteGroup:
    return MinuteGroup(1, 1, month, Financing.IN_KIND, state, minutes)


@pytest.mark.parametrize(
    ("year", "labels", "edges"),
    [
        (calendar_year(2024), ["2024-Q1", "2024-Q4"], (date(2024, 3, 31), date(2024, 10, 1))),
        (
            school_year(2026),
            ["2026-2027-Q1", "2026-2027-Q4"],
            (date(2026, 10, 31), date(2027, 5, 1)),
        ),
    ],
)
def test_quarters_count_from_the_first_month_of_a_year(
    year: Year, labels: list[str], edges: tuple[date, date]
) -> None:
    quarters = split(year, Per.QUARTER)
    assert [quarters[0].label, quarters[-1].label] == labels
    assert (quarters[0].end, quarters[-1].start) == edges
    assert (quarters[0].start, quarters[-1].end) == (year.start, year.end)
    twelve = split(year, Per.MONTH)
    assert len(twelve) == 12
    assert any(month.end.day == 29 for month in twelve) is (year.start.year == 2024)


def test_a_percentage_is_of_what_was_promised_and_rounds_half_up() -> None:
    assert percent(30, Figures(4000, None, Tally(30))) == 1
    assert percent(30, Figures(None, None, Tally(30))) is None
    assert percent(50, Figures(50, None, Tally(50), carried=50)) == 50
