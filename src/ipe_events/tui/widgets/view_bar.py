"""The line above the events: which period, how many are marked, and the three views."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from ipe_events.i18n import N_, _
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.guarded import Guarded

VIEWS = ("month", "week", "day")
NAMES = {"month": N_("Month"), "week": N_("Week"), "day": N_("Day")}


class ViewBar(Guarded, Widget):
    """`◂ ▸ week 48 · 23 – 29 nov 2026      Month  Week  Day`: everything can be clicked."""

    DEFAULT_CSS = """
    ViewBar { height: 1; link-style: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view, self._words, self._short = VIEWS[0], "", ""

    def show(self, view: str, words: str, short: str = "") -> None:
        """Show another view or period; `short` where there is little room."""
        self._view, self._words, self._short = view, visible(words), visible(short or words)
        self.refresh()

    def render(self) -> Text:
        """The period at the left, the views at the right."""
        width = self.size.width
        views = Text(no_wrap=True, end="")
        for view in VIEWS:
            style = Style(bold=True, reverse=True) if view == self._view else Style()
            click = Style(meta={"@click": f"screen.show_view('{view}')"})
            views.append(f" {_(NAMES[view])} ", style=style + click)
        room = width - views.cell_len - 8
        words = self._words if len(self._words) <= room else self._short
        text = Text(no_wrap=True, end="")
        text.append(" ◂ ", style=Style(meta={"@click": "screen.earlier"}))
        text.append(" ▸ ", style=Style(meta={"@click": "screen.later"}))
        period = Text(words, style="bold", no_wrap=True, end="")
        period.truncate(max(1, room), overflow="ellipsis")
        text.append_text(period)
        text.append(" " * max(0, width - text.cell_len - views.cell_len))
        return text.append_text(views)
