"""Everything that can be written for others and read from others, in one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import PersonLine
from ipe_events.i18n import N_, _
from ipe_events.tui.actions import bindings
from ipe_events.tui.columns import Column, Line
from ipe_events.tui.page import Row, blank, heading, remark, table
from ipe_events.tui.screens.base import BaseScreen, PageScreen
from ipe_events.tui.screens.pick import Option, PickDialog
from ipe_events.tui.text import plain
from ipe_events.tui.widgets.line_list import LineList
from ipe_events.tui.widgets.row_list import RowList


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is written or read: what it is called, how its files end, its screen."""

    key: str
    label: str
    endings: str
    screen: str

    @property
    def kind(self) -> type[BaseScreen[Any]]:
        """The screen, imported when it is asked for; it says what it is for."""
        module, _dot, name = self.screen.partition(".")
        found: type[BaseScreen[Any]] = getattr(
            import_module(f"ipe_events.tui.screens.{module}"), name
        )
        return found


class FilesScreen(PageScreen):
    """The list, and below or beside it what the line in hand is."""

    PURPOSE = N_(
        "Every paper and file the program makes, and everything it reads. Enter opens the form; "
        "what it says beside it comes before anything is written, and no file is replaced unasked. "
        "Afterwards the path is shown, and c copies it."
    )
    HINTS = ("open", "back", "keeping", "settings")
    BINDINGS = bindings("open")
    CSS_PATH = "files.tcss"
    AUTO_FOCUS = "RowList"

    def parts(self) -> Iterable[Widget]:
        """The list, and what the line in hand is."""
        yield Static(_("Papers and files"), classes="title", markup=False)
        yield Container(LineList(id="files"), LineList(id="about"), id="panes")

    def on_mount(self) -> None:
        """What it is, is read."""
        super().on_mount()
        self.query_one("#about").can_focus = False
        self.query_one("#files", LineList).show(lambda width: list(_lines(width)))
        self._show_about()

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Another line is in hand."""
        message.stop()
        self._show_about()

    def _show_about(self) -> None:
        """Say what the line in hand is."""
        key = self.query_one("#files", LineList).selected_key
        if key is not None:
            words = _(ENTRIES[key].kind.PURPOSE)
            self.query_one("#about", LineList).show(lambda width: list(remark(words, width, "")))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Open it."""
        message.stop()
        entry = ENTRIES[message.key]
        if entry.key == STATEMENTS:
            self.app.push_screen(entry.kind(None))
        elif entry.key == DOSSIER:
            self.ask(lambda bridge: bridge.people_choices().people, self._ask_whose, opens=True)
        elif entry.key == ANSWERS:
            # They are looked at in the outbox, so that is where they are read.
            app = self.ipe
            self.dismiss()
            app.action_area("outbox")
            app.call_later(app.run_action, "screen.read_answers")
        else:
            self.app.push_screen(entry.kind(), self._told)

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self.query_one("#files", LineList).action_choose()

    def _told(self, words: str | None) -> None:
        """Say what a form did; None when nothing was, or when it said so itself."""
        if words:
            self.notify(words)

    def _ask_whose(self, people: tuple[PersonLine, ...]) -> None:
        from ipe_events.tui.screens.dossier import DossierScreen

        if self.app.screen is not self:
            return
        known = {str(one.id): one for one in people}
        options = [
            Option(key, f"{one.name}, {one.organisation_name or '–'}", one.email or "")
            for key, one in known.items()
        ]

        def picked(key: str | None) -> None:
            if key is not None:
                self.app.push_screen(DossierScreen(known[key]))

        title = _("What is kept of somebody")
        self.app.push_screen(PickDialog(title, _("Of whom?"), options), picked)


STATEMENTS, DOSSIER, ANSWERS = "statements", "dossier", "answers"
PARTS = (
    (
        N_("To write"),
        (
            Entry(
                "progress",
                N_("Progress, for the steering group"),
                "html docx",
                "papers.ProgressForm",
            ),
            Entry("year", N_("The year on one A4"), "html", "papers.YearForm"),
            Entry("list", N_("Attendance list, to sign"), "html", "papers.AttendanceListForm"),
            Entry(STATEMENTS, N_("Hour statements, to sign"), "html xlsx", "states.StatesScreen"),
            Entry(
                "part",
                N_("A statement of part of a year"),
                "html xlsx",
                "paper_forms.StatementForm",
            ),
            Entry("sheets", N_("Sheets of hours, to fill in"), "xlsx", "paper_forms.AskForm"),
            Entry("feed", N_("A calendar to follow"), "ics", "papers.FeedForm"),
            Entry(DOSSIER, N_("What is kept of somebody"), "txt json", "dossier.DossierScreen"),
        ),
    ),
    (
        N_("To read"),
        (
            Entry(
                "hours", N_("Hours that were handed in"), "xlsx csv", "hours_import.HoursImportForm"
            ),
            Entry("people", N_("People"), "xlsx csv vcf", "import_form.ImportForm"),
            Entry("partners", N_("Partners"), "xlsx csv", "organisation_form.PartnersImportForm"),
            Entry("closures", N_("Closures"), "xlsx csv ics", "closure_form.ClosureImportForm"),
            Entry("busy", N_("When somebody is busy"), "ics", "busy_form.BusyForm"),
            Entry(ANSWERS, N_("Answers to invitations"), "ics eml", "ask_path.AnswersDialog"),
        ),
    ),
)
ENTRIES = {entry.key: entry for _words, some in PARTS for entry in some}


def _lines(width: int) -> Iterator[Row]:
    columns = (Column(least=20, most=44, grow=True), Column(least=4, most=16))
    for place, (words, some) in enumerate(PARTS):
        yield from [blank()] if place else []
        yield heading(_(words))
        lines = [
            Line((plain(f" {_(entry.label)}"), plain(_endings(entry), "dim")), key=entry.key)
            for entry in some
        ]
        yield from table(columns, lines, width, heads=False)


def _endings(entry: Entry) -> str:
    return " ".join(f".{ending}" for ending in entry.endings.split())
