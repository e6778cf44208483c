"""Seven days beside each other, each with its events below each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from rich.style import Style
from rich.text import Text
from textual import events as textual_events
from textual.geometry import Region
from textual.widget import Widget

from ipe_events.domain.records import EventLine
from ipe_events.i18n import month_name, weekday_name
from ipe_events.tui.actions import moving
from ipe_events.tui.event_lines import column, wrapped
from ipe_events.tui.event_text import MARKED, STATE_MARKS, STATE_TONES, span
from ipe_events.tui.text import plain, tone, visible
from ipe_events.tui.widgets.guarded import Guarded
from ipe_events.tui.widgets.row_list import RowList

DAYS = 7
# A title on so many lines at most.
TITLE = 3
# The number of an event and the day of a column, in what can be clicked.
EVENT, DAY = "event", "day"


class WeekGrid(Guarded, RowList):
    """The cursor stands on an event, or on a day without any; the arrows go both ways.

    Tells as lists do: the key is an event's number, or a day as ISO 8601 writes it.
    """

    BINDINGS = moving(left="day(-1)", right="day(1)")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.monday = self.today = date.min
        self.off: Mapping[date, str] = {}
        self.marked: frozenset[int] = frozenset()
        self.columns: list[list[EventLine]] = [[] for _ in range(DAYS)]
        self.place = (0, 0)
        self.heads = WeekHeads(self)
        self._cells: list[list[tuple[int, Text]]] = []
        self._rows: dict[int, Text] = {}
        self._built_for = 0

    def show(
        self,
        monday: date,
        found: Sequence[EventLine],
        off: Mapping[date, str],
        today: date,
        *,
        day: date,
        select: int | None,
    ) -> None:
        """Show a week; the cursor goes to an event, or else to the first one of a day."""
        self.monday, self.off, self.today = monday, off, today
        self.columns = [
            [event for event in found if event.day <= one <= (event.until or event.day)]
            for one in (monday + timedelta(days=number) for number in range(DAYS))
        ]
        self._aim(day, select)
        self._built_for = 0
        self._build()
        self.heads.refresh()

    def _aim(self, day: date, select: int | None) -> None:
        chosen = min(max((day - self.monday).days, 0), DAYS - 1)
        for number in (chosen, *range(DAYS)):
            for place, event in enumerate(self.columns[number]):
                if event.id == select:
                    self.place = (number, place)
                    return
        self.place = (chosen, 0)

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self.monday + timedelta(days=self.place[0])

    @property
    def selected(self) -> EventLine | None:
        """The event under the cursor."""
        there = self.columns[self.place[0]]
        return there[self.place[1]] if self.place[1] < len(there) else None

    @property
    def selected_key(self) -> str | None:
        """The number of the event, or the day."""
        event = self.selected
        return str(event.id) if event is not None else self.day.isoformat()

    def mark(self, marked: Collection[int]) -> None:
        """Show which events are marked."""
        if frozenset(marked) != self.marked:
            self.marked = frozenset(marked)
            self._built_for = 0
            self._build()

    # Moving about

    def go(self, number: int, place: int) -> None:
        """Put the cursor somewhere, and tell."""
        before = self._lines_of(*self.place)
        self.place = (number, min(max(place, 0), max(0, len(self.columns[number]) - 1)))
        self._show_cursor()
        # Whatever else is there stays as it was drawn.
        for line in {*before, *self._lines_of(*self.place)}:
            self._rows.pop(line, None)
            self.refresh_line(line)
        self.heads.refresh()
        self.post_message(self.Highlighted(self, str(self.selected_key)))

    def action_day(self, step: int) -> None:
        """To the day beside it; past the week to another."""
        number = self.place[0] + step
        if 0 <= number < DAYS:
            self.go(number, self.place[1])
        else:
            self.post_message(self.Beyond(self, step))

    def action_cursor(self, step: int) -> None:
        """To the event above or below."""
        self.go(self.place[0], self.place[1] + step)

    def action_page(self, step: int) -> None:
        """A week on."""
        self.post_message(self.Beyond(self, step * DAYS))

    def action_edge(self, step: int) -> None:
        """To the first or last day."""
        self.go(0 if step < 0 else DAYS - 1, 0)

    def action_choose(self) -> None:
        """Tell what was chosen."""
        self.post_message(self.Chosen(self, str(self.selected_key)))

    def on_click(self, event: textual_events.Click) -> None:
        """A click selects; on what is under the cursor it chooses."""
        event.prevent_default()
        meta = event.style.meta
        if not isinstance(meta.get(DAY), int):
            return
        target = (meta[DAY], meta.get(EVENT, 0))
        if target == self.place:
            self.action_choose()
        else:
            self.go(*target)

    def _show_cursor(self) -> None:
        lines = self._lines_of(*self.place)
        if self.size.height and lines:
            region = Region(0, lines[0], self.size.width, len(lines))
            self.scroll_to_region(region, animate=False, force=True, immediate=True, x_axis=False)

    def _lines_of(self, number: int, place: int) -> list[int]:
        if number >= len(self._cells):
            return []
        return [line for line, (own, _text) in enumerate(self._cells[number]) if own == place]

    # Drawing

    def widths(self, width: int) -> list[int]:
        """How wide each day is, with a line between them."""
        room, more = divmod(max(DAYS, width - DAYS + 1), DAYS)
        return [room + (number < more) for number in range(DAYS)]

    def _build(self) -> None:
        width = self.scrollable_content_region.width
        if not width or width == self._built_for:
            return
        self._built_for = width
        self._rows = {}
        self._cells = [
            self._day_cells(there, wide)
            for there, wide in zip(self.columns, self.widths(width), strict=True)
        ]
        height = max(len(cells) for cells in self._cells)
        self.keys = [None] * max(height, 1)
        self._measure()
        self.refresh()
        self.call_after_refresh(self._show_cursor)

    def _day_cells(self, there: Sequence[EventLine], width: int) -> list[tuple[int, Text]]:
        cells: list[tuple[int, Text]] = []
        for place, event in enumerate(there):
            cells += [(place, line) for line in self._event(event, width)]
            cells.append((-1, Text("")))
        return cells or [(0, plain(" –", "dim"))]

    def _event(self, event: EventLine, width: int) -> list[Text]:
        """The sign and the times, the title, the place."""
        past = Style(dim=event.state in ("held", "cancelled"))
        head = Text(no_wrap=True, end="")
        head.append(MARKED if event.id in self.marked else " ", style=tone(self.app, "success"))
        head.append(STATE_MARKS[event.state], style=tone(self.app, STATE_TONES[event.state]))
        head.append(f" {span(event)}", style=past)
        title = Style(bold=not past.dim, strike=event.state == "cancelled") + past
        lines = wrapped(plain(event.title), width - 2)
        if len(lines) > TITLE:
            rest = "".join(line.plain + " " for line in lines[TITLE - 1 :])
            lines[TITLE - 1 :] = [column(rest, width - 2)]
        found = [head]
        for line in lines:
            line.stylize(title)
            found.append(Text(" ", no_wrap=True, end="").append_text(line))
        if event.location:
            found.append(Text(" ", end="").append_text(column(event.location, width - 2, "dim")))
        return found

    def row(self, index: int, width: int) -> Text:
        """One line of all seven days."""
        if index not in self._rows:
            self._rows[index] = self._row(index, width)
        return self._rows[index].copy()

    def _row(self, index: int, width: int) -> Text:
        text = Text(no_wrap=True, end="")
        number, place = self.place
        for day, (cells, wide) in enumerate(zip(self._cells, self.widths(width), strict=True)):
            own, cell = cells[index] if index < len(cells) else (-1, Text(""))
            cell = cell.copy()
            cell.truncate(wide, overflow="ellipsis")
            cell.append(" " * (wide - cell.cell_len))
            if own >= 0 and (day, own) == (number, place):
                cell.stylize(self._cursor())
            meta = {DAY: day, EVENT: own} if own >= 0 else {DAY: day}
            cell.stylize(Style(meta=meta))
            text.append("│" if day else "", style="dim").append_text(cell)
        return text

    def _cursor(self) -> Style:
        style = self.get_component_rich_style("row-list--cursor")
        return style + Style(dim=False) if self.has_focus else style

    def on_focus(self) -> None:
        """Show where the keys are."""
        self._rows = {}
        self.refresh()

    def on_blur(self) -> None:
        """The keys are elsewhere."""
        self._rows = {}
        self.refresh()

    def on_resize(self) -> None:
        """Another width has other lines."""
        self._build()
        self.heads.refresh()


class WeekHeads(Guarded, Widget):
    """The days above a week, and why one is off."""

    DEFAULT_CSS = """
    WeekHeads { height: 3; }
    """

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__()
        self._of = grid

    def render(self) -> Text:
        """Weekday and day, the holiday below it, a line."""
        grid = self._of
        widths = grid.widths(grid.scrollable_content_region.width or self.size.width)
        names, off, line = (Text(no_wrap=True, end="") for _number in range(3))
        for number, wide in enumerate(widths):
            day = grid.monday + timedelta(days=number)
            edge = "│" if number else ""
            words = (
                f" {weekday_name(day, long=False)} {day.day} {month_name(day.month, long=False)}"
            )
            style = Style(bold=True, underline=day == grid.today, reverse=number == grid.place[0])
            names.append(edge, style="dim").append(words, style=style + _click(number))
            names.append(" " * max(0, wide - len(words)))
            off.append(edge, style="dim")
            off.append_text(column(f" {visible(grid.off.get(day, ''))}", wide, "dim"))
            line.append("┼" if number else "", style="dim").append("─" * wide, style="dim")
        return Text("\n", no_wrap=True, end="").join((names, off, line))

    def on_click(self, event: textual_events.Click) -> None:
        """A click on a day goes there."""
        number = event.style.meta.get(DAY)
        if isinstance(number, int):
            self._of.go(number, 0)


def _click(number: int) -> Style:
    return Style(meta={DAY: number})
