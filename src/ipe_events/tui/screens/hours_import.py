"""A form that reads hours in from a file, after telling row by row what it would come to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.hour_rows import HourImport
from ipe_events.domain.importing import ImportReport
from ipe_events.i18n import N_, import_words
from ipe_events.tui.screens.import_form import ImportForm, rejected

if TYPE_CHECKING:
    from ipe_events.tui.bridge import Bridge


class HoursImportForm(ImportForm):
    """Gives the sentence that says how many rows came in."""

    PURPOSE = N_(
        "Hours from a sheet that a partner filled in, or from any spreadsheet (CSV or XLSX) with "
        "columns for organisation, date, hours and activity. Rows that are there already are left "
        "as they are; hours on the day of a meeting wait until you have looked at them."
    )
    TITLE = N_("Import hours")
    WHOSE = N_("Hours of")
    EXAMPLE = "uren.xlsx"

    def read(
        self, bridge: Bridge, path: Path, organisation: str | None, *, dry: bool, whole: bool
    ) -> ImportReport:
        """Read the file of hours."""
        return bridge.read_hours_in(path, organisation, dry=dry, whole=whole)

    def would(self, report: ImportReport) -> list[str]:
        """What reading it in would come to, and every row that is not simply taken."""
        assert isinstance(report, HourImport)
        total = import_words.total(report, dry_run=True)
        return [total, *rejected(report), *import_words.remarks(report)]

    def did(self, report: ImportReport) -> str:
        """What reading it in came to."""
        assert isinstance(report, HourImport)
        return import_words.total(report, dry_run=False)
