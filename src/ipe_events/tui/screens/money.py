"""Money: cash in and out of every year, what is short and how it closes, costs and receipts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from ipe_events.domain.years import parse_year
from ipe_events.i18n import N_, _
from ipe_events.tui import money_lines
from ipe_events.tui.actions import bindings, takes_back
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import tone
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_money import MoneyData


class MoneyScreen(Filtered, YearlyScreen, PageScreen):
    """The budget's years above; of the year in hand its costs, cash and shares below."""

    PURPOSE = N_(
        "Cash that comes in and is needed in every budget year, what is short and how that closes; "
        "of the year in hand its costs, what partners promised, were invoiced and paid, and what "
        "each type of partner brings in. Costs that are planned for a year take the place of the "
        "plan's amount. Enter on a year shows it; x takes the cost or the payment under the "
        "cursor away."
    )
    HINTS = ("cost-new", "cash-new", "take-away", "back", "open", "earlier", "later", "undo")
    BINDINGS = bindings("open", "cost-new", "cash-new", "take-away")
    CSS_PATH = "money.tcss"
    _data: MoneyData | None = None

    def parts(self) -> Iterable[Widget]:
        """The year and the page."""
        yield PeriodTitle()
        yield FilterLine()
        yield LineList(id="money")

    def load(self) -> None:
        """Ask for the money of the year."""
        self.ask(lambda bridge: bridge.money(self.year), self.show)

    def show(self, data: MoneyData) -> None:
        """Show it; the cursor stands on the year in hand, until it is moved."""
        other = self._shown is None or self._shown.label != data.year
        self.keep(data.periods, parse_year(data.year))
        self.query_one(PeriodTitle).show(_("Money"), self.labels, data.year)
        self._data = data
        self._draw(data.year if other else None)

    def refill(self) -> None:
        """Show the lines that match."""
        self._draw(None)

    def _draw(self, select: str | None) -> None:
        data, warning = self._data, str(tone(self.app, "warning"))
        if data is not None:
            page = self.narrowed_page(lambda width: list(money_lines.page(data, width, warning)))
            self.query_one(LineList).show(page, select=select)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Show a year."""
        if "/" not in event.key:
            self.action_year(event.key)
        else:
            self.notify(_("There is no more to it; x takes it away."))

    def action_open(self) -> None:
        """Show the year under the cursor."""
        self.query_one(LineList).action_choose()

    def _told(self, words: str | None) -> None:
        if words:
            self.notify(words)

    def action_cost_new(self) -> None:
        """Keep a cost."""
        from ipe_events.tui.screens.money_forms import CostForm

        self.app.push_screen(CostForm(), self._told)

    def action_cash_new(self) -> None:
        """Keep what was invoiced to a partner, or received of it."""
        from ipe_events.tui.screens.money_forms import CashForm

        self.app.push_screen(CashForm(self.year), self._told)

    def action_take_away(self) -> None:
        """Take the cost or the payment under the cursor away."""
        key = self.query_one(LineList).selected_key or ""
        kind, slash, number = key.partition("/")
        if not slash:
            self.notify(_("Choose a cost or a payment first."))
            return

        def gone(_nothing: None) -> None:
            self.notify(" — ".join((_("Taken away"), takes_back())))
            self.load()

        if kind == money_lines.COST:
            self.order(lambda bridge: bridge.remove_cost(int(number)), gone)
        else:
            self.order(lambda bridge: bridge.remove_cash(int(number)), gone)
