"""Hours and cash of the programme: rows in, figures by `domain.budget` out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ipe_events.domain import budget, cash, years
from ipe_events.domain import budget_years as yearly
from ipe_events.domain.budget import Bounds, Figures, MinuteGroup, Place, State, Tallies
from ipe_events.domain.errors import refuse
from ipe_events.domain.hour_records import BudgetReport, HoursReport, HoursRow
from ipe_events.domain.hours import Charge, Financing, KindRule, Own, components
from ipe_events.domain.promises import Book
from ipe_events.domain.rates import RateFrom, Worth
from ipe_events.domain.records import EventHours, EventLine
from ipe_events.domain.years import Year
from ipe_events.services import planned_work, rates
from ipe_events.services.lines import Lines
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import hours as stored
from ipe_events.store.queries import lookup
from ipe_events.store.queries.hours import Scope
from ipe_events.store.tables import (
    CashReceipt,
    CostEntry,
    EventKind,
    Goal,
    Organisation,
    Partner,
    Person,
    PlanLine,
)

USUAL = Bounds()
GROUPINGS = ("partner", "person", "kind", "goal", "month")


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


def kind_rules(view: View) -> dict[int, KindRule]:
    """What each kind of the programme charges today, by key."""
    return {
        key(row): KindRule(
            Charge(row.charge), row.preparation, row.travel, row.line_id, row.line_by_seat
        )
        for row in lookup.find(view.session, EventKind, programme_id=view.programme_id)
    }


def groups(
    view: View,
    book: Book,
    first: date | None,
    last: date | None,
    by: str = "",
    only: Set[int] | None = None,
) -> list[tuple[int | None, MinuteGroup]]:
    """Every group of minutes in those days, with the key of the grouping `by` (`GROUPINGS`).

    `only`: what meetings come to is that of these organisations.
    """
    scope = Scope(first, last, by, people=book.people, organisations=only)
    found = _met(view, book, scope)
    work = planned_work.groups(view, first, last)
    return found + [(None, group) for group in work]


def _met(view: View, book: Book, scope: Scope) -> list[tuple[int | None, MinuteGroup]]:
    """What was booked, and what meetings to come will cost."""
    session, programme = view.session, view.programme_id
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
                row.person,
                _settled(row.rate, row.rate_from),
            ),
        )
        for row in stored.booked(session, programme, scope)
    ]
    rules = kind_rules(view)
    by_seat = {kind for kind, rule in rules.items() if rule.by_seat and rule.line is None}
    rows = stored.expected(session, programme, replace(scope, by_seat=by_seat))
    lines = Lines(view, book.promises)
    return booked + [
        (row.key, group) for row in rows for group in _expected(row, rules[row.kind], lines)
    ]


def _settled(rate: str | None, source: str | None) -> Worth | None:
    if rate is None:
        return None
    return Worth(Fraction(rate) if rate else None, RateFrom(source or RateFrom.NONE))


def _expected(row: stored.ExpectedGroup, rule: KindRule, lines: Lines) -> Iterator[MinuteGroup]:
    parts = components(
        rule,
        row.minutes,
        role=row.role,
        hosts=row.hosts,
        online=row.online,
        counted=row.counted,
        own=Own(row.presence, row.preparation, row.travel, row.charged),
    )
    if parts is not None:
        yield MinuteGroup(
            row.organisation,
            lines.of_event(rule, row.organisation, row.person, row.day)[0],
            row.month,
            Financing(row.financing),
            State.DRAFT if row.state == "draft" else State.PLANNED,
            parts.total,
            row.count,
            row.person,
        )


def partner_figures(
    view: View, period: Year, bounds: Bounds = USUAL, only: Set[int] | None = None
) -> dict[Place, Figures]:
    """The figures of every partner and line, or of these organisations only."""
    carry = carried_from(view, period)
    first = carry[0].start if carry else period.start
    found = tallies(view, first, period.end, only)
    return budget.by_partner_and_line(found, period, bounds, carry, only)


def tallies(view: View, first: date, last: date, only: Set[int] | None = None) -> Tallies:
    """The minutes of the months of these days, by partner and line; `only` as for `groups`."""
    book = rates.book(view)
    return Tallies(book, (group for _, group in groups(view, book, first, last, only=only)))


def carried_from(view: View, period: Year) -> list[Year]:
    """The years whose unspent hours may be used in `period`, under the reading chosen."""
    known = budget_years(view)
    if not view.programme.carry_over or period not in known:
        return []
    return [year for year in known if year.end < period.start]


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
    figures = partner_figures(view, period, bounds)
    totals = budget.total(figures.values(), bounds)
    if by == "partner":
        rows = _partner_rows(view, figures)
    elif by == "month":
        rows = _month_rows(view, period, bounds)
    else:
        rows = _key_rows(view, period, by)
    return HoursReport(view.programme.slug, period, by, tuple(rows), totals, bounds)


def _partner_rows(view: View, figures: dict[Place, Figures]) -> list[HoursRow]:
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    order = {row.organisation_id: row.position for row in partners}
    lines = {
        key(row): row.slug
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }

    def position(place: Place) -> tuple[int, int, bool, int]:
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
    found = tallies(view, period.start, period.end)
    rows = []
    for month in years.months(period.start, period.end):
        first = date.fromisoformat(f"{month}-01")
        part = Year(first, first, month)
        figures = budget.by_partner_and_line(found, part, bounds)
        rows.append(HoursRow(month, month, None, budget.total(figures.values(), bounds)))
    return rows


def _key_rows(view: View, period: Year, by: str) -> list[HoursRow]:
    book = rates.book(view)
    own: dict[int | None, list[MinuteGroup]] = defaultdict(list)
    for value, group in groups(view, book, period.start, period.end, by):
        own[value].append(group)
    called = key_names(view, by)
    rows = [
        HoursRow(*called.get(value, ("", "")), None, Figures(None, None, budget.tally(found, book)))
        for value, found in own.items()
    ]
    return sorted(rows, key=lambda row: (not row.key, row.name.casefold(), row.key))


def key_names(view: View, by: str) -> dict[int | None, tuple[str, str]]:
    """What the keys of a grouping are called: (slug, address or number; name)."""
    session, programme = view.session, view.programme_id
    if by == "person":
        people = lookup.find(session, Person)
        return {key(one): (one.email or str(one.id), one.name) for one in people}
    if by == "kind":
        kinds = lookup.find(session, EventKind, programme_id=programme)
        return {key(one): (one.slug, one.name) for one in kinds}
    goals = lookup.find(session, Goal, programme_id=programme)
    return {key(one): (one.slug, one.name) for one in goals}


def event_hours(view: View, events: Sequence[EventLine]) -> dict[int, list[EventHours]]:
    """What each event costs each partner in kind, and what is left of the year's promise."""
    costs: dict[int, dict[Place, int]] = {event.id: defaultdict(int) for event in events}
    states = {event.id: event.state for event in events}
    for event_id, group in _met(view, rates.book(view), Scope(by="event", events=list(costs))):
        if event_id is None or group.financing is not Financing.IN_KIND:
            continue
        held = states[event_id] == "held"
        if states[event_id] != "cancelled" and held == (group.state is State.REALISED):
            costs[event_id][group.organisation, group.line] += group.minutes * group.count
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    lines = {
        key(row): row.slug
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }
    charged = {organisation for cost in costs.values() for organisation, _line in cost}
    figures: dict[Year, dict[Place, Figures]] = {}
    found: dict[int, list[EventHours]] = {}
    for event in events:
        year = year_at(view, event.day)
        if year not in figures:
            figures[year] = partner_figures(view, year, only=charged)
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


def budget_report(view: View) -> BudgetReport:
    """Cash and hours of every budget year under the choices made."""
    programme, known = view.programme, budget_years(view)
    costs = cash.sums(
        (year_at(view, row.day).label, row.planned_cents, row.actual_cents)
        for row in lookup.find(view.session, CostEntry, programme_id=view.programme_id)
    )
    receipts = cash.cash_sums(
        (cash.budget_label(known, row.year) or row.year, row.kind, row.cents)
        for row in lookup.find(view.session, CashReceipt, programme_id=view.programme_id)
    )
    usual, carry = programme.cash_needed_cents, programme.carry_over
    rows = yearly.budget(known, rates.book(view), costs, receipts, usual, carry)
    choices: dict[str, str] = json.loads(view.programme.choices)
    return BudgetReport(view.programme.slug, tuple(rows), choices)
