from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.availability import (
    BUSY,
    CLOSURE,
    MEETING,
    NOT_WORKING_DAY,
    Agenda,
    Availability,
    Closed,
    Obstacle,
    Seat,
    Span,
    Timeline,
    merged,
    taken,
)

TUESDAY = date(2027, 1, 12)
SATURDAY = date(2027, 1, 16)
VIAA, KPZ = 1, 2
ANNA = 7
HOLIDAY = Obstacle("holiday", "Nieuwjaarsdag")


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


def known(
    viaa: Agenda | None = None,
    anna: Agenda | None = None,
    days_off: dict[date, tuple[Obstacle, ...]] | None = None,
) -> Availability:
    return Availability(
        date(2027, 1, 1),
        date(2027, 12, 31),
        days_off or {},
        {VIAA: viaa or Agenda("Viaa"), KPZ: Agenda("KPZ")},
        {ANNA: anna or Agenda("Anna")},
    )


def asked(
    availability: Availability,
    day: date = TUESDAY,
    start: time | None = time(13),
    end: time | None = time(15),
    seat: Seat | None = None,
) -> list[Obstacle]:
    return list(availability.obstacles(day, start, end, [seat or Seat(VIAA, ANNA)]))


def test_nothing_in_the_way() -> None:
    assert asked(known()) == []
    assert asked(known(), seat=Seat(99, 99)) == []


def test_days_off_are_everybody_s_and_named_once() -> None:
    availability = known(days_off={TUESDAY: (HOLIDAY,)})
    seats = [Seat(VIAA, ANNA), Seat(KPZ)]
    assert availability.obstacles(TUESDAY, None, None, seats) == (HOLIDAY,)
    before = TUESDAY - timedelta(days=2)
    assert availability.of_region(before, TUESDAY + timedelta(days=1)) == (HOLIDAY,)
    assert availability.of_region(before) == ()


def test_a_closure_of_the_organisation_holds_for_its_people_on_its_days_only() -> None:
    closed = Closed(TUESDAY, TUESDAY + timedelta(days=1), "Studiedag")
    availability = known(viaa=Agenda("Viaa", (closed,)))
    found = Obstacle(CLOSURE, "Studiedag", "Viaa")
    assert asked(availability) == [found]
    assert asked(availability, TUESDAY + timedelta(days=1), seat=Seat(VIAA)) == [found]
    assert asked(availability, TUESDAY + timedelta(days=2)) == []
    assert asked(availability, TUESDAY - timedelta(days=1)) == []
    assert asked(availability, seat=Seat(KPZ)) == []


def test_a_closure_of_a_person_does_not_hold_for_the_organisation() -> None:
    closed = Closed(TUESDAY, TUESDAY, "Verlof")
    availability = known(anna=Agenda("Anna", (closed,)))
    assert asked(availability) == [Obstacle(CLOSURE, "Verlof", "Anna")]
    assert asked(availability, seat=Seat(VIAA)) == []


def test_the_weekend_is_free_unless_somebody_says_otherwise() -> None:
    assert asked(known(), SATURDAY) == [Obstacle(NOT_WORKING_DAY)]
    assert asked(known(anna=Agenda("Anna", working_days="6")), SATURDAY) == []


def test_a_day_on_which_somebody_does_not_work_names_them() -> None:
    availability = known(anna=Agenda("Anna", working_days="134"))
    assert asked(availability) == [Obstacle(NOT_WORKING_DAY, "", "Anna")]
    assert asked(availability, TUESDAY + timedelta(days=1)) == []
    assert asked(availability, seat=Seat(VIAA)) == []


@pytest.mark.parametrize(
    ("start", "end", "hit"),
    [
        (time(13), time(15), True),
        (time(12), time(14), True),
        (time(14, 59), time(16), True),
        (time(15), time(16), False),
        (time(12), time(13), False),
        (None, None, True),
        (time(16), time(8), False),
        (time(14), time(8), True),
    ],
)
def test_a_busy_time_is_in_the_way_when_it_overlaps(
    start: time | None, end: time | None, hit: bool
) -> None:
    busy = Timeline([Span(at(13), at(15))])
    availability = known(anna=Agenda("Anna", busy=busy))
    found = [Obstacle(BUSY, "", "Anna")] if hit else []
    assert asked(availability, TUESDAY, start, end) == found


def test_the_calendar_of_an_organisation_holds_for_its_people() -> None:
    availability = known(viaa=Agenda("Viaa", busy=Timeline([Span(at(13), at(15))])))
    assert asked(availability) == [Obstacle(BUSY, "", "Viaa")]


def test_a_meeting_of_an_unnamed_seat_keeps_no_named_person_away() -> None:
    meeting = Timeline([Span(at(14), at(16), "Werkplaats", 3)])
    availability = known(viaa=Agenda("Viaa", meetings=meeting))
    assert asked(availability) == []
    assert asked(availability, seat=Seat(VIAA)) == [Obstacle(MEETING, "Werkplaats", "Viaa")]


def test_the_meeting_that_is_asked_about_is_not_in_its_own_way() -> None:
    meeting = Timeline([Span(at(13), at(15), "Kernteam", 3)])
    availability = known(anna=Agenda("Anna", meetings=meeting))
    seats = [Seat(VIAA, ANNA)]
    assert asked(availability) == [Obstacle(MEETING, "Kernteam", "Anna")]
    assert availability.obstacles(TUESDAY, time(13), time(15), seats, besides={3}) == ()


def test_a_meeting_of_several_days_is_so_many_equal_days_or_one_night() -> None:
    evening = taken(TUESDAY, TUESDAY + timedelta(days=1), time(20), time(9))
    assert evening == [(at(20), at(9, day=TUESDAY + timedelta(days=1)))]
    days = taken(TUESDAY, TUESDAY + timedelta(days=1), time(9), time(12))
    assert days == [(at(9), at(12)), tuple(one + timedelta(days=1) for one in (at(9), at(12)))]
    assert taken(TUESDAY, TUESDAY, None, None) == [(at(0), at(0) + timedelta(days=1))]


minutes = st.integers(0, 2000)
pairs = st.lists(st.tuples(minutes, st.integers(1, 300)), max_size=25)


@given(pairs, minutes, st.integers(1, 300))
def test_a_timeline_finds_what_a_search_through_all_finds(
    taken_at: list[tuple[int, int]], start: int, length: int
) -> None:
    def moment(minute: int) -> datetime:
        return at(0) + timedelta(minutes=minute)

    spans = [Span(moment(first), moment(first + span)) for first, span in taken_at]
    wanted = (moment(start), moment(start + length))
    found = Timeline(spans).within(*wanted)
    expected = [span for span in spans if span.start < wanted[1] and wanted[0] < span.end]
    assert sorted(found, key=repr) == sorted(expected, key=repr)
    joined = merged((span.start, span.end) for span in spans)
    assert all(before[1] < after[0] for before, after in pairwise(joined))
    hit = any(one[0] < wanted[1] and wanted[0] < one[1] for one in joined)
    assert hit == bool(expected)
