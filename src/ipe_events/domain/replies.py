"""What an answer that came in is worth: who says what, and whether it is newer than what is known.

Rules I01 to I11; RFC 5546 section 2.1.5 for which of two messages counts. Nothing here depends on
the order in which files are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum

from ipe_events.domain.errors import Problem
from ipe_events.domain.incoming import Guest, Incoming, mailbox
from ipe_events.domain.invitation import Method
from ipe_events.domain.moments import Age, Moment, newness
from ipe_events.domain.outbox import Card


class Why(StrEnum):
    """Why something that came in was not simply kept; `i18n.catalogue.replies` says it."""

    # Ignored: nothing to be decided.
    DUPLICATE = "duplicate"
    OLDER = "older"
    OUTDATED = "outdated"
    HELD = "held"
    CANCELLED = "cancelled"
    DRAFT = "draft"
    EVENT_GONE = "event-gone"
    DECIDED = "decided"
    # Waits for the user.
    NOT_INVITED = "not-invited"
    DEPUTY = "deputy"
    COUNTER = "counter"
    REFRESH = "refresh"
    NEWER = "newer"
    OTHER_SENDER = "other-sender"
    UNKNOWN_INSTANCE = "unknown-instance"
    # Refused: it cannot be an answer to one of our invitations.
    UNKNOWN_EVENT = "unknown-event"
    NEVER_TOLD = "never-told"
    OURS = "organised-here"
    ADOPTED = "adopted"
    NO_ANSWER = "no-answer"
    NO_ATTENDEE = "no-attendee"
    TWO_PEOPLE = "two-people"
    NO_PROPOSAL = "no-proposal"
    NO_METHOD = "no-method"
    NOT_A_REPLY = "not-a-reply"
    METHOD_DIFFERS = "method-differs"


ANSWERS = {"ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a file, or of one event in it; `email` and `event` where they are known.

    `reason` is a code: the answer of what was applied, else a `Why` or what is wrong with the file.
    """

    file: str
    email: str | None
    event: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Replies:
    """Everything that was read, by what became of it, in the order of the files.

    `messages`: how many calendar messages there were in the files. `notices`: what is to be said of
    files that were read all the same.
    """

    applied: tuple[Entry, ...]
    ignored: tuple[Entry, ...]
    review: tuple[Entry, ...]
    refused: tuple[Entry, ...]
    messages: int
    notices: tuple[tuple[str, Problem], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One person's answer; `stamp` is its moment as it is stored, "" when it has none.

    `deputies` are those it was delegated to, `delegator` whose deputy answers; `speakers` the
    addresses a mail with it may come from.
    """

    guest: Guest
    answer: str
    comment: str
    sequence: int
    stamp: str
    deputies: tuple[Guest, ...] = ()
    delegator: str = ""

    @property
    def order(self) -> Age:
        """What makes one answer newer than another; the last two only make it certain which."""
        return self.sequence, self.stamp, self.answer, self.comment

    @property
    def speakers(self) -> frozenset[str]:
        """The mailboxes that this may be sent from (RFC 5546 section 2.1.3)."""
        people = (self.guest, *self.deputies)
        addresses = {address for one in people for address in (one.address, one.sent_by)}
        return frozenset(mailbox(address) for address in addresses if address)


def stamp_of(message: Incoming) -> str:
    """The DTSTAMP in UTC; "" when there is none."""
    return message.stamp.astimezone(UTC).isoformat(timespec="seconds") if message.stamp else ""


def moment_of(message: Incoming, now: str) -> str:
    """The moment of a message that is read now, as it is stored."""
    return str(Moment.of(stamp_of(message), now))


def notices_of(message: Incoming) -> tuple[Problem, ...]:
    """What is to be said of a message that was read: not of times that do not matter in it."""
    if message.method == "COUNTER":
        return message.notices
    if message.instance is not None:
        return tuple(one for one in message.notices if one.code != "event-unreadable")
    return tuple(one for one in message.notices if one.code == "calendar-latin")


def said(message: Incoming, now: str) -> Said | Why:
    """Who answers what in a REPLY that is read now, or why that cannot be told (I07 and I08)."""
    guests = _distinct(message.guests)
    if not guests:
        return Why.NO_ATTENDEE
    if len(guests) == 1:
        return _said(message, now, guests[0], _named(guests[0]))
    delegating = [one for one in guests if _delegates_to(one, guests)]
    if len(delegating) != 1:
        return Why.TWO_PEOPLE
    others = tuple(one for one in guests if one is not delegating[0])
    return _said(message, now, delegating[0], others)


def _said(message: Incoming, now: str, guest: Guest, deputies: tuple[Guest, ...]) -> Said | Why:
    if guest.answer not in ANSWERS:
        return Why.NO_ANSWER
    return Said(
        guest=guest,
        answer=guest.answer.lower(),
        comment=message.comment or guest.comment,
        sequence=message.sequence,
        stamp=moment_of(message, now),
        deputies=deputies if guest.answer == "DELEGATED" else (),
        delegator=guest.delegated_from[0] if guest.delegated_from else "",
    )


def _named(guest: Guest) -> tuple[Guest, ...]:
    """Those an answer is delegated to, of whom nothing but the address is known."""
    return tuple(Guest(address) for address in guest.delegated_to)


def _delegates_to(guest: Guest, guests: Sequence[Guest]) -> bool:
    """Whether this one delegates to all others that the message names."""
    named = {mailbox(address) for address in guest.delegated_to}
    return guest.answer == "DELEGATED" and all(
        mailbox(one.address) in named
        or mailbox(guest.address) in {mailbox(address) for address in one.delegated_from}
        for one in guests
        if one is not guest
    )


def _distinct(guests: Iterable[Guest]) -> list[Guest]:
    """Each guest with an address once, unless the same one is said to answer differently."""
    return list({(mailbox(one.address), one.answer): one for one in guests if one.address}.values())


def proposer(message: Incoming) -> Guest | Why:
    """Whose COUNTER or REFRESH it is: the only attendee, or the only one who answers."""
    guests = _distinct(message.guests)
    if len(guests) > 1:
        guests = [one for one in guests if one.answer not in ("", "NEEDS-ACTION")] or guests
    if not guests:
        return Why.NO_ATTENDEE
    return guests[0] if len(guests) == 1 else Why.TWO_PEOPLE


@dataclass(frozen=True, slots=True)
class Telling:
    """An invitation as it was told; `withdrawn`: somebody said that it was not sent."""

    address: str
    method: str
    sequence: int
    card: Card
    withdrawn: bool


def standing(told: Sequence[Telling], sequence: int) -> Telling | None:
    """What somebody was told last, out of what they were told, oldest first.

    An answer to an invitation that was taken back shows that it was sent after all.
    """
    sent = [one for one in told if not one.withdrawn]
    back = [one for one in told if one.withdrawn and one.method == Method.REQUEST]
    last = sent[-1] if sent else None
    answered = [one for one in back if one.sequence == sequence]
    if answered and (last is None or last.sequence < sequence):
        return answered[-1]
    return last or (back[-1] if back else None)


def timeliness(sequence: int, told: Telling, now: Card) -> Why | None:
    """Whether an answer is to what was told last, which still holds; None when it is (I05)."""
    if sequence > told.sequence:
        return Why.NEWER
    stale = sequence < told.sequence or told.method != Method.REQUEST
    return Why.OUTDATED if stale or now.significantly_differs(told.card) else None


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer that is known: from a message with a SEQUENCE, or by hand without one."""

    answer: str
    comment: str
    sequence: int | None
    stamp: str

    @property
    def order(self) -> Age:
        """What makes another answer newer."""
        return self.sequence or 0, self.stamp, self.answer, self.comment


def superseded(new: Said, kept: Kept) -> Why | None:
    """Why a new answer does not take the place of the one that is kept; None when it does.

    An equal SEQUENCE leaves it to the later DTSTAMP (RFC 5546 section 2.1.5).
    """
    if kept.sequence is None:
        is_newer = Moment.parse(new.stamp).since(Moment.parse(kept.stamp)) > 0
        return None if is_newer or not kept.stamp else Why.OLDER
    order = newness(new.order, kept.order)
    if order == 0:
        return Why.DUPLICATE
    return None if order > 0 else Why.OLDER
