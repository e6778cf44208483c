from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from ipe_events.services.workspace import Workspace
from ipe_events.store import backup, database, journal, migrate
from ipe_events.store.tables import Person, Table
from tests.conftest import fixed_clock
from tests.refusals import code_of, problem_of
from tests.store.dumps import dump, execute, fingerprint, rows

MIGRATIONS = Path(migrate.__file__).parent / "migrations"
SOURCES = Path(migrate.__file__).parents[2]
REVISION = re.compile(r'^revision = "(\w+)"$', re.MULTILINE)

NEXT = '''
"""A later schema, in which a table is made anew and rows change."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    with op.batch_alter_table("programme", recreate="always") as batch:
        batch.alter_column("umbrella", existing_type=sa.String(), type_=sa.Text())
    op.execute("UPDATE organisation SET name = upper(name)")
'''


def files_beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def opened(path: Path) -> Workspace:
    return Workspace(path, fixed_clock)


def later_version(monkeypatch: pytest.MonkeyPatch, folder: Path, migration: str) -> None:
    """Make the program one whose schema is a revision further."""
    shutil.copytree(MIGRATIONS, folder / "migrations")
    (folder / "migrations" / "versions" / "0005_next.py").write_text(migration.lstrip())
    monkeypatch.setattr(migrate, "__file__", str(folder / "migrate.py"))
    monkeypatch.setattr(migrate, "HEAD", "0005")
    monkeypatch.setattr(migrate, "KNOWN", ("0001", "0002", "0003", "0004", "0005"))


# --- the schema ---------------------------------------------------------------------------------


def other_default(*found: object) -> bool:
    """Alembic's own comparison takes an empty text for another one than itself."""
    _context, _inspected, _described, inspected, _default, described = found
    return str(inspected).strip("'()") != str(described).strip("'()")


def test_the_migrated_schema_is_the_schema_of_the_tables(workspace_path: Path) -> None:
    engine = database.make_engine(workspace_path)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": other_default}
        )
        found = compare_metadata(context, Table.metadata)
    # References are compared below: those of a later column have no name that SQLAlchemy can read.
    assert [item for item in found if item[0] not in ("add_fk", "remove_fk")] == []
    engine.dispose()


def shape(path: Path) -> dict[str, object]:
    """What SQLite says of each table: columns, references, uniqueness, AUTOINCREMENT."""
    return {
        name: (
            rows(path, f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}')"),
            sorted(
                rows(
                    path,
                    'SELECT "table", "from", "to", on_update, on_delete '
                    f"FROM pragma_foreign_key_list('{name}')",
                )
            ),
            sorted(rows(path, f"SELECT name, \"unique\" FROM pragma_index_list('{name}')")),
            "AUTOINCREMENT"
            in str(rows(path, f"SELECT sql FROM sqlite_master WHERE name='{name}'")),
        )
        for name in Table.metadata.tables
    }


def test_the_migrated_tables_are_what_the_tables_would_create(
    workspace_path: Path, tmp_path: Path
) -> None:
    """Also what Alembic does not compare: AUTOINCREMENT, what happens to rows under a row."""
    plain = tmp_path / "plain.db"
    plain.touch()
    engine = database.make_engine(plain)
    Table.metadata.create_all(engine)
    engine.dispose()
    assert shape(workspace_path) == shape(plain)


def test_the_head_is_the_newest_migration_and_all_are_known() -> None:
    files = sorted((MIGRATIONS / "versions").glob("*.py"))
    revisions = [match[1] for file in files if (match := REVISION.search(file.read_text()))]
    assert len(revisions) == len(files)
    assert revisions[-1] == migrate.HEAD
    assert tuple(revisions) == migrate.KNOWN


