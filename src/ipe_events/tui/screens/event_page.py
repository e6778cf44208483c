"""Everything about one event on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventLine, EventPage, Outcome
from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui import event_lines, event_text
from ipe_events.tui.actions import bindings, takes_back
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.event_actions import EventActions, uninvited
from ipe_events.tui.screens.exporting import Exporting
from ipe_events.tui.widgets.event_details import EventDetails
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.domain.adoption import Adoption
    from ipe_events.domain.cash import CostLine
    from ipe_events.tui.bridge_answers import InvitationText, Taken

TEXTS = "texts"


class EventPageScreen(EventActions, Exporting, PageScreen):
    """Facts, guests, warnings and hours; the arrows go along the guests."""

    HINTS = (
        "edit",
        "invite",
        "attend",
        "back",
        "answer",
        "move-event",
        "charge",
        "plan",
        "cancel-event",
        "paste-answers",
        "copy-text",
        "adopt",
        "undo",
    )
    PURPOSE = N_("Everything about one event: what, when, who, warnings and hours.")
    BINDINGS = bindings(
        "edit",
        "attend",
        "invite",
        "answer",
        "charge",
        "move-event",
        "paste-answers",
        "plan",
        "cancel-event",
        "export-again",
        "copy-text",
        "adopt",
        "attendance-list",
        "back",
    )

    def __init__(self, event: EventLine) -> None:
        super().__init__()
        self._event_line = event

    def parts(self) -> Iterable[Widget]:
        """One page that scrolls."""
        yield EventDetails(id="details")

    def load(self) -> None:
        """Ask for the event."""
        number = self._event_line.id
        self.ask(lambda bridge: (bridge.event(number), bridge.event_costs(number)), self.show)

    def show(self, found: tuple[EventPage, tuple[CostLine, ...]]) -> None:
        """Show it."""
        page, costs = found
        self._event_line = page.event
        self.query_one(EventDetails).show_page(page, costs)

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
            self.notify(uninvited())
            return
        from ipe_events.tui.screens.answer import AnswerDialog

        number, who = self._event_line.id, event_text.guest_place(guest)

        def answered(value: str | None) -> None:
            if value is not None:
                self.order(lambda bridge: bridge.answer(number, who, value), self._answered)

        self.app.push_screen(AnswerDialog(guest), answered)

    def _answered(self, outcome: Outcome) -> None:
        self.tell(_("Answer kept for {title}"), outcome.events[0])

    def action_charge(self) -> None:
        """Charge the chosen guest otherwise than the kind does."""
        details = self.query_one(EventDetails)
        if details.page is None or details.guest is None:
            self.notify(_("Choose one of the guests first, with the arrows."))
            return
        from ipe_events.tui.screens.charge_form import ChargeFormScreen

        self.app.push_screen(ChargeFormScreen(details.page, details.guest), self._charged)

    def _charged(self, event: EventLine | None) -> None:
        if event is not None:
            self.tell(_("Hours changed of {title}"), event)

    def action_paste_answers(self) -> None:
        """Keep a list of answers."""
        page = self.query_one(EventDetails).page
        if page is None:
            return
        if self._event_line.state == "cancelled":
            self.notify(uninvited())
            return
        if not page.participants:
            self.notify(event_lines.nobody_yet())
            return
        from ipe_events.tui.screens.event_answers import EventAnswersScreen

        def kept(found: Taken | None) -> None:
            if found is not None:
                words = ngettext("Kept {count} answer", "Kept {count} answers", len(found.applied))
                said, undo = words.format(count=len(found.applied)), takes_back()
                self.notify(f"{said} — {undo}")

        self.app.push_screen(EventAnswersScreen(page), kept)

    # Beside another calendar

    def action_export_again(self) -> None:
        """Write once more what was told of it."""
        self.export((self._event_line.id,), again=True)

    def action_copy_text(self) -> None:
        """Send the invitation as text to the clipboard."""
        number = self._event_line.id
        self.ask(lambda bridge: bridge.invitation_text(number), self._copy)

    def _copy(self, found: InvitationText) -> None:
        if self.app.screen is not self:
            return
        from ipe_events.tui.screens.copied import CopiedDialog

        self.app.copy_to_clipboard(found.whole)
        event = self._event_line
        name = f"{event.day.isoformat()}-{event.id}.txt"

        def saved(path: Path | None) -> None:
            if path is not None:
                self.notify(_("Saved as {path}").format(path=path), timeout=10)

        self.app.push_screen(CopiedDialog(found, self.ipe.exports / TEXTS, name), saved)

    def action_adopt(self) -> None:
        """Take over a meeting that was made in another calendar."""
        if self._event_line.state != "planned":
            self.notify(_("Only a planned event can be taken over."))
            return
        from ipe_events.tui.screens.ask_path import AdoptDialog

        self.app.push_screen(AdoptDialog(self._event_line), self._adopted)

    def _adopted(self, done: Adoption | None) -> None:
        if done is None:
            return
        from ipe_events.tui import answer_lines
        from ipe_events.tui.screens.report import ReportScreen

        title = _("Taken over from the other calendar — u takes it back")
        self.app.push_screen(
            ReportScreen(title, lambda width: list(answer_lines.adopted(done, width)))
        )

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter on a guest: what they answered."""
        message.stop()
        self.action_answer()
