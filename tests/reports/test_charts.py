"""Charts: to scale, told apart without colour, and harmless."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.reports import charts
from ipe_events.reports.charts import Bar, Fill, Key, Part

KEYS = (Key("Gerealiseerd", Fill.SOLID), Key("Gepland", Fill.STRIPES), Key("Toegezegd"))
TEXT = st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=80)
BARS = st.lists(
    st.builds(
        lambda name, done, ahead, promised: Bar(
            name, (Part(done, Fill.SOLID), Part(ahead, Fill.STRIPES)), name, promised
        ),
        TEXT,
        st.integers(0, 10**7),
        st.integers(0, 10**7),
        st.one_of(st.none(), st.integers(0, 10**7)),
    ),
    max_size=12,
)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def boxes(svg: ElementTree.Element, paint: str) -> list[dict[str, float]]:
    """The drawn parts of bars with this fill, without the one in the legend."""
    found = [one.attrib for one in svg if one.tag.endswith("rect") and one.get("fill") == paint]
    names = ("x", "y", "width", "height")
    return [{name: float(one[name]) for name in names} for one in found[1:]]


@given(BARS)
def test_lying_bars_are_as_long_as_what_they_stand_for(bars: Sequence[Bar]) -> None:
    svg = parsed(charts.lying("c", bars, KEYS))
    solid = boxes(svg, "#1f5a6b")
    most = max([1, *(max(sum(p.amount for p in b.parts), b.mark or 0) for b in bars)])
    wanted = [round(bar.parts[0].amount / most * 88, 2) for bar in bars if bar.parts[0].amount]
    drawn = [box["width"] for box in solid]
    # What is too short to be seen has no box with a width, but a bar is never too long.
    assert drawn == pytest.approx(wanted, abs=0.011)
    for box in solid + boxes(svg, "url(#cstripes)"):
        assert 50 <= box["x"] <= box["x"] + box["width"] <= 138.02


@given(BARS)
def test_standing_bars_stay_below_the_legend_and_above_the_line(bars: Sequence[Bar]) -> None:
    for drawn in (
        charts.standing("c", bars, KEYS),
        charts.grouped("c", [(bar.name, [bar, bar]) for bar in bars], KEYS),
    ):
        svg = parsed(drawn)
        floor = max(float(one.attrib["y1"]) for one in svg if one.tag.endswith("line"))
        for box in boxes(svg, "#1f5a6b") + boxes(svg, "url(#cstripes)"):
            assert box["y"] >= 10.9
            assert box["y"] + box["height"] <= floor + 0.02
            assert 0 <= box["x"] <= box["x"] + box["width"] <= charts.WIDTH + 0.02


def test_a_name_is_a_word_and_is_told_whole() -> None:
    name = "<script>alert(1)</script> & een heel lange naam van een organisatie"
    svg = parsed(charts.lying("c", [Bar(name, (Part(1, Fill.SOLID),), '"x"')], KEYS))
    assert not [one for one in svg.iter() if one.tag.endswith("script")]
    titles = [one.text for one in svg.iter() if one.tag.endswith("title")]
    assert titles == [name]
    assert any((one.text or "").endswith("…") or len(one) for one in svg.iter())


def test_each_fill_has_a_pattern_so_that_grey_is_enough() -> None:
    bars = [Bar("x", tuple(Part(1, fill) for fill in Fill))]
    svg = parsed(charts.lying("c", bars, [Key("woord", fill) for fill in Fill]))
    paints = [one.attrib["fill"] for one in svg if one.tag.endswith("rect")]
    assert len(set(paints)) == len(Fill)
    ids = {one.attrib["id"] for one in svg.iter() if one.tag.endswith("pattern")}
    assert {paint[5:-1] for paint in paints if paint.startswith("url(#")} == ids
