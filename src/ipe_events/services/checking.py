"""Which warnings there are on events, and on the programme as a whole; rules in `domain.checks`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ipe_events.domain import checks, checks_days, checks_rhythm
from ipe_events.domain.checks import Meeting, Span
from ipe_events.domain.checks_rhythm import Dated
from ipe_events.domain.hours import Role
from ipe_events.domain.minutes import hours_and_minutes
from ipe_events.domain.records import Check, EventFilter, EventHours, EventLine, KindLine
from ipe_events.services import ledger, programmes
from ipe_events.services.availability import availability
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import checks as asked
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Group, Organisation, Partner


def of_events(
    view: View,
    events: Sequence[EventLine],
    costs: Mapping[int, Sequence[EventHours]] | None = None,
) -> list[Check]:
    """The warnings on these events, in bulk; none on what is cancelled.

    `costs`: what they cost each partner, where that is known already.
    """
    live = [event for event in events if event.state != "cancelled"]
    if not live:
        return []
    kinds = {kind.slug: kind for kind in programmes.kinds(view)}
    meetings = _meetings(view, live, kinds)
    found = [check for meeting in meetings for check in checks.of_meeting(meeting)]
    ahead = [meeting for meeting in meetings if not meeting.held]
    found += _in_the_way(view, ahead) + _exceeded(view, [one.event for one in ahead], costs)
    found += _gaps(view, live, kinds)
    place = {event.id: number for number, event in enumerate(live)}
    off = {event.id: kinds[event.kind].checks_off for event in live}
    told = [check for check in found if check.code not in off[check.event or 0]]
    return sorted(told, key=lambda check: place[check.event or 0])


def of_programme(view: View, first: date | None, last: date | None) -> list[Check]:
    """The warnings on events of those days, and on the years that they touch."""
    lines = stored.event_lines(view.session, view.programme_id, EventFilter(first, last))
    return of_events(view, lines) + _of_years(view, first, last) + _cash_short(view, first, last)


def _meetings(
    view: View, events: Sequence[EventLine], kinds: Mapping[str, KindLine]
) -> list[Meeting]:
    participants = stored.participants(view.session, [event.id for event in events])
    rows = {key(row): row for row in lookup.find(view.session, Organisation)}
    names = {row.slug: row.name for row in rows.values()}
    partners: dict[str, list[Span]] = defaultdict(list)
    for partner in lookup.find(view.session, Partner, programme_id=view.programme_id):
        partners[rows[partner.organisation_id].slug].append((partner.starts, partner.ends))
    seats: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    roles: list[tuple[int, str, Span]] = []
    for group, slug, person, role, starts, ends in asked.seats(view.session, view.programme_id):
        seats[group][slug].append((starts, ends))
        if person is not None and role not in set(Role):
            roles.append((person, role, (starts, ends)))

    def meeting(event: EventLine) -> Meeting:
        kind = kinds[event.kind]
        required = checks.required_on(kind, event.day, partners, seats)
        standing: dict[int, list[str]] = defaultdict(list)
        for person, role, span in roles if kind.required_roles else ():
            if checks.runs([span], event.day):
                standing[person].append(role)
        wanted = [(slug, names.get(slug, slug)) for slug in required]
        return Meeting(event, kind, participants[event.id], wanted, standing)

    return [meeting(event) for event in events]


def _in_the_way(view: View, meetings: Sequence[Meeting]) -> list[Check]:
    if not meetings:
        return []
    numbers = {row.slug: key(row) for row in lookup.find(view.session, Organisation)}
    expected = [checks_days.seats(meeting, numbers) for meeting in meetings]
    first = min(meeting.event.day for meeting in meetings)
    last = max(meeting.event.until or meeting.event.day for meeting in meetings)
    everybody = {seat for seats in expected for _, seat in seats}
    known = availability(view, everybody, first, last)
    return [
        check
        for meeting, seats in zip(meetings, expected, strict=True)
        for check in checks_days.in_the_way(meeting, seats, known)
    ]


def _exceeded(
    view: View, ahead: Sequence[EventLine], known: Mapping[int, Sequence[EventHours]] | None
) -> list[Check]:
    costs = ledger.event_hours(view, ahead) if known is None else known
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


def _gaps(view: View, events: Sequence[EventLine], kinds: Mapping[str, KindLine]) -> list[Check]:
    rhythmic = {event.kind for event in events if kinds[event.kind].cadence is not None}
    if not rhythmic:
        return []
    dated = [Dated(*row) for row in asked.dated(view.session, view.programme_id, rhythmic)]
    return list(checks_rhythm.gaps(kinds, dated, {event.id for event in events}))


def _of_years(view: View, first: date | None, last: date | None) -> list[Check]:
    """Layers without a meeting in a school year, and kinds with nothing planned any more."""
    programme, today = view.programme, view.now.date()
    kinds = programmes.kinds(view)
    dated = [Dated(*row) for row in asked.dated(view.session, view.programme_id)]
    layers = {
        row.slug: row.layer
        for row in lookup.find(view.session, Group, programme_id=view.programme_id)
    }
    period = (programme.starts, programme.ends)
    judged = checks_rhythm.judged_years(dated, today, first, last, period, programme.school_month)
    found = list(checks_rhythm.empty_layers(kinds, layers, dated, judged))
    over = programme.ends is not None and programme.ends < today
    if not over and (last is None or today <= last):
        met = {kind.slug: kind for kind in kinds if "no-next-meeting" not in kind.checks_off}
        own = [one for one in dated if one.kind in met]
        found += checks_rhythm.without_next(met, own, today)
    return found


def _cash_short(view: View, first: date | None, last: date | None) -> list[Check]:
    found = []
    spans = {year.label: year for year in ledger.budget_years(view)}
    for row in ledger.budget_report(view).years:
        year = spans[row.label]
        touched = (last is None or year.start <= last) and (first is None or first <= year.end)
        if row.short and touched:
            found.append(Check("cash-short", {"year": row.label, "amount": row.short}))
    return found
