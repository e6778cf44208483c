"""Charts as inline SVG without a script: pattern and text say what colour says, also in grey.

Sizes are in units of which 180 are as wide as the text of an A4. Every text is escaped here. `name`
is the drawing's own within its document, as patterns are found by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

INK, SOFT, LINE = "#1d2733", "#5a6673", "#d5dbe1"
WIDTH = 180.0
# How wide a letter is, of the size of the text: about that of the sans-serifs there are.
_LETTER = 0.54
_TEXT = 2.9
_MARGIN = 2.0


class Fill(StrEnum):
    """How a part of a bar is drawn: the darkest is what is certain."""

    SOLID = "solid"
    STRIPES = "stripes"
    DOTS = "dots"
    OPEN = "open"


_COLOUR = {Fill.SOLID: "#1f5a6b", Fill.STRIPES: "#3f8598", Fill.DOTS: "#8a5a00", Fill.OPEN: INK}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, in the unit of the chart."""

    amount: int
    fill: Fill


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and what is written beside it; `mark` is a line across the scale."""

    name: str
    parts: tuple[Part, ...]
    words: str = ""
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What a fill stands for; without a fill, what the mark does."""

    words: str
    fill: Fill | None = None


def cut(text: str, width: float, size: float = _TEXT) -> str:
    """As much of a text as fits."""
    most = max(int(width / (size * _LETTER)), 1)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def lying(name: str, bars: Sequence[Bar], keys: Sequence[Key], *, top: int | None = None) -> str:
    """Bars from left to right, names before them and words after; `top` ends the scale."""
    names, words, row, thick = 50.0, 42.0, 5.2, 3.2
    width = WIDTH - names - words
    longest = top or max([1, *(_reach(bar) for bar in bars)])
    drawing = _Drawing(name)
    y = drawing.legend(keys)
    drawing.line(names, y, names, y + row * len(bars), SOFT)
    for bar in bars:
        middle = y + row / 2
        drawing.text(names - 2, middle, cut(bar.name, names - 2), anchor="end", full=bar.name)
        x = names
        for part in bar.parts:
            wide = width * part.amount / longest
            drawing.box(x, middle - thick / 2, wide, thick, part.fill)
            x += wide
        if bar.mark is not None:
            at = names + width * bar.mark / longest
            drawing.line(at, middle - row * 0.44, at, middle + row * 0.44, INK, 0.6)
        drawing.text(WIDTH - words + 3, middle, cut(bar.words, words - 3), size=2.7, full=bar.words)
        y += row
    return drawing.svg(y + 1)


def _reach(bar: Bar) -> int:
    return max(sum(part.amount for part in bar.parts), bar.mark or 0)


def standing(name: str, bars: Sequence[Bar], keys: Sequence[Key]) -> str:
    """Columns with the amount above and the name below."""
    drawing, height = _Drawing(name), 30.0
    top = drawing.legend(keys) + 4
    most = max([1, *(_reach(bar) for bar in bars)])
    step = WIDTH / max(len(bars), 1)
    wide = min(step * 0.68, 14.0)
    floor = top + height
    for place, bar in enumerate(bars):
        middle = step * (place + 0.5)
        y = floor
        for part in bar.parts:
            high = height * part.amount / most
            y -= high
            drawing.box(middle - wide / 2, y, wide, high, part.fill)
        drawing.text(middle, y - 2, bar.words, anchor="middle", size=2.7)
        drawing.text(middle, floor + 3.2, cut(bar.name, step, 2.5), anchor="middle", size=2.5)
    drawing.line(0, floor, WIDTH, floor, SOFT)
    return drawing.svg(floor + 6)


