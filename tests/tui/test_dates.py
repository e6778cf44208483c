from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.polls import PollDraft, PollLine
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.services import events, polls
from ipe_events.services.workspace import Workspace
from ipe_events.tui.widgets.line_list import LineList
from tests.tui.conftest import Opener
from tests.tui.driving import Driven

TUESDAY = date(2026, 11, 24)
SIZES = [(80, 24), (145, 40)]


def found(workspace: Workspace) -> list[PollLine]:
    with workspace.read() as view:
        return polls.polls(view)


def on_day(workspace: Workspace, day: date = TUESDAY) -> list[EventLine]:
    with workspace.read() as view:
        return events.lines(view, EventFilter(first=day, last=day))


def hold_a_poll(workspace: Workspace) -> None:
    with workspace.change("poll") as change:
        dates = (When(TUESDAY, None, time(13), time(15)), When(date(2026, 12, 1)))
        polls.add(change, PollDraft("kernteamoverleg", dates))


def meet(workspace: Workspace, *who: str) -> None:
    with workspace.change("meeting") as change:
        events.add(
            change,
            EventDraft("werkplaats", When(TUESDAY), title="[b]Elders[/b]", invite=who),
        )


async def fill_in(app: Driven, name: str, value: str) -> None:
    """As typed; what follows comes after a pause."""
    app.screen.query_one(f"#{name}", Input).value = value
    shown = app.screen.query_one("#slots", LineList)
    before = shown.lines
    await app.until(lambda: shown.lines != before or "✗" in app.frame())
    await app.settle()


# --- finding a date -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_days_stand_best_first_with_who_cannot(
    open_app: Opener, planned: Workspace, size: tuple[int, int]
) -> None:
    meet(planned, "viaa@example.org")
    async with open_app(size=size, language="en") as app:
        await app.press("d")
        assert app.on == "FindDateScreen"
        assert "(•) Kernteam" in app.frame()
        first, *_rest = app.lines("[ ] ")
        assert "Mon 23 Nov 2026" in first
        assert "every institution" in first
        await app.press("end")
        assert "Tue 24 Nov 2026" in app.selected()
        assert "without Hogeschool Viaa" in app.selected()
        assert "in a meeting: [b]Elders[/b]: Els Mol" in app.frame()
        assert "Kerstvakantie" in " ".join(app.screen.query_one("#slots", LineList).lines)


async def test_another_window_or_group_has_other_days(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("d")
        await fill_in(app, "to", "15-1-2027")
        await fill_in(app, "from", "11 jan")
        assert len(app.lines("[ ] ")) == 5
        await fill_in(app, "length", "90m")
        assert "09:00-10:30" in app.lines("[ ] ")[0]
        app.screen.query_one("#groups").focus()
        await app.press("right")
        await app.until(lambda: "3:00" in app.frame())
        assert "(•) Ontwerpteams" in app.frame()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("length", "lang", "is not a number of hours"),
        ("length", "20:00", "is too high"),
        ("from", "ooit", "is not a date"),
        ("to", "1-1-2026", "the end lies before the start"),
    ],
)
async def test_what_cannot_be_looked_for_is_said(
    open_app: Opener, name: str, value: str, words: str
) -> None:
    async with open_app(language="en") as app:
        await app.press("d")
        await fill_in(app, name, value)
        await app.until(lambda: words in app.frame())


