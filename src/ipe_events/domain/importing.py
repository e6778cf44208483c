"""Rows of a file that is read in, and what came of each of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from ipe_events.domain.errors import Problem, Refused, refuse

MOST_ROWS = 10_000
LONGEST_HEAD = 100
# Rows with a title, an explanation or an address that may stand above the head.
MOST_TITLES = 40
# What spreadsheets take for a formula when it stands first in a cell.
_FORMULA = ("=", "+", "-", "@")
_NOTHING = {"-", "–", "—"}

# Each column a file may have, with the names people give it (letters and digits only).
Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a file; `formula` when a spreadsheet would calculate it."""

    text: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file (the first row is 1) and its cells by column.

    `heads`: how the file spells each column. `broken`: what kept the row from being read.
    """

    number: int
    heads: Mapping[str, str]
    cells: Mapping[str, Cell] = field(default_factory=dict)
    broken: Problem | None = None

    def __getitem__(self, column: str) -> str:
        """The text in a column; "" when there is none."""
        cell = self.cells.get(column)
        return cell.text if cell else ""

    def problems(self) -> list[Problem]:
        """What keeps the row from being used, whatever it is about."""
        if self.broken is not None:
            return [self.broken]
        found = []
        for column, cell in self.cells.items():
            if cell.formula:
                found.append(Problem(column, "cell-formula", {"value": cell.text}))
            elif _is_broken(cell.text):
                found.append(Problem(column, "cell-broken", {"value": cell.text}))
            elif meant := _meant(cell.text):
                found.append(Problem(column, "cell-garbled", {"value": cell.text, "meant": meant}))
        return found

    def rejected(self, problems: Sequence[Problem]) -> Rejected:
        """The row as one that was not taken, for these problems."""
        column = problems[0].field
        return Rejected(self.number, self.heads.get(column, column), tuple(problems))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: its number, the column as the file spells it, and why."""

    row: int
    column: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many rows were taken, and which were not."""

    imported: int
    rejected: tuple[Rejected, ...] = ()

    def undone(self) -> Self:
        """The report when nothing of it was kept."""
        return replace(self, imported=0)


class NotAll(Refused):
    """Some rows could not be taken, so none was: all or nothing was asked for."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__(Problem("", "not-all-rows", {"count": len(report.rejected)}))
        self.report = report


def cell(text: str, *, formula: bool = False) -> Cell:
    """A cell as it is written in a file; a dash alone says that there is nothing."""
    text = text.strip()
    if text in _NOTHING:
        return Cell()
    return Cell(text, formula or text.startswith(_FORMULA))


def rows(table: Sequence[Sequence[Cell] | Problem], columns: Columns) -> list[Row]:
    """The rows of a table below its head, by column.

    The head is the first row that names two columns, as titles may stand above it; else the first
    row with anything in it. A row that could not be read is a Problem. Refuses a table in which no
    column has a name.
    """
    filled = [number for number, row in enumerate(table) if _has_text(row)]
    if not filled:
        raise refuse("file-without-rows", "file")
    # Rows above the head count, too: no more than that are read of a file.
    if len(table) - 1 > MOST_ROWS:
        raise refuse("too-many-rows", "file", limit=MOST_ROWS)
    first = next((n for n in filled[:MOST_TITLES] if _names_two(table[n], columns)), filled[0])
    head = table[first]
    places = _places(head, columns) if not isinstance(head, Problem) else {}
    if isinstance(head, Problem) or not places:
        known = [names[0] for names in columns.values()]
        raise refuse("no-known-column", "file", known=known)
    heads = {column: text for column, (_place, text) in places.items()}
    found = []
    for number, line in enumerate(table[first + 1 :], first + 2):
        if isinstance(line, Problem):
            found.append(Row(number, heads, broken=line))
        elif any(one.text for one in line[len(head) :]):
            # As 1,5 does where commas divide the cells: what follows stands in the wrong column.
            found.append(Row(number, heads, broken=Problem("", "row-too-wide")))
        elif _has_text(line):
            cells = {
                column: line[place]
                for column, (place, _text) in places.items()
                if place < len(line) and line[place].text
            }
            found.append(Row(number, heads, cells))
    return found


def need(found: Sequence[Row], column: str, columns: Columns) -> None:
    """Refuse a file that has no such column at all."""
    if found and column not in found[0].heads:
        raise refuse("column-missing", column, known=list(columns[column])[:3])


def bare(text: str) -> str:
    """A text without case, accents, spaces and punctuation: how names are compared."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in split if character.isalnum())


def _places(head: Sequence[Cell], columns: Columns) -> dict[str, tuple[int, str]]:
    """The first place of each column and how it is spelled there."""
    meaning = {bare(name): column for column, names in columns.items() for name in names}
    places: dict[str, tuple[int, str]] = {}
    for place, one in enumerate(head):
        column = meaning.get(bare(one.text[:LONGEST_HEAD]))
        if column is not None:
            places.setdefault(column, (place, one.text))
    return places


def _names_two(row: Sequence[Cell] | Problem, columns: Columns) -> bool:
    return not isinstance(row, Problem) and len(_places(row, columns)) > 1


def _has_text(row: Sequence[Cell] | Problem) -> bool:
    return isinstance(row, Problem) or any(one.text for one in row)


def _is_broken(text: str) -> bool:
    """Whether bytes of it are no text, or were lost before the file was made."""
    return "\ufffd" in text or any("\ud800" <= character <= "\udfff" for character in text)


def _meant(text: str) -> str:
    """What a text was before UTF-8 was read as Windows' own encoding (`ZoÃ«`); "" if it was not."""
    if text.isascii():
        return ""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
