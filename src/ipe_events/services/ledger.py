"""Hours and cash of the programme: rows in, figures by `domain.budget` out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from datetime import date

from ipe_events.domain import budget, years
from ipe_events.domain.budget import Bounds, Figures, Lead, MinuteGroup, Promise, State
from ipe_events.domain.drafts import HourDraft, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Charge, Financing, KindRule, components
from ipe_events.domain.records import (
    BudgetReport,
    EventHours,
    EventLine,
    HoursReport,
    HoursRow,
)
from ipe_events.domain.years import Year
from ipe_events.services import finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import hours as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    EventKind,
    Goal,
    HourEntry,
    Organisation,
    Partner,
    Person,
    PlanLine,
)

USUAL = Bounds()
GROUPINGS = ("partner", "person", "kind", "goal", "month")
Key = tuple[int, int | None]


def budget_years(view: View) -> list[Year]:
    """The years of the programme's budget, under the reading chosen."""
    labels: list[str] = json.loads(view.programme.years)
    return [years.parse_year(label, view.programme.school_month) for label in labels]


def year_at(view: View, day: date) -> Year:
    """The budget year of a day; outside them the calendar or school year, as the budget's are."""
    known = budget_years(view)
    for year in known:
        if year.contains(day):
            return year
    school = bool(known) and "-" in known[0].label
    return years.year_of(day, school=school, month=view.programme.school_month)


def year_now(view: View) -> Year:
    """The budget year of today, or the nearest one."""
    today = view.now.date()
    known = budget_years(view)
    if known and today > known[-1].end:
        return known[-1]
    return known[0] if known and today < known[0].start else year_at(view, today)


def promises(view: View) -> list[Promise]:
    """Every commitment of the programme."""
    lead = Lead(view.programme.promise)
    month = view.programme.school_month
    found = []
    for label, organisation, line, starts, ends, *amounts in stored.promised(
        view.session, view.programme_id
    ):
        year = years.parse_year(label, month)
        start, end = max(year.start, starts or year.start), min(year.end, ends or year.end)
        minutes, value, rate, cash = amounts
        found.append(Promise(organisation, line, start, end, minutes, value, rate, cash, lead))
    return found


def kind_rules(view: View) -> dict[int, KindRule]:
    """What each kind of the programme charges, by key."""
    return {
        key(row): KindRule(Charge(row.charge), row.preparation, row.travel, row.line_id)
        for row in lookup.find(view.session, EventKind, programme_id=view.programme_id)
    }


def _expected(
    view: View, rows: Sequence[stored.ExpectedGroup]
) -> list[tuple[int | None, MinuteGroup]]:
    rules = kind_rules(view)
    found = []
    for row in rows:
        rule = rules[row.kind]
        parts = components(
            rule,
            row.minutes,
            role=row.role,
            hosts=row.hosts,
            online=row.online,
            counted=row.counted,
        )
        if parts is not None:
            state = State.DRAFT if row.state == "draft" else State.PLANNED
            group = MinuteGroup(
                row.organisation,
                rule.line,
                row.month,
                Financing(row.financing),
                state,
                parts.total,
                row.count,
            )
            found.append((row.key, group))
    return found


def _groups(
    view: View, first: date | None, last: date | None, by: str = ""
) -> list[tuple[int | None, MinuteGroup]]:
    """Every group of minutes in those days with the key of the grouping `by`."""
    booked = [
        (
            row.key,
            MinuteGroup(
                row.organisation,
                row.line,
                row.month,
                Financing(row.financing),
                State.REALISED,
                row.minutes,
                row.count,
            ),
        )
        for row in stored.booked(view.session, view.programme_id, first, last, by)
    ]
    rows = stored.expected(view.session, view.programme_id, first, last, by)
    return booked + _expected(view, rows)


def _partner_figures(
    view: View, period: Year, bounds: Bounds = USUAL, only: Set[int] | None = None
) -> dict[Key, Figures]:
    """The figures of every partner and line, or of these organisations only."""
    carry = [year for year in budget_years(view) if year.end < period.start]
    if not (view.programme.carry_over and period in budget_years(view)):
        carry = []
    first = carry[0].start if carry else period.start
    groups = [group for _, group in _groups(view, first, period.end)]
    made = promises(view)
    if only is not None:
        groups = [group for group in groups if group.organisation in only]
        made = [promise for promise in made if promise.organisation in only]
    return budget.by_partner_and_line(made, groups, period, bounds, carry)


def report(
    view: View, label: str | None = None, by: str = "partner", bounds: Bounds = USUAL
) -> HoursReport:
    """Hours of a year (`2027`, `2026-2027`; by default today's) grouped in one of `GROUPINGS`.

    `bounds`: from which share of the promise on a status is another.
    """
    if by not in GROUPINGS:
        raise refuse("unknown-grouping", "by", value=by, known=", ".join(GROUPINGS))
    month = view.programme.school_month
    period = year_now(view) if label is None else years.parse_year(label, month)
    figures = _partner_figures(view, period, bounds)
    totals = budget.total(figures.values(), bounds)
    if by == "partner":
        rows = _partner_rows(view, figures)
    elif by == "month":
        rows = _month_rows(view, period, bounds)
    else:
        rows = _key_rows(view, period, by)
    return HoursReport(view.programme.slug, period, by, tuple(rows), totals, bounds)


def _partner_rows(view: View, figures: dict[Key, Figures]) -> list[HoursRow]:
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    order = {row.organisation_id: row.position for row in partners}
    lines = {
        key(row): row.slug
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }

    def position(place: Key) -> tuple[int, int, bool, int]:
        organisation, line = place
        return order.get(organisation, len(order)), organisation, line is None, line or 0

    return [
        HoursRow(
            key=names[organisation].slug,
            name=names[organisation].name,
            line=lines[line] if line is not None else None,
            figures=figures[organisation, line],
        )
        for organisation, line in sorted(figures, key=position)
    ]


