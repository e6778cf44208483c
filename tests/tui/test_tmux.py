"""The installed program in tmux, as somebody uses it: keys in, frames out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.tui.driving import hints_are_whole

PROGRAM = Path(sys.executable).with_name("ipe-events")
PATIENCE = 40.0
OUTER = frozenset({"TMUX", "COLUMNS", "LINES"})
SIZES = [(80, 24), (140, 45)]
# In the smaller one hints are the first to be cut.
SCREENS = [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.soak)]
TITLE = "[/red] kick-off [b]"

pytestmark = [
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="the program is not installed"),
]


class Tmux:
    """A tmux server of its own with one window, in which the program runs."""

    def __init__(self, folder: Path, workspace: Path, size: tuple[int, int]) -> None:
        self.width, self.folder = size[0], folder
        self.socket = folder / "tmux.sock"
        self.environment = {
            # Those of the terminal the tests run in would hide the size of this one.
            **{name: value for name, value in os.environ.items() if name not in OUTER},
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_DATA_HOME": str(folder / "data"),
            "IPE_EVENTS_NOW": "2026-11-22T09:00",
            "LC_ALL": "C.UTF-8",
        }
        width, height = size
        # Files that are written or asked for lie there.
        program = f"cd {folder}; {PROGRAM} --workspace {workspace} --lang nl"
        command = f"{program}; echo ended $?; sleep 1000"
        self.run(
            *("-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height)),
            command,
        )

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self.socket), *arguments],
            capture_output=True,
            text=True,
            env=self.environment,
            timeout=20,
            check=True,
        )
        return done.stdout

    def frame(self) -> str:
        return self.run("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def write(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    def until(self, condition: Callable[[str], object]) -> str:
        """Wait until a frame is as it should be, its hints whole; that frame."""
        end = time.monotonic() + PATIENCE
        while not (condition(frame := self.frame()) and ends_well(frame)):
            assert time.monotonic() < end, frame
            time.sleep(0.1)
        assert "Traceback" not in frame
        return frame

    def close(self) -> None:
        subprocess.run(
            ["tmux", "-S", str(self.socket), "kill-server"],
            env=self.environment,
            capture_output=True,
            timeout=20,
            check=False,
        )


@pytest.fixture(params=SCREENS, ids=str)
def terminal(request: pytest.FixtureRequest, planned_path: Path, tmp_path: Path) -> Iterator[Tmux]:
    opened = Tmux(tmp_path, planned_path, request.param)
    yield opened
    opened.close()


def ends_well(frame: str) -> bool:
    """Whether the last line holds whole hints, or the program has ended."""
    lines = frame.splitlines()
    ended = re.search(r"^ended \d", frame, re.MULTILINE)
    return bool(ended) or (bool(lines) and hints_are_whole(lines[-1]))


def contains(word: str, text: str) -> bool:
    return word in text


def partners_shown(frame: str) -> bool:
    return "Uren van partners" in frame and "Hogeschool Viaa" in frame


def bar_of(frame: str, partner: str) -> str:
    """A partner's line in the list of bars."""
    return next(line.rstrip() for line in frame.splitlines() if partner in line)


def test_an_event_is_added_by_keyboard_changes_the_bars_and_is_undone(terminal: Tmux) -> None:
    frame = terminal.until(lambda shown: "Kernteamoverleg" in shown)

    terminal.press("2")
    frame = terminal.until(partners_shown)
    before = bar_of(frame, "Hogeschool Viaa")
    assert "+2" in before

    terminal.press("1")
    terminal.until(lambda shown: "Uren van partners" not in shown)
    terminal.press("n")
    terminal.until(lambda shown: "Esc" in shown)
    terminal.write(f"kernteam di 15 dec 8-23 {TITLE}")
    frame = terminal.until(lambda shown: "15 dec" in shown and "Hogeschool Viaa" in shown)
    terminal.press("Enter")
    frame = terminal.until(lambda shown: "Esc" not in shown and TITLE in shown)

    terminal.press("2")
    frame = terminal.until(
        lambda shown: partners_shown(shown) and "+17" in bar_of(shown, "Hogeschool Viaa")
    )
    if terminal.width > 100:
        # Where a cell is seven hours, fifteen more show in the bar itself.
        assert "▓▒·" in before
        assert "▓▒▒·" in bar_of(frame, "Hogeschool Viaa")

    terminal.press("5")
    terminal.until(lambda shown: TITLE in shown)
    terminal.press("2", "u")
    frame = terminal.until(
        lambda shown: partners_shown(shown) and bar_of(shown, "Hogeschool Viaa") == before
    )
    assert "Ongedaan gemaakt" in frame

    terminal.press("1")
    terminal.until(lambda shown: "Uren van partners" not in shown and TITLE not in shown)
    terminal.press("q")
    terminal.until(lambda shown: re.search(r"^ended 0", shown, re.MULTILINE))


@pytest.mark.parametrize("terminal", SCREENS, ids=str, indirect=True)
def test_every_screen_opens_and_its_hints_are_whole(terminal: Tmux) -> None:
    terminal.until(lambda shown: "Kernteamoverleg" in shown)
    areas = (
        ("2", "Uren van partners"),
        ("3", "Anna Bos"),
        ("4", "per kwartaal"),
        ("5", "Te vertellen"),
        ("6", "Hoe het plan is gelezen"),
        ("H", "Geschiedenis"),
        ("F1", "Overal"),
    )
    for key, word in areas:
        terminal.press(key)
        terminal.until(partial(contains, word))
    terminal.press("Escape")
    terminal.until(lambda shown: "Overal" not in shown)
    terminal.press("C-q")
    terminal.until(lambda shown: "ended 0" in shown)


def test_a_hint_that_is_cut_is_known() -> None:
    assert hints_are_whole("  Enter  Openen  ?  Hulp  q  Stoppen")
    assert not hints_are_whole("  Enter  Openen  ?  Hulp  q  Stopp")
    assert not hints_are_whole("")
