"""What may be set of a promise by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipe_events.domain.drafts import amount_problems, day_problems, optional_line_problems
from ipe_events.domain.errors import Problem

STATES = ("plan", "signed")


@dataclass(frozen=True, slots=True)
class CommitmentEdit:
    """Fields of a promise to set; None leaves a field as it is. Minutes, cents, cents an hour.

    `document`: where the promise stands. `cleared`: which of `rate`, `starts` and `ends` go.
    """

    minutes: int | None = None
    cash: int | None = None
    rate: int | None = None
    starts: date | None = None
    ends: date | None = None
    state: str | None = None
    reason: str | None = None
    document: str | None = None
    cleared: frozenset[str] = frozenset()

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        is_negative = self.minutes is not None and self.minutes < 0
        found = [Problem("hours", "negative")] if is_negative else []
        found += amount_problems(self.cash, "cash") + amount_problems(self.rate, "rate")
        for field, day in (("from", self.starts), ("until", self.ends)):
            found += [] if day is None else day_problems(day, field)
        if self.state is not None and self.state not in STATES:
            values = {"value": self.state, "known": ", ".join(STATES)}
            found.append(Problem("state", "unknown-state", values))
        found += optional_line_problems(self.document or "", "document")
        return found + optional_line_problems(self.reason or "", "reason")
