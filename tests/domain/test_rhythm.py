"""Rhythms as people type them, and where they fall in a year."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.errors import Refused
from ipe_events.domain.rhythm import Rhythm, is_none, parse_rhythm
from ipe_events.domain.rhythm_days import apart, expand, rhythm_of
from ipe_events.domain.years import Year, calendar_year, school_year
from ipe_events.i18n.year_words import rhythm_words

TUESDAY, THURSDAY = 1, 3
AFTERNOON = (time(15, 30), time(17))


@pytest.mark.parametrize(
    ("dutch", "english", "rhythm"),
    [
        (
            "elke 6 weken di 15:30-17:00",
            "every 6 weeks tue 15:30-17:00",
            Rhythm(weeks=6, weekdays=(TUESDAY,), start=time(15, 30), end=time(17)),
        ),
        (
            "eerste do van de maand 9:00-10:30",
            "first thu of the month 9:00-10:30",
            Rhythm(nth=1, weekdays=(THURSDAY,), start=time(9), end=time(10, 30)),
        ),
        ("4 x per schooljaar", "4 × per school year", Rhythm(count=4)),
        ("2x per half jaar", "2 x per half-year", Rhythm(count=2, per=6)),
        ("1 keer per kwartaal op di of do", "once per quarter on tue or thu", None),
        ("4 keer 13-15", "4 x 13:00-15:00", Rhythm(count=4, start=time(13), end=time(15))),
        ("om de week wo 9 uur", "every other week wed 9:00", None),
        ("laatste vr van elke 2 maanden", "last fri of every 2 months", None),
        ("elke dinsdag", "weekly on tuesday", Rhythm(weeks=1, weekdays=(TUESDAY,))),
        ("maandelijks op donderdag", "monthly on Thursdays", None),
    ],
)
def test_both_languages_say_the_same(dutch: str, english: str, rhythm: Rhythm | None) -> None:
    assert parse_rhythm(dutch) == parse_rhythm(english)
    assert rhythm in (None, parse_rhythm(dutch))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "rhythm-unreadable"),
        ("now and then", "rhythm-unreadable"),
        ("every 3", "rhythm-unreadable"),
        ("0 x", "rhythm-number"),
        ("999 x", "rhythm-number"),
        ("every 53 weeks", "rhythm-number"),
        ("elke 2 weken za", "rhythm-weekend"),
        ("4 x 15:00-13:00", "end-before-start"),
    ],
)
def test_refusals(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_rhythm(text)
    (problem,) = refused.value.problems
    assert (problem.field, problem.code) == ("rhythm", code)


@given(st.text(max_size=60))
def test_no_text_does_anything_else_than_be_read_or_refused(text: str) -> None:
    try:
        rhythm = parse_rhythm(text)
    except Refused:
        return
    assert max(rhythm.allowed) <= 4
    assert rhythm_words(rhythm)


@pytest.mark.parametrize("text", ["", " ", "-", "geen", "None", "0 x"])
def test_no_meetings(text: str) -> None:
    assert is_none(text)


def test_read_back_in_words() -> None:
    assert rhythm_words(parse_rhythm("elke 6 weken di 15:30-17")) == (
        "every 6 weeks on Tuesday, 15:30–17:00"
    )
    assert rhythm_words(parse_rhythm("eerste do")) == "the first Thursday of the month"
    assert rhythm_words(parse_rhythm("2 x per half-year")) == "2 times per half-year"


# --- where they fall ------------------------------------------------------------------------------

years = st.one_of(
    st.integers(2020, 2035).map(school_year), st.integers(2020, 2035).map(calendar_year)
)
weekdays = st.sets(st.integers(0, 4)).map(lambda days: tuple(sorted(days)))
counts = st.builds(Rhythm, count=st.integers(1, 30), weekdays=weekdays)
rules = st.one_of(
    st.builds(Rhythm, weeks=st.integers(1, 20), weekdays=weekdays),
    st.builds(
        Rhythm,
        nth=st.sampled_from((1, 2, 3, 4, -1)),
        months=st.integers(1, 4),
        weekdays=weekdays.filter(bool),
    ),
)
holidays = st.sets(st.integers(1, 53), max_size=20)


def usable_in(weeks: set[int]) -> object:
    return lambda day: day.isocalendar().week not in weeks


@given(counts, years, holidays)
def test_a_number_is_kept_and_spread(rhythm: Rhythm, year: Year, weeks: set[int]) -> None:
    usable = usable_in(weeks)
    found = expand(rhythm, (year.start, year.end), year, usable)  # type: ignore[arg-type]
    assert len(found) == rhythm.count
    for one in found:
        assert year.start <= one.first <= one.day <= one.last <= year.end
        assert one.day.weekday() < 5
        assert usable(one.day)  # type: ignore[operator]
    # Parts do not overlap, and no part is more than a day longer than another, in usable days.
    assert all(before.last < after.first for before, after in pairwise(found))
    days = [year.start + timedelta(days=n) for n in range((year.end - year.start).days + 1)]
    able = [day for day in days if day.weekday() < 5 and usable(day)]  # type: ignore[operator]
    own = [day for day in able if day.weekday() in rhythm.allowed]
    able = own if len(own) >= rhythm.count else able
    sizes = [sum(one.first <= day <= one.last for day in able) for one in found]
    assert max(sizes) - min(sizes) <= 1


@given(rules, years, holidays)
def test_a_rule_stays_within_the_year(rhythm: Rhythm, year: Year, weeks: set[int]) -> None:
    found = expand(rhythm, (year.start, year.end), year, usable_in(weeks))  # type: ignore[arg-type]
    for one in found:
        assert year.start <= one.first <= one.day <= one.last <= year.end
        assert one.day.weekday() < 5
        assert not rhythm.weekdays or one.day.weekday() in rhythm.weekdays
    steps = {(after.day - before.day).days for before, after in pairwise(found)}
    if rhythm.weeks:
        assert steps <= {7 * rhythm.weeks}
        assert apart(found) <= max(1, 7 * rhythm.weeks // 2) or len(found) < 2


def test_a_number_that_does_not_fit_is_refused() -> None:
    year = calendar_year(2027)
    with pytest.raises(Refused, match="rhythm-too-many"):
        expand(Rhythm(count=5), (date(2027, 1, 4), date(2027, 1, 7)), year, lambda _day: True)


def test_half_years_have_their_own() -> None:
    year = school_year(2027)
    found = expand(Rhythm(count=2, per=6), (year.start, year.end), year, lambda _day: True)
    assert [one.day.year * 12 + one.day.month for one in found] == [
        2027 * 12 + 9,
        2027 * 12 + 12,
        2028 * 12 + 3,
        2028 * 12 + 6,
    ]


@given(rules | counts, st.integers(2020, 2035).map(school_year))
def test_the_rhythm_of_a_year_gives_about_as_many(rhythm: Rhythm, year: Year) -> None:
    window = (year.start, year.end)
    days = [one.day for one in expand(rhythm, window, year, lambda _day: True)]
    found = rhythm_of(days, [AFTERNOON] * len(days))
    assert (found.start, found.end) == AFTERNOON
    again = expand(found, window, year, lambda _day: True)
    assert abs(len(again) - len(days)) <= 1 + len(days) * (found.nth != 0)


def test_rhythms_that_are_recognised() -> None:
    tuesdays = [date(2026, 9, 1) + timedelta(weeks=6 * number) for number in range(7)]
    assert rhythm_of(tuesdays, [AFTERNOON] * 7).weeks == 6
    thursdays = [date(2026, 9, 3), date(2026, 10, 1), date(2026, 11, 5), date(2026, 12, 3)]
    assert rhythm_of(thursdays, [(None, None)] * 4) == Rhythm(nth=1, weekdays=(THURSDAY,))
    mixed = [date(2026, 9, 3), date(2026, 11, 2), date(2027, 4, 7)]
    assert rhythm_of(mixed, [(None, None)] * 3) == Rhythm(count=3)
