"""Who must be told what: the difference between an event as it is and as it was told.

SEQUENCE counts significant changes only (RFC 5546 section 2.1.4); it lives in what was told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from ipe_events.domain.invitation import Method


class Reason(StrEnum):
    """Why somebody must be told."""

    NEW = "new"
    CHANGED = "changed"
    RESTORED = "restored"
    CANCELLED = "cancelled"
    REMOVED = "removed"
    NO_ADDRESS = "no-address"


@dataclass(frozen=True, slots=True)
class Card:
    """What an invitation says of an event; `start` and `end` are ISO dates or date-times."""

    title: str
    start: str
    end: str
    location: str
    link: str

    def difference(self, other: Card) -> tuple[str, ...]:
        """The names of the fields that differ."""
        mine, theirs = asdict(self), asdict(other)
        return tuple(name for name in mine if mine[name] != theirs[name])


# A new title is told, but asks nobody to answer again.
SIGNIFICANT = frozenset({"start", "end", "location", "link"})


@dataclass(frozen=True, slots=True)
class Place:
    """The identity of an event in calendars; `recurrence_id` is "" outside a series."""

    uid: str
    recurrence_id: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody and what an event's invitation says to them.

    No address: an unnamed seat, or a walk-in.
    """

    place: Place
    event: int
    card: Card
    address: str | None
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something told to a recipient."""

    to: Recipient
    method: Method
    sequence: int


@dataclass(frozen=True, slots=True)
class Message:
    """Something that must be told; `changes` are names of a card's fields."""

    to: Recipient
    method: Method
    reason: Reason
    changes: tuple[str, ...] = ()


def pending(
    guests: Sequence[Recipient],
    told: Sequence[Told],
    planned: Collection[Place],
    closed: Collection[Place],
) -> list[Message]:
    """What must still be told: to the `guests` of the `planned` events, and who was told last.

    `closed`: events that are over, of which nobody is told anything any more.
    """
    last = {_who(item.to): item for item in told}
    invited = {_who(guest) for guest in guests}
    messages = [_to_guest(guest, last.get(_who(guest))) for guest in guests]
    gone = [
        _cancellation(item, planned)
        for item in told
        if item.method is Method.REQUEST
        and _who(item.to) not in invited
        and item.to.place not in closed
    ]
    return [message for message in messages if message is not None] + gone


def repeated(
    guests: Sequence[Recipient],
    told: Sequence[Told],
    planned: Collection[Place],
    closed: Collection[Place],
) -> list[Message]:
    """What was told and still holds, to be told once more."""
    waiting = {_who(message.to) for message in pending(guests, told, planned, closed)}
    invitations = [
        Message(guest, Method.REQUEST, Reason.NEW)
        for guest in guests
        if guest.address is not None and _who(guest) not in waiting
    ]
    cancellations = [
        _cancellation(item, planned)
        for item in told
        if item.method is Method.CANCEL
        and _who(item.to) not in waiting
        and item.to.place not in closed
    ]
    return invitations + cancellations


def _who(recipient: Recipient) -> tuple[Place, str | None]:
    return recipient.place, recipient.address


def _cancellation(item: Told, planned: Collection[Place]) -> Message:
    alive = item.to.place in planned
    return Message(item.to, Method.CANCEL, Reason.REMOVED if alive else Reason.CANCELLED)


def _to_guest(guest: Recipient, last: Told | None) -> Message | None:
    if guest.address is None:
        return Message(guest, Method.REQUEST, Reason.NO_ADDRESS)
    if last is None:
        return Message(guest, Method.REQUEST, Reason.NEW)
    if last.method is Method.CANCEL:
        return Message(guest, Method.REQUEST, Reason.RESTORED)
    changes = guest.card.difference(last.to.card)
    return Message(guest, Method.REQUEST, Reason.CHANGED, changes) if changes else None


def next_sequence(card: Card, told: Sequence[Told], method: Method) -> int:
    """The SEQUENCE of the next message about a place, of which `told` is everything told.

    It never falls, stays while nothing significant differs, and rises with every CANCEL.
    """
    highest = max((item.sequence for item in told), default=-1)
    if method is Method.CANCEL:
        return max(highest + 1, 1)
    requests = [item for item in told if item.method is Method.REQUEST]
    if not requests:
        return highest + 1
    newest = max(requests, key=lambda item: item.sequence)
    same = not SIGNIFICANT & set(card.difference(newest.to.card))
    return newest.sequence if same and newest.sequence == highest else highest + 1
