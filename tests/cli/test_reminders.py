"""invitations remind and poll remind: drafts in a folder, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import INSTITUTIONS, MEETING, Shell
from tests.store.dumps import dump


def test_who_is_silent_gets_a_draft_in_the_folder(
    kernteam: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "drafts"
    kernteam("event", "add", *MEETING)
    kernteam("invitations", "export", "--out", str(tmp_path / "out"))
    before = dump(kernteam.workspace)
    assert kernteam("invitations", "remind", "--out", str(out)) == "Nobody has to be reminded.\n"
    assert kernteam.json("invitations", "remind", "--out", str(out)) == {"files": []}
    monkeypatch.setenv("IPE_EVENTS_NOW", "2026-11-29T09:00")
    done = kernteam.json("invitations", "remind", "--out", str(out))
    files = [Path(file) for file in done["files"]]
    assert len(files) == len(INSTITUTIONS)
    assert all(file.is_absolute() and file.stat().st_mode & 0o777 == 0o600 for file in files)
    assert all(b"\r\nX-Unsent: 1\r\n" in b"\r\n" + file.read_bytes() for file in files)
    said = kernteam("invitations", "remind", "--after", "7", "--out", str(out)).splitlines()
    assert said[0] == f"Drafts for 6 people in {out}"
    assert [line.split()[0] for line in said[1:]] == [file.name for file in files]
    none = kernteam("invitations", "remind", "--after", "8", "--out", str(out))
    assert none == "Nobody has to be reminded.\n"
    assert dump(kernteam.workspace) == before
    assert "--after" in kernteam.misused("invitations", "remind", "--after", "-1", "--out", "x")
    kernteam.misused("invitations", "remind")
    (tmp_path / "file").write_text("")
    kernteam.refused("invitations", "remind", "--out", str(tmp_path / "file" / "x"))


def test_a_poll_is_put_to_who_is_silent(kernteam: Shell, tmp_path: Path) -> None:
    out = str(tmp_path / "drafts")
    date = ("--date", "2027-01-12 13:00-15:00")
    kernteam("poll", "add", "--kind", "kernteamoverleg", *date, "--date", "2027-01-19")
    result = kernteam.run("poll", "remind", "1", "--out", out)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Drafts for 6 people in {out}\n")
    assert result.stderr.startswith("warning: no address: ")
    files = kernteam.run("poll", "remind", "1", "--out", out, "--json").stdout
    assert files.count(".eml") == len(INSTITUTIONS)
    kernteam("poll", "choose", "1", "2027-01-12")
    kernteam.refused("poll", "remind", "1", "--out", out)
    kernteam.refused("poll", "remind", "9", "--out", out)
