"""What a search reads: keys of events, what was noted of them, places, names of entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, false, func, not_, or_, select
from sqlmodel import Session, col

from ipe_events.domain.records import EventFilter
from ipe_events.store.queries import lookup
from ipe_events.store.queries.events import conditions_of
from ipe_events.store.queries.search import NOTED, holds
from ipe_events.store.tables import (
    Affiliation,
    Event,
    EventKind,
    Goal,
    HourEntry,
    Membership,
    Organisation,
    Person,
    PlanLine,
)


def _those(query: Any, programme_id: int, wanted: EventFilter) -> Any:
    return query.join(EventKind, col(EventKind.id) == Event.kind_id).where(
        col(Event.programme_id) == programme_id, *conditions_of(wanted)
    )


def latest(session: Session, programme_id: int, wanted: EventFilter, limit: int) -> list[int]:
    """The keys of these events, the last first."""
    query = _those(select(col(Event.id)), programme_id, wanted)
    ordered = query.order_by(col(Event.day).desc(), col(Event.id).desc()).limit(limit)
    return [row[0] for row in lookup.rows(session, ordered)]


def noted(
    session: Session, programme_id: int, wanted: EventFilter, limit: int
) -> Sequence[tuple[Any, ...]]:
    """The key of these events and what was written down of them, the last first."""
    query = _those(select(col(Event.id), NOTED), programme_id, wanted)
    return lookup.rows(session, query.order_by(col(Event.day).desc()).limit(limit))


def noted_count(session: Session, programme_id: int, wanted: EventFilter) -> int:
    """How many they are."""
    query = _those(select(func.count()).select_from(Event), programme_id, wanted)
    ((count,),) = lookup.rows(session, query)
    return int(count)


def places(session: Session, programme_id: int) -> Sequence[tuple[Any, ...]]:
    """Every place with how many events there were, the most used first."""
    count = func.count()
    query = (
        select(col(Event.location), count)
        .where(col(Event.programme_id) == programme_id, col(Event.location) != "")
        .group_by(col(Event.location))
        .order_by(count.desc(), col(Event.location))
    )
    return lookup.rows(session, query)


def entry_names(session: Session, programme_id: int) -> Sequence[tuple[Any, ...]]:
    """Of every hour entry: key, day, activity, and what it is about by short name and name.

    Those are partner, line, person (name and address), title, kind and goal; of the entry's own
    goal, else its meeting's.
    """
    columns: tuple[Any, ...] = (
        HourEntry.id,
        HourEntry.work_date,
        HourEntry.activity,
        Organisation.slug,
        Organisation.name,
        PlanLine.slug,
        PlanLine.name,
        Person.name,
        Person.email,
        Event.title,
        EventKind.slug,
        EventKind.name,
        Goal.slug,
        Goal.name,
    )
    query = (
        select(*columns)
        .select_from(HourEntry)
        .join(Organisation, col(Organisation.id) == HourEntry.organisation_id)
        .join(PlanLine, col(PlanLine.id) == HourEntry.line_id, isouter=True)
        .join(Person, col(Person.id) == HourEntry.person_id, isouter=True)
        .join(Event, col(Event.id) == HourEntry.event_id, isouter=True)
        .join(EventKind, col(EventKind.id) == Event.kind_id, isouter=True)
        .join(Goal, col(Goal.id) == func.coalesce(HourEntry.goal_id, Event.goal_id), isouter=True)
        .where(col(HourEntry.programme_id) == programme_id)
    )
    return lookup.rows(session, query)


# People and organisations


def organisation_names(session: Session) -> Sequence[tuple[Any, ...]]:
    """Of every organisation: key, slug, name, aliases as JSON."""
    columns: tuple[Any, ...] = (
        Organisation.id,
        Organisation.slug,
        Organisation.name,
        Organisation.aliases,
    )
    return lookup.rows(session, select(*columns).order_by(col(Organisation.id)))


def person_names(session: Session, limit: int) -> Sequence[tuple[Any, ...]]:
    """Key, name and address of so many people, by name."""
    columns: tuple[Any, ...] = (Person.id, Person.name, Person.email)
    return lookup.rows(session, select(*columns).order_by(col(Person.name)).limit(limit))


def people_called(session: Session, value: str) -> list[int]:
    """The keys of people of whose name or address a word begins so."""
    text = " " + col(Person.name) + " " + func.coalesce(col(Person.email), "")
    query = select(col(Person.id)).where(holds(text, f" {value}")).order_by(col(Person.id))
    return [row[0] for row in lookup.rows(session, query)]


@dataclass(frozen=True, slots=True)
class AskedOfPeople:
    """What people are to match: words with the organisations called so, and keys of `fields`.

    Each is excluded where its last part says so.
    """

    words: tuple[tuple[str, tuple[int, ...], bool], ...] = ()
    fields: tuple[tuple[str, tuple[int, ...], bool], ...] = ()


def people(
    session: Session, asked: AskedOfPeople, today: date, limit: int
) -> tuple[Sequence[tuple[Any, ...]], int]:
    """Key, name, address, profession and today's organisation of people by name; how many."""
    text = (
        col(Person.name) + " " + func.coalesce(col(Person.email), "") + " " + col(Person.profession)
    )
    wanted: list[ColumnElement[bool]] = []
    for word, organisations, excluded in asked.words:
        condition = or_(holds(text, word), _works_at(organisations, today))
        wanted.append(not_(condition) if excluded else condition)
    for name, keys, excluded in asked.fields:
        condition = _ABOUT_PEOPLE[name](keys, today)
        wanted.append(not_(condition) if excluded else condition)
    employer = (
        select(func.max(col(Organisation.name)))
        .join(Affiliation, col(Affiliation.organisation_id) == col(Organisation.id))
        .where(col(Affiliation.person_id) == Person.id, *_runs(today))
        .scalar_subquery()
    )
    columns: tuple[Any, ...] = (Person.id, Person.name, Person.email, Person.profession, employer)
    query = select(*columns).where(*wanted).order_by(func.lower(Person.name), col(Person.id))
    ((count,),) = lookup.rows(session, select(func.count()).select_from(Person).where(*wanted))
    return lookup.rows(session, query.limit(limit)), int(count)


def _runs(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        func.coalesce(col(Affiliation.starts), today) <= today,
        func.coalesce(col(Affiliation.ends), today) >= today,
    )


def _works_at(organisations: tuple[int, ...], today: date) -> ColumnElement[bool]:
    if not organisations:
        return false()
    there = select(col(Affiliation.person_id)).where(
        col(Affiliation.organisation_id).in_(organisations), *_runs(today)
    )
    return col(Person.id).in_(there)


def _sits_in(groups: tuple[int, ...], _today: date) -> ColumnElement[bool]:
    return col(Person.id).in_(
        select(col(Membership.person_id)).where(
            col(Membership.group_id).in_(groups), col(Membership.person_id).is_not(None)
        )
    )


_ABOUT_PEOPLE = {
    "person": lambda people, _today: col(Person.id).in_(people),
    "partner": _works_at,
    "group": _sits_in,
}
