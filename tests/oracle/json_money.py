"""The money recomputed from the raw tables, in the shape of the command contract."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from tests.oracle.json_figures import Document, euros, hours, year_at
from tests.oracle.recompute import Recomputation

# In whole cents and minutes.
Sums = dict[str, int]


def budget(own: Recomputation) -> Document:
    """Cash and hours per budget year, and their sums in whole cents and minutes."""
    years = {}
    balance = 0
    for label in own.labels:
        year = _year(own, label)
        year["carried"] = max(0, balance) if own.programme["carry_over"] else 0
        balance += year["cash_in"] - year["cash_needed"]
        year["balance"] = balance
        years[label] = year
    summed = ("balance", "carried")
    totals = {
        name: sum(year[name] for year in years.values())
        for name in _year(own, own.labels[0])
        if name not in summed
    }
    return {
        "years": {label: _told(year) for label, year in years.items()},
        "totals": _told(totals),
    }


def _year(own: Recomputation, label: str) -> Sums:
    promised = own.promised(own.year(label))
    costs = [row for row in _own(own, "cost_entry") if _cost_label(own, row) == label]
    planned = sum(row["planned_cents"] or 0 for row in costs)
    needed = planned or int(own.programme["cash_needed_cents"])
    receipts = [row for row in _own(own, "cash_receipt") if _cash_label(own, row) == label]
    return {
        "cash_in": promised.cash,
        "cash_needed": needed,
        "gap": needed - promised.cash,
        "in_kind": promised.value,
        "committed_hours": promised.minutes,
        "cash_planned": planned,
        "cash_actual": sum(row["actual_cents"] or 0 for row in costs),
        "invoiced": sum(row["cents"] for row in receipts if row["kind"] == "invoiced"),
        "received": sum(row["cents"] for row in receipts if row["kind"] == "received"),
    }


def _own(own: Recomputation, table: str) -> list[dict[str, Any]]:
    return [r for r in own.tables[table] if r["programme_id"] == own.programme["id"]]


def _cost_label(own: Recomputation, row: dict[str, Any]) -> str:
    return year_at(own, date.fromisoformat(row["day"]))


def _cash_label(own: Recomputation, row: dict[str, Any]) -> str:
    """The budget year that starts in the calendar year that the payment is for."""
    for label in own.labels:
        if label[:4] == row["year"][:4]:
            return label
    return str(row["year"])


def _told(sums: Sums) -> Document:
    return {
        name: hours(amount) if name == "committed_hours" else euros(amount)
        for name, amount in sums.items()
    }


def costs(own: Recomputation) -> Document:
    """The sums of all costs, by year and together."""
    by_year: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in _own(own, "cost_entry"):
        year = by_year[_cost_label(own, row)]
        year[0] += row["planned_cents"] or 0
        year[1] += row["actual_cents"] or 0

    def told(planned: int, actual: int) -> Document:
        return {"planned": euros(planned), "actual": euros(actual)}

    return {
        "years": {year: told(*sums) for year, sums in by_year.items()},
        "totals": told(sum(p for p, _ in by_year.values()), sum(a for _, a in by_year.values())),
    }


def cash(own: Recomputation) -> Document:
    """Promised, invoiced, received and open of each organisation and budget year."""
    found: dict[tuple[str, str], Sums] = {}

    def place(year: str, organisation: int) -> Sums:
        name = (own.slugs[organisation], year)
        return found.setdefault(name, {"promised": 0, "invoiced": 0, "received": 0})

    for label in own.labels:
        for promise in own.promises:
            cents = promise.within(own.year(label)).cash
            if cents:
                place(label, promise.organisation)["promised"] += cents
    for row in _own(own, "cash_receipt"):
        place(_cash_label(own, row), row["organisation_id"])[row["kind"]] += row["cents"]
    for sums in found.values():
        sums["open"] = sums["promised"] - sums["received"]
    names = ("promised", "invoiced", "received", "open")
    return {
        "partners": {name: _told(sums) for name, sums in found.items()},
        "totals": _told({name: sum(sums[name] for sums in found.values()) for name in names}),
    }
