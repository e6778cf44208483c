from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ipe_events.domain.budget import Figures, Tally
from ipe_events.domain.drafts import Attendance, EventDraft, HourDraft, When
from ipe_events.domain.hour_records import BudgetReport
from ipe_events.services import commitments, entries, events, ledger, setup
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    EURO,
    HOUR,
    INSTITUTIONS,
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    do,
    figures,
    hours,
    log,
    member,
    page,
    person,
    plan,
    refused,
    report,
    seat_everybody,
    worked,
)
from tests.store.dumps import rows

ALL = Attendance(everybody=True)


def budget(workspace: Workspace) -> BudgetReport:
    with workspace.read() as view:
        return ledger.budget_report(view)


# --- one report, many groupings -----------------------------------------------------------------


def summed(parts: Iterable[Figures]) -> Tally:
    return sum((part.tally for part in parts), Tally())


@pytest.mark.parametrize("by", ["partner", "person", "kind", "goal", "month"])
@pytest.mark.parametrize("year", ["2027", "2026-2027", "2027-2028"])
def test_every_grouping_of_a_year_agrees_with_its_totals(
    busy: Workspace, by: str, year: str
) -> None:
    found = report(busy, year, by)
    assert found.totals.tally.realised > 0 or year == "2027-2028"
    assert found.totals.tally.value > 0
    assert summed(row.figures for row in found.rows) == found.totals.tally
    if by in ("partner", "month"):
        committed = sum(row.figures.committed or 0 for row in found.rows)
        assert committed == found.totals.committed
        value = sum(row.figures.committed_value or 0 for row in found.rows)
        assert value == found.totals.committed_value


def test_the_rows_of_a_grouping_say_what_they_are(busy: Workspace) -> None:
    people = report(busy, "2027", "person").rows
    assert [row.name for row in people[:2]] == ["Lid deltion", "Lid kpz"]
    assert people[0].key == address("deltion")
    # Seats and hours of nobody in particular come last.
    assert (people[-1].key, people[-1].name) == ("", "")
    kinds = report(busy, "2027", "kind").rows
    assert [row.key for row in kinds] == [
        "iplg_bijeenkomst",
        "kernteamoverleg",
        "leerteambijeenkomst",
        "werkplaats",
        "",
    ]
    goals = {row.key for row in report(busy, "2027", "goal").rows}
    assert goals == {"G1", "G2", "G3", "G4", "R1", ""}
    months = report(busy, "2026-2027", "month").rows
    assert [row.key for row in months] == [
        *(f"2026-{month:02}" for month in range(8, 13)),
        *(f"2027-{month:02}" for month in range(1, 8)),
    ]


def test_the_partners_come_in_the_order_of_the_plan(busy: Workspace) -> None:
    found = report(busy)
    keys = [(row.key, row.line) for row in found.rows]
    assert keys[:6] == [(slug, "kernteam") for slug in INSTITUTIONS]
    assert keys[6:8] == [(f"werkveld-kernteam-{n}", "kernteam") for n in (1, 2)]
    assert keys[-1] == ("saxion", None)
    assert found.rows[0].name == "Landstede MBO"


def test_a_year_has_only_its_own_days(busy: Workspace) -> None:
    of_viaa = {year: figures(busy, "viaa", year).tally for year in ("2026", "2027")}
    assert of_viaa["2026"].realised == 33
    assert of_viaa["2027"].realised == 120 + 121 + 122 + 95 + 77
    assert of_viaa["2027"].planned == 123 + 124 + 125 + 180
    assert of_viaa["2027"].draft == 126
    assert of_viaa["2027"].other == 461
    # Nothing is promised for 2028, so the hours are on no line.
    after = figures(busy, "viaa", "2028", line=None)
    assert (after.tally.realised, after.committed) == (44, None)


def test_a_school_year_sees_the_promises_of_calendar_years_by_month(
    workspace: Workspace,
) -> None:
    own = figures(workspace, "viaa", "2026-2027")
    assert own.committed == 200 * HOUR
    assert own.committed_value == 11_000 * EURO
    # The plan's years end in 2027: five of twelve months.
    assert figures(workspace, "viaa", "2027-2028").committed == 5_000
    assert figures(workspace, "viaa", "2023-2024").committed == 7_000


