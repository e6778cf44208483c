from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from ipe_events.domain.drafts import Attendance, EventDraft, When
from ipe_events.domain.hours import Charge
from ipe_events.domain.kinds import KindEdit
from ipe_events.services import attendance, events, kinds
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    HOUR,
    INSTITUTIONS,
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    codes,
    do,
    figures,
    hours,
    member,
    page,
    participants,
    person,
    plan,
    refused,
    seat_everybody,
)
from tests.store.dumps import rows

ALL = Attendance(everybody=True)
VIAA = address("viaa")


def entries(workspace: Workspace, event: int) -> list[tuple[object, ...]]:
    """Organisation, person and minutes of the entries of an event."""
    return rows(
        workspace.path,
        "SELECT organisation.slug, person.name, presence, preparation, travel FROM hour_entry "
        "JOIN organisation ON organisation.id = organisation_id "
        "LEFT JOIN person ON person.id = person_id WHERE event_id = ? ORDER BY hour_entry.id",
        event,
    )


def test_everybody_there_turns_planned_hours_into_realised_ones(
    workspace: Workspace, kernteam: int
) -> None:
    kept = attend(workspace, kernteam, ALL)
    assert kept.events[0].state == "held"
    assert kept.checks == ()
    for slug in INSTITUTIONS:
        assert hours(workspace, slug) == (2, 0, 0, 198)
    assert entries(workspace, kernteam) == [
        (slug, f"Lid {slug}", 120, 0, 0) for slug in INSTITUTIONS
    ]
    workspace.undo()
    for slug in INSTITUTIONS:
        assert hours(workspace, slug) == (0, 2, 0, 198)
    assert page(workspace, kernteam).event.state == "planned"


def test_unnamed_seats_are_there_only_when_somebody_says_so(
    workspace: Workspace, kernteam: int
) -> None:
    attend(workspace, kernteam, ALL)
    assert hours(workspace, "werkveld-kernteam-1") == (0, 0, 0, 80)
    attend(workspace, kernteam, Attendance(present=("werkveld-kernteam-1",)))
    assert hours(workspace, "werkveld-kernteam-1") == (2, 0, 0, 78)
    assert hours(workspace, "viaa") == (2, 0, 0, 198)


def test_who_is_absent_costs_nothing_and_is_missed(workspace: Workspace, kernteam: int) -> None:
    kept = attend(workspace, kernteam, replace(ALL, absent=(VIAA,)))
    assert codes(kept) == ["missing-organisation"]
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    assert participants(workspace, kernteam)[VIAA].attended is False


def test_saving_again_rewrites_those_mentioned_and_leaves_the_rest(
    workspace: Workspace, kernteam: int
) -> None:
    attend(workspace, kernteam, ALL)
    before = entries(workspace, kernteam)
    attend(workspace, kernteam, ALL)
    assert entries(workspace, kernteam) == before
    attend(workspace, kernteam, Attendance(absent=(VIAA,)))
    assert [entry[0] for entry in entries(workspace, kernteam)] == [
        slug for slug in INSTITUTIONS if slug != "viaa"
    ]
    attend(workspace, kernteam, Attendance(present=(VIAA,)))
    assert sorted(entries(workspace, kernteam), key=str) == sorted(before, key=str)
    assert hours(workspace, "viaa") == (2, 0, 0, 198)


def test_a_deputy_keeps_the_seat_filled_and_works_for_the_own_organisation(
    workspace: Workspace, kernteam: int
) -> None:
    bram = person(workspace, "bram", "viaa")
    kept = attend(workspace, kernteam, replace(ALL, deputies=((VIAA, bram),)))
    assert codes(kept) == []
    assert hours(workspace, "viaa") == (2, 0, 0, 198)
    found = participants(workspace, kernteam)
    assert (found[VIAA].attended, found[bram].attended) == (False, True)
    assert found[bram].deputy_for == "Lid viaa"


def test_a_deputy_from_elsewhere_leaves_the_organisation_missing(
    workspace: Workspace, kernteam: int
) -> None:
    kept = attend(workspace, kernteam, replace(ALL, deputies=((VIAA, address("kpz")),)))
    assert codes(kept) == ["missing-organisation"]
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    assert hours(workspace, "kpz") == (2, 0, 0, 198)


def test_a_deputy_of_a_speaker_speaks(workspace: Workspace) -> None:
    speaker, deputy = person(workspace, "anne", "kpz"), person(workspace, "bram", "viaa")
    number = plan(
        workspace, EventDraft("werkplaats", When(TUESDAY, None, time(9), time(12)), invite=("kpz",))
    )
    do(workspace, lambda c: events.invite(c, number, [speaker], [], role="speaker"))
    assert hours(workspace, "kpz") == (0, 3, 0, 197)
    attend(workspace, number, Attendance(deputies=((speaker, deputy),)))
    assert hours(workspace, "kpz") == (0, 0, 0, 200)
    assert hours(workspace, "viaa") == (3, 0, 0, 197)


