"""What calendar messages of others say (RFC 5546): answers, proposals, and meetings made elsewhere.

Nothing in here is trusted: texts are without control characters and of bounded length, addresses
are lower case and plain, and what could not be read is absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ipe_events.domain.errors import Problem

# Why a VEVENT cannot be used: it has no number of its own, or a time in it is none.
WITHOUT_UID = "without-uid"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Guest:
    """One ATTENDEE; `address` is "" for what is no e-mail address.

    `answer` (PARTSTAT), `role` and `kind` (CUTYPE) are upper case as written, "" when absent;
    `comment` stands in a parameter of the answer (X-RESPONSE-COMMENT).
    """

    address: str
    name: str = ""
    answer: str = ""
    role: str = ""
    kind: str = ""
    rsvp: bool = False
    delegated_to: tuple[str, ...] = ()
    delegated_from: tuple[str, ...] = ()
    sent_by: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One VEVENT of a calendar file, with the METHOD it stands under (upper case, "" for none).

    `stamp` (DTSTAMP) is aware, in UTC. `instance` is the RECURRENCE-ID as what can be compared: a
    day, or an aware moment in UTC (rule I09). `start` and `end` are both days (`end` is the last
    one, inclusive), or both naive wall-clock times in `zone`, the zone the reader was asked for.
    `rule` is the RRULE of a whole series as written, `excluded` its EXDATEs as comparable as
    `instance`. `fault`: why it cannot be used (`WITHOUT_UID`, `UNREADABLE`). `notices`: what is
    to be said of it although it was read.
    """

    method: str
    uid: str
    sequence: int = 0
    stamp: datetime | None = None
    instance: date | datetime | None = None
    start: date | datetime | None = None
    end: date | datetime | None = None
    zone: str = ""
    summary: str = ""
    location: str = ""
    link: str = ""
    description: str = ""
    status: str = ""
    organizer: str = ""
    organizer_name: str = ""
    guests: tuple[Guest, ...] = ()
    comment: str = ""
    rule: str = ""
    excluded: tuple[date | datetime, ...] = ()
    fault: str = ""
    notices: tuple[Problem, ...] = ()


def mailbox(address: str) -> str:
    """The mailbox that an address means: lower case, without a tag (`a+b@x` is `a@x`)."""
    local, at, host = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0] or local}{at}{host}"
