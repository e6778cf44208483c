"""Spreadsheets: real numbers and dates, sums as formulas, and no text of anybody's ever one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ipe_events.reports.document import (
    Beside,
    Block,
    Book,
    Facts,
    Heading,
    PageBreak,
    Points,
    Sheet,
    Signatures,
    Text,
)
from ipe_events.reports.kept_values import with_values
from ipe_events.reports.tables import Across, Cell, Column, Kind, Row, Style, Sum, Table, value_of
from ipe_events.reports.xlsx_cells import (
    ACCENT,
    BAND,
    DARK,
    RULE,
    SOFT,
    Draft,
    Foot,
    Look,
    Place,
    across_formula,
    aligned,
    clean,
    font,
    number,
    put_text,
)

LONGEST_NAME = 31
LONGEST_FOOTER = 120
NARROWEST, WIDEST = 6, 46

_Columns = Sequence[Column]


def render(book: Book) -> bytes:
    """The spreadsheet, with the values of its formulas in it for who does not recalculate."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = clean(book.title)
    workbook.properties.creator = clean(book.author)
    workbook.calculation.fullCalcOnLoad = True
    draft = Draft()
    for sheet in book.sheets:
        paper = workbook.create_sheet(_sheet_name(sheet.name))
        draft.values[paper.title] = {}
        _Page(paper, draft).draw(book, sheet)
    draft.write_sums()
    made = BytesIO()
    workbook.save(made)
    return with_values(made.getvalue(), list(draft.values.values()))


def _sheet_name(name: str) -> str:
    kept = "".join(" " if letter in "[]:*?/\\'" else letter for letter in clean(name))
    return kept.strip()[:LONGEST_NAME]


