from __future__ import annotations

from datetime import date, time

import pytest
from textual.widgets import Input, Select, TextArea

from ipe_events.domain.drafts import EventEdit
from ipe_events.domain.records import EventFilter, EventPage
from ipe_events.services import events
from ipe_events.services.workspace import Workspace
from ipe_events.tui.typed_guests import guests_in
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.day_input import DayInput, TimeInput
from tests.tui.conftest import LANGUAGES, Opener
from tests.tui.driving import Driven

DAY = date(2027, 1, 19)


def pages(workspace: Workspace, day: date) -> list[EventPage]:
    with workspace.read() as view:
        found = events.lines(view, EventFilter(first=day, last=day))
        return [events.page(view, line.id) for line in found]


def fill(app: Driven, **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value


async def filled(app: Driven, words: str) -> None:
    await app.until(lambda: words in app.frame())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_form(open_app: Opener, language: str) -> None:
    async with open_app(language=language) as app:
        await app.press("N")
        app.screen.query_one("#kind", Select).value = "kernteamoverleg"
        fill(app, date="19 jan", start="13")
        await filled(app, "186:00")
        await app.in_both_sizes("form")


async def test_a_new_event_with_the_keyboard_alone(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("f3")
        # Stuurgroepoverleg comes first; the next kind is the kernteam's.
        await app.press("enter", "down", "enter", "tab")
        await app.write("[/red] kick-off [b]")
        await app.press("tab")
        await app.write("19 jan")
        assert "di 19 jan 2027, week 3" in app.frame()
        await app.press("tab", "tab")
        await app.write("13")
        await app.press("ctrl+s")
        assert app.on == "AgendaScreen"
        assert app.lines("[/red] kick-off [b]")
        (page,) = pages(planned, DAY)
        assert (page.event.start, page.event.end) == (time(13), time(15))
        assert page.event.kind == "kernteamoverleg"
        assert len(page.participants) == 8


async def test_everything_a_form_can_say(open_app: Opener, planned: Workspace) -> None:
    async with open_app(size=(120, 40)) as app:
        await app.press("N")
        app.screen.query_one("#kind", Select).value = "werkplaats"
        fill(app, title="Samen leren", date="19-1-2027", until="21 jan", start="9:00", end="12u30")
        fill(app, location="Zwolle", link="https://example.org/x")
        fill(app, guests="Anna Bos, deltion=12; viaa@example.org")
        app.screen.query_one("#host", Select).value = "windesheim"
        app.screen.query_one("#goal", Select).value = "G2"
        groups = app.screen.query_one("#groups", ChoiceRow)
        groups.focus()
        state = app.screen.query_one("#state", ChoiceRow)
        await app.press("space")
        state.focus()
        await app.press("right")
        app.screen.query_one("#privacy", ChoiceRow).focus()
        await app.press("right")
        app.screen.query_one(TextArea).text = "Eerst koffie\nDan werk"
        await app.press("ctrl+s")
        (page,) = pages(planned, DAY)
        event = page.event
        assert (event.title, event.state, event.until) == (
            "Samen leren",
            "draft",
            date(2027, 1, 21),
        )
        assert (event.location, event.link, event.host) == (
            "Zwolle",
            "https://example.org/x",
            "windesheim",
        )
        assert event.privacy == "organisations"
        assert (page.goal, page.note) == ("G2", "Eerst koffie\nDan werk")
        names = {guest.name or guest.organisation for guest in page.participants}
        assert {"Anna Bos", "Els Mol", "deltion"} <= names


async def test_nobody_ticked_is_nobody_invited(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("N")
        app.screen.query_one("#kind", Select).value = "kernteamoverleg"
        fill(app, date="19 jan")
        await filled(app, "[x] Kernteam")
        groups = app.screen.query_one("#groups", ChoiceRow)
        groups.focus()
        await app.press("right", "space", "ctrl+s")
        (page,) = pages(planned, DAY)
        assert page.participants == ()


async def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(size=(120, 40)) as app:
        await app.press("N")
        fill(app, title="x" * 201, link="ftp://x", start="25", end="13", location="Zwolle")
        await app.press("ctrl+s")
        assert app.on == "EventFormScreen"
        assert app.app.focused is app.screen.query_one("#date")
        assert "✗ de datum is leeg" in app.frame()
        fill(app, date="2027-13-99", start="")
        await app.press("ctrl+s")
        assert '✗ de datum: "2027-13-99"' in app.frame()
        fill(app, date="19 jan", end="")
        await app.press("ctrl+s")
        assert '✗ "ftp://x" is geen link' in app.frame()
        assert "✗ de titel is te lang" in app.frame()
        assert app.app.focused is app.screen.query_one("#title")
        fill(app, title="", link="", guests="niemand@example.org")
        await app.press("ctrl+s")
        assert '✗ er is geen persoon "niemand@example.org"' in app.frame()
        assert app.screen.query_one("#location", Input).value == "Zwolle"
        assert pages(planned, DAY) == []
        fill(app, guests="")
        await app.press("ctrl+s")
        assert app.on == "AgendaScreen"


async def test_an_event_is_changed(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("down", "e")
        assert app.screen.query_one("#date", Input).value == "di 8 dec 2026"
        fill(app, title="Andere titel", date="do 10 dec 2026", end="16:00", location="Deltion")
        await filled(app, "3:00")
        # One of a series: Enter changes this one alone.
        await app.press("ctrl+s", "enter")
        (page,) = pages(planned, date(2026, 12, 10))
        assert page.event.title == "Andere titel"
        assert (page.event.end, page.event.location) == (time(16), "Deltion")
        assert "Andere titel gewijzigd" in app.toasts[-1]
        await app.press("u")
        assert pages(planned, date(2026, 12, 10)) == []


@pytest.mark.soak
async def test_an_event_becomes_all_day_and_longer(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("down", "e")
        fill(app, start="", end="", until="+1d")
        await app.press("ctrl+s", "enter")
        (page,) = pages(planned, date(2026, 12, 8))
        event = page.event
        assert (event.start, event.end, event.until) == (None, None, date(2026, 12, 9))
        assert page.minutes == 240


@pytest.mark.soak
async def test_nothing_changed_is_nothing_asked(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("down", "e", "escape")
        assert app.on == "AgendaScreen"
        await app.press("e")
        fill(app, title="Anders")
        await app.press("escape")
        assert app.on == "SureDialog"
        await app.press("escape")
        assert app.screen.query_one("#title", Input).value == "Anders"


async def test_what_was_held_keeps_its_day(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("up")
        (held,) = pages(planned, date(2026, 11, 10))
        assert held.event.state == "held"
        await app.press("e")
        assert app.screen.query_one("#date").disabled
        fill(app, title="Terugblik")
        app.screen.query_one("#outcome", TextArea).text = "Akkoord.\n[/red] in mei"
        await app.press("ctrl+s")
        (page,) = pages(planned, date(2026, 11, 10))
        assert (page.event.title, page.event.state) == ("Terugblik", "held")
        assert page.outcome == "Akkoord.\n[/red] in mei"


async def test_what_was_changed_meanwhile_is_not_overwritten(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app() as app:
        await app.press("down", "e")
        (page,) = pages(planned, date(2026, 12, 8))
        with planned.change("elsewhere") as change:
            events.edit(change, page.event.id, EventEdit(title="Van elders"))
        fill(app, location="Zwolle")
        await app.press("ctrl+s")
        assert "gewijzigd sinds" in " ".join(app.frame().split())
        assert app.screen.query_one("#location", Input).value == "Zwolle"
        (page,) = pages(planned, date(2026, 12, 8))
        assert (page.event.title, page.event.location) == ("Van elders", "")


@pytest.mark.soak
async def test_the_arrows_move_days_and_quarters(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("down", "e")
        day = app.screen.query_one("#date", DayInput)
        day.focus()
        await app.press("up", "up", "down")
        assert day.value == "wo 9 dec 2026"
        start = app.screen.query_one("#start", TimeInput)
        start.focus()
        await app.press("down")
        assert start.value == "12:45"
        start.value = "23:50"
        await app.press("up")
        assert start.value == "23:50"
        day.value = "onzin"
        day.focus()
        await app.press("up")
        assert day.value == "onzin"


def test_guests_in_a_line() -> None:
    assert guests_in("a@example.org b@example.org; viaa, deltion=3 ,", ()) == (
        "a@example.org",
        "b@example.org",
        "viaa",
        "deltion=3",
    )
