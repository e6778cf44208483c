"""What keeps people and organisations away: closures, busy times and meetings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select
from sqlmodel import Session, col

from ipe_events.domain.invitation import NOT_COMING
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Busy,
    Closure,
    Event,
    Organisation,
    Participation,
    Person,
    Programme,
)

# SQLite takes 32,766 values in one statement.
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a person, or of an organisation's seat without a name (`person` None)."""

    person: int | None
    organisation: int
    event: int
    title: str
    day: date
    until: date | None
    start: time | None
    end: time | None
    zone: str


def closures(session: Session, first: date, last: date) -> Sequence[tuple[Any, ...]]:
    """Organisation, person, region, first day, last day and name of closures in those days."""
    columns: tuple[Any, ...] = (
        Closure.organisation_id,
        Closure.person_id,
        Closure.region,
        Closure.starts,
        Closure.ends,
        Closure.name,
    )
    query = (
        select(*columns)
        .where(col(Closure.starts) <= last, col(Closure.ends) >= first)
        .order_by(col(Closure.starts), col(Closure.id))
    )
    return lookup.rows(session, query)


def busy(
    session: Session, people: Collection[int], organisations: Collection[int], start: str, end: str
) -> Iterator[tuple[Any, ...]]:
    """Organisation, person, start and end of busy times between two moments in UTC."""
    columns: tuple[Any, ...] = (Busy.organisation_id, Busy.person_id, Busy.starts_at, Busy.ends_at)
    inside = (col(Busy.starts_at) < end, col(Busy.ends_at) > start)
    for column, ids in ((col(Busy.person_id), people), (col(Busy.organisation_id), organisations)):
        for some in _parts(ids):
            yield from lookup.rows(session, select(*columns).where(column.in_(some), *inside))


def meetings(
    session: Session,
    people: Collection[int],
    organisations: Collection[int],
    first: date,
    last: date,
) -> Iterator[Meeting]:
    """Meetings in every programme that were not cancelled, to which they come or came."""
    columns: tuple[Any, ...] = (
        Participation.person_id,
        Participation.organisation_id,
        Event.id,
        Event.title,
        Event.day,
        Event.until,
        Event.start_time,
        Event.end_time,
        Programme.zone,
    )
    expected = or_(
        and_(
            col(Event.state).in_(("planned", "draft")),
            col(Participation.answer).not_in(NOT_COMING),
        ),
        and_(col(Event.state) == "held", col(Participation.attended).is_(True)),
    )
    unnamed = (col(Participation.person_id).is_(None), col(Participation.heads).is_(None))
    wanted: list[tuple[ColumnElement[bool], ...]] = [
        (col(Participation.person_id).in_(some),) for some in _parts(people)
    ] + [(col(Participation.organisation_id).in_(some), *unnamed) for some in _parts(organisations)]
    for conditions in wanted:
        query = (
            select(*columns)
            .join(Event, col(Event.id) == Participation.event_id)
            .join(Programme, col(Programme.id) == Event.programme_id)
            .where(
                expected,
                func.coalesce(col(Event.until), col(Event.day)) >= first,
                col(Event.day) <= last,
                *conditions,
            )
        )
        for row in lookup.rows(session, query):
            yield Meeting(*row)


def people(session: Session, ids: Collection[int]) -> Iterator[tuple[Any, ...]]:
    """Number, name and working days of people."""
    columns: tuple[Any, ...] = (Person.id, Person.name, Person.working_days)
    for some in _parts(ids):
        yield from lookup.rows(session, select(*columns).where(col(Person.id).in_(some)))


def organisations(session: Session, ids: Collection[int]) -> Iterator[tuple[Any, ...]]:
    """Number and name of organisations."""
    columns: tuple[Any, ...] = (Organisation.id, Organisation.name)
    for some in _parts(ids):
        yield from lookup.rows(session, select(*columns).where(col(Organisation.id).in_(some)))


def _parts(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for place in range(0, len(ordered), _AT_ONCE):
        yield ordered[place : place + _AT_ONCE]


def replace_busy(
    session: Session,
    person: int | None,
    organisation: int | None,
    source: str,
    periods: Sequence[tuple[str, str]],
) -> None:
    """Let busy times of one calendar take the place of those it gave before."""
    lookup.delete(session, Busy, person_id=person, organisation_id=organisation, source=source)
    if periods:
        rows = [
            {
                "person_id": person,
                "organisation_id": organisation,
                "starts_at": start,
                "ends_at": end,
                "source": source,
            }
            for start, end in periods
        ]
        session.connection().execute(insert(Busy), rows)


def invited(session: Session, events: Collection[int]) -> dict[int, set[tuple[int, int | None]]]:
    """The seats at each event: organisation, and person if it has a name."""
    columns: tuple[Any, ...] = (
        Participation.event_id,
        Participation.organisation_id,
        Participation.person_id,
    )
    found: dict[int, set[tuple[int, int | None]]] = {}
    for some in _parts(events):
        query = select(*columns).where(
            col(Participation.event_id).in_(some), col(Participation.heads).is_(None)
        )
        for event, organisation, person in lookup.rows(session, query):
            found.setdefault(event, set()).add((organisation, person))
    return found
