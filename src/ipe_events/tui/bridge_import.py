"""The part of the bridge that reads hours in from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.i18n import _
from ipe_events.services.workspace import Workspace

# What only this form needs is imported when it is opened: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.hour_rows import HourImport


class ImportBridge:
    """Files of hours, read into an open workspace."""

    _workspace: Workspace

    def read_hours_in(
        self, path: Path, organisation: str | None, *, dry: bool, whole: bool
    ) -> HourImport:
        """Read hours in from a file; `dry`: only tell what it would come to."""
        from ipe_events.services import hours_import, importing

        file = hours_import.read_file(path.expanduser())
        return importing.carry_out(
            self._workspace,
            _("Import hours"),
            lambda change: hours_import.import_hours(change, file, organisation),
            dry_run=dry,
            all_or_nothing=whole,
        )
