from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipe_events.services import programmes, setup
from ipe_events.services.workspace import Workspace
from tests.conftest import fixed_clock
from tests.tui.conftest import BARE, Opener


@pytest.fixture
def both(workspace_path: Path) -> Path:
    """A workspace with SION and with a bare programme."""
    workspace = Workspace(workspace_path, fixed_clock, "sion")
    with workspace.change("another") as change:
        setup.add(change, BARE, "bare", {}, None)
    with workspace.read() as view:
        assert [one.slug for one in programmes.programmes(view)] == ["sion", "bare"]
    workspace.close()
    return workspace_path


async def test_it_asks_which_programme_and_shows_that_one(open_app: Opener, both: Path) -> None:
    async with open_app(both, language="en") as app:
        await app.until(lambda: app.on == "ProgrammesScreen")
        await app.settle()
        await app.to("bare")
        await app.press("enter")
        assert app.on == "AgendaScreen"
        assert "Kaal" in app.frame()


async def test_another_programme_from_any_area(open_app: Opener, both: Path) -> None:
    async with open_app(both, language="en", programme="sion") as app:
        await app.press("2", "right_square_bracket")
        assert "Landstede" in app.frame()
        await app.press("P")
        assert re.search(r"● .*\(sion\)", app.frame())
        await app.to("bare")
        await app.press("enter")
        assert app.on == "AgendaScreen"
        await app.press("2")
        assert app.lines("partner of this programme")
        assert "▓▓" not in "".join(app.lines("Landstede"))
        await app.press("P")
        assert re.search(r"● .*\(bare\)", app.frame())
        await app.press("escape")
        assert app.on == "PartnersScreen"
        assert app.toasts == []


async def test_one_more_programme(open_app: Opener, both: Path, tmp_path: Path) -> None:
    async with open_app(both, language="en", programme="bare") as app:
        await app.press("P", "end", "enter")
        assert app.on == "WelcomeScreen"
        await app.press("end", "enter")
        await app.paste("Leren in de buurt")
        await app.press("tab")
        await app.paste("Hogeschool Viaa; hbo; 200")
        await app.press("ctrl+s")
        await app.until(lambda: app.on == "AgendaScreen")
        await app.settle()
        assert "Leren in de" in app.frame()


async def test_there_is_no_other_programme_behind_a_form(open_app: Opener, both: Path) -> None:
    async with open_app(both, language="en", programme="sion") as app:
        await app.press("N", "f10")
        assert app.on == "EventFormScreen"
