"""A series in a form, with its dates beside it; what one guest is charged; as what they come."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.services import events
from ipe_events.services.workspace import Workspace
from ipe_events.tui.screens.series_form import SeriesFormScreen
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.line_list import LineList
from tests.tui.conftest import LANGUAGES, Opener
from tests.tui.driving import Driven

CHRISTMAS = date(2026, 12, 22)


def made(workspace: Workspace) -> list[EventLine]:
    with workspace.read() as view:
        found = events.lines(view, EventFilter(first=date(2026, 11, 22), kind="werkplaats"))
    return [line for line in found if line.series is not None]


async def fill(app: Driven, **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value
    await app.settle()


async def begin(app: Driven) -> None:
    await app.press("S")
    assert isinstance(app.screen, SeriesFormScreen)
    await app.until(lambda: app.screen.query("#every"))
    app.screen.query_one("#kind").value = "werkplaats"  # type: ignore[attr-defined]
    await fill(
        app, date="8 dec", until="26 jan", start="13", end="15", every="2", location="Zwolle"
    )


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_series(open_app: Opener, planned: Workspace, language: str) -> None:
    async with open_app(language=language) as app:
        await begin(app)
        ahead = app.screen.query_one("#ahead", LineList)
        await app.until(lambda: any("22 dec" in line.lower() for line in ahead.lines))
        await app.in_both_sizes("series")
        # The date in the Christmas holiday after all.
        ahead.focus()
        await app.settle()
        assert ahead.selected_key == CHRISTMAS.isoformat()
        await app.press("space")
        await app.until(lambda: any(line.startswith("○ ") and "22" in line for line in ahead.lines))
        await app.press("ctrl+s")
        assert app.on == "AgendaScreen"
        assert [line.day for line in made(planned)] == [
            date(2026, 12, 8),
            CHRISTMAS,
            date(2027, 1, 5),
            date(2027, 1, 19),
        ]
        assert {line.location for line in made(planned)} == {"Zwolle"}
        await app.press("u")
        assert not made(planned)


async def test_other_ways_to_repeat(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await begin(app)
        repeats, holidays = (
            app.screen.query_one(f"#{name}", ChoiceRow) for name in ("repeats", "holidays")
        )
        repeats.focus()
        await app.press("right")
        assert "dinsdag" in repeats.options[1][1]
        holidays.focus()
        await app.press("right", "right")
        repeats.focus()
        await app.press("right", "right")
        assert app.screen.query_one("#rule", Input).region
        await fill(app, rule="FREQ=DAILY;COUNT=3")
        await app.press("ctrl+s")
        assert [line.day.day for line in made(planned)] == [8, 9, 10]


async def test_what_is_refused_stands_at_its_field(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await begin(app)
        await fill(app, every="0", until="")
        await app.press("ctrl+s")
        assert isinstance(app.screen, SeriesFormScreen)
        assert app.screen.focused is app.screen.query_one("#until")
        assert not made(planned)
        await fill(app, until="26 jan")
        await app.press("ctrl+s")
        assert app.screen.focused is app.screen.query_one("#every")


async def test_a_guest_is_charged_otherwise(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("down", "enter", "h")
        assert app.on == "ChargeFormScreen"
        await fill(app, preparation="1:30")
        await app.until(lambda: app.lines("3:30"))
        await app.in_both_sizes("charge")
        await app.press("ctrl+s")
        await app.until(lambda: app.on == "EventPageScreen")
        with planned.read() as view:
            page = events.page(view, made_id(app))
        assert (page.participants[0].preparation, page.hours[0].minutes) == (90, 210)


def made_id(app: Driven) -> int:
    event = app.screen.chosen_event()  # type: ignore[attr-defined]
    return int(event.id)


async def test_as_what_somebody_comes(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("i", "r")
        app.screen.query_one("#add", Input).value = "Fons"
        await app.settle()
        await app.press("enter", "tab")
        app.screen.query_one("#guests", LineList).focus()
        await app.press("home", "o", "r")
        await app.write("spreker")
        await app.press("enter", "ctrl+s")
        with planned.read() as view:
            page = events.page(view, made_id(app))
        (fons,) = [guest for guest in page.participants if guest.name == "Fons Kip"]
        assert (fons.role, fons.online) == ("speaker", True)
