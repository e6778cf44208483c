from __future__ import annotations

import pytest

from ipe_events.domain.budget import Figures, Tally
from ipe_events.tui.widgets.hours_bar import bar, legend


def drawn(committed: int | None, *tally: int, width: int = 13, carried: int = 0) -> str:
    figures = Figures(committed, None, Tally(*tally), carried=carried)
    return bar(figures, width).plain


def test_the_promise_ends_at_the_mark() -> None:
    assert drawn(100, 0) == "··········│  "
    assert drawn(100, 50) == "▓▓▓▓▓·····│  "
    assert drawn(100, 50, 20, 10) == "▓▓▓▓▓▒▒░··│  "
    assert drawn(100, 100) == "▓▓▓▓▓▓▓▓▓▓│  "


def test_beyond_the_promise_the_mark_is_heavy_and_at_the_end_it_says_there_is_more() -> None:
    assert drawn(100, 100, 10) == "▓▓▓▓▓▓▓▓▓▓┃▒ "
    assert drawn(100, 120) == "▓▓▓▓▓▓▓▓▓▓┃▓▓"
    assert drawn(100, 130) == "▓▓▓▓▓▓▓▓▓▓┃▓▶"
    assert drawn(100, 10**9) == "▓▓▓▓▓▓▓▓▓▓┃▓▶"


def test_what_is_there_shows_in_one_cell_at_least() -> None:
    assert drawn(10_000, 1, 1, 1) == "▓▒░·······│  "


def test_the_mark_is_passed_when_the_promise_is_and_not_by_rounding() -> None:
    assert drawn(10_000, 9_990, 5) == "▓▓▓▓▓▓▓▓▓▒│  "
    assert drawn(10_000, 9_990, 10) == "▓▓▓▓▓▓▓▓▓▒│  "
    assert drawn(10_000, 9_995, 10) == "▓▓▓▓▓▓▓▓▓▓┃▒ "
    assert drawn(10_000, 10_001) == "▓▓▓▓▓▓▓▓▓▓┃▓ "


def test_parts_end_where_their_sum_does() -> None:
    # Rounded one by one these would be 4 + 4 + 4 cells.
    assert drawn(100, 35, 35, 35).startswith("▓▓▓▓▒▒▒░░░┃░")


def test_without_a_promise_there_is_no_bar() -> None:
    assert drawn(None, 50) == " " * 13
    assert drawn(0, 50) == " " * 13


def test_hours_carried_over_belong_to_the_promise() -> None:
    assert drawn(50, 50, carried=50) == "▓▓▓▓▓·····│  "


@pytest.mark.parametrize("realised", [0, 1, 99, 100, 101, 500])
def test_every_bar_fills_its_width(realised: int) -> None:
    widths = range(4, 60)
    assert [len(drawn(100, realised, 3, 2, width=width)) for width in widths] == list(widths)


def test_the_legend_names_every_glyph() -> None:
    assert [glyph in legend().plain for glyph in "▓▒░│▶"] == [True] * 5
