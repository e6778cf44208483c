"""What each partner's promise still asks, from the figures, the planned meetings and attendance."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from ipe_events.domain import pace as rules
from ipe_events.domain.attendance_rates import Rate
from ipe_events.domain.budget import Bounds
from ipe_events.domain.pace import Giving, Pace, PaceReport
from ipe_events.domain.records import EventFilter
from ipe_events.domain.years import Year
from ipe_events.services import attendance_rates, events, finding, ledger, planned_work
from ipe_events.services.availability import holiday_calendar
from ipe_events.services.workspace import View
from ipe_events.store.queries import lookup
from ipe_events.store.tables import PlanLine

Slot = tuple[str, str | None]


def pace(
    view: View,
    label: str | None = None,
    organisation: str | None = None,
    bounds: Bounds = ledger.USUAL,
) -> PaceReport:
    """The pace of every promise of a year (by default today's), or of one organisation's."""
    own = finding.organisation(view, organisation).slug if organisation else None
    report = ledger.report(view, label, "partner", bounds)
    period, today = report.period, view.now.date()
    lines = {
        row.slug: row.name
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }
    meetings = _meetings(view, period)
    overdue: dict[Slot, int] = defaultdict(int)
    for work in planned_work.lines(view, own):
        if period.contains(work.ends):
            overdue[work.organisation, work.line] += work.overdue
    rates: dict[str, Rate] = defaultdict(Rate)
    for row in attendance_rates.attendance_rates(view, None, today):
        rates[row.organisation] += row.rate
    months = rules.months_left(period, today, _days_off(view, period))
    found = []
    for line in report.rows:
        slot = (line.key, line.line)
        if line.figures.committed is None or own not in (None, line.key):
            continue
        given = meetings.get(slot, ())
        rate = rates[line.key]
        came = rate.present + rate.absent
        found.append(
            Pace(
                organisation=line.key,
                name=line.name,
                line=line.line,
                line_name=lines.get(line.line or "", ""),
                figures=line.figures,
                months=months,
                meetings=tuple(given),
                work=line.figures.tally.planned - sum(one.minutes for one in given),
                overdue=overdue[slot],
                attended=Fraction(rate.present, came) if came else None,
            )
        )
    return PaceReport(report.programme, period, today, months, tuple(found))


def _meetings(view: View, period: Year) -> dict[Slot, list[Giving]]:
    """What each planned meeting of a period gives each partner's line, by day."""
    planned = events.lines(view, EventFilter(period.start, period.end, states=("planned",)))
    costs = ledger.event_hours(view, planned)
    found: dict[Slot, list[Giving]] = defaultdict(list)
    for event in planned:
        for cost in costs[event.id]:
            given = Giving(event.id, event.day, event.title, cost.minutes)
            found[cost.organisation, cost.line].append(given)
    return found


def _days_off(view: View, period: Year) -> rules.IsOff:
    calendar = holiday_calendar(view)
    days = calendar.days_off(period.start, period.end) if calendar else ()
    off = {one.day for one in days}
    return lambda day: day in off
