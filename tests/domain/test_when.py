from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.quick_add import DayAndTimes, parse_day_and_times
from ipe_events.domain.when import (
    leaves_year_out,
    parse_clock,
    parse_day,
    parse_iso_datetime,
    parse_iso_day,
    parse_iso_moment,
)
from ipe_events.i18n import LANGUAGES, format_date

# A Sunday.
TODAY = date(2026, 11, 22)
PIECES = (
    *("over", "in", "eind", "half", "week", "volgende", "last", "di", "7", "53", "3", "mrt"),
    *("u", "13", "+", "-", "w", "2099"),
)


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
        ("-1d", "2026-11-21"),
        ("-2w", "2026-11-08"),
        ("+1m", "2026-12-22"),
        ("over 3 weken", "2026-12-13"),
        ("over een week", "2026-11-29"),
        ("in 3 weeks", "2026-12-13"),
        ("in a month", "2026-12-22"),
        ("day after tomorrow", "2026-11-24"),
        ("deze week wo", "2026-11-18"),
        ("vorige week do", "2026-11-12"),
        ("last week thu", "2026-11-12"),
        ("komende di", "2026-11-24"),
        ("afgelopen di", "2026-11-17"),
        ("next tue", "2026-11-24"),
        ("eind maart", "2027-03-31"),
        ("end of march", "2027-03-31"),
        ("begin jan", "2027-01-01"),
        ("half mei", "2027-05-15"),
        ("eind februari 2028", "2028-02-29"),
        ("eind nov", "2026-11-30"),
        # The Monday of a week, this one until it has ended.
        ("week 7", "2027-02-15"),
        ("week 47", "2026-11-16"),
        ("week 46", "2027-11-15"),
        ("do week 7", "2027-02-18"),
        ("week 7 do", "2027-02-18"),
        ("week 7 2028", "2028-02-14"),
        ("wk 53", "2026-12-28"),
        ("2027-W07-2", "2027-02-16"),
    ],
)
def test_reads_days(text: str, day: str) -> None:
    assert parse_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "31-2", "2026-13-99", "2027-02-29", "0-1", "32 jan", "12", "13-15", "12 foo"),
        *("30 feb", "week 54", "week 0", "2027-W53", "over 3", "eind week 7", "komende week di 3"),
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
        ("half 2", time(13, 30)),
        ("half acht", time(7, 30)),
        ("half past 2", time(14, 30)),
        ("kwart over 3", time(15, 15)),
        ("kwart voor 9", time(8, 45)),
        ("a quarter to three", time(14, 45)),
        ("10 voor half 4", time(15, 20)),
        ("vijf over half 9", time(8, 35)),
        ("20 to 1", time(12, 40)),
        ("Noon", time(12)),
    ],
)
def test_reads_clocks(text: str, clock: time) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize(
    "text",
    [
        "half 13",
        "kwart over",
        "30 over 2",
        "",
        "24:00",
        "13:60",
        "13:5",
        "1330",
        "13pm",
        "0am",
        "-1",
        "13:00:00",
        "x",
        "१३",
    ],
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


@pytest.mark.parametrize(
    ("text", "day", "start", "end"),
    [
        ("volgende week do 13u", "2026-11-26", time(13), None),
        ("next week thu 1pm", "2026-11-26", time(13), None),
        ("di 12 jan 13-15", "2027-01-12", time(13), time(15)),
        ("di 10-12", "2026-11-24", time(10), time(12)),
        ("12 jan half 2-half 4", "2027-01-12", time(13, 30), time(15, 30)),
        ("over 3 weken 13u 90m", "2026-12-13", time(13), time(14, 30)),
        ("12-1", "2027-01-12", None, None),
        ("do week 7", "2027-02-18", None, None),
    ],
)
def test_reads_a_day_with_its_times(
    text: str, day: str, start: time | None, end: time | None
) -> None:
    said = parse_day_and_times(text, TODAY)
    assert said == DayAndTimes(date.fromisoformat(day), None, start, end)


@pytest.mark.parametrize("text", ["13u", "30 feb 13u", "di foo", "zo 12 jan 13u", "di 15-13"])
def test_what_is_wrong_with_a_day_is_said_of_its_field(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_day_and_times(text, TODAY, "until")
    assert {one.field for one in caught.value.problems} == {"until"}


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.times(),
    st.sampled_from(LANGUAGES),
)
def test_what_the_program_writes_it_reads(day: date, today: date, clock: time, tongue: str) -> None:
    clock = clock.replace(second=0, microsecond=0)
    for long in (True, False):
        for weekday in (True, False):
            written = format_date(day, long=long, weekday=weekday, language=tongue)
            assert parse_day(written, today) == day
            assert not leaves_year_out(written)
            said = parse_day_and_times(f"{written} {clock:%H:%M}", today)
            assert said == DayAndTimes(day, None, clock)
    assert parse_clock(f"{clock:%H:%M}") == clock
    year, week, number = day.isocalendar()
    assert parse_day(f"{year}-W{week:02}-{number}", today) == day


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
@given(
    st.one_of(
        st.text(),
        st.text("0123456789-/+ dwjanitu.", max_size=14),
        st.lists(
            st.sampled_from(
                [
                    "over",
                    "in",
                    "eind",
                    "half",
                    "week",
                    "volgende",
                    "last",
                    "di",
                    "7",
                    "53",
                    "3",
                    "mrt",
                    "u",
                    "13",
                    "+",
                    "-",
                    "w",
                    "2099",
                ]
            ),
            max_size=5,
        ).map(" ".join),
    ),
    DAYS,
)
def test_any_text_is_read_or_refused(text: str, today: date) -> None:
    for reader in (
        lambda: parse_day(text, today),
        lambda: parse_clock(text),
        lambda: parse_day_and_times(text, today),
        lambda: parse_iso_moment(text),
    ):
        with suppress(Refused):
            reader()
