from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.years import (
    Year,
    calendar_year,
    months,
    parse_year,
    rest,
    school_year,
    share,
    year_of,
)
from tests.refusals import problem_of

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FIRST_OF_MONTHS = st.integers(2000 * 12, 2099 * 12 + 11).map(
    lambda index: date(index // 12, index % 12 + 1, 1)
)


def month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def test_a_calendar_year_includes_both_its_days() -> None:
    year = parse_year("2027")
    assert (year.start, year.end, year.label) == (date(2027, 1, 1), date(2027, 12, 31), "2027")
    assert year.contains(date(2027, 1, 1))
    assert year.contains(date(2027, 12, 31))
    assert not year.contains(date(2028, 1, 1))


def test_a_school_year_starts_in_august_or_in_the_month_that_was_set() -> None:
    assert parse_year("2026-2027") == Year(date(2026, 8, 1), date(2027, 7, 31), "2026-2027")
    assert parse_year("2026-2027", 9) == Year(date(2026, 9, 1), date(2027, 8, 31), "2026-2027")


def test_a_school_year_may_end_on_a_leap_day() -> None:
    assert school_year(2027, 3).end == date(2028, 2, 29)


@pytest.mark.parametrize(
    "label",
    ["", "27", "2027-2029", "2027-2027", "2027-2026", "1899", "2201", "20270", "2027/2028", "٢٠٢٧"],
)
def test_what_is_no_year_is_refused(label: str) -> None:
    problem = problem_of(lambda: parse_year(label))
    assert (problem.field, problem.code, problem.values) == ("year", "not-a-year", {"value": label})


def test_blanks_around_a_year_do_no_harm() -> None:
    assert parse_year(" 2027 ") == calendar_year(2027)


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2026, 7, 31), "2025-2026"), (date(2026, 8, 1), "2026-2027")],
)
def test_the_first_of_august_begins_a_school_year(day: date, label: str) -> None:
    assert year_of(day, school=True).label == label
    assert year_of(day, school=False).label == "2026"


@given(DAYS, st.booleans(), st.integers(1, 12))
def test_the_year_of_a_day_contains_it_and_can_be_read_back(
    day: date, school: bool, month: int
) -> None:
    year = year_of(day, school=school, month=month)
    assert year.contains(day)
    assert parse_year(year.label, month) == year


@given(DAYS, st.integers(0, 1000))
def test_months_are_those_of_every_day_between(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = (first + timedelta(days=offset) for offset in range(length + 1))
    assert list(months(first, last)) == list(dict.fromkeys(day.isoformat()[:7] for day in days))


def test_five_months_of_a_promise_of_a_school_year_fall_in_its_first_calendar_year() -> None:
    whole = (date(2026, 8, 1), date(2027, 7, 31))
    assert share(12_000, whole, (date(2026, 1, 1), date(2026, 12, 31))) == 5_000
    assert share(12_000, whole, (date(2027, 1, 1), date(2027, 12, 31))) == 7_000


def test_nothing_of_a_promise_falls_outside_its_months() -> None:
    whole = (date(2026, 1, 1), date(2026, 12, 31))
    assert share(12_000, whole, (date(2027, 1, 1), date(2027, 12, 31))) == 0
    assert share(12_000, whole, (date(2025, 1, 1), date(2025, 12, 31))) == 0


@given(
    st.integers(0, 10**9),
    FIRST_OF_MONTHS,
    st.integers(0, 60),
    st.sets(st.integers(1, 60)),
)
def test_adjoining_parts_add_up_to_the_promise_wherever_it_is_cut(
    amount: int, start: date, length: int, cuts: set[int]
) -> None:
    firsts = [start]
    for _ in range(length):
        firsts.append(month_end(firsts[-1]) + timedelta(days=1))
    whole = (start, month_end(firsts[-1]))
    begins = [0, *sorted(cut for cut in cuts if cut <= length)]
    parts = [
        (firsts[begin], month_end(firsts[end - 1]))
        for begin, end in zip(begins, [*begins[1:], length + 1], strict=True)
    ]
    shares = [share(amount, whole, part) for part in parts]
    assert sum(shares) == amount
    for part, got in zip(parts, shares, strict=True):
        fair = amount * len(list(months(*part))) / (length + 1)
        assert abs(got - fair) <= 1 + amount / 10**12


def test_what_another_kind_of_year_leaves_of_a_school_year_is_its_other_months() -> None:
    before, after = school_year(2025), school_year(2026)
    assert rest(before, [calendar_year(2026)]) == (date(2025, 8, 1), date(2025, 12, 31))
    assert rest(after, [calendar_year(2026)]) == (date(2027, 1, 1), date(2027, 7, 31))
    assert rest(after, [calendar_year(2027), calendar_year(2026)]) is None
    assert rest(after, [after]) is None
    assert rest(after, [calendar_year(2025)]) == (after.start, after.end)


@given(
    st.integers(2020, 2030),
    st.booleans(),
    st.sets(st.integers(2018, 2032)),
    st.integers(1, 12),
)
def test_what_is_taken_and_what_is_left_of_a_year_are_the_whole_year(
    first: int, school: bool, others: set[int], month: int
) -> None:
    year = school_year(first, month) if school else calendar_year(first)
    taken = [calendar_year(it) if school else school_year(it, month) for it in others]
    left = rest(year, taken)
    own = set(months(year.start, year.end))
    covered = {it for other in taken for it in months(other.start, other.end)} & own
    assert (set(months(*left)) if left else set()) == own - covered
