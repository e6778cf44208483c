"""What the plan says: facts of partners, dates left open, remarks; goals added by hand."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

from ipe_events.domain import checks_rhythm
from ipe_events.domain import coverage as covering
from ipe_events.domain.coverage import Coverage, LayerState
from ipe_events.domain.drafts import (
    SLUG,
    raise_for,
)
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.goal_edit import GoalEdit as GoalEdit
from ipe_events.domain.goal_edit import GoalNote as GoalNote
from ipe_events.domain.plan import Figure, OpenDate, PartnerFacts, RemarkLine, counts
from ipe_events.domain.records import Outcome
from ipe_events.domain.years import year_of
from ipe_events.services import events, finding
from ipe_events.services.programmes import goals, parse
from ipe_events.services.programmes import kinds as kinds_of
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import checks as asked
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Event,
    EventKind,
    Goal,
    Group,
    Organisation,
    Participation,
    Partner,
)


def facts(view: View, day: date | None = None) -> dict[str, PartnerFacts]:
    """What the plan says of each partner on a day, by default today; by the slug of the partner."""
    names = {key(row): row.slug for row in lookup.find(view.session, Organisation)}
    found = {}
    for row in lookup.find(view.session, Partner, programme_id=view.programme_id):
        said = json.loads(row.details)
        figures = [_figure(one) for one in said.get("figures", ())]
        found[names[row.organisation_id]] = PartnerFacts(
            starts=row.starts,
            ends=row.ends,
            counts=counts(figures, day or view.now.date()),
            details={name: tuple(texts) for name, texts in said.get("details", {}).items()},
        )
    return found


def _figure(said: dict[str, object]) -> Figure:
    days = {
        name: date.fromisoformat(day) if isinstance(day := said.get(name), str) else None
        for name in ("starts", "ends")
    }
    return Figure(
        what=str(said["what"]),
        n=int(str(said["n"])),
        qualifier=str(said.get("qualifier", "")),
        name=str(said.get("name", "")),
        **days,
    )


def coverage(view: View) -> Coverage:
    """What themes lack, and the settings with the experiments and meetings they hold."""
    slugs = {
        key(row): row.slug
        for row in lookup.find(view.session, Goal, programme_id=view.programme_id)
    }
    rows = lookup.find(view.session, Event, programme_id=view.programme_id)
    meetings = [
        slugs[row.goal_id]
        for row in rows
        if row.goal_id is not None and row.state in ("planned", "held")
    ]
    return covering.coverage(goals(view), meetings)


def layers(view: View) -> list[LayerState]:
    """Every layer of the programme, and how often it met or will meet in the school year of today.

    The same layers and meetings as those of the check `layer-without-event`.
    """
    kinds = kinds_of(view)
    groups = lookup.find(view.session, Group, programme_id=view.programme_id)
    year = year_of(view.now.date(), school=True, month=view.programme.school_month)
    met = Counter(
        kind
        for _event, kind, day, _state in asked.dated(view.session, view.programme_id)
        if year.contains(day)
    )
    reached = checks_rhythm.reached(kinds, {row.slug: row.layer for row in groups})
    return [
        LayerState(
            layer,
            tuple(kind.name for kind in reaching),
            sum(met[kind.slug] for kind in reaching),
            year.label,
        )
        for layer, reaching in reached.items()
    ]


def open_dates(view: View) -> list[OpenDate]:
    """Meetings of which the plan gives two dates or none, the latter as long as they are not there.

    An undated meeting is there when an event of its kind with its title is.
    """
    kinds = {
        key(row): row
        for row in lookup.find(view.session, EventKind, programme_id=view.programme_id)
    }
    rows = lookup.find(view.session, Event, programme_id=view.programme_id)
    live = [row for row in rows if row.state != "cancelled"]
    found = [
        OpenDate(key(row), kinds[row.kind_id].slug, row.title, row.day, row.disputed)
        for row in live
        if row.disputed
    ]
    if not view.programme.file_text:
        return found
    there = Counter((kinds[row.kind_id].slug, row.title.casefold()) for row in live)
    names = {row.slug: row.name for row in kinds.values()}
    for item in parse(view.programme.file_text, view.programme.slug).undated:
        title = item.title or names.get(item.kind, item.kind)
        missing = item.count - there[item.kind, title.casefold()]
        if missing > 0:
            found.append(OpenDate(None, item.kind, title, None, item.when, missing))
    return found


def settle(change: Change, event_id: int, day: date | None) -> Outcome:
    """Settle the date of an event on which the plan contradicts itself; None: the date it has.

    A held event is put on its day without asking anybody, as long as nobody's attendance was kept.
    """
    row = finding.event(change, event_id)
    if not row.disputed:
        raise refuse("date-settled", "event", title=row.title)
    if row.state in ("draft", "planned"):
        events.move(change, event_id, day=day)
    elif day is not None:
        parts = lookup.find(change.session, Participation, event_id=event_id)
        if any(part.attended is not None for part in parts):
            raise refuse("event-held", "event")
        row.until = row.until + (day - row.day) if row.until is not None else None
        row.day = day
    row.disputed = ""
    change.add(row)
    return events.outcome(change, [event_id])


def remarks(view: View) -> list[RemarkLine]:
    """What the plan says besides: milestones, alternatives, questions, advice."""
    if not view.programme.file_text:
        return []
    file = parse(view.programme.file_text, view.programme.slug)
    return [
        RemarkLine(item.kind, item.title, item.when, item.note, item.source, dict(item.details))
        for item in file.remarks
    ]


def add_goal(change: Change, slug: str, wanted: GoalEdit) -> None:
    """Add a goal, theme, experiment, … to the programme."""
    raise_for([] if SLUG.fullmatch(slug) else [Problem("slug", "slug-invalid", {"value": slug})])
    known = lookup.find(change.session, Goal, programme_id=change.programme_id)
    if slug.casefold() in {row.slug.casefold() for row in known}:
        raise refuse("goal-known", "slug", value=slug)
    change.add(Goal(programme_id=change.programme_id, slug=slug, name=wanted.name or slug))
    edit_goal(change, slug, wanted)


def edit_goal(change: Change, slug: str, wanted: GoalEdit) -> None:
    """Change a goal; it cannot come to hang under itself."""
    raise_for(wanted.problems())
    row = finding.goal(change, slug)
    row.name = wanted.name.strip() if wanted.name is not None else row.name
    row.kind = wanted.kind or row.kind
    if wanted.parent is not None:
        row.parent_id = _parent(change, row, wanted.parent) if wanted.parent else None
    details = json.loads(row.details)
    for name in {name for name, _text in wanted.details}:
        details.pop(name, None)
    for name, text in wanted.details:
        if text.strip():
            details.setdefault(name, []).append(text.strip())
    row.details = json.dumps(details)
    change.add(row)


def note_goal(change: Change, slug: str, wanted: GoalNote) -> None:
    """Write what a report tells of a goal: how it goes, what is in the way, what is asked."""
    raise_for(wanted.problems())
    row = finding.goal(change, slug)
    for name in ("explanation", "obstacle", "request"):
        text = getattr(wanted, name)
        if text is not None:
            setattr(row, name, text.strip())
    change.add(row)


def _parent(change: Change, row: Goal, slug: str) -> int:
    parent = finding.goal(change, slug)
    step: Goal | None = parent
    while step is not None:
        if step is row:
            raise refuse("goal-circle", "parent", value=slug)
        step = change.session.get(Goal, step.parent_id) if step.parent_id is not None else None
    return key(parent)
