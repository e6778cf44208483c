"""Answers to a poll, typed or pasted as people sent them, and read back before they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static, TextArea

from ipe_events.domain.errors import Refused
from ipe_events.i18n import N_, _, format_date
from ipe_events.tui import date_lines
from ipe_events.tui.event_lines import sentences_of
from ipe_events.tui.screens.form import FormScreen
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.domain.polls import Entered, PollLine


class PollAnswersScreen(FormScreen):
    """Gives what was kept; None when nothing was."""

    CSS_PATH = "poll_answers.tcss"
    PURPOSE = N_(
        "Type or paste answers as people sent them, one or more on a line: Windesheim yes, Viaa "
        "maybe. A day before or after an answer says to which date it is; without a day it is to "
        "all. Below is read back what it says; what cannot be told for certain is not kept."
    )

    def __init__(self, poll: PollLine) -> None:
        super().__init__()
        self._poll = poll

    def parts(self) -> Iterable[Widget]:
        """The text, and what is read in it."""
        title = _("Answers to: {title}").format(title=visible(self._poll.title))
        yield Static(title, classes="title", markup=False)
        yield TextArea(compact=True, id="text")
        yield LineList(id="ahead")

    def on_mount(self) -> None:
        """Ready to type or to paste."""
        self.query_one("#ahead").can_focus = False
        self.query_one(TextArea).focus()
        self._explain()

    def load(self) -> None:
        """Read the text again: names may have changed."""
        self.look_ahead()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(TextArea).text.strip()

    @property
    def dirty(self) -> bool:
        """Whether something was typed."""
        return bool(self.text)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Read it once the typing pauses."""
        message.stop()
        self.look_ahead_soon()

    def look_ahead(self) -> None:
        """Have the text read."""
        text = self.text
        if not text:
            self._explain()
            return

        def read(entered: Entered) -> None:
            if text == self.text:
                self.query_one(LineList).show(
                    lambda width: list(date_lines.read_back(entered, width))
                )

        number = self._poll.id
        self.foresee(lambda bridge: bridge.preview_answers(number, text), read)

    def _explain(self) -> None:
        days = "; ".join(format_date(option.day) for option in self._poll.options)
        lines = [
            _("For example: Windesheim yes, Viaa maybe; KPZ 12 jan no"),
            _("The dates: {days}").format(days=days),
            _("No answer yet: {names}").format(names=", ".join(self._poll.waiting) or "–"),
        ]
        self.query_one(LineList).show(lambda width: sentences_of(lines, width))

    def save(self) -> None:
        """Keep what could be read."""
        text, number = self.text, self._poll.id
        if text:
            self.saving = True
            self.order(lambda bridge: bridge.answer_poll(number, text), self.kept)

    def kept(self, entered: Entered) -> None:
        """It is done."""
        self.dismiss(entered)

    def refused(self, refused: Refused) -> None:
        """Nothing was kept: say why, and keep the text."""
        self.saving = False
        self.looked(refused)
