"""Bad input: one line, exit status 1, and nothing in the workspace has changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.shell import FAULT, MEETING, Shell, address
from tests.cli.test_programmes import SMALL, small_file
from tests.store.dumps import execute, fingerprint

ADD = ("event", "add")
KERNTEAM = ("--kind", "kernteamoverleg")
PERSON = ("person", "add", "--name", "Noor", "--org", "viaa")
LONG = "x" * 10_000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*ADD, "--kind", "feest", "--date", "2027-01-12"), 'no kind of event "feest"; known: '),
        ((*ADD, *MEETING, "--group", "clowns"), 'no group "clowns"; known: '),
        ((*ADD, *MEETING, "--invite", "atlantis"), 'no organisation "atlantis"; known: '),
        ((*ADD, *MEETING, "--host", "atlantis"), 'no organisation "atlantis"; known: '),
        ((*ADD, *MEETING, "--goal", "G9"), 'no goal "G9"; known: '),
        ((*ADD, *MEETING, "--invite", "nobody@example.org"), 'no person "nobody@example.org"'),
        ((*ADD, *MEETING, "--invite", "viaa=many"), "ORGANISATION=12"),
        ((*ADD, *MEETING, "--title", ""), "the title is empty"),
        ((*ADD, *MEETING, "--title", " \t "), "the title is empty"),
        ((*ADD, *MEETING, "--title", LONG), "the title is too long"),
        ((*ADD, *MEETING, "--title", "a\nb"), "control character"),
        ((*ADD, *MEETING, "--title", "a\r\nATTENDEE:x"), "control character"),
        ((*ADD, *MEETING, "--title", "a\x1b[31mb"), "control character"),
        ((*ADD, *MEETING, "--title", "a\u2028b"), "control character"),
        ((*ADD, *MEETING, "--title", "a\udcffb"), "no text"),
        ((*ADD, *MEETING, "--location", LONG), "the place is too long"),
        ((*ADD, *MEETING, "--location", "a\nb"), "control character"),
        ((*ADD, *MEETING, "--online", "javascript:alert(1)"), "https://"),
        ((*ADD, *MEETING, "--online", "example.org/overleg"), "https://"),
        ((*ADD, *MEETING, "--online", "https://example.org/a b"), "https://"),
        ((*ADD, *KERNTEAM, "--date", "2026-13-99"), '"2026-13-99" is not a date'),
        ((*ADD, *KERNTEAM, "--date", "2027-02-29"), '"2027-02-29" is not a date'),
        ((*ADD, *KERNTEAM, "--date", "12 jan"), '"12 jan" is not a date'),
        ((*ADD, *KERNTEAM, "--date", "0001-01-01"), "year"),
        ((*ADD, *KERNTEAM, "--date", ""), "is not a date"),
        ((*ADD, *MEETING, "--start", "16:00"), "the end lies before the start"),
        ((*ADD, *MEETING, "--start", "15:00"), "the end lies before the start"),
        ((*ADD, *MEETING, "--until", "2027-01-11"), "the end lies before the start"),
        ((*ADD, *MEETING, "--start", "25:00"), '"25:00" is not a time'),
        ((*ADD, *KERNTEAM, "--date", "2027-01-12", "--end", "15:00"), "a start and an end"),
        (("event", "show", "999"), "there is no event 999"),
        (("event", "edit", "1", "--title", LONG), "the title is too long"),
        (("event", "edit", "1", "--note", LONG), "too long"),
        (("event", "move", "1", "--date", "2027-01-12"), "held"),
        ((*PERSON, "--email", address("viaa")), "already belongs to somebody"),
        ((*PERSON, "--email", address("viaa").upper()), "already belongs to somebody"),
        ((*PERSON, "--email", "noor"), "is not an e-mail address"),
        ((*PERSON, "--email", "noor@example.org\nBCC: x"), "is not an e-mail address"),
        ((*PERSON, "--email", "nóór@example.org"), "is not an e-mail address"),
        (("person", "add", "--name", " ", "--org", "viaa"), "the name is empty"),
        (("person", "add", "--name", "N\x07", "--org", "viaa"), "control character"),
        (("person", "add", "--name", "Noor", "--org", "atlantis"), "no organisation"),
        (("org", "add", "x", "--name", LONG), "the name is too long"),
        (("group", "member", "clowns", "--add", "viaa"), "no group"),
        (("--programme", "atlantis", "org", "list"), "no programme"),
        (("redo",), "nothing to redo"),
    ],
)
def test_bad_input_is_one_line(kernteam: Shell, arguments: tuple[str, ...], said: str) -> None:
    line = kernteam.refused(*arguments)
    assert said in line
    assert len(line) < 600
    assert not [character for character in line if character < " "]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("this is no toml", "buurt.toml"),
        (SMALL.replace('length = "2:00"', "length = -5"), "length"),
        (SMALL + '[[lines]]\nslug = "l"\nname = "L"\ncolour = "red"\n', "colour"),
        (
            SMALL
            + '[budget]\ncash_needed = 1\n[[lines]]\nslug = "l"\nname = "L"\n'
            + '[[commitments]]\norganisations = ["roc"]\nline = "l"\nhours = -1\n',
            "hours",
        ),
        (SMALL.replace('seats = ["roc"]', 'seats = ["atlantis"]'), "atlantis"),
        (SMALL.replace("Europe/Lisbon", "Mars/Olympus"), "programme.timezone"),
        ("\x00\x01", "buurt.toml"),
    ],
)
def test_a_programme_file_that_is_wrong(sion: Shell, tmp_path: Path, text: str, said: str) -> None:
    assert said in sion.refused("init", small_file(tmp_path, text))


def test_a_programme_file_that_is_no_text(sion: Shell, tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_bytes(b"\xff\xfe\x00")
    assert "not text" in sion.refused("init", str(file))
    file.write_bytes(b" " * 2_000_001)
    assert "too large" in sion.refused("init", str(file))
    assert "no file" in sion.refused("init", str(tmp_path / "elsewhere.toml"))
    assert sion.refused("init", str(tmp_path))


def refused_whole(shell: Shell, said: str, *commands: tuple[str, ...]) -> None:
    """Every command is refused with these words and leaves the very file."""
    before = fingerprint(shell.workspace)
    for command in commands:
        result = shell.run(*command)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("error: ")
        assert said in result.stderr
        assert FAULT not in result.stderr
    assert fingerprint(shell.workspace) == before


READ, WRITE = ("org", "list"), ("group", "add", "g", "--name", "G")


def test_a_workspace_that_is_a_text_file(empty: Shell) -> None:
    empty.workspace.parent.mkdir()
    empty.workspace.write_text("dear diary\n" * 100)
    refused_whole(
        empty, "is not a workspace", READ, WRITE, ("init", "sion"), ("undo",), ("doctor",)
    )
    assert [file.name for file in empty.workspace.parent.iterdir()] == [empty.workspace.name]


def test_a_workspace_that_is_another_database(empty: Shell) -> None:
    empty.workspace.parent.mkdir()
    with closing(sqlite3.connect(empty.workspace)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    refused_whole(empty, "is not a workspace", READ, WRITE, ("init", "sion"))


def test_a_workspace_that_is_empty(empty: Shell) -> None:
    empty.workspace.parent.mkdir()
    empty.workspace.touch()
    refused_whole(empty, "is not a workspace", READ, WRITE)


def test_a_workspace_of_a_newer_version(sion: Shell) -> None:
    execute(sion.workspace, "UPDATE alembic_version SET version_num = '9999'")
    refused_whole(sion, "newer", READ, WRITE, ("init", "sion"), ("undo",), ("doctor",))


def test_a_workspace_that_may_not_be_written(sion: Shell) -> None:
    sion.workspace.chmod(0o400)
    refused_whole(sion, "cannot be written", WRITE, ("undo",), ("event", "cancel", "1"))
    assert "Landstede" in sion("org", "list")


def test_a_workspace_that_is_not_there(empty: Shell, tmp_path: Path) -> None:
    for command in (READ, WRITE, ("undo",), ("log",), ("doctor",), ("backup", "create")):
        assert "there is no workspace" in empty.refused(*command)
    assert not empty.workspace.parent.exists()
    for place in (tmp_path, tmp_path / ("x" * 300), Path("/dev/null/x.db")):
        for command in (READ, ("init", "sion")):
            result = empty.run("--workspace", str(place), *command)
            assert result.exit_code == 1, result.output
            assert result.stderr.count("\n") == 1
            assert result.stderr.startswith("error: ")
            assert FAULT not in result.stderr


def test_a_programme_that_is_not_added_yet(empty: Shell, tmp_path: Path) -> None:
    empty("init", small_file(tmp_path))
    empty("undo")
    assert "ipe-events init SLUG" in empty.refused("budget")
