"""What a progress report asks: the places at held meetings, goals and decisions of meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlmodel import Session, col

from ipe_events.domain.attendance_rates import Place
from ipe_events.domain.invitation import Answer
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Event,
    EventKind,
    Group,
    Membership,
    Organisation,
    Participation,
    Person,
)


def places(
    session: Session, programme_id: int, first: date | None, last: date | None
) -> list[Place]:
    """Every participation in the held meetings of those days.

    Who was there without an answer, an address or a seat in any group that day walked in: of what
    is kept when somebody walks in this is what tells them from whoever was invited.
    """
    day = col(Event.day)
    seated = exists().where(
        col(Membership.person_id) == Participation.person_id,
        col(Membership.group_id) == Group.id,
        col(Group.programme_id) == Event.programme_id,
        or_(col(Membership.starts).is_(None), col(Membership.starts) <= day),
        or_(col(Membership.ends).is_(None), col(Membership.ends) >= day),
    )
    walked_in = (
        col(Participation.attended).is_(True)
        & (col(Participation.answer) == Answer.NEEDS_ACTION)
        & col(Participation.person_id).is_not(None)
        & col(Person.email).is_(None)
        & col(Person.erased_on).is_(None)
        & ~seated
    )
    columns: tuple[Any, ...] = (
        col(Participation.id),
        col(Event.id),
        col(EventKind.slug),
        col(Organisation.slug),
        col(Participation.attended),
        col(Participation.answer),
        col(Participation.person_id).is_not(None),
        col(Participation.heads),
        col(Participation.financing),
        col(Participation.deputy_for_id),
        walked_in,
    )
    query = (
        select(*columns)
        .join(Event, col(Event.id) == Participation.event_id)
        .join(EventKind, col(EventKind.id) == Event.kind_id)
        .join(Organisation, col(Organisation.id) == Participation.organisation_id)
        .join(Person, col(Person.id) == Participation.person_id, isouter=True)
        .where(
            col(Event.programme_id) == programme_id,
            col(Event.state) == "held",
            *_days(first, last),
        )
        .order_by(col(Participation.id))
    )
    return [Place(*row) for row in lookup.rows(session, query)]


def meetings(
    session: Session, programme_id: int, first: date | None, last: date | None
) -> Sequence[tuple[Any, ...]]:
    """Kind (slug), first day, state and goal (key) of each meeting that was not cancelled."""
    columns: tuple[Any, ...] = (
        col(EventKind.slug),
        col(Event.day),
        col(Event.state),
        col(Event.goal_id),
    )
    query = (
        select(*columns)
        .join(EventKind, col(EventKind.id) == Event.kind_id)
        .where(
            col(Event.programme_id) == programme_id,
            col(Event.state) != "cancelled",
            *_days(first, last),
        )
        .order_by(col(Event.day), col(Event.id))
    )
    return lookup.rows(session, query)


def outcomes(
    session: Session, programme_id: int, first: date | None, last: date | None
) -> Sequence[tuple[Any, ...]]:
    """First day, title and what was decided of each held meeting that decided something."""
    columns: tuple[Any, ...] = (col(Event.day), col(Event.title), col(Event.outcome))
    query = (
        select(*columns)
        .where(
            col(Event.programme_id) == programme_id,
            col(Event.state) == "held",
            func.trim(col(Event.outcome)) != "",
            *_days(first, last),
        )
        .order_by(col(Event.day), col(Event.id))
    )
    return lookup.rows(session, query)


def _days(first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    # By the first day, as hours are: a meeting of several days belongs to one period.
    found: list[ColumnElement[bool]] = []
    if first is not None:
        found.append(col(Event.day) >= first)
    if last is not None:
        found.append(col(Event.day) <= last)
    return found
