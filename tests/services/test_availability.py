from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from ipe_events.domain.availability import Availability, Obstacle, Seat
from ipe_events.domain.drafts import Attendance, EventDraft, When
from ipe_events.services import events, finding, setup
from ipe_events.services.availability import availability
from ipe_events.services.workspace import Change, View, Workspace, key
from ipe_events.store.tables import Busy, Closure
from tests.services.acts import (
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    do,
    outcome,
    person,
    plan,
    seat_everybody,
)

Asked = Callable[[Availability], tuple[Obstacle, ...]]


def seat_of(view: View, who: str) -> Seat:
    """The seat of an address, or of an organisation without a name."""
    if "@" not in who:
        return Seat(key(finding.organisation(view, who)))
    row = finding.person(view, who)
    return Seat(finding.employer(view, row, TUESDAY), key(row))


def obstacles(
    workspace: Workspace,
    *who: str,
    day: date = TUESDAY,
    start: time | None = time(13),
    end: time | None = time(15),
) -> list[tuple[str, str, str]]:
    with workspace.read() as view:
        seats = [seat_of(view, one) for one in who]
        found = availability(view, seats, day, day).obstacles(day, start, end, seats)
    return [(one.code, one.name, one.who) for one in found]


def busy(who: str, start: str, end: str) -> Callable[[Change], object]:
    def write(change: Change) -> object:
        seat = seat_of(change, who)
        named = seat.person_id is not None
        return change.add(
            Busy(
                person_id=seat.person_id,
                organisation_id=None if named else seat.organisation_id,
                starts_at=f"{start}:00+00:00",
                ends_at=f"{end}:00+00:00",
                source="test",
            )
        )

    return write


@pytest.fixture
def anna(workspace: Workspace) -> str:
    return person(workspace, "anna", "viaa")


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2027, 1, 1), ("holiday", "Nieuwjaarsdag", "")),
        (date(2027, 2, 24), ("school-holiday", "Voorjaarsvakantie", "")),
        (date(2027, 1, 17), ("not-working-day", "", "")),
    ],
)
def test_the_region_s_days_off_and_weekends_are_in_the_way(
    workspace: Workspace, anna: str, day: date, found: tuple[str, str, str]
) -> None:
    assert found in obstacles(workspace, anna, day=day)


def test_closures_of_an_organisation_a_person_and_a_region_are_in_the_way(
    workspace: Workspace, anna: str
) -> None:
    def close(change: Change) -> None:
        seat = seat_of(change, anna)

        def closed(name: str, **of: Any) -> Closure:
            return Closure(name=name, starts=TUESDAY, ends=TUESDAY, **of)

        change.add(closed("Studiedag", organisation_id=seat.organisation_id))
        change.add(closed("Verlof", person_id=seat.person_id))
        for region in ("NL", "NL-Noord", "NL-Zuid", "BE"):
            change.add(closed(f"Vrij {region}", region=region))

    do(workspace, close)
    assert obstacles(workspace, anna) == [
        ("closure", "Vrij NL", "NL"),
        ("closure", "Vrij NL-Noord", "NL-Noord"),
        ("closure", "Studiedag", "Hogeschool Viaa"),
        ("closure", "Verlof", "Anna"),
    ]
    assert obstacles(workspace, "kpz") == obstacles(workspace, anna)[:2]
    assert obstacles(workspace, anna, day=TUESDAY + timedelta(days=1)) == []


def test_busy_times_are_on_the_wall_clock_of_the_programme_winter_and_summer(
    workspace: Workspace, anna: str
) -> None:
    summer = date(2027, 6, 15)
    do(workspace, busy(anna, "2027-01-12T12:30", "2027-01-12T13:00"))
    do(workspace, busy(anna, "2027-06-15T12:30", "2027-06-15T13:00"))
    taken = [("busy", "", "Anna")]
    assert obstacles(workspace, anna, start=time(13), end=time(13, 30)) == []
    assert obstacles(workspace, anna, start=time(13, 30), end=time(14)) == taken
    assert obstacles(workspace, anna, day=summer, start=time(14), end=time(14, 30)) == []
    assert obstacles(workspace, anna, day=summer, start=time(14, 30), end=time(15)) == taken


