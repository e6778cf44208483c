"""A year of meetings to be planned: what is wished for, what is proposed, what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from ipe_events.domain.availability import Obstacle
from ipe_events.domain.hosts import Hosted
from ipe_events.domain.rhythm import Rhythm
from ipe_events.domain.slots import Chair
from ipe_events.domain.years import Year


@dataclass(frozen=True, slots=True)
class Wish:
    """A kind to be planned in a rhythm; `length` in minutes, `required` organisations by slug.

    `groups` are invited, none: the kind's own. `history`: who hosted this kind before.
    """

    kind: str
    name: str
    rhythm: Rhythm
    length: int
    chairs: tuple[Chair, ...]
    groups: tuple[str, ...] = ()
    required: frozenset[str] = frozenset()
    history: Mapping[str, Hosted] = field(default_factory=dict)

    @property
    def times(self) -> tuple[time | None, time | None]:
        """From when to when; a start alone takes the kind's length, when that ends the same day."""
        start, end = self.rhythm.start, self.rhythm.end
        if start is None or end is not None:
            return start, end
        until = datetime.combine(date.min, start) + timedelta(minutes=self.length)
        return start, until.time() if until.date() == date.min else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting on a day. Not `taken`: skipped, or left out by hand.

    `wanted` is where the rhythm had it and `passed` what was in the way there; `marks` is what is
    in the way on its own day. `key` stays the same whatever is changed; `host` is a slug.
    """

    key: str
    kind: str
    name: str
    wanted: date
    day: date
    start: time | None
    end: time | None
    taken: bool = True
    title: str = ""
    host: str | None = None
    passed: tuple[Obstacle, ...] = ()
    marks: tuple[Obstacle, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether it is not where the rhythm had it."""
        return self.day != self.wanted

    def meets(self, other: Proposal) -> bool:
        """Whether nobody can be at both."""
        if self.day != other.day:
            return False
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return True
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """What was changed of a proposal by hand; None: as it was. A host of "" is nobody."""

    taken: bool | None = None
    day: date | None = None
    host: str | None = None

    def of(self, proposal: Proposal) -> Proposal:
        """The proposal with the change."""
        return replace(
            proposal,
            taken=proposal.taken if self.taken is None else self.taken,
            day=self.day or proposal.day,
            host=self.host,
        )


@dataclass(frozen=True, slots=True)
class YearWish:
    """What a year is planned from: the rhythm of each kind as typed, and an earlier year.

    `rhythms` are pairs of a kind and a text, "-" for no meetings; they go before what is copied
    from the year `like`. `no_host` are organisations that skip their turn.
    """

    year: str
    rhythms: tuple[tuple[str, str], ...] = ()
    like: str | None = None
    no_host: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A year as proposed, from the first to the last day that can be planned.

    By the slug of each kind: the rhythm as understood, who may host (slug and name), and how many
    meetings there are already.
    """

    year: Year
    first: date
    last: date
    proposals: tuple[Proposal, ...]
    rhythms: Mapping[str, Rhythm]
    hosts: Mapping[str, tuple[tuple[str, str], ...]]
    there: Mapping[str, int]

    @property
    def taken(self) -> tuple[Proposal, ...]:
        """The meetings that accepting makes."""
        return tuple(item for item in self.proposals if item.taken)

    @property
    def passed_over(self) -> tuple[Proposal, ...]:
        """Those that are nowhere, or that something keeps from where the rhythm had them."""
        return tuple(
            item for item in self.proposals if not item.taken or (item.moved and item.passed)
        )


@dataclass(frozen=True, slots=True)
class PlanCost:
    """The minutes a plan costs a partner on a line, and what is left of the year's promise."""

    organisation: str
    name: str
    line: str | None
    minutes: int
    left: int | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A plan that was written: the numbers of the events by key, and what it costs."""

    plan: YearPlan
    events: Mapping[str, int]
    costs: tuple[PlanCost, ...]
    copied: int = 0