@pytest.mark.parametrize("revision", migrate.KNOWN[:-1])
def test_a_file_of_an_earlier_schema_comes_along_whole(
    workspace_path: Path, tmp_path: Path, revision: str
) -> None:
    older = tmp_path / "older" / "ipe-events.db"
    older.parent.mkdir()
    older.touch()
    engine = database.make_engine(older)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    tables = [name for name in Table.metadata.tables if shape_of(older, name)]
    columns = {
        name: ", ".join(f'"{column}"' for column in shape_of(older, name)) for name in tables
    }
    copies = "".join(
        f"INSERT INTO {name} ({columns[name]}) SELECT {columns[name]} FROM now.{name};"
        for name in tables
    )
    attach = f"ATTACH '{workspace_path}' AS now;"
    execute(older, f"PRAGMA foreign_keys = OFF; {attach} DELETE FROM journal_state; {copies}")
    before = {name: rows(older, f"SELECT {columns[name]} FROM {name}") for name in tables}
    assert len(before["organisation"]) > 30

    workspace = opened(older)
    assert workspace.faults() == []
    workspace.close()
    after = {name: rows(older, f"SELECT {columns[name]} FROM {name}") for name in tables}
    assert after == {**before, "change": after["change"]}
    assert after["change"][:-1] == before["change"]
    assert shape(older) == shape(workspace_path)
    assert rows(older, "SELECT DISTINCT privacy, adopted FROM event") == [("all", 0)]


def shape_of(path: Path, table: str) -> list[object]:
    """The names of a table's columns."""
    return [name for (name,) in rows(path, f"SELECT name FROM pragma_table_info('{table}')")]


# --- opening ------------------------------------------------------------------------------------


def test_a_new_workspace_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ipe-events.db"
    workspace = Workspace.create(path, fixed_clock)
    assert workspace.faults() == []
    assert set(workspace.counts().values()) == {0, 1}
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    workspace.close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert files_beside(path) == ["ipe-events.db"]
    assert code_of(opened(path).undo) == "nothing-to-undo"


def test_creating_a_workspace_that_is_there_opens_it(workspace_path: Path) -> None:
    before = dump(workspace_path)
    Workspace.create(workspace_path, fixed_clock).close()
    assert dump(workspace_path) == before


def test_a_workspace_whose_making_was_killed_can_be_made_after_all(tmp_path: Path) -> None:
    path = tmp_path / "ipe-events.db"
    path.touch()
    workspace = Workspace.create(path, fixed_clock)
    assert workspace.faults() == []
    workspace.close()


def test_alembic_is_not_loaded_for_a_file_that_is_up_to_date(workspace_path: Path) -> None:
    script = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from ipe_events.services.workspace import Workspace\n"
        "workspace = Workspace(Path(sys.argv[1]))\n"
        "with workspace.change('x') as change:\n"
        "    change.programme.umbrella = 'x'\n"
        "    change.add(change.programme)\n"
        "print(json.dumps([n for n in sys.modules if n.split('.')[0] in ('alembic', 'mako')]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(workspace_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )
    assert json.loads(done.stdout) == []
    assert rows(workspace_path, "SELECT umbrella FROM programme") == [("x",)]


def test_there_must_be_a_file(tmp_path: Path) -> None:
    problem = problem_of(lambda: opened(tmp_path / "none.db"))
    assert problem.code == "no-workspace"
    assert files_beside(tmp_path / "none.db") == []
    assert code_of(lambda: opened(tmp_path)) == "workspace-unreachable"


