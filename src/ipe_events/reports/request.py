"""The sheet a partner fills in: what is booked in grey, then empty rows with lists to choose."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ipe_events.domain.hour_requests import RequestSheet
from ipe_events.domain.hour_rows import MARK_SHEET
from ipe_events.i18n import N_, translator
from ipe_events.reports.document import Block, Book, Facts, Heading, Sheet, Text
from ipe_events.reports.figures import Figures
from ipe_events.reports.tables import Column, Kind, Row, Style, Table
from ipe_events.reports.xlsx import render
from ipe_events.reports.xlsx_cells import clean

SPARE = 100
TITLE = N_("Hours of {organisation}")
HOW = N_(
    "Fill in a row for each day and activity below the grey rows: hours as 1,5 or 1:30. Person and "
    "line can be chosen; leave the line empty when you do not know it."
)
GREY = N_(
    "What is grey was booked already and counts: do not fill it in again. Save this file as it is "
    "and send it back to {asker}."
)
GREY_ANONYMOUS = N_(
    "What is grey was booked already and counts: do not fill it in again. Save this file as it is "
    "and send it back."
)
PROMISE = N_("promised {committed}, booked {realised}, planned {planned}, room left {left} hours")
ABOVE = N_("promised {committed}, booked {realised}, planned {planned}, {above} hours above it")
# The heads under which a sheet is read back (`domain.hour_rows.COLUMNS`).
HEADS = (
    N_("Date"),
    N_("Person"),
    N_("Hours"),
    N_("Activity"),
    N_("Line"),
    N_("Booked as"),
)
_HOURS = 3


def workbook(sheet: RequestSheet) -> bytes:
    """The sheet as XLSX."""
    say = translator(sheet.language).gettext
    title = say(TITLE).format(organisation=sheet.organisation)
    table = _table(sheet)
    page = Sheet(say(N_("Hours")), (*_top(sheet, title), table), freeze=table.name)
    made = load_workbook(BytesIO(render(Book(title, sheet.language, (page,), sheet.asker))))
    _offer(made, sheet)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _top(sheet: RequestSheet, title: str) -> tuple[Block, ...]:
    say, figures = translator(sheet.language).gettext, Figures(sheet.language)
    pairs = [
        (say(N_("Programme")), sheet.programme),
        (say(N_("Period")), figures.days(sheet.first, sheet.last)),
    ]
    for line in sheet.promised:
        words = say(PROMISE if line.left >= 0 else ABOVE).format(
            committed=figures.hours(line.committed),
            realised=figures.hours(line.realised),
            planned=figures.hours(line.planned),
            left=figures.hours(line.left),
            above=figures.hours(-line.left),
        )
        pairs.append((f"{line.name} {line.year}", words))
    grey = say(GREY if sheet.asker else GREY_ANONYMOUS).format(asker=sheet.asker)
    return Heading(title, 1), Facts(tuple(pairs)), Text(f"{say(HOW)}\n\n{grey}")


def _table(sheet: RequestSheet) -> Table:
    say = translator(sheet.language).gettext
    kinds = (Kind.DATE, Kind.TEXT, Kind.HOURS, Kind.TEXT, Kind.TEXT, Kind.NUMBER)
    widths = (13, 26, 10, 46, 26, 11)
    columns = tuple(
        Column(head, say(head), kind, width, wrap=head == "Activity")
        for head, kind, width in zip(HEADS, kinds, widths, strict=True)
    )
    rows = tuple(
        Row((one.day, one.person, one.minutes, one.activity, one.line, one.id), Style.MUTED)
        for one in sheet.booked
    )
    return Table("hours", columns, rows, spare=SPARE)


def _offer(made: Workbook, sheet: RequestSheet) -> None:
    """Lists to choose from, what a day and hours may be, and the mark."""
    (paper,) = made.worksheets
    say, figures = translator(sheet.language).gettext, Figures(sheet.language)
    last = paper.max_row
    while not paper.cell(last, 1).has_style:
        last -= 1
    first = last - SPARE + 1
    for row in range(first, last + 1):
        # So that 1:30 becomes a time: in a cell of decimal numbers it would be 0,06.
        paper.cell(row, _HOURS).number_format = "General"
    hidden = made.create_sheet(MARK_SHEET)
    hidden.sheet_state = "hidden"
    hidden["A1"] = clean(sheet.mark)
    lists = {2: sheet.people, 5: sheet.lines}
    for column, options in lists.items():
        if options:
            where = _listed(hidden, column, options)
            _validate(paper, column, (first, last), DataValidation("list", where))
    day = DataValidation("date", _day(sheet.first), operator="between", formula2=_day(sheet.last))
    period = figures.days(sheet.first, sheet.last)
    day.prompt = say(N_("A day of {period}")).format(period=period)
    _validate(paper, 1, (first, last), day)
    hours = DataValidation("decimal", "0", operator="between", formula2="24")
    hours.prompt = say(N_("Hours as 1,5 or 1:30"))
    _validate(paper, _HOURS, (first, last), hours)
    paper.sheet_view.selection[-1].activeCell = f"A{first}"
    paper.sheet_view.selection[-1].sqref = f"A{first}"


def _listed(hidden: Worksheet, column: int, options: tuple[str, ...]) -> str:
    letter = get_column_letter(column)
    for number, option in enumerate(options, 1):
        cell = hidden[f"{letter}{number}"]
        cell.value, cell.data_type = clean(option), "s"
    return f"{quote_sheetname(hidden.title)}!${letter}$1:${letter}${len(options)}"


def _day(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _validate(
    paper: Worksheet, column: int, rows: tuple[int, int], validation: DataValidation
) -> None:
    """Say what fits, and take anything else when that is meant."""
    validation.allow_blank = True
    validation.errorStyle = "warning"
    validation.showErrorMessage = True
    validation.showInputMessage = bool(validation.prompt)
    letter = get_column_letter(column)
    validation.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
    paper.add_data_validation(validation)
