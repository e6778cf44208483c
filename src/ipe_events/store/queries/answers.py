"""What guests answered, and what is needed to tell what an answer is about."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, Organisation, Participation, Person, Review, Series


def answered(session: Session, event_ids: Collection[int]) -> list[Participation]:
    """The participations in these events that somebody answered."""
    query = (
        select(Participation)
        .where(
            col(Participation.event_id).in_(event_ids),
            col(Participation.answer) != "needs-action",
        )
        .order_by(col(Participation.id))
    )
    return list(session.exec(query))


def events_under(session: Session, programme_id: int, uids: Collection[str]) -> list[int]:
    """The events of a programme with these UIDs, of their own or of their series."""
    query = (
        sql_select(col(Event.id))
        .join(Series, col(Series.id) == Event.series_id, isouter=True)
        .where(
            col(Event.programme_id) == programme_id,
            or_(
                col(Event.uid).in_(uids),
                and_(col(Event.uid).is_(None), col(Series.uid).in_(uids)),
            ),
        )
    )
    return [number for (number,) in lookup.rows(session, query)]


def places(
    session: Session, event_ids: Collection[int]
) -> list[tuple[Participation, str, str, str]]:
    """Who can answer for these events: the place, the address, its aliases, the organisation's.

    Aliases are a JSON list; a head count is nobody who answers.
    """
    columns: tuple[Any, ...] = (
        Participation,
        func.coalesce(col(Person.email), ""),
        func.coalesce(col(Person.aliases), "[]"),
        Organisation.email,
    )
    session.flush()
    query = (
        select(*columns)
        .join(Organisation, col(Organisation.id) == Participation.organisation_id)
        .join(Person, col(Person.id) == Participation.person_id, isouter=True)
        .where(col(Participation.event_id).in_(event_ids), col(Participation.heads).is_(None))
        .order_by(col(Participation.id))
    )
    return list(session.exec(query))


def reviews(session: Session, programme_id: int, state: str | None = None) -> list[Review]:
    """What came in and waits for the user, or did, oldest first."""
    query = select(Review).where(Review.programme_id == programme_id).order_by(col(Review.id))
    if state is not None:
        query = query.where(Review.state == state)
    return list(session.exec(query))
