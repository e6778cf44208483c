"""Spreadsheets: figures are figures, sums are formulas, and nobody's text is ever one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.reports import xlsx
from ipe_events.reports.document import Book, Facts, Heading, Party, Sheet, Signatures, Text
from ipe_events.reports.tables import Across, Column, Kind, Row, Sum, Table
from ipe_events.reports.xlsx_cells import clean
from tests.reports.sheets import Opened, Paper, day_of, opened

HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "=1+1\x00\x07",
    "<script>alert(1)</script>",
    "]]>&amp;",
    'O\'Brien & "zoon"',
    "a" * 40_000,
)
COLUMNS = (
    Column("day", "Datum", Kind.DATE),
    Column("who", "Wie"),
    Column("code", "Code"),
    Column("presence", "Aanwezig", Kind.HOURS),
    Column("travel", "Reistijd", Kind.CLOCK),
    Column("minutes", "Uren", Kind.CLOCK),
    Column("rate", "Tarief", Kind.RATE),
    Column("cents", "Waarde", Kind.MONEY),
    Column("key", "Sleutel", printed=False),
)


def entry(who: str, code: str, presence: int, travel: int, cents: int, day: int = 12) -> Row:
    whole = Across(presence + travel, ("presence", "travel"))
    when = date(2027, 1, day)
    return Row((when, who, code, presence, travel, whole, Fraction(16500, 7), cents, code))


def book(rows: list[Row], *, where: str = "a") -> bytes:
    minutes = [row.cells[5].value for row in rows if isinstance(row.cells[5], Across)]
    mine = [
        row.cells[5].value
        for row in rows
        if row.cells[2] == where and isinstance(row.cells[5], Across)
    ]
    foot = Row(("Totaal", *[None] * 4, Sum(sum(minutes), "entries", "minutes"), None, None, None))
    entries = Table("entries", COLUMNS, tuple(rows), (foot,))
    asked = Sum(sum(mine), "entries", "minutes", (("code", where),))
    sums = Table(
        "sums", (Column("what", "Wat"), Column("h", "Uren", Kind.CLOCK)), (Row((where, asked)),)
    )
    front = Sheet("Blad / een: [x]", (Heading("Urenstaat", 1), sums), landscape=False)
    return xlsx.render(
        Book("Boek & zo", "nl", (front, Sheet("Uren", (entries,), freeze="entries")))
    )


def agrees(found: Opened) -> int:
    """Every kept value is what its formula comes to; how many formulas there are."""
    count = 0
    for name, paper in found.papers.items():
        for place in paper.formulas:
            assert paper.values[place] == pytest.approx(found.reckoned(name, place), abs=1e-9)
            count += 1
    return count


def test_figures_dates_and_sums() -> None:
    rows = [entry("Noor", "a", 90, 20, 8250), entry("Bram", "b", 45, 0, -100, 31)]
    found = opened(book(rows))
    assert list(found.papers) == ["Blad   een   x", "Uren"]
    paper = found.papers["Uren"]
    first, second, total = paper.below("Datum")
    assert day_of(first["Datum"]) == date(2027, 1, 12)
    assert first["Aanwezig"] == 1.5
    assert first["Reistijd"] == pytest.approx(1 / 3)
    assert first["Uren"] == pytest.approx(110 / 60)
    assert first["Tarief"] == pytest.approx(23.5714285)
    assert (first["Waarde"], second["Waarde"]) == (82.5, -1.0)
    assert total["Uren"] == pytest.approx(155 / 60)
    assert agrees(found) == 4


def test_how_it_prints() -> None:
    found = opened(book([entry("Noor", "a", 90, 20, 8250)]))
    text = {name: _xml(paper) for name, paper in found.papers.items()}
    assert 'ySplit="1"' in text["Uren"]
    assert 'state="frozen"' in text["Uren"]
    for name, orientation in (("Blad   een   x", "portrait"), ("Uren", "landscape")):
        assert 'paperSize="9"' in text[name]
        assert f'orientation="{orientation}"' in text[name]
        assert 'fitToPage="1"' in text[name]
        assert 'fitToHeight="0"' in text[name]


def _xml(paper: Paper) -> str:
    return str(ElementTree.tostring(paper.xml, encoding="unicode"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_never_a_formula(text: str) -> None:
    words = Signatures(text, (Party(text, ((text, text),)),))
    blocks = (Heading(text, 1), Text(text), Facts(((text, text),)), words)
    table = Table("t", (Column("c", text), Column("d", text, Kind.MONEY)), (Row((text, text)),))
    content = xlsx.render(Book(text, "nl", (Sheet("x", (*blocks, table)),), author=text))
    (paper,) = opened(content).papers.values()
    assert paper.formulas == {}
    kept = clean(text)
    said = [value for value in paper.values.values() if value is not None]
    assert set(said) == {kept}
    assert b"hyperlink" not in content.lower()


TEXTS = st.sampled_from(["a", "b", "a*", "a?", "~a", "=a", ">1", 'a"b', "", "12"])
ENTRIES = st.tuples(TEXTS, st.integers(-600, 6000), st.integers(0, 90), st.integers(-999, 99_999))


@given(st.lists(ENTRIES, max_size=12), TEXTS.filter(bool))
def test_formulas_agree_with_the_figures(
    drawn: list[tuple[str, int, int, int]], where: str
) -> None:
    rows = [entry("Noor", code or "–", *figures) for code, *figures in drawn]
    agrees(opened(book(rows, where=where)))
