from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.when import (
    parse_clock,
    parse_day,
    parse_iso_datetime,
    parse_iso_day,
    parse_iso_moment,
)

# A Sunday.
TODAY = date(2026, 11, 22)


def problem(text: str, today: date = TODAY) -> Problem:
    with pytest.raises(Refused) as caught:
        parse_day(text, today)
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-12", "2027-01-12"),
        ("2027-1-2", "2027-01-02"),
        ("12-1", "2027-01-12"),
        ("12-01", "2027-01-12"),
        ("12-1-2027", "2027-01-12"),
        ("12-1-27", "2027-01-12"),
        ("12/1", "2027-01-12"),
        ("12/1/2026", "2026-01-12"),
        ("12 jan", "2027-01-12"),
        ("12 jan.", "2027-01-12"),
        ("12 JANUARI 2027", "2027-01-12"),
        ("Jan 12, 2027", "2027-01-12"),
        ("12th january", "2027-01-12"),
        ("1e maart", "2027-03-01"),
        ("1 mrt 2026", "2026-03-01"),
        ("di 12 jan", "2027-01-12"),
        ("di. 12-1", "2027-01-12"),
        ("Tuesday, 12 January 2027", "2027-01-12"),
        ("di 2027-01-12", "2027-01-12"),
        ("  di   12\u00a0jan ", "2027-01-12"),
        ("22 nov", "2026-11-22"),
        ("21 nov", "2027-11-21"),
        ("29-2", "2028-02-29"),
        ("di", "2026-11-24"),
        ("tuesday", "2026-11-24"),
        # A weekday alone is never today: there is `vandaag` for that.
        ("zo", "2026-11-29"),
        ("vandaag", "2026-11-22"),
        ("today", "2026-11-22"),
        ("morgen", "2026-11-23"),
        ("Tomorrow", "2026-11-23"),
        ("overmorgen", "2026-11-24"),
        ("gisteren", "2026-11-21"),
        ("volgende week do", "2026-11-26"),
        ("next week thu", "2026-11-26"),
        ("volgende week", "2026-11-29"),
        ("+2w", "2026-12-06"),
        ("+3d", "2026-11-25"),
        ("+0d", "2026-11-22"),
    ],
)
def test_reads_days(text: str, day: str) -> None:
    assert parse_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "31-2", "2026-13-99", "2027-02-29", "0-1", "32 jan", "12", "13-15", "12 foo"),
        *("di wo", "\u017fun", "d\u0131", "१२ jan", "+w", "+12345w", "12-1/2027", "00-00-0000"),
    ],
)
def test_refuses_what_is_no_day(text: str) -> None:
    assert (problem(text).field, problem(text).code) == ("date", "not-a-date")


def test_refuses_a_weekday_that_contradicts_the_day() -> None:
    found = problem("zo 12 jan")
    assert found.code == "weekday-wrong"
    assert found.values == {"value": "zo 12 jan", "day": date(2027, 1, 12), "weekday": 1}


@pytest.mark.parametrize("text", ["1-1-1899", "2201-01-01", "+9999w"])
def test_refuses_years_out_of_bounds(text: str) -> None:
    assert problem(text, date(2100, 1, 1)).code == "year-out-of-bounds"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("13", time(13)),
        ("9", time(9)),
        ("13:00", time(13)),
        ("13.30", time(13, 30)),
        ("13u", time(13)),
        ("13 uur", time(13)),
        ("13u30", time(13, 30)),
        ("13h30", time(13, 30)),
        ("9am", time(9)),
        ("9:30 PM", time(21, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_reads_clocks(text: str, clock: time) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize(
    "text", ["", "24:00", "13:60", "13:5", "1330", "13pm", "0am", "-1", "13:00:00", "x", "१३"]
)
def test_refuses_what_is_no_clock(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_clock(text, "start")
    assert caught.value.problems[0].code == "not-a-time"


def test_strict_readers() -> None:
    assert parse_iso_day("2027-01-12") == date(2027, 1, 12)
    assert parse_iso_datetime("2027-01-12T13:00") == datetime(2027, 1, 12, 13)
    assert parse_iso_datetime("2027-01-12T13:00:30") == datetime(2027, 1, 12, 13, 0, 30)
    assert parse_iso_moment("2027-01-12") == date(2027, 1, 12)
    assert parse_iso_moment("2027-01-12T13:00") == datetime(2027, 1, 12, 13)


@pytest.mark.parametrize(
    "text", ["", "2026-13-99", "2027-1-2", "20270112", "12-01-2027", "2027-01-12\n", "morgen"]
)
def test_strict_days_are_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_iso_day(text, "until")
    assert (caught.value.problems[0].field, caught.value.problems[0].code) == (
        "until",
        "not-a-date",
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "2027-01-12", "2027-01-12 13:00", "2027-01-12T13:00Z", "2027-01-12T13:00+01:00"),
        *("2027-01-12T25:00", "2027-13-12T13:00", "2027-01-12T13"),
    ],
)
def test_strict_datetimes_are_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_iso_datetime(text)
    assert caught.value.problems[0].code == "not-a-datetime"


def test_strict_years_are_bounded() -> None:
    for text in ("1899-12-31", "2201-01-01", "0001-01-01T00:00", "9999-12-31T23:59"):
        with pytest.raises(Refused) as caught:
            parse_iso_moment(text)
        assert caught.value.problems[0].code == "year-out-of-bounds"


WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@settings(deadline=None)
@given(DAYS, DAYS)
def test_every_day_reads_back(day: date, today: date) -> None:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    for text in (
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{weekday} {day.day} {month} {day.year}",
        f"{day:%A %d %B %Y}",
        f"{day:%b %d %Y}",
    ):
        assert parse_day(text, today) == day
    assert parse_iso_day(day.isoformat()) == day


@settings(deadline=None)
@given(DAYS.filter(lambda day: day.year < 2190), DAYS.filter(lambda day: day.year < 2190))
def test_without_a_year_it_is_today_or_the_first_after(day: date, today: date) -> None:
    found = parse_day(f"{day.day}-{day.month}", today)
    assert found >= today
    assert (found.day, found.month) == (day.day, day.month)
    assert parse_day(f"{day:%a}", today) > today


@settings(deadline=None)
@given(st.times().map(lambda clock: clock.replace(second=0, microsecond=0)))
def test_every_clock_reads_back(clock: time) -> None:
    for text in (
        f"{clock:%H:%M}",
        f"{clock:%H.%M}",
        f"{clock.hour}u{clock:%M}",
        f"{clock:%I:%M%p}",
    ):
        assert parse_clock(text) == clock


@settings(deadline=None)
@given(st.one_of(st.text(), st.text("0123456789-/+ dwjanitu.", max_size=14)), DAYS)
def test_any_text_is_read_or_refused(text: str, today: date) -> None:
    for reader in (
        lambda: parse_day(text, today),
        lambda: parse_clock(text),
        lambda: parse_iso_moment(text),
    ):
        with suppress(Refused):
            reader()
