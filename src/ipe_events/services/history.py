"""What a change did: its rows before and after, in the names people know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ipe_events.domain.changes import ERASED, ChangeDetails, ChangedField, ChangedRow, Value
from ipe_events.domain.errors import refuse
from ipe_events.services.workspace import View
from ipe_events.store.queries import changes
from ipe_events.store.queries.changes import Stored

MOST_ROWS = 100
# What a row without a name of its own is called after, in this order.
CALLED = ("person_id", "organisation_id", "group_id", "kind_id", "event_id", "poll_id", "line_id")
SAYING = ("description", "activity")
DAYS = ("day", "work_date")
NOTHING = (None, "", 0, "[]", "{}")
# How far names are looked up that are made of names: a deputy's seat at a meeting of a kind.
DEEP = 3


def details(view: View, number: int, *, limit: int = MOST_ROWS) -> ChangeDetails:
    """A change with the first rows it wrote; refuses `unknown-change`.

    Of who was erased nothing is told, not even what is still kept.
    """
    line = changes.change(view.session, number)
    if line is None:
        raise refuse("unknown-change", "change", value=number)
    rows, total = changes.touched(view.session, number, limit)
    names = _Names(view)
    names.learn((table, row) for table, _id, *both in rows for row in both if row is not None)
    found = [
        _row(names, table, place, before, after)
        for table, place, before, after in rows
        if before is not None or after is not None
    ]
    return ChangeDetails(line, tuple(found), total - len(rows))


class _Names:
    """What rows are called, read a table at a time."""

    def __init__(self, view: View) -> None:
        self._session = view.session
        self._rows: dict[str, dict[int, Stored]] = defaultdict(dict)

    def learn(self, rows: Iterator[tuple[str, Stored]]) -> None:
        """Read what these rows refer to, and what that is called after."""
        ahead = list(rows)
        for _turn in range(DEEP):
            wanted: dict[str, set[int]] = defaultdict(set)
            for table, row in ahead:
                for column, other in changes.referred(table).items():
                    if row.get(column) is not None and row[column] not in self._rows[other]:
                        wanted[other].add(row[column])
            ahead = []
            for other, ids in wanted.items():
                found = changes.known(self._session, other, ids)
                self._rows[other] |= found
                ahead += [(other, row) for row in found.values()]

    def is_erased(self, table: str, row: Stored) -> bool:
        """Whether a row is of somebody whose data was erased."""
        if table == "person":
            return row.get("erased_on") is not None
        person = self._rows["person"].get(row.get("person_id") or 0, {})
        return person.get("erased_on") is not None

    def of(self, table: str, row: Stored) -> tuple[str, ...]:
        """What a row is called: its own name, or the names of what it is about."""
        if table == "person" and self.is_erased(table, row):
            return (ERASED,)
        own = row.get("name") or row.get("title")
        if own:
            return (str(own),)
        references = changes.referred(table)
        about = [
            self.value(references[column], row[column])
            for column in CALLED
            if row.get(column) is not None and column in references
        ]
        return (*about, *(str(row[column]) for column in SAYING if row.get(column)))

    def value(self, table: str, number: int) -> str:
        """What the row with that number is called."""
        row = self._rows[table].get(number)
        called = self.of(table, row) if row is not None else ()
        return " · ".join(called) or f"#{number}"


def _row(
    names: _Names, table: str, number: int, before: Stored | None, after: Stored | None
) -> ChangedRow:
    row = after or before or {}
    kind = "added" if before is None else "removed" if after is None else "changed"
    erased = any(names.is_erased(table, one) for one in (before, after) if one is not None)
    return ChangedRow(
        kind=kind,
        table=table,
        id=number,
        names=(ERASED,) if erased else names.of(table, row),
        day=next((row[name] for name in DAYS if row.get(name)), None),
        fields=() if erased else tuple(_fields(names, table, before or {}, after or {})),
    )


def _fields(
    names: _Names, table: str, before: Mapping[str, Value], after: Mapping[str, Value]
) -> Iterator[ChangedField]:
    references = changes.referred(table)
    for column in dict.fromkeys([*before, *after]):
        was, became = before.get(column), after.get(column)
        nothing = NOTHING[:2] if before and after else NOTHING
        if was == became or (was in nothing and became in nothing):
            continue
        if column in references:
            other = references[column]
            was = names.value(other, int(was)) if was is not None else None
            became = names.value(other, int(became)) if became is not None else None
        yield ChangedField(column, was, became)
