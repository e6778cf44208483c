"""Copies of the workspace, putting one back, and whether the workspace is sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from ipe_events import paths, settings
from ipe_events.domain.errors import Refused
from ipe_events.i18n import N_, _, sentences
from ipe_events.tui import keeping_lines
from ipe_events.tui.actions import bindings
from ipe_events.tui.page import remark
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.dialog import InputDialog, SureDialog
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.line_list import Builder, LineList
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.path_input import PathInput, tilde
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_keeping import Copy, Health, KeepingData, Lost


class KeepingScreen(PageScreen):
    """The copies, and beside or below them what was found in the workspace."""

    PURPOSE = N_(
        "The copies of the workspace: one is made by itself at the first change of a day, fourteen "
        "are kept, and one goes to a second folder when you say where. Enter puts the selected "
        "copy back, after saying what that takes away; what is there is copied first. d examines "
        "the file from end to end."
    )
    HINTS = ("copy-now", "put-back", "examine", "second-folder", "back", "copy-path")
    BINDINGS = bindings("copy-now", "put-back", "examine", "second-folder", "copy-path")
    CSS_PATH = "keeping.tcss"
    AUTO_FOCUS = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self._data: KeepingData | None = None

    def parts(self) -> Iterable[Widget]:
        """Where the workspace is, the copies, what was found."""
        table = LineTable(id="copies")
        yield Static(_("Copies of the workspace"), classes="title", markup=False)
        yield Static("", id="where", markup=False)
        yield Static("", id="second", markup=False)
        yield Container(
            Container(
                table.heads,
                table,
                EmptyState(_("There is no copy yet; n makes one."), id="nothing"),
                id="all-copies",
            ),
            LineList(id="found"),
            id="panes",
        )

    def on_mount(self) -> None:
        """What was found is read."""
        super().on_mount()
        found = self.query_one("#found", LineList)
        found.can_focus = False
        words = _("d examines the workspace: the file, its references and its journal.")
        found.show(lambda width: list(remark(words, width)))

    def load(self) -> None:
        """Ask which copies there are; not through the workspace, which may be damaged."""
        path, folder = self.ipe.workspace_path, self.ipe.settings.backup_folder

        def look() -> KeepingData:
            from ipe_events.tui import bridge_keeping

            return bridge_keeping.keeping(path, folder)

        self.ipe.runner.look_up(self, look, self.show, self.refused)

    def show(self, data: KeepingData) -> None:
        """Show them."""
        self._data = data
        size = keeping_lines.size_words(data.size)
        self.query_one("#where", Static).update(visible(f"{tilde(data.path)} · {size}"))
        words, attention = keeping_lines.second_words(data)
        mark = "! " if attention else "✓ "
        self.query_one("#second", Static).update(visible(mark + words))
        lines = list(keeping_lines.lines(data))
        self.query_one(LineTable).show(keeping_lines.columns(), lines)
        self.set_class(not lines, "-nothing")

    def _copy_in_hand(self) -> Copy | None:
        key = self.query_one(LineTable).selected_key
        data = self._data
        if data is None or key is None:
            self.notify(_("There is no copy yet; n makes one."))
            return None
        if key == keeping_lines.SECOND:
            return data.second
        return next((copy for copy in data.copies if str(copy.file) == key), None)

    # Making one

    def action_copy_now(self) -> None:
        """Copy the workspace now."""
        doing = _("Copying the workspace")
        self.order(lambda bridge: bridge.copy_now(), self._copied, doing=doing)

    def _copied(self, files: Sequence[Path]) -> None:
        self.notify(_("Copied to {path}").format(path=tilde(files[-1])))
        self.load()

    def action_copy_path(self) -> None:
        """Put the path of the copy in hand on the clipboard."""
        copy = self._copy_in_hand()
        if copy is not None:
            self.app.copy_to_clipboard(str(copy.file))
            self.notify(_("Copied: {path}").format(path=copy.file))

    # Putting one back

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Enter puts back, after asking."""
        message.stop()
        self.action_put_back()

    def action_put_back(self) -> None:
        """Put the copy in hand back, after saying what that takes away."""
        copy = self._copy_in_hand()
        if copy is None:
            return

        def ask(lost: Lost) -> None:
            self._ask(copy, keeping_lines.lost_words(lost))

        def unknown(_refused: Refused) -> None:
            # The workspace cannot be read: all the more reason.
            self._ask(copy, _("What is there now cannot be read; it is put aside as it is."))

        file = copy.file
        self.ipe.runner.ask(self, lambda bridge: bridge.lost(file), ask, unknown)

    def _ask(self, copy: Copy, words: str) -> None:
        if self.app.screen is not self:
            return
        when = keeping_lines.moment_words(copy.made)
        title = _("Put the copy of {when} back?").format(when=when)

        def answered(sure: bool | None) -> None:
            if sure:
                self._put_back(copy.file)

        dialog = SureDialog(title, words, do=_("Put back"), keep=_("Leave as it is"))
        self.app.push_screen(dialog, answered)

    def _put_back(self, copy: Path) -> None:
        app = self.ipe
        path, now = app.workspace_path, app.clock()

        def work() -> Path | None:
            from ipe_events.tui import bridge_keeping

            app.runner.let_go()
            try:
                return bridge_keeping.put_back(path, copy, now)
            finally:
                # Opened again, what is of an older version is brought up to date.
                app.runner.let_go()

        doing = _("Putting the copy back")
        app.runner.make(self, work, self._was_put_back, self.refused, doing)

    def _was_put_back(self, kept: Path | None) -> None:
        words = _("The copy was put back.")
        if kept is not None:
            more = _("What was there is kept as {name}.").format(name=kept.name)
            words = f"{words} {more}"
        self.notify(words, timeout=12)
        self.load()

    # The second folder

    def action_second_folder(self) -> None:
        """Say where a second copy goes."""

        def said(_folder: object) -> None:
            self.load()

        self.app.push_screen(FolderDialog(self.ipe.settings.backup_folder), said)

    # Examining

    def action_examine(self) -> None:
        """Examine the workspace from end to end."""
        doing = _("Examining the workspace")
        app = self.ipe
        app.runner.ask(self, lambda bridge: bridge.health(), self._examined, self._ill, doing)

    def _examined(self, health: Health) -> None:
        path = self.ipe.workspace_path
        self._say_found(lambda width: list(keeping_lines.health_page(health, path, width)))
        if health.faults:
            self.notify(_("The workspace is not sound"), severity="error")

    def _ill(self, refused: Refused) -> None:
        words = sentences.explain_all(refused)
        self._say_found(lambda width: list(remark(f"✗ {words}", width, "bold")))

    def _say_found(self, builder: Builder) -> None:
        self.query_one("#found", LineList).show(builder)
        self.add_class("-found")


