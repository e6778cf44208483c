from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.services import events
from ipe_events.services.workspace import Workspace
from ipe_events.tui import bridge_agenda
from ipe_events.tui.widgets.event_list import EventList
from ipe_events.tui.widgets.month_grid import MonthGrid, month_on
from tests.tui.conftest import LANGUAGES, Opener
from tests.tui.driving import Driven


def grid(app: Driven) -> MonthGrid:
    return app.screen.query_one(MonthGrid)


def chosen(app: Driven) -> date:
    event = app.screen.query_one(EventList).selected
    assert event is not None
    return event.day


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_agenda(open_app: Opener, language: str) -> None:
    async with open_app(language=language) as app:
        await app.in_both_sizes("agenda")


async def test_there_is_room_for_the_page_of_the_event_at_140_columns(open_app: Opener) -> None:
    async with open_app(size=(140, 45)) as app:
        await app.until(lambda: "Uren voor partners" in app.frame())
        app.same_as("agenda")


async def test_it_begins_at_the_next_event_from_today(open_app: Opener) -> None:
    async with open_app() as app:
        assert chosen(app) == date(2026, 12, 3)
        assert grid(app).day == date(2026, 11, 22)
        assert "zondag 22 november 2026" in app.frame()


async def test_the_days_follow_the_events(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("down")
        assert chosen(app) == grid(app).day == date(2026, 12, 8)
        assert "december 2026" in app.frame().splitlines()[1]
        await app.press("end")
        assert chosen(app) == grid(app).day == date(2027, 6, 8)


async def test_the_events_follow_the_days(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("tab")
        assert app.app.focused is grid(app)
        await app.press("right", "down")
        assert grid(app).day == date(2026, 11, 30)
        assert chosen(app) == date(2026, 12, 3)
        await app.press("right_square_bracket")
        assert grid(app).day == date(2026, 12, 30)
        assert chosen(app) == date(2027, 1, 12)
        assert "~" in app.lines("53")[0]
        await app.press("left_square_bracket", "pageup", "home")
        assert grid(app).day == date(2026, 10, 26)
        assert chosen(app) == date(2026, 11, 10)
        await app.press("t")
        assert grid(app).day == date(2026, 11, 22)


async def test_a_holiday_is_named(open_app: Opener) -> None:
    async with open_app() as app:
        grid(app).focus()
        grid(app).go(date(2026, 12, 25))
        await app.settle()
        assert "*25" in app.frame()
        assert "Eerste kerstdag" in app.frame()


async def test_above_the_first_event_come_the_ones_before(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("home")
        assert chosen(app) == date(2026, 11, 10)
        await app.press("up")
        assert chosen(app) == grid(app).day == date(2026, 9, 8)
        await app.press("down")
        assert chosen(app) == date(2026, 11, 10)


async def test_a_cut_list_says_so_and_goes_on(
    open_app: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge_agenda, "MOST_LINES", 3)
    async with open_app() as app:
        assert "De eerste 3 van 10; ↓ gaat verder." in app.frame()
        await app.press("end")
        last = chosen(app)
        await app.press("down")
        assert chosen(app) > last
        grid(app).go(date(2027, 6, 8))
        await app.settle()
        assert chosen(app) == date(2027, 6, 8)
        grid(app).go(date(2026, 9, 1))
        await app.settle()
        assert chosen(app) == date(2026, 9, 8)


async def test_the_filter(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("slash")
        await app.write("werkpl")
        await app.until(lambda: "1 van 14" in app.frame())
        assert chosen(app) == date(2026, 12, 3)
        assert not app.lines("Kernteamoverleg")
        await app.write("x")
        await app.until(lambda: "Niets past bij" in app.frame())
        await app.press("escape")
        await app.until(lambda: app.lines("Kernteamoverleg"))
        assert isinstance(app.app.focused, EventList)


async def test_an_empty_programme_says_what_belongs_here(
    open_app: Opener, workspace_path: Path
) -> None:
    async with open_app(workspace_path) as app:
        await app.until(lambda: "n plant er een" in app.frame())
        app.same_as("agenda-empty")
        await app.press("down", "enter", "e", "a", "i", "x", "p")
        assert app.on == "AgendaScreen"
        await app.press("up")
        assert "december 2023" in app.frame()


async def test_what_another_program_writes_shows(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        when = When(date(2026, 12, 1), None, time(9), time(10))
        with planned.change("elsewhere") as change:
            events.add(change, EventDraft("congres", when, title="Van elders"))
        app.app.changed()
        await app.until(lambda: app.lines("Van elders"))
        assert chosen(app) == date(2026, 12, 3)


async def test_a_narrow_terminal_shows_the_list_alone(open_app: Opener) -> None:
    async with open_app(size=(64, 24)) as app:
        assert not grid(app).display or not grid(app).region
        assert app.lines("Kernteamoverleg")
        await app.resize(160, 45)
        await app.until(lambda: "Uren voor partners" in app.frame())


async def test_the_mouse(open_app: Opener) -> None:
    async with open_app() as app:
        row = next(n for n, line in enumerate(app.frame().splitlines()) if "di 12" in line)
        await app.pilot.click(offset=(50, row))
        await app.settle()
        assert chosen(app) == date(2027, 1, 12)
        # The arrow at the month's name, then a day in the grid.
        await app.pilot.click(offset=(30, 1))
        await app.settle()
        assert grid(app).day == date(2027, 2, 12)
        await app.pilot.click(offset=(6, 3))
        await app.settle()
        assert grid(app).day == date(2027, 2, 1)


def test_months_on() -> None:
    assert month_on(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert month_on(date(2027, 1, 31), -1) == date(2026, 12, 31)
    assert month_on(date(2099, 12, 31), 1) == date(2099, 1, 31)
