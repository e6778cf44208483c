"""Every figure of the plan's tables, by choosing how it is read (sources §2.2 and §2.3)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ipe_events.domain.budget_years import BudgetYear, budget_total
from ipe_events.domain.gaps import WayKind
from ipe_events.domain.sectors import Sector, Share, by_line, by_sector, percent
from ipe_events.services import ledger, money_report, setup
from ipe_events.services.money_report import MoneyReport
from ipe_events.services.workspace import Workspace

EURO = 100
A, B = {"kernteam-hours": "each"}, {"kernteam-hours": "together"}
P1 = {"period": "calendar-2024-2027"}
P2 = {"period": "school-2024-2027"}
P3 = {"period": "school-2024-2028"}
SCHOOL = ("2024-2025", "2025-2026", "2026-2027", "2027-2028")
CALENDAR = ("2024", "2025", "2026", "2027")


def read(workspace: Workspace, *choices: Mapping[str, str]) -> MoneyReport:
    """The money under these readings."""
    with workspace.change("choose") as change:
        for choice in choices:
            for name, option in choice.items():
                setup.choose(change, name, option)
    with workspace.read() as view:
        return money_report.report(view)


def euros(*cents: int) -> list[float]:
    return [amount / EURO for amount in cents]


def hours_seen(workspace: Workspace, *labels: str) -> list[float]:
    """The promised hours of each of these years, rounded as the plan's tables are."""
    with workspace.read() as view:
        reports = [ledger.report(view, label) for label in labels]
    return [round((report.totals.committed or 0) / 60, 2) for report in reports]


def figures(year: BudgetYear) -> tuple[float, ...]:
    """Cash in, in kind, all-in and the gap, in euros."""
    return tuple(euros(year.cash_in, year.in_kind, year.all_in, year.gap))


@pytest.mark.parametrize(
    ("reading", "kernteam", "hourly", "year", "blended"),
    [(A, 160, 50, 2360, 52.54), (B, 80, 100, 2280, 54.39)],
)
def test_the_readings_of_the_hours_column(
    workspace: Workspace,
    reading: dict[str, str],
    kernteam: int,
    hourly: int,
    year: int,
    blended: float,
) -> None:
    found = read(workspace, reading)
    assert {round(float((own.rate or 0) / EURO), 2) for own in found.budget.years} == {blended}
    assert {own.committed for own in found.budget.years} == {year * 60}
    with workspace.read() as view:
        rows = ledger.report(view, "2025").rows
    field = [row.figures for row in rows if row.key.startswith("werkveld-kernteam")]
    teams = [row.figures for row in rows if row.line == "leerteambegeleiding"]
    institutions = [row.figures for row in rows[:6]]
    assert [sum(one.committed or 0 for one in own) // 60 for own in (institutions, field)] == [
        1200,
        kernteam,
    ]
    assert sum(one.committed or 0 for one in teams) == 1000 * 60
    for own, rate in ((institutions, 55), (field, hourly), (teams, 50)):
        assert {one.rate for one in own} == {rate * EURO}


