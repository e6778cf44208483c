"""What `doctor` asks of a workspace file."""

from __future__ import annotations

from sqlmodel import Session, text

from ipe_events.store import journal, migrate
from ipe_events.store.tables import Table


def faults(session: Session) -> list[str]:
    """What is wrong with the file, one line each: integrity, references, revision, triggers."""
    connection = session.connection()

    def rows(statement: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]

    found = [f"integrity: {row[0]}" for row in rows("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"reference: {row[0]} {row[1]} -> {row[2]}" for row in rows("PRAGMA foreign_key_check")
    ]
    if rows("SELECT version_num FROM alembic_version") != [(migrate.HEAD,)]:
        found.append("revision")
    present = {row[0] for row in rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    found += [f"trigger missing: {name}" for name in journal.trigger_names() if name not in present]
    if rows("SELECT change_id FROM journal_state") != [(None,)]:
        found.append("journal: a change was left open")
    return found


def counts(session: Session) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        name: session.connection().execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
        for name in Table.metadata.tables
    }
