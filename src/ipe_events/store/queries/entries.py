"""Hour entries one by one, with what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from ipe_events.domain.entries import EntryFilter
from ipe_events.store.queries import lookup
from ipe_events.store.queries.hours import goal_of_entry
from ipe_events.store.tables import Event, HourEntry, Organisation, PlanLine

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


def entries(
    session: Session, programme_id: int, wanted: EntryFilter
) -> Sequence[tuple[HourEntry, int | None]]:
    """The entries with the key of their event's kind, by day."""
    query = _meant(select_rows(HourEntry, col(Event.kind_id)), programme_id, wanted)
    session.flush()
    return [(entry, kind) for entry, kind in session.exec(query)]


def in_short(session: Session, programme_id: int, wanted: EntryFilter) -> Sequence[tuple[Any, ...]]:
    """Of the same entries in the same order: key, slugs of organisation and line, minutes."""
    minutes: Any = HourEntry.presence + HourEntry.preparation + HourEntry.travel
    columns = (col(HourEntry.id), col(Organisation.slug), col(PlanLine.slug), minutes)
    return lookup.rows(
        session, _meant(select(*columns).select_from(HourEntry), programme_id, wanted)
    )


def _meant(query: Query, programme_id: int, wanted: EntryFilter) -> Query:
    return (
        query.join(Event, col(Event.id) == HourEntry.event_id, isouter=True)
        .join(Organisation, col(Organisation.id) == HourEntry.organisation_id)
        .join(PlanLine, col(PlanLine.id) == HourEntry.line_id, isouter=True)
        .where(col(HourEntry.programme_id) == programme_id, *_conditions(wanted))
        .order_by(col(HourEntry.work_date), col(HourEntry.id))
    )


def _conditions(wanted: EntryFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.organisation is not None:
        found.append(col(Organisation.slug) == wanted.organisation)
    if wanted.line is not None:
        found.append(
            col(PlanLine.slug) == wanted.line if wanted.line else col(HourEntry.line_id).is_(None)
        )
    if wanted.first is not None:
        found.append(col(HourEntry.work_date) >= wanted.first)
    if wanted.last is not None:
        found.append(col(HourEntry.work_date) <= wanted.last)
    if wanted.financing is not None:
        found.append(col(HourEntry.financing) == wanted.financing)
    if wanted.ids is not None:
        found.append(col(HourEntry.id).in_(wanted.ids))
    for column, keys in (
        (col(HourEntry.person_id), wanted.people),
        (col(Event.kind_id), wanted.kinds),
        (goal_of_entry(), wanted.goals),
        (col(HourEntry.event_id), wanted.events),
    ):
        if keys is not None:
            found.append(_among(column, keys))
    return found


def _among(column: Any, keys: Sequence[int | None]) -> ColumnElement[bool]:
    inside = column.in_([key for key in keys if key is not None])
    return or_(inside, column.is_(None)) if None in keys else inside


def open_until(
    session: Session, programme_id: int, organisation: int, until: date
) -> Sequence[tuple[Any, ...]]:
    """The entries up to a day that were not settled: key, line, day, person, minutes, financing."""
    minutes: Any = HourEntry.presence + HourEntry.preparation + HourEntry.travel
    query = (
        select(
            col(HourEntry.id),
            col(HourEntry.line_id),
            col(HourEntry.work_date),
            col(HourEntry.person_id),
            minutes,
            col(HourEntry.financing),
        )
        .where(
            col(HourEntry.programme_id) == programme_id,
            col(HourEntry.organisation_id) == organisation,
            col(HourEntry.work_date) <= until,
            col(HourEntry.rate).is_(None),
        )
        .order_by(col(HourEntry.id))
    )
    return lookup.rows(session, query)


def settle(session: Session, rates: Sequence[tuple[int, str, str]]) -> None:
    """Keep what entries are worth and work on: key, fraction of cents an hour or "", the rule."""
    if rates:
        session.connection().execute(
            update(HourEntry)
            .where(col(HourEntry.id) == bindparam("entry"))
            .values(
                rate=bindparam("settled"),
                rate_from=bindparam("settled_from"),
                goal_id=func.coalesce(
                    col(HourEntry.goal_id),
                    select(col(Event.goal_id))
                    .where(col(Event.id) == HourEntry.event_id)
                    .scalar_subquery(),
                ),
            ),
            [
                {"entry": number, "settled": rate, "settled_from": source}
                for number, rate, source in rates
            ],
        )
        session.expire_all()


def organisations(session: Session, programme_id: int) -> set[int]:
    """The organisations that have hours."""
    query = (
        select(col(HourEntry.organisation_id))
        .where(col(HourEntry.programme_id) == programme_id)
        .distinct()
    )
    return {number for (number,) in lookup.rows(session, query)}


def held(
    session: Session,
    programme_id: int,
    first: date | None,
    last: date | None,
    kind: int | None,
) -> list[Event]:
    """The meetings of these days that were held, of one kind when it is given."""
    query = select_rows(Event).where(
        col(Event.programme_id) == programme_id, col(Event.state) == "held"
    )
    if first is not None:
        query = query.where(col(Event.day) >= first)
    if last is not None:
        query = query.where(col(Event.day) <= last)
    if kind is not None:
        query = query.where(col(Event.kind_id) == kind)
    session.flush()
    return list(session.exec(query.order_by(col(Event.day), col(Event.id))))
