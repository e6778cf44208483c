"""The workspace file as SQLite sees it: what needs none of the libraries of the tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ipe_events.domain.errors import refuse

BUSY_MILLISECONDS = 5_000
# The revisions of the schema there are; the last is the one of this version.
KNOWN = ("0001", "0002", "0003", "0004")
HEAD = KNOWN[-1]
TABLES = "SELECT name FROM sqlite_master"
REVISION = "SELECT version_num FROM alembic_version"


def is_writable(path: Path) -> bool:
    """Whether anybody may write the file; asked of its mode, as root may write everything."""
    try:
        return bool(path.stat().st_mode & 0o222)
    except OSError:
        raise refuse("workspace-unreachable", path=str(path)) from None


def connect(path: Path) -> sqlite3.Connection:
    """A bare connection to a file that is there; it leaves nothing beside a file it only reads."""
    mode = "rw"
    if not is_writable(path):
        # Without a write-ahead log beside it, SQLite would try to make one: say nothing moves.
        mode = "ro" if Path(f"{path}-wal").exists() else "ro&immutable=1"
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_MILLISECONDS / 1000,
        check_same_thread=False,
    )
