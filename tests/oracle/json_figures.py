"""The recomputation in the shape of the command contract, to be compared with what commands say."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.oracle.recompute import (
    Amounts,
    Fact,
    Months,
    Recomputation,
    index,
    total,
    worth_of,
)

Document = dict[str, Any]


def hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60


def euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def figures(row: Amounts) -> Document:
    return {
        "committed_hours": hours(row.committed),
        "realised_hours": hours(row.realised),
        "planned_hours": hours(row.planned),
        "draft_hours": hours(row.draft),
        "forecast_hours": hours(row.forecast),
        "left_hours": hours(row.left),
        "other_financing_hours": hours(row.other),
        "carried_hours": hours(row.carried),
        "rate": None if row.rate is None else float(row.rate / 100),
        "committed_value": euros(row.committed_value),
        "forecast_value": euros(row.forecast_value),
        "status": row.status(),
    }


def report(own: Recomputation, label: str, by: str) -> Document:
    """Rows by what they are called, and totals, of a year."""
    months = own.year(label)
    partners = own.by_partner(months, label)
    rows: dict[object, Amounts]
    if by == "partner":
        rows = dict(partners.items())
    elif by == "month":
        named = own.by_month(months).items()
        rows = {f"{month // 12}-{month % 12 + 1:02}": row for month, row in named}
    else:
        rows = own.by(months, lambda fact: name_of(own, fact, by))
    return {
        "rows": {name: figures(row) for name, row in rows.items()},
        "totals": figures(total(partners.values())),
    }


def name_of(own: Recomputation, fact: Fact, by: str) -> str | None:
    """What a fact's person, kind or goal is called; None for none."""
    number = getattr(fact, by)
    if number is None:
        return None
    table = {"person": "person", "kind": "event_kind", "goal": "goal"}[by]
    (row,) = [row for row in own.tables[table] if row["id"] == number]
    return str((row["email"] or number) if by == "person" else row["slug"])


def told(found: Document) -> Document:
    """What `hours --json` says, in the same shape."""
    by = found["by"]
    rows: dict[object, Document] = {}
    for row in found["rows"]:
        name: object = row[by] if by != "partner" else (row["organisation"], row["line"])
        assert name not in rows
        rows[name] = same(row)
    return {"rows": rows, "totals": same(found["totals"])}


def same(row: Document) -> Document:
    """What both of us say of a row."""
    return {name: row[name] for name in figures(Amounts())}


def year_at(own: Recomputation, day: date) -> str:
    """The budget year of a day, else the calendar or school year, as those of the budget are."""
    month = index(day)
    for label in own.labels:
        months = own.year(label)
        if months[0] <= month <= months[1]:
            return label
    if not own.labels or "-" not in own.labels[0]:
        return str(day.year)
    first = day.year - (day.month < own.programme["school_month"])
    return f"{first}-{first + 1}"


def event_hours(own: Recomputation, number: int) -> dict[tuple[str, str | None], Document]:
    """What an event costs each partner and line, and what is left of its year."""
    costs: dict[tuple[int, int | None], int] = {}
    for fact in own.facts:
        if fact.event == number and fact.financing == "in_kind":
            place = (fact.organisation, fact.line)
            costs[place] = costs.get(place, 0) + fact.minutes
    label = year_at(own, date.fromisoformat(own.events[number]["day"]))
    partners = own.by_partner(own.year(label), label)
    found = {}
    for (organisation, line), minutes in costs.items():
        name = (own.slugs[organisation], own.lines[line] if line is not None else None)
        row = partners.get(name)
        found[name] = {"hours": hours(minutes), "left_hours": hours(row.left if row else None)}
    return found


def entries(own: Recomputation) -> dict[int, Document]:
    """Every hour entry with its hours and what it is worth."""
    found = {}
    for row in own.tables["hour_entry"]:
        minutes = row["presence"] + row["preparation"] + row["travel"]
        worth = own.worth_of_entry(row)
        counts = row["financing"] == "in_kind"
        found[row["id"]] = {
            "date": row["work_date"],
            "organisation": own.slugs[row["organisation_id"]],
            "line": own.lines.get(row["line_id"]),
            "person": row["person_id"],
            "hours": hours(minutes),
            "financing": row["financing"],
            "rate": None if worth.rate is None else float(worth.rate / 100),
            "rate_from": worth.source,
            "value": euros(worth_of(minutes, worth.rate) if counts else 0),
            "corrects": row["correction_of_id"],
        }
    return found


def columns(own: Recomputation, found: Document) -> dict[str, Months]:
    """The months of each column of a matrix: of one year, or all years of a kind."""
    if found["per"] == "year":
        return {period["label"]: own.year(period["label"]) for period in found["periods"]}
    label = found["year"]["label"]
    first, last = own.year(label)
    if found["per"] == "month":
        return {f"{m // 12}-{m % 12 + 1:02}": (m, m) for m in range(first, last + 1)}
    return {f"{label}-Q{n + 1}": (first + 3 * n, first + 3 * n + 2) for n in range(4)}


def matrix(own: Recomputation, found: Document) -> Document:
    """The cells of every partner and line in the columns of what was told, and their sums."""
    parts = columns(own, found)
    assert list(parts) == [period["label"] for period in found["periods"]]
    first, last = next(iter(parts.values()))[0], list(parts.values())[-1][1]
    in_years = found["per"] == "year" and list(parts) == own.labels
    cells = [
        own.by_partner(
            (first, months[1]) if found["cumulative"] else months, name if in_years else None
        )
        for name, months in parts.items()
    ]
    label = found["year"]["label"]
    whole = own.by_partner((first, last), label if label in own.labels else None)
    none = Amounts()
    return {
        "rows": {
            name: {
                "cells": [figures(column.get(name, none)) for column in cells],
                "total": figures(amounts),
            }
            for name, amounts in whole.items()
        },
        "totals": {
            "cells": [figures(total(column.values())) for column in cells],
            "total": figures(total(whole.values())),
        },
    }


def told_matrix(found: Document) -> Document:
    """What `hours matrix --json` says, in the same shape."""

    def cells(row: Document) -> Document:
        return {"cells": [same(cell) for cell in row["cells"]], "total": same(row["total"])}

    return {
        "rows": {(row["organisation"], row["line"]): cells(row) for row in found["rows"]},
        "totals": cells(found["totals"]),
    }
