"""What promises still ask, and who of those invited was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ipe_events.cli import documents, output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, Org
from ipe_events.cli.facts import wrapped
from ipe_events.cli.hours_views import Year, period
from ipe_events.cli.opening import reading, run_of
from ipe_events.i18n import _, ngettext

if TYPE_CHECKING:
    from ipe_events.domain.attendance_rates import AttendanceRow
    from ipe_events.domain.pace import Pace, PaceReport


def pace(ctx: typer.Context, year: Year = None, org: Org = None, as_json: AsJson = False) -> None:
    """Show which partners have room, what a month asks, and what planned meetings give.

    The forecast is what was realised and what is planned, without who declined.
    """
    from ipe_events.services import pace as service

    with reading(ctx) as view:
        found = service.pace(view, year, org, run_of(ctx).settings.bounds)
    if as_json:
        output.emit(_pace_document(found))
    else:
        _say_pace(found, whole=org is not None)


def _pace_document(found: PaceReport) -> documents.Document:
    own = found.period
    return {
        "programme": found.programme,
        "year": period(own.label, own.start, own.end),
        "today": str(found.today),
        "months_left": found.months,
        "rows": [_pace(row) for row in found.rows],
    }


def _pace(row: Pace) -> documents.Document:
    return {
        "organisation": row.organisation,
        "name": row.name,
        "line": row.line,
        **documents.figures(row.figures),
        "short_hours": documents.hours(row.short),
        "hours_per_month": documents.hours(row.per_month),
        "meetings": [
            {
                "event": one.event,
                "date": str(one.day),
                "title": one.title,
                "hours": documents.hours(one.minutes),
            }
            for one in row.meetings
        ],
        "meetings_hours": documents.hours(row.given),
        "work_hours": documents.hours(row.work),
        "not_received_hours": documents.hours(row.overdue),
        "attendance_rate": None if row.attended is None else float(row.attended),
        "forecast_at_attendance_rate_hours": documents.hours(row.at_rate),
    }


def _say_pace(found: PaceReport, *, whole: bool) -> None:
    from ipe_events.i18n.pace_words import definition, pace_words

    output.say(f"{found.programme}, {found.period.label}")
    shown = found.rows if whole else [row for row in found.rows if row.has_room]
    if not shown:
        output.say(_("Nobody has room left."))
    for row in shown:
        output.say("", f"{output.plain(row.name)} · {output.plain(row.line_name)}")
        for line in pace_words(row, found):
            output.say(*wrapped(line, "  "))
    rest = len(found.rows) - len(shown)
    if rest:
        words = ngettext(
            "{count} promise is on track or above.",
            "{count} promises are on track or above.",
            rest,
        )
        output.say("", words.format(count=rest))
    output.say("")
    for line in definition(found):
        output.say(*wrapped(line, ""))


def attendance(ctx: typer.Context, year: Year = None, as_json: AsJson = False) -> None:
    """Show how many of those invited were there, per institution and kind."""
    from ipe_events.domain import years
    from ipe_events.services import ledger
    from ipe_events.services.attendance_rates import attendance_rates

    with reading(ctx) as view:
        month = view.programme.school_month
        own = ledger.year_now(view) if year is None else years.parse_year(year, month)
        found = attendance_rates(view, own.start, own.end)
    if as_json:
        rows = [_attendance(row) for row in found]
        output.emit({"year": period(own.label, own.start, own.end), "rows": rows})
        return
    if not found:
        output.say(_("No attendance was kept in {year}.").format(year=own.label))
        return
    lines = [
        (
            row.organisation_name,
            row.kind_name,
            str(row.rate.present),
            str(row.rate.invited),
            "–" if row.rate.percent is None else f"{row.rate.percent}%",
        )
        for row in found
    ]
    heads = (_("partner"), _("kind"), _("present"), _("invited"), _("share"))
    table(heads, lines, right=(2, 3, 4))


def _attendance(row: AttendanceRow) -> documents.Document:
    return {
        "organisation": row.organisation,
        "name": row.organisation_name,
        "kind": row.kind,
        "present": row.rate.present,
        "absent": row.rate.absent,
        "declined": row.rate.excused,
        "walk_ins": row.rate.walk_ins,
        "invited": row.rate.invited,
        "percent": row.rate.percent,
    }
