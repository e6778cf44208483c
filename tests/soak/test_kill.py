"""Killing a process at any moment loses nothing that it had said was done."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ipe_events.domain.drafts import PersonDraft
from ipe_events.services import people, programmes, setup
from ipe_events.services.workspace import Workspace
from tests.conftest import fixed_clock
from tests.soak.writer import WRITES
from tests.store.dumps import dump, rows

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def started(*arguments: str) -> subprocess.Popen[str]:
    """A fresh interpreter that knows the program and its tests."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=ENVIRONMENT,
    )


def killed_after(path: Path, reports: int, pause: float) -> int:
    """Kill a writer a moment after so many reports; the last number it reported."""
    process = started("-m", "tests.soak.writer", str(path))
    assert process.stdout is not None
    last = 0
    with process:
        for _ in range(reports):
            last = int(process.stdout.readline())
        time.sleep(pause)
        os.kill(process.pid, signal.SIGKILL)
        # What it had still reported before it died counts too.
        last = max([last, *(int(line) for line in process.stdout if line.endswith("\n"))])
    assert process.returncode in (-signal.SIGKILL, 0)
    return last


def written(path: Path) -> list[int]:
    """The numbers of the writes whose rows are there, both from the rows and from the journal."""
    found = [
        int(str(address).removeprefix("p").removesuffix("@example.org"))
        for (address,) in rows(path, "SELECT email FROM person")
    ]
    for minutes, activity in rows(path, "SELECT presence, activity FROM hour_entry"):
        assert activity == f"werk {minutes}"
        found.append(int(str(minutes)))
    labels = rows(path, "SELECT label FROM change WHERE label LIKE 'write %'")
    assert sorted(f"write {number}" for number in found) == sorted(str(one) for (one,) in labels)
    return sorted(found)


def check(path: Path, reported: int) -> None:
    """The file is sound, holds every reported write whole, and works on."""
    workspace = Workspace(path, fixed_clock)
    assert workspace.faults() == []
    found = written(path)
    assert found in (list(range(1, reported + 1)), list(range(1, reported + 2)))
    assert len(rows(path, "SELECT id FROM affiliation")) == len(rows(path, "SELECT id FROM person"))
    before = dump(path)
    with workspace.change("after") as change:
        people.add_person(change, PersonDraft("Na", "viaa"))
    workspace.undo()
    assert dump(path) == before
    if found:
        assert workspace.undo() == f"write {found[-1]}"
    workspace.close()


def kill(template: Path, folder: Path, dice: random.Random, times: int) -> None:
    for number in range(times):
        path = folder / str(number) / "ipe-events.db"
        path.parent.mkdir()
        shutil.copy(template, path)
        check(path, killed_after(path, dice.randrange(WRITES), dice.uniform(0, 0.02)))


def test_two_kills_lose_nothing_that_was_reported(sion_template: Path, tmp_path: Path) -> None:
    kill(sion_template, tmp_path, random.Random(), 2)


def test_a_kill_before_the_first_report_leaves_a_sound_file(
    sion_template: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sion_template, tmp_path / "ipe-events.db"))
    check(path, killed_after(path, 0, random.Random().uniform(0.2, 0.8)))


@pytest.mark.soak
def test_fifty_kills_lose_nothing_that_was_reported(sion_template: Path, tmp_path: Path) -> None:
    kill(sion_template, tmp_path, random.Random(), 50)


@pytest.mark.soak
def test_kills_while_the_first_copy_of_the_day_is_made_leave_sound_files(
    sion_template: Path, tmp_path: Path
) -> None:
    dice = random.Random()
    for number in range(20):
        path = tmp_path / str(number) / "ipe-events.db"
        path.parent.mkdir()
        shutil.copy(sion_template, path)
        check(path, killed_after(path, 0, dice.uniform(0.3, 1.0)))
        for copy in (path.parent / "backups").glob("*.db"):
            assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
            assert written(copy) == []


INIT = """
import sys
from pathlib import Path
from ipe_events.services import programmes, setup
from ipe_events.services.workspace import Workspace

text, name = programmes.source("sion")
programmes.parse(text, name)
print("ready", flush=True)
workspace = Workspace.create(Path(sys.argv[1]))
with workspace.change("init sion") as change:
    setup.add(change, text, name, {})
"""


@pytest.mark.soak
def test_what_a_killed_init_left_can_be_set_up_after_all(tmp_path: Path) -> None:
    dice = random.Random()
    for number in range(20):
        path = tmp_path / str(number) / "ipe-events.db"
        process = started("-c", INIT, str(path))
        assert process.stdout is not None
        with process:
            assert process.stdout.readline() == "ready\n"
            time.sleep(dice.uniform(0, 0.6))
            process.kill()
        workspace = Workspace.create(path, fixed_clock)
        assert workspace.faults() == []
        if not rows(path, "SELECT id FROM programme"):
            text, name = programmes.source("sion")
            with workspace.change("init sion") as change:
                setup.add(change, text, name, {})
        assert len(rows(path, "SELECT id FROM commitment")) == 135
        workspace.close()
