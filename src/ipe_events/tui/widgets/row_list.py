"""A list of lines, some of which can be chosen; only the lines in view are made."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ipe_events.tui.actions import moving

NO_STYLE = Style()
BRIGHT = Style(dim=False)


class RowList(ScrollView, can_focus=True):
    """Lines by their keys; a line without a key is a heading or a remark.

    A subclass says in `row` how a line looks at a width.
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .row-list--cursor { background: $block-cursor-blurred-background; }
        &:ansi > .row-list--cursor, &:nocolor > .row-list--cursor { text-style: underline; }
        &:focus > .row-list--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
    }
    """
    COMPONENT_CLASSES = {"row-list--cursor"}
    BINDINGS = [
        *moving(
            up="cursor(-1)",
            down="cursor(1)",
            page_up="page(-1)",
            page_down="page(1)",
            first="edge(-1)",
            last="edge(1)",
        ),
        Binding("enter", "choose", show=False),
    ]
    cursor: reactive[int] = reactive(-1)

    class Highlighted(Message):
        """The cursor went to a line."""

        def __init__(self, rows: RowList, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    class Chosen(Highlighted):
        """Enter was pressed on a line, or the line under the cursor was clicked."""

    class Beyond(Message):
        """The cursor was sent past an end: -1 or 1."""

        def __init__(self, rows: RowList, step: int) -> None:
            super().__init__()
            self.rows = rows
            self.step = step

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.keys: list[str | None] = []

    async def _dispatch_message(self, message: Message) -> None:
        # An exception in a handler would end this widget's message loop.
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            self.app._handle_exception(error)

    def row(self, index: int, width: int) -> Text:
        """How a line looks."""
        raise NotImplementedError

    def show_keys(self, keys: Sequence[str | None], *, select: str | None = None) -> None:
        """Take new lines; the cursor goes to `select`, else stays on the same key or near it."""
        wanted = select if select is not None else self.selected_key
        near = self.cursor
        self.keys = list(keys)
        self._measure()
        index = self.index_of(wanted) if wanted is not None else None
        if index is None:
            index = self._selectable_from(min(max(near, 0), len(self.keys) - 1), 1)
        with self.prevent(self.Highlighted):
            self.set_reactive(RowList.cursor, -1 if index is None else index)
        self.refresh()
        # Not before the size is known: a list that was just shown has none.
        self.call_after_refresh(self._show_cursor)

    def index_of(self, key: str) -> int | None:
        """The place of the line with a key."""
        return self.keys.index(key) if key in self.keys else None

    @property
    def selected_key(self) -> str | None:
        """The key under the cursor."""
        return self.keys[self.cursor] if 0 <= self.cursor < len(self.keys) else None

    def select(self, key: str) -> None:
        """Put the cursor on the line with a key, if there is one."""
        index = self.index_of(key)
        if index is not None:
            self.cursor = index

    def watch_cursor(self, before: int, after: int) -> None:
        """Show the line, and tell; the other lines stay as they were drawn."""
        self._show_cursor()
        for line in (before, after):
            self.refresh_line(line)
        key = self.selected_key
        if key is not None:
            self.post_message(self.Highlighted(self, key))

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.keys))

    def on_resize(self) -> None:
        """Lines are as wide as the list."""
        self._measure()
        self._show_cursor()

    def _show_cursor(self) -> None:
        if not self.size.height or self.cursor < 0:
            return
        first = self.cursor
        # The headings right above a line come into view with it.
        while first > 0 and self.keys[first - 1] is None and self.cursor - first < 2:
            first -= 1
        height, top = self.size.height, round(self.scroll_y)
        if not top - 2 <= self.cursor <= top + height:
            # A jump: with what comes before and after it.
            y = self.cursor - height // 2
            self.scroll_to(y=y, animate=False, force=True, immediate=True)
            return
        region = Region(0, first, self.size.width, self.cursor - first + 1)
        self.scroll_to_region(region, animate=False, force=True, immediate=True, x_axis=False)

    def _selectable_from(self, index: int, step: int) -> int | None:
        """The nearest line that can be chosen from a place on, first in the direction of step."""
        for direction in (step, -step):
            place = index
            while 0 <= place < len(self.keys):
                if self.keys[place] is not None:
                    return place
                place += direction
        return None

    def action_cursor(self, step: int) -> None:
        """To the next line that can be chosen; past the end the view scrolls on."""
        place = self.cursor + step
        while 0 <= place < len(self.keys) and self.keys[place] is None:
            place += step
        if 0 <= place < len(self.keys):
            self.cursor = place
            return
        if (step < 0 and self.scroll_y > 0) or (step > 0 and self.scroll_y < self.max_scroll_y):
            self.scroll_relative(y=step, animate=False, force=True, immediate=True)
        else:
            self.post_message(self.Beyond(self, step))

    def action_page(self, step: int) -> None:
        """A screenful on."""
        self._go(self.cursor + step * max(1, self.size.height - 1), step)

    def action_edge(self, step: int) -> None:
        """To the first or last line."""
        self._go(0 if step < 0 else len(self.keys) - 1, -step)
        edge = 0 if step < 0 else self.max_scroll_y
        self.scroll_to(y=edge, animate=False, force=True, immediate=True)

    def _go(self, place: int, step: int) -> None:
        found = self._selectable_from(min(max(place, 0), len(self.keys) - 1), step)
        if found is not None and found != self.cursor:
            self.cursor = found
        elif self.keys:
            # Nothing to choose there: the keys scroll.
            y = self.scroll_y + step * self.size.height
            self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def action_choose(self) -> None:
        """Tell what was chosen; nothing yet: go to what can be."""
        key = self.selected_key
        if key is not None:
            self.post_message(self.Chosen(self, key))
        elif self.keys:
            self.action_cursor(1)

    def on_click(self, event: events.Click) -> None:
        """A click selects; on the line under the cursor it chooses."""
        index = event.y + self.scroll_offset.y
        if "@click" in event.style.meta or not 0 <= index < len(self.keys):
            return
        if self.keys[index] is None:
            return
        if index == self.cursor:
            self.action_choose()
        self.cursor = index

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        width = self.scrollable_content_region.width
        index = self.scroll_offset.y + y
        style = self.rich_style
        if not 0 <= index < len(self.keys):
            return Strip.blank(width, style)
        text = self.row(index, width)
        console = self.app.console
        text.truncate(width, overflow="ellipsis")
        # Rich leaves a text's own style to whoever renders it.
        segments = Segment.apply_style(text.render(console), console.get_style(text.style))
        strip = Strip(segments).extend_cell_length(width, NO_STYLE)
        if index != self.cursor:
            return strip.apply_style(style)
        cursor = style + self.get_component_rich_style("row-list--cursor")
        # Under the cursor no colour or dimness of its own: everything must be legible there.
        post = cursor + BRIGHT if self.has_focus else None
        return Strip(Segment.apply_style(strip, cursor, post), strip.cell_length)
