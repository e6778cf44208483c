"""A screen closes once, and never another one in its place."""

from __future__ import annotations

from ipe_events.tui.screens.dialog import Dialog, SureDialog
from ipe_events.tui.screens.help import HelpScreen
from tests.tui.conftest import Opener


def sure() -> SureDialog:
    return SureDialog("Sure?", "", do="Do", keep="Keep")


async def test_enter_twice_closes_no_more_than_the_dialog(open_app: Opener) -> None:
    async with open_app() as app:
        said: list[object] = []
        await app.press("H")
        dialog = sure()
        app.app.push_screen(dialog, said.append)
        await app.settle()
        dialog.dismiss(True)
        dialog.dismiss(False)
        await app.settle()
        assert said == [True]
        assert app.on == "HistoryScreen"


async def test_what_is_to_close_behind_another_screen_closes_when_that_is_gone(
    open_app: Opener,
) -> None:
    async with open_app() as app:
        said: list[object] = []
        dialog: Dialog[bool] = sure()
        app.app.push_screen(dialog, said.append)
        await app.settle()
        app.app.push_screen(HelpScreen(dialog))
        await app.settle()
        dialog.dismiss(True)
        await app.settle()
        assert (app.on, said) == ("HelpScreen", [])
        await app.press("escape")
        assert (app.on, said) == ("AgendaScreen", [True])
