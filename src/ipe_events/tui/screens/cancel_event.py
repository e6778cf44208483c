"""Asks why an event is cancelled, and says who must be told."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Button, Input

from ipe_events.domain.records import EventLine
from ipe_events.i18n import _, ngettext
from ipe_events.tui import event_text
from ipe_events.tui.screens.dialog import ButtonRow, Dialog, button


class CancelDialog(Dialog[str]):
    """Gives the reason, "" for none; None when the event is kept."""

    def __init__(self, event: EventLine, told: int, number: int = 1) -> None:
        title = _("Cancel “{title}”?").format(title=event.title)
        if number > 1:
            title = _("Cancel {number} times “{title}”?").format(number=number, title=event.title)
        super().__init__(title, f"{event_text.when(event)}\n{_who_is_told(told)}")

    def inside(self) -> Iterable[Widget]:
        """The reason and two buttons, the safe one first."""
        yield Input(placeholder=_("The reason, for those invited (may stay empty)"), compact=True)
        yield ButtonRow(button(_("Keep the event"), "keep"), button(_("Cancel the event"), "do"))

    def on_mount(self) -> None:
        """Enter does nothing."""
        self.query_one("#keep").focus()

    def on_input_submitted(self) -> None:
        """After the reason comes the question itself."""
        self.query_one("#do").focus()

    def on_button_pressed(self, message: Button.Pressed) -> None:
        """Answer."""
        reason = self.query_one(Input).value.strip()
        self.dismiss(reason if message.button.id == "do" else None)


def _who_is_told(told: int) -> str:
    if not told:
        return _("Nobody was told of it yet.")
    words = ngettext(
        "{number} person was told of it and must be told that it is cancelled.",
        "{number} people were told of it and must be told that it is cancelled.",
        told,
    )
    return words.format(number=told)
