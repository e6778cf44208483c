"""Days off of a region, from the `holidays` package, and the days of a series around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from ipe_events.domain.errors import refuse

# Outside these years the package's own arithmetic may leave the calendar.
FIRST_YEAR = 1900
LAST_YEAR = 2200

# How far a day that is not free may move.
SHIFT_DAYS = 21

_NAMES_IN = "nl"


class OffKind(StrEnum):
    """Why a day is off; spelled as the categories of the `holidays` package."""

    PUBLIC = "public"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class DayOff:
    """One day that is off, by its Dutch name."""

    day: date
    name: str
    kind: OffKind


class HolidayCalendar:
    """The days off of one country or of one region of it.

    `country` is an ISO 3166 code (`NL`); `subdivision` is as the package spells it (`Noord`),
    None or "" for the country as a whole, which has no school holidays in the Netherlands.
    What is a public holiday is the package's choice: Good Friday is one, Liberation Day only
    every fifth year. Dutch school holidays are known from 2014 through 2030. Refuses
    `unknown-region`.
    """

    def __init__(self, country: str, subdivision: str | None = None) -> None:
        self.country = country
        self.subdivision = subdivision or None
        # Asked here so that an unknown region is refused when it is set, not when it is used.
        _names(self.country, self.subdivision, OffKind.PUBLIC, FIRST_YEAR)

    def school_holiday(self, day: date) -> str | None:
        """Name the school holiday this day is in, if there is one."""
        return self._names(OffKind.SCHOOL, day.year).get(day)

    def days_off(self, first: date, last: date) -> list[DayOff]:
        """List the days off from `first` through `last` by date, public before school."""
        years = range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)
        found = [
            DayOff(day, name, kind)
            for year in years
            for kind in OffKind
            for day, name in self._names(kind, year).items()
            if first <= day <= last
        ]
        return sorted(found, key=lambda off: (off.day, off.kind))

    def _names(self, kind: OffKind, year: int) -> Mapping[date, str]:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return {}
        return _names(self.country, self.subdivision, kind, year)


@dataclass(frozen=True, slots=True)
class Skip:
    """Why a day is not free: a code (`holiday`, `school-holiday`, `closure`) and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the days of a series went: original and chosen day, and what was skipped and why."""

    placed: tuple[tuple[date, date], ...]
    skipped: tuple[tuple[date, Skip], ...]


def spread(
    days: Sequence[date],
    is_free: Callable[[date], Skip | None],
    mode: Literal["keep", "skip", "shift"],
) -> Placement:
    """Place the days of a series around days that are not free.

    `keep` places every day where it is; `skip` leaves out those for which `is_free` gives a
    reason; `shift` moves them to the next free day on the same weekday within 21 days that no
    other day of the series has, and leaves them out when there is none. What is left out is
    not made up for at the end, so the caller can say "5 of 6".
    """
    placed: list[tuple[date, date]] = []
    skipped: list[tuple[date, Skip]] = []
    taken = set(days)
    for day in days:
        reason = None if mode == "keep" else is_free(day)
        chosen = _shifted(day, taken, is_free) if reason and mode == "shift" else None
        if reason is None:
            placed.append((day, day))
        elif chosen is not None:
            taken.add(chosen)
            placed.append((day, chosen))
        else:
            skipped.append((day, reason))
    return Placement(tuple(placed), tuple(skipped))


@lru_cache(maxsize=512)
def _names(country: str, subdivision: str | None, kind: OffKind, year: int) -> Mapping[date, str]:
    # Imported here: it takes longer than everything else a short command does.
    import holidays

    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known or (subdivision and subdivision not in known[country]):
        value = " ".join(part for part in (country, subdivision) if part)
        raise refuse("unknown-region", "holidays", value=value)
    region = holidays.country_holidays(country, subdiv=subdivision)
    if kind.value not in region.supported_categories:
        return MappingProxyType({})
    days = holidays.country_holidays(
        country,
        subdiv=subdivision,
        years=year,
        categories=(kind.value,),
        # Countries without Dutch names keep their own; without a language the package would
        # follow the environment.
        language=_NAMES_IN if _NAMES_IN in region.supported_languages else region.default_language,
    )
    return MappingProxyType({day: days[day] for day in sorted(days) if day.year == year})


def _shifted(day: date, taken: set[date], is_free: Callable[[date], Skip | None]) -> date | None:
    for offset in range(7, SHIFT_DAYS + 1, 7):
        if day.toordinal() + offset > date.max.toordinal():
            return None
        later = day + timedelta(days=offset)
        if later not in taken and is_free(later) is None:
            return later
    return None