async def test_marked_days_become_a_poll_and_undo_takes_it_back(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en") as app:
        await app.press("d", "o")
        assert any("Mark the dates" in words for words in app.toasts)
        await app.press("space", "down", "enter", "down", "space", "space")
        assert len(app.lines("[x]")) == 2
        await app.press("o")
        assert app.on == "PickDialog"
        await app.press("enter")
        assert app.on == "PollDialog"
        await app.press("tab")
        await app.paste("Deltion")
        await app.press("enter")
        assert app.on == "PollsScreen"
        (poll,) = found(planned)
        assert [option.day.day for option in poll.options] == [23, 24]
        assert (poll.kind, poll.groups) == ("kernteamoverleg", ("kernteam",))
        assert (poll.title, poll.location) == ("Kernteamoverleg", "Deltion")
        await app.press("u")
        assert found(planned) == []
        await app.until(lambda: "There are no polls" in app.frame())


async def test_a_day_is_planned_at_once(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en") as app:
        await app.press("d", "down", "p", "enter")
        assert app.on == "AgendaScreen"
        (event,) = on_day(planned)
        assert (event.kind, event.start, event.people) == ("kernteamoverleg", time(9), 8)
        assert "Kernteamoverleg" in app.selected()
        assert any("Planned Kernteamoverleg" in words for words in app.toasts)


async def test_a_programme_without_seats_says_so(open_app: Opener, bare_path: object) -> None:
    async with open_app(bare_path, language="en") as app:  # type: ignore[arg-type]
        await app.press("d")
        assert "No group has seats yet" in app.frame()
        await app.press("p", "o", "escape")
        assert app.on == "AgendaScreen"


# --- polls ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_answers_are_read_back_before_they_are_kept(
    open_app: Opener, planned: Workspace, size: tuple[int, int]
) -> None:
    hold_a_poll(planned)
    async with open_app(size=size, language="en") as app:
        await app.press("D")
        assert app.on == "PollsScreen"
        assert "without 6 institutions" in app.frame()
        await app.press("y")
        assert app.on == "PollAnswersScreen"
        await app.paste("Windesheim ja, Els Mol nee op 24 nov\nPiet [/b] ja")
        await app.until(lambda: 'line 2: "Piet [/b] ja"' in app.frame())
        assert "Hogeschool Windesheim: ✓ yes" in app.frame()
        assert "Els Mol: ✗ no Tue 24 Nov 2026" in app.frame()
        assert found(planned)[0].options[0].replies == ()
        await app.press("ctrl+s")
        assert app.on == "PollsScreen"
        assert [len(option.replies) for option in found(planned)[0].options] == [2, 1]
        assert "Sanne de Wit" in app.frame()
        await app.press("u")
        assert found(planned)[0].options[0].replies == ()


async def test_a_text_without_an_answer_is_kept_for_another_try(
    open_app: Opener, planned: Workspace
) -> None:
    hold_a_poll(planned)
    async with open_app(language="en") as app:
        await app.press("D", "y")
        await app.paste("tot ziens")
        await app.press("ctrl+s")
        assert app.on == "PollAnswersScreen"
        assert "no answer was found" in app.frame()
        assert app.screen.query_one(TextArea).text == "tot ziens"
        await app.press("escape")
        assert app.on == "SureDialog"
        assert found(planned)[0].options[0].replies == ()


async def test_the_chosen_date_becomes_the_meeting(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    hold_a_poll(planned)
    async with open_app(language="en") as app:
        await app.press("D", "d")
        assert len(list((tmp_path / "exports" / "reminders").iterdir())) == 6
        assert "6 files written" in app.toasts[-1]
        assert "no address: Werkveldpartner kernteam 1" in app.toasts[-1]
        await app.press("enter")
        (event,) = on_day(planned)
        assert (event.start, event.end, event.people) == (time(13), time(15), 8)
        assert found(planned)[0].event == event.id
        assert "date chosen" in app.frame()
        await app.press("enter")
        assert any("chosen already" in words for words in app.toasts)
        assert len(on_day(planned)) == 1
        await app.press("y")
        assert app.on == "PollsScreen"
        await app.press("u", "escape")
        assert on_day(planned) == []
        assert app.on == "AgendaScreen"


async def test_what_is_known_of_a_date_stands_beside_its_answers(
    open_app: Opener, planned: Workspace
) -> None:
    hold_a_poll(planned)
    meet(planned, "viaa@example.org")
    async with open_app(size=(145, 40), language="en") as app:
        await app.press("D")
        assert "in a meeting: [b]Elders[/b]: Els Mol" in app.frame()
        assert "! without 6 institutions" in app.line("13:00-15:00   0")


@pytest.mark.parametrize("keys", [("d",), ("D",), ("d", "D")])
async def test_the_screens_have_help_and_close(open_app: Opener, keys: tuple[str, ...]) -> None:
    async with open_app(language="en") as app:
        await app.press(*keys)
        here = app.on
        await app.press("f1")
        assert app.on == "HelpScreen"
        await app.press("escape")
        assert app.on == here
        await app.press(*("escape" for _key in keys))
        assert app.on == "AgendaScreen"
