"""Everything about one event on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventLine, EventPage, Outcome
from ipe_events.i18n import N_, _
from ipe_events.tui import event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.event_actions import EventActions
from ipe_events.tui.widgets.event_details import EventDetails
from ipe_events.tui.widgets.row_list import RowList


class EventPageScreen(EventActions, PageScreen):
    """Facts, guests, warnings and hours; the arrows go along the guests."""

    HINTS = ("edit", "invite", "attend", "back", "answer", "plan", "cancel-event", "undo")
    PURPOSE = N_("Everything about one event: what, when, who, warnings and hours.")
    BINDINGS = bindings("edit", "attend", "invite", "answer", "plan", "cancel-event", "back")

    def __init__(self, event: EventLine) -> None:
        super().__init__()
        self._event_line = event

    def parts(self) -> Iterable[Widget]:
        """One page that scrolls."""
        yield EventDetails(id="details")

    def load(self) -> None:
        """Ask for the event."""
        number = self._event_line.id
        self.ask(lambda bridge: bridge.event(number), self.show)

    def show(self, page: EventPage) -> None:
        """Show it."""
        self._event_line = page.event
        self.query_one(EventDetails).show_page(page)

    def refused(self, refused: Refused) -> None:
        """An event that is gone (its making was undone) has no page."""
        super().refused(refused)
        if refused.problems[0].code == "unknown-event" and self.app.screen is self:
            self.dismiss()

    def chosen_event(self) -> EventLine | None:
        """The event of this page."""
        return self._event_line

    def action_answer(self) -> None:
        """Keep what the chosen guest answered."""
        guest = self.query_one(EventDetails).guest
        if guest is None or guest.heads is not None:
            self.notify(_("Choose one of the guests first, with the arrows."))
            return
        if self._event_line.state == "cancelled":
            self.notify(_("Nobody is invited to a cancelled event; p plans it again."))
            return
        from ipe_events.tui.screens.answer import AnswerDialog

        number, who = self._event_line.id, event_text.guest_place(guest)

        def answered(value: str | None) -> None:
            if value is not None:
                self.order(lambda bridge: bridge.answer(number, who, value), self._answered)

        self.app.push_screen(AnswerDialog(guest), answered)

    def _answered(self, outcome: Outcome) -> None:
        self.tell(_("Answer kept for {title}"), outcome.events[0])

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter on a guest: what they answered."""
        message.stop()
        self.action_answer()
