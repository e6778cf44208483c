"""How a series goes on, in the rule that the chosen parts make; how a move is typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.drafts import EventEdit
from ipe_events.domain.errors import Refused
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import parse_rule
from ipe_events.domain.repeating import Repeats, rule_of
from ipe_events.domain.several_events import SeveralEdit, parse_shift

TUESDAY = date(2027, 1, 12)
YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    ("how", "every", "own", "rule"),
    [
        (Repeats.WEEKLY, 1, "", "FREQ=WEEKLY;UNTIL=20270701"),
        (Repeats.WEEKLY, 6, "", "FREQ=WEEKLY;INTERVAL=6;UNTIL=20270701"),
        (Repeats.WEEKDAY, 1, "", "FREQ=MONTHLY;UNTIL=20270701;BYDAY=2TU"),
        (Repeats.MONTH_DAY, 2, "", "FREQ=MONTHLY;INTERVAL=2;UNTIL=20270701;BYMONTHDAY=12"),
        (Repeats.OWN, 0, "FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"),
        (Repeats.OWN, 0, "FREQ=DAILY", "FREQ=DAILY;UNTIL=20270701"),
    ],
)
def test_the_parts_make_a_rule(how: Repeats, every: int, own: str, rule: str) -> None:
    assert rule_of(how, every, TUESDAY, date(2027, 7, 1), own) == rule


@given(
    st.sampled_from([Repeats.WEEKLY, Repeats.WEEKDAY, Repeats.MONTH_DAY]),
    st.integers(1, 12),
    st.dates(date(2020, 1, 1), date(2060, 1, 1)),
)
def test_a_series_begins_on_its_first_day(how: Repeats, every: int, first: date) -> None:
    rule = parse_rule(rule_of(how, every, first, first + YEAR))
    found = occurrences(rule, first, zone="Europe/Amsterdam")
    # The fifth of a weekday goes on as the last one of a month, which it is.
    assert found[0] == first
    assert all(day <= first + YEAR for day in found)


@pytest.mark.parametrize(
    ("every", "until", "field", "code"),
    [
        (1, None, "until", "series-without-end"),
        (1, date(2027, 1, 11), "until", "end-before-start"),
        (0, date(2027, 7, 1), "every", "nothing"),
        (61, date(2027, 7, 1), "every", "too-much"),
    ],
)
def test_what_makes_no_rule(every: int, until: date | None, field: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        rule_of(Repeats.WEEKLY, every, TUESDAY, until)
    assert [(one.field, one.code) for one in refused.value.problems] == [(field, code)]


@pytest.mark.parametrize(
    ("typed", "days"),
    [("", 0), ("7", 7), ("-2", -2), ("+1w", 7), ("3 weken", 21), ("- 2 d", -2), ("10 days", 10)],
)
def test_so_much_later(typed: str, days: int) -> None:
    assert parse_shift(typed) == days


@pytest.mark.parametrize("typed", ["x", "1m", "+", "99999", "1.5w"])
def test_no_number_of_days(typed: str) -> None:
    with pytest.raises(Refused, match="not-a-shift"):
        parse_shift(typed)


def test_what_changes_must_be_said() -> None:
    assert [one.code for one in SeveralEdit().problems()] == ["nothing-to-change"]
    assert SeveralEdit(days=1).problems() == SeveralEdit(words=EventEdit(host="")).problems() == []
    assert [one.code for one in SeveralEdit(days=4000).problems()] == ["too-much"]
