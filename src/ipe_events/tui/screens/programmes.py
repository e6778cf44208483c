"""Which programme of the workspace is in hand, when it holds more than one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import ProgrammeLine
from ipe_events.i18n import N_, _
from ipe_events.tui.actions import bindings
from ipe_events.tui.page import Row
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList

OTHER = "//other"
HERE, ELSEWHERE = "●", "○"


class ProgrammesScreen(PageScreen):
    """Enter takes another programme in hand."""

    PURPOSE = N_(
        "A workspace can hold several programmes; organisations, people and their times are "
        "shared. Choose the one that the screens are to show."
    )
    HINTS = ("choose", "back", "help", "quit")
    BINDINGS = bindings("choose")
    AUTO_FOCUS = "RowList"

    def parts(self) -> Iterable[Widget]:
        """The programmes, and one more."""
        yield Static(_("Programmes in this workspace"), classes="title", markup=False)
        yield LineList(id="programmes")

    def load(self) -> None:
        """Ask which there are."""
        self.ask(lambda bridge: bridge.programmes(), self.show)

    def show(self, found: Sequence[ProgrammeLine]) -> None:
        """Show them, the one in hand marked."""
        here = self.ipe.programme_slug
        self.query_one(LineList).show(lambda _width: list(_lines(found, here)))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take it in hand."""
        slug = event.key
        if slug == OTHER:
            self.dismiss()
            self.ipe.welcome()
        else:
            self.ipe.turn_to(slug)

    def action_choose(self) -> None:
        """Take what is under the cursor in hand."""
        self.query_one(LineList).action_choose()


def _lines(found: Iterable[ProgrammeLine], here: str | None) -> Iterator[Row]:
    for one in found:
        mark = HERE if one.slug == here else ELSEWHERE
        yield one.slug, plain(f" {mark} {one.name} ({one.slug})")
    yield OTHER, plain(" + " + _("another programme, from a file or of your own"))


def show_programmes(app: Any) -> None:
    """Ask which programme, unless that is being asked."""
    if not isinstance(app.screen, ProgrammesScreen):
        app.push_screen(ProgrammesScreen())
