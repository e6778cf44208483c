"""Lines in columns that line up, in whatever width there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

# A cell may be drawn for the width it gets; None: the cell before it goes on here.
Cell = Text | Callable[[int], Text] | None
GAP = 1
NUMBER = re.compile(r" \d{1,4}$")
LEAST_WORD = 6


@dataclass(frozen=True, slots=True)
class Column:
    """Widths in cells; `grow` takes the room that is left; below `from_width` it is not shown.

    A `right` column holds figures, which are never cut.
    """

    title: str = ""
    least: int = 1
    most: int = 60
    right: bool = False
    grow: bool = False
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line; without a key it is a heading or a remark, and cannot be chosen."""

    cells: tuple[Cell, ...]
    key: str | None = None
    style: str = ""


class Table:
    """Lines and their columns."""

    def __init__(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        self.columns = tuple(columns)
        self.lines = tuple(lines)
        self._natural = [self._natural_width(index) for index in range(len(self.columns))]
        self._widths: dict[int, list[int]] = {}

    def set(self, line: Line, width: int) -> Text:
        """A line as wide as `width`, a margin of one cell at both sides included."""
        widths = self.widths(width)
        text = Text(" ", style=line.style, no_wrap=True, end="")
        index = 0
        while index < len(widths):
            own, room = index, widths[index]
            index += 1
            while index < len(line.cells) and line.cells[index] is None:
                room += (GAP if room and widths[index] else 0) + widths[index]
                index += 1
            if room:
                text.append(" " * GAP if text.cell_len > 1 else "")
                cell = line.cells[own] if own < len(line.cells) else None
                text.append_text(_padded(cell, room, right=self.columns[own].right))
        return text

    def heads(self, width: int) -> Text:
        """The titles of the columns; a right one that is too long starts further left."""
        line = ""
        edge = 1
        for column, wide in zip(self.columns, self.widths(width), strict=True):
            edge += wide + (GAP if wide and edge > 1 else 0)
            if wide and column.title:
                start = edge - (cell_len(column.title) if column.right else wide)
                line += " " * max(start - cell_len(line), 1) + column.title
        text = Text(line, style="bold", no_wrap=True, end="")
        text.truncate(width, overflow="ellipsis")
        return text

    def widths(self, width: int) -> list[int]:
        """The widths of the columns, 0 for one that is not shown."""
        if width not in self._widths:
            self._widths[width] = self._fit(width - 2)
        return self._widths[width]

    def _natural_width(self, index: int) -> int:
        """The width of the widest cell that stands in this column alone."""
        column = self.columns[index]
        widest = 0 if column.right else cell_len(column.title)
        for line in self.lines:
            cell = line.cells[index] if index < len(line.cells) else None
            alone = index + 1 >= len(line.cells) or line.cells[index + 1] is not None
            if isinstance(cell, Text) and alone:
                widest = max(widest, cell.cell_len)
        return max(column.least, min(column.most, widest))

    def _fit(self, room: int) -> list[int]:
        """As wide as the content; too wide: the widest give way; room left: some grow."""
        widths = [
            wide if room >= column.from_width else 0
            for column, wide in zip(self.columns, self._natural, strict=True)
        ]
        shown = [index for index, wide in enumerate(widths) if wide]
        spare = room - sum(widths) - GAP * (len(shown) - 1)
        while spare < 0:
            able = [i for i in shown if not self.columns[i].right]
            index = max(able, key=lambda i: widths[i] - self.columns[i].least, default=-1)
            if index < 0 or widths[index] <= self.columns[index].least:
                break
            widths[index] -= 1
            spare += 1
        while spare > 0:
            able = [i for i in shown if self.columns[i].grow and widths[i] < self.columns[i].most]
            if not able:
                break
            widths[min(able, key=widths.__getitem__)] += 1
            spare -= 1
        return widths


def _padded(cell: Cell, width: int, *, right: bool) -> Text:
    if cell is None:
        return Text(" " * width)
    text = cell.copy() if isinstance(cell, Text) else cell(width)
    if text.cell_len > width:
        text = cut(text, width)
    blank = " " * (width - text.cell_len)
    return Text(blank).append_text(text) if right else text.append(blank)


def cut(text: Text, width: int) -> Text:
    """A text made shorter; a number at its end, which tells it from its neighbours, stays."""
    number = NUMBER.search(text.plain)
    kept = len(number[0]) if number else 0
    if width - kept < LEAST_WORD:
        kept = 0
    head = text[: len(text) - kept]
    head.truncate(width - kept, overflow="ellipsis")
    return head.append_text(text[len(text) - kept :]) if kept else head
