"""Writing the files that tell: how many mails that are, as what, and then it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.widget import Widget
from textual.widgets import Input, Static

from ipe_events.domain.errors import Refused, refuse
from ipe_events.i18n import N_, _, ngettext, sentences
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_lines import Line
from ipe_events.tui.outbox_lines import mail_words
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.screens.dialog import Dialog
from ipe_events.tui.screens.file_form import folder_for
from ipe_events.tui.text import plain, visible
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.path_input import PathInput, tilde
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_outbox import ExportAhead

FOLDER = "invitations"
FORMS = {
    "ics": N_("calendar files (.ics), to attach to a mail of your own"),
    "eml": N_("mails (.eml), each opens as a draft to send"),
    "both": N_("both"),
}


TOLD, TRY = "told", "try"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """As what is written, and where; `dry`: only to see it, nothing counts as told."""

    form: str
    folder: Path
    dry: bool


class ExportDialog(Dialog[ExportWish]):
    """Says how many mails it comes to; gives how they are to be written, None for not."""

    DEFAULT_CSS = """
    ExportDialog ChoiceRow { margin-top: 1; }
    """
    HINTS = ("choose", "back")
    BINDINGS = bindings("choose")
    PURPOSE = N_(
        "Write what must be told. From then on it counts as told; mark it as sent when it is, or "
        "take it back. A trial writes the same files and remembers nothing."
    )

    def __init__(self, ahead: ExportAhead, form: str, folder: Path) -> None:
        super().__init__(_("Export {mails}").format(mails=mail_words(ahead.mails)))
        self._form = form
        self._folder = folder

    def inside(self) -> Iterable[Widget]:
        """The kinds of file, whether it counts, the folder."""
        yield LineList(id="forms")
        told = [(TOLD, _("it counts as told")), (TRY, _("a trial"))]
        yield ChoiceRow(told, (TOLD,), single=True, id="counts")
        yield PathInput(tilde(self._folder), id="out", folders=True)
        yield Static("", markup=False, classes="wrong")

    def on_mount(self) -> None:
        """Begin at the kind that was written last."""
        forms = self.query_one(LineList)
        forms.styles.height = len(FORMS)
        found: list[Line] = [(form, plain(f" {_(words)}")) for form, words in FORMS.items()]
        forms.show(lambda _width: found, select=self._form)
        forms.focus()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """As that."""
        message.stop()
        self._give(message.key)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter in the folder writes as well."""
        message.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """As what the cursor stands on."""
        self._give(self.query_one(LineList).selected_key or self._form)

    def _give(self, form: str) -> None:
        folder = self.query_one(PathInput).path
        if folder is None:
            self.refused(refuse("blank", "out"))
            return
        dry = self.query_one(ChoiceRow).in_order == (TRY,)
        self.dismiss(ExportWish(form, folder, dry))

    def refused(self, refused: Refused) -> None:
        """Say what is wrong under it."""
        self.query_one(".wrong", Static).update(visible(sentences.explain_all(refused)))


class Exporting(BaseScreen[Any]):
    """Mix in: a screen from which invitations are exported."""

    _form = "ics"

    def export(self, events: Collection[int] | None, *, again: bool = False) -> None:
        """Write what is pending of these events, or of all; `again`: also what was told."""
        self.ask(
            lambda bridge: (events, again, bridge.foresee_export(events, again=again)),
            self._ask_form,
        )

    def _ask_form(self, found: tuple[Collection[int] | None, bool, ExportAhead]) -> None:
        events, again, ahead = found
        if self.app.screen is not self:
            return
        if not ahead.organiser:
            self.ask_organiser("", lambda: self.export(events, again=again))
        elif not ahead.mails:
            self.notify(_nothing(events, again=again))
        else:
            folder = folder_for(self.ipe, FOLDER, self.ipe.exports / FOLDER)
            self.app.push_screen(
                ExportDialog(ahead, self._form, folder),
                lambda wish: self._export(events, wish, again),
            )

    def _export(self, events: Collection[int] | None, wish: ExportWish | None, again: bool) -> None:
        if wish is None:
            return
        self._form, self.ipe.folders[FOLDER] = wish.form, wish.folder
        self.order(
            lambda bridge: bridge.export(wish.folder, events, wish.form, again=again, dry=wish.dry),
            self._tried if wish.dry else self._exported,
            doing=_("Writing the invitations"),
        )

    def _tried(self, paths: Sequence[Path]) -> None:
        words = _("A trial: nothing counts as told.")
        self.notify(f"{written(paths)}. {words}" if paths else words, timeout=10)

    def _exported(self, paths: Sequence[Path]) -> None:
        if paths:
            self.notify(written(paths), timeout=10)
        else:
            self.notify(_nothing(None, again=False))

    def ask_organiser(self, known: str, then: Callable[[], None] | None = None) -> None:
        """Say who sends the invitations; `then` is called when it is said."""
        from ipe_events.tui.screens.organiser import OrganiserDialog

        def said(organiser: str | None) -> None:
            if organiser is not None and then is not None:
                then()

        self.app.push_screen(OrganiserDialog(known), said)


def written(paths: Sequence[Path]) -> str:
    """How many files, and where."""
    words = ngettext(
        "{number} file written in {folder}", "{number} files written in {folder}", len(paths)
    )
    return words.format(number=len(paths), folder=paths[0].parent)


def _nothing(events: Collection[int] | None, *, again: bool) -> str:
    if again:
        return _("Nobody was told of this event yet.")
    if events is None:
        return _("Nothing waits to be sent.")
    return _("Nothing of this event waits to be sent; g exports once more what was told.")
