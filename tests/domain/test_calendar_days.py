from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.calendar_days import (
    SHIFT_DAYS,
    DayOff,
    HolidayCalendar,
    OffKind,
    Skip,
    spread,
)
from ipe_events.domain.errors import Refused

NOORD = HolidayCalendar("NL", "Noord")

SCHOOL_HOLIDAYS = [
    ("Herfstvakantie", "2024-10-26", "2024-11-03"),
    ("Kerstvakantie", "2024-12-21", "2025-01-05"),
    ("Voorjaarsvakantie", "2025-02-15", "2025-02-23"),
    ("Meivakantie", "2025-04-26", "2025-05-04"),
    ("Zomervakantie", "2025-07-12", "2025-08-24"),
    ("Herfstvakantie", "2025-10-18", "2025-10-26"),
    ("Kerstvakantie", "2025-12-20", "2026-01-04"),
    ("Voorjaarsvakantie", "2026-02-21", "2026-03-01"),
    ("Meivakantie", "2026-04-25", "2026-05-03"),
    ("Zomervakantie", "2026-07-04", "2026-08-16"),
    ("Herfstvakantie", "2026-10-10", "2026-10-18"),
    ("Kerstvakantie", "2026-12-19", "2027-01-03"),
    ("Voorjaarsvakantie", "2027-02-20", "2027-02-28"),
    ("Meivakantie", "2027-04-24", "2027-05-02"),
    ("Zomervakantie", "2027-07-10", "2027-08-22"),
    ("Herfstvakantie", "2027-10-16", "2027-10-24"),
    ("Kerstvakantie", "2027-12-25", "2028-01-09"),
    ("Voorjaarsvakantie", "2028-02-19", "2028-02-27"),
    ("Meivakantie", "2028-04-29", "2028-05-07"),
    ("Zomervakantie", "2028-07-15", "2028-08-27"),
]


def public_holiday(calendar: HolidayCalendar, day: date) -> str | None:
    """The name of the public holiday on a day."""
    public = (off for off in calendar.days_off(day, day) if off.kind is OffKind.PUBLIC)
    return next((off.name for off in public), None)


@pytest.mark.parametrize(("name", "first", "last"), SCHOOL_HOLIDAYS)
def test_school_holidays_of_noord(name: str, first: str, last: str) -> None:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    around = (day - timedelta(days=1), end + timedelta(days=1))
    assert [NOORD.school_holiday(outside) for outside in around] == [None, None]
    while day <= end:
        assert NOORD.school_holiday(day) == name
        day += timedelta(days=1)


def test_there_are_no_other_school_holidays() -> None:
    first, last = date(2024, 10, 1), date(2028, 9, 30)
    found = [off.day for off in NOORD.days_off(first, last) if off.kind is OffKind.SCHOOL]
    expected = sum(
        (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
        for _, start, end in SCHOOL_HOLIDAYS
    )
    assert len(found) == len(set(found)) == expected


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2025-04-18", "Goede vrijdag"),
        ("2027-03-26", "Goede vrijdag"),
        ("2025-04-21", "Tweede paasdag"),
        ("2026-04-06", "Tweede paasdag"),
        ("2028-04-17", "Tweede paasdag"),
        # The 27th was a Sunday in 2025.
        ("2025-04-26", "Koningsdag"),
        ("2025-04-27", None),
        ("2026-04-27", "Koningsdag"),
        ("2027-04-27", "Koningsdag"),
        ("2025-05-05", "Bevrijdingsdag"),
        ("2027-05-05", None),
        ("2025-05-29", "Hemelvaartsdag"),
        ("2026-05-14", "Hemelvaartsdag"),
        ("2027-05-06", "Hemelvaartsdag"),
        ("2028-05-25", "Hemelvaartsdag"),
        ("2025-06-09", "Tweede pinksterdag"),
        ("2026-05-25", "Tweede pinksterdag"),
        ("2027-05-17", "Tweede pinksterdag"),
        ("2028-06-05", "Tweede pinksterdag"),
        ("2027-01-01", "Nieuwjaarsdag"),
        ("2027-12-26", "Tweede kerstdag"),
        ("2027-01-12", None),
        ("9999-12-31", None),
        ("0001-01-01", None),
    ],
)
def test_public_holidays(day: str, name: str | None) -> None:
    assert public_holiday(NOORD, date.fromisoformat(day)) == name


