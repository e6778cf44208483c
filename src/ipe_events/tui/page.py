"""Parts of pages that are read: headings, remarks, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from ipe_events.tui.columns import Column, Line, Table
from ipe_events.tui.event_lines import wrapped
from ipe_events.tui.text import plain

# A line with the key by which it can be chosen; None: a heading or a remark.
Row = tuple[str | None, Text]
MARGIN = 1


def heading(words: str) -> Row:
    """A heading."""
    return None, plain(f" {words}", "bold underline")


def blank() -> Row:
    """An empty line."""
    return None, Text("")


def remark(words: str, width: int, style: str = "dim") -> Iterator[Row]:
    """A remark on as many lines as it takes."""
    for line in wrapped(plain(words, style), width - 2 * MARGIN):
        yield None, Text(" " * MARGIN).append_text(line)


def indented(words: str, width: int, style: str = "") -> Iterator[Row]:
    """What belongs under a heading, on as many lines as it takes."""
    for _key, line in remark(words, width - 2 * MARGIN, style):
        yield None, Text(" " * 2 * MARGIN).append_text(line)


def table(
    columns: Sequence[Column], lines: Sequence[Line], width: int, *, heads: bool = True
) -> Iterator[Row]:
    """Lines in columns, under their titles."""
    made = Table(columns, lines)
    if heads:
        yield None, made.heads(width)
    for line in lines:
        yield line.key, made.set(line, width)
