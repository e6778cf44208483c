"""Tables within the lines of a terminal, and as wide as they like elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from ipe_events.cli import columns, output

HEAD = ("slug", "name", "realised", "status")
ROWS = [
    ("menso-alting-zwolle", "Mbo Menso Alting Zwolle en alle anderen", "1,497.17", "room left"),
    ("kpz", "Hogeschool \x1b[31mKPZ", "2", "above"),
]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes a terminal of so many columns of the output."""

    def resize(width: int) -> None:
        size = os.terminal_size((width, 24))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setattr("shutil.get_terminal_size", lambda: size)

    return resize


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    columns.table(HEAD, ROWS, right=(2,), whole=(0,))
    return capsys.readouterr().out.splitlines()


def test_a_file_gets_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys) == [
        "slug                 name                                     realised  status",
        "menso-alting-zwolle  Mbo Menso Alting Zwolle en alle anderen  1,497.17  room left",
        "kpz                  Hogeschool [31mKPZ                              2  above",
    ]


def test_a_terminal_gets_lines_that_fit(
    terminal: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(60)
    lines = printed(capsys)
    assert lines == [
        "slug                 name                realised  status",
        "menso-alting-zwolle  Mbo Menso Alting …  1,497.17  room left",
        "kpz                  Hogeschool [31mKPZ         2  above",
    ]
    assert max(map(len, lines)) == 60


def test_on_too_narrow_a_terminal_slugs_and_numbers_stay_whole(
    terminal: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(20)
    assert printed(capsys)[1] == "menso-alting-zwolle  Mbo Men…  1,497.17  room left"


def test_wide_characters_take_two_places(capsys: pytest.CaptureFixture[str]) -> None:
    columns.table(("a", "b"), [("学校", "x"), ("e\u0301", "y")])
    assert capsys.readouterr().out.splitlines() == ["a     b", "学校  x", "e\u0301     y"]


def test_a_row_of_one_cell_is_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    columns.table(("a", "b"), [("kernteam:",), (" x", "y")])
    assert capsys.readouterr().out.splitlines() == ["a   b", "kernteam:", " x  y"]


def test_sentences_go_on_below_their_last_column(
    terminal: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        "  ! Kernteamoverleg: nobody of Hogeschool KPZ has answered yet",
        "  * yes   What is left goes along to the year after it",
        f"written to /tmp/{'x' * 60}",
    )
    output.say(*lines)
    assert capsys.readouterr().out.splitlines() == list(lines)
    terminal(40)
    output.say(*lines)
    assert capsys.readouterr().out.splitlines() == [
        "  ! Kernteamoverleg: nobody of",
        "    Hogeschool KPZ has answered yet",
        "  * yes   What is left goes along to the",
        "          year after it",
        "written to",
        f"  /tmp/{'x' * 60}",
    ]
