"""What an hour is worth, and which rule says so.

A rate is looked for with the person, then with the promise (set by hand), then with the
organisation; else it is the plan's value ÷ its hours. What is narrower goes before what is wider,
and what was set by hand before what follows from the plan (features F60; GPL differs by
organisation, 002:392).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from ipe_events.domain.drafts import day_problems, optional_line_problems
from ipe_events.domain.errors import Problem

MOST_CENTS = 100_000


class Method(StrEnum):
    """How a rate was found (features §4.4)."""

    FIXED = "fixed"
    WAGES = "wages"
    INTEGRAL = "integral"
    GPL = "gpl"


class RateFrom(StrEnum):
    """The rule that gave a rate."""

    PERSON = "person"
    COMMITMENT = "commitment"
    ORGANISATION = "organisation"
    PLAN = "plan"
    SEVERAL = "several"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RateDraft:
    """A rate to keep: cents an hour of an organisation (slug) or a person (address or number).

    By whole months: `starts` is the first day of one, `ends` the last.
    """

    cents: int
    organisation: str | None = None
    person: str | None = None
    method: str = Method.FIXED
    basis: str = ""
    source: str = ""
    starts: date | None = None
    ends: date | None = None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = []
        if (self.organisation is None) == (self.person is None):
            found.append(Problem("org", "rate-of-one"))
        if self.cents < 0:
            found.append(Problem("rate", "negative"))
        if self.cents > MOST_CENTS:
            found.append(Problem("rate", "too-much", {"limit": MOST_CENTS // 100}))
        if self.method not in set(Method):
            values = {"value": self.method, "known": ", ".join(Method)}
            found.append(Problem("method", "unknown-method", values))
        for field, text in (("basis", self.basis), ("source", self.source)):
            found += optional_line_problems(text, field)
        for field, day in (("from", self.starts), ("until", self.ends)):
            found += [] if day is None else day_problems(day, field)
        if self.starts is not None and self.starts.day != 1:
            found.append(Problem("from", "not-whole-months"))
        if self.ends is not None and (self.ends + timedelta(days=1)).day != 1:
            found.append(Problem("until", "not-whole-months"))
        if self.starts is not None and self.ends is not None and self.ends < self.starts:
            found.append(Problem("until", "end-before-start"))
        return found


@dataclass(frozen=True, slots=True)
class SetRate:
    """A rate that was set: by the keys of an organisation or a person, for the days given."""

    cents: int
    organisation: int | None
    person: int | None
    starts: date | None
    ends: date | None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate as it is listed; `who` is a slug, an address or a number; cents an hour."""

    id: int
    who: str
    name: str
    is_person: bool
    cents: int
    method: str
    basis: str
    source: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Worth:
    """Cents an hour (None: nothing says) and the rule that gave them."""

    rate: Fraction | None
    source: RateFrom

    @property
    def kept(self) -> str:
        """The rate as an entry keeps it for good: a fraction, or nothing."""
        return "" if self.rate is None else str(self.rate)


NOTHING = Worth(None, RateFrom.NONE)
SEVERAL = Worth(None, RateFrom.SEVERAL)
