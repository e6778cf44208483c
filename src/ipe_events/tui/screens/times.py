"""Asks from when until when."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Input

from ipe_events.domain.errors import Refused
from ipe_events.i18n import _
from ipe_events.tui.attendance_sheet import Times, parse_times
from ipe_events.tui.screens.dialog import InputDialog


class TimesDialog(InputDialog[Times]):
    """Gives a start and an end."""

    def __init__(self, title: str, words: str, times: Times | None) -> None:
        super().__init__(title, words)
        self._times = times

    def asked(self) -> Widget:
        """One line."""
        value = f"{self._times[0]:%H:%M}-{self._times[1]:%H:%M}" if self._times else ""
        return Input(value, placeholder=_("13:40-15:00"), compact=True)

    def action_save(self) -> None:
        """Give the times, or say what is wrong with them."""
        try:
            self.dismiss(parse_times(self.query_one(Input).value))
        except Refused as refused:
            self.refused(refused)
