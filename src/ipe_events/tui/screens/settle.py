"""Asks on which day a meeting was, where the plan gives two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.widget import Widget
from textual.widgets import Button, Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.domain.plan import OpenDate
from ipe_events.domain.records import EventLine
from ipe_events.i18n import N_, _, sentences
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.dialog import ButtonRow, Dialog, button
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.day_input import DayInput


class SettleDialog(Dialog[EventLine]):
    """Gives the event as it was settled; None when nothing was."""

    PURPOSE = N_("Settle a date: the day that stands here counts, and the warning goes.")
    HINTS = ("save", "back")
    BINDINGS = bindings("save")

    def __init__(self, event: int, day: date, found: OpenDate) -> None:
        super().__init__(found.title, found.says)
        self._event = event
        self._day = day

    def inside(self) -> Iterable[Widget]:
        """The day, what is wrong with it, the buttons."""
        yield DayInput("date", self._day, self._day)
        yield Static("", markup=False, classes="wrong")
        yield ButtonRow(button(_("Save"), "save"), button(_("Back"), "back"))

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def action_save(self) -> None:
        """Save, and close when it could be saved."""
        try:
            day = self.query_one(DayInput).day()
        except Refused as refused:
            self.refused(refused)
            return
        self.order(lambda bridge: bridge.settle(self._event, day), self._saved)

    def _saved(self, event: EventLine) -> None:
        self.dismiss(event)

    def refused(self, refused: Refused) -> None:
        """Say what is wrong under the input."""
        self.query_one(".wrong", Static).update(visible(sentences.explain_all(refused)))

    def on_input_submitted(self) -> None:
        """Enter saves."""
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """What the buttons say."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.dismiss(None)
