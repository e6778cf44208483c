"""Asks on which day a meeting was, where the plan gives two."""

from __future__ import annotations

from datetime import date

from textual.widget import Widget

from ipe_events.domain.errors import Refused
from ipe_events.domain.plan import OpenDate
from ipe_events.domain.records import EventLine
from ipe_events.i18n import N_
from ipe_events.tui.screens.dialog import InputDialog
from ipe_events.tui.widgets.day_input import DayInput


class SettleDialog(InputDialog[EventLine]):
    """Gives the event as it was settled; None when nothing was."""

    PURPOSE = N_("Settle a date: the day that stands here counts, and the warning goes.")

    def __init__(self, event: int, day: date, found: OpenDate) -> None:
        super().__init__(found.title, found.says)
        self._event = event
        self._day = day

    def asked(self) -> Widget:
        """The day as it is now."""
        return DayInput("date", self._day, self._day)

    def action_save(self) -> None:
        """Save, and close when it could be saved."""
        try:
            day = self.query_one(DayInput).day()
        except Refused as refused:
            self.refused(refused)
            return
        self.order(lambda bridge: bridge.settle(self._event, day), self.saved)