def test_the_school_years_hold_what_the_calendar_years_hold(busy: Workspace) -> None:
    for field in ("committed", "committed_value"):
        by_calendar = sum(
            getattr(report(busy, str(year)).totals, field) for year in range(2024, 2028)
        )
        by_school = sum(
            getattr(report(busy, f"{year}-{year + 1}").totals, field) for year in range(2023, 2028)
        )
        assert by_calendar == by_school
    tallies = [
        summed(report(busy, label).totals for label in labels)
        for labels in (("2026", "2027", "2028"), ("2025-2026", "2026-2027", "2027-2028"))
    ]
    assert tallies[0] == tallies[1]


def test_the_report_is_of_the_year_of_today(workspace: Workspace) -> None:
    for moment, label in (
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "2026"),
        (datetime(2026, 12, 31, 23, 1, tzinfo=UTC), "2027"),
        (datetime(2020, 1, 1, tzinfo=UTC), "2024"),
        (datetime(2031, 1, 1, tzinfo=UTC), "2027"),
    ):
        workspace.clock = lambda moment=moment: moment  # type: ignore[misc]
        with workspace.read() as view:
            assert ledger.report(view).period.label == label


@pytest.mark.parametrize(
    ("label", "by", "code"),
    [("27", "partner", "not-a-year"), ("2027", "colour", "unknown-grouping")],
)
def test_a_report_that_cannot_be(workspace: Workspace, label: str, by: str, code: str) -> None:
    assert refused(workspace, lambda c: ledger.report(c, label, by)).code == code


# --- hours outside meetings ---------------------------------------------------------------------


def test_hours_are_booked_on_the_only_line_of_the_partner(workspace: Workspace) -> None:
    seat_everybody(workspace)
    log(workspace, worked())
    log(workspace, worked("werkveld-leerteams-3", 60))
    assert hours(workspace, "viaa") == (1.5, 0, 0, 198.5)
    own = figures(workspace, "werkveld-leerteams-3", line="leerteambegeleiding")
    assert (own.tally.realised, own.left) == (HOUR, 39 * HOUR)


def test_hours_of_an_organisation_without_a_promise_are_kept(workspace: Workspace) -> None:
    log(workspace, worked("saxion"))
    own = figures(workspace, "saxion", line=None)
    assert (own.tally.realised, own.committed, own.left) == (90, None, None)
    assert own.tally.value == 0


def test_of_several_lines_one_must_be_named(workspace: Workspace) -> None:
    edit = CommitmentEdit(minutes=40 * HOUR)
    do(
        workspace,
        lambda c: commitments.set_commitment(c, "viaa", "leerteambegeleiding", "2027", edit),
    )
    problem = refused(workspace, lambda c: entries.log_hours(c, worked()))
    assert (problem.field, problem.code) == ("line", "line-needed")
    assert problem.values["known"] == "kernteam, leerteambegeleiding"
    log(workspace, replace(worked(), line="leerteambegeleiding"))
    assert figures(workspace, "viaa", line="leerteambegeleiding").tally.realised == 90
    # In a year with one promise there is nothing to choose.
    log(workspace, worked(day=date(2026, 6, 1)))
    assert figures(workspace, "viaa", "2026").tally.realised == 90


@pytest.mark.parametrize("financing", ["programme", "other"])
def test_hours_that_others_pay_fulfil_no_promise(workspace: Workspace, financing: str) -> None:
    log(workspace, replace(worked(), financing=financing))
    own = figures(workspace, "viaa")
    assert (own.tally.other, own.tally.realised, own.left) == (90, 0, 200 * HOUR)


