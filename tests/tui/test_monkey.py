"""Keys, words, clicks and sizes at random, always the same ones: nothing is reported as a fault,
nobody gets stuck, the file stays sound, and undoing brings it back to what it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path

import pytest
from textual.events import Paste

from ipe_events.domain.errors import refuse
from ipe_events.domain.records import HistoryLine
from ipe_events.faults import trace
from ipe_events.services.workspace import Workspace
from ipe_events.store import journal
from ipe_events.tui.actions import ACTIONS
from ipe_events.tui.bridge_start import create
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.screens.dialog import SureDialog
from tests.conftest import copied, fixed_clock
from tests.store.dumps import dump
from tests.tui.conftest import Opener
from tests.tui.driving import Driven, _key, running

# Whoever quits, or puts another file in the place of this one, sees nothing more of it.
ENDING = {"quit"}
LETTERS = sorted(
    {
        key
        for action in ACTIONS.values()
        if action.id not in ENDING
        for key in action.all_keys.split(",")
        if key
    }
)
MOVES = ("up", "down", "left", "right", "tab", "shift+tab", "home", "end", "pageup", "pagedown")
DECIDING = ("enter", "enter", "enter", "space", "ctrl+s", "ctrl+s", "escape", "backspace", "delete")
WORDS = (
    "kernteam di 15 dec 13-15 @viaa",
    "congres 12-1 10u",
    "volgende week",
    "Anna Bos",
    "viaa",
    "deltion",
    "1:30",
    "2",
    "250",
    "2027",
    "12-1",
    "anders@example.org",
    "[/bold] 会議 👩‍⚕️ \u202eabc",
    "x" * 90,
    "{label} %s $error",
    "2000-01-01",
    "-1",
    "",
)
# What somebody does all day: begun as it should be, ended as chance has it.
HABITS = (
    ("1", "n", *"kernteam di 15 dec 13-15", "ctrl+s"),
    ("1", "n", *"congres 12-1-2027 10u", "enter"),
    ("1", "down", "e", *"anders", "ctrl+s"),
    ("1", "down", "a", "A", "ctrl+s"),
    ("1", "down", "x", "right", "enter"),
    ("1", "down", "down", "i", *"viaa", "enter", "ctrl+s"),
    ("3", "n", *"Iemand Anders", "tab", "enter", "down", "enter", "ctrl+s"),
    ("4", "n", "enter", "down", "enter", "tab", *"12-10", "tab", *"1:30", "ctrl+s"),
    ("5", "X", "enter"),
    ("6", "down", "down", "enter", "down", "enter"),
    ("u",),
    ("ctrl+y",),
)
SIZES = ((80, 24), (80, 24), (100, 30), (140, 45), (120, 40), (60, 18), (59, 17), (200, 60))


class Monkey:
    """Does at random what somebody might do with the keyboard, the mouse and the window."""

    def __init__(self, app: Driven, seed: int) -> None:
        self.app, self.chance = app, random.Random(seed)
        self.done: list[str] = []

    async def act(self) -> int:
        """One thing; how many keys that were."""
        deeds: tuple[tuple[int, Callable[[], list[str]]], ...] = (
            (10, lambda: self.chance.choices(LETTERS, k=2)),
            (8, lambda: self.chance.choices(MOVES, k=3)),
            (6, lambda: self.chance.choices(DECIDING, k=2)),
            (6, self.fill_in),
            (4, lambda: list(self.chance.choice(HABITS))),
        )
        what = self.chance.random()
        if what < 0.06:
            await self.click()
            return 1
        if what < 0.08:
            await self.resize()
            return 1
        if what < 0.12:
            text = self.chance.choice(WORDS)
            self.done.append(f"paste {text!r}")
            self.app.app.post_message(Paste(text))
            await self.app.settle()
            return 1
        weights, makers = zip(*deeds, strict=True)
        (make,) = self.chance.choices(makers, weights=weights)
        keys = make()
        self.done += keys
        for key in keys:
            self.app.app.post_message(_key(key))
        await self.app.settle()
        return len(keys)

    def fill_in(self) -> list[str]:
        """Type in some fields one after another, and save."""
        keys: list[str] = []
        for _turn in range(self.chance.randint(1, 3)):
            keys += [*self.chance.choice(WORDS)[:24], self.chance.choice(("tab", "down", "enter"))]
        return [*keys, self.chance.choice(("ctrl+s", "enter", "tab"))]

    async def click(self) -> None:
        """Click somewhere."""
        width, height = self.app.app.size
        place = (self.chance.randrange(width), self.chance.randrange(height))
        # Not on the hint that quits.
        line = self.app.frame().splitlines()
        word = line[place[1]] if place[1] < len(line) else ""
        if place[1] == height - 1 and ("Stoppen" in word[max(0, place[0] - 12) :]):
            return
        self.done.append(f"click {place}")
        await self.app.pilot.click(offset=place)
        await self.app.settle()

    async def resize(self) -> None:
        """Another size of the window."""
        size = self.chance.choice(SIZES)
        self.done.append(f"resize {size}")
        await self.app.pilot.resize_terminal(*size)
        await self.app.settle()

    async def home(self) -> None:
        """Whoever is anywhere gets back to an area with Esc, saying that it may be lost."""
        await self.app.pilot.resize_terminal(100, 30)
        await self.app.settle()
        for _turn in range(30):
            screen = self.app.screen
            if isinstance(screen, AreaScreen):
                # First what is typed in its filter goes.
                await self.app.press("escape", "1")
                if self.app.on == "AgendaScreen":
                    break
            elif isinstance(screen, SureDialog):
                await self.app.press("right", "enter")
            else:
                await self.app.press("escape")
        screen = self.app.screen
        where = f"{self.app.on} {vars(screen).get('saving')} after {self.done[-30:]}"
        assert self.app.on == "AgendaScreen", where
        assert self.app.frame().lstrip().startswith("1 "), where


async def play(app: Driven, seed: int, keys: int) -> list[str]:
    """Press so many keys; what was done last."""
    monkey = Monkey(app, seed)
    pressed, next_home = 0, 150
    while pressed < keys and app.app.is_running and not app.app._exit:
        pressed += await monkey.act()
        found = [[*trace(fault)[-4:], str(fault)] for fault in app.faults]
        assert not found, f"{found} after {monkey.done[-30:]}"
        if pressed >= next_home:
            next_home += 150
            await monkey.home()
    assert pressed >= keys, f"it ended: {monkey.done[-20:]}"
    await monkey.home()
    return monkey.done


def fence(path: Path) -> None:
    """Undo reaches no further back than this: the monkey would take the demo itself back."""
    workspace = Workspace(path, fixed_clock)
    with workspace.delivery() as view:
        view.session.exec(journal.barrier("start", view.stamp))
    workspace.close()


def since_the_fence(workspace: Workspace) -> list[HistoryLine]:
    """The changes that can be undone."""
    lines = workspace.history(100_000)
    return list(takewhile(lambda line: line.kind != "barrier", lines))


def comes_back(path: Path, before: dict[str, list[tuple[object, ...]]]) -> int:
    """Whether the file is sound and undoing everything makes it what it was; how many changes."""
    workspace = Workspace(path, fixed_clock)
    assert workspace.faults() == []
    made = len(since_the_fence(workspace))
    # Undoing leaves the change it takes back, and a change of its own.
    while any(line.kind == "do" and not line.undone for line in since_the_fence(workspace)):
        workspace.undo()
    workspace.close()
    after = dump(path)
    assert {name for name in before if before[name] != after[name]} == set()
    return made


@pytest.fixture
def tame(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no undoing takes back is not done: erasing somebody, putting a copy in place."""

    def not_now(*_arguments: object, **_named: object) -> None:
        raise refuse("work-stopped")

    monkeypatch.setattr("ipe_events.services.erasing.erase", not_now)
    monkeypatch.setattr("ipe_events.services.upkeep.restore", not_now)


