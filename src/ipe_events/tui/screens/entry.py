"""One hour entry: whose, for which promise, worth what, who entered it, what corrects it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from ipe_events.i18n import N_, _
from ipe_events.tui import entry_lines
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen, PageScreen
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from typing import Any

    from ipe_events.domain.entries import EntryLine
    from ipe_events.domain.under_figure import EntryPage
    from ipe_events.tui.host import Host


class EntryScreen(PageScreen):
    """Everything there is to know of an entry; enter opens its meeting."""

    PURPOSE = N_(
        "One entry of hours. Nothing is ever overwritten: a correction is a new entry that names "
        "the one it corrects and says why."
    )
    HINTS = ("open", "correct", "back", "undo")
    BINDINGS = bindings("open", "correct")
    AUTO_FOCUS = "RowList"

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._data: EntryPage | None = None

    def parts(self) -> Iterable[Widget]:
        """One page."""
        yield LineList(id="entry")

    def load(self) -> None:
        """Ask for the entry."""
        number = self._number
        self.ask(lambda bridge: bridge.entry(number), self.show)

    def show(self, data: EntryPage) -> None:
        """Show it."""
        self._data = data
        page = self.query_one(LineList)
        page.show(lambda width: list(entry_lines.everything(data, width)))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the meeting, the correction, or what is corrected."""
        kind, _slash, number = event.key.partition("/")
        if kind == "entry":
            self.app.push_screen(EntryScreen(int(number)))
        elif self._data is not None and self._data.event is not None:
            self.ipe.open_event(self._data.event)

    def action_open(self) -> None:
        """Open what is under the cursor."""
        page = self.query_one(LineList)
        if page.selected_key is not None:
            page.action_choose()
        else:
            self.notify(_("These hours were worked outside a meeting."))

    def action_correct(self) -> None:
        """Correct it."""
        if self._data is not None:
            correct(self, self._data.entry)


def open_entry(app: Host, entry: EntryLine) -> None:
    """Open the meeting of an entry, or its own page when there was none."""
    if entry.event is None:
        app.push_screen(EntryScreen(entry.id))
        return

    def open_(data: EntryPage) -> None:
        if data.event is not None:
            app.open_event(data.event)

    number = entry.id
    app.runner.ask(app, lambda bridge: bridge.entry(number), open_, app.refused)


def correct(screen: BaseScreen[Any], entry: EntryLine) -> None:
    """Correct an entry in a form; what was corrected already is corrected as a whole."""
    from ipe_events.tui.screens.correction_form import CorrectionForm

    def told(words: str | None) -> None:
        if words:
            screen.notify(words)
            screen.load()

    def open_(page: EntryPage) -> None:
        screen.app.push_screen(CorrectionForm(page.corrected or page.entry, page.minutes), told)

    number = entry.id
    screen.ask(lambda bridge: bridge.entry(number), open_)
