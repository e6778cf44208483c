"""Editing one of a series asks how far it goes, and says what each answer comes to."""

from __future__ import annotations

from datetime import date, time

import pytest
from textual.widgets import Input

from ipe_events.domain.drafts import EventEdit
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.services import events, letters
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener
from tests.tui.driving import Driven

DECEMBER = date(2026, 12, 8)


def kernteam(workspace: Workspace) -> list[EventLine]:
    with workspace.read() as view:
        return events.lines(view, EventFilter(kind="kernteamoverleg"))


def states(workspace: Workspace) -> list[str]:
    return [line.state for line in kernteam(workspace)]


def said(app: Driven) -> str:
    """What a dialog says, without its frame."""
    return " ".join(app.frame().replace("│", " ").split())


async def change(app: Driven, **values: str) -> None:
    """Fill in the form of the meeting in December and save it."""
    await app.press("down", "e")
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value
    await app.settle()
    await app.press("ctrl+s")


@pytest.mark.soak
async def test_how_far_a_change_goes(open_app: Opener, planned: Workspace) -> None:
    with planned.delivery() as view:
        letters.remember(view, letters.letters(view))
    with planned.change("edit") as change_:
        events.edit(change_, kernteam(planned)[4].id, EventEdit(location="Deltion"))
        events.cancel(change_, kernteam(planned)[5].id)
    async with open_app(language="en") as app:
        await change(app, location="Zwolle")
        assert app.on == "ScopeDialog"
        await app.in_both_sizes("scope")


async def test_enter_changes_this_one_alone(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await change(app, location="Zwolle")
        await app.press("enter")
        assert app.on == "AgendaScreen"
        assert [line.location for line in kernteam(planned)].count("Zwolle") == 1
        assert len({line.uid for line in kernteam(planned)}) == 1


async def test_this_and_following(open_app: Opener, planned: Workspace) -> None:
    before = kernteam(planned)
    with planned.change("edit") as change_:
        events.edit(change_, before[-1].id, EventEdit(location="Deltion"))
    async with open_app(language="en") as app:
        await change(app, location="Zwolle", start="14:00", end="15:00")
        count = len(before) - 2
        assert f"This and following: {count} events" in said(app)
        await app.press("down", "enter")
        after = kernteam(planned)
        assert [line.start for line in after] == [time(13)] * 2 + [time(14)] * count
        assert {line.location for line in after[2:-1]} == {"Zwolle"}
        assert after[-1].location == "Deltion"
        assert after[2].uid == after[-1].uid != after[0].uid
        assert after[:2] == before[:2]
        await app.press("u")
        assert [line.start for line in kernteam(planned)] == [time(13)] * len(before)


async def test_all_leaves_what_was_held(open_app: Opener, planned: Workspace) -> None:
    before = kernteam(planned)
    async with open_app(language="en") as app:
        await change(app, title="Overleg")
        assert "stays as it is: 2 held" in said(app)
        assert "nobody has to be told" in said(app)
        await app.press("end", "enter")
        after = kernteam(planned)
        assert after[:2] == before[:2]
        assert {line.title for line in after[2:]} == {"Overleg"}


@pytest.mark.soak
async def test_escape_goes_back_to_the_form(open_app: Opener, planned: Workspace) -> None:
    before = kernteam(planned)
    async with open_app() as app:
        await change(app, location="Zwolle")
        await app.press("escape")
        assert app.on == "EventFormScreen"
        assert app.screen.query_one("#location", Input).value == "Zwolle"
        assert kernteam(planned) == before
        await app.press("ctrl+s", "enter")
        assert kernteam(planned) != before


@pytest.mark.soak
async def test_nothing_is_asked_of_what_is_wrong_or_stands_alone(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app() as app:
        await change(app, title="")
        assert app.on == "EventFormScreen"
        assert "✗" in app.frame()
        await app.press("escape", "tab", "enter")
        await app.until(lambda: app.on == "AgendaScreen")
        # The werkplaats is not one of a series.
        await app.press("home", "down", "up", "e")
        app.screen.query_one("#location", Input).value = "Viaa"
        await app.press("ctrl+s")
        assert app.on == "AgendaScreen"


@pytest.mark.soak
async def test_what_was_not_changed_is_not_asked(open_app: Opener, planned: Workspace) -> None:
    async with open_app() as app:
        await change(app)
        assert app.on == "AgendaScreen"


@pytest.mark.soak
async def test_what_cannot_be_says_why_and_the_rest_can(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en") as app:
        await change(app, start="", end="", until="+1d")
        await app.press("down", "enter")
        assert app.on == "ScopeDialog"
        assert "one day" in app.toasts[-1]
        await app.press("up", "enter")
        (line,) = [line for line in kernteam(planned) if line.until is not None]
        assert line.day == DECEMBER


@pytest.mark.soak
async def test_cancelling_what_follows_and_planning_it_again(
    open_app: Opener, planned: Workspace
) -> None:
    with planned.delivery() as view:
        letters.remember(view, letters.letters(view))
    count = len(kernteam(planned)) - 2
    async with open_app(language="en") as app:
        await app.press("down", "x", "down", "enter")
        assert app.on == "CancelDialog"
        assert f"Cancel {count} times “Kernteamoverleg”?" in said(app)
        assert "6 people were told of it" in said(app)
        await app.press("shift+tab")
        await app.write("ziek")
        await app.press("enter", "enter")
        assert states(planned) == ["held"] * 2 + ["cancelled"] * count
        await app.press("p")
        assert app.on == "ScopeDialog"
        assert f"to be told: 6 people, {6 * count} messages" not in said(app)
        await app.press("end", "enter")
        assert states(planned) == ["held"] * 2 + ["planned"] * count


@pytest.mark.soak
async def test_it_is_chosen_by_the_mouse(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en") as app:
        await change(app, location="Zwolle")
        lines = app.frame().splitlines()
        row = next(number for number, line in enumerate(lines) if "All of the series" in line)
        column = lines[row].index("All of")
        await app.pilot.click(offset=(column, row))
        await app.settle()
        if app.on == "ScopeDialog":
            await app.pilot.click(offset=(column, row))
            await app.settle()
        assert [line.location for line in kernteam(planned)].count("Zwolle") > 1
