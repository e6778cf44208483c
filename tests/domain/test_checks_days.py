from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from ipe_events.domain.availability import (
    Agenda,
    Availability,
    Closed,
    Obstacle,
    Span,
    Timeline,
    taken,
)
from ipe_events.domain.checks_days import in_the_way, seats
from ipe_events.domain.records import Check, EventLine, Participant
from tests.domain.meetings import EVENT, TUESDAY, meeting, participant

VIAA = {"viaa": 5}
ANNE = participant(person=1, name="Anne")
DAY = timedelta(days=1)


def known(
    person: Agenda | None = None,
    organisation: Agenda | None = None,
    days_off: Mapping[date, tuple[Obstacle, ...]] | None = None,
) -> Availability:
    return Availability(
        first=date(2026, 1, 1),
        last=date(2028, 12, 31),
        days_off=days_off or {},
        organisations={5: organisation or Agenda("Hogeschool Viaa")},
        people={1: person or Agenda("Anne")},
    )


def found(
    what: Availability, event: EventLine = EVENT, *there: Participant
) -> list[tuple[str, dict[str, object]]]:
    about = meeting(*(there or (ANNE,)), event=event)
    checks: list[Check] = list(in_the_way(about, seats(about, VIAA), what))
    assert {check.event for check in checks} <= {event.id}
    return [(check.code, dict(check.values)) for check in checks]


def test_nothing_is_in_the_way_of_a_free_day() -> None:
    assert found(known()) == []


def test_a_day_off_is_told_once_on_its_first_day() -> None:
    away = Obstacle("school-holiday", "Kerstvakantie")
    off: dict[date, tuple[Obstacle, ...]] = {TUESDAY + DAY * n: (away,) for n in range(3)}
    off[TUESDAY + DAY] += (Obstacle("holiday", "Feest"), Obstacle("closure", "Brug", "NL-Noord"))
    week = replace(EVENT, until=TUESDAY + 2 * DAY)
    assert found(known(days_off=off), week) == [
        ("school-holiday", {"name": "Kerstvakantie", "date": TUESDAY}),
        ("holiday", {"name": "Feest", "date": TUESDAY + DAY}),
        ("closure", {"region": "NL-Noord", "name": "Brug"}),
    ]
    assert found(known(days_off=off), replace(EVENT, day=TUESDAY + 3 * DAY)) == []


def test_the_closure_of_an_organisation_or_a_person_is_told_once() -> None:
    closed = (Closed(TUESDAY - DAY, TUESDAY, "Studiedag"), Closed(TUESDAY + DAY, TUESDAY + DAY))
    bram = participant(person=2, name="Bram")
    away = Agenda("Anne", closures=(Closed(TUESDAY, TUESDAY),))
    what = known(away, Agenda("Hogeschool Viaa", closures=closed))
    what = replace(what, people={**what.people, 2: Agenda("Bram")})
    assert found(what, replace(EVENT), replace(ANNE), bram) == [
        ("closure", {"organisation": "Hogeschool Viaa", "name": "Studiedag"}),
        ("closure", {"person": "Anne", "name": ""}),
    ]
    about = meeting(ANNE)
    (first, *_) = in_the_way(about, seats(about, VIAA), what)
    assert first.organisation == "viaa"
    assert found(what, replace(EVENT, day=TUESDAY + 7 * DAY)) == []


def test_a_day_on_which_somebody_does_not_work_names_them() -> None:
    monday_only = Agenda("Anne", working_days="1")
    assert found(known(monday_only)) == [
        ("not-working-day", {"date": TUESDAY, "people": ("Anne",)})
    ]
    assert found(known(monday_only), replace(EVENT, day=TUESDAY - DAY)) == []


def test_a_weekend_is_told_as_such_unless_people_work_then() -> None:
    saturday = TUESDAY + 4 * DAY
    there = [("not-working-day", {"weekend": saturday})]
    assert found(known(), replace(EVENT, day=saturday)) == there
    assert found(known(), replace(EVENT, day=saturday - DAY, until=saturday)) == there
    assert found(known(Agenda("Anne", working_days="56")), replace(EVENT, day=saturday)) == []


def test_a_week_or_more_has_days_off_whenever_it_is() -> None:
    assert found(known(), replace(EVENT, until=TUESDAY + 6 * DAY)) == []


def test_who_is_busy_in_another_calendar_is_named_without_what() -> None:
    noon = datetime.combine(TUESDAY, time(12))
    busy = Timeline([Span(noon, noon + timedelta(hours=2))])
    said = [("double-booked", {"busy": ("Anne",)})]
    assert found(known(Agenda("Anne", busy=busy))) == said
    assert found(known(Agenda("Anne", busy=busy)), replace(EVENT, start=time(14))) == []
    whole = [("double-booked", {"busy": ("Hogeschool Viaa",)})]
    assert found(known(organisation=Agenda("Hogeschool Viaa", busy=busy))) == whole


