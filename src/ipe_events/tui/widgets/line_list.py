"""Lines made for the width there is: a page of text, of which some lines can be chosen."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text

from ipe_events.tui.event_lines import Line
from ipe_events.tui.widgets.row_list import RowList

Builder = Callable[[int], list[Line]]


class LineList(RowList):
    """Shows what a builder makes, and has it made anew when the width changes."""

    # The lines are as wide with a scrollbar as without one.
    DEFAULT_CSS = """
    LineList { scrollbar-gutter: stable; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._builder: Builder | None = None
        self._lines: list[Text] = []
        self._built_for = 0

    def show(self, builder: Builder, *, select: str | None = None) -> None:
        """Show other lines."""
        self._builder = builder
        self._build(select)
        self.call_after_refresh(self._fit)

    def empty(self) -> None:
        """Show nothing."""
        self.show(lambda _width: [])

    def _build(self, select: str | None = None) -> None:
        if self._builder is None:
            return
        # Before the first layout and while it is hidden it has no width; keys that are pressed
        # ahead find the lines all the same.
        self._built_for = self.scrollable_content_region.width or self.app.size.width
        lines = self._builder(self._built_for)
        self._lines = [text for _key, text in lines]
        self.show_keys([key for key, _text in lines], select=select)

    def _fit(self) -> None:
        if self.scrollable_content_region.width not in (0, self._built_for):
            self._build()

    def on_resize(self) -> None:
        """Another width has other lines."""
        self._fit()

    def row(self, index: int, width: int) -> Text:
        """A line as it was made."""
        return self._lines[index].copy()

    @property
    def lines(self) -> list[str]:
        """What it says, for whoever reads along."""
        return [line.plain for line in self._lines]
