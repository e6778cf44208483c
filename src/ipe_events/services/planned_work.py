"""Work that is expected of partners outside meetings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ipe_events.domain import planned_work as domain
from ipe_events.domain.budget import MinuteGroup, State
from ipe_events.domain.drafts import raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Financing
from ipe_events.domain.planned_work import Loose, Work, WorkDraft, WorkLine, WorkState
from ipe_events.services import finding, rates
from ipe_events.services.availability import holiday_calendar
from ipe_events.services.lines import Lines
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import hours as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Organisation, PlanLine, PlannedWork


def add(change: Change, draft: WorkDraft) -> int:
    """Expect work of a partner; its number. Without a line it is of the only one promised."""
    raise_for(draft.problems())
    organisation = key(finding.organisation(change, draft.organisation))
    if draft.line is not None:
        line: int | None = key(finding.line(change, draft.line))
    else:
        lines = Lines(change, rates.promises(change))
        line, _from = lines.of_work(organisation, None, draft.starts, draft.organisation)
    row = PlannedWork(
        programme_id=change.programme_id,
        organisation_id=organisation,
        line_id=line,
        starts=draft.starts,
        ends=draft.ends,
        minutes=draft.minutes,
        activity=draft.activity.strip(),
        created_at=change.stamp,
    )
    return key(change.add(row))


def remove(change: Change, number: int) -> None:
    """Expect a piece of work no longer."""
    known = stored.works(change.session, change.programme_id)
    if all(key(row) != number for row in known):
        raise refuse("unknown-work", "work", id=number)
    lookup.delete(change.session, PlannedWork, id=number)


def lines(view: View, organisation: str | None = None) -> list[WorkLine]:
    """What is expected, what was worked of it and what is left, by partner and day."""
    own = key(finding.organisation(view, organisation)) if organisation else None
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    known = {key(row): row for row in lookup.find(view.session, PlanLine)}
    rows = {key(row): row for row in stored.works(view.session, view.programme_id)}
    today = view.now.date()
    found = []
    for state in _states(view, list(rows.values())):
        work, row = state.work, rows[state.work.id]
        if own not in (None, work.organisation):
            continue
        line = known[work.line] if work.line is not None else None
        found.append(
            WorkLine(
                id=work.id,
                organisation=names[work.organisation].slug,
                organisation_name=names[work.organisation].name,
                line=line.slug if line else None,
                line_name=line.name if line else "",
                starts=work.starts,
                ends=work.ends,
                minutes=work.minutes,
                activity=row.activity,
                realised=state.realised,
                left=state.left,
                overdue=state.overdue(today),
            )
        )
    return sorted(found, key=lambda one: (one.organisation_name, one.starts, one.id))


def groups(view: View, first: date | None, last: date | None) -> list[MinuteGroup]:
    """What is still expected, by month, of the months that these days touch."""
    rows = stored.works(view.session, view.programme_id)
    today = view.now.date()
    ahead = [state for state in _states(view, rows) if state.left and state.work.ends >= today]
    if not ahead:
        return []
    is_off = _days_off(view, today, max(state.work.ends for state in ahead))
    return [
        MinuteGroup(
            state.work.organisation,
            state.work.line,
            month,
            Financing.IN_KIND,
            State.PLANNED,
            minutes,
        )
        for state in ahead
        for month, minutes in domain.ahead(state, today, is_off).items()
        if (first is None or f"{first:%Y-%m}" <= month)
        and (last is None or month <= f"{last:%Y-%m}")
    ]


def _states(view: View, rows: Sequence[PlannedWork]) -> list[WorkState]:
    works = [
        Work(key(row), row.organisation_id, row.line_id, row.starts, row.ends, row.minutes)
        for row in rows
    ]
    organisations = {work.organisation for work in works}
    if not organisations:
        return []
    loose = stored.loose(view.session, view.programme_id, organisations)
    return domain.states(works, [Loose(*values) for values in loose])


def _days_off(view: View, first: date, last: date) -> Callable[[date], bool]:
    calendar = holiday_calendar(view)
    days = {off.day for off in calendar.days_off(first, last)} if calendar else set()
    return lambda day: day in days
