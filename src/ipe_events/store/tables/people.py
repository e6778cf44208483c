"""People, where they work, the groups they are in, and when they cannot meet."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from ipe_events.store.tables.base import AUTOINCREMENT, Table, empty


class Person(Table, table=True):
    """Somebody who takes part; a walk-in has no address.

    `working_days` are numbers of weekdays, Monday 1 (`"124"`); "" when nobody said. `erased_on`:
    the day on which contact data were erased; the name stays as long as the programme keeps it.
    `aliases`: a JSON list of other addresses from which answers come.
    """

    name: str
    email: str | None = Field(default=None, unique=True)
    profession: str = ""
    working_days: str = empty("")
    erased_on: date | None = None
    aliases: str = empty("[]")


class Affiliation(Table, table=True):
    """A dated link of a person to an organisation (`ends` included)."""

    __table_args__ = (Index(None, "person_id"), AUTOINCREMENT)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id")
    starts: date | None = None
    ends: date | None = None


class Group(Table, table=True):
    """A standing body of the programme: stuurgroep, kernteam, …

    `line_id` is the promise that the work of its members fulfils where nothing else says so.
    """

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("programme_id", "slug"), AUTOINCREMENT)
    programme_id: int = Field(foreign_key="programme.id", ondelete="CASCADE")
    slug: str
    name: str
    layer: str = ""
    line_id: int | None = Field(default=None, foreign_key="plan_line.id")


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
