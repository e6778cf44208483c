"""The heading of an area that shows a year: its title, and the years beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from ipe_events.tui.text import visible
from ipe_events.tui.widgets.guarded import Guarded

CHOSEN = Style(bold=True, reverse=True)


class PeriodTitle(Guarded, Widget):
    """`Partners · 2026   [ 2025  2026  2027 ]`: each year and each bracket can be clicked."""

    DEFAULT_CSS = """
    PeriodTitle { height: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._labels: tuple[str, ...] = ()
        self._chosen = ""

    @property
    def title(self) -> str:
        """What the year is of."""
        return self._title

    def show(self, title: str, labels: Sequence[str], chosen: str) -> None:
        """Show another year."""
        self._title, self._labels, self._chosen = title, tuple(labels), chosen
        self.refresh()

    def render(self) -> Text:
        """As many years around the one chosen as fit; a long title is cut, the year is not."""
        labels, width = self._labels, self.size.width
        title = Text(visible(self._title), style="bold", no_wrap=True, end="")
        year = Text(visible(f" · {self._chosen}") if self._chosen else "", style="bold")
        place = labels.index(self._chosen) if self._chosen in labels else 0
        years = self._years(labels)
        if title.cell_len + year.cell_len + years.cell_len + 2 > width:
            years = self._years(labels[max(0, place - 1) : place + 2])
        if not labels:
            years = Text()
        title.truncate(max(1, width - year.cell_len - years.cell_len - 2), overflow="ellipsis")
        text = Text(no_wrap=True, end="").append_text(title).append_text(year)
        text.append(" " * (width - text.cell_len - years.cell_len))
        return text.append_text(years)

    def _years(self, labels: Sequence[str]) -> Text:
        years = Text(no_wrap=True, end="")
        years.append(" [ ", Style(bold=True, meta={"@click": "screen.earlier"}))
        for label in labels:
            style = CHOSEN if label == self._chosen else Style()
            click = Style(meta={"@click": f"screen.year('{label}')"})
            years.append(f" {label} ", style + click)
        return years.append(" ] ", Style(bold=True, meta={"@click": "screen.later"}))
