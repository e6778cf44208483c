from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.planned_work import Loose, Work, WorkDraft, WorkState, ahead, states

VIAA, KPZ, KERNTEAM = 5, 6, 1
HOUR = 60
SPRING = (date(2027, 1, 1), date(2027, 6, 30))


def work(number: int, starts: date, ends: date, hours: int, organisation: int = VIAA) -> Work:
    return Work(number, organisation, KERNTEAM, starts, ends, hours * HOUR)


def worked(day: date, hours: int, organisation: int = VIAA, line: int | None = KERNTEAM) -> Loose:
    return Loose(organisation, line, day, hours * HOUR)


def never_off(_day: date) -> bool:
    return False


def test_hours_count_for_the_work_of_their_partner_line_and_days() -> None:
    loose = [
        worked(date(2027, 2, 1), 10),
        worked(date(2027, 7, 1), 20),
        worked(date(2027, 2, 1), 5, KPZ),
        worked(date(2027, 2, 1), 3, line=None),
    ]
    (state,) = states([work(1, *SPRING, 60)], loose)
    assert (state.realised, state.left) == (10 * HOUR, 50 * HOUR)
    assert state.overdue(date(2027, 6, 30)) == 0
    assert state.overdue(date(2027, 7, 1)) == 50 * HOUR


def test_an_hour_counts_once_for_the_work_that_ends_first() -> None:
    whole, part = work(1, *SPRING, 40), work(2, date(2027, 2, 1), date(2027, 2, 28), 8)
    found = {
        state.work.id: state.realised
        for state in states(
            [whole, part], [worked(date(2027, 2, 10), 12), worked(date(2027, 3, 1), 1)]
        )
    }
    assert found == {2: 8 * HOUR, 1: 5 * HOUR}


def test_what_was_taken_back_fulfils_nothing() -> None:
    (state,) = states([work(1, *SPRING, 40)], [worked(date(2027, 2, 1), -3)])
    assert state.left == 40 * HOUR


def test_what_is_left_is_spread_over_the_days_of_school_from_today() -> None:
    state = WorkState(work(1, date(2027, 2, 1), date(2027, 3, 31), 46), 6 * HOUR)
    holiday = {date(2027, 2, 22) + timedelta(days=n) for n in range(5)}
    found = ahead(state, date(2027, 2, 15), holiday.__contains__)
    # A week of February and 23 working days of March.
    assert found == {"2027-02": 429, "2027-03": 1971}
    assert sum(found.values()) == 40 * HOUR


def test_days_that_are_all_off_are_used_after_all() -> None:
    state = WorkState(work(1, date(2027, 7, 19), date(2027, 8, 1), 14), 0)
    assert ahead(state, date(2027, 1, 1), lambda _day: True) == {"2027-07": 780, "2027-08": 60}


def test_nothing_is_expected_of_days_that_passed() -> None:
    state = WorkState(work(1, *SPRING, 40), 0)
    assert ahead(state, date(2027, 7, 1), never_off) == {}


DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))


@given(
    st.lists(st.tuples(DAYS, DAYS, st.integers(1, 500)), min_size=1, max_size=4),
    st.lists(st.tuples(DAYS, st.integers(0, 100)), max_size=8),
    DAYS,
)
def test_no_minute_is_lost_or_counted_twice(
    spans: list[tuple[date, date, int]], done: list[tuple[date, int]], today: date
) -> None:
    works = [
        work(number, min(one, other), max(one, other), hours)
        for number, (one, other, hours) in enumerate(spans)
    ]
    found = states(works, [worked(day, hours) for day, hours in done])
    assert Counter(state.work.id for state in found) == Counter(one.id for one in works)
    assert all(0 <= state.realised <= state.work.minutes for state in found)
    assert sum(state.realised for state in found) <= sum(hours for _, hours in done) * HOUR
    for state in found:
        to_come = ahead(state, today, never_off)
        assert sum(to_come.values()) + state.overdue(today) == state.left
        first, last = max(state.work.starts, today), state.work.ends
        assert all(f"{first:%Y-%m}" <= month <= f"{last:%Y-%m}" for month in to_come)


def test_what_is_wrong_with_expected_work() -> None:
    draft = WorkDraft("viaa", None, date(2027, 2, 1), date(2027, 1, 1), 0, " ")
    assert {(one.field, one.code) for one in draft.problems()} == {
        ("activity", "blank"),
        ("until", "end-before-start"),
        ("hours", "nothing"),
    }
