from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from ipe_events.services.workspace import Workspace
from ipe_events.store import database
from ipe_events.store.file import BUSY_MILLISECONDS
from ipe_events.store.tables import Affiliation, Person
from tests.conftest import SYNCHRONOUS, fixed_clock
from tests.refusals import code_of
from tests.store.dumps import dump, rows


@contextmanager
def engine_on(path: Path) -> Iterator[Engine]:
    engine = database.make_engine(path)
    yield engine
    engine.dispose()


@contextmanager
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that is writing the file at this moment."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def add_person(workspace: Workspace, name: str) -> None:
    with workspace.change("person add") as change:
        change.add(Person(name=name))


def test_every_connection_checks_references_waits_and_syncs(
    workspace_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SYNCHRONOUS", SYNCHRONOUS)
    with engine_on(workspace_path) as engine, engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            pragmas = {
                name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
                for name in ("foreign_keys", "busy_timeout", "journal_mode", "synchronous")
            }
            assert pragmas == {
                "foreign_keys": 1,
                "busy_timeout": BUSY_MILLISECONDS,
                "journal_mode": "wal",
                "synchronous": 2,
            }


def test_a_reference_to_nothing_is_not_stored(workspace: Workspace) -> None:
    before = dump(workspace.path)
    with (
        pytest.raises(database.DatabaseError, match="FOREIGN KEY"),
        workspace.change("link") as change,
    ):
        change.add(Affiliation(person_id=99, organisation_id=1))
    assert dump(workspace.path) == before


def test_an_error_of_the_database_names_nobody(workspace: Workspace) -> None:
    with workspace.change("person add") as change:
        change.add(Person(name="Anne Jansen", email="anne.jansen@example.org"))
    with (
        pytest.raises(database.DatabaseError) as caught,
        workspace.change("again") as change,
    ):
        change.add(Person(name="Bram Bakker", email="anne.jansen@example.org"))
    told = f"{caught.value} {caught.value.args} {caught.value!r}"
    assert "UNIQUE constraint failed: person.email" in told
    for secret in ("Jansen", "jansen", "Bakker", "@"):
        assert secret not in told


def cannot_write(path: Path) -> bool:
    """Whether somebody else holds the right to write at this moment."""
    with closing(sqlite3.connect(path, timeout=0)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


def test_what_will_write_may_write_from_its_first_question_on(workspace: Workspace) -> None:
    """So that a read that turns into a write cannot find somebody before it."""
    for way in (lambda: workspace.change("x"), workspace.preview, workspace.delivery):
        with way() as view:
            assert view.programme.slug == "sion"
            assert cannot_write(workspace.path)
        assert not cannot_write(workspace.path)
    with workspace.read() as view:
        assert view.programme.slug == "sion"
        assert not cannot_write(workspace.path)


def test_reading_keeps_nobody_from_writing(workspace: Workspace) -> None:
    with workspace.read() as view:
        assert view.programme.slug == "sion"
        add_person(workspace, "Anne")
    assert rows(workspace.path, "SELECT name FROM person") == [("Anne",)]


def test_a_view_sees_one_state_of_the_file_however_long_it_is_open(
    workspace_path: Path,
) -> None:
    one, other = Workspace(workspace_path, fixed_clock), Workspace(workspace_path, fixed_clock)
    with one.read() as view:
        count = text("SELECT count(*) FROM person")
        assert view.session.connection().execute(count).scalar_one() == 0
        add_person(other, "Anne")
        assert view.session.connection().execute(count).scalar_one() == 0
    with one.read() as view:
        assert view.session.connection().execute(count).scalar_one() == 1
    one.close()
    other.close()


def test_what_is_set_in_a_view_is_never_written(workspace: Workspace) -> None:
    before = dump(workspace.path)
    with workspace.read() as view:
        view.programme.name = "anders"
        view.session.add(Person(name="Anne"))
    assert dump(workspace.path) == before


def test_a_writer_waits_for_the_one_before_it(workspace: Workspace) -> None:
    done: list[float] = []

    def write() -> None:
        add_person(workspace, "Anne")
        done.append(time.monotonic())

    with writer(workspace.path) as other:
        thread = threading.Thread(target=write)
        thread.start()
        time.sleep(0.2)
        assert thread.is_alive()
        released = time.monotonic()
        other.execute("COMMIT")
    thread.join(timeout=10)
    assert done
    assert done[0] > released
    assert rows(workspace.path, "SELECT name FROM person") == [("Anne",)]


def test_a_writer_that_waited_too_long_is_refused_and_can_try_again(
    workspace_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)
    workspace = Workspace(workspace_path, fixed_clock)
    with writer(workspace_path):
        assert code_of(lambda: add_person(workspace, "Anne")) == "workspace-locked"
        assert code_of(workspace.undo) == "workspace-locked"
    add_person(workspace, "Anne")
    assert rows(workspace_path, "SELECT name FROM person") == [("Anne",)]
    workspace.close()


def test_everybody_who_writes_at_once_gets_a_turn(workspace_path: Path) -> None:
    def write(number: int) -> None:
        own = Workspace(workspace_path, fixed_clock)
        for turn in range(8):
            add_person(own, f"{number}-{turn}")
        own.close()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write, number) for number in range(4)]:
            done.result(timeout=60)
    names = {name for (name,) in rows(workspace_path, "SELECT name FROM person")}
    assert names == {f"{number}-{turn}" for number in range(4) for turn in range(8)}
    workspace = Workspace(workspace_path, fixed_clock)
    assert workspace.faults() == []
    assert [line.label for line in workspace.history(32)] == ["person add"] * 32
    workspace.close()


def test_a_file_that_vanished_is_told_in_a_line(workspace: Workspace) -> None:
    workspace.path.unlink()
    workspace.close()
    assert code_of(lambda: add_person(workspace, "Anne")) == "workspace-unreachable"
    assert code_of(workspace.history) == "workspace-unreachable"
    assert not workspace.path.exists()
