"""A statement as it is kept, its fingerprint, and what one version has that another has not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, time
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import Any

from ipe_events.domain.statements import (
    StatedEntry,
    StatedLine,
    StatedRate,
    StatedReading,
    StatedRule,
    Statement,
)

_PARTS: Mapping[str, type[Any]] = {
    "lines": StatedLine,
    "entries": StatedEntry,
    "readings": StatedReading,
    "rules": StatedRule,
    "rates": StatedRate,
}


def content_of(statement: Statement) -> str:
    """What is kept of a statement: JSON of which the same statement always gives the same text."""
    return json.dumps(
        asdict(statement),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )


def statement_of(content: str) -> Statement:
    """The statement that was kept."""
    values: dict[str, Any] = json.loads(content)
    parts: dict[str, Any] = {}
    for name, kind in _PARTS.items():
        parts[name] = tuple(kind(**_typed(row)) for row in values[name])
    return Statement(**{**_typed(values), **parts})


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _READ[name](value) if name in _READ and value is not None else value
        for name, value in values.items()
    }


def _day_or_time(text: str) -> date | time:
    return time.fromisoformat(text) if ":" in text else date.fromisoformat(text)


_READ: Mapping[str, Callable[[str], Any]] = {
    "day": date.fromisoformat,
    "start": _day_or_time,
    "end": _day_or_time,
    "rate": Fraction,
}


def fingerprint_of(content: str) -> str:
    """What tells that nothing was changed in what a statement says (SHA-256)."""
    return sha256(content.encode()).hexdigest()


class Happened(StrEnum):
    """What happened to an entry since the version before."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """An entry that is otherwise than in the version before, as it was and as it is."""

    before: StatedEntry | None
    now: StatedEntry | None

    @property
    def happened(self) -> Happened:
        """What happened to it."""
        if self.before is None:
            return Happened.ADDED
        return Happened.GONE if self.now is None else Happened.CHANGED

    @property
    def entry(self) -> StatedEntry:
        """The entry as it is, or as it last was."""
        found = self.now or self.before
        assert found is not None
        return found

    @property
    def minutes(self) -> int:
        """How many minutes more count now; negative for fewer."""
        return _counted(self.now)[0] - _counted(self.before)[0]

    @property
    def cents(self) -> int:
        """How much more that is worth; negative for less."""
        return _counted(self.now)[1] - _counted(self.before)[1]

    @property
    def fields(self) -> tuple[str, ...]:
        """What of a changed entry is otherwise."""
        if self.before is None or self.now is None:
            return ()
        return tuple(
            field.name
            for field in fields(StatedEntry)
            if getattr(self.before, field.name) != getattr(self.now, field.name)
        )


def _counted(entry: StatedEntry | None) -> tuple[int, int]:
    return (entry.minutes, entry.cents) if entry is not None and entry.in_kind else (0, 0)


@dataclass(frozen=True, slots=True)
class PromiseDifference:
    """A promise on a line that is otherwise, in minutes; None: no promise."""

    line: str
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class ReadingDifference:
    """Another reading of the plan than before."""

    question: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What a version has otherwise than the `version` before it."""

    version: int
    entries: tuple[EntryDifference, ...]
    promises: tuple[PromiseDifference, ...]
    readings: tuple[ReadingDifference, ...]

    @property
    def minutes(self) -> int:
        """How many minutes more count now."""
        return sum(one.minutes for one in self.entries)

    @property
    def cents(self) -> int:
        """How much more that is worth."""
        return sum(one.cents for one in self.entries)


def differences(version: int, before: Statement, now: Statement) -> Differences:
    """What is otherwise than in the version before: entries by their number, in order of day."""
    old, new = ({entry.id: entry for entry in one.entries} for one in (before, now))
    entries = [
        EntryDifference(old.get(number), new.get(number))
        for number in old.keys() | new.keys()
        if old.get(number) != new.get(number)
    ]
    entries.sort(key=lambda one: (one.entry.day, one.entry.id))
    return Differences(version, tuple(entries), _promises(before, now), _readings(before, now))


def _promises(before: Statement, now: Statement) -> tuple[PromiseDifference, ...]:
    old, new = ({line.slug: line for line in one.lines} for one in (before, now))
    found = []
    for slug, line in {**old, **new}.items():
        pair = [_promised(lines.get(slug)) for lines in (old, new)]
        if pair[0] != pair[1]:
            found.append(PromiseDifference(line.name, *pair))
    return tuple(found)


def _promised(line: StatedLine | None) -> int | None:
    return None if line is None or line.promised is None else line.promised + line.carried


def _readings(before: Statement, now: Statement) -> tuple[ReadingDifference, ...]:
    old, new = ({one.question: one.answer for one in item.readings} for item in (before, now))
    return tuple(
        ReadingDifference(question, old.get(question, ""), new.get(question, ""))
        for question in {**old, **new}
        if old.get(question, "") != new.get(question, "")
    )
