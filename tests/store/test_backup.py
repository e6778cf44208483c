from __future__ import annotations

import os
import sqlite3
import threading
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from ipe_events.services.workspace import Workspace
from ipe_events.store import backup
from ipe_events.store.tables import Person
from tests.conftest import NOW, fixed_clock
from tests.refusals import code_of, problem_of
from tests.store.dumps import dump, everything, execute, fingerprint, rows


def add_person(workspace: Workspace, name: str) -> None:
    with workspace.change("person add") as change:
        change.add(Person(name=name))


def names(path: Path) -> list[object]:
    return [name for (name,) in rows(path, "SELECT name FROM person ORDER BY id")]


def on_day(workspace: Workspace, offset: int) -> date:
    """Let it be so many days later."""
    moment = NOW + timedelta(days=offset)
    workspace.clock = lambda: moment
    return moment.astimezone().date()


def daily_copies(path: Path) -> list[str]:
    return sorted(file.name for file in backup.folder_of(path).iterdir())


# --- a copy a day -------------------------------------------------------------------------------


def test_the_first_change_of_a_day_copies_what_was_there_before_it(workspace: Workspace) -> None:
    before = everything(workspace.path)
    assert not backup.folder_of(workspace.path).exists()
    add_person(workspace, "Anne")
    (copy, made), *others = backup.copies(workspace.path)
    assert not others
    assert copy.name == "ipe-events-2026-11-22.db"
    assert everything(copy) == before
    assert abs(made - datetime.now().astimezone()) < timedelta(minutes=1)


