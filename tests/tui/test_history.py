from __future__ import annotations

from ipe_events.services import programmes
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener


async def test_every_change_newest_first(open_app: Opener, planned: Workspace) -> None:
    with planned.change("[/red] change [b]") as change:
        programmes.edit(change, organiser="Anne <anne@example.org>")
    async with open_app(language="en") as app:
        await app.press("H")
        assert app.on == "HistoryScreen"
        lines = app.frame().splitlines()
        assert "[/red] change [b]" in lines[2]
        assert "22 Nov 2026 09:00" in lines[2]
        assert "plan" in lines[3]
        assert "init sion" in lines[4]


async def test_the_programme_itself_undone_and_carried_out_again(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("u", "u")
        await app.until(lambda: app.on == "WelcomeScreen")
        await app.press("ctrl+y")
        await app.until(lambda: app.on == "AgendaScreen")


async def test_undoing_shows_what_was_taken_back(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("2", "f9", "u")
        assert "↶" in app.frame()
        assert "undone" in app.lines(" plan ")[1]
        await app.press("ctrl+y")
        assert "↷" in app.frame()
        assert "undone" not in app.lines(" plan ")[-1]
        await app.press("H", "escape")
        assert app.on == "PartnersScreen"
