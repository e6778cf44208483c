"""What may be changed of a programme once it is in the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipe_events.domain.calendar_days import HolidayCalendar
from ipe_events.domain.closures import REGION
from ipe_events.domain.drafts import (
    amount_problems,
    day_problems,
    line_problems,
    optional_line_problems,
)
from ipe_events.domain.errors import Problem, Refused, refuse
from ipe_events.domain.years import Year, parse_year

MOST_RETENTION = 100
MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class ProgrammeEdit:
    """Fields of a programme to change; None leaves a field as it is.

    `days`: its first and last day, None where it has none. `years`: labels of its budget years.
    `region`: of its holidays, `NL` or `NL-Noord`, "" for none. `cash_needed`: cents a year.
    """

    name: str | None = None
    umbrella: str | None = None
    days: tuple[date | None, date | None] | None = None
    years: tuple[str, ...] | None = None
    region: str | None = None
    retention_years: int | None = None
    cash_needed: int | None = None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = [] if self.name is None else line_problems(self.name, "name")
        found += optional_line_problems(self.umbrella or "", "umbrella")
        starts, ends = self.days or (None, None)
        for field, day in (("from", starts), ("until", ends)):
            found += [] if day is None else day_problems(day, field)
        if starts and ends and ends < starts:
            found.append(Problem("until", "end-before-start"))
        if self.region and not REGION.fullmatch(self.region):
            found.append(Problem("region", "region-invalid", {"value": self.region}))
        years = self.retention_years
        if years is not None and years < 0:
            found.append(Problem("retention", "negative"))
        if years is not None and years > MOST_RETENTION:
            found.append(Problem("retention", "too-much", {"limit": MOST_RETENTION}))
        return found + amount_problems(self.cash_needed, "cash-needed")


def budget_years(labels: tuple[str, ...], school_month: int) -> list[str]:
    """Labels of budget years, the first first and each once; refuses two kinds of years."""
    found = sorted({_budget_year(label, school_month) for label in labels})
    if len(found) > MOST_YEARS:
        raise refuse("too-much", "years", limit=MOST_YEARS)
    if len({len(year.label) for year in found}) > 1:
        raise refuse("years-mixed", "years")
    return [year.label for year in found]


def _budget_year(label: str, school_month: int) -> Year:
    try:
        return parse_year(label, school_month)
    except Refused:
        raise refuse("not-a-year", "years", value=label) from None


def country_and_part(region: str) -> tuple[str, str]:
    """`NL` and `Noord` of `NL-Noord`; refuses a region of which no holidays are known."""
    country, _dash, part = region.partition("-")
    if country:
        HolidayCalendar(country, part)
    return country, part
