"""Done 5 of the issue, and what else a list of people may hold."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from ipe_events.domain.importing import ImportReport, NotAll
from ipe_events.services import importing, people, people_import, reading
from ipe_events.services.workspace import Workspace
from tests.refusals import code_of
from tests.services.acts import INSTITUTIONS, person
from tests.store.dumps import dump, rows

HEAD = ["Naam", "E-mail", "Organisatie", "Functie", "Werkdagen"]
FAULTS = {
    # what is wrong: the row, the column it is in, the code
    "garbled": (["ZoÃ« Jansen", "{n}@example.org"], "Naam", "cell-garbled"),
    "lost letters": (["Zo\ufffd Jansen", "{n}@example.org"], "Naam", "cell-broken"),
    "twice in the file": (["Dubbel", "persoon-1@example.org"], "E-mail", "address-twice"),
    "twice in the workspace": (["Dubbel", "Known@example.org"], "E-mail", "address-known"),
    "nearly an organisation": (
        ["Iemand", "{n}@example.org", "Hogschool Viaa"],
        "Organisatie",
        "unknown-organisation",
    ),
    "no organisation": (
        ["Iemand", "{n}@example.org", "Nergens bekend"],
        "Organisatie",
        "unknown-organisation",
    ),
    "no address": (["Iemand", "{n}@example"], "E-mail", "address-invalid"),
    "two addresses": (["Iemand", "{n}@example.org, x@example.org"], "E-mail", "address-invalid"),
    "formula": (['=HYPERLINK("http://x")', "{n}@example.org"], "Naam", "cell-formula"),
    "no name": (["", "{n}@example.org"], "Naam", "blank"),
}


def planted() -> tuple[list[list[str]], dict[int, tuple[str, str]]]:
    """500 rows, 40 of them faulty: the table, and by row number the column and the code."""
    table = [HEAD]
    wrong: dict[int, tuple[str, str]] = {}
    kinds = list(FAULTS.values())
    for number in range(1, 501):
        row = [f"Persoon {number} de Boër", f"persoon-{number}@example.org"]
        row += [INSTITUTIONS[number % 6], "docent", "ma di"]
        if number > 20 and number % 12 == 0:
            cells, column, code = kinds[len(wrong) % len(kinds)]
            row[: len(cells)] = [cell.replace("{n}", f"fout-{number}") for cell in cells]
            wrong[number + 1] = (column, code)
        table.append(row)
    assert len(wrong) == 40
    return table, wrong


def as_csv(table: list[list[str]], path: Path, mark: str, encoding: str) -> Path:
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark).writerows(table)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def as_xlsx(table: list[list[str]], path: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in table:
        book.active.append(row)
    book.save(path)
    return path


def carried_out(
    workspace: Workspace, file: Path, organisation: str | None = None, **how: bool
) -> ImportReport:
    found = reading.rows(file, people_import.COLUMNS)
    return importing.carry_out(
        workspace,
        "person import",
        lambda change: people_import.import_people(change, found, organisation),
        **{"dry_run": False, "all_or_nothing": False, **how},
    )


def outcome(report: ImportReport) -> dict[int, tuple[str, str]]:
    return {row.row: (row.column, row.problems[0].code) for row in report.rejected}


def count(workspace: Workspace) -> int:
    with workspace.read() as view:
        return len(people.people(view))


WRITERS: dict[str, Callable[[list[list[str]], Path], Path]] = {
    "semicolon-utf8": lambda table, path: as_csv(table, path, ";", "utf-8"),
    "comma-mark": lambda table, path: as_csv(table, path, ",", "utf-8-sig"),
    "xlsx": as_xlsx,
}


@pytest.mark.parametrize("writer", WRITERS)
def test_500_rows_with_40_faults_import_460_and_report_40(
    workspace: Workspace, tmp_path: Path, writer: str
) -> None:
    person(workspace, "known", "viaa")
    table, wrong = planted()
    file = WRITERS[writer](table, tmp_path / "leden")
    before = dump(workspace.path)
    dry = carried_out(workspace, file, dry_run=True)
    with pytest.raises(NotAll) as refused:
        carried_out(workspace, file, all_or_nothing=True)
    assert dump(workspace.path) == before
    assert refused.value.report.imported == 0
    report = carried_out(workspace, file)
    assert dry == report
    assert report.imported == 460
    assert outcome(report) == wrong == outcome(refused.value.report)
    assert count(workspace) == 461
    ((days, profession),) = rows(
        workspace.path,
        "SELECT working_days, profession FROM person WHERE email = 'persoon-7@example.org'",
    )
    assert (days, profession) == ("12", "docent")
    workspace.undo()
    assert dump(workspace.path) == before


def test_bytes_of_another_encoding_are_reported_by_their_row(
    workspace: Workspace, tmp_path: Path
) -> None:
    good = "Naam;Organisatie\nZoë Smit;viaa\n".encode()
    (tmp_path / "leden.csv").write_bytes(good + "Noël Bos;viaa\n".encode("cp1252"))
    report = carried_out(workspace, tmp_path / "leden.csv")
    assert (report.imported, outcome(report)) == (1, {3: ("Naam", "cell-broken")})


def test_other_addresses_are_nobody_elses(workspace: Workspace, tmp_path: Path) -> None:
    known = person(workspace, "known", "viaa")
    (tmp_path / "leden.csv").write_text(
        "Naam;E-mail;Organisatie;Andere adressen\n"
        "Zoë;zoe@example.org;viaa;Z@viaa.example.org, z@example.org zoe@example.org\n"
        f"Noël;noel@example.org;viaa;{known.upper()}\n"
        "Bram;z@example.org;viaa;\n"
        "Anne;anne@example.org;viaa;anne\n"
    )
    report = carried_out(workspace, tmp_path / "leden.csv")
    assert outcome(report) == {
        3: ("Andere adressen", "address-known"),
        4: ("E-mail", "address-twice"),
        5: ("Andere adressen", "address-invalid"),
    }
    with workspace.read() as view:
        own = next(line for line in people.people(view) if line.name == "Zoë")
    assert own.aliases == ("z@viaa.example.org", "z@example.org")


def test_a_file_read_twice_adds_nobody_twice(workspace: Workspace, tmp_path: Path) -> None:
    lines = "Naam;E-mail;Organisatie\nAnne;anne@example.org;viaa\nBram;;kpz\nBram;;viaa\n"
    (tmp_path / "leden.csv").write_text(lines)
    assert carried_out(workspace, tmp_path / "leden.csv").imported == 3
    report = carried_out(workspace, tmp_path / "leden.csv")
    assert report.imported == 0
    assert Counter(code for _column, code in outcome(report).values()) == {
        "address-known": 1,
        "person-known": 2,
    }


def test_the_same_name_twice_without_an_address_may_be_one_person(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "leden.csv").write_text("Naam;Organisatie\nAnne Bos;viaa\nanne bos;Viaa\n")
    report = carried_out(workspace, tmp_path / "leden.csv")
    assert outcome(report) == {3: ("Naam", "person-twice")}
    assert report.rejected[0].problems[0].values["row"] == 2


def test_names_in_parts_and_one_organisation_for_all(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "leden.csv").write_text(
        "Voornaam,Tussenvoegsel,Achternaam,Werkdagen\nNoor,van der,Berg,\n,,,\n,,,ma\nBo,,Ek,soms\n"
    )
    report = carried_out(workspace, tmp_path / "leden.csv", "Hogeschool Viaa")
    assert report.imported == 1
    assert outcome(report) == {
        4: ("Voornaam", "blank"),
        5: ("Werkdagen", "not-weekdays"),
    }
    with workspace.read() as view:
        (line,) = people.people(view)
    assert (line.name, line.organisation) == ("Noor van der Berg", "viaa")


def test_cards_are_people(workspace: Workspace, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\r\nFN:{}\r\nEMAIL:{}\r\nORG:{}\r\nTITLE:docent\r\nEND:VCARD\r\n"
    (tmp_path / "leden.vcf").write_text(
        card.format("Zoë", "Zoe@Example.org", "Hogeschool Viaa")
        + card.format("Bo", "bo@example", "KPZ;Pabo")
        + card.format("Cor", "cor@example.org", "Viiaa"),
        encoding="utf-8",
    )
    report = carried_out(workspace, tmp_path / "leden.vcf")
    assert report.imported == 1
    assert outcome(report) == {
        2: ("EMAIL", "address-invalid"),
        3: ("ORG", "unknown-organisation"),
    }


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("Naam;Functie\nAnne;docent\n", "column-missing"),
        ("E-mail;Organisatie\na@example.org;viaa\n", "column-missing"),
        ("Voornaam;Organisatie\nAnne;viaa\n", ""),
    ],
)
def test_columns_that_must_be_there(
    workspace: Workspace, tmp_path: Path, head: str, code: str
) -> None:
    (tmp_path / "leden.csv").write_text(head)
    if code:
        assert code_of(lambda: carried_out(workspace, tmp_path / "leden.csv")) == code
    else:
        assert carried_out(workspace, tmp_path / "leden.csv").imported == 1


def test_all_problems_of_a_row_are_told_at_once(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "leden.csv").write_text("Naam;E-mail;Organisatie\n;x;nergens\n")
    report = carried_out(workspace, tmp_path / "leden.csv")
    assert [problem.field for problem in report.rejected[0].problems] == [
        "name",
        "email",
        "organisation",
    ]
