"""What earlier meetings say about a year to be planned."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from ipe_events.domain.hosts import Hosted
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, EventKind, Organisation

LIVE = ("planned", "held")


def hosted(session: Session, programme_id: int, before: date) -> dict[int, dict[str, Hosted]]:
    """How often and when last each organisation (slug) hosted each kind (key) before a day."""
    query = (
        select(Event.kind_id, Organisation.slug, func.count(), func.max(col(Event.day)))  # type: ignore[call-overload]
        .join(Organisation, col(Organisation.id) == Event.host_id)
        .where(
            col(Event.programme_id) == programme_id,
            col(Event.state).in_(LIVE),
            col(Event.day) < before,
        )
        .group_by(Event.kind_id, Organisation.slug)
    )
    found: dict[int, dict[str, Hosted]] = {}
    for kind, slug, times, last in lookup.rows(session, query):
        found.setdefault(kind, {})[slug] = Hosted(times, last)
    return found


def count_by_kind(session: Session, programme_id: int, first: date, last: date) -> dict[str, int]:
    """How many meetings of each kind (slug) are planned, or drafts, on these days."""
    query = (
        select(EventKind.slug, func.count())  # type: ignore[call-overload]
        .join(Event, col(Event.kind_id) == EventKind.id)
        .where(
            col(Event.programme_id) == programme_id,
            col(Event.state) != "cancelled",
            col(Event.day) >= first,
            col(Event.day) <= last,
        )
        .group_by(EventKind.slug)
    )
    return dict(lookup.rows(session, query))
