from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.budget import (
    Bounds,
    Figures,
    MinuteGroup,
    State,
    Status,
    Tallies,
    Tally,
    by_partner_and_line,
    expected,
    status,
    tally,
    total,
)
from ipe_events.domain.budget_years import BudgetYear, budget
from ipe_events.domain.hours import Financing
from ipe_events.domain.promises import Book, Lead, Promise, value_of
from ipe_events.domain.years import Year, calendar_year, months, parse_year, school_year

HOUR = 60
EURO = 100
BOUNDS = Bounds()

KERNTEAM, LEERTEAMS, CASH = 1, 2, 3
INSTITUTIONS = range(1, 7)
MUNICIPALITY = 7
IN_KERNTEAM = (8, 9)
IN_LEERTEAMS = range(10, 35)
CASH_SHARES = (7_000, 7_000, 7_000, 7_000, 3_500, 3_500)

WINDESHEIM = 4


def promise(
    organisation: int = WINDESHEIM,
    line: int = KERNTEAM,
    year: str = "2027",
    hours: int | None = 200,
    value: int | None = 11_000,
    *,
    cash: int = 0,
    rate: int | None = None,
    lead: Lead = Lead.HOURS,
    month: int = 8,
) -> Promise:
    """A promise for a year, in hours and euros."""
    span = parse_year(year, month)
    return Promise(
        organisation=organisation,
        line=line,
        start=span.start,
        end=span.end,
        minutes=hours * HOUR if hours is not None else None,
        value=value * EURO if value is not None else None,
        hand_rate=rate * EURO if rate is not None else None,
        cash=cash * EURO,
        lead=lead,
    )


def rate_of(own: Promise) -> Fraction | None:
    return Book([own]).promised_worth(own).rate


def sion(years: Sequence[str], kernteam_hours: int = 80, month: int = 8) -> list[Promise]:
    """The promises of the plan without the municipality's, for these years (002:357-387)."""
    found = []
    for year in years:
        for organisation, cash in zip(INSTITUTIONS, CASH_SHARES, strict=True):
            found.append(promise(organisation, KERNTEAM, year, 200, 11_000, cash=cash, month=month))
        for organisation in IN_KERNTEAM:
            found.append(promise(organisation, KERNTEAM, year, kernteam_hours, 4_000, month=month))
        for organisation in IN_LEERTEAMS:
            found.append(promise(organisation, LEERTEAMS, year, 40, 2_000, month=month))
    return found


def municipality(*years: str) -> list[Promise]:
    return [promise(MUNICIPALITY, CASH, year, None, None, cash=35_000) for year in years]


def group(
    minutes: int,
    *,
    organisation: int = WINDESHEIM,
    line: int | None = KERNTEAM,
    month: str = "2027-01",
    financing: Financing = Financing.IN_KIND,
    state: State = State.REALISED,
    count: int = 1,
) -> MinuteGroup:
    return MinuteGroup(organisation, line, month, financing, state, minutes, count)


def budget_of(
    years: Sequence[str], promises: Sequence[Promise], *, carry: bool = False, month: int = 8
) -> list[BudgetYear]:
    """The budget when €70,000 is spent every year."""
    spans = [parse_year(year, month) for year in years]
    return budget(spans, Book(promises), {}, {}, 70_000 * EURO, carry)


def figures_of(
    promises: Sequence[Promise],
    groups: Sequence[MinuteGroup],
    period: Year,
    carry_from: Sequence[Year] = (),
) -> dict[tuple[int, int | None], Figures]:
    return by_partner_and_line(Tallies(Book(promises), groups), period, BOUNDS, carry_from)


FOUR = ("2024", "2025", "2026", "2027")


