"""Hours: partners by month, quarter or year, and from every figure down to what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.matrix import Matrix, MatrixRow, Measure, Per, of_rows
from ipe_events.domain.search import STATUSES, Facts
from ipe_events.i18n import N_, _
from ipe_events.tui.actions import bindings
from ipe_events.tui.hours_lines import GROUPS, MEASURES, PERS, Sheet, in_full
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.screens.hours_actions import HoursActions
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import visible, visible_lines
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.figure_grid import FigureGrid
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.domain.years import Year
    from ipe_events.tui.bridge_hours import MatrixData

Item = TypeVar("Item")


class HoursScreen(Filtered, HoursActions, YearlyScreen, AreaScreen):
    """The matrix: the arrows go from figure to figure, enter shows what one is made of."""

    AREA = "hours"
    PURPOSE = N_(
        "Hours of every partner per quarter, month or year, with the percentage of what was "
        "promised for that time. Enter on a figure lists the entries, meetings and work it is made "
        "of. Forecast: what was realised and what is planned; who declined does not count. Hours "
        "of one line never make up for another; what nobody promised stands apart."
    )
    HINTS = (
        "open",
        "log-hours",
        "per",
        "measure",
        "pace",
        "money",
        "states",
        "group-by",
        "cumulative",
        "close-period",
        "work",
        "rates",
        "files",
        "undo",
    )
    BINDINGS = bindings("open", "per", "measure", "group-by", "cumulative")
    CSS_PATH = "hours.tcss"
    AUTO_FOCUS = "FigureGrid"

    _per, _by, _cumulative = Per.QUARTER, "partner", False
    _measure = Measure.REALISED
    _matrix: Matrix | None = None
    _sheet: Sheet | None = None
    _of: tuple[str, ...] = ()

    def parts(self) -> Iterable[Widget]:
        """The year, how it is shown, the figures, the one in hand."""
        grid = FigureGrid(id="hours")
        yield PeriodTitle()
        yield Static("", id="how", markup=False)
        yield FilterLine()
        yield grid.heads
        yield grid
        yield EmptyState("", id="nothing")
        yield Static("", id="figure", markup=False)

    def load(self) -> None:
        """Ask for the matrix of the year."""
        year, per, by, cumulative = self.year, self._per, self._by, self._cumulative
        self.ask(
            lambda bridge: bridge.matrix(year, per, by, cumulative=cumulative),
            self.show,
        )

    def show(self, data: MatrixData) -> None:
        """Show a year, or all of them."""
        matrix = data.matrix
        self.keep(data.periods, self._year_of(data))
        self.query_one(PeriodTitle).show(_("Hours"), self.labels, matrix.period.label)
        self._matrix = matrix
        self.refill()

    def refill(self) -> None:
        """Show the rows that match, and their sums."""
        matrix = self._matrix
        if matrix is not None:
            lines, by = matrix.lines, matrix.by
            rows = self.narrowed(matrix.rows, lambda row: _facts(row, by, lines))
            if self.is_narrowed:
                matrix = of_rows(matrix, rows)
            self._sheet = Sheet(matrix, self._measure, narrowed=self.is_narrowed)
            self._draw()

    def _year_of(self, data: MatrixData) -> Year:
        """The year in hand; with all years beside each other the one there was."""
        matrix = data.matrix
        if matrix.per is not Per.YEAR:
            return matrix.period
        wanted = self.year or (self._shown.label if self._shown is not None else "")
        known = {column.label: column for column in matrix.columns}
        return known.get(wanted, matrix.columns[0])

    def _draw(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        grid = self.query_one(FigureGrid)
        matrix = sheet.matrix
        of = (matrix.period.label, matrix.per)
        column = grid.column if of == self._of else self._column_of_today(sheet)
        self._of = of
        grid.show(sheet.heads, sheet.rows(self.app), column=column)
        shown = [PERS[matrix.per], MEASURES[sheet.measure], GROUPS[matrix.by]]
        shown += [N_("added up")] if matrix.cumulative else []
        self.query_one("#how", Static).update(visible(" · ".join(_(word) for word in shown)))
        self.set_class(not sheet.shown, "-nothing")
        if not sheet.shown and self.is_narrowed:
            self.query_one("#nothing", EmptyState).say(_("Nothing matches. Esc shows all."))
        elif not sheet.shown:
            words = _("No partner promised, worked or planned hours in this year.")
            more = _("n keeps hours that were worked; meetings are planned in the agenda (1).")
            self.query_one("#nothing", EmptyState).say(f"{words}\n\n{more}")
        self._say_figure()

    def _column_of_today(self, sheet: Sheet) -> int:
        today = self.ipe.clock().date()
        columns = sheet.matrix.columns
        return next((n for n, column in enumerate(columns) if column.contains(today)), len(columns))

    def _say_figure(self) -> None:
        """The figure in hand, in full."""
        grid, sheet = self.query_one(FigureGrid), self._sheet
        key = grid.selected_key
        said = self.query_one("#figure", Static)
        if sheet is None or key is None:
            said.update("")
            return
        figures, by_partner = sheet.figures(key, grid.column), sheet.matrix.by == "partner"
        lines = (sheet.title(key, grid.column), *in_full(figures, by_partner=by_partner))
        said.update(visible_lines("\n".join(lines)))

    def on_row_list_highlighted(self) -> None:
        """Another figure is in hand."""
        self._say_figure()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Show what the figure is made of."""
        from ipe_events.tui.screens.under_figure import UnderScreen

        sheet, column = self._sheet, self.query_one(FigureGrid).column
        if sheet is not None:
            title = sheet.title(event.key, column)
            words = _(MEASURES[sheet.measure])
            self.ipe.push_screen(UnderScreen(f"{title} · {words}", sheet.spot(event.key, column)))

    def action_open(self) -> None:
        """Show what the figure in hand is made of."""
        grid = self.query_one(FigureGrid)
        if grid.selected_key is None:
            self.notify(_("There is no figure to open in this year."))
        else:
            grid.action_choose()

    @property
    def organisation(self) -> str | None:
        """The partner of the row in hand."""
        shown = self._row_in_hand()
        return shown[0] if shown else None

    @property
    def line(self) -> str | None:
        """The plan line of the row in hand."""
        shown = self._row_in_hand()
        return shown[1] if shown else None

    def _row_in_hand(self) -> tuple[str, str | None] | None:
        key = self.query_one(FigureGrid).selected_key
        shown = self._sheet.shown.get(key or "") if self._sheet is not None else None
        slots = shown.slots if shown is not None else None
        return next(iter(slots)) if slots is not None and len(slots) == 1 else None

    # How it is shown

    def action_year(self, label: str) -> None:
        """Show a year: from all years its quarters."""
        self._per = Per.QUARTER if self._per is Per.YEAR else self._per
        super().action_year(label)

    def action_earlier(self) -> None:
        """The year before; among all years the column before."""
        if self._per is Per.YEAR:
            self.query_one(FigureGrid).action_column(-1)
        else:
            super().action_earlier()

    def action_later(self) -> None:
        """The year after; among all years the column after."""
        if self._per is Per.YEAR:
            self.query_one(FigureGrid).action_column(1)
        else:
            super().action_later()

    def action_per(self) -> None:
        """Quarters, months, years."""
        order = (Per.QUARTER, Per.MONTH, Per.YEAR)
        self._per = _next(order, self._per)
        self.load()

    def action_group_by(self) -> None:
        """Partners, people, kinds, goals."""
        self._by = _next(tuple(GROUPS), self._by)
        self.load()

    def action_cumulative(self) -> None:
        """Each period by itself, or with all before it."""
        self._cumulative = not self._cumulative
        self.load()

    def action_measure(self) -> None:
        """Realised, planned, both, drafts."""
        self._measure = _next(tuple(MEASURES), self._measure)
        if self._sheet is not None:
            self.refill()


def _facts(row: MatrixRow, by: str, lines: Mapping[str, str]) -> Facts:
    """What a row of figures is found by."""
    line = lines.get(row.line or "", "")
    values: dict[str, tuple[tuple[str, ...], ...]] = {by: ((row.key, row.name),)}
    if by == "partner":
        values |= {"line": ((row.line or "", line),), "status": (STATUSES[row.total.status],)}
    return Facts((row.name, line), values)


def _next(order: tuple[Item, ...], item: Item) -> Item:
    return order[(order.index(item) + 1) % len(order)]
