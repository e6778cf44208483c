"""Tables as records: what a cell is, not how it looks; HTML, XLSX and DOCX draw the same one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ipe_events.reports.figures import NONE, Figures


class Kind(StrEnum):
    """What stands in a column, and in which unit."""

    TEXT = "text"
    NUMBER = "number"  # whole
    DATE = "date"
    MONTH = "month"  # the first day of it
    HOURS = "hours"  # minutes, shown as decimal hours
    CLOCK = "clock"  # minutes, shown as h:mm; in a spreadsheet decimal hours too
    MONEY = "money"  # cents
    RATE = "rate"  # cents an hour, may be a fraction
    PERCENT = "percent"  # a fraction, 1 is all of it

    @property
    def is_figure(self) -> bool:
        """Whether it is written at the right of its column."""
        return self not in (Kind.TEXT, Kind.DATE, Kind.MONTH)


class Style(StrEnum):
    """How a row stands out."""

    PLAIN = "plain"
    GROUP = "group"  # a heading of the rows below it, in its first cell
    SUBTOTAL = "subtotal"
    OPEN = "open"  # with room to write by hand
    MUTED = "muted"  # there to be seen, not counted or not to be filled in


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` names it in sums, `width` is in characters (0: as wide as its texts).

    In a spreadsheet `wrap` lets long texts take several lines, and what is not `printed` is there
    to reckon with: such columns come last.
    """

    key: str
    head: str
    kind: Kind = Kind.TEXT
    width: int = 0
    wrap: bool = False
    printed: bool = True


Value = str | int | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure that is a column of a table added up; a spreadsheet gets a formula that does so.

    `table` is the table's name, `column` a key of its columns; `where` narrows to the rows that
    have these values in these columns, where texts differ in more than capitals. `value` is the
    figure as it was computed.
    """

    value: int
    table: str
    column: str
    where: tuple[tuple[str, str | int | date], ...] = ()


@dataclass(frozen=True, slots=True)
class Across:
    """A figure that is made of others in its row, by the keys of their columns, as it was computed.

    A spreadsheet gets a formula that adds up `plus` and takes off `minus`.
    """

    value: int
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


Cell = Value | Sum | Across


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, one for each column."""

    cells: tuple[Cell, ...]
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows with an optional foot; `name` is unique within a document.

    `empty` is said when there are no rows. `spare` rows below are left to be filled in.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: tuple[Row, ...] = ()
    title: str = ""
    note: str = ""
    empty: str = ""
    spare: int = 0


def value_of(cell: Cell) -> Value:
    """What a cell says."""
    return cell.value if isinstance(cell, (Sum, Across)) else cell


def words(cell: Cell, kind: Kind, figures: Figures) -> str:
    """A cell as people read it; a text in a column of figures stays a text."""
    value = value_of(cell)
    if value is None:
        return "" if kind in (Kind.TEXT, Kind.DATE, Kind.MONTH) else NONE
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return figures.month(value) if kind is Kind.MONTH else figures.day(value)
    if kind is Kind.PERCENT:
        return figures.percent(Fraction(value))
    if kind in (Kind.MONEY, Kind.RATE):
        return figures.euros(value)
    whole = int(value)
    if kind is Kind.HOURS:
        return figures.hours(whole)
    return figures.clock(whole) if kind is Kind.CLOCK else figures.number(whole)
