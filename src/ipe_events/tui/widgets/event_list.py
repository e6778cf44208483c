"""Events in a list by month: state, day, times, title, place; one line each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from ipe_events.domain.records import EventLine
from ipe_events.i18n import WEEKDAYS_SHORT, _
from ipe_events.tui.event_lines import column
from ipe_events.tui.event_text import STATE_MARKS, STATE_TONES, month_heading, short_day, span
from ipe_events.tui.text import tone, visible
from ipe_events.tui.widgets.row_list import RowList

# From this width on the place has a column.
WITH_PLACE = 64
TIMES = 12


class EventList(RowList):
    """Events under headings of months; `show` keeps the cursor on the same event."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.events: list[EventLine] = []
        self._lines: list[EventLine | str] = []

    def show(self, events: Sequence[EventLine], *, select: int | None = None) -> None:
        """Show these events, in the order they come; the cursor goes to `select`."""
        self.events = list(events)
        self._lines = []
        keys: list[str | None] = []
        month = ""
        for event in events:
            heading = month_heading(event.day)
            if heading != month:
                month = heading
                self._lines.append(month)
                keys.append(None)
            self._lines.append(event)
            keys.append(str(event.id))
        self.show_keys(keys, select=str(select) if select is not None else None)

    @property
    def selected(self) -> EventLine | None:
        """The event under the cursor."""
        line = self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None
        return line if isinstance(line, EventLine) else None

    def row(self, index: int, width: int) -> Text:
        """A heading, or an event."""
        line = self._lines[index]
        if isinstance(line, str):
            return Text(f" {line}", style="bold", no_wrap=True, end="")
        return self._event(line, width)

    def _event(self, event: EventLine, width: int) -> Text:
        past = event.state in ("held", "cancelled")
        quiet = Style(dim=past)
        text = Text(" ", no_wrap=True, end="")
        text.append(STATE_MARKS[event.state], style=tone(self.app, STATE_TONES[event.state]))
        text.append(" ")
        text.append_text(column(short_day(event.day), _day_width())).append("  ")
        text.append_text(column(span(event), TIMES))
        title = Style(strike=event.state == "cancelled") + quiet
        if width < WITH_PLACE or not event.location:
            return text.append(visible(event.title), style=title)
        room = width - text.cell_len
        words = column(event.title, room * 2 // 3 - 1)
        words.stylize(title, 0, len(words.plain.rstrip()))
        text.append_text(words).append(" ")
        return text.append(visible(event.location), style="dim")


def _day_width() -> int:
    """`di 12` or `Tue 12`."""
    return max(len(_(name)) for name in WEEKDAYS_SHORT) + 3