def test_the_shares_of_the_hours(workspace: Workspace) -> None:
    found = read(workspace)
    whole = sum((part.share for part in found.partners), Share())
    lines = {
        place: (own.minutes // 60 // 4, percent(own.minutes, whole.minutes))
        for place, own in by_line(found.partners).items()
    }
    assert lines == {
        (Sector.EDUCATION, "kernteam"): (1200, 50.8),
        (Sector.FIELD, "kernteam"): (160, 6.8),
        (Sector.FIELD, "leerteambegeleiding"): (1000, 42.4),
    }
    # Cash: half of it of institutions as long as the municipality pays.
    with workspace.read() as view:
        of_2025 = money_report.report(view, "2025")
    assert {place: own.cash // EURO for place, own in by_sector(of_2025.partners).items()} == {
        Sector.EDUCATION: 35_000,
        Sector.FIELD: 0,
        Sector.GOVERNMENT: 35_000,
    }
    kinds: dict[str, int] = {}
    for part in of_2025.partners:
        kinds[part.kind] = kinds.get(part.kind, 0) + part.share.cash // EURO
    assert kinds == {"mbo": 21_000, "hbo": 14_000, "werkveld": 0, "gemeente": 35_000}


@pytest.mark.parametrize(
    ("period", "rows", "sums", "hours"),
    [
        (
            P1,
            [(70_000, 124_000, 194_000, 0)] * 3 + [(35_000, 124_000, 159_000, 35_000)],
            (245_000, 496_000, 741_000, 35_000),
            (9_440, 9_120),
        ),
        (
            P2,
            [(70_000, 124_000, 194_000, 0)] * 3,
            (210_000, 372_000, 582_000, 0),
            (7_080, 6_840),
        ),
        (
            P3,
            [(70_000, 124_000, 194_000, 0)] * 3 + [(35_000, 124_000, 159_000, 35_000)],
            (245_000, 496_000, 741_000, 35_000),
            (9_440, 9_120),
        ),
    ],
)
def test_the_totals_over_the_period(
    workspace: Workspace,
    period: dict[str, str],
    rows: list[tuple[int, ...]],
    sums: tuple[int, ...],
    hours: tuple[int, int],
) -> None:
    for reading, promised in zip((A, B), hours, strict=True):
        found = read(workspace, period, reading)
        years = found.budget.years
        assert [year.label for year in years] == list(
            CALENDAR if period is P1 else SCHOOL[: len(rows)]
        )
        assert [figures(year) for year in years] == rows
        total = budget_total(years)
        assert figures(total) == sums
        assert total.committed == promised * 60
        assert total.cash_needed == len(years) * 70_000 * EURO
    cash = by_sector(found.partners)
    assert cash[Sector.EDUCATION].cash == len(rows) * 35_000 * EURO
    assert cash[Sector.GOVERNMENT].cash == 105_000 * EURO


@pytest.mark.parametrize("period", [P1, P3])
def test_what_each_partner_brings_in(workspace: Workspace, period: dict[str, str]) -> None:
    four = brought_in(read(workspace, period))
    three = brought_in(read(workspace, P2))
    for slug in ("landstede", "menso-alting-zwolle", "deltion", "windesheim"):
        assert (four[slug], three[slug]) == ((72_000, 800), (54_000, 600))
    for slug in ("viaa", "kpz"):
        assert (four[slug], three[slug]) == ((58_000, 800), (43_500, 600))
    assert four["gemeente-zwolle"] == three["gemeente-zwolle"] == (105_000, 0)


def brought_in(found: MoneyReport) -> dict[str, tuple[int, int]]:
    """By partner: cash and the value of its hours in euros, and the hours."""
    sums: dict[str, Share] = {}
    for part in found.partners:
        sums[part.organisation] = sums.get(part.organisation, Share()) + part.share
    return {slug: (own.all_in // EURO, own.minutes // 60) for slug, own in sums.items()}


@pytest.mark.parametrize(("period", "short"), [(P1, "2027"), (P3, "2027-2028")])
def test_closing_the_year_that_is_short(
    workspace: Workspace, period: dict[str, str], short: str
) -> None:
    found = read(workspace, period)
    ways = {way.kind: way for way in found.ways}
    assert {way.year for way in found.ways} == {short}
    assert ways[WayKind.FIND].amount == 35_000 * EURO
    doubled = {part.key: part.then // EURO for part in ways[WayKind.IN_PROPORTION].parts}
    assert doubled == {
        "landstede": 14_000,
        "menso-alting-zwolle": 14_000,
        "deltion": 14_000,
        "windesheim": 14_000,
        "viaa": 7_000,
        "kpz": 7_000,
    }
    equal = [part.change for part in ways[WayKind.EQUALLY].parts]
    assert (sorted(set(equal)), sum(equal)) == ([583_333, 583_334], 35_000 * EURO)
    smooth = ways[WayKind.SMOOTH].parts
    assert [part.then for part in smooth] == [61_250 * EURO] * 4
    (half,) = ways[WayKind.CUT].parts
    assert half.then * 2 == half.now == 70_000 * EURO
    assert found.pays_for[:3] == ("aanjager", "ondersteuning", "communicatie")


def test_the_municipality_by_calendar_month(workspace: Workspace) -> None:
    spread = read(workspace, P3, {"municipality-2027": "by-month"})
    years = spread.budget.years
    municipality = euros(*(year.cash_in - 35_000 * EURO for year in years))
    assert municipality == [58_333.33, 35_000, 11_666.67, 0]
    assert euros(*(-year.gap for year in years)) == [23_333.33, 0, -23_333.33, -35_000]
    assert years[-1].balance == -35_000 * EURO == -budget_total(years).gap
    # What is over of the first year fills the third when it may be carried over.
    with_carry_over = euros(*(year.gap_with_carry_over for year in years))
    assert with_carry_over == [-23_333.33, -23_333.33, 0, 35_000]
    assert [year.label for year in years if year.short] == ["2026-2027", "2027-2028"]
    carried = read(workspace, {"carry-over": "yes"}).budget.years
    assert [year.label for year in carried if year.short] == ["2027-2028"]
    assert [year.gap for year in carried] == [year.gap for year in years]


def test_each_payment_of_the_municipality_in_the_school_year_that_then_starts(
    workspace: Workspace,
) -> None:
    years = read(workspace, P3).budget.years
    municipality = [(year.cash_in - 35_000 * EURO) // EURO for year in years]
    assert municipality == [35_000, 35_000, 35_000, 0]
    assert [year.label for year in years if year.short] == ["2027-2028"]
    # Calendar years know no difference.
    for option in ("none", "by-month"):
        found = read(workspace, P1, {"municipality-2027": option}).budget.years
        assert [year.cash_in // EURO for year in found] == [70_000, 70_000, 70_000, 35_000]


@pytest.mark.parametrize("period", [P1, P2, P3])
def test_a_municipality_that_goes_on(workspace: Workspace, period: dict[str, str]) -> None:
    found = read(workspace, period, {"municipality-2027": "same"})
    assert {year.cash_in for year in found.budget.years} == {70_000 * EURO}
    assert found.ways == ()


def test_school_years_seen_as_calendar_years_and_back(workspace: Workspace) -> None:
    read(workspace, P3, A)
    assert hours_seen(workspace, *SCHOOL) == [2360] * 4
    calendar = hours_seen(workspace, *CALENDAR, "2028")
    assert calendar == [786.67, 2360, 2360, 2360, 1573.33]
    assert round(sum(calendar), 2) == 9440
    read(workspace, B)
    assert hours_seen(workspace, *CALENDAR, "2028") == [760, 2280, 2280, 2280, 1520]
    # Read as calendar years again, school years start in August as before.
    read(workspace, P1, A)
    assert hours_seen(workspace, *CALENDAR) == [2360] * 4
    assert hours_seen(workspace, "2023-2024", *SCHOOL) == [1376.67, 2360, 2360, 2360, 983.33]
