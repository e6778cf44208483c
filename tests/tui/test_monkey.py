"""Keys at random, always the same ones: nothing may be reported as a fault."""

from __future__ import annotations

import random

import pytest

from tests.tui.conftest import Opener

KEYS = (
    *"naeixpyutwmdAN123456",
    *("slash", "left_square_bracket", "right_square_bracket", "tab", "shift+tab"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("enter", "enter", "space", "escape", "escape", "escape", "ctrl+s", "backspace"),
    *("f1", "f2", "f3", "f4", "f6", "f7", "f8", "ctrl+z", "ctrl+y", "delete"),
)


@pytest.mark.parametrize("seed", [2])
async def test_thirty_keys(open_app: Opener, seed: int) -> None:
    chance = random.Random(seed)
    async with open_app(size=(100, 30) if seed % 2 else (80, 24)) as app:
        for _round in range(6):
            await app.pilot.press(*chance.choices(KEYS, k=5))
            if not app.app.is_running:
                break
        await app.settle()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 130))
async def test_a_thousand_keys(open_app: Opener, seed: int) -> None:
    chance = random.Random(seed)
    async with open_app(size=chance.choice([(60, 18), (80, 24), (120, 40), (160, 50)])) as app:
        for number in range(200):
            await app.pilot.press(*chance.choices(KEYS, k=5))
            if number % 20 == 19:
                await app.pilot.resize_terminal(chance.randint(40, 170), chance.randint(12, 50))
        await app.settle()
