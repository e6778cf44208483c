"""Hour entries as they are read and shown: every figure comes down to these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ipe_events.domain.hours import Financing
from ipe_events.domain.rates import RateFrom


class Origin(StrEnum):
    """How an hour entry came about."""

    ATTENDANCE = "attendance"
    HAND = "hand"
    IMPORT = "import"
    OPENING = "opening"


class LineFrom(StrEnum):
    """What chose the line that an hour counts for."""

    HAND = "hand"
    KIND = "kind"
    GROUP = "group"
    ORGANISATION = "organisation"
    NONE = ""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries: slugs and keys, days included; None does not narrow.

    `line` is empty for entries without one. `kinds`, `goals`, `people` and `events` are keys, None
    in them for entries without one.
    """

    organisation: str | None = None
    line: str | None = None
    first: date | None = None
    last: date | None = None
    people: tuple[int | None, ...] | None = None
    kinds: tuple[int | None, ...] | None = None
    goals: tuple[int | None, ...] | None = None
    events: tuple[int | None, ...] | None = None
    financing: str | None = None
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One hour entry with what it is worth; minutes, cents, `rate` in cents an hour.

    `rate` is None when nothing says what an hour is worth. `closed`: its period is settled.
    `corrects` is the number of the entry that this one corrects. `booked_at` in UTC, ISO 8601.
    """

    id: int
    organisation: str
    organisation_name: str
    line: str | None
    line_name: str
    line_from: LineFrom
    person: int | None
    person_name: str
    email: str | None
    profession: str
    event: int | None
    kind: str | None
    goal: str | None
    goal_name: str
    day: date
    presence: int
    preparation: int
    travel: int
    activity: str
    financing: Financing
    origin: Origin
    rate: Fraction | None
    rate_from: RateFrom
    cents: int
    booked_at: str
    entered_by: str
    evidence: str
    reason: str
    corrects: int | None
    closed: bool

    @property
    def minutes(self) -> int:
        """All minutes together."""
        return self.presence + self.preparation + self.travel