def grouped(name: str, groups: Sequence[tuple[str, Sequence[Bar]]], keys: Sequence[Key]) -> str:
    """Columns beside each other by group, each with its words above it."""
    drawing, height = _Drawing(name), 32.0
    top = drawing.legend(keys) + 4
    most = max([1, *(_reach(bar) for _, bars in groups for bar in bars)])
    step = WIDTH / max(len(groups), 1)
    floor = top + height
    for place, (title, bars) in enumerate(groups):
        wide = min(step * 0.8 / max(len(bars), 1), 19.0)
        x = step * (place + 0.5) - wide * len(bars) / 2
        for bar in bars:
            y = floor
            for part in bar.parts:
                high = height * part.amount / most
                y -= high
                drawing.box(x + wide * 0.08, y, wide * 0.84, high, part.fill)
            drawing.text(x + wide / 2, y - 2, bar.words, anchor="middle", size=2.6)
            x += wide
        drawing.text(step * (place + 0.5), floor + 3.4, cut(title, step), anchor="middle")
    drawing.line(0, floor, WIDTH, floor, SOFT)
    return drawing.svg(floor + 6)


class _Drawing:
    """Collects what is drawn."""

    def __init__(self, name: str) -> None:
        self._drawn: list[str] = []
        self._mark = name

    def box(self, x: float, y: float, wide: float, high: float, fill: Fill) -> None:
        if wide <= 0 or high <= 0:
            return
        colour = _COLOUR[fill]
        paint = {Fill.SOLID: colour, Fill.OPEN: "#fff"}.get(fill, f"url(#{self._mark}{fill})")
        place = f'x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{high:.2f}"'
        self._drawn.append(f'<rect {place} fill="{paint}" stroke="{colour}" stroke-width="0.25"/>')

    def line(
        self, x: float, y: float, to_x: float, to_y: float, colour: str, wide: float = 0.3
    ) -> None:
        ends = f'x1="{x:.2f}" y1="{y:.2f}" x2="{to_x:.2f}" y2="{to_y:.2f}"'
        self._drawn.append(f'<line {ends} stroke="{colour}" stroke-width="{wide}"/>')

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        size: float = _TEXT,
        full: str = "",
    ) -> None:
        if not words:
            return
        title = f"<title>{escape(full)}</title>" if full and full != words else ""
        self._drawn.append(
            f'<text x="{x:.2f}" y="{y + size * 0.35:.2f}" text-anchor="{anchor}" '
            f'font-size="{size}">{title}{escape(words)}</text>'
        )

    def legend(self, keys: Iterable[Key]) -> float:
        """What fills and the mark stand for, on a line above; where the rest may begin."""
        x = 0.0
        for key in keys:
            wide = 6.5 + len(key.words) * _TEXT * _LETTER
            if x and x + wide > WIDTH:
                break
            if key.fill is None:
                self.line(x + 2, 0.4, x + 2, 4.0, INK, 0.6)
            else:
                self.box(x, 0.6, 4.2, 3.2, key.fill)
            self.text(x + 5.6, 2.2, key.words)
            x += wide + 4
        return 7.0

    def svg(self, high: float) -> str:
        hatch, dots = f"{self._mark}{Fill.STRIPES}", f"{self._mark}{Fill.DOTS}"
        patterns = (
            f'<defs><pattern id="{hatch}" width="1.6" height="1.6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="1.6" height="1.6" fill="#fff"/>'
            f'<rect width="0.75" height="1.6" fill="{_COLOUR[Fill.STRIPES]}"/></pattern>'
            f'<pattern id="{dots}" width="1.5" height="1.5" patternUnits="userSpaceOnUse">'
            f'<rect width="1.5" height="1.5" fill="#fff"/>'
            f'<circle cx="0.75" cy="0.75" r="0.42" fill="{_COLOUR[Fill.DOTS]}"/></pattern></defs>'
        )
        box = f'viewBox="0 {-_MARGIN} {WIDTH:.0f} {high + _MARGIN:.2f}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {box} width="100%" fill="{INK}" '
            f'font-family="inherit">{patterns}{"".join(self._drawn)}</svg>'
        )
