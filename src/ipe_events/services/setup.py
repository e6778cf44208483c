"""A programme file becomes rows of the workspace; the readings chosen of its plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ipe_events.domain import years
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import event_minutes
from ipe_events.domain.programme_reading import (
    PromisedYear,
    Reading,
    expanded,
    organisations,
    reading,
)
from ipe_events.domain.records import Choice, CommitmentLine
from ipe_events.services import events, finding
from ipe_events.services.programmes import commitments, parse, parse_organiser
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Commitment,
    Event,
    EventKind,
    Goal,
    Group,
    Membership,
    Organisation,
    Partner,
    PlanLine,
    Programme,
)

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
        )
    )
    change.slug = head.slug
    change.__dict__["programme"] = programme
    _add_organisations(change, file)
    _add_plan(change, file)
    _read(change, programme, chosen)
    _add_dated_events(change, file)
    return head.slug


def _add_organisations(change: Change, file: ProgrammeFile) -> None:
    """Organisations and partners; an organisation the workspace knows already is the same one."""
    position = 0
    for item in organisations(file):
        row = lookup.first(change.session, Organisation, slug=item.slug)
        if row is None:
            row = change.add(
                Organisation(
                    slug=item.slug,
                    name=item.name,
                    kind=item.kind,
                    aliases=json.dumps(item.aliases),
                    placeholder=item.placeholder,
                )
            )
        if item.partner:
            change.add(
                Partner(
                    programme_id=change.programme_id,
                    organisation_id=key(row),
                    lead=item.lead_state or "",
                    starts=item.from_date,
                    ends=item.until,
                    position=position,
                )
            )
            position += 1


def _add_plan(change: Change, file: ProgrammeFile) -> None:
    """Lines, goals, groups with their seats, and kinds."""
    programme_id = change.programme_id
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
            organisation = finding.organisation(change, slug)
            change.add(Membership(group_id=key(own), organisation_id=key(organisation)))
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
                required=json.dumps(expanded(file, kind.required)),
            )
        )


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
            )
        )
        for goal in file.goals
    }
    for goal in file.goals:
        if goal.parent is not None:
            rows[goal.slug].parent_id = key(rows[goal.parent])
            change.add(rows[goal.slug])


def _add_dated_events(change: Change, file: ProgrammeFile) -> None:
    """The meetings with a date in the plan: all day, nobody invited."""
    for item in file.events:
        kind = finding.kind(change, item.kind)
        change.add(
            Event(
                programme_id=change.programme_id,
                kind_id=key(kind),
                uid=events.new_uid(),
                title=item.title or kind.name,
                day=item.date,
                until=item.until,
                minutes=event_minutes(item.date, item.until, None, None, kind.length),
                state=item.state,
                location=item.location,
                note=item.outcome,
                goal_id=key(finding.goal(change, item.goal)) if item.goal else None,
                created_at=change.stamp,
            )
        )


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
    return _read(change, programme, reading(file, wanted))


def _read(change: Change, programme: Programme, chosen: Reading) -> list[CommitmentLine]:
    """Make the budget that a reading gives; commitments edited by hand stay and are returned."""
    programme.choices = json.dumps(dict(chosen.choices))
    programme.years = json.dumps(chosen.years)
    programme.promise = chosen.promise
    programme.carry_over = chosen.carry_over
    programme.cash_needed_cents = chosen.cash_needed_cents
    change.add(programme)
    lookup.delete(change.session, Commitment, programme_id=change.programme_id, origin="file")
    kept: dict[tuple[int, int], list[years.Year]] = {}
    month = programme.school_month
    for row in lookup.find(change.session, Commitment, programme_id=change.programme_id):
        year = years.parse_year(row.year, month)
        kept.setdefault((row.organisation_id, row.line_id), []).append(year)
    organisations_by_slug = {
        row.slug: key(row) for row in lookup.find(change.session, Organisation)
    }
    lines_by_slug = {
        row.slug: key(row)
        for row in lookup.find(change.session, PlanLine, programme_id=change.programme_id)
    }
    for item in chosen.commitments:
        place = (organisations_by_slug[item.organisation], lines_by_slug[item.line])
        year = years.parse_year(item.year, month)
        # What was edited by hand for another kind of year would count its months twice.
        span = years.rest(year, kept.get(place, ()))
        if span is not None:
            change.session.add(_commitment(change.programme_id, *place, item, year, span))
    change.session.flush()
    return [line for line in commitments(change) if line.edited]


def _commitment(
    programme_id: int,
    organisation_id: int,
    line_id: int,
    item: PromisedYear,
    year: years.Year,
    span: tuple[date, date],
) -> Commitment:
    """A promise for the days of `span`, by whole months when that is less than the year."""
    whole = (year.start, year.end)

    def part(amount: int) -> int:
        return years.share(amount, whole, span)

    return Commitment(
        programme_id=programme_id,
        organisation_id=organisation_id,
        line_id=line_id,
        year=item.year,
        minutes=part(item.minutes) if item.minutes is not None else None,
        value_cents=part(item.value_cents) if item.value_cents is not None else None,
        rate_cents=item.rate_cents,
        cash_cents=part(item.cash_cents),
        starts=span[0] if span != whole else None,
        ends=span[1] if span != whole else None,
        source=item.source,
    )
