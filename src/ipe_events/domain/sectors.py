"""Shares per type of partner, as schemes of co-financing ask for them (features §4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sector(StrEnum):
    """The type of a partner: education, the professional field, government."""

    EDUCATION = "education"
    FIELD = "field"
    GOVERNMENT = "government"
    OTHER = "other"


class Measure(StrEnum):
    """What a share is of: minutes, the value of hours in cents, cash in cents."""

    HOURS = "hours"
    IN_KIND = "in_kind"
    CASH = "cash"


# Kinds of organisation as programme files spell them (sources §1.2); any other kind is OTHER.
KINDS: Mapping[str, Sector] = {
    **dict.fromkeys(
        (
            "mbo",
            "hbo",
            "wo",
            "vo",
            "po",
            "so",
            "roc",
            "school",
            "schoolbestuur",
            "onderwijs",
            "onderwijsinstelling",
        ),
        Sector.EDUCATION,
    ),
    **dict.fromkeys(
        (
            "werkveld",
            "ziekenhuis",
            "umc",
            "zorginstelling",
            "eerstelijn",
            "publieke_gezondheid",
            "welzijn",
            "kinderopvang",
            "woningcorporatie",
            "bedrijf",
            "werkgever",
        ),
        Sector.FIELD,
    ),
    **dict.fromkeys(("gemeente", "provincie", "rijk", "waterschap", "overheid"), Sector.GOVERNMENT),
}


def sector(kind: str) -> Sector:
    """The type of a partner by its kind of organisation; case does not matter."""
    return KINDS.get(kind.casefold().replace("-", "_"), Sector.OTHER)


@dataclass(frozen=True, slots=True)
class Share:
    """What partners bring in, promised and realised: minutes, their value in cents, cash in cents.

    The value of what was promised is that of the promise; cash is realised once it is received.
    """

    minutes: int = 0
    value: int = 0
    cash: int = 0
    realised_minutes: int = 0
    realised_value: int = 0
    received: int = 0

    def __add__(self, more: Share) -> Share:
        return Share(
            self.minutes + more.minutes,
            self.value + more.value,
            self.cash + more.cash,
            self.realised_minutes + more.realised_minutes,
            self.realised_value + more.realised_value,
            self.received + more.received,
        )

    @property
    def all_in(self) -> int:
        """Promised cash and the value of promised hours, in cents."""
        return self.cash + self.value

    def of(self, measure: Measure) -> tuple[int, int]:
        """What was promised and what was realised."""
        return {
            Measure.HOURS: (self.minutes, self.realised_minutes),
            Measure.IN_KIND: (self.value, self.realised_value),
            Measure.CASH: (self.cash, self.received),
        }[measure]


@dataclass(frozen=True, slots=True)
class PartnerShare:
    """What one partner brings in on a line (slug); cash and hours without a line under None."""

    organisation: str
    name: str
    kind: str
    line: str | None
    share: Share


def by_sector(parts: Iterable[PartnerShare]) -> dict[Sector, Share]:
    """What each type of partner brings in, types without anything left out."""
    found: dict[Sector, Share] = {}
    for part in parts:
        place = sector(part.kind)
        found[place] = found.get(place, Share()) + part.share
    return {place: found[place] for place in Sector if found.get(place, Share()) != Share()}


def by_line(parts: Iterable[PartnerShare]) -> dict[tuple[Sector, str], Share]:
    """The hours of each type of partner by plan line; hours without one and cash left out."""
    found: dict[tuple[Sector, str], Share] = {}
    for part in parts:
        if part.line is not None:
            place = sector(part.kind), part.line
            found[place] = found.get(place, Share()) + part.share
    return found


def percent(part: int, whole: int) -> float | None:
    """A part of a whole as 50.8, rounded half away from zero; None of nothing."""
    if not whole:
        return None
    tenths = (2000 * abs(part) + abs(whole)) // (2 * abs(whole))
    return (tenths if part * whole >= 0 else -tenths) / 10
