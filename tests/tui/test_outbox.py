from __future__ import annotations

import stat
from datetime import date, time
from pathlib import Path

from ipe_events.domain.drafts import EventDraft, EventEdit, When
from ipe_events.domain.records import EventFilter
from ipe_events.services import adopting, events, letters, people
from ipe_events.services.workspace import Workspace
from tests.services.foreign import calendar, guests, vevent
from tests.tui.conftest import BARE, Opener

DAY = date(2026, 12, 8)


def files(tmp_path: Path, folder: str = "invitations") -> list[str]:
    place = tmp_path / "exports" / folder
    return sorted(file.name for file in place.iterdir()) if place.exists() else []


def plan(workspace: Workspace, title: str, *invited: str) -> int:
    """An event by itself on 1 December; without guests those of its kind."""
    with workspace.change("Add one") as change:
        when = When(date(2026, 12, 1), None, time(9), time(10))
        draft = EventDraft("kernteamoverleg", when, title=title, invite=invited)
        return events.add(change, draft).events[0].id


async def test_who_must_be_told_by_event_and_series(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("5")
        assert "42 messages in 6 mails to 6 people" in app.frame()
        assert "Sent by: Sanne de Wit <sanne.de.wit@example.org>" in app.frame()
        assert app.lines("Kernteamoverleg")[0].strip().startswith("+ Tue  8 Dec Kernteamoverleg")
        assert "7 dates: 6 new" in app.lines("Kernteamoverleg")[0]
        assert "Anna Bos  <landstede@example.org>" in app.frame()
        # Seats without an address stand apart.
        lines = app.frame().splitlines()
        place = next(i for i, line in enumerate(lines) if "Cannot be told: no address" in line)
        assert all("no address" in line for line in lines[place + 1 : place + 3])
        await app.press("down")
        assert "Werkveldpartner kernteam 1" in app.frame()
        assert "Anna Bos" not in app.frame()
        await app.press("m")
        assert app.toasts[-1].startswith("Nothing of this event is exported and not confirmed")


async def test_a_trial_remembers_nothing_and_the_mail_is_seen_before_it_is_written(
    open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(language="en", size=(140, 45)) as app:
        await app.press("5")
        assert "The first of 6 mails" in app.frame()
        assert "Mail to: Anna Bos <landstede@example.org>" in app.frame()
        assert "Graag nodig ik je uit" in app.frame()
        await app.press("x", "tab", "right", "tab", "ctrl+u")
        await app.paste(str(tmp_path / "trial"))
        await app.press("enter")
        assert app.toasts[-1].endswith("A trial: nothing counts as told.")
        assert len(list((tmp_path / "trial").iterdir())) == 1
        assert "42 messages in 6 mails to 6 people" in app.frame()
        # The folder is remembered, the trial is not.
        await app.press("x")
        assert str(tmp_path)[-20:] + "/trial" in app.frame()
        await app.press("enter")
        assert "Told; g writes it once more" in app.frame()
        await app.resize(100, 30)
        assert "Mail to" not in app.frame()


async def test_exporting_reminding_taking_back_and_marking_as_sent(
    open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(language="en", size=(160, 40)) as app:
        await app.press("5", "x")
        assert "Export 6 mails to 6 people" in app.frame()
        assert files(tmp_path) == []
        await app.press("enter")
        folder = tmp_path / "exports" / "invitations"
        assert app.toasts == [f"1 file written in {folder}"]
        (name,) = files(tmp_path)
        assert name.startswith("2026-12-08-kernteamoverleg")
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        assert b"METHOD:REQUEST" in (folder / name).read_bytes()
        assert "Nothing waits to be sent." in app.frame()
        assert "5 Outbox  " in app.frame()
        await app.to("6 invitations · 7 dates · 22 Nov 09:00", "up")
        assert "landstede@example.org  invitation · 22 Nov 09:00" in app.frame()
        await app.press("d", "ctrl+u")
        await app.paste("soon")
        await app.press("enter")
        assert 'the number of days: "soon" is not a number' in app.frame()
        await app.press("ctrl+u")
        await app.paste("0")
        await app.press("enter")
        assert len(files(tmp_path, "reminders")) == 6
        assert app.toasts[-1].startswith("6 files written in")
        await app.press("t")
        assert app.toasts[-1] == "42 messages are to be told again"
        assert "7 dates: 6 new" in app.frame()
        # As mails, one for each of them.
        await app.press("home", "x", "down", "enter")
        assert len([name for name in files(tmp_path) if name.endswith(".eml")]) == 6
        await app.press("M")
        assert app.toasts[-1] == "42 messages were sent"
        assert "Exported, not confirmed" not in app.frame()
        await app.press("X")
        assert app.toasts[-1] == "Nothing waits to be sent."
        await app.press("x")
        assert app.toasts[-1].startswith("Nothing of this event waits to be sent; g exports")
        await app.press("g")
        assert "Export 6 mails to 6 people" in app.frame()


async def test_what_changed_is_named_with_what_was_told(
    open_app: Opener, planned: Workspace
) -> None:
    both = ("viaa@example.org", "kpz@example.org")
    moved, off = plan(planned, "Verzet", *both), plan(planned, "Afgezegd", *both)
    with planned.delivery() as view:
        letters.remember(view, letters.letters(view))
    with planned.change("elsewhere") as change:
        (line,) = events.lines(change, EventFilter(DAY, DAY))
        events.edit(change, line.id, EventEdit(location="Zwolle"))
        events.reschedule(change, line.id, When(DAY, None, time(13, 30), time(15)))
        events.invite(change, line.id, (), ("viaa@example.org",))
        events.reschedule(change, moved, When(date(2026, 12, 2), None, time(9), time(10)))
        events.cancel(change, off)
    async with open_app(language="en", size=(180, 40)) as app:
        await app.press("5")
        assert "2 cancelled" in app.line("✗ Tue  1 Dec")
        assert "2 changed (the date)" in app.line("~ Wed  2 Dec")
        assert "1 taken off the list, 5 changed (the start, the place)" in app.frame()
        await app.to("Verzet")
        assert "the date: Tue 1 Dec 2026 → Wed 2 Dec 2026" in app.frame()
        await app.to("Kernteamoverleg")
        assert "the start: 13:00 → 13:30" in app.frame()
        assert "the place: – → Zwolle" in app.frame()


async def test_after_an_undo_it_says_who_must_be_told_again(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    plan(planned, "Ingelast")
    async with open_app(language="en", size=(160, 40)) as app:
        await app.press("5", "x", "enter")
        assert "2026-12-01-ingelast" in files(tmp_path)[0]
        await app.press("u")
        assert app.lines("Ingelast")[0].strip().startswith("✗ Tue  1 Dec Ingelast")
        assert "6 cancelled" in app.lines("Ingelast")[0]
        await app.press("home", "enter")
        assert app.toasts[-1] == "This event is not there any more: making it was undone."
        await app.press("x", "enter")
        assert any("cancel" in name for name in files(tmp_path))
        assert "6 cancellations" in app.frame()


async def test_what_another_calendar_tells_is_not_exported(
    open_app: Opener, planned: Workspace
) -> None:
    number = plan(planned, "Elders", "viaa@example.org", "kpz@example.org")
    with planned.change("adopt") as change:
        content = calendar(vevent(*guests(viaa="ACCEPTED"), start="20261201T090000"))
        adopting.adopt(change, number, content, "teams.ics")
    async with open_app(language="en", size=(120, 40)) as app:
        await app.press("5")
        lines = app.frame().splitlines()
        place = next(i for i, line in enumerate(lines) if "Told by another calendar" in line)
        assert lines[place + 1].strip().startswith("⇄ Tue  1 Dec Elders")
        assert "42 messages in 6 mails" in app.frame()
        await app.to("Elders")
        assert "another calendar" in " ".join(app.lines("⇄"))
        await app.press("x")
        assert "This meeting was made in another calendar" in app.toasts[-1]
        await app.press("t")
        assert app.toasts[-1].startswith("Nothing of this event is exported")
        await app.press("enter")
        assert "in another calendar, which invites to it" in app.line("Made")
        await app.press("escape", "m")
        assert app.toasts[-1] == "2 messages were sent"
        assert "Told by another calendar" not in app.frame()


async def test_without_an_organiser_it_asks_first(open_app: Opener, bare_path: Path) -> None:
    assert "organiser" not in BARE
    workspace = Workspace(bare_path)
    with workspace.change("people") as change:
        people.add_organisation(change, "school", "School")
    workspace.close()
    async with open_app(bare_path, language="en") as app:
        await app.press("5")
        assert "Nobody must be told anything." in app.frame()
        assert "nobody yet: o says who sends the invitations" in app.frame()
        await app.press("d")
        assert app.on == "OrganiserDialog"
        await app.press("enter")
        assert "the organiser is empty" in app.frame()
        await app.press("escape", "X")
        assert app.on == "OrganiserDialog"
        await app.paste("nobody")
        await app.press("enter")
        assert app.on == "OrganiserDialog"
        assert "NAME <EMAIL>" in app.frame() or "nobody" in app.frame()
        await app.press("ctrl+u")
        await app.paste("Sanne <sanne@example.org>")
        await app.press("ctrl+s")
        assert app.on == "OutboxScreen"
        assert "Sent by: Sanne <sanne@example.org>" in app.frame()
        assert app.toasts[-1] == "Nothing waits to be sent."
        await app.press("x")
        assert app.toasts == ["There is no event here to tell of."]
        await app.press("M")
        assert app.toasts == ["Nothing is exported that is not confirmed."]
        await app.press("v")
        assert "Nothing waits for you." in app.frame()
        await app.press("a", "x", "enter", "escape")
        assert app.toasts[-1] == "Nothing waits for you."


async def test_a_folder_that_cannot_be_made_is_refused_and_nothing_counts_as_told(
    open_app: Opener, tmp_path: Path
) -> None:
    (tmp_path / "exports").write_text("in the way", encoding="utf-8")
    async with open_app(language="en") as app:
        await app.press("5", "x", "enter")
        assert "nothing can be written in the folder" in app.toasts[-1]
        assert "42 messages in 6 mails" in app.frame()


async def test_titles_are_shown_as_typed(open_app: Opener, planned: Workspace) -> None:
    title = "[/red] kick-off [b]"
    plan(planned, title)
    async with open_app() as app:
        await app.press("5")
        assert len(app.lines(title)) == 3
        await app.press("enter")
        assert app.on == "EventPageScreen"
        assert title in app.frame()
