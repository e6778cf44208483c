"""What a shell is told when Tab is pressed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shell import MEETING, Shell

BIN = Path(sys.executable).parent


def completed(shell: str, line: str, **environment: str) -> list[str]:
    """What a shell is offered at the end of a line."""
    words = line.split(" ")
    asked = {
        "_IPE_EVENTS_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run(
        [sys.executable, "-m", "ipe_events"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **asked, **environment},
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


def test_commands_options_and_what_stands_in_the_workspace(kernteam: Shell) -> None:
    kernteam("event", "add", *MEETING, "--title", 'Kick-off "$(touch here)\\`')
    number = kernteam.json("event", "list")["events"][-1]["id"]
    assert completed("bash", "ipe-events ev") == ["event"]
    assert completed("bash", "ipe-events event add --ki") == ["--kind"]
    assert completed("bash", "ipe-events event add --kind kern") == ["kernteamoverleg"]
    assert completed("bash", "ipe-events hours log --financing ") == [
        "in_kind",
        "programme",
        "other",
    ]
    hosts = completed("fish", "ipe-events event add --host ")
    assert "viaa\tHogeschool Viaa" in hosts
    offered = completed("zsh", "ipe-events event show ")
    (line,) = [line for line in offered if "Kick-off" in line]
    assert f'"{number}":"2027-01-12 Kick-off touch here"' in line


def test_nothing_is_said_when_nothing_can_be_known(empty: Shell, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_text("no database")
    line = "ipe-events event add --kind "
    assert [
        *completed("bash", line),
        *completed("bash", line, IPE_EVENTS_WORKSPACE=str(wrong)),
    ] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_takes_what_is_printed(sion: Shell) -> None:
    script = sion("completion", "bash")
    words = (
        "COMP_WORDS=(ipe-events group member kern) COMP_CWORD=3; _ipe_events_completion ipe-events"
    )
    done = subprocess.run(
        ["bash", "-c", f'{script}\n{words}; echo "${{COMPREPLY[@]}}"; complete -p ipe-events'],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
    )
    assert done.stdout.splitlines()[0] == "kernteam"
    assert "_ipe_events_completion" in done.stdout.splitlines()[1]
    assert done.stderr == ""
    for shell in ("zsh", "fish", "powershell"):
        assert "_IPE_EVENTS_COMPLETE" in sion.json("completion", shell)["script"]
    assert "powershell" in sion.misused("completion", "csh")
