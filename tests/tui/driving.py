"""Drives the screens without a terminal, by keys, and reads what they show."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from ipe_events import i18n
from ipe_events.faults import trace
from ipe_events.settings import Settings
from ipe_events.tui.actions import ACTIONS
from ipe_events.tui.app import IpeEventsApp
from ipe_events.tui.host import Clock
from ipe_events.tui.registry.action import key_name
from ipe_events.tui.widgets.row_list import RowList

FRAMES = Path(__file__).parent / "frames"
UPDATE = "IPE_EVENTS_UPDATE_FRAMES"
PATIENCE = 30.0
TURNS, PAUSES = 12, 40
CHARACTERS = {"space": " ", "slash": "/", "question_mark": "?"}


class Driven:
    """An app that runs."""

    def __init__(self, app: IpeEventsApp, pilot: Pilot[None], language: str) -> None:
        self.app = app
        self.pilot = pilot
        self.language = language
        self.faults: list[Exception] = []

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""
        return self.app.screen

    @property
    def on(self) -> str:
        """The name of the screen in front."""
        return type(self.app.screen).__name__

    def frame(self) -> str:
        """What is on the screen, as lines without trailing blanks."""
        strips = self.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
        return "\n".join(lines) + "\n"

    def lines(self, word: str) -> list[str]:
        """The lines of the frame that hold a word."""
        return [line for line in self.frame().splitlines() if word in line]

    def line(self, word: str) -> str:
        """The only line of the frame that holds a word."""
        (found,) = self.lines(word)
        return found

    async def to(self, word: str, key: str = "down") -> None:
        """Move the cursor to the first line that holds a word."""
        rows = self.screen.focused
        assert isinstance(rows, RowList)
        for _turn in rows.keys:
            if word in self.selected():
                return
            await self.press(key)
        raise AssertionError(f"no line with {word!r} can be chosen")

    def selected(self) -> str:
        """The line under the cursor of the list in focus."""
        rows = self.screen.focused
        assert isinstance(rows, RowList)
        return rows.row(rows.cursor, rows.size.width).plain

    @property
    def toasts(self) -> list[str]:
        """What was said in toasts that are still shown."""
        return [str(item.message) for item in self.app._notifications]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until everything they started has come."""
        for key in keys:
            self.app.post_message(_key(key))
            # Textual's own `press` waits until the processor rests, which takes long.
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text into what has the focus."""
        await self.press(*text)

    async def paste(self, text: str) -> None:
        """Paste a text into what has the focus: a key for each letter takes long."""
        self.app.post_message(Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is asked, ordered or to be drawn any more."""
        quiet = turn = 0
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self.app.runner.idle:
                await asyncio.sleep(0.004)
                continue
            # What one message starts comes in the next turn, as another message. Textual's `pause`
            # asks every widget to answer, which takes long: once, when all seems quiet.
            await asyncio.sleep(0)
            self.app.screen._on_timer_update()
            quiet = quiet + 1 if self._is_quiet() else 0
            turn += 1
            # What is not shown is never drawn, and says so only when it is asked.
            if quiet == TURNS or turn % PAUSES == 0:
                await self.pilot.pause(0)
                quiet = 0
                if self._is_quiet():
                    return

    def _is_quiet(self) -> bool:
        screen = self.app.screen
        widgets = [screen, *screen.walk_children(Widget)]
        pumps = [self.app, *widgets]
        waiting = any(pump._next_callbacks or pump._message_queue.qsize() for pump in pumps)
        undrawn = screen._dirty_widgets or any(
            widget._layout_required or widget._repaint_required for widget in widgets
        )
        complete = getattr(screen, "_began", True) and getattr(screen, "_complete", True)
        return bool(
            complete
            and self.app.runner.idle
            and self.app.typed.none
            and not (waiting or undrawn or screen._callbacks)
        )

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds."""
        await wait_for(self.pilot, condition)

    async def resize(self, width: int, height: int) -> None:
        """Another size of the terminal."""
        await self.pilot.resize_terminal(width, height)
        await self.until(lambda: self.screen._compositor.size == (width, height))
        await self.settle()

    async def in_both_sizes(self, name: str) -> None:
        """The frames are the ones kept under a name: at 80 x 24, then at 120 x 40."""
        for width, height in ((80, 24), (120, 40)):
            await self.resize(width, height)
            self.same_as(name)

    def same_as(self, name: str) -> None:
        """The frame is the one kept under a name, for this size and language.

        With IPE_EVENTS_UPDATE_FRAMES=1 it is kept as it is now.
        """
        size = self.app.size
        file = FRAMES / f"{name}-{size.width}x{size.height}-{self.language}.txt"
        frame = self.frame()
        if os.environ.get(UPDATE):
            file.parent.mkdir(exist_ok=True)
            file.write_text(frame, encoding="utf-8")
        assert frame == file.read_text(encoding="utf-8"), f"{file.name}; {UPDATE}=1 keeps it"


async def wait_for(
    pilot: Pilot[Any], condition: Callable[[], object], patience: float = PATIENCE
) -> None:
    """Wait until something holds, however long the machine takes over it."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it never came")
        await asyncio.sleep(0.005)
    await pilot.pause(0)


def hints_are_whole(line: str, language: str = "nl") -> bool:
    """Whether a line of key hints holds nothing but whole hints."""
    speak = i18n.translator(language).gettext
    hints = {
        f"{speak(key_name(key))}  {speak(action.label)}"
        for action in ACTIONS.values()
        for key in action.all_keys.split(",")
    }
    rest = f" {line.strip()} "
    for hint in sorted(hints, key=len, reverse=True):
        rest = rest.replace(f" {hint} ", "  ")
    return bool(line.strip()) and not rest.strip()


def _key(key: str) -> Key:
    """The key as a terminal sends it: by its name, with the character it makes."""
    if len(key) == 1:
        return Key(_character_to_key(key), key)
    return Key(key, CHARACTERS.get(key))


@asynccontextmanager
async def running(
    path: Path,
    clock: Clock,
    exports: Path,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "nl",
    settings: Settings | None = None,
    programme: str | None = None,
    faulty: bool = False,
) -> AsyncIterator[Driven]:
    """An app on a workspace, settled; a fault it reported fails the test unless `faulty`."""
    before = i18n.language()
    i18n.use(language)
    app = IpeEventsApp(path, programme, clock, settings or Settings(), exports)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            driven = Driven(app, pilot, language)
            report = app.report

            def keep(error: Exception) -> None:
                driven.faults.append(error)
                report(error)

            app.report = keep  # type: ignore[method-assign]
            # The first frame is there before the first screen is.
            await driven.until(lambda: len(app.screen_stack) > 1 or app.current_mode != "_default")
            await driven.settle()
            yield driven
            app.exit()
    finally:
        app.close()
        i18n.use(before)
    if not faulty:
        found = [[*trace(fault), str(fault)] for fault in driven.faults]
        assert not found, found


def without_numbers(frame: str) -> str:
    """A frame in which numbers do not count."""
    return re.sub(r"\d+", "0", frame)
