from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ipe_events.domain.drafts import When
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import parse_rule, rule_text
from ipe_events.domain.series_scope import (
    Decision,
    Occurrence,
    Passed,
    Scope,
    Shift,
    Template,
    Why,
    edited,
    is_of_days,
    moment,
    other_state,
    passed_text,
    reached,
    read_passed,
    shift,
    split,
)

ZONE = "Europe/Amsterdam"
TUESDAY = date(2027, 1, 12)
AFTERNOON = (time(13), time(15))
VALUES = {"title": "Kernteam", "location": "Zwolle"}
TEMPLATE = Template(*AFTERNOON, VALUES)


def days_of(text: str, start: date) -> list[date]:
    return occurrences(parse_rule(text), start, zone=ZONE)


def one(
    number: int = 1, weeks: int = 0, state: str = "planned", days: int = 0, **values: str
) -> Occurrence:
    """An occurrence so many weeks on, moved by itself by so many days."""
    original = TUESDAY + timedelta(weeks=weeks)
    when = When(original + timedelta(days=days), None, *AFTERNOON)
    return Occurrence(number, f"{original}T13:00:00", state, when, {**VALUES, **values})


# --- what is reached ----------------------------------------------------------------------------


def test_what_follows_goes_by_the_place_in_the_series_and_not_by_where_it_was_moved() -> None:
    early, moved, late = one(3, 0, days=60), one(2, 1, days=-20), one(1, 2)
    known = [late, moved, early]
    assert reached(known, moved, Scope.ONE) == [moved]
    assert reached(known, moved, Scope.FOLLOWING) == [moved, late]
    assert reached(known, moved, Scope.ALL) == [early, moved, late]


def test_without_a_rule_the_day_is_the_place() -> None:
    known = [
        Occurrence(n, "", "planned", When(TUESDAY + timedelta(days=by)))
        for n, by in ((1, 9), (2, 3), (3, 5))
    ]
    assert [item.id for item in reached(known, known[2], Scope.FOLLOWING)] == [3, 1]


# --- what becomes of another occurrence ---------------------------------------------------------


def test_what_follows_the_series_follows_on() -> None:
    found = edited(one(), TEMPLATE, {"location": "Viaa"}, Shift(timedelta(days=2)))
    assert found == Decision(
        {"location": "Viaa"}, When(TUESDAY + timedelta(days=2), None, *AFTERNOON)
    )


def test_what_was_changed_by_itself_stays_field_by_field() -> None:
    renamed = one(title="Kick-off")
    wanted = {"title": "Overleg", "location": "Viaa"}
    assert edited(renamed, TEMPLATE, wanted, None) == Decision({"location": "Viaa"})
    assert edited(renamed, TEMPLATE, {"title": "Overleg"}, None).kept is Why.EDITED
    assert edited(renamed, TEMPLATE, {"title": "Kick-off"}, None).kept is Why.SAME
    moved = one(days=1)
    assert edited(moved, TEMPLATE, {}, Shift(timedelta(days=2))).kept is Why.EDITED
    both = edited(moved, TEMPLATE, {"location": "Viaa"}, Shift(timedelta(days=2)))
    assert both == Decision({"location": "Viaa"})


@pytest.mark.parametrize(("state", "why"), [("held", Why.HELD), ("cancelled", Why.CANCELLED)])
def test_what_is_over_or_off_stays(state: str, why: Why) -> None:
    found = edited(one(state=state), TEMPLATE, {"location": "Viaa"}, Shift(timedelta(days=2)))
    assert found == Decision(kept=why)


@pytest.mark.parametrize(
    ("state", "wanted", "allowed", "why"),
    [
        ("held", "cancelled", ("draft", "planned"), Why.HELD),
        ("cancelled", "cancelled", ("draft", "planned"), Why.CANCELLED),
        ("draft", "cancelled", ("draft", "planned"), None),
        ("planned", "planned", ("draft",), Why.SAME),
        ("cancelled", "planned", ("draft",), Why.CANCELLED),
        ("draft", "planned", ("cancelled",), Why.DRAFT),
        ("draft", "planned", ("draft",), None),
    ],
)
def test_states(state: str, wanted: str, allowed: tuple[str, ...], why: Why | None) -> None:
    assert other_state(one(state=state), wanted, allowed) is why


def test_a_holiday_that_moved_an_occurrence_is_no_hand_that_did() -> None:
    later = TUESDAY + timedelta(weeks=1)
    around = Template(*AFTERNOON, VALUES, passed=(Passed(TUESDAY, "Kerst", later),))
    assert around.place_of(one()) == When(later, None, *AFTERNOON)
    put = one(days=7)
    assert edited(put, around, {}, Shift(timedelta(days=2))).when == When(
        later + timedelta(days=2), None, *AFTERNOON
    )
    assert edited(put, TEMPLATE, {}, Shift(timedelta(days=2))).kept is Why.EDITED


