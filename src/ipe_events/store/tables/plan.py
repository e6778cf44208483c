"""What a programme plans with: partners, goals, promises and kinds of event."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from ipe_events.store.tables.base import AUTOINCREMENT, Table, empty


class Programme(Table, table=True):
    """One programme; the budget columns are the reading chosen of its file."""

    slug: str = Field(unique=True)
    name: str
    umbrella: str = ""
    language: str = "nl"
    zone: str = "Europe/Amsterdam"
    country: str = ""
    subdivision: str = ""
    starts: date | None = None
    ends: date | None = None
    school_month: int = 8
    organiser_name: str = ""
    organiser_email: str = ""
    years: str = "[]"
    promise: str = "hours"
    carry_over: bool = False
    cash_needed_cents: int = 0
    choices: str = "{}"
    file_text: str = ""
    retention_years: int = Field(default=7, sa_column_kwargs={"server_default": "7"})


class Organisation(Table, table=True):
    """An institution, field partner, municipality, …; shared by programmes.

    `email` is where it is invited when nobody of it is named.
    """

    slug: str = Field(unique=True)
    name: str
    kind: str = ""
    aliases: str = "[]"
    placeholder: bool = False
    email: str = empty("")


class Partner(Table, table=True):
    """An organisation in a programme."""

    __table_args__ = (UniqueConstraint("programme_id", "organisation_id"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    lead: str = ""
    starts: date | None = None
    ends: date | None = None
    position: int = 0
    details: str = empty("{}")


class Goal(Table, table=True):
    """Goals, preconditions, proeftuinen, themes, settings, experiments, partnerships: a tree.

    `details` is a JSON object of what the programme file says of it beyond these columns.
    `explanation`, `obstacle` and `request` are what a report tells of it.
    """

    __table_args__ = (UniqueConstraint("programme_id", "slug"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    slug: str
    name: str
    kind: str = "goal"
    parent_id: int | None = Field(default=None, foreign_key="goal.id")
    source: str = ""
    organisations: str = empty("[]")
    details: str = empty("{}")
    explanation: str = empty("")
    obstacle: str = empty("")
    request: str = empty("")


class PlanLine(Table, table=True):
    """What hours are promised for."""

    __tablename__ = "plan_line"
    __table_args__ = (UniqueConstraint("programme_id", "slug"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    slug: str
    name: str


class Commitment(Table, table=True):
    """A partner's promise on a line for a year; `minutes` is None when only cash is promised.

    `rate_cents` (an hour) is set by hand; without it the rate is value ÷ hours. `origin` is
    `file` until somebody edits the row.
    """

    __table_args__ = (
        UniqueConstraint("programme_id", "organisation_id", "line_id", "year"),
        AUTOINCREMENT,
    )
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    line_id: int = Field(foreign_key="plan_line.id")
    year: str
    minutes: int | None = None
    value_cents: int | None = None
    rate_cents: int | None = None
    cash_cents: int = 0
    starts: date | None = None
    ends: date | None = None
    state: str = "plan"
    reason: str = ""
    source: str = ""
    origin: str = "file"


class EventKind(Table, table=True):
    """A kind of event with its defaults, who is charged, and which checks apply.

    `shortest` and `longest` are minutes, `cadence` the most days from one to the next, `agenda` a
    JSON list of `[title, minutes]`. `checks_off` lists the codes of checks that do not apply.
    Without a line hours fulfil no promise, unless `line_by_seat`: then the line is that of the
    participant's group, or the only one of the organisation.
    """

    __tablename__ = "event_kind"
    __table_args__ = (UniqueConstraint("programme_id", "slug"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    slug: str
    name: str
    layer: str = ""
    length: int = 120
    preparation: int = 0
    travel: int = 0
    line_id: int | None = Field(default=None, foreign_key="plan_line.id")
    charge: str = "all"
    groups: str = "[]"
    required: str = "[]"
    minimum_professions: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    required_roles: str = empty("[]")
    shortest: int | None = None
    longest: int | None = None
    cadence: int | None = None
    reminder_days: int | None = None
    agenda: str = empty("[]")
    checks_off: str = empty("[]")
    line_by_seat: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
