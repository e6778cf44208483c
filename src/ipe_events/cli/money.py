"""What the programme costs, and the cash of its partners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from ipe_events.cli import money_documents as documents
from ipe_events.cli import output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, Org, group, known, show
from ipe_events.cli.opening import changing, reading
from ipe_events.domain.cash import (
    NO_CASH,
    CashDraft,
    CashKind,
    CashLine,
    CostDraft,
    CostLine,
    Costs,
    PartnerCash,
    cost_total,
    sums,
)
from ipe_events.domain.when import parse_iso_day
from ipe_events.i18n import N_, _, format_date
from ipe_events.i18n.money_words import money

KINDS = {CashKind.INVOICED: N_("invoiced"), CashKind.RECEIVED: N_("received")}

Number = Annotated[int, typer.Argument(metavar="ID", help="Its number, as list shows it.")]
YearFilter = Annotated[str | None, typer.Option("--year", metavar="YEAR", help="As 2027.")]
Euros = "EUROS"
OnDay = Annotated[str, typer.Option("--date", metavar="DATE", help="As 2027-01-12.")]
Payer = Annotated[str, typer.Option("--org", metavar="ORG", help="Who pays.")]
ForYear = Annotated[str, typer.Option("--year", metavar="YEAR", help="For which budget year.")]
Amount = Annotated[str, typer.Option("--amount", metavar=Euros, help="As 7000 or 5833,33.")]
Reference = Annotated[
    str, typer.Option("--reference", metavar="TEXT", help="As an invoice number.")
]

app = group()
cost = group("What the programme costs, planned and actual.", example="cost list")
app.add_typer(cost, name="cost")
cash = group("Cash of partners: promised, invoiced, received.", example="cash list --year 2027")
app.add_typer(cash, name="cash")


@cost.command(
    "add", epilog=show("cost add --date 2027-03-18 --category congres --planned 8000 --event 12")
)
def add_cost(
    ctx: typer.Context,
    day: OnDay,
    category: Annotated[str, typer.Option(metavar="TEXT", help="As congres or aanjager.")],
    planned: Annotated[
        str | None, typer.Option(metavar=Euros, help="What it is expected to cost, as 150,00.")
    ] = None,
    actual: Annotated[
        str | None, typer.Option(metavar=Euros, help="What it did cost, as 150,00.")
    ] = None,
    event: Annotated[
        int | None, typer.Option(metavar="ID", help="The event it is for.", callback=known)
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What it is, or a reference.")] = "",
    as_json: AsJson = False,
) -> None:
    """Keep a cost as planned, as it was, or both.

    Once costs are planned for a budget year, the budget needs them instead of the plan's amount.
    """
    from ipe_events.services import ledger
    from ipe_events.services import money as kept

    draft = CostDraft(
        day=parse_iso_day(day),
        category=category,
        planned=values.cents(planned, "planned-cost"),
        actual=values.cents(actual, "actual-cost"),
        event=event,
        note=note,
    )
    with changing(ctx, f"cost add {day}") as change:
        number = kept.add_cost(change, draft)
        (line,) = (one for one in kept.cost_lines(change) if one.id == number)
        needed = {one.label: one.cash_needed for one in ledger.budget_report(change).years}
    said = [_("Kept cost {id}: {what}").format(id=number, what=_cost_words(line))]
    if line.planned and line.year in needed:
        words = _("The budget of {year} needs what is planned for it: {amount}")
        said.append(words.format(year=line.year, amount=money(needed[line.year])))
    output.tell(as_json, documents.cost(line), *said)


def _cost_words(line: CostLine) -> str:
    amounts = [
        words.format(amount=money(cents))
        for words, cents in (
            (_("planned {amount}"), line.planned),
            (_("actual {amount}"), line.actual),
        )
        if cents is not None
    ]
    return ", ".join([output.plain(line.category), output.day_words(line.day), *amounts])


@cost.command("remove", epilog=show("cost remove 1"))
def remove_cost(ctx: typer.Context, number: Number, as_json: AsJson = False) -> None:
    """Take a cost away that was kept by mistake."""
    from ipe_events.services import money as kept

    with changing(ctx, f"cost remove {number}") as change:
        kept.remove_cost(change, number)
    output.tell(as_json, {"removed": number}, _("Removed cost {id}").format(id=number))


@cost.command("list", epilog=show("cost list --year 2027"))
def list_costs(
    ctx: typer.Context,
    year: YearFilter = None,
    category: Annotated[str | None, typer.Option(metavar="TEXT", help="Of this category.")] = None,
    event: Annotated[
        int | None, typer.Option(metavar="ID", help="Of this event.", callback=known)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List costs, with their sums by category and year."""
    from ipe_events.services import money as kept

    with reading(ctx) as view:
        lines = kept.cost_lines(view, year, category, event)
        programme = view.programme.slug
    if as_json:
        output.emit(documents.costs(programme, lines))
    elif lines:
        _say_costs(lines)
    else:
        output.say(_("No costs; add one with: ipe-events cost add"))


def say_event_costs(lines: Sequence[CostLine]) -> None:
    """The costs of an event; nothing where there are none."""
    if lines:
        output.say("")
        _say_lines([replace(line, event_title="") for line in lines])


