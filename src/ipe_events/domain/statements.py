"""The hour statement of a partner: what it says, entry by entry (features §4.3, F67).

Statements say who worked by number alone: names are looked up when one is drawn, so that what was
issued can be kept whoever is erased. Minutes and cents; only hours in kind count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from ipe_events.domain.drafts import day_problems, line_problems, optional_line_problems
from ipe_events.domain.errors import Problem
from ipe_events.domain.hours import Financing

Key = TypeVar("Key")


class State(StrEnum):
    """How far the statement of a partner has come."""

    NONE = "none"
    ISSUED = "issued"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class StatedEntry:
    """One hour entry as stated; `rate` in cents an hour, `cents` nothing unless in kind.

    `start` and `end` are those of the meeting, or of who came later or left earlier.
    """

    id: int
    line: str | None
    person: int | None
    day: date
    start: time | None
    end: time | None
    event: int | None
    activity: str
    presence: int
    preparation: int
    travel: int
    financing: str
    origin: str
    rate: Fraction | None
    rate_from: str
    cents: int
    evidence: str
    reason: str
    corrects: int | None

    @property
    def minutes(self) -> int:
        """All minutes together."""
        return self.presence + self.preparation + self.travel

    @property
    def in_kind(self) -> bool:
        """Whether it counts."""
        return self.financing == Financing.IN_KIND


@dataclass(frozen=True, slots=True)
class StatedLine:
    """What was promised on a line for the period and what of it was done.

    `promised` is None where nothing was; `carried` is what an earlier year left to be used.
    """

    slug: str | None
    name: str
    promised: int | None
    promised_cents: int | None
    carried: int
    realised: int
    cents: int

    @property
    def remaining(self) -> int | None:
        """What is promised and was not done yet; negative above the promise."""
        return None if self.promised is None else self.promised + self.carried - self.realised


@dataclass(frozen=True, slots=True)
class StatedReading:
    """A reading of the plan that was chosen."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class StatedRule:
    """What counted at meetings of a kind, as it was when they were held; minutes.

    `by_seat`: for the line of each participant.
    """

    kind: str
    charge: str
    preparation: int
    travel: int
    line: str
    by_seat: bool = False


@dataclass(frozen=True, slots=True)
class StatedRate:
    """What an hour was worth (cents), by which rule and method, and where that stands."""

    rate: Fraction | None
    source: str
    method: str
    basis: str
    document: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The hours of a partner in a period, days included, entries by day."""

    programme: str
    programme_name: str
    organisation: str
    organisation_name: str
    label: str
    start: date
    end: date
    lines: tuple[StatedLine, ...]
    entries: tuple[StatedEntry, ...]
    readings: tuple[StatedReading, ...]
    rules: tuple[StatedRule, ...]
    rates: tuple[StatedRate, ...]

    @property
    def minutes(self) -> int:
        """All that counts."""
        return summed(self.entries).minutes

    @property
    def cents(self) -> int:
        """What that is worth."""
        return summed(self.entries).cents

    @property
    def promised(self) -> int | None:
        """All that was promised; None where nothing was."""
        found = [line.promised for line in self.lines if line.promised is not None]
        return sum(found) if found else None

    @property
    def remaining(self) -> int | None:
        """What is promised and was not done yet; hours beside every promise take nothing from it.

        Negative above the promise.
        """
        found = [line.remaining for line in self.lines if line.remaining is not None]
        return sum(found) if found else None


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes and cents of several entries; `beside` are minutes that do not count."""

    minutes: int = 0
    cents: int = 0
    beside: int = 0


def summed(entries: Iterable[StatedEntry]) -> Sums:
    """Entries added up: what is in kind, and the minutes of the rest."""
    minutes = cents = beside = 0
    for entry in entries:
        if entry.in_kind:
            minutes += entry.minutes
            cents += entry.cents
        else:
            beside += entry.minutes
    return Sums(minutes, cents, beside)


def summed_by(entries: Iterable[StatedEntry], key: Callable[[StatedEntry], Key]) -> dict[Key, Sums]:
    """Entries added up by what they have in common, in the order in which that first comes."""
    own: dict[Key, list[StatedEntry]] = {}
    for entry in entries:
        own.setdefault(key(entry), []).append(entry)
    return {value: summed(found) for value, found in own.items()}


def month_of(entry: StatedEntry) -> date:
    """The first day of the month in which it was worked."""
    return entry.day.replace(day=1)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for the partner, in what function and when; `document` says where the scan is."""

    by: str
    function: str
    on: date
    document: str = ""

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = line_problems(self.by, "signed-by") + line_problems(self.function, "function")
        found += day_problems(self.on, "on")
        return found + optional_line_problems(self.document, "document")


@dataclass(frozen=True, slots=True)
class Issued:
    """A statement as it was issued; `issued_on` is a day of the programme's, `id` its number."""

    id: int
    organisation: str
    organisation_name: str
    label: str
    start: date
    end: date
    version: int
    minutes: int
    cents: int
    fingerprint: str
    issued_on: date
    signature: Signature | None = None

    @property
    def state(self) -> State:
        """How far it has come."""
        return State.SIGNED if self.signature else State.ISSUED


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a partner's statement has come; `moved`: its hours changed since it was issued."""

    organisation: str
    organisation_name: str
    label: str
    minutes: int
    cents: int
    issued: Issued | None = None
    moved: bool = False

    @property
    def state(self) -> State:
        """The state of the last version."""
        return self.issued.state if self.issued else State.NONE
