"""Asks after how many days without an answer somebody is reminded, and says who that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.errors import Refused, refuse
from ipe_events.i18n import N_, _, ngettext, sentences
from ipe_events.tui.screens.dialog import InputDialog
from ipe_events.tui.screens.file_form import folder_for
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.path_input import PathInput, tilde

REMINDERS = "reminders"
MOST_NAMED = 12

USUAL_DAYS = 7
MOST_DAYS = 3660


class RemindDialog(InputDialog[Sequence[Path]]):
    """Gives the drafts that were written."""

    DEFAULT_CSS = """
    RemindDialog #who { margin-top: 1; color: $text-muted; }
    """
    DO = N_("Write drafts")
    PURPOSE = N_("Drafts that ask for an answer; nothing new is told, and nothing counts as told.")

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("Remind who has not answered"),
            _("Drafts (.eml) to who was told at least so many days ago, in this folder:"),
        )
        self._folder = folder

    def asked(self) -> Widget:
        """The days."""
        return Input(str(USUAL_DAYS), compact=True, id="days")

    def inside(self) -> Iterable[Widget]:
        """The days and the folder, who that is, the buttons."""
        days, *rest = super().inside()
        folder = folder_for(self.ipe, REMINDERS, self._folder)
        yield days
        yield PathInput(tilde(folder), id="folder", folders=True)
        yield Static("", markup=False, id="who")
        yield from rest

    def on_mount(self) -> None:
        """Type the days at once; see who that is."""
        super().on_mount()
        self._look()

    def on_input_changed(self, message: Input.Changed) -> None:
        """After other days it is others."""
        message.stop()
        if message.input.id == "days":
            self._look()

    def _look(self) -> None:
        days = self._days()
        if days is not None:
            self.ipe.runner.ask(
                self, lambda bridge: bridge.foresee_reminders(days), self._say, self._say_nobody
            )

    def _say(self, names: Sequence[str]) -> None:
        count = len(names)
        words = ngettext("{count} person: {names}", "{count} people: {names}", count)
        shown = ", ".join(names[:MOST_NAMED]) + (" …" if count > MOST_NAMED else "")
        said = words.format(count=count, names=shown) if names else _("Nobody has to be reminded.")
        self.query_one("#who", Static).update(visible(said))

    def _say_nobody(self, refused: Refused) -> None:
        self.query_one("#who", Static).update(visible(sentences.explain_all(refused)))

    def _days(self) -> int | None:
        typed = self.query_one("#days", Input).value.strip()
        usable = typed.isascii() and typed.isdigit() and int(typed) <= MOST_DAYS
        return int(typed) if usable else None

    def action_save(self) -> None:
        """Write the drafts."""
        days, folder = self._days(), self.query_one(PathInput).path
        if days is None:
            typed = self.query_one("#days", Input).value.strip()
            self.refused(refuse("not-a-number", "days", value=typed))
        elif folder is None:
            self.refused(refuse("blank", "out"))
        else:
            self.ipe.folders[REMINDERS] = folder
            doing = _("Writing the drafts")
            self.order(lambda bridge: bridge.remind(folder, days), self.saved, doing=doing)
