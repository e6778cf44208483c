"""log, undo, redo, backup, doctor."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from ipe_events.store import migrate
from tests.cli.shell import MEETING, Shell
from tests.store.dumps import everything, execute, rows


@pytest.fixture
def kernteam(kernteam: Shell) -> Shell:
    """Of which there is no copy yet: copies are what these tests are about."""
    shutil.rmtree(kernteam.workspace.parent / "backups")
    return kernteam


def test_the_log_shows_what_was_changed(kernteam: Shell) -> None:
    kernteam("event", "add", *MEETING, "--title", "Kick-off")
    kernteam("undo")
    found = kernteam.json("log")
    assert found.keys() == {"changes"}
    undo, add, *_before = found["changes"]
    assert add.keys() == {"id", "kind", "label", "at", "undone", "rows"}
    assert (add["label"], add["undone"]) == ("event add Kick-off 2027-01-12", True)
    assert (undo["kind"], undo["label"]) == ("undo", add["label"])
    assert undo["at"] == "2026-11-22T08:00:00+00:00"
    assert len(kernteam.json("log", "--limit", "1")["changes"]) == 1
    assert "event add Kick-off 2027-01-12" in kernteam("log")


def test_undo_and_redo_say_what_they_did(kernteam: Shell) -> None:
    assert "nothing to redo" in kernteam.refused("redo")
    kernteam("group", "add", "lectoraten", "--name", "Lectoraten")
    assert kernteam("undo") == "Undone: group add lectoraten\n"
    assert kernteam("redo") == "Carried out again: group add lectoraten\n"
    assert "lectoraten" in kernteam("group", "list")
    for _ in range(3):
        kernteam.run("undo")
    assert "nothing to undo" in kernteam.refused("undo")


def test_no_label_names_anybody(kernteam: Shell) -> None:
    number = str(kernteam.json("event", "add", *MEETING)["id"])
    kernteam("person", "add", "--name", "Noor Bakker", "--org", "viaa", "--email", "n@example.org")
    kernteam("person", "edit", "n@example.org", "--name", "Noor Visser")
    kernteam("group", "member", "kernteam", "--add", "n@example.org")
    kernteam("event", "invite", number, "--add", "n@example.org")
    kernteam("event", "answer", number, "n@example.org", "accepted")
    kernteam("event", "attend", number, "--present", "n@example.org")
    labels = " ".join(change["label"] for change in kernteam.json("log")["changes"])
    assert "@" not in labels
    assert "Noor" not in labels


def test_a_copy_is_made_listed_and_put_back(kernteam: Shell) -> None:
    made = kernteam.json("backup", "create")
    assert made.keys() == {"file", "second_copy"}
    copy = Path(made["file"])
    assert (copy.stat().st_mode & 0o777, made["second_copy"]) == (0o600, None)
    before = everything(kernteam.workspace)
    kernteam("group", "add", "lectoraten", "--name", "Lectoraten")
    # The first change of the day made the daily copy beside it.
    listed = kernteam.json("backup", "list")
    assert listed["second_folder"] is None
    assert {Path(item["file"]).name for item in listed["copies"]} == {
        copy.name,
        "kernteam-2026-11-22.db",
    }
    assert all(item.keys() == {"file", "made", "bytes"} for item in listed["copies"])
    done = kernteam.json("backup", "restore", copy.name)
    assert done["restored"] == str(copy)
    assert everything(kernteam.workspace) == before
    kept = Path(done["kept"])
    assert "before-restore" in kept.name
    kernteam("backup", "restore", str(kept))
    assert "lectoraten" in kernteam("group", "list")
    assert "before-restore" in kernteam("backup", "list")


def test_two_copies_in_one_second_are_two(kernteam: Shell) -> None:
    files = {kernteam.json("backup", "create")["file"] for _ in range(3)}
    assert len(files) == 3
    assert len(kernteam.json("backup", "list")["copies"]) == 3


def test_a_broken_or_lost_workspace_comes_back(kernteam: Shell) -> None:
    copy = kernteam.json("backup", "create")["file"]
    before = everything(kernteam.workspace)
    kernteam.workspace.write_text("gone wrong\n" * 200)
    kept = kernteam.json("backup", "restore", copy)["kept"]
    assert Path(kept).read_text().startswith("gone wrong")
    assert everything(kernteam.workspace) == before
    kernteam.workspace.unlink()
    assert copy in kernteam("backup", "list")
    assert kernteam.json("backup", "restore", copy)["kept"] is None
    assert everything(kernteam.workspace) == before
    assert kernteam.workspace.stat().st_mode & 0o777 == 0o600
    kernteam("group", "add", "lectoraten", "--name", "Lectoraten")


def test_what_cannot_be_put_back(kernteam: Shell, tmp_path: Path) -> None:
    diary = tmp_path / "diary.db"
    diary.write_text("dear diary")
    assert "is not a workspace" in kernteam.refused("backup", "restore", str(diary))
    for name in ("elsewhere.db", "x" * 300):
        assert "there is no file" in kernteam.refused("backup", "restore", name)
    assert "itself" in kernteam.refused("backup", "restore", str(kernteam.workspace))
    newer = Path(kernteam.json("backup", "create")["file"])
    execute(newer, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer" in kernteam.refused("backup", "restore", newer.name)
    assert [file.name for file in newer.parent.iterdir()] == [newer.name]


def test_a_second_copy_goes_where_the_user_says(
    kernteam: Shell, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "usb"
    assert "No second copy" in kernteam("backup", "folder")
    made = kernteam.json("backup", "folder", str(folder))
    copy = folder / "kernteam.db"
    assert made == {"folder": str(folder), "file": str(copy)}
    settings = home / ".config" / "ipe-events" / "settings.toml"
    assert settings.stat().st_mode & 0o777 == 0o600
    assert settings.parent.stat().st_mode & 0o777 == 0o700
    assert everything(copy) == everything(kernteam.workspace)
    assert kernteam.json("backup", "folder") == {"folder": str(folder), "file": None}
    kernteam("group", "add", "lectoraten", "--name", "Lectoraten")
    kernteam("group", "add", "practoraten", "--name", "Practoraten")
    monkeypatch.setenv("IPE_EVENTS_NOW", "2026-11-23T09:00")
    # The first change of a day copies what was there before it.
    kernteam("group", "add", "kring", "--name", "Kring")
    assert rows(copy, "SELECT slug FROM groups ORDER BY id DESC LIMIT 1") == [("practoraten",)]
    assert kernteam.json("backup", "create")["second_copy"] == str(copy)

    old = time.time() - 8 * 86_400
    os.utime(copy, (old, old))
    result = kernteam.run("group", "list")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert result.stderr.startswith("warning: the second copy in ")
    assert kernteam.run("group", "list", "--json").stderr == ""
    copy.unlink()
    assert kernteam.run("budget").stderr.startswith("warning: ")
    # A refusal stays one line.
    kernteam.refused("event", "show", "999")
    assert "No second copy" in kernteam("backup", "folder", "--off")
    assert kernteam.run("budget").stderr == ""
    kernteam.misused("backup", "folder", str(folder), "--off")


def test_a_second_folder_that_cannot_be_written(kernteam: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "can be written" in kernteam.refused("backup", "folder", str(tmp_path / "file" / "usb"))
    assert "no text" in kernteam.refused("backup", "folder", "\udcff")
    assert kernteam.json("backup", "folder")["folder"] is None


def test_the_doctor_finds_a_sound_workspace(kernteam: Shell) -> None:
    found = kernteam.json("doctor")
    assert found.keys() == {"workspace", "sound", "faults", "counts", "revision"}
    assert (found["sound"], found["faults"]) == (True, [])
    assert found["workspace"] == str(kernteam.workspace)
    assert (found["counts"]["person"], found["counts"]["event"]) == (6, 3)
    assert found["revision"] == migrate.HEAD
    assert "is sound" in kernteam("doctor")


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("DROP TRIGGER journal_person_update", "trigger missing: journal_person_update"),
        (
            "UPDATE journal_state SET change_id = 1;"
            "PRAGMA foreign_keys = OFF; UPDATE affiliation SET person_id = 99 WHERE id = 1;"
            "UPDATE journal_state SET change_id = NULL",
            "reference: affiliation",
        ),
        ("UPDATE journal_state SET change_id = 1", "left open"),
    ],
)
def test_the_doctor_finds_damage(kernteam: Shell, damage: str, fault: str) -> None:
    import json

    execute(kernteam.workspace, damage)
    line = kernteam.refused("doctor")
    assert fault in line
    result = kernteam.run("doctor", "--json")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    found = json.loads(result.stdout)
    assert not found["sound"]
    assert any(fault in item for item in found["faults"])


def test_the_doctor_on_no_workspace(kernteam: Shell) -> None:
    import json

    kernteam.workspace.write_text("gone wrong")
    result = kernteam.run("doctor", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["faults"] == ["not-a-workspace"]
    assert result.stderr.startswith("error: ")


def test_settings_that_cannot_be_read(kernteam: Shell, home: Path) -> None:
    folder = home / ".config" / "ipe-events"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("language = ")
    assert "settings" in kernteam.refused("budget")
    (folder / "settings.toml").write_text('language = "nl"\nbackup_folder = 3\n')
    assert "Er is nog geen kopie" in kernteam("backup", "list")
    assert "There is no copy" in kernteam("--lang", "en", "backup", "list")
