from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.services.workspace import Change, Workspace
from ipe_events.store import database, journal
from ipe_events.store.tables import Person
from tests.conftest import fixed_clock
from tests.refusals import code_of, problem_of
from tests.store.dumps import dump, execute, rows, tables

Row = dict[str, object]


def sql(change: Change, statement: str, *parameters: object) -> None:
    """A statement that goes past the rows of the object mapper."""
    change.session.connection().exec_driver_sql(statement, parameters)


def write(workspace: Workspace, label: str, *statements: str) -> None:
    with workspace.change(label) as change:
        for statement in statements:
            sql(change, statement)


def add_person(workspace: Workspace, name: str) -> None:
    with workspace.change(f"person add {name}") as change:
        change.add(Person(name=name, email=f"{name.lower()}@example.org"))


def recorded(path: Path) -> list[tuple[str, Row | None, Row | None]]:
    """The rows of the newest change: table, before, after."""
    query = (
        "SELECT table_name, before, after FROM change_row "
        "WHERE change_id = (SELECT max(id) FROM change) ORDER BY id"
    )

    def row(text: object) -> Row | None:
        return json.loads(str(text)) if text is not None else None

    return [(str(table), row(before), row(after)) for table, before, after in rows(path, query)]


def names(path: Path) -> list[object]:
    return [name for (name,) in rows(path, "SELECT name FROM person ORDER BY id")]


BLANK: Row = {"profession": "", "working_days": "", "erased_on": None, "aliases": "[]"}

# --- what is recorded ---------------------------------------------------------------------------