def _month_rows(view: View, period: Year, bounds: Bounds) -> list[HoursRow]:
    groups = [group for _, group in _groups(view, period.start, period.end)]
    known = promises(view)
    rows = []
    for month in years.months(period.start, period.end):
        first = date.fromisoformat(f"{month}-01")
        part = Year(first, first, month)
        figures = budget.by_partner_and_line(known, groups, part, bounds)
        rows.append(HoursRow(month, month, None, budget.total(figures.values(), bounds)))
    return rows


def _key_rows(view: View, period: Year, by: str) -> list[HoursRow]:
    known = promises(view)
    own: dict[int | None, list[MinuteGroup]] = defaultdict(list)
    for value, group in _groups(view, period.start, period.end, by):
        own[value].append(group)
    names = _names(view, by)
    rows = [
        HoursRow(*names(value), None, Figures(None, None, budget.tally(groups, known)))
        for value, groups in own.items()
    ]
    return sorted(rows, key=lambda row: (not row.key, row.name.casefold(), row.key))


def _names(view: View, by: str) -> Callable[[int | None], tuple[str, str]]:
    """From a key to what a row is called: (slug, address or number; name)."""
    found: dict[int | None, tuple[str, str]] = {}
    if by == "person":
        for person in lookup.find(view.session, Person):
            found[key(person)] = (person.email or str(person.id), person.name)
    elif by == "kind":
        for kind in lookup.find(view.session, EventKind, programme_id=view.programme_id):
            found[key(kind)] = (kind.slug, kind.name)
    else:
        for goal in lookup.find(view.session, Goal, programme_id=view.programme_id):
            found[key(goal)] = (goal.slug, goal.name)
    return lambda value: found.get(value, ("", ""))


def event_hours(view: View, events: Sequence[EventLine]) -> dict[int, list[EventHours]]:
    """What each event costs each partner in kind, and what is left of the year's promise."""
    ids = [event.id for event in events]
    costs: dict[int, dict[Key, int]] = {event_id: defaultdict(int) for event_id in ids}
    held = {event.id for event in events if event.state == "held"}
    rows = stored.expected(view.session, view.programme_id, None, None, "event", events=ids)
    for event_id, group in _expected(
        view, [r for r in rows if r.key not in held and r.state != "cancelled"]
    ):
        if event_id is not None and group.financing is Financing.IN_KIND:
            costs[event_id][group.organisation, group.line] += group.minutes * group.count
    for event_id in held:
        for entry in lookup.find(view.session, HourEntry, event_id=event_id):
            if entry.financing == Financing.IN_KIND:
                minutes = entry.presence + entry.preparation + entry.travel
                costs[event_id][entry.organisation_id, entry.line_id] += minutes
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    lines = {
        key(row): row.slug
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }
    charged = {organisation for cost in costs.values() for organisation, _line in cost}
    figures: dict[Year, dict[Key, Figures]] = {}
    found: dict[int, list[EventHours]] = {}
    for event in events:
        year = year_at(view, event.day)
        if year not in figures:
            figures[year] = _partner_figures(view, year, only=charged)
        found[event.id] = [
            EventHours(
                organisation=names[organisation].slug,
                organisation_name=names[organisation].name,
                line=lines[line] if line is not None else None,
                minutes=minutes,
                left=figures[year][organisation, line].left
                if (organisation, line) in figures[year]
                else None,
            )
            for (organisation, line), minutes in costs[event.id].items()
        ]
    return found


def log_hours(change: Change, draft: HourDraft) -> int:
    """Book hours worked outside a meeting; the entry's number."""
    raise_for(draft.problems())
    if draft.financing not in set(Financing):
        known = ", ".join(Financing)
        raise refuse("unknown-financing", "financing", value=draft.financing, known=known)
    organisation = finding.organisation(change, draft.organisation)
    person = finding.person(change, draft.person) if draft.person else None
    goal = finding.goal(change, draft.goal) if draft.goal else None
    entry = change.add(
        HourEntry(
            programme_id=change.programme_id,
            organisation_id=key(organisation),
            person_id=key(person) if person else None,
            line_id=_line_of(change, draft, key(organisation)),
            goal_id=key(goal) if goal else None,
            work_date=draft.day,
            presence=draft.minutes,
            activity=draft.activity.strip(),
            financing=draft.financing,
            booked_at=change.stamp,
        )
    )
    return key(entry)


def _line_of(change: Change, draft: HourDraft, organisation_id: int) -> int | None:
    """The line named, else the only one the organisation promised hours on that day."""
    if draft.line is not None:
        return key(finding.line(change, draft.line))
    lines = {
        promise.line
        for promise in promises(change)
        if promise.organisation == organisation_id
        and promise.minutes is not None
        and promise.start <= draft.day <= promise.end
    }
    if len(lines) > 1:
        slugs = sorted(
            row.slug for row in lookup.find(change.session, PlanLine) if key(row) in lines
        )
        raise refuse("line-needed", "line", value=draft.organisation, known=", ".join(slugs))
    return lines.pop() if lines else None


def budget_report(view: View) -> BudgetReport:
    """Cash and hours of every budget year under the choices made."""
    known = budget_years(view)
    needed = {year.label: view.programme.cash_needed_cents for year in known}
    rows = budget.budget(known, promises(view), needed, view.programme.carry_over)
    choices: dict[str, str] = json.loads(view.programme.choices)
    return BudgetReport(view.programme.slug, tuple(rows), choices)
