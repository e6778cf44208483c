"""The entries of an hour statement, one by one: on paper, and in a spreadsheet."""

from __future__ import annotations

from datetime import date

from ipe_events.domain.hours import Financing
from ipe_events.domain.statements import StatedEntry, Sums, month_of, summed
from ipe_events.i18n import N_
from ipe_events.reports.figures import NONE
from ipe_events.reports.statement_words import Voice
from ipe_events.reports.tables import Across, Cell, Column, Kind, Row, Style, Sum, Table

ENTRIES = "entries"
Where = tuple[tuple[str, str | int | date], ...]


def entries_on_paper(voice: Voice) -> Table:
    """Entry by entry, by line; what does not count comes last."""
    say, statement = voice.say, voice.paper.statement
    columns = (
        Column("id", say(N_("No.")), Kind.NUMBER),
        Column("day", say(N_("Date and time")), Kind.DATE),
        Column("person", say(N_("Person and function"))),
        Column("activity", say(N_("Activity, evidence, correction"))),
        Column("presence", say(N_("Presence")), Kind.CLOCK),
        Column("preparation", say(N_("Preparation")), Kind.CLOCK),
        Column("travel", say(N_("Travel")), Kind.CLOCK),
        Column("minutes", say(N_("Hours")), Kind.CLOCK),
        Column("rate", say(N_("Hourly rate")), Kind.RATE),
        Column("cents", say(N_("Value")), Kind.MONEY),
        Column("entered", say(N_("Entered on, by"))),
        Column("status", say(N_("Period"))),
    )
    rows: list[Row] = []
    counted = [entry for entry in statement.entries if entry.in_kind]
    for line in dict.fromkeys([*voice.lines, *(entry.line for entry in counted)]):
        own = [entry for entry in counted if entry.line == line]
        if own:
            rows += [_heading(voice.line(line), columns)]
            rows += [_on_paper(voice, entry) for entry in own]
            rows += [_subtotal(say(N_("Total {line}"), line=voice.line(line)), summed(own))]
    beside = [entry for entry in statement.entries if not entry.in_kind]
    if beside:
        rows += [_heading(say(N_("Not in kind: does not count for the promise")), columns)]
        rows += [_on_paper(voice, entry, muted=True) for entry in beside]
    total = _subtotal(say(N_("Total in kind")), summed(statement.entries))
    return Table(
        "specification",
        columns,
        tuple(rows),
        (total,) if rows else (),
        empty=say(N_("No hours were kept in this period.")),
    )


def _heading(text: str, columns: tuple[Column, ...]) -> Row:
    return Row((text, *(None for _ in columns[1:])), Style.GROUP)


def _subtotal(text: str, sums: Sums) -> Row:
    empty: tuple[Cell, ...] = ("", "", "")
    return Row(("", "", "", text, *empty, sums.minutes, "", sums.cents, "", ""), Style.SUBTOTAL)


def _on_paper(voice: Voice, entry: StatedEntry, *, muted: bool = False) -> Row:
    face = voice.face(entry)
    activity = [entry.activity, voice.evidence(entry), voice.correction(entry)]
    if not entry.in_kind:
        activity.insert(1, voice.financing(entry.financing))
    return Row(
        (
            entry.id,
            below(voice.figures.day(entry.day), voice.times(entry)),
            below(face.name, face.function),
            below(*activity),
            entry.presence or None,
            entry.preparation or None,
            entry.travel or None,
            entry.minutes,
            entry.rate if entry.in_kind else None,
            entry.cents if entry.in_kind else None,
            voice.entered(entry),
            voice.status(entry),
        ),
        Style.MUTED if muted else Style.PLAIN,
    )


def below(*parts: str) -> str:
    """What is said in one cell, each part on a line of its own."""
    return "\n".join(part for part in parts if part)


