"""Events in a list: by month, by the days of a week, or those of one day with more about each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.style import Style
from rich.text import Text
from textual import events as textual_events

from ipe_events.domain.records import EventHours, EventLine
from ipe_events.i18n import WEEKDAYS_SHORT, _, month_name, ngettext, weekday_name
from ipe_events.tui.event_lines import FIGURES, column, hour_lines
from ipe_events.tui.event_text import (
    MARKED,
    STATE_MARKS,
    STATE_TONES,
    month_heading,
    short_day,
    span,
    state_words,
)
from ipe_events.tui.text import tone, visible
from ipe_events.tui.widgets.row_list import RowList

# From this width on the place has a column.
WITH_PLACE = 64
TIMES = 12
# The mark and the sign of the state.
SIGN = 2
# Of how many partners the hours stand below an event of a day.
MOST_COSTS = 8
# The lines about an event below its own begin where its title does.
INDENT, COSTS = 15, 3


@dataclass(frozen=True, slots=True)
class Remark:
    """A line that cannot be chosen: a heading, or something about the event above it."""

    words: str
    style: str = "dim"
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """One of the partners whose hours an event takes, in a column with the others."""

    costs: tuple[EventHours, ...]
    place: int


@dataclass(frozen=True, slots=True)
class EmptyDay:
    """A day on which nothing begins; it can be chosen, to plan on it."""

    day: date
    words: str


Row = EventLine | Remark | Cost | EmptyDay


class EventList(RowList):
    """Events under headings; `show` keeps the cursor on the same event."""

    class Marked(RowList.Highlighted):
        """The sign of an event was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.events: list[EventLine] = []
        self.marked: Collection[int] = ()
        self._lines: list[Row] = []
        self._with_day = self._with_place = True

    def show(self, events: Sequence[EventLine], *, select: int | None = None) -> None:
        """Show these events under their months, in the order they come."""
        self._begin(events, with_day=True)
        month = ""
        for event in events:
            heading = month_heading(event.day)
            if heading != month:
                month = heading
                self._lines.append(Remark(f" {month}", "bold"))
            self._lines.append(event)
        self._done(str(select) if select is not None else None)

    def show_week(
        self,
        days: Sequence[date],
        events: Sequence[EventLine],
        off: Mapping[date, str],
        today: date,
        *,
        select: str | None = None,
    ) -> None:
        """Show these days, each with its events; an empty day can be chosen to plan on it."""
        self._begin(events, with_day=False)
        for day in days:
            there = [event for event in events if max(event.day, days[0]) == day]
            words = [_("today")] if day == today else []
            words += [off[day]] if day in off else []
            # What began on an earlier day stands there, and goes on here.
            words += [f"… {one.title}" for one in events if day in _later_days(one, days[0])]
            if there:
                rest = f"  {' · '.join(words)}" if words else ""
                self._lines.append(Remark(f" {_long(day)}", "bold", rest))
                self._lines += there
            else:
                self._lines.append(EmptyDay(day, " · ".join(words) or "–"))
        self._done(select)

    def show_day(
        self,
        events: Sequence[EventLine],
        hours: Mapping[int, Sequence[EventHours]],
        *,
        select: str | None = None,
    ) -> None:
        """Show the events of a day, with for each the place, how many come and the hours."""
        self._begin(events, with_day=False, with_place=False)
        for event in events:
            self._lines.append(event)
            self._lines += [Remark(" " * INDENT + words) for words in _about(event)]
            costs = tuple(cost for cost in hours.get(event.id, ()) if cost.minutes)
            self._lines += [Cost(costs, place) for place in range(min(len(costs), MOST_COSTS))]
            if len(costs) > MOST_COSTS:
                words = _("and {number} more").format(number=len(costs) - MOST_COSTS)
                self._lines.append(Remark(" " * INDENT + words))
            self._lines.append(Remark(""))
        self._done(select)

    def _begin(
        self, events: Sequence[EventLine], *, with_day: bool, with_place: bool = True
    ) -> None:
        self.events = list(events)
        self._with_day, self._with_place = with_day, with_place
        self._lines = []

    def _done(self, select: str | None) -> None:
        self.show_keys([_key(line) for line in self._lines], select=select)

    @property
    def selected(self) -> EventLine | None:
        """The event under the cursor."""
        line = self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None
        return line if isinstance(line, EventLine) else None

    def on_click(self, event: textual_events.Click) -> None:
        """A click on the sign of an event marks it, beside what a click does."""
        index = event.y + self.scroll_offset.y
        on_event = 0 <= index < len(self._lines) and isinstance(self._lines[index], EventLine)
        if on_event and event.x < SIGN:
            event.prevent_default()
            self.cursor = index
            self.post_message(self.Marked(self, str(self.keys[index])))

    def mark(self, marked: Collection[int]) -> None:
        """Show which events are marked."""
        self.marked = marked
        self.refresh()

    def row(self, index: int, width: int) -> Text:
        """A heading, a remark, a day without events, or an event."""
        line = self._lines[index]
        if isinstance(line, Remark):
            text = Text(no_wrap=True, end="").append(visible(line.words), style=line.style)
            return text.append(visible(line.rest), style="dim")
        if isinstance(line, Cost):
            rows = list(hour_lines(line.costs, min(width, FIGURES) - COSTS - 1))
            return Text(" " * COSTS, no_wrap=True, end="").append_text(rows[line.place][1])
        if isinstance(line, EmptyDay):
            text = Text(f" {_long(line.day)}", style="bold dim", no_wrap=True, end="")
            return text.append(f"  {visible(line.words)}", style="not bold dim")
        return self._event(line, width)

    def _event(self, event: EventLine, width: int) -> Text:
        past = event.state in ("held", "cancelled")
        quiet = Style(dim=past)
        text = Text(no_wrap=True, end="")
        text.append(MARKED if event.id in self.marked else " ", style=tone(self.app, "success"))
        text.append(STATE_MARKS[event.state], style=tone(self.app, STATE_TONES[event.state]))
        text.append(" ")
        if self._with_day:
            text.append_text(column(short_day(event.day), _day_width())).append("  ")
        text.append_text(column(span(event), TIMES))
        title = Style(strike=event.state == "cancelled") + quiet
        if width < WITH_PLACE or not (event.location and self._with_place):
            return text.append(visible(event.title), style=title)
        room = width - text.cell_len
        words = column(event.title, room * 2 // 3 - 1)
        words.stylize(title, 0, len(words.plain.rstrip()))
        text.append_text(words).append(" ")
        return text.append(visible(event.location), style="dim")


def _key(line: Row) -> str | None:
    if isinstance(line, EventLine):
        return str(line.id)
    return line.day.isoformat() if isinstance(line, EmptyDay) else None


def _later_days(event: EventLine, first: date) -> Iterable[date]:
    """The days of an event after the one on which a list that begins on `first` shows it."""
    day = max(event.day, first)
    while event.until is not None and day < event.until:
        day += timedelta(days=1)
        yield day


def _long(day: date) -> str:
    """A day of which the year is known: `maandag 23 november`."""
    return f"{weekday_name(day)} {day.day} {month_name(day.month)}"


def _about(event: EventLine) -> Iterable[str]:
    """Where an event is and who is expected, a line each."""
    if event.location or event.link:
        yield event.location or event.link
    guests = ngettext("{number} guest", "{number} guests", event.people)
    yield f"{state_words(event.state)} · {guests.format(number=event.people)}"


def _day_width() -> int:
    """`di 12` or `Tue 12`."""
    return max(len(_(name)) for name in WEEKDAYS_SHORT) + 3
