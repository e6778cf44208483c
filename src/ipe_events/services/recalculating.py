"""Held meetings charged by what their kind says today: listed first, done when asked."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ipe_events.domain.closings import Closed, Difference
from ipe_events.domain.hours import rule_of
from ipe_events.domain.working import through
from ipe_events.services import booking, finding, ledger, settled
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import entries as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, HourEntry, Organisation, Participation, PlanLine


def recalculate(
    change: Change, first: date | None, last: date | None, kind: str | None = None
) -> list[Difference]:
    """Charge the held meetings of these days by today's rules; what changes.

    A meeting of which anybody's hours are settled stays as it is.
    """
    kind_id = key(finding.kind(change, kind)) if kind is not None else None
    today, closed = ledger.kind_rules(change), settled.closed(change)
    names = {key(row): row for row in lookup.find(change.session, Organisation)}
    lines = {key(row): row.slug for row in lookup.find(change.session, PlanLine)}
    found = []
    held = stored.held(change.session, change.programme_id, first, last, kind_id)
    for event in through(held):
        rule = today[event.kind_id]
        if rule_of(event.rule) == rule:
            continue
        parts = lookup.find(change.session, Participation, event_id=key(event))
        if _is_settled(event, parts, closed):
            continue
        before = _minutes(change, event)
        event.rule = rule.text()
        booking.book(change, event, parts)
        after = _minutes(change, event)
        for organisation, line in sorted(before.keys() | after.keys(), key=str):
            place = (organisation, line)
            if before[place] != after[place]:
                found.append(
                    Difference(
                        event=key(event),
                        day=event.day,
                        title=event.title,
                        organisation=names[organisation].slug,
                        organisation_name=names[organisation].name,
                        line=lines[line] if line is not None else None,
                        before=before[place],
                        after=after[place],
                    )
                )
    return found


def _is_settled(event: Event, parts: list[Participation], closed: Closed) -> bool:
    return any(closed.holds(part.organisation_id, event.day) for part in parts)


def _minutes(view: View, event: Event) -> Counter[tuple[int, int | None]]:
    found: Counter[tuple[int, int | None]] = Counter()
    for row in lookup.find(view.session, HourEntry, event_id=key(event)):
        found[row.organisation_id, row.line_id] += row.minutes
    return found
