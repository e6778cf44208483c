"""Everything that a screen offers is done on it: never silence, never a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipe_events.tui.actions import AREAS, EVERYWHERE
from tests.tui.conftest import Opener
from tests.tui.driving import Driven
from tests.tui.places import WAYS, do, follow, offered, screens

# What is already so may be chosen again, and what is empty may be saved or narrowed.
QUIET = {"filter", "save", "open", "today", "unfold", "fold", "choose"}


def looks(app: Driven) -> tuple[object, ...]:
    focused = app.screen.focused
    return app.screen, app.frame(), tuple(app.toasts), focused


async def silent(app: Driven, way: str) -> list[str]:
    """The actions of a screen after which nothing whatever looks different."""
    found = []
    area, *steps = way.split()
    await follow(app, area, steps)
    for action in offered(app):
        # What is everywhere is done in the areas.
        if steps and action.id in EVERYWHERE:
            continue
        before = looks(app)
        await do(app, action)
        already = type(before[0]).__name__.casefold().startswith(action.id)
        if looks(app) != before:
            await follow(app, area, steps)
        elif not already and action.id not in QUIET:
            found.append(f"{way} {action.id}")
    return found


@pytest.mark.parametrize(
    "area",
    [pytest.param(area, marks=() if area == "hours" else pytest.mark.soak) for area in AREAS],
)
async def test_nothing_is_silent_in_an_empty_programme(
    open_app: Opener, bare_path: Path, area: str
) -> None:
    async with open_app(bare_path) as app:
        assert await silent(app, area) == []


@pytest.mark.soak
@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("empty", [True, False])
async def test_nothing_is_silent_anywhere(
    open_app: Opener, bare_path: Path, empty: bool, half: int
) -> None:
    ways = dict(list(WAYS.items())[half::2])
    async with open_app(bare_path if empty else None) as app:
        found = [await silent(app, way) async for way in screens(app, ways=ways)]
        assert [one for some in found for one in some] == []
