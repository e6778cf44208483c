from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from ipe_events.domain.closings import ClosedPartner
from ipe_events.domain.drafts import Attendance, EventEdit, HourDraft
from ipe_events.domain.entries import EntryFilter, EntryLine, LineFrom, Origin
from ipe_events.domain.hours import Own
from ipe_events.domain.kinds import BY_SEAT, KindEdit
from ipe_events.domain.rates import RateDraft, RateFrom
from ipe_events.services import (
    attendance,
    closings,
    commitments,
    entries,
    events,
    kinds,
    people,
    rates,
    recalculating,
)
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    INSTITUTIONS,
    TUESDAY,
    address,
    attend,
    do,
    figures,
    hours,
    log,
    member,
    person,
    refused,
    report,
)

ALL = Attendance(everybody=True)
VIAA = address("viaa")
WORK = HourDraft("viaa", date(2027, 1, 20), 90, "Curriculum", line="kernteam")
LATER = datetime(2027, 3, 1, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
JANUARY, FEBRUARY = date(2027, 1, 31), date(2027, 2, 28)


@pytest.fixture(autouse=True)
def in_march(workspace: Workspace) -> None:
    """The meetings of January are over."""
    workspace.clock = lambda: LATER


def found(workspace: Workspace, **wanted: object) -> list[EntryLine]:
    with workspace.read() as view:
        return entries.entries(view, EntryFilter(**wanted))  # type: ignore[arg-type]


def close(
    workspace: Workspace, until: date, organisation: str | None = None
) -> list[ClosedPartner]:
    with workspace.change("hours close") as change:
        return closings.close(change, until, organisation)


def minutes(lines: list[EntryLine]) -> list[tuple[date, int]]:
    return [(line.day, line.minutes) for line in lines]


# --- what is under a figure -----------------------------------------------------------------------


def test_an_entry_says_all_there_is_to_know_of_it(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, ALL)
    (entry,) = found(workspace, organisation="viaa")
    assert (entry.person_name, entry.email, entry.event) == ("Lid viaa", VIAA, kernteam)
    assert (entry.line, entry.line_from, entry.origin) == (
        "kernteam",
        LineFrom.KIND,
        Origin.ATTENDANCE,
    )
    assert (entry.rate, entry.rate_from, entry.cents) == (Fraction(5500), RateFrom.PLAN, 11_000)
    assert (entry.entered_by, entry.booked_at[:10]) == ("Sanne de Wit", "2027-03-01")
    assert (entry.closed, entry.corrects) == (False, None)


def test_entries_are_found_by_what_they_are_about(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, ALL)
    loose = log(workspace, replace(WORK, person=VIAA, evidence="uren-januari.xlsx"))
    other = log(workspace, replace(WORK, line="leerteambegeleiding", financing="programme"))
    assert {line.event for line in found(workspace)} == {kernteam, None}
    assert len(found(workspace, events=(kernteam,))) == len(INSTITUTIONS)
    assert [line.id for line in found(workspace, organisation="viaa", events=(None,))] == [
        loose,
        other,
    ]
    assert [line.id for line in found(workspace, line="leerteambegeleiding")] == [other]
    assert [line.id for line in found(workspace, people=(None,))] == [other]
    assert [line.id for line in found(workspace, first=date(2027, 1, 13))] == [loose, other]
    assert [line.cents for line in found(workspace, ids=(loose, other))] == [8250, 0]
    assert found(workspace, ids=(loose,))[0].evidence == "uren-januari.xlsx"
    problem = refused(workspace, lambda c: entries.entries(c, EntryFilter(organisation="niets")))
    assert problem.code == "unknown-organisation"


def test_f63_a_whole_group_at_once(workspace: Workspace) -> None:
    eva = person(workspace, "eva", "viaa")
    member(workspace, eva, "kernteam", MemberTerms(financing="programme"))
    with workspace.change("hours log") as change:
        numbers = entries.log_group(change, "kernteam", replace(WORK, line=None))
    lines = found(workspace)
    assert [line.id for line in lines] == numbers
    assert [line.email for line in lines] == [eva]
    assert {line.email: line.financing for line in lines}[eva] == "programme"
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    workspace.undo()
    assert found(workspace) == []
    do(workspace, lambda c: people.add_group(c, "leeg", "Leeg"))
    assert refused(workspace, lambda c: entries.log_group(c, "leeg", WORK)).code == "group-empty"


def test_a_group_says_which_promise_its_members_work_for(workspace: Workspace) -> None:
    eva = person(workspace, "eva", "viaa")
    do(workspace, lambda c: people.add_group(c, "begeleiders", "Begeleiders"))
    do(workspace, lambda c: people.set_line(c, "begeleiders", "leerteambegeleiding"))
    member(workspace, eva, "begeleiders")
    log(workspace, replace(WORK, line=None, person=eva))
    log(workspace, replace(WORK, line=None))
    assert [(line.line, line.line_from) for line in found(workspace)] == [
        ("leerteambegeleiding", LineFrom.GROUP),
        ("kernteam", LineFrom.ORGANISATION),
    ]


def test_the_line_of_a_meeting_may_be_that_of_who_comes(
    workspace: Workspace, kernteam: int
) -> None:
    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(line=BY_SEAT)))
    before = hours(workspace, "viaa")
    do(workspace, lambda c: people.set_line(c, "kernteam", "leerteambegeleiding"))
    assert before == (0, 2, 0, 198)
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    assert figures(workspace, "viaa", line="leerteambegeleiding").tally.planned == 120
    attend(workspace, kernteam, ALL)
    assert figures(workspace, "viaa", line="leerteambegeleiding").tally.realised == 120
    assert found(workspace, organisation="viaa")[0].line_from is LineFrom.GROUP
    do(workspace, lambda c: people.set_line(c, "kernteam", "programmabudget"))
    attend(workspace, kernteam, ALL)
    assert figures(workspace, "viaa", line="leerteambegeleiding").tally.realised == 120


