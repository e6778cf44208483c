"""What commands that read a file in share: their options, and the report row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.opening import opened
from ipe_events.i18n import _, ngettext

if TYPE_CHECKING:
    from ipe_events.domain.importing import Columns, ImportReport, Rejected, Row
    from ipe_events.services.workspace import Change

File = Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX, columns named on top.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only tell what would be imported; write nothing.")
]
AllOrNothing = Annotated[
    bool, typer.Option("--all-or-nothing", help="Import nothing when a row cannot be taken.")
]


def bring_in(
    ctx: typer.Context,
    label: str,
    file: Path,
    columns: Columns,
    importer: Callable[[Change, list[Row]], ImportReport],
    *,
    dry_run: bool,
    all_or_nothing: bool,
    as_json: bool,
) -> None:
    """Read a file in as one change and report on it; refused when nothing may be taken."""
    from ipe_events.domain.importing import NotAll
    from ipe_events.services import importing, reading

    rows = reading.rows(file, columns)
    try:
        with opened(ctx) as workspace:
            report = importing.carry_out(
                workspace,
                label,
                lambda change: importer(change, rows),
                dry_run=dry_run,
                all_or_nothing=all_or_nothing,
            )
    except NotAll as refused:
        tell(refused.report, dry_run=dry_run, as_json=as_json)
        if dry_run:
            return
        raise
    tell(report, dry_run=dry_run, as_json=as_json)


def tell(report: ImportReport, *, dry_run: bool, as_json: bool) -> None:
    """How many rows were taken, and each that was not with its reason."""
    from ipe_events.i18n.sentences import explain

    if as_json:
        rejected = [
            {
                "row": row.row,
                "column": row.column or None,
                "reason": "; ".join(explain(problem, language="en") for problem in row.problems),
            }
            for row in report.rejected
        ]
        output.emit({"imported": report.imported, "rejected": rejected})
        return
    tell_rejected(report.rejected)
    count, refused = report.imported, len(report.rejected)
    if dry_run:
        words = ngettext("{count} row would be imported", "{count} rows would be imported", count)
    else:
        words = ngettext("{count} row imported", "{count} rows imported", count)
    not_taken = ngettext("{count} row refused", "{count} rows refused", refused)
    output.say(f"{words.format(count=count)}, {not_taken.format(count=refused)}")


def tell_rejected(rows: Iterable[Rejected]) -> None:
    """Each row that was not taken, with its reason."""
    from ipe_events.i18n.sentences import explain

    for row in rows:
        where = _("row {number}").format(number=row.row)
        place = f"{where}, {output.plain(row.column)}" if row.column else where
        output.say(f"{place}: {'; '.join(explain(problem) for problem in row.problems)}")
