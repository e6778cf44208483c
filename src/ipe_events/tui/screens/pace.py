"""What would use the room that partners still have: what a month asks, and what is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.widget import Widget

from ipe_events.i18n import N_, _, ngettext
from ipe_events.i18n.pace_words import definition, pace_words
from ipe_events.tui.actions import bindings
from ipe_events.tui.page import Row, blank, indented, remark
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.yearly import YearlyScreen
from ipe_events.tui.text import plain, tone
from ipe_events.tui.widgets.hours_bar import bar
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.period_title import PeriodTitle
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.domain.pace import Pace, PaceReport
    from ipe_events.tui.bridge_hours import PaceData

BAR = 30


class PaceScreen(YearlyScreen, PageScreen):
    """Every promise with room left, the largest first; enter opens the partner."""

    PURPOSE = N_(
        "Where a partner has room: what a month asks to reach the promise, which planned meetings "
        "give how much, and what the forecast is if attendance stays as it was."
    )
    HINTS = ("open", "earlier", "later", "back", "year-kind")
    BINDINGS = bindings("open")
    AUTO_FOCUS = "RowList"

    def __init__(self, year: str | None, organisation: str | None = None) -> None:
        super().__init__()
        self.year = year
        self._organisation = organisation

    def parts(self) -> Iterable[Widget]:
        """The year and the page."""
        yield PeriodTitle()
        yield LineList(id="pace")

    def load(self) -> None:
        """Ask for the pace of every promise."""
        year = self.year
        self.ask(lambda bridge: bridge.pace(year), self.show)

    def show(self, data: PaceData) -> None:
        """Show a year."""
        report = data.report
        self.keep(data.periods, report.period)
        title = _("Room that is left")
        self.query_one(PeriodTitle).show(title, self.labels, report.period.label)
        own = [row for row in report.rows if row.organisation == self._organisation]
        page = self.query_one(LineList)
        select = _key(own[0]) if own and page.selected_key is None else None
        page.show(lambda width: list(self._page(report, width)), select=select)

    def _page(self, report: PaceReport, width: int) -> Iterator[Row]:
        rows = [row for row in report.rows if row.has_room]
        if not report.rows:
            yield from remark(_("No partner promised hours for this year."), width)
        for row in sorted(rows, key=lambda row: -row.short):
            yield self._head(row, width)
            for words in pace_words(row, report):
                yield from indented(words, width)
            yield blank()
        rest = len(report.rows) - len(rows)
        if rest:
            words = ngettext(
                "{count} promise is on track or above.",
                "{count} promises are on track or above.",
                rest,
            )
            yield from remark(words.format(count=rest), width)
        for words in definition(report):
            yield from remark(words, width)

    def _head(self, row: Pace, width: int) -> Row:
        room = min(BAR, width // 3)
        name = plain(f" {row.name}", "bold").append_text(plain(f" · {row.line_name}"))
        name.truncate(width - room - 3, overflow="ellipsis")
        name.pad_right(width - room - 2 - name.cell_len)
        name.append_text(bar(row.figures, room, lambda tones: tone(self.app, tones)))
        return _key(row), name

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the partner."""
        self.ipe.open_partner(event.key.partition("/")[0], self.year)

    def action_open(self) -> None:
        """Open the partner under the cursor."""
        self.query_one(LineList).action_choose()


def _key(row: Pace) -> str:
    return f"{row.organisation}/{row.line or ''}"
