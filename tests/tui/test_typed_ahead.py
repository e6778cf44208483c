"""Keys typed at once, before what they are for is there, come where they were meant."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ipe_events.tui.bridge import Bridge
from ipe_events.tui.runner import Runner
from tests.conftest import copied
from tests.tui.conftest import Opener
from tests.tui.driving import Driven, _key

SLOW = 0.25
# Keys that open a form, with what is typed in it without waiting.
TYPED = {
    "an event in one line": ("n", *"kernteam di 15 dec 13-15"),
    "an event": ("N", "tab", *"12 jan", "tab", "tab", *"13:00", "tab", *"15:00"),
    "a person": ("3", "n", *"Iemand Anders", "tab", *"wind", "tab", *"iemand@example.org"),
    "a year": ("Y", "tab", *"2 x per half jaar", "up", *"elke 3 weken di 13-15", "shift+tab"),
    "guests": ("down", "down", "i", *"viaa", "enter"),
    "who was there": ("end", "a", "A", "down", "space"),
    "hours": ("4", "n", *"wind", "tab", "tab", *"12-10"),
    "a date": ("g", *"12-1", "enter"),
    "a saved form, then the next": ("n", *"kernteam di 15 dec 13-15", "enter", "n", *"congres"),
    "the palette": ("ctrl+p", *"exporteer"),
    "a question, then an area": ("down", "x", "right", "enter", "2"),
}

SHORT = ("a saved form, then the next",)
CASES = [what if what in SHORT else pytest.param(what, marks=pytest.mark.soak) for what in TYPED]


async def at_once(app: Driven, keys: tuple[str, ...]) -> str:
    """Type without looking; what is shown in the end."""
    for key in keys:
        app.app.post_message(_key(key))
    await app.settle()
    return shown(app)


def shown(app: Driven) -> str:
    """The screen, what stands in its fields, what is marked, and where the keys go."""
    focused = app.screen.focused
    where = f"{app.on} {type(focused).__name__} {focused and focused.id}"
    fields = [str(getattr(field, "value", "")) for field in app.screen.query("Input, Picker")]
    lines = [line for line in app.frame().splitlines() if "✓" in line or "│ ▸" in line]
    return "\n".join([where, *fields, *lines])


@pytest.mark.parametrize("what", CASES)
async def test_typed_at_once_is_typed_one_by_one(
    open_app: Opener,
    planned_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    keys = TYPED[what]
    other = copied(planned_path, tmp_path / "other" / "ipe-events.db")
    async with open_app(other) as app:
        await app.press(*keys)
        expected = shown(app)
    open_workspace = Runner._opened

    def slowly(runner: Runner) -> Bridge:
        time.sleep(SLOW)
        return open_workspace(runner)

    async with open_app() as app:
        monkeypatch.setattr(Runner, "_opened", slowly)
        assert await at_once(app, keys) == expected
