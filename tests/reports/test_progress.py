"""The progress report as its readers get it: HTML and DOCX say what the commands say."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ipe_events.cli import documents, money_documents
from ipe_events.domain.cash import CashDraft, CashKind, CostDraft
from ipe_events.domain.drafts import Attendance, EventEdit
from ipe_events.i18n import translator
from ipe_events.reports.figures import Figures
from ipe_events.services import events, ledger, money, money_report, people, plans, progress
from ipe_events.services.plans import GoalNote
from ipe_events.services.workspace import Workspace
from tests.conftest import copied, fixed_clock
from tests.services.acts import address, attend, busy_year, do, plan

SCRIPT, FORMULA = "<script>alert('Viaa')</script>", '=HYPERLINK("x")'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
YEAR = (date(2027, 1, 1), date(2027, 12, 31))
# Elements that HTML never closes.
VOID = {"meta", "br", "link", "img", "hr", "input"}


@pytest.fixture(scope="module")
def told(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A busy year with texts, decisions and names that mean harm; only read."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("told") / "told.db"))
    workspace = Workspace(path, fixed_clock)
    busy_year(workspace)
    last = plan(workspace)
    attend(workspace, last, Attendance(everybody=True, absent=(address("kpz"),)))
    last_day = date(2027, 12, 31)
    note = GoalNote("Loopt.\nTwee teams & meer.", "Roosters <b>sluiten</b> niet aan.", FORMULA)
    do(
        workspace,
        lambda change: people.edit_organisation(change, "viaa", name=SCRIPT),
        lambda change: people.edit_organisation(change, "kpz", name=FORMULA),
        lambda change: plans.note_goal(change, "G1", note),
        lambda change: money.add_cost(change, CostDraft(last_day, "Zaal", 150000, 123456)),
        lambda change: money.add_cash(
            change, CashDraft("kpz", "2027", CashKind.INVOICED, 350000, last_day)
        ),
        lambda change: events.edit(
            change, last, EventEdit(title="<img src=x>", outcome=f"Akkoord.\n{SCRIPT}")
        ),
    )
    yield workspace
    workspace.close()


class Page(HTMLParser):
    """What a browser would make of a file: its tables, texts, links and elements."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(content.decode())
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in VOID:
            self._open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._open and self._open[-1] in ("td", "th"):
            self.tables[-1][-1][-1] += data


