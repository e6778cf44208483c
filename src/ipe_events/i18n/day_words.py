"""A day and its times said back as they were understood."""

from __future__ import annotations

from datetime import time

from ipe_events.domain.quick_add import DayAndTimes
from ipe_events.i18n import _, format_day_range


def understood(said: DayAndTimes, *, off: str = "", year_was_chosen: bool = False) -> str:
    """`di 12 jan 2027, week 2`, with the times, what the day is called, and why that year."""
    last = said.until or said.day
    parts = [
        format_day_range(said.day, last),
        _("week {number}").format(number=said.day.isocalendar().week),
    ]
    if said.start is not None:
        parts.append(clocks(said.start, said.end))
    if off:
        parts.append(off)
    if year_was_chosen:
        parts.append(_("the first from today on"))
    return ", ".join(parts)


def clocks(start: time, end: time | None) -> str:
    """`13:00-15:00`, or the beginning alone."""
    return f"{start:%H:%M}-{end:%H:%M}" if end is not None else f"{start:%H:%M}"
