"""What an invitation tells one group of recipients (RFC 5545, 5546)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ipe_events.domain.recurrence_rule import Rule


class Method(StrEnum):
    """The iTIP methods this program writes (RFC 5546 section 1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Privacy(StrEnum):
    """Whom the invitation to an event names beside its recipient (F44)."""

    ALL = "all"
    ORGANISATIONS = "organisations"
    RECIPIENT = "recipient"


class Answer(StrEnum):
    """A participant's answer, spelled as PARTSTAT in lower case (RFC 5545 section 3.2.12)."""

    NEEDS_ACTION = "needs-action"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    DELEGATED = "delegated"


# Who answers so does not come: their deputy, if there is one, counts instead (RFC 5546 3.2.2.3).
NOT_COMING = (Answer.DECLINED, Answer.DELEGATED)


class AttendeeRole(StrEnum):
    """How much an attendee is needed, spelled as ROLE (RFC 5545 section 3.2.16)."""

    CHAIR = "CHAIR"
    REQUIRED = "REQ-PARTICIPANT"
    OPTIONAL = "OPT-PARTICIPANT"


class AttendeeKind(StrEnum):
    """What an attendee is, spelled as CUTYPE (RFC 5545 section 3.2.3)."""

    INDIVIDUAL = "INDIVIDUAL"
    GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class Address:
    """A name and the e-mail address that goes with it."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """One ATTENDEE line; the addresses of a deputy and of whose deputy it is, "" for none."""

    name: str
    email: str
    role: AttendeeRole = AttendeeRole.REQUIRED
    answer: Answer = Answer.NEEDS_ACTION
    kind: AttendeeKind = AttendeeKind.INDIVIDUAL
    delegated_to: str = ""
    delegated_from: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One event as told to recipients.

    `start` and `end` are both dates (all-day; `end` is the last day, inclusive) or both naive
    wall-clock datetimes in `zone` (an IANA name). `stamp` and `created` are aware UTC datetimes.
    `reminder_minutes` counts back from the start, None for no alarm. In a CANCEL, `whole_event`
    tells an event that is cancelled from people who are no longer invited (RFC 5546 section
    3.2.5). `occurrence` is the RECURRENCE-ID of one of a series: the start it had first, a date or
    a naive wall-clock datetime in `zone`.

    With a `rule` (finite) it is a whole series: `start` and `end` are those of the rule's first
    date, `excluded` the starts of the rule on which nothing is, and `overrides` the occurrences
    that differ, each an invitation with the same UID and an `occurrence` of its own.
    """

    method: Method
    uid: str
    sequence: int
    stamp: datetime
    created: datetime
    title: str
    start: date | datetime
    end: date | datetime
    zone: str
    organizer: Address
    attendees: tuple[Attendee, ...]
    location: str = ""
    link: str = ""
    description: str = ""
    category: str = ""
    language: str = "nl"
    reminder_minutes: int | None = None
    whole_event: bool = True
    occurrence: date | datetime | None = None
    rule: Rule | None = None
    excluded: tuple[date | datetime, ...] = ()
    overrides: tuple[Invitation, ...] = ()

    @property
    def length(self) -> timedelta:
        """From the start to the end, on the wall clock."""
        return wall_clock(self.end) - wall_clock(self.start)


def moment(text: str) -> date | datetime:
    """A day or a naive wall-clock time of its ISO text."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def wall_clock(moment: date | datetime) -> datetime:
    """A wall-clock time, or the beginning of a day."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())
