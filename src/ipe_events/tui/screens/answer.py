"""Asks what a guest answered."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.widget import Widget

from ipe_events.domain.records import Participant
from ipe_events.i18n import _
from ipe_events.tui import event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_lines import Line
from ipe_events.tui.screens.dialog import Dialog
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

OFFERED = ("accepted", "tentative", "declined", "delegated", "needs-action")


class AnswerDialog(Dialog[str]):
    """Gives the answer as services take it; None for none."""

    HINTS = ("pick", "back")
    BINDINGS = bindings("pick")

    def __init__(self, guest: Participant) -> None:
        name = event_text.guest_name(guest) if guest.name else guest.organisation_name
        super().__init__(_("What did {name} answer?").format(name=name))
        self._answer = guest.answer if guest.answer != "needs-action" else OFFERED[0]

    def inside(self) -> Iterable[Widget]:
        """The answers."""
        yield LineList(id="answers")

    def on_mount(self) -> None:
        """Begin at what is known; at the likeliest where nothing is."""
        answers = self.query_one(LineList)
        answers.styles.height = len(OFFERED)
        answers.show(lambda _width: lines(), select=self._answer)
        answers.focus()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """That is it."""
        self.dismiss(message.key)

    def action_open(self) -> None:
        """The answer under the cursor."""
        self.query_one(LineList).action_choose()


def lines() -> list[Line]:
    """The answers there are."""
    return [(answer, Text(f" {event_text.answer_words(answer)}")) for answer in OFFERED]
