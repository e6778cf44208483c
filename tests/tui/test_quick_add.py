from __future__ import annotations

from datetime import date, time

import pytest
from textual.widgets import Input

from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.services import events, ledger
from ipe_events.services.workspace import Workspace
from ipe_events.tui.widgets.event_list import EventList
from tests.tui.conftest import LANGUAGES, Opener
from tests.tui.driving import Driven

LINE = "kernteam di 19 jan 13-15 @Windesheim"


def on_day(workspace: Workspace, day: date) -> list[EventLine]:
    with workspace.read() as view:
        return events.lines(view, EventFilter(first=day, last=day))


def fill_in(app: Driven, line: str) -> None:
    """As a terminal pastes: in one go."""
    app.screen.query_one(Input).value = line


async def read_back(app: Driven, words: str) -> None:
    await app.until(lambda: words in app.frame())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_line_read_back(open_app: Opener, language: str) -> None:
    async with open_app(language=language) as app:
        await app.press("n")
        app.same_as("quick-add-empty")
        fill_in(app, LINE)
        await read_back(app, "186:00")
        await app.in_both_sizes("quick-add")


async def test_planned_with_the_keyboard_alone_and_taken_back(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app() as app:
        await app.press("2")
        before = app.line("Landstede MBO")
        await app.press("1", "n")
        await app.write(LINE)
        await read_back(app, "dinsdag 19 januari 2027, 13:00-15:00")
        assert "Hogeschool Windesheim" in app.line("Gastheer")
        assert "nog 186:00" in app.line("Landstede MBO  ")
        assert on_day(planned, date(2027, 1, 19)) == []
        await app.press("enter")
        assert app.on == "AgendaScreen"
        (added,) = on_day(planned, date(2027, 1, 19))
        assert (added.kind, added.start, added.host) == ("kernteamoverleg", time(13), "windesheim")
        assert app.screen.query_one(EventList).selected == added
        assert app.toasts[-1] == "Kernteamoverleg toegevoegd — u maakt het ongedaan"
        with planned.read() as view:
            planned_hours = ledger.report(view, "2027").totals.tally.planned
        await app.press("u")
        await app.until(lambda: not on_day(planned, date(2027, 1, 19)))
        assert not app.lines("di 19  ")
        with planned.read() as view:
            assert ledger.report(view, "2027").totals.tally.planned < planned_hours
        await app.press("2")
        assert app.line("Landstede MBO") == before


async def test_what_cannot_be_read_is_said_under_the_line(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("n")
        fill_in(app, "kernteam morgen 15-13")
        await read_back(app, "✗ het einde ligt vóór het begin")
        fill_in(app, "borrel di 12 jan")
        await read_back(app, '✗ er is geen soort bijeenkomst "borrel"')
        await app.press("enter")
        assert app.on == "QuickAddScreen"
        assert app.screen.query_one(Input).value == "borrel di 12 jan"
        fill_in(app, "kernteam di 19 jan 13:00")
        await read_back(app, "13:00-15:00")
        assert "✗" not in app.frame()


async def test_it_asks_before_a_line_is_lost(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("n", "escape")
        assert app.on == "AgendaScreen"
        await app.press("f2")
        fill_in(app, "x")
        await app.press("escape")
        assert app.on == "SureDialog"
        # The safe choice has the focus.
        await app.press("enter")
        assert app.on == "QuickAddScreen"
        await app.press("escape", "tab", "enter")
        assert app.on == "AgendaScreen"
        await app.press("n")
        fill_in(app, "x")
        await app.press("ctrl+q")
        assert app.on == "SureDialog"


async def test_the_day_in_hand_is_typed_already(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("tab", "right", "enter")
        line = app.screen.query_one(Input)
        assert line.value == "23 nov 2026 "
        await app.press("escape")
        assert app.on == "AgendaScreen"
        await app.press("n")
        app.screen.query_one(Input).value += "congres"
        await app.press("ctrl+s")
        assert [event.kind for event in on_day(planned, date(2026, 11, 23))] == ["congres"]


async def test_an_event_outside_the_list_is_shown(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        for line, day in (
            ("congres 3 sep 2025", date(2025, 9, 3)),
            ("congres 5 jun 2028", date(2028, 6, 5)),
        ):
            await app.press("n")
            fill_in(app, line)
            await app.press("enter")
            selected = app.screen.query_one(EventList).selected
            assert selected is not None
            assert (selected.day, selected.kind) == (day, "congres")


async def test_enter_twice_saves_once(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("n")
        fill_in(app, "congres 24 nov")
        await app.pilot.press("enter", "enter")
        await app.settle()
        assert len(on_day(planned, date(2026, 11, 24))) == 1
