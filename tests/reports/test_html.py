"""Documents as HTML: every text escaped, nothing from elsewhere, heads that repeat."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from ipe_events.reports import html
from ipe_events.reports.document import (
    Beside,
    Document,
    Facts,
    Heading,
    Party,
    Picture,
    Points,
    Signatures,
    Text,
    Tile,
    Tiles,
)
from ipe_events.reports.tables import Column, Kind, Row, Style, Table

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "} body { display: none } /*",
    '\\"; } @import "http://example.org/x.css"; /*',
    "{{ 7 * 7 }} {% raw %}",
    '=HYPERLINK("x")',
    "regel\nregel",
)


def everywhere(text: str) -> Document:
    """A document in which a text stands wherever one can."""
    table = Table(
        "t",
        (Column("a", text), Column("b", text, Kind.MONEY)),
        (Row((text, None), Style.GROUP), Row((text, text)), Row((text, 1), Style.MUTED)),
        (Row((text, 5)),),
        title=text,
        note=text,
    )
    blocks = (
        Heading(text),
        Text(text),
        Points((text,)),
        Facts(((text, text),)),
        Tiles((Tile(text, text, text),)),
        Picture("<svg></svg>", text, text),
        table,
        Beside((table,)),
        Signatures(text, (Party(text, ((text, text),)),)),
    )
    return Document(text, "nl", blocks, kicker=text, subtitle=text, footer=text)


class Tags(HTMLParser):
    """Which tags and attributes there are."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def parsed(document: Document) -> Tags:
    tags = Tags()
    tags.feed(html.render(document).decode())
    tags.close()
    return tags


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_only_ever_a_text(text: str) -> None:
    plain, hostile = parsed(everywhere("gewoon")), parsed(everywhere(text))
    assert hostile.tags == plain.tags
    assert "script" not in hostile.tags
    assert {name for name, _ in hostile.attributes} == {name for name, _ in plain.attributes}
    assert "".join(hostile.said).count(text) >= 20


@pytest.mark.parametrize("text", HOSTILE)
def test_the_style_sheet_stays_as_it_is(text: str) -> None:
    style = re.compile(r"<style>(.*?)</style>", re.DOTALL)
    found = style.search(html.render(everywhere(text)).decode())
    assert found is not None
    shown = re.search(r'@bottom-left \{ content: "([^"]*)"; \}', found[1])
    assert shown is not None
    letters = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), shown[1])
    assert letters == text
    assert "import" not in found[1].replace(shown[1], "")


def test_nothing_comes_from_elsewhere() -> None:
    tags = parsed(everywhere("gewoon"))
    assert {"link", "script", "img", "iframe"}.isdisjoint(tags.tags)
    assert not {"src", "href", "onclick"} & {name for name, _ in tags.attributes}
    policy = dict(tags.attributes)["content"]
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in (
        tags.attributes
    )
    assert policy is not None


def test_it_prints_with_heads_that_repeat() -> None:
    text = html.render(everywhere("x")).decode()
    assert "thead { display: table-header-group; }" in text
    assert "@page { size: A4 portrait;" in text
    assert "<thead>" in text


def test_figures_are_those_of_the_language() -> None:
    columns = (
        Column("h", "h", Kind.HOURS),
        Column("c", "c", Kind.CLOCK),
        Column("m", "m", Kind.MONEY),
        Column("n", "n", Kind.NUMBER),
    )
    table = Table("t", columns, (Row((450, -90, 123450, 2360)), Row((None, None, None, None))))
    said = {
        language: "".join(parsed(Document("x", language, (table,))).said)
        for language in ("nl", "en")
    }
    for shown in ("7,5", "-1:30", "€\xa01.234,50", "2.360", "–"):
        assert shown in said["nl"]
    for shown in ("7.5", "-1:30", "€1,234.50", "2,360"):
        assert shown in said["en"]