def test_a_row_is_recorded_when_it_is_made_changed_and_removed(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    made = {"id": 1, "name": "Anne", "email": "anne@example.org", **BLANK}
    assert recorded(workspace.path) == [("person", None, made)]
    write(workspace, "rename", "UPDATE person SET name = 'Änne \"A\" O''Neil', email = NULL")
    changed = {**made, "name": 'Änne "A" O\'Neil', "email": None}
    assert recorded(workspace.path) == [("person", made, changed)]
    write(workspace, "remove", "DELETE FROM person")
    assert recorded(workspace.path) == [("person", changed, None)]


def test_a_statement_over_many_rows_records_each(workspace: Workspace) -> None:
    before = rows(workspace.path, "SELECT id FROM commitment ORDER BY id")
    write(workspace, "all", "UPDATE commitment SET reason = 'anders'")
    found = recorded(workspace.path)
    assert [after["id"] for _, _, after in found if after] == [number for (number,) in before]
    assert {table for table, _, _ in found} == {"commitment"}


def test_rows_that_go_with_another_are_recorded_and_come_back(workspace: Workspace) -> None:
    before = dump(workspace.path)
    write(workspace, "remove", "DELETE FROM event")
    write(
        workspace,
        "remove all",
        "DELETE FROM event_kind",
        "DELETE FROM programme",
    )
    after = dump(workspace.path)
    gone = {name for name in before if before[name] and not after[name]}
    assert {"commitment", "goal", "groups", "membership", "partner", "plan_line"} <= gone
    assert {table for table, _, _ in recorded(workspace.path)} == gone - {"event"}
    workspace.undo()
    workspace.undo()
    assert dump(workspace.path) == before


def test_every_table_but_the_journals_own_has_its_triggers(workspace: Workspace) -> None:
    found = rows(workspace.path, "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
    wanted = {
        (name, f"journal_{name}_{verb}")
        for name in tables(workspace.path)
        for verb in ("insert", "update", "delete")
    }
    assert set(found) == wanted


def test_a_row_in_the_journal_is_the_whole_row(workspace: Workspace) -> None:
    for table in tables(workspace.path):
        own = rows(workspace.path, f"SELECT * FROM {table} LIMIT 1")
        if own:
            write(workspace, table, f"UPDATE {table} SET id = id WHERE id = {own[0][0]}")
            ((_, before, after),) = recorded(workspace.path)
            assert before == after
            assert tuple(before.values() if before else ()) == own[0], table


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO person (name, profession) VALUES ('Anne', '')",
        "UPDATE organisation SET name = 'x'",
        "DELETE FROM commitment",
    ],
)
def test_a_write_outside_a_change_fails_wherever_it_comes_from(
    workspace: Workspace, statement: str
) -> None:
    before = dump(workspace.path)
    with closing(sqlite3.connect(workspace.path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match=r"change_row\.change_id"):
            connection.execute(statement)
    with (
        pytest.raises(database.DatabaseError, match=r"change_row\.change_id"),
        workspace.delivery() as view,
    ):
        view.session.connection().exec_driver_sql(statement)
    assert dump(workspace.path) == before


def test_a_change_that_fails_leaves_nothing(workspace: Workspace) -> None:
    before, history = dump(workspace.path), workspace.history()
    with suppress(ZeroDivisionError), workspace.change("fails") as change:
        change.add(Person(name="Anne"))
        _ = 1 / 0
    assert dump(workspace.path) == before
    assert workspace.history() == history
    assert workspace.faults() == []
    add_person(workspace, "Bram")
    assert names(workspace.path) == ["Bram"]


def test_a_change_that_writes_nothing_leaves_no_trace(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    workspace.undo()
    history = workspace.history()
    with workspace.change("nothing"):
        pass
    assert workspace.history() == history
    assert workspace.redo() == "person add Anne"


# --- undo and redo ------------------------------------------------------------------------------


def test_undo_takes_back_the_last_change_first_and_redo_brings_it_back(
    workspace: Workspace,
) -> None:
    for name in ("Anne", "Bram", "Cato"):
        add_person(workspace, name)
    assert workspace.undo() == "person add Cato"
    assert workspace.undo() == "person add Bram"
    assert names(workspace.path) == ["Anne"]
    assert workspace.redo() == "person add Bram"
    assert names(workspace.path) == ["Anne", "Bram"]
    assert workspace.redo() == "person add Cato"
    assert names(workspace.path) == ["Anne", "Bram", "Cato"]
    assert code_of(workspace.redo) == "nothing-to-redo"
    assert workspace.undo() == "person add Cato"


def test_undo_and_redo_survive_closing_the_workspace(workspace_path: Path) -> None:
    def reopened() -> Workspace:
        return Workspace(workspace_path, fixed_clock)

    first = reopened()
    add_person(first, "Anne")
    add_person(first, "Bram")
    first.close()
    second = reopened()
    assert second.undo() == "person add Bram"
    second.close()
    third = reopened()
    assert third.redo() == "person add Bram"
    assert third.undo() == "person add Bram"
    assert third.undo() == "person add Anne"
    third.close()
    fourth = reopened()
    assert names(workspace_path) == []
    assert fourth.redo() == "person add Anne"
    assert fourth.redo() == "person add Bram"
    assert names(workspace_path) == ["Anne", "Bram"]
    fourth.close()


def test_two_workspaces_on_one_file_undo_each_others_changes(workspace_path: Path) -> None:
    one, other = Workspace(workspace_path, fixed_clock), Workspace(workspace_path, fixed_clock)
    add_person(one, "Anne")
    add_person(other, "Bram")
    assert one.undo() == "person add Bram"
    assert other.undo() == "person add Anne"
    assert one.redo() == "person add Anne"
    one.close()
    other.close()


def test_a_new_change_ends_what_can_be_redone(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    workspace.undo()
    add_person(workspace, "Bram")
    assert code_of(workspace.redo) == "nothing-to-redo"
    assert workspace.undo() == "person add Bram"
    assert workspace.redo() == "person add Bram"
    assert code_of(workspace.redo) == "nothing-to-redo"


def test_there_is_an_end_to_what_can_be_undone(workspace: Workspace) -> None:
    assert workspace.undo() == "init sion"
    assert code_of(workspace.undo) == "nothing-to-undo"
    assert all(not content for content in dump(workspace.path).values())
    assert workspace.redo() == "init sion"


def test_nothing_before_a_barrier_is_undone_or_redone(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    add_person(workspace, "Bram")
    workspace.undo()
    with workspace.delivery() as view:
        view.session.connection().execute(journal.barrier("erased", view.stamp))
    assert code_of(workspace.redo) == "nothing-to-redo"
    problem = problem_of(workspace.undo)
    assert (problem.code, problem.values) == ("barrier", {"label": "erased"})
    add_person(workspace, "Cato")
    assert workspace.undo() == "person add Cato"
    assert code_of(workspace.undo) == "barrier"
    assert workspace.redo() == "person add Cato"


def test_numbers_are_never_given_twice(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    workspace.undo()
    add_person(workspace, "Bram")
    assert rows(workspace.path, "SELECT id, name FROM person") == [(2, "Bram")]


def test_an_undone_change_whose_rows_were_since_needed_is_refused_whole(
    workspace: Workspace,
) -> None:
    """Somebody went past the journal: undo does not leave the file half back."""
    add_person(workspace, "Anne")
    execute(
        workspace.path,
        "CREATE TABLE note (id INTEGER, person_id INTEGER REFERENCES person (id));"
        "INSERT INTO note VALUES (1, 1);",
    )
    before = dump(workspace.path)
    with pytest.raises(database.DatabaseError, match="FOREIGN KEY"):
        workspace.undo()
    assert dump(workspace.path) == before


def test_the_history_tells_what_was_done_newest_first(workspace: Workspace) -> None:
    add_person(workspace, "Anne")
    workspace.undo()
    workspace.redo()
    workspace.undo()
    lines = workspace.history()
    assert [(line.kind, line.label, line.undone) for line in lines] == [
        ("undo", "person add Anne", False),
        ("redo", "person add Anne", False),
        ("undo", "person add Anne", True),
        ("do", "person add Anne", True),
        ("do", "init sion", False),
    ]
    assert {line.at for line in lines} == {"2026-11-22T08:00:00+00:00"}
    assert [line.rows for line in lines[:4]] == [1, 1, 1, 1]
    assert rows(workspace.path, "SELECT count(*) FROM change_row") == [(4 + lines[4].rows,)]
    assert len(workspace.history(2)) == 2


# --- any changes --------------------------------------------------------------------------------

ADD = "INSERT INTO event (programme_id, kind_id, uid, title, day, minutes, state, location, link,"
ADD += " note, reason, created_at) VALUES (1, {b} % 11 + 1, 'u{a}', '{t}', '2027-01-12', 60,"
ADD += " 'planned', '', '', '', '', '')"
JOIN = "INSERT INTO participation (event_id, organisation_id, role, financing, online, answer,"
JOIN += " deputy_for_id) SELECT event.id, {a} % 20 + 1, 'participant', 'in_kind', 0, '{t}',"
JOIN += " (SELECT max(id) FROM participation) FROM event ORDER BY id DESC LIMIT 1 + {b} % 3"
BOOK = "INSERT INTO hour_entry (programme_id, organisation_id, event_id, participation_id,"
BOOK += " work_date, presence, preparation, travel, activity, financing, booked_at)"
BOOK += " SELECT 1, organisation_id, NULL, id, '2027-01-12', {a}, 0, 0, '{t}', 'in_kind', ''"
BOOK += " FROM participation"

# Each takes two numbers and a text. Those that break a rule of the schema are left out.
STATEMENTS = (
    ADD,
    JOIN,
    BOOK,
    "INSERT INTO person (name, email, profession) VALUES ('{t}', '{a}', '')",
    "UPDATE person SET name = '{t}', email = NULL WHERE id % 2 = {a} % 2",
    "UPDATE event SET title = '{t}', host_id = {b} % 30 WHERE id % 3 = {a} % 3",
    "UPDATE participation SET answer = '{t}', attended = {a} % 2 WHERE id % 2 = {b} % 2",
    "UPDATE participation SET deputy_for_id = NULL, person_id = {a}",
    "UPDATE goal SET parent_id = {a} % 8 + 1 WHERE id = {b} % 8 + 1",
    "UPDATE organisation SET slug = slug || '{t}' WHERE id % 5 = {a} % 5",
    "DELETE FROM participation WHERE id % 3 = {a} % 3",
    "DELETE FROM event WHERE id % 3 = {a} % 3",
    "DELETE FROM hour_entry WHERE id % 2 = {b} % 2",
    "DELETE FROM person WHERE id % 2 = {a} % 2",
    "DELETE FROM goal WHERE id = {a} % 8 + 1",
    "DELETE FROM groups WHERE id = {b}",
    "DELETE FROM commitment WHERE id % 7 = {a} % 7",
    "DELETE FROM programme",
)
STEPS = st.tuples(
    st.sampled_from(STATEMENTS),
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(["Anne", "José", '"', "\u2603", "[/red]", "", "0", "null", "{}"]),
)
CHANGES = st.lists(st.lists(STEPS, min_size=1, max_size=4), min_size=1, max_size=8)


def attempt(change: Change, statement: str) -> None:
    """Do what the schema lets do; a statement that it refuses does nothing."""
    connection = change.session.connection()
    with suppress(database.DatabaseError), connection.begin_nested():
        connection.exec_driver_sql(statement)


def replay(template: Path, changes: list[list[tuple[str, int, int, str]]], some: int) -> None:
    """Make changes, take back some and redo them, then take back and redo all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "ipe-events.db"))
        workspace = Workspace(path, fixed_clock)
        states = [dump(path)]
        for number, steps in enumerate(changes):
            with workspace.change(str(number)) as change:
                for statement, a, b, text in steps:
                    attempt(change, statement.format(a=a, b=b, t=text))
            if workspace.history(1)[0].label == str(number):
                states.append(dump(path))
        last = len(states) - 1
        for count in (min(some, last), last):
            for place in range(last - 1, last - 1 - count, -1):
                workspace.undo()
                assert dump(path) == states[place]
            for place in range(last - count + 1, last + 1):
                workspace.redo()
                assert dump(path) == states[place]
        assert code_of(workspace.redo) == "nothing-to-redo"
        assert workspace.faults() == []
        workspace.close()


@settings(max_examples=8, deadline=None)
@given(changes=CHANGES, some=st.integers(0, 8))
def test_any_changes_undone_give_the_start_and_redone_the_end(
    sion_template: Path, changes: list[list[tuple[str, int, int, str]]], some: int
) -> None:
    replay(sion_template, changes, some)


@pytest.mark.soak
@settings(max_examples=150, deadline=None)
@given(changes=CHANGES, some=st.integers(0, 8))
def test_many_histories_undone_give_the_start_and_redone_the_end(
    sion_template: Path, changes: list[list[tuple[str, int, int, str]]], some: int
) -> None:
    replay(sion_template, changes, some)
