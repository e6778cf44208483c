"""Events and who takes part in them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from ipe_events.domain.records import EventFilter, EventLine, Participant
from ipe_events.store.queries import lookup, search
from ipe_events.store.tables import Event, EventKind, Organisation, Participation, Person, Series

# Kept, as putting a statement together takes longer than SQLite takes to answer it.
_HOST, _DEPUTISED, _ABSENTEE = aliased(Organisation), aliased(Participation), aliased(Person)
_PEOPLE = (
    select(func.count())
    .where(col(Participation.event_id) == Event.id, col(Participation.heads).is_(None))
    .scalar_subquery()
)
_LINE: tuple[Any, ...] = (
    Event.id,
    func.coalesce(Event.uid, Series.uid),
    EventKind.slug,
    EventKind.name,
    Event.title,
    Event.state,
    Event.day,
    Event.until,
    Event.start_time,
    Event.end_time,
    Event.location,
    Event.link,
    _HOST.slug,
    Event.series_id,
    func.coalesce(Event.original_start, ""),
    _PEOPLE,
    Event.disputed,
    Event.privacy,
    Event.adopted,
)
_LINES = (
    select(*_LINE)
    .join(EventKind, col(EventKind.id) == Event.kind_id)
    .join(_HOST, col(_HOST.id) == Event.host_id, isouter=True)
    .join(Series, col(Series.id) == Event.series_id, isouter=True)
    .order_by(col(Event.day), col(Event.start_time), col(Event.id))
)


def event_lines(
    session: Session, programme_id: int, wanted: EventFilter, *, limit: int | None = None
) -> list[EventLine]:
    """Events by date and time; those of several days when any day falls in the range."""
    query = _LINES.where(col(Event.programme_id) == programme_id, *conditions_of(wanted))
    return [EventLine(*row) for row in lookup.rows(session, query.limit(limit))]


def among(session: Session, programme_id: int, ids: Collection[int]) -> list[Event]:
    """The events of a programme with these numbers."""
    query = select_rows(Event).where(Event.programme_id == programme_id, col(Event.id).in_(ids))
    return list(session.exec(query))


def event_count(session: Session, programme_id: int, wanted: EventFilter) -> int:
    """How many events there are."""
    query = (
        select(func.count())
        .select_from(Event)
        .join(EventKind, col(EventKind.id) == Event.kind_id)
        .where(col(Event.programme_id) == programme_id, *conditions_of(wanted))
    )
    ((count,),) = lookup.rows(session, query)
    return int(count)


def last_event_day(session: Session, programme_id: int, wanted: EventFilter) -> date | None:
    """The latest first day of these events; None when there are none."""
    query = (
        select(func.max(col(Event.day)))
        .select_from(Event)
        .join(EventKind, col(EventKind.id) == Event.kind_id)
        .where(col(Event.programme_id) == programme_id, *conditions_of(wanted))
    )
    ((day,),) = lookup.rows(session, query)
    return day if isinstance(day, date) else None


def event_days(
    session: Session, programme_id: int, wanted: EventFilter
) -> list[tuple[date, date | None, str]]:
    """First day, last day and state of events, each combination once."""
    query = (
        select(Event.day, Event.until, Event.state)  # type: ignore[call-overload]
        .join(EventKind, col(EventKind.id) == Event.kind_id)
        .where(col(Event.programme_id) == programme_id, *conditions_of(wanted))
        .distinct()
        .order_by(col(Event.day))
    )
    return [(day, until, state) for day, until, state in lookup.rows(session, query)]


def conditions_of(wanted: EventFilter) -> list[ColumnElement[bool]]:
    """What must hold of an event joined with its kind."""
    found: list[ColumnElement[bool]] = []
    if wanted.first is not None:
        found.append(func.coalesce(col(Event.until), col(Event.day)) >= wanted.first)
    if wanted.last is not None:
        found.append(col(Event.day) <= wanted.last)
    if wanted.kind is not None:
        found.append(col(EventKind.slug) == wanted.kind)
    if wanted.states:
        found.append(col(Event.state).in_(wanted.states))
    if wanted.series is not None:
        found.append(col(Event.series_id) == wanted.series)
    if wanted.ids is not None:
        found.append(col(Event.id).in_(wanted.ids))
    if wanted.organisation is not None:
        takes_part = exists().where(
            col(Participation.event_id) == Event.id,
            col(Participation.organisation_id) == Organisation.id,
            col(Organisation.slug) == wanted.organisation,
        )
        found.append(takes_part)
    return found + search.conditions(wanted.matching)


_PARTICIPANT: tuple[Any, ...] = (
    Participation.event_id,
    Participation.id,
    Participation.person_id,
    Person.name,
    Person.email,
    Organisation.slug,
    Organisation.name,
    Participation.role,
    Participation.financing,
    Participation.online,
    Participation.answer,
    Participation.attended,
    Participation.heads,
    _ABSENTEE.name,
    Participation.from_time,
    Participation.until_time,
    func.coalesce(Person.profession, ""),
    Participation.comment,
    Organisation.email,
    Participation.deputy_for_id,
    Participation.presence,
    Participation.preparation,
    Participation.travel,
    Participation.charged,
)
_PARTICIPANTS = (
    select(*_PARTICIPANT)
    .join(Organisation, col(Organisation.id) == Participation.organisation_id)
    .join(Person, col(Person.id) == Participation.person_id, isouter=True)
    .join(_DEPUTISED, col(_DEPUTISED.id) == Participation.deputy_for_id, isouter=True)
    .join(_ABSENTEE, col(_ABSENTEE.id) == _DEPUTISED.person_id, isouter=True)
    .where(col(Participation.event_id).in_(bindparam("events", expanding=True)))
    .order_by(col(Participation.id))
)


def participants(session: Session, event_ids: Collection[int]) -> dict[int, list[Participant]]:
    """Who takes part in each event, in the order they were added."""
    found: dict[int, list[Participant]] = {event_id: [] for event_id in event_ids}
    for event_id, *values in lookup.rows(session, _PARTICIPANTS, events=list(event_ids)):
        found[event_id].append(Participant(*values))
    return found
