"""What guests answered."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from ipe_events.store.tables import Participation


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
