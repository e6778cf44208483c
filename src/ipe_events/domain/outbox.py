"""Who must be told what: the difference between an event as it is and as it was told.

SEQUENCE counts significant changes only (RFC 5546 section 2.1.4); it lives in what was told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
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
    AGAIN = "again"
    NO_ADDRESS = "no-address"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a card with what was told and what is so now."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Card:
    """What an invitation says of an event; `start` and `end` are ISO dates or date-times."""

    title: str
    start: str
    end: str
    location: str
    link: str

    def since(self, told: Card) -> tuple[Difference, ...]:
        """The fields that are not as they were told."""
        if self == told:
            return ()
        old, new = asdict(told), asdict(self)
        return tuple(
            Difference(name, old[name], new[name]) for name in new if old[name] != new[name]
        )

    def significantly_differs(self, other: Card) -> bool:
        """Whether an answer to the one is no answer to the other (RFC 5546 section 2.1.4)."""
        return any(item.field in SIGNIFICANT for item in self.since(other))


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

    No address: an unnamed seat of an organisation without one, or a walk-in.
    """

    place: Place
    event: int
    card: Card
    address: str | None
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something told to a recipient.

    `in_series`: the recipient was told, then or before, of the series as a whole; `is_private`:
    without who else was invited; `elsewhere`: by the calendar that the meeting was made in.
    """

    to: Recipient
    method: Method
    sequence: int
    in_series: bool = False
    is_private: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """Something that must be told, and what is not as it was told before.

    `replaced`: of a cancellation that another invitation to the same meeting takes the place of it.
    """

    to: Recipient
    method: Method
    reason: Reason
    changes: tuple[Difference, ...] = ()
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Events:
    """How calendars know the planned events, by number, and the numbers of those that are over."""

    planned: Mapping[int, Place]
    closed: Collection[int] = ()

    def goes_on(self, item: Told) -> bool:
        """Whether what was told is a planned event under the identity it was told by."""
        return self.planned.get(item.to.event) == item.to.place

    def concerns(self, item: Told) -> bool:
        """Whether anybody must still hear of what was told.

        Not of what is over, nor of a meeting of another calendar that was taken for this one.
        """
        mistaken = item.elsewhere and item.to.event in self.planned and not self.goes_on(item)
        return item.to.event not in self.closed and not mistaken


def pending(guests: Sequence[Recipient], told: Sequence[Told], events: Events) -> list[Message]:
    """What must still be told: to the `guests` of planned events, and to who was told last."""
    last = {_who(item.to): item for item in told}
    invited = {_who(guest) for guest in guests}
    messages = [_to_guest(guest, last.get(_who(guest))) for guest in guests]
    known = {name for guest in guests for name in _names(guest)}
    gone = [
        _cancellation(item, events, known)
        for item in told
        if item.method is Method.REQUEST and _who(item.to) not in invited and events.concerns(item)
    ]
    return [message for message in messages if message is not None] + gone


def repeated(guests: Sequence[Recipient], told: Sequence[Told], events: Events) -> list[Message]:
    """What was told and still holds, to be told once more."""
    waiting = {_who(message.to) for message in pending(guests, told, events)}
    known = {name for guest in guests for name in _names(guest)}
    invitations = [
        Message(guest, Method.REQUEST, Reason.AGAIN)
        for guest in guests
        if guest.address is not None and _who(guest) not in waiting
    ]
    cancellations = [
        _cancellation(item, events, known)
        for item in told
        if item.method is Method.CANCEL and _who(item.to) not in waiting and events.concerns(item)
    ]
    return invitations + cancellations


def _who(recipient: Recipient) -> tuple[Place, str | None]:
    return recipient.place, recipient.address


def _names(guest: Recipient) -> tuple[tuple[object, ...], ...]:
    """What tells that it is the same guest of an event, who may have another address now."""
    return (guest.event, guest.address), (guest.event, guest.name, guest.organisation)


def _cancellation(item: Told, events: Events, known: Set[tuple[object, ...]]) -> Message:
    reason = Reason.REMOVED if events.goes_on(item) else Reason.CANCELLED
    replaced = not known.isdisjoint(_names(item.to))
    return Message(item.to, Method.CANCEL, reason, replaced=replaced)


def _to_guest(guest: Recipient, last: Told | None) -> Message | None:
    if guest.address is None:
        return Message(guest, Method.REQUEST, Reason.NO_ADDRESS)
    if last is None:
        return Message(guest, Method.REQUEST, Reason.NEW)
    if last.method is Method.CANCEL:
        return Message(guest, Method.REQUEST, Reason.RESTORED)
    changes = guest.card.since(last.to.card)
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
    differs = card.significantly_differs(newest.to.card)
    return highest + 1 if differs or newest.sequence < highest else highest