def test_days_off_are_listed_by_date_over_the_turn_of_the_year() -> None:
    assert NOORD.days_off(date(2027, 12, 24), date(2027, 12, 26)) == [
        DayOff(date(2027, 12, 25), "Eerste kerstdag", OffKind.PUBLIC),
        DayOff(date(2027, 12, 25), "Kerstvakantie", OffKind.SCHOOL),
        DayOff(date(2027, 12, 26), "Tweede kerstdag", OffKind.PUBLIC),
        DayOff(date(2027, 12, 26), "Kerstvakantie", OffKind.SCHOOL),
    ]
    turn = NOORD.days_off(date(2027, 12, 31), date(2028, 1, 1))
    assert [off.name for off in turn] == ["Kerstvakantie", "Nieuwjaarsdag", "Kerstvakantie"]
    assert NOORD.days_off(date(2027, 1, 2), date(2027, 1, 1)) == []


def test_regions_differ_and_the_country_has_no_school_holidays() -> None:
    day = date(2027, 7, 12)
    assert NOORD.school_holiday(day) == "Zomervakantie"
    assert HolidayCalendar("NL", "Midden").school_holiday(day) is None
    country = HolidayCalendar("NL")
    assert country.school_holiday(day) is None
    assert public_holiday(country, date(2027, 4, 27)) == "Koningsdag"


def test_other_countries_have_their_own_names() -> None:
    germany = HolidayCalendar("DE", "NI")
    assert public_holiday(germany, date(2027, 10, 3)) == "Tag der Deutschen Einheit"
    # A country of which the package knows no school holidays.
    assert HolidayCalendar("US", "OH").school_holiday(date(2027, 7, 12)) is None


@pytest.mark.parametrize(
    ("country", "subdivision"),
    [("XX", None), ("", None), ("nl", "Noord"), ("NL", "Oost"), ("__class__", None), ("XX", "NL")],
)
def test_unknown_regions_are_refused(country: str, subdivision: str | None) -> None:
    with pytest.raises(Refused) as caught:
        HolidayCalendar(country, subdivision)
    problem = caught.value.problems[0]
    assert (problem.field, problem.code) == ("holidays", "unknown-region")


TUESDAYS = [date(2027, 1, 5) + timedelta(weeks=6 * number) for number in range(6)]
BREAK = Skip("school-holiday", "Voorjaarsvakantie")


def _break(day: date) -> Skip | None:
    return BREAK if date(2027, 2, 14) <= day <= date(2027, 2, 21) else None


def test_keep_skip_and_shift() -> None:
    taken = TUESDAYS[1]
    assert spread(TUESDAYS, _break, "keep").placed == tuple((day, day) for day in TUESDAYS)
    skipped = spread(TUESDAYS, _break, "skip")
    assert len(skipped.placed) == 5
    assert skipped.skipped == ((taken, BREAK),)
    shifted = spread(TUESDAYS, _break, "shift")
    assert shifted.skipped == ()
    assert shifted.placed[1] == (taken, date(2027, 2, 23))


def test_shift_never_takes_the_place_of_another_day() -> None:
    weekly = [date(2027, 2, 16) + timedelta(weeks=number) for number in range(3)]
    placement = spread(weekly, _break, "shift")
    assert placement.placed[0] == (weekly[0], date(2027, 3, 9))
    four = [*weekly, date(2027, 3, 9)]
    assert spread(four, _break, "shift").skipped == ((weekly[0], BREAK),)


def test_shift_stops_at_the_end_of_the_calendar() -> None:
    assert spread([date.max], lambda _: BREAK, "shift").skipped == ((date.max, BREAK),)


@settings(deadline=None)
@given(
    st.sets(st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=30).map(sorted),
    st.sets(st.dates(date(2027, 1, 1), date(2028, 1, 31)), max_size=60),
)
def test_a_shifted_series_is_free_and_complete(days: list[date], off: set[date]) -> None:
    placement = spread(days, lambda day: BREAK if day in off else None, "shift")
    originals = [day for day, _ in placement.placed] + [day for day, _ in placement.skipped]
    chosen = [day for _, day in placement.placed]
    assert sorted(originals) == days
    assert len(set(chosen)) == len(chosen)
    assert not off.intersection(chosen)
    for original, day in placement.placed:
        assert original.weekday() == day.weekday()
        assert 0 <= (day - original).days <= SHIFT_DAYS
