"""A form that reads people in from a file, after telling row by row what it would come to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.importing import ImportReport, NotAll
from ipe_events.i18n import N_, _, ngettext, sentences
from ipe_events.tui.screens.file_form import READ
from ipe_events.tui.screens.plain_form import PlainForm, pick
from ipe_events.tui.widgets.choice_row import ChoiceRow
from ipe_events.tui.widgets.field import Field
from ipe_events.tui.widgets.path_input import PathInput, tilde

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge
    from ipe_events.tui.bridge_people import PeopleChoices

MOST_SHOWN = 200


class ImportForm(PlainForm):
    """Gives the sentence that says how many came in."""

    PURPOSE = N_(
        "People from a spreadsheet (CSV or XLSX, with named columns) or from vCards. Below or "
        "beside stands every row that cannot be taken, and why; nothing is written before you save."
    )

    TITLE = N_("Import people")
    WHOSE = N_("Works at")
    EXAMPLE = "leden.csv"

    def __init__(self) -> None:
        super().__init__(_(self.TITLE))

    def read(
        self, bridge: Bridge, path: Path, organisation: str | None, *, dry: bool, whole: bool
    ) -> ImportReport:
        """Read the file; `dry`: only tell what it would come to, `whole`: all or nothing."""
        return bridge.read_in(path, organisation, dry=dry, whole=whole)

    def would(self, report: ImportReport) -> list[str]:
        """What reading it in would come to."""
        return [would_come_in(report), *rejected(report)]

    def did(self, report: ImportReport) -> str:
        """What reading it in came to."""
        return came_in(report)

    def fields(self, data: PeopleChoices) -> Iterator[Field]:
        """The file, whose people they are, and what becomes of the rest."""
        partners = [(one.slug, one.name) for one in data.organisations]
        rest = [("some", _("leave them out")), ("none", _("import nothing"))]
        yield self.file_field()
        yield Field(
            _(self.WHOSE),
            pick("organisation", partners, empty=_("as the rows say")),
            "organisation",
            "org",
        )
        yield Field(_("Bad rows"), ChoiceRow(rest, ("some",), single=True, id="rest"))

    def file_field(self) -> Field:
        """Where the file is: to begin with, where one was read last."""
        known = self.ipe.folders.get(READ)
        begin = f"{tilde(known)}{os.sep}" if known is not None else ""
        return Field(_("File"), PathInput(begin, self.EXAMPLE, id="file"), "file")

    def ahead(self) -> None:
        """Read the file, and write nothing."""
        path = self.query_one("#file", PathInput).path
        if path is None or path.is_dir():
            self.tell([_("Type where the file is; Tab completes.")])
            return
        path, organisation = self._what()
        self.foresee(
            lambda bridge: self.read(bridge, path, organisation, dry=True, whole=False), self._ahead
        )

    def _what(self) -> tuple[Path, str | None]:
        path = self.query_one("#file", PathInput).path
        if path is None:
            raise refuse("blank", "file")
        return path, self.picked("organisation")

    def _ahead(self, report: ImportReport) -> None:
        self.tell(self.would(report))

    def save(self) -> None:
        """Read the file in."""
        self.no_longer_wrong()
        path, organisation = self._what()
        whole = self.marked("rest") == "none"
        self.ipe.folders[READ] = path.parent
        self.saving = True
        self.order(
            lambda bridge: self.read(bridge, path, organisation, dry=False, whole=whole),
            self._done,
            doing=_("Reading {name}").format(name=path.name),
        )

    def refused(self, refused: Refused) -> None:
        """Nothing came in: the rows say why."""
        if isinstance(refused, NotAll):
            self._ahead(refused.report)
        super().refused(refused)

    def _done(self, report: ImportReport) -> None:
        self.dismiss(self.did(report))


def rejected(report: ImportReport) -> Iterator[str]:
    """A line for every row that cannot be taken, as far as anybody reads on."""
    for row in report.rejected[:MOST_SHOWN]:
        words = "; ".join(sentences.explain(problem) for problem in row.problems)
        where = _("row {number}").format(number=row.row)
        place = f"{where}, {row.column}" if row.column else where
        yield f"✗ {place}: {words}"


def would_come_in(report: ImportReport) -> str:
    """How many rows can be taken."""
    count = report.imported
    words = ngettext("{count} row would be imported", "{count} rows would be imported", count)
    return f"{words.format(count=count)}, {_refused(report)}"


def came_in(report: ImportReport) -> str:
    """How many rows were taken."""
    words = ngettext("{count} row imported", "{count} rows imported", report.imported)
    return f"{words.format(count=report.imported)}, {_refused(report)}"


def _refused(report: ImportReport) -> str:
    count = len(report.rejected)
    return ngettext("{count} row refused", "{count} rows refused", count).format(count=count)
