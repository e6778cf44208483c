"""Copies of the workspace: one a day, fourteen kept, and a second one elsewhere."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from ipe_events.domain.errors import refuse
from ipe_events.store.database import refusal

KEPT = 14
STALE_AFTER = timedelta(days=7)


def folder_of(path: Path) -> Path:
    """Where the copies of the workspace `path` stand."""
    return path.parent / "backups"


def copy_to(path: Path, target: Path) -> Path:
    """Copy a workspace that may be in use, whole or not at all; the copy's path."""
    # Two may make the same copy at once.
    partial = target.with_name(f"{target.name}.{uuid4().hex}.partial")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as copy:
            partial.chmod(0o600)
            source.backup(copy)
            # A copy stands alone: no write-ahead log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        partial.replace(target)
    except (sqlite3.Error, OSError):
        partial.unlink(missing_ok=True)
        raise
    return target


def daily(path: Path, today: date) -> Path | None:
    """Make today's copy unless it is there, and drop the oldest over fourteen."""
    target = folder_of(path) / f"{path.stem}-{today.isoformat()}.db"
    if target.exists():
        return None
    copy_to(path, target)
    for old in _dailies(path)[KEPT:] + _abandoned(path):
        old.unlink(missing_ok=True)
    return target


def _abandoned(path: Path) -> list[Path]:
    """What is left of copying that was killed."""
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    found = []
    for file in folder_of(path).glob("*.partial*"):
        # Whoever is making a copy may be done with it at this very moment.
        with suppress(FileNotFoundError):
            found += [file] if _moment(file) < yesterday else []
    return found


def _dailies(path: Path) -> list[Path]:
    return sorted(_named(path, r"\d{4}-\d\d-\d\d"), reverse=True)


def _named(path: Path, rest: str) -> list[Path]:
    """The files of this workspace, not of another whose name begins alike."""
    shape = re.compile(rf"{re.escape(path.stem)}-{rest}\.db")
    return [file for file in folder_of(path).glob("*.db") if shape.fullmatch(file.name)]


def copies(path: Path) -> list[tuple[Path, datetime]]:
    """All copies of a workspace with the moment (UTC) they were made, newest first."""
    files = _named(path, r"(?:before-[\w-]+|\d{4}-\d\d-\d\d[\d-]*)")
    return sorted(
        ((file, _moment(file)) for file in files),
        key=lambda copy: copy[1],
        reverse=True,
    )


def second_copy(path: Path, folder: Path) -> Path:
    """The copy in the folder of the user's choice."""
    return copy_to(path, folder / f"{path.stem}.db")


def second_copy_age(path: Path, folder: Path, now: datetime) -> timedelta | None:
    """How old the second copy is at `now` (aware); None when there is none."""
    file = folder / f"{path.stem}.db"
    return now - _moment(file) if file.exists() else None


def _moment(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime).astimezone()


def check(path: Path) -> None:
    """Refuse a file that is not a sound SQLite database with a schema revision."""
    if not path.is_file():
        raise refuse("file-missing", path=str(path))
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source:
            sound = source.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            source.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        sound = False
    if not sound:
        raise refuse("not-a-workspace", path=str(path))


def reach(path: Path) -> tuple[int, int]:
    """How far a workspace file goes: the number of its last change, and how many were told."""
    check(path)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source:
        (last,) = source.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()
        (told,) = source.execute("SELECT count(*) FROM delivery").fetchone()
    return last, told


def restore(path: Path, copy: Path) -> None:
    """Put the content of `copy` into the workspace `path`, in one transaction of SQLite's."""
    check(copy)
    try:
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise refusal(error, path) from None
