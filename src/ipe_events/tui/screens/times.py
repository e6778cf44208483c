"""Asks from when until when."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.i18n import _, sentences
from ipe_events.tui.attendance_sheet import Times, parse_times
from ipe_events.tui.screens.dialog import Dialog


class TimesDialog(Dialog[Times]):
    """Gives a start and an end."""

    def __init__(self, title: str, words: str, times: Times | None) -> None:
        super().__init__(title, words)
        self._times = times

    def inside(self) -> Iterable[Widget]:
        """One line, and what is wrong with it."""
        value = f"{self._times[0]:%H:%M}-{self._times[1]:%H:%M}" if self._times else ""
        yield Input(value, placeholder=_("13:40-15:00"), compact=True)
        yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Give the times, or say what is wrong with them."""
        message.stop()
        try:
            self.dismiss(parse_times(message.value))
        except Refused as refused:
            words = sentences.explain(refused.problems[0])
            self.query_one("#wrong", Static).update(f"✗ {words}")
