"""The journal: triggers write every row before and after; undo and redo apply the inverse.

Triggers see bulk statements and cascades too. A write outside a change fails: the trigger finds no
open change, and `change_row.change_id` may not be null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, Insert, insert
from sqlmodel import Session, col, func, select, update
from sqlmodel.sql.expression import SelectOfScalar

from ipe_events.domain.errors import refuse
from ipe_events.domain.records import HistoryLine
from ipe_events.store.tables import UNJOURNALED, Change, ChangeRow, JournalState, Table

DO, UNDO, REDO, BARRIER = "do", "undo", "redo", "barrier"


def journaled_tables() -> Iterator[tuple[str, list[str]]]:
    """Each journaled table's name with the names of its columns."""
    for name, table in Table.metadata.tables.items():
        if name not in UNJOURNALED:
            yield name, [column.name for column in table.columns]


def trigger_names() -> list[str]:
    """The names of all triggers that a sound workspace has."""
    return [f"journal_{name}_{verb}" for name, _ in journaled_tables() for verb in _VERBS]


_VERBS = {"insert": ("NULL", "NEW"), "update": ("OLD", "NEW"), "delete": ("OLD", "NULL")}


def remove(connection: Connection) -> None:
    """Drop the triggers, as no change is open while a migration changes rows."""
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in rows.fetchall():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def install(connection: Connection) -> None:
    """(Re)create the triggers for the tables as they are now; ends every migration."""
    remove(connection)
    for table, columns in journaled_tables():
        for verb, (old, new) in _VERBS.items():
            row = "NEW" if verb == "insert" else "OLD"
            connection.exec_driver_sql(
                f"CREATE TRIGGER journal_{table}_{verb} AFTER {verb.upper()} ON {table} BEGIN "
                "INSERT INTO change_row (change_id, table_name, row_id, before, after) VALUES "
                f"((SELECT change_id FROM journal_state), '{table}', {row}.id, "
                f"{_as_json(old, columns)}, {_as_json(new, columns)}); END"
            )
    connection.exec_driver_sql("INSERT OR IGNORE INTO journal_state (id) VALUES (1)")


def _as_json(row: str, columns: list[str]) -> str:
    if row == "NULL":
        return "NULL"
    return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in columns) + ")"


def open_change(session: Session, label: str, at: str, kind: str = DO) -> Change:
    """Begin a change: from here on every row written in this transaction belongs to it.

    `at` is a moment in UTC, ISO 8601.
    """
    change = Change(kind=kind, label=label, at=at)
    session.add(change)
    session.flush()
    session.exec(update(JournalState).values(change_id=change.id))
    return change


def close_change(session: Session, change: Change) -> bool:
    """End the change; False when it wrote nothing, and then it leaves no trace either."""
    session.flush()
    session.exec(update(JournalState).values(change_id=None))
    wrote = select(ChangeRow.id).where(ChangeRow.change_id == change.id).limit(1)
    if change.kind == DO and session.exec(wrote).first() is None:
        session.delete(change)
        session.flush()
        return False
    return True


def undo(session: Session, at: str) -> str:
    """Take back the newest change that stands; its label. Refuses at a barrier."""
    target = session.exec(_newest(col(Change.kind) == DO, col(Change.undone).is_(False))).first()
    if target is None:
        raise refuse("nothing-to-undo")
    wall = session.exec(_newest(col(Change.kind) == BARRIER)).first()
    if wall is not None and (wall.id or 0) > (target.id or 0):
        raise refuse("barrier", label=wall.label)
    _reverse(session, target, UNDO, at)
    target.undone = True
    session.add(target)
    session.flush()
    return target.label


def redo(session: Session, at: str) -> str:
    """Carry out again what was undone last; its label. A new change ends what can be redone."""
    undone = session.exec(_newest(col(Change.kind) == UNDO, col(Change.undone).is_(False))).first()
    newest = session.exec(_newest(col(Change.kind).in_((DO, BARRIER)))).first()
    if undone is None or newest is None or (newest.id or 0) > (undone.id or 0):
        raise refuse("nothing-to-redo")
    _reverse(session, undone, REDO, at)
    undone.undone = True
    target = session.get_one(Change, undone.target_id)
    target.undone = False
    session.add_all([undone, target])
    session.flush()
    return target.label


def barrier(label: str, at: str) -> Insert:
    """The statement after which nothing earlier can be undone; `at` in UTC, ISO 8601."""
    return insert(Change).values(kind=BARRIER, label=label, at=at, undone=False)


def history(session: Session, limit: int) -> list[HistoryLine]:
    """The newest changes first."""
    rows = func.count(col(ChangeRow.id))
    query = (
        select(Change, rows)
        .join(ChangeRow, isouter=True)
        .group_by(col(Change.id))
        .order_by(col(Change.id).desc())
        .limit(limit)
    )
    return [
        HistoryLine(change.id or 0, change.kind, change.label, change.at, change.undone, count)
        for change, count in session.exec(query)
    ]


def _newest(*conditions: ColumnElement[bool]) -> SelectOfScalar[Change]:
    return select(Change).where(*conditions).order_by(col(Change.id).desc()).limit(1)


def _reverse(session: Session, change: Change, kind: str, at: str) -> None:
    """Apply the inverse of `change`, newest row first, as a change of its own."""
    reversal = open_change(session, change.label, at, kind)
    reversal.target_id = change.id
    connection = session.connection()
    # References are checked when all rows are back, as rows come in any order.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    rows = session.exec(
        select(ChangeRow.table_name, ChangeRow.row_id, ChangeRow.before, ChangeRow.after)
        .where(ChangeRow.change_id == change.id)
        .order_by(col(ChangeRow.id).desc())
    ).all()
    columns = dict(journaled_tables())
    for (table, verb), group in groupby(rows, lambda row: (row[0], _inverse(row[2], row[3]))):
        statement, names = _statement(table, verb, columns[table])
        connection.exec_driver_sql(
            statement, [_parameters(names, row_id, before) for _, row_id, before, _ in group]
        )
    session.expire_all()
    close_change(session, reversal)


def _inverse(before: str | None, after: str | None) -> str:
    if before is None:
        return "delete"
    return "insert" if after is None else "update"


def _statement(table: str, verb: str, columns: list[str]) -> tuple[str, list[str]]:
    """The SQL of an inverse and the columns whose old values it takes, in order."""
    if verb == "delete":
        return f"DELETE FROM {table} WHERE id = ?", []
    if verb == "insert":
        marks = ", ".join("?" for _ in columns)
        return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", columns
    others = [name for name in columns if name != "id"]
    values = ", ".join(f"{name} = ?" for name in others)
    return f"UPDATE {table} SET {values} WHERE id = ?", [*others, "id"]


def _parameters(names: Iterable[str], row_id: int, before: str | None) -> tuple[object, ...]:
    if before is None:
        return (row_id,)
    values = json.loads(before)
    return tuple(values[name] for name in names)
