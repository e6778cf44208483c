"""Reading a file in: row by row with a report, or all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ipe_events.domain.importing import ImportReport, NotAll
from ipe_events.services.workspace import Change, Workspace

Report = TypeVar("Report", bound=ImportReport)


def carry_out(
    workspace: Workspace,
    label: str,
    importer: Callable[[Change], Report],
    *,
    dry_run: bool,
    all_or_nothing: bool,
) -> Report:
    """Import as one change; a dry run tells what it would come to and writes nothing.

    With `all_or_nothing`, `NotAll` carries the report when a row cannot be taken, and no row is.
    """
    with workspace.preview() if dry_run else workspace.change(label) as change:
        report = importer(change)
        if all_or_nothing and report.rejected:
            raise NotAll(report.undone())
    return report
