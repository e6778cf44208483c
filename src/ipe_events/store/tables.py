"""The tables of a workspace: their shape only; `domain.drafts` validates, `services` writes.

Amounts are integer minutes and integer cents. Days and times are wall-clock parts; moments (`…_at`)
are ISO 8601 texts in UTC, so that a row in the journal is the row in the table.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar

from sqlalchemy import Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


# A number is never used twice, so that a number in the journal or on paper means one thing.
AUTOINCREMENT = {"sqlite_autoincrement": True}


def empty(value: str) -> Any:
    """A text column that rows from before it was there have as well."""
    return Field(default=value, sa_column_kwargs={"server_default": value})


class Table(SQLModel):
    """What every table shares: a number of its own, and one metadata with named constraints."""

    __table_args__: ClassVar[Any] = AUTOINCREMENT
    metadata = MetaData(naming_convention=NAMES)
    id: int | None = Field(default=None, primary_key=True)


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
    """An institution, field partner, municipality, …; shared by programmes."""

    slug: str = Field(unique=True)
    name: str
    kind: str = ""
    aliases: str = "[]"
    placeholder: bool = False


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


class Person(Table, table=True):
    """Somebody who takes part; a walk-in has no address.

    `working_days` are numbers of weekdays, Monday 1 (`"124"`); "" when nobody said. `erased_on`:
    the day on which contact data were erased; the name stays as long as the programme keeps it.
    """

    name: str
    email: str | None = Field(default=None, unique=True)
    profession: str = ""
    working_days: str = empty("")
    erased_on: date | None = None


class Affiliation(Table, table=True):
    """A dated link of a person to an organisation (`ends` included)."""

    __table_args__ = (Index(None, "person_id"), AUTOINCREMENT)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    starts: date | None = None
    ends: date | None = None


class Group(Table, table=True):
    """A standing body of the programme: stuurgroep, kernteam, …"""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("programme_id", "slug"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    slug: str
    name: str
    layer: str = ""


class Membership(Table, table=True):
    """A seat in a group: an organisation's, with or without a named person, for a time."""

    __table_args__ = (Index(None, "group_id"), AUTOINCREMENT)
    group_id: int = Field(foreign_key="groups.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    role: str = "participant"
    financing: str = "in_kind"
    starts: date | None = None
    ends: date | None = None
    deputy_for_id: int | None = Field(
        default=None, foreign_key="membership.id", ondelete="SET NULL"
    )


class Goal(Table, table=True):
    """Goals, preconditions, proeftuinen, themes, settings, experiments, partnerships: a tree.

    `details` is a JSON object of what the programme file says of it beyond these columns.
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


class Series(Table, table=True):
    """A finite rule whose occurrences share a UID, and what they were made with.

    The rule is expanded on the wall clock of `zone`; without a rule it is a year plan, whose events
    have a UID each. `origin_id` is the series it was split off from.
    """

    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    kind_id: int = Field(foreign_key="event_kind.id")
    uid: str = Field(unique=True)
    rule: str
    zone: str
    title: str
    first_day: date
    start_time: time | None = None
    end_time: time | None = None
    skipped: str = "[]"
    location: str = empty("")
    link: str = empty("")
    host_id: int | None = Field(default=None, foreign_key="organisation.id")
    goal_id: int | None = Field(default=None, foreign_key="goal.id")
    origin_id: int | None = Field(default=None, foreign_key="series.id", ondelete="SET NULL")


class Event(Table, table=True):
    """One occurrence on wall-clock days; `minutes` is its length for one participant.

    `uid` is None for an occurrence of a series, which shares the series' UID and is told by
    `original_start`, its RECURRENCE-ID, which never changes.
    """

    __table_args__ = (Index(None, "programme_id", "day"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    kind_id: int = Field(foreign_key="event_kind.id")
    series_id: int | None = Field(default=None, foreign_key="series.id")
    original_start: str | None = None
    uid: str | None = Field(default=None, unique=True)
    title: str
    day: date
    until: date | None = None
    start_time: time | None = None
    end_time: time | None = None
    minutes: int
    state: str = "planned"
    location: str = ""
    link: str = ""
    host_id: int | None = Field(default=None, foreign_key="organisation.id")
    goal_id: int | None = Field(default=None, foreign_key="goal.id")
    note: str = ""
    reason: str = ""
    created_at: str = ""
    disputed: str = empty("")


class Participation(Table, table=True):
    """A person, an organisation's unnamed seat or a head count at an event."""

    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        Index(None, "event_id"),
        Index(None, "person_id"),
        AUTOINCREMENT,
    )
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    heads: int | None = None
    role: str = "participant"
    financing: str = "in_kind"
    online: bool = False
    answer: str = "needs-action"
    attended: bool | None = None
    from_time: time | None = None
    until_time: time | None = None
    deputy_for_id: int | None = Field(
        default=None, foreign_key="participation.id", ondelete="SET NULL"
    )


