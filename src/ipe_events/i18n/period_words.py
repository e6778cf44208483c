"""What the periods of a matrix are called in the language of the screens."""

from __future__ import annotations

from ipe_events.domain.matrix import Matrix, Per
from ipe_events.domain.years import Year
from ipe_events.i18n import _, month_name


def column_words(matrix: Matrix, column: Year) -> str:
    """The head of a column: `jan`, `jan–mrt`, `2027`; cumulative: up to and including its end."""
    last = month_name(column.end.month, long=False)
    if matrix.cumulative:
        return _("to {period}").format(period=column.label if matrix.per is Per.YEAR else last)
    if matrix.per is Per.YEAR:
        return column.label
    first = month_name(column.start.month, long=False)
    return first if matrix.per is Per.MONTH else f"{first}–{last}"
