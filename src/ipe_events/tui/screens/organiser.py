"""Asks who sends the invitations."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Button, Input, Static

from ipe_events.domain.errors import Refused
from ipe_events.i18n import N_, _, sentences
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.dialog import ButtonRow, Dialog, button
from ipe_events.tui.text import visible


class OrganiserDialog(Dialog[str]):
    """Gives the organiser that was saved; None when nothing was."""

    PURPOSE = N_("Who invites: replies to invitations go to this address.")
    HINTS = ("save", "back")
    BINDINGS = bindings("save")

    def __init__(self, known: str) -> None:
        super().__init__(_("Who sends the invitations?"), _("Replies go to this address."))
        self._known = known

    def inside(self) -> Iterable[Widget]:
        """The input, what is wrong with it, the buttons."""
        yield Input(self._known, placeholder=_("Name <address>"), compact=True)
        yield Static("", markup=False, classes="wrong")
        yield ButtonRow(button(_("Save"), "save"), button(_("Back"), "back"))

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def action_save(self) -> None:
        """Save, and close when it could be saved."""
        organiser = self.query_one(Input).value
        self.order(lambda bridge: bridge.set_organiser(organiser), self._saved)

    def _saved(self, organiser: str) -> None:
        self.dismiss(organiser)

    def refused(self, refused: Refused) -> None:
        """Say what is wrong under the input."""
        self.query_one(".wrong", Static).update(visible(sentences.explain_all(refused)))

    def on_input_submitted(self) -> None:
        """Enter saves."""
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """What the buttons say."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.dismiss(None)
