from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from time import process_time

import pytest

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.slots import Ranking, Slot
from ipe_events.services import slots
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Change, Workspace, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Busy, Closure, Membership, Organisation, Person
from tests.refusals import problem_of
from tests.services.acts import (
    INSTITUTIONS,
    TUESDAY,
    address,
    do,
    member,
    person,
    plan,
    seat_everybody,
)

MONDAY = TUESDAY - timedelta(days=1)
FRIDAY = TUESDAY + timedelta(days=3)
# Of the six institutions and of two field partners still to be named.
SEATS = 8


def ranked(
    workspace: Workspace, first: date = MONDAY, last: date = FRIDAY, length: int = 120
) -> Ranking:
    with workspace.read() as view:
        return slots.find(view, "kernteam", length, first, last)


def on(ranking: Ranking, day: date = TUESDAY) -> Slot:
    (slot,) = [slot for slot in ranking.slots if slot.day == day]
    return slot


def works(who: str, days: str) -> Callable[[Change], None]:
    def write(change: Change) -> None:
        (row,) = lookup.find(change.session, Person, email=who)
        row.working_days = days
        change.add(row)

    return write


def meeting(workspace: Workspace, who: str, start: time, end: time) -> None:
    plan(workspace, EventDraft("partnergesprek", When(TUESDAY, None, start, end), invite=(who,)))


def test_without_anything_in_the_way_every_day_suits_from_nine(workspace: Workspace) -> None:
    seat_everybody(workspace)
    ranking = ranked(workspace)
    assert [slot.day for slot in ranking.slots] == [MONDAY + timedelta(days=n) for n in range(5)]
    assert {(slot.start, slot.end) for slot in ranking.slots} == {(time(9), time(11))}
    assert all(slot.complete and slot.heads == slot.seats == SEATS for slot in ranking.slots)


def test_the_best_time_of_a_day_goes_round_meetings(workspace: Workspace) -> None:
    seat_everybody(workspace)
    meeting(workspace, address("viaa"), time(9, 15), time(10, 15))
    meeting(workspace, address("kpz"), time(12), time(13))
    slot = on(ranked(workspace))
    assert (slot.start, slot.end, slot.complete) == (time(13), time(15), True)
    slot = on(ranked(workspace, length=90))
    assert slot.start == time(10, 30)


