"""Money of a programme: what it costs and what its partners pay."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from ipe_events.store.tables.base import AUTOINCREMENT, Table


class CostEntry(Table, table=True):
    """A cost on a day, in cents: as planned, as it was, or both."""

    __tablename__ = "cost_entry"
    __table_args__ = (Index(None, "programme_id", "day"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    day: date
    category: str
    description: str = ""
    planned_cents: int | None = None
    actual_cents: int | None = None
    event_id: int | None = Field(default=None, foreign_key="event.id", ondelete="SET NULL")
    booked_at: str = ""
    entered_by: str = ""


class CashReceipt(Table, table=True):
    """Cash of a partner for a budget year, in cents; `kind` is `invoiced` or `received`."""

    __tablename__ = "cash_receipt"
    __table_args__ = (Index(None, "programme_id", "organisation_id"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    year: str
    kind: str
    day: date
    cents: int
    reference: str = ""
    booked_at: str = ""
    entered_by: str = ""
