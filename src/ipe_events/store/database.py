"""Engines and sessions on one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, create_engine

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.search import fold
from ipe_events.store.file import BUSY_MILLISECONDS, connect, is_writable

__all__ = [
    "DatabaseError",
    "Engine",
    "Session",
    "connect",
    "is_writable",
    "make_engine",
    "reading",
    "refusal",
    "writing",
]

# What was confirmed on screen survives a power cut.
SYNCHRONOUS = "FULL"


def make_engine(path: Path) -> Engine:
    """An engine on the file `path`; write transactions begin immediately.

    The bound parameters of a failing statement are hidden: they hold names and addresses.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path),
        hide_parameters=True,
        # One file, several threads (the screens' reader and writer): each uses its own connection.
        poolclass=QueuePool,
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by `_begin`, not by the driver at the first write.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    # SQLite itself knows no other letters than those of English.
    connection.create_function("fold", 1, fold, deterministic=True)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session whose queries all see one state of the file; it writes nothing."""
    with Session(engine, autoflush=False) as session:
        yield session


@contextmanager
def writing(engine: Engine, *, keep: bool = True) -> Iterator[Session]:
    """A session in a write transaction: committed at the end, rolled back on an error.

    With `keep=False` everything is rolled back: what a change would do, without doing it.
    """
    with Session(engine.execution_options(writes=True), expire_on_commit=False) as session:
        yield session
        if keep:
            session.commit()


def refusal(error: sqlite3.Error | DatabaseError, path: Path) -> Refused:
    """What a user is told of an error of SQLite's; re-raises `error` when it is our own fault."""
    text = str(error.orig if isinstance(error, DatabaseError) else error)
    codes = {
        "file is not a database": "not-a-workspace",
        "malformed": "workspace-damaged",
        "database is locked": "workspace-locked",
        "readonly database": "workspace-read-only",
        "unable to open": "workspace-unreachable",
        "disk I/O error": "workspace-unreachable",
        "disk is full": "disk-full",
    }
    for words, code in codes.items():
        if words in text:
            return refuse(code, path=str(path))
    raise error
