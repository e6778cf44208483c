"""A window that changes its size over and over while something is open: nothing hangs."""

from __future__ import annotations

import asyncio

import pytest

from tests.tui.conftest import Opener
from tests.tui.driving import _key

SIZES = ((80, 24), (140, 45), (59, 17), (100, 30), (200, 60), (60, 18))
# What is open, and how many times Esc closes it.
OPEN = {
    "the date dialog": (("g",), 1),
    "a date half typed": (("g", *"12-1"), 1),
    "a list of suggestions": (("n", *"ker"), 3),
    "the help": (("question_mark",), 1),
    "a list to choose from": (("N", "enter"), 3),
    "the palette": (("ctrl+p", *"uren"), 1),
}


async def resized(open_app: Opener, what: str, rounds: int) -> None:
    """Open it, resize without waiting, and close it, so many times."""
    keys, closing = OPEN[what]
    async with open_app() as app:
        for turn in range(rounds):
            await app.press(*keys)
            for size in SIZES[: 2 + turn % 5]:
                await app.pilot.resize_terminal(*size)
                await asyncio.sleep(0.001 * (turn % 7))
            for _turn in range(closing):
                app.app.post_message(_key("escape"))
            await app.settle()
            await app.resize(100, 30)
            for _turn in range(6):
                if app.on != "AgendaScreen":
                    await app.press("right", "enter") if "Dialog" in app.on else None
                    await app.press("escape")
            assert app.on == "AgendaScreen", (turn, app.on)


@pytest.mark.soak
@pytest.mark.parametrize("what", OPEN)
async def test_forty_rounds(open_app: Opener, what: str) -> None:
    await asyncio.wait_for(resized(open_app, what, 40), 200)