class Word:
    """What stands in a DOCX, read from its XML."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as package:
            assert package.testzip() is None
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = ElementTree.fromstring(self.parts["word/document.xml"])
        self.paragraphs = [
            ("".join(text.text or "" for text in one.iter(f"{W}t")), _style(one))
            for one in self.body.iter(f"{W}p")
        ]
        self.tables = [
            [
                ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
                for row in table.iter(f"{W}tr")
            ]
            for table in self.body.iter(f"{W}tbl")
        ]


def _style(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


@pytest.fixture(scope="module")
def html(told: Workspace) -> Page:
    with told.read() as view:
        return Page(progress.as_file(view, "html", *YEAR))


@pytest.fixture(scope="module")
def word(told: Workspace) -> Word:
    with told.read() as view:
        return Word(progress.as_file(view, "docx", *YEAR))


def numbers(row: list[str]) -> list[float]:
    """The figures of a row, of hours or of euros as Dutch people write them."""
    plain = [re.sub(r"[€\s.]", "", cell).replace(",", ".").replace("−", "-") for cell in row]
    return [float(cell) for cell in plain if re.fullmatch(r"-?[0-9.]+", cell)]


@pytest.fixture(params=["html", "word"])
def tables(request: pytest.FixtureRequest) -> list[list[list[str]]]:
    """The tables of one of both files."""
    found: list[list[list[str]]] = request.getfixturevalue(request.param).tables
    return found


def row_of(tables: list[list[list[str]]], name: str) -> list[list[str]]:
    """The rows that begin with a name; what is worked beside a promise names its line as well."""
    pattern = re.compile(rf"{re.escape(name)}( \(.+\))?")
    rows = [row for table in tables for row in table if row]
    return [row for row in rows if pattern.fullmatch(row[0].strip())]


def test_hours_are_those_of_the_command(told: Workspace, tables: list[list[list[str]]]) -> None:
    with told.read() as view:
        report = documents.hours_report(ledger.report(view, "2027"))
    figures = Figures("nl")
    rows = report["rows"]
    assert isinstance(rows, list)
    for row in rows:
        cells = row_of(tables, row["name"])
        names = ("committed", "realised", "planned", "forecast", "left")
        wanted = [row[f"{name}_hours"] for name in names]
        if row["committed_hours"] is None:
            wanted = wanted[1:4]
        shown = [figures.hours(round(hours * 60)) for hours in wanted]
        assert any(one[1 : len(shown) + 1] == shown for one in cells), (row, cells)
    totals = report["totals"]
    assert isinstance(totals, dict)
    (year,) = [row for row in row_of(tables, "2027") if len(row) == 6 and "€" not in row[1]]
    assert numbers(year)[1:] == [
        pytest.approx(totals[f"{name}_hours"], abs=0.005)
        for name in ("committed", "realised", "planned", "forecast", "left")
    ]


def test_money_is_that_of_the_command(told: Workspace, tables: list[list[list[str]]]) -> None:
    with told.read() as view:
        report = money_documents.budget(money_report.report(view))
    figures = Figures("nl")
    years = report["years"]
    assert isinstance(years, list)
    assert years[-1]["cash_actual"] == 1234.56
    plan = ("cash_in", "cash_needed", "gap", "balance", "in_kind")
    for year in (*years, report["totals"]):
        # Totals have no label of their own, and stand below the years.
        rows = row_of(tables, year.get("label", translator("nl").gettext("Total")))
        planned, paid = (row[1:] for row in rows if "€" in row[1])
        assert planned == [figures.euros(round(year[name] * 100)) for name in plan]
        made = [year[name] for name in ("cash_planned", "cash_actual", "invoiced", "received")]
        assert [*paid[:2], *paid[3:]] == [figures.euros(round(amount * 100)) for amount in made]


def test_meetings_and_attendance_are_those_of_the_data(
    told: Workspace, tables: list[list[list[str]]]
) -> None:
    with told.read() as view:
        found = progress.progress(view, *YEAR)
    for kind in found.kinds:
        counts = [str(kind.count.held), str(kind.count.planned), str(kind.count.draft)]
        assert [kind.name, kind.layer, *counts] in row_of(tables, kind.name)
    (kpz,) = [row for row in row_of(tables, FORMULA) if row[-2].endswith("%")]
    assert kpz[1:] == ["4", "0", "0", "4", "0%", "0"]


def test_texts_and_decisions_stand_in_both(html: Page, word: Word) -> None:
    said = " ".join(html.texts)
    written = " ".join(text for text, _style in word.paragraphs)
    for text in (
        "Twee teams & meer.",
        "Roosters <b>sluiten</b> niet aan.",
        f"G1 Van leerteams naar leergroepen van studenten én professionals: {FORMULA}",
        "Akkoord.",
        SCRIPT,
        "<img src=x>",
    ):
        assert text in said, text
        assert text in written, text


def test_the_page_needs_nothing_else_and_runs_nothing(html: Page, told: Workspace) -> None:
    assert {"script", "img", "link", "iframe", "object", "image", "a"} & set(html.elements) == set()
    assert html.addresses == []
    with told.read() as view:
        text = progress.as_file(view, "html", *YEAR).decode()
        assert text == progress.as_file(view, "html", *YEAR).decode()
    assert (
        re.findall(r"(?:https?:)?//[^ \"'<]+", text.replace("http://www.w3.org/2000/svg", "")) == []
    )
    assert re.findall(r"url\((?!#)", text) == []
    assert "@import" not in text
    assert html.elements.count("svg") >= 5
    # Each pattern is found by its own name.
    names = re.findall(r'<pattern id="([^"]+)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(names)


def test_word_can_edit_it_in_the_language_of_the_programme(word: Word) -> None:
    styles = [style for _text, style in word.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading1") >= 8
    assert b'w:lang w:val="nl-NL"' in word.parts["word/styles.xml"]
    header = b"".join(part for name, part in word.parts.items() if "header" in name)
    assert b"PAGE<" in header
    assert b"NUMPAGES<" in header
    assert b"nl-NL" in word.parts["docProps/core.xml"]
    assert word.body.findall(f".//{W}tblHeader")
    # No picture, and nothing that is fetched from elsewhere.
    links = b"".join(part for name, part in word.parts.items() if name.endswith(".rels"))
    assert b"External" not in links
    assert not [name for name in word.parts if name.endswith((".jpeg", ".png"))]
    assert not [name for name in word.parts if b"python" in word.parts[name]]


def test_a_programme_without_anything_says_so_in_words(sion_template: Path, tmp_path: Path) -> None:
    workspace = Workspace(copied(sion_template, tmp_path / "new" / "w.db"), fixed_clock)
    with workspace.read() as view:
        page = Page(progress.as_file(view, "html", date(2026, 1, 1)))
        word = Word(progress.as_file(view, "docx", date(2026, 1, 1)))
    workspace.close()
    written = [text for text, _style in word.paragraphs]
    for message in (
        "No meetings in this period.",
        "No attendance has been kept in this period yet.",
        "No decision is asked in this report.",
        "No decisions have been written down for this period yet.",
        "Nothing is planned from today on.",
    ):
        text = translator("nl").gettext(message)
        assert text in page.texts
        assert text in written
