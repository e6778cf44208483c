"""What the checks of a programme ask beside events and participants."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, EventKind, Group, Membership, Organisation


def seats(session: Session, programme_id: int) -> Sequence[tuple[Any, ...]]:
    """Group, organisation (slugs), person, role, first and last day of the programme's seats."""
    columns: tuple[Any, ...] = (
        Group.slug,
        Organisation.slug,
        Membership.person_id,
        Membership.role,
        Membership.starts,
        Membership.ends,
    )
    query = (
        select(*columns)
        .join(Group, col(Group.id) == Membership.group_id)
        .join(Organisation, col(Organisation.id) == Membership.organisation_id)
        .where(col(Group.programme_id) == programme_id)
    )
    return lookup.rows(session, query)


def dated(
    session: Session, programme_id: int, kinds: Collection[str] | None = None
) -> Sequence[tuple[Any, ...]]:
    """Number, kind, first day and state of events that were not cancelled, of these kinds."""
    columns: tuple[Any, ...] = (Event.id, EventKind.slug, Event.day, Event.state)
    query = (
        select(*columns)
        .join(EventKind, col(EventKind.id) == Event.kind_id)
        .where(col(Event.programme_id) == programme_id, col(Event.state) != "cancelled")
    )
    if kinds is not None:
        query = query.where(col(EventKind.slug).in_(kinds))
    return lookup.rows(session, query)
