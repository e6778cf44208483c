"""Asks for a day, in the words people use."""

from __future__ import annotations

from datetime import date

from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.i18n import N_, _, format_date
from ipe_events.tui import event_text
from ipe_events.tui.screens.dialog import InputDialog
from ipe_events.tui.widgets.day_input import DayInput


class GoToDateDialog(InputDialog[date]):
    """Gives a day; says back which one is meant while it is typed."""

    DO = N_("Go there")

    def __init__(self, today: date) -> None:
        words = _("As people say it: 12 jan, tue, next week wed, +2w, 12-1-2027.")
        super().__init__(_("Go to a date"), words)
        self._today = today

    def asked(self) -> Widget:
        """The day."""
        day = DayInput("date", self._today)
        day.placeholder = format_date(self._today)
        return day

    def on_input_changed(self, message: Input.Changed) -> None:
        """Say which day is meant."""
        message.stop()
        try:
            day = self.query_one(DayInput).day()
        except Refused as refused:
            self.refused(refused)
            return
        said = f"→ {event_text.long_day(day)}" if day is not None else ""
        self.query_one(".wrong", Static).update(said)

    def action_save(self) -> None:
        """Go there."""
        try:
            self.dismiss(self.query_one(DayInput).day())
        except Refused as refused:
            self.refused(refused)
