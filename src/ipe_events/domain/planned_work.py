"""Work expected outside meetings: most of what is promised is not a meeting (sources §2.5).

What was worked outside meetings fulfils it; what is left is expected on the days of school to come,
and what is left when its days have passed has not been received.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ipe_events.domain.drafts import day_problems, line_problems
from ipe_events.domain.errors import Problem
from ipe_events.domain.promises import half_away

LONGEST_DAYS = 10 * 366


@dataclass(frozen=True, slots=True)
class WorkDraft:
    """Work to expect of a partner (slug), both days included; minutes."""

    organisation: str
    line: str | None
    starts: date
    ends: date
    minutes: int
    activity: str

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = line_problems(self.activity, "activity")
        found += day_problems(self.starts, "from") + day_problems(self.ends, "until")
        if self.ends < self.starts:
            found.append(Problem("until", "end-before-start"))
        elif (self.ends - self.starts).days > LONGEST_DAYS:
            found.append(Problem("until", "too-much", {"limit": LONGEST_DAYS}))
        if self.minutes <= 0:
            found.append(Problem("hours", "negative" if self.minutes < 0 else "nothing"))
        return found


@dataclass(frozen=True, slots=True)
class Work:
    """Work expected of an organisation on a line, by their keys; minutes."""

    id: int
    organisation: int
    line: int | None
    starts: date
    ends: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Loose:
    """Minutes in kind that an organisation worked for a line on a day, outside meetings."""

    organisation: int
    line: int | None
    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class WorkState:
    """Expected work with what was worked of it, in minutes."""

    work: Work
    realised: int

    @property
    def left(self) -> int:
        """What was not worked yet."""
        return self.work.minutes - self.realised

    def overdue(self, today: date) -> int:
        """What was not received although its days have passed."""
        return self.left if self.work.ends < today else 0


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Expected work as it is listed: slugs and names; minutes."""

    id: int
    organisation: str
    organisation_name: str
    line: str | None
    line_name: str
    starts: date
    ends: date
    minutes: int
    activity: str
    realised: int
    left: int
    overdue: int


def states(works: Iterable[Work], loose: Iterable[Loose]) -> list[WorkState]:
    """What was worked of each; an hour counts once, for the work that ends first."""
    pool: dict[tuple[int, int | None], Counter[date]] = defaultdict(Counter)
    for worked in loose:
        pool[worked.organisation, worked.line][worked.day] += worked.minutes
    found = []
    for work in sorted(works, key=lambda one: (one.ends, one.starts, one.id)):
        realised = 0
        days = pool[work.organisation, work.line]
        for day in sorted(days):
            if work.starts <= day <= work.ends and days[day] > 0:
                taken = min(days[day], work.minutes - realised)
                days[day] -= taken
                realised += taken
        found.append(WorkState(work, realised))
    return found


def ahead(state: WorkState, today: date, is_off: Callable[[date], bool]) -> dict[str, int]:
    """What is left by month (`2027-01`), spread over the working days of school from today on."""
    first = max(state.work.starts, today)
    if state.left <= 0 or state.work.ends < first:
        return {}
    days = [first + timedelta(days=n) for n in range((state.work.ends - first).days + 1)]
    open_days = [day for day in days if day.weekday() < 5 and not is_off(day)] or days
    return _spread(state.left, [f"{day:%Y-%m}" for day in open_days])


def _spread(minutes: int, months: Sequence[str]) -> dict[str, int]:
    """Evenly over the days, told by their months, so that the parts add up."""
    found: dict[str, int] = {}
    passed = given = 0
    for month, days in Counter(months).items():
        passed += days
        until = half_away(Fraction(minutes * passed, len(months)))
        found[month] = until - given
        given = until
    return {month: part for month, part in found.items() if part}
