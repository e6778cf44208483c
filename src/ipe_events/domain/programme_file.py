"""What a programme file may hold: the tables of the TOML file as frozen models (pydantic)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ipe_events.domain import programme_values as values

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Plain:
    """How one value of the file is checked and converted, and in words what is allowed."""

    convert: Callable[[object], object]
    allowed: str

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The schema that calls `convert` and nothing else: no coercion of pydantic's own."""
        return core_schema.no_info_plain_validator_function(self._check)

    def _check(self, value: object) -> object:
        try:
            return self.convert(value)
        except ValueError as error:
            words = {"reason": str(error), "allowed": self.allowed}
            raise PydanticCustomError("fault", "{reason}", words) from None


def _text(least: int, most: int) -> Plain:
    return Plain(values.one_line(least, most), f"one line of text, {least} to {most} characters")


def _word(*words: str) -> Plain:
    return Plain(values.word(*words), ", ".join(f'"{word}"' for word in words))


def _whole(least: int, most: int) -> Plain:
    return Plain(values.whole(least, most), f"{least} to {most}")


def _length(least: int) -> Plain:
    allowed = f'"2:00" for hours and minutes, or minutes from {least} to {values.MOST_MINUTES}'
    return Plain(values.length(least), allowed)


_Row = TypeVar("_Row")
Many = Annotated[tuple[_Row, ...], Field(max_length=MOST_ROWS)]

_SLUG = "1 to 61 letters, digits, - or _, the first a letter or digit"
Slug = Annotated[str, Plain(values.slug, _SLUG)]
Name = Annotated[str, _text(1, 200)]
Phrase = Annotated[str, _text(0, 200)]
Note = Annotated[str, _text(0, 2000)]
_HOURS = f"0 or more, at most {values.MOST_HOURS} hours, such as 200 or 1.5"
HoursAsMinutes = Annotated[int, Plain(values.minutes_of_hours, _HOURS)]
_EUROS = f"0 or more, at most {values.MOST_EUROS} euros, such as 7000 or 55.50"
EurosAsCents = Annotated[int, Plain(values.cents_of_euros, _EUROS)]
_RATE = f"0.01 to {values.MOST_RATE} euros an hour, such as 55 or 52.50"
RateAsCents = Annotated[int, Plain(values.cents_of_rate, _RATE)]
Year = Annotated[int, _whole(values.FIRST_YEAR, values.LAST_YEAR)]
_YEAR = '"2024" for a calendar year, "2024-2025" for a school year'
YearLabel = Annotated[str, Plain(values.year_label, _YEAR)]
YearLabels = Annotated[tuple[YearLabel, ...], Field(max_length=30)]
Day = Annotated[date, Plain(values.day, "a date such as 2024-09-01")]
Flag = Annotated[bool, Plain(values.flag, "true or false")]
Meeting = Annotated[int, _length(5)]
Extra = Annotated[int, _length(0)]
Leading = Annotated[Literal["hours", "euros"], _word("hours", "euros")]
Country = Annotated[str, Plain(values.country, 'two capitals, such as "NL"')]
Zone = Annotated[str, Plain(values.zone, 'a name such as "Europe/Amsterdam"')]
When = Annotated[
    tuple[tuple[str, str], ...],
    Plain(values.pairs, f'{{ choice = "option" }}, at most {values.MOST_PAIRS}'),
]


class Table(BaseModel):
    """A table of the file: nothing but the keys named here, and fixed once read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(Table):
    """A table that may carry a remark and where it comes from ("002:359-369")."""

    note: Note = ""
    source: Phrase = ""


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
    language: Annotated[Literal["nl", "en"], _word("nl", "en")] = "nl"
    timezone: Zone = "Europe/Amsterdam"
    holidays: Holidays | None = None
    start: Day | None = None
    end: Day | None = None
    school_year_starts: Annotated[int, _whole(1, 12)] = 8
    website: Phrase = ""


class Budget(Row):
    """What the programme needs a year, and which years and which promise lead."""

    cash_needed_cents: EurosAsCents = Field(default=0, alias="cash_needed")
    pays_for: Many[Name] = ()
    years: YearLabels = ()
    promise: Leading = "hours"


class Organisation(Row):
    """An organisation known by name; a partner unless said otherwise."""

    slug: Slug
    name: Name
    kind: Slug
    aliases: Many[Name] = ()
    lead: Flag = False
    lead_state: Annotated[Literal["proposed", "decided"], _word("proposed", "decided")] = "decided"
    partner: Flag = True
    from_date: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class Placeholder(Row):
    """A number of organisations without names yet; `{n}` in the name is their number."""

    slug: Slug
    name: Name
    kind: Slug
    count: Annotated[int, _whole(1, 500)]


class Group(Row):
    """A body with seats; a placeholder's slug stands for all of its organisations."""

    slug: Slug
    name: Name
    layer: Slug | None = None
    seats: Many[Slug] = ()


class Goal(Row):
    """A goal, condition, proeftuin, theme or experiment, possibly under another."""

    slug: Slug
    name: Name
    kind: Annotated[
        Literal["goal", "precondition", "proeftuin", "theme", "experiment"],
        _word("goal", "precondition", "proeftuin", "theme", "experiment"),
    ] = "goal"
    parent: Slug | None = None
    organisations: Many[Slug] = ()


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
    charge: Annotated[Literal["all", "hosts", "nobody"], _word("all", "hosts", "nobody")] = "all"
    groups: Many[Slug] = ()
    required: Many[Slug] = ()
    minimum_professions: Annotated[int, _whole(0, 100)] = 0
    required_roles: Many[Name] = ()
    shortest_minutes: Extra | None = Field(default=None, alias="shortest")
    longest_minutes: Extra | None = Field(default=None, alias="longest")
    reminder_days: Annotated[int, _whole(0, 365)] | None = None
    agenda: Many[Annotated[AgendaItem, BeforeValidator(_titled)]] = ()


class Commitment(Row):
    """What each of these organisations promises a year on a line; no `years` means all."""

    organisations: Many[Slug]
    line: Slug
    minutes: HoursAsMinutes | None = Field(default=None, alias="hours")
    value_cents: EurosAsCents | None = Field(default=None, alias="value")
    cash_cents: EurosAsCents | None = Field(default=None, alias="cash")
    rate_cents: RateAsCents | None = Field(default=None, alias="rate")
    years: Many[Year] = ()
    when: When = ()


class Option(Row):
    """One way to read the plan, with what it does to the budget."""

    id: Slug
    label: Name
    years: YearLabels = ()
    promise: Leading | None = None
    carry_over: Flag | None = None


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
    state: Annotated[Literal["held", "planned", "draft"], _word("held", "planned", "draft")] = (
        "planned"
    )
    location: Phrase = ""
    goal: Slug | None = None
    outcome: Note = ""
    disputed: Note = ""


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