def test_a_series_that_was_moved_before_is_where_it_was_put() -> None:
    moved = Template(*AFTERNOON, VALUES, moved=timedelta(days=2))
    assert edited(one(days=2), moved, {}, Shift(timedelta(days=1))).when is not None
    assert edited(one(), moved, {}, Shift(timedelta(days=1))).kept is Why.EDITED


def test_meetings_through_the_night() -> None:
    night = Template(time(22), time(2), VALUES)
    put = night.place_of(one())
    assert put == When(TUESDAY, TUESDAY + timedelta(days=1), time(22), time(2))
    assert not is_of_days(put)
    assert is_of_days(When(TUESDAY, TUESDAY + timedelta(days=1), *AFTERNOON))
    assert is_of_days(When(TUESDAY, TUESDAY + timedelta(days=1)))


def test_a_shift_says_only_what_differs() -> None:
    before = When(TUESDAY, None, *AFTERNOON)
    later = When(TUESDAY + timedelta(days=3), None, *AFTERNOON)
    assert shift(before, later) == Shift(timedelta(days=3))
    other = shift(before, When(TUESDAY, None, time(9), time(11)))
    assert other == Shift(timedelta(0), (time(9), time(11)))
    assert other.of(later) == When(later.day, None, time(9), time(11))
    assert shift(before, later).of(before) == later


def test_what_a_series_remembers_of_days_it_passed() -> None:
    passed = (Passed(TUESDAY, "Kerst"), Passed(TUESDAY, "Mei", TUESDAY + timedelta(weeks=1)))
    assert read_passed(passed_text(passed)) == passed
    assert passed_text(passed[:1]) == '[["2027-01-12", "Kerst"]]'
    assert passed[1].later(timedelta(days=2)) == Passed(date(2027, 1, 14), "", date(2027, 1, 21))
    assert passed[1].later(timedelta(0)) == passed[1]


# --- two rules out of one -----------------------------------------------------------------------

RULES = (
    "FREQ=WEEKLY;COUNT=9",
    "FREQ=WEEKLY;INTERVAL=6;COUNT=8",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=9",
    "FREQ=WEEKLY;BYDAY=FR,SU;INTERVAL=2;COUNT=7",
    "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271213T133000Z",
    "FREQ=MONTHLY;BYDAY=-1FR;COUNT=8",
    "FREQ=MONTHLY;COUNT=6",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=3,17;COUNT=8",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1;COUNT=6",
    "FREQ=YEARLY;BYMONTH=1,3,9;COUNT=6",
    "FREQ=DAILY;INTERVAL=10;UNTIL=20270430",
)


@settings(max_examples=150, deadline=None)
@given(
    rule=st.sampled_from(RULES),
    start=st.dates(date(2027, 1, 1), date(2027, 2, 20)),
    cut=st.integers(1, 12),
    moved=st.integers(-9, 9),
)
def test_both_rules_together_give_the_days_of_the_one(
    rule: str, start: date, cut: int, moved: int
) -> None:
    days = days_of(rule, start)
    assume(cut < len(days))
    by = timedelta(days=moved)
    halves = split(parse_rule(rule), days[:cut], days[cut:], ZONE, by)
    assert days_of(rule_text(halves.before), days[0]) == days[:cut]
    rest = days_of(rule_text(halves.after), days[cut] + halves.by)
    assert [day + halves.moved for day in rest] == [day + by for day in days[cut:]]
    assert halves.by + halves.moved == by


@pytest.mark.parametrize(
    ("rule", "moved", "after"),
    [
        ("FREQ=WEEKLY;COUNT=6", 2, "FREQ=WEEKLY;COUNT=4"),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6", 1, "FREQ=WEEKLY;COUNT=4;BYDAY=WE,FR"),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270216", 6, "FREQ=WEEKLY;COUNT=4;BYDAY=MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=12;COUNT=6", 2, "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=14"),
        # Two days after the second Tuesday is not always the second Thursday.
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=14", 2, "FREQ=MONTHLY;COUNT=12;BYDAY=2TU"),
    ],
)
def test_a_rule_that_says_where_its_days_went(rule: str, moved: int, after: str) -> None:
    days = days_of(rule, TUESDAY)
    halves = split(parse_rule(rule), days[:2], days[2:], ZONE, timedelta(days=moved))
    assert rule_text(halves.after) == after


def test_a_recurrence_id_is_a_day_or_a_moment() -> None:
    assert moment(TUESDAY, None) == "2027-01-12"
    assert moment(TUESDAY, time(13)) == "2027-01-12T13:00:00"
