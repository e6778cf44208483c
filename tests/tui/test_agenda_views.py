"""Month, week and day of the agenda, an event that is moved in it, and several at once."""

from __future__ import annotations

from datetime import date, time

import pytest
from textual.geometry import Offset
from textual.widgets import Input

from ipe_events.domain.closures import ClosureDraft
from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.services import closures, events
from ipe_events.services.workspace import Workspace
from ipe_events.tui.screens.agenda import AgendaScreen
from ipe_events.tui.widgets.event_list import EventList
from ipe_events.tui.widgets.month_grid import MonthGrid
from ipe_events.tui.widgets.week_grid import WeekGrid
from tests.tui.conftest import LANGUAGES, Opener
from tests.tui.driving import Driven

THURSDAY, TUESDAY = date(2026, 12, 3), date(2026, 12, 8)


def agenda(app: Driven) -> AgendaScreen:
    assert isinstance(app.screen, AgendaScreen)
    return app.screen


def day(app: Driven) -> date:
    return app.screen.query_one(MonthGrid).day


def found(workspace: Workspace) -> list[EventLine]:
    with workspace.read() as view:
        return events.lines(view, EventFilter(first=date(2026, 11, 22)))


def place(app: Driven, word: str) -> Offset:
    for row, line in enumerate(app.frame().splitlines()):
        if word in line:
            return Offset(line.index(word) + (word[0] not in "◌"), row)
    raise AssertionError(word)


def busy_tuesday(workspace: Workspace) -> None:
    """Something of several days, something more on the day of the kernteam, and a closure."""
    with workspace.change("more") as change:
        when = When(date(2026, 12, 7), date(2026, 12, 9))
        events.add(change, EventDraft("congres", when, title="Projectweek", location="Zwolle"))
        when = When(TUESDAY, None, time(9), time(10))
        events.add(change, EventDraft("werkplaats", when, title="Vooroverleg", draft=True))
        closed = ClosureDraft(
            date(2026, 12, 10), date(2026, 12, 11), "Studiedag", organisation="windesheim"
        )
        closures.add(change, closed)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_week_and_day(open_app: Opener, planned: Workspace, language: str) -> None:
    busy_tuesday(planned)
    async with open_app(language=language) as app:
        await app.press("down", "v")
        await app.in_both_sizes("agenda-week")
        await app.resize(140, 45)
        await app.press("right", "left")
        await app.until(lambda: app.lines("Windesheim"))
        app.same_as("agenda-week")
        await app.resize(80, 24)
        await app.press("v")
        await app.in_both_sizes("agenda-day")


async def test_the_cursor_goes_through_a_week(open_app: Opener, planned: Workspace) -> None:
    busy_tuesday(planned)
    async with open_app(size=(140, 45)) as app:
        await app.to("Kernteam")
        await app.press("v")
        week = app.screen.query_one(WeekGrid)
        assert app.app.focused is week
        assert (day(app), agenda(app).chosen_event()) == (TUESDAY, week.selected)
        titles = []
        for key in ("up", "up", "left", "right", "home", "end"):
            await app.press(key)
            event = week.selected
            titles.append((day(app).day, event.title if event else None))
        assert titles == [
            (8, "Vooroverleg"),
            (8, "Projectweek"),
            (7, "Projectweek"),
            (8, "Projectweek"),
            (7, "Projectweek"),
            (13, None),
        ]
        # On an empty day nothing opens: something is planned on it.
        await app.press("enter")
        assert app.on == "QuickAddScreen"
        assert "13 dec 2026" in app.screen.query_one(Input).value
        await app.press("escape", "right")
        assert day(app) == date(2026, 12, 14)
        await app.press("pageup", "left_square_bracket")
        assert day(app) == date(2026, 11, 30)
        # The mouse: a day above, then an event; once more opens it.
        await app.press("right_square_bracket")
        await app.pilot.click(offset=place(app, "wo 9 dec"))
        await app.settle()
        assert day(app) == date(2026, 12, 9)
        for _turn in range(2):
            await app.pilot.click(offset=place(app, "Vooroverleg"))
            await app.settle()
        assert app.on == "EventPageScreen"


async def test_a_week_in_a_narrow_terminal_is_a_list_of_days(
    open_app: Opener, planned: Workspace
) -> None:
    busy_tuesday(planned)
    async with open_app() as app:
        await app.to("Kernteam")
        await app.press("v")
        rows = app.screen.query_one(EventList)
        assert rows.has_focus
        assert app.lines("Hogeschool Win…")
        assert app.lines("woensdag 9 december  … Projectweek")
        await app.press("down")
        assert day(app) == date(2026, 12, 9)
        assert agenda(app).chosen_event() is None
        await app.press("end", "down")
        assert day(app) == date(2026, 12, 14)
        await app.press("up")
        assert day(app) == date(2026, 12, 13)
        # What is resized keeps its place; what is chosen there stays chosen by month.
        await app.resize(140, 45)
        assert app.screen.query_one(WeekGrid).has_focus
        await app.press("left_square_bracket", "v", "v")
        assert rows.has_focus
        assert day(app) == date(2026, 12, 6)


