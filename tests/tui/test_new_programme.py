from __future__ import annotations

from pathlib import Path

from ipe_events.services import ledger
from ipe_events.services.workspace import Workspace
from tests.conftest import fixed_clock
from tests.tui.conftest import Opener


async def test_a_programme_of_one_s_own_is_typed_and_opens(
    open_app: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "new" / "ipe-events.db"
    async with open_app(path, language="en") as app:
        await app.press("end", "enter")
        assert app.on == "NewProgrammeScreen"
        await app.paste("Leren [b]in de buurt")
        await app.press("tab")
        await app.paste("Hogeschool Viaa; hbo; 200; 3500; Kernteam\nLandstede; mbo; abc")
        await app.until(lambda: "row 2" in app.frame())
        assert "200 hours and €3,500 a year" in app.frame()
        await app.press("ctrl+s")
        await app.until(lambda: "rows that cannot be used: 1" in app.frame())
        assert not path.exists()
        await app.press("ctrl+end", *["backspace"] * 3)
        await app.paste("20")
        await app.press("tab", "tab")
        await app.paste("2026-2028")
        await app.press("ctrl+s")
        await app.until(lambda: '"2026-2028" is not a year; write it as 2027' in app.frame())
        assert app.screen.focused is app.screen.query_one("#years")
        await app.press("ctrl+u", "ctrl+s")
        await app.until(lambda: app.on == "AgendaScreen")
        await app.settle()
        await app.press("2")
        assert "Landstede" in app.frame()
    workspace = Workspace(path, fixed_clock)
    with workspace.read() as view:
        assert view.programme.name == "Leren [b]in de buurt"
        rows = ledger.report(view, "2026-2027").rows
        assert [row.figures.committed for row in rows] == [12_000, 1_200]
    workspace.close()


async def test_leaving_asks_when_something_was_typed(open_app: Opener, tmp_path: Path) -> None:
    path = tmp_path / "new" / "ipe-events.db"
    async with open_app(path, language="en") as app:
        await app.press("end", "enter", "escape")
        assert app.on == "WelcomeScreen"
        await app.press("enter")
        await app.paste("Leren")
        await app.press("escape")
        assert app.on not in ("WelcomeScreen", "NewProgrammeScreen")
        await app.press("escape")
        assert "Leren" in app.frame()
    assert not path.exists()