class HourEntry(Table, table=True):
    """Minutes worked by a partner on a day; minutes of work live only here."""

    __tablename__ = "hour_entry"
    __table_args__ = (
        Index(None, "programme_id", "work_date"),
        Index(None, "event_id"),
        AUTOINCREMENT,
    )
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    line_id: int | None = Field(default=None, foreign_key="plan_line.id")
    event_id: int | None = Field(default=None, foreign_key="event.id")
    participation_id: int | None = Field(
        default=None, foreign_key="participation.id", ondelete="SET NULL"
    )
    goal_id: int | None = Field(default=None, foreign_key="goal.id")
    work_date: date
    presence: int
    preparation: int = 0
    travel: int = 0
    activity: str = ""
    financing: str = "in_kind"
    booked_at: str = ""


class Closure(Table, table=True):
    """Days (`ends` included) on which an organisation, a person or a region cannot meet.

    Exactly one of the three is there; a region is written `NL` or `NL-Noord`. Shared by programmes.
    """

    __table_args__ = (Index(None, "starts"), AUTOINCREMENT)
    organisation_id: int | None = Field(
        default=None, foreign_key="organisation.id", ondelete="CASCADE"
    )
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    region: str = ""
    starts: date
    ends: date
    name: str = ""
    origin: str = "hand"


class Busy(Table, table=True):
    """A time from somebody's other calendar, without what it is about; moments in UTC.

    `source` names the calendar it came from: reading that one again takes the place of its times.
    """

    __table_args__ = (
        Index(None, "person_id", "starts_at"),
        Index(None, "organisation_id", "starts_at"),
        AUTOINCREMENT,
    )
    organisation_id: int | None = Field(
        default=None, foreign_key="organisation.id", ondelete="CASCADE"
    )
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    starts_at: str
    ends_at: str
    source: str = ""


class Poll(Table, table=True):
    """A meeting whose date is still to be found; `groups` as slugs, `event_id` when it is."""

    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    kind_id: int = Field(foreign_key="event_kind.id")
    title: str
    groups: str = "[]"
    location: str = ""
    event_id: int | None = Field(default=None, foreign_key="event.id", ondelete="SET NULL")
    created_at: str = ""


class PollDate(Table, table=True):
    """A candidate date of a poll; without times all day."""

    __tablename__ = "poll_date"
    __table_args__ = (UniqueConstraint("poll_id", "day", "start_time"), AUTOINCREMENT)
    poll_id: int = Field(foreign_key="poll.id", ondelete="CASCADE")
    day: date
    start_time: time | None = None
    end_time: time | None = None


class PollAnswer(Table, table=True):
    """What somebody, or an organisation without a named person, said to a candidate date."""

    __tablename__ = "poll_answer"
    __table_args__ = (Index(None, "date_id"), AUTOINCREMENT)
    date_id: int = Field(foreign_key="poll_date.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    answer: str
    entered_by: str = ""
    entered_at: str = ""


class Delivery(Table, table=True):
    """The invitation as told to one address: append-only, outside the journal and undo."""

    __table_args__ = (
        Index(None, "programme_id", "uid", "recurrence_id", "address"),
        AUTOINCREMENT,
    )
    programme_id: int
    event_id: int
    uid: str
    recurrence_id: str = ""
    address: str
    method: str
    sequence: int
    stamp: str
    told: str


class Change(Table, table=True):
    """One user command: `do`, the `undo` or `redo` of one, or a `barrier` for undo."""

    kind: str
    label: str
    at: str
    target_id: int | None = None
    undone: bool = False


class ChangeRow(Table, table=True):
    """A row before and after a change, as JSON, written by the triggers of `journal`."""

    __tablename__ = "change_row"
    __table_args__ = (Index(None, "change_id"), AUTOINCREMENT)
    change_id: int = Field(foreign_key="change.id")
    table_name: str
    row_id: int
    before: str | None = None
    after: str | None = None


class JournalState(Table, table=True):
    """One row: the change that is open in this transaction."""

    __tablename__ = "journal_state"
    change_id: int | None = None


UNJOURNALED = frozenset({"delivery", "change", "change_row", "journal_state"})