def test_nobody_takes_the_own_place(workspace: Workspace, kernteam: int) -> None:
    problem = refused(
        workspace, lambda c: attendance.register(c, kernteam, Attendance(deputies=((VIAA, VIAA),)))
    )
    assert problem.code == "own-deputy"


def test_a_walk_in_is_a_person_without_an_address(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, Attendance(walk_ins=((" Mo ", "Saxion"),)))
    own = participants(workspace, kernteam)["saxion"]
    assert (own.name, own.email, own.attended) == ("Mo", None, True)
    assert figures(workspace, "saxion").tally.realised == 2 * HOUR
    attend(workspace, kernteam, Attendance(walk_ins=(("Mo", "saxion"),)))
    assert rows(workspace.path, "SELECT count(*) FROM person WHERE name = 'Mo'") == [(1,)]
    assert figures(workspace, "saxion").tally.realised == 2 * HOUR
    attend(workspace, kernteam, Attendance(walk_ins=(("Mo", "viaa"),)))
    assert hours(workspace, "viaa") == (2, 0, 0, 198)


def test_a_late_comer_counts_for_the_time_there(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, replace(ALL, times=((VIAA, time(13, 40), time(15)),)))
    assert figures(workspace, "viaa").tally.realised == 80
    assert hours(workspace, "kpz") == (2, 0, 0, 198)
    attend(workspace, kernteam, Attendance(times=((VIAA, time(13), time(15, 10)),)))
    assert figures(workspace, "viaa").tally.realised == 130


def test_an_overrun_counts_for_everybody_but_who_left(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, replace(ALL, times=((VIAA, time(13), time(14)),)))
    attend(workspace, kernteam, Attendance(actual=(time(13), time(15, 20))))
    own = page(workspace, kernteam)
    assert (own.event.start, own.event.end, own.minutes) == (time(13), time(15, 20), 140)
    assert figures(workspace, "viaa").tally.realised == HOUR
    assert figures(workspace, "kpz").tally.realised == 140
    assert figures(workspace, "werkveld-kernteam-1").tally.realised == 0


def test_what_ran_through_the_night_may_have_ended_before_midnight(workspace: Workspace) -> None:
    seat_everybody(workspace)
    night = When(TUESDAY, TUESDAY + timedelta(days=1), time(22), time(1))
    number = plan(workspace, replace(KERNTEAM, when=night))
    attend(workspace, number, replace(ALL, actual=(time(22), time(23, 30))))
    assert page(workspace, number).event.until is None
    assert figures(workspace, "viaa").tally.realised == 90


def test_an_event_of_whole_days_counts_the_length_of_its_kind(workspace: Workspace) -> None:
    seat_everybody(workspace)
    number = plan(workspace, replace(KERNTEAM, when=When(TUESDAY, TUESDAY + timedelta(days=1))))
    attend(workspace, number, ALL)
    assert hours(workspace, "viaa") == (4, 0, 0, 196)


def test_preparation_and_travel_follow_the_kind_and_travel_only_on_site(
    workspace: Workspace,
) -> None:
    do(
        workspace,
        lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(preparation=30, travel=45)),
    )
    seat_everybody(workspace)
    number = plan(workspace)
    online = person(workspace, "anne", "saxion")
    do(workspace, lambda c: events.invite(c, number, [online], [], online=True))
    assert figures(workspace, "viaa").tally.planned == 195
    assert figures(workspace, "saxion").tally.planned == 150
    attend(workspace, number, ALL)
    assert entries(workspace, number)[-2:] == [
        ("kpz", "Lid kpz", 120, 30, 45),
        ("saxion", "Anne", 120, 30, 0),
    ]


def test_who_the_programme_pays_has_hours_apart(workspace: Workspace) -> None:
    sanne = person(workspace, "sanne", "landstede")
    member(workspace, sanne, "kernteam", MemberTerms(financing="programme"))
    number = plan(workspace)
    attend(workspace, number, ALL)
    own = figures(workspace, "landstede")
    assert (own.tally.realised, own.tally.other, own.left) == (0, 120, 200 * HOUR)