class _Page:
    """One sheet while it is drawn from top to bottom."""

    def __init__(self, paper: Worksheet, draft: Draft) -> None:
        self.paper, self.draft = paper, draft
        self.row = 1
        self.columns = 1
        self.widths: dict[int, int] = {}

    def draw(self, book: Book, sheet: Sheet) -> None:
        """Every block of a sheet, then how it prints."""
        tables = list(_tables(sheet.blocks))
        printed = [sum(column.printed for column in table.columns) for table in tables]
        self.columns = max([4, *printed])
        for table in tables:
            self._measure(table)
        for block in sheet.blocks:
            for part in block.tables if isinstance(block, Beside) else (block,):
                frozen = isinstance(part, Table) and part.name == sheet.freeze
                self._block(part, frozen=frozen)
        for column, width in self.widths.items():
            self.paper.column_dimensions[get_column_letter(column)].width = width
        self._print(book, sheet)

    def _block(self, block: Block, *, frozen: bool) -> None:
        if isinstance(block, Heading):
            size = 16 if block.level == 1 else 12
            self._line(block.text, font(size, ACCENT, bold=True), gap=block.level > 1)
            self.paper.row_dimensions[self.row - 1].height = 2 * size - 4
        elif isinstance(block, Text):
            style = font(9, SOFT) if block.note else font()
            for part in block.text.split("\n\n"):
                self._line(part, style, wrap=True)
        elif isinstance(block, Points):
            for line in block.lines:
                self._line(f"• {line}", font(), wrap=True)
        elif isinstance(block, Facts):
            for label, said in block.pairs:
                self._pair(label, said)
        elif isinstance(block, Table):
            self._table(block, frozen=frozen)
        elif isinstance(block, Signatures):
            self._signatures(block)
        elif isinstance(block, PageBreak):
            self.row += 1

    def _text(self, row: int, column: int, text: str) -> None:
        cell = self.paper.cell(row, column)
        put_text(cell, text)
        cell.alignment = Alignment(vertical="top")

    def _line(self, text: str, style: Font, *, wrap: bool = False, gap: bool = False) -> None:
        self.row += gap
        self._text(self.row, 1, text)
        cell = self.paper.cell(self.row, 1)
        cell.font = style
        cell.alignment = Alignment(vertical="top", wrap_text=wrap)
        if wrap:
            self.paper.merge_cells(None, self.row, 1, self.row, self.columns)
            room = sum(self.widths.get(column, 9) for column in range(1, self.columns + 1))
            self._height(self.row, -(-len(text) // max(room, 20)))
        self.row += 1

    def _height(self, row: int, lines: int) -> None:
        self.paper.row_dimensions[row].height = max(15, 13.5 * lines + 2)

    def _pair(self, label: str, said: str) -> None:
        self._text(self.row, 1, label)
        self.paper.cell(self.row, 1).font = font(10, SOFT)
        self._text(self.row, 2, said)
        cell = self.paper.cell(self.row, 2)
        cell.font = font()
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        self.paper.merge_cells(None, self.row, 2, self.row, self.columns)
        room = sum(self.widths.get(column, 9) for column in range(2, self.columns + 1))
        self._height(self.row, -(-len(said) // max(room, 20)))
        self.row += 1

    def _measure(self, table: Table) -> None:
        for n, column in enumerate(table.columns, 1):
            texts = [row.cells[n - 1] for row in table.rows if row.style is not Style.GROUP]
            longest_word = max((len(word) for word in column.head.split()), default=0)
            width = max(column.width or self._wanted(column, texts), longest_word + 3)
            self.widths[n] = max(width, self.widths.get(n, 0))

    @staticmethod
    def _wanted(column: Column, cells: list[Cell]) -> int:
        longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
        least = {Kind.TEXT: NARROWEST, Kind.MONEY: 14}.get(column.kind, 11)
        head = max((len(word) for word in column.head.split()), default=0)
        return min(max(longest, head, least) + 2, WIDEST)

    def _table(self, table: Table, *, frozen: bool) -> None:
        columns = table.columns
        if table.title:
            self._line(table.title, font(12, ACCENT, bold=True), gap=True)
        self._head(columns)
        if frozen:
            self.paper.freeze_panes = f"A{self.row}"
            self.paper.print_title_rows = f"{self.row - 1}:{self.row - 1}"
        first = self.row
        for row in table.rows:
            self._row(row, columns)
        for _spare in range(table.spare):
            self._row(Row((None,) * len(table.columns)), columns)
        if not table.rows and not table.spare:
            self._row(Row((None,) * len(table.columns)), columns)
            self._text(first, 1, table.empty)
        last = self.row - 1
        letters = _letters(columns)
        self.draft.places[table.name] = Place(self.paper.title, first, last, letters)
        if frozen and table.rows:
            self.paper.auto_filter.ref = f"A{first - 1}:{get_column_letter(len(columns))}{last}"
        for n, row in enumerate(table.foot):
            self._row(row, columns, Foot.FIRST if n == 0 else Foot.NEXT)
        if table.note:
            self._line(table.note, font(9, SOFT), wrap=True)
        self.row += 1

    def _head(self, columns: _Columns) -> None:
        lines = 1
        for n, column in enumerate(columns, 1):
            self._text(self.row, n, column.head)
            cell = self.paper.cell(self.row, n)
            cell.font = font(10, ACCENT, bold=True)
            cell.fill = PatternFill("solid", BAND)
            cell.border = Border(bottom=RULE)
            cell.alignment = aligned(column.kind, "bottom", wrap=True, first=n == 1)
            lines = max(lines, -(-len(column.head) // self.widths[n]))
        self._height(self.row, lines)
        self.row += 1

    def _row(self, row: Row, columns: _Columns, foot: Foot = Foot.NONE) -> None:
        lines = 1
        for n, column in enumerate(columns, 1):
            place = self.paper.cell(self.row, n)
            text = value_of(row.cells[n - 1])
            wrap = isinstance(text, str) and column.wrap
            self.draft.looks.dress(place, Look(column.kind, row.style, wrap, foot, n == 1))
            self._fill(n, column, row.cells[n - 1], columns)
            if wrap and isinstance(text, str):
                lines = max(lines, -(-len(text) // max(self.widths[n] - 1, 1)))
        self._height(self.row, lines)
        self.row += 1

    def _fill(self, place: int, column: Column, cell: Cell, columns: _Columns) -> None:
        """One cell: a text as such, a figure in its unit, a sum once its table has a place."""
        here = self.paper.cell(self.row, place)
        value = value_of(cell)
        if isinstance(value, str):
            put_text(here, value)
        elif isinstance(value, date):
            look = here.number_format
            here.value = value
            here.number_format = look
        elif value is not None:
            here.value = number(value, column.kind)
        if isinstance(cell, (Sum, Across)):
            kept = float(number(cell.value, column.kind))
            self.draft.values[self.paper.title][here.coordinate] = kept
        if isinstance(cell, Sum):
            self.draft.sums.append((self.paper, here.coordinate, cell))
        elif isinstance(cell, Across):
            here.value = across_formula(cell, _letters(columns), self.row)

    def _signatures(self, block: Signatures) -> None:
        self.row += 1
        self._line(block.words, font(), wrap=True)
        for party in block.parties:
            self._line(party.title, font(11, ACCENT, bold=True), gap=True, wrap=True)
            for label, said in party.lines:
                self._pair(label, said)
                for column in range(2, min(self.columns, 5) + 1):
                    self.paper.cell(self.row - 1, column).border = Border(bottom=DARK)
                self.paper.row_dimensions[self.row - 1].height = 21
            self.paper.row_dimensions[self.row - 1].height = 40

    def _print(self, book: Book, sheet: Sheet) -> None:
        paper = self.paper
        paper.sheet_view.showGridLines = False
        paper.page_setup.paperSize = paper.PAPERSIZE_A4
        paper.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
        paper.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        paper.page_setup.fitToWidth, paper.page_setup.fitToHeight = 1, 0
        for side in ("left", "right"):
            setattr(paper.page_margins, side, 0.45)
        paper.print_area = f"A1:{get_column_letter(self.columns)}{max(self.row - 1, 1)}"
        # An ampersand is a code in a footer.
        title = clean(book.title).replace("&", "&&")[:LONGEST_FOOTER]
        for part, text in (("left", title), ("right", "&P / &N")):
            footer = getattr(paper.oddFooter, part)
            footer.text, footer.size = text, 8


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from block.tables
        elif isinstance(block, Table):
            yield block


def _letters(columns: _Columns) -> dict[str, str]:
    return {column.key: get_column_letter(n) for n, column in enumerate(columns, 1)}
