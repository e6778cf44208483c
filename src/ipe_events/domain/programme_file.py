"""What a programme file may hold: the tables of the TOML file as frozen models (pydantic)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from ipe_events.domain import programme_values as values
from ipe_events.domain.checks import OF_A_KIND
from ipe_events.domain.plan import GOALS
from ipe_events.domain.programme_types import (
    MOST_ROWS,
    Country,
    Day,
    Details,
    EurosAsCents,
    Extra,
    Flag,
    HoursAsMinutes,
    Leading,
    Many,
    Meeting,
    Name,
    Note,
    Phrase,
    Plain,
    RateAsCents,
    Region,
    Row,
    Slug,
    Table,
    When,
    Year,
    YearLabels,
    Zone,
    whole,
    word,
)


class Holidays(Table):
    """The country (ISO 3166) and part of it whose public and school holidays are kept."""

    country: Country
    subdivision: Phrase = ""


class Programme(Row):
    """The programme itself; start and end are both included."""

    slug: Slug
    name: Name
    umbrella: Phrase = ""
    region: Phrase = ""
    language: Annotated[Literal["nl", "en"], word("nl", "en")] = "nl"
    timezone: Zone = "Europe/Amsterdam"
    holidays: Holidays | None = None
    start: Day | None = None
    end: Day | None = None
    school_year_starts: Annotated[int, whole(1, 12)] = 8
    website: Phrase = ""
    retention_years: Annotated[int, whole(0, 100)] = 7


class Budget(Row):
    """What the programme needs a year, and which years and which promise lead."""

    cash_needed_cents: EurosAsCents = Field(default=0, alias="cash_needed")
    pays_for: Many[Name] = ()
    years: YearLabels = ()
    promise: Leading = "hours"


class Figure(Table):
    """A number that the plan gives of an organisation, or one named part of that number.

    Parts with the same `what` are counted together on the days on which they are there.
    """

    what: Name
    n: Annotated[int, whole(0, values.MOST_EUROS)] = 1
    qualifier: Phrase = ""
    name: Phrase = ""
    from_date: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class Organisation(Row):
    """An organisation known by name; a partner unless said otherwise."""

    slug: Slug
    name: Name
    kind: Slug
    aliases: Many[Name] = ()
    lead: Flag = False
    lead_state: Annotated[Literal["proposed", "decided"], word("proposed", "decided")] = "decided"
    partner: Flag = True
    from_date: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    figures: Many[Figure] = ()
    details: Details = ()


class Placeholder(Row):
    """A number of organisations without names yet; `{n}` in the name is their number."""

    slug: Slug
    name: Name
    kind: Slug
    count: Annotated[int, whole(1, 500)]


class Group(Row):
    """A body with seats; a placeholder's slug stands for all of its organisations."""

    slug: Slug
    name: Name
    layer: Slug | None = None
    seats: Many[Slug] = ()


class Goal(Row):
    """A goal, condition, theme, experiment, …, possibly under another."""

    slug: Slug
    name: Name
    kind: Annotated[str, word(*GOALS)] = "goal"
    parent: Slug | None = None
    organisations: Many[Slug] = ()
    details: Details = ()


class Line(Row):
    """What hours or money are promised for."""

    slug: Slug
    name: Name


class AgendaItem(Table):
    """A point on the agenda, in minutes when a length is given."""

    title: Name
    length_minutes: Extra | None = Field(default=None, alias="length")


