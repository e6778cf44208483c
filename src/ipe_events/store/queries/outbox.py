"""What was told to whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from ipe_events.store.tables import Delivery


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery still to be kept; making thousands of rows takes longer than keeping them."""

    programme_id: int
    event_id: int
    uid: str
    recurrence_id: str
    address: str
    method: str
    sequence: int
    stamp: str
    told: str


Told = Delivery | Sent


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


def add(session: Session, deliveries: Sequence[Sent]) -> None:
    """Keep what was told."""
    if deliveries:
        rows = [asdict(delivery) for delivery in deliveries]
        session.connection().execute(insert(Delivery), rows)
