from __future__ import annotations

import pytest

from ipe_events.tui.actions import ACTIONS, applicable, key_name
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


def test_keys_do_not_collide_where_they_meet() -> None:
    everywhere = [action for action in ACTIONS.values() if action.method.startswith("app.")]
    keys = [key for action in everywhere for key in action.all_keys.split(",")]
    assert len(keys) == len(set(keys))


def test_a_letter_never_has_priority_over_typing() -> None:
    for action in ACTIONS.values():
        if action.priority:
            assert any(len(key_name(key)) > 1 for key in action.all_keys.split(","))
