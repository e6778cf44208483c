"""The keys of the screens, as a command tells them."""

from __future__ import annotations

from pathlib import Path

from ipe_events import paths
from ipe_events.tui import keymap
from tests.cli.shell import Shell


def test_keys_are_listed_with_what_is_wrong(empty: Shell, home: Path) -> None:
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[keys]\nundo = "f12"\nredo = "f12"\nno-such = "x"\n', encoding="utf-8")
    try:
        found = empty.json("keys", "--json")
        by_id = {one["id"]: one for one in found["keys"]}
        assert by_id["undo"]["keys"] == ["F12"]
        assert by_id["undo"]["usual"] == ["u", "^z"]
        assert by_id["undo"]["where"] == []
        assert by_id["redo"]["keys"] == ["^y"]
        assert "Event page" in by_id["attend"]["where"]
        assert len(found["problems"]) == 2
        result = empty.run("keys")
        assert result.exit_code == 0
        assert "undo" in result.stdout
        assert result.stderr.count("warning: your own keys") == 2
        assert "| `u` `^z` | Take the last change back | `undo` |" in empty(
            "keys", "--markdown", "--standard"
        )
    finally:
        keymap.use({})
