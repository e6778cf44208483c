"""What came in about an event and waits for the user, and how the user decides on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ipe_events.domain.hour_rows import RowHours
from ipe_events.domain.records import EventLine
from ipe_events.domain.series_scope import SeriesOutcome

# Hours of a file on the day of a meeting of the same person: both may be the same hours.
SAME_DAY = "same-day-hours"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """Something that waits; `event` and its `title` and `day` are None when it is about none.

    `stamp` is ISO 8601 in UTC, "" when the message has none. A proposal's `start` and `end` are
    both days (`end` the last one) or both wall-clock times in the programme's zone. `delegator` is
    the address of whose deputy it is. `whole`: it is about a series as a whole. `sender`: who sent
    it, when that is somebody else; `asks`: what they ask then (a proposal or a question). `hours`:
    of a file, when it is about those.
    """

    id: int
    reason: str
    email: str
    name: str
    event: int | None
    title: str | None
    day: date | None
    answer: str
    comment: str
    file: str
    stamp: str
    whole: bool = False
    start: date | datetime | None = None
    end: date | datetime | None = None
    location: str = ""
    delegator: str = ""
    sender: str = ""
    asks: str = ""
    hours: RowHours | None = None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who somebody is that nobody invited: of an `organisation` with a `name`, or `known`.

    `known`: the address or number of somebody whose address this is as well.
    """

    organisation: str | None = None
    name: str | None = None
    known: str | None = None


class Did(StrEnum):
    """What a decision came to."""

    DISMISSED = "dismissed"
    INVITED = "invited"
    DEPUTY = "deputy"
    KEPT = "kept"
    NOTHING = "nothing"
    MOVED = "moved"
    AGAIN = "again"
    BOOKED = "booked"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided and done: the review, and the events it is about; of a move, all of it."""

    review: ReviewLine
    state: str
    did: Did
    events: tuple[EventLine, ...] = ()
    moved: SeriesOutcome | None = None


def guessed(domain: str, known: Mapping[str, frozenset[int]]) -> int | None:
    """The organisation of an address by its domain, when all addresses there are of one."""
    found = known.get(domain, frozenset())
    return next(iter(found)) if len(found) == 1 else None
