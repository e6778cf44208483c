"""What was told to whom."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func
from sqlmodel import Session, col, select

from ipe_events.store.tables import Delivery


def last_told(
    session: Session, programme_id: int, events: Collection[int] | None = None
) -> list[Delivery]:
    """The newest delivery of each event, or of these, to each address."""
    newest = (
        select(func.max(col(Delivery.id)))
        # What was told to somebody who is erased is nobody's any more.
        .where(Delivery.programme_id == programme_id, Delivery.address != "")
        .group_by(Delivery.uid, Delivery.recurrence_id, Delivery.address)
    )
    query = select(Delivery).where(col(Delivery.id).in_(newest)).order_by(col(Delivery.id))
    if events is not None:
        query = query.where(col(Delivery.event_id).in_(events))
    return list(session.exec(query))
