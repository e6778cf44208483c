"""Attendance rates: seats counted once, deputies for the seat, nothing said of what is unknown."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.attendance_rates import (
    AttendanceRow,
    Place,
    Rate,
    by_kind,
    by_organisation,
    rates,
    total,
)

SEAT = Place(1, 1, "kernteam", "viaa", attended=True, answer="accepted")


def of(*places: Place) -> Rate:
    """The rate of Viaa."""
    return rates(places).get(("viaa", "kernteam"), Rate())


def test_there_not_there_and_excused_make_up_who_was_invited() -> None:
    rate = of(
        SEAT,
        replace(SEAT, id=2, attended=False, answer="needs-action"),
        replace(SEAT, id=3, attended=False, answer="declined"),
        replace(SEAT, id=4, attended=None, answer="declined"),
        replace(SEAT, id=5, attended=None, answer="accepted"),
    )
    assert rate == Rate(present=1, absent=2, excused=2)
    assert (rate.invited, rate.percent) == (5, 20)


def test_a_deputy_counts_for_the_seat_whoever_they_work_for() -> None:
    away = replace(SEAT, attended=False, answer="delegated")
    deputy = Place(2, 1, "kernteam", "kpz", True, "needs-action", deputy_for=1)
    assert rates([away, deputy]) == {("viaa", "kernteam"): Rate(present=1)}
    assert of(away, replace(deputy, attended=False)) == Rate(absent=1)
    # Both came after all: the seat is taken once.
    assert of(SEAT, deputy) == Rate(present=1)


def test_who_declined_and_came_was_there() -> None:
    assert of(replace(SEAT, answer="declined")) == Rate(present=1)


def test_who_walked_in_stands_apart_and_takes_no_seat() -> None:
    rate = of(SEAT, replace(SEAT, id=2, walk_in=True))
    assert rate == Rate(present=1, walk_ins=1)
    assert (rate.percent, rate.came) == (100, 2)


def test_head_counts_paid_people_and_open_seats_that_nobody_answered_for_are_no_seats() -> None:
    assert of(
        replace(SEAT, id=2, heads=12, named=False),
        replace(SEAT, id=3, financing="programme"),
        replace(SEAT, id=4, named=False, attended=None, answer="needs-action"),
        SEAT,
    ) == Rate(present=1)
    assert of(SEAT, replace(SEAT, id=4, named=False, attended=False)) == Rate(1, 1)


def test_a_meeting_of_which_no_attendance_was_kept_says_nothing() -> None:
    assert rates([replace(SEAT, attended=None), replace(SEAT, id=2, attended=None)]) == {}
    assert Rate().percent is None
    assert Rate().share is None


PLACES = st.lists(
    st.builds(
        Place,
        id=st.integers(1, 40),
        event=st.integers(1, 3),
        kind=st.sampled_from(["kernteam", "werkplaats"]),
        organisation=st.sampled_from(["viaa", "kpz", "deltion"]),
        attended=st.sampled_from([True, False, None]),
        answer=st.sampled_from(["needs-action", "accepted", "declined", "delegated"]),
        named=st.booleans(),
        heads=st.sampled_from([None, None, 4]),
        financing=st.sampled_from(["in_kind", "in_kind", "programme"]),
        deputy_for=st.one_of(st.none(), st.integers(1, 40)),
        walk_in=st.booleans(),
    ),
    unique_by=lambda place: place.id,
    max_size=25,
)


@given(PLACES)
def test_every_way_to_add_up_agrees_and_no_seat_counts_twice(places: list[Place]) -> None:
    found = rates(places)
    rows = [AttendanceRow(org, org, kind, kind, rate) for (org, kind), rate in found.items()]
    whole = total(found.values())
    assert total(rate for _, rate in by_organisation(rows)) == whole
    assert total(rate for _, rate in by_kind(rows)) == whole
    seats = [one for one in places if one.heads is None and one.financing == "in_kind"]
    assert whole.invited + whole.walk_ins <= len([one for one in seats if not one.deputy_for])
    assert whole.percent is None or 0 <= whole.percent <= 100
