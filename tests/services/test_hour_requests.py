"""A sheet goes to a partner, comes back filled in, and is known by its mark."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ipe_events.domain.drafts import Attendance, HourDraft
from ipe_events.domain.hour_requests import RequestState
from ipe_events.domain.hour_rows import COLUMNS
from ipe_events.domain.importing import bare
from ipe_events.i18n import LANGUAGES, translator
from ipe_events.reports.request import HEADS
from ipe_events.services import hour_requests
from ipe_events.services.hour_requests import Asked
from ipe_events.services.workspace import Workspace
from ipe_events.store.tables import Statement
from tests.refusals import code_of
from tests.services.acts import (
    INSTITUTIONS,
    KERNTEAM,
    attend,
    do,
    later,
    log,
    person,
    plan,
    refused,
    seat_everybody,
)
from tests.services.test_hours_import import brought_in, came_to, entries, notes, refusals
from tests.store.dumps import everything, rows

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 31)
OFFICE = shutil.which("soffice")


@pytest.fixture
def asked(workspace: Workspace) -> Workspace:
    """A meeting was held, Viaa worked and has two people called the same."""
    seat_everybody(workspace)
    when = replace(KERNTEAM.when, day=date(2026, 11, 3))
    attend(workspace, plan(workspace, replace(KERNTEAM, when=when)), Attendance(everybody=True))
    log(workspace, HourDraft("viaa", date(2026, 9, 8), 80, "=HYPERLINK(1)", "viaa@example.org"))
    person(workspace, "noor", "viaa")
    return workspace


def ask(workspace: Workspace, organisation: str | None = "viaa") -> list[Asked]:
    with workspace.change("hours request") as change:
        return hour_requests.ask(change, organisation, FIRST, LAST)


def saved(workspace: Workspace, path: Path, organisation: str = "viaa") -> Path:
    (one,) = ask(workspace, organisation)
    (path / one.file).write_bytes(one.content)
    return path / one.file


def filled(path: Path, fill: Callable[[Worksheet, int], None]) -> Path:
    """A sheet that a partner filled in: the sheet and the first row to write on."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    booked = [
        row for row in range(1, sheet.max_row + 1) if isinstance(sheet.cell(row, 6).value, int)
    ]
    fill(sheet, booked[-1] + 1)
    book.save(path)
    return path


def three_rows(sheet: Worksheet, row: int) -> None:
    for number, cells in enumerate(
        (
            (date(2026, 10, 5), "Noor", time(1, 30), "Leerteam begeleid", "Kernteam"),
            ("6-10-2026", None, "7,5", "Curriculum herzien", None),
            (date(2026, 11, 3), "Lid viaa", 3, "Kernteam en daarna werk", None),
        )
    ):
        for column, value in enumerate(cells, 1):
            sheet.cell(row + number, column).value = value  # type: ignore[assignment]


def states(workspace: Workspace) -> dict[str, RequestState]:
    with workspace.read() as view:
        _year, found = hour_requests.states(view)
    return {one.organisation: one for one in found}


def test_a_sheet_offers_what_a_partner_has(asked: Workspace, tmp_path: Path) -> None:
    book = load_workbook(saved(asked, tmp_path))
    sheet, hidden = book.worksheets
    assert hidden.sheet_state == "hidden"
    assert [cell.value for cell in hidden["B"] if cell.value] == ["Lid viaa", "Noor"]
    grey = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[5], int)]
    assert [(row[1], round(float(str(row[2])) * 60), *row[3:5]) for row in grey] == [
        ("Lid viaa", 80, "=HYPERLINK(1)", "Kernteam"),
        ("Lid viaa", 120, "Kernteamoverleg", "Kernteam"),
    ]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    kinds = {one.type: one.formula1 for one in sheet.data_validations.dataValidation}
    assert kinds.keys() == {"list", "date", "decimal"}
    assert str(sheet.freeze_panes).startswith("A")
    text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert "Sanne de Wit" in text
    assert "200" in text


def test_the_heads_of_a_sheet_are_known_in_every_language() -> None:
    known = {bare(name): column for column, names in COLUMNS.items() for name in names}
    for language in LANGUAGES:
        heads = map(translator(language).gettext, HEADS)
        assert [known.get(bare(head)) for head in heads] == [
            *("date", "person", "hours", "activity", "line", "entry")
        ]


def test_who_is_called_the_same_is_offered_by_address(asked: Workspace, tmp_path: Path) -> None:
    do(
        asked,
        lambda change: change.session.connection().exec_driver_sql(
            "UPDATE person SET name = 'Noor' WHERE name = 'Lid viaa'"
        ),
    )
    hidden = load_workbook(saved(asked, tmp_path)).worksheets[1]
    offered = [cell.value for cell in hidden["B"] if cell.value]
    assert offered == ["noor@example.org", "viaa@example.org"]


