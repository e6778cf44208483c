"""Settings from the command line: the same file and the same rules as on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipe_events import paths
from ipe_events.settings import Settings, check, load, save_all
from tests.cli.shell import Shell


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_settings_are_listed_and_set_and_the_rest_of_the_file_stays(sion: Shell) -> None:
    file = paths.settings_file()
    save_all(file, {})
    file.write_text("# mine\n[keys]\nundo = 'z'  # as elsewhere\n", encoding="utf-8")
    said = sion.json("settings", "set", "status_room", "85 %")
    assert said == {"name": "status_room", "value": 85}
    sion("settings", "set", "language", "nl")
    assert sion.json("settings", "list") == {
        "file": str(file),
        "settings": [
            {"name": "language", "value": "nl", "usual": None},
            {"name": "theme", "value": None, "usual": None},
            {"name": "backup_folder", "value": None, "usual": None},
            {"name": "status_room", "value": 85, "usual": 90},
            {"name": "status_above", "value": 110, "usual": 110},
        ],
        "keys": {"undo": "z"},
    }
    assert "# mine" in file.read_text(encoding="utf-8")
    assert "# as elsewhere" in file.read_text(encoding="utf-8")
    sion("settings", "set", "language", "")
    assert sion.json("settings", "list")["settings"][0]["value"] is None


def test_what_cannot_be_set_is_refused_and_nothing_is_written(sion: Shell, tmp_path: Path) -> None:
    assert "nl, en" in sion.refused("settings", "set", "language", "fr")
    assert "ipe-dark" in sion.refused("settings", "set", "theme", "pink")
    assert "from 0 to 1000" in sion.refused("settings", "set", "status_above", "1001")
    assert "below 120%" in sion.refused("settings", "set", "status_room", "120")
    assert "status_room" in sion.refused("settings", "set", "rooms", "1")
    (tmp_path / "list.txt").write_text("x", encoding="utf-8")
    assert "folder" in sion.refused("settings", "set", "backup_folder", str(tmp_path / "list.txt"))
    assert not paths.settings_file().exists()


def test_a_second_folder_gets_its_first_copy_at_once(sion: Shell, tmp_path: Path) -> None:
    sion("settings", "set", "backup_folder", str(tmp_path / "stick"))
    assert [file.suffix for file in (tmp_path / "stick").iterdir()] == [".db"]
    assert load(paths.settings_file()).backup_folder == tmp_path / "stick"


def test_both_bounds_are_compared_as_they_are_typed() -> None:
    typed = {"status_room": "95", "status_above": "120"}
    assert check(Settings(), typed) == {"status_room": 95, "status_above": 120}
    assert check(Settings(), {"status_room": ""}) == {"status_room": None}
