from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.recurrence import LIMIT, exists_on_the_clock, occurrences
from ipe_events.domain.recurrence_rule import (
    Frequency,
    Rule,
    Weekday,
    explicit,
    parse_rule,
    rule_text,
)

AMSTERDAM = "Europe/Amsterdam"
MONDAY = date(2026, 1, 5)


def days(text: str, start: date = MONDAY, until: date | None = None) -> list[date]:
    return occurrences(parse_rule(text), start, zone=AMSTERDAM, until=until)


def times(text: str, start: datetime, until: date | None = None) -> list[datetime]:
    return occurrences(parse_rule(text), start, zone=AMSTERDAM, until=until)


def refusal(text: str, start: date = MONDAY) -> Problem:
    with pytest.raises(Refused) as caught:
        days(text, start)
    return caught.value.problems[0]


def test_every_second_tuesday_of_the_month_for_a_school_year() -> None:
    # 13:30 in UTC is 15:30 in July and was 14:30 in January: the wall clock stays.
    found = times("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270713T133000Z", datetime(2026, 9, 8, 15, 30))
    assert found == [
        datetime(2026, 9, 8, 15, 30),
        datetime(2026, 10, 13, 15, 30),
        datetime(2026, 11, 10, 15, 30),
        datetime(2026, 12, 8, 15, 30),
        datetime(2027, 1, 12, 15, 30),
        datetime(2027, 2, 9, 15, 30),
        datetime(2027, 3, 9, 15, 30),
        datetime(2027, 4, 13, 15, 30),
        datetime(2027, 5, 11, 15, 30),
        datetime(2027, 6, 8, 15, 30),
        datetime(2027, 7, 13, 15, 30),
    ]


@pytest.mark.parametrize(
    ("until", "count"),
    [
        ("20270713T132959Z", 10),
        ("20270713T153000", 11),
        ("20270713T152959", 10),
        ("20270713", 11),
        ("20270712", 10),
    ],
)
def test_until_is_inclusive_and_compared_in_the_zone(until: str, count: int) -> None:
    found = times(f"FREQ=MONTHLY;BYDAY=2TU;UNTIL={until}", datetime(2026, 9, 8, 15, 30))
    assert len(found) == count


def test_until_in_utc_of_the_day_before_reaches_the_next_morning() -> None:
    found = times("FREQ=DAILY;UNTIL=20260702T223000Z", datetime(2026, 7, 1, 0, 30))
    assert found[-1] == datetime(2026, 7, 3, 0, 30)


def test_until_in_utc_with_days_is_compared_at_their_beginning() -> None:
    assert days("FREQ=DAILY;UNTIL=20260702T220000Z", date(2026, 7, 1))[-1] == date(2026, 7, 3)
    assert days("FREQ=DAILY;UNTIL=20260702T215959Z", date(2026, 7, 1))[-1] == date(2026, 7, 2)


def test_a_time_that_daylight_saving_skips_is_left_out_and_not_counted() -> None:
    found = times("FREQ=DAILY;COUNT=4", datetime(2026, 3, 27, 2, 30))
    assert [moment.day for moment in found] == [27, 28, 30, 31]
    assert {moment.time() for moment in found} == {datetime(2026, 1, 1, 2, 30).time()}


def test_a_time_that_comes_twice_is_there_once() -> None:
    found = times("FREQ=DAILY;COUNT=3", datetime(2026, 10, 24, 2, 30))
    assert [moment.day for moment in found] == [24, 25, 26]


def test_excluded_days_and_times_count() -> None:
    rule = parse_rule("FREQ=WEEKLY;COUNT=5")
    start = datetime(2027, 1, 12, 13)
    found = occurrences(
        rule,
        start,
        zone=AMSTERDAM,
        exdates=[
            date(2027, 1, 19),
            datetime(2027, 1, 26, 13),
            datetime(2027, 2, 2, 14),
            datetime(2027, 2, 9, 12, tzinfo=UTC),
        ],
    )
    assert [moment.day for moment in found] == [12, 2]
    found_days = occurrences(rule, start.date(), zone=AMSTERDAM, exdates=[datetime(2027, 1, 19, 9)])
    assert [day.day for day in found_days] == [12, 26, 2, 9]


