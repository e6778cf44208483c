"""Programmes: shipped files, adding one to the workspace, and the readings chosen of its plan."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events import paths
from ipe_events.domain.drafts import email_problems, line_problems, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.kinds import BY_SEAT
from ipe_events.domain.plan import GoalLine
from ipe_events.domain.programme_edit import ProgrammeEdit, budget_years, country_and_part
from ipe_events.domain.records import CommitmentLine, KindLine, Named, ProgrammeLine
from ipe_events.services import rates
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Commitment,
    EventKind,
    Goal,
    Organisation,
    Partner,
    PlanLine,
    Programme,
)

if TYPE_CHECKING:
    from ipe_events.domain.programme_file import ProgrammeFile

LARGEST_FILE = 2_000_000
AS_IT_IS = ProgrammeEdit()


def shipped() -> list[Named]:
    """The programme files that come with the program."""
    files = sorted(paths.programme_files().glob("*.toml"))
    found = [parse(file.read_text(encoding="utf-8"), file.name) for file in files]
    return [Named(file.programme.slug, file.programme.name) for file in found]


def parse(text: str, name: str) -> ProgrammeFile:
    """The programme file of a text; refuses a bad one with its key."""
    # Imported here: pydantic takes longer than most commands.
    from ipe_events.domain.programme_text import read_programme

    return read_programme(text, name)


def source(value: str) -> tuple[str, str]:
    """The text and name of a shipped programme (by slug) or of a file (by path)."""
    if not value.endswith(".toml") and "/" not in value:
        file = paths.programme_files() / f"{value}.toml"
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", value) or not file.is_file():
            known = ", ".join(sorted(f.stem for f in paths.programme_files().glob("*.toml")))
            raise refuse("unknown-programme", "programme", value=value, known=known)
    else:
        file = Path(value)
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise refuse("file-too-large", path=str(file), limit=LARGEST_FILE // 1_000_000)
        return file.read_text(encoding="utf-8"), file.name
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise refuse("file-missing", path=value) from None
    except UnicodeDecodeError:
        raise refuse("file-not-text", path=value) from None
    except OSError:
        raise refuse("file-unreadable", path=value) from None


def parse_organiser(text: str) -> tuple[str, str]:
    """Name and address of `NAME <EMAIL>`."""
    match = re.fullmatch(r"\s*([^<>]*?)\s*<\s*([^<>\s]+)\s*>\s*", text)
    if match is None:
        raise refuse("organiser-invalid", "organiser", value=text)
    raise_for(
        line_problems(match[1], "organiser", limit=120) + email_problems(match[2], "organiser")
    )
    return match[1], match[2].lower()


def programmes(view: View) -> list[ProgrammeLine]:
    """The programmes in the workspace."""
    return [
        ProgrammeLine(
            slug=row.slug,
            name=row.name,
            organiser_name=row.organiser_name,
            organiser_email=row.organiser_email,
            language=row.language,
            zone=row.zone,
            starts=row.starts,
            ends=row.ends,
            years=tuple(json.loads(row.years)),
            umbrella=row.umbrella,
            region=f"{row.country}-{row.subdivision}" if row.subdivision else row.country,
            retention_years=row.retention_years,
            cash_needed_cents=row.cash_needed_cents,
        )
        for row in lookup.find(view.session, Programme)
    ]


def edit(change: Change, wanted: ProgrammeEdit = AS_IT_IS, *, organiser: str | None = None) -> None:
    """Change what a programme is called, its days, years, holidays and money, and who invites.

    `organiser`: `NAME <EMAIL>`. Reading the plan another way sets years and money anew.
    """
    programme = change.programme
    raise_for(wanted.problems())
    if organiser is not None:
        programme.organiser_name, programme.organiser_email = parse_organiser(organiser)
    if wanted.name is not None:
        programme.name = wanted.name.strip()
    if wanted.umbrella is not None:
        programme.umbrella = wanted.umbrella.strip()
    if wanted.days is not None:
        programme.starts, programme.ends = wanted.days
    if wanted.years is not None:
        programme.years = json.dumps(budget_years(wanted.years, programme.school_month))
    if wanted.region is not None:
        programme.country, programme.subdivision = country_and_part(wanted.region)
    if wanted.retention_years is not None:
        programme.retention_years = wanted.retention_years
    if wanted.cash_needed is not None:
        programme.cash_needed_cents = wanted.cash_needed
    change.add(programme)


def commitments(view: View) -> list[CommitmentLine]:
    """Every promise, by partner, line and year."""
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    lines = {
        key(row): row.slug
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    order = {row.organisation_id: row.position for row in partners}
    rows = lookup.find(view.session, Commitment, programme_id=view.programme_id)
    book = rates.book(view)
    found = list(zip(rows, book.promises, strict=True))
    found.sort(
        key=lambda one: (
            order.get(one[0].organisation_id, len(order)),
            one[0].line_id,
            one[0].year,
        )
    )
    return [
        CommitmentLine(
            organisation=names[row.organisation_id].slug,
            organisation_name=names[row.organisation_id].name,
            line=lines[row.line_id],
            year=row.year,
            minutes=row.minutes,
            cash_cents=row.cash_cents,
            value_cents=row.value_cents,
            worth=book.promised_worth(promise),
            committed=book.committed(promise),
            committed_value=book.committed_value(promise),
            state=row.state,
            edited=row.origin != "file",
            starts=row.starts,
            ends=row.ends,
            rate_cents=row.rate_cents,
            reason=row.reason,
            document=row.source,
        )
        for row, promise in found
    ]


def plan_lines(view: View) -> list[Named]:
    """What partners promise hours or money for."""
    rows = lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    return [Named(row.slug, row.name) for row in rows]


def kinds(view: View) -> list[KindLine]:
    """The event kinds of the programme."""
    lines = {
        key(row): row.slug
        for row in lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    }
    return [
        KindLine(
            slug=row.slug,
            name=row.name,
            layer=row.layer,
            length=row.length,
            preparation=row.preparation,
            travel=row.travel,
            line=BY_SEAT if row.line_by_seat else lines.get(row.line_id or 0),
            charge=row.charge,
            groups=tuple(json.loads(row.groups)),
            required=tuple(json.loads(row.required)),
            minimum_professions=row.minimum_professions,
            required_roles=tuple(json.loads(row.required_roles)),
            shortest=row.shortest,
            longest=row.longest,
            cadence=row.cadence,
            agenda=tuple((title, minutes) for title, minutes in json.loads(row.agenda)),
            checks_off=tuple(json.loads(row.checks_off)),
            reminder_days=row.reminder_days,
        )
        for row in lookup.find(view.session, EventKind, programme_id=view.programme_id)
    ]


def goals(view: View) -> list[GoalLine]:
    """The goals, conditions, themes, experiments, … of the programme."""
    rows = lookup.find(view.session, Goal, programme_id=view.programme_id)
    slugs = {key(row): row.slug for row in rows}
    return [
        GoalLine(
            slug=row.slug,
            name=row.name,
            kind=row.kind,
            note=row.source,
            parent=slugs[row.parent_id] if row.parent_id is not None else None,
            organisations=tuple(json.loads(row.organisations)),
            details=tuple((name, tuple(said)) for name, said in json.loads(row.details).items()),
            explanation=row.explanation,
            obstacle=row.obstacle,
            request=row.request,
        )
        for row in rows
    ]
