from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from itertools import pairwise
from typing import Literal

import pytest

from ipe_events.domain.drafts import Attendance, When
from ipe_events.domain.records import EventFilter, SeriesPlan
from ipe_events.services import events, series
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    KERNTEAM,
    attend,
    do,
    hours,
    member,
    page,
    person,
    refused,
    seat_everybody,
)
from tests.store.dumps import dump, everything, rows

Holidays = Literal["keep", "skip", "shift"]
YEARLONG = "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270713T133000Z"
FIRST = When(date(2026, 9, 8), None, time(15, 30), time(17))
WEEKLY = replace(KERNTEAM, when=FIRST)


def repeat(
    workspace: Workspace,
    rule: str = YEARLONG,
    holidays: Holidays = "keep",
    when: When = FIRST,
) -> SeriesPlan:
    with workspace.change("series add") as change:
        return series.add(change, replace(WEEKLY, when=when), rule, holidays)


def days(plan: SeriesPlan) -> list[date]:
    return [event.day for event in plan.events]


def test_every_second_tuesday_of_the_month_keeps_its_time_on_the_wall_clock(
    workspace: Workspace,
) -> None:
    plan = repeat(workspace)
    assert days(plan) == [
        date(2026, 9, 8),
        date(2026, 10, 13),
        date(2026, 11, 10),
        date(2026, 12, 8),
        date(2027, 1, 12),
        date(2027, 2, 9),
        date(2027, 3, 9),
        date(2027, 4, 13),
        date(2027, 5, 11),
        date(2027, 6, 8),
        date(2027, 7, 13),
    ]
    assert {(event.start, event.end) for event in plan.events} == {(time(15, 30), time(17))}


def test_the_occurrences_share_one_identity_and_are_told_apart_by_their_first_start(
    workspace: Workspace,
) -> None:
    plan = repeat(workspace)
    assert len({event.uid for event in plan.events}) == 1
    assert {event.series for event in plan.events} == {plan.id}
    assert [event.original_start for event in plan.events] == [
        f"{day.isoformat()}T15:30:00" for day in days(plan)
    ]
    assert len({event.original_start for event in plan.events}) == 11


def test_the_first_start_of_an_occurrence_never_changes(workspace: Workspace) -> None:
    plan = repeat(workspace)
    moved = plan.events[4]
    for day in (date(2027, 1, 14), date(2027, 1, 19)):
        do(workspace, partial(events.move, event_id=moved.id, day=day, start=time(9)))
    with workspace.read() as view:
        after = events.line(view, moved.id)
    assert (after.day, after.start) == (date(2027, 1, 19), time(9))
    assert (after.uid, after.original_start) == (moved.uid, "2027-01-12T15:30:00")


def test_days_without_times_are_told_apart_by_their_day(workspace: Workspace) -> None:
    plan = repeat(workspace, "FREQ=WEEKLY;COUNT=3", when=When(date(2027, 1, 12)))
    assert [event.original_start for event in plan.events] == [
        "2027-01-12",
        "2027-01-19",
        "2027-01-26",
    ]


def test_two_series_have_two_identities(workspace: Workspace) -> None:
    uids = {repeat(workspace, "FREQ=WEEKLY;COUNT=2").events[0].uid for _ in range(2)}
    assert len(uids) == 2


def test_every_occurrence_has_guests_and_hours_of_its_own(workspace: Workspace) -> None:
    seat_everybody(workspace)
    anne = person(workspace, "anne", "viaa")
    plan = repeat(workspace, "FREQ=MONTHLY;COUNT=4", when=replace(FIRST, day=date(2027, 1, 5)))
    assert {event.people for event in plan.events} == {8}
    assert hours(workspace, "viaa") == (0, 6, 0, 194)
    do(workspace, lambda c: events.cancel(c, plan.events[0].id))
    attend(workspace, plan.events[1].id, Attendance(everybody=True))
    do(workspace, lambda c: events.invite(c, plan.events[2].id, [anne], []))
    assert hours(workspace, "viaa") == (1.5, 4.5, 0, 194)


