"""Says which files were written and where they are, so that they can be found and mailed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Button

from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_lines import Line, wrapped
from ipe_events.tui.screens.dialog import ButtonRow, Dialog, button
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.path_input import tilde
from ipe_events.tui.widgets.row_list import RowList

HEIGHT, WIDTH = 9, 56
FOLDER = "folder"


class WrittenDialog(Dialog[None]):
    """The folder and the files in it; `c` copies the path in hand, enter is done."""

    HINTS = ("copy-path", "back")
    BINDINGS = bindings("copy-path")
    PURPOSE = N_(
        "What was written, and where. Copying puts the whole path of the line in hand on the "
        "clipboard of the terminal, to open it or to attach it to a mail."
    )

    def __init__(self, paths: Sequence[Path], words: str = "") -> None:
        count = len(paths)
        title = ngettext("{number} file written", "{number} files written", count)
        super().__init__(title.format(number=count), words)
        self._paths = tuple(paths)

    def inside(self) -> Iterable[Widget]:
        """The paths, and two buttons."""
        yield LineList(id="written")
        yield ButtonRow(button(_("Done"), "back"), button(_("Copy path"), "copy"))

    def on_mount(self) -> None:
        """On the first file."""
        written = self.query_one(LineList)
        written.styles.height = min(HEIGHT, len(self._lines(WIDTH)))
        first = "0" if self._paths else None
        written.show(self._lines, select=first)
        written.focus()

    def _lines(self, width: int) -> list[Line]:
        folder = self._paths[0].parent if self._paths else Path()
        lines = wrapped(plain(tilde(folder)), width - 1)
        found: list[Line] = [
            (FOLDER if not number else None, plain(" ").append_text(line))
            for number, line in enumerate(lines)
        ]
        found += [
            (str(number), plain(f"   {path.name}")) for number, path in enumerate(self._paths)
        ]
        return found

    def action_copy_path(self) -> None:
        """Put the path in hand on the clipboard."""
        key = self.query_one(LineList).selected_key
        if key is None or not self._paths:
            return
        path = self._paths[0].parent if key == FOLDER else self._paths[int(key)]
        self.app.copy_to_clipboard(str(path))
        self.notify(_("Copied: {path}").format(path=path))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter on a line is what the first button is for."""
        message.stop()
        self.dismiss(None)

    def on_button_pressed(self, message: Button.Pressed) -> None:
        """What the buttons say."""
        if message.button.id == "copy":
            self.action_copy_path()
        else:
            self.dismiss(None)
