"""Answers to a poll, typed or pasted as people sent them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import TextArea

from ipe_events.i18n import N_, _, format_date
from ipe_events.tui import date_lines
from ipe_events.tui.actions import bindings
from ipe_events.tui.page import Row
from ipe_events.tui.screens.ask_path import PathDialog
from ipe_events.tui.screens.pasted import PastedForm

if TYPE_CHECKING:
    from ipe_events.domain.polls import Entered, PollLine
    from ipe_events.tui.bridge import Bridge


class PollAnswersScreen(PastedForm):
    """Answers to the dates of a poll."""

    PURPOSE = N_(
        "Type or paste answers as people sent them, one or more on a line: Windesheim yes, Viaa "
        "maybe. A day before or after an answer says to which date it is; without a day it is to "
        "all. Below is read back what it says; what cannot be told for certain is not kept."
    )

    HINTS = ("save", "answers-file", "back")
    BINDINGS = bindings("answers-file")

    def __init__(self, poll: PollLine) -> None:
        super().__init__(_("Answers to: {title}").format(title=poll.title))
        self._poll = poll

    def action_answers_file(self) -> None:
        """Read answers from a table, to look through before they are kept."""

        def read(text: str | None) -> None:
            if text:
                self.query_one(TextArea).insert(f"{text}\n")

        self.app.push_screen(TableDialog(), read)

    def preview(self, bridge: Bridge, text: str) -> Entered:
        """What a text would be read as."""
        return bridge.preview_answers(self._poll.id, text)

    def keep(self, bridge: Bridge, text: str) -> Entered:
        """Keep the answers in a text."""
        return bridge.answer_poll(self._poll.id, text)

    def read_back(self, found: Entered, width: int) -> Iterator[Row]:
        """What was read, by who said it."""
        return date_lines.read_back(found, width)

    def explanation(self) -> Sequence[str]:
        """An example, the dates, and who has not answered."""
        days = "; ".join(format_date(option.day) for option in self._poll.options)
        return (
            _("For example: Windesheim yes, Viaa maybe; KPZ 12 jan no"),
            _("The dates: {days}").format(days=days),
            _("No answer yet: {names}").format(names=", ".join(self._poll.waiting) or "–"),
        )


class TableDialog(PathDialog[str]):
    """Gives the answers in a table, in words."""

    PURPOSE = N_(
        "A table (.csv) with a column for each date, or with rows of name, date and answer, as a "
        "form on the web gives it."
    )

    def __init__(self) -> None:
        super().__init__(
            _("Answers from a table"),
            _("A file (.csv) with a column for each date, or rows of name, date, answer:"),
        )

    def read(self, path: Path) -> None:
        """Read it."""
        self.ask(lambda bridge: bridge.answers_in_file(path.expanduser()), self.saved)
