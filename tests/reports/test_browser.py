"""What is written as HTML stands on A4 in a real browser, whatever partners are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import browser
from tests.reports import papers


def test_pages_show_everything_and_do_nothing(sion_template: Path, tmp_path: Path) -> None:
    made = papers.make(sion_template, tmp_path)
    documents = {
        **{name.replace(" ", "-"): page for name, (page, _sheet) in made.statements.items()},
        **made.others,
    }
    found = browser.looked_at(documents, tmp_path)
    assert found.keys() == documents.keys()
    for name, seen in found.items():
        assert (name, seen["cut"], seen["alive"]) == (name, [], [])
    for slug, called in papers.HOSTILE.items():
        assert called in found[f"{slug}-{papers.YEAR}"]["text"]
        assert called in found["progress"]["text"]


def test_what_is_cut_or_alive_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    wide = '<table><tr><td style="min-width: 900px">breed</td></tr></table>'
    page.write_text(f'<!doctype html><body>{wide}<b onclick="0">x</b><script>0</script>')
    seen = browser.looked_at({"bad": page}, tmp_path)["bad"]
    assert seen["cut"] == ["TABLE breed", "TBODY breed", "TR breed", "TD breed"]
    assert seen["alive"] == ['<b onclick="0">x</b>', "<script>0</script>"]


@pytest.mark.soak
def test_printed_pages_are_a4(sion_template: Path, tmp_path: Path) -> None:
    made = papers.make(sion_template, tmp_path)
    for page in (*made.others.values(), *(page for page, _sheet in made.statements.values())):
        sizes = browser.pages(browser.print_to_pdf(page, tmp_path))
        assert sizes
        for width, height in sizes:
            assert sorted((round(width), round(height))) == list(browser.A4), page.name
