"""Tables for people: as wide as they like in a file, within the lines of a terminal."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from ipe_events.cli.output import plain, say, write

GAP = "  "
# Texts are cut to this before the heads of numbers are, and to the least only after those.
COMFORTABLE = 20
LEAST = 8
# What stands last is a status or a place: the words there are short.
LAST = 12


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Collection[int] = (),
    whole: Collection[int] = (),
) -> None:
    """Print columns under their heads; those in `right` are numbers.

    A row of one cell is a heading of what comes below it. The texts in `whole` are not cut on a
    narrow terminal, as they are what somebody types next.
    """
    count = len(head)
    cells = [[_cell(cell) for cell in row] for row in (head, *rows)]
    body = [row for row in cells[1:] if len(row) == count]
    widths = [max(width(row[n]) for row in (cells[0], *body)) for n in range(count)]
    if sys.stdout.isatty():
        data = [max((width(row[n]) for row in body), default=0) for n in range(count)]
        _fit(widths, data, right, whole)
    for row in cells:
        if len(row) == count:
            # As wide as `_fit` could make it: a row of figures is not to be read in halves.
            row = [_padded(text, widths[n], n in right) for n, text in enumerate(row)]
            write(GAP.join(row).rstrip())
        else:
            say(GAP.join(row))


def _cell(text: str) -> str:
    """A text made plain that keeps how far it is indented."""
    return " " * (len(text) - len(text.lstrip(" "))) + plain(text)


def _fit(
    widths: list[int], data: Sequence[int], right: Collection[int], whole: Collection[int]
) -> None:
    """Narrow columns until a line fits the terminal; numbers stay whole."""
    room = shutil.get_terminal_size().columns - len(GAP) * (len(widths) - 1)
    texts = [n for n in range(len(widths)) if n not in {*right, *whole}]
    steps = [(n, COMFORTABLE) for n in texts], [(n, data[n]) for n in right]
    for step in (*steps, [(n, LAST if n == len(widths) - 1 else LEAST) for n in texts]):
        while sum(widths) > room:
            wide = [n for n, least in step if widths[n] > max(least, 1)]
            if not wide:
                break
            widths[max(wide, key=lambda n: widths[n])] -= 1


def _padded(text: str, wanted: int, to_right: bool) -> str:
    if width(text) > wanted:
        text = _cut(text, wanted - 1) + "…"
    space = " " * (wanted - width(text))
    return space + text if to_right else text + space


def _cut(text: str, wanted: int) -> str:
    while width(text) > wanted:
        text = text[:-1]
    return text


def width(text: str) -> int:
    """How many places a text takes on a terminal."""
    return sum(
        2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
        if not unicodedata.combining(character)
    )
