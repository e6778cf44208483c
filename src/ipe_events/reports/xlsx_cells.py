"""Cells of spreadsheets: units, formats, formulas, and texts that are never one."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from ipe_events.domain.minutes import decimal_hours
from ipe_events.reports.kept_values import Values
from ipe_events.reports.tables import Across, Kind, Style, Sum

LONGEST_TEXT = 32_767  # what a cell of a spreadsheet can hold
INK, SOFT, ACCENT, BAND, LINE = "1D2733", "5A6673", "1F5A6B", "F2F5F7", "D5DBE1"
HAIR, RULE, DARK = Side("thin", color=LINE), Side("medium", color=ACCENT), Side("thin", color=INK)
FORMATS = {
    Kind.NUMBER: "#,##0",
    Kind.DATE: "dd-mm-yyyy",
    Kind.MONTH: "mmm yyyy",
    Kind.HOURS: "#,##0.00",
    Kind.CLOCK: "#,##0.00",
    Kind.MONEY: '"€" #,##0.00;"€" -#,##0.00',
    Kind.RATE: '"€" #,##0.00',
    Kind.PERCENT: "0.0%",
}
# What a spreadsheet may take for the start of a formula, in a cell or in a file made of it.
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def font(size: float = 10, color: str = INK, *, bold: bool = False) -> Font:
    """The one typeface, everywhere there is."""
    return Font("Calibri", size, bold=bold, color=color)


def clean(text: str) -> str:
    """A text as a cell may hold it."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """A text that is a text, whatever it begins with."""
    cell.value = clean(text)
    cell.data_type = "s"
    if text.startswith(_STARTS):
        cell.quotePrefix = True


def number(value: int | Fraction, kind: Kind) -> float | int:
    """A figure in the unit that people reckon with: hours of minutes, euros of cents."""
    if kind in (Kind.HOURS, Kind.CLOCK):
        return decimal_hours(int(value))
    if kind in (Kind.MONEY, Kind.RATE):
        return float(Fraction(value) / 100)
    return float(value) if isinstance(value, Fraction) else value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table came to stand: its sheet, first and last row, the letter of each column."""

    sheet: str
    first: int
    last: int
    letters: dict[str, str]


class Foot(StrEnum):
    """Where in the foot of a table a row is; the first has a line above it."""

    NONE = ""
    FIRST = "first"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Look:
    """What the look of a cell in a table depends on."""

    kind: Kind
    style: Style
    wrap: bool
    foot: Foot
    first: bool


class Looks:
    """Looks that were made once: to make one takes longer than all else of a cell."""

    def __init__(self) -> None:
        self._made: dict[Look, Any] = {}

    def dress(self, cell: Any, look: Look) -> None:
        """Give a cell its look."""
        made = self._made.get(look)
        if made is None:
            _dress(cell, look)
            self._made[look] = copy(cell._style)
        else:
            cell._style = copy(made)


def _dress(cell: Any, look: Look) -> None:
    muted = look.style is Style.MUTED
    strong = look.foot or look.style in (Style.GROUP, Style.SUBTOTAL)
    cell.font = font(10, SOFT if muted else INK, bold=bool(strong) and not muted)
    cell.border = Border(bottom=HAIR, top=DARK if look.foot is Foot.FIRST else None)
    cell.alignment = aligned(look.kind, "top", wrap=look.wrap, first=look.first)
    cell.number_format = FORMATS.get(look.kind, "General")
    if muted or look.style is Style.GROUP:
        cell.fill = PatternFill("solid", BAND)


def aligned(kind: Kind, vertical: str, *, wrap: bool, first: bool) -> Alignment:
    """Figures at the right; a text that is not the first keeps its distance from one."""
    if kind.is_figure:
        return Alignment("right", vertical, wrap_text=wrap)
    return Alignment("left", vertical, wrap_text=wrap, indent=0 if first else 1)


@dataclass
class Draft:
    """What is known while a workbook is made; sums are written when every table has its place."""

    places: dict[str, Place] = field(default_factory=dict)
    sums: list[tuple[Worksheet, str, Sum]] = field(default_factory=list)
    values: dict[str, Values] = field(default_factory=dict)
    looks: Looks = field(default_factory=Looks)

    def write_sums(self) -> None:
        """The formulas of what is added up in other tables."""
        for paper, place, total in self.sums:
            paper[place] = sum_formula(total, self.places[total.table])


def sum_formula(total: Sum, place: Place) -> str:
    """A column of a table added up, as a formula."""

    def column(key: str) -> str:
        letter = place.letters[key]
        return f"'{place.sheet}'!${letter}${place.first}:${letter}${place.last}"

    if not total.where:
        return f"=SUM({column(total.column)})"
    asked = ",".join(f"{column(key)},{_criterion(value)}" for key, value in total.where)
    return f"=SUMIFS({column(total.column)},{asked})"


def _criterion(value: str | int | date) -> str:
    if isinstance(value, date):
        return f"DATE({value.year},{value.month},{value.day})"
    if isinstance(value, int):
        return str(value)
    literal = "".join(f"~{letter}" if letter in "~*?" else letter for letter in clean(value))
    return '"={}"'.format(literal.replace('"', '""'))


def across_formula(figure: Across, letters: dict[str, str], row: int) -> str:
    """Figures of a row added up and taken off, as a formula."""
    plus = "+".join(f"{letters[key]}{row}" for key in figure.plus)
    return f"={plus}{''.join(f'-{letters[key]}{row}' for key in figure.minus)}"