def _titled(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


class Kind(Row):
    """A kind of meeting; lengths in minutes, `line` is charged to those `charge` names."""

    slug: Slug
    name: Name
    layer: Slug | None = None
    length_minutes: Meeting = Field(alias="length")
    preparation_minutes: Extra = Field(default=0, alias="preparation")
    travel_minutes: Extra = Field(default=0, alias="travel")
    line: Slug | None = None
    charge: Annotated[Literal["all", "hosts", "nobody"], word("all", "hosts", "nobody")] = "all"
    groups: Many[Slug] = ()
    required: Many[Slug] = ()
    minimum_professions: Annotated[int, whole(0, 100)] = 0
    required_roles: Many[Name] = ()
    shortest_minutes: Extra | None = Field(default=None, alias="shortest")
    longest_minutes: Extra | None = Field(default=None, alias="longest")
    cadence: Annotated[int, whole(1, 3660)] | None = None
    reminder_days: Annotated[int, whole(0, 365)] | None = None
    checks_off: Many[Annotated[str, word(*OF_A_KIND)]] = ()
    agenda: Many[Annotated[AgendaItem, BeforeValidator(_titled)]] = ()


class Commitment(Row):
    """What each of these organisations promises a year on a line; no `years` means all.

    `calendar`: of calendar years, also when those of the budget are school years.
    """

    organisations: Many[Slug]
    line: Slug
    minutes: HoursAsMinutes | None = Field(default=None, alias="hours")
    value_cents: EurosAsCents | None = Field(default=None, alias="value")
    cash_cents: EurosAsCents | None = Field(default=None, alias="cash")
    rate_cents: RateAsCents | None = Field(default=None, alias="rate")
    years: Many[Year] = ()
    calendar: Flag = False
    when: When = ()


class Option(Row):
    """One way to read the plan, with what it does to the budget and to school years."""

    id: Slug
    label: Name
    years: YearLabels = ()
    promise: Leading | None = None
    carry_over: Flag | None = None
    school_year_starts: Annotated[int, whole(1, 12)] | None = None


class Choice(Row):
    """A question the plan leaves open."""

    id: Slug
    question: Name
    default: Slug
    options: Annotated[tuple[Option, ...], Field(max_length=50)]


class DatedEvent(Row):
    """A meeting with a date in the sources, all day; `until` is the last day, included."""

    kind: Slug
    date: Day
    until: Day | None = None
    title: Phrase = ""
    state: Annotated[Literal["held", "planned", "draft"], word("held", "planned", "draft")] = (
        "planned"
    )
    location: Phrase = ""
    host: Slug | None = None
    moderators: Many[Name] = ()
    goal: Slug | None = None
    outcome: Note = ""
    disputed: Note = ""


class Undated(Row):
    """Meetings in the sources of which the date is not known; `when` is what is known of it."""

    kind: Slug
    title: Phrase = ""
    count: Annotated[int, whole(1, MOST_ROWS)] = 1
    when: Phrase = ""


class Closure(Row):
    """Days on which an organisation, or everybody in a region, cannot meet; both included."""

    organisation: Slug | None = None
    region: Region | None = None
    from_date: Day = Field(alias="from")
    until: Day | None = None
    name: Phrase = ""


class Remark(Row):
    """What the plan says beside all this: a milestone, an alternative, a question, an advice."""

    kind: Slug
    title: Name
    when: Phrase = ""
    details: Details = ()


class ProgrammeFile(Table):
    """A whole programme file; minutes and cents are whole numbers throughout."""

    format: Annotated[int, Plain(values.file_format, str(values.FORMAT))]
    programme: Programme
    budget: Budget | None = None
    organisations: Many[Organisation] = ()
    placeholders: Many[Placeholder] = ()
    groups: Many[Group] = ()
    goals: Many[Goal] = ()
    lines: Many[Line] = ()
    kinds: Many[Kind] = ()
    commitments: Many[Commitment] = ()
    choices: Annotated[tuple[Choice, ...], Field(max_length=20)] = ()
    events: Many[DatedEvent] = ()
    undated: Many[Undated] = ()
    closures: Many[Closure] = ()
    remarks: Many[Remark] = ()


class Misshapen(Exception):
    """A document without the shape of a programme file: for each fault its path, type, words."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__("not a programme file")
        found = error.errors(include_url=False, include_input=False)
        self.faults = [(one["loc"], one["type"], one.get("ctx", {})) for one in found]


def shaped(document: Mapping[str, object]) -> ProgrammeFile:
    """The model of a TOML document, its references not yet checked; raises Misshapen."""
    try:
        return ProgrammeFile.model_validate(document)
    except ValidationError as error:
        raise Misshapen(error) from None
