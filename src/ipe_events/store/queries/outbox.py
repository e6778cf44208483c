"""What was told to whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import func, insert, tuple_, update
from sqlmodel import Session, col, select

from ipe_events.store.tables import Delivery

# What became of what was exported.
EXPORTED, CONFIRMED, WITHDRAWN = "exported", "confirmed", "withdrawn"


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
    state: str = EXPORTED


Told = Delivery | Sent


def last_told(
    session: Session, programme_id: int, events: Collection[int] | None = None
) -> list[Delivery]:
    """The newest delivery of each event, or of these, to each address.

    But for what was taken back: that was never sent.
    """
    newest = (
        select(func.max(col(Delivery.id)))
        # What was told to somebody who is erased is nobody's any more.
        .where(
            Delivery.programme_id == programme_id,
            Delivery.address != "",
            Delivery.state != WITHDRAWN,
        )
        .group_by(Delivery.uid, Delivery.recurrence_id, Delivery.address)
    )
    query = select(Delivery).where(col(Delivery.id).in_(newest)).order_by(col(Delivery.id))
    if events is not None:
        query = query.where(col(Delivery.event_id).in_(events))
    return list(session.exec(query))


def under(session: Session, programme_id: int, uids: Collection[str]) -> list[Delivery]:
    """All that was told under these UIDs, oldest first."""
    query = (
        select(Delivery)
        .where(Delivery.programme_id == programme_id, col(Delivery.uid).in_(uids))
        .order_by(col(Delivery.id))
    )
    return list(session.exec(query))


def add(session: Session, deliveries: Sequence[Sent]) -> None:
    """Keep what was told."""
    if deliveries:
        rows = [asdict(delivery) for delivery in deliveries]
        session.connection().execute(insert(Delivery), rows)


def unconfirmed(session: Session, programme_id: int, event_id: int | None = None) -> list[Delivery]:
    """What was exported and neither confirmed nor taken back, oldest first.

    Of an event: every delivery of the files that told of it.
    """
    query = (
        select(Delivery)
        .where(
            Delivery.programme_id == programme_id,
            Delivery.state == EXPORTED,
            Delivery.address != "",
        )
        .order_by(col(Delivery.id))
    )
    if event_id is not None:
        files = select(Delivery.uid, Delivery.stamp).where(
            Delivery.event_id == event_id, Delivery.state == EXPORTED
        )
        query = query.where(tuple_(col(Delivery.uid), col(Delivery.stamp)).in_(files))
    return list(session.exec(query))


def mark(session: Session, ids: Collection[int], state: str) -> None:
    """Say of deliveries what became of them."""
    session.connection().execute(
        update(Delivery).where(col(Delivery.id).in_(ids)).values(state=state)
    )