def test_an_institution_that_cannot_ranks_below_more_heads_and_says_why(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    for name in ("anna", "bas", "cas"):
        member(workspace, person(workspace, name, "deltion"), "kernteam")
        do(workspace, works(address(name), "345"))
    do(workspace, works(address("kpz"), "1245"))
    ranking = ranked(workspace)
    wednesday = TUESDAY + timedelta(days=1)
    assert [slot.day for slot in ranking.slots] == [
        wednesday + timedelta(days=1),
        wednesday + timedelta(days=2),
        MONDAY,
        TUESDAY,
        wednesday,
    ]
    lacking = on(ranking, wednesday)
    assert (lacking.heads, lacking.seats) == (SEATS + 2, SEATS + 3)
    assert [slug for slug, _name in lacking.missing] == ["kpz"]
    (absence,) = lacking.absent
    assert (absence.name, absence.organisation) == ("Lid kpz", "kpz")
    assert [one.code for one in absence.obstacles] == ["not-working-day"]
    few = on(ranking, MONDAY)
    assert (few.complete, few.heads) == (True, SEATS)
    assert [one.name for one in few.absent] == ["Anna", "Bas", "Cas"]


def test_an_institution_can_be_there_by_a_deputy(workspace: Workspace) -> None:
    seat_everybody(workspace)
    anna = person(workspace, "anna", "kpz")
    member(workspace, anna, "kernteam")

    def deputise(change: Change) -> None:
        seats = {row.person_id: row for row in lookup.find(change.session, Membership)}
        (principal,) = lookup.find(change.session, Person, email=address("kpz"))
        (deputy,) = lookup.find(change.session, Person, email=anna)
        seats[key(deputy)].deputy_for_id = key(seats[key(principal)])
        change.add(seats[key(deputy)])

    do(workspace, deputise)
    assert on(ranked(workspace)).seats == SEATS
    do(workspace, works(address("kpz"), "345"))
    slot = on(ranked(workspace))
    assert (slot.complete, slot.heads, slot.deputies, slot.absent) == (True, SEATS, ("Anna",), ())
    do(workspace, works(anna, "345"))
    slot = on(ranked(workspace))
    assert (slot.complete, slot.heads, slot.missing[0][0]) == (False, SEATS - 1, "kpz")


def test_days_nobody_can_be_there_are_left_out_with_the_reason(workspace: Workspace) -> None:
    seat_everybody(workspace)
    first, last = date(2026, 12, 31), date(2027, 1, 4)
    ranking = ranked(workspace, first, last)
    assert [slot.day for slot in ranking.slots] == [last]
    found = [(one.day.day, [each.code for each in one.obstacles]) for one in ranking.left_out]
    assert found == [
        (31, ["school-holiday"]),
        (1, ["holiday", "school-holiday"]),
        (2, ["school-holiday"]),
        (3, ["school-holiday"]),
    ]
    weekend = ranked(workspace, FRIDAY, FRIDAY + timedelta(days=1)).left_out
    assert [one.code for one in weekend[0].obstacles] == ["not-working-day"]


def test_a_closure_keeps_an_institution_away(workspace: Workspace) -> None:
    seat_everybody(workspace)

    def close(change: Change) -> None:
        (row,) = lookup.find(change.session, Organisation, slug="deltion")
        change.add(Closure(organisation_id=row.id, starts=TUESDAY, ends=TUESDAY, name="Studiedag"))

    do(workspace, close)
    slot = on(ranked(workspace))
    assert slot.missing[0][0] == "deltion"
    assert slot.absent[0].obstacles[0].name == "Studiedag"


def test_who_the_programme_pays_fills_no_institution_s_seat(workspace: Workspace) -> None:
    seat_everybody(workspace)
    sanne = person(workspace, "sanne", "kpz")
    member(workspace, sanne, "kernteam", MemberTerms(financing="programme"))
    do(workspace, works(address("kpz"), "345"))
    slot = on(ranked(workspace))
    assert (slot.heads, slot.seats, slot.missing[0][0]) == (SEATS, SEATS + 1, "kpz")


def test_a_seat_counts_while_it_lasts(workspace: Workspace) -> None:
    seat_everybody(workspace)
    anna = person(workspace, "anna", "saxion")
    member(workspace, anna, "kernteam", MemberTerms(starts=TUESDAY, ends=TUESDAY))
    ranking = ranked(workspace)
    assert [on(ranking, MONDAY).seats, on(ranking).seats, on(ranking, FRIDAY).seats] == [
        SEATS,
        SEATS + 1,
        SEATS,
    ]


@pytest.mark.parametrize(
    ("group", "length", "days", "code"),
    [
        ("nergens", 60, 1, "unknown-group"),
        ("projectteam", 60, 1, "nobody-in-group"),
        ("kernteam", 0, 1, "nothing"),
        ("kernteam", 15 * 60, 1, "too-much"),
        ("kernteam", 60, -1, "end-before-start"),
        ("kernteam", 60, 800, "too-many-days"),
    ],
)
def test_what_cannot_be_ranked_is_refused(
    workspace: Workspace, group: str, length: int, days: int, code: str
) -> None:
    def find() -> object:
        with workspace.read() as view:
            return slots.find(view, group, length, MONDAY, MONDAY + timedelta(days=days))

    assert problem_of(find).code == code


def test_a_group_of_14_over_12_weeks_with_5000_busy_periods_takes_under_a_second(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    for number in range(14 - SEATS):
        who = person(workspace, f"extra{number}", INSTITUTIONS[number % 6])
        member(workspace, who, "kernteam")

    def fill(change: Change) -> None:
        people = lookup.find(change.session, Person)[:13]
        for number in range(5000):
            owner = people[number % len(people)]
            day = MONDAY + timedelta(days=number // 60)
            start = f"{day}T{7 + number % 9:02}:{number % 4 * 15:02}:00+00:00"
            end = f"{day}T{7 + number % 9:02}:{number % 4 * 15 + 14:02}:00+00:00"
            change.session.add(Busy(person_id=key(owner), starts_at=start, ends_at=end))
        change.session.flush()

    do(workspace, fill)
    before = process_time()
    ranking = ranked(workspace, MONDAY, MONDAY + timedelta(weeks=12))
    assert process_time() - before < 1
    assert ranking.slots[0].seats == 14
    assert any(slot.absent for slot in ranking.slots)
