"""Records as the JSON of the command contract: hours decimal, money in euros, always English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from ipe_events.domain.budget import BudgetYear, Figures, Tally
from ipe_events.domain.minutes import decimal_hours
from ipe_events.domain.records import (
    BudgetReport,
    Check,
    CommitmentLine,
    EventHours,
    EventLine,
    EventPage,
    HoursReport,
    HoursRow,
    Outcome,
    Participant,
)

Document = dict[str, object]


def hours(minutes: int | None) -> float | None:
    """Whole minutes as decimal hours."""
    return None if minutes is None else decimal_hours(minutes)


def euros(cents: int | None) -> float | None:
    """Whole cents as euros."""
    return None if cents is None else cents / 100


def day(value: date | None) -> str | None:
    """A day as `2027-01-12`."""
    return None if value is None else value.isoformat()


def clock(value: time | None) -> str | None:
    """A time as `13:00`."""
    return None if value is None else f"{value:%H:%M}"


def event(line: EventLine) -> Document:
    """An event in a list."""
    return {
        "id": line.id,
        "uid": line.uid,
        "kind": line.kind,
        "title": line.title,
        "state": line.state,
        "date": day(line.day),
        "until": day(line.until),
        "start": clock(line.start),
        "end": clock(line.end),
        "location": line.location or None,
        "link": line.link or None,
        "host": line.host,
        "series": line.series,
        "adopted": line.adopted,
    }


def event_page(page: EventPage) -> Document:
    """An event with everything about it."""
    return {
        **event(page.event),
        "goal": page.goal,
        "note": page.note or None,
        "reason": page.reason or None,
        "privacy": page.event.privacy,
        "participants": [participant(one) for one in page.participants],
        "hours": [event_hours(cost) for cost in page.hours],
        "warnings": warnings(page.checks),
    }


def participant(one: Participant) -> Document:
    """Somebody, an unnamed seat or a head count at an event."""
    return {
        "email": one.email,
        "name": one.name,
        "organisation": one.organisation,
        "role": one.role,
        "answer": one.answer,
        "comment": one.comment or None,
        "attended": one.attended,
        "person": one.person,
        "heads": one.heads,
        "online": one.online,
        "financing": one.financing,
        "deputy_for": one.deputy_for,
        "from": clock(one.from_time),
        "until": clock(one.until_time),
    }


def event_hours(cost: EventHours) -> Document:
    """What an event costs a partner."""
    return {
        "organisation": cost.organisation,
        "line": cost.line,
        "hours": hours(cost.minutes),
        "left_hours": hours(cost.left),
    }


def warnings(checks: Iterable[Check]) -> list[Document]:
    """Checks on one event, in English."""
    from ipe_events.i18n.sentences import check_sentence

    return [
        {"code": check.code, "message": check_sentence(check.code, check.values)}
        for check in checks
    ]


def checks(found: Iterable[Check]) -> list[Document]:
    """Checks with what they are about."""
    listed = list(found)
    return [
        {**words, "event": check.event, "organisation": check.organisation}
        for words, check in zip(warnings(listed), listed, strict=True)
    ]


def outcome(done: Outcome) -> Document:
    """The event that a command made or changed, and the warnings on it."""
    line = done.events[0]
    return {"id": line.id, "uid": line.uid, "warnings": warnings(done.checks)}


def figures(row: Figures) -> Document:
    """The figures of a line or of a sum."""
    return {
        "committed_hours": hours(row.committed),
        "realised_hours": hours(row.tally.realised),
        "planned_hours": hours(row.tally.planned),
        "draft_hours": hours(row.tally.draft),
        "forecast_hours": hours(row.tally.forecast),
        "left_hours": hours(row.left),
        "other_financing_hours": hours(row.tally.other),
        "carried_hours": hours(row.carried),
        "rate": None if row.rate is None else float(row.rate / 100),
        "committed_value": euros(row.committed_value),
        "forecast_value": euros(row.tally.value),
        "status": str(row.status),
    }


def hours_row(row: HoursRow, by: str) -> Document:
    """A row of the hours; another grouping than partners names its own key."""
    named: Document = {"organisation": row.key if by == "partner" else None}
    if by != "partner":
        named[by] = row.key or None
    return {**named, "name": row.name, "line": row.line, **figures(row.figures)}


def hours_row_names(by: str) -> list[str]:
    """What a row of the hours holds, in order."""
    return list(hours_row(HoursRow("", "", None, Figures(None, None, Tally())), by))


def hours_report(report: HoursReport) -> Document:
    """The hours of a period."""
    period = report.period
    return {
        "programme": report.programme,
        "year": {"label": period.label, "start": day(period.start), "end": day(period.end)},
        "by": report.by,
        "rows": [hours_row(row, report.by) for row in report.rows],
        "totals": figures(report.totals),
    }


def budget_report(report: BudgetReport) -> Document:
    """Cash and hours of every budget year, and their sums."""
    years = [_budget_year(year) for year in report.years]
    names = ("cash_in", "cash_needed", "gap", "in_kind", "committed_hours")
    return {
        "programme": report.programme,
        "years": years,
        "totals": {
            **{name: _sum(years, name) for name in names},
            "cash_planned": _sum(years, "cash_planned"),
            "cash_actual": _sum(years, "cash_actual"),
        },
        "choices": dict(report.choices),
    }


def _budget_year(year: BudgetYear) -> Document:
    return {
        "label": year.label,
        "cash_in": euros(year.cash_in),
        "cash_needed": euros(year.cash_needed),
        "gap": euros(year.gap),
        "in_kind": euros(year.in_kind),
        "committed_hours": hours(year.committed),
        # Nothing has been planned or paid as long as no costs are kept.
        "cash_planned": 0.0,
        "cash_actual": 0.0,
        "balance": euros(year.balance),
        "carried": euros(year.carried),
    }


def _sum(years: list[Document], name: str) -> float:
    return sum(value for year in years if isinstance(value := year[name], float))


def commitment(line: CommitmentLine) -> Document:
    """A partner's promise for one year."""
    return {
        "organisation": line.organisation,
        "line": line.line,
        "year": line.year,
        "hours": hours(line.minutes),
        "cash": euros(line.cash_cents),
        "value": euros(line.value_cents),
        "rate": euros(line.rate_cents),
        "state": line.state,
        "edited": line.edited,
        "from": day(line.starts),
        "until": day(line.ends),
    }
