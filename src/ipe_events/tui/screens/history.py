"""History: every change to the workspace, newest first, with what it was before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.changes import ChangeDetails
from ipe_events.domain.records import HistoryLine
from ipe_events.domain.search import Facts
from ipe_events.i18n import N_, _
from ipe_events.tui import change_lines
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import HistoryData


class HistoryScreen(Filtered, PageScreen):
    """Undo and redo work here as everywhere; the list follows."""

    PURPOSE = N_(
        "Every change, newest first. Enter shows what it was before and after. Undoing takes back "
        "the last change that still holds; nothing is ever removed from this list."
    )
    HINTS = ("open", "undo", "redo", "back", "filter")
    BINDINGS = bindings("open")
    CSS_PATH = "history.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._changes: Sequence[HistoryLine] = ()
        self._zone = ZoneInfo("UTC")

    def parts(self) -> Iterable[Widget]:
        """The list under its titles; beside it, where there is room, what the change did."""
        table = LineTable(id="changes")
        yield Static(_("History"), markup=False, classes="title")
        yield FilterLine()
        yield Horizontal(Vertical(table.heads, table, id="list"), LineList(id="what"), id="both")
        yield EmptyState(_("Nothing was changed yet."), id="nothing")

    def on_mount(self) -> None:
        """The pane is read."""
        self.query_one("#what").can_focus = False

    def load(self) -> None:
        """Ask for the changes."""
        self.ask(lambda bridge: bridge.history(), self.show)

    def show(self, data: HistoryData) -> None:
        """Show the changes."""
        self._zone, self._changes = ZoneInfo(data.zone), data.lines
        self.refill()

    def main_list(self) -> LineTable:
        """The changes."""
        return self.query_one(LineTable)

    def refill(self) -> None:
        """Show the changes that match."""
        columns = (
            Column(_("When"), least=18),
            Column(least=1),
            Column(_("Change"), least=20, most=140, grow=True),
            Column(_("state"), least=10, most=24),
            Column(_("rows"), least=4, right=True),
        )
        shown = self.narrowed(self._changes, lambda line: _facts(line, self._zone))
        self.main_list().show(columns, [_line(line, self._zone) for line in shown])
        self.set_class(not self._changes, "-nothing")
        self._look()

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """The pane follows."""
        message.stop()
        self._look()

    def on_resize(self) -> None:
        """There may be room for the pane now."""
        self._look()

    def _look(self) -> None:
        key = self.query_one(LineTable).selected_key
        if key is not None and self.has_class("-widest"):
            number = int(key)
            self.ask(lambda bridge: bridge.change_details(number), self._tell)

    def _tell(self, data: ChangeDetails) -> None:
        pane, zone = self.query_one("#what", LineList), self._zone
        pane.show(lambda width: list(change_lines.details(data, zone, width)))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Show the change on a page of its own."""
        message.stop()
        self.app.push_screen(ChangeScreen(int(message.key), self._zone))

    def action_open(self) -> None:
        """Show the change under the cursor."""
        table = self.query_one(LineTable)
        if table.selected_key is None:
            self.notify(_("Nothing was changed yet."))
        else:
            table.action_choose()


class ChangeScreen(PageScreen):
    """What one change did."""

    PURPOSE = N_(
        "What this change did: each row that was added, changed or removed, with what its fields "
        "were and are."
    )
    HINTS = ("undo", "redo", "back")
    AUTO_FOCUS = "RowList"

    def __init__(self, number: int, zone: ZoneInfo) -> None:
        super().__init__()
        self._number, self._zone = number, zone

    def parts(self) -> Iterable[Widget]:
        """One page."""
        yield Static(_("Change"), markup=False, classes="title")
        yield LineList(id="change")

    def load(self) -> None:
        """Ask what it did."""
        number = self._number
        self.ask(lambda bridge: bridge.change_details(number), self.show)

    def show(self, data: ChangeDetails) -> None:
        """Show it."""
        zone = self._zone
        page = self.query_one(LineList)
        page.show(lambda width: list(change_lines.details(data, zone, width)))


def _facts(line: HistoryLine, zone: ZoneInfo) -> Facts:
    """What a change is found by."""
    return Facts((line.label,), first=datetime.fromisoformat(line.at).astimezone(zone).date())


def _line(line: HistoryLine, zone: ZoneInfo) -> Line:
    sign = change_lines.KINDS.get(line.kind, (" ", ""))[0]
    return Line(
        (
            Text(change_lines.moment_words(line, zone)),
            Text(sign),
            plain(line.label, "dim strike" if line.undone else ""),
            plain(change_lines.state_words(line), "dim"),
            Text(str(line.rows), style="dim"),
        ),
        key=str(line.id),
    )
