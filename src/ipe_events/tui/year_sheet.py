"""What was changed by hand in a year that is being planned, and the plan it was changed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from ipe_events.domain.rhythm import WORKWEEK
from ipe_events.domain.year_plan import Accepted, Edit, Proposal, YearWish


class YearSheet:
    """The plan that is shown, and the changes by the key of each meeting."""

    def __init__(self) -> None:
        self.done: Accepted | None = None
        self.edits: Mapping[str, Edit] = {}
        self._asked: tuple[YearWish, Mapping[str, Edit]] | None = None

    def show(self, done: Accepted, wish: YearWish, edits: Mapping[str, Edit]) -> None:
        """Keep a plan that was made of these."""
        self.done, self._asked = done, (wish, edits)

    def empty(self) -> None:
        """There is no plan to show."""
        self.done = self._asked = None

    def is_of(self, wish: YearWish) -> bool:
        """Whether the plan that is shown is that of a wish, with every change so far."""
        return self._asked == (wish, self.edits)

    def forget(self, kind: str | None = None) -> None:
        """Let go of what was changed of a kind, or of all, as its dates are others now."""
        self.edits = {
            key: edit
            for key, edit in self.edits.items()
            if kind is not None and key.rpartition("-")[0] != kind
        }

    def proposal(self, key: str | None) -> Proposal | None:
        """The meeting with a key, with changes that are not shown yet."""
        proposals = self.done.plan.proposals if self.done is not None else ()
        found = next((item for item in proposals if item.key == key), None)
        if found is None or found.key not in self.edits:
            return found
        return self.edits[found.key].of(found)

    def turn(self, proposal: Proposal) -> None:
        """Leave a meeting out, or take it in."""
        self._edit(proposal, taken=not proposal.taken)

    def give(self, proposal: Proposal, host: str) -> None:
        """Have another organisation host; "" for nobody."""
        self._edit(proposal, host=host)

    def move(self, proposal: Proposal, days: int) -> bool:
        """Put a meeting on another working day; False when that is outside the year."""
        day = proposal.day + timedelta(days=days)
        while day.weekday() >= WORKWEEK:
            day += timedelta(days=1 if days > 0 else -1)
        if self.done is None or not self.done.plan.first <= day <= self.done.plan.last:
            return False
        self._edit(proposal, day=day)
        return True

    def _edit(self, proposal: Proposal, **change: object) -> None:
        edit = replace(self.edits.get(proposal.key, Edit()), **change)  # type: ignore[arg-type]
        self.edits = {**self.edits, proposal.key: edit}