def entries_in_sheet(voice: Voice) -> Table:
    """Entry by entry with a column for every field, to be filtered and added up."""
    say, statement = voice.say, voice.paper.statement
    columns = (
        Column("id", say(N_("No.")), Kind.NUMBER, width=7),
        Column("day", say(N_("Date")), Kind.DATE, width=11),
        Column("start", say(N_("Start")), width=7),
        Column("end", say(N_("End")), width=7),
        Column("person", say(N_("Person")), width=20, wrap=True),
        Column("function", say(N_("Function")), width=16, wrap=True),
        Column("line", say(N_("Line")), width=16, wrap=True),
        Column("activity", say(N_("Activity")), width=28, wrap=True),
        Column("presence", say(N_("Presence")), Kind.HOURS, width=9),
        Column("preparation", say(N_("Preparation")), Kind.HOURS, width=9),
        Column("travel", say(N_("Travel")), Kind.HOURS, width=8),
        Column("minutes", say(N_("Hours")), Kind.HOURS, width=9),
        Column("financing", say(N_("Financing")), width=11, wrap=True),
        Column("rate", say(N_("Hourly rate")), Kind.RATE, width=9),
        Column("cents", say(N_("Value")), Kind.MONEY, width=12),
        Column("evidence", say(N_("Evidence")), width=16, wrap=True),
        Column("corrects", say(N_("Corrects no.")), Kind.NUMBER, width=9),
        Column("reason", say(N_("Reason")), width=16, wrap=True),
        Column("on", say(N_("Entered on")), Kind.DATE, width=11),
        Column("status", say(N_("Period")), width=10),
        Column("by", say(N_("Entered by")), width=18, wrap=True, printed=False),
        Column("rule", say(N_("Rate by")), width=18, wrap=True, printed=False),
        Column("organisation", say(N_("Organisation")), width=22, wrap=True, printed=False),
        Column("code", say(N_("Line code")), width=16, wrap=True, printed=False),
        Column("month", say(N_("Month")), Kind.MONTH, width=10, printed=False),
        Column("who", say(N_("Person no.")), Kind.NUMBER, width=9, printed=False),
        Column("event", say(N_("Meeting no.")), Kind.NUMBER, width=9, printed=False),
    )
    found = [_in_sheet(voice, entry) for entry in statement.entries]
    rows = tuple(Row(tuple(cells[column.key] for column in columns)) for cells in found)
    sums = summed(statement.entries)
    where: Where = (("financing", voice.financing(Financing.IN_KIND)),)
    foot: dict[str, Cell] = {
        "activity": say(N_("Total in kind")),
        "minutes": Sum(sums.minutes, ENTRIES, "minutes", where),
        "cents": Sum(sums.cents, ENTRIES, "cents", where),
    }
    return Table(
        ENTRIES,
        columns,
        rows,
        (Row(tuple(foot.get(column.key) for column in columns)),),
        empty=say(N_("No hours were kept in this period.")),
    )


def _in_sheet(voice: Voice, entry: StatedEntry) -> dict[str, Cell]:
    face, booking = voice.face(entry), voice.booking(entry)
    return {
        "id": entry.id,
        "day": entry.day,
        "start": f"{entry.start:%H:%M}" if entry.start else None,
        "end": f"{entry.end:%H:%M}" if entry.end else None,
        "person": face.name,
        "function": face.function,
        "line": voice.line(entry.line),
        "activity": entry.activity,
        "presence": entry.presence,
        "preparation": entry.preparation,
        "travel": entry.travel,
        "minutes": Across(entry.minutes, ("presence", "preparation", "travel")),
        "financing": voice.financing(entry.financing),
        "rate": entry.rate if entry.in_kind else None,
        "cents": entry.cents if entry.in_kind else None,
        "evidence": voice.evidence(entry),
        "corrects": entry.corrects,
        "reason": entry.reason,
        "on": booking.at.date() if booking.at else None,
        "status": voice.status(entry),
        "by": booking.by,
        "rule": voice.rule(entry.rate_from) if entry.in_kind else "",
        "organisation": voice.paper.statement.organisation_name,
        "code": entry.line or NONE,
        "month": month_of(entry),
        "who": NONE if entry.person is None else entry.person,
        "event": entry.event,
    }
