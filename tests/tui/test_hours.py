from __future__ import annotations

from pathlib import Path

from ipe_events.services import setup
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener


async def test_cash_hours_and_what_is_short(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("4")
        assert app.lines("  2025  ")[-1].split() == (
            ["2025", "€70,000", "€70,000", "€0", "€124,000", "2,360", "€0"]
        )
        assert app.lines("  2027  ")[-1].split() == (
            ["2027", "€35,000", "€70,000", "!", "€35,000", "€124,000", "2,360", "-€35,000"]
        )
        assert app.lines("Total")[0].split() == (
            ["Total", "€245,000", "€280,000", "!", "€35,000", "€496,000", "9,440", "-€35,000"]
        )
        assert "! 2027: €35,000 more is needed than comes in" in app.frame()
        assert "If €70,000 is spent every year, and nothing is carried over." in app.frame()
    async with open_app(language="nl") as app:
        await app.press("4")
        assert "! 2027: er is € 35.000 meer nodig dan er binnenkomt" in app.frame()
        assert "€ -35.000" in app.frame()


async def test_the_months_of_the_year_under_the_cursor(open_app: Opener) -> None:
    async with open_app(language="en", size=(100, 40)) as app:
        await app.press("4")
        assert "Months of 2026" in app.frame()
        assert app.line("October 2026").split()[-2:] == ["250", "196.67"]
        assert "▒" in app.line("December 2026")
        assert "How the plan is read" in app.frame()
        await app.press("down", "down", "down", "enter")
        assert "Months of 2027" in app.frame()
        assert "▸2027" in app.frame()
        await app.press("s")
        assert "Months of 2027-2028" in app.frame()


async def test_the_page_scrolls_to_the_choices(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("4", "end")
        assert "80 uur elk" in app.frame()
        await app.press("home")
        assert "Per year" in app.frame()
        await app.press("pagedown", "pagedown", "pagedown")
        assert "80 uur elk" in app.frame()


async def test_other_choices_other_figures(open_app: Opener, planned: Workspace) -> None:
    with planned.change("choose") as change:
        setup.choose(change, "carry-over", "yes")
        setup.choose(change, "municipality-2027", "same")
    async with open_app(language="en") as app:
        await app.press("4")
        assert "more is needed" not in app.frame()


async def test_without_a_budget_hours_are_counted_all_the_same(
    open_app: Opener, bare_path: Path
) -> None:
    async with open_app(bare_path, language="en") as app:
        await app.press("4")
        assert "This programme has no budget" in app.frame()
        assert "Months of 2026" in app.frame()
        await app.press("right_square_bracket", "s", "enter", "end")
        assert app.on == "HoursScreen"
