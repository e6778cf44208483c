"""Settings, copies, papers and files on screen: written where it is said, never over another."""

from __future__ import annotations

import os
import stat
from datetime import date, time
from pathlib import Path

import pytest

from ipe_events import paths, settings
from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.kinds import KindEdit
from ipe_events.services import events, kinds, upkeep
from ipe_events.services.workspace import Workspace
from ipe_events.tui.widgets.path_input import completed
from tests.conftest import fixed_clock
from tests.services.foreign import calendar, vevent
from tests.tui.conftest import Opener
from tests.tui.driving import Driven


def papers(tmp_path: Path, folder: str = "papers") -> list[str]:
    place = tmp_path / "exports" / folder
    return sorted(file.name for file in place.iterdir()) if place.exists() else []


async def choose(app: Driven, word: str) -> None:
    """Open a line of the list of files."""
    await app.press("home")
    await app.to(word)
    await app.press("enter")


async def test_a_paper_is_written_shown_and_never_replaced_unasked(
    open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(language="en", size=(120, 40)) as app:
        await app.press("F")
        assert app.on == "FilesScreen"
        assert "How the programme stands" in app.frame()
        await choose(app, "Progress")
        assert "About everything" in app.frame()
        await app.press("ctrl+s")
        (name,) = papers(tmp_path)
        assert name == "progress-report-2026-11-22.html"
        path = tmp_path / "exports" / "papers" / name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert name in app.frame()
        await app.press("c")
        assert app.toasts[-1] == f"Copied: {path}"
        assert app.app.clipboard == str(path)
        await app.press("escape")
        path.write_text("mine", encoding="utf-8")
        await choose(app, "Progress")
        assert "There is a file of that name" in app.frame()
        await app.press("ctrl+s")
        assert "Replace the file that is there?" in app.frame()
        await app.press("enter")
        assert path.read_text(encoding="utf-8") == "mine"
        await app.press("ctrl+s", "right", "enter")
        assert path.read_bytes().startswith(b"<!DOCTYPE html>")
        # Written as something else, its name follows.
        await app.press("escape")
        await choose(app, "Progress")
        await app.press("tab", "tab", "right", "ctrl+s", "escape")
        assert papers(tmp_path) == [name.replace(".html", ".docx"), name]


async def test_the_year_a_list_to_sign_and_a_calendar(open_app: Opener, tmp_path: Path) -> None:
    async with open_app(language="en") as app:
        await app.press("F")
        await choose(app, "one A4")
        await app.press("ctrl+s", "escape")
        await choose(app, "Attendance list")
        await app.press("ctrl+s", "escape")
        await choose(app, "A calendar to follow")
        assert "event" in app.frame()
        await app.press("ctrl+s", "escape")
        assert app.on == "FilesScreen"
    year, rest = "year-sheet-2026-2027.html", papers(tmp_path)
    assert rest[0].startswith("attendance-list-2026-12-")
    assert rest[1:] == ["calendar-file.ics", year]
    feed = (tmp_path / "exports" / "papers" / "calendar-file.ics").read_text(encoding="utf-8")
    assert "METHOD:PUBLISH" in feed


async def test_what_is_done_elsewhere_is_opened_there(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    async with open_app(language="en") as app:
        await app.press("F")
        await choose(app, "A statement of part")
        await app.press("tab", "tab")
        await app.paste("1 oct 2026")
        await app.press("tab")
        await app.paste("31 oct 2026")
        await app.press("ctrl+s")
        assert "Issue the statement?" in app.frame()
        await app.press("right", "enter")
        assert app.on == "WrittenDialog"
        assert planned.counts()["statement"] == len(papers(tmp_path, "statements")) / 2 > 0
        await app.press("escape")
        await choose(app, "Hour statements, to sign")
        assert app.on == "StatesScreen"
        await app.press("escape")
        await choose(app, "Answers to invitations")
        assert app.on == "AnswersDialog"
        await app.press("escape")
        assert app.on == "OutboxScreen"
        # From anywhere but over a form, where something may have been typed.
        await app.press("4", "n", "tab", "tab", "tab", "tab", "tab", "comma")
        assert app.on == "HoursForm"


async def test_busy_times_are_told_before_they_are_kept(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "noor.ics"
    file.write_bytes(calendar(vevent(title="Secret")))
    async with open_app(language="en") as app:
        await app.press("F")
        await choose(app, "When somebody is busy")
        await app.paste(str(file))
        await app.press("tab")
        await app.write("Anna")
        await app.press("enter")
        await app.settle()
        await app.until(lambda: "1 busy time" in app.frame())
        await app.press("ctrl+s")
        assert app.toasts[-1].startswith("1 busy time")
    assert planned.counts()["busy"] == 1


async def test_what_is_kept_of_somebody_can_be_handed_over(
    open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(language="en") as app:
        await app.press("F")
        await choose(app, "What is kept")
        await app.write("Anna")
        await app.press("enter")
        assert app.on == "DossierScreen"
        assert "landstede@example.org" in app.frame()
        await app.press("s", "right", "ctrl+s", "escape")
        (name,) = papers(tmp_path)
    assert name.endswith(".json")
    assert "Anna" not in name
    assert "Anna Bos" in (tmp_path / "exports" / "papers" / name).read_text(encoding="utf-8")


async def test_a_copy_is_put_back_after_saying_what_that_takes_away(
    open_app: Opener, planned: Workspace, tmp_path: Path
) -> None:
    async with open_app(language="en") as app:
        await app.press("K")
        assert "at the first change" in app.frame()
        await app.press("n")
        assert "by hand" in app.frame()
        before = planned.counts()["event"]
        with planned.change("Add a werkplaats") as change:
            when = When(date(2026, 12, 1), None, time(9), time(10))
            events.add(change, EventDraft("werkplaats", when, host="viaa"))
        await app.press("down", "end", "enter")
        assert "1 change since then is lost" in app.frame()
        assert "Add a werkplaats" in app.frame()
        await app.press("enter")
        assert planned.counts()["event"] == before + 1
        await app.press("enter", "right", "enter")
        await app.settle()
        assert planned.counts()["event"] == before
        assert "before putting back" in app.frame()
        # What was there can be put back in its turn.
        await app.to("before putting back", "up")
        await app.press("enter", "right", "enter")
        assert planned.counts()["event"] == before + 1
        await app.press("d")
        assert "✓ The file is whole" in app.frame()
        await app.press("escape", "1")
        assert app.on == "AgendaScreen"


async def test_a_damaged_workspace_is_put_right_from_a_copy(
    open_app: Opener, planned_path: Path
) -> None:
    workspace = Workspace(planned_path, fixed_clock)
    upkeep.create(workspace)
    before = workspace.counts()["event"]
    workspace.close()
    for beside in ("-wal", "-shm"):
        Path(f"{planned_path}{beside}").unlink(missing_ok=True)
    planned_path.write_bytes(b"shopping" * 4000)
    async with open_app(language="en") as app:
        await app.until(lambda: app.on == "TroubleScreen")
        await app.press("K", "enter")
        assert "What is there now cannot be read" in app.frame()
        await app.press("right", "enter", "escape", "r")
        await app.until(lambda: app.on == "AgendaScreen")
    again = Workspace(planned_path, fixed_clock)
    assert again.counts()["event"] == before
    again.close()


async def test_the_second_folder_gets_its_first_copy(open_app: Opener, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    async with open_app(language="en") as app:
        await app.press("K", "f")
        await app.paste(str(tmp_path / "nowhere" / "\0"))
        await app.press("enter")
        assert app.on == "FolderDialog"
        await app.press("ctrl+u")
        await app.paste(str(stick))
        await app.press("enter")
        assert app.on == "KeepingScreen"
        assert "A second copy goes to" in app.frame()
        assert [file.suffix for file in stick.iterdir()] == [".db"]
    assert settings.load(paths.settings_file()).backup_folder == stick


async def test_settings_hold_at_once_and_what_is_wrong_stands_at_its_field(
    open_app: Opener,
) -> None:
    file = paths.settings_file()
    settings.save_all(file, {})
    file.write_text("# mine\n", encoding="utf-8")
    async with open_app(language="en") as app:
        await app.press("2", "comma")
        assert app.on == "SettingsForm"
        await app.press("tab", "tab", "tab", "ctrl+u")
        await app.paste("120")
        await app.press("ctrl+s")
        assert "below 120% there would be room" in app.frame()
        await app.press("ctrl+u")
        await app.paste("80")
        await app.press("shift+tab", "shift+tab", "shift+tab", "right", "ctrl+s")
        await app.settle()
        assert app.on == "PartnersScreen"
        assert "2 Partners  3 Mensen" in app.frame()
    found = settings.load(file)
    assert (found.language, found.status_room) == ("nl", 80)
    assert file.read_text(encoding="utf-8").startswith("# mine")


async def test_settings_and_copies_before_there_is_a_workspace(
    open_app: Opener, tmp_path: Path
) -> None:
    async with open_app(tmp_path / "new" / "ipe-events.db", language="en") as app:
        await app.press("K")
        assert "There is no copy yet" in app.frame()
        await app.press("enter", "escape", "comma", "right", "ctrl+s")
        assert app.on == "WelcomeScreen"
        assert "Openen" in app.frame() or "Stoppen" in app.frame()


async def test_held_meetings_are_recalculated_after_a_list(
    open_app: Opener, planned: Workspace
) -> None:
    with planned.change("kind") as change:
        kinds.edit(change, "kernteamoverleg", KindEdit(preparation=30))
    async with open_app(language="en", size=(120, 40)) as app:
        await app.press("4")
        await app.app.run_action("recalculate", app.screen)
        await app.settle()
        assert "2 meetings differ" in app.frame()
        assert "2:00 → 2:30" in app.frame()
        await app.press("ctrl+s")
        assert "2 meetings differ" in app.toasts[-1]
        await app.app.run_action("recalculate", app.screen)
        await app.settle()
        assert "Nothing differs" in app.frame()
        await app.press("ctrl+s")
        assert app.on == "RecalculateForm"


async def test_turnout(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        await app.press("4")
        await app.app.run_action("turnout", app.screen)
        await app.settle()
        assert "100%" in app.line("together")


def test_a_path_is_completed_as_far_as_it_is_certain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("answers", "antwoord.ics", "uren.xlsx", ".hidden"):
        (tmp_path / name).mkdir() if "." not in name else (tmp_path / name).touch()
    here = str(tmp_path) + os.sep
    assert completed(here + "u") == (here + "uren.xlsx", ["uren.xlsx"])
    assert completed(here + "an") == (here + "an", ["answers" + os.sep, "antwoord.ics"])
    assert completed(here + "an", folders=True)[0] == here + "answers" + os.sep
    assert completed(here + ".h")[1] == [".hidden"]
    assert completed(here + "zz") == (here + "zz", [])
    assert completed(str(tmp_path / "gone") + os.sep + "x")[1] == []
    monkeypatch.setenv("HOME", str(tmp_path))
    assert completed("~") == ("~" + os.sep, [])
    assert completed("~" + os.sep + "ur")[0] == "~" + os.sep + "uren.xlsx"
    assert completed("") == ("", [])
