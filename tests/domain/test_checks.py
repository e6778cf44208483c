from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.checks import (
    Engagement,
    at_the_table,
    double_bookings,
    missing_organisations,
)
from ipe_events.domain.records import EventLine, Participant

TUESDAY = date(2027, 1, 12)
EVENT = EventLine(
    id=7,
    uid="u",
    kind="kernteamoverleg",
    kind_name="Kernteamoverleg",
    title="Kernteamoverleg",
    state="planned",
    day=TUESDAY,
    until=None,
    start=time(13),
    end=time(15),
    location="",
    link="",
    host=None,
    series=None,
)
HELD = replace(EVENT, state="held")
REQUIRED = (("windesheim", "Hogeschool Windesheim"), ("viaa", "Hogeschool Viaa"))


def participant(
    organisation: str,
    *,
    answer: str = "needs-action",
    attended: bool | None = None,
    financing: str = "in_kind",
    heads: int | None = None,
    deputy_for: str | None = None,
) -> Participant:
    return Participant(
        id=1,
        person=1,
        name="Iemand",
        email=None,
        organisation=organisation,
        organisation_name=organisation,
        role="participant",
        financing=financing,
        online=False,
        answer=answer,
        attended=attended,
        heads=heads,
        deputy_for=deputy_for,
        from_time=None,
        until_time=None,
    )


WINDESHEIM = participant("windesheim")


def missing(event: EventLine, *participants: Participant) -> str | None:
    """The organisations that a warning names, None without a warning."""
    found = missing_organisations(event, REQUIRED, participants)
    if not found:
        return None
    (check,) = found
    assert (check.code, check.event) == ("missing-organisation", 7)
    return str(check.values["organisations"])


def test_nobody_is_missing_when_every_organisation_is_invited() -> None:
    assert missing(EVENT, WINDESHEIM, participant("viaa")) is None


def test_one_warning_names_every_organisation_that_is_missing() -> None:
    assert missing(EVENT) == "Hogeschool Windesheim, Hogeschool Viaa"
    (check,) = missing_organisations(EVENT, REQUIRED, [WINDESHEIM])
    assert check.values == {"organisations": "Hogeschool Viaa"}
    assert check.organisation == "viaa"


def test_an_organisation_whose_only_guest_declined_is_missing() -> None:
    declined = participant("viaa", answer="declined")
    assert missing(EVENT, WINDESHEIM, declined) == "Hogeschool Viaa"
    assert missing(EVENT, WINDESHEIM, declined, participant("viaa")) is None


@pytest.mark.parametrize("answer", ["needs-action", "accepted", "tentative", "delegated"])
def test_every_other_answer_keeps_the_seat(answer: str) -> None:
    assert missing(EVENT, WINDESHEIM, participant("viaa", answer=answer)) is None


@pytest.mark.parametrize("financing", ["programme", "other"])
def test_somebody_the_programme_pays_fills_no_institutions_seat(financing: str) -> None:
    paid = participant("viaa", financing=financing)
    assert missing(EVENT, WINDESHEIM, paid) == "Hogeschool Viaa"
    assert missing(HELD, participant("windesheim", attended=True), replace(paid, attended=True))


def test_a_head_count_is_nobodys_seat() -> None:
    assert missing(EVENT, WINDESHEIM, participant("viaa", heads=20)) == "Hogeschool Viaa"


def test_of_a_held_event_only_who_was_there_counts_deputies_too() -> None:
    there = participant("windesheim", attended=True)
    absent = participant("viaa", answer="accepted", attended=False)
    deputy = participant("viaa", attended=True, deputy_for="Iemand")
    assert missing(HELD, there, absent) == "Hogeschool Viaa"
    assert missing(HELD, there, absent, deputy) is None
    assert at_the_table(HELD, [there, absent, deputy]) == {"windesheim", "viaa"}


def test_somebody_who_declined_and_came_was_there() -> None:
    came = participant("viaa", answer="declined", attended=True)
    assert missing(HELD, participant("windesheim", attended=True), came) is None


def test_of_an_event_held_before_attendance_was_kept_nothing_is_known() -> None:
    assert missing(HELD, WINDESHEIM) is None
    assert missing(HELD) is None
    assert missing(HELD, WINDESHEIM, participant("viaa", attended=False)) is not None


# --- double bookings ----------------------------------------------------------------------------


