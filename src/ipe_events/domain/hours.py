"""Who is charged for an event, and how many minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Charge(StrEnum):
    """Whose hours an event of a kind costs."""

    ALL = "all"
    HOSTS = "hosts"
    NOBODY = "nobody"


class Financing(StrEnum):
    """What pays for an hour; only `in_kind` fulfils a promise."""

    IN_KIND = "in_kind"
    PROGRAMME = "programme"
    OTHER = "other"


class Role(StrEnum):
    """What somebody does at an event."""

    PARTICIPANT = "participant"
    OPTIONAL = "optional"
    CHAIR = "chair"
    SPEAKER = "speaker"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class KindRule:
    """What a kind charges: `preparation` and `travel` in minutes, on top of presence."""

    charge: Charge
    preparation: int = 0
    travel: int = 0
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of one booking, in minutes."""

    presence: int
    preparation: int = 0
    travel: int = 0

    @property
    def total(self) -> int:
        """All minutes together."""
        return self.presence + self.preparation + self.travel


def components(
    rule: KindRule, presence: int, *, role: str, hosts: bool, online: bool, counted: bool
) -> Components | None:
    """What one participant's `presence` minutes cost the organisation; None for nothing.

    `hosts`: the organisation hosts the event. `counted` is False for a head count, which is no
    promise of anybody's (students). Travel is charged on site only. A host-charged kind charges
    the host's people and speakers (002:194, 419; design §4).
    """
    charged = rule.charge is Charge.ALL or (
        rule.charge is Charge.HOSTS and (hosts or role == Role.SPEAKER)
    )
    if not charged or not counted:
        return None
    return Components(presence, rule.preparation, 0 if online else rule.travel)


def through_the_night(day: date, until: date | None, start: time | None, end: time | None) -> bool:
    """Whether an event runs on past midnight, instead of being so many equal days."""
    later = until is not None and until > day
    return later and start is not None and end is not None and end <= start


def event_minutes(
    day: date, until: date | None, start: time | None, end: time | None, kind_length: int
) -> int:
    """How long an event is for one participant, in minutes.

    Several days with times are so many equal days, unless the end is not after the start: then
    the event runs through the night. Without times each day counts the kind's length.
    """
    days = ((until or day) - day).days
    if start is None or end is None:
        return kind_length * (days + 1)
    length = (end.hour - start.hour) * 60 + end.minute - start.minute
    return length * (days + 1) if length > 0 else length + days * 24 * 60
