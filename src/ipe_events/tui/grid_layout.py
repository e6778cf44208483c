"""Where the columns of a matrix stand in a width: figures whole, as many columns as fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from ipe_events.i18n import format_decimal_hours
from ipe_events.tui.columns import cut

# A name is never less than this, and gets the room that is left up to the most.
LEAST_NAME, MOST_NAME = 16, 44
LEAST_BAR, MOST_BAR = 12, 36
# What is kept for the names where not all columns fit.
FIXED_NAME = 20
NONE = "·"
EARLIER, LATER = "◂", "▸"
QUIET = Style(dim=True)
# Draws a bar of a width.
Bar = Callable[[int], Text]


@dataclass(frozen=True, slots=True)
class Figure:
    """Minutes with their percent of the promise; None: nothing was promised."""

    minutes: int
    percent: int | None = None

    @property
    def hours(self) -> str:
        """The hours; a dot for none."""
        return format_decimal_hours(self.minutes) if self.minutes else NONE

    def share(self, *, brackets: bool) -> str:
        """The percent; nothing of nothing."""
        if self.percent is None or not self.minutes:
            return ""
        return f"[{self.percent}%]" if brackets else f"{self.percent}%"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of figures, its total last; without a key it is a heading with its sums."""

    name: Text
    figures: tuple[Figure, ...]
    key: str | None = None
    bar: Bar | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """The widths of a column's hours and of its percentages (0: those are not shown)."""

    hours: int
    share: int = 0

    @property
    def width(self) -> int:
        """Both, with the space between them."""
        return self.hours + (1 + self.share if self.share else 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """What fits: the widths of the name, of each column and of the bar (0: none).

    `first` to `last`: the columns that are shown beside the total, which always is.
    """

    name: int
    columns: tuple[Slot, ...]
    first: int
    last: int
    brackets: bool
    bar: int
    gap: int

    @property
    def shown(self) -> list[int]:
        """The places of the columns that are shown."""
        return [*range(self.first, self.last), len(self.columns) - 1] if self.columns else []


EMPTY = Layout(LEAST_NAME, (), 0, 0, brackets=False, bar=0, gap=2)


def fit(
    heads: Sequence[str], rows: Sequence[GridRow], width: int, *, column: int, first: int = 0
) -> Layout:
    """The most that fits: every percentage, else that of the totals; else the columns by turns.

    `column` is among those shown; `first` is the first one shown before.
    """
    count = len(heads)
    longest = max((row.name.cell_len for row in rows), default=0)
    wanted = min(max(longest, LEAST_NAME), MOST_NAME)
    every, total = range(count), range(count - 1, count)
    for shares, brackets, gap, least in (
        (every, True, 2, min(wanted, 24)),
        (every, False, 2, min(wanted, 20)),
        (every, False, 1, min(wanted, 18)),
        (total, True, 2, min(wanted, 20)),
        (range(0), False, 2, LEAST_NAME),
    ):
        columns = _slots(heads, rows, shares, brackets=brackets)
        room = width - 2 - sum(gap + slot.width for slot in columns)
        if room >= least:
            name = min(room, wanted)
            bar = min(room - name - gap, MOST_BAR)
            bar = bar if bar >= LEAST_BAR and any(row.bar for row in rows) else 0
            return Layout(name, columns, 0, count - 1, brackets, bar, gap)
    return _by_turns(heads, rows, width, column=column, first=first)


def _by_turns(
    heads: Sequence[str], rows: Sequence[GridRow], width: int, *, column: int, first: int
) -> Layout:
    """As many columns as fit around the one in hand, beside the total."""
    gap = 2
    slots = _slots(heads, rows, range(0), brackets=False)
    widths = [gap + slot.width for slot in slots]
    count = len(heads) - 1
    room = width - 2 - FIXED_NAME - widths[-1]

    def fits(start: int, end: int) -> bool:
        return end - start <= 1 or sum(widths[start:end]) <= room

    # With the total in hand the last columns stand beside it.
    column = max(0, min(column, count - 1))
    first = min(first, column)
    while not fits(first, column + 1):
        first += 1
    while first > 0 and fits(first - 1, count):
        first -= 1
    last = first
    while last < count and fits(first, last + 1):
        last += 1
    name = width - 2 - sum(widths[first:last]) - widths[-1]
    return Layout(name, slots, first, last, False, 0, gap)


def _slots(
    heads: Sequence[str], rows: Sequence[GridRow], shares: range, *, brackets: bool
) -> tuple[Slot, ...]:
    found = []
    for n, head in enumerate(heads):
        figures = [row.figures[n] for row in rows]
        hours = max((cell_len(one.hours) for one in figures), default=0)
        share = 0
        if n in shares:
            share = max((len(one.share(brackets=brackets)) for one in figures), default=0)
        slot = Slot(hours, share)
        found.append(Slot(hours + max(0, cell_len(head) - slot.width), share))
    return tuple(found)


def head_line(heads: Sequence[str], layout: Layout, width: int) -> Text:
    """The heads above their columns; arrows where there are more columns."""
    text = Text(" ", style="bold", no_wrap=True, end="")
    more = EARLIER if layout.first > 0 else " "
    text.append(" " * (layout.name - 1) + (more if layout.gap > 1 else ""))
    if layout.gap < 2:
        text.append(more)
    total = len(heads) - 1
    for n in layout.shown:
        hidden = n == total and layout.last < total
        text.append(f" {LATER}" if hidden and layout.gap > 1 else " " * layout.gap)
        text.append(" " * (layout.columns[n].width - cell_len(heads[n])) + heads[n])
    text.truncate(width)
    return text


def row_line(row: GridRow, layout: Layout, width: int, cell: int | None, here: Style) -> Text:
    """A row; the figure `cell` in the style of the cursor."""
    text = Text(" ", style=row.style, no_wrap=True, end="")
    name = row.name.copy()
    if name.cell_len > layout.name:
        name = cut(name, layout.name)
    text.append_text(name)
    text.append(" " * (layout.name - name.cell_len))
    for n in layout.shown:
        text.append(" " * layout.gap)
        figure = _figure(row.figures[n], layout.columns[n], brackets=layout.brackets)
        text.append_text(Text(figure.plain, style=here) if n == cell else figure)
    if layout.bar and row.bar is not None:
        text.append(" " * layout.gap)
        text.append_text(row.bar(layout.bar))
    text.truncate(width)
    return text


def _figure(figure: Figure, slot: Slot, *, brackets: bool) -> Text:
    """A figure as wide as its column: the hours end at one place, the percentages at another."""
    text = Text(no_wrap=True, end="")
    text.append(" " * (slot.hours - cell_len(figure.hours)))
    text.append(figure.hours, "" if figure.minutes else QUIET)
    if slot.share:
        text.append(f" {figure.share(brackets=brackets):>{slot.share}}", QUIET)
    return text
