"""An area with a list that can be narrowed to what contains a text."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import AreaScreen
from ipe_events.tui.widgets.filter_line import FilterLine


class FilteredScreen(AreaScreen):
    """`/` opens a line to type in; `refill` shows what matches."""

    BINDINGS = bindings("filter", "back")
    AUTO_FOCUS = "RowList"

    def parts(self) -> Iterable[Widget]:
        """The line, hidden."""
        yield FilterLine()

    def refill(self) -> None:
        """Show what matches, from what was loaded last."""

    def main_list(self) -> Widget:
        """The list that takes over from the filter."""
        raise NotImplementedError

    @property
    def wanted(self) -> str:
        """The text to look for."""
        return self.query_one(FilterLine).text

    def matches(self, *words: str) -> bool:
        """Whether any of these texts holds the text to look for."""
        return any(self.wanted in word.casefold() for word in words)

    def action_filter(self) -> None:
        """Type what to look for."""
        self.query_one(FilterLine).open()

    def action_back(self) -> None:
        """Everything again."""
        line = self.query_one(FilterLine)
        if line.is_open:
            line.close()
            self.main_list().focus()

    def on_filter_line_typed(self) -> None:
        """Narrow the list."""
        self.refill()

    def on_filter_line_done(self) -> None:
        """Move about in what matches."""
        self.main_list().focus()
