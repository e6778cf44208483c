"""An invitation as text that was sent to the clipboard, and can be saved as well."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Button

from ipe_events.i18n import N_, _
from ipe_events.tui.event_lines import wrapped
from ipe_events.tui.page import Row
from ipe_events.tui.screens.dialog import ButtonRow, Dialog, button
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_answers import InvitationText

HEIGHT = 9


class CopiedDialog(Dialog[Path]):
    """Shows what was copied; gives the file it was saved in as well, or None."""

    HINTS = ("back",)
    PURPOSE = N_(
        "The subject, the time, who is invited and the text, for a meeting that is made in another "
        "calendar. A terminal that does not take it: save it as a file and copy it from there."
    )

    def __init__(self, found: InvitationText, folder: Path, name: str) -> None:
        words = _("Paste it in the other calendar. If nothing comes, save it as a file.")
        super().__init__(_("Sent to the clipboard"), words)
        self._found = found
        self._folder, self._file = folder, name

    def inside(self) -> Iterable[Widget]:
        """The text, and two buttons."""
        lines = LineList(id="copied")
        lines.styles.height = HEIGHT
        yield lines
        yield ButtonRow(button(_("Back"), "back"), button(_("Save as a file"), "save"))

    def on_mount(self) -> None:
        """What it says."""
        self.query_one("#copied", LineList).show(self._lines)
        self.query_one("#back").focus()

    def _lines(self, width: int) -> list[Row]:
        return [
            (None, part)
            for line in self._found.whole.splitlines()
            for part in wrapped(plain(line), width) or [plain("")]
        ]

    def on_button_pressed(self, message: Button.Pressed) -> None:
        """Save it, or not."""
        if message.button.id != "save":
            self.dismiss(None)
            return
        folder, name, text = self._folder, self._file, self._found.whole
        self.order(lambda bridge: bridge.save_text(folder, name, text), self._saved)

    def _saved(self, path: Path) -> None:
        self.dismiss(path)
