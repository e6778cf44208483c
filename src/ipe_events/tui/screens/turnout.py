"""Turnout: how many of those invited were there, per institution and kind of meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from ipe_events.domain.attendance_rates import AttendanceRow, Rate, by_organisation, total
from ipe_events.i18n import N_, _
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_files import TurnoutData

BAR = 20


class TurnoutScreen(YearlyScreen, PageScreen):
    """A row per institution and kind; enter opens the partner."""

    PURPOSE = N_(
        "How many of those invited were there, over the meetings that were held and of which it "
        "was kept who came. A seat counts once, a deputy fills it; who came uninvited stands "
        "apart, and who declined beforehand is no absence."
    )
    HINTS = ("open", "earlier", "later", "back", "year-kind")
    BINDINGS = bindings("open")
    CSS_PATH = "turnout.tcss"
    AUTO_FOCUS = "RowList"

    def __init__(self, year: str | None) -> None:
        super().__init__()
        self.year = year

    def parts(self) -> Iterable[Widget]:
        """The year and the table."""
        table = LineTable(id="turnout")
        yield PeriodTitle()
        yield table.heads
        yield table
        yield EmptyState("", id="nothing")

    def load(self) -> None:
        """Ask who came."""
        year = self.year
        self.ask(lambda bridge: bridge.turnout(year), self.show)

    def show(self, data: TurnoutData) -> None:
        """Show a year."""
        self.keep(data.periods, data.period)
        title = _("Turnout")
        self.query_one(PeriodTitle).show(title, self.labels, data.period.label)
        columns = (
            Column(_("Partner"), least=12, most=36, grow=True),
            Column(_("Kind"), least=12, most=36, grow=True),
            Column(_("present"), least=8, right=True),
            Column(_("invited"), least=10, right=True),
            Column(_("declined"), least=8, right=True, from_width=90),
            Column(_("uninvited"), least=9, right=True, from_width=90),
            Column(_("share"), least=7, right=True),
            Column("", least=BAR, most=BAR, from_width=100),
        )
        self.query_one(LineTable).show(columns, list(_lines(data.rows)))
        self.set_class(not data.rows, "-nothing")
        words = _("Of no meeting in {year} it was kept who came.").format(year=data.period.label)
        more = _("a on the page of a meeting keeps it.")
        self.query_one(EmptyState).say(f"{words}\n\n{more}")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the partner."""
        self.ipe.open_partner(event.key.partition("/")[0], self.year)

    def action_open(self) -> None:
        """Open the partner under the cursor."""
        self.query_one(LineTable).action_choose()


def _lines(rows: Sequence[AttendanceRow]) -> Iterator[Line]:
    whole = dict(by_organisation(rows))
    before = ""
    for row in rows:
        name = row.organisation_name if row.organisation != before else ""
        before = row.organisation
        yield Line(
            (plain(name), plain(row.kind_name), *_figures(row.rate)),
            key=f"{row.organisation}/{row.kind}",
        )
    if len(whole) > 1:
        cells = (plain(_("together"), "bold"), Text(""), *_figures(total(row.rate for row in rows)))
        yield Line(cells)


def _figures(rate: Rate) -> tuple[Text, ...]:
    percent = rate.percent
    filled = 0 if percent is None else round(BAR * percent / 100)
    return (
        Text(str(rate.present)),
        Text(str(rate.invited)),
        Text(str(rate.excused) if rate.excused else "·"),
        Text(str(rate.walk_ins) if rate.walk_ins else "·"),
        Text("–" if percent is None else f"{percent}%"),
        Text("▓" * filled + "░" * (BAR - filled)),
    )
