"""A matrix of figures with the cursor on one of them: a row and a column."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ipe_events.tui.actions import moving
from ipe_events.tui.grid_layout import EMPTY, GridRow, Layout, fit, head_line, row_line
from ipe_events.tui.widgets.guarded import Guarded
from ipe_events.tui.widgets.row_list import BRIGHT, NO_STYLE, RowList


class FigureGrid(Guarded, RowList):
    """Rows of figures; the arrows go from figure to figure, enter chooses the one in hand."""

    DEFAULT_CSS = """
    FigureGrid {
        scrollbar-gutter: stable;
        & > .grid--figure { background: $block-cursor-blurred-background; text-style: bold; }
        &:ansi > .grid--figure, &:nocolor > .grid--figure { text-style: reverse; }
        &:focus > .grid--figure {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
        &:focus > .row-list--cursor {
            background: $block-cursor-blurred-background; color: $foreground; text-style: none;
        }
    }
    """
    COMPONENT_CLASSES = {"grid--figure"}
    BINDINGS = moving(left="column(-1)", right="column(1)")
    column: reactive[int] = reactive(0)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[GridRow, ...] = ()
        self._layout: tuple[int, int, Layout] | None = None
        self._first = 0
        self.heads = GridHeads(self)

    def show(self, heads: Sequence[str], rows: Sequence[GridRow], *, column: int) -> None:
        """Show these figures, with the cursor on a column."""
        self._heads, self._rows = tuple(heads), tuple(rows)
        self._layout = None
        self.set_reactive(FigureGrid.column, min(max(column, 0), max(0, len(heads) - 1)))
        self.show_keys([row.key for row in rows])
        self.heads.refresh()

    def layout_for(self, width: int) -> Layout:
        """Where the columns stand in a width."""
        if not self._heads:
            return EMPTY
        if self._layout is None or self._layout[:2] != (width, self.column):
            made = fit(self._heads, self._rows, width, column=self.column, first=self._first)
            self._first = made.first
            self._layout = (width, self.column, made)
        return self._layout[2]

    def row(self, index: int, width: int) -> Text:
        """A row with the figure in hand marked."""
        cell = self.column if index == self.cursor else None
        here = self.get_component_rich_style("grid--figure", partial=True)
        return row_line(self._rows[index], self.layout_for(width), width, cell, here)

    def render_line(self, y: int) -> Strip:
        """One row: softly marked under the cursor, the figure in hand clearly."""
        index = self.scroll_offset.y + y
        if index != self.cursor or not 0 <= index < len(self.keys):
            return super().render_line(y)
        width = self.scrollable_content_region.width
        text = self.row(index, width)
        console = self.app.console
        base = self.rich_style + self.get_component_rich_style("row-list--cursor")
        segments = Segment.apply_style(text.render(console), base + console.get_style(text.style))
        strip = Strip(segments).extend_cell_length(width, base)
        post = BRIGHT if self.has_focus else NO_STYLE
        return Strip(Segment.apply_style(strip, None, post), strip.cell_length)

    def watch_column(self) -> None:
        """The heads go along where there are more columns than fit."""
        # Now, as keys may come faster than frames: which columns are shown depends on the last.
        self.layout_for(self.scrollable_content_region.width or self.size.width)
        self.refresh()
        self.heads.refresh()
        key = self.selected_key
        if key is not None:
            self.post_message(self.Highlighted(self, key))

    def action_column(self, step: int) -> None:
        """To the figure beside it; the total comes last."""
        place = self.column + step
        if 0 <= place < len(self._heads):
            self.column = place

    def on_resize(self) -> None:
        """The heads stay above their columns."""
        super().on_resize()
        self.heads.refresh()

    def head_text(self, width: int) -> Text:
        """The heads of the columns."""
        return head_line(self._heads, self.layout_for(width), width)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a figure; on the one in hand it chooses."""
        layout = self.layout_for(self.scrollable_content_region.width)
        edge = 1 + layout.name
        for n in layout.shown:
            edge += layout.gap + layout.columns[n].width
            if 1 + layout.name <= event.x < edge:
                index = event.y + self.scroll_offset.y
                if n != self.column and 0 <= index < len(self.keys):
                    self.cursor, self.column = index, n
                    event.prevent_default()
                return


class GridHeads(Guarded, Widget):
    """The heads above a grid's columns."""

    DEFAULT_CSS = """
    GridHeads { height: 1; color: $text-muted; }
    """

    def __init__(self, grid: FigureGrid) -> None:
        super().__init__()
        self._of = grid

    def render(self) -> Text:
        """The heads, as wide as the grid is beside its scrollbar."""
        return self._of.head_text(self._of.scrollable_content_region.width or self.size.width)
