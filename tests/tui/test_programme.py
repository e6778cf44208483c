from __future__ import annotations

from datetime import date, time
from pathlib import Path

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.services import commitments, events
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener


async def test_choices_goals_kinds_and_warnings(open_app: Opener) -> None:
    async with open_app(language="en", size=(120, 60)) as app:
        await app.press("6")
        frame = app.frame()
        assert "● 80 uur elk" in frame
        assert "points of attention" in frame
        assert "2027: €35,000 more is needed than comes in" in frame
        assert "G1  goal      Van leerteams" in frame
        assert app.lines("Kernteamoverleg ")[-1].split()[2:5] == ["2:00", "everybody", "Kernteam"]
        assert "host and speakers" in app.lines("Werkplaats ")[-1]


async def test_choosing_another_reading_shows_what_it_does(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en") as app:
        await app.press("6", "enter")
        assert app.on == "ChoiceScreen"
        assert "● 80 uur elk" in app.frame()
        await app.press("enter")
        assert app.toasts[-1] == "The plan is read like this already."
        await app.press("down", "enter")
        assert "● 80 uur samen" in app.frame()
        assert [line.split()[3:6] for line in app.lines("→")] == [["2,360", "→", "2,280"]] * 4
        assert planned.history()[0].label == "Choose: 80 uur samen"
        await app.press("u")
        assert "● 80 uur elk" in app.frame()
        assert "→" not in app.frame()
        await app.press("escape")
        assert app.on == "ProgrammeScreen"
        assert "80 uur elk" in app.frame()


async def test_another_period_has_other_years(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("6", "down", "enter", "down", "enter")
        assert "2024-2025" in app.frame()
        assert "– → €70,000" in app.lines("2025-2026  ")[-1]
        assert app.lines("→ –")
        await app.press("escape", "4")
        assert "Hours · 2026-2027" in app.frame()


async def test_promises_changed_by_hand_stay_and_are_named(
    open_app: Opener, planned: Workspace
) -> None:
    with planned.change("by hand") as change:
        wanted = CommitmentEdit(minutes=6000)
        commitments.set_commitment(change, "werkveld-kernteam-1", "kernteam", "2026", wanted)
    async with open_app(language="en") as app:
        await app.press("6", "enter", "down", "enter")
        assert "Changed by hand, and so kept as they were:" in app.frame()
        assert "Werkveldpartner kernteam 1, kernteam, 2026" in app.frame()


async def test_the_event_of_a_warning_opens(open_app: Opener, planned: Workspace) -> None:
    with planned.change("Christmas") as change:
        when = When(date(2026, 12, 25), None, time(9), time(10))
        events.add(change, EventDraft("overig", when, title="[/red] kerst [b]"))
    async with open_app(language="en") as app:
        await app.press("6", "end")
        await app.to("[/red] kerst [b]", "up")
        await app.press("enter")
        assert app.on == "EventPageScreen"
        assert "[/red] kerst [b]" in app.frame()
        await app.press("escape")
        assert app.on == "ProgrammeScreen"


async def test_the_organiser_can_be_said_here_too(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("6", "o")
        await app.press("ctrl+a", "ctrl+k")
        await app.paste("Anne <anne@example.org>")
        await app.press("enter")
        assert app.on == "ProgrammeScreen"
        assert "Sent by: Anne <anne@example.org>" in app.frame()


async def test_a_programme_with_nothing_in_it(open_app: Opener, bare_path: Path) -> None:
    async with open_app(bare_path, language="en") as app:
        await app.press("6")
        assert "Kaal programma" in app.frame()
        assert "The plan leaves nothing open." in app.frame()
        assert "From today on nothing asks for attention." in app.frame()
        await app.press("enter", "end")
        assert app.on == "ProgrammeScreen"
