"""What can be done with an event, the same in the agenda and on an event's own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ipe_events.domain.records import EventLine, Outcome, SeriesPlan
from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui.actions import key_of, takes_back
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.text import visible

if TYPE_CHECKING:
    from ipe_events.domain.series_scope import Scope
    from ipe_events.tui.bridge_series import Foreseen


def uninvited() -> str:
    """Why nobody can be invited to what is cancelled, and what helps."""
    words = _("Nobody is invited to a cancelled event; {key} plans it again.")
    return words.format(key=key_of("plan"))


class EventActions(BaseScreen[Any]):
    """Mix in: a screen on which an event is chosen says which in `chosen_event`."""

    def chosen_event(self) -> EventLine | None:
        """The event that is meant."""
        return None

    def made(self, event: EventLine) -> None:
        """An event was added; show it."""

    def tell(self, words: str, event: EventLine) -> None:
        """Say what was done, and how it is taken back."""
        undo = takes_back()
        self.notify(f"{words.format(title=visible(event.title))} — {undo}", markup=False)

    def _event(self) -> EventLine | None:
        event = self.chosen_event()
        if event is None:
            words = _("There is no event here yet; {key} makes one.")
            self.notify(words.format(key=key_of("quick-add")))
        return event

    def action_quick_add(self) -> None:
        """Plan an event in one line."""
        from ipe_events.tui.screens.quick_add import QuickAddScreen

        self.app.push_screen(QuickAddScreen(self.typed_ahead()), self._added)

    def typed_ahead(self) -> str:
        """What a quick add begins with."""
        return ""

    def action_new_event(self) -> None:
        """Plan an event in a form."""
        from ipe_events.tui.screens.event_form import EventFormScreen

        self.app.push_screen(EventFormScreen(None, self.ipe.clock().date()), self._added)

    def _added(self, event: EventLine | None) -> None:
        if event is not None:
            self.tell(_("Added {title}"), event)
            self.made(event)

    def action_open(self) -> None:
        """Open the page of the event."""
        event = self._event()
        if event is not None:
            self.ipe.open_event(event)

    def action_edit(self) -> None:
        """Change the event in a form."""
        event = self._event()
        if event is not None:
            from ipe_events.tui.screens.event_form import EventFormScreen

            self.app.push_screen(EventFormScreen(event.id, event.day), self._changed)

    def _changed(self, event: EventLine | None) -> None:
        if event is not None:
            self.tell(_("Changed {title}"), event)

    def action_attendance_list(self) -> None:
        """Write the list that is signed at the meeting."""
        event = self._event()
        if event is not None:
            from ipe_events.tui.screens.papers import AttendanceListForm

            self.app.push_screen(AttendanceListForm(event))

    def action_move_event(self) -> None:
        """Pick the event up; the arrows move it."""
        event = self._event()
        if event is None:
            return
        if event.state in ("cancelled", "held"):
            known = {
                "cancelled": N_("A cancelled event cannot be moved; {key} plans it again."),
                "held": N_("It was held; what was held stays as it is."),
            }
            self.notify(_(known[event.state]).format(key=key_of("plan")))
            return
        from ipe_events.tui.screens.move_event import MoveEventScreen

        self.app.push_screen(MoveEventScreen(event), self._moved)

    def _moved(self, event: EventLine | None) -> None:
        if event is not None:
            self.tell(_("Moved {title}"), event)
            self.made(event)

    def action_new_series(self) -> None:
        """Plan events that repeat."""
        from ipe_events.tui.screens.series_form import SeriesFormScreen

        self.app.push_screen(SeriesFormScreen(self.ipe.clock().date()), self._series_made)

    def _series_made(self, made: SeriesPlan | None) -> None:
        if made is not None:
            count = ngettext("Planned {count} event", "Planned {count} events", len(made.events))
            self.notify(f"{count.format(count=len(made.events))} — {takes_back()}")
            self.made(made.events[0])

    def action_attend(self) -> None:
        """Say who was there."""
        event = self._event()
        if event is None:
            return
        if event.state == "cancelled":
            words = _("Nobody was at a cancelled event; {key} plans it again.")
            self.notify(words.format(key=key_of("plan")))
            return
        from ipe_events.tui.screens.attendance import AttendanceScreen

        self.app.push_screen(AttendanceScreen(event), self._attended)

    def _attended(self, event: EventLine | None) -> None:
        if event is not None:
            self.tell(_("Attendance kept of {title}"), event)

    def action_invite(self) -> None:
        """Invite people, or take them off the list."""
        event = self._event()
        if event is None:
            return
        if event.state == "cancelled":
            self.notify(uninvited())
            return
        from ipe_events.tui.screens.guests import GuestsScreen

        self.app.push_screen(GuestsScreen(event), self._invited)

    def _invited(self, event: EventLine | None) -> None:
        if event is not None:
            self.tell(_("Guests changed of {title}"), event)

    def action_plan(self) -> None:
        """Make a draft or a cancelled event a planned one."""
        event = self._event()
        if event is None:
            return
        if event.state in ("planned", "held"):
            known = {"planned": N_("It is planned already."), "held": N_("It was held already.")}
            self.notify(_(known[event.state]))
            return
        if event.series is None:
            self.order(lambda bridge: bridge.plan_event(event.id), self._planned)
        else:
            self.ask(
                lambda bridge: (event, bridge.foresee_plan(event.id)), self._ask_plan, opens=True
            )

    def _ask_plan(self, found: tuple[EventLine, Foreseen]) -> None:
        event, _foreseen = found
        title = _("Plan “{title}”: which?").format(title=event.title)
        self._ask_scope(
            title,
            found,
            lambda scope: self.order(
                lambda bridge: bridge.plan_series(event.id, scope), self._planned
            ),
        )

    def _ask_scope(
        self, title: str, found: tuple[EventLine, Foreseen], then: Callable[[Scope], None]
    ) -> None:
        """How far an act on one of a series goes."""
        from ipe_events.tui.screens.scope import ScopeDialog

        if not self.is_current or self.app.screen is not self:
            return

        def answered(scope: Scope | None) -> None:
            if scope is not None:
                then(scope)

        self.app.push_screen(ScopeDialog(title, *found), answered)

    def _planned(self, outcome: Outcome) -> None:
        self.tell(_("Planned {title}"), outcome.events[0])

    def action_cancel_event(self) -> None:
        """Cancel the event, after asking."""
        event = self._event()
        if event is None:
            return
        if event.state in ("cancelled", "held"):
            known = {
                "cancelled": N_("It is cancelled already."),
                "held": N_("It was held; what was held stays as it is."),
            }
            self.notify(_(known[event.state]))
            return
        if event.series is None:
            self.ask(lambda bridge: (event, bridge.told(event.id)), self._ask_reason, opens=True)
        else:
            self.ask(
                lambda bridge: (event, bridge.foresee_cancel(event.id)),
                self._ask_cancel,
                opens=True,
            )

    def _ask_cancel(self, found: tuple[EventLine, Foreseen]) -> None:
        event, foreseen = found
        title = _("Cancel “{title}”: which?").format(title=event.title)

        def go_on(scope: Scope) -> None:
            from ipe_events.tui.screens.cancel_event import CancelDialog

            def answered(reason: str | None) -> None:
                if reason is not None:
                    self.order(
                        lambda bridge: bridge.cancel_series(event.id, reason, scope),
                        self._cancelled,
                    )

            come_to = foreseen[scope]
            assert isinstance(come_to, Outcome)
            dialog = CancelDialog(event, come_to.guests, len(come_to.events))
            self.app.push_screen(dialog, answered)

        self._ask_scope(title, found, go_on)

    def _ask_reason(self, found: tuple[EventLine, int]) -> None:
        from ipe_events.tui.screens.cancel_event import CancelDialog

        event, told = found
        if not self.is_current or self.app.screen is not self:
            return

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.order(lambda bridge: bridge.cancel_event(event.id, reason), self._cancelled)

        self.app.push_screen(CancelDialog(event, told), answered)

    def _cancelled(self, outcome: Outcome) -> None:
        self.tell(_("Cancelled {title}"), outcome.events[0])
