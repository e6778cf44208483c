"""The budget: cash and hours of every year, what is short and how that closes, shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import money_documents as documents
from ipe_events.cli import output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.facts import wrapped
from ipe_events.cli.opening import reading
from ipe_events.domain.budget_years import BudgetYear, budget_total
from ipe_events.domain.cash import NO_COSTS
from ipe_events.domain.sectors import Measure, Share, by_sector
from ipe_events.i18n import _, format_decimal_hours
from ipe_events.i18n.money_words import (
    MEASURES,
    SECTORS,
    amount,
    money,
    percentage,
    way_details,
    way_words,
)

if TYPE_CHECKING:
    from ipe_events.services.money_report import MoneyReport

app = group()


@app.command("budget", epilog=show("budget --json"))
def budget(
    ctx: typer.Context,
    year: Annotated[
        str | None,
        typer.Option(metavar="YEAR", help="Shares per type of partner of this year; else of all."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show cash and hours per budget year, what is short and how that closes, and shares."""
    from ipe_events.services import money_report

    with reading(ctx) as view:
        found = money_report.report(view, year)
    if as_json:
        output.emit(documents.budget(found))
    elif found.budget.years:
        _say_budget(found)
    else:
        output.say(_("This programme has no budget."))


def _say_budget(found: MoneyReport) -> None:
    years = [*found.budget.years, budget_total(found.budget.years, _("total"))]
    _say_cash(years)
    if years[-1].costs != NO_COSTS:
        _say_costs(years)
    if years[-1].cash.invoiced or years[-1].cash.received:
        _say_receipts(years)
    _say_in_kind(years)
    _say_ways(found)
    _say_shares(found)
    output.say("", _("How the plan is read:"))
    output.say(*(f"  {choice} = {option}" for choice, option in found.budget.choices.items()))


def _rows(
    years: Sequence[BudgetYear], *cells: Callable[[BudgetYear], str]
) -> Iterator[tuple[str, ...]]:
    for year in years:
        yield year.label, *(cell(year) for cell in cells)


def _say_cash(years: Sequence[BudgetYear]) -> None:
    head = (_("year"), _("cash in"), _("needed"), _("short"), _("if carried over"), _("balance"))
    rows = _rows(
        years,
        lambda year: money(year.cash_in),
        lambda year: money(year.cash_needed),
        lambda year: money(year.gap),
        lambda year: money(year.gap_with_carry_over),
        lambda year: money(year.balance),
    )
    table(head, rows, right=range(1, 6))


def _say_costs(years: Sequence[BudgetYear]) -> None:
    output.say("", _("Costs:"))
    rows = _rows(
        years,
        lambda year: money(year.costs.planned),
        lambda year: money(year.costs.actual),
        lambda year: money(year.costs.planned - year.costs.actual),
    )
    table((_("year"), _("planned"), _("actual"), _("left")), rows, right=range(1, 4))


def _say_receipts(years: Sequence[BudgetYear]) -> None:
    output.say("", _("Cash of partners:"))
    rows = _rows(
        years,
        lambda year: money(year.cash.promised),
        lambda year: money(year.cash.invoiced),
        lambda year: money(year.cash.received),
        lambda year: money(year.cash.open),
    )
    head = (_("year"), _("promised"), _("invoiced"), _("received"), _("open"))
    table(head, rows, right=range(1, 5))


def _say_in_kind(years: Sequence[BudgetYear]) -> None:
    output.say("", _("With what is in kind:"))
    rows = _rows(
        years,
        lambda year: money(year.in_kind),
        lambda year: format_decimal_hours(year.committed),
        lambda year: "–" if year.rate is None else money(round(year.rate)),
        lambda year: money(year.all_in),
    )
    head = (_("year"), _("in kind"), _("hours"), _("an hour"), _("with cash"))
    table(head, rows, right=range(1, 5))


def _say_ways(found: MoneyReport) -> None:
    for year in dict.fromkeys(way.year for way in found.ways):
        own = [way for way in found.ways if way.year == year]
        words = _("{year}: {amount} short. Ways to close it:")
        output.say("", words.format(year=year, amount=money(own[0].amount)))
        for way in own:
            output.say(*wrapped(f"- {way_words(way)}", "  "))
            for detail in way_details(way, found.names, found.pays_for):
                output.say(*wrapped(detail, "      "))


def _say_shares(found: MoneyReport) -> None:
    whole = sum((part.share for part in found.partners), Share())
    if whole == Share():
        return
    title = _("Shares per type of partner, {year}:").format(year=found.shared)
    output.say("", title if found.shared else _("Shares per type of partner:"))

    rows: list[tuple[str, ...]] = []
    for measure in Measure:
        rows.append((f"{_(MEASURES[measure])}:",))
        all_promised, all_realised = whole.of(measure)
        for sector, own in by_sector(found.partners).items():
            promised, realised = own.of(measure)
            if promised or realised:
                rows.append(
                    (
                        f" {_(SECTORS[sector])}",
                        amount(measure, promised),
                        percentage(promised, all_promised),
                        amount(measure, realised),
                        percentage(realised, all_realised),
                    )
                )
    head = (_("type"), _("promised"), _("share"), _("realised"), _("share"))
    table(head, rows, right=range(1, 5))
