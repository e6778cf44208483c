"""The middle of the agenda: the view, the filter, the events, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import EventLine
from ipe_events.domain.search import Remark
from ipe_events.i18n import _, ngettext
from ipe_events.tui.actions import key_of
from ipe_events.tui.event_text import month_heading
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.event_list import EventList
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.view_bar import ViewBar
from ipe_events.tui.widgets.week_grid import WeekGrid


class EventPane(Vertical):
    """A list that says how much it holds, when it was cut, and why it is empty."""

    DEFAULT_CSS = """
    EventPane {
        width: 1fr;
        & > .pane--cut { height: 1; color: $text-muted; padding: 0 1; display: none; }
        & > EmptyState { display: none; }
        & > WeekGrid, & > WeekHeads { display: none; }
        &.-cut > .pane--cut { display: block; }
        &.-nothing > EmptyState { display: block; }
        &.-nothing > EventList { height: 1; }
        &.-columns > EventList, &.-columns > EmptyState { display: none; }
        &.-columns > WeekGrid, &.-columns > WeekHeads { display: block; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cut = False

    def compose(self) -> Iterable[Widget]:
        """From the view down."""
        yield ViewBar()
        yield FilterLine()
        yield Static("", classes="pane--cut", markup=False)
        week = WeekGrid(id="week")
        yield week.heads
        yield week
        yield EventList(id="events")
        yield EmptyState(_("One moment…"))

    @property
    def events(self) -> EventList:
        """The list."""
        return self.query_one(EventList)

    @property
    def week(self) -> WeekGrid:
        """The days of a week beside each other."""
        return self.query_one(WeekGrid)

    @property
    def in_front(self) -> EventList | WeekGrid:
        """What shows the events."""
        return self.week if self.has_class("-columns") else self.events

    def show(self, events: Sequence[EventLine], total: int, *, select: int | None) -> None:
        """Show events, of so many there are."""
        self.events.show(events, select=select)
        self.say_count(len(events), total)

    def say_count(self, shown: int, total: int, *, empty: bool = True) -> None:
        """Say how much the list holds, and whether that is all."""
        count = ngettext("{number} event", "{number} events", total)
        self.query_one(FilterLine).say(count.format(number=total))
        self.cut = total > shown
        words = _("The first {shown} of {total}; ↓ goes on.")
        said = words.format(shown=shown, total=total) if self.cut else ""
        self.query_one(".pane--cut", Static).update(said)
        self.set_class(self.cut, "-cut")
        # The list keeps the keys when it is empty, so that up still shows what was before.
        self.set_class(empty and not shown, "-nothing")

    def say_matches(self, found: int, whole: int, remarks: Sequence[Remark]) -> None:
        """Say how many of all match, and what of the query could not be used."""
        line = self.query_one(FilterLine)
        line.remark(remarks)
        if line.text:
            line.count(found, whole)

    def say_why_empty(self, first: date, text: str) -> None:
        """What belongs here, and which key makes it; or that nothing matches."""
        if text:
            words = _("Nothing matches “{text}”. Esc shows all.").format(text=text)
        else:
            words = _(
                "No events from {month} on.\n\nHere come the meetings you plan:\n"
                "{key} plans one in a line,\n{other} in a form.\n\n↑ shows what was before."
            ).format(month=month_heading(first), key=key_of("quick-add"), other=key_of("new-event"))
        self.query_one(EmptyState).say(words)

    def say_empty_day(self) -> None:
        """A day without events, and which key plans one on it."""
        words = _("Nothing on this day.\n\n{key} plans a meeting on it.")
        self.query_one(EmptyState).say(words.format(key=key_of("quick-add")))

    @property
    def last_day(self) -> date:
        """The day of the last event there is in the list."""
        return self.events.events[-1].day if self.events.events else date.max
