"""What was told to whom."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from ipe_events.store.tables import Delivery


def last_told(session: Session, programme_id: int) -> list[Delivery]:
    """The newest delivery of each event to each address."""
    newest = (
        select(func.max(col(Delivery.id)))
        .where(Delivery.programme_id == programme_id)
        .group_by(Delivery.uid, Delivery.recurrence_id, Delivery.address)
    )
    query = select(Delivery).where(col(Delivery.id).in_(newest)).order_by(col(Delivery.id))
    return list(session.exec(query))
