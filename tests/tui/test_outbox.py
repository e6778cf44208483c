from __future__ import annotations

import stat
from datetime import date, time
from pathlib import Path

from ipe_events.domain.drafts import EventDraft, EventEdit, When
from ipe_events.domain.records import EventFilter
from ipe_events.services import events, people
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import BARE, Opener

DAY = date(2026, 12, 8)


def files(tmp_path: Path) -> list[str]:
    folder = tmp_path / "exports" / "invitations"
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


async def test_who_must_be_told_by_event(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("5")
        assert "42 messages to send about 7 events" in app.frame()
        assert "Sent by: Sanne de Wit <sanne.de.wit@example.org>" in app.frame()
        assert app.lines("Kernteamoverleg")[0].strip().startswith("+ Tue  8 Dec Kernteamoverleg")
        assert "6 new" in app.lines("Kernteamoverleg")[0]
        assert "Anna Bos  <landstede@example.org>" in app.frame()


async def test_seats_without_an_address_stand_apart(open_app: Opener) -> None:
    async with open_app(language="en", size=(110, 40)) as app:
        await app.press("5")
        lines = app.frame().splitlines()
        place = next(i for i, line in enumerate(lines) if "Cannot be told: no address" in line)
        assert all("no address" in line for line in lines[place + 1 : place + 9])
        await app.press(*["down"] * 7)
        assert "Werkveldpartner kernteam 1" in app.frame()
        assert "Anna Bos" not in app.frame()


async def test_exporting_one_event_writes_its_files_and_remembers_it(
    open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(language="en", size=(160, 40)) as app:
        await app.press("5", "x")
        assert app.toasts == [f"1 file written in {tmp_path / 'exports' / 'invitations'}"]
        (name,) = files(tmp_path)
        assert name.startswith("2026-12-08-kernteamoverleg")
        folder = tmp_path / "exports" / "invitations"
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        assert b"METHOD:REQUEST" in (folder / name).read_bytes()
        assert "36 messages to send about 6 events" in app.frame()
        assert "5 Outbox (36)" in app.frame()
        await app.press("end")
        assert "→ Tue  8 Dec Kernteamoverleg" in app.frame()
        assert "6 invitations · Sun 22" in app.frame()
        assert "landstede@example.org  invitation · Sun 22 Nov 09:00" in app.frame()


async def test_exporting_all_and_again(open_app: Opener, tmp_path: Path) -> None:
    async with open_app(language="en") as app:
        await app.press("5", "f5")
        assert len(files(tmp_path)) == 7
        assert app.toasts[-1].startswith("7 files written in ")
        assert "0 messages to send" in app.frame()
        await app.press("X")
        assert app.toasts[-1] == "Nothing waits to be sent."


async def test_after_an_undo_it_says_who_must_be_told_again(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    with planned.change("Add one") as change:
        when = When(date(2026, 12, 1), None, time(9), time(10))
        events.add(change, EventDraft("kernteamoverleg", when, title="Ingelast"))
    async with open_app(language="en", size=(160, 40)) as app:
        await app.press("5", "x")
        assert "2026-12-01-ingelast" in files(tmp_path)[0]
        await app.press("u")
        assert app.lines("Ingelast")[0].strip().startswith("✗ Tue  1 Dec Ingelast")
        assert "6 cancelled" in app.lines("Ingelast")[0]
        await app.press("home", "enter")
        assert app.toasts[-1] == "This event is not there any more: making it was undone."
        await app.press("x")
        assert any("cancel" in name for name in files(tmp_path))
        await app.press("end")
        assert "6 cancellations" in app.frame()


async def test_what_changed_is_named(open_app: Opener, planned: Workspace) -> None:
    async with open_app(language="en", size=(180, 40)) as app:
        await app.press("5", "X")
        with planned.change("elsewhere") as change:
            (line,) = events.lines(change, EventFilter(DAY, DAY))
            events.edit(change, line.id, EventEdit(location="Zwolle"))
            events.invite(change, line.id, (), ("viaa@example.org",))
        await app.until(lambda: "changed (the place)" in app.frame())
        words = app.lines("changed (the place)")[0]
        assert "1 taken off the list, 5 changed (the place)" in words


async def test_without_an_organiser_it_asks_first(
    open_app: Opener, bare_path: Path, tmp_path: Path
) -> None:
    assert "organiser" not in BARE
    workspace = Workspace(bare_path)
    with workspace.change("people") as change:
        people.add_organisation(change, "school", "School")
    workspace.close()
    async with open_app(bare_path, language="en") as app:
        await app.press("5")
        assert "Nobody must be told anything." in app.frame()
        assert "nobody yet: o says who sends the invitations" in app.frame()
        await app.press("X")
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
        await app.press("o", "escape")
        assert app.on == "OutboxScreen"


async def test_a_folder_that_cannot_be_made_is_refused_and_nothing_counts_as_told(
    open_app: Opener, tmp_path: Path
) -> None:
    (tmp_path / "exports").write_text("in the way", encoding="utf-8")
    async with open_app(language="en") as app:
        await app.press("5", "x")
        assert "nothing can be written in the folder" in app.toasts[-1]
        assert "42 messages to send" in app.frame()


async def test_titles_are_shown_as_typed(open_app: Opener, planned: Workspace) -> None:
    title = "[/red] kick-off [b]"
    with planned.change("odd") as change:
        when = When(date(2026, 12, 1), None, time(9), time(10))
        events.add(change, EventDraft("kernteamoverleg", when, title=title))
    async with open_app() as app:
        await app.press("5")
        assert len(app.lines(title)) == 3
        await app.press("enter")
        assert app.on == "EventPageScreen"
        assert title in app.frame()