@pytest.mark.usefixtures("tame")
async def test_some_hundred_keys(open_app: Opener, planned_path: Path) -> None:
    fence(planned_path)
    before = dump(planned_path)
    async with open_app(size=(100, 30)) as app:
        await play(app, 5, 150)
    assert comes_back(planned_path, before) > 0


@pytest.fixture(scope="module")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    create(path, fixed_clock, "sion", "Sanne <sanne@example.org>", with_demo=True)
    fence(path)
    return path


@pytest.fixture(scope="module")
def changes() -> Iterator[list[int]]:
    """How many each seed made: one may wander about, all together they change things."""
    made: list[int] = []
    yield made
    assert sum(made) >= 2 * len(made), made


@pytest.mark.soak
@pytest.mark.usefixtures("tame")
@pytest.mark.parametrize("seed", range(100, 120))
async def test_twenty_thousand_keys_on_the_demo(
    demo_template: Path, tmp_path: Path, changes: list[int], seed: int
) -> None:
    path = copied(demo_template, tmp_path / "demo" / "ipe-events.db")
    before = dump(path)
    size = SIZES[seed % len(SIZES)]
    async with running(path, fixed_clock, tmp_path / "exports", size=size) as app:
        await play(app, seed, 1000)
    changes.append(comes_back(path, before))
