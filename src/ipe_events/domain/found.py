"""What a search over everything gives: meetings, people, partners, and what was written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ipe_events.domain.records import EventLine
from ipe_events.domain.search import Remark


class Sort(StrEnum):
    """What a hit is; those of a sort are shown together."""

    MEETING = "meeting"
    PERSON = "person"
    PARTNER = "partner"
    NOTE = "note"


class Of(StrEnum):
    """Where a note stands."""

    EVENT = "event"
    GOAL = "goal"
    KIND = "kind"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: `key` names it (number or slug), `text` is what the words stand in.

    `of` says where a note stands, `event` the meeting it is or is about.
    """

    sort: Sort
    key: str
    title: str
    text: str = ""
    of: Of | None = None
    event: EventLine | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of one sort, at most as many as were asked for; `count` of them there are."""

    sort: Sort
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds; `words` are the folded free words that are marked in it."""

    sections: tuple[Section, ...] = ()
    words: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def count(self) -> int:
        """How many hits there are in all."""
        return sum(section.count for section in self.sections)
