"""What a change in the journal did, row by row, with names in the place of numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ipe_events.domain.records import HistoryLine

Value = str | int | float | None
# In the place of the name of somebody whose data was erased.
ERASED = "*"


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A column with what it held before and holds after; of what it refers to it is the name."""

    column: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that was added, changed or removed (`kind`); `day` is that of a meeting, of hours.

    `fields`: those that differ; of a row that was added or removed those that hold something.
    """

    kind: str
    table: str
    id: int
    names: tuple[str, ...]
    day: str | None
    fields: tuple[ChangedField, ...]


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """A change, the first of its rows, and how many there are beside those."""

    line: HistoryLine
    rows: tuple[ChangedRow, ...]
    more: int
