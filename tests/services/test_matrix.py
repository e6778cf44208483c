from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from fractions import Fraction

import pytest
from sqlalchemy import Engine, event

from ipe_events.domain.budget import Figures, Tally
from ipe_events.domain.drafts import Attendance, HourDraft, When
from ipe_events.domain.matrix import Matrix, Measure, Per
from ipe_events.domain.planned_work import WorkDraft
from ipe_events.domain.under_figure import Spot
from ipe_events.services import entries, ledger, matrix, pace, planned_work, under_figure
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    KERNTEAM,
    address,
    attend,
    log,
    plan,
    refused,
    seat_everybody,
    worked,
)

YEARS = ("2027", "2026-2027")


def matrix_of(
    workspace: Workspace, year: str | None, per: Per, by: str, *, cumulative: bool = False
) -> Matrix:
    with workspace.read() as view:
        return matrix.matrix(view, year, per, by, cumulative=cumulative)


@pytest.fixture
def full(busy: Workspace) -> Workspace:
    """With work that is still to come, and hours that somebody of KPZ worked."""
    with busy.change("work") as change:
        for organisation, line in (("kpz", "kernteam"), ("viaa", None)):
            days = date(2026, 12, 1), date(2027, 5, 31)
            planned_work.add(change, WorkDraft(organisation, line, *days, 37 * 60, "lezen"))
    log(busy, replace(worked(minutes=125, day=date(2027, 2, 3)), organisation="kpz"))
    return busy


@pytest.mark.parametrize("by", matrix.GROUPINGS)
def test_the_totals_are_those_of_the_hours_in_every_grouping(full: Workspace, by: str) -> None:
    for year in YEARS:
        with full.read() as view:
            report = ledger.report(view, year, by)
        for per, cumulative in ((Per.MONTH, True), (Per.QUARTER, False)):
            found = matrix_of(full, year, per, by, cumulative=cumulative)
            assert found.totals.total.tally == report.totals.tally
            assert found.period == report.period
            if by == "partner":
                assert found.totals.total == report.totals
            own = {(row.key, row.line): row.total for row in found.rows}
            for row in report.rows:
                assert own[row.key, row.line] == row.figures


def test_of_all_years_each_column_is_that_year(full: Workspace) -> None:
    found = matrix_of(full, "2027", Per.YEAR, "partner")
    assert [column.label for column in found.columns] == ["2024", "2025", "2026", "2027"]
    for n, column in enumerate(found.columns):
        with full.read() as view:
            report = ledger.report(view, column.label)
        cells = {(row.key, row.line): row.cells[n] for row in found.rows}
        for row in report.rows:
            assert cells[row.key, row.line] == row.figures
    schools = matrix_of(full, "2026-2027", Per.YEAR, "kind")
    labels = [column.label for column in schools.columns]
    assert labels == ["2024-2025", "2025-2026", "2026-2027", "2027-2028"]


@pytest.mark.parametrize(
    ("by", "measure"),
    [
        *(("partner", measure) for measure in Measure),
        ("person", Measure.FORECAST),
        ("kind", Measure.FORECAST),
        ("goal", Measure.FORECAST),
        ("kind", Measure.DRAFT),
    ],
)
def test_under_every_figure_lies_exactly_that_figure(
    full: Workspace, by: str, measure: Measure
) -> None:
    with full.read() as view:
        found = matrix.matrix(view, "2027", Per.QUARTER, by)
        seen = 0
        for row in found.rows:
            # Of people each day is asked for: the first half of the year says enough.
            cells = list(zip(found.columns, row.cells, strict=True))
            for column, figures in cells[: 4 if by in ("partner", "kind") else 2]:
                spot = _spot(row.key, row.line, row.number, by, measure)
                spot = replace(spot, first=column.start, last=column.end)
                minutes = measure.of(figures)
                if minutes or seen < 5:
                    assert under_figure.under(view, spot).minutes == minutes, (row.key, column)
                seen += bool(minutes)
        assert seen > 0
        everything = Spot(found.period.start, found.period.end, measure)
        under = under_figure.under(view, everything)
        assert under.minutes == measure.of(found.totals.total)


