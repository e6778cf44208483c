"""Where people take part in what is still to come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, HourEntry, Participation, Person, Programme

OPEN = ("draft", "planned")


def ahead(session: Session, person_ids: Collection[int], first: date) -> list[Participation]:
    """The places of people at meetings not held or cancelled, from a day on, in any programme."""
    query = (
        select(Participation)
        .join(Event, col(Event.id) == Participation.event_id)
        .where(
            col(Participation.person_id).in_(person_ids),
            col(Event.state).in_(OPEN),
            col(Event.day) >= first,
        )
        .order_by(col(Event.day), col(Participation.id))
    )
    session.flush()
    return list(session.exec(query))


def with_address(session: Session, address: str) -> list[Person]:
    """Who has this address, in lower case, as their own or as an alias."""
    others = func.json_each(col(Person.aliases)).table_valued("value")
    is_alias = exists(sql_select(1).select_from(others).where(others.c.value == address))
    query = select(Person).where(
        or_(col(Person.email) == address, and_(col(Person.aliases) != "[]", is_alias))
    )
    session.flush()
    return list(session.exec(query.order_by(col(Person.id))))


def places(session: Session, event_ids: Collection[int]) -> dict[int, list[Participation]]:
    """Everybody's place at these meetings, by meeting."""
    query = (
        select(Participation)
        .where(col(Participation.event_id).in_(event_ids))
        .order_by(col(Participation.id))
    )
    session.flush()
    found: dict[int, list[Participation]] = {event_id: [] for event_id in event_ids}
    for row in session.exec(query):
        found[row.event_id].append(row)
    return found


def meetings(
    session: Session, programme_id: int, kind_ids: Collection[int], first: date
) -> list[Event]:
    """The meetings of these kinds that are not held or cancelled, from a day on."""
    query = (
        select(Event)
        .where(
            col(Event.programme_id) == programme_id,
            col(Event.kind_id).in_(kind_ids),
            col(Event.state).in_(OPEN),
            col(Event.day) >= first,
        )
        .order_by(col(Event.day), col(Event.id))
    )
    session.flush()
    return list(session.exec(query))


def last_days(session: Session, person_id: int) -> list[tuple[date | None, date | None, int]]:
    """Somebody's last day in each programme, the programme's end, and its years of retention.

    The days of meetings that were held and of hours that were kept; None: not there.
    """
    held = (
        select(func.max(func.coalesce(col(Event.until), col(Event.day))))
        .join(Participation, col(Participation.event_id) == col(Event.id))
        .where(
            col(Event.programme_id) == col(Programme.id),
            col(Event.state) == "held",
            col(Participation.person_id) == person_id,
        )
        .scalar_subquery()
    )
    worked = (
        select(func.max(HourEntry.work_date))
        .where(
            col(HourEntry.programme_id) == col(Programme.id),
            col(HourEntry.person_id) == person_id,
        )
        .scalar_subquery()
    )
    columns: tuple[Any, ...] = (held, worked, Programme.ends, Programme.retention_years)
    query = sql_select(*columns)
    return [
        (max(filter(None, (_day(one), _day(other))), default=None), ends, years)
        for one, other, ends, years in lookup.rows(session, query)
    ]


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]
