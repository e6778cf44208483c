"""A series told as one: its rule, the dates left out, and the occurrences that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date, datetime

from ipe_events.domain.errors import Refused
from ipe_events.domain.invitation import Invitation
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import Rule


def as_series(singles: Sequence[Invitation], rule: Rule) -> Invitation | None:
    """One invitation to all of these occurrences of a rule; None when that would say it worse.

    Each has the start it had first as its `occurrence`, by which calendars know it (RFC 5545
    section 3.8.4.4). The series says what most of them say, from the first to the last of them;
    those that differ are its overrides. A rule more than half of which is left out is no rhythm.
    """
    placed = {single.occurrence: single for single in singles if single.occurrence is not None}
    if len(placed) < max(1, len(singles)):
        return None
    first, last = min(placed), max(placed)
    given = _dates(replace(rule, count=None, until=last), first, singles[0].zone)
    if not placed.keys() <= set(given) or len(given) > 2 * len(placed):
        return None
    often = Counter(_said(single) for single in singles)
    on_time = [single for start, single in placed.items() if single.start == start]
    model = max(on_time or singles, key=lambda single: often[_said(single)])
    return replace(
        model,
        start=first,
        end=first + model.length,
        occurrence=None,
        rule=replace(rule, count=None, until=last),
        excluded=tuple(moment for moment in given if moment not in placed),
        overrides=tuple(
            single
            for start, single in sorted(placed.items())
            if single.start != start or _said(single) != _said(model)
        ),
    )


def _said(single: Invitation) -> Hashable:
    """What an invitation says, but for when it starts."""
    return (
        *(single.method, single.whole_event, single.title, single.length),
        *(single.location, single.link, single.description, single.category),
        *(single.attendees, single.reminder_minutes),
    )


def _dates(rule: Rule, first: date | datetime, zone: str) -> list[date]:
    try:
        return list(occurrences(rule, first, zone=zone))
    except Refused:
        return []
