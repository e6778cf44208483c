"""What is checked of a kind is seen wherever an event is planned or looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.widgets import Input

from ipe_events.domain.drafts import PersonDraft
from ipe_events.domain.kinds import KindEdit
from ipe_events.domain.records import EventFilter
from ipe_events.services import events, kinds, people
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener

LINE = "kernteam di 19 jan 13-15 @Windesheim"
LONG = "this meeting lasts 2:00; usual is at most 1:00"
ROLE = "nobody yet with the role aios [/red]"


def settle(workspace: Workspace) -> None:
    with workspace.change("kind edit kernteamoverleg") as change:
        wanted = KindEdit(longest=60, required_roles=("aios [/red]",))
        kinds.edit(change, "kernteamoverleg", wanted)


async def test_in_the_line_read_back_and_on_the_page(open_app: Opener, planned: Workspace) -> None:
    settle(planned)
    async with open_app(size=(120, 40), language="en") as app:
        await app.press("n")
        app.screen.query_one(Input).value = LINE
        await app.until(lambda: "186:00" in app.frame())
        for words in (LONG, ROLE):
            assert words in app.frame()
        await app.press("enter", "enter")
        assert app.on == "EventPageScreen"
        assert LONG in app.frame()
        await app.press("escape", "6", "end")
        assert LONG in app.frame()


async def test_a_role_of_the_programmes_own_is_shown_as_it_is(
    open_app: Opener, planned: Workspace
) -> None:
    settle(planned)
    with planned.change("a role") as change:
        day = date(2026, 12, 8)
        (line,) = events.lines(change, EventFilter(first=day, last=day))
        draft = PersonDraft("Noortje", "saxion", "noor@example.org")
        people.add_person(change, draft)
        people.add_person(change, replace(draft, name="Quirijn", email="bram@example.org"))
        events.invite(change, line.id, ["noor@example.org"], [], role="aios [/red]")
        terms = people.MemberTerms(role="aios [/red]")
        people.add_member(change, "kernteam", "bram@example.org", terms)
    async with open_app(size=(120, 40), language="en") as app:
        await app.press("down", "enter")
        assert "aios [/red]" in app.line("Noortje")
        assert ROLE not in app.frame()
        await app.press("a")
        assert "aios [/red]" in app.frame()
        await app.press("escape", "escape", "3", "v")
        assert "Quirijn      Hogeschool Saxion aios [/red]" in app.frame()
