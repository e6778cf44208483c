"""Another size of the terminal, on every screen: nothing breaks, and nothing is lost."""

from __future__ import annotations

import re

import pytest

from ipe_events.tui.widgets.key_hints import MOST
from tests.tui.conftest import Opener
from tests.tui.places import screens

# Over every breakpoint and back again, one of them too small.
SIZES = [(60, 18), (200, 60), (99, 30), (100, 30), (59, 24), (139, 40), (140, 45), (80, 17)]


@pytest.mark.parametrize("depth", [0, pytest.param(1, marks=pytest.mark.soak)])
async def test_every_screen_at_every_size(open_app: Opener, depth: int) -> None:
    async with open_app() as app:
        async for way in screens(app, depth):
            before = app.frame().splitlines()
            # At 80 columns a few whole hints, with what finds everything else among them.
            assert " ^p  " in f"{before[-1]} ", way
            assert re.search(r" (\?|F1)  ", before[-1]), way
            assert len(re.findall(r"\S  \S", before[-1])) <= 2 * MOST, way
            for width, height in SIZES if depth else SIZES[::2]:
                await app.resize(width, height)
                lines = app.frame().splitlines()
                assert len(lines) == height, way
                assert any(line.strip() for line in lines), way
                small = width < 60 or height < 18
                assert bool(app.screen.query_one("#too-small").display) is small, (way, width)
            await app.resize(80, 24)
            # A long text in an input may be scrolled to its end by now.
            after = app.frame().splitlines()
            assert (after[0], after[-1]) == (before[0], before[-1]), way
