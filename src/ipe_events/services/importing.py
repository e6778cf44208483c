"""Reading a file in: row by row with a report, or all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable

from ipe_events.domain.importing import ImportReport, NotAll
from ipe_events.services.workspace import Change, Workspace

Importer = Callable[[Change], ImportReport]


def carry_out(
    workspace: Workspace, label: str, importer: Importer, *, dry_run: bool, all_or_nothing: bool
) -> ImportReport:
    """Import as one change; a dry run tells what it would come to and writes nothing.

    With `all_or_nothing`, `NotAll` carries the report when a row cannot be taken, and no row is.
    """
    with workspace.preview() if dry_run else workspace.change(label) as change:
        report = importer(change)
        if all_or_nothing and report.rejected:
            raise NotAll(ImportReport(0, report.rejected))
    return report
