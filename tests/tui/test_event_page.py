from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from ipe_events.domain.records import EventFilter, EventPage
from ipe_events.services import events, letters, outbox
from ipe_events.services.workspace import Workspace
from ipe_events.tui.widgets.event_details import EventDetails
from tests.tui.conftest import LANGUAGES, Opener
from tests.tui.driving import Driven


def page(workspace: Workspace, day: date) -> EventPage:
    with workspace.read() as view:
        (line,) = events.lines(view, EventFilter(first=day, last=day))
        return events.page(view, line.id)


WERKPLAATS = date(2026, 12, 3)
KERNTEAM = date(2026, 12, 8)


async def open_kernteam(app: Driven) -> None:
    await app.press("down", "enter")
    assert app.on == "EventPageScreen"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page(open_app: Opener, language: str) -> None:
    async with open_app(language=language) as app:
        await open_kernteam(app)
        await app.in_both_sizes("event")


async def test_an_answer_is_kept_and_taken_back(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await open_kernteam(app)
        await app.press("down", "y", "down", "down", "enter")
        second = page(planned, KERNTEAM).participants[1]
        assert second.answer == "declined"
        assert "✗ komt niet" in app.line(second.name or "?")
        await app.press("u")
        assert page(planned, KERNTEAM).participants[1].answer == "needs-action"
        assert "geen antwoord" in app.line(second.name or "?")
        await app.press("escape")
        assert app.on == "AgendaScreen"


async def test_a_draft_is_planned(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("enter", "p")
        assert page(planned, WERKPLAATS).event.state == "planned"
        assert "○ gepland" in app.frame()
        assert "Werkplaats gepland" in app.toasts[-1]
        await app.press("p")
        assert "al gepland" in app.toasts[-1]


async def test_cancelling_asks_why_and_says_who_must_be_told(
    open_app: Opener, planned: Workspace
) -> None:
    number = page(planned, KERNTEAM).event.id
    with planned.delivery() as view:
        letters.remember(view, letters.letters(view, number))
    async with open_app() as app:
        await open_kernteam(app)
        await app.press("x", "enter")
        assert "6 mensen hebben er bericht van gekregen" in " ".join(app.frame().split())
        # The safe choice has the focus: Enter keeps the event.
        await app.press("enter")
        assert page(planned, KERNTEAM).event.state == "planned"
        await app.press("x", "enter", "shift+tab")
        await app.write("ziek")
        await app.press("enter", "enter")
        cancelled = page(planned, KERNTEAM)
        assert (cancelled.event.state, cancelled.reason) == ("cancelled", "ziek")
        assert "ziek" in app.line("Reden")
        with planned.read() as view:
            assert {item.method for item in outbox.pending(view, number)} >= {"CANCEL"}
        await app.press("x", "a", "i", "y")
        assert app.on == "EventPageScreen"
        await app.press("p", "enter")
        assert page(planned, KERNTEAM).event.state == "planned"


async def test_the_page_of_an_event_whose_making_is_undone_closes(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app() as app:
        await app.press("n")
        app.app.screen.query_one("#line", Input).value = "congres 1 dec"
        await app.press("enter")
        await app.press("enter")
        assert app.on == "EventPageScreen"
        await app.press("u")
        await app.until(lambda: app.on == "AgendaScreen")


async def test_the_guests_scroll(open_app: Opener) -> None:
    async with open_app(size=(80, 18)) as app:
        await open_kernteam(app)
        details = app.screen.query_one(EventDetails)
        await app.press("end")
        assert "Uren voor partners" in app.frame() or details.scroll_y > 0
        await app.press("home")
        assert details.scroll_y == 0
        await app.press("pagedown", "pageup", "up", "up")
        assert details.scroll_y == 0
