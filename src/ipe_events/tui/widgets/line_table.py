"""A list of lines in columns, with headings between them and the titles above it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widget import Widget

from ipe_events.tui.columns import Column, Line, Table
from ipe_events.tui.widgets.guarded import Guarded
from ipe_events.tui.widgets.row_list import RowList


class LineTable(Guarded, RowList):
    """A list of lines in columns; `show` fills it and keeps the cursor where it was."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._table = Table((), ())
        self.heads = Heads(self)

    def show(
        self, columns: Sequence[Column], lines: Sequence[Line], *, select: str | None = None
    ) -> None:
        """Show these lines."""
        self._table = Table(columns, lines)
        self.show_keys([line.key for line in lines], select=select)
        self.heads.refresh()

    def titles(self, width: int) -> Text:
        """The titles of the columns, where the columns are."""
        return self._table.heads(width)

    def row(self, index: int, width: int) -> Text:
        """One line."""
        return self._table.set(self._table.lines[index], width)

    def on_resize(self) -> None:
        """The titles stay above their columns."""
        self.heads.refresh()


class Heads(Guarded, Widget):
    """The titles above a table's columns."""

    DEFAULT_CSS = """
    Heads { height: 1; color: $text-muted; }
    """

    def __init__(self, table: LineTable) -> None:
        super().__init__()
        self._of = table

    def render(self) -> Text:
        """The titles, as wide as the table is beside its scrollbar."""
        return self._of.titles(self._of.scrollable_content_region.width or self.size.width)
