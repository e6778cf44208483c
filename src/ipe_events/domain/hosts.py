"""Whose turn it is to host: longest ago and lowest share first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Hosted:
    """How often an organisation hosted before, and when it did last."""

    times: int = 0
    last: date | None = None


NEVER = Hosted()


@dataclass
class Rotation:
    """Deals out the meetings of one kind; `history` by organisation, `load` of all kinds together.

    Among those who can always host, shares differ by at most one: earlier years only decide
    between equals.
    """

    history: Mapping[str, Hosted]
    load: Counter[str]
    _shares: Counter[str] = field(default_factory=Counter)
    _last: dict[str, date] = field(default_factory=dict)

    def keep(self, organisation: str, day: date) -> None:
        """Count a meeting that an organisation hosts."""
        self._shares[organisation] += 1
        self.load[organisation] += 1
        self._last[organisation] = day

    def next(self, able: Sequence[str], hindered: Collection[str], day: date) -> str | None:
        """Whose turn it is on a day; of equals somebody not `hindered` on it."""
        if not able:
            return None

        def turn(organisation: str) -> tuple[int, bool, date, int, int, int]:
            before = self.history.get(organisation, NEVER)
            return (
                self._shares[organisation],
                organisation in hindered,
                self._last.get(organisation) or before.last or date.min,
                before.times,
                self.load[organisation],
                able.index(organisation),
            )

        chosen = min(able, key=turn)
        self.keep(chosen, day)
        return chosen