def engagement(
    event: int,
    start: time | None = None,
    end: time | None = None,
    *,
    person: int = 1,
    day: date = TUESDAY,
    until: date | None = None,
) -> Engagement:
    return Engagement(person, f"Iemand {person}", event, f"event {event}", day, until, start, end)


def clash(one: Engagement, other: Engagement) -> bool:
    """Whether nobody can be at both, asked from both sides."""
    assert one.meets(other) == other.meets(one)
    return one.meets(other)


def test_times_that_overlap_clash_and_times_that_touch_do_not() -> None:
    here = engagement(1, time(13), time(15))
    assert clash(here, engagement(2, time(14, 59), time(16)))
    assert clash(here, engagement(2, time(13, 30), time(14)))
    assert not clash(here, engagement(2, time(15), time(16)))
    assert not clash(here, engagement(2, time(11), time(13)))
    assert not clash(here, engagement(2, time(13), time(15), day=TUESDAY + timedelta(days=1)))


def test_two_events_of_a_whole_day_clash_and_one_leaves_room_beside_a_meeting() -> None:
    assert clash(engagement(1), engagement(2))
    assert not clash(engagement(1), engagement(2, time(13), time(15)))


def test_events_of_several_days_clash_on_any_common_day() -> None:
    congress = engagement(1, time(9), time(17), until=TUESDAY + timedelta(days=2))
    last = TUESDAY + timedelta(days=2)
    assert clash(congress, engagement(2, time(16), time(18), day=last))
    assert not clash(congress, engagement(2, time(17), time(18), day=last))
    assert not clash(congress, engagement(2, time(9), time(17), day=last + timedelta(days=1)))
    away = engagement(1, until=last)
    assert clash(away, engagement(2, day=last))
    assert not clash(away, engagement(2, day=last + timedelta(days=1)))


def test_an_event_through_the_night_clashes_with_that_night_only() -> None:
    night = engagement(1, time(22), time(2), until=TUESDAY + timedelta(days=1))
    assert not clash(night, engagement(2, time(10), time(12)))
    assert clash(night, engagement(2, time(21), time(23)))
    assert clash(night, engagement(2, time(1), time(3), day=TUESDAY + timedelta(days=1)))
    assert not clash(night, engagement(2, time(2), time(3), day=TUESDAY + timedelta(days=1)))


def test_a_double_booking_is_told_of_each_event_that_was_asked_about() -> None:
    one = engagement(1, time(13), time(15))
    two = engagement(2, time(14), time(16))
    both = double_bookings({1, 2}, [one, two])
    assert [(check.event, check.values["title"]) for check in both] == [
        (1, "event 2"),
        (2, "event 1"),
    ]
    (check,) = double_bookings({1}, [one, two])
    assert check.code == "double-booked"
    assert check.values == {
        "person": "Iemand 1",
        "title": "event 2",
        "date": TUESDAY,
        "time": time(14),
    }


def test_two_people_at_the_same_time_are_no_double_booking() -> None:
    here = engagement(1, time(13), time(15), person=1)
    there = engagement(2, time(13), time(15), person=2)
    assert double_bookings({1, 2}, [here, there]) == []


MOMENTS = st.integers(0, 24 * 4 - 1).map(lambda it: time(it // 4, it % 4 * 15))


@st.composite
def engagements(draw: st.DrawFn) -> Engagement:
    days = draw(st.integers(0, 4))
    start, end = draw(MOMENTS), draw(MOMENTS)
    if not days and end <= start:
        start, end = (end, start) if end < start else (time(0), time(23, 45))
    first = TUESDAY + timedelta(days=draw(st.integers(0, 5)))
    return engagement(1, start, end, day=first, until=first + timedelta(days=days))


def minutes_of(item: Engagement) -> set[datetime]:
    """Every quarter of an hour at which somebody is there."""
    assert item.until
    assert item.start
    assert item.end
    found = set()
    moment = datetime.combine(item.day, time(0))
    while moment < datetime.combine(item.until, item.end):
        daily = item.start <= moment.time() < item.end
        nightly = moment >= datetime.combine(item.day, item.start) and item.end <= item.start
        if daily or nightly:
            found.add(moment)
        moment += timedelta(minutes=15)
    return found


@given(engagements(), engagements())
def test_two_events_clash_when_they_share_a_moment(one: Engagement, other: Engagement) -> None:
    assert clash(one, other) == bool(minutes_of(one) & minutes_of(other))
