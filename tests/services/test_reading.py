"""Real files: what spreadsheets and telephones write, and what is made to do harm."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from ipe_events.domain.importing import MOST_ROWS, Columns
from ipe_events.services import reading
from tests.refusals import code_of

COLUMNS: Columns = {"name": ("name", "naam"), "from": ("from", "van"), "place": ("plaats",)}


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.create_sheet("Tweede").append(("naam", "niet deze"))
    book.save(path)
    return path


def test_the_first_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "leden.xlsx",
        ("Naam", "Van", "Anders", "Plaats"),
        ("Zoë", date(2027, 1, 12), "x", 8011),
        (None, None, None, None),
        ("Anne", datetime(2027, 1, 12, 13, 30), None, 1.5),
        (True, "-", None, "  "),
    )
    found = reading.rows(file, COLUMNS)
    assert [row.number for row in found] == [2, 4, 5]
    assert [[row[name] for name in COLUMNS] for row in found] == [
        ["Zoë", "2027-01-12", "8011"],
        ["Anne", "2027-01-12T13:30:00", "1.5"],
        ["True", "", ""],
    ]


def test_a_formula_is_marked_and_never_calculated(tmp_path: Path) -> None:
    file = sheet(tmp_path / "leden.xlsx", ("naam", "plaats"), ("=1+1", "Ede"), ("'=2", "@x"))
    first, second = reading.rows(file, COLUMNS)
    assert [problem.field for problem in first.problems()] == ["name"]
    assert [problem.field for problem in second.problems()] == ["place"]


def test_a_workbook_by_another_name_is_still_one(tmp_path: Path) -> None:
    file = sheet(tmp_path / "leden.csv", ("naam",), ("Anne",))
    assert reading.rows(file, COLUMNS)[0]["name"] == "Anne"


def test_a_sheet_with_a_cell_far_down_is_refused_at_once(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"], book.active["A1048576"] = "naam", "Anne"
    book.save(tmp_path / "groot.xlsx")
    assert code_of(lambda: reading.rows(tmp_path / "groot.xlsx", COLUMNS)) == "too-many-rows"


def test_a_zip_that_unpacks_to_far_more_than_it_is(tmp_path: Path) -> None:
    file = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (reading.LARGEST_UNPACKED + 1))
    assert file.stat().st_size < 1_000_000
    assert code_of(lambda: reading.rows(file, COLUMNS)) == "file-too-large"


def test_a_workbook_that_refers_to_itself_without_end(tmp_path: Path) -> None:
    """Entities that multiply (a "billion laughs") in the sheet of a workbook."""
    sound = sheet(tmp_path / "sound.xlsx", ("naam",), ("Anne",))
    bomb = '<!DOCTYPE x [<!ENTITY a0 "ha">'
    bomb += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
    file = tmp_path / "lach.xlsx"
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(file, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                content = bomb.encode() + b"<worksheet>&a11;</worksheet>"
            target.writestr(item, content)
    assert code_of(lambda: reading.rows(file, COLUMNS)) in ("file-no-table", "file-without-rows")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-without-rows"),
        (b"PK\x03\x04 not a zip", "file-no-table"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "file-no-table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file-no-table"),
        (b"%PDF-1.7 text", "no-known-column"),
        (b"x" * (reading.LARGEST_FILE + 1), "file-too-large"),
        (b"naam\n" + b"Anne\n" * (3 * MOST_ROWS), "too-many-rows"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "file").write_bytes(content)
    assert code_of(lambda: reading.rows(tmp_path / "file", COLUMNS)) == code


def test_a_document_in_a_zip_is_no_table(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    (tmp_path / "brief.docx").write_bytes(stream.getvalue())
    assert code_of(lambda: reading.rows(tmp_path / "brief.docx", COLUMNS)) == "file-no-table"


@pytest.mark.parametrize("name", ["nergens.csv", ".", "a\x00b"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    code = code_of(lambda: reading.rows(tmp_path / name, COLUMNS))
    assert code in ("file-missing", "file-unreadable")


@pytest.mark.parametrize("name", ["zero", "pipe", "link"])
def test_what_is_no_file_is_not_waited_for_nor_read_without_end(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if name == "zero" else tmp_path / name)
    assert code_of(lambda: reading.content(path, limit=1000)) == "file-unreadable"


def test_a_stream_is_read_up_to_its_limit() -> None:
    assert reading.whole(io.BytesIO(b"x" * 1000), "-", 1000) == b"x" * 1000
    assert code_of(lambda: reading.whole(io.BytesIO(b"x" * 1001), "-", 1000)) == "file-too-large"
    with open("/dev/zero", "rb") as endless:
        assert code_of(lambda: reading.whole(endless, "-", 1000)) == "file-too-large"
