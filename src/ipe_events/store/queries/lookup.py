"""Rows by the values of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy import delete as sql_delete
from sqlmodel import Session, col, select

from ipe_events.store.tables import Table

Row = TypeVar("Row", bound=Table)


def find(session: Session, table: type[Row], **equals: object) -> list[Row]:
    """All rows whose columns have these values, oldest first."""
    query = select(table)
    for name, value in equals.items():
        query = query.where(col(getattr(table, name)) == value)
    return list(session.exec(query.order_by(col(table.id))))


def first(session: Session, table: type[Row], **equals: object) -> Row | None:
    """The oldest row whose columns have these values."""
    rows = find(session, table, **equals)
    return rows[0] if rows else None


def rows(session: Session, statement: Select[*tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """The values of chosen columns, everything written so far included."""
    session.flush()
    return session.connection().execute(statement).tuples().all()


def delete(session: Session, table: type[Row], **equals: object) -> None:
    """Remove the rows whose columns have these values."""
    statement = sql_delete(table)
    for name, value in equals.items():
        statement = statement.where(col(getattr(table, name)) == value)
    session.flush()
    session.exec(statement)
