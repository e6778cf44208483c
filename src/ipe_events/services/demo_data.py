"""What the demonstration is made of, as `demo.toml` beside this module says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from ipe_events.domain.drafts import Attendance, EventDraft, HourDraft, PersonDraft, When

FILE = Path(__file__).with_name("demo.toml")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of an organisation, with the groups they sit in and their roles there."""

    organisation: str
    name: str
    email: str
    profession: str
    groups: tuple[str, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    financing: str = "in_kind"

    @property
    def draft(self) -> PersonDraft:
        """The person to be added."""
        return PersonDraft(self.name, self.organisation, self.email, self.profession)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of so many days in a week of the school year, or a series with a `rule`.

    `clock` is `13:00-15:00`, or "" for all day; `cancelled` is the reason when it is.
    """

    kind: str
    week: int = 0
    weekday: str = "mon"
    clock: str = ""
    title: str | None = None
    location: str = ""
    link: str = ""
    host: str | None = None
    goal: str | None = None
    groups: tuple[str, ...] = ()
    invite: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    days: int = 1
    rule: str = ""
    draft: bool = False
    cancelled: str = ""
    note: str = ""

    def on(self, day: date) -> EventDraft:
        """The event to be planned on a day."""
        start, _, end = self.clock.partition("-")
        return EventDraft(
            kind=self.kind,
            when=When(
                day=day,
                until=day + timedelta(days=self.days - 1) if self.days > 1 else None,
                start=time.fromisoformat(start) if start else None,
                end=time.fromisoformat(end) if end else None,
            ),
            title=self.title,
            location=self.location,
            link=self.link,
            host=self.host,
            goal=self.goal,
            groups=self.groups,
            invite=self.invite,
            draft=self.draft,
        )


@dataclass(frozen=True, slots=True)
class Work:
    """What a partner does outside meetings: so many hours in each school month, and what at.

    `activities` are (activity, goal) in turn. Without a person nobody is named.
    """

    organisation: str
    line: str
    hours: float
    activities: tuple[tuple[str, str], ...]
    person: str | None = None
    financing: str = "in_kind"

    def on(self, day: date, number: int, parts: int) -> HourDraft:
        """One of the parts of a month's hours, to be booked on a day."""
        activity, goal = self.activities[number % len(self.activities)]
        return HourDraft(
            organisation=self.organisation,
            day=day,
            minutes=round(self.hours * 60 / parts),
            activity=activity,
            person=self.person,
            line=self.line,
            goal=goal,
            financing=self.financing,
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """Hours that a partner is still expected to work outside meetings."""

    organisation: str
    line: str
    hours: float
    activity: str


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost in a month of the budget year, in euros."""

    month: int
    category: str
    planned: int
    note: str = ""
    actual: int | None = None


@dataclass(frozen=True, slots=True)
class Cash:
    """What partners promised for the budget year was invoiced or received in a month."""

    organisations: tuple[str, ...]
    kind: str
    month: int
    reference: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided at the first meeting of a kind."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Everything in the file; `soon` by name, `attendance` by kind and its nth meeting.

    `notes` are what a report tells of a goal, by its slug.
    """

    organisations: dict[str, str]
    people: tuple[Somebody, ...]
    meetings: tuple[Meeting, ...]
    next_meetings: tuple[Meeting, ...]
    soon: dict[str, Meeting]
    attendance: dict[tuple[str, int], Attendance]
    answers: dict[str, dict[str, str]]
    work: tuple[Work, ...]
    expected: tuple[Expected, ...]
    costs: tuple[Cost, ...]
    cash: tuple[Cash, ...]
    outcomes: tuple[Outcome, ...]
    notes: dict[str, dict[str, str]]


def load() -> Demonstration:
    """Read the file."""
    file: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Demonstration(
        organisations={row["slug"]: row["name"] for row in file["organisations"]},
        people=tuple(Somebody(**_frozen(row)) for row in file["people"]),
        meetings=tuple(Meeting(**_frozen(row)) for row in file["meetings"]),
        next_meetings=tuple(Meeting(**_frozen(row)) for row in file["next_meetings"]),
        soon={name: Meeting(**_frozen(row)) for name, row in file["soon"].items()},
        attendance={
            (row.pop("kind"), row.pop("nth")): Attendance(everybody=True, **_frozen(row))
            for row in file["attendance"]
        },
        answers=file["answers"],
        work=tuple(Work(**_frozen(row)) for row in file["work"]),
        expected=tuple(Expected(**row) for row in file["expected"]),
        costs=tuple(Cost(**row) for row in file["costs"]),
        cash=tuple(Cash(**_frozen(row)) for row in file["cash"]),
        outcomes=tuple(Outcome(**row) for row in file["outcomes"]),
        notes=file["notes"],
    )


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _tuple(value) for name, value in row.items()}


def _tuple(value: object) -> object:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value