def test_later_changes_of_the_day_leave_the_copy_alone(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    before = fingerprint(backup.copies(workspace.path)[0][0])
    add_person(workspace, "Bram")
    workspace.undo()
    (copy, _), *others = backup.copies(workspace.path)
    assert not others
    assert fingerprint(copy) == before
    on_day(workspace, 1)
    workspace.redo()
    newest = backup.folder_of(workspace.path) / "ipe-events-2026-11-23.db"
    assert names(newest) == ["Anne"]


def test_reading_and_previewing_copy_nothing(workspace: Workspace) -> None:
    with workspace.read() as view:
        assert view.programme.slug == "sion"
    with workspace.preview() as change:
        change.add(Person(name="Anne"))
    assert not backup.folder_of(workspace.path).exists()


def test_fourteen_days_are_kept_and_nothing_else_is_touched(workspace: Workspace) -> None:
    folder = backup.folder_of(workspace.path)
    add_person(workspace, "day 0")
    for name in ("ipe-events-before-0003.db", "ipe-events-2020-01-01-090000.db", "sion.db"):
        backup.copy_to(workspace.path, folder / name)
    days = [on_day(workspace, 0)]
    for offset in range(1, 20):
        days.append(on_day(workspace, offset))
        add_person(workspace, f"day {offset}")
    kept = [f"ipe-events-{day.isoformat()}.db" for day in days[-14:]]
    others = ["ipe-events-2020-01-01-090000.db", "ipe-events-before-0003.db", "sion.db"]
    assert daily_copies(workspace.path) == sorted(kept + others)
    assert names(folder / kept[0]) == [f"day {offset}" for offset in range(6)]


def test_the_copies_of_another_workspace_beside_it_are_its_own(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    folder = backup.folder_of(workspace.path)
    for name in ("ipe-events-demo-2026-11-22.db", "ipe-2026-11-22.db", "notes.txt"):
        (folder / name).write_bytes(b"")
    assert [file.name for file, _ in backup.copies(workspace.path)] == ["ipe-events-2026-11-22.db"]
    on_day(workspace, 1)
    for number in range(30):
        (folder / f"ipe-events-demo-2026-01-{number:02}.db").write_bytes(b"")
    add_person(workspace, "Bram")
    assert len(list(folder.glob("ipe-events-demo-*"))) == 31


def test_a_copy_stands_alone_and_is_for_its_owner(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    folder = backup.folder_of(workspace.path)
    (copy, _), *_ = backup.copies(workspace.path)
    assert [file.name for file in folder.iterdir()] == [copy.name]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert rows(copy, "PRAGMA journal_mode") == [("delete",)]
    assert rows(copy, "PRAGMA integrity_check") == [("ok",)]


def test_a_copy_holds_what_is_still_in_the_log_beside_the_file(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    log = Path(f"{workspace.path}-wal")
    assert log.stat().st_size > 0
    copy = backup.copy_to(workspace.path, workspace.path.parent / "copy.db")
    assert names(copy) == ["Anne"]


def test_a_copy_taken_while_somebody_writes_is_whole(workspace: Workspace) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with workspace.change("two at once") as change:
                change.add(Person(name="one"))
                change.add(Person(name="other"))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        copies = []
        for number in range(12):
            time.sleep(0.02)
            target = workspace.path.parent / f"copy-{number}.db"
            copies.append(backup.copy_to(workspace.path, target))
    finally:
        stop.set()
        thread.join()
    counts = []
    for copy in copies:
        assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
        found = Workspace(copy, fixed_clock)
        assert found.faults() == []
        found.close()
        people = len(names(copy))
        ((changes,),) = rows(copy, "SELECT count(*) FROM change WHERE label = 'two at once'")
        assert people == 2 * int(str(changes))
        counts.append(people)
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_a_copy_taken_while_a_writer_has_not_finished_holds_nothing_of_it(
    workspace: Workspace,
) -> None:
    before = everything(workspace.path)
    with workspace.change("unfinished") as change:
        change.add(Person(name="Anne"))
        copy = backup.copy_to(workspace.path, workspace.path.parent / "copy.db")
    assert everything(copy) == before


def test_a_copy_that_fails_leaves_the_one_before_it_and_no_litter(workspace: Workspace) -> None:
    target = workspace.path.parent / "copies" / "copy.db"
    backup.copy_to(workspace.path, target)
    before = fingerprint(target)
    damaged = workspace.path.parent / "letter.db"
    damaged.write_text("no database\n" * 500)
    with pytest.raises(sqlite3.DatabaseError):
        backup.copy_to(damaged, target)
    assert fingerprint(target) == before
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]


def test_what_a_killed_copy_left_is_cleared_a_day_later(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    folder = backup.folder_of(workspace.path)
    old, new = folder / "ipe-events-x.db.1.partial", folder / "ipe-events-x.db.2.partial"
    for file in (old, new):
        file.write_bytes(b"half")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    on_day(workspace, 1)
    add_person(workspace, "Bram")
    assert not old.exists()
    assert new.exists()


def test_without_room_for_a_copy_nothing_is_changed(workspace: Workspace) -> None:
    folder = backup.folder_of(workspace.path)
    folder.write_text("in the way")
    before = everything(workspace.path)
    problem = problem_of(lambda: add_person(workspace, "Anne"))
    assert (problem.code, problem.values) == ("folder-unwritable", {"path": str(folder)})
    assert everything(workspace.path) == before


# --- the second folder --------------------------------------------------------------------------


def test_the_first_change_of_a_day_also_copies_to_the_second_folder(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.second_folder = tmp_path / "stick" / "ipe"
    add_person(workspace, "Anne")
    copy = tmp_path / "stick" / "ipe" / "ipe-events.db"
    assert names(copy) == []
    add_person(workspace, "Bram")
    assert names(copy) == []
    on_day(workspace, 1)
    add_person(workspace, "Cato")
    assert names(copy) == ["Anne", "Bram"]
    assert [file.name for file in copy.parent.iterdir()] == ["ipe-events.db"]


@pytest.mark.parametrize("folder", ["/proc/self", "/dev/null/stick", "letter.txt"])
def test_a_second_folder_that_cannot_be_written_stops_nobody(
    workspace: Workspace, folder: str, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("a file, not a folder")
    workspace.second_folder = tmp_path / folder
    add_person(workspace, "Anne")
    assert names(workspace.path) == ["Anne"]
    assert backup.copies(workspace.path)


def test_the_age_of_the_second_copy_is_known(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    now = datetime.now().astimezone()
    assert backup.second_copy_age(workspace.path, folder, now) is None
    copy = backup.second_copy(workspace.path, folder)
    age = backup.second_copy_age(workspace.path, folder, now)
    assert age is not None
    assert age < timedelta(minutes=1)
    then = (now - timedelta(days=8)).timestamp()
    os.utime(copy, (then, then))
    age = backup.second_copy_age(workspace.path, folder, now)
    assert age is not None
    assert age > backup.STALE_AFTER
    assert timedelta(days=7) == backup.STALE_AFTER


# --- restoring ----------------------------------------------------------------------------------


def test_a_restored_copy_gives_everything_back(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    copy = backup.copy_to(workspace.path, workspace.path.parent / "copy.db")
    kept, untouched = everything(workspace.path), fingerprint(copy)
    add_person(workspace, "Bram")
    workspace.undo()
    execute(workspace.path, "DROP TRIGGER journal_person_insert")
    backup.restore(workspace.path, copy)
    assert everything(workspace.path) == kept
    assert fingerprint(copy) == untouched
    assert rows(workspace.path, "PRAGMA journal_mode") == [("wal",)]
    # The workspace that was open all the time works on.
    assert workspace.faults() == []
    add_person(workspace, "Cato")
    assert names(workspace.path) == ["Anne", "Cato"]
    assert workspace.undo() == "person add"
    assert workspace.undo() == "person add"
    assert names(workspace.path) == []


def test_a_damaged_workspace_can_be_restored(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    copy = backup.copy_to(workspace.path, workspace.path.parent / "copy.db")
    kept = dump(copy)
    workspace.close()
    content = bytearray(workspace.path.read_bytes())
    content[8 * 4096 : 60 * 4096] = b"\x5a" * (52 * 4096)
    workspace.path.write_bytes(content)
    backup.restore(workspace.path, copy)
    assert dump(workspace.path) == kept
    assert workspace.faults() == []


@pytest.mark.parametrize("content", [None, b"", b"Beste allemaal,\n" * 1000])
def test_only_a_sound_workspace_is_restored(workspace: Workspace, content: bytes | None) -> None:
    copy = workspace.path.parent / "copy.db"
    if content is not None:
        copy.write_bytes(content)
    before = everything(workspace.path)
    code = "file-missing" if content is None else "not-a-workspace"
    assert code_of(lambda: backup.restore(workspace.path, copy)) == code
    assert everything(workspace.path) == before


def test_a_damaged_copy_is_not_restored(workspace: Workspace) -> None:
    copy = backup.copy_to(workspace.path, workspace.path.parent / "copy.db")
    content = bytearray(copy.read_bytes())
    content[8 * 4096 : 60 * 4096] = b"\x5a" * (52 * 4096)
    copy.write_bytes(content)
    before = everything(workspace.path)
    assert code_of(lambda: backup.restore(workspace.path, copy)) == "not-a-workspace"
    assert everything(workspace.path) == before


def test_restoring_waits_for_somebody_who_writes(workspace: Workspace) -> None:
    copy = backup.copy_to(workspace.path, workspace.path.parent / "copy.db")
    kept = everything(workspace.path)
    add_person(workspace, "Anne")
    thread = threading.Thread(target=lambda: backup.restore(workspace.path, copy))
    with workspace.change("person add") as change:
        change.add(Person(name="Bram"))
        thread.start()
        time.sleep(0.1)
        assert thread.is_alive()
    thread.join(timeout=20)
    assert everything(workspace.path) == kept
    assert workspace.faults() == []
