"""Answers to one event, typed or pasted as people or a calendar program gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ipe_events.domain.records import EventPage
from ipe_events.i18n import N_, _
from ipe_events.tui import answer_lines, event_text
from ipe_events.tui.page import Row
from ipe_events.tui.screens.pasted import PastedForm

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_answers import Taken


class EventAnswersScreen(PastedForm):
    """A list of answers to an event."""

    PURPOSE = N_(
        "Type or paste answers as people sent them, one or more on a line: Windesheim yes, Jan "
        "maybe. What Outlook puts on the clipboard with “Copy Status to Clipboard” is read as "
        "well. Below is read back what it says; what cannot be told for certain is not kept."
    )

    def __init__(self, page: EventPage) -> None:
        event = page.event
        title = f"{event.title}, {event_text.days(event)}"
        super().__init__(_("Answers to: {title}").format(title=title))
        self._page = page

    def preview(self, bridge: Bridge, text: str) -> Taken:
        """What a text would be read as."""
        return bridge.preview_event_answers(self._page.event.id, text)

    def keep(self, bridge: Bridge, text: str) -> Taken:
        """Keep the answers in a text."""
        return bridge.paste_event_answers(self._page.event.id, text)

    def read_back(self, found: Taken, width: int) -> Iterator[Row]:
        """What was read, by who said it."""
        return answer_lines.taken(found, width)

    def explanation(self) -> Sequence[str]:
        """An example, and who has not answered."""
        silent = [
            guest.name or guest.organisation_name
            for guest in self._page.participants
            if guest.heads is None and guest.answer == "needs-action"
        ]
        return (
            _("For example: Windesheim yes, Jan maybe; KPZ no"),
            _("Or what Outlook copies: Tracking, Copy Status to Clipboard."),
            _("No answer yet: {names}").format(names=", ".join(silent) or "–"),
        )
