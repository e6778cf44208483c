"""What the budget comes to: cash and costs, how a gap closes, what each partner brings in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ipe_events.domain import budget, cash, gaps
from ipe_events.domain.budget import State
from ipe_events.domain.gaps import Way
from ipe_events.domain.hour_records import BudgetReport
from ipe_events.domain.promises import Book
from ipe_events.domain.sectors import PartnerShare, Share
from ipe_events.domain.years import Year
from ipe_events.services import ledger, money, rates
from ipe_events.services.programmes import parse
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Organisation, PlanLine


@dataclass(frozen=True, slots=True)
class MoneyReport:
    """The budget with the ways to close what is short, and what each partner brings in.

    `names`: organisations by slug. `pays_for`: what the plan says cash is needed for. `partners`
    are of the budget year `shared`, None for all of them together.
    """

    budget: BudgetReport
    ways: tuple[Way, ...]
    names: Mapping[str, str]
    pays_for: tuple[str, ...]
    partners: tuple[PartnerShare, ...]
    shared: str | None


def report(view: View, label: str | None = None) -> MoneyReport:
    """The budget, what is short and how that closes, and shares of a budget year or of all."""
    known = ledger.budget_years(view)
    chosen = known if label is None else [money.budget_year(view, label)]
    found = ledger.budget_report(view)
    book = rates.book(view)
    rows = {key(row): row for row in money.partners_first(view)}
    ways = _ways(view, found, book, rows)
    return MoneyReport(
        budget=found,
        ways=ways,
        names={row.slug: row.name for row in rows.values()},
        pays_for=_pays_for(view) if ways else (),
        partners=_partners(view, _shares(view, book, chosen), rows),
        shared=None if label is None else chosen[0].label,
    )


def _ways(
    view: View, found: BudgetReport, book: Book, rows: Mapping[int, Organisation]
) -> tuple[Way, ...]:
    spans = {year.label: year for year in ledger.budget_years(view)}
    payers = {}
    for label, year in spans.items():
        promised = cash.promised(book, year)
        payers[label] = [(rows[place].slug, promised[place]) for place in rows if place in promised]
    planned: dict[str, list[tuple[str, int]]] = {}
    lines = money.cost_lines(view)
    costs = cash.sums(((one.year, one.category), one.planned, one.actual) for one in lines)
    for (label, category), own in costs.items():
        if own.planned:
            planned.setdefault(label, []).append((category, own.planned))
    return tuple(gaps.ways(found.years, spans, payers, planned, view.now.date()))


def _pays_for(view: View) -> tuple[str, ...]:
    if not view.programme.file_text:
        return ()
    file = parse(view.programme.file_text, view.programme.slug)
    return file.budget.pays_for if file.budget else ()


Place = tuple[int, int | None]


def _shares(view: View, book: Book, chosen: Sequence[Year]) -> dict[Place, Share]:
    """What each partner brings in on each line in these years; cash stands beside the lines."""
    found: dict[Place, Share] = {}

    def add(organisation: int, line: int | None, share: Share) -> None:
        place = organisation, line
        found[place] = found.get(place, Share()) + share

    received = money.receipts_by_year(view)
    for year in chosen:
        realised = budget.Tallies(
            book,
            (
                group
                for _, group in ledger.groups(view, book, year.start, year.end)
                if group.state is State.REALISED
            ),
        )
        figures = budget.by_partner_and_line(realised, year, ledger.USUAL)
        for place, own in figures.items():
            add(
                *place,
                Share(
                    minutes=own.committed or 0,
                    value=own.committed_value or 0,
                    realised_minutes=own.tally.realised,
                    realised_value=own.tally.value,
                ),
            )
        for organisation, cents in cash.promised(book, year).items():
            add(organisation, None, Share(cash=cents))
        for (label, organisation), came in received.items():
            if label == year.label:
                add(organisation, None, Share(received=came.received))
    return found


def _partners(
    view: View, shares: Mapping[Place, Share], rows: Mapping[int, Organisation]
) -> tuple[PartnerShare, ...]:
    """In the order of the plan, those that bring in nothing left out."""
    lines = {
        key(row): row.slug
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }
    order = {organisation: place for place, organisation in enumerate(rows)}

    def position(place: Place) -> tuple[int, bool, int]:
        organisation, line = place
        return order[organisation], line is None, line or 0

    return tuple(
        PartnerShare(
            organisation=rows[organisation].slug,
            name=rows[organisation].name,
            kind=rows[organisation].kind,
            line=lines[line] if line is not None else None,
            share=shares[organisation, line],
        )
        for organisation, line in sorted(shares, key=position)
        if shares[organisation, line] != Share()
    )
