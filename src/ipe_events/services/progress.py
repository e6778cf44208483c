"""Gathers what a progress report tells; figures of hours and money are the ledger's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ipe_events.domain import checks_rhythm
from ipe_events.domain import progress as rule
from ipe_events.domain.budget import MinuteGroup, tally
from ipe_events.domain.plan import GoalLine, tree
from ipe_events.domain.progress import (
    Attention,
    Decision,
    GoalProgress,
    Met,
    Progress,
    YearFigures,
)
from ipe_events.domain.records import Check, EventFilter
from ipe_events.domain.years import Year
from ipe_events.services import checking, events, ledger, programmes, rates, setup
from ipe_events.services.attendance_rates import attendance_rates
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.queries import progress as stored
from ipe_events.store.tables import Goal, Group

# As many meetings to come as a steering group wants to see.
AHEAD = 10


def progress(view: View, first: date | None = None, last: date | None = None) -> Progress:
    """How the programme stands over these days; without them over all of it, the past included."""
    today = view.now.date()
    meetings = [Met(*row) for row in stored.meetings(view.session, view.programme_id, first, last)]
    first, last = _period(view, first, last, meetings)
    kinds = programmes.kinds(view)
    groups = lookup.find(view.session, Group, programme_id=view.programme_id)
    reached = checks_rhythm.reached(kinds, {group.slug: group.layer for group in groups})
    layers = {layer: {kind.slug for kind in own} for layer, own in reached.items()}
    attendance = attendance_rates(view, first, last)
    ahead = max(first, today)
    warnings = checking.of_programme(view, ahead, last) if ahead <= last else []
    year = _year(view, min(max(today, first), last))
    return Progress(
        programme=view.programme.name,
        umbrella=view.programme.umbrella,
        organiser=view.programme.organiser_name,
        language=view.programme.language,
        first=first,
        last=last,
        today=today,
        kinds=rule.by_kind([(kind.slug, kind.name, kind.layer) for kind in kinds], meetings),
        layers=rule.by_layer(layers, meetings, attendance),
        months=rule.by_month(first, last, meetings),
        attendance=tuple(attendance),
        goals=_goals(view, first, last, meetings),
        hours=ledger.report(view, year.label),
        years=tuple(
            YearFigures(one.label, ledger.report(view, one.label).totals)
            for one in ledger.budget_years(view)
            if one.start <= last and first <= one.end
        ),
        line_names={line.slug: line.name for line in programmes.plan_lines(view)},
        budget=ledger.budget_report(view),
        decisions=tuple(
            Decision(day, title, tuple(line.strip() for line in text.splitlines() if line.strip()))
            for day, title, text in stored.outcomes(view.session, view.programme_id, first, last)
        ),
        attention=_attention(view, warnings),
        beside=sum(rule.is_personal(check) for check in warnings),
        ahead=tuple(events.lines(view, EventFilter(first=today, states=("planned",)), limit=AHEAD)),
        readings=tuple(
            (choice.question, dict(choice.options)[choice.chosen]) for choice in setup.choices(view)
        ),
    )


def as_file(view: View, form: str, first: date | None = None, last: date | None = None) -> bytes:
    """The progress report as `html`, or as `docx` to be edited."""
    # Imported here: who reads figures need not wait for how they are drawn.
    from ipe_events.reports import docx, html
    from ipe_events.reports.progress import document

    drawn = document(progress(view, first, last))
    return docx.render(drawn) if form == "docx" else html.render(drawn)


def _period(
    view: View, first: date | None, last: date | None, meetings: Sequence[Met]
) -> tuple[date, date]:
    """The days told of: those asked for, else from the first to the last there is anything of."""
    days = [meeting.day for meeting in meetings]
    days += [day for day in (view.programme.starts, view.programme.ends) if day is not None]
    days = days or [view.now.date()]
    begin = first or min([*days, last or days[0]])
    return begin, last or max([*days, begin])


def _year(view: View, day: date) -> Year:
    """The budget year of a day, or the nearest one."""
    known = ledger.budget_years(view)
    if known and day > known[-1].end:
        return known[-1]
    return known[0] if known and day < known[0].start else ledger.year_at(view, day)


def _goals(
    view: View, first: date, last: date, meetings: Sequence[Met]
) -> tuple[GoalProgress, ...]:
    slugs = {
        key(row): row.slug
        for row in lookup.find(view.session, Goal, programme_id=view.programme_id)
    }
    groups: dict[str, list[MinuteGroup]] = defaultdict(list)
    book = rates.book(view)
    for number, group in ledger.groups(view, book, first, last, "goal"):
        groups[slugs.get(number or 0, "")].append(group)
    met: dict[str, list[Met]] = defaultdict(list)
    for meeting in meetings:
        met[slugs.get(meeting.goal or 0, "")].append(meeting)
    # What serves no goal in particular comes last, so that the whole adds up.
    listed = [*tree(programmes.goals(view)), (0, GoalLine("", ""))]
    return tuple(
        GoalProgress(depth, goal, rule.tally(met[goal.slug]), tally(groups[goal.slug], book))
        for depth, goal in listed
    )


def _attention(view: View, warnings: Sequence[Check]) -> tuple[Attention, ...]:
    told = rule.told(warnings)
    numbers = {check.event for check in told if check.event is not None}
    lines = {line.id: line for line in events.by_id(view, numbers)}
    return tuple(Attention(check, lines.get(check.event or 0)) for check in told)
