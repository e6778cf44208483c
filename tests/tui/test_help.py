from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

from ipe_events.tui import screens
from ipe_events.tui.actions import ACTIONS, applicable, key_name
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.screens.dialog import Dialog
from ipe_events.tui.screens.help import HelpScreen
from ipe_events.tui.widgets.line_list import LineList
from tests.tui.conftest import Opener
from tests.tui.driving import Driven


def said(app: Driven) -> str:
    return "\n".join(app.screen.query_one(LineList).lines)


@pytest.mark.parametrize("keys", ["1", "2", "3", "4", "5", "6", "H", "2 enter", "6 enter"])
async def test_every_screen_says_what_it_is_for_and_names_its_keys(
    open_app: Opener, keys: str
) -> None:
    async with open_app(language="en") as app:
        await app.press(*keys.split())
        about = app.screen
        purpose = about.PURPOSE  # type: ignore[attr-defined]
        assert purpose
        await app.press("f1")
        assert isinstance(app.screen, HelpScreen)
        words = said(app)
        assert purpose[:40] in words
        for action in applicable(about):
            assert key_name(action.keys) in words
            assert action.help in words
        await app.press("question_mark", "escape")
        assert app.screen is about


async def test_help_reaches_over_a_dialog(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("5", "o", "f1")
        assert isinstance(app.screen, HelpScreen)
        assert "Who invites: replies" in said(app)
        assert "Save and close" in said(app)
        await app.press("escape", "escape")
        assert app.on == "OutboxScreen"


def concrete_screens() -> list[type[BaseScreen[Any]]]:
    """Every screen that is shown: no other is made from it."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    found: list[type[BaseScreen[Any]]] = []
    todo: list[type[BaseScreen[Any]]] = [BaseScreen]
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        if not kind.__subclasses__():
            found.append(kind)
    return found


@pytest.mark.parametrize("kind", concrete_screens(), ids=lambda kind: kind.__name__)
def test_every_screen_has_hints_and_a_purpose(kind: type[BaseScreen[Any]]) -> None:
    assert kind.HINTS
    assert set(kind.HINTS) <= set(ACTIONS)
    # A small question says what it is about in its own title.
    assert kind.PURPOSE or issubclass(kind, Dialog)


def test_keys_do_not_collide_where_they_meet() -> None:
    everywhere = [action for action in ACTIONS.values() if action.method.startswith("app.")]
    keys = [key for action in everywhere for key in action.all_keys.split(",")]
    assert len(keys) == len(set(keys))


def test_a_letter_never_has_priority_over_typing() -> None:
    for action in ACTIONS.values():
        if action.priority:
            assert any(len(key_name(key)) > 1 for key in action.all_keys.split(","))
