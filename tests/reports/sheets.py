"""Reads a spreadsheet without the library that wrote it, and reckons its formulas anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RANGE = r"'(?P<{0}>[^']+)'!\$(?P<{0}c>[A-Z]+)\$(?P<{0}f>\d+):\$[A-Z]+\$(?P<{0}l>\d+)"
Value = str | float | None


@dataclass
class Paper:
    """One sheet: what is in each cell, and the formulas beside the values kept of them."""

    xml: ElementTree.Element
    values: dict[str, Value] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)

    def row(self, number: int) -> dict[str, Value]:
        """The cells of a row by letter."""
        cells = {}
        for place, value in self.values.items():
            letter, digits = _split(place)
            if digits == number:
                cells[letter] = value
        return cells

    def head(self, text: str) -> int:
        """The number of the row in which a text stands."""
        (place,) = [place for place, value in self.values.items() if value == text][:1]
        return _split(place)[1]

    def below(self, first: str) -> Iterator[dict[str, Value]]:
        """The rows of the table whose first head this is, by head."""
        number = self.head(first)
        heads = self.row(number)
        while True:
            number += 1
            cells = self.row(number)
            if not any(value is not None for value in cells.values()):
                return
            yield {str(head): cells.get(letter) for letter, head in heads.items()}


@dataclass
class Opened:
    """A spreadsheet as any program reads it."""

    papers: dict[str, Paper]

    def reckoned(self, sheet: str, place: str) -> float:
        """What the formula in a cell comes to."""
        formula = self.papers[sheet].formulas[place].removeprefix("=")
        found = re.fullmatch(rf"SUM\({_RANGE.format('a')}\)", formula)
        if found:
            column = self._column(found, "a")
            return sum(value for value in column if isinstance(value, float))
        if formula.startswith("SUMIFS("):
            return self._sum_where(formula.removeprefix("SUMIFS(").removesuffix(")"))
        total = 0.0
        for sign, cell in re.findall(r"([+-]?)([A-Z]+\d+)", formula):
            value = self._at(sheet, cell)
            total += (-1 if sign == "-" else 1) * (value if isinstance(value, float) else 0.0)
        return total

    def _at(self, sheet: str, place: str) -> Value:
        paper = self.papers[sheet]
        return self.reckoned(sheet, place) if place in paper.formulas else paper.values.get(place)

    def _column(self, found: re.Match[str], name: str) -> list[Value]:
        sheet, letter = found[name], found[f"{name}c"]
        rows = range(int(found[f"{name}f"]), int(found[f"{name}l"]) + 1)
        return [self._at(sheet, f"{letter}{row}") for row in rows]

    def _sum_where(self, text: str) -> float:
        figures = re.match(_RANGE.format("a"), text)
        assert figures is not None
        column = self._column(figures, "a")
        kept = [True] * len(column)
        criterion = rf',{_RANGE.format("b")},(?P<asked>DATE\([^)]*\)|"(?:[^"]|"")*"|-?\d+)'
        rest = text[figures.end() :]
        while rest:
            found = re.match(criterion, rest)
            assert found is not None, rest
            wanted = _wanted(found["asked"])
            for place, value in enumerate(self._column(found, "b")):
                kept[place] &= _alike(value, wanted)
            rest = rest[found.end() :]
        return sum(v for v, keep in zip(column, kept, strict=True) if keep and isinstance(v, float))


def _alike(value: Value, wanted: Value) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    return value == wanted


def _wanted(asked: str) -> Value:
    if asked.startswith("DATE("):
        year, month, day = (int(part) for part in asked[5:-1].split(","))
        return float((date(year, month, day) - date(1899, 12, 30)).days)
    if asked.startswith('"'):
        text = asked[1:-1].replace('""', '"')
        assert text.startswith("=")
        return re.sub(r"~(.)", r"\1", text[1:])
    return float(asked)


def day_of(value: Value) -> date:
    """The day that a spreadsheet counts from the end of 1899."""
    assert isinstance(value, float)
    return date(1899, 12, 30) + timedelta(days=int(value))


def opened(content: bytes) -> Opened:
    """Read every sheet of a spreadsheet."""
    with ZipFile(BytesIO(content)) as archive:
        texts = _texts(archive)
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.attrib["name"] for sheet in book.iter(f"{_MAIN}sheet")]
        papers = {
            name: _paper(archive.read(f"xl/worksheets/sheet{number}.xml"), texts)
            for number, name in enumerate(names, 1)
        }
    return Opened(papers)


def _texts(archive: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in item.iter(f"{_MAIN}t")) for item in root]


def _paper(content: bytes, texts: list[str]) -> Paper:
    paper = Paper(ElementTree.fromstring(content))
    for cell in paper.xml.iter(f"{_MAIN}c"):
        place, kind = cell.attrib["r"], cell.attrib.get("t", "n")
        value, formula = cell.find(f"{_MAIN}v"), cell.find(f"{_MAIN}f")
        if formula is not None:
            paper.formulas[place] = f"={formula.text}"
        if value is not None and value.text is not None:
            paper.values[place] = texts[int(value.text)] if kind == "s" else float(value.text)
        elif kind == "inlineStr":
            paper.values[place] = "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
        else:
            paper.values[place] = None
    return paper


def _split(place: str) -> tuple[str, int]:
    found = re.fullmatch(r"([A-Z]+)(\d+)", place)
    assert found is not None
    return found[1], int(found[2])