def test_a_start_with_a_zone_is_read_on_the_wall_clock() -> None:
    found = times("FREQ=DAILY;COUNT=1", datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert found == [datetime(2026, 7, 1, 14)]


def test_a_start_that_does_not_match_is_not_an_occurrence() -> None:
    assert days("FREQ=WEEKLY;BYDAY=TU;COUNT=2") == [date(2026, 1, 6), date(2026, 1, 13)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The rhythms of a programme, F13.
        ("FREQ=WEEKLY;INTERVAL=6;BYDAY=TU;COUNT=3", ["2026-01-06", "2026-02-17", "2026-03-31"]),
        ("FREQ=MONTHLY;BYDAY=1TH;COUNT=3", ["2026-02-05", "2026-03-05", "2026-04-02"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", ["2026-01-30", "2026-02-27"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["2026-01-30", "2026-02-27"]),
        # The first of a week is counted from the week's beginning, also in the first week.
        ("FREQ=WEEKLY;BYDAY=SU,TU;BYSETPOS=1;WKST=SU;COUNT=2", ["2026-01-11", "2026-01-18"]),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=1", ["2026-05-18"]),
        ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3,10;COUNT=2", ["2026-03-29", "2026-10-25"]),
        ("FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", ["2026-12-31", "2027-12-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", ["2026-01-31", "2026-02-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR;COUNT=2", ["2026-02-13", "2026-03-13"]),
        ("FREQ=DAILY;BYDAY=MO;BYMONTH=6;COUNT=1", ["2026-06-01"]),
        ("RRULE:freq=weekly;count=2", ["2026-01-05", "2026-01-12"]),
    ],
)
def test_rules_one_meets(text: str, expected: list[str]) -> None:
    assert [day.isoformat() for day in days(text)][: len(expected)] == expected


def test_weeks_begin_where_the_rule_says() -> None:
    # RFC 5545 section 3.8.5.3, the example on WKST.
    start = date(1997, 8, 5)
    monday = days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", start)
    sunday = days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", start)
    assert [day.day for day in monday] == [5, 10, 19, 24]
    assert [day.day for day in sunday] == [5, 17, 19, 31]


def test_a_year_from_29_february_has_leap_years_only() -> None:
    rule = parse_rule("FREQ=YEARLY;COUNT=3")
    assert [day.year for day in days("FREQ=YEARLY;COUNT=3", date(2024, 2, 29))] == [
        2024,
        2028,
        2032,
    ]
    written = rule_text(explicit(rule, date(2024, 2, 29)))
    assert written == "FREQ=YEARLY;COUNT=3;BYMONTH=2;BYMONTHDAY=29"


def test_until_of_the_caller_includes_its_day() -> None:
    assert len(days("FREQ=DAILY", until=date(2026, 1, 7))) == 3
    assert len(times("FREQ=DAILY", datetime(2026, 1, 5, 23), date(2026, 1, 7))) == 3
    assert days("FREQ=DAILY", until=date(2025, 1, 1)) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "syntax"),
        ("RRULE:", "syntax"),
        ("weekly", "syntax"),
        ("COUNT=3", "syntax"),
        ("FREQ=WEEKLY;", "syntax"),
        ("FREQ=WEEKLY;COUNT=", "syntax"),
        ("FREQ=WEEKLY;\u017fU=1", "syntax"),
        ("FREQ=WEEKLY;BYSETPOS=1;COUNT=1", "syntax"),
        ("FREQ=WEEKLY;BYDAY=" + "MO," * 1000 + "MO", "syntax"),
        ("FREQ=FORTNIGHTLY", "bad-value"),
        ("FREQ=WEEKLY;FREQ=DAILY", "duplicate-part"),
        ("FREQ=WEEKLY;COUNT=2;COUNT=2", "duplicate-part"),
        ("FREQ=WEEKLY;X=1", "unknown-part"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "count-and-until"),
        ("FREQ=YEARLY;BYWEEKNO=45;COUNT=1", "week-numbers"),
        ("FREQ=WEEKLY;BYMONTHDAY=1;COUNT=1", "not-with-frequency"),
        ("FREQ=MONTHLY;BYYEARDAY=1;COUNT=1", "not-with-frequency"),
        ("FREQ=WEEKLY;BYDAY=2TU;COUNT=1", "not-with-frequency"),
        ("FREQ=MONTHLY;BYDAY=MO,1TU;COUNT=1", "mixed-weekdays"),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=1", "bad-value"),
        ("FREQ=WEEKLY;BYDAY=MO,;COUNT=1", "bad-value"),
        ("FREQ=MONTHLY;BYDAY=6TU;COUNT=1", "bad-value"),
        ("FREQ=MONTHLY;BYDAY=0TU;COUNT=1", "bad-value"),
        ("FREQ=YEARLY;BYDAY=54TU;COUNT=1", "bad-value"),
        ("FREQ=DAILY;COUNT=0", "bad-value"),
        ("FREQ=DAILY;COUNT=-1", "bad-value"),
        ("FREQ=DAILY;COUNT=" + "9" * 400, "bad-value"),
        ("FREQ=DAILY;INTERVAL=0;COUNT=1", "bad-value"),
        ("FREQ=DAILY;INTERVAL=1.5;COUNT=1", "bad-value"),
        ("FREQ=DAILY;BYMONTH=13;COUNT=1", "bad-value"),
        ("FREQ=DAILY;BYMONTH=-1;COUNT=1", "bad-value"),
        ("FREQ=MONTHLY;BYMONTHDAY=0;COUNT=1", "bad-value"),
        ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=1", "bad-value"),
        ("FREQ=DAILY;WKST=1;COUNT=1", "bad-value"),
        ("FREQ=DAILY;UNTIL=2027-01-01", "bad-value"),
        ("FREQ=DAILY;UNTIL=20271399", "bad-value"),
        ("FREQ=DAILY;UNTIL=20270101Z", "bad-value"),
        ("FREQ=DAILY;UNTIL=20270101T250000Z", "bad-value"),
        ("FREQ=DAILY;UNTIL=00000101", "bad-value"),
    ],
)
def test_refuses_rules_that_are_wrong(text: str, reason: str) -> None:
    problem = refusal(text)
    assert (problem.field, problem.code) == ("rrule", "rule-invalid")
    assert problem.values["reason"] == reason
    assert len(str(problem.values["value"])) <= 60


@pytest.mark.parametrize(
    "text", ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=2", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,13"]
)
def test_refuses_what_is_finer_than_a_day(text: str) -> None:
    assert refusal(text).code == "rule-too-fine"


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../etc/passwd", "Europe", "/etc", "\x00"])
def test_refuses_unknown_zones(zone: str) -> None:
    with pytest.raises(Refused) as caught:
        occurrences(parse_rule("FREQ=DAILY;COUNT=1"), MONDAY, zone=zone)
    assert caught.value.problems[0].code == "unknown-zone"


