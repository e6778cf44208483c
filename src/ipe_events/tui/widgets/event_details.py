"""Everything about one event; the guests can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from ipe_events.domain.cash import CostLine
from ipe_events.domain.records import EventPage, Participant
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.widgets.line_list import LineList


class EventDetails(LineList):
    """The page of an event, as a screen's body or as a pane."""

    DEFAULT_CSS = """
    EventDetails { padding: 0 1; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.page: EventPage | None = None

    def show_page(self, page: EventPage, costs: Sequence[CostLine] = ()) -> None:
        """Show an event, with the money it costs; of another one from its beginning."""
        other = self.page is None or self.page.event.id != page.event.id
        self.page = page
        if other:
            self.keys, self.cursor = [], -1
        # A column stays free beside the scrollbar; very long lines are hard to follow.
        self.show(lambda width: event_lines.whole(page, min(width - 1, event_lines.WIDEST), costs))
        if other:
            self.call_after_refresh(self.scroll_home, animate=False, force=True)

    def clear(self) -> None:
        """Show no event."""
        self.page = None
        self.empty()

    @property
    def guest(self) -> Participant | None:
        """The guest under the cursor."""
        if self.page is None:
            return None
        for guest in self.page.participants:
            if event_text.guest_place(guest) == self.selected_key:
                return guest
        return None
