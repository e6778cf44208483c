"""The sheet a partner fills in with its hours, and how far each partner is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """A line with what was promised for a year, and what is left of it; minutes."""

    name: str
    year: str
    committed: int
    realised: int
    planned: int
    left: int


@dataclass(frozen=True, slots=True)
class BookedRow:
    """Hours that are kept already, as the sheet shows them; minutes. `id`: the entry's number."""

    id: int
    day: date
    person: str
    minutes: int
    activity: str
    line: str


@dataclass(frozen=True, slots=True)
class RequestSheet:
    """What stands in a sheet; `mark` is how it is known when it comes back.

    `people` and `lines` are what can be chosen from; both days of the period are included.
    """

    mark: str
    language: str
    programme: str
    asker: str
    organisation: str
    first: date
    last: date
    people: tuple[str, ...]
    lines: tuple[str, ...]
    promised: tuple[PromisedLine, ...]
    booked: tuple[BookedRow, ...]


@dataclass(frozen=True, slots=True)
class RequestState:
    """How far a partner is with its hours of a year; days are None when it has not come to that.

    `first` and `last`: the period it was asked for last. `queried`: how many rows of its files
    wait for the user. `version`: of the last statement that was issued.
    """

    organisation: str
    organisation_name: str
    asked: date | None = None
    first: date | None = None
    last: date | None = None
    received: date | None = None
    queried: int = 0
    version: int | None = None
    signed: date | None = None
    signed_by: str = ""
