"""Hours and budget: cash and hours of every year, and the months of the one selected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from ipe_events import i18n
from ipe_events.domain.budget import BudgetYear, Figures, total
from ipe_events.domain.records import HoursRow
from ipe_events.i18n import N_, _, format_decimal_hours, format_money, month_name, sentences
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Cell, Column, Line
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import tone
from ipe_events.tui.widgets.hours_bar import bar
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import BudgetData


class HoursScreen(YearlyScreen, AreaScreen):
    """The budget's years above, the months of the selected year below."""

    AREA = "hours"
    PURPOSE = N_(
        "Cash and hours of every budget year, what is short, and for the selected year what was "
        "done and is planned in each month. Below: how the plan is read."
    )
    HINTS = ("open", "earlier", "later", "year-kind", "undo", "redo", "history")
    BINDINGS = bindings("open")
    CSS_PATH = "hours.tcss"
    AUTO_FOCUS = "RowList"

    _chosen = ""

    def parts(self) -> Iterable[Widget]:
        """The year and the page."""
        yield PeriodTitle()
        yield LineList(id="hours")

    def load(self) -> None:
        """Ask for the budget and the months of the year."""
        self.ask(lambda bridge: bridge.budget(self.year), self.show)

    def show(self, data: BudgetData) -> None:
        """Show the budget and a year."""
        period = data.months.period
        self.keep(data.periods, period)
        self.query_one(PeriodTitle).show(_("Hours and budget"), self.labels, period.label)
        # The cursor stands on the year that is shown, until it is moved.
        other = self._chosen != period.label
        self._chosen = period.label
        self.query_one(LineList).show(
            lambda width: list(self._page(data, width)), select=period.label if other else None
        )

    def _page(self, data: BudgetData, width: int) -> Iterator[Row]:
        if data.budget.years:
            yield from self._budget(data.budget.years, data.months.period.label, width)
        else:
            yield heading(_("Budget"))
            yield from remark(
                _("This programme has no budget; hours are counted all the same."), width
            )
        yield blank()
        yield from self._months(data, width)
        if data.choices:
            yield blank()
            yield heading(_("How the plan is read"))
            for choice in data.choices:
                words = dict(choice.options).get(choice.chosen, choice.chosen)
                yield from remark(f"{choice.question} {words}", width, "")
            yield from remark(_("Choose otherwise in the programme (6)."), width)

    def _budget(self, years: Sequence[BudgetYear], chosen: str, width: int) -> Iterator[Row]:
        yield heading(_("Per year"))
        columns = (
            Column(_("Year"), least=9),
            *(
                Column(title, least=5, most=16, right=True, grow=True, from_width=room)
                for title, room in (
                    (_("cash in"), 0),
                    (_("cash needed"), 0),
                    (_("gap"), 0),
                    (_("in kind"), 70),
                    (_("hours"), 0),
                    (_("balance"), 0),
                )
            ),
        )
        lines = [
            Line(
                (Text(f"{'▸' if year.label == chosen else ' '}{year.label}"), *_amounts(year)),
                key=year.label,
            )
            for year in years
        ]
        sums = BudgetYear(
            label=_("Total"),
            cash_in=sum(year.cash_in for year in years),
            cash_needed=sum(year.cash_needed for year in years),
            in_kind=sum(year.in_kind for year in years),
            committed=sum(year.committed for year in years),
            balance=years[-1].balance,
            carried=sum(year.carried for year in years),
        )
        lines.append(Line((Text(f" {sums.label}"), *_amounts(sums)), style="bold"))
        yield from table(columns, lines, width)
        yield from self._sentences(years, width)

    def _sentences(self, years: Sequence[BudgetYear], width: int) -> Iterator[Row]:
        for year in years:
            if year.gap > 0:
                values = {"year": year.label, "amount": year.gap}
                words = sentences.check_sentence("cash-short", values, i18n.language())
                yield from remark(f"! {words}", width, str(tone(self.app, "warning")))
        needed = {year.cash_needed for year in years}
        carried = any(year.carried for year in years)
        if len(needed) == 1 and any(needed):
            words = (
                _("If {amount} is spent every year, and what is left goes to the next year.")
                if carried
                else _("If {amount} is spent every year, and nothing is carried over.")
            )
            yield from remark(words.format(amount=format_money(needed.pop(), whole=True)), width)

    def _months(self, data: BudgetData, width: int) -> Iterator[Row]:
        yield heading(_("Months of {year}").format(year=data.months.period.label))
        columns = (
            Column(_("Month"), least=14),
            Column(least=10, most=48, grow=True),
            Column(_("realised"), least=8, right=True),
            Column(_("planned"), least=7, right=True),
            Column(_("draft"), least=5, right=True, from_width=64),
            Column(_("promised"), least=8, right=True),
            Column(_("other pay"), least=8, right=True, from_width=70),
        )
        today = self.ipe.clock().date()
        lines = [self._month(row, today) for row in data.months.rows]
        sums = total([row.figures for row in data.months.rows], data.months.bounds)
        lines.append(Line(self._hours(Text(_("Total")), sums), style="bold"))
        yield from table(columns, lines, width)

    def _month(self, row: HoursRow, today: date) -> Line:
        first = date.fromisoformat(f"{row.key}-01")
        current = (first.year, first.month) == (today.year, today.month)
        name = f"{month_name(first.month)} {first.year}"
        return Line(self._hours(Text(name, style="bold" if current else ""), row.figures))

    def _hours(self, name: Text, figures: Figures) -> tuple[Cell, ...]:
        tally = figures.tally
        app = self.app
        return (
            name,
            lambda room: bar(figures, room, lambda name: tone(app, name)),
            *(
                Text(format_decimal_hours(minutes) if minutes else "")
                for minutes in (
                    tally.realised,
                    tally.planned,
                    tally.draft,
                    figures.committed or 0,
                    tally.other,
                )
            ),
        )

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Show the months of the year."""
        self.action_year(event.key)

    def action_open(self) -> None:
        """Show the months of the year under the cursor."""
        self.query_one(LineList).action_choose()


def _amounts(year: BudgetYear) -> tuple[Text, ...]:
    gap = format_money(year.gap, whole=True)
    return (
        Text(format_money(year.cash_in, whole=True)),
        Text(format_money(year.cash_needed, whole=True)),
        Text(f"! {gap}" if year.gap > 0 else gap, style="bold" if year.gap > 0 else ""),
        Text(format_money(year.in_kind, whole=True)),
        Text(format_decimal_hours(year.committed)),
        Text(format_money(year.balance, whole=True)),
    )
