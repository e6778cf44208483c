"""Which days suit a group: every required institution at the table first, then most heads.

Days and times are on the wall clock of the programme; lengths are minutes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from ipe_events.domain.availability import Availability, Obstacle, Seat
from ipe_events.domain.errors import refuse

OPENS = 9 * 60
CLOSES = 17 * 60 + 30
STEP = 30
# From nine o'clock a longer one would run past midnight.
LONGEST = 15 * 60 - STEP
MOST_DAYS = 731


@dataclass(frozen=True, slots=True)
class Chair:
    """Somebody in a seat, or the seat of an organisation itself, with who may come instead.

    `fills`: the organisation is at the table when they are; whom the programme pays does not
    fill its seat.
    """

    organisation: str
    organisation_name: str
    name: str
    seat: Seat
    fills: bool = True
    deputies: tuple[Chair, ...] = ()
    starts: date | None = None
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the seat is there on a day."""
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


@dataclass(frozen=True, slots=True)
class Absence:
    """Who cannot be there, and why."""

    name: str
    organisation: str
    organisation_name: str
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A day with the best time on it: `heads` of `seats` can be there, deputies included.

    Without times it is about the whole day. `missing` are the required organisations (slug, name)
    of which nobody can; `deputies` are those who would come instead of somebody else.
    """

    day: date
    start: time | None
    end: time | None
    heads: int
    seats: int
    missing: tuple[tuple[str, str], ...] = ()
    absent: tuple[Absence, ...] = ()
    deputies: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every required organisation can be there."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day on which nobody can be there, and why."""

    day: date
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The days of a window, the best first, and those on which nobody can be there."""

    slots: tuple[Slot, ...]
    left_out: tuple[LeftOut, ...]


def rank(
    chairs: Sequence[Chair],
    required: Collection[str],
    availability: Availability,
    first: date,
    last: date,
    length: int,
) -> Ranking:
    """Rank the days from `first` to `last` for a meeting of `length` minutes.

    First those on which every required organisation (slugs) can be there, then by heads, then by
    how few of those organisations miss, then by date. Of each day the best time on a whole or
    half hour between 9:00 and 17:30 is given, the earliest of equals. An organisation can be
    there when one of its people or a deputy of theirs can (F10).
    """
    times = list(starts(length))
    slots, left_out = [], []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        seated = [chair for chair in chairs if chair.holds(day)]
        off = availability.of_region(day)
        best = None if off else _best(seated, required, availability, day, times)
        if best is not None and best.heads:
            slots.append(best)
        else:
            why = off or (_why(best) if best is not None else ())
            left_out.append(LeftOut(day, why))
    return Ranking(tuple(sorted(slots, key=_order)), tuple(left_out))


def starts(length: int) -> Iterator[tuple[time, time]]:
    """The times a meeting of `length` minutes may have on a day; refuses one without end."""
    if length <= 0:
        raise refuse("nothing", "length")
    if length > LONGEST:
        raise refuse("too-much", "length", limit=f"{LONGEST // 60}:{LONGEST % 60:02}")
    for start in range(OPENS, max(OPENS, CLOSES - length) + 1, STEP):
        yield _clock(start), _clock(start + length)


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def _order(slot: Slot) -> tuple[bool, int, int, date]:
    return (not slot.complete, -slot.heads, len(slot.missing), slot.day)


def _best(
    chairs: Sequence[Chair],
    required: Collection[str],
    availability: Availability,
    day: date,
    times: Sequence[tuple[time, time]],
) -> Slot | None:
    """The best time of a day; nothing later can be better than one that suits everybody."""
    best = None
    for start, end in times:
        slot = look(chairs, required, availability, day, start, end)
        if best is None or _order(slot) < _order(best):
            best = slot
        if not best.absent and not best.deputies:
            break
    return best


def look(
    chairs: Sequence[Chair],
    required: Collection[str],
    availability: Availability,
    day: date,
    start: time | None,
    end: time | None,
) -> Slot:
    """Who can be there at one time, or (without times) all day."""
    present: set[str] = set()
    absent, deputies = [], []
    for chair in chairs:
        obstacles = availability.of_seat(day, start, end, chair.seat)
        if obstacles:
            free = (
                deputy.name
                for deputy in chair.deputies
                if deputy.holds(day) and not availability.of_seat(day, start, end, deputy.seat)
            )
            deputy = next(free, None)
            if deputy is None:
                why = tuple(dict.fromkeys(obstacles))
                absent.append(Absence(chair.name, chair.organisation, chair.organisation_name, why))
                continue
            deputies.append(deputy)
        if chair.fills:
            present.add(chair.organisation)
    names = {chair.organisation: chair.organisation_name for chair in chairs}
    missing = tuple((slug, names.get(slug, slug)) for slug in required if slug not in present)
    return Slot(
        day,
        start,
        end,
        len(chairs) - len(absent),
        len(chairs),
        missing,
        tuple(absent),
        tuple(deputies),
    )


def _why(slot: Slot) -> tuple[Obstacle, ...]:
    """What keeps everybody away, each thing once."""
    return tuple(dict.fromkeys(each for one in slot.absent for each in one.obstacles))
