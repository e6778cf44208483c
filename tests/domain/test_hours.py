from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.hours import (
    Charge,
    Components,
    KindRule,
    Role,
    components,
    event_minutes,
    through_the_night,
)

TUESDAY = date(2027, 1, 12)
MINUTES = st.integers(0, 10_000)
TIMES = st.times().map(lambda it: it.replace(second=0, microsecond=0))


def cost(
    rule: KindRule,
    presence: int = 120,
    *,
    role: str = Role.PARTICIPANT,
    hosts: bool = False,
    online: bool = False,
    counted: bool = True,
) -> int | None:
    """The minutes that one participant costs."""
    parts = components(rule, presence, role=role, hosts=hosts, online=online, counted=counted)
    return None if parts is None else parts.total


def test_a_kind_that_charges_all_charges_everybody_whatever_their_role() -> None:
    for role in Role:
        assert cost(KindRule(Charge.ALL), role=role) == 120


def test_a_kind_that_charges_nobody_charges_not_even_host_and_speaker() -> None:
    rule = KindRule(Charge.NOBODY, preparation=30, travel=30)
    assert cost(rule, hosts=True, role=Role.SPEAKER) is None


@pytest.mark.parametrize(
    ("role", "hosts", "expected"),
    [
        (Role.PARTICIPANT, False, None),
        (Role.CHAIR, False, None),
        (Role.GUEST, False, None),
        (Role.PARTICIPANT, True, 120),
        (Role.SPEAKER, False, 120),
        (Role.SPEAKER, True, 120),
    ],
)
def test_a_kind_that_charges_hosts_charges_their_people_and_every_speaker(
    role: Role, hosts: bool, expected: int | None
) -> None:
    assert cost(KindRule(Charge.HOSTS), role=role, hosts=hosts) == expected


@pytest.mark.parametrize("charge", Charge)
def test_a_head_count_costs_nobody_anything(charge: Charge) -> None:
    assert cost(KindRule(charge), hosts=True, role=Role.SPEAKER, counted=False) is None


def test_travel_is_charged_on_site_only_and_preparation_always() -> None:
    rule = KindRule(Charge.ALL, preparation=30, travel=45)
    assert components(
        rule, 120, role=Role.PARTICIPANT, hosts=False, online=False, counted=True
    ) == Components(120, 30, 45)
    assert components(
        rule, 120, role=Role.PARTICIPANT, hosts=False, online=True, counted=True
    ) == Components(120, 30, 0)


def test_an_event_counts_from_its_start_to_its_end() -> None:
    assert event_minutes(TUESDAY, None, time(13), time(15), 60) == 120
    assert event_minutes(TUESDAY, TUESDAY, time(13, 40), time(15, 25), 60) == 105


def test_an_event_without_times_counts_the_length_of_its_kind_each_day() -> None:
    assert event_minutes(TUESDAY, None, None, None, 90) == 90
    assert event_minutes(TUESDAY, TUESDAY + timedelta(days=2), None, None, 90) == 270
    assert event_minutes(TUESDAY, None, time(13), None, 90) == 90


def test_several_days_with_times_are_so_many_equal_days() -> None:
    assert event_minutes(TUESDAY, TUESDAY + timedelta(days=2), time(9), time(17), 60) == 3 * 480


@pytest.mark.parametrize(
    ("start", "end", "nights", "expected"),
    [
        (time(22), time(2), 1, 240),
        (time(22), time(0), 1, 120),
        (time(12), time(12), 1, 24 * 60),
        (time(20), time(8), 2, 36 * 60),
    ],
)
def test_an_event_through_the_night_counts_until_it_ends(
    start: time, end: time, nights: int, expected: int
) -> None:
    until = TUESDAY + timedelta(days=nights)
    assert event_minutes(TUESDAY, until, start, end, 60) == expected
    assert through_the_night(TUESDAY, until, start, end)


@given(st.integers(0, 30), TIMES, TIMES)
def test_no_event_that_can_be_planned_lasts_nothing_or_less(
    days: int, start: time, end: time
) -> None:
    if days or start < end:
        until = TUESDAY + timedelta(days=days)
        minutes = event_minutes(TUESDAY, until, start, end, 60)
        assert 0 < minutes <= (days + 1) * 24 * 60
        assert through_the_night(TUESDAY, until, start, end) == (end <= start)


@pytest.mark.parametrize(
    ("day", "minutes"),
    [(date(2027, 3, 27), 420), (date(2027, 10, 30), 540), (date(2027, 5, 1), 480)],
)
def test_a_night_is_as_long_as_it_lasts_where_it_is(day: date, minutes: int) -> None:
    night = (day, day + timedelta(days=1), time(22), time(6))
    assert event_minutes(*night, 60, "Europe/Amsterdam") == minutes
