from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.budget import Bounds, Figures, Status, Tally, status
from ipe_events.domain.calendar_days import HolidayCalendar
from ipe_events.domain.pace import Giving, Pace, PaceReport, months_left
from ipe_events.domain.years import calendar_year, school_year
from ipe_events.i18n import use
from ipe_events.i18n.pace_words import pace_words

HOUR = 60
TODAY = date(2027, 3, 10)


def pace(
    realised: int,
    meetings: tuple[int, ...] = (),
    *,
    committed: int = 200 * HOUR,
    work: int = 0,
    months: int = 5,
    attended: Fraction | None = None,
    overdue: int = 0,
) -> Pace:
    planned = sum(meetings) + work
    figures = Figures(committed, None, Tally(realised, planned))
    given = tuple(
        Giving(number, date(2027, 4, number), "Werkplaats", minutes)
        for number, minutes in enumerate(meetings, start=1)
    )
    return Pace(
        organisation="kpz",
        name="Hogeschool KPZ",
        line="kernteam",
        line_name="Kernteam",
        figures=Figures(committed, None, figures.tally, status=status(figures, Bounds())),
        months=months,
        meetings=given,
        work=work,
        overdue=overdue,
        attended=attended,
    )


def test_kpz_is_41_hours_short_and_its_four_planned_meetings_give_26() -> None:
    kpz = pace(133 * HOUR, (390, 390, 390, 390), attended=Fraction(9, 10), overdue=90)
    assert (kpz.short, kpz.given, kpz.has_room) == (41 * HOUR, 26 * HOUR, True)
    assert kpz.per_month == 8 * HOUR + 12
    assert kpz.at_rate == 133 * HOUR + 1404
    use("en")
    report = PaceReport("sion", calendar_year(2027), TODAY, 5, (kpz,))
    assert pace_words(kpz, report) == [
        "133 realised and 26 planned of 200 hours",
        "41 hours of room: 8:12 a month to reach 200, in the 5 months left.",
        "4 planned meetings give 26 hours: 1 Apr 2027 Werkplaats 6.5; 2 Apr 2027 Werkplaats 6.5; "
        "3 Apr 2027 Werkplaats 6.5; 4 Apr 2027 Werkplaats 6.5",
        "Not received yet of work planned outside meetings: 1.5 hours.",
        "If attendance stays at 90%, the forecast is 156.4 hours.",
    ]


def test_who_is_at_or_above_the_promise_is_asked_nothing() -> None:
    full = pace(199 * HOUR, (2 * HOUR,))
    assert (full.short, full.per_month, full.has_room) == (0, 0, False)
    assert full.at_rate is None
    use("en")
    words = pace_words(full, PaceReport("sion", calendar_year(2027), TODAY, 5, (full,)))
    assert words[0] == "199 realised and 2 planned of 200 hours"
    assert len(words) == 2


def test_at_the_end_of_a_period_there_is_no_month_to_ask() -> None:
    late = pace(100 * HOUR, months=0)
    assert late.per_month is None
    use("en")
    words = pace_words(late, PaceReport("sion", calendar_year(2027), TODAY, 0, (late,)))
    assert "100 hours of room until 31 Dec 2027" in words[1]


@given(
    st.integers(0, 20_000),
    st.lists(st.integers(1, 600), max_size=5).map(tuple),
    st.integers(0, 3_000),
    st.integers(0, 12),
    st.fractions(0, 1),
)
def test_what_the_months_are_asked_reaches_the_promise_and_no_minute_more_than_needed(
    realised: int, meetings: tuple[int, ...], work: int, months: int, attended: Fraction
) -> None:
    one = pace(realised, meetings, work=work, months=months, attended=attended)
    forecast = one.figures.tally.forecast
    assert one.short == max(0, 200 * HOUR - forecast)
    if one.per_month is None:
        assert months == 0
    else:
        assert one.short <= one.per_month * months < one.short + months
    assert one.at_rate is not None
    assert realised + work <= one.at_rate <= forecast
    assert (one.at_rate == forecast) or attended < 1


@pytest.mark.parametrize(
    ("today", "months"),
    [
        # Of July 2027 seven days are school in the north, and seven of August.
        (date(2027, 3, 10), 7),
        (date(2027, 6, 30), 4),
        (date(2027, 11, 30), 1),
        (date(2027, 12, 1), 0),
        (date(2026, 5, 5), 10),
    ],
)
def test_months_left_are_whole_and_have_school(today: date, months: int) -> None:
    calendar = HolidayCalendar("NL", "Noord")
    year = calendar_year(2027)
    off = {one.day for one in calendar.days_off(year.start, year.end)}
    assert months_left(year, today, lambda day: day in off) == months
    # Without a region every month counts.
    every = months_left(year, today, lambda _day: False)
    assert every == (12 if today < year.start else 12 - today.month)


def test_a_school_year_is_counted_to_its_own_end() -> None:
    assert months_left(school_year(2026), date(2026, 11, 22), lambda _day: False) == 8
    assert pace(0).figures.status is Status.ROOM