# --- one participant ------------------------------------------------------------------------------


def test_f54_every_component_can_be_set_for_one_person(workspace: Workspace, kernteam: int) -> None:
    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(preparation=30, travel=15)))
    own = Own(preparation=60, travel=0)
    do(workspace, lambda c: attendance.charge(c, kernteam, VIAA, own))
    assert hours(workspace, "viaa")[1] == 3
    assert hours(workspace, "kpz")[1] == 2.75
    attend(workspace, kernteam, ALL)
    (entry,) = found(workspace, organisation="viaa")
    assert (entry.presence, entry.preparation, entry.travel) == (120, 60, 0)
    do(workspace, lambda c: attendance.charge(c, kernteam, VIAA, Own(charged=False)))
    assert found(workspace, organisation="viaa") == []
    do(workspace, lambda c: attendance.charge(c, kernteam, VIAA, Own()))
    assert minutes(found(workspace, organisation="viaa")) == [(TUESDAY, 165)]
    wrong = Own(presence=-1)
    assert refused(workspace, lambda c: attendance.charge(c, kernteam, VIAA, wrong)).code == (
        "negative"
    )


def test_f55_a_rule_that_changes_changes_no_meeting_that_was_held(
    workspace: Workspace, kernteam: int
) -> None:
    attend(workspace, kernteam, replace(ALL, absent=(VIAA,)))
    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(preparation=30)))
    attend(workspace, kernteam, Attendance(present=(VIAA, address("kpz"))))
    assert {line.minutes for line in found(workspace)} == {120}
    with workspace.preview() as change:
        listed = recalculating.recalculate(change, None, None)
    assert {(one.organisation, one.before, one.after) for one in listed} == {
        (slug, 120, 150) for slug in INSTITUTIONS
    }
    assert {line.minutes for line in found(workspace)} == {120}
    do(workspace, lambda c: recalculating.recalculate(c, None, None, "kernteamoverleg"))
    assert {line.minutes for line in found(workspace)} == {150}
    with workspace.preview() as change:
        assert recalculating.recalculate(change, None, None) == []


# --- correcting -----------------------------------------------------------------------------------


def test_a_correction_is_an_entry_beside_the_one_it_corrects(workspace: Workspace) -> None:
    number = log(workspace, WORK)
    do(workspace, lambda c: entries.correct(c, number, 60, "Eerder weg"))
    do(workspace, lambda c: entries.correct(c, number + 1, 75, "Toch niet"))
    first, second, third = found(workspace)
    assert (first.minutes, second.minutes, third.minutes) == (90, -30, 15)
    assert (second.corrects, third.corrects, third.reason) == (number, number, "Toch niet")
    assert {line.day for line in (first, second, third)} == {WORK.day}
    assert hours(workspace, "viaa") == (1.25, 0, 0, 198.75)
    assert refused(workspace, lambda c: entries.correct(c, number, 75, "x")).code == (
        "nothing-changes"
    )
    assert refused(workspace, lambda c: entries.correct(c, number, 60, " ")).code == "blank"
    assert refused(workspace, lambda c: entries.correct(c, number, -1, "x")).code == "negative"
    assert refused(workspace, lambda c: entries.correct(c, 99, 60, "x")).code == "unknown-entry"


