"""What came of a file of hours, in the language of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipe_events.i18n import _, format_decimal_hours, ngettext
from ipe_events.i18n.sentences import clean, explain

if TYPE_CHECKING:
    from ipe_events.domain.hour_rows import HourImport

# More remarks than this about rows that were taken are only counted.
MOST_NOTES = 20


def remarks(report: HourImport) -> Iterator[str]:
    """A line for every row that waits, and what is odd about rows that were taken."""
    for row in report.waiting:
        yield f"? {place(row.row)}: {explain(row.problem)}"
    for note in report.notes[:MOST_NOTES]:
        yield f"! {place(note.row, note.column)}: {explain(note.problem)}"
    more = len(report.notes) - MOST_NOTES
    if more > 0:
        words = ngettext("{count} more remark", "{count} more remarks", more)
        yield f"! {words.format(count=more)}"


def place(row: int, column: str = "") -> str:
    """Where in the file something is: `row 12, Uren`."""
    where = _("row {number}").format(number=row)
    return f"{where}, {clean(column)}" if column else where


def total(report: HourImport, *, dry_run: bool) -> str:
    """How many rows of each: `12 rows imported (34.5 hours), 2 there already, 1 row refused`."""
    count, refused = report.imported, len(report.rejected)
    if dry_run:
        words = ngettext(
            "{count} row would be imported ({hours} hours)",
            "{count} rows would be imported ({hours} hours)",
            count,
        )
    else:
        words = ngettext(
            "{count} row imported ({hours} hours)", "{count} rows imported ({hours} hours)", count
        )
    parts = [words.format(count=count, hours=format_decimal_hours(report.minutes))]
    if report.skipped:
        parts.append(_("{count} there already").format(count=report.skipped))
    if report.waiting:
        parts.append(_("{count} to look at").format(count=len(report.waiting)))
    not_taken = ngettext("{count} row refused", "{count} rows refused", refused)
    return ", ".join([*parts, not_taken.format(count=refused)])
