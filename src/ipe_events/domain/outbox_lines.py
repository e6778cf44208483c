"""What the outbox shows: who waits to be told, and what went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ipe_events.domain.outbox import Difference


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who must still be told something; `email` is None for a seat without address.

    `elsewhere`: another calendar, in which the meeting was made, tells it; `replaced`: another
    invitation to the same meeting takes the place of it.
    """

    event: int
    title: str
    day: date
    email: str | None
    name: str
    organisation: str
    method: str
    reason: str
    changes: tuple[Difference, ...] = ()
    elsewhere: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out to somebody last and has not been confirmed."""

    event: int
    title: str
    day: date
    email: str
    method: str
    stamp: datetime