def test_what_was_corrected_by_hand_stays_when_attendance_is_saved_again(
    workspace: Workspace, kernteam: int
) -> None:
    attend(workspace, kernteam, ALL)
    (entry,) = found(workspace, organisation="viaa")
    do(workspace, lambda c: entries.correct(c, entry.id, 100, "Later gekomen"))
    attend(workspace, kernteam, ALL)
    assert sum(line.minutes for line in found(workspace, organisation="viaa")) == 100
    attend(workspace, kernteam, Attendance(times=((VIAA, time(13), time(14)),)))
    attend(workspace, kernteam, Attendance(times=((VIAA, time(13), time(14)),)))
    assert minutes(found(workspace, organisation="viaa")) == [
        (TUESDAY, 120),
        (TUESDAY, -20),
        (TUESDAY, -40),
    ]
    do(workspace, lambda c: entries.correct(c, entry.id, 50, "Gebeld"))
    attend(workspace, kernteam, Attendance(times=((VIAA, time(13), time(14)),)))
    assert sum(line.minutes for line in found(workspace, organisation="viaa")) == 50
    attend(workspace, kernteam, Attendance(absent=(VIAA,)))
    assert sum(line.minutes for line in found(workspace, organisation="viaa")) == 0


def test_an_opening_balance_is_set_once(workspace: Workspace) -> None:
    do(workspace, lambda c: entries.opening(c, "viaa", "kernteam", "2027", 600))
    do(workspace, lambda c: entries.opening(c, "viaa", "kernteam", "2027", 480))
    (entry,) = found(workspace)
    assert (entry.day, entry.minutes, entry.origin) == (date(2027, 1, 1), 480, Origin.OPENING)
    assert entry.activity == "Beginsaldo"
    assert hours(workspace, "viaa") == (8, 0, 0, 192)
    do(workspace, lambda c: entries.opening(c, "viaa", "kernteam", "2027-2028", 60))
    do(workspace, lambda c: entries.correct(c, entry.id, 450, "Geteld"))
    do(workspace, lambda c: entries.opening(c, "viaa", "kernteam", "2027", 0))
    assert minutes(found(workspace)) == [(date(2027, 8, 1), 60)]


# --- closing --------------------------------------------------------------------------------------