@pytest.mark.parametrize(
    "content",
    [b"", b"hi", b"Beste allemaal,\n" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000],
    ids=["empty", "short", "text", "header only"],
)
def test_a_file_that_is_no_workspace_is_refused_and_stays_as_it_was(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    problem = problem_of(lambda: opened(path))
    assert problem.code in ("not-a-workspace", "workspace-damaged")
    assert problem.values == {"path": str(path)}
    if content:
        assert code_of(lambda: Workspace.create(path, fixed_clock)) == problem.code
    assert path.read_bytes() == content
    assert files_beside(path) == ["letter.db"]


def test_a_database_of_another_program_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    execute(path, "CREATE TABLE event (id INTEGER PRIMARY KEY); INSERT INTO event VALUES (1);")
    before = fingerprint(path)
    assert code_of(lambda: opened(path)) == "not-a-workspace"
    assert code_of(lambda: Workspace.create(path, fixed_clock)) == "not-a-workspace"
    assert fingerprint(path) == before
    assert files_beside(path) == ["other.db"]


def test_a_workspace_of_a_newer_version_is_refused_and_stays_as_it_was(
    workspace_path: Path,
) -> None:
    execute(workspace_path, "UPDATE alembic_version SET version_num = '0042'")
    before = fingerprint(workspace_path)
    assert code_of(lambda: opened(workspace_path)) == "workspace-newer"
    assert code_of(lambda: Workspace.create(workspace_path, fixed_clock)) == "workspace-newer"
    assert fingerprint(workspace_path) == before
    assert files_beside(workspace_path) == ["ipe-events.db"]


def test_a_read_only_workspace_can_be_read_and_nothing_about_it_moves(
    workspace_path: Path,
) -> None:
    """Of its mode, as whoever runs this may write everything."""
    workspace_path.chmod(0o444)
    before = fingerprint(workspace_path)
    workspace = opened(workspace_path)
    with workspace.read() as view:
        assert view.programme.slug == "sion"
    assert workspace.faults() == []
    for write in (workspace.undo, workspace.redo, lambda: enter(workspace)):
        assert code_of(write) == "workspace-read-only"
    workspace.close()
    assert fingerprint(workspace_path) == before
    assert files_beside(workspace_path) == ["ipe-events.db"]


def enter(workspace: Workspace) -> None:
    with workspace.change("x") as change:
        change.add(Person(name="Anne"))


def test_a_read_only_workspace_in_use_by_somebody_else_shows_what_they_wrote(
    workspace_path: Path,
) -> None:
    other = opened(workspace_path)
    enter(other)
    workspace_path.chmod(0o444)
    workspace = opened(workspace_path)
    with workspace.read() as view:
        assert view.session.get_one(Person, 1).name == "Anne"
    workspace.close()
    other.close()


# --- migrating ----------------------------------------------------------------------------------


def test_a_migration_copies_the_file_and_keeps_every_row(
    workspace_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(workspace_path, "DROP TRIGGER journal_person_insert")
    before = dump(workspace_path)
    later_version(monkeypatch, tmp_path, NEXT)
    workspace = opened(workspace_path)
    assert workspace.faults() == []
    after = dump(workspace_path)
    assert {name: len(content) for name, content in after.items()} == {
        name: len(content) for name, content in before.items()
    }
    assert {name: after[name] for name in after if name != "organisation"} == {
        name: before[name] for name in before if name != "organisation"
    }
    copy = backup.folder_of(workspace_path) / "ipe-events-before-0005.db"
    assert dump(copy) == before
    assert migrate.revision(copy) == "0004"
    assert migrate.revision(workspace_path) == "0005"
    enter(workspace)
    workspace.close()


def test_nothing_from_before_a_migration_can_be_undone(
    workspace_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_version(monkeypatch, tmp_path, NEXT)
    workspace = opened(workspace_path)
    problem = problem_of(workspace.undo)
    assert (problem.code, problem.values) == ("barrier", {"label": "migration to 0005"})
    enter(workspace)
    workspace.undo()
    workspace.close()


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        ("raise RuntimeError('half way')", RuntimeError),
        ("op.execute('DELETE FROM organisation')", Exception),
        ("op.execute('UPDATE nothing SET x = 1')", Exception),
    ],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    workspace_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    trouble: str,
    error: type[Exception],
) -> None:
    before = dump(workspace_path)
    schema = rows(workspace_path, "SELECT sql FROM sqlite_master ORDER BY name")
    with monkeypatch.context() as patch:
        later_version(patch, tmp_path, NEXT + f"    {trouble}\n")
        with pytest.raises(error):
            opened(workspace_path)
    assert dump(workspace_path) == before
    assert rows(workspace_path, "SELECT sql FROM sqlite_master ORDER BY name") == schema
    workspace = opened(workspace_path)
    assert workspace.faults() == []
    workspace.close()


def test_an_older_read_only_workspace_is_refused_as_it_cannot_be_brought_up(
    workspace_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_version(monkeypatch, tmp_path, NEXT)
    workspace_path.chmod(0o444)
    before = fingerprint(workspace_path)
    assert code_of(lambda: opened(workspace_path)) == "workspace-read-only"
    assert fingerprint(workspace_path) == before


def test_installing_the_triggers_brings_back_those_that_are_missing(workspace_path: Path) -> None:
    engine = database.make_engine(workspace_path)
    execute(workspace_path, "DROP TRIGGER journal_person_insert; DROP TRIGGER journal_goal_delete")
    with engine.execution_options(writes=True).begin() as connection:
        journal.install(connection)
    engine.dispose()
    found = rows(workspace_path, "SELECT name FROM sqlite_master WHERE type = 'trigger'")
    assert {name for (name,) in found} == set(journal.trigger_names())
