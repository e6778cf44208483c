"""The command line as a process: help, usage, streams, faults, and what is imported."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from ipe_events import __version__
from ipe_events.cli import main
from tests.cli.shell import FAULT, MEETING, Shell

SLOW = {"textual", "sqlmodel", "sqlalchemy", "icalendar", "holidays", "pydantic", "alembic"}


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ipe_events", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


def loaded_by(*arguments: str) -> set[str]:
    """The packages in memory after a command."""
    script = (
        "import json, sys\nfrom ipe_events.cli.main import run\n"
        f"sys.argv = ['ipe-events', *{arguments!r}]\n"
        "try:\n    run()\nexcept SystemExit as left:\n    assert not left.code, left.code\n"
        "print('\\n' + json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command and group with its words."""

    def below(words: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
        yield words, command
        for name, child in getattr(command, "commands", {}).items():
            yield from below((*words, name), child)

    return below((), typer.main.get_command(main.app))


EVERY = dict(commands())


def test_every_command_of_the_contract_is_there() -> None:
    words = {" ".join(name) for name in EVERY}
    assert words >= {
        *("programmes", "init", "programme list", "programme edit", "demo", "choices", "choose"),
        *("org list", "org add", "org edit", "goal list", "kind list", "kind edit"),
        *("goal add", "goal edit", "goal coverage", "programme show", "settle"),
        *("group list", "group add", "group member", "commitment list", "commitment set"),
        *("org import", "closure add", "closure list", "closure import", "person import"),
        *("person succeed", "person export", "person erase"),
        *("person add", "person list", "person edit", "event add", "event list", "event show"),
        *("event move", "event edit", "event plan", "event cancel", "event invite"),
        *("event answer", "event attend", "series add", "dates", "checks", "hours", "hours log"),
        *("budget", "invitations list", "invitations export", "log", "undo", "redo"),
        *("backup create", "backup list", "backup restore", "backup folder", "doctor"),
        *("work add", "work list", "hours entries", "hours correct", "hours import"),
        *("hours request", "hours statement", "hours sign", "hours close", "hours opening"),
        *("cost add", "cost list", "cash invoice", "cash receive", "cash list"),
        *("report progress", "report year", "report attendance"),
    }


def test_every_command_shows_json() -> None:
    for words, command in EVERY.items():
        if not hasattr(command, "commands") or words == ("hours",):
            assert "--json" in {flag for param in command.params for flag in param.opts}, words


def example(words: tuple[str, ...]) -> list[str]:
    """What is typed after `ipe-events` in the example of a help text."""
    return shlex.split(EVERY[words].epilog.strip("\b\n").removeprefix("Example: ipe-events "))


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_help_ends_with_one_example(empty: Shell, words: tuple[str, ...]) -> None:
    for flag in ("--help", "-h"):
        text = empty(*words, flag)
    assert text.count("Example: ipe-events ") == 1
    assert " ".join(example(words)).startswith(" ".join(words))


# These need a workspace of another kind, and have tests of their own.
ELSEWHERE = {
    *("init", "demo", "backup restore", "backup folder", "redo", "settle", "programme new"),
    *("event adopt", "poll remind", "review accept", "review dismiss"),
}


# These take away what the example of adding one makes.
MADE_FIRST = {"goal remove", "kind remove", "line remove", "org remove", "group remove"}

# What the examples read in, from the folder that is worked in.
FILES = {
    "partners.csv": "name\nTravers\n",
    "noor.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nEND:VCALENDAR\r\n",
    "antwoorden.txt": "Noor ja; Lid viaa misschien\n",
    "antwoord.ics": (
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:nobody's\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:noor@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
    "leden.csv": "naam;organisatie\nAnne;viaa\n",
    "sluitingen.csv": "van;naam\n2027-05-10;Studiedag\n",
    "uren.csv": "organisatie;datum;uren;activiteit\nviaa;12-1-2027;1,5;Curriculum\n",
}


VIAA = ("--org", "viaa")
SPRING = ("--from", "2027-01-01", "--until", "2027-06-30")


@pytest.fixture
def lived_in(kernteam: Shell) -> Shell:
    """A workspace in which the examples of the help texts make sense."""
    for arguments in (
        *[("event", "add", *MEETING)] * 3,
        ("series", "add", "--rrule", "FREQ=WEEKLY;COUNT=6", *MEETING),
        ("person", "add", "--name", "Noor", "--org", "windesheim", "--email", "noor@example.org"),
        ("person", "add", "--name", "Bram", "--org", "windesheim", "--email", "bram@example.org"),
        ("closure", "add", "--org", "deltion", "--from", "2027-05-03"),
        ("event", "invite", "12", "--add", "noor@example.org"),
        ("event", "cancel", "11"),
        ("poll", "add", "--kind", "kernteamoverleg", "--date", "2027-01-12 13:00-15:00"),
        ("invitations", "export"),
        ("hours", "log", *VIAA, "--date", "2026-11-02", "--hours", "2", "--activity", "Curriculum"),
        ("rate", "add", "--org", "kpz", "--rate", "57,50"),
        ("work", "add", *VIAA, *SPRING, "--hours", "60", "--activity", "Curriculum"),
        ("cost", "add", "--date", "2027-01-12", "--category", "zaal", "--planned", "100"),
        ("cash", "invoice", *VIAA, "--year", "2027", "--amount", "10", "--date", "2027-01-12"),
        ("hours", "statement", *VIAA, "--year", "2026", "--out", "viaa.html"),
    ):
        kernteam(*arguments)
    for name, content in FILES.items():
        Path(name).write_text(content, encoding="utf-8")
    return kernteam


def test_the_examples_of_help_work(lived_in: Shell) -> None:
    start = lived_in.workspace.read_bytes()
    for words in EVERY:
        name = " ".join(words)
        if name in ELSEWHERE or not words:
            continue
        typed = example(words)
        if name == "person add":
            moved = ("--email", "noor.oud@example.org", "--alias", "")
            lived_in("person", "edit", "noor@example.org", *moved)
        if name == "event plan":
            lived_in("event", "cancel", "12")
        if name in MADE_FIRST:
            lived_in(*example((words[0], "add")))
        lived_in(*typed)
        lived_in.workspace.write_bytes(start)


def test_the_tour_of_the_readme_works(empty: Shell) -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    tour = text.partition("## Five minutes")[2].split("```")[1]
    lines = [shlex.split(line, comments=True) for line in tour.splitlines()]
    typed = [words[1:] for words in lines if words[:1] == ["ipe-events"]]
    assert len(typed) > 5
    for words in typed:
        empty(*words)


def test_wrong_usage_is_status_2(empty: Shell) -> None:
    assert "Did you mean 'event'?" in empty.misused("evnt")
    assert "--colour" in empty.misused("budget", "--colour")
    assert "--kind" in empty.misused("event", "add", "--date", "2027-01-12")
    empty.misused("--lang", "fr", "budget")
    empty.misused("event")
    empty.misused("plan-year")
    assert "before the command" in empty.misused("budget", "--lang", "nl")


def test_version(empty: Shell) -> None:
    assert empty("--version") == f"ipe-events {__version__}\n"


def test_help_and_dates_import_nothing_slow() -> None:
    assert not loaded_by("--help") & SLOW
    dates = ("dates", "--start", "2026-09-08", "--rrule", "FREQ=DAILY;COUNT=2", "--json")
    assert not loaded_by(*dates) & {"textual", "sqlmodel", "sqlalchemy", "icalendar", "holidays"}


def test_commands_import_no_screens(kernteam: Shell) -> None:
    assert not loaded_by("event", "list") & {"textual", "icalendar", "alembic"}


def test_the_screens_need_a_terminal(empty: Shell) -> None:
    assert "need a terminal" in empty.refused()
    done = process()
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr == "error: the screens need a terminal; for commands see: ipe-events --help\n"
    )


def test_output_is_utf_8_whatever_the_locale(sion: Shell) -> None:
    done = process("goal", "list", "--json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    names = [goal["name"] for goal in json.loads(done.stdout)["goals"]]
    assert "Van leerteams naar leergroepen van studenten én professionals" in names
    assert "én" in done.stdout


def test_whoever_stops_reading_gets_no_traceback(sion: Shell) -> None:
    command = f"{shlex.quote(sys.executable)} -m ipe_events commitment list --json"
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("{\n0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_no_success(sion: Shell) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ipe_events", "budget"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "error: the output cannot be written\n")


def test_a_fault_is_one_line_and_the_log_names_nobody(
    kernteam: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ipe_events.services import people

    def broken(*_: object, **__: object) -> None:
        try:
            raise KeyError("Noor Bakker noor@example.org")
        except KeyError as error:
            raise ValueError("parameters: noor@example.org") from error

    monkeypatch.setattr(people, "add_person", broken)
    typed = ("--name", "Noor Bakker", "--org", "viaa", "--email", "noor@example.org")
    result = kernteam.run("person", "add", *typed)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    line = result.stderr
    assert line.startswith(f"error: {FAULT}")
    assert "Noor" not in line
    log = home / ".local" / "state" / "ipe-events" / "log" / "ipe-events.log"
    assert str(log) in line
    text = log.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_process.py" in text
    assert not [word for word in ("Noor", "noor", "@", str(home)) if word in text]
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.parent.stat().st_mode & 0o777 == 0o700


def test_a_fault_whose_log_cannot_be_written(
    kernteam: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ipe_events.services import people

    (home / ".local").write_text("in the way")
    monkeypatch.setattr(people, "organisations", lambda view: 1 / 0)
    result = kernteam.run("org", "list")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "error: something went wrong in the program itself\n"


def test_the_language_follows_the_environment(sion: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert "bekend zijn" in sion.refused("event", "add", "--kind", "feest", "--date", "2027-01-12")
    assert "known: " in sion.refused(
        "--lang", "en", "event", "add", "--kind", "feest", "--date", "2027-01-12"
    )
