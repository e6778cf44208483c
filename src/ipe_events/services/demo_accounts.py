"""The half of the demonstration that is kept in books: work to come, money, what was decided."""

from __future__ import annotations

from datetime import date

from ipe_events.domain.cash import CashDraft, CashKind, CostDraft, promised
from ipe_events.domain.drafts import EventEdit
from ipe_events.domain.planned_work import WorkDraft
from ipe_events.domain.records import EventFilter
from ipe_events.domain.years import Year
from ipe_events.services import events, finding, ledger, money, planned_work, plans, rates
from ipe_events.services.demo_data import Demonstration
from ipe_events.services.plans import GoalNote
from ipe_events.services.workspace import Change, key

EURO = 100


def fill(change: Change, data: Demonstration) -> None:
    """Expect work, keep costs and cash of the budget year up to today, and write what to report."""
    year = ledger.year_now(change)
    _expect(change, data, year)
    _spend(change, data, year)
    _receive(change, data, year)
    for outcome in data.outcomes:
        held = events.lines(change, EventFilter(kind=outcome.kind, states=("held",)))
        if held:
            events.edit(change, held[-1].id, EventEdit(outcome=outcome.text))
    for slug, texts in data.notes.items():
        plans.note_goal(change, slug, GoalNote(**texts))


def _expect(change: Change, data: Demonstration, year: Year) -> None:
    first = max(year.start, min(change.now.date(), year.end).replace(day=1))
    for work in data.expected:
        minutes = round(work.hours * 60)
        draft = WorkDraft(work.organisation, work.line, first, year.end, minutes, work.activity)
        planned_work.add(change, draft)


def _spend(change: Change, data: Demonstration, year: Year) -> None:
    for cost in data.costs:
        day = _day(year, cost.month)
        actual = cost.actual if day < change.now.date() else None
        money.add_cost(
            change,
            CostDraft(
                day,
                cost.category,
                cost.planned * EURO,
                None if actual is None else actual * EURO,
                note=cost.note,
            ),
        )


def _receive(change: Change, data: Demonstration, year: Year) -> None:
    amounts = promised(rates.book(change), year)
    for cash in data.cash:
        day = _day(year, cash.month)
        for slug in cash.organisations:
            cents = amounts.get(key(finding.organisation(change, slug)), 0)
            if cents and day < change.now.date():
                kind, reference = CashKind(cash.kind), cash.reference
                draft = CashDraft(slug, year.label, kind, cents, day, reference)
                money.add_cash(change, draft)


def _day(year: Year, month: int) -> date:
    """The fifteenth of a month of the year."""
    first = date(year.start.year, month, 15)
    return first if first >= year.start else first.replace(year=first.year + 1)
