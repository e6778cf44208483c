"""Every closure: those to come first, of one partner or of everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.closures import ClosureLine
from ipe_events.domain.search import Facts
from ipe_events.i18n import N_, _
from ipe_events.tui.actions import bindings, key_of
from ipe_events.tui.closure_lines import closure_columns, closure_lines, closure_words
from ipe_events.tui.columns import Line
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.dialog import SureDialog
from ipe_events.tui.screens.filtered import Filtered
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.empty_state import EmptyState
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_table import LineTable
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from datetime import date


class ClosuresScreen(Filtered, PageScreen):
    """The list; enter changes one."""

    PURPOSE = N_(
        "Days on which an organisation, a person or a region cannot meet: what is to come first, "
        "then what is over. Dates are proposed around them. Public and school holidays are known "
        "without standing here."
    )
    HINTS = ("open", "add", "take-away", "closure-import", "filter", "back", "undo")
    BINDINGS = bindings("open", "add", "change", "take-away", "closure-import")
    CSS_PATH = "closures.tcss"
    AUTO_FOCUS = "RowList"

    _found: Sequence[ClosureLine] = ()
    _today: date | None = None

    def parts(self) -> Iterable[Widget]:
        """The filter and the list."""
        yield Static(_("Closures"), classes="title", markup=False)
        yield FilterLine()
        yield LineTable(id="closures")
        yield EmptyState("", id="nothing")

    def load(self) -> None:
        """Ask for every closure."""
        self.ask(lambda bridge: bridge.closures(), self.show)

    def show(self, found: tuple[date, tuple[ClosureLine, ...]]) -> None:
        """Show them."""
        self._today, self._found = found
        self.refill()

    def refill(self) -> None:
        """Show those that match."""
        today = self._today
        if today is None:
            return
        shown = self.narrowed(self._found, _facts)
        coming = [one for one in shown if one.ends >= today]
        past = [one for one in reversed(shown) if one.ends < today]
        lines = closure_lines(coming)
        if past:
            lines += [Line((plain(_("Over"), "bold underline"), None, None)), *closure_lines(past)]
        self.query_one(LineTable).show(closure_columns(), lines)
        self.set_class(not shown, "-nothing")
        none = _("Nobody is shut yet; holidays are known without them.")
        words = none + "\n\n" + _("{key} adds one, {other} reads a file in.")
        said = words.format(key=key_of("add"), other=key_of("closure-import"))
        self.query_one("#nothing", EmptyState).say(_("Nothing matches.") if self._found else said)

    def _in_hand(self) -> ClosureLine | None:
        key = (self.query_one(LineTable).selected_key or "").partition(":")[2]
        found = next((one for one in self._found if str(one.id) == key), None)
        if found is None:
            self.notify(_("Choose a closure first."))
        return found

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Change it."""
        message.stop()
        self.action_change()

    def action_open(self) -> None:
        """Change what is under the cursor."""
        self.action_change()

    def action_change(self) -> None:
        """Change what is under the cursor."""
        from ipe_events.tui.screens.closure_form import ClosureForm

        if (found := self._in_hand()) is not None:
            self.app.push_screen(ClosureForm(found))

    def action_add(self) -> None:
        """Add one."""
        from ipe_events.tui.screens.closure_form import ClosureForm

        self.app.push_screen(ClosureForm(None))

    def action_closure_import(self) -> None:
        """Closures from a file."""
        from ipe_events.tui.screens.closure_form import ClosureImportForm

        def said(words: str | None) -> None:
            if words:
                self.notify(words)

        self.app.push_screen(ClosureImportForm(), said)

    def action_take_away(self) -> None:
        """Take one away, after asking."""
        found = self._in_hand()
        if found is None:
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self.order(lambda bridge: bridge.remove_closure(found.id), lambda _nothing: None)

        title = _("Take away “{name}”?").format(name=found.name or found.who)
        dialog = SureDialog(title, closure_words(found), do=_("Take away"), keep=_("Keep"))
        self.app.push_screen(dialog, answered)


def _facts(one: ClosureLine) -> Facts:
    own = one.organisation or one.person
    values = {"partner": ((own, one.who),)} if own else {}
    return Facts((one.who, one.name), values, one.starts, one.ends)
