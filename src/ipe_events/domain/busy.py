"""Times that somebody is busy, read from another calendar: without what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ipe_events.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class BusyTimes:
    """Aware moments in UTC, by start and without overlaps, and what could not be read."""

    periods: tuple[tuple[datetime, datetime], ...]
    warnings: tuple[Problem, ...] = ()