def _say_lines(lines: Sequence[CostLine]) -> None:
    rows = [
        (
            str(line.id),
            output.day_words(line.day),
            line.category,
            "" if line.planned is None else money(line.planned),
            "" if line.actual is None else money(line.actual),
            "; ".join(text for text in (line.event_title, line.note) if text),
        )
        for line in lines
    ]
    head = (_("id"), _("date"), _("category"), _("planned"), _("actual"), _("what for"))
    table(head, rows, right=(0, 3, 4))


def _say_costs(lines: Sequence[CostLine]) -> None:
    _say_lines(lines)
    categories = sums(((one.year, one.category), one.planned, one.actual) for one in lines)
    output.say("")
    summed = [(year, name, *_amounts(own)) for (year, name), own in sorted(categories.items())]
    summed.append((_("total"), "", *_amounts(cost_total(lines))))
    table((_("year"), _("category"), _("planned"), _("actual")), summed, right=(2, 3))


def _amounts(own: Costs) -> tuple[str, str]:
    return money(own.planned), money(own.actual)


@cash.command(
    "invoice", epilog=show("cash invoice --org deltion --year 2027 --amount 7000 --date 2027-02-01")
)
def invoice(
    ctx: typer.Context,
    org: Payer,
    year: ForYear,
    amount: Amount,
    day: OnDay,
    reference: Reference = "",
    as_json: AsJson = False,
) -> None:
    """Keep what was invoiced to a partner."""
    _keep(ctx, CashKind.INVOICED, (org, year, amount, reference), parse_iso_day(day), as_json)


@cash.command(
    "receive", epilog=show("cash receive --org deltion --year 2027 --amount 7000 --date 2027-03-01")
)
def receive(
    ctx: typer.Context,
    org: Payer,
    year: ForYear,
    amount: Amount,
    day: OnDay,
    reference: Reference = "",
    as_json: AsJson = False,
) -> None:
    """Keep what was received of a partner."""
    _keep(ctx, CashKind.RECEIVED, (org, year, amount, reference), parse_iso_day(day), as_json)


def _keep(
    ctx: typer.Context,
    kind: CashKind,
    typed: tuple[str, str, str, str],
    day: date,
    as_json: bool,
) -> None:
    from ipe_events.services import money as kept

    org, year, amount, reference = typed
    cents = values.cents(amount, "amount") or 0
    draft = CashDraft(org, year, kind, cents, day, reference)
    with changing(ctx, f"cash {kind} {org} {year}") as change:
        number = kept.add_cash(change, draft)
        (line,) = (one for one in kept.cash_lines(change) if one.id == number)
    invoiced = _("Kept as {id}: {amount} invoiced to {org} for {year} on {date}")
    received = _("Kept as {id}: {amount} received of {org} for {year} on {date}")
    words = (invoiced if kind is CashKind.INVOICED else received).format(
        id=number,
        amount=money(line.cents),
        org=output.plain(line.organisation_name),
        year=line.year,
        date=format_date(line.day, weekday=False),
    )
    output.tell(as_json, documents.receipt(line), words)


@cash.command("remove", epilog=show("cash remove 1"))
def remove_cash(ctx: typer.Context, number: Number, as_json: AsJson = False) -> None:
    """Take away what was invoiced or received by mistake."""
    from ipe_events.services import money as kept

    with changing(ctx, f"cash remove {number}") as change:
        kept.remove_cash(change, number)
    words = _("Removed number {id} of the cash").format(id=number)
    output.tell(as_json, {"removed": number}, words)


@cash.command("list", epilog=show("cash list --year 2027"))
def list_cash(
    ctx: typer.Context, org: Org = None, year: YearFilter = None, as_json: AsJson = False
) -> None:
    """List cash per partner and budget year: promised, invoiced, received, still open."""
    from ipe_events.services import money as kept

    with reading(ctx) as view:
        partners = kept.partner_cash(view, org, year)
        lines = kept.cash_lines(view, org, year)
        programme = view.programme.slug
    if as_json:
        output.emit(documents.cash(programme, partners, lines))
    elif partners:
        _say_cash(partners, lines)
    else:
        output.say(_("No partner promised or paid cash."))


def _say_cash(partners: Sequence[PartnerCash], lines: Sequence[CashLine]) -> None:
    def row(first: str, second: str, items: Sequence[PartnerCash]) -> tuple[str, ...]:
        own = sum((one.cash for one in items), NO_CASH)
        amounts = (own.promised, own.invoiced, own.received, own.open)
        return first, second, *(money(cents) for cents in amounts)

    labels = list(dict.fromkeys(one.year for one in partners))
    rows = []
    for label in labels:
        items = [one for one in partners if one.year == label]
        rows += [row(label, one.organisation_name, [one]) for one in items]
        if len(items) > 1 and len(labels) > 1:
            rows.append(row(label, _("together"), items))
    rows.append(row(_("total"), "", partners))
    amounts = (_("promised"), _("invoiced"), _("received"), _("open"))
    table((_("year"), _("partner"), *amounts), rows, right=range(2, 6))
    if not lines:
        return
    output.say("")
    kept = [
        (
            str(line.id),
            output.day_words(line.day),
            line.organisation_name,
            line.year,
            _(KINDS[line.kind]),
            money(line.cents),
            line.reference,
        )
        for line in lines
    ]
    head = (_("id"), _("date"), _("partner"), _("year"), "", _("amount"), _("reference"))
    table(head, kept, right=(0, 5))
