"""Records as the JSON of the command contract: hours decimal, money in euros, always English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from ipe_events.domain.budget import Figures, Tally
from ipe_events.domain.closings import ClosedPartner, Difference
from ipe_events.domain.entries import EntryLine
from ipe_events.domain.hour_records import HoursReport, HoursRow
from ipe_events.domain.minutes import decimal_hours
from ipe_events.domain.records import (
    Check,
    CommitmentLine,
    EventHours,
    EventLine,
    EventPage,
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
        "outcome": page.outcome or None,
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
        "presence": hours(one.presence),
        "preparation": hours(one.preparation),
        "travel": hours(one.travel),
        "charged": one.charged,
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
        "rate_from": row.rate_from,
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


def commitment(line: CommitmentLine) -> Document:
    """A partner's promise for one year."""
    return {
        "organisation": line.organisation,
        "line": line.line,
        "year": line.year,
        "hours": None if line.minutes is None else hours(line.committed),
        "cash": euros(line.cash_cents),
        "value": None if line.minutes is None else euros(line.committed_value),
        "rate": None if line.worth.rate is None else float(line.worth.rate / 100),
        "rate_from": line.worth.source,
        "state": line.state,
        "edited": line.edited,
        "from": day(line.starts),
        "until": day(line.ends),
        "reason": line.reason or None,
        "document": line.document or None,
    }


def entry(one: EntryLine) -> Document:
    """An hour entry with what it is worth and which rule said so."""
    return {
        "id": one.id,
        "date": day(one.day),
        "organisation": one.organisation,
        "line": one.line,
        "line_from": one.line_from or None,
        "person": one.person,
        "name": one.person_name or None,
        "email": one.email,
        "event": one.event,
        "kind": one.kind,
        "goal": one.goal,
        "activity": one.activity,
        "hours": hours(one.minutes),
        "presence": hours(one.presence),
        "preparation": hours(one.preparation),
        "travel": hours(one.travel),
        "financing": one.financing,
        "rate": None if one.rate is None else float(one.rate / 100),
        "rate_from": one.rate_from,
        "value": euros(one.cents),
        "origin": one.origin,
        "entered_by": one.entered_by or None,
        "booked_at": one.booked_at,
        "evidence": one.evidence or None,
        "corrects": one.corrects,
        "reason": one.reason or None,
        "closed": one.closed,
    }


def closed_partner(one: ClosedPartner) -> Document:
    """What closing settled of a partner."""
    return {
        "organisation": one.organisation,
        "until": day(one.until),
        "entries": one.entries,
        "hours": hours(one.minutes),
        "value": euros(one.cents),
    }


def difference(one: Difference) -> Document:
    """What recalculating changes of a partner's hours at a meeting."""
    return {
        "event": one.event,
        "date": day(one.day),
        "organisation": one.organisation,
        "line": one.line,
        "before": hours(one.before),
        "after": hours(one.after),
    }
