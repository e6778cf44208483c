from __future__ import annotations

import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from ipe_events import paths
from ipe_events.domain.drafts import EventDraft, When
from ipe_events.services import events
from ipe_events.services.workspace import Workspace
from ipe_events.tui.actions import ACTIONS, AREAS
from ipe_events.tui.commands import Actions, Entry
from ipe_events.tui.screens.partners import PartnersScreen
from ipe_events.tui.widgets.key_hints import AFTER, ALWAYS, KeyHints
from ipe_events.tui.widgets.period_title import PeriodTitle
from tests.tui.conftest import Opener
from tests.tui.driving import Driven

SECRET = "Anna van den Geheim"


async def test_the_number_keys_and_clicks_open_the_areas(open_app: Opener) -> None:
    async with open_app() as app:
        for number, area in enumerate(AREAS, start=1):
            await app.press(str(number))
            assert app.on == f"{area.capitalize()}Screen"
            assert app.frame().splitlines()[0].lstrip().startswith("1 Agenda")
        await app.pilot.click("AreaTabs", offset=(3, 0))
        await app.settle()
        assert app.on == "AgendaScreen"


async def test_undo_and_redo_say_what_they_did(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en") as app:
        before = planned.counts()["event"]
        await app.press("u")
        assert app.toasts == ["Undone: plan — ^y carries it out again"]
        assert planned.counts()["event"] < before
        await app.press("ctrl+y")
        assert app.toasts[-1] == "Carried out again: plan — u takes it back"
        assert planned.counts()["event"] == before
        await app.press("ctrl+y")
        assert app.toasts[-1] == "there is nothing to redo"


async def test_leaving_waits_for_what_is_being_saved(open_app: Opener) -> None:
    go, done = threading.Event(), list[int]()
    async with open_app(language="en") as app:

        def slow() -> None:
            assert go.wait(10)
            done.append(1)

        app.app.runner.make(app.screen, slow, lambda _value: None, app.app.refused)
        await app.pilot.press("q")
        await app.until(lambda: app.toasts == ["Saving; the program closes after that."])
        assert app.app.return_code is None
        go.set()
        await app.until(lambda: app.app.return_code == 0)
    assert done == [1]


async def test_ctrl_c_says_how_to_leave(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("ctrl+c")
        assert app.toasts == ["q leaves the program."]
        assert app.app.return_code is None


async def test_another_program_s_change_shows_by_itself(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app() as app:
        await app.press("2")
        assert "+2" in app.line("Viaa")
        with planned.change("elsewhere") as change:
            events.add(change, EventDraft("kernteamoverleg", When(date(2026, 12, 15))))
        await app.until(lambda: "+4" in app.line("Viaa"))


# --- the palette ---------------------------------------------------------------------------------


def offered(app: Driven) -> dict[str, Entry]:
    """What the palette shows before anything is typed, by name."""
    return {entry.name: entry for entry in Actions(app.screen).entries() if entry.always}


async def test_the_palette_offers_what_applies_here(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("5")
        assert {"Export", "Export all", "Organiser", "Undo", "Colours"} <= offered(app).keys()
        assert not {"Save", "Attendance"} & offered(app).keys()
        await app.press("3")
        entry = offered(app)["Filter"]
        assert (entry.key, entry.help) == ("/", "Show only what matches")


async def test_a_command_of_the_palette_runs_on_its_screen(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("3")
        await app.press("ctrl+p")
        assert "Search what can be done here…" in app.frame()
        await app.write("filt")
        await app.until(lambda: "Show only what matches" in app.frame())
        await app.press("enter")
        await app.until(lambda: app.on == "PeopleScreen")
        await app.until(lambda: isinstance(app.screen.focused, Input))


async def test_the_palette_works_on_a_form(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("5", "o")
        assert app.on == "OrganiserDialog"
        assert "Save" in offered(app)
        assert "Undo" not in offered(app)
        await app.press("ctrl+p")
        await app.write("save")
        await app.until(lambda: "Save and close" in app.frame())
        await app.press("enter")
        await app.until(lambda: app.on == "OutboxScreen")


async def test_what_is_not_there_is_not_there_in_the_reader_s_language(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("ctrl+p")
        await app.write("zzzz")
        await app.until(lambda: "There is no such command here" in app.frame())


async def test_the_colours_chosen_are_kept(open_app: Opener) -> None:
    async with open_app() as app:
        app.app.theme = "textual-light"
        await app.settle()
        assert 'theme = "textual-light"' in paths.settings_file().read_text("utf-8")


# --- faults --------------------------------------------------------------------------------------


def boom(*_arguments: object) -> None:
    raise ValueError(SECRET)


async def survived(app: Driven) -> None:
    """One toast, a log without anybody's data, and everything works."""
    await app.until(lambda: app.faults)
    assert [type(fault) for fault in app.faults][:1] == [ValueError]
    await app.until(lambda: app.toasts)
    assert "ipe-events.log" in app.toasts[0]
    log = paths.log_file().read_text("utf-8")
    assert "ValueError" in log
    assert "boom" in log
    assert SECRET not in log
    assert paths.log_file().stat().st_mode & 0o077 == 0
    await app.press("3")
    assert app.on == "PeopleScreen"
    await app.press("2")
    assert app.on == "PartnersScreen"
    assert "Viaa" in app.frame()


async def test_a_fault_in_a_handler(open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_app(faulty=True) as app:
        await app.press("2")
        monkeypatch.setattr(PartnersScreen, "on_row_list_chosen", boom)
        await app.press("enter")
        await survived(app)


async def test_a_fault_in_an_action(open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_app(faulty=True) as app:
        await app.press("2")
        monkeypatch.setattr(PartnersScreen, "action_later", boom)
        await app.press("right_square_bracket")
        await survived(app)


async def test_a_fault_in_what_takes_an_answer(
    open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(faulty=True) as app:
        show = PartnersScreen.show
        monkeypatch.setattr(PartnersScreen, "show", boom)
        await app.press("2")
        await app.until(lambda: app.faults)
        monkeypatch.setattr(PartnersScreen, "show", show)
        await survived(app)


async def test_a_fault_in_a_thread(open_app: Opener) -> None:
    async with open_app(faulty=True) as app:
        app.app.runner.ask(app.screen, boom, lambda _value: None, app.app.refused)
        app.app.runner.make(app.screen, boom, lambda _value: None, app.app.refused)
        await survived(app)


async def test_a_fault_in_drawing(open_app: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_app(faulty=True) as app:
        draw = PeriodTitle.render
        monkeypatch.setattr(PeriodTitle, "render", boom)
        await app.press("2")
        await app.until(lambda: app.faults)
        monkeypatch.setattr(PeriodTitle, "render", draw)
        await survived(app)
        await app.press("right_square_bracket")
        assert "2027" in app.frame().splitlines()[1]


async def test_a_fault_in_a_timer_and_in_a_later_callback(open_app: Opener) -> None:
    async with open_app(faulty=True) as app:
        app.screen.set_timer(0.01, boom)
        app.screen.call_later(boom)
        app.screen.call_after_refresh(boom)
        await survived(app)


async def test_a_fault_again_and_again_is_told_once(open_app: Opener) -> None:
    async with open_app(faulty=True) as app:
        app.screen.set_interval(0.01, boom)
        await app.until(lambda: len(app.faults) > 5)
        assert len(app.toasts) == 1
        assert paths.log_file().read_text("utf-8").count("ValueError") == 1


# --- the file ------------------------------------------------------------------------------------


async def test_a_file_that_vanishes_is_told_and_nothing_is_lost(
    open_app: Opener, planned_path: Path, tmp_path: Path
) -> None:
    async with open_app(language="en") as app:
        await app.press("3")
        away = tmp_path / "away.db"
        planned_path.rename(away)
        await app.until(lambda: app.on == "TroubleScreen")
        assert "cannot be opened" in app.frame()
        assert "ipe-events.db" in app.frame()
        away.rename(planned_path)
        await app.press("r")
        await app.until(lambda: app.on == "PeopleScreen")
        assert "Anna Bos" in app.frame()


async def test_a_command_on_a_file_that_vanished_is_refused(
    open_app: Opener, planned_path: Path
) -> None:
    async with open_app(language="en") as app:
        planned_path.rename(planned_path.with_suffix(".away"))
        await app.press("u")
        await app.until(lambda: any("cannot be opened" in toast for toast in app.toasts))


async def test_a_damaged_file_is_told(open_app: Opener, planned_path: Path) -> None:
    whole = bytearray(planned_path.read_bytes())
    for place in range(8192, len(whole), 4096):
        whole[place : place + 100] = b"x" * 100
    planned_path.write_bytes(whole)
    async with open_app(language="en") as app:
        await app.until(lambda: app.on == "TroubleScreen")
        assert "ipe-events backup restore" in " ".join(app.frame().split())


async def test_a_file_that_is_no_workspace_is_told(open_app: Opener, planned_path: Path) -> None:
    planned_path.write_text("a shopping list\n" * 100, encoding="utf-8")
    async with open_app(language="en") as app:
        await app.until(lambda: app.on == "TroubleScreen")
        assert "is not a workspace" in app.frame()
        await app.press("question_mark")
        assert "cannot be read now" in app.frame()


@pytest.mark.parametrize("key", ["u", "ctrl+y"])
async def test_a_file_another_program_holds_is_told_and_the_screens_go_on(
    open_app: Opener, planned_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr("ipe_events.store.database.BUSY_MILLISECONDS", 50)
    async with open_app(language="en") as app:
        holder = sqlite3.connect(planned_path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        await app.press(key)
        assert any("written by another program" in toast for toast in app.toasts)
        await app.press("2")
        assert "Viaa" in app.frame()
        holder.execute("ROLLBACK")
        holder.close()
        await app.press("u")
        assert app.toasts[-1].startswith("Undone")


# --- the terminal --------------------------------------------------------------------------------


async def test_a_terminal_that_is_too_small_says_so_and_does_nothing_unseen(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en") as app:
        await app.press("2")
        whole = app.frame()
        for width, height in ((59, 24), (80, 17), (10, 3)):
            await app.resize(width, height)
            await app.until(lambda: "too" in app.frame() and "Viaa" not in app.frame())
            before = planned.history()
            await app.press("u", "right_square_bracket", "x", "3")
            assert app.on == "PartnersScreen"
            assert planned.history() == before
        await app.resize(80, 24)
        await app.until(lambda: app.frame() == whole)


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark"])
async def test_every_theme_shows_the_same_words(open_app: Opener, theme: str) -> None:
    async with open_app() as app:
        await app.press("2")
        before = app.frame()
        app.app.theme = theme
        await app.settle()
        assert app.frame() == before


async def test_without_colours_it_reads_the_same(
    open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as app:
        await app.press("2")
        coloured = app.frame()
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app() as app:
        await app.press("2")
        assert app.app.no_color
        assert app.frame() == coloured


SCREENS = ("1", "2", "3", "4", "5", "6", "H", "question_mark")


@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.soak)])
async def test_hints_are_whole_at_every_width(open_app: Opener, language: str) -> None:
    async with open_app(language=language) as app:
        for key in SCREENS:
            await app.press(key)
            hints = app.screen.query_one(KeyHints)
            names = [*hints._ids, *ALWAYS, AFTER]
            whole = {hints._hint(ACTIONS[name]).plain for name in names}
            for width in range(60, 201):
                line = hints.fit(width - 2)
                assert line.cell_len <= width - 2
                shown = [hint for hint in whole if hint and hint in line.plain]
                assert line.plain == "" or len("".join(shown)) >= line.cell_len
                assert len(shown) <= (6 if width < 100 else 99)
                assert hints._hint(ACTIONS["help"]).plain in line.plain
            if key in "H?":
                await app.press("escape")