def test_f64_nothing_changes_what_is_settled(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, ALL)
    number = log(workspace, WORK)
    before = minutes(found(workspace)), [line.cents for line in found(workspace)]
    (viaa,) = close(workspace, JANUARY, "viaa")
    assert (viaa.entries, viaa.minutes, viaa.cents) == (2, 210, 19_250)

    do(workspace, lambda c: kinds.edit(c, "kernteamoverleg", KindEdit(preparation=45)))
    backdated = RateDraft(9900, "viaa", starts=date(2027, 1, 1))
    assert refused(workspace, lambda c: rates.add(c, backdated)).code == "rate-in-closed"
    do(workspace, lambda c: rates.add(c, replace(backdated, starts=date(2027, 2, 1))))
    do(workspace, lambda c: rates.add(c, RateDraft(9800, person=VIAA)))
    edit = CommitmentEdit(minutes=100 * 60, rate=7700)
    do(workspace, lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2027", edit))
    do(workspace, lambda c: recalculating.recalculate(c, None, None))
    assert (minutes(found(workspace)), [line.cents for line in found(workspace)]) == before

    problem = refused(workspace, lambda c: entries.log_hours(c, replace(WORK, day=JANUARY)))
    assert (problem.code, problem.values["until"]) == ("period-closed", JANUARY)
    log(workspace, replace(WORK, organisation="kpz"))
    do(workspace, lambda c: entries.correct(c, number, 60, "Geteld"))
    correction = found(workspace)[-1]
    assert (correction.day, correction.minutes) == (LATER.date(), -30)
    assert (correction.rate, correction.cents) == (Fraction(5500), -2750)
    assert minutes(found(workspace, last=JANUARY, organisation="viaa")) == [
        (TUESDAY, 120),
        (WORK.day, 90),
    ]


def test_saving_the_same_attendance_keeps_the_numbers_of_entries(
    workspace: Workspace, kernteam: int
) -> None:
    attend(workspace, kernteam, ALL)
    before = {line.organisation: line.id for line in found(workspace)}
    attend(workspace, kernteam, replace(ALL, absent=(VIAA,)))
    after = {line.organisation: line.id for line in found(workspace)}
    del before["viaa"]
    assert after == before


def test_attendance_of_a_settled_meeting_gives_a_dated_correction(
    workspace: Workspace, kernteam: int
) -> None:
    attend(workspace, kernteam, replace(ALL, absent=(address("kpz"),)))
    close(workspace, FEBRUARY)
    do(workspace, lambda c: rates.add(c, RateDraft(9900, "kpz", starts=date(2027, 3, 1))))
    again = Attendance(
        present=(address("kpz"),),
        absent=(address("deltion"),),
        times=((VIAA, time(13), time(14)),),
    )
    attend(workspace, kernteam, again)
    late = [line for line in found(workspace) if line.day != TUESDAY]
    assert {line.day for line in late} == {LATER.date()}
    assert {(line.organisation, line.minutes) for line in late} == {
        ("deltion", -120),
        ("viaa", -60),
        ("kpz", 120),
    }
    assert {line.reason for line in late} == {
        "Gehouden op 12 jan 2027, vastgelegd nadat de periode was afgesloten"
    }
    assert {line.cents for line in late if line.organisation == "kpz"} == {11_000}
    assert all((line.corrects is None) == (line.organisation == "kpz") for line in late)
    attend(workspace, kernteam, again)
    assert sum(line.minutes for line in found(workspace, organisation="viaa")) == 60
    assert sum(line.minutes for line in found(workspace, organisation="deltion")) == 0
    attend(workspace, kernteam, Attendance(actual=(time(13), time(14, 30))))
    assert sum(line.minutes for line in found(workspace, organisation="landstede")) == 90
    assert sum(line.minutes for line in found(workspace, organisation="viaa")) == 60


def test_a_goal_given_later_moves_no_settled_hour(workspace: Workspace, kernteam: int) -> None:
    attend(workspace, kernteam, ALL)
    close(workspace, JANUARY, "viaa")
    do(workspace, lambda c: events.edit(c, kernteam, EventEdit(goal="G1")))
    by_goal = {row.key: row.figures.tally.realised for row in report(workspace, by="goal").rows}
    assert by_goal == {"": 120, "G1": 120 * (len(INSTITUTIONS) - 1)}


def test_a_period_is_closed_once_and_never_ahead(workspace: Workspace, kernteam: int) -> None:
    assert refused(workspace, lambda c: closings.close(c, date(2027, 3, 2))).code == (
        "close-in-future"
    )
    with workspace.read() as view:
        assert [line.id for line in closings.unregistered(view, FEBRUARY)] == [kernteam]
    close(workspace, JANUARY, "viaa")
    assert refused(workspace, lambda c: closings.close(c, JANUARY, "viaa")).code == (
        "already-closed"
    )
    closed = close(workspace, JANUARY)
    assert "viaa" not in {one.organisation for one in closed}
    assert len(closed) > 30
    assert refused(workspace, lambda c: closings.close(c, TUESDAY)).code == "already-closed"
    workspace.undo()
    assert {one.organisation for one in close(workspace, FEBRUARY)} > {"viaa", "kpz"}
    problem = refused(workspace, lambda c: entries.opening(c, "viaa", "kernteam", "2027", 60))
    assert problem.code == "period-closed"


def test_what_was_promised_for_a_settled_year_stays(workspace: Workspace) -> None:
    edit = CommitmentEdit(minutes=60)
    close(workspace, date(2026, 12, 31), "viaa")
    problem = refused(
        workspace, lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2026", edit)
    )
    assert problem.code == "promise-closed"
    do(workspace, lambda c: commitments.set_commitment(c, "kpz", "kernteam", "2026", edit))


def test_the_rate_in_force_in_the_month_counts(workspace: Workspace) -> None:
    spring = RateDraft(6000, "viaa", starts=date(2027, 2, 1), ends=date(2027, 4, 30))
    do(workspace, lambda c: rates.add(c, spring))
    problem = refused(workspace, lambda c: rates.add(c, replace(spring, starts=None)))
    assert problem.code == "rate-overlaps"
    for day in (date(2027, 1, 31), date(2027, 2, 1), date(2027, 4, 30), date(2027, 5, 1)):
        log(workspace, replace(WORK, day=day, minutes=60))
    assert [(line.cents, line.rate_from) for line in found(workspace)] == [
        (5500, RateFrom.PLAN),
        (6000, RateFrom.ORGANISATION),
        (6000, RateFrom.ORGANISATION),
        (5500, RateFrom.PLAN),
    ]
    assert figures(workspace, "viaa").tally.value == 23_000
    with workspace.read() as view:
        (line,) = rates.lines(view)
    with workspace.preview() as change:
        closings.close(change, FEBRUARY, "viaa")
        rates.remove(change, line.id)
        assert rates.lines(change)[0].ends == FEBRUARY
    do(workspace, lambda c: rates.remove(c, line.id))
    assert figures(workspace, "viaa").tally.value == 22_000
    assert refused(workspace, lambda c: rates.remove(c, line.id)).code == "unknown-rate"


def test_hours_kept_before_for_the_same_day_are_told(workspace: Workspace, kernteam: int) -> None:
    number = log(workspace, replace(WORK, person=VIAA, day=TUESDAY))
    log(workspace, replace(WORK, day=TUESDAY))
    done = attend(workspace, kernteam, ALL)
    (check,) = [one for one in done.checks if one.code == "hours-kept-before"]
    assert (check.organisation, check.event, check.values["entry"]) == ("viaa", kernteam, number)
