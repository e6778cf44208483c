"""Events, who takes part, and dates still to be found."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from ipe_events.store.tables.base import AUTOINCREMENT, Table, empty


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
    `original_start`, its RECURRENCE-ID, which never changes. `privacy` says whom an invitation
    names; `adopted`: it is kept in another calendar, which invites to it. `rule` is a JSON object
    of what its kind charged when it was held, empty before; `outcome` what was decided.
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
    privacy: str = empty("all")
    adopted: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    rule: str = empty("")
    outcome: str = empty("")


class Participation(Table, table=True):
    """A person, an organisation's unnamed seat or a head count at an event.

    `comment`, `answered_sequence` and `answered_stamp` (ISO 8601 in UTC, or as `domain.moments`
    keeps a moment that had not come) are those of the answer. `presence`, `preparation` and
    `travel` (minutes) and `charged` take the place of what the kind says of this one.
    """

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
    comment: str = empty("")
    answered_sequence: int | None = None
    answered_stamp: str = empty("")
    presence: int | None = None
    preparation: int | None = None
    travel: int | None = None
    charged: bool | None = None


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


class Review(Table, table=True):
    """Something that came in about an event and waits for the user; `reason` is a code.

    `state` is `open`, `accepted` or `dismissed`: what was decided does not come back. `stamp` is
    ISO 8601 in UTC, `details` a JSON object of what else the reason needs.
    """

    __table_args__ = (Index(None, "event_id"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    event_id: int | None = Field(default=None, foreign_key="event.id", ondelete="CASCADE")
    recurrence_id: str = ""
    reason: str
    address: str
    name: str = ""
    answer: str = ""
    comment: str = ""
    sequence: int = 0
    stamp: str = ""
    details: str = "{}"
    file: str = ""
    state: str = "open"
    created_at: str = ""
