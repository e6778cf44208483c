"""Done 6 of the issue, and what else a file of hours may hold."""

from __future__ import annotations

import time as clock
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book

from ipe_events.domain.drafts import Attendance, HourDraft
from ipe_events.domain.hour_rows import HourImport
from ipe_events.domain.importing import NotAll
from ipe_events.domain.reviews import Did
from ipe_events.services import closings, hours_import, importing, reviews
from ipe_events.services.workspace import Workspace
from ipe_events.store.queries import lookup
from ipe_events.store.tables import HourEntry
from tests.refusals import code_of
from tests.services.acts import (
    INSTITUTIONS,
    KERNTEAM,
    address,
    attend,
    do,
    log,
    person,
    plan,
    refused,
    seat_everybody,
)
from tests.services.hour_files import HEAD, as_csv, as_xlsx, planted, typed
from tests.store.dumps import everything, rows

SHORT = ["Organisatie", "Datum", "Uren", "Activiteit", "Persoon"]


def brought_in(
    workspace: Workspace, file: Path, organisation: str | None = None, **how: bool
) -> HourImport:
    found = hours_import.read_file(file)
    return importing.carry_out(
        workspace,
        "hours import",
        lambda change: hours_import.import_hours(change, found, organisation),
        dry_run=how.get("dry_run", False),
        all_or_nothing=how.get("all_or_nothing", False),
    )


def table(path: Path, *lines: Sequence[object], head: list[str] = SHORT) -> Path:
    return as_csv([head, *lines], path / "uren.csv")


def came_to(report: HourImport) -> tuple[int, int, int, int]:
    """Imported, skipped, waiting, refused."""
    return report.imported, report.skipped, len(report.waiting), len(report.rejected)


def refusals(report: HourImport) -> dict[int, tuple[str, str]]:
    return {row.row: (row.column, row.problems[0].code) for row in report.rejected}


def notes(report: HourImport) -> list[tuple[int, str]]:
    return [(note.row, note.problem.code) for note in report.notes]


def entries(workspace: Workspace) -> list[tuple[object, ...]]:
    return rows(
        workspace.path,
        "SELECT o.slug, work_date, presence, activity, person_id IS NOT NULL, origin, financing "
        "FROM hour_entry e JOIN organisation o ON o.id = e.organisation_id ORDER BY e.id",
    )


@pytest.fixture
def seated(workspace: Workspace) -> Workspace:
    """Everybody has a seat, and January of this year is settled."""
    seat_everybody(workspace)
    do(workspace, lambda change: closings.close(change, date(2026, 1, 31)))
    return workspace


@pytest.mark.parametrize(
    ("size", "faults"), [(230, 23), pytest.param(2000, 60, marks=pytest.mark.soak)]
)
def test_every_fault_is_told_and_every_sound_row_is_kept(
    seated: Workspace, tmp_path: Path, size: int, faults: int
) -> None:
    said, wrong = planted(size, faults)
    sound = size - faults
    file = as_csv([HEAD, *(list(row.values()) for row in said)], tmp_path / "uren.csv")
    before = everything(seated.path)
    dry = brought_in(seated, file, dry_run=True)
    with pytest.raises(NotAll) as none:
        brought_in(seated, file, all_or_nothing=True)
    assert everything(seated.path) == before
    assert len(none.value.report.rejected) == faults
    began = clock.perf_counter()
    report = brought_in(seated, file)
    assert clock.perf_counter() - began < 20
    assert report == dry
    assert came_to(report) == (sound, 0, 0, faults)
    assert refusals(report) == wrong
    assert len(entries(seated)) == sound
    assert sum(int(str(row[2])) for row in entries(seated)) == report.minutes == sound * 90
    kept = everything(seated.path)
    sheet = [HEAD, *([typed(cell, head) for head, cell in row.items()] for row in said)]
    for same in (file, as_xlsx(sheet, tmp_path / "uren.xlsx")):
        again = brought_in(seated, same)
        assert came_to(again) == (0, sound, 0, faults)
        assert refusals(again) == wrong
        assert everything(seated.path)["hour_entry"] == kept["hour_entry"]


