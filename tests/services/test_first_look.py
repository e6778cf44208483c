"""The first look says what the whole bridge says a moment later, or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from ipe_events.domain.records import EventFilter
from ipe_events.services import events, series
from ipe_events.services.first_look import first_look
from ipe_events.services.workspace import Workspace
from ipe_events.store.file import KNOWN
from tests.services.acts import KERNTEAM


def test_it_says_what_the_queries_of_the_tables_say(busy: Workspace) -> None:
    with busy.change("a series and a day of its own kind") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=4")
        number = made.events[0].id
        sql = "UPDATE event SET until = ?, start_time = NULL, end_time = NULL, adopted = 1, "
        change.session.connection().exec_driver_sql(
            f"{sql} uid = 'elsewhere' WHERE id = ?",
            ((made.events[0].day + timedelta(days=2)).isoformat(), number),
        )
    with busy.read() as view:
        name, slug = view.programme.name, view.programme.slug
        everything = events.lines(view, EventFilter())
        days = sorted({line.day for line in everything})
        assert len(everything) > 15
        for first in (*days[:: max(len(days) // 12, 1)], days[-1] + timedelta(days=1)):
            for limit in (1, 5, 1000):
                expected = events.lines(view, EventFilter(first=first), limit=limit)
                total = events.count(view, EventFilter(first=first))
                found = first_look(busy.path, slug, first, limit)
                assert found is not None
                assert (found.programme, list(found.events), found.total) == (name, expected, total)


def test_it_leaves_what_is_not_as_usual_to_others(workspace_path: Path, tmp_path: Path) -> None:
    first = date(2026, 11, 1)
    assert first_look(workspace_path, None, first, 5) is not None
    assert first_look(workspace_path, "nobody", first, 5) is None
    assert first_look(tmp_path / "missing.db", None, first, 5) is None
    (tmp_path / "other.db").write_bytes(b"not a database, but long enough to look like one" * 9)
    assert first_look(tmp_path / "other.db", None, first, 5) is None
    with closing(sqlite3.connect(tmp_path / "empty.db")) as empty:
        empty.execute("CREATE TABLE something (id)")
    assert first_look(tmp_path / "empty.db", None, first, 5) is None


@pytest.mark.parametrize("revision", [KNOWN[0], "9999"])
def test_another_version_s_schema_is_not_read(workspace_path: Path, revision: str) -> None:
    with closing(sqlite3.connect(workspace_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
    assert first_look(workspace_path, None, date(2026, 11, 1), 5) is None


def test_of_several_programmes_one_must_be_named(workspace_path: Path) -> None:
    with closing(sqlite3.connect(workspace_path)) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(programme)")]
        columns = ", ".join(name for name in names if name not in ("id", "slug"))
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'programme'"
        )
        for (trigger,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(
            f"INSERT INTO programme (slug, {columns}) SELECT 'other', {columns} FROM programme"
        )
        connection.commit()
    assert first_look(workspace_path, None, date(2026, 11, 1), 5) is None
    found = first_look(workspace_path, "other", date(2026, 11, 1), 5)
    assert found is not None
    assert (found.events, found.total) == ((), 0)
