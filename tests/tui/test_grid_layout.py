from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from rich.text import Text

from ipe_events import i18n
from ipe_events.tui.grid_layout import Figure, GridRow, fit, head_line, row_line

HERE = Style(reverse=True)
figures = st.builds(Figure, st.integers(0, 2_000_000), st.one_of(st.none(), st.integers(0, 4_000)))


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[str], list[GridRow]]:
    """Heads of months or quarters, and rows of figures with a total."""
    count = draw(st.sampled_from([2, 5, 13]))
    heads = [f"okt–{n}" for n in range(count - 1)] + ["totaal"]
    names = draw(st.lists(st.text("abc 日", min_size=1, max_size=60), min_size=1, max_size=6))
    rows = [
        GridRow(
            Text(name),
            tuple(draw(st.lists(figures, min_size=count, max_size=count))),
            key=str(number),
            bar=lambda width: Text("▓" * width),
        )
        for number, name in enumerate(names)
    ]
    return heads, rows


@given(grids(), st.integers(66, 220), st.integers(0, 12), st.integers(0, 12))
def test_every_figure_is_whole_and_every_column_straight(
    grid: tuple[list[str], list[GridRow]], width: int, column: int, first: int
) -> None:
    i18n.use("nl")
    heads, rows = grid
    column %= len(heads)
    layout = fit(heads, rows, width, column=column, first=first)
    assert column in layout.shown
    assert layout.shown[-1] == len(heads) - 1
    lines = [row_line(row, layout, width, column, HERE) for row in rows]
    assert {line.cell_len for line in lines} <= {min(width, lines[0].cell_len)}
    assert lines[0].cell_len <= width
    head = head_line(heads, layout, width)
    bar = layout.bar + layout.gap if layout.bar else 0
    assert head.cell_len == lines[0].cell_len - bar
    for row, line in zip(rows, lines, strict=True):
        words = line.plain.split()
        for n in layout.shown:
            assert row.figures[n].hours in words
    assert all(heads[n] in head.plain for n in layout.shown)
    hidden = set(range(len(heads))) - set(layout.shown)
    assert ("▸" in head.plain) == any(n >= layout.last for n in hidden)
    assert ("◂" in head.plain) == any(n < layout.first for n in hidden)


def test_a_percentage_stands_beside_its_hours_in_a_place_of_its_own() -> None:
    i18n.use("en")
    rows = [
        GridRow(Text("Deltion"), (Figure(60, 5), Figure(600, 120))),
        GridRow(Text("KPZ"), (Figure(0, 0), Figure(12_345, None))),
    ]
    layout = fit(["Q1", "total"], rows, 80, column=0)
    first, second = (row_line(row, layout, 80, None, HERE).plain for row in rows)
    assert first == " Deltion           1 [5%]      10 [120%]"
    assert second == " KPZ               ·       205.75       "