def test_only_who_is_expected_counts() -> None:
    what = known(Agenda("Anne", working_days="1"))
    assert found(what, EVENT, replace(ANNE, answer="declined")) == []


# --- double bookings ----------------------------------------------------------------------------


def at(
    start: time | None = None,
    end: time | None = None,
    *,
    number: int = 1,
    day: date = TUESDAY,
    until: date | None = None,
) -> EventLine:
    return replace(
        EVENT, id=number, title=f"event {number}", day=day, until=until, start=start, end=end
    )


def clashes(here: EventLine, there: EventLine) -> list[dict[str, object]]:
    """What is said of the first when somebody is expected at both."""
    spans = [
        Span(start, end, one.title, one.id)
        for one in (here, there)
        for start, end in taken(one.day, one.until or one.day, one.start, one.end)
    ]
    what = known(Agenda("Anne", meetings=Timeline(spans), working_days="1234567"))
    said = found(what, here)
    assert {code for code, _ in said} <= {"double-booked"}
    return [values for _, values in said]


def clash(here: EventLine, there: EventLine) -> bool:
    """Whether nobody can be at both, asked from both sides; each side says it once."""
    mine, theirs = clashes(here, there), clashes(there, here)
    assert len(mine) == len(theirs) <= 1
    return bool(mine)


def test_times_that_overlap_clash_and_times_that_touch_do_not() -> None:
    here = at(time(13), time(15))
    assert clash(here, at(time(14, 59), time(16), number=2))
    assert clash(here, at(time(13, 30), time(14), number=2))
    assert not clash(here, at(time(15), time(16), number=2))
    assert not clash(here, at(time(11), time(13), number=2))
    assert not clash(here, at(time(13), time(15), number=2, day=TUESDAY + DAY))


def test_two_events_of_a_whole_day_clash_and_one_leaves_room_beside_a_meeting() -> None:
    assert clash(at(), at(number=2))
    assert not clash(at(), at(time(13), time(15), number=2))


def test_events_of_several_days_clash_on_any_common_day() -> None:
    last = TUESDAY + 2 * DAY
    congress = at(time(9), time(17), until=last)
    assert clash(congress, at(time(16), time(18), number=2, day=last))
    assert not clash(congress, at(time(17), time(18), number=2, day=last))
    assert not clash(congress, at(time(9), time(17), number=2, day=last + DAY))
    assert clash(at(until=last), at(number=2, day=last))
    assert not clash(at(until=last), at(number=2, day=last + DAY))


def test_an_event_through_the_night_clashes_with_that_night_only() -> None:
    night = at(time(22), time(2), until=TUESDAY + DAY)
    assert not clash(night, at(time(10), time(12), number=2))
    assert clash(night, at(time(21), time(23), number=2))
    assert clash(night, at(time(1), time(3), number=2, day=TUESDAY + DAY))
    assert not clash(night, at(time(2), time(3), number=2, day=TUESDAY + DAY))


def test_a_double_booking_says_who_is_expected_where_and_when() -> None:
    said = clashes(at(time(13), time(15)), at(time(14), time(16), number=2))
    assert said == [{"person": "Anne", "title": "event 2", "date": TUESDAY, "time": time(14)}]


MOMENTS = st.integers(0, 24 * 4 - 1).map(lambda it: time(it // 4, it % 4 * 15))


@st.composite
def events(draw: st.DrawFn, number: int) -> EventLine:
    days = draw(st.integers(0, 4))
    start, end = draw(MOMENTS), draw(MOMENTS)
    if not days and end <= start:
        start, end = (end, start) if end < start else (time(0), time(23, 45))
    # From midnight to midnight is a whole day, which leaves room.
    assume(end != time(0) or start != time(0))
    first = TUESDAY + timedelta(days=draw(st.integers(0, 5)))
    return at(start, end, number=number, day=first, until=first + timedelta(days=days))


def minutes_of(event: EventLine) -> set[datetime]:
    """Every quarter of an hour at which somebody is there."""
    assert event.until
    assert event.start
    assert event.end
    there = set()
    moment = datetime.combine(event.day, time(0))
    while moment < datetime.combine(event.until, event.end):
        daily = event.start <= moment.time() < event.end
        nightly = moment >= datetime.combine(event.day, event.start) and event.end <= event.start
        if daily or nightly:
            there.add(moment)
        moment += timedelta(minutes=15)
    return there


@given(events(1), events(2))
def test_two_events_clash_when_they_share_a_moment(one: EventLine, other: EventLine) -> None:
    assert clash(one, other) == bool(minutes_of(one) & minutes_of(other))