class FolderDialog(InputDialog[bool]):
    """Asks for the second folder and makes the first copy there."""

    PURPOSE = N_(
        "A folder on another disk, a stick or a drive that is kept elsewhere: a copy goes there at "
        "the first change of every day. Leave it empty to keep none."
    )

    def __init__(self, folder: Path | None) -> None:
        super().__init__(
            _("Where does a second copy go?"),
            _("A folder on another disk or a stick; empty: nowhere. The first copy is made now."),
        )
        self._folder = folder

    def asked(self) -> Widget:
        """The folder."""
        return PathInput(tilde(self._folder) if self._folder else "", id="folder", folders=True)

    def action_save(self) -> None:
        """Make the first copy, and remember the folder."""
        typed = self.query_one(PathInput).value
        app, file = self.ipe, paths.settings_file()
        try:
            wanted = settings.check(app.settings, {"backup_folder": typed})
        except Refused as refused:
            self.refused(refused)
            return
        folder = wanted["backup_folder"]

        def keep() -> settings.Settings:
            settings.save_all(file, wanted)
            return settings.load(file)

        def kept(found: settings.Settings) -> None:
            app.settings = found
            self.order(lambda bridge: bridge.use_settings(found), lambda _done: self.saved(True))

        if folder is None:
            app.runner.make(self, keep, kept, self.refused)
            return
        place = Path(str(folder))

        def copied(_file: Path) -> None:
            app.runner.make(self, keep, kept, self.refused)

        self.order(lambda bridge: bridge.copy_to(place), copied, doing=_("Copying the workspace"))
