from __future__ import annotations

from pathlib import Path

from ipe_events.services import people
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener


def ends(lines: list[str], glyphs: str) -> set[int]:
    """Where in each line the first of these glyphs stands."""
    return {min(line.index(glyph) for glyph in glyphs if glyph in line) for line in lines}


async def test_every_partner_has_a_line_with_a_bar_that_lines_up(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("2")
        assert "Hours of partners · 2026" in app.frame()
        words = app.line("Landstede MBO").split()
        assert words[:2] == ["Landstede", "MBO"]
        assert words[-7:] == ["4", "+2", "/200", "194", "○", "room", "left"]
        assert "▓▒······│" in app.line("Landstede MBO")
        assert "┃" in app.line("Windesheim")
        assert app.line("Windesheim").endswith("199  +2   /200    -1 ✓ on track")
        assert "▲ above promise" in app.line("leerteam 1 ")
        rows = app.lines("/200") + app.lines("/80")
        assert len(rows) == 8
        assert len(ends(rows, "│┃")) == 1
        assert len(ends(rows, "/")) == 2  # /200 and /80 end at the same place.


async def test_at_the_end_stands_the_sum_and_apart_what_nobody_promised(open_app: Opener) -> None:
    async with open_app(language="en", size=(120, 40)) as app:
        await app.press("2", "end")
        # 55 hours of one field partner, 195 of Windesheim, twice two hours of six institutions.
        assert app.line("Total promised").endswith(
            "│       274 +16 /2,360        2 2,070 ○ room left"
        )
        await app.press("right_square_bracket", "end")
        assert app.line("Total promised").endswith(
            "│         0   +96 /2,360          2,264 ○ room left"
        )
        assert app.line("Beside what was promised").split()[-5:] == [
            "0",
            "+40.5",
            "no",
            "hours",
            "agreed",
        ]


async def test_other_years_and_school_years(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("2", "right_square_bracket")
        assert "Hours of partners · 2027" in app.frame()
        await app.press("right_square_bracket")
        assert app.toasts[-1] == "There is no later year."
        await app.press("s")
        assert "Hours of partners · 2027-2028" in app.frame()
        await app.press("left_square_bracket")
        assert "Hours of partners · 2026-2027" in app.frame()
        await app.press("s")
        assert "Hours of partners · 2026" in app.frame()
        await app.pilot.click("PeriodTitle", offset=(53, 0))
        await app.settle()
        assert "Hours of partners · 2024" in app.frame()
        await app.press("left_square_bracket")
        assert app.toasts[-1] == "There is no earlier year."


async def test_the_filter_narrows_while_typing(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("2", "slash")
        await app.write("VIAA")
        assert " 1 of " in app.frame()
        assert "Landstede" not in app.frame()
        await app.press("enter", "enter")
        assert app.on == "PartnerScreen"
        assert "Hogeschool Viaa · 2026" in app.frame()
        await app.press("escape", "escape")
        assert "Landstede" in app.frame()
        await app.press("slash")
        await app.write("nobody at all")
        assert "No partner matches." in app.frame()


async def test_the_page_of_a_partner(open_app: Opener) -> None:
    async with open_app(language="en", size=(100, 40)) as app:
        await app.press("2", "down", "down", "down", "enter")
        assert app.on == "PartnerScreen"
        frame = app.frame()
        assert "Hogeschool Windesheim · 2026" in frame
        assert "Spread evenly, 178.08 hours could be done by 22 Nov 2026." in frame
        assert [line.split() for line in app.lines("in the plan")] == [
            [year, "Kernteam", "200", "€55.00", "€11,000", "€7,000", "in", "the", "plan"]
            for year in ("2024", "2025", "2026", "2027")
        ]
        assert "windesheim@example.org" in app.lines("Dina Aks")[0]
        assert len(app.lines("Kernteamoverleg")) == 3
        await app.press("right_square_bracket")
        assert "Hogeschool Windesheim · 2027" in app.frame()
        await app.to("Kernteam ")
        await app.press("enter")
        assert app.on == "UnderScreen"
        assert "Hogeschool Windesheim · Kernteam · 2027 · realised and planned" in app.frame()
        await app.press("escape", "end", "enter")
        assert app.on == "EventPageScreen"
        await app.press("escape", "escape")
        assert app.on == "PartnersScreen"


async def test_a_partner_nobody_knows_anything_of(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("2", "end", "enter")
        assert app.on == "PartnerScreen"
        assert "Nobody is known yet: N adds somebody." in app.frame()


async def test_names_are_shown_as_typed(open_app: Opener, planned: Workspace) -> None:
    name = "[/red] kick-off [b]"
    with planned.change("rename") as change:
        people.edit_organisation(change, "viaa", name=name)
    async with open_app() as app:
        await app.press("2")
        assert name in app.frame()
        await app.press("down", "down", "down", "down", "enter")
        assert app.frame().splitlines()[0].startswith(f" {name} · 2026")


async def test_a_programme_without_hours_says_how_they_come(
    open_app: Opener, bare_path: Path
) -> None:
    async with open_app(bare_path, language="en") as app:
        await app.press("2")
        assert "There are no partners yet: n adds one, i reads a file in." in app.frame()
        await app.press("right_square_bracket", "s", "slash", "escape", "enter")
        assert app.on == "PartnersScreen"
