"""Answers that come in: reading them from files, and those that wait for the user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widgets import Static

from ipe_events.domain.errors import Refused
from ipe_events.i18n import _, ngettext
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from ipe_events.tui.bridge_answers import AnswersRead


class Reading(Message, bubble=False):
    """So many of so many files with answers were read."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done = done
        self.total = total


class Incoming(BaseScreen[Any]):
    """Mix in: a screen with a line, `#incoming`, about what came in."""

    BINDINGS = bindings("read-answers", "reviews")
    _waiting = 0

    def say_waiting(self, count: int) -> None:
        """Say how many answers wait for the user."""
        self._waiting = count
        words = ngettext("{number} answer to look at", "{number} answers to look at", count)
        self._say_incoming(f"? {words.format(number=count)}  (v)" if count else "")

    def _say_incoming(self, words: str) -> None:
        self.query_one("#incoming", Static).update(words)
        self.set_class(bool(words), "-incoming")

    def action_read_answers(self) -> None:
        """Read answers from files, mails and folders; the screens can be used meanwhile."""
        from ipe_events.tui.screens.ask_path import AnswersDialog

        def chosen(paths: tuple[Path, ...] | None) -> None:
            if paths is not None:
                doing = _("Reading answers")
                self.order(
                    lambda bridge: bridge.read_answers(paths, self._tell), self._read, doing=doing
                )

        self.app.push_screen(AnswersDialog(), chosen)

    def _tell(self, done: int, total: int) -> None:
        # From the writer's thread.
        self.post_message(Reading(done, total))

    def on_reading(self, message: Reading) -> None:
        """Say how far it is."""
        words = _("Reading answers: {done} of {total} files…")
        self._say_incoming(words.format(done=message.done, total=message.total))

    def _read(self, found: AnswersRead) -> None:
        from ipe_events.tui import answer_lines
        from ipe_events.tui.screens.report import ReportScreen

        self.say_waiting(self._waiting)
        if self.app.screen is not self:
            self.notify(answer_lines.in_short(found.replies))
            return
        title = answer_lines.in_short(found.replies)
        self.app.push_screen(
            ReportScreen(title, lambda width: list(answer_lines.report(found, width)))
        )

    def refused(self, refused: Refused) -> None:
        """Why not; nothing is being read any more."""
        self.say_waiting(self._waiting)
        super().refused(refused)

    def action_reviews(self) -> None:
        """Show what waits for the user."""
        from ipe_events.tui.screens.reviews import ReviewsScreen

        self.app.push_screen(ReviewsScreen())
