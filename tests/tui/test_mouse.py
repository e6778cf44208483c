from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import Input

from tests.tui.conftest import Opener
from tests.tui.driving import Driven


def place(app: Driven, word: str) -> Offset:
    """Where a word stands on the screen."""
    for row, line in enumerate(app.frame().splitlines()):
        if word in line:
            return Offset(line.index(word), row)
    raise AssertionError(word)


async def click(app: Driven, word: str) -> None:
    """Click on a word."""
    await app.pilot.click(offset=place(app, word))
    await app.settle()


async def test_hints_years_and_lines_can_be_clicked(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await click(app, "2 Partners")
        assert app.on == "PartnersScreen"
        await click(app, "Later")
        assert "Hours of partners · 2027" in app.frame()
        await click(app, "2025")
        assert "Hours of partners · 2025" in app.frame()
        await click(app, "Deltion")
        assert "Deltion" in app.selected()
        await click(app, "Deltion")
        assert app.on == "PartnerScreen"
        await click(app, "Back")
        assert app.on == "PartnersScreen"
        await click(app, "Filter")
        assert isinstance(app.screen.focused, Input)
        await click(app, "F1")
        assert app.on == "HelpScreen"


async def test_options_and_buttons_can_be_clicked(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await click(app, "6 Programme")
        await click(app, "80 uur elk")
        assert app.on == "ChoiceScreen"
        await click(app, "80 uur samen")
        await click(app, "80 uur samen")
        assert "● 80 uur samen" in app.frame()
        await click(app, "Undo")
        assert "● 80 uur elk" in app.frame()
        await click(app, "Back")
        await click(app, "Organiser")
        assert app.on == "OrganiserDialog"
        await click(app, "Save")
        assert app.on == "ProgrammeScreen"
        await click(app, "5 Outbox")
        await click(app, "Export all")
        await click(app, "calendar files (.ics)")
        assert "Exported, not confirmed" in app.frame()
        await click(app, "Quit")
        await app.until(lambda: app.app.return_code == 0)