def test_a_sheet_comes_back_filled_in(asked: Workspace, tmp_path: Path) -> None:
    path = filled(saved(asked, tmp_path), three_rows)
    before = everything(asked.path)
    brought_in(asked, path, dry_run=True)
    assert everything(asked.path) == before
    assert states(asked)["viaa"] == RequestState(
        "viaa", "Hogeschool Viaa", date(2026, 11, 22), FIRST, LAST
    )
    later(asked, days=3)
    report = brought_in(asked, path)
    assert came_to(report) == (2, 2, 1, 0)
    assert notes(report) == []
    assert [row[:4] for row in entries(asked)][-2:] == [
        ("viaa", "2026-10-05", 90, "Leerteam begeleid"),
        ("viaa", "2026-10-06", 450, "Curriculum herzien"),
    ]
    state = states(asked)["viaa"]
    assert (state.received, state.queried, state.signed) == (date(2026, 11, 25), 1, None)
    later(asked, days=1)
    assert came_to(brought_in(asked, path)) == (0, 4, 1, 0)
    assert states(asked)["viaa"].received == date(2026, 11, 25)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.soak
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_sheet_comes_back_from_another_office(
    asked: Workspace, tmp_path: Path, kind: str
) -> None:
    path = filled(saved(asked, tmp_path), three_rows)
    back = path
    for form in dict.fromkeys((kind, "xlsx")):
        folder = tmp_path / f"{kind}-{form}"
        command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/office"]
        command += ["--convert-to", form, "--outdir", str(folder), str(back)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        back = folder / f"{path.stem}.{form}"
    report = brought_in(asked, back)
    assert came_to(report) == (2, 2, 1, 0)
    assert [row[:4] for row in entries(asked)][-2:] == [
        ("viaa", "2026-10-05", 90, "Leerteam begeleid"),
        ("viaa", "2026-10-06", 450, "Curriculum herzien"),
    ]
    assert states(asked)["viaa"].received is not None


def test_what_is_grey_is_never_booked_again(asked: Workspace, tmp_path: Path) -> None:
    def change_grey(sheet: Worksheet, row: int) -> None:
        sheet.cell(row - 1, 3).value = 1  # the meeting lasted less
        for column in range(1, 7):  # copied whole, and made something else
            sheet.cell(row, column).value = sheet.cell(row - 2, column).value
        sheet.cell(row, 1).value = date(2026, 10, 1)

    counted = entries(asked)
    report = brought_in(asked, filled(saved(asked, tmp_path), change_grey))
    assert came_to(report) == (0, 3, 0, 0)
    assert [code for _row, code in notes(report)] == ["booked-otherwise"] * 2
    assert entries(asked) == counted
    assert states(asked)["viaa"].received is not None


def test_a_sheet_is_of_one_partner_and_one_programme(asked: Workspace, tmp_path: Path) -> None:
    path = saved(asked, tmp_path)
    assert code_of(lambda: brought_in(asked, path, "kpz")) == "request-of-another"

    def of_another(sheet: Worksheet, row: int) -> None:
        sheet["G7"] = "Organisatie"
        for column, value in enumerate((date(2027, 9, 5), None, 1, "Werk"), 1):
            sheet.cell(row, column).value = value
            sheet.cell(row + 1, column).value = value
        sheet.cell(row, 7).value, sheet.cell(row + 1, 7).value = "kpz", "Hogeschool Viaa"

    report = brought_in(asked, filled(path, of_another))
    asked.undo()
    assert [code for _column, code in refusals(report).values()] == ["request-of-another"]
    assert [code for _row, code in notes(report)] == ["hours-ahead", "outside-request"]
    book = load_workbook(path)
    book.worksheets[1]["A1"] = "other/viaa/1"
    book.save(path)
    assert code_of(lambda: brought_in(asked, path)) == "request-other-programme"
    # A request that is there no more: the sheet says whose it is, and nobody is marked.
    for mark, received in (("sion/viaa/999", False), ("sion/viaa/1", True)):
        book.worksheets[1]["A1"] = mark
        book.save(path)
        brought_in(asked, path)
        assert bool(states(asked)["viaa"].received) is received


def test_all_who_promised_are_asked_and_each_is_followed(asked: Workspace) -> None:
    made = ask(asked, None)
    # The field partners have no names yet.
    assert [one.organisation for one in made] == list(INSTITUTIONS)
    assert len({one.file for one in made}) == len(made)
    again = ask(asked, "kpz")
    assert len(again) == 1
    assert len(rows(asked.path, "SELECT * FROM hour_request")) == 6
    asked.undo()
    asked.undo()
    assert rows(asked.path, "SELECT * FROM hour_request") == []
    ask(asked, "kpz")
    ((kpz,),) = rows(asked.path, "SELECT id FROM organisation WHERE slug = 'kpz'")
    with asked.delivery() as view:
        view.session.add(
            Statement(
                programme_id=view.programme_id,
                organisation_id=int(str(kpz)),
                label="2026",
                starts=date(2026, 1, 1),
                ends=date(2026, 12, 31),
                version=2,
                minutes=0,
                cents=0,
                fingerprint="",
                content="{}",
                issued_at="2026-11-22T08:00:00+00:00",
                signed_by="A. de Vries",
                signed_on=date(2026, 11, 21),
            )
        )
    found = states(asked)
    assert (found["kpz"].version, found["kpz"].signed) == (2, date(2026, 11, 21))
    assert (found["viaa"].asked, found["viaa"].version) == (None, None)
    assert (
        refused(asked, lambda change: hour_requests.ask(change, None, LAST, FIRST)).code
        == "end-before-start"
    )
    past = date(1999, 1, 1)
    assert (
        refused(asked, lambda change: hour_requests.ask(change, None, past, past)).code
        == "nobody-to-ask"
    )
