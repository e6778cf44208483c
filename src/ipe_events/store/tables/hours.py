"""Hours worked and expected, what they are worth, and when they are settled."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from ipe_events.store.tables.base import AUTOINCREMENT, Table, empty


class HourEntry(Table, table=True):
    """Minutes worked by a partner on a day; minutes of work live only here.

    `origin` is `attendance`, `hand`, `import` or `opening`. `line_from` says what chose the line.
    A correction names the entry it corrects and has a `reason`; it may be negative. `rate` and
    `rate_from` are empty (None) until the period is closed: then the rate is a fraction of cents
    an hour as a text, empty for none, and never changes.
    """

    __tablename__ = "hour_entry"
    __table_args__ = (
        # Everything that a figure needs, so that adding hours up reads no rows.
        Index(
            "ix_hour_entry_figures",
            *("programme_id", "work_date", "organisation_id", "line_id", "financing"),
            *("presence", "preparation", "travel", "rate", "rate_from", "person_id"),
        ),
        Index(None, "event_id"),
        Index(None, "correction_of_id"),
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
    origin: str = empty("hand")
    line_from: str = empty("")
    entered_by: str = empty("")
    evidence: str = empty("")
    reason: str = empty("")
    correction_of_id: int | None = Field(default=None, foreign_key="hour_entry.id")
    rate: str | None = None
    rate_from: str | None = None

    @property
    def minutes(self) -> int:
        """All minutes together."""
        return self.presence + self.preparation + self.travel


class PlannedWork(Table, table=True):
    """Minutes a partner is expected to work outside meetings, spread over the days of school."""

    __tablename__ = "planned_work"
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    line_id: int | None = Field(default=None, foreign_key="plan_line.id")
    starts: date
    ends: date
    minutes: int
    activity: str
    created_at: str = ""


class Rate(Table, table=True):
    """What an hour of an organisation or a person is worth, by whole months; cents an hour.

    Exactly one of the two is there. `method` is how it was found, `basis` the hours or salary scale
    behind it, `source` the document it stands in.
    """

    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    cents: int
    method: str = "fixed"
    basis: str = ""
    source: str = ""
    starts: date | None = None
    ends: date | None = None


class Closing(Table, table=True):
    """The hours of a partner up to and including a day are settled."""

    __table_args__ = (Index(None, "programme_id", "organisation_id"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    until: date
    closed_at: str = ""
    closed_by: str = ""


class HourRequest(Table, table=True):
    """A partner was asked for its hours of a period; `received_at` is empty until they came."""

    __tablename__ = "hour_request"
    __table_args__ = (Index(None, "programme_id", "organisation_id"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    starts: date
    ends: date
    asked_at: str
    received_at: str = ""


class Statement(Table, table=True):
    """An hour statement as it was issued: append-only, outside the journal and undo.

    `content` is a JSON object of what it says, without anybody's name; `fingerprint` is of that.
    Minutes and cents are the totals. Only the signature comes later.
    """

    __table_args__ = (
        UniqueConstraint("programme_id", "organisation_id", "label", "version"),
        AUTOINCREMENT,
    )
    programme_id: int
    organisation_id: int
    label: str
    starts: date
    ends: date
    version: int
    minutes: int
    cents: int
    fingerprint: str
    content: str
    issued_at: str
    signed_by: str = ""
    signed_function: str = ""
    signed_on: date | None = None
    document: str = ""
