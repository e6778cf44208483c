"""Two windows on one file: each notices the other, and neither writes over what the other did."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from ipe_events.domain.drafts import EventEdit
from ipe_events.services import events
from ipe_events.services.workspace import Workspace
from ipe_events.tui.presence import MARK, Presence
from ipe_events.tui.widgets.event_list import EventList
from tests.tui.conftest import Opener

HOLDER = """
import sys, time
from pathlib import Path
from ipe_events.tui.presence import Presence
one = Presence(Path(sys.argv[1]))
one.others()
print("here", flush=True)
time.sleep(60)
"""


def marks(path: Path) -> list[Path]:
    return list(path.parent.glob(f"*{MARK}*"))


def test_who_was_killed_is_not_taken_for_a_window(workspace_path: Path) -> None:
    here = Presence(workspace_path)
    assert here.others() == 0
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(workspace_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "here\n"
        assert here.others() == 1
        os.kill(other.pid, signal.SIGKILL)
    assert len(marks(workspace_path)) == 2
    assert here.others() == 0
    assert len(marks(workspace_path)) == 1
    here.leave()
    assert marks(workspace_path) == []


def test_two_windows_see_each_other_until_one_leaves(workspace_path: Path) -> None:
    one, two = Presence(workspace_path), Presence(workspace_path)
    assert (one.others(), two.others(), one.others()) == (0, 1, 1)
    # Somebody tidied the folder up: it is there again the next time.
    for file in marks(workspace_path):
        file.unlink()
    assert (one.others(), two.others(), one.others()) == (0, 1, 1)
    two.leave()
    assert one.others() == 0
    one.leave()


@pytest.mark.parametrize("place", ["gone/ipe-events.db", "new.db"])
def test_without_a_workspace_there_is_nothing_to_hold(tmp_path: Path, place: str) -> None:
    window = Presence(tmp_path / place)
    assert window.others() == 0
    assert not list(tmp_path.iterdir())
    window.leave()


async def test_both_are_told_once_and_show_what_the_other_did(
    open_app: Opener, planned_path: Path
) -> None:
    async with open_app(language="en") as one:
        assert one.toasts == []
        async with open_app(language="en") as two:
            assert ["Another window" in toast for toast in two.toasts] == [True]
            await one.until(lambda: one.toasts)
            assert ["Another window" in toast for toast in one.toasts] == [True]
            await one.press("2")
            assert "+2" in one.line("Viaa")
            await two.press("n")
            two.screen.query_one(Input).value = "kernteam 15 dec 13-15"
            await two.until(lambda: "15 December 2026" in two.frame())
            await two.press("ctrl+s")
            await one.until(lambda: "+4" in one.line("Viaa"))
    assert marks(planned_path) == []


async def test_what_somebody_else_changed_is_not_overwritten_and_nothing_typed_is_lost(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en", size=(100, 40)) as app:
        number = int(app.screen.query_one(EventList).selected_key or 0)
        await app.press("e")
        assert app.on == "EventFormScreen"
        title = app.screen.query_one("#title", Input)
        title.value = "typed here"
        with planned.change("elsewhere") as change:
            events.edit(change, number, EventEdit(title="typed there"))
        await app.press("ctrl+s")
        assert app.on == "EventFormScreen"
        assert "changed since you opened it: the title" in app.frame()
        assert app.screen.query_one("#title", Input).value == "typed here"
