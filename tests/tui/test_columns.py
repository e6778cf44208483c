from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.text import Text

from ipe_events.tui.columns import Column, Line, Table

HOSTILE = ("[/red] kick-off [b]", "👩‍⚕️ zorg 漢字", "\u202eomgekeerd", "x" * 200, "")


def test_columns_line_up_and_figures_stand_at_the_right() -> None:
    columns = (Column("Naam", grow=True), Column("uren", right=True))
    lines = [Line((Text("Viaa"), Text("2"))), Line((Text("Landstede"), Text("200")))]
    table = Table(columns, lines)
    assert [table.set(line, 20).plain for line in lines] == [
        " Viaa             2",
        " Landstede      200",
    ]
    assert table.heads(20).plain == " Naam          uren"


def test_figures_are_never_cut() -> None:
    columns = (Column(least=4), Column(right=True))
    lines = [Line((Text("Kindcentrum De Kattenstaart"), Text("1.497,17")))]
    assert Table(columns, lines).set(lines[0], 20).plain == " Kindcent… 1.497,17"


def test_an_empty_cell_gives_its_room_to_the_one_before_it() -> None:
    columns = (Column(), Column(), Column(right=True))
    lines = [
        Line((Text("a long heading"), None, None)),
        Line((Text("a"), Text("b"), Text("12"))),
    ]
    table = Table(columns, lines)
    assert table.widths(40) == [1, 1, 2]
    assert table.set(lines[0], 40).plain == " a lon…"


def test_a_column_goes_where_there_is_no_room_for_it() -> None:
    columns = (Column(), Column(from_width=50))
    lines = [Line((Text("name"), Text("address")))]
    table = Table(columns, lines)
    assert "address" not in table.set(lines[0], 51).plain
    assert "address" in table.set(lines[0], 52).plain


def test_a_number_at_the_end_stays_when_a_name_is_cut() -> None:
    columns = (Column(least=4), Column(least=2, right=True))
    lines = [Line((Text(f"Werkveldpartner leerteam {number}"), Text("40"))) for number in (7, 13)]
    table = Table(columns, lines)
    assert table.set(lines[0], 20).plain == " Werkveldpart… 7 40"
    assert table.set(lines[1], 20).plain == " Werkveldpar… 13 40"
    assert "7" not in table.set(lines[0], 10).plain


def test_titles_never_run_into_each_other() -> None:
    columns = (Column("Partner"), Column("resterend", right=True), Column("stand"))
    lines = [Line((Text("Viaa"), Text("1"), Text("ruimte")))]
    assert Table(columns, lines).heads(40).plain == " Partner resterend stand"


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("width", [8, 20, 60])
def test_lines_are_never_wider_than_their_place(words: str, width: int) -> None:
    columns = (Column(least=2, grow=True), Column(least=2))
    lines = [Line((Text(words), Text(words)))]
    table = Table(columns, lines)
    assert cell_len(table.set(lines[0], width).plain) <= width
    assert cell_len(table.heads(width).plain) <= width
