"""Workspaces to work in: SION is set up once per worker, every test gets a copy."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as PySqlite
from sqlalchemy.util import LRUCache

from ipe_events.services import programmes, setup
from ipe_events.services.workspace import Workspace
from ipe_events.store import backup, database, migrate

# The default looks for cycles so often that it takes an eighth of the tests' time.
gc.set_threshold(100_000, 50, 50)

# A power cut is not among what is tested, and waiting for the disk would take a tenth of the time.
SYNCHRONOUS = database.SYNCHRONOUS
database.SYNCHRONOUS = "OFF"

# Properties with thousands of cases are for `make soak`.
settings.register_profile("quick", max_examples=40)
settings.load_profile("quick")

# SQLAlchemy keeps compiled statements per engine, and every test opens a file of its own.
_COMPILED: LRUCache[Any, Any] = LRUCache(500)
PySqlite.__hash__ = lambda dialect: hash(type(dialect))  # type: ignore[assignment,method-assign]
PySqlite.__eq__ = lambda dialect, other: type(dialect) is type(other)  # type: ignore[method-assign]


@event.listens_for(Engine, "engine_connect")
def _share_compiled(connection: Connection) -> None:
    connection.engine._compiled_cache = _COMPILED


# An empty workspace is the same file every time; `tests/store` makes each anew.
_FRESH: list[bytes] = []
upgrade = migrate._upgrade


def _upgrade_once(path: Path, now: datetime, *, fresh: bool) -> None:
    if fresh and _FRESH:
        path.write_bytes(_FRESH[0])
        return
    upgrade(path, now, fresh=fresh)
    if fresh:
        _FRESH.append(path.read_bytes())


migrate._upgrade = _upgrade_once


NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def fixed_clock() -> datetime:
    """The moment at which every test happens, unless it says otherwise."""
    return NOW


@pytest.fixture(scope="session")
def sion_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that holds SION as shipped, with an organiser; never to be written."""
    path = tmp_path_factory.mktemp("template") / "sion.db"
    workspace = Workspace.create(path, fixed_clock)
    text, name = programmes.source("sion")
    with workspace.change("init sion") as change:
        setup.add(change, text, name, {}, "Sanne de Wit <sanne.de.wit@example.org>")
    workspace.close()
    shutil.rmtree(path.parent / "backups", ignore_errors=True)
    return path


def copied(template: Path, path: Path) -> Path:
    """A workspace of a test's own, of which there is a copy of today.

    Making that again takes longer than most of what is tested.
    """
    path.parent.mkdir(mode=0o700, exist_ok=True)
    backup.folder_of(path).mkdir(mode=0o700, exist_ok=True)
    os.link(template, backup.folder_of(path) / f"{path.stem}-{NOW:%Y-%m-%d}.db")
    return Path(shutil.copy(template, path))


@pytest.fixture
def workspace_path(sion_template: Path, tmp_path: Path) -> Path:
    """A workspace file of the test's own."""
    return copied(sion_template, tmp_path / "workspace" / "ipe-events.db")


@pytest.fixture
def workspace(workspace_path: Path) -> Iterator[Workspace]:
    """An open workspace, on 22 November 2026 at nine in the morning in Zwolle."""
    opened = Workspace(workspace_path, fixed_clock)
    yield opened
    opened.close()
