"""Rows by the values of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam
from sqlalchemy import delete as sql_delete
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from ipe_events.store.tables import Table

Row = TypeVar("Row", bound=Table)


def find(session: Session, table: type[Row], **equals: object) -> list[Row]:
    """All rows whose columns have these values, oldest first."""
    query = _query(table, tuple(equals), tuple(value is None for value in equals.values()))
    return list(session.exec(query, params=equals))


@lru_cache(maxsize=256)
def _query(
    table: type[Row], names: tuple[str, ...], empty: tuple[bool, ...]
) -> SelectOfScalar[Row]:
    # Kept: putting a statement together takes longer than SQLite takes to answer it.
    query = select(table).order_by(col(table.id))
    for name, is_empty in zip(names, empty, strict=True):
        column = col(getattr(table, name))
        query = query.where(column.is_(None) if is_empty else column == bindparam(name))
    return query


def first(session: Session, table: type[Row], **equals: object) -> Row | None:
    """The oldest row whose columns have these values."""
    rows = find(session, table, **equals)
    return rows[0] if rows else None


def exists(session: Session, table: type[Row], **equals: object) -> bool:
    """Whether there is a row whose columns have these values; reads one at most."""
    nothing = tuple(value is None for value in equals.values())
    query = _query(table, tuple(equals), nothing).limit(1)
    return session.exec(query, params=equals).first() is not None


def rows(
    session: Session, statement: Select[*tuple[Any, ...]], **values: object
) -> Sequence[tuple[Any, ...]]:
    """The values of chosen columns, everything written so far included.

    `values`: of the parameters of a statement that is kept.
    """
    session.flush()
    return session.connection().execute(statement, values).all()


def delete(session: Session, table: type[Row], **equals: object) -> None:
    """Remove the rows whose columns have these values."""
    statement = sql_delete(table)
    for name, value in equals.items():
        statement = statement.where(col(getattr(table, name)) == value)
    session.flush()
    session.exec(statement)
