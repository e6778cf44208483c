from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ipe_events.services.workspace import Workspace
from ipe_events.store.tables import Person
from tests.conftest import fixed_clock
from tests.refusals import code_of
from tests.store.dumps import dump, execute, rows

PAGE = 4096


def faults(path: Path) -> list[str]:
    """What is found by a program that opens the file anew."""
    workspace = Workspace(path, fixed_clock)
    try:
        return workspace.faults()
    finally:
        workspace.close()


def root_page(path: Path, name: str) -> int:
    ((page,),) = rows(path, "SELECT rootpage FROM sqlite_master WHERE name = ?", name)
    return int(str(page))


def overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def test_a_sound_workspace_has_no_fault(workspace_path: Path) -> None:
    assert faults(workspace_path) == []


def test_a_dropped_trigger_is_named(workspace_path: Path) -> None:
    execute(workspace_path, "DROP TRIGGER journal_person_update")
    assert faults(workspace_path) == ["trigger missing: journal_person_update"]


def test_a_reference_to_nothing_is_found(workspace_path: Path) -> None:
    with closing(sqlite3.connect(workspace_path)) as connection:
        connection.executescript(
            "PRAGMA foreign_keys = OFF; UPDATE journal_state SET change_id = 1;"
            "INSERT INTO affiliation (person_id, organisation_id) VALUES (99, 1);"
            "UPDATE journal_state SET change_id = NULL;"
        )
    assert faults(workspace_path) == ["reference: affiliation 1 -> person"]


def test_a_change_that_was_left_open_is_found(workspace_path: Path) -> None:
    execute(workspace_path, "UPDATE journal_state SET change_id = 1")
    assert faults(workspace_path) == ["journal: a change was left open"]


def test_a_missing_journal_state_is_found(workspace_path: Path) -> None:
    execute(workspace_path, "DELETE FROM journal_state")
    assert faults(workspace_path) == ["journal: a change was left open"]


def test_an_index_that_does_not_agree_with_its_table_is_found(workspace_path: Path) -> None:
    page = root_page(workspace_path, "sqlite_autoindex_organisation_1")
    start = (page - 1) * PAGE
    content = workspace_path.read_bytes()[start : start + PAGE]
    place = content.index(b"windesheim")
    overwrite(workspace_path, start + place, b"xindesheim")
    found = faults(workspace_path)
    assert found
    assert all(line.startswith("integrity: ") for line in found)


@pytest.mark.parametrize("table", ["organisation", "commitment", "change_row"])
def test_a_page_of_nonsense_is_found(workspace_path: Path, table: str) -> None:
    overwrite(workspace_path, (root_page(workspace_path, table) - 1) * PAGE, b"\x5a" * PAGE)
    assert code_of(lambda: faults(workspace_path)) == "workspace-damaged"


def test_a_file_cut_off_in_the_middle_is_found(workspace_path: Path) -> None:
    content = workspace_path.read_bytes()
    workspace_path.write_bytes(content[: len(content) // 2])
    assert code_of(lambda: faults(workspace_path)) == "workspace-damaged"


def test_the_counts_are_those_of_every_table(workspace: Workspace) -> None:
    with workspace.change("person add") as change:
        change.add(Person(name="Anne"))
    counts = workspace.counts()
    found = dump(workspace.path)
    assert {name: counts[name] for name in found} == {
        name: len(content) for name, content in found.items()
    }
    assert counts["person"] == 1
    assert counts["change"] == 2
