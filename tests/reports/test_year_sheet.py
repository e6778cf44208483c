"""The year on one A4."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ipe_events.domain.calendar_days import DayOff, OffKind
from ipe_events.domain.records import EventLine
from ipe_events.domain.year_sheet import YearSheet
from ipe_events.domain.years import calendar_year, school_year
from ipe_events.reports import html, year_sheet
from ipe_events.reports.document import Picture
from tests import browser

HOSTILE = '<script>alert("x")</script>'
MEETING = EventLine(
    1, "u", "k0", "Kernteamoverleg", "T", "planned", date(2027, 1, 12), None, None, None, "", "",
    None, None,
)  # fmt: skip


def sheet(meetings: int, kinds: int = 12) -> YearSheet:
    """A full year with a hostile kind, holidays, drafts and days that hold several meetings."""
    names = [(f"k{number}", f"Soort {number}") for number in range(kinds - 1)]
    names.append((f"k{kinds - 1}", HOSTILE))
    events = tuple(
        replace(
            MEETING,
            id=number,
            kind=names[number % kinds][0],
            kind_name=names[number % kinds][1],
            title=f"Bijeenkomst {number} & {HOSTILE}",
            day=date(2027, 1, 1) + timedelta(days=number // 4 * 23 % 360),
            state="draft" if number % 7 == 0 else "planned",
        )
        for number in range(meetings)
    )
    off = (
        DayOff(date(2027, 4, 27), "Koningsdag", OffKind.PUBLIC),
        DayOff(date(2027, 4, 27), "Meivakantie", OffKind.SCHOOL),
        DayOff(date(2027, 4, 28), "Meivakantie", OffKind.SCHOOL),
    )
    today = date(2026, 11, 22)
    return YearSheet(HOSTILE, "nl", calendar_year(2027), tuple(names), events, off, today)


def drawing(found: YearSheet) -> ElementTree.Element:
    (block,) = year_sheet.document(found).blocks
    assert isinstance(block, Picture)
    return ElementTree.fromstring(block.svg)


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(one.itertext()) for one in svg.iter() if one.tag.endswith("text")]


def test_every_year_is_as_high_as_one_page_and_every_text_within_it() -> None:
    for found in (sheet(0, 1), sheet(60), sheet(240, 30)):
        svg = drawing(found)
        _left, _top, width, height = (float(part) for part in svg.attrib["viewBox"].split())
        # What an A4 on its side has between the margins, below a title of one line.
        assert (width, height) == (271, 143)
        for one in svg.iter():
            if one.tag.endswith("text"):
                assert 0 <= float(one.attrib["y"]) <= height
                assert 0 <= float(one.attrib["x"]) <= width


def test_kinds_have_a_shape_a_colour_and_words_of_their_own() -> None:
    found = sheet(60)
    svg = drawing(found)
    legend = [text for text in texts(svg) if re.fullmatch(r".+ \(5\)", text)]
    assert [text.rpartition(" ")[0] for text in legend if "Soort" in text] == [
        name for _, name in found.kinds[:-1]
    ]
    marks = {
        (one.tag, one.attrib["fill"], _shape(one))
        for one in list(svg.iter())
        if one.tag.endswith(("circle", "polygon")) and one.attrib["fill"] != "#fff"
    }
    assert len(marks) == len(found.kinds)


def _shape(mark: ElementTree.Element) -> tuple[float, ...]:
    """Its corners, wherever it stands."""
    points = [float(part) for part in re.split("[ ,]", mark.get("points", "0,0"))]
    return tuple(round(points[place] - points[place % 2], 1) for place in range(len(points)))


def test_each_day_has_its_meetings_and_what_is_off_its_name() -> None:
    svg = drawing(sheet(60))
    said = texts(svg)
    assert sum(text.startswith("Koningsdag") for text in said) == 1
    assert sum(text.startswith("Meivakantie") for text in said) == 1
    # Four meetings on one day: three marks, and that there is one more.
    assert sum("+1" in text for text in said) == 15
    assert len([text for text in said if text.isdigit()]) == 365


def test_a_school_year_begins_in_its_own_month() -> None:
    found = replace(sheet(4), year=school_year(2026))
    months = [text for text in texts(drawing(found)) if text.endswith(("2026", "2027"))]
    assert months[0] == "augustus 2026"
    assert len(months) == 12


@pytest.mark.soak
@pytest.mark.parametrize("meetings", [60, 600])
def test_a_full_year_is_one_page_in_a_browser(meetings: int, tmp_path: Path) -> None:
    page = tmp_path / "year.html"
    found = replace(sheet(meetings), programme="Samen interprofessioneel opleiden " * 6)
    page.write_bytes(html.render(year_sheet.document(found)))
    assert len(browser.pages(browser.print_to_pdf(page, tmp_path))) == 1


def test_names_that_mean_harm_are_words() -> None:
    page = html.render(year_sheet.document(sheet(60))).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert re.search(r"@page \{[^}]*A4 landscape", page)
