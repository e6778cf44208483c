"""What the fronts are given: frozen records, never rows.

Minutes and cents are integers; days and times are wall-clock in the programme's zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from ipe_events.domain.rates import Worth


@dataclass(frozen=True, slots=True)
class Named:
    """A slug with the name people read; `kind` and `note` where there are any."""

    slug: str
    name: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A warning, never a block: a code and values for `i18n.sentences.check_sentence`."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    event: int | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme in the workspace; `region` of its holidays, as NL-Noord; "" for none."""

    slug: str
    name: str
    organiser_name: str
    organiser_email: str
    language: str
    zone: str
    starts: date | None
    ends: date | None
    years: tuple[str, ...]
    umbrella: str = ""
    region: str = ""
    retention_years: int = 7
    cash_needed_cents: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading the plan leaves open; options are (id, label)."""

    id: str
    question: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation as a partner of the programme; `email` is its own address."""

    id: int
    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    placeholder: bool
    partner: bool
    email: str = ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with the organisation of today; `working_days` as numbers, Monday 1 (`"124"`)."""

    id: int
    name: str
    email: str | None
    profession: str
    organisation: str | None
    organisation_name: str
    groups: tuple[str, ...]
    working_days: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a group; `name` and `email` are None when nobody is named.

    `deputy_for` names whose place a deputy takes, who has no seat of their own.
    """

    organisation: str
    organisation_name: str
    name: str | None
    email: str | None
    role: str
    financing: str
    starts: date | None
    ends: date | None
    deputy_for: str | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with its seats of today, and the slug of the line its members' work fulfils."""

    slug: str
    name: str
    layer: str
    seats: tuple[Seat, ...]
    line: str | None = None


@dataclass(frozen=True, slots=True)
class KindLine:
    """An event kind; length, preparation, travel, shortest and longest in minutes.

    `cadence`: the most days from one to the next; `reminder_days`: how long before it calendars
    remind of it. `agenda`: points with their minutes, None when
    nobody said. `checks_off`: codes of checks that do not apply.
    """

    slug: str
    name: str
    layer: str
    length: int
    preparation: int
    travel: int
    line: str | None
    charge: str
    groups: tuple[str, ...]
    required: tuple[str, ...]
    minimum_professions: int = 0
    required_roles: tuple[str, ...] = ()
    shortest: int | None = None
    longest: int | None = None
    cadence: int | None = None
    agenda: tuple[tuple[str, int | None], ...] = ()
    checks_off: tuple[str, ...] = ()
    reminder_days: int | None = None


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A partner's promise for one year as it was set, and what it comes to: minutes and cents.

    `value_cents` is the plan's; `worth` what a promised hour is worth, and which rule says so;
    `rate_cents` the rate set by hand with it. `document`: where the promise stands.
    """

    organisation: str
    organisation_name: str
    line: str
    year: str
    minutes: int | None
    cash_cents: int
    value_cents: int | None
    worth: Worth
    committed: int
    committed_value: int
    state: str
    edited: bool
    starts: date | None
    ends: date | None
    rate_cents: int | None = None
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in a list; `until` is None for a single day, times are None for all day.

    `original_start` is the RECURRENCE-ID of an occurrence of a series, an ISO text; `disputed`
    what another source says of the date. `privacy`: whom an invitation names (`Privacy`);
    `adopted`: another calendar invites to it.
    """

    id: int
    uid: str
    kind: str
    kind_name: str
    title: str
    state: str
    day: date
    until: date | None
    start: time | None
    end: time | None
    location: str
    link: str
    host: str | None
    series: int | None
    original_start: str = ""
    people: int = 0
    disputed: str = ""
    privacy: str = "all"
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A condition on events: any of `values` (keys, codes or folded words), or none of them."""

    what: str
    values: tuple[int | str | date, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events: days included, slugs; None does not narrow.

    `text` is a typed query (`domain.search`), `matching` what `services.searching` makes of it.
    """

    first: date | None = None
    last: date | None = None
    kind: str | None = None
    organisation: str | None = None
    states: tuple[str, ...] = ()
    series: int | None = None
    ids: tuple[int, ...] | None = None
    text: str = ""
    matching: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody, an unnamed seat (`name` None) or a head count (`heads`) at an event.

    `presence` to `charged` (minutes) take the place of what the kind charges; None: as it does.
    """

    id: int
    person: int | None
    name: str | None
    email: str | None
    organisation: str
    organisation_name: str
    role: str
    financing: str
    online: bool
    answer: str
    attended: bool | None
    heads: int | None
    deputy_for: str | None
    from_time: time | None
    until_time: time | None
    profession: str = ""
    comment: str = ""
    organisation_email: str = ""
    deputy_for_id: int | None = None
    presence: int | None = None
    preparation: int | None = None
    travel: int | None = None
    charged: bool | None = None

    @property
    def address(self) -> str | None:
        """Where the invitation goes: of an unnamed seat, the organisation's own address."""
        unnamed = self.person is None and self.heads is None
        return (self.organisation_email or None) if unnamed else self.email


@dataclass(frozen=True, slots=True)
class EventHours:
    """What an event costs a partner on a line, and what is `left` of the year's promise."""

    organisation: str
    organisation_name: str
    line: str | None
    minutes: int
    left: int | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event with everything about it."""

    event: EventLine
    goal: str | None
    note: str
    reason: str
    minutes: int
    participants: tuple[Participant, ...]
    hours: tuple[EventHours, ...]
    checks: tuple[Check, ...]
    host_name: str = ""
    goal_name: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a write did: the ids of the events it made or changed, and the checks on them."""

    events: tuple[EventLine, ...]
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedDate:
    """A date that a series left out, and why: the name of a holiday."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A series with its events and what it left out."""

    id: int
    events: tuple[EventLine, ...]
    skipped: tuple[SkippedDate, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in the journal; `at` in UTC, ISO 8601."""

    id: int
    kind: str
    label: str
    at: str
    undone: bool
    rows: int
