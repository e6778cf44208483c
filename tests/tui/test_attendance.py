from __future__ import annotations

from datetime import date, time

import pytest
from textual.widgets import Input

from ipe_events.domain.records import EventFilter, EventPage
from ipe_events.services import events
from ipe_events.services.workspace import Workspace
from ipe_events.tui.screens.attendance import AttendanceScreen
from tests.tui.conftest import LANGUAGES, Opener
from tests.tui.driving import Driven

KERNTEAM = date(2026, 12, 8)


def page(workspace: Workspace, day: date = KERNTEAM) -> EventPage:
    with workspace.read() as view:
        (line,) = events.lines(view, EventFilter(first=day, last=day))
        return events.page(view, line.id)


def presence(found: EventPage) -> dict[str, bool | None]:
    return {guest.name or guest.organisation: guest.attended for guest in found.participants}


async def open_attendance(app: Driven) -> None:
    await app.press("down", "a")
    await app.until(lambda: "Anna Bos" in app.frame())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_sheet(open_app: Opener, language: str) -> None:
    async with open_app(language=language) as app:
        await open_attendance(app)
        await app.press("A", "down", "space")
        await app.until(lambda: "192:00" in app.frame() or "194:00" in app.frame())
        await app.in_both_sizes("attendance")


async def test_all_present(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await open_attendance(app)
        assert "Hier staan de uren die geboekt worden" in app.frame()
        await app.press("A")
        await app.until(lambda: "Uren die geboekt worden" in app.frame())
        assert page(planned).event.state == "planned"
        await app.press("ctrl+s")
        assert app.on == "AgendaScreen"
        kept = page(planned)
        assert kept.event.state == "held"
        assert presence(kept)["Anna Bos"] is True
        assert presence(kept)["werkveld-kernteam-1"] is None
        assert {cost.minutes for cost in kept.hours} == {120}
        assert "Aanwezigheid van Kernteamoverleg opgeslagen" in app.toasts[-1]
        await app.press("u")
        await app.until(lambda: page(planned).event.state == "planned")


async def test_marks_turn_and_what_was_known_is_never_unknown_again(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app() as app:
        await open_attendance(app)
        await app.press("space", "down", "space", "enter", "down", "space", "space", "space")
        assert "✓ aanwezig" in app.line("Anna Bos")
        assert "✗ afwezig" in app.line("Bram Vos")
        assert "? onbekend" in app.line("Cor de Wit")
        await app.press("ctrl+s", "f7")
        await app.until(lambda: "✗ afwezig" in app.frame())
        await app.press("space", "space")
        assert "✓ aanwezig" in app.line("Anna Bos")
        await app.press("escape")
        assert app.on == "AgendaScreen"
        await app.press("a")
        await app.until(lambda: "✗ afwezig" in app.frame())
        await app.press("space", "ctrl+s")
        found = presence(page(planned))
        assert (found["Anna Bos"], found["Bram Vos"], found["Cor de Wit"]) == (False, False, None)


async def test_each_seat_without_a_name_by_itself(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await open_attendance(app)
        await app.press("end", "space", "ctrl+s")
        found = presence(page(planned))
        assert found["werkveld-kernteam-2"] is True
        assert found["werkveld-kernteam-1"] is None


async def test_a_deputy_a_part_a_walk_in_and_other_times(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(size=(120, 40)) as app:
        await open_attendance(app)
        await app.press("A", "d")
        app.screen.query_one("#narrow", Input).value = "fons"
        await app.press("enter")
        assert "✓ Fons Kip (Hogeschool KPZ) kwam in de plaats" in app.frame()
        await app.press("down", "t")
        line = app.screen.query_one(Input)
        assert line.value == "13:00-15:00"
        line.value = "15:00-13:40"
        await app.press("enter")
        assert "✗ het einde ligt" in app.frame()
        line.value = "13:40-15:00"
        await app.press("enter", "w")
        await app.write("Piet")
        await app.press("enter")
        app.screen.query_one("#narrow", Input).value = "viaa"
        await app.press("enter")
        assert "Piet (Hogeschool Viaa), onverwacht" in app.frame()
        await app.press("m")
        app.screen.query_one(Input).value = "13-15:20"
        await app.press("enter")
        assert "echt 13:00-15:20" in app.frame()
        await app.press("ctrl+s")
        kept = page(planned)
        found = presence(kept)
        assert (found["Anna Bos"], found["Fons Kip"], found["Piet"]) == (False, True, True)
        (deputy,) = [guest for guest in kept.participants if guest.deputy_for]
        assert (deputy.name, deputy.deputy_for) == ("Fons Kip", "Anna Bos")
        (part,) = [guest for guest in kept.participants if guest.from_time]
        assert (part.name, part.from_time) == ("Bram Vos", time(13, 40))
        assert kept.event.end == time(15, 20)
        minutes = {cost.organisation: cost.minutes for cost in kept.hours}
        assert minutes["menso-alting-zwolle"] == 80
        assert minutes["viaa"] == 2 * 140
        assert "landstede" not in minutes


async def test_a_walk_in_is_taken_off_again(open_app: Opener) -> None:
    async with open_app() as app:
        await open_attendance(app)
        await app.press("w", "P", "i", "enter", "enter")
        assert app.lines("onverwacht;")
        await app.press("end", "space")
        assert not app.lines("onverwacht;")


async def test_nothing_marked_is_not_saved(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await open_attendance(app)
        await app.press("ctrl+s")
        assert isinstance(app.screen, AttendanceScreen)
        assert "Nog niemand aangekruist" in app.toasts[-1]
        assert page(planned).event.state == "planned"
        await app.press("A", "escape")
        assert app.on == "SureDialog"
        await app.press("right", "enter")
        assert app.on == "AgendaScreen"
        assert page(planned).event.state == "planned"
