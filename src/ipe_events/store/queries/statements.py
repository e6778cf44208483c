"""What hour statements tell beside the entries themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlmodel import Session, col

from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, EventKind, HourEntry, Participation


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting of an entry; `came` and `left` are the participant's own times."""

    entry: int
    event: int
    kind: int
    kind_name: str
    rule: str
    start: time | None
    end: time | None
    came: time | None
    left: time | None


def meetings(session: Session, programme_id: int, first: date, last: date) -> dict[int, Meeting]:
    """The meetings of the entries of those days, by the number of the entry."""
    query = (
        select(
            col(HourEntry.id),
            col(Event.id),
            col(EventKind.id),
            col(EventKind.name),
            col(Event.rule),
            col(Event.start_time),
            col(Event.end_time),
            col(Participation.from_time),
            col(Participation.until_time),
        )
        .join(Event, col(Event.id) == HourEntry.event_id)
        .join(EventKind, col(EventKind.id) == Event.kind_id)
        .join(Participation, col(Participation.id) == HourEntry.participation_id, isouter=True)
        .where(
            col(HourEntry.programme_id) == programme_id,
            col(HourEntry.work_date) >= first,
            col(HourEntry.work_date) <= last,
        )
    )
    return {row[0]: Meeting(*row) for row in lookup.rows(session, query)}