def test_four_calendar_years_give_the_printed_table_and_a_gap_in_2027() -> None:
    rows = budget_of(FOUR, sion(FOUR) + municipality("2024", "2025", "2026"))
    assert [row.cash_in // EURO for row in rows] == [70_000, 70_000, 70_000, 35_000]
    assert [row.in_kind // EURO for row in rows] == [124_000] * 4
    assert [row.committed // HOUR for row in rows] == [2_360] * 4
    assert [row.gap // EURO for row in rows] == [0, 0, 0, 35_000]
    assert [row.balance // EURO for row in rows] == [0, 0, 0, -35_000]
    assert sum(row.cash_in for row in rows) == 245_000 * EURO
    assert sum(row.in_kind for row in rows) == 496_000 * EURO
    assert sum(row.committed for row in rows) == 9_440 * HOUR


def test_the_kernteam_hours_as_a_total_are_dearer_and_make_2280_hours() -> None:
    (row,) = budget_of(["2025"], sion(["2025"], kernteam_hours=40))
    assert row.committed == 2_280 * HOUR
    assert row.in_kind == 124_000 * EURO
    assert rate_of(promise(hours=40, value=4_000)) == 100 * EURO


def test_three_school_years_leave_no_gap() -> None:
    years = ("2024-2025", "2025-2026", "2026-2027")
    rows = budget_of(years, sion(years) + municipality(*years))
    assert sum(row.cash_in for row in rows) == 210_000 * EURO
    assert sum(row.in_kind for row in rows) == 372_000 * EURO
    assert sum(row.committed for row in rows) == 7_080 * HOUR
    assert [row.gap for row in rows] == [0, 0, 0]


def test_calendar_payments_spread_over_school_years_from_september() -> None:
    """Sources 2.3: +23,333.33 / 0 / -23,333.33 / -35,000 against 70,000 a year."""
    years = ("2024-2025", "2025-2026", "2026-2027", "2027-2028")
    payments = municipality("2024", "2025", "2026")
    # Of 2024 everything is there for the months in which the programme runs.
    payments[0] = replace(payments[0], start=date(2024, 9, 1))
    rows = budget_of(years, sion(years, month=9) + payments, month=9)
    assert [-row.gap for row in rows] == [2_333_333, 0, -2_333_333, -3_500_000]
    assert rows[-1].balance == -3_500_000


def test_school_years_from_september_seen_as_calendar_years() -> None:
    years = ("2024-2025", "2025-2026", "2026-2027", "2027-2028")
    seen = budget_of(("2024", "2025", "2026", "2027", "2028"), sion(years, month=9), month=9)
    assert [row.committed for row in seen] == [
        47_200,  # 786.67 hours
        2_360 * HOUR,
        2_360 * HOUR,
        2_360 * HOUR,
        94_400,  # 1,573.33 hours
    ]


def test_what_is_carried_over_fills_a_gap_and_never_makes_one() -> None:
    cash = municipality("2024", "2025", "2026")
    cash[0] = replace(cash[0], cash=50_000 * EURO)
    promises = sion(FOUR) + cash
    rows = budget_of(FOUR, promises, carry=True)
    assert [row.carried // EURO for row in rows] == [0, 15_000, 15_000, 15_000]
    assert [row.short // EURO for row in rows] == [0, 0, 0, 20_000]
    alone = budget_of(FOUR, promises)
    assert [row.short // EURO for row in alone] == [0, 0, 0, 35_000]
    for both in (rows, alone):
        assert [row.gap // EURO for row in both] == [-15_000, 0, 0, 35_000]
        with_carry_over = [row.gap_with_carry_over // EURO for row in both]
        assert with_carry_over == [-15_000, -15_000, -15_000, 20_000]
        assert [row.balance // EURO for row in both] == [15_000, 15_000, 15_000, -20_000]


def test_the_plan_gives_55_euros_an_hour_for_institutions_and_50_for_the_field() -> None:
    assert rate_of(promise(hours=200, value=11_000)) == 55 * EURO
    assert rate_of(promise(hours=80, value=4_000)) == 50 * EURO
    assert rate_of(promise(hours=40, value=2_000)) == 50 * EURO


def test_a_rate_needs_hours_and_value_or_a_hand() -> None:
    assert rate_of(promise(value=None)) is None
    assert rate_of(promise(hours=0)) is None
    assert rate_of(promise(hours=None)) is None
    assert rate_of(promise(value=None, rate=60)) == 60 * EURO


@pytest.mark.parametrize(
    ("rate", "euros"), [(50, 10_000), (55, 11_000), (60, 12_000), (65, 13_000)]
)
def test_when_hours_lead_the_value_follows_the_rate(rate: int, euros: int) -> None:
    own = promise(rate=rate)
    assert Book([own]).committed(own) == 200 * HOUR
    assert Book([own]).committed_value(own) == euros * EURO


@pytest.mark.parametrize(
    ("rate", "minutes"),
    [(50, 220 * HOUR), (55, 200 * HOUR), (60, 183 * HOUR + 20), (65, 169 * HOUR + 14)],
)
def test_when_euros_lead_the_hours_follow_the_rate(rate: int, minutes: int) -> None:
    own = promise(rate=rate, lead=Lead.EUROS)
    assert Book([own]).committed(own) == minutes
    assert Book([own]).committed_value(own) == 11_000 * EURO


def test_a_value_is_rounded_half_away_from_zero() -> None:
    rate = Fraction(30)
    assert [value_of(minutes, rate) for minutes in (1, -1, 3, -3)] == [1, -1, 2, -2]
    assert value_of(1, Fraction(29)) == 0
    assert value_of(90, Fraction(5_500)) == 8_250
    assert value_of(90, None) == 0


def test_two_hours_of_a_kernteam_leave_198_of_200() -> None:
    for state in (State.REALISED, State.PLANNED):
        figures = figures_of([promise()], [group(120, state=state)], calendar_year(2027))
        own = figures[WINDESHEIM, KERNTEAM]
        assert (own.committed, own.left) == (200 * HOUR, 198 * HOUR)
        assert own.tally.value == 110 * EURO
        assert own.status is Status.ROOM


def test_a_draft_is_no_forecast() -> None:
    figures = figures_of([promise()], [group(120, state=State.DRAFT)], calendar_year(2027))
    own = figures[WINDESHEIM, KERNTEAM]
    assert (own.tally.draft, own.tally.forecast, own.tally.value) == (120, 0, 0)
    assert own.left == own.committed


@pytest.mark.parametrize("financing", [Financing.PROGRAMME, Financing.OTHER])
def test_other_financing_stands_apart_and_fulfils_no_promise(financing: Financing) -> None:
    groups = [
        group(300, financing=financing),
        group(60, financing=financing, state=State.PLANNED),
        group(1_000, financing=financing, state=State.DRAFT),
    ]
    own = figures_of([promise()], groups, calendar_year(2027))[WINDESHEIM, KERNTEAM]
    assert own.tally == Tally(other=300)
    assert own.left == 200 * HOUR


def test_lines_never_offset_each_other() -> None:
    promises = [promise(hours=10), promise(line=LEERTEAMS, hours=10)]
    groups = [group(15 * HOUR), group(0, line=LEERTEAMS)]
    figures = figures_of(promises, groups, calendar_year(2027))
    assert figures[WINDESHEIM, KERNTEAM].left == -5 * HOUR
    assert figures[WINDESHEIM, KERNTEAM].status is Status.ABOVE
    assert figures[WINDESHEIM, LEERTEAMS].left == 10 * HOUR
    assert figures[WINDESHEIM, LEERTEAMS].status is Status.ROOM


def test_hours_without_a_promise_are_shown_without_a_remainder() -> None:
    groups = [group(120, line=None), group(60, organisation=99)]
    figures = figures_of([promise()], groups, calendar_year(2027))
    for place, minutes in (((WINDESHEIM, None), 120), ((99, KERNTEAM), 60)):
        assert figures[place].committed is None
        assert figures[place].left is None
        assert figures[place].status is Status.NONE
        assert figures[place].tally.realised == minutes


def test_a_promise_of_cash_alone_has_no_hours_and_values_none() -> None:
    cash = promise(hours=None, value=None, cash=7_000, rate=60)
    assert figures_of([cash], [], calendar_year(2027)) == {}
    figures = figures_of([cash], [group(120)], calendar_year(2027))
    assert figures[WINDESHEIM, KERNTEAM].tally.value == 0
    assert tally([group(120)], Book([cash])).value == 0


def test_a_promise_of_a_minute_keeps_its_value_in_every_month() -> None:
    tiny = replace(promise(value=None, rate=330), minutes=1)
    year = calendar_year(2027)
    firsts = [date(2027, month, 1) for month in range(1, 13)]
    parts = [
        figures_of([tiny], [], Year(first, first, "month"))[WINDESHEIM, KERNTEAM]
        for first in firsts
    ]
    whole = figures_of([tiny], [], year)[WINDESHEIM, KERNTEAM]
    assert whole.committed_value == 550
    assert sum(part.committed_value or 0 for part in parts) == 550
    assert sum(part.committed or 0 for part in parts) == 1


@pytest.mark.parametrize(
    ("minutes", "word"),
    [
        (0, Status.ROOM),
        (180 * HOUR - 1, Status.ROOM),
        (180 * HOUR, Status.ON_TRACK),
        (220 * HOUR, Status.ON_TRACK),
        (220 * HOUR + 1, Status.ABOVE),
    ],
)
def test_the_words_change_at_90_and_above_110_percent(minutes: int, word: Status) -> None:
    figures = figures_of([promise()], [group(minutes)], calendar_year(2027))
    assert figures[WINDESHEIM, KERNTEAM].status is word


def test_the_bounds_of_the_words_can_be_set() -> None:
    figures = Figures(100, 0, Tally(realised=100))
    assert status(figures, Bounds(room=101, above=110)) is Status.ROOM
    assert status(figures, Bounds(room=50, above=99)) is Status.ABOVE


def test_unspent_hours_move_on_when_they_may_and_debts_do_not() -> None:
    promises = [promise(year=year) for year in ("2025", "2026", "2027")]
    before = [calendar_year(2025), calendar_year(2026)]
    spent = [group(150 * HOUR, month="2025-03"), group(120 * HOUR, month="2026-03")]
    own = figures_of(promises, spent, calendar_year(2027), before)[WINDESHEIM, KERNTEAM]
    assert (own.carried, own.left) == (130 * HOUR, 330 * HOUR)
    # 190 % of the promise, and still within what may be used.
    busy = [*spent, group(330 * HOUR, month="2027-03")]
    own = figures_of(promises, busy, calendar_year(2027), before)[WINDESHEIM, KERNTEAM]
    assert (own.left, own.status) == (0, Status.ON_TRACK)
    above = [group(300 * HOUR, month="2026-03")]
    own = figures_of(promises, above, calendar_year(2027), before[1:])[WINDESHEIM, KERNTEAM]
    assert (own.carried, own.left) == (0, 200 * HOUR)


@pytest.mark.parametrize(
    ("today", "minutes"),
    [
        (date(2026, 6, 1), 0),
        (date(2027, 1, 1), 0),
        (date(2027, 7, 2), 6_000),
        (date(2028, 1, 1), 12_000),
        (date(2030, 1, 1), 12_000),
    ],
)
def test_what_may_be_expected_grows_by_the_day(today: date, minutes: int) -> None:
    got = expected(200 * HOUR, calendar_year(2027), today)
    assert abs(got - minutes) <= 20


# --- properties ---------------------------------------------------------------------------------

ORGANISATIONS = st.integers(1, 3)
LINES = st.sampled_from([None, KERNTEAM, LEERTEAMS])
YEARS = ("2024", "2025", "2026", "2027", "2028")
SCHOOL_YEARS = ("2023-2024", "2024-2025", "2025-2026", "2026-2027", "2027-2028", "2028-2029")
MONTHS = tuple(months(date(2024, 1, 1), date(2028, 12, 31)))

GROUPS = st.lists(
    st.builds(
        MinuteGroup,
        organisation=ORGANISATIONS,
        line=LINES,
        month=st.sampled_from(MONTHS),
        financing=st.sampled_from(Financing),
        state=st.sampled_from(State),
        minutes=st.integers(-600, 6_000),
        count=st.integers(1, 4),
    ),
    max_size=25,
)


@st.composite
def promise_lists(draw: st.DrawFn, labels: Sequence[str] = YEARS) -> list[Promise]:
    """At most one promise for each partner, line and year."""
    keys = st.tuples(ORGANISATIONS, st.sampled_from([KERNTEAM, LEERTEAMS]), st.sampled_from(labels))
    found = []
    for organisation, line, label in draw(st.lists(keys, unique=True, max_size=8)):
        year = parse_year(label)
        found.append(
            Promise(
                organisation=organisation,
                line=line,
                start=year.start,
                end=year.end,
                minutes=draw(st.none() | st.integers(0, 30_000)),
                value=draw(st.none() | st.integers(0, 2_000_000)),
                hand_rate=draw(st.none() | st.integers(0, 20_000)),
                cash=draw(st.integers(0, 1_000_000)),
                lead=draw(st.sampled_from(Lead)),
            )
        )
    return found


KEYS: tuple[Callable[[MinuteGroup], Hashable], ...] = (
    lambda it: it.organisation,
    lambda it: it.line,
    lambda it: it.month,
    lambda it: (it.state, it.financing),
    lambda it: it,
)


@given(GROUPS, promise_lists(), st.sampled_from(KEYS))
def test_every_grouping_adds_up_to_the_same(
    groups: list[MinuteGroup],
    promises: list[Promise],
    key: Callable[[MinuteGroup], Hashable],
) -> None:
    parts: dict[Hashable, list[MinuteGroup]] = defaultdict(list)
    for item in groups:
        parts[key(item)].append(item)
    summed = sum((tally(part, Book(promises)) for part in parts.values()), Tally())
    assert summed == tally(groups, Book(promises))


@given(GROUPS, promise_lists())
def test_so_many_equal_entries_are_worth_so_many_times_one(
    groups: list[MinuteGroup], promises: list[Promise]
) -> None:
    one_by_one = [replace(item, count=1) for item in groups for _ in range(item.count)]
    assert tally(groups, Book(promises)) == tally(one_by_one, Book(promises))


@given(GROUPS, promise_lists(), st.sampled_from(YEARS))
def test_partners_and_lines_add_up_to_all_hours_of_the_year(
    groups: list[MinuteGroup], promises: list[Promise], label: str
) -> None:
    year = parse_year(label)
    rows = figures_of(promises, groups, year)
    summed = total(rows.values(), BOUNDS)
    inside = [item for item in groups if item.month in set(months(year.start, year.end))]
    assert summed.tally == tally(inside, Book(promises))
    assert summed.committed == sum(row.committed or 0 for row in rows.values())
    assert summed.tally.forecast == sum(row.tally.forecast for row in rows.values())
    # What nobody promised takes nothing from what the promises leave.
    assert summed.left == sum(row.left for row in rows.values() if row.left is not None)


@given(GROUPS, promise_lists(), st.sampled_from(YEARS), st.sampled_from([(), YEARS]))
def test_left_is_what_may_be_used_less_the_forecast(
    groups: list[MinuteGroup], promises: list[Promise], label: str, carry: tuple[str, ...]
) -> None:
    before = [parse_year(it) for it in carry if it < label]
    for row in figures_of(promises, groups, parse_year(label), before).values():
        if row.committed is None:
            assert row.left is None
        else:
            assert row.left == row.committed + row.carried - row.tally.forecast
            assert row.carried >= 0
            assert (row.status is Status.NONE) == (row.committed + row.carried == 0)


@given(
    GROUPS,
    promise_lists(YEARS) | promise_lists(SCHOOL_YEARS),
    st.sets(st.integers(1, len(MONTHS) - 1)),
)
def test_any_partition_of_the_period_gives_the_same_sums(
    groups: list[MinuteGroup], promises: list[Promise], cuts: set[int]
) -> None:
    ends = [*sorted(cuts), len(MONTHS)]
    parts = []
    for begin, end in zip([0, *ends], ends, strict=False):
        first, last = (date.fromisoformat(f"{MONTHS[i]}-01") for i in (begin, end - 1))
        parts.append(Year(first, last, MONTHS[begin]))
    period = Year(parts[0].start, parts[-1].end, "all")
    whole = total(figures_of(promises, groups, period).values(), BOUNDS)
    pieces = [total(figures_of(promises, groups, part).values(), BOUNDS) for part in parts]
    assert sum(piece.committed or 0 for piece in pieces) == whole.committed
    assert sum(piece.committed_value or 0 for piece in pieces) == whole.committed_value
    assert sum((piece.tally for piece in pieces), Tally()) == whole.tally


@given(promise_lists(("2024-2025", "2025-2026", "2026-2027", "2027-2028")))
def test_school_years_and_calendar_years_see_the_same_hours_and_money(
    promises: list[Promise],
) -> None:
    calendar = budget_of(YEARS, promises)
    school = budget_of([school_year(first).label for first in range(2024, 2028)], promises)
    for field in ("cash_in", "in_kind", "committed"):
        assert sum(getattr(row, field) for row in calendar) == sum(
            getattr(row, field) for row in school
        )
