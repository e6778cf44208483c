"""What is changed of several events at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from ipe_events.domain.drafts import EventEdit
from ipe_events.domain.errors import Problem, refuse

MOST_DAYS = 3660
_SHIFT = re.compile(
    r"(?P<sign>[+-]?) ?(?P<number>[0-9]{1,4}) ?"
    r"(?:(?P<weeks>w|wk|week|weeks|weken)|d|day|days|dag|dagen)?",
    re.ASCII | re.IGNORECASE,
)


def parse_shift(text: str, field: str = "days") -> int:
    """The days of `+1w`, `-3`, `2 weken`; 0 for nothing. Refuses `not-a-shift`."""
    typed = text.strip()
    if not typed:
        return 0
    found = _SHIFT.fullmatch(typed)
    if found is None:
        raise refuse("not-a-shift", field, value=typed)
    days = int(found["number"]) * (7 if found["weeks"] else 1)
    return -days if found["sign"] == "-" else days


@dataclass(frozen=True, slots=True)
class SeveralEdit:
    """So many days later, at other times, with other words; None leaves a time as it is.

    A start alone keeps the length of each.
    """

    days: int = 0
    start: time | None = None
    end: time | None = None
    words: EventEdit = field(default_factory=EventEdit)

    @property
    def moves(self) -> bool:
        """Whether it puts anything on another day or time."""
        return bool(self.days) or self.start is not None or self.end is not None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = self.words.problems()
        if abs(self.days) > MOST_DAYS:
            found.append(Problem("days", "too-much", {"limit": MOST_DAYS}))
        if not self.moves and self.words == EventEdit():
            found.append(Problem("days", "nothing-to-change"))
        return found

    def day_of(self, day: date) -> date | None:
        """Where an event of a day goes; None when it stays."""
        return day + timedelta(days=self.days) if self.days else None


@dataclass(frozen=True, slots=True)
class ToPlan:
    """Drafts and cancelled events become planned ones."""


@dataclass(frozen=True, slots=True)
class ToCancel:
    """Events are cancelled, for a reason or none."""

    reason: str = ""


Several = SeveralEdit | ToPlan | ToCancel
