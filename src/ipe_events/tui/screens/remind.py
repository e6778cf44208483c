"""Asks after how many days without an answer somebody is reminded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input

from ipe_events.domain.errors import refuse
from ipe_events.i18n import N_, _
from ipe_events.tui.screens.dialog import InputDialog

USUAL_DAYS = 7
MOST_DAYS = 3660


class RemindDialog(InputDialog[Sequence[Path]]):
    """Gives the drafts that were written."""

    DO = N_("Write drafts")
    PURPOSE = N_("Drafts that ask for an answer; nothing new is told, and nothing counts as told.")

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("Remind who has not answered"),
            _("Drafts (.eml) to who was told so many days ago, in {folder}").format(folder=folder),
        )
        self._folder = folder

    def asked(self) -> Widget:
        """The days."""
        return Input(str(USUAL_DAYS), compact=True)

    def action_save(self) -> None:
        """Write the drafts."""
        typed = self.query_one(Input).value.strip()
        if not (typed.isascii() and typed.isdigit() and int(typed) <= MOST_DAYS):
            self.refused(refuse("not-a-number", "days", value=typed))
            return
        folder, days = self._folder, int(typed)
        self.order(lambda bridge: bridge.remind(folder, days), self.saved)
