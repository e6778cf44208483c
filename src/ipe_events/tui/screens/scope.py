"""Asks how far an edit of one of a series goes, and says what each answer comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventLine
from ipe_events.domain.series_scope import Scope, SeriesOutcome, Why
from ipe_events.i18n import N_, _, ngettext, sentences
from ipe_events.tui import event_text
from ipe_events.tui.actions import bindings
from ipe_events.tui.event_lines import Line, wrapped
from ipe_events.tui.screens.dialog import Dialog
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from ipe_events.tui.bridge_series import Foreseen

HEIGHT = 12
LABELS = {
    Scope.ONE: N_("This one"),
    Scope.FOLLOWING: N_("This and following"),
    Scope.ALL: N_("All of the series"),
}
WHY = {
    Why.HELD: N_("{number} held"),
    Why.CANCELLED: N_("{number} cancelled"),
    Why.DRAFT: N_("{number} draft"),
    Why.EDITED: N_("{number} changed by itself"),
    Why.SAME: N_("{number} like that already"),
}


class ScopeDialog(Dialog[Scope]):
    """Gives how far to go; the cursor begins on the chosen one alone."""

    HINTS = ("scope", "back")
    BINDINGS = bindings("scope")

    def __init__(self, title: str, event: EventLine, foreseen: Foreseen) -> None:
        super().__init__(title, event_text.when(event))
        self._foreseen = foreseen

    def inside(self) -> Iterable[Widget]:
        """Three answers, each with what it comes to."""
        lines = LineList(id="scopes")
        lines.styles.height = HEIGHT
        yield lines

    def on_mount(self) -> None:
        """Enter takes the safe answer."""
        lines = self.query_one(LineList)
        lines.focus()
        foreseen = self._foreseen
        lines.show(lambda width: list(_lines(foreseen, width)), select=Scope.ONE)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """That far, unless it cannot be."""
        message.stop()
        scope = Scope(message.key)
        found = self._foreseen[scope]
        if isinstance(found, Refused):
            self.notify(sentences.explain_all(found), severity="error", markup=False)
        else:
            self.dismiss(scope)

    def action_scope(self) -> None:
        """What the cursor stands on."""
        self.query_one(LineList).action_choose()


def _lines(foreseen: Foreseen, width: int) -> Iterator[Line]:
    for number, (scope, found) in enumerate(foreseen.items()):
        if number:
            yield None, Text("")
        label = _(LABELS[scope])
        if isinstance(found, Refused):
            yield scope, plain(f" {label}")
            remarks = [sentences.explain_all(found)]
        else:
            count = ngettext("{number} event", "{number} events", len(found.events))
            yield scope, plain(f" {label}: {count.format(number=len(found.events))}")
            remarks = list(_remarks(found))
        for remark in remarks:
            for line in wrapped(plain(remark, "dim"), width - 3):
                yield None, Text("   ").append_text(line)


def _remarks(found: SeriesOutcome) -> Iterator[str]:
    whys = [item.why for item in found.kept]
    if whys:
        parts = [
            _(words).format(number=whys.count(why)) for why, words in WHY.items() if why in whys
        ]
        yield _("stays as it is: {parts}").format(parts=", ".join(parts))
    yield told(found)


def told(found: SeriesOutcome) -> str:
    """Who must be told because of it."""
    if not found.mails:
        return _("nobody has to be told")
    people = ngettext("{number} person", "{number} people", found.guests)
    mails = ngettext("{number} mail", "{number} mails", found.mails)
    return _("to be told: {people}, {mails}").format(
        people=people.format(number=found.guests), mails=mails.format(number=found.mails)
    )
