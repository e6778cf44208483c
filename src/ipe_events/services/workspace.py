"""One workspace: views to read, changes to write, undo, backups."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from ipe_events.domain.errors import refuse
from ipe_events.domain.records import HistoryLine
from ipe_events.store import backup, database, health, journal, migrate
from ipe_events.store.database import Session
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Programme

Row = TypeVar("Row")
Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The moment now, aware, in UTC."""
    return datetime.now(UTC)


@dataclass
class View:
    """An open session on the workspace at the moment `now` (aware)."""

    session: Session
    moment: datetime
    slug: str | None

    @cached_property
    def programme(self) -> Programme:
        """The programme in hand: the one asked for, or the only one there is."""
        programmes = lookup.find(self.session, Programme)
        known = ", ".join(sorted(programme.slug for programme in programmes))
        if not programmes:
            raise refuse("no-programme")
        if self.slug is not None:
            for programme in programmes:
                if programme.slug == self.slug:
                    return programme
            raise refuse("unknown-programme", "programme", value=self.slug, known=known)
        if len(programmes) > 1:
            raise refuse("programme-needed", "programme", known=known)
        return programmes[0]

    @property
    def programme_id(self) -> int:
        """The key of the programme in hand."""
        return key(self.programme)

    @property
    def now(self) -> datetime:
        """The wall clock in the programme's zone, naive."""
        return self.moment.astimezone(ZoneInfo(self.programme.zone)).replace(tzinfo=None)

    @property
    def stamp(self) -> str:
        """The moment in UTC as stored."""
        return self.moment.astimezone(UTC).isoformat(timespec="seconds")


class Change(View):
    """A view that writes: everything written in it is one change in the journal."""

    def add(self, row: Row) -> Row:
        """Store a new row; it has its key afterwards."""
        self.session.add(row)
        self.session.flush()
        return row


def key(row: object) -> int:
    """The primary key of a stored row."""
    value = getattr(row, "id", None)
    if not isinstance(value, int):
        raise TypeError(f"{type(row).__name__} is not stored")
    return value


class Workspace:
    """A workspace file that is open; `clock` is the only clock there is."""

    def __init__(
        self,
        path: Path,
        clock: Clock = system_clock,
        programme: str | None = None,
        *,
        fill: bool = False,
    ):
        if not path.exists():
            raise refuse("no-workspace", path=str(path))
        with _translated(path):
            migrate.bring_up_to_date(path, clock(), fill=fill)
        self.path = path
        self.clock = clock
        self.programme = programme
        self.second_folder: Path | None = None
        # The label of the change made last through this object.
        self.made = ""
        self._is_new = False
        self._engine = database.make_engine(path)

    @classmethod
    def create(
        cls, path: Path, clock: Clock = system_clock, programme: str | None = None
    ) -> Workspace:
        """Open the workspace, making an empty one when there is none."""
        is_new = not path.exists()
        if is_new:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
        workspace = cls(path, clock, programme, fill=True)
        workspace._is_new = is_new
        return workspace

    @contextmanager
    def read(self) -> Iterator[View]:
        """A view on one state of the workspace."""
        with _translated(self.path), database.reading(self._engine) as session:
            yield View(session, self.clock(), self.programme)

    @contextmanager
    def change(self, label: str) -> Iterator[Change]:
        """A change: one transaction, one entry in the journal, all or nothing."""
        self._must_be_writable()
        with _translated(self.path):
            self._back_up()
            with database.writing(self._engine) as session:
                change = Change(session, self.clock(), self.programme)
                entry = journal.open_change(session, label, change.stamp)
                yield change
                wrote = journal.close_change(session, entry)
            if wrote:
                self.made = label

    @contextmanager
    def preview(self) -> Iterator[Change]:
        """A change that is carried out and taken back: what it would do."""
        self._must_be_writable()
        with _translated(self.path), database.writing(self._engine, keep=False) as session:
            change = Change(session, self.clock(), self.programme)
            journal.open_change(session, "preview", change.stamp)
            yield change

    @contextmanager
    def delivery(self) -> Iterator[View]:
        """A view that writes beside the journal: what was told cannot be undone."""
        self._must_be_writable()
        with _translated(self.path):
            self._back_up()
            with database.writing(self._engine) as session:
                yield View(session, self.clock(), self.programme)

    def undo(self) -> str:
        """Take back the last change; its label."""
        return self._reverse(journal.undo)

    def redo(self) -> str:
        """Carry out again what was undone last; its label."""
        return self._reverse(journal.redo)

    def _reverse(self, step: Callable[[Session, str], str]) -> str:
        self._must_be_writable()
        with _translated(self.path):
            self._back_up()
            with database.writing(self._engine) as session:
                return step(session, Change(session, self.clock(), None).stamp)

    def history(self, limit: int = 50) -> list[HistoryLine]:
        """The newest changes first."""
        with _translated(self.path), database.reading(self._engine) as session:
            return journal.history(session, limit)

    def faults(self) -> list[str]:
        """What is wrong with the file; nothing when it is sound."""
        with _translated(self.path), database.reading(self._engine) as session:
            return health.faults(session)

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        with _translated(self.path), database.reading(self._engine) as session:
            return health.counts(session)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _must_be_writable(self) -> None:
        if not database.is_writable(self.path):
            raise refuse("workspace-read-only", path=str(self.path))

    def _back_up(self) -> None:
        """The first change of a day copies the file, here and to the second folder."""
        if self._is_new:
            # Of what is still empty, a copy would be today's only one.
            self._is_new = False
            return
        try:
            made = backup.daily(self.path, self.clock().astimezone().date())
        except OSError:
            folder = backup.folder_of(self.path)
            raise refuse("folder-unwritable", path=str(folder)) from None
        if made and self.second_folder is not None:
            # A disk that is not there today must not stop work; its age is warned of.
            with suppress(OSError, sqlite3.Error):
                backup.second_copy(self.path, self.second_folder)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Errors of SQLite's that a user can do something about become refusals."""
    try:
        yield
    except (sqlite3.Error, database.DatabaseError) as error:
        raise database.refusal(error, path) from None
