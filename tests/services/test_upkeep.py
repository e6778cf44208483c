from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from ipe_events.domain.drafts import PersonDraft
from ipe_events.services import people, upkeep
from ipe_events.services.workspace import Workspace
from ipe_events.store import migrate
from tests.conftest import NOW, fixed_clock
from tests.refusals import code_of
from tests.services.acts import do, later, person, plan
from tests.store.dumps import dump, everything, execute, fingerprint, rows


def names(path: Path) -> list[object]:
    return [name for (name,) in rows(path, "SELECT name FROM person ORDER BY id")]


def files_beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir() if file.is_file())


# --- making a workspace -------------------------------------------------------------------------


def test_a_workspace_whose_setting_up_fails_is_removed_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ipe-events.db"
    with suppress(ZeroDivisionError), upkeep.made(path, fixed_clock) as workspace:
        assert workspace.faults() == []
        raise ZeroDivisionError
    assert not path.exists()
    assert files_beside(path) == []


def test_a_workspace_that_was_there_stays_when_something_fails(workspace_path: Path) -> None:
    before = dump(workspace_path)
    with suppress(ZeroDivisionError), upkeep.made(workspace_path, fixed_clock):
        raise ZeroDivisionError
    assert dump(workspace_path) == before


def test_a_place_where_no_workspace_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("a file")

    def make() -> None:
        with upkeep.made(tmp_path / "letter.txt" / "ipe-events.db", fixed_clock):
            pytest.fail("there is no folder")

    assert code_of(make) == "workspace-unreachable"


# --- copies -------------------------------------------------------------------------------------


def test_copies_made_by_hand_stand_beside_each_other(workspace: Workspace) -> None:
    person(workspace, "anne", "viaa")
    first = upkeep.create(workspace)
    second = upkeep.create(workspace)
    assert first != second
    assert names(first[0]) == ["Anne"] == names(second[0])
    found = upkeep.copies(workspace.path)
    assert {copy.file for copy in found} >= {*first, *second}
    assert [copy.made for copy in found] == sorted((copy.made for copy in found), reverse=True)
    assert all(copy.size == copy.file.stat().st_size for copy in found)


def test_a_copy_by_hand_goes_to_the_second_folder_too(workspace: Workspace, tmp_path: Path) -> None:
    workspace.second_folder = tmp_path / "stick"
    person(workspace, "anne", "viaa")
    person(workspace, "bram", "viaa")
    files = upkeep.create(workspace)
    assert [names(file) for file in files] == [["Anne", "Bram"]] * 2
    assert files[1] == tmp_path / "stick" / "ipe-events.db"


def test_a_second_folder_that_cannot_be_written_is_told_when_it_is_asked_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("a file")
    workspace.second_folder = tmp_path / "letter.txt"
    assert code_of(lambda: upkeep.create(workspace)) == "folder-unwritable"


