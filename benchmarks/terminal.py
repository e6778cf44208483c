"""Runs a program in a pseudo-terminal and sees when words appear on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROWS, COLUMNS = 24, 80
# Control sequences: CSI, OSC, the other strings, and two-character escapes (ECMA-48).
ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[ -/]*[0-~])",
    re.DOTALL,
)
KIBIBYTES_IN_MEBIBYTE = 1024


class Terminal:
    """A program on a terminal of 80 columns and 24 rows; times are seconds since its spawn."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path):
        self._raw = b""
        self._exited = False
        self.spawned = self._written = time.perf_counter()
        self.process, self._file = pty.fork()
        if self.process == 0:
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.chdir(folder)
            os.execve(command[0], list(command), dict(environment))

    @property
    def text(self) -> str:
        """Everything written so far without its escape sequences."""
        return ESCAPES.sub(b"", self._raw).decode("utf-8", "replace")

    @property
    def last_written(self) -> float:
        """The moment at which something was written last."""
        return self._written - self.spawned

    def wait_for(self, *words: str, within: float = 20.0) -> float | None:
        """The moment at which one of the words is there; None when it did not come in time."""
        while not any(word in self.text for word in words):
            left = self.spawned + within - time.perf_counter()
            if left <= 0 or not self._read(left):
                return None
        return time.perf_counter() - self.spawned

    def quiet(self, seconds: float, within: float = 10.0) -> None:
        """Wait until nothing has been written for so long."""
        end = time.perf_counter() + within
        while time.perf_counter() < end and self._read(seconds):
            pass

    def frame_after(self, keys: bytes, settle: float = 0.3, within: float = 2.0) -> float | None:
        """Seconds from a key to the first frame that it brings; None for nothing.

        What comes later (details that are fetched) is waited for, so that the next key starts
        from rest.
        """
        start = time.perf_counter()
        os.write(self._file, keys)
        if not self._read(within):
            return None
        took = time.perf_counter() - start
        self.quiet(settle)
        return took

    def words_after(self, keys: bytes, *words: str, within: float = 20.0) -> float | None:
        """Seconds from a key until one of the words is written anew; None when it does not come."""
        self._raw, start = b"", time.perf_counter()
        os.write(self._file, keys)
        while not any(word in self.text for word in words):
            left = start + within - time.perf_counter()
            if left <= 0 or not self._read(left):
                return None
        return time.perf_counter() - start

    def press(self, keys: bytes) -> None:
        """Type keys."""
        os.write(self._file, keys)

    def peak_memory(self) -> float | None:
        """The most memory held so far in MiB, where the system tells."""
        try:
            status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        except OSError:
            return None
        found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
        return int(found[1]) / KIBIBYTES_IN_MEBIBYTE if found else None

    def close(self, keys: bytes, within: float = 5.0) -> bool:
        """Quit by keys, and by force when that does not help; whether the keys were enough."""
        end = time.perf_counter() + within
        self.press(keys)
        while not self._gone() and time.perf_counter() < end:
            self._read(0.02)
        willing = self._gone()
        if not willing:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self._file)
        return willing

    def _gone(self) -> bool:
        if not self._exited:
            self._exited = os.waitpid(self.process, os.WNOHANG)[0] != 0
        return self._exited

    def _read(self, seconds: float) -> bool:
        """Take in what is written within so many seconds; whether there was anything."""
        ready, _, _ = select.select([self._file], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            piece = os.read(self._file, 1 << 16)
        except OSError:  # The other side is closed.
            return False
        self._raw += piece
        self._written = time.perf_counter()
        return bool(piece)
