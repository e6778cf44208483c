"""Money as JSON: amounts in euros, always in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ipe_events.cli.documents import Document, day, euros, hours
from ipe_events.domain.budget_years import BudgetYear, budget_total
from ipe_events.domain.cash import (
    NO_CASH,
    Cash,
    CashLine,
    CostLine,
    Costs,
    PartnerCash,
    cost_total,
    sums,
)
from ipe_events.domain.gaps import Part, Way, WayKind
from ipe_events.domain.sectors import PartnerShare, Share, by_line, by_sector, percent

if TYPE_CHECKING:
    from ipe_events.services.money_report import MoneyReport


def budget(found: MoneyReport) -> Document:
    """Cash and hours of every budget year and of all, ways to close gaps, shares."""
    years = found.budget.years
    return {
        "programme": found.budget.programme,
        "years": [{"label": year.label, **_figures(year)} for year in years],
        "totals": _figures(budget_total(years)),
        "choices": dict(found.budget.choices),
        "ways": [_way(way) for way in found.ways],
        "shares": {"year": found.shared, "types": _types(found.partners)},
        "partners": _partners(found.partners),
    }


def _figures(year: BudgetYear) -> Document:
    return {
        "cash_in": euros(year.cash_in),
        "cash_needed": euros(year.cash_needed),
        "gap": euros(year.gap),
        "in_kind": euros(year.in_kind),
        "committed_hours": hours(year.committed),
        "cash_planned": euros(year.costs.planned),
        "cash_actual": euros(year.costs.actual),
        "invoiced": euros(year.cash.invoiced),
        "received": euros(year.cash.received),
        "open": euros(year.cash.open),
        "all_in": euros(year.all_in),
        "rate": None if year.rate is None else float(year.rate / 100),
        "balance": euros(year.balance),
        "carried": euros(year.carried),
        "gap_with_carry_over": euros(year.gap_with_carry_over),
        "short": euros(year.short),
    }


def _way(way: Way) -> Document:
    key = {WayKind.SMOOTH: "year", WayKind.CUT: "category"}.get(way.kind, "organisation")
    return {
        "year": way.year,
        "way": str(way.kind),
        "amount": euros(way.amount),
        "parts": [_part(key, part) for part in way.parts],
    }


def _part(key: str, part: Part) -> Document:
    return {
        key: part.key or None,
        "now": euros(part.now),
        "then": euros(part.then),
        "change": euros(part.change),
    }


def _types(partners: Sequence[PartnerShare]) -> list[Document]:
    whole = sum((part.share for part in partners), Share())
    lines = by_line(partners)
    return [
        {
            "type": str(sector),
            **_share(own, whole),
            "lines": [
                {"line": line, **_share(part, whole)}
                for (place, line), part in lines.items()
                if place is sector
            ],
        }
        for sector, own in by_sector(partners).items()
    ]


def _share(own: Share, whole: Share) -> Document:
    return {
        "hours": hours(own.minutes),
        "hours_percent": percent(own.minutes, whole.minutes),
        "realised_hours": hours(own.realised_minutes),
        "realised_hours_percent": percent(own.realised_minutes, whole.realised_minutes),
        "in_kind": euros(own.value),
        "in_kind_percent": percent(own.value, whole.value),
        "realised_in_kind": euros(own.realised_value),
        "realised_in_kind_percent": percent(own.realised_value, whole.realised_value),
        "cash": euros(own.cash),
        "cash_percent": percent(own.cash, whole.cash),
        "received": euros(own.received),
        "received_percent": percent(own.received, whole.received),
    }


def _partners(partners: Sequence[PartnerShare]) -> list[Document]:
    """What each partner brings in, its lines together."""
    sums: dict[str, Share] = {}
    for part in partners:
        sums[part.organisation] = sums.get(part.organisation, Share()) + part.share
    first = {part.organisation: part for part in reversed(partners)}
    return [
        {
            "organisation": slug,
            "name": first[slug].name,
            "kind": first[slug].kind,
            "hours": hours(own.minutes),
            "in_kind": euros(own.value),
            "cash": euros(own.cash),
            "all_in": euros(own.all_in),
            "realised_hours": hours(own.realised_minutes),
            "realised_in_kind": euros(own.realised_value),
            "received": euros(own.received),
        }
        for slug, own in sums.items()
    ]


def costs(programme: str, lines: Sequence[CostLine]) -> Document:
    """Costs with their sums by year, by category and by event."""
    categories = sums(((one.year, one.category), one.planned, one.actual) for one in lines)
    titles = {one.event: one.event_title for one in lines}
    own = [one for one in lines if one.event is not None]
    return {
        "programme": programme,
        "costs": [cost(line) for line in lines],
        "years": [
            {"year": year, **_costs(part)}
            for year, part in sums((one.year, one.planned, one.actual) for one in lines).items()
        ],
        "categories": [
            {"year": year, "category": category, **_costs(part)}
            for (year, category), part in categories.items()
        ],
        "events": [
            {"event": event, "title": titles[event], **_costs(part)}
            for event, part in sums((one.event, one.planned, one.actual) for one in own).items()
        ],
        "totals": _costs(cost_total(lines)),
    }


def _costs(part: Costs) -> Document:
    return {"planned": euros(part.planned), "actual": euros(part.actual)}


def cost(line: CostLine) -> Document:
    """One cost."""
    return {
        "id": line.id,
        "date": day(line.day),
        "year": line.year,
        "category": line.category,
        "planned": None if line.planned is None else euros(line.planned),
        "actual": None if line.actual is None else euros(line.actual),
        "event": line.event,
        "event_title": line.event_title or None,
        "note": line.note or None,
    }


def cash(programme: str, partners: Sequence[PartnerCash], lines: Sequence[CashLine]) -> Document:
    """Cash per partner and budget year, its sums, and everything invoiced and received."""
    return {
        "programme": programme,
        "partners": [
            {
                "organisation": one.organisation,
                "name": one.organisation_name,
                "year": one.year,
                **_cash(one.cash),
            }
            for one in partners
        ],
        "receipts": [receipt(line) for line in lines],
        "totals": _cash(sum((one.cash for one in partners), NO_CASH)),
    }


def receipt(line: CashLine) -> Document:
    """What was invoiced or received."""
    return {
        "id": line.id,
        "organisation": line.organisation,
        "year": line.year,
        "kind": str(line.kind),
        "date": day(line.day),
        "amount": euros(line.cents),
        "reference": line.reference or None,
    }


def _cash(own: Cash) -> Document:
    return {
        "promised": euros(own.promised),
        "invoiced": euros(own.invoiced),
        "received": euros(own.received),
        "open": euros(own.open),
    }
