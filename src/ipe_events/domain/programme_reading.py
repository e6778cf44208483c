"""What a programme file says once its placeholders are numbered and its choices are made.

Nothing here reads text: `programme_text.read_programme` makes the ProgrammeFile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from ipe_events.domain.errors import refuse
from ipe_events.domain.plan import Details, Figure

# The models come with pydantic, which those who only use a Reading need not load.
if TYPE_CHECKING:
    from ipe_events.domain.programme_file import Commitment, Option, Placeholder, ProgrammeFile

# How a lead organisation (penvoerder) stands; None for every other organisation.
LeadState = Literal["proposed", "decided"]


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An organisation of the programme; a placeholder is one whose name is not known yet."""

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    lead_state: LeadState | None = None
    partner: bool = True
    placeholder: bool = False
    from_date: date | None = None
    until: date | None = None
    figures: tuple[Figure, ...] = ()
    details: Details = field(default_factory=dict)
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PromisedYear:
    """What one organisation promises on one line for one budget year, or a calendar year.

    `minutes`, `value_cents` (as the plan prints it) and `rate_cents` (an hour, set by hand) are
    None where the plan does not say; `cash_cents` is then 0.
    """

    organisation: str
    line: str
    year: str
    minutes: int | None
    value_cents: int | None
    cash_cents: int
    rate_cents: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The budget under one set of choices; `choices` has an option for every choice.

    `years` are labels: "2024" a calendar year, "2024-2025" a school year. A programme without
    a budget has no years and no commitments. `school_month`: in which school years start.
    """

    choices: tuple[tuple[str, str], ...]
    years: tuple[str, ...]
    promise: Literal["hours", "euros"]
    carry_over: bool
    cash_needed_cents: int
    commitments: tuple[PromisedYear, ...]
    school_month: int = 8


def organisations(file: ProgrammeFile) -> tuple[ListedOrganisation, ...]:
    """Every organisation in the order of the file, then the numbered ones of each placeholder."""
    named = [
        ListedOrganisation(
            slug=row.slug,
            name=row.name,
            kind=row.kind,
            aliases=row.aliases,
            lead_state=row.lead_state if row.lead else None,
            partner=row.partner,
            from_date=row.from_date,
            until=row.until,
            figures=tuple(
                Figure(one.what, one.n, one.qualifier, one.name, one.from_date, one.until)
                for one in row.figures
            ),
            details=dict(row.details),
            note=row.note,
            source=row.source,
        )
        for row in file.organisations
    ]
    return (*named, *(one for row in file.placeholders for one in _numbered(row)))


def _numbered(row: Placeholder) -> Iterator[ListedOrganisation]:
    for number, slug in enumerate(numbered_slugs(row), start=1):
        name = row.name.replace("{n}", str(number))
        yield ListedOrganisation(
            slug, name, row.kind, placeholder=True, note=row.note, source=row.source
        )


def numbered_slugs(row: Placeholder) -> list[str]:
    """The slugs of a placeholder's organisations: its own slug with -1, -2, …"""
    return [f"{row.slug}-{number}" for number in range(1, row.count + 1)]


def expanded(file: ProgrammeFile, slugs: Iterable[str]) -> tuple[str, ...]:
    """The slugs with each placeholder's slug replaced by those of its organisations."""
    counted = {row.slug: row for row in file.placeholders}
    return tuple(
        one
        for slug in slugs
        for one in (numbered_slugs(counted[slug]) if slug in counted else [slug])
    )


def seats(file: ProgrammeFile, group: str) -> tuple[str, ...]:
    """The organisation slugs with a seat in this group; refuses `unknown-group`."""
    for row in file.groups:
        if row.slug == group:
            return expanded(file, row.seats)
    raise refuse("unknown-group", "group", value=group, known=[row.slug for row in file.groups])


def reading(file: ProgrammeFile, choices: Mapping[str, str]) -> Reading:
    """The budget under these choices (id to option), defaults for those not made.

    Minutes, cents and cents an hour are whole numbers. Refuses `unknown-choice` and
    `unknown-option`.
    """
    chosen = _chosen(file, choices)
    made = tuple((choice, option.id) for choice, option in chosen.items())
    month = file.programme.school_year_starts
    if file.budget is None:
        return Reading(made, (), "hours", False, 0, (), month)
    years, promise, carry_over = file.budget.years, file.budget.promise, False
    for option in chosen.values():
        years = option.years or years
        promise = option.promise or promise
        month = option.school_year_starts or month
        carry_over = carry_over if option.carry_over is None else option.carry_over
    commitments = tuple(
        promised
        for row in file.commitments
        if set(row.when) <= set(made)
        for promised in _promised(file, row, years)
    )
    needed = file.budget.cash_needed_cents
    return Reading(made, years, promise, carry_over, needed, commitments, month)


def _chosen(file: ProgrammeFile, choices: Mapping[str, str]) -> dict[str, Option]:
    known = [choice.id for choice in file.choices]
    for name in choices:
        if name not in known:
            raise refuse("unknown-choice", "choice", value=name, known=known)
    chosen = {}
    for choice in file.choices:
        wanted = choices.get(choice.id, choice.default)
        options = {option.id: option for option in choice.options}
        if wanted not in options:
            raise refuse(
                "unknown-option", "choice", choice=choice.id, value=wanted, known=list(options)
            )
        chosen[choice.id] = options[wanted]
    return chosen


def _promised(
    file: ProgrammeFile, row: Commitment, years: tuple[str, ...]
) -> Iterator[PromisedYear]:
    for organisation in expanded(file, row.organisations):
        for year in years:
            if not row.years or first_calendar_year(year) in row.years:
                yield PromisedYear(
                    organisation,
                    row.line,
                    year[:4] if row.calendar else year,
                    row.minutes,
                    row.value_cents,
                    row.cash_cents or 0,
                    row.rate_cents,
                    row.source,
                )


def first_calendar_year(label: str) -> int:
    """The calendar year in which a budget year ("2024" or "2024-2025") starts."""
    return int(label[:4])