def test_cells_of_a_spreadsheet_are_read_as_they_show(seated: Workspace, tmp_path: Path) -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.append(SHORT)
    cells: list[tuple[object, str, int | str]] = [
        (time(1, 30), "hh:mm", 90),
        (timedelta(hours=1, minutes=30), "[h]:mm", 90),
        (timedelta(hours=26, minutes=30), "[h]:mm", 1590),
        (26.5 / 24, "hh:mm", 1590),
        (7.5, "General", 450),
        (1 / 3, "0.00", 20),
        ("1,5", "@", 90),
        ("90m", "General", 90),
        (datetime(2027, 5, 7), "d-m-yyyy", "not-a-duration"),
        (timedelta(hours=-1), "[h]:mm", "negative-duration"),
        (-1.5, "General", "negative-duration"),
        (True, "General", "not-a-duration"),
        ("#N/B", "General", "not-a-duration"),
        ("=D2", "General", "cell-formula"),
    ]
    for number, (value, form, _minutes) in enumerate(cells, 2):
        sheet.append(["viaa", date(2026, 3, 2), None, f"Werk {number}"])
        sheet.cell(number, 3).value = value  # type: ignore[assignment]
        sheet.cell(number, 3).number_format = form
    sheet.append(["viaa", datetime(2026, 3, 2, 13, 30), 1, "Dag met een tijd"])
    sheet.append(["viaa", 46034, 1, "Dag als getal"])
    book.save(tmp_path / "uren.xlsx")
    report = brought_in(seated, tmp_path / "uren.xlsx")
    assert [row[2] for row in entries(seated)] == [
        *(minutes for _value, _form, minutes in cells if isinstance(minutes, int)),
        60,
    ]
    wanted = [minutes for _value, _form, minutes in cells if isinstance(minutes, str)]
    assert [code for _column, code in refusals(report).values()] == [*wanted, "not-a-date"]
    assert notes(report) == [(4, "more-than-a-day"), (5, "more-than-a-day")]


def test_a_sheet_as_it_is_kept(seated: Workspace, tmp_path: Path) -> None:
    """Windows' own encoding, a title above the head, totals, names, remarks."""
    zoe = ["Urenstaat Zoë", "", "", "", ""]
    body: list[list[object]] = [
        ["Hogeschool Viaa", "2-3-2026", "1,5", "Begeleiding Zoë", "Lid viaa"],
        ["VIAA", "3-3-2026", "1,5", "- overleg", "viaa, Lid"],
        ["", "", "", "", ""],
        ["viaa", "4-3-2026", "2", "Later", "LID VIAA@example.org"],
        ["viaa", "4-4-2027", "2", "Nog te doen", "Viaa@Example.org"],
        ["viaa", "4-4-2030", "2", "Ver weg", ""],
        ["kpz", "5-3-2026", "2", "Bij een ander", "viaa@example.org"],
        ["Totaal", "", "9", "", ""],
    ]
    path = as_csv([zoe, SHORT, *body], tmp_path / "uren.csv", encoding="cp1252")
    report = brought_in(seated, path)
    assert came_to(report) == (5, 0, 0, 1)
    assert refusals(report) == {6: ("Persoon", "unknown-person")}
    assert [(row[0], row[3]) for row in entries(seated)][:2] == [
        ("viaa", "Begeleiding Zoë"),
        ("viaa", "- overleg"),
    ]
    assert notes(report) == [
        (7, "hours-ahead"),
        (8, "hours-ahead"),
        (8, "outside-programme"),
        (9, "works-elsewhere"),
        (10, "row-is-total"),
    ]


def test_somebody_who_is_not_known_is_proposed_and_never_chosen(
    seated: Workspace, tmp_path: Path
) -> None:
    person(seated, "noor", "viaa")
    person(seated, "noor2", "viaa")
    do(
        seated,
        lambda change: change.session.connection().exec_driver_sql(
            "UPDATE person SET name = 'Noor' WHERE name LIKE 'Noor%'"
        ),
    )
    names = ("Lid vi", "Lid kpz", "Noor", "99", "Onbekend")
    report = brought_in(
        seated, table(tmp_path, *(["viaa", "2-3-2026", "1", "Werk", name] for name in names))
    )
    found = {row.row: row.problems[0] for row in report.rejected}
    assert [one.code for one in found.values()] == [
        *("nobody-there", "nobody-there", "ambiguous-person", "nobody-there", "nobody-there")
    ]
    assert found[2].values["near"] == ["Lid viaa"]
    assert found[3].values["near"][0] == "Lid kpz (Hogeschool KPZ)"  # type: ignore[index]
    assert found[4].values["known"] == [address("noor"), address("noor2")]
    assert found[6].values["near"] == []


