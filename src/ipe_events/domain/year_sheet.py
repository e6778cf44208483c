"""A year of meetings on one sheet: which days hold what, and which are off."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ipe_events.domain.calendar_days import DayOff
from ipe_events.domain.records import EventLine
from ipe_events.domain.years import Year


@dataclass(frozen=True, slots=True)
class YearSheet:
    """The meetings of a year that were not cancelled, by day, and the days off of its region.

    `kinds`: slug and name of those that meet, in the order of the programme.
    """

    programme: str
    language: str
    year: Year
    kinds: tuple[tuple[str, str], ...]
    events: tuple[EventLine, ...]
    days_off: tuple[DayOff, ...]
    today: date

    def on_days(self) -> Mapping[date, Sequence[EventLine]]:
        """What there is on each day; a meeting of several days is on each of them."""
        found: dict[date, list[EventLine]] = defaultdict(list)
        for event in self.events:
            day = max(event.day, self.year.start)
            while day <= min(event.until or event.day, self.year.end):
                found[day].append(event)
                day += timedelta(days=1)
        return found

    def counts(self) -> Mapping[str, int]:
        """How many meetings there are of each kind (slug)."""
        return Counter(event.kind for event in self.events)