NINES = "9" * 12


@pytest.mark.parametrize(
    ("text", "start", "outcome"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", MONDAY, []),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231T235959Z", MONDAY, []),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;COUNT=3", MONDAY, []),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=40;COUNT=3", MONDAY, []),
        ("FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1;COUNT=3", MONDAY, []),
        ("FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1;COUNT=1000000000", MONDAY, []),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=7;COUNT=1000000000", MONDAY, []),
        ("FREQ=DAILY", MONDAY, "rule-endless"),
        ("FREQ=DAILY;COUNT=1000000000", MONDAY, "rule-too-many"),
        ("FREQ=DAILY;UNTIL=99991231", MONDAY, "rule-too-many"),
        (f"FREQ=DAILY;COUNT={LIMIT + 1}", MONDAY, "rule-too-many"),
        ("FREQ=YEARLY;COUNT=1000000000", MONDAY, "rule-too-long"),
        ("FREQ=YEARLY;UNTIL=99991231T235959Z", MONDAY, "rule-too-long"),
        (f"FREQ=DAILY;INTERVAL={NINES};COUNT=2", MONDAY, "rule-too-long"),
        (f"FREQ=YEARLY;INTERVAL={NINES};COUNT=1", MONDAY, [MONDAY]),
        ("FREQ=DAILY;COUNT=5", date.max, [date.max]),
        ("FREQ=WEEKLY;WKST=SU;COUNT=1", date.min, [date.min]),
        ("FREQ=MONTHLY;COUNT=2", date.max, [date.max]),
        ("FREQ=YEARLY;COUNT=2", date.max, [date.max]),
    ],
)
def test_hostile_rules_come_back_at_once(text: str, start: date, outcome: list[date] | str) -> None:
    begun = time.perf_counter()
    if isinstance(outcome, str):
        assert refusal(text, start).code == outcome
    else:
        assert days(text, start) == outcome
    # Without a bound these take minutes, or for ever.
    assert time.perf_counter() - begun < 10


def test_excluding_everything_comes_back_at_once() -> None:
    begun = time.perf_counter()
    every = [MONDAY + timedelta(days=number) for number in range(18_000)]
    rule = parse_rule("FREQ=DAILY;COUNT=18000")
    assert occurrences(rule, MONDAY, zone=AMSTERDAM, exdates=every) == []
    # Without a bound these take minutes, or for ever.
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize("start", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59)])
def test_the_ends_of_the_calendar(zone: str, start: datetime) -> None:
    assert occurrences(parse_rule("FREQ=DAILY;COUNT=1"), start, zone=zone) == [start]
    rule = parse_rule("FREQ=YEARLY;INTERVAL=9;UNTIL=99991231T235959Z")
    with suppress(Refused):
        assert occurrences(rule, start, zone=zone) in ([start], [])


