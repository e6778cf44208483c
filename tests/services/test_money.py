"""Costs and cash of partners as they are kept, counted and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipe_events.domain.cash import Cash, CashDraft, CashKind, CostDraft, CostLine, Costs
from ipe_events.domain.gaps import WayKind
from ipe_events.domain.sectors import Sector, Share, by_sector
from ipe_events.services import commitments, ledger, money, money_report, programmes, setup
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.workspace import Workspace
from tests.services.acts import EURO, HOUR, do, log, plan, refused, worked

CONGRES = CostDraft(date(2027, 3, 18), "congres", planned=8_000 * EURO, note="zaal")
PAID = CashDraft("viaa", "2027", CashKind.RECEIVED, 1_500 * EURO, date(2027, 2, 1), "F-1")


def keep(workspace: Workspace, draft: CostDraft | CashDraft) -> int:
    with workspace.change("keep") as change:
        if isinstance(draft, CostDraft):
            return money.add_cost(change, draft)
        return money.add_cash(change, draft)


def costs(workspace: Workspace, **wanted: object) -> list[CostLine]:
    with workspace.read() as view:
        return money.cost_lines(view, **wanted)  # type: ignore[arg-type]


def cash(workspace: Workspace, organisation: str, year: str) -> Cash:
    with workspace.read() as view:
        (found,) = money.partner_cash(view, organisation, year)
    return found.cash


def test_a_cost_is_kept_with_its_year_category_and_event(workspace: Workspace) -> None:
    event = plan(workspace)
    number = keep(workspace, replace(CONGRES, event=event, actual=5))
    (line,) = costs(workspace)
    assert (line.id, line.year, line.event, line.event_title) == (
        number,
        "2027",
        event,
        "Kernteamoverleg",
    )
    assert (line.planned, line.actual, line.note) == (8_000 * EURO, 5, "zaal")
    # The category is written as it was the first time.
    keep(workspace, replace(CONGRES, category=" Congres ", day=date(2025, 1, 1)))
    outside = replace(CONGRES, day=date(2031, 1, 1))
    assert refused(workspace, lambda c: money.add_cost(c, outside)).code == "cost-outside-budget"
    keep(workspace, replace(CONGRES, category="website", day=date(2024, 12, 31)))
    assert [(one.year, one.category) for one in costs(workspace)] == [
        ("2024", "website"),
        ("2025", "congres"),
        ("2027", "congres"),
    ]
    assert [one.year for one in costs(workspace, category="CONGRES")] == ["2025", "2027"]
    assert [one.id for one in costs(workspace, event=event)] == [number]
    assert [one.id for one in costs(workspace, label="2027")] == [number]
    assert [one.id for one in costs(workspace, label="2026-2027")] == [number]


def test_costs_change_what_a_year_needs_and_which_way_closes_it(workspace: Workspace) -> None:
    keep(workspace, CONGRES)
    keep(workspace, replace(CONGRES, category="aanjager", planned=42_000 * EURO))
    keep(workspace, replace(CONGRES, planned=None, actual=7_999 * EURO))
    with workspace.read() as view:
        found = money_report.report(view)
    *before, year = found.budget.years
    assert {one.cash_needed for one in before} == {70_000 * EURO}
    assert (year.cash_needed, year.gap) == (50_000 * EURO, 15_000 * EURO)
    assert year.costs == Costs(50_000 * EURO, 7_999 * EURO)
    cut = next(way for way in found.ways if way.kind is WayKind.CUT)
    assert {part.key: part.then // EURO for part in cut.parts} == {
        "congres": 5_600,
        "aanjager": 29_400,
    }


def test_cash_is_counted_per_partner_and_year(workspace: Workspace) -> None:
    keep(workspace, replace(PAID, kind=CashKind.INVOICED, cents=3_500 * EURO))
    keep(workspace, PAID)
    assert cash(workspace, "viaa", "2027") == Cash(3_500 * EURO, 3_500 * EURO, 1_500 * EURO)
    assert cash(workspace, "viaa", "2027").open == 2_000 * EURO
    # Who promised nothing may pay all the same.
    keep(workspace, replace(PAID, organisation="gemeente-zwolle", cents=7))
    assert cash(workspace, "gemeente-zwolle", "2027") == Cash(received=7)
    with workspace.read() as view:
        year = ledger.budget_report(view).years[-1]
        shares = by_sector(money_report.report(view, "2027").partners)
        lines = money.cash_lines(view, label="2027")
    assert year.cash == Cash(35_000 * EURO, 3_500 * EURO, 1_500 * EURO + 7)
    assert [line.organisation for line in lines] == ["viaa", "viaa", "gemeente-zwolle"]
    assert shares[Sector.EDUCATION].received == 1_500 * EURO
    assert shares[Sector.GOVERNMENT] == Share(received=7)


def test_cash_stays_with_its_year_when_the_plan_is_read_otherwise(workspace: Workspace) -> None:
    keep(workspace, replace(PAID, year="2026"))
    do(workspace, lambda change: setup.choose(change, "period", "school-2024-2028"))
    assert cash(workspace, "viaa", "2026-2027").received == 1_500 * EURO
    keep(workspace, replace(PAID, year="2026"))
    with workspace.read() as view:
        assert [line.year for line in money.cash_lines(view)] == ["2026-2027"] * 2
    do(workspace, lambda change: setup.choose(change, "period", "calendar-2024-2027"))
    assert cash(workspace, "viaa", "2026").received == 3_000 * EURO
    assert cash(workspace, "viaa", "2027").received == 0


def test_a_mistake_is_taken_back(workspace: Workspace) -> None:
    cost, paid = keep(workspace, CONGRES), keep(workspace, PAID)
    do(workspace, lambda c: money.remove_cost(c, cost), lambda c: money.remove_cash(c, paid))
    assert costs(workspace) == []
    assert cash(workspace, "viaa", "2027").received == 0
    workspace.undo()
    assert [line.id for line in costs(workspace)] == [cost]
    assert refused(workspace, lambda c: money.remove_cost(c, 99)).code == "unknown-cost"
    assert refused(workspace, lambda c: money.remove_cash(c, 99)).code == "unknown-cash"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(CONGRES, event=999), "unknown-event"),
        (replace(CONGRES, planned=None), "cost-of-nothing"),
        (replace(PAID, organisation="nobody"), "unknown-organisation"),
        (replace(PAID, year="2030"), "no-budget-year"),
        (replace(PAID, year="20x"), "not-a-year"),
        (replace(PAID, cents=0), "nothing"),
    ],
)
def test_what_cannot_be_kept(workspace: Workspace, draft: CostDraft | CashDraft, code: str) -> None:
    problem = refused(
        workspace,
        lambda change: (
            money.add_cost(change, draft)
            if isinstance(draft, CostDraft)
            else money.add_cash(change, draft)
        ),
    )
    assert problem.code == code


def test_shares_hold_what_was_realised(busy: Workspace) -> None:
    log(busy, worked("werkveld-leerteams-1", 2 * HOUR))
    with busy.read() as view:
        found = money_report.report(view, "2027")
        totals = ledger.report(view, "2027").totals
    shares = by_sector(found.partners)
    whole = sum(shares.values(), Share())
    assert found.shared == "2027"
    assert whole.realised_minutes == totals.tally.realised
    assert (whole.minutes, whole.value) == (totals.committed, totals.committed_value)
    assert shares[Sector.FIELD].realised_minutes == 2 * HOUR
    assert shares[Sector.FIELD].realised_value == 100 * EURO


def test_without_a_budget_costs_and_cash_are_kept_all_the_same(workspace: Workspace) -> None:
    text, name = programmes.source("izo")
    with workspace.change("init") as change:
        workspace.programme = setup.add(change, text, name, {})
    keep(workspace, CONGRES)
    keep(workspace, replace(PAID, year="2027-2028"))
    with workspace.read() as view:
        found = money_report.report(view)
        assert (found.budget.years, found.ways, found.partners) == ((), (), ())
        assert [line.year for line in money.cost_lines(view)] == ["2027"]
        assert [line.year for line in money.cash_lines(view)] == ["2027-2028"]


def test_cash_set_by_hand_is_short_by_as_much(workspace: Workspace) -> None:
    edit = CommitmentEdit(cash=0)
    do(
        workspace,
        lambda c: commitments.set_commitment(c, "kpz", "kernteam", "2025", edit),
    )
    with workspace.read() as view:
        found = money_report.report(view)
    own = [way for way in found.ways if way.year == "2025"]
    assert own[0].amount == 3_500 * EURO
    raised = next(way for way in own if way.kind is WayKind.IN_PROPORTION)
    assert "kpz" not in {part.key for part in raised.parts}
    assert sum(part.change for part in raised.parts) == 3_500 * EURO