def test_nothing_is_kept_twice_and_nothing_gets_lost(seated: Workspace, tmp_path: Path) -> None:
    one = ["viaa", "2-3-2026", "1:30", "Overleg", ""]
    other = ["viaa", "2-3-2026", "1,5", "Overleg met de school", ""]
    report = brought_in(seated, table(tmp_path, one, other, list(one)))
    assert came_to(report) == (2, 1, 0, 0)
    # The row that says the same is told by its number, not lost without a word.
    assert notes(report) == [(4, "row-repeats")]
    assert report.notes[0].problem.values["row"] == 2
    lined = [[*SHORT, "Post", "Financiering"], [*one, "kernteam", ""], [*one, "", "anders"]]
    again = brought_in(seated, as_csv(lined, tmp_path / "meer.csv"))
    # The same with the line that was chosen before; what somebody else pays for is another hour.
    assert came_to(again) == (1, 1, 0, 0)
    log(seated, HourDraft("kpz", date(2026, 3, 2), 60, "Met de hand"))
    hand = table(tmp_path, ["Hogeschool KPZ", "2-3-2026", "60m", " Met  de hand ", ""])
    assert came_to(brought_in(seated, hand)) == (0, 1, 0, 0)


def test_a_day_has_24_hours(seated: Workspace, tmp_path: Path) -> None:
    who = "viaa@example.org"
    log(seated, HourDraft("viaa", date(2026, 3, 2), 600, "Overdag", who))
    report = brought_in(
        seated,
        table(
            tmp_path,
            ["viaa", "2-3-2026", "10", "Avond", who],
            ["viaa", "2-3-2026", "5", "Nacht", who],
            ["viaa", "2-3-2026", "4", "Nog even", who],
            ["viaa", "2-3-2026", "40", "Wij allen", ""],
        ),
    )
    assert refusals(report) == {3: ("Uren", "day-too-full")}
    assert came_to(report) == (3, 0, 0, 1)


@pytest.fixture
def met(seated: Workspace) -> Workspace:
    """On 3 November two hours for everybody in the kernteam."""
    when = replace(KERNTEAM.when, day=date(2026, 11, 3))
    attend(seated, plan(seated, replace(KERNTEAM, when=when)), Attendance(everybody=True))
    return seated


def test_hours_on_the_day_of_a_meeting_wait(met: Workspace, tmp_path: Path) -> None:
    who, counted = "viaa@example.org", len(entries(met))
    file = table(
        tmp_path,
        ["viaa", "3-11-2026", "2", "Kernteamoverleg", who],  # what was booked of it
        ["viaa", "3-11-2026", "2:30", "Kernteam met voorbereiding", who],
        ["viaa", "3-11-2026", "3", "Werk van de dag", ""],
        ["viaa", "3-11-2026", "2:30", "Kernteam met voorbereiding", who],
        ["kpz", "4-11-2026", "3", "Een andere dag", ""],
        ["werkveld-kernteam-1", "3-11-2026", "3", "Was er niet", ""],
    )
    report = brought_in(met, file)
    assert came_to(report) == (2, 2, 2, 0)
    assert notes(report) == [(5, "row-repeats")]
    assert [row.row for row in report.waiting] == [3, 4]
    assert report.waiting[0].problem.values["title"] == "Kernteamoverleg"
    assert came_to(brought_in(met, file)) == (0, 4, 2, 0)
    with met.read() as view:
        first, second = reviews.waiting(view)
    assert (first.id, second.id) == tuple(row.number for row in report.waiting)
    assert first.hours is not None
    assert second.hours is not None
    assert (first.email, first.name, first.hours.minutes) == (who, "Lid viaa", 150)
    assert (first.hours.booked, second.hours.booked) == (120, 120)
    assert (second.email, second.name) == ("", "Hogeschool Viaa")
    with met.change("accept") as change:
        assert reviews.accept(change, first.id).did is Did.BOOKED
    with met.change("dismiss") as change:
        assert reviews.dismiss(change, second.id).did is Did.DISMISSED
    assert entries(met)[counted + 2 :] == [
        ("viaa", "2026-11-03", 150, "Kernteam met voorbereiding", 1, "import", "in_kind")
    ]
    # What was decided does not come back; what is undone does.
    assert came_to(brought_in(met, file)) == (0, 6, 0, 0)
    met.undo()
    assert came_to(brought_in(met, file)) == (0, 5, 1, 0)


def test_a_dry_run_and_all_or_nothing_put_nothing_aside(met: Workspace, tmp_path: Path) -> None:
    file = table(tmp_path, ["viaa", "3-11-2026", "3", "Werk", ""], ["viaa", "?", "3", "Werk", ""])
    before = everything(met.path)
    assert came_to(brought_in(met, file, dry_run=True)) == (0, 0, 1, 1)
    with pytest.raises(NotAll):
        brought_in(met, file, all_or_nothing=True)
    assert everything(met.path) == before


