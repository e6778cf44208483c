"""What goes out as one file: who is told the same of an event, and series told as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ipe_events.domain.invitation import Method
from ipe_events.domain.outbox import Message, Place, Reason


class Form(StrEnum):
    """How something is told: one event, a series as it is now, or the end of a whole series."""

    EVENT = "event"
    SERIES = "series"
    END = "end"


# Of somebody who has the series, one of these about one date is told by that date alone. What
# comes or comes back is told with the whole: programs disagree on a date they were told is none.
_BY_DATE = frozenset({Reason.CHANGED, Reason.CANCELLED, Reason.REMOVED, Reason.AGAIN})


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file, with all that it tells each of its recipients.

    `events`: of a series as it is now, those that take place.
    """

    form: Form
    messages: tuple[Message, ...]
    events: frozenset[int] = frozenset()

    @property
    def first(self) -> Message:
        """The message about the earliest date."""
        return min(self.messages, key=lambda message: (message.to.card.start, message.to.event))

    @property
    def is_cancellation(self) -> bool:
        """Whether it takes something out of calendars."""
        return self.form is not Form.SERIES and self.first.method is Method.CANCEL

    @property
    def is_for_all(self) -> bool:
        """Whether what it cancels is off for everybody, and not for its recipient alone."""
        return all(message.reason is Reason.CANCELLED for message in self.messages)

    def to(self) -> dict[str, list[Message]]:
        """What it tells, by address."""
        return _by_address(self.messages)


def single(messages: Iterable[Message], private: frozenset[int]) -> Iterator[Parcel]:
    """Each event by itself, to everybody who is told the same of it.

    An invitation, a cancellation, and one to each person who was taken off the list. Of `private`
    events nobody is named to anybody else.
    """
    groups: dict[tuple[Place, Method, str], list[Message]] = defaultdict(list)
    for message in messages:
        alone = message.reason is Reason.REMOVED or message.to.event in private
        who = message.to.address or "" if alone else ""
        groups[message.to.place, message.method, who].append(message)
    for group in groups.values():
        yield Parcel(Form.EVENT, tuple(group))


def of_series(
    messages: Iterable[Message],
    standing: Mapping[str, frozenset[int]],
    in_series: Collection[str],
    private: frozenset[int],
) -> list[Parcel]:
    """What is pending of one series, in as few files as can tell it.

    `standing`: the events in which each address takes part after that, or did; `in_series`: who
    was told of the series as a whole.
    """
    by_date: list[Message] = []
    wholes: dict[tuple[Form, frozenset[int], str], list[Message]] = defaultdict(list)
    for address, own in _by_address(messages).items():
        events = standing.get(address, frozenset())
        form = _form(own, knows=address in in_series, stands=bool(events))
        if form is Form.EVENT:
            by_date += own
            continue
        if address not in in_series:
            # To whoever has single dates only, a rule does not say which of them are off.
            by_date += [message for message in own if message.method is Method.CANCEL]
            own = [message for message in own if message.method is Method.REQUEST]
        touched = frozenset(message.to.event for message in own)
        off = form is Form.END and any(message.reason is Reason.REMOVED for message in own)
        alone = off or not private.isdisjoint(events | touched)
        about = events if form is Form.SERIES else touched
        wholes[form, about, address if alone else ""] += own
    found = [Parcel(form, tuple(own), about) for (form, about, _who), own in wholes.items()]
    return [*found, *single(by_date, private)]


def _by_address(messages: Iterable[Message]) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        found[message.to.address or ""].append(message)
    return found


def _form(own: Sequence[Message], *, knows: bool, stands: bool) -> Form:
    if not stands:
        return Form.END if knows else Form.EVENT
    if len(own) == 1 and (own[0].reason in _BY_DATE or not knows):
        return Form.EVENT
    invited = sum(message.method is Method.REQUEST for message in own)
    return Form.SERIES if knows or invited > 1 else Form.EVENT
