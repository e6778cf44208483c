"""What the history tells of a change: names for numbers, before and after, and nobody erased."""

from __future__ import annotations

from datetime import date, time

import pytest

from ipe_events import i18n
from ipe_events.domain.changes import ERASED, ChangeDetails
from ipe_events.domain.drafts import EventDraft, HourDraft, PersonDraft, When
from ipe_events.domain.errors import Refused
from ipe_events.i18n import change_words
from ipe_events.services import entries, erasing, events, history, people
from ipe_events.services.workspace import Workspace
from ipe_events.store.tables import UNJOURNALED, Table

DAY = date(2026, 12, 3)


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def last(workspace: Workspace, *, limit: int = 100) -> ChangeDetails:
    (newest,) = workspace.history(1)
    with workspace.read() as view:
        return history.details(view, newest.id, limit=limit)


def words(found: ChangeDetails) -> list[str]:
    said = []
    for row in found.rows:
        said.append(f"{row.kind} {change_words.row_words(row)}")
        said += [f"{label}: {a} > {b}" for label, a, b in change_words.field_words(row)]
    return said


def test_a_meeting_that_is_moved_says_from_where_to_where(workspace: Workspace) -> None:
    with workspace.change("add") as change:
        when = When(DAY, None, time(10), time(12))
        number = events.add(change, EventDraft("congres", when, host="viaa")).events[0].id
    added = words(last(workspace))
    assert "added meeting · Congres · Thu 3 Dec 2026" in added
    assert "Host:  > Hogeschool Viaa" in added
    assert "From:  > 10:00" in added
    with workspace.change("move") as change:
        events.reschedule(change, number, When(date(2026, 12, 4), None, time(13), time(15)))
    assert words(last(workspace)) == [
        "changed meeting · Congres · Fri 4 Dec 2026",
        "Day: Thu 3 Dec 2026 > Fri 4 Dec 2026",
        "From: 10:00 > 13:00",
        "Until: 12:00 > 15:00",
    ]
    workspace.undo()
    assert "Day: Fri 4 Dec 2026 > Thu 3 Dec 2026" in words(last(workspace))
    workspace.undo()
    # What it was called is still known when the meeting itself is gone.
    (gone,) = [row for row in last(workspace).rows if row.table == "event"]
    assert (gone.kind, gone.names) == ("removed", ("Congres",))


def test_hours_are_written_as_hours(workspace: Workspace) -> None:
    with workspace.change("hours") as change:
        entries.log_hours(change, HourDraft("deltion", DAY, 90, "curriculum", line="kernteam"))
    assert words(last(workspace))[:3] == [
        "added hours · Deltion College · Kernteam · curriculum · Thu 3 Dec 2026",
        "Organisation:  > Deltion College",
        "Line:  > Kernteam",
    ]
    assert "Presence:  > 1:30 h" in words(last(workspace))


def test_a_large_change_is_told_in_part(workspace: Workspace) -> None:
    with workspace.change("many") as change:
        for number in range(30):
            people.add_person(change, PersonDraft(f"P {number}", "viaa", f"p{number}@example.org"))
    found = last(workspace, limit=10)
    assert (len(found.rows), found.more) == (10, 50)


def test_of_who_was_erased_nothing_is_told(workspace: Workspace) -> None:
    with workspace.change("add") as change:
        people.add_person(change, PersonDraft("Geheim Persoon", "viaa", "geheim@example.org"))
    number = workspace.history(1)[0].id
    erasing.erase(workspace, "geheim@example.org")
    with workspace.read() as view:
        found = history.details(view, number)
    assert (ERASED,) in {row.names for row in found.rows}
    assert not any(row.fields for row in found.rows if row.names == (ERASED,))
    assert "geheim" not in repr(found).casefold()


def test_a_change_that_is_not_there_is_refused(workspace: Workspace) -> None:
    with workspace.read() as view, pytest.raises(Refused, match="unknown-change"):
        history.details(view, 99_999)


def test_every_table_has_a_word_and_every_told_column_is_one() -> None:
    tables = dict(Table.metadata.tables)
    assert set(change_words.TABLES) == set(tables) - UNJOURNALED
    columns = {column.name for table in tables.values() for column in table.columns}
    assert set(change_words.COLUMNS) <= columns
