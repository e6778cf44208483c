"""What became of something, to be read."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.i18n import N_
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.line_list import Builder, LineList


class ReportScreen(BaseScreen[None]):
    """A title, and lines made for the width there is."""

    HINTS = ("back",)
    BINDINGS = bindings("back")
    PURPOSE = N_("What became of what was read, file by file; Esc goes back.")

    def __init__(self, title: str, builder: Builder) -> None:
        super().__init__()
        self._title = title
        self._builder = builder

    def parts(self) -> Iterable[Widget]:
        """One page that scrolls."""
        yield Static(visible(self._title), classes="title", markup=False)
        yield LineList(id="report")

    def on_mount(self) -> None:
        """It is there at once."""
        lines = self.query_one(LineList)
        lines.show(self._builder)
        lines.focus()
