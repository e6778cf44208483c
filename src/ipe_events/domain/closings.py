"""What is settled of a partner's hours stays as it is; what comes later is dated later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Closed:
    """Until which day, that day included, each organisation's hours are settled."""

    until: Mapping[int, date]
    today: date

    def holds(self, organisation: int, day: date) -> bool:
        """Whether hours of that day are settled."""
        last = self.until.get(organisation)
        return last is not None and day <= last

    def booking_day(self, organisation: int, day: date) -> date:
        """The day on which what belongs to a day is booked: itself, else the first open one."""
        if not self.holds(organisation, day):
            return day
        return max(self.today, self.until[organisation] + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class ClosedPartner:
    """What closing settled of one partner: its entries, their minutes in kind, and cents."""

    organisation: str
    organisation_name: str
    until: date
    entries: int
    minutes: int
    cents: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a partner's hours at a meeting were and become on a line; minutes."""

    event: int
    day: date
    title: str
    organisation: str
    organisation_name: str
    line: str | None
    before: int
    after: int
