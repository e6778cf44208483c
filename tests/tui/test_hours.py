from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipe_events.domain.drafts import HourDraft, PersonDraft
from ipe_events.domain.planned_work import WorkDraft
from ipe_events.services import entries, people, planned_work
from ipe_events.services import under_figure as services_under
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Workspace
from ipe_events.tui.screens import under_figure as screen_under
from ipe_events.tui.widgets.figure_grid import FigureGrid
from tests.store.dumps import rows
from tests.tui.conftest import Opener
from tests.tui.driving import Driven


def figures(line: str) -> list[str]:
    """The hours and percentages of a row, without its name."""
    return [word for word in line.split() if word.strip("[").startswith(tuple("0123456789·"))]


def grid(app: Driven) -> FigureGrid:
    return app.screen.query_one("#hours", FigureGrid)


async def test_quarters_months_years_and_the_figure_in_hand(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("4")
        assert "per quarter · realised · by partner" in app.frame()
        assert "Jan–Mar" in app.frame()
        # 195 hours of Windesheim, and twice two hours of six institutions and their members.
        assert figures(app.line("Hogeschool Winde"))[-4:] == ["197", "[394%]", "199", "[100%]"]
        assert figures(app.lines(" Kernteam ")[0])[-2:] == ["219", "[16%]"]
        await app.to("Windesheim")
        assert "Hogeschool Windesheim · Kernteam · 1 Oct 2026 – 31 Dec 2026" in app.frame()
        assert "197 realised + 2 planned = 199 of 50 promised (398%)" in app.frame()
        await app.press("right")
        assert "199 realised + 2 planned = 201 of 200 promised (101%)" in app.frame()
        await app.press("p")
        assert "per month · realised · by partner" in app.frame()
        assert "◂" in app.line("total")
        await app.press("f", "f", "c")
        assert "per month · realised and planned · by partner · added up" in app.frame()
        assert figures(app.lines("Hogeschool Winde")[0])[-2:] == ["199", "201"]
        await app.press("p", "c", "f", "f")
        assert "per year · realised · by partner" in app.frame()
        assert "2024…2027" in app.frame()
        await app.press("left_square_bracket")
        assert "Hogeschool Windesheim · Kernteam · 1 Jan 2025 – 31 Dec 2025" in app.frame()
        await app.press("p", "right_square_bracket", "s")
        assert "Hours · 2027-2028" in app.frame()


async def test_every_size_keeps_whole_figures_in_straight_columns(
    open_app: Opener,
) -> None:
    async with open_app(language="nl") as app:
        await app.press("4")
        for size in ((80, 24), (100, 30), (140, 45)):
            await app.resize(*size)
            for _per in range(3):
                lines = app.frame().splitlines()
                shown = [line for line in lines if line.startswith("   ") and "Hogeschool" in line]
                assert len(shown) >= 3
                assert all(figures(line) for line in shown)
                # Every row is as wide as the grid: what ends a row ends all.
                ends = {len(grid(app).row(place, size[0] - 1).plain) for place in range(1, 6)}
                assert len(ends) == 1
                await app.press("p")
        assert "│" in app.line("Hogeschool KPZ")


async def test_the_cursor_goes_to_columns_that_did_not_fit(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("4", "p", *["left"] * 12)
        assert grid(app).column == 0
        assert "Jan" in app.line("total")
        assert "▸" in app.line("total")
        await app.press(*["right"] * 12)
        assert grid(app).column == 12
        assert "Dec" in app.line("total")
        await app.pilot.click("FigureGrid", offset=(40, 5))
        await app.settle()
        assert grid(app).cursor == 5
        assert grid(app).column < 12


async def test_where_hours_come_from_takes_two_keys(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en") as app:
        await app.press("4")
        await app.to("Windesheim")
        await app.press("enter")
        assert app.on == "UnderScreen"
        assert "3 entries, 197 hours" in app.frame() or "2 entries, 197 hours" in app.frame()
        await app.to("curriculum")
        await app.press("enter")
        assert app.on == "EntryScreen"
        assert "195:00 (195)" in app.frame()
        assert "€55.00 · " in app.line("Hourly rate")
        assert "chosen by hand" in app.line("Line ")
        assert "by Sanne de Wit" in app.line("Entered")
        await app.press("e")
        await app.press(*["backspace"] * 6)
        await app.write("190,5")
        assert "= 190:30 (190.5)" in app.frame()
        await app.until(lambda: "A correction of -4.5 hours on Mon 5 Oct 2026." in app.frame())
        await app.press("ctrl+s")
        assert "✗ the reason is empty" in app.frame() or "Reason" in app.line("✗")
        await app.write("telfout")
        await app.press("ctrl+s")
        assert app.on == "EntryScreen"
        assert "Together 190.5 hours." in app.frame()
        assert "telfout" in app.frame()
        # What a correction stands at is what it comes to with all of them.
        await app.press("e")
        assert "190:30" in app.line("Hours")
        await app.press("escape")
        await app.press("u", "escape")
        assert app.on == "UnderScreen"
        await app.to("Kernteamoverleg")
        await app.press("v")
        assert app.on == "EntryScreen"
        await app.press("enter")
        assert app.on == "EventPageScreen"


async def test_meetings_and_work_to_come_are_under_what_is_planned(
    open_app: Opener, planned: Workspace
) -> None:
    with planned.change("work") as change:
        days = date(2026, 12, 1), date(2026, 12, 18)
        planned_work.add(change, WorkDraft("kpz", "kernteam", *days, 450, "Lezen"))
    async with open_app(language="en") as app:
        await app.press("4", "f")
        await app.to("KPZ")
        assert "2 realised + 9.5 planned = 11.5 of 50 promised (23%)" in app.frame()
        await app.press("enter")
        assert "Meetings and work to come, 9.5 hours" in app.frame()
        assert app.line("Work outside meetings").split()[-1] == "7.5"
        await app.press("enter")
        assert app.on in ("EventPageScreen", "WorkScreen")


async def test_by_person_kind_and_goal(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("4")
        for by, nobody in (
            ("person", "nobody by name"),
            ("kind", "outside meetings"),
            ("goal", "for no goal"),
        ):
            await app.press("g")
            assert f"by {by}" in app.frame()
            assert nobody in app.frame()
            assert figures(app.line(" Total "))[-2:] == ["262", "274"]
            await app.press("end", "enter")
            assert "8 entries, 262 hours" in app.frame()
            await app.press("escape", "home")
        await app.to("for no goal")
        await app.press("enter")
        assert "8 entries, 262 hours" in app.frame()


async def test_hours_of_one_and_of_a_whole_group(open_app: Opener, planned: Workspace) -> None:
    with planned.change("seat") as change:
        people.add_person(change, PersonDraft("Sil", "saxion", "sil@example.org"))
        people.add_member(change, "kernteam", "sil@example.org", MemberTerms(financing="programme"))
    before = len(rows(planned.path, "SELECT id FROM hour_entry"))
    async with open_app(language="en") as app:
        await app.press("4")
        await app.to("KPZ")
        await app.press("n")
        assert app.on == "HoursForm"
        assert "Hogeschool KPZ" in app.line(" Of ")
        app.screen.query_one("#hours").focus()
        for typed, read in (("1,5", "1:30"), ("1:30", "1:30"), ("90m", "1:30"), ("1h30m", "1:30")):
            await app.paste(typed)
            assert f"= {read} (1.5)" in app.frame()
            await app.press(*["backspace"] * len(typed))
        await app.paste("veel")
        await app.until(lambda: "is not a number of hours" in app.frame())
        await app.press(*["backspace"] * 4)
        await app.paste("7:30")
        app.screen.query_one("#activity").focus()
        await app.paste("Lezen")
        await app.until(lambda: "→ Kernteam: chosen by hand" in app.frame())
        assert "€55.00" in app.frame()
        assert "= €412.50" in app.frame()
        assert "Then 186.5 hours are left of the promise of the year." in app.frame()
        await app.press("ctrl+s")
        assert app.toasts[-1].startswith("1 entry, 7.5 hours kept")
        await app.press("n")
        whose = app.screen.query_one("#whose")
        whose.value = "group/kernteam"  # type: ignore[attr-defined]
        app.screen.query_one("#hours").focus()
        await app.paste("2")
        app.screen.query_one("#activity").focus()
        await app.paste("Startdag")
        await app.until(lambda: "entries, " in app.frame())
        await app.press("ctrl+s")
        assert app.on == "HoursScreen"
    made = rows(planned.path, "SELECT presence, financing FROM hour_entry ORDER BY id")[before:]
    assert made[0] == (450, "in_kind")
    assert len(made) > 6
    assert set(made[1:]) == {(120, "in_kind"), (120, "programme")}


async def test_closing_says_first_what_it_means(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en") as app:
        await app.press("4")
        await app.to("Windesheim")
        await app.press("x")
        assert app.on == "ClosingForm"
        await app.until(lambda: "This settles 1 partner: 2 entries" in app.frame())
        assert "Of every meeting until then it is known who was there." in app.frame()
        await app.press("ctrl+s")
        assert "Settled: 1 partner: 2 entries, 197 hours" in app.toasts[-1]
        await app.press("enter")
        assert "▪" in app.line("curriculum")
        await app.press("e")
        app.screen.query_one("#hours").focus()
        await app.press(*["backspace"] * 6)
        await app.paste("190")
        await app.until(lambda: "A correction of -5 hours on Sun 22 Nov 2026." in app.frame())
        await app.press("escape", "right", "enter", "escape")
        await app.press("x")
        await app.until(lambda: "settled" in app.frame() and "already" in app.frame())


async def test_opening_work_and_rates(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en") as app:
        await app.press("4")
        await app.to("KPZ")
        await app.press("o")
        assert app.on == "OpeningForm"
        app.screen.query_one("#hours").focus()
        await app.paste("12,5")
        await app.press("ctrl+s")
        assert app.toasts[-1].startswith("Opening balance of 2024: 12.5 hours")
        await app.press("w", "n")
        assert app.on == "WorkForm"
        app.screen.query_one("#until").focus()
        await app.paste("18-12-2026")
        app.screen.query_one("#hours").focus()
        await app.paste("10")
        app.screen.query_one("#activity").focus()
        await app.paste("Lezen")
        await app.press("ctrl+s")
        assert app.on == "WorkScreen"
        assert app.line("Lezen").split()[-2:] == ["10", "10"]
        await app.press("x")
        assert "No work outside meetings is expected yet." in app.frame()
        await app.press("escape", "r", "n")
        app.screen.query_one("#whose").value = "org/kpz"  # type: ignore[attr-defined]
        app.screen.query_one("#rate").focus()
        await app.paste("60")
        app.screen.query_one("#from").focus()
        await app.paste("2-1-2026")
        await app.press("ctrl+s")
        assert app.on == "RateForm"
        assert "✗" in app.frame()
        await app.press("ctrl+u", *["backspace"] * 12)
        await app.press("ctrl+s")
        assert app.on == "RatesScreen"
        assert "€60.00" in app.line("Hogeschool KPZ")


async def test_room_names_the_meetings_that_fill_it(open_app: Opener, planned: Workspace) -> None:
    with planned.change("log") as change:
        draft = HourDraft("kpz", date(2026, 10, 7), 133 * 60, "Lezen", line="kernteam")
        entries.log_hours(change, draft)
    async with open_app(language="en") as app:
        await app.press("4")
        await app.to("KPZ")
        await app.press("a")
        assert app.on == "PaceScreen"
        assert "Hogeschool KPZ" in app.selected()
        assert "61 hours of room: 61:00 a month to reach 200" in app.frame()
        assert "1 planned meeting gives 2 hours: 8 Dec 2026" in app.frame()
        await app.press("right_square_bracket")
        assert "Room that is left · 2027" in app.frame()
        await app.press("enter")
        assert app.on == "PartnerScreen"


async def test_a_statement_is_issued_and_signed(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    async with open_app(language="en") as app:
        await app.press("4", "t")
        assert app.on == "StatesScreen"
        await app.to("Windesheim")
        await app.press("x")
        assert "Issue the statement of Hogeschool Windesheim?" in app.frame()
        await app.press("enter")
        assert "version 1" not in app.frame()
        await app.press("x", "tab", "enter")
        assert "2 files written" in app.frame()
        await app.press("escape")
        assert "version 1" in app.line("Hogeschool Win")
        await app.press("g")
        await app.paste("Wim Smit")
        await app.press("tab")
        await app.paste("directeur")
        await app.press("ctrl+s")
        assert app.on == "StatesScreen"
        app.app.clear_notifications()
        await app.settle()
        assert "✓ 22 Nov" in app.line("Hogeschool Win")
        await app.press("p")
        assert "hour-statement" in app.frame() or "urenstaat" in app.frame()
        await app.press("escape", "r", "ctrl+s")
        assert app.on == "WrittenDialog"
        # A sheet that is there may have been filled in: it is not replaced unasked.
        await app.press("escape", "r", "ctrl+s")
        assert "Replace the file that is there?" in app.frame()
        await app.press("enter", "escape")
        assert app.on == "StatesScreen"
    found = sorted(path.suffix for path in (tmp_path / "exports" / "statements").iterdir())
    assert found == [".html", ".xlsx"]
    assert len(list((tmp_path / "exports" / "requests").iterdir())) == 1
    with planned.change("log") as change:
        draft = HourDraft("windesheim", date(2026, 11, 7), 60, "Laat", line="kernteam")
        entries.log_hours(change, draft)
    async with open_app(language="en") as app:
        await app.press("4", "t")
        assert "version 1 ≠" in app.line("Hogeschool Win")


async def test_without_a_budget_hours_are_counted_all_the_same(
    open_app: Opener, bare_path: Path
) -> None:
    async with open_app(bare_path, language="en") as app:
        await app.press("4")
        assert "No partner promised, worked or planned hours in this year." in app.frame()
        await app.press("right_square_bracket", "s", "p", "f", "g", "c", "enter", "end")
        await app.press("a", "escape", "t", "escape", "w", "escape", "r", "escape")
        assert app.on == "HoursScreen"


async def test_a_long_list_of_entries_comes_in_pages(
    open_app: Opener, planned: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (services_under, screen_under):
        monkeypatch.setattr(module, "PAGE", 3)
    async with open_app(language="en") as app:
        await app.press("4", "end", "enter")
        whole = app.lines(" entries, ")[0]
        assert "Here are 1 to 3; ] shows the next, [ those before." in app.frame()
        first = app.selected()
        await app.press("right_square_bracket")
        assert "Here are 4 to 6" in app.frame()
        assert app.lines(" entries, ")[0] == whole
        assert app.selected() != first
        await app.press("left_square_bracket")
        assert app.selected() == first
        await app.press("left_square_bracket")
        assert app.toasts[-1] == "There are no earlier entries."


async def test_a_problem_goes_away_where_it_is_mended(open_app: Opener) -> None:
    async with open_app(language="nl") as app:
        await app.press("4", "end", "n", "ctrl+s")
        assert "✗ de organisatie is leeg" in app.frame()
        await app.press("H", "o", "g", "e")
        assert app.on == "HoursForm"
        await app.press("enter")
        assert "Hogeschool" in app.line(" Van ")
        assert "de organisatie is leeg" not in app.frame()
