from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from ipe_events.tui.actions import ACTIONS, actions_of, applicable
from ipe_events.tui.app import IpeEventsApp
from ipe_events.tui.key_table import shown_screens
from ipe_events.tui.keymap import reaches, usual_keys
from ipe_events.tui.registry.action import key_name
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
            own = usual_keys(action)
            assert " ".join(map(key_name, own)) in words if own else "(^p)" in words
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


@pytest.mark.parametrize("kind", shown_screens(), ids=lambda kind: kind.__name__)
def test_every_screen_has_hints_and_a_purpose(kind: type[BaseScreen[Any]]) -> None:
    assert kind.HINTS
    assert set(kind.HINTS) <= set(ACTIONS)
    # A small question says what it is about in its own title.
    assert kind.PURPOSE or issubclass(kind, Dialog)


def meetings(kind: type[BaseScreen[Any]]) -> list[tuple[str, str, str]]:
    """Two actions of a screen, or of it and the app, with a key in common."""
    there = {action.id: action for action in (*actions_of(kind), *actions_of(IpeEventsApp))}
    # Esc stops what is being done while something is.
    there.pop("stop-work", None)
    return [
        (key, one.id, other.id)
        for one, other in combinations(there.values(), 2)
        for key in set(usual_keys(one)) & set(usual_keys(other))
    ]


@pytest.mark.parametrize("kind", shown_screens(), ids=lambda kind: kind.__name__)
def test_keys_do_not_collide_where_they_meet(kind: type[BaseScreen[Any]]) -> None:
    assert meetings(kind) == []


def test_a_letter_never_has_priority_over_typing() -> None:
    for action in ACTIONS.values():
        if action.priority:
            assert any(map(reaches, usual_keys(action)))