def test_the_calendar_of_an_organisation_holds_for_everybody_there(
    workspace: Workspace, anna: str
) -> None:
    do(workspace, busy("viaa", "2027-01-12T08:00", "2027-01-12T17:00"))
    found = [("busy", "", "Hogeschool Viaa")]
    assert obstacles(workspace, anna) == obstacles(workspace, "viaa") == found
    assert obstacles(workspace, "kpz") == []


def test_a_meeting_counts_until_it_is_cancelled_or_declined(workspace: Workspace) -> None:
    seat_everybody(workspace)
    viaa, kpz = address("viaa"), address("kpz")
    number = plan(workspace)
    title = ("meeting", "Kernteamoverleg", "Lid viaa")
    assert obstacles(workspace, viaa) == [title]
    assert obstacles(workspace, viaa, start=time(15), end=time(17)) == []
    for answer in ("declined", "accepted", "delegated"):
        do(workspace, lambda c, said=answer: events.answer(c, number, viaa, said))  # type: ignore[misc]
        assert obstacles(workspace, viaa) == ([title] if answer == "accepted" else [])
    assert obstacles(workspace, kpz) != []
    do(workspace, lambda c: events.cancel(c, number))
    assert obstacles(workspace, kpz) == []


def test_who_was_absent_from_a_held_meeting_was_free(workspace: Workspace) -> None:
    seat_everybody(workspace)
    attend(workspace, plan(workspace), Attendance(everybody=True, absent=(address("kpz"),)))
    assert obstacles(workspace, address("kpz")) == []
    assert obstacles(workspace, address("viaa")) != []


def test_a_meeting_without_times_takes_the_whole_day(workspace: Workspace, anna: str) -> None:
    days = When(TUESDAY, TUESDAY + timedelta(days=1))
    plan(workspace, EventDraft("congres", days, invite=(anna,)))
    for offset, count in ((-1, 0), (0, 1), (1, 1), (2, 0)):
        day = TUESDAY + timedelta(days=offset)
        assert len(obstacles(workspace, anna, day=day, start=time(9), end=time(10))) == count


def test_an_open_seat_elsewhere_keeps_open_seats_away_alone(workspace: Workspace) -> None:
    anna = person(workspace, "anna", "viaa")
    plan(workspace, replace(KERNTEAM, groups=(), invite=("viaa", "kpz=30")))
    assert obstacles(workspace, "viaa") == [("meeting", "Kernteamoverleg", "Hogeschool Viaa")]
    assert obstacles(workspace, anna) == obstacles(workspace, "kpz") == []


OTHER = (
    'format = 1\n[programme]\nslug = "tweede"\nname = "Tweede"\nsource = "test"\n'
    'timezone = "{zone}"\n'
    '[[kinds]]\nslug = "overleg"\nname = "Overleg"\nlength = "1:00"\ncharge = "nobody"\n'
    'source = "test"\n'
)


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Amsterdam", 13), ("Europe/London", 14)])
def test_meetings_of_other_programmes_count_on_our_clock(
    workspace: Workspace, anna: str, zone: str, hour: int
) -> None:
    text = OTHER.format(zone=zone)
    do(workspace, lambda c: setup.add(c, text, "tweede.toml", {}))
    workspace.programme = "tweede"
    draft = EventDraft("overleg", When(TUESDAY, None, time(13), time(14)), invite=(anna,))
    outcome(workspace, lambda c: events.add(c, draft))
    workspace.programme = "sion"
    found = [("meeting", "Overleg", "Anna")]
    assert obstacles(workspace, anna, start=time(hour), end=time(hour + 1)) == found
    assert obstacles(workspace, anna, start=time(hour + 1), end=time(hour + 2)) == []
    assert obstacles(workspace, anna, start=time(hour - 1), end=time(hour)) == []
