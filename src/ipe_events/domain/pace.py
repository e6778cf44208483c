"""What a partner's promise still asks, and what would fill it (features F56, opening E).

The forecast is what was realised and what is planned; who declined is not planned. What is short of
the promise is asked of the whole months left in which there is school: a month with at least
`SCHOOL_DAYS` working days outside school holidays. Minutes throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ipe_events.domain.budget import Figures, Status
from ipe_events.domain.promises import half_away
from ipe_events.domain.years import Year, month_end

SCHOOL_DAYS = 10
IsOff = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Giving:
    """What a planned meeting gives a partner on a line, in minutes."""

    event: int
    day: date
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Pace:
    """A partner's line in a period: what is short, what a month asks, what is planned.

    `attended`: of those who did not decline, the share that came so far; None when nothing was
    held. `work`: planned outside meetings and still to come; `overdue`: planned outside meetings
    and not received although its days have passed.
    """

    organisation: str
    name: str
    line: str | None
    line_name: str
    figures: Figures
    months: int
    meetings: tuple[Giving, ...]
    work: int
    overdue: int
    attended: Fraction | None

    @property
    def short(self) -> int:
        """What the forecast is short of what may be used of the promise."""
        return max(0, self.figures.left or 0)

    @property
    def per_month(self) -> int | None:
        """What each month left asks on top of what is planned; None when no month is left."""
        return -(-self.short // self.months) if self.months else None

    @property
    def given(self) -> int:
        """What the planned meetings give."""
        return sum(meeting.minutes for meeting in self.meetings)

    @property
    def at_rate(self) -> int | None:
        """The forecast if attendance stays as it was; None when nothing was held yet."""
        if self.attended is None:
            return None
        came = half_away(self.given * self.attended)
        return self.figures.tally.forecast - self.given + came

    @property
    def has_room(self) -> bool:
        """Whether there is something to advise."""
        return self.figures.status is Status.ROOM


@dataclass(frozen=True, slots=True)
class PaceReport:
    """The pace of every promise in a period, in the order of the partners; `today` is the day."""

    programme: str
    period: Year
    today: date
    months: int
    rows: tuple[Pace, ...]


def months_left(period: Year, today: date, is_off: IsOff) -> int:
    """The whole months after today's in a period that have `SCHOOL_DAYS` days of school."""
    first = max(period.start, month_end(today) + timedelta(days=1))
    days = (first + timedelta(days=n) for n in range((period.end - first).days + 1))
    return sum(count >= SCHOOL_DAYS for count in _by_month(days, is_off))


def _by_month(days: Iterable[date], is_off: IsOff) -> Sequence[int]:
    found: dict[tuple[int, int], int] = {}
    for day in days:
        month = (day.year, day.month)
        found[month] = found.get(month, 0) + (day.weekday() < 5 and not is_off(day))
    return list(found.values())
