"""Files of hours as partners send them, and what is wrong with some of their rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path

from openpyxl import Workbook

from tests.services.acts import INSTITUTIONS

HEAD = ("Organisatie", "Datum", "Uren", "Werkzaamheden", "E-mail", "Post")
# What is wrong: the cells that replace those of a sound row, the column it is in, the code.
FAULTS: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"Organisatie": "Hogschool Viaa"}, "Organisatie", "unknown-organisation"),
    ({"Organisatie": "Nergens bekend"}, "Organisatie", "unknown-organisation"),
    ({"Organisatie": ""}, "Organisatie", "blank"),
    ({"Datum": ""}, "Datum", "blank"),
    ({"Datum": "31-2-2026"}, "Datum", "not-a-date"),
    ({"Datum": "12 januari"}, "Datum", "not-a-date"),
    ({"Datum": "46034"}, "Datum", "not-a-date"),
    ({"Datum": "12-1-2214"}, "Datum", "year-out-of-bounds"),
    ({"Uren": "acht"}, "Uren", "not-a-duration"),
    ({"Uren": "-1,5"}, "Uren", "negative-duration"),
    ({"Uren": "0"}, "Uren", "nothing"),
    ({"Uren": "NaN"}, "Uren", "not-a-duration"),
    ({"Uren": "=2+2"}, "Uren", "cell-formula"),
    ({"Uren": "1:75"}, "Uren", "not-a-duration"),
    ({"Uren": "24:30"}, "Uren", "day-too-full"),
    ({"Werkzaamheden": ""}, "Werkzaamheden", "blank"),
    ({"Werkzaamheden": "x" * 201}, "Werkzaamheden", "too-long"),
    ({"Werkzaamheden": "be\x9fl"}, "Werkzaamheden", "control-characters"),
    ({"Werkzaamheden": "curriculumoverleg Zo\u00c3\u00ab"}, "Werkzaamheden", "cell-garbled"),
    ({"E-mail": "niemand@example.org"}, "E-mail", "unknown-person"),
    ({"E-mail": "Lid deltio"}, "E-mail", "nobody-there"),
    ({"Post": "kerntaam"}, "Post", "unknown-line"),
    ({"Datum": "2-1-2026"}, "Datum", "period-closed"),
)
NOTATIONS = ("1,5", "1:30", "90m", "1h30m", "1.5", "1u30", "01:30:00", "90 min")
DAYS = ("{0:%d-%m-%Y}", "{0.day}-{0.month}-{0.year}", "{0.day}/{0.month}/{0.year}", "{0:%Y-%m-%d}")


def planted(
    size: int = 2000, faults: int = 60
) -> tuple[list[dict[str, str]], dict[int, tuple[str, str]]]:
    """Rows by the names of their columns; those with a fault by number: its column and code."""
    rows: list[dict[str, str]] = []
    wrong: dict[int, tuple[str, str]] = {}
    every = size // faults
    for number in range(size):
        day = date(2026, 2, 1) + timedelta(days=number % 280)
        owner = INSTITUTIONS[number % 6]
        row = {
            "Organisatie": owner,
            "Datum": DAYS[number % 4].format(day),
            "Uren": NOTATIONS[number % 8],
            "Werkzaamheden": f"Curriculumoverleg {number}",
            "E-mail": f"{owner}@example.org" if number % 3 else "",
            "Post": "Kernteam" if number % 2 else "",
        }
        if number % every == every - 1 and len(wrong) < faults:
            cells, column, code = FAULTS[len(wrong) % len(FAULTS)]
            if code == "day-too-full":
                row["E-mail"] = f"{owner}@example.org"
            row |= cells
            wrong[number + 2] = (column, code)
        rows.append(row)
    assert len(wrong) == faults
    return rows, wrong


def as_csv(
    rows: Sequence[Sequence[object]], path: Path, mark: str = ";", encoding: str = "utf-8-sig"
) -> Path:
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def as_xlsx(rows: Sequence[Sequence[object]], path: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    book.save(path)
    return path


def typed(cell: str, column: str) -> object:
    """A cell as a spreadsheet keeps it: times, numbers and dates where it would make them."""
    if column == "Uren" and cell == "1:30":
        return time(1, 30)
    if column == "Uren" and cell == "1,5":
        return 1.5
    if column == "Uren" and cell == "01:30:00":
        return timedelta(hours=1, minutes=30)
    if column == "Datum" and cell.count("-") == 2 and len(cell) == 10 and cell[2] == "-":
        return date(int(cell[6:]), int(cell[3:5]), int(cell[:2]))
    return cell
