"""Which warnings there are on events, and on the programme as a whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from ipe_events.domain import checks
from ipe_events.domain.calendar_days import HolidayCalendar
from ipe_events.domain.minutes import hours_and_minutes
from ipe_events.domain.records import Check, EventFilter, EventLine
from ipe_events.services import ledger
from ipe_events.services.workspace import View
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import EventKind, Organisation


def of_events(view: View, events: Sequence[EventLine]) -> list[Check]:
    """The warnings on these events, in bulk; none on what is cancelled."""
    live = [event for event in events if event.state != "cancelled"]
    if not live:
        return []
    found = _missing(view, live) + _days_off(view, live)
    found += _double_booked(view, live) + _exceeded(view, live)
    order = {event.id: place for place, event in enumerate(live)}
    return sorted(found, key=lambda check: order[check.event or 0])


def of_programme(view: View, first: date | None, last: date | None) -> list[Check]:
    """The warnings on events of those days, and on the budget's years that they touch."""
    lines = stored.event_lines(view.session, view.programme_id, EventFilter(first, last))
    return of_events(view, lines) + _cash_short(view, first, last)


def calendar(view: View) -> HolidayCalendar | None:
    """The holidays of the programme's region; None when it names none."""
    programme = view.programme
    if not programme.country:
        return None
    return HolidayCalendar(programme.country, programme.subdivision or None)


def _missing(view: View, events: Sequence[EventLine]) -> list[Check]:
    required: dict[str, list[str]] = {
        row.slug: json.loads(row.required)
        for row in lookup.find(view.session, EventKind, programme_id=view.programme_id)
    }
    names = {row.slug: row.name for row in lookup.find(view.session, Organisation)}
    asked = [event for event in events if required.get(event.kind)]
    participants = stored.participants(view.session, [event.id for event in asked])
    found = []
    for event in asked:
        wanted = [(slug, names.get(slug, slug)) for slug in required[event.kind]]
        found += checks.missing_organisations(event, wanted, participants[event.id])
    return found


def _days_off(view: View, events: Sequence[EventLine]) -> list[Check]:
    holidays = calendar(view)
    if holidays is None:
        return []
    found = []
    for event in events:
        if event.state == "held":
            continue
        days = holidays.days_off(event.day, event.until or event.day)
        seen: set[tuple[str, str]] = set()
        for off in days:
            code = "holiday" if off.kind == "public" else "school-holiday"
            if (code, off.name) not in seen:
                seen.add((code, off.name))
                found.append(Check(code, {"name": off.name, "date": off.day}, event.id))
    return found


def _double_booked(view: View, events: Sequence[EventLine]) -> list[Check]:
    ahead = [event for event in events if event.state != "held"]
    if not ahead:
        return []
    participants = stored.participants(view.session, [event.id for event in ahead])
    people = {
        participant.person
        for parts in participants.values()
        for participant in parts
        if participant.person is not None
    }
    first = min(event.day for event in ahead)
    last = max(event.until or event.day for event in ahead)
    engaged = stored.occupied(view.session, sorted(people), first, last)
    return checks.double_bookings({event.id for event in ahead}, engaged)


def _exceeded(view: View, events: Sequence[EventLine]) -> list[Check]:
    ahead = [event for event in events if event.state != "held"]
    costs = ledger.event_hours(view, ahead)
    found = []
    for event in ahead:
        for cost in costs[event.id]:
            if cost.left is not None and cost.left < 0:
                values = {
                    "organisation": cost.organisation_name,
                    "line": cost.line,
                    "over": hours_and_minutes(-cost.left),
                }
                found.append(Check("commitment-exceeded", values, event.id, cost.organisation))
    return found


def _cash_short(view: View, first: date | None, last: date | None) -> list[Check]:
    found = []
    spans = {year.label: year for year in ledger.budget_years(view)}
    for row in ledger.budget_report(view).years:
        year = spans[row.label]
        touched = (last is None or year.start <= last) and (first is None or first <= year.end)
        if row.gap > 0 and touched:
            found.append(Check("cash-short", {"year": row.label, "amount": row.gap}))
    return found
