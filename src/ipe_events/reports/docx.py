"""Documents as Word files: headings, paragraphs and tables that can be edited; no pictures."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ipe_events.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    PageBreak,
    Picture,
    Points,
    Signatures,
    Text,
    Tile,
    Tiles,
)
from ipe_events.reports.docx_styles import MARGIN, clean, element, set_up
from ipe_events.reports.figures import Figures
from ipe_events.reports.tables import Column, Row, Style, Table, words

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import _Cell

BAND, TINT, LINE = "F2F5F7", "E6EFF1", "D5DBE1"
# Twips in a millimetre.
_MM = 56.7


def render(document: Document) -> bytes:
    """The document as DOCX; drawings are left out, as the tables say the same."""
    return _Writer(document).write()


class _Writer:
    """Draws one document block by block."""

    def __init__(self, document: Document) -> None:
        # Imported here: it takes longer than most commands.
        import docx

        self.document = document
        self.figures = Figures(document.language)
        self.paper: Paper = docx.Document()

    def write(self) -> bytes:
        set_up(self.paper, self.document)
        if self.document.kicker:
            self._paragraph(self.document.kicker, "Kicker")
        self._paragraph(self.document.title, "Title")
        if self.document.subtitle:
            self._paragraph(self.document.subtitle, "Subtitle")
        for block in self.document.blocks:
            self._draw(block)
        written = BytesIO()
        self.paper.save(written)
        return written.getvalue()

    def _draw(self, block: Block) -> None:
        match block:
            case Heading():
                # The title of the document has a style of its own.
                self._paragraph(block.text, f"Heading {block.level - 1}")
            case Text():
                self._text(block)
            case Points():
                for line in block.lines:
                    self._paragraph(line, "List Bullet")
            case Facts():
                self._grid(block.pairs)
            case Tiles():
                self._tiles(block.tiles)
            case Table():
                self._table(block)
            case Signatures():
                self._paragraph(block.words)
                for party in block.parties:
                    self._paragraph(party.title, "Heading 2")
                    self._grid(party.lines)
            case PageBreak():
                self.paper.add_page_break()  # type: ignore[no-untyped-call]
            case Picture():
                if block.table is not None:
                    self._table(block.table)

    def _paragraph(self, text: str, style: str = "Normal") -> None:
        self.paper.add_paragraph(clean(text), style=style)

    def _text(self, block: Text) -> None:
        for place, part in enumerate(part for part in block.text.split("\n\n") if part.strip()):
            paragraph = self.paper.add_paragraph(style="Note" if block.note else "Normal")
            if block.label and place == 0:
                paragraph.add_run(f"{clean(block.label)} ").bold = True
            paragraph.add_run(clean(part.strip()))

    def _grid(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Labels with what stands beside them, in a table without lines."""
        listed = list(pairs)
        if listed:
            grid = self.paper.add_table(len(listed), 2)
            for row, (label, said) in zip(grid.rows, listed, strict=True):
                _write(row.cells[0], label, "Cell", bold=True)
                _write(row.cells[1], said, "Cell")
            self._paragraph("", "Gap")

    def _tiles(self, tiles: tuple[Tile, ...]) -> None:
        grid = self.paper.add_table(1, len(tiles))
        for cell, tile in zip(grid.rows[0].cells, tiles, strict=True):
            _write(cell, tile.label, "Note")
            cell.add_paragraph(clean(tile.figure), style="Figure")
            cell.add_paragraph(clean(tile.note), style="Note")
            _shade(cell, TINT)
        self._paragraph("", "Gap")

    def _table(self, table: Table) -> None:
        if table.title:
            self._paragraph(table.title, "Heading 2")
        if not table.rows and table.empty:
            self._paragraph(table.empty)
        else:
            self._rows(table)
        self._paragraph(table.note, "Note" if table.note else "Gap")

    def _rows(self, table: Table) -> None:
        columns = list(enumerate(table.columns))
        listed = [(row, False) for row in table.rows]
        listed += [(Row(("",) * len(table.columns)), False)] * table.spare
        listed += [(row, True) for row in table.foot]
        drawn = self.paper.add_table(len(listed) + 1, len(columns))
        drawn.style = "Table Grid"
        drawn.autofit = False
        widths = _widths(table, self.figures, self._room())
        _lines(drawn, widths)
        for cell, (_, column) in zip(drawn.rows[0].cells, columns, strict=True):
            _write(cell, column.head, "Cell", bold=True, right=column.kind.is_figure)
            _shade(cell, TINT)
        _repeat(drawn.rows[0])
        for below, (row, is_foot) in zip(list(drawn.rows)[1:], listed, strict=True):
            self._fill(below, row, columns, is_foot)
        for own in drawn.rows:
            _keep_whole(own)
            for cell, wide in zip(own.cells, widths, strict=True):
                cell.width = int(wide * _MM * 635)

    def _fill(self, drawn: Any, row: Row, columns: list[tuple[int, Column]], is_foot: bool) -> None:
        cells = drawn.cells
        strong = is_foot or row.style in (Style.SUBTOTAL, Style.GROUP)
        if row.style is Style.GROUP:
            merged = cells[0].merge(cells[-1])
            _write(merged, words(row.cells[0], columns[0][1].kind, self.figures), "Cell", bold=True)
            _shade(merged, BAND)
            return
        for cell, (place, column) in zip(cells, columns, strict=True):
            said = words(row.cells[place], column.kind, self.figures)
            _write(cell, said, "Cell", bold=strong, right=column.kind.is_figure)
            if is_foot:
                _shade(cell, BAND)

    def _room(self) -> float:
        """Millimetres between the margins."""
        return (297 if self.document.landscape else 210) - 2 * MARGIN


def _write(cell: _Cell, text: str, style: str, *, bold: bool = False, right: bool = False) -> None:
    """Put a text in the first paragraph of a cell."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(clean(text)).bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(table: Table, figures: Figures, room: float) -> list[float]:
    """Millimetres of each column: figures as wide as they are, texts share what is left."""
    needs: list[float] = []
    for place, column in enumerate(table.columns):
        said = [words(row.cells[place], column.kind, figures) for row in (*table.rows, *table.foot)]
        longest = max((len(text) for text in said), default=0)
        longest = min(longest, 60) if column.wrap else longest
        head = max(len(word) for word in column.head.split() or [""])
        # In millimetres: letters of this size, wider in bold, with room at both sides.
        needs.append(max(longest * 1.6, head * 1.85) + 4.2)
    if sum(needs) <= room:
        needs[0] += room - sum(needs)
        return needs
    firm = sum(need for need, column in zip(needs, table.columns, strict=True) if not column.wrap)
    loose = sum(needs) - firm
    if not loose or firm > room * 0.8:
        return [need * room / sum(needs) for need in needs]
    return [
        need * (room - firm) / loose if column.wrap else need
        for need, column in zip(needs, table.columns, strict=True)
    ]


def _shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def _repeat(row: Any) -> None:
    """The head of a table comes back on every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def _keep_whole(row: Any) -> None:
    """A row is not broken over two pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def _lines(table: Any, widths: list[float]) -> None:
    """Thin lines between the rows alone, and columns as wide as they were made."""
    from docx.oxml.ns import qn

    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        upright = side in ("left", "right", "insideV")
        kind = "nil" if upright else "single"
        borders.append(element(side, val=kind, sz="4", space="0", color=LINE))
    # Word wants what a table has in the order of the standard: borders before its layout.
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)
    for column, wide in zip(table._tbl.tblGrid, widths, strict=True):
        column.set(qn("w:w"), str(round(wide * _MM)))
