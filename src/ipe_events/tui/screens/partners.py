"""Partners: what each promised, did and will do, a bar for every partner and line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.hour_records import HoursRow
from ipe_events.i18n import N_, _
from ipe_events.tui import hours_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Line
from ipe_events.tui.screens.filtered import FilteredScreen
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.hours_bar import legend
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import HoursData


class PartnersScreen(YearlyScreen, FilteredScreen):
    """Every partner's lines under the plan line they are promised for."""

    AREA = "partners"
    PURPOSE = N_(
        "Every partner's hours in a year: realised, planned and as a draft, against what was "
        "promised for each line of the plan. Hours of one line never make up for another."
    )
    HINTS = ("open", "earlier", "later", "filter", "year-kind", "undo", "redo", "history")
    BINDINGS = bindings("open")
    CSS_PATH = "partners.tcss"

    _data: HoursData | None = None

    def parts(self) -> Iterable[Widget]:
        """The year, the filter, the bars, what the bars mean."""
        table = LineTable(id="partners")
        yield PeriodTitle()
        yield from super().parts()
        yield table.heads
        yield table
        yield EmptyState("", id="nothing")
        yield Static(legend(), classes="legend")

    def main_list(self) -> LineTable:
        """The bars."""
        return self.query_one("#partners", LineTable)

    def load(self) -> None:
        """Ask for the figures of the year."""
        self.ask(lambda bridge: bridge.hours(self.year), self.show)

    def show(self, data: HoursData) -> None:
        """Show a year."""
        self._data = data
        period = data.report.period
        self.keep(data.periods, period)
        self.query_one(PeriodTitle).show(_("Hours of partners"), self.labels, period.label)
        self.refill()

    def refill(self) -> None:
        """Show the partners that match."""
        if self._data is None:
            return
        rows, names = self._data.report.rows, self._data.lines
        shown = [row for row in rows if self.matches(row.name, row.key)]
        self.main_list().show(hours_text.columns(_("Partner")), self._lines(self._data, shown))
        self.query_one(FilterLine).count(len(shown), len(rows))
        self.set_class(not shown, "-nothing")
        words = _("No partner matches.") if rows else _("No partner promised or planned hours yet.")
        if not rows:
            words += (
                "\n"
                + _("Plan an event in the agenda (1), or set a promise with")
                + ("\nipe-events commitment set --org … --line … --year … --hours …")
            )
        self.query_one("#nothing", EmptyState).say(words if not names or not shown else "")

    def _lines(self, data: HoursData, rows: list[HoursRow]) -> list[Line]:
        lines: list[Line] = []
        for name, own in hours_text.by_line(rows, data.lines):
            lines.append(Line((plain(name, "bold underline"), *[None] * 8)))
            lines += [
                Line(
                    hours_text.cells(self.ipe, plain(f"  {row.name}"), row.figures),
                    key=f"{row.key}/{row.line or ''}",
                )
                for row in own
            ]
        return lines + hours_text.sum_lines(self.ipe, rows, data.report.bounds)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the partner."""
        self.ipe.open_partner(event.key.partition("/")[0], self.year)

    def action_open(self) -> None:
        """Open the partner under the cursor."""
        self.main_list().action_choose()