def _lists(most: int, *, signed: bool) -> st.SearchStrategy[tuple[int, ...]]:
    numbers = st.integers(-most if signed else 1, most).filter(bool)
    return st.one_of(st.just(()), st.sets(numbers, min_size=1, max_size=3).map(sorted).map(tuple))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    frequency = draw(st.sampled_from(Frequency))
    months = draw(_lists(12, signed=False))
    month_days = () if frequency is Frequency.WEEKLY else draw(_lists(31, signed=True))
    year_days = draw(_lists(366, signed=True)) if frequency is Frequency.YEARLY else ()
    coarse = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    # Either plain or nth weekdays: dateutil wants a day to be both when they are mixed.
    nths = st.integers(-5, 5).filter(bool) if coarse and draw(st.booleans()) else st.just(0)
    weekdays = draw(st.sets(st.builds(Weekday, st.integers(0, 6), nths), max_size=3))
    has_parts = bool(months or month_days or year_days or weekdays)
    return Rule(
        frequency=frequency,
        interval=draw(st.integers(1, 5)),
        count=draw(st.integers(1, 30)),
        weekdays=tuple(sorted(weekdays)),
        months=months,
        month_days=month_days,
        year_days=year_days,
        positions=draw(_lists(6, signed=True)) if has_parts else (),
        week_start=draw(st.integers(0, 6)),
    )


@settings(deadline=None)
@given(rules())
def test_a_written_rule_reads_back(rule: Rule) -> None:
    assert parse_rule(rule_text(rule)) == rule


@settings(deadline=None)
@given(st.datetimes(timezones=st.one_of(st.none(), st.just(UTC))), st.booleans())
def test_a_written_until_reads_back(until: datetime, day_only: bool) -> None:
    moment = until.date() if day_only else until.replace(microsecond=0)
    rule = Rule(Frequency.DAILY, until=moment)
    assert parse_rule(rule_text(rule)) == rule


def too_long(rule: Rule, start: datetime) -> bool:
    """Whether the rule may go on after fifty years, and is refused for that."""
    try:
        occurrences(rule, start, zone=AMSTERDAM)
    except Refused as refused:
        return refused.problems[0].code == "rule-too-long"
    return False


@settings(max_examples=15, deadline=None)
@given(rules(), st.datetimes(datetime(9190, 1, 1), datetime(9196, 1, 1)))
def test_is_what_dateutil_makes_of_the_rule_where_it_is(rule: Rule, start: datetime) -> None:
    # So late that dateutil, asked without our shift, reaches the end of its calendar soon.
    start = start.replace(hour=13, minute=30, second=0, microsecond=0)
    if rule.frequency is Frequency.WEEKLY and rule.positions:
        # dateutil counts positions from the start instead of from the week's beginning.
        start -= timedelta(days=(start.weekday() - rule.week_start) % 7)
    assume(not too_long(rule, start))
    found = occurrences(rule, start, zone=AMSTERDAM)
    # A rule from 29 February means leap years only: `explicit`, tested by itself.
    assert found == list(rrulestr(rule_text(explicit(rule, start)), dtstart=start))
    assert occurrences(rule, start.date(), zone=AMSTERDAM) == [item.date() for item in found]


@settings(deadline=None)
@given(st.text(alphabet="FREQBYDAWKLMONTHUI=;,:0129Z-+ \n", max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    with suppress(Refused):
        parse_rule("FREQ=" + text)


@pytest.mark.parametrize(("hour", "exists"), [(1, True), (2, False), (3, True)])
def test_no_clock_shows_the_hour_that_spring_skips(hour: int, exists: bool) -> None:
    assert exists_on_the_clock(datetime(2027, 3, 28, hour, 30), AMSTERDAM) is exists


@pytest.mark.parametrize("text", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU;COUNT=2000"])
def test_a_window_late_in_a_long_series_is_all_that_counts(text: str) -> None:
    first, since, until = date(2011, 1, 4), date(2027, 1, 1), date(2027, 1, 31)
    found = occurrences(parse_rule(text), first, zone="UTC", since=since, until=until)
    days = [since + timedelta(days=number) for number in range(31)]
    assert found == [day for day in days if "DAILY" in text or day.weekday() == 1]


def test_the_horizon_counts_from_the_window() -> None:
    born = date(1960, 5, 6)
    rule = parse_rule("FREQ=YEARLY")
    found = occurrences(rule, born, zone="UTC", since=date(2026, 1, 1), until=date(2028, 1, 1))
    assert found == [date(2026, 5, 6), date(2027, 5, 6)]
