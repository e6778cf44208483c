"""What a shell may complete, read without what takes time to import."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

# Nobody reads a longer list; a letter more makes it shorter.
MOST = 200

_OWN = "programme_id IN (SELECT id FROM programme WHERE slug = :programme OR :programme = '')"
_SOURCES = {
    "organisation": "SELECT slug AS value, name AS what, id AS place FROM organisation",
    "person": "SELECT email AS value, name AS what, name AS place FROM person",
    "programme": "SELECT slug AS value, name AS what, id AS place FROM programme",
    "group": f"SELECT slug AS value, name AS what, id AS place FROM groups WHERE {_OWN}",
    "kind": f"SELECT slug AS value, name AS what, id AS place FROM event_kind WHERE {_OWN}",
    "goal": f"SELECT slug AS value, name AS what, id AS place FROM goal WHERE {_OWN}",
    "line": f"SELECT slug AS value, name AS what, id AS place FROM plan_line WHERE {_OWN}",
    # Those to come first, the nearest first.
    "event": "SELECT id AS value, day || ' ' || title AS what,"
    " CASE WHEN day >= :today THEN julianday(day) - julianday(:today)"
    f" ELSE 1e6 + julianday(:today) - julianday(day) END AS place FROM event WHERE {_OWN}",
    "poll": f"SELECT id AS value, title AS what, id AS place FROM poll WHERE {_OWN}",
    "statement": f"SELECT id AS value, label AS what, id AS place FROM statement WHERE {_OWN}",
}


def read(
    path: Path, topic: str, start: str, *, programme: str = "", today: str = ""
) -> Iterator[tuple[str, str]]:
    """Short names, addresses or numbers that begin with a text, each with what it stands for.

    `today`: an ISO day, for events. Nothing when the file cannot be read.
    """
    query = (
        f"SELECT value, what FROM ({_SOURCES[topic]})"
        " WHERE substr(value, 1, length(:start)) = :start ORDER BY place LIMIT :most"
    )
    values = {"start": start, "programme": programme, "today": today, "most": MOST}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            rows = file.execute(query, values).fetchall()
    except sqlite3.Error:
        return
    yield from ((str(value), str(what)) for value, what in rows if value)
