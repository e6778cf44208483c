"""Money: exact in cents, whatever is spread, and a gap that each way closes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain import gaps
from ipe_events.domain.budget_years import BudgetYear, budget, budget_total
from ipe_events.domain.cash import (
    Cash,
    CashDraft,
    CashKind,
    CostDraft,
    Costs,
    budget_label,
    cash_sums,
    promised,
    spread,
    sums,
)
from ipe_events.domain.gaps import Way, WayKind
from ipe_events.domain.promises import Book, Promise
from ipe_events.domain.sectors import (
    Measure,
    PartnerShare,
    Sector,
    Share,
    by_line,
    by_sector,
    percent,
    sector,
)
from ipe_events.domain.years import Year, calendar_year

EURO = 100
cents = st.integers(0, 10**9)
NOW = date(2026, 11, 22)


# --- spreading ----------------------------------------------------------------------------------


@given(cents, st.lists(st.integers(0, 10**7), min_size=1, max_size=40))
def test_what_is_spread_adds_up_and_is_fair_to_the_cent(amount: int, weights: list[int]) -> None:
    parts = spread(amount, weights)
    assert sum(parts) == amount
    own = weights if any(weights) else [1] * len(weights)
    whole = sum(own)
    for part, weight in zip(parts, own, strict=True):
        assert abs(part * whole - amount * weight) < whole
    assert all(part == 0 for part, weight in zip(parts, own, strict=True) if weight == 0)


@given(cents, st.integers(1, 40))
def test_equal_weights_differ_by_a_cent_at_most(amount: int, count: int) -> None:
    parts = spread(amount, [0] * count)
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= 1
    assert spread(amount, [7] * count) == parts


def test_35_000_over_six_partners() -> None:
    assert spread(35_000 * EURO, [1] * 6) == [583334, 583334, 583333, 583333, 583333, 583333]
    assert spread(5, []) == []


# --- costs and cash -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (CostDraft(NOW, "congres", planned=1), []),
        (CostDraft(NOW, "congres", actual=0), []),
        (CostDraft(NOW, "congres"), [("planned-cost", "cost-of-nothing")]),
        (CostDraft(NOW, " ", planned=1), [("category", "blank")]),
        (CostDraft(NOW, "x" * 61, planned=1), [("category", "too-long")]),
        (
            CostDraft(NOW, "a\nb", planned=-1, actual=10**12),
            [
                ("category", "control-characters"),
                ("planned-cost", "negative"),
                ("actual-cost", "too-much"),
            ],
        ),
        (CostDraft(date(1900, 1, 1), "x", actual=1), [("date", "not-a-date")]),
    ],
)
def test_a_cost_says_what_is_wrong_with_it(draft: CostDraft, codes: list[tuple[str, str]]) -> None:
    assert [(problem.field, problem.code) for problem in draft.problems()] == codes


@pytest.mark.parametrize(("amount", "code"), [(0, "nothing"), (-1, "negative"), (1, None)])
def test_cash_is_more_than_nothing(amount: int, code: str | None) -> None:
    draft = CashDraft("viaa", "2027", CashKind.RECEIVED, amount, NOW)
    assert [problem.code for problem in draft.problems()] == ([code] if code else [])


def test_costs_and_cash_add_up_by_anything() -> None:
    own = sums([("a", 1, None), ("b", None, 5), ("a", 2, 3)])
    assert own == {"a": Costs(3, 3), "b": Costs(0, 5)}
    cash = cash_sums([("x", "invoiced", 7), ("x", "received", 5), ("y", "received", 1)])
    assert cash == {"x": Cash(invoiced=7, received=5), "y": Cash(received=1)}
    assert (Cash(promised=10) + cash["x"]).open == 5


def test_cash_kept_for_a_year_counts_in_the_one_that_starts_then() -> None:
    calendar = [calendar_year(2026), calendar_year(2027)]
    school = [Year(date(2026, 9, 1), date(2027, 8, 31), "2026-2027")]
    assert budget_label(calendar, "2026-2027") == "2026"
    assert budget_label(school, "2026") == "2026-2027"
    assert budget_label(school, "2027") is None


# --- the budget ---------------------------------------------------------------------------------


def paying(place: int, euros: int, *labels: int) -> list[Promise]:
    """Cash that an organisation promises for each of these calendar years."""
    return [
        Promise(place, 1, date(year, 1, 1), date(year, 12, 31), None, None, None, euros * EURO)
        for year in labels
    ]


def years_of(
    promises: list[Promise], costs: dict[str, Costs] | None = None, carry: bool = False
) -> list[BudgetYear]:
    spans = [calendar_year(year) for year in range(2024, 2028)]
    return budget(spans, Book(promises), costs or {}, {}, 70_000 * EURO, carry)


PLAN = paying(1, 35_000, 2024, 2025, 2026, 2027) + paying(2, 35_000, 2024, 2025, 2026)


def test_planned_costs_take_the_place_of_the_usual_amount_of_their_year() -> None:
    costs = {"2026": Costs(planned=50_000 * EURO, actual=1), "2027": Costs(actual=9 * EURO)}
    for carry, short in ((False, 35_000), (True, 15_000)):
        found = years_of(PLAN, costs, carry)
        assert [year.cash_needed // EURO for year in found] == [70_000, 70_000, 50_000, 70_000]
        assert [year.gap // EURO for year in found] == [0, 0, -20_000, 35_000]
        assert found[-1].gap_with_carry_over == 15_000 * EURO
        assert [year.short // EURO for year in found] == [0, 0, 0, short]
        total = budget_total(found)
        assert total.gap == sum(year.gap for year in found) == -total.balance
        assert total.costs == Costs(50_000 * EURO, 9 * EURO + 1)


def ways_of(found: list[BudgetYear], today: date = NOW) -> dict[WayKind, Way]:
    spans = {year.label: calendar_year(int(year.label)) for year in found}
    payers = {
        label: [(str(place), own) for place, own in promised(Book(PLAN), year).items()]
        for label, year in spans.items()
    }
    return {way.kind: way for way in gaps.ways(found, spans, payers, {}, today)}


def test_the_gap_of_2027_closes_in_the_ways_of_the_plan() -> None:
    ways = ways_of(years_of(PLAN))
    assert {way.year for way in ways.values()} == {"2027"}
    assert ways[WayKind.FIND].amount == 35_000 * EURO
    assert [part.then // EURO for part in ways[WayKind.IN_PROPORTION].parts] == [70_000]
    assert {part.then // EURO for part in ways[WayKind.SMOOTH].parts} == {61_250}
    ahead = ways[WayKind.SMOOTH_AHEAD]
    assert [(part.key, part.then // EURO) for part in ahead.parts] == [
        ("2026", 52_500),
        ("2027", 52_500),
    ]
    (part,) = ways[WayKind.CUT].parts
    assert (part.now, part.then) == (70_000 * EURO, 35_000 * EURO)


def test_a_budget_that_is_enough_needs_no_way() -> None:
    assert ways_of(years_of(PLAN + paying(2, 35_000, 2027))) == {}


def test_before_the_first_year_is_over_there_is_one_way_to_smooth() -> None:
    assert WayKind.SMOOTH_AHEAD not in ways_of(years_of(PLAN), date(2024, 12, 31))
    # In the last year there is nothing ahead to spread over.
    assert WayKind.SMOOTH_AHEAD not in ways_of(years_of(PLAN), date(2027, 1, 1))


@given(
    st.lists(st.integers(0, 10**7), min_size=1, max_size=12),
    st.lists(st.integers(1, 10**7), max_size=6),
    st.lists(st.integers(1, 10**8), min_size=2, max_size=5),
    st.booleans(),
)
def test_every_way_closes_its_gap_to_the_cent(
    shares: list[int], categories: list[int], needs: list[int], carry: bool
) -> None:
    spans = [calendar_year(2024 + number) for number in range(len(needs))]
    payers = [(f"p{number}", own) for number, own in enumerate(shares) if own]
    book = Book(
        Promise(number, 1, year.start, year.end, None, None, None, own)
        for year in spans
        for number, own in enumerate(shares)
    )
    planned = [(f"c{number}", own) for number, own in enumerate(categories)]
    costs = {year.label: Costs(planned=need) for year, need in zip(spans, needs, strict=True)}
    if planned:
        costs[spans[-1].label] = Costs(planned=sum(categories))
    rows = {year.label: year for year in budget(spans, book, costs, {}, 0, carry)}
    by_label = {year.label: year for year in spans}
    found = gaps.ways(
        list(rows.values()),
        by_label,
        dict.fromkeys(rows, payers),
        {spans[-1].label: planned},
        NOW,
    )
    assert {way.year for way in found} == {label for label, row in rows.items() if row.short}
    for way in found:
        change = sum(part.change for part in way.parts)
        match way.kind:
            case WayKind.FIND:
                assert way.amount == rows[way.year].short > 0
            case WayKind.IN_PROPORTION | WayKind.EQUALLY:
                assert change == way.amount == rows[way.year].short
                assert all(part.change >= 0 for part in way.parts)
            case WayKind.SMOOTH:
                assert change == -way.amount == -max(0, -list(rows.values())[-1].balance)
            case WayKind.SMOOTH_AHEAD:
                assert change == -way.amount < 0
            case WayKind.CUT:
                assert change == -way.amount
                assert sum(part.now for part in way.parts) == rows[way.year].cash_needed


# --- shares per type of partner -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("mbo", Sector.EDUCATION),
        ("HBO", Sector.EDUCATION),
        ("schoolbestuur", Sector.EDUCATION),
        ("ziekenhuis", Sector.FIELD),
        ("publieke-gezondheid", Sector.FIELD),
        ("werkveld", Sector.FIELD),
        ("gemeente", Sector.GOVERNMENT),
        ("rijk", Sector.GOVERNMENT),
        ("kennisinstituut", Sector.OTHER),
        ("", Sector.OTHER),
    ],
)
def test_the_type_of_a_partner(kind: str, expected: Sector) -> None:
    assert sector(kind) is expected


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["mbo", "hbo", "werkveld", "gemeente", "iets anders"]),
            st.sampled_from([None, "kernteam", "leerteam"]),
            st.builds(Share, cents, cents, cents, cents, cents, cents),
        ),
        max_size=30,
    )
)
def test_the_types_hold_what_the_partners_hold(rows: list[tuple[str, str | None, Share]]) -> None:
    parts = [
        PartnerShare(f"p{number}", "", kind, line, own)
        for number, (kind, line, own) in enumerate(rows)
    ]
    whole = sum((own for _, _, own in rows), Share())
    found = by_sector(parts)
    assert sum(found.values(), Share()) == whole
    lines = sum((own for _, line, own in rows if line is not None), Share())
    assert sum(by_line(parts).values(), Share()) == lines
    for measure in Measure:
        promised_share, _realised = whole.of(measure)
        if promised_share:
            percents = [percent(own.of(measure)[0], promised_share) for own in found.values()]
            assert abs(sum(one or 0 for one in percents) - 100) <= 0.05 * len(percents) + 1e-9


def test_a_percentage_is_rounded_half_away_from_zero() -> None:
    assert [percent(part, 2360) for part in (1200, 160, 1000)] == [50.8, 6.8, 42.4]
    assert percent(1, 2000) == 0.1
    assert percent(-1, 2000) == -0.1
    assert percent(1, 0) is None