def test_hours_that_wait_are_not_counted_once_their_period_is_settled(
    met: Workspace, tmp_path: Path
) -> None:
    waiting = brought_in(met, table(tmp_path, ["viaa", "3-11-2026", "3", "Werk", ""])).waiting
    number = waiting[0].number
    assert number is not None
    do(met, lambda change: closings.close(change, date(2026, 11, 10)))
    assert refused(met, lambda change: reviews.accept(change, number)).code == "period-closed"
    late = brought_in(met, table(tmp_path, ["kpz", "3-11-2026", "3", "Werk", ""]))
    assert refusals(late) == {2: ("Datum", "period-closed")}


SOUND = st.tuples(
    st.sampled_from(["viaa", "Hogeschool KPZ"]),
    st.sampled_from(["2-3-2026", "3-3-2026", "3-11-2026"]),
    st.sampled_from(["1:30", "90m", "20"]),
    st.sampled_from(["Werk", "Kernteamoverleg"]),
    st.sampled_from(["", "viaa@example.org"]),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(SOUND, max_size=12))
def test_a_file_read_twice_changes_nothing(
    met: Workspace, tmp_path: Path, lines: list[tuple[str, ...]]
) -> None:
    file = hours_import.read_file(table(tmp_path, *lines))
    with met.preview() as change:
        first = hours_import.import_hours(change, file)
        kept = lookup.find(change.session, HourEntry, origin="import")
        again = hours_import.import_hours(change, file)
        assert lookup.find(change.session, HourEntry, origin="import") == kept
    assert sum(came_to(first)) == sum(came_to(again)) == len(lines)
    assert sum(row.presence for row in kept) == first.minutes
    assert came_to(again) == (
        0,
        first.imported + first.skipped,
        len(first.waiting),
        len(first.rejected),
    )
    # Of rows that say the same one counts, or waits; nobody works more than 24 hours a day.
    said = {(row[0], row[1], row[2].replace("90m", "1:30"), *row[3:]) for row in lines}
    assert first.imported + len(first.waiting) <= len(said)
    days: Counter[tuple[object, date]] = Counter()
    for row in kept:
        days[row.person_id, row.work_date] += row.presence if row.person_id else 0
    assert max(days.values(), default=0) <= 24 * 60


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (["Naam", "Foto"], "column-missing"),
        (["Organisatie", "Datum", "Uren"], "column-missing"),
        (["Datum", "Uren", "Activiteit"], "column-missing"),
        (["A", "B"], "no-known-column"),
    ],
)
def test_a_table_of_something_else_is_refused(
    workspace: Workspace, tmp_path: Path, head: list[str], code: str
) -> None:
    file = table(tmp_path, ["x", "1-2-2026", "1", "x"], head=head)
    assert code_of(lambda: brought_in(workspace, file)) == code


def test_a_comma_in_a_cell_that_commas_divide_is_no_other_column(
    seated: Workspace, tmp_path: Path
) -> None:
    lines = ["viaa", "2-3-2026", "1,5", "Werk", ""], ["viaa", "2-3-2026", "1", "5", "Werk", "x"]
    report = brought_in(seated, as_csv([SHORT, *lines], tmp_path / "uren.csv", ","))
    assert came_to(report) == (1, 0, 0, 1)
    assert refusals(report) == {3: ("", "row-too-wide")}


def test_whose_hours_they_are_may_be_said_beside_the_file(
    seated: Workspace, tmp_path: Path
) -> None:
    file = table(tmp_path, ["2-3-2026", "1", "Werk"], ["3-3-2026", "1", "Werk"], head=SHORT[1:4])
    assert came_to(brought_in(seated, file, "viaa")) == (2, 0, 0, 0)
    assert {row[0] for row in entries(seated)} == {"viaa"}
    assert {row[0] for row in entries(seated)} <= set(INSTITUTIONS)


@pytest.mark.soak
def test_rows_of_nonsense_are_refused_in_time(seated: Workspace, tmp_path: Path) -> None:
    lines: list[list[object]] = [
        [f"Hogschool Viia {n}", "2-3-2026", "1", "x", f"Lid {n}"] for n in range(1000)
    ]
    began = clock.perf_counter()
    report = brought_in(seated, table(tmp_path, *lines))
    assert came_to(report) == (0, 0, 0, 1000)
    assert clock.perf_counter() - began < 20
