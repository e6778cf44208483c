"""All that an hour statement is drawn from: what it says, and what is known beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ipe_events.domain.statement_content import Differences
from ipe_events.domain.statements import Issued, Statement


@dataclass(frozen=True, slots=True)
class Face:
    """Who somebody is, as known when a statement is drawn; no name where it was erased."""

    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Booking:
    """By whom and when (wall clock) an entry was kept, and whether its period is closed."""

    by: str
    at: datetime | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """One version of a statement with the people and bookings it speaks of, by their numbers.

    `closed_until`: the hours up to this day are settled. `language` is the programme's.
    """

    statement: Statement
    issued: Issued
    differences: Differences | None
    people: Mapping[int, Face]
    bookings: Mapping[int, Booking]
    closed_until: date | None
    language: str
