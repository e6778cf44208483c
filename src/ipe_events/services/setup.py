"""A programme file becomes rows of the workspace; the readings chosen of its plan."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.domain.programme_reading import expanded, reading
from ipe_events.domain.records import Choice, CommitmentLine
from ipe_events.services import setup_budget, setup_dates, setup_organisations
from ipe_events.services.programmes import parse, parse_organiser
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import EventKind, Goal, Group, Membership, PlanLine, Programme

if TYPE_CHECKING:
    from ipe_events.domain.programme_file import ProgrammeFile


def add(
    change: Change, text: str, name: str, choices: Mapping[str, str], organiser: str | None = None
) -> str:
    """Add the programme of a file to the workspace; its slug. Nothing is merged."""
    file = parse(text, name)
    head = file.programme
    if lookup.first(change.session, Programme, slug=head.slug) is not None:
        raise refuse("programme-exists", "programme", value=head.slug)
    organiser_name, organiser_email = parse_organiser(organiser) if organiser else ("", "")
    chosen = reading(file, choices)
    programme = change.add(
        Programme(
            slug=head.slug,
            name=head.name,
            umbrella=head.umbrella,
            language=head.language,
            zone=head.timezone,
            country=head.holidays.country if head.holidays else "",
            subdivision=head.holidays.subdivision if head.holidays else "",
            starts=head.start,
            ends=head.end,
            school_month=head.school_year_starts,
            organiser_name=organiser_name,
            organiser_email=organiser_email,
            file_text=text,
            retention_years=head.retention_years,
        )
    )
    change.slug = head.slug
    change.__dict__["programme"] = programme
    setup_organisations.add(change, file)
    _add_plan(change, file)
    setup_budget.read(change, programme, chosen)
    setup_dates.add_events(change, file)
    setup_dates.add_closures(change, file)
    return head.slug


def _add_plan(change: Change, file: ProgrammeFile) -> None:
    """Lines, goals, groups with their seats, and kinds."""
    programme_id = change.programme_id
    known = setup_organisations.by_slug(change)
    lines: dict[str, int] = {}
    for line in file.lines:
        row = change.add(PlanLine(programme_id=programme_id, slug=line.slug, name=line.name))
        lines[line.slug] = key(row)
    _add_goals(change, file)
    for group in file.groups:
        own = change.add(
            Group(
                programme_id=programme_id,
                slug=group.slug,
                name=group.name,
                layer=group.layer or "",
            )
        )
        for slug in expanded(file, group.seats):
            organisation_id = key(known[slug.casefold()])
            change.add(Membership(group_id=key(own), organisation_id=organisation_id))
    for kind in file.kinds:
        change.add(
            EventKind(
                programme_id=programme_id,
                slug=kind.slug,
                name=kind.name,
                layer=kind.layer or "",
                length=kind.length_minutes,
                preparation=kind.preparation_minutes,
                travel=kind.travel_minutes,
                line_id=lines[kind.line] if kind.line is not None else None,
                charge=kind.charge,
                groups=json.dumps(kind.groups),
                required=_slugs(change, file, kind.required),
                minimum_professions=kind.minimum_professions,
                required_roles=json.dumps(kind.required_roles),
                shortest=kind.shortest_minutes,
                longest=kind.longest_minutes,
                cadence=kind.cadence,
                reminder_days=kind.reminder_days,
                agenda=json.dumps([(item.title, item.length_minutes) for item in kind.agenda]),
                checks_off=json.dumps(kind.checks_off),
            )
        )


def _slugs(change: Change, file: ProgrammeFile, slugs: Iterable[str]) -> str:
    """Organisations of the file by their slugs in the workspace, as JSON."""
    known = setup_organisations.by_slug(change)
    return json.dumps([known[slug.casefold()].slug for slug in expanded(file, slugs)])


def _add_goals(change: Change, file: ProgrammeFile) -> None:
    """Goals first, then which of them belong under another."""
    rows = {
        goal.slug: change.add(
            Goal(
                programme_id=change.programme_id,
                slug=goal.slug,
                name=goal.name,
                kind=goal.kind,
                source=goal.source,
                organisations=_slugs(change, file, goal.organisations),
                details=json.dumps(
                    ({"note": [goal.note]} if goal.note else {}) | dict(goal.details)
                ),
            )
        )
        for goal in file.goals
    }
    for goal in file.goals:
        if goal.parent is not None:
            rows[goal.slug].parent_id = key(rows[goal.parent])
            change.add(rows[goal.slug])


def choices(view: View) -> list[Choice]:
    """The readings the plan leaves open, with what was chosen."""
    if not view.programme.file_text:
        return []
    file = parse(view.programme.file_text, view.programme.slug)
    chosen = dict(reading(file, json.loads(view.programme.choices)).choices)
    return [
        Choice(
            id=item.id,
            question=item.question,
            options=tuple((option.id, option.label) for option in item.options),
            chosen=chosen[item.id],
        )
        for item in file.choices
    ]


def choose(change: Change, choice: str, option: str) -> list[CommitmentLine]:
    """Read the plan another way; the commitments that were edited by hand and so were kept."""
    programme = change.programme
    file = parse(programme.file_text, programme.slug)
    wanted = {**json.loads(programme.choices), choice: option}
    return setup_budget.read(change, programme, reading(file, wanted))
