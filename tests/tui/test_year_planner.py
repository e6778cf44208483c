"""The year planner: rhythms typed, dates looked at and changed, saved and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.services import events
from ipe_events.services.workspace import Workspace
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.rhythm_row import RhythmRow
from tests.tui.conftest import Opener
from tests.tui.driving import Driven

RHYTHMS = {
    "kernteamoverleg": "every 6 weeks tue 13-15",
    "stuurgroepoverleg": "2 x per half-year 9:00-10:30",
    "congres": "1 x",
}


def of_year(workspace: Workspace) -> list[EventLine]:
    with workspace.read() as view:
        return events.lines(view, EventFilter(date(2027, 8, 1), date(2028, 7, 31)))


def row(app: Driven, kind: str) -> RhythmRow:
    return next(row for row in app.screen.query(RhythmRow) if row.kind == kind)


def kinds(app: Driven) -> set[str]:
    return {str(key).rpartition("-")[0] for key in dates(app).keys if key is not None}


def dates(app: Driven) -> LineList:
    return app.screen.query_one("#dates", LineList)


async def typed(app: Driven, **rhythms: str) -> None:
    """As a terminal pastes: each in one go; then the dates that come of them."""
    for kind, rhythm in rhythms.items():
        row(app, kind).query_one(Input).value = rhythm
    await app.until(lambda: kinds(app) == set(rhythms))
    await app.settle()


async def test_the_screen(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("Y")
        assert app.on == "YearPlannerScreen"
        await app.in_both_sizes("year-planner-empty")
        await typed(app, **RHYTHMS)
        await app.press("enter")
        await app.in_both_sizes("year-planner")
        await app.resize(140, 45)
        app.same_as("year-planner")


async def test_planned_and_taken_back(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("Y")
        await typed(app, **RHYTHMS)
        assert of_year(planned) == []
        count = len([key for key in dates(app).keys if key])
        await app.press("ctrl+s")
        assert app.on == "AgendaScreen"
        made = of_year(planned)
        assert {line.state for line in made} == {"planned"}
        assert {line.kind for line in made} == set(RHYTHMS)
        assert count - 1 <= len(made) <= count  # The summer's date is skipped.
        await app.press("u")
        assert of_year(planned) == []


@pytest.mark.soak
async def test_drafts(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("Y")
        await typed(app, congres="2 x")
        await app.press("f5")
        assert [line.state for line in of_year(planned)] == ["draft", "draft"]


async def test_a_rhythm_is_read_back_while_it_is_typed(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("Y")
        await app.write("every 3 we")
        first = app.screen.query(RhythmRow).first()
        assert first.is_wrong
        assert first.words.startswith('"every 3 we" is no rhythm')
        await app.press("ctrl+s")
        assert app.on == "YearPlannerScreen"
        await app.write("eks tue")
        assert (first.words, first.is_wrong) == ("every 3 weeks on Tuesday", False)
        await app.press("down")
        assert app.screen.focused is list(app.screen.query(RhythmRow))[1].query_one(Input)
        await app.until(lambda: "2027-2028: " in app.frame())


@pytest.mark.soak
async def test_dates_changed_by_hand(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en") as app:
        await app.press("Y")
        await typed(app, kernteamoverleg="4 x tue 13-15")
        await app.press("enter")
        before = app.selected()
        await app.press("right_square_bracket", "right")
        assert app.selected() != before
        assert "Wed" in app.selected()
        assert app.lines("was on")
        await app.press("h")
        await app.write("viaa")
        await app.press("enter")
        assert "Hogeschool Viaa" in app.selected()
        await app.press("down", "space")
        assert app.selected().startswith(" –")
        assert app.lines("left out")
        await app.press("ctrl+s")
        made = of_year(planned)
        assert len(made) == 3
        assert (made[0].host, made[0].day.weekday()) == ("viaa", 2)
        assert [line.title[-6:].strip() for line in made] == ["1 of 3", "2 of 3", "3 of 3"] or (
            [line.title[-7:].strip() for line in made] == ["1 van 3", "2 van 3", "3 van 3"]
        )


@pytest.mark.soak
async def test_skipped_dates_are_taken_back(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en") as app:
        await app.press("Y")
        await typed(app, kernteamoverleg="every 3 weeks tue 13-15")
        await app.press("enter", "end")
        assert app.selected().startswith(" –")
        assert app.lines("skipped: Zomervakantie")
        await app.press("space")
        assert app.selected().startswith(" !")
        await app.press("ctrl+s")
        assert of_year(planned)[-1].day == date(2028, 7, 25)


@pytest.mark.soak
async def test_as_in_an_earlier_year(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("Y")
        app.screen.query_one("#like", Input).value = "2026-2027"
        await app.until(lambda: "kernteamoverleg" in kinds(app))
        await app.settle()
        assert row(app, "kernteamoverleg").words
        row(app, "kernteamoverleg").query_one(Input).value = "-"
        await app.until(lambda: "kernteamoverleg" not in kinds(app))


async def test_nothing_typed_is_lost_unasked(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("Y", "escape")
        assert app.on == "AgendaScreen"
        await app.press("Y")
        await typed(app, congres="1 x")
        await app.press("escape")
        assert app.on == "SureDialog"
        await app.press("escape")
        assert app.on == "YearPlannerScreen"
        await app.press("ctrl+q")
        assert app.on == "SureDialog"
        await app.press("escape")
        assert row(app, "congres").text == "1 x"
        await app.press("escape", "tab", "enter")
        assert app.on == "AgendaScreen"
        assert of_year(planned) == []


async def test_what_cannot_be_planned_is_said(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("Y")
        await typed(app, congres="1 x")
        year = app.screen.query_one("#year", Input)
        for text, words in (("2040", "outside the programme"), ("2020", "outside"), ("x", "not a")):
            year.value = text
            await app.until(lambda words=words: words in app.frame())  # type: ignore[misc]
            await app.press("ctrl+s")
            assert app.on == "YearPlannerScreen"
        assert dates(app).keys == []
