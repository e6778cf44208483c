"""What people type is shown as typed on every screen, and breaks none."""

from __future__ import annotations

from datetime import date, time

import pytest
from textual.widgets import Input

from ipe_events.domain.drafts import EventDraft, PersonDraft, When
from ipe_events.services import events, people
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener

TITLES = {
    "markup": "[/red] kick-off [b]",
    "emoji": "👩‍⚕️ zorg 🇳🇱 team 🎉🎉🎉",
    "right-to-left": "\u202eשלום עולם\u202c مرحبا",
    "wide": "学際的な教育プログラム会議",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "long": "kernteam " + "x" * 191,
    "style": "$error @click=app.quit [@click=app.leave]weg[/]",
    "brackets": "[[[]]] \\[ {title} %s",
}
# What is shown of a title: in full where it fits, and never its hidden marks.
SHOWN = {"right-to-left": "שלום עולם", "combining": "Z", "long": "kernteam xxx"}


@pytest.mark.soak
@pytest.mark.parametrize("name", TITLES)
async def test_a_title_is_shown_as_typed(open_app: Opener, planned: Workspace, name: str) -> None:
    title = TITLES[name]
    shown = SHOWN.get(name, title)
    with planned.change("hostile") as change:
        people.add_person(
            change, PersonDraft(title[:100], "viaa", "hostile@example.org", title[:99])
        )
        day = When(date(2026, 11, 23), None, time(9), time(10))
        draft = EventDraft(
            "werkplaats", day, title=title, location=title, invite=("viaa", "hostile@example.org")
        )
        events.add(change, draft)
    async with open_app(size=(140, 40)) as app:
        await app.until(lambda: app.lines(shown))
        # The list, the summary, the page beside them; then each screen about the event.
        assert len(app.lines(shown[:16])) >= 2
        for keys, screen in (
            (("enter",), "EventPageScreen"),
            (("e",), "EventFormScreen"),
            (("a",), "AttendanceScreen"),
            (("i",), "GuestsScreen"),
            (("x",), "CancelDialog"),
        ):
            await app.press(*keys)
            assert app.on == screen
            await app.until(lambda: app.lines(shown[:60]))
            if screen == "GuestsScreen":
                app.screen.query_one(Input).value = title[:20]
                await app.settle()
                app.screen.query_one(Input).value = ""
                await app.settle()
            await app.press("escape")
        await app.press("slash")
        app.screen.query_one(Input).value = title[:40]
        await app.settle()
        await app.press("escape", "n")
        app.screen.query_one(Input).value = f"congres 24 nov {title[:150]} @{title[:90]}"
        await app.until(lambda: "dinsdag 24 november 2026" in app.frame())
        await app.press("ctrl+s")
        for area in "23456":
            await app.press(area)
        await app.press("H")


async def test_all_of_them_in_one_list(open_app: Opener, planned: Workspace) -> None:
    with planned.change("hostile") as change:
        for number, title in enumerate(TITLES.values()):
            day = When(date(2026, 11, 23 + number))
            events.add(change, EventDraft("congres", day, title=title, by_kind=False))
    async with open_app(size=(160, 40)) as app:
        frame = app.frame()
        for name, title in TITLES.items():
            assert SHOWN.get(name, title)[:40] in frame
        assert not set("\u202e\u202c") & set(frame)
