"""The page of money in lines: every year, what is short and how that closes, one year in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from ipe_events import i18n
from ipe_events.domain.budget_years import BudgetYear, budget_total
from ipe_events.domain.cash import (
    NO_CASH,
    NO_COSTS,
    CashKind,
    CashLine,
    CostLine,
    Costs,
    cost_total,
)
from ipe_events.domain.sectors import Measure, Share, by_sector
from ipe_events.i18n import N_, _, format_date, format_decimal_hours, sentences
from ipe_events.i18n.money_words import (
    MEASURES,
    SECTORS,
    amount,
    money,
    percentage,
    way_details,
    way_words,
)
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, indented, remark, table
from ipe_events.tui.text import plain

if TYPE_CHECKING:
    from ipe_events.tui.bridge_money import MoneyData

COST, CASH = "cost", "cash"
KINDS = {CashKind.INVOICED: N_("invoiced"), CashKind.RECEIVED: N_("received")}
NOTHING = "·"


def page(data: MoneyData, width: int, warning: str) -> Iterator[Row]:
    """The whole page; `warning` is the style of what asks for attention."""
    years = data.report.budget.years
    if years:
        yield from _years(years, data.year, width)
        yield from _remarks(data, width, warning)
        yield blank()
    else:
        yield from remark(_("This programme has no budget; costs and cash can be kept."), width)
        yield blank()
    yield from _costs(data, width)
    yield blank()
    yield from _partners(data, width)
    yield from _ways(data, width)
    yield from _shares(data, width)
    yield from _choices(data, width)


def _years(years: Sequence[BudgetYear], shown: str, width: int) -> Iterator[Row]:
    yield heading(_("Per year"))
    total = budget_total(years, _("Total"))
    spent = total.costs != NO_COSTS
    columns = (
        Column(_("Year"), least=9),
        *(
            Column(title, least=5, most=16, right=True, grow=True, from_width=room)
            for title, room in (
                (_("cash in"), 0),
                (_("cash needed"), 0),
                *([(_("spent"), 0)] if spent else []),
                (_("gap"), 0),
                (_("if carried over"), 110),
                (_("balance"), 0),
                (_("in kind"), 70 if not spent else 90),
                (_("hours"), 70),
            )
        ),
    )
    lines = []
    for year in (*years, total):
        mark = "▸" if year.label == shown else " "
        gap = money(year.gap)
        cells = (
            Text(money(year.cash_in)),
            Text(money(year.cash_needed)),
            *([Text(_some(year.costs.actual))] if spent else []),
            Text(f"! {gap}" if year.short else gap, style="bold" if year.short else ""),
            Text(money(year.gap_with_carry_over)),
            Text(money(year.balance)),
            Text(money(year.in_kind)),
            Text(format_decimal_hours(year.committed)),
        )
        if year is total:
            lines.append(Line((Text(f" {year.label}"), *cells), style="bold"))
        else:
            lines.append(Line((Text(f"{mark}{year.label}"), *cells), key=year.label))
    yield from table(columns, lines, width)


def _some(cents: int) -> str:
    return money(cents) if cents else NOTHING


def _remarks(data: MoneyData, width: int, warning: str) -> Iterator[Row]:
    years = data.report.budget.years
    for year in years:
        if year.short:
            values = {"year": year.label, "amount": year.short}
            words = sentences.check_sentence("cash-short", values, i18n.language())
            yield from remark(f"! {words}", width, warning)
    needed = {year.cash_needed for year in years}
    if len(needed) == 1 and any(needed):
        words = _("If {amount} is spent every year, and nothing is carried over.")
        if any(year.carried for year in years):
            words = _("If {amount} is spent every year, and what is left goes to the next year.")
        yield from remark(words.format(amount=money(needed.pop())), width)
    for year in years:
        if year.before and year.gap > 0:
            words = _("{year}: {left} is left of the years before, which would be enough.")
            if year.gap_with_carry_over > 0:
                words = _("{year}: {left} is left of the years before; then {short} is short.")
            left, short = money(year.before), money(year.gap_with_carry_over)
            yield from remark(words.format(year=year.label, left=left, short=short), width)


def _costs(data: MoneyData, width: int) -> Iterator[Row]:
    yield heading(_("Costs in {year}").format(year=data.year))
    if not data.costs:
        yield from remark(_("No costs are kept for this year; n keeps one."), width)
        return
    columns = (
        Column(_("Day"), least=9),
        Column(_("Category"), least=8, most=30, grow=True),
        Column(_("planned"), least=8, right=True),
        Column(_("actual"), least=8, right=True),
        Column(_("What for"), least=8, most=60, grow=True),
    )
    lines = [_cost(line) for line in data.costs]
    own = cost_total(data.costs)
    lines.append(Line((Text(_("Total")), Text(""), *_amounts(own), Text("")), style="bold"))
    yield from table(columns, lines, width)


def _cost(line: CostLine) -> Line:
    words = "; ".join(text for text in (line.event_title, line.note) if text)
    return Line(
        (
            Text(format_date(line.day, weekday=False)),
            plain(line.category),
            *_amounts(Costs(line.planned or 0, line.actual or 0)),
            plain(words, "dim"),
        ),
        key=f"{COST}/{line.id}",
    )


def _amounts(own: Costs) -> tuple[Text, Text]:
    return Text(_some(own.planned)), Text(_some(own.actual))


def _partners(data: MoneyData, width: int) -> Iterator[Row]:
    yield heading(_("Cash of partners in {year}").format(year=data.year))
    if not data.partners:
        yield from remark(_("No partner promised or paid cash for this year."), width)
        return
    columns = (
        Column(_("Partner"), least=14, most=44, grow=True),
        *(
            Column(title, least=8, right=True)
            for title in (_("promised"), _("invoiced"), _("received"), _("open"))
        ),
    )
    together = sum((one.cash for one in data.partners), NO_CASH)
    rows = [(plain(one.organisation_name), one.cash, "") for one in data.partners]
    rows.append((Text(_("Total")), together, "bold"))
    lines = [
        Line(
            (
                name,
                Text(_some(own.promised)),
                Text(_some(own.invoiced)),
                Text(_some(own.received)),
                Text(money(own.open)),
            ),
            style=style,
        )
        for name, own, style in rows
    ]
    yield from table(columns, lines, width)
    if data.receipts:
        columns = (
            Column(least=9),
            Column(least=14, most=40, grow=True),
            Column(least=9),
            Column(least=8, right=True),
            Column(least=6, most=40, grow=True),
        )
        yield from table(columns, [_receipt(one) for one in data.receipts], width, heads=False)


def _receipt(line: CashLine) -> Line:
    return Line(
        (
            Text(format_date(line.day, weekday=False)),
            plain(line.organisation_name),
            Text(_(KINDS[line.kind])),
            Text(money(line.cents)),
            plain(line.reference, "dim"),
        ),
        key=f"{CASH}/{line.id}",
    )


def _ways(data: MoneyData, width: int) -> Iterator[Row]:
    for year in dict.fromkeys(way.year for way in data.report.ways):
        own = [way for way in data.report.ways if way.year == year]
        words = _("{year}: ways to close the gap of {amount}")
        yield blank()
        yield heading(words.format(year=year, amount=money(own[0].amount)))
        for way in own:
            yield from remark(f"· {way_words(way)}", width, "")
            for detail in way_details(way, data.report.names, data.report.pays_for):
                yield from indented(detail, width, "dim")


def _shares(data: MoneyData, width: int) -> Iterator[Row]:
    whole = sum((part.share for part in data.report.partners), Share())
    if whole == Share():
        return
    yield blank()
    yield heading(_("Shares per type of partner in {year}").format(year=data.year))
    columns = (
        Column(least=9, most=16),
        Column(least=10, most=30, grow=True),
        *(
            Column(title, least=6, right=True)
            for title in (_("promised"), _("share"), _("realised"), _("share"))
        ),
    )
    lines = []
    for measure in Measure:
        all_promised, all_realised = whole.of(measure)
        title = _(MEASURES[measure])
        for sector, own in by_sector(data.report.partners).items():
            promised, realised = own.of(measure)
            if promised or realised:
                cells = (
                    amount(measure, promised),
                    percentage(promised, all_promised),
                    amount(measure, realised) if realised else NOTHING,
                    percentage(realised, all_realised),
                )
                lines.append(Line((Text(title), Text(_(SECTORS[sector])), *map(Text, cells))))
                title = ""
    yield from table(columns, lines, width)


def _choices(data: MoneyData, width: int) -> Iterator[Row]:
    if data.choices:
        yield blank()
        yield heading(_("How the plan is read"))
        for choice in data.choices:
            words = dict(choice.options).get(choice.chosen, choice.chosen)
            yield from remark(f"{choice.question} {words}", width, "")
        yield from remark(_("Choose otherwise in the programme (6)."), width)
