"""Answers to a poll, typed or pasted as people sent them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ipe_events.i18n import N_, _, format_date
from ipe_events.tui import date_lines
from ipe_events.tui.page import Row
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

    def __init__(self, poll: PollLine) -> None:
        super().__init__(_("Answers to: {title}").format(title=poll.title))
        self._poll = poll

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
