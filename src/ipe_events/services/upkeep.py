"""Copies of a workspace, putting one back, and what is wrong with a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.records import HistoryLine
from ipe_events.services.workspace import Clock, Workspace
from ipe_events.store import backup, database, migrate

# SQLite's own files beside a workspace in use.
_COMPANIONS = ("-wal", "-shm")
MOST_LOST = 500


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a workspace: its file, the moment it was made (aware), its size in bytes."""

    file: Path
    made: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong with a workspace, how many rows its tables hold, its schema's revision."""

    faults: tuple[str, ...]
    counts: dict[str, int]
    revision: str | None


@dataclass(frozen=True, slots=True)
class Lost:
    """What putting a copy back takes away: changes, newest first, and messages that went out."""

    changes: tuple[HistoryLine, ...]
    told: int


@contextmanager
def made(path: Path, clock: Clock, programme: str | None = None) -> Iterator[Workspace]:
    """A workspace made when there is none; what was made is removed when the rest fails."""
    with _readable(path):
        new = not path.exists()
        before = set(backup.copies(path)) if new else set()
    try:
        with _readable(path):
            workspace = Workspace.create(path, clock, programme)
        try:
            yield workspace
        finally:
            workspace.close()
    except BaseException:
        if new:
            with suppress(OSError):
                remove(path)
                for file, _moment in set(backup.copies(path)) - before:
                    file.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove a workspace with the files that SQLite keeps beside it; its copies stay."""
    for file in (path, *(Path(f"{path}{companion}") for companion in _COMPANIONS)):
        file.unlink(missing_ok=True)


def copies(path: Path) -> list[Copy]:
    """The copies beside a workspace, newest first."""
    return [Copy(file, moment, file.stat().st_size) for file, moment in backup.copies(path)]


def second_copy(path: Path, folder: Path) -> Copy | None:
    """The copy of a workspace in the second folder; None when there is none to be seen."""
    file = folder / f"{path.stem}.db"
    try:
        state = file.stat()
    except OSError:
        return None
    return Copy(file, datetime.fromtimestamp(state.st_mtime).astimezone(), state.st_size)


def create(workspace: Workspace) -> list[Path]:
    """Copy the workspace now: beside it, and into the second folder when there is one."""
    target = _new_name(workspace.path, workspace.clock(), "")
    with _writing(target):
        files = [backup.copy_to(workspace.path, target)]
    if workspace.second_folder is not None:
        files.append(copy_to_folder(workspace, workspace.second_folder))
    return files


def copy_to_folder(workspace: Workspace, folder: Path) -> Path:
    """Copy the workspace into a folder of the user's choice, over the copy that is there."""
    with _writing(folder):
        return backup.second_copy(workspace.path, folder)


def second_copy_is_stale(workspace: Workspace) -> bool:
    """Whether the copy in the second folder is missing or older than seven days."""
    if workspace.second_folder is None:
        return False
    try:
        # The real clock: the age of a file is not the programme's time.
        age = backup.second_copy_age(
            workspace.path, workspace.second_folder, datetime.now().astimezone()
        )
    except OSError:
        return True
    return age is None or age > backup.STALE_AFTER


def restore(path: Path, wanted: str, now: datetime) -> tuple[Path, Path | None]:
    """Put a copy in the place of a workspace: the copy, and where what was there is kept.

    `wanted` is a path, or the name of a file among the copies beside the workspace.
    """
    copy = _find(path, wanted)
    backup.check(copy)
    if migrate.revision(copy) not in migrate.KNOWN:
        raise refuse("workspace-newer", path=str(copy))
    if copy.resolve() == path.resolve():
        raise refuse("same-file", path=str(copy))
    if path.exists() and not database.is_writable(path):
        raise refuse("workspace-read-only", path=str(path))
    with _writing(path):
        kept = _put_aside(path, now) if path.exists() else None
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
        backup.restore(path, copy)
    return copy, kept


def lost(workspace: Workspace, copy: Path) -> Lost:
    """What is in the workspace and not in a copy of it; at most `MOST_LOST` changes."""
    with _writing(copy):
        last, told = backup.reach(copy)
        _last, told_now = backup.reach(workspace.path)
    newer = tuple(line for line in workspace.history(MOST_LOST) if line.id > last)
    return Lost(newer, max(0, told_now - told))


def health(workspace: Workspace) -> Health:
    """What is wrong with the workspace and what it holds."""
    faults = tuple(workspace.faults())
    return Health(faults, workspace.counts(), migrate.revision(workspace.path))


def _find(path: Path, wanted: str) -> Path:
    given = Path(wanted).expanduser()
    beside = backup.folder_of(path) / given.name
    try:
        for file in (given, beside) if given.name == wanted else (given,):
            if file.exists():
                return file
    except OSError:
        pass
    raise refuse("file-missing", path=wanted)


def _put_aside(path: Path, now: datetime) -> Path:
    """A copy of what is there; a file that cannot be copied any more is moved away as it is."""
    target = _new_name(path, now, "before-restore-")
    try:
        return backup.copy_to(path, target)
    except sqlite3.Error:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(target)
        remove(path)
        return target


def _new_name(path: Path, now: datetime, word: str) -> Path:
    """A name for a copy that no copy has yet."""
    stem = f"{path.stem}-{word}{now.astimezone():%Y-%m-%d-%H%M%S}"
    folder = backup.folder_of(path)
    target, number = folder / f"{stem}.db", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    return target


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """A place where nothing can be is told in a line."""
    try:
        yield
    except OSError:
        raise refuse("workspace-unreachable", path=str(path)) from None


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """What goes wrong with a disk or a database is told in a line."""
    try:
        yield
    except Refused:
        raise
    except sqlite3.Error as error:
        raise database.refusal(error, path) from None
    except OSError:
        raise refuse("folder-unwritable", path=str(path)) from None