def test_the_value_of_hours_is_rounded_by_the_entry(workspace: Workspace) -> None:
    edit = CommitmentEdit(rate=55_50)
    do(workspace, lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2027", edit))
    for _ in range(3):
        log(workspace, worked(minutes=1))
    # 55.50 an hour is 92.5 cents a minute.
    assert figures(workspace, "viaa").tally.value == 3 * 93


@pytest.mark.parametrize(
    ("draft", "field", "code"),
    [
        (worked("nergens"), "org", "unknown-organisation"),
        (worked(minutes=0), "hours", "nothing"),
        (worked(minutes=-60), "hours", "negative"),
        (replace(worked(), activity=" "), "activity", "blank"),
        (replace(worked(), person="wie@example.org"), "person", "unknown-person"),
        (replace(worked(), line="x"), "line", "unknown-line"),
        (replace(worked(), goal="G9"), "goal", "unknown-goal"),
        (replace(worked(), financing="goud"), "financing", "unknown-financing"),
    ],
)
def test_hours_that_cannot_be_booked(
    workspace: Workspace, draft: HourDraft, field: str, code: str
) -> None:
    problem = refused(workspace, lambda c: entries.log_hours(c, draft))
    assert (problem.field, problem.code) == (field, code)


def test_an_entry_keeps_what_was_told_of_it(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    number = log(workspace, replace(worked(), person=anne, goal="G2", line="kernteam"))
    assert rows(
        workspace.path,
        "SELECT person.name, goal.slug, plan_line.slug, work_date, presence, activity, booked_at "
        "FROM hour_entry JOIN person ON person.id = person_id JOIN goal ON goal.id = goal_id "
        "JOIN plan_line ON plan_line.id = line_id WHERE hour_entry.id = ?",
        number,
    ) == [("Anne", "G2", "kernteam", "2027-01-12", 90, "Curriculum", "2026-11-22T08:00:00+00:00")]


# --- what one event costs -----------------------------------------------------------------------


def test_the_hours_of_an_event_are_the_same_before_and_after_it_was_held(
    workspace: Workspace,
    kernteam: int,
) -> None:
    before = page(workspace, kernteam).hours
    assert {(cost.organisation, cost.line, cost.minutes, cost.left) for cost in before} == {
        *((slug, "kernteam", 120, 198 * HOUR) for slug in INSTITUTIONS),
        *((f"werkveld-kernteam-{n}", "kernteam", 120, 78 * HOUR) for n in (1, 2)),
    }
    fields = tuple(f"werkveld-kernteam-{n}" for n in (1, 2))
    attend(workspace, kernteam, replace(ALL, present=fields))
    assert set(page(workspace, kernteam).hours) == set(before)


def test_who_the_programme_pays_is_no_cost_of_the_partner(workspace: Workspace) -> None:
    sanne = person(workspace, "sanne", "landstede")
    member(workspace, sanne, "kernteam", MemberTerms(financing="programme"))
    number = plan(workspace)
    costs = {cost.organisation: cost.minutes for cost in page(workspace, number).hours}
    assert costs["landstede"] == 120
    attend(workspace, number, replace(ALL, present=("viaa",)))
    costs = {cost.organisation: cost.minutes for cost in page(workspace, number).hours}
    assert costs == {"viaa": 120}


def test_an_event_says_what_is_left_of_the_year_it_is_in(workspace: Workspace) -> None:
    log(workspace, worked(minutes=150 * HOUR, day=date(2026, 3, 1)))
    log(workspace, worked(minutes=100 * HOUR, day=date(2027, 3, 1)))
    left = {}
    for day in (date(2026, 12, 1), date(2027, 12, 1), date(2028, 12, 1)):
        number = plan(workspace, replace(KERNTEAM, when=When(day), invite=("viaa",)))
        left[day.year] = page(workspace, number).hours[0].left
    assert left == {2026: 48 * HOUR, 2027: 98 * HOUR, 2028: None}


def test_hours_without_an_agreement_are_shown_as_such(workspace: Workspace) -> None:
    draft = EventDraft("expertisegroepbijeenkomst", When(TUESDAY), invite=("viaa",))
    (cost,) = page(workspace, plan(workspace, draft)).hours
    assert (cost.organisation, cost.line, cost.minutes, cost.left) == ("viaa", None, 120, None)
    assert hours(workspace, "viaa") == (0, 0, 0, 200)


def test_other_programmes_have_figures_of_their_own(workspace: Workspace) -> None:
    log(workspace, worked())
    text = 'format = 1\n[programme]\nslug = "tweede"\nname = "Tweede"\nsource = "test"\n'
    do(workspace, lambda c: setup.add(c, text, "tweede.toml", {}))
    workspace.programme = "tweede"
    assert report(workspace).rows == ()
    log(workspace, worked(minutes=30))
    assert report(workspace).totals.tally.realised == 30
    assert budget(workspace).years == ()
    workspace.programme = "sion"
    assert report(workspace).totals.tally.realised == 90


# --- the budget ---------------------------------------------------------------------------------


def choose(workspace: Workspace, choice: str, option: str) -> None:
    do(workspace, lambda c: setup.choose(c, choice, option))


def table(workspace: Workspace) -> list[tuple[str, float, float, float, float]]:
    """Label, cash in, in kind, hours and gap of each year, in euros and hours."""
    return [
        (
            row.label,
            row.cash_in / EURO,
            row.in_kind / EURO,
            row.committed / HOUR,
            row.gap / EURO,
        )
        for row in budget(workspace).years
    ]


def test_the_budget_as_the_plan_prints_it(workspace: Workspace) -> None:
    assert table(workspace) == [
        ("2024", 70_000, 124_000, 2_360, 0),
        ("2025", 70_000, 124_000, 2_360, 0),
        ("2026", 70_000, 124_000, 2_360, 0),
        ("2027", 35_000, 124_000, 2_360, 35_000),
    ]
    assert budget(workspace).choices == {
        "kernteam-hours": "each",
        "period": "calendar-2024-2027",
        "gpl": "hours",
        "municipality-2027": "none",
        "carry-over": "no",
    }


def test_the_kernteam_hours_as_a_total(workspace: Workspace) -> None:
    choose(workspace, "kernteam-hours", "together")
    assert {row[2:4] for row in table(workspace)} == {(124_000, 2_280)}
    assert figures(workspace, "werkveld-kernteam-1").rate == 100 * EURO


def test_three_school_years_leave_no_gap(workspace: Workspace) -> None:
    choose(workspace, "period", "school-2024-2027")
    assert table(workspace) == [
        (year, 70_000, 124_000, 2_360, 0) for year in ("2024-2025", "2025-2026", "2026-2027")
    ]


def test_four_school_years_end_short_in_the_last(workspace: Workspace) -> None:
    choose(workspace, "period", "school-2024-2028")
    assert [row[4] for row in table(workspace)] == [0, 0, 0, 35_000]
    assert sum(row[3] for row in table(workspace)) == 9_440


def test_a_municipality_that_goes_on_closes_the_gap(workspace: Workspace) -> None:
    choose(workspace, "municipality-2027", "same")
    assert [row[4] for row in table(workspace)] == [0, 0, 0, 0]


def test_under_euros_the_hours_follow_a_rate_set_by_hand(workspace: Workspace) -> None:
    choose(workspace, "gpl", "euros")
    edit = CommitmentEdit(rate=60 * EURO)
    do(workspace, lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2027", edit))
    own = figures(workspace, "viaa")
    assert (own.committed, own.committed_value) == (183 * HOUR + 20, 11_000 * EURO)
    choose(workspace, "gpl", "hours")
    own = figures(workspace, "viaa")
    assert (own.committed, own.committed_value) == (200 * HOUR, 12_000 * EURO)


def test_hours_that_were_left_move_on_when_that_is_chosen(workspace: Workspace) -> None:
    for year, spent in ((2024, 200), (2025, 150), (2026, 120)):
        log(workspace, worked(minutes=spent * HOUR, day=date(year, 5, 1)))
    assert figures(workspace, "viaa").left == 200 * HOUR
    choose(workspace, "carry-over", "yes")
    own = figures(workspace, "viaa")
    assert (own.carried, own.left) == (130 * HOUR, 330 * HOUR)
    # A year that is not one of the budget's has no year before it.
    assert figures(workspace, "viaa", "2026-2027").carried == 0


def test_a_cash_promise_alone_shows_no_hours(workspace: Workspace) -> None:
    assert all(row.key != "gemeente-zwolle" for row in report(workspace, "2026").rows)
    log(workspace, worked("gemeente-zwolle", day=date(2026, 6, 1)))
    own = figures(workspace, "gemeente-zwolle", "2026", line=None)
    assert (own.tally.realised, own.tally.value, own.committed) == (90, 0, None)


def test_a_cancelled_event_and_who_declined_cost_nothing(workspace: Workspace) -> None:
    seat_everybody(workspace)
    first, second = plan(workspace), plan(workspace)
    assert hours(workspace, "viaa") == (0, 4, 0, 196)
    do(
        workspace,
        lambda c: events.cancel(c, first),
        lambda c: events.answer(c, second, address("viaa"), "declined"),
    )
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    assert hours(workspace, "kpz") == (0, 2, 0, 198)
