"""The program in a real terminal: what comes first, and how it is told to stop."""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import struct
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import fcntl
import pty
import termios

PATIENCE = 30.0
# Runs the screens, and writes down when the database is imported and when a command began; an
# import waits as long as the file that holds it is there.
PROGRAM = """
import sys, time
from datetime import datetime, UTC
from pathlib import Path

class Finder:
    def find_spec(self, name, path, target=None):
        if name in ("sqlmodel", "sqlalchemy"):
            note("import")
            while Path(sys.argv[2]).with_name("hold").exists():
                time.sleep(0.01)

def note(word):
    with open(sys.argv[2], "a") as log:
        log.write(f"{word} {time.monotonic()}\\n")

sys.meta_path.insert(0, Finder())
from ipe_events.settings import Settings
from ipe_events.tui import app
from ipe_events.tui.run import run

SLOW = float(sys.argv[3])
if SLOW:
    original = app.IpeEventsApp.action_undo
    def slowly(self):
        def work(bridge):
            note("began")
            time.sleep(SLOW)
            return bridge.undo()
        self.runner.do(self, work, lambda label: None, self.refused)
    app.IpeEventsApp.action_undo = slowly
run(
    Path(sys.argv[1]),
    programme=None,
    language="en",
    clock=lambda: datetime(2026, 11, 22, 8, tzinfo=UTC),
    settings=Settings(),
)
note("end")
"""


class Terminal:
    """The program in a pseudo-terminal of 80 x 24."""

    def __init__(self, workspace: Path, log: Path, slow: float) -> None:
        self.log = log
        self.shown = b""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
            os.execv(
                sys.executable,
                [sys.executable, "-c", PROGRAM, str(workspace), str(log), str(slow)],
            )
        size = struct.pack("HHHH", 24, 80, 0, 0)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, size)

    def until(self, condition: Callable[[], object]) -> None:
        """Read what is shown until something holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, self.shown[-2000:].decode("utf-8", "replace")
            if select.select([self.handle], [], [], 0.02)[0]:
                try:
                    self.shown += os.read(self.handle, 65536)
                except OSError:  # It is ending.
                    time.sleep(0.02)

    def noted(self, word: str) -> list[float]:
        """When something happened."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [float(line.split()[1]) for line in lines if line.startswith(f"{word} ")]

    def press(self, keys: bytes) -> None:
        os.write(self.handle, keys)

    def ended(self) -> int | None:
        """The exit status, when it has ended."""
        if self.pid:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid == 0:
                return None
            self.pid, self.status = 0, os.waitstatus_to_exitcode(status)
        return self.status

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.handle)


@pytest.fixture
def terminal(planned_path: Path, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_(slow: float = 0.0) -> Terminal:
        opened.append(Terminal(planned_path, tmp_path / "log.txt", slow))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def events_in(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM event").fetchone()
    connection.close()
    return int(count)


def test_the_first_frame_and_its_data_come_before_the_database_is_imported(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    (tmp_path / "hold").touch()
    program = terminal()
    program.until(lambda: b"Kernteamoverleg" in program.shown and program.noted("import"))
    (tmp_path / "hold").unlink()
    program.press(b"q")
    program.until(lambda: program.ended() is not None)
    assert program.ended() == 0


OTHERS = [pytest.param(one, marks=pytest.mark.soak) for one in (signal.SIGINT, signal.SIGHUP)]


@pytest.mark.parametrize("number", [signal.SIGTERM, *OTHERS])
def test_told_to_stop_it_finishes_what_it_was_writing(
    terminal: Callable[..., Terminal], planned_path: Path, number: signal.Signals
) -> None:
    before = events_in(planned_path)
    program = terminal(slow=0.7)
    program.until(lambda: b"Kernteamoverleg" in program.shown)
    program.press(b"u")
    program.until(lambda: program.noted("began"))
    os.kill(program.pid, number)
    program.until(lambda: program.ended() is not None)
    assert program.ended() == 0
    assert program.noted("end")
    assert events_in(planned_path) < before
    assert b"Traceback" not in program.shown
    # The terminal is as it was: no alternate screen, a cursor, no mouse reports.
    tail = program.shown[-400:]
    assert b"\x1b[?1049l" in tail
    assert b"\x1b[?25h" in tail