async def test_a_day_and_going_to_one(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("g")
        await app.write("8 dec")
        assert app.lines("dinsdag 8 december 2026")
        await app.press("enter", "v", "v")
        assert agenda(app).chosen_event() is not None
        assert app.lines("Landstede")
        await app.press("right_square_bracket")
        assert agenda(app).chosen_event() is None
        await app.press("n")
        assert "9 dec 2026" in app.screen.query_one(Input).value
        await app.press("escape", "t")
        assert day(app) == date(2026, 11, 22)
        # A filter is of all days.
        await app.press("slash")
        await app.write("werkplaats")
        await app.until(lambda: app.lines("do  3"))


async def test_an_event_is_moved_and_put_down(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("m", "right", "down", "plus")
        assert app.on == "MoveEventScreen"
        assert day(app) == date(2026, 12, 11)
        await app.until(lambda: app.lines("Uren voor partners"))
        await app.in_both_sizes("moving")
        assert found(planned)[0].day == THURSDAY
        await app.press("escape")
        assert found(planned)[0].day == THURSDAY
        await app.press("m", "pagedown", "enter")
        assert app.on == "AgendaScreen"
        moved = agenda(app).chosen_event()
        assert moved is not None
        assert (moved.day, day(app)) == (date(2027, 1, 3), date(2027, 1, 3))
        await app.press("u")
        assert found(planned)[0].day == THURSDAY


async def test_one_of_a_series_asks_how_far_it_goes(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("down", "m", "enter")
        assert app.on == "MoveEventScreen"
        await app.press("right", "enter")
        assert app.on == "ScopeDialog"
        await app.press("escape")
        assert app.on == "MoveEventScreen"
        await app.press("enter", "down", "enter")
        assert app.on == "AgendaScreen"
        kernteam = [line.day for line in found(planned) if line.kind == "kernteamoverleg"]
        assert kernteam[:2] == [date(2026, 12, 9), date(2027, 1, 13)]


async def test_the_mouse_moves_an_event(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.pilot.click(offset=place(app, " m "))
        await app.settle()
        assert app.on == "MoveEventScreen"
        await app.pilot.click(offset=place(app, "17"))
        await app.settle()
        assert day(app) == date(2026, 12, 17)
        await app.pilot.click(offset=place(app, " Enter "))
        await app.settle()
        assert THURSDAY not in [line.day for line in found(planned)]


async def test_what_was_held_cannot_be_moved(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("home", "m")
        assert app.on == "AgendaScreen"
        assert any("gehouden" in toast for toast in app.toasts)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_several_at_once(open_app: Opener, planned: Workspace, language: str) -> None:
    async with open_app(language=language) as app:
        await app.press("home", "space", "down", "space", "down", "space", "e")
        assert app.on == "SeveralFormScreen"
        await app.write("+1w")
        await app.until(lambda: app.lines("15 dec") or app.lines("15 Dec"))
        await app.in_both_sizes("several")
        await app.resize(80, 24)
        await app.press("ctrl+s")
        assert app.on == "AgendaScreen"
        assert [line.day for line in found(planned)[:2]] == [
            date(2026, 12, 10),
            date(2026, 12, 15),
        ]
        assert not agenda(app).marked
        await app.press("u")
        assert [line.day for line in found(planned)[:2]] == [THURSDAY, TUESDAY]


async def test_all_that_is_shown_is_planned_or_cancelled(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app() as app:
        await app.press("asterisk")
        assert len(agenda(app).marked) == len(agenda(app).shown_events())
        await app.press("asterisk")
        assert not agenda(app).marked
        await app.press("space", "escape")
        assert not agenda(app).marked
        # The mouse: a click on its sign.
        await app.pilot.click(offset=place(app, "◌ do"))
        await app.settle()
        assert len(agenda(app).marked) == 1
        assert app.lines("✓ 1 ")
        await app.press("escape")
        await app.press("asterisk", "p", "ctrl+s")
        assert {line.state for line in found(planned)} == {"planned"}
        await app.press("asterisk", "x")
        await app.write("verzet")
        await app.press("ctrl+s")
        assert {line.state for line in found(planned)} == {"cancelled"}
        await app.press("u", "u")
        assert {line.state for line in found(planned)} == {"planned", "draft"}


async def test_what_is_refused_leaves_the_form_open(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("space", "m")
        await app.write("x")
        await app.press("ctrl+s")
        assert app.on == "SeveralFormScreen"
        assert app.screen.query_one("#days", Input).value == "x"
        await app.press("ctrl+a", "delete", "ctrl+s")
        assert app.on == "SeveralFormScreen"
        assert found(planned)[0].day == THURSDAY