def test_a_second_copy_is_stale_when_it_is_missing_or_a_week_old(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert not upkeep.second_copy_is_stale(workspace)
    workspace.second_folder = tmp_path / "stick"
    assert upkeep.second_copy_is_stale(workspace)
    copy = upkeep.copy_to_folder(workspace, workspace.second_folder)
    assert not upkeep.second_copy_is_stale(workspace)
    for days, stale in ((6.9, False), (7.1, True)):
        then = (datetime.now().astimezone() - timedelta(days=days)).timestamp()
        os.utime(copy, (then, then))
        assert upkeep.second_copy_is_stale(workspace) == stale
    workspace.second_folder = Path("/dev/null/stick")
    assert upkeep.second_copy_is_stale(workspace)


# --- putting a copy back ------------------------------------------------------------------------


@pytest.mark.parametrize("by_name", [True, False])
def test_a_copy_is_put_back_and_what_was_there_is_kept(workspace: Workspace, by_name: bool) -> None:
    person(workspace, "anne", "viaa")
    (copy,) = upkeep.create(workspace)
    wanted = everything(copy)
    person(workspace, "bram", "viaa")
    lost = everything(workspace.path)
    later(workspace, hours=1)
    given = copy.name if by_name else str(copy)
    used, kept = upkeep.restore(workspace.path, given, workspace.clock())
    assert used == copy
    assert kept is not None
    assert everything(workspace.path) == wanted
    assert everything(kept) == lost
    # And back again.
    upkeep.restore(workspace.path, str(kept), workspace.clock())
    assert everything(workspace.path) == lost
    assert workspace.faults() == []


def test_a_copy_can_be_put_where_nothing_is(workspace: Workspace, tmp_path: Path) -> None:
    person(workspace, "anne", "viaa")
    (copy,) = upkeep.create(workspace)
    path = tmp_path / "other" / "laptop.db"
    assert upkeep.restore(path, str(copy), NOW) == (copy, None)
    assert everything(path) == everything(copy)
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"Beste allemaal,\n" * 1000, b"\x00" * 5000])
def test_a_copy_can_be_put_over_what_is_no_workspace_any_more(
    workspace: Workspace, content: bytes
) -> None:
    person(workspace, "anne", "viaa")
    (copy,) = upkeep.create(workspace)
    workspace.close()
    workspace.path.write_bytes(content)
    upkeep.restore(workspace.path, str(copy), NOW)
    assert names(workspace.path) == ["Anne"]
    assert Workspace(workspace.path, fixed_clock).faults() == []


def test_a_copy_can_be_put_over_a_damaged_workspace_which_is_kept(workspace: Workspace) -> None:
    person(workspace, "anne", "viaa")
    (copy,) = upkeep.create(workspace)
    workspace.close()
    content = bytearray(workspace.path.read_bytes())
    content[8 * 4096 : 60 * 4096] = b"\x5a" * (52 * 4096)
    workspace.path.write_bytes(content)
    _, kept = upkeep.restore(workspace.path, str(copy), NOW)
    assert kept is not None
    assert len(kept.read_bytes()) >= len(content) - 4096
    assert names(workspace.path) == ["Anne"]


def test_what_must_not_be_put_back_is_refused_and_nothing_moves(
    workspace: Workspace, tmp_path: Path
) -> None:
    (copy,) = upkeep.create(workspace)
    newer = tmp_path / "newer.db"
    newer.write_bytes(copy.read_bytes())
    execute(newer, "UPDATE alembic_version SET version_num = '0042'")
    text = tmp_path / "letter.db"
    text.write_text("Beste allemaal")
    before = everything(workspace.path)
    for given, code in (
        (str(tmp_path / "none.db"), "file-missing"),
        (str(newer), "workspace-newer"),
        (str(text), "not-a-workspace"),
        (str(workspace.path), "same-file"),
    ):
        assert code_of(partial(upkeep.restore, workspace.path, given, NOW)) == code
    assert everything(workspace.path) == before
    workspace.path.chmod(0o444)
    still = fingerprint(workspace.path)
    assert code_of(lambda: upkeep.restore(workspace.path, str(copy), NOW)) == "workspace-read-only"
    assert fingerprint(workspace.path) == still


def test_the_health_of_a_workspace(workspace: Workspace) -> None:
    plan(workspace)
    found = upkeep.health(workspace)
    assert (found.faults, found.revision) == ((), migrate.HEAD)
    assert found.counts["event"] == 4
    execute(workspace.path, "DROP TRIGGER journal_event_insert")
    assert upkeep.health(workspace).faults == ("trigger missing: journal_event_insert",)


def test_everything_works_on_after_a_copy_was_put_back(workspace: Workspace) -> None:
    (copy,) = upkeep.create(workspace)
    person(workspace, "anne", "viaa")
    upkeep.restore(workspace.path, str(copy), NOW)
    do(workspace, lambda c: people.add_person(c, PersonDraft("Bram", "viaa")))
    assert names(workspace.path) == ["Bram"]
    workspace.undo()
    assert names(workspace.path) == []
