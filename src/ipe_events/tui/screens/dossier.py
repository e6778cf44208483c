"""Everything that is kept of somebody, to be read and to be handed over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from ipe_events.domain.records import PersonLine
from ipe_events.i18n import N_, _
from ipe_events.i18n.dossier_words import document, dossier_words
from ipe_events.tui.actions import bindings
from ipe_events.tui.page import Row, blank, heading, indented
from ipe_events.tui.screens.base import PageScreen
from ipe_events.tui.screens.file_form import FileForm
from ipe_events.tui.text import visible
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_files import PaperChoices

Dossier = Mapping[str, Sequence[Mapping[str, object]]]


class DossierScreen(PageScreen):
    """A page; `s` writes it into a file."""

    PURPOSE = N_(
        "Everything that the workspace holds of somebody, in every programme: for who asks what is "
        "kept of them. s writes it into a file, as text or as JSON for another program."
    )
    HINTS = ("save-file", "back")
    BINDINGS = bindings("save-file")
    AUTO_FOCUS = "RowList"

    def __init__(self, person: PersonLine) -> None:
        super().__init__()
        self._person = person
        self._found: Dossier | None = None

    def parts(self) -> Iterable[Widget]:
        """Whose it is, and the page."""
        words = _("What is kept of {name}").format(name=self._person.name)
        yield Static(visible(words), classes="title", markup=False)
        yield LineList(id="dossier")

    def load(self) -> None:
        """Ask for it."""
        who = str(self._person.id)
        self.ask(lambda bridge: bridge.dossier(who), self.show)

    def show(self, found: Dossier) -> None:
        """Show it."""
        self._found = found
        self.query_one(LineList).show(lambda width: list(_page(found, width)))

    def action_save_file(self) -> None:
        """Write it into a file."""
        if self._found is not None:
            self.app.push_screen(DossierForm(self._person, self._found))


def _page(found: Dossier, width: int) -> Iterator[Row]:
    for title, lines in dossier_words(found):
        yield heading(title)
        for line in lines:
            yield from indented(line, width)
        yield blank()


class DossierForm(FileForm):
    """Writes what is kept of somebody."""

    FORMS = ("txt", "json")
    PURPOSE = N_(
        "What is kept of somebody, in a file to hand over: as text to read, or as JSON for another "
        "program. Only you can read the file; it holds personal data."
    )

    def __init__(self, person: PersonLine, found: Dossier) -> None:
        super().__init__(_("What is kept of {name}").format(name=person.name))
        self._person = person
        self._found = found

    def stem(self) -> str:
        """By number: the name of a file is read by more people than the file."""
        return "-".join((_("person-file"), str(self._person.id)))

    def of_paper(self, data: PaperChoices) -> Iterator[Field]:
        """As what, where."""
        yield from self.file_fields()

    def ahead(self) -> None:
        """What it is."""
        self.tell([_(self.PURPOSE), *self.where_words()])

    def write(self, bridge: Bridge, path: Path, *, replace: bool) -> Sequence[Path]:
        """Write it."""
        if path.suffix.lower() == ".json":
            text = json.dumps(document(self._found), ensure_ascii=False, indent=2)
        else:
            text = "\n\n".join(
                "\n".join((title, *(f"  {line}" for line in lines)))
                for title, lines in dossier_words(self._found)
            )
        return bridge.write_dossier(path, f"{text}\n".encode(), replace=replace)
