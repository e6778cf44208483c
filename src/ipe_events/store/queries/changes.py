"""What the journal keeps of one change, and the rows that it is about."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session, col, func, select

from ipe_events.domain.records import HistoryLine
from ipe_events.store.tables import Change, ChangeRow, Table

Stored = Mapping[str, Any]


def change(session: Session, number: int) -> HistoryLine | None:
    """One change; None when there is none with that number."""
    row = session.get(Change, number)
    if row is None:
        return None
    rows = session.exec(
        select(func.count()).select_from(ChangeRow).where(col(ChangeRow.change_id) == number)
    ).one()
    return HistoryLine(number, row.kind, row.label, row.at, row.undone, rows)


def touched(
    session: Session, number: int, limit: int
) -> tuple[list[tuple[str, int, Stored | None, Stored | None]], int]:
    """The first rows that a change wrote, as they were before and after it; how many there are.

    A row that it wrote several times is one.
    """
    places = select(ChangeRow.table_name, ChangeRow.row_id).where(
        col(ChangeRow.change_id) == number
    )
    distinct = places.group_by(col(ChangeRow.table_name), col(ChangeRow.row_id))
    total = session.exec(select(func.count()).select_from(distinct.subquery())).one()
    first = (
        select(
            ChangeRow.table_name,
            ChangeRow.row_id,
            func.min(ChangeRow.id),
            func.max(ChangeRow.id),
        )
        .where(col(ChangeRow.change_id) == number)
        .group_by(col(ChangeRow.table_name), col(ChangeRow.row_id))
        .order_by(func.min(ChangeRow.id))
        .limit(limit)
    )
    found = session.exec(first).all()
    ends = {place for _table, _row, *both in found for place in both}
    kept = {
        row.id: row
        for row in session.exec(select(ChangeRow).where(col(ChangeRow.id).in_(ends))).all()
    }
    return [
        (table, row, _read(kept[began].before), _read(kept[ended].after))
        for table, row, began, ended in found
    ], total


def referred(table: str) -> dict[str, str]:
    """The tables that the columns of a table refer to, by column."""
    columns = Table.metadata.tables[table].columns
    return {
        column.name: next(iter(column.foreign_keys)).column.table.name
        for column in columns
        if column.foreign_keys
    }


def known(session: Session, table: str, ids: Collection[int]) -> dict[int, Stored]:
    """The rows of a table by number, those that are gone as the journal had them last."""
    columns = Table.metadata.tables[table]
    there = session.connection().execute(columns.select().where(columns.c.id.in_(ids)))
    found: dict[int, Stored] = {row["id"]: dict(row) for row in there.mappings()}
    gone = set(ids) - found.keys()
    if gone:
        rows = session.exec(
            select(ChangeRow)
            .where(col(ChangeRow.table_name) == table, col(ChangeRow.row_id).in_(gone))
            .order_by(col(ChangeRow.id))
        )
        for row in rows:
            said = _read(row.before) or _read(row.after)
            if said is not None:
                found[row.row_id] = said
    return found


def _read(text: str | None) -> Stored | None:
    return json.loads(text) if text is not None else None
