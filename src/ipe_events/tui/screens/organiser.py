"""Asks who sends the invitations."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Input

from ipe_events.domain.errors import refuse
from ipe_events.i18n import N_, _
from ipe_events.tui.screens.dialog import InputDialog


class OrganiserDialog(InputDialog[str]):
    """Gives the organiser that was saved; None when nothing was."""

    PURPOSE = N_("Who invites: replies to invitations go to this address.")

    def __init__(self, known: str) -> None:
        super().__init__(_("Who sends the invitations?"), _("Replies go to this address."))
        self._known = known

    def asked(self) -> Widget:
        """A name and an address."""
        return Input(self._known, placeholder=_("Name <address>"), compact=True)

    def action_save(self) -> None:
        """Save, and close when it could be saved."""
        organiser = self.query_one(Input).value
        if not organiser.strip():
            self.refused(refuse("blank", "organiser"))
            return
        self.order(lambda bridge: bridge.set_organiser(organiser), self.saved)