def test_seats_are_those_of_the_day_of_each_occurrence(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    member(workspace, anne, "kernteam", MemberTerms(starts=date(2027, 2, 1)))
    plan = repeat(workspace, "FREQ=MONTHLY;COUNT=2", when=replace(FIRST, day=date(2027, 1, 5)))
    invited = [
        {part.email for part in page(workspace, event.id).participants} for event in plan.events
    ]
    assert [anne in emails for emails in invited] == [False, True]


# --- holidays -----------------------------------------------------------------------------------

# Around Christmas 2026, school holidays in the north from 19 December to 3 January.
WINTER = When(date(2026, 12, 8), None, time(13), time(15))
EACH_WEEK = "FREQ=WEEKLY;COUNT=6"


def test_holidays_are_kept_and_warned_of_unless_said_otherwise(workspace: Workspace) -> None:
    plan = repeat(workspace, EACH_WEEK, when=WINTER)
    assert len(plan.events) == 6
    assert plan.skipped == ()
    warned = {check.event for check in plan.checks if check.code == "school-holiday"}
    assert warned == {plan.events[2].id, plan.events[3].id}


def test_skipped_days_are_left_out_named_and_not_made_up_for(workspace: Workspace) -> None:
    plan = repeat(workspace, EACH_WEEK, "skip", WINTER)
    assert days(plan) == [
        date(2026, 12, 8),
        date(2026, 12, 15),
        date(2027, 1, 5),
        date(2027, 1, 12),
    ]
    assert [item.day for item in plan.skipped] == [date(2026, 12, 22), date(2026, 12, 29)]
    assert {item.reason for item in plan.skipped} == {"Kerstvakantie"}
    assert "school-holiday" not in {check.code for check in plan.checks}
    ((skipped,),) = rows(workspace.path, "SELECT skipped FROM series")
    assert skipped == '[["2026-12-22", "Kerstvakantie"], ["2026-12-29", "Kerstvakantie"]]'


def test_shifted_days_keep_the_start_they_would_have_had(workspace: Workspace) -> None:
    rule = "FREQ=MONTHLY;BYDAY=4TU;COUNT=3"
    plan = repeat(workspace, rule, "shift", replace(WINTER, day=date(2026, 11, 24)))
    assert days(plan) == [date(2026, 11, 24), date(2027, 1, 5), date(2027, 1, 26)]
    assert plan.events[1].original_start == "2026-12-22T13:00:00"
    assert plan.skipped == ()


def test_a_day_without_room_to_shift_to_is_skipped(workspace: Workspace) -> None:
    rule = "FREQ=WEEKLY;UNTIL=20270831T000000Z"
    plan = repeat(workspace, rule, "shift", replace(WINTER, day=date(2027, 7, 6)))
    assert plan.skipped
    assert len(set(days(plan))) == len(plan.events)
    summer = (date(2027, 7, 10), date(2027, 8, 22))
    assert not [day for day in days(plan) if summer[0] <= day <= summer[1]]


# --- refusals and undo --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "when", "code"),
    [
        ("FREQ=WEEKLY", FIRST, "rule-endless"),
        ("FREQ=HOURLY;COUNT=3", FIRST, "rule-too-fine"),
        ("elke dinsdag", FIRST, "rule-invalid"),
        ("FREQ=DAILY;COUNT=401", FIRST, "rule-too-many"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", FIRST, "rule-empty"),
        ("FREQ=WEEKLY;COUNT=3", replace(FIRST, until=date(2026, 9, 9)), "series-of-days"),
        ("FREQ=WEEKLY;COUNT=3", replace(FIRST, end=time(15)), "end-before-start"),
        ("FREQ=WEEKLY;COUNT=3", When(date(1, 1, 1)), "not-a-date"),
    ],
)
def test_a_series_that_cannot_be_leaves_nothing_behind(
    workspace: Workspace, rule: str, when: When, code: str
) -> None:
    problem = refused(workspace, lambda c: series.add(c, replace(WEEKLY, when=when), rule))
    assert problem.code == code


def test_a_series_of_holidays_alone_is_refused_when_they_are_skipped(
    workspace: Workspace,
) -> None:
    draft = replace(WEEKLY, when=replace(WINTER, day=date(2026, 12, 22)))
    rule = "FREQ=WEEKLY;COUNT=2"
    assert refused(workspace, lambda c: series.add(c, draft, rule, "skip")).code == "rule-empty"


def test_a_whole_series_is_undone_at_once_and_redone(workspace: Workspace) -> None:
    seat_everybody(workspace)
    before = dump(workspace.path)
    repeat(workspace)
    after = dump(workspace.path)
    workspace.undo()
    assert dump(workspace.path) == before
    workspace.redo()
    assert dump(workspace.path) == after


def test_a_previewed_series_is_what_would_be_planned(workspace: Workspace) -> None:
    before = everything(workspace.path)
    with workspace.preview() as change:
        previewed = series.add(change, WEEKLY, YEARLONG, "skip")
    assert everything(workspace.path) == before
    planned = repeat(workspace, YEARLONG, "skip")
    assert days(planned) == days(previewed)
    assert planned.skipped == previewed.skipped


def test_the_events_of_a_series_can_be_listed(workspace: Workspace) -> None:
    first, second = repeat(workspace, "FREQ=WEEKLY;COUNT=2"), repeat(workspace)
    with workspace.read() as view:
        found = events.lines(view, EventFilter(series=first.id))
    assert [event.id for event in found] == [event.id for event in first.events]
    assert second.id != first.id


def test_the_rule_is_kept_as_it_is_read(workspace: Workspace) -> None:
    repeat(workspace, "RRULE:COUNT=3;FREQ=WEEKLY;INTERVAL=1")
    assert rows(workspace.path, "SELECT rule, zone, first_day FROM series") == [
        ("FREQ=WEEKLY;COUNT=3", "Europe/Amsterdam", "2026-09-08")
    ]


def test_the_days_of_a_series_lie_as_far_apart_as_the_rule_says(workspace: Workspace) -> None:
    plan = repeat(workspace, "FREQ=WEEKLY;INTERVAL=6;COUNT=8")
    gaps = {after - before for before, after in pairwise(days(plan))}
    assert gaps == {timedelta(weeks=6)}
