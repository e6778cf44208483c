"""LibreOffice comes to the totals of our spreadsheets, whatever partners are called."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests import office
from tests.conftest import NOW
from tests.oracle.recompute import Fact, Recomputation
from tests.reports import papers

Sum = tuple[float, float]


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def added_up(facts: list[Fact]) -> Sum:
    """Hours and euros."""
    return sum(one.minutes for one in facts) / 60, sum(one.cents for one in facts) / 100


def near(told: object, wanted: float) -> bool:
    """To the minute and the cent: a spreadsheet counts in parts of two."""
    assert isinstance(told, (int, float)), told
    return abs(told - wanted) < 1e-6


def test_a_spreadsheet_recalculates_to_the_same_totals(sion_template: Path, tmp_path: Path) -> None:
    made = papers.make(sion_template, tmp_path)
    own = Recomputation(made.workspace, NOW.date())
    seen = 0
    sheets = {name: sheet for name, (_page, sheet) in made.statements.items()}
    for name, file in zip(
        sheets, office.recalculated(list(sheets.values()), tmp_path), strict=True
    ):
        slug, year = name.split()
        facts = [
            fact
            for fact in own.facts
            if own.slugs[fact.organisation] == slug
            and fact.state == "realised"
            and str(fact.day.year) == year
        ]
        if not facts:
            continue
        seen += 1
        agrees(file, own, facts)
        harmless(file)
    assert seen == 5


def agrees(file: Path, own: Recomputation, facts: list[Fact]) -> None:
    """Every total of the file is that of the facts."""
    book = openpyxl.load_workbook(file, data_only=True)
    statement, entries, sums = (rows_of(sheet) for sheet in book.worksheets[:3])
    counted = [fact for fact in facts if fact.financing == "in_kind"]
    hours, value = added_up(counted)
    names = {row["id"]: row["name"] for row in own.tables["plan_line"]}
    for line in {fact.line for fact in counted}:
        expected = added_up([fact for fact in counted if fact.line == line])
        (row,) = [row for row in statement if row[0] == names.get(line)]
        assert near(row[2], expected[0])
        assert near(row[4], expected[1])
    by_number = {fact.entry: fact for fact in facts}
    told = {row[0]: row for row in entries if row[0] in by_number}
    assert told.keys() == by_number.keys()
    for number, fact in by_number.items():
        assert near(told[number][11], fact.minutes / 60)
        if fact.financing == "in_kind":
            assert near(told[number][14], fact.cents / 100)
    assert near(entries[-1][11], hours)
    assert near(entries[-1][14], value)
    by_month = {row[0]: row for row in sums if isinstance(row[0], datetime)}
    assert {day.month for day in by_month} == {fact.day.month for fact in counted}
    for day, row in by_month.items():
        expected = added_up([fact for fact in counted if fact.day.month == day.month])
        assert near(row[1], expected[0])
        assert near(row[2], expected[1])


def harmless(file: Path) -> None:
    """After LibreOffice too no text has become a formula or a link."""
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "HYPERLINK" in cell.value:
                    assert cell.data_type == "s", cell.coordinate
                assert cell.hyperlink is None
