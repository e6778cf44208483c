"""Files with a table, cards or days, as rows: CSV, XLSX, vCard and calendars."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from ipe_events.domain import closure_calendar, importing, sheet_text, vcards
from ipe_events.domain.errors import Problem, Refused, refuse
from ipe_events.domain.hour_rows import MARK_SHEET
from ipe_events.domain.importing import MOST_ROWS, Cell, Columns, Row, cell

LARGEST_FILE = 10_000_000
# A workbook is a zip: what it unpacks to is bounded too.
LARGEST_UNPACKED = 60_000_000
MOST_COLUMNS = 100
LONGEST_MARK = 200
# What a spreadsheet counts days from, and the first one that people write dates of.
_NO_DAY, _FIRST_DAY = datetime(1899, 12, 31), datetime(1900, 3, 1)


def content(path: Path, *, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of a file of at most `limit` bytes; no device or pipe, which may have no end."""
    try:
        # Not to wait for a pipe that nobody writes to.
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise refuse("file-unreadable", "file", path=str(path))
            return whole(file, str(path), limit)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise refuse("file-missing", "file", path=str(path)) from None
    except (OSError, ValueError):
        raise refuse("file-unreadable", "file", path=str(path)) from None


def whole(stream: BinaryIO, path: str, limit: int = LARGEST_FILE) -> bytes:
    """All that a stream gives, of which `path` is what it is called; refuses more than `limit`."""
    found = stream.read(limit + 1)
    if len(found) > limit:
        raise refuse("file-too-large", "file", path=path, limit=limit // 1_000_000)
    return found


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def rows(path: Path, columns: Columns) -> list[Row]:
    """The rows of a spreadsheet (first sheet), a delimited text, vCards, or a calendar's days."""
    return marked_rows(path, columns)[0]


def marked_rows(path: Path, columns: Columns) -> tuple[list[Row], str]:
    """The same with the mark that this program put in the spreadsheet; "" when there is none."""
    found = content(path)
    if found.startswith(b"PK\x03\x04"):
        table, mark = _sheet(found, path)
        return importing.rows(table, columns), mark
    return _text_rows(found, path, columns), ""


def _text_rows(found: bytes, path: Path, columns: Columns) -> list[Row]:
    if found.startswith(b"\xd0\xcf\x11\xe0") or (b"\x00" in found and not _is_utf16(found)):
        raise refuse("file-no-table", "file", path=str(path))
    text = sheet_text.decoded(found)
    begin = text[:200].lstrip().upper()
    if begin.startswith("BEGIN:VCARD"):
        return vcards.rows(text)
    if begin.startswith("BEGIN:VCALENDAR"):
        return closure_calendar.rows(text)
    return importing.rows(sheet_text.table(text), columns)


def _is_utf16(found: bytes) -> bool:
    return found[:2] in (b"\xff\xfe", b"\xfe\xff")


def _sheet(found: bytes, path: Path) -> tuple[list[Sequence[Cell] | Problem], str]:
    """The cells of a workbook's first sheet and its mark; formulas are never calculated."""
    # Imported here: openpyxl takes longer than most commands.
    from openpyxl import load_workbook

    table: list[list[Cell]] = []
    mark = ""
    try:
        with zipfile.ZipFile(BytesIO(found)) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNPACKED:
                limit = LARGEST_UNPACKED // 1_000_000
                raise refuse("file-too-large", "file", path=str(path), limit=limit)
        workbook = load_workbook(BytesIO(found), read_only=True, keep_links=False)
        with closing(workbook):
            sheet = workbook.worksheets[0]
            # What a file says of its own size may be wrong.
            sheet.reset_dimensions()
            # One row more than fits, to be told that it does not.
            for line in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS):
                table.append([_cell(one) for one in line])
            if MARK_SHEET in workbook.sheetnames:
                mark = str(workbook[MARK_SHEET]["A1"].value or "")[:LONGEST_MARK]
    except Refused:
        raise
    # A workbook made by anybody can make its reader fail in any way.
    except Exception:
        raise refuse("file-no-table", "file", path=str(path)) from None
    return list(table), mark


def _cell(one: Any) -> Cell:
    value = one.value
    if one.data_type == "f":
        return Cell(value if isinstance(value, str) else "=", formula=True)
    if isinstance(value, datetime) and value < _FIRST_DAY:
        # A day before the calendar of spreadsheets begins is a time of more than 24 hours.
        value -= _NO_DAY
    if isinstance(value, timedelta):
        return Cell(_clock(value))
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    if isinstance(value, date | datetime | time):
        return Cell(value.isoformat())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int | float):
        return Cell(str(value))
    return Cell() if value is None else cell(str(value))


def _clock(span: timedelta) -> str:
    """A time of any length as text: `26:30:00`."""
    seconds = round(abs(span).total_seconds())
    hours, rest = divmod(seconds, 3600)
    return f"{'-' if span < timedelta() else ''}{hours}:{rest // 60:02}:{rest % 60:02}"
