"""Where the demonstration's meetings fall: the school weeks of a programme around a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ipe_events.domain import years
from ipe_events.domain.calendar_days import HolidayCalendar
from ipe_events.domain.years import Year
from ipe_events.services import availability
from ipe_events.services.workspace import View

# A school year's programme opens on the first Monday of September.
OPENING_MONTH = 9
# From this month on people plan the next school year as well.
LOOKING_AHEAD_MONTH = 5


@dataclass(frozen=True, slots=True)
class SchoolWeeks:
    """The weeks of a school year, counted from the first Monday of September (week 0)."""

    year: Year
    calendar: HolidayCalendar | None

    @property
    def monday(self) -> date:
        """The first day of week 0."""
        first = date(self.year.start.year, OPENING_MONTH, 1)
        return first + timedelta(days=-first.weekday() % 7)

    def day(self, week: int, weekday: int, *, length: int = 1) -> date:
        """The weekday (0 is Monday) of a week, or of the next week in which it is no day off.

        `length` days in a row must be free.
        """
        day = self.monday + timedelta(weeks=week, days=weekday)
        while self.days_off(day, length):
            day += timedelta(weeks=1)
        return day

    def days_off(self, day: date, length: int = 1) -> bool:
        """Whether any of these days is a holiday."""
        last = day + timedelta(days=length - 1)
        return self.calendar is not None and bool(self.calendar.days_off(day, last))


def around(view: View) -> tuple[SchoolWeeks, SchoolWeeks | None]:
    """The school year nearest to today, and the next one when people already plan it."""
    programme, today = view.programme, view.now.date()
    month = programme.school_month
    first = programme.starts or today
    last = programme.ends or date.max
    calendar = availability.holiday_calendar(view)
    own = years.year_of(min(max(today, first), last), school=True, month=month)
    following = years.school_year(own.start.year + 1, month)
    ahead = today >= date(own.end.year, LOOKING_AHEAD_MONTH, 1) and following.start <= last
    return SchoolWeeks(own, calendar), SchoolWeeks(following, calendar) if ahead else None
