"""What was told to whom, and the journal of changes."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from ipe_events.store.tables.base import AUTOINCREMENT, Table, empty


class Delivery(Table, table=True):
    """The invitation as told to one address: append-only, outside the journal and undo.

    `state`: `exported` until somebody says that it was sent (`confirmed`) or was not (`withdrawn`).
    """

    __table_args__ = (
        Index(None, "programme_id", "uid", "recurrence_id", "address"),
        AUTOINCREMENT,
    )
    programme_id: int
    event_id: int
    uid: str
    recurrence_id: str = ""
    address: str
    method: str
    sequence: int
    stamp: str
    told: str
    state: str = empty("exported")


class Change(Table, table=True):
    """One user command: `do`, the `undo` or `redo` of one, or a `barrier` for undo."""

    kind: str
    label: str
    at: str
    target_id: int | None = None
    undone: bool = False


class ChangeRow(Table, table=True):
    """A row before and after a change, as JSON, written by the triggers of `journal`."""

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "change_id"), AUTOINCREMENT)
    change_id: int = Field(foreign_key="change.id")
    table_name: str
    row_id: int
    before: str | None = None
    after: str | None = None


class JournalState(Table, table=True):
    """One row: the change that is open in this transaction."""

    __tablename__ = "journal_state"
    change_id: int | None = None


UNJOURNALED = frozenset({"delivery", "statement", "change", "change_row", "journal_state"})
