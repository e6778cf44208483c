"""Who is charged for an event, and how many minutes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


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
    """What a kind charges: `preparation` and `travel` in minutes, on top of presence.

    Without a `line` hours fulfil no promise, unless `by_seat`: then the line is the participant's.
    """

    charge: Charge
    preparation: int = 0
    travel: int = 0
    line: int | None = None
    by_seat: bool = False

    def text(self) -> str:
        """As it is kept with a meeting that was held."""
        return json.dumps(asdict(self))


def rule_of(text: str) -> KindRule | None:
    """The rule kept with a meeting; None when it was not held."""
    if not text:
        return None
    values = json.loads(text)
    return KindRule(**{**values, "charge": Charge(values["charge"])})


@dataclass(frozen=True, slots=True)
class Own:
    """What takes the place of the kind's rule for one participant, in minutes; None: the rule."""

    presence: int | None = None
    preparation: int | None = None
    travel: int | None = None
    charged: bool | None = None


_AS_RULED = Own()


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
    rule: KindRule,
    presence: int,
    *,
    role: str,
    hosts: bool,
    online: bool,
    counted: bool,
    own: Own = _AS_RULED,
) -> Components | None:
    """What one participant's `presence` minutes cost the organisation; None for nothing.

    `hosts`: the organisation hosts the event. `counted` is False for a head count, which is no
    promise of anybody's (students). Travel is charged on site only. A host-charged kind charges
    the host's people and speakers (002:194, 419; design §4).
    """
    charged = own.charged
    if charged is None:
        charged = rule.charge is Charge.ALL or (
            rule.charge is Charge.HOSTS and (hosts or role == Role.SPEAKER)
        )
    if not charged or not counted:
        return None
    return Components(
        presence=_first(own.presence, presence),
        preparation=_first(own.preparation, rule.preparation),
        travel=_first(own.travel, 0 if online else rule.travel),
    )


def _first(own: int | None, ruled: int) -> int:
    return ruled if own is None else own


def through_the_night(day: date, until: date | None, start: time | None, end: time | None) -> bool:
    """Whether an event runs on past midnight, instead of being so many equal days."""
    later = until is not None and until > day
    return later and start is not None and end is not None and end <= start


def event_minutes(
    day: date,
    until: date | None,
    start: time | None,
    end: time | None,
    kind_length: int,
    zone: str = "UTC",
) -> int:
    """How long an event is for one participant, in minutes that pass in `zone`.

    Several days with times are so many equal days, unless the end is not after the start: then
    the event runs through the night. Without times each day counts the kind's length.
    """
    days = ((until or day) - day).days
    if start is None or end is None:
        return kind_length * (days + 1)
    if end <= start:
        return _passed(day, start, day + timedelta(days=days), end, zone)
    each = (day + timedelta(days=number) for number in range(days + 1))
    return sum(_passed(one, start, one, end, zone) for one in each)


def _passed(first: date, start: time, last: date, end: time, zone: str) -> int:
    """The minutes from one wall-clock moment to another: an hour less or more in some nights."""
    place = ZoneInfo(zone)
    began = datetime.combine(first, start, place).astimezone(UTC)
    ended = datetime.combine(last, end, place).astimezone(UTC)
    return int((ended - began).total_seconds()) // 60