def test_nobody_is_charged_for_a_stuurgroep_and_only_hosts_for_a_werkplaats(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    afternoon = When(TUESDAY, None, time(13), time(15))
    everybody = tuple(address(slug) for slug in INSTITUTIONS)
    board = plan(workspace, EventDraft("stuurgroepoverleg", afternoon, invite=everybody))
    attend(workspace, board, ALL)
    assert entries(workspace, board) == []
    shop = plan(workspace, EventDraft("werkplaats", afternoon, invite=everybody, host="kpz"))
    attend(workspace, shop, ALL)
    assert entries(workspace, shop) == [("kpz", "Lid kpz", 120, 0, 0)]


def test_a_head_count_costs_nothing_even_when_the_seat_beside_it_does(
    workspace: Workspace,
) -> None:
    number = plan(workspace, replace(KERNTEAM, invite=("viaa=12", "viaa")))
    attend(workspace, number, Attendance(present=("viaa",)))
    assert entries(workspace, number) == [("viaa", None, 120, 0, 0)]
    crowd = plan(workspace, replace(KERNTEAM, invite=("viaa=12",)))
    attend(workspace, crowd, Attendance(present=("viaa",)))
    assert entries(workspace, crowd) == []


def test_who_declined_and_came_has_hours(workspace: Workspace, kernteam: int) -> None:
    do(workspace, lambda c: events.answer(c, kernteam, VIAA, "declined"))
    attend(workspace, kernteam, Attendance(present=(VIAA,)))
    assert hours(workspace, "viaa") == (2, 0, 0, 198)
    # Of the others nothing is planned any more: the meeting was held.
    assert hours(workspace, "kpz") == (0, 0, 0, 200)


def test_held_hours_stay_when_the_rules_of_the_kind_change(
    workspace: Workspace, kernteam: int
) -> None:
    attend(workspace, kernteam, ALL)
    before = entries(workspace, kernteam)
    do(
        workspace,
        lambda c: kinds.edit(
            c, "kernteamoverleg", KindEdit(length=60, travel=60, charge=Charge.NOBODY)
        ),
    )
    assert entries(workspace, kernteam) == before
    assert hours(workspace, "viaa") == (2, 0, 0, 198)


def test_hours_are_booked_on_the_day_with_the_goal_and_line_of_the_event(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    number = plan(workspace, replace(KERNTEAM, goal="G3", title="Start"))
    attend(workspace, number, Attendance(present=(VIAA,)))
    assert rows(
        workspace.path,
        "SELECT work_date, goal.slug, plan_line.slug, activity, financing, booked_at "
        "FROM hour_entry JOIN goal ON goal.id = goal_id JOIN plan_line ON plan_line.id = line_id",
    ) == [("2027-01-12", "G3", "kernteam", "Start", "in_kind", "2026-11-22T08:00:00+00:00")]


@pytest.mark.parametrize(
    ("kept", "field", "code"),
    [
        (Attendance(present=("wie@example.org",)), "present", "unknown-person"),
        (Attendance(present=("saxion",)), "present", "not-invited"),
        (Attendance(absent=("anne@example.org",)), "absent", "not-invited"),
        (Attendance(deputies=((VIAA, "wie@example.org"),)), "deputy", "unknown-person"),
        (Attendance(deputies=(("anne@example.org", VIAA),)), "deputy", "not-invited"),
        (Attendance(walk_ins=(("Mo", "nergens"),)), "walk-in", "unknown-organisation"),
        (Attendance(walk_ins=(("", "viaa"),)), "walk-in", "blank"),
        (Attendance(times=((VIAA, time(15), time(13)),)), "time", "end-before-start"),
        (Attendance(actual=(time(15), time(13))), "actual", "end-before-start"),
        (Attendance(present=(VIAA,), absent=(VIAA,)), "absent", "present-and-absent"),
    ],
)
def test_attendance_that_cannot_be_kept_changes_nothing(
    workspace: Workspace, kernteam: int, kept: Attendance, field: str, code: str
) -> None:
    person(workspace, "anne", "saxion")
    problem = refused(workspace, lambda c: attendance.register(c, kernteam, kept))
    assert (problem.field, problem.code) == (field, code)


def test_a_cancelled_event_was_not_attended(workspace: Workspace, kernteam: int) -> None:
    do(workspace, lambda c: events.cancel(c, kernteam))
    problem = refused(workspace, lambda c: attendance.register(c, kernteam, ALL))
    assert problem.code == "state-wrong"


def test_a_draft_whose_day_is_still_to_come_can_be_registered(workspace: Workspace) -> None:
    seat_everybody(workspace)
    number = plan(workspace, replace(KERNTEAM, draft=True, when=When(date(2027, 6, 1), None)))
    assert attend(workspace, number, ALL).events[0].state == "held"
    assert hours(workspace, "viaa") == (2, 0, 0, 198)
