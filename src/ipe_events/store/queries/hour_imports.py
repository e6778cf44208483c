"""What is kept of the days a file of hours is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ipe_events.store.queries import lookup
from ipe_events.store.tables import HourEntry


@dataclass(frozen=True, slots=True)
class KeptHours:
    """An entry as far as a row of a file may say the same; minutes."""

    id: int
    organisation: int
    person: int | None
    line: int | None
    day: date
    minutes: int
    activity: str
    financing: str
    origin: str
    event: int | None


def between(session: Session, programme_id: int, first: date, last: date) -> Sequence[KeptHours]:
    """The entries of those days, both included, oldest first."""
    columns: tuple[Any, ...] = (
        col(HourEntry.id),
        col(HourEntry.organisation_id),
        col(HourEntry.person_id),
        col(HourEntry.line_id),
        col(HourEntry.work_date),
        HourEntry.presence + HourEntry.preparation + HourEntry.travel,
        col(HourEntry.activity),
        col(HourEntry.financing),
        col(HourEntry.origin),
        col(HourEntry.event_id),
    )
    query = (
        select(*columns)
        .where(
            col(HourEntry.programme_id) == programme_id,
            col(HourEntry.work_date) >= first,
            col(HourEntry.work_date) <= last,
        )
        .order_by(col(HourEntry.id))
    )
    return [KeptHours(*row) for row in lookup.rows(session, query)]
