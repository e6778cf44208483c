from __future__ import annotations

from datetime import date, time
from pathlib import Path

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.services import commitments, events
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.workspace import Workspace
from ipe_events.tui.widgets.line_list import LineList
from tests.tui.conftest import Opener
from tests.tui.driving import Driven


def said(app: Driven) -> str:
    return "\n".join(app.screen.query_one(LineList).lines)


async def open_part(app: Driven, title: str) -> None:
    """Open a part of the page, with the cursor on its heading."""
    await app.press("home")
    await app.to(title)
    await app.press("right")


async def test_the_parts_and_what_they_hold(open_app: Opener) -> None:
    async with open_app(language="en", size=(120, 60)) as app:
        await app.press("6")
        assert "▸ Goals " in app.frame()
        assert "G1" not in app.frame()
        # What asks for attention is open from the start.
        assert "2027: €35,000 more is needed than comes in" in app.frame()
        for title in ("How the plan", "Goals", "Themes", "Kinds", "Groups", "What is promised"):
            await open_part(app, title)
        assert "● 80 uur elk" in said(app)
        (goal,) = [line for line in said(app).splitlines() if "Van leerteams" in line]
        assert goal.split()[:2] == ["G1", "goal"]
        assert app.lines("Kernteamoverleg ")[0].split()[2:5] == ["2:00", "everybody", "Kernteam"]
        assert "host and speakers" in app.lines("Werkplaats ")[0]
        assert "6 of 8 seats taken" in said(app)
        await app.press("left")
        assert "▸ What is promised for" in app.frame()
        await app.press("asterisk")
        assert "▾ What is promised for" in said(app)
        await app.press("asterisk")
        assert "▾" not in said(app)
        await app.press("slash")
        await app.write("werkplaats")
        assert "▾ Kinds of events" in app.frame()
        assert "Kernteamoverleg " not in app.frame()
        await app.press("escape")
        assert "▸ What is promised for" in app.frame()


async def test_choosing_another_reading_shows_what_it_does(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en") as app:
        await app.press("6")
        await open_part(app, "How the plan")
        await app.press("down", "enter")
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
        await app.press("6")
        await open_part(app, "How the plan")
        await app.press("down", "down", "enter", "down", "enter")
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
        await app.press("6")
        await open_part(app, "How the plan")
        await app.press("down", "enter", "down", "enter")
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
        await open_part(app, "This programme")
        assert "Anne <anne@example.org>" in app.line("Invites ")


async def test_a_programme_with_nothing_in_it(open_app: Opener, bare_path: Path) -> None:
    async with open_app(bare_path, language="en") as app:
        await app.press("6")
        assert "Kaal programma" in app.frame()
        assert "From today on nothing asks for attention." in app.frame()
        for title in ("How the plan", "Goals", "Themes", "Kinds", "Groups", "Closures"):
            await open_part(app, title)
        assert "The programme names no goals." in app.frame()
        assert "No closures to come" in app.frame()
        await app.press("enter", "end")
        assert app.on == "ProgrammeScreen"
