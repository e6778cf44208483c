"""History: every change to the workspace, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import HistoryLine
from ipe_events.i18n import N_, _, format_date
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.line_table import LineTable

if TYPE_CHECKING:
    from ipe_events.tui.bridge import HistoryData

KINDS = {
    "undo": ("↶", N_("undoing")),
    "redo": ("↷", N_("carried out again")),
    "barrier": ("▪", N_("cannot be undone")),
}


class HistoryScreen(PageScreen):
    """Undo and redo work here as everywhere; the list follows."""

    PURPOSE = N_(
        "Every change, newest first. Undoing takes back the last change that still holds; nothing "
        "is ever removed from this list."
    )
    HINTS = ("undo", "redo", "back")
    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "RowList"

    def parts(self) -> Iterable[Widget]:
        """The list under its titles."""
        table = LineTable(id="changes")
        yield Static(_("History"), markup=False, classes="title")
        yield table.heads
        yield table
        yield EmptyState(_("Nothing was changed yet."), id="nothing")

    def load(self) -> None:
        """Ask for the changes."""
        self.ask(lambda bridge: bridge.history(), self.show)

    def show(self, data: HistoryData) -> None:
        """Show the changes."""
        columns = (
            Column(_("When"), least=18),
            Column(least=1),
            Column(_("Change"), least=20, most=140, grow=True),
            Column(_("state"), least=10, most=24),
            Column(_("rows"), least=4, right=True),
        )
        zone = ZoneInfo(data.zone)
        self.query_one(LineTable).show(columns, [_line(line, zone) for line in data.lines])
        self.set_class(not data.lines, "-nothing")


def _line(line: HistoryLine, zone: ZoneInfo) -> Line:
    local = datetime.fromisoformat(line.at).astimezone(zone)
    sign, word = KINDS.get(line.kind, (" ", ""))
    state = _("taken back") if line.undone else _(word) if word else ""
    return Line(
        (
            Text(f"{format_date(local, weekday=False)} {local:%H:%M}"),
            Text(sign),
            plain(line.label, "dim strike" if line.undone else ""),
            plain(state, "dim"),
            Text(str(line.rows), style="dim"),
        ),
        key=str(line.id),
    )
