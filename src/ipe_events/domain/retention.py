"""How long a programme keeps the name of somebody who took part in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Somebody's last day in a programme, the programme's own, and how many years it keeps names.

    Hours that are accounted for name who worked them until then.
    """

    last_day: date
    programme_ends: date | None
    years: int

    @property
    def kept_until(self) -> date:
        """The last day on which the name is kept."""
        last = max(self.last_day, self.programme_ends or self.last_day)
        try:
            return last.replace(year=last.year + self.years)
        except ValueError:
            return last.replace(year=last.year + self.years, day=28)


def name_kept_until(parts: Iterable[TakingPart]) -> date | None:
    """The last day on which any programme keeps the name; None when none has a reason to."""
    return max((part.kept_until for part in parts), default=None)
