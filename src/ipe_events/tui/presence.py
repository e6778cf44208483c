"""Whether another window has the same workspace open.

Each window holds a file beside the workspace, locked as long as it lives: the system lets go of the
lock of a program that was killed, so what is left behind is known for what it is and taken away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

if sys.platform != "win32":
    import fcntl

MARK = ".window-"


class Presence:
    """Says that this window is there, and sees the others; where no file can be made, nothing."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._own = workspace.with_name(f"{workspace.name}{MARK}{uuid4().hex}")
        self._handle: int | None = None

    def others(self) -> int:
        """How many other windows there are now."""
        try:
            if self._workspace.exists():
                self._hold()
            return sum(1 for file in self._marks() if file != self._own and not _is_left(file))
        except OSError:
            return 0

    def leave(self) -> None:
        """This window is no longer there."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            try:
                self._own.unlink(missing_ok=True)
            except OSError:
                return  # The folder is gone, or cannot be written any more.

    def _hold(self) -> None:
        if self._handle is not None and self._own.exists():
            return
        self.leave()
        self._handle = os.open(self._own, os.O_RDWR | os.O_CREAT, 0o600)
        if sys.platform != "win32":
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _marks(self) -> Iterator[Path]:
        start = f"{self._workspace.name}{MARK}"
        with os.scandir(self._workspace.parent) as found:
            yield from (Path(one.path) for one in found if one.name.startswith(start))


def _is_left(file: Path) -> bool:
    """Whether who made this file is gone; then it is taken away."""
    try:
        if sys.platform == "win32":
            # What somebody has open cannot be removed.
            file.unlink()
            return True
        with open(file, "rb") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.unlink(missing_ok=True)
        return True
    except FileNotFoundError:
        return True
    except OSError:
        return False
