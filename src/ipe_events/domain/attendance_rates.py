"""How many of those invited were there: per institution and kind of meeting, over what was held.

A seat counts once: whoever holds it, or a deputy of theirs, was there, or it was declined, or
neither. Somebody the programme pays fills no institution's seat, a head count is nobody's seat, and
an open seat that nobody answered for invited nobody (004:365-366: nobody is blamed for it).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ipe_events.domain.hours import Financing
from ipe_events.domain.invitation import Answer


@dataclass(frozen=True, slots=True)
class Place:
    """A participation in a held meeting; `deputy_for` is the number of the place it fills.

    `named`: somebody has the seat. `walk_in`: they came without being invited.
    """

    id: int
    event: int
    kind: str
    organisation: str
    attended: bool | None
    answer: str
    named: bool = True
    heads: int | None = None
    financing: str = Financing.IN_KIND
    deputy_for: int | None = None
    walk_in: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """Seats by what became of them; `excused` declined beforehand, `walk_ins` stand apart."""

    present: int = 0
    absent: int = 0
    excused: int = 0
    walk_ins: int = 0

    def __add__(self, more: Rate) -> Rate:
        return Rate(
            self.present + more.present,
            self.absent + more.absent,
            self.excused + more.excused,
            self.walk_ins + more.walk_ins,
        )

    @property
    def invited(self) -> int:
        """Every seat that was invited."""
        return self.present + self.absent + self.excused

    @property
    def came(self) -> int:
        """Whoever was there, invited or not."""
        return self.present + self.walk_ins

    @property
    def share(self) -> Fraction | None:
        """Present of invited; None when nobody was invited."""
        return Fraction(self.present, self.invited) if self.invited else None

    @property
    def percent(self) -> int | None:
        """The share in whole percents, half up; None when nobody was invited."""
        return (200 * self.present + self.invited) // (2 * self.invited) if self.invited else None


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """The rate of one organisation at the meetings of one kind: slugs and names."""

    organisation: str
    organisation_name: str
    kind: str
    kind_name: str
    rate: Rate


def rates(places: Iterable[Place]) -> dict[tuple[str, str], Rate]:
    """The rate of each organisation and kind (slugs), where attendance was kept."""
    meetings: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        meetings[place.event].append(place)
    found: dict[tuple[str, str], Rate] = defaultdict(Rate)
    for there in meetings.values():
        if any(place.attended is not None for place in there):
            for place, rate in _of_meeting(there):
                found[place.organisation, place.kind] += rate
    return dict(found)


def _of_meeting(there: Sequence[Place]) -> Iterable[tuple[Place, Rate]]:
    filled = {place.deputy_for for place in there if place.attended and place.deputy_for}
    for place in there:
        if place.heads is not None or place.financing != Financing.IN_KIND or place.deputy_for:
            continue
        if place.walk_in:
            yield place, Rate(walk_ins=1)
        elif place.attended or place.id in filled:
            yield place, Rate(present=1)
        elif place.answer == Answer.DECLINED:
            yield place, Rate(excused=1)
        elif place.named or place.attended is not None:
            yield place, Rate(absent=1)


def total(rates: Iterable[Rate]) -> Rate:
    """Several rates as one."""
    return sum(rates, Rate())


def by_organisation(rows: Iterable[AttendanceRow]) -> list[tuple[str, Rate]]:
    """Each organisation by name with its rate over all kinds, in the order of the rows."""
    return _summed((row.organisation, row.organisation_name, row.rate) for row in rows)


def by_kind(rows: Iterable[AttendanceRow]) -> list[tuple[str, Rate]]:
    """Each kind by name with the rate of all organisations, in the order of the rows."""
    return _summed((row.kind, row.kind_name, row.rate) for row in rows)


def _summed(rows: Iterable[tuple[str, str, Rate]]) -> list[tuple[str, Rate]]:
    found: dict[str, tuple[str, Rate]] = {}
    for slug, name, rate in rows:
        found[slug] = (name, found.get(slug, (name, Rate()))[1] + rate)
    return list(found.values())
