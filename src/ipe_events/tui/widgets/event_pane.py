"""The middle of the agenda: the filter, the events, and what stands there when there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import EventLine
from ipe_events.i18n import _, ngettext
from ipe_events.tui.event_text import month_heading
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.event_list import EventList
from ipe_events.tui.widgets.filter_line import FilterLine


class EventPane(Vertical):
    """A list that says how much it holds, when it was cut, and why it is empty."""

    DEFAULT_CSS = """
    EventPane {
        width: 1fr;
        & > .pane--cut { height: 1; color: $text-muted; padding: 0 1; display: none; }
        & > EmptyState { display: none; }
        &.-cut > .pane--cut { display: block; }
        &.-nothing > EmptyState { display: block; }
        &.-nothing > EventList { height: 1; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cut = False

    def compose(self) -> Iterable[Widget]:
        """From the filter down."""
        yield FilterLine()
        yield Static("", classes="pane--cut", markup=False)
        yield EventList(id="events")
        yield EmptyState(_("One moment…"))

    @property
    def events(self) -> EventList:
        """The list."""
        return self.query_one(EventList)

    def show(self, events: Sequence[EventLine], total: int, *, select: int | None) -> None:
        """Show events, of so many there are."""
        self.events.show(events, select=select)
        count = ngettext("{number} event", "{number} events", total)
        self.query_one(FilterLine).say(count.format(number=total))
        self.cut = total > len(events)
        words = _("The first {shown} of {total}; ↓ goes on.")
        said = words.format(shown=len(events), total=total) if self.cut else ""
        self.query_one(".pane--cut", Static).update(said)
        self.set_class(self.cut, "-cut")
        # The list keeps the keys when it is empty, so that up still shows what was before.
        self.set_class(not events, "-nothing")

    def say_why_empty(self, first: date, text: str) -> None:
        """What belongs here, and which key makes it; or that nothing matches."""
        if text:
            words = _("Nothing matches “{text}”. Esc shows all.").format(text=text)
        else:
            words = _(
                "No events from {month} on.\n\nHere come the meetings you plan:\n"
                "n plans one in a line,\nN in a form.\n\n↑ shows what was before."
            ).format(month=month_heading(first))
        self.query_one(EmptyState).say(words)

    @property
    def last_day(self) -> date:
        """The day of the last event there is in the list."""
        return self.events.events[-1].day if self.events.events else date.max
