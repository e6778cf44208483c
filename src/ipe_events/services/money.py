"""Money of a programme: what it costs, and the cash of its partners."""

from __future__ import annotations

from dataclasses import replace

from ipe_events.domain import cash, years
from ipe_events.domain.cash import (
    NO_CASH,
    Cash,
    CashDraft,
    CashKind,
    CashLine,
    CostDraft,
    CostLine,
    PartnerCash,
)
from ipe_events.domain.drafts import raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.years import Year
from ipe_events.services import events, finding, ledger, rates
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import CashReceipt, CostEntry, Organisation, Partner


def add_cost(change: Change, draft: CostDraft) -> int:
    """Keep a cost; its number. Refuses a day outside the years of the budget."""
    raise_for(draft.problems())
    known = ledger.budget_years(change)
    if known and not any(year.contains(draft.day) for year in known):
        listed = ", ".join(year.label for year in known)
        raise refuse("cost-outside-budget", "date", value=draft.day, known=listed)
    event = finding.event(change, draft.event) if draft.event is not None else None
    row = CostEntry(
        programme_id=change.programme_id,
        day=draft.day,
        category=_same_category(change, draft.category.strip()),
        description=draft.note.strip(),
        planned_cents=draft.planned,
        actual_cents=draft.actual,
        event_id=key(event) if event else None,
        booked_at=change.stamp,
        entered_by=change.programme.organiser_name,
    )
    return key(change.add(row))


def _same_category(change: Change, category: str) -> str:
    """The category as it was written before, whatever its capitals."""
    for row in _cost_rows(change):
        if row.category.casefold() == category.casefold():
            return row.category
    return category


def remove_cost(change: Change, number: int) -> None:
    """Take a cost away that was kept by mistake."""
    if all(key(row) != number for row in _cost_rows(change)):
        raise refuse("unknown-cost", "cost", id=number)
    lookup.delete(change.session, CostEntry, id=number)


def cost_lines(
    view: View,
    label: str | None = None,
    category: str | None = None,
    event: int | None = None,
) -> list[CostLine]:
    """Costs by day; of a year, a category (capitals do not matter), an event."""
    wanted = None if label is None else years.parse_year(label, view.programme.school_month)
    rows = [
        row
        for row in _cost_rows(view)
        if (wanted is None or wanted.contains(row.day))
        and (category is None or row.category.casefold() == category.strip().casefold())
        and event in (None, row.event_id)
    ]
    ids = {row.event_id for row in rows if row.event_id is not None}
    titles = {line.id: line.title for line in events.by_id(view, ids)} if ids else {}
    return [
        CostLine(
            id=key(row),
            day=row.day,
            year=ledger.year_at(view, row.day).label,
            category=row.category,
            planned=row.planned_cents,
            actual=row.actual_cents,
            event=row.event_id,
            event_title=titles.get(row.event_id or 0, ""),
            note=row.description,
        )
        for row in sorted(rows, key=lambda row: (row.day, key(row)))
    ]


def categories(view: View) -> list[str]:
    """The categories that costs were kept in."""
    return sorted({row.category for row in _cost_rows(view)}, key=str.casefold)


def add_cash(change: Change, draft: CashDraft) -> int:
    """Keep what was invoiced to a partner or received of it; its number."""
    raise_for(draft.problems())
    organisation = finding.organisation(change, draft.organisation)
    row = CashReceipt(
        programme_id=change.programme_id,
        organisation_id=key(organisation),
        year=budget_year(change, draft.year).label,
        kind=draft.kind,
        day=draft.day,
        cents=draft.cents,
        reference=draft.reference.strip(),
        booked_at=change.stamp,
        entered_by=change.programme.organiser_name,
    )
    return key(change.add(row))


def remove_cash(change: Change, number: int) -> None:
    """Take cash away that was kept by mistake."""
    if all(key(row) != number for row in _receipts(change)):
        raise refuse("unknown-cash", "cash", id=number)
    lookup.delete(change.session, CashReceipt, id=number)


def cash_lines(
    view: View, organisation: str | None = None, label: str | None = None
) -> list[CashLine]:
    """What was invoiced and received, by day."""
    slug = None if organisation is None else finding.organisation(view, organisation).slug
    wanted = None if label is None else budget_year(view, label).label
    rows = {key(row): row for row in lookup.find(view.session, Organisation)}
    found = [
        CashLine(
            id=key(row),
            organisation=rows[row.organisation_id].slug,
            organisation_name=rows[row.organisation_id].name,
            year=_label(view, row.year),
            kind=CashKind(row.kind),
            day=row.day,
            cents=row.cents,
            reference=row.reference,
        )
        for row in sorted(_receipts(view), key=lambda row: (row.day, key(row)))
    ]
    return [
        line for line in found if slug in (None, line.organisation) and wanted in (None, line.year)
    ]


def partner_cash(
    view: View, organisation: str | None = None, label: str | None = None
) -> list[PartnerCash]:
    """Promised, invoiced, received per budget year and partner, in the order of the plan."""
    only = None if organisation is None else key(finding.organisation(view, organisation))
    known = ledger.budget_years(view)
    wanted = None if label is None else budget_year(view, label).label
    book = rates.book(view)
    found = receipts_by_year(view)
    for year in known:
        for place, cents in cash.promised(book, year).items():
            own = found.get((year.label, place), NO_CASH)
            found[year.label, place] = replace(own, promised=cents)
    rows = {key(row): row for row in partners_first(view)}
    order = {place: number for number, place in enumerate(rows)}
    return [
        PartnerCash(rows[place].slug, rows[place].name, year, own)
        for (year, place), own in sorted(
            found.items(), key=lambda one: (one[0][0], order[one[0][1]])
        )
        if only in (None, place) and wanted in (None, year)
    ]


def receipts_by_year(view: View) -> dict[tuple[str, int], Cash]:
    """Invoiced and received by budget year and organisation key."""
    return cash.cash_sums(
        ((_label(view, row.year), row.organisation_id), row.kind, row.cents)
        for row in _receipts(view)
    )


def partners_first(view: View) -> list[Organisation]:
    """Every organisation: partners in the order of the plan, then the others."""
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    order = {row.organisation_id: row.position for row in partners}
    rows = lookup.find(view.session, Organisation)
    return sorted(rows, key=lambda row: (order.get(key(row), len(order)), key(row)))


def budget_year(view: View, label: str) -> Year:
    """The budget year that is meant, also by the calendar year it starts in."""
    year = years.parse_year(label, view.programme.school_month)
    known = ledger.budget_years(view)
    if not known:
        return year
    found = cash.budget_label(known, year.label)
    if found is None:
        listed = ", ".join(one.label for one in known)
        raise refuse("no-budget-year", "year", value=label, known=listed)
    return next(one for one in known if one.label == found)


def _label(view: View, label: str) -> str:
    """The budget year that cash was kept for, as the plan is read now."""
    return cash.budget_label(ledger.budget_years(view), label) or label


def _cost_rows(view: View) -> list[CostEntry]:
    return lookup.find(view.session, CostEntry, programme_id=view.programme_id)


def _receipts(view: View) -> list[CashReceipt]:
    return lookup.find(view.session, CashReceipt, programme_id=view.programme_id)
