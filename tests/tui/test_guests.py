from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from ipe_events.domain.drafts import PersonDraft
from ipe_events.domain.records import EventFilter, EventPage, OrganisationLine
from ipe_events.services import events, finding, inviting
from ipe_events.services.workspace import Workspace
from ipe_events.tui import new_guest
from tests.tui.conftest import LANGUAGES, Opener
from tests.tui.driving import Driven

WERKPLAATS = date(2026, 12, 3)
KERNTEAM = date(2026, 12, 8)


def page(workspace: Workspace, day: date) -> EventPage:
    with workspace.read() as view:
        (line,) = events.lines(view, EventFilter(first=day, last=day))
        return events.page(view, line.id)


def invited(workspace: Workspace, day: date) -> list[str]:
    return [
        f"{guest.organisation}={guest.heads}" if guest.heads else guest.name or guest.organisation
        for guest in page(workspace, day).participants
    ]


async def find(app: Driven, text: str) -> None:
    line = app.screen.query_one("#add", Input)
    line.focus()
    line.value = text
    await app.settle()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_screen(open_app: Opener, language: str) -> None:
    async with open_app(language=language) as app:
        await app.press("down", "i")
        await app.until(lambda: "194:00" in app.frame())
        await find(app, "kern")
        await app.in_both_sizes("guests")


async def test_people_partners_groups_and_numbers(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("i")
        await app.until(lambda: app.lines("Ontwerp") or app.lines("Landstede"))
        for text in ("anna", "saxion", "expertise", "deltion = 12"):
            await find(app, text)
            assert app.lines(" + ")
            await app.press("enter")
        await app.press("ctrl+s")
        assert app.on == "AgendaScreen"
        found = invited(planned, WERKPLAATS)
        assert {"Anna Bos", "saxion", "werkveld-leerteams-25", "deltion=12"} <= set(found)
        assert "Genodigden van Werkplaats gewijzigd" in app.toasts[-1]
        await app.press("u")
        await app.until(lambda: "saxion" not in invited(planned, WERKPLAATS))


async def test_with_the_keyboard_alone(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("i")
        await app.write("zwolle")
        await app.press("down", "up", "enter")
        assert app.lines(" + ")
        # Tab goes to the list, where the added one comes first; x takes it off again.
        await app.press("tab", "home", "x")
        assert not app.lines(" + ")
        await app.press("escape")
        assert app.on == "AgendaScreen"


async def test_taking_off_and_answers_are_one_change(open_app: Opener, planned: Workspace) -> None:
    before = invited(planned, KERNTEAM)
    async with open_app() as app:
        await app.press("down", "f8")
        await app.until(lambda: "Anna Bos" in app.frame())
        await app.press("tab", "x")
        assert "gaat eraf" in app.line("Anna Bos")
        await app.press("x")
        assert "gaat eraf" not in app.line("Anna Bos")
        await app.press("x", "down", "enter", "down", "enter")
        assert "misschien" in app.line("Bram Vos")
        assert invited(planned, KERNTEAM) == before
        await app.press("ctrl+s")
        kept = page(planned, KERNTEAM)
        assert invited(planned, KERNTEAM) == before[1:]
        assert kept.participants[0].answer == "tentative"
        await app.press("u")
        await app.until(lambda: invited(planned, KERNTEAM) == before)


async def test_of_two_seats_one_is_taken_off(open_app: Opener, planned: Workspace) -> None:
    number = page(planned, WERKPLAATS).event.id
    with planned.change("two seats") as change:
        inviting.change_invited(change, finding.event(change, number), ("nji", "nji"), ())
    assert invited(planned, WERKPLAATS).count("nji") == 2
    async with open_app() as app:
        await app.press("i")
        await app.until(lambda: app.lines("Jeugdinstituut"))
        await app.press("tab", "end", "x", "ctrl+s")
        assert invited(planned, WERKPLAATS).count("nji") == 1


async def test_who_was_present_stays(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await app.press("up", "i")
        await app.until(lambda: "Anna Bos" in app.frame())
        await app.press("tab", "x", "ctrl+s")
        assert app.on == "GuestsScreen"
        assert "aanwezig" in app.toasts[-1]


async def test_nobody_matches(open_app: Opener) -> None:
    async with open_app() as app:
        await app.press("i")
        await find(app, "zzz")
        assert "Niemand past" in app.frame()
        await app.press("enter")
        assert app.on == "GuestsScreen"


async def test_somebody_new_is_added_with_the_guests_in_the_open_seat(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app() as app:
        await app.press("down", "i")
        await find(app, "Jip Vos nowhere jip@example.org")
        assert "Niemand past" in app.frame() or "Nobody matches" in app.frame()
        await find(app, "Jip Vos, Viaa <jip@example.org>")
        assert "Jip Vos · Hogeschool Viaa · jip@example.org" in app.line(" + ")
        before = invited(planned, KERNTEAM)
        await app.press("enter", "ctrl+s")
        assert app.on == "AgendaScreen"
        after = invited(planned, KERNTEAM)
        assert "Jip Vos" in after
        assert "Jip Vos" not in before
        await app.press("u")
        assert invited(planned, KERNTEAM) == before


def test_a_line_of_somebody_new() -> None:
    known = [
        OrganisationLine(1, "viaa", "Hogeschool Viaa", "hbo", ("Viaa",), False, True),
        OrganisationLine(2, "kpz", "Hogeschool KPZ", "hbo", (), False, True),
    ]
    for line in (
        "Noor Bakker viaa noor@example.org",
        "noor@example.org Noor Bakker, Hogeschool  VIAA",
        "Noor Bakker (Viaa) <noor@example.org>",
    ):
        found = new_guest.read(line, known)
        assert found is not None
        assert found.person == PersonDraft("Noor Bakker", "viaa", "noor@example.org")
    for line in ("Noor Bakker viaa", "viaa noor@example.org", "Noor Bakker noor@example.org", "@"):
        assert new_guest.read(line, known) is None