def _spot(key: str, line: str | None, number: int | None, by: str, measure: Measure) -> Spot:
    day = date(2027, 1, 1)
    if by == "partner":
        return Spot(day, day, measure, frozenset({(key, line)}))
    return Spot(day, day, measure, by=by, number=number)


def test_what_a_matrix_costs_does_not_grow_with_its_cells(full: Workspace) -> None:
    counts = []
    for per in (Per.YEAR, Per.QUARTER, Per.MONTH):
        statements: list[str] = []

        def keep(*args: object, kept: list[str] = statements) -> None:
            kept.append(str(args[2]))

        event.listen(Engine, "before_cursor_execute", keep)
        try:
            matrix_of(full, "2027", per, "partner")
        finally:
            event.remove(Engine, "before_cursor_execute", keep)
        counts.append(len([text for text in statements if text.startswith("SELECT")]))
    assert counts[0] == counts[1] == counts[2] < 20


def test_an_unknown_grouping_is_refused(workspace: Workspace) -> None:
    problem = refused(workspace, lambda view: matrix.matrix(view, by="colour"))
    assert (problem.field, problem.code) == ("by", "unknown-grouping")


def test_the_pace_names_the_meetings_that_give_something(full: Workspace) -> None:
    with full.read() as view:
        report = pace.pace(view, "2027")
        rows = {(row.organisation, row.line): row for row in report.rows}
        figures: Figures = rows["kpz", "kernteam"].figures
        hours = ledger.report(view, "2027")
    kpz = rows["kpz", "kernteam"]
    assert kpz.given == sum(one.minutes for one in kpz.meetings)
    assert kpz.given + kpz.work == figures.tally.planned
    assert kpz.short == figures.left
    assert report.months == 10  # Every month of 2027 but July and August.
    assert kpz.at_rate is None  # Nothing was held before today.
    promised = [row for row in hours.rows if row.figures.committed is not None]
    assert len(report.rows) == len(promised)
    with full.read() as view:
        own = pace.pace(view, "2027", "KPZ")
    assert [row.organisation for row in own.rows] == ["kpz"]


def test_if_attendance_stays_as_it_was(workspace: Workspace) -> None:
    seat_everybody(workspace)
    for day, absent in ((6, ()), (13, ("kpz",)), (20, ("kpz",))):
        when = When(date(2026, 10, day), None, time(13), time(15))
        kept = Attendance(everybody=True, absent=tuple(address(slug) for slug in absent))
        attend(workspace, plan(workspace, replace(KERNTEAM, when=when)), kept)
    plan(workspace, replace(KERNTEAM, when=When(date(2026, 12, 8), None, time(13), time(16))))
    with workspace.read() as view:
        found = {row.organisation: row for row in pace.pace(view, "2026").rows}
    kpz, viaa = found["kpz"], found["viaa"]
    assert kpz.attended == Fraction(1, 3)
    assert (kpz.given, kpz.at_rate) == (180, 120 + 60)
    assert viaa.attended == 1
    assert viaa.at_rate == viaa.figures.tally.forecast


def test_work_whose_days_have_passed_is_not_received_yet(workspace: Workspace) -> None:
    with workspace.change("work") as change:
        days = date(2026, 9, 1), date(2026, 10, 31)
        planned_work.add(change, WorkDraft("kpz", "kernteam", *days, 600, "lezen"))
        entries.log_hours(change, HourDraft("kpz", date(2026, 9, 5), 240, "lezen", line="kernteam"))
    with workspace.read() as view:
        (row,) = pace.pace(view, "2026", "kpz").rows
    assert (row.overdue, row.work, row.figures.tally) == (360, 0, Tally(240, 0, 0, 0, 22_000))
