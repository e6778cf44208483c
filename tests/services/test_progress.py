"""The data of a progress report: counts, hours, attendance and texts of one period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from ipe_events.domain.attendance_rates import Rate, by_organisation, total
from ipe_events.domain.drafts import Attendance, EventDraft, EventEdit, When
from ipe_events.domain.progress import Count, Progress, by_quarter
from ipe_events.domain.records import EventFilter
from ipe_events.domain.series_scope import Scope
from ipe_events.reports.progress_hours import status_lines
from ipe_events.reports.progress_words import Speaker
from ipe_events.services import events, ledger, plans, series_edit, year_sheet
from ipe_events.services.attendance_rates import attendance_rates
from ipe_events.services.plans import GoalNote
from ipe_events.services.progress import progress
from ipe_events.services.workspace import Workspace
from tests.refusals import problem_of
from tests.services.acts import (
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    do,
    log,
    page,
    person,
    plan,
    refused,
    report,
    seat_everybody,
    worked,
)


def read(workspace: Workspace, first: date | None = None, last: date | None = None) -> Progress:
    with workspace.read() as view:
        return progress(view, first, last)


def test_the_figures_are_those_of_the_ledger(busy: Workspace) -> None:
    found = read(busy, date(2027, 1, 1), date(2027, 12, 31))
    assert found.hours == report(busy, "2027")
    by_goal = {row.key: row.figures.tally for row in report(busy, "2027", "goal").rows}
    assert {
        item.goal.slug: item.hours for item in found.goals if item.goal.slug in by_goal
    } == by_goal
    assert sum(item.hours.realised for item in found.goals) == found.hours.totals.tally.realised
    assert sum(item.hours.forecast for item in found.goals) == found.hours.totals.tally.forecast
    with busy.read() as view:
        assert found.budget == ledger.budget_report(view)
    assert [year.label for year in found.years] == ["2027"]
    assert found.years[0].figures == found.hours.totals


def test_what_was_held_and_planned_in_the_period_is_counted_once(busy: Workspace) -> None:
    whole = read(busy)
    # With the three meetings of 2023 that the plan itself tells of.
    assert whole.count == Count(held=6, planned=6, draft=1)
    assert sum((count for _, count in whole.months), Count()) == whole.count
    assert sum((count for _, count in by_quarter(whole.months)), Count()) == whole.count
    assert sum((item.count for item in whole.goals), Count()) == whole.count
    spring = read(busy, date(2027, 3, 1), date(2027, 4, 30))
    assert spring.count == Count(held=1, planned=2)
    assert dict(spring.months) == {"2027-03": Count(1, 1), "2027-04": Count(0, 1)}
    layers = {layer.layer: layer for layer in whole.layers}
    assert layers["kernteam"].count.held == 3
    assert (layers["bestuur"].count, layers["bestuur"].organisations) == (Count(held=3), 0)
    assert layers["kernteam"].organisations == 5


def test_attendance_per_institution_counts_the_seats(workspace: Workspace) -> None:
    seat_everybody(workspace)
    event = plan(workspace)
    noor = person(workspace, "noor", "kpz")
    do(workspace, lambda change: events.answer(change, event, address("viaa"), "declined"))
    attend(
        workspace,
        event,
        Attendance(
            everybody=True,
            absent=(address("viaa"), address("deltion")),
            deputies=((address("kpz"), noor),),
            walk_ins=(("Bram Toeval", "windesheim"),),
        ),
    )
    with workspace.read() as view:
        rows = attendance_rates(view)
        assert attendance_rates(view, TUESDAY, TUESDAY) == rows
        assert attendance_rates(view, date(2027, 1, 13)) == []
    assert dict(by_organisation(rows)) == {
        "Landstede MBO": Rate(present=1),
        "Mbo Menso Alting Zwolle": Rate(present=1),
        "Deltion College": Rate(absent=1),
        "Hogeschool Windesheim": Rate(present=1, walk_ins=1),
        "Hogeschool Viaa": Rate(excused=1),
        "Hogeschool KPZ": Rate(present=1),
    }
    assert total(row.rate for row in rows).walk_ins == 1


def test_decisions_and_texts_of_goals_are_told_as_they_were_written(busy: Workspace) -> None:
    with busy.read() as view:
        held = events.lines(view, EventFilter(kind="kernteamoverleg", states=("held",)))
    note = GoalNote(explanation="Loopt.\nTwee teams.", request="Stem in.")
    do(
        busy,
        lambda change: events.edit(
            change, held[0].id, EventEdit(outcome="Akkoord.\n\n Vervolg in mei. ")
        ),
        lambda change: plans.note_goal(change, "G1", note),
        lambda change: plans.note_goal(change, "G2", GoalNote(obstacle="Roosters.")),
        lambda change: plans.note_goal(change, "G2", GoalNote(obstacle="")),
    )
    found = read(busy)
    assert [(one.title, one.lines) for one in found.decisions] == [
        ("Kernteamoverleg", ("Akkoord.", "Vervolg in mei."))
    ]
    goals = {item.goal.slug: item.goal for item in found.goals}
    assert (goals["G1"].explanation, goals["G1"].request) == ("Loopt.\nTwee teams.", "Stem in.")
    assert goals["G2"].obstacle == ""
    assert read(busy, held[1].day).decisions == ()
    assert (
        refused(busy, lambda change: plans.note_goal(change, "G1", GoalNote(request="x\x1b"))).code
        == "control-characters"
    )


def test_what_was_decided_belongs_to_one_meeting_of_a_series(
    workspace: Workspace, told_weekly: list[int]
) -> None:
    edit = EventEdit(title="Kernteam", outcome="Besluit")
    do(
        workspace,
        lambda change: series_edit.save(change, told_weekly[0], Scope.ALL, edit),
    )
    pages = [page(workspace, number) for number in told_weekly]
    assert [one.event.title for one in pages] == ["Kernteam"] * 4
    assert [one.outcome for one in pages] == ["Besluit", "", "", ""]
    # Nobody need be told what was decided.
    before = page(workspace, told_weekly[1])
    do(workspace, lambda change: events.edit(change, told_weekly[1], EventEdit(outcome="Ja")))
    with workspace.read() as view:
        problem = problem_of(lambda: events.must_be_as(view, before))
    assert problem.values == {"fields": "outcome"}


def test_partners_with_room_or_above_are_told_from_their_figures(workspace: Workspace) -> None:
    log(workspace, replace(worked("kpz", 190 * 60, date(2026, 11, 2)), line="kernteam"))
    log(workspace, replace(worked("viaa", 300 * 60, date(2026, 11, 2)), line="kernteam"))
    found = read(workspace)
    lines = list(status_lines(found, Speaker("en")))
    assert lines[0].startswith("Kernteam: 6 promises for 2026 have room for 960 hours more: ")
    assert "Deltion College (200)" in lines[0]
    assert "KPZ" not in lines[0]
    assert lines[-1].endswith(
        "1 partner does more for 2026 than it promised: Hogeschool Viaa (+100)."
    )
    # What is above its promise is told there; the year that lacks cash and the empty layers here.
    assert {one.check.code for one in found.attention} == {
        "cash-short",
        "layer-without-event",
        "no-next-meeting",
    }


def test_warnings_about_somebodys_own_days_are_counted_and_not_told(workspace: Workspace) -> None:
    seat_everybody(workspace)
    plan(workspace)
    plan(workspace, replace(KERNTEAM, kind="overig", invite=(address("viaa"),)))
    found = read(workspace)
    assert found.beside == 2
    assert "double-booked" not in {one.check.code for one in found.attention}
    # What has passed asks for no attention.
    assert read(workspace, last=date(2026, 11, 1)).attention == ()


def test_a_period_without_anything_has_a_report_too(workspace: Workspace) -> None:
    found = read(workspace, date(2026, 1, 1))
    assert found.count == Count()
    assert (found.months, found.kinds, found.attendance, found.decisions) == ((), (), (), ())
    assert found.first <= found.today <= found.last
    assert found.hours.period.label == "2026"
    assert read(workspace, date(2031, 1, 1)).hours.period.label == "2027"


def test_the_year_has_what_was_not_cancelled_and_its_holidays(workspace: Workspace) -> None:
    first = plan(workspace)
    gone = plan(workspace, replace(KERNTEAM, when=When(date(2027, 2, 2))))
    congress = When(date(2026, 12, 31), date(2027, 1, 2), time(9), time(17))
    plan(workspace, EventDraft("congres", congress, draft=True))
    do(workspace, lambda change: events.cancel(change, gone))
    with workspace.read() as view:
        sheet = year_sheet.year_sheet(view, "2027")
        school = year_sheet.year_sheet(view, "2026-2027")
    assert [event.id for event in sheet.events] == [first + 2, first]
    assert sorted(sheet.on_days()) == [date(2027, 1, 1), date(2027, 1, 2), TUESDAY]
    assert len(school.on_days()) == 4
    assert [slug for slug, _ in sheet.kinds] == ["kernteamoverleg", "congres"]
    assert {one.name for one in sheet.days_off} >= {"Meivakantie", "Koningsdag"}
