"""Events that are marked, and what is done to all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from ipe_events.domain.records import EventLine
from ipe_events.domain.series_scope import SeriesOutcome
from ipe_events.i18n import _, ngettext
from ipe_events.tui.actions import takes_back
from ipe_events.tui.screens.event_actions import EventActions


class SeveralEvents(EventActions):
    """Mix in: space marks the event in hand; what changes one then changes all that are marked."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: dict[int, EventLine] = {}

    def shown_events(self) -> list[EventLine]:
        """Every event that can be marked now."""
        return []

    def show_marks(self) -> None:
        """Show which are marked."""

    def action_mark_event(self) -> None:
        """Mark the event in hand, or no longer."""
        event = self._event()
        if event is None:
            return
        if self.marked.pop(event.id, None) is None:
            self.marked[event.id] = event
        self.show_marks()

    def action_mark_all(self) -> None:
        """Mark every event shown; when all are, none."""
        shown = {event.id: event for event in self.shown_events()}
        if shown and shown.keys() <= self.marked.keys():
            self.clear_marks()
            return
        if not shown:
            self.ipe.notify(_("There is no event here yet; n makes one."))
        self.marked |= shown
        self.show_marks()

    def clear_marks(self) -> None:
        """Mark nothing any more."""
        self.marked.clear()
        self.show_marks()

    def forget_marks(self, found: Iterable[EventLine]) -> None:
        """What is marked as it is now; the mark stays on what is not shown."""
        for event in found:
            if event.id in self.marked:
                self.marked[event.id] = event
        self.show_marks()

    # What changes one changes all that are marked

    def action_edit(self) -> None:
        """Change the event, or all that are marked."""
        self._change_marked("change") if self.marked else super().action_edit()

    def action_move_event(self) -> None:
        """Move the event, or all that are marked."""
        self._change_marked("change") if self.marked else super().action_move_event()

    def action_plan(self) -> None:
        """Plan the event, or all that are marked."""
        self._change_marked("plan") if self.marked else super().action_plan()

    def action_cancel_event(self) -> None:
        """Cancel the event, or all that are marked."""
        self._change_marked("cancel") if self.marked else super().action_cancel_event()

    def _change_marked(self, what: str) -> None:
        from ipe_events.tui.screens.several_form import SeveralFormScreen

        self.app.push_screen(SeveralFormScreen(tuple(self.marked.values()), what), self._several)

    def _several(self, done: SeriesOutcome | None) -> None:
        if done is None:
            return
        count = len(done.events)
        words = ngettext("Changed {count} event", "Changed {count} events", count)
        self.notify(f"{words.format(count=count)} — {takes_back()}")
        self.clear_marks()
