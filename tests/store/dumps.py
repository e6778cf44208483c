"""What a workspace file holds, read past all of the program's own code."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

UNDER_NO_JOURNAL = {
    "alembic_version",
    "change",
    "change_row",
    "delivery",
    "statement",
    "journal_state",
    "sqlite_sequence",
}

Rows = list[tuple[object, ...]]


def tables(path: Path) -> list[str]:
    """Every table under the journal."""
    found = rows(path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [str(name) for (name,) in found if name not in UNDER_NO_JOURNAL]


def rows(path: Path, query: str, *parameters: object) -> Rows:
    """What a query finds."""
    with closing(sqlite3.connect(path)) as connection:
        return [tuple(row) for row in connection.execute(query, parameters)]


def dump(path: Path) -> dict[str, Rows]:
    """Every row of every table under the journal."""
    names = tables(path)
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()
            for name in names
        }


def everything(path: Path) -> dict[str, Rows]:
    """The whole content: schema and rows, the journal and what was told included."""
    with closing(sqlite3.connect(path)) as connection:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")
        found = {"": schema.fetchall()}
        for kind, name, _ in found[""]:
            if kind == "table":
                found[name] = connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()
        return found


def execute(path: Path, script: str) -> None:
    """Do something to a file that the program would not do."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def fingerprint(path: Path) -> str:
    """Tells whether a single byte of the file has changed."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
