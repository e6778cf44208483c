"""Brings a workspace file to the schema of this version; Alembic is imported only then."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from ipe_events.domain.errors import refuse
from ipe_events.store import backup, journal
from ipe_events.store.database import make_engine, refusal
from ipe_events.store.file import HEAD, KNOWN, REVISION, TABLES, connect, is_writable

__all__ = ["HEAD", "KNOWN", "bring_up_to_date", "revision"]


def revision(path: Path) -> str | None:
    """The schema revision of the file, by one plain SELECT; None for an empty file.

    Refuses a file that is no workspace.
    """
    try:
        with closing(connect(path)) as connection:
            tables = {n for (n,) in connection.execute(TABLES)}
            if not tables:
                return None
            if "alembic_version" not in tables:
                raise refuse("not-a-workspace", path=str(path))
            row = connection.execute(REVISION).fetchone()
            return str(row[0]) if row else None
    except sqlite3.Error as error:
        raise refusal(error, path) from None


def bring_up_to_date(path: Path, now: datetime, *, fill: bool = False) -> None:
    """Migrate the file when it is behind, after copying it; refuse one from a newer version.

    An empty file is a workspace only when it is to be filled.
    """
    current = revision(path)
    if current == HEAD:
        return
    if current is None and not fill:
        raise refuse("not-a-workspace", path=str(path))
    if current is not None and current not in KNOWN:
        raise refuse("workspace-newer", path=str(path))
    if not is_writable(path):
        raise refuse("workspace-read-only", path=str(path))
    if current is not None:
        backup.copy_to(path, backup.folder_of(path) / f"{path.stem}-before-{HEAD}.db")
    _upgrade(path, now, fresh=current is None)


def _upgrade(path: Path, now: datetime, *, fresh: bool) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    engine = make_engine(path)
    try:
        with engine.connect().execution_options(writes=True) as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            # Neither can change inside a transaction. A migration that makes a table anew drops
            # the old one, which with references checked would remove every row under its rows.
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                broken = _broken_references(connection)
                journal.remove(connection)
                config.attributes["connection"] = connection
                command.upgrade(config, HEAD)
                journal.install(connection)
                if _broken_references(connection) > broken:
                    raise refuse("workspace-damaged", path=str(path))
                if not fresh:
                    connection.execute(journal.barrier(f"migration to {HEAD}", now.isoformat()))
    finally:
        engine.dispose()


def _broken_references(connection: Connection) -> int:
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())
