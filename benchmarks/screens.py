"""Rows about the screens, each program in a terminal of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.hello import WORD
from benchmarks.measure import (
    PROGRAM,
    PYTHON,
    Row,
    Samples,
    interleaved,
    milliseconds,
    place,
    ratio,
)
from benchmarks.terminal import Terminal

HELLO = Path(__file__).with_name("hello.py")
# In the first frame; and in the titles that are there when data has come.
FIRST_WORD = "Agenda"
DATA_WORDS = ("Kernteamoverleg", "Leerteam")
# On the Hours screen when its figures have come.
HOURS_WORD = "Landstede"
DOWN, QUIT, HOURS = b"\x1b[B", b"\x11", b"4"
KEYS = 40
FIRST_BAR, DATA_BAR, LARGE_BAR, HOURS_BAR = 1.5, 1.3, 1.3, 1.3
DEMO_MEBIBYTES, LARGE_MEBIBYTES = 120, 150
KEY_SECONDS = 0.05
# Everything that a screen loads has been loaded when nothing moves for so long.
SETTLED = 0.5


@dataclass
class Screens:
    """What one program's screens took: seconds, MiB, and seconds from key to frame."""

    first: Samples = field(default_factory=Samples)
    data: Samples = field(default_factory=Samples)
    whole: Samples = field(default_factory=Samples)
    memory: Samples = field(default_factory=Samples)
    keys: Samples = field(default_factory=Samples)


def rows(workspaces: Mapping[str, Path], rounds: int) -> list[Row]:
    """Rows for the workspaces `demo`, `four years` and, when it is there, `50 ×`."""
    hello, with_database = Samples(), Samples()
    ours = {name: Screens() for name in workspaces}
    for number in range(rounds + 1):
        # The round before the first is a warm-up.
        seen = Screens() if number == 0 else None
        _hello(seen.first if seen else hello)
        _hello(seen.first if seen else with_database, "sqlmodel")
        for name, workspace in workspaces.items():
            last = number == rounds and name == "50 ×"
            _visit(workspace, seen or ours[name], keys=KEYS if last else 0)
    found = []
    for name in ("demo", "four years"):
        found.append(_first(name, ours[name], hello))
        found.append(_data(name, ours[name], with_database))
        found.append(_whole(name, ours[name], with_database))
    found.append(_memory("demo", ours["demo"], DEMO_MEBIBYTES))
    if "50 ×" in ours:
        found += _large(ours["four years"], ours["50 ×"])
    else:
        found.append(Row("the same at 50 × the data", skipped="left out of a quick run"))
    return found


def hours(few_entries: Path, many_entries: Path, rounds: int) -> Row:
    """How long the Hours screen takes to open in a running program."""
    subjects = {"few": few_entries, "many": many_entries}
    found = interleaved(
        rounds, {name: partial(_open_hours, path) for name, path in subjects.items()}
    )
    what = "the Hours screen opens, 100,000 entries"
    return ratio(what, found["many"], "1,000 entries", found["few"], HOURS_BAR)


def _open_hours(workspace: Path) -> float | None:
    with place(workspace) as (home, environment):
        terminal = Terminal([PROGRAM, "--lang", "nl"], environment, home)
        terminal.wait_for(*DATA_WORDS)
        terminal.quiet(SETTLED)
        took = terminal.words_after(HOURS, HOURS_WORD)
        terminal.close(QUIT)
    return took


def _hello(into: Samples, *arguments: str) -> None:
    with place() as (home, environment):
        terminal = Terminal([PYTHON, str(HELLO), *arguments], environment, home)
        into.add(terminal.wait_for(WORD))
        terminal.close(QUIT)


def _visit(workspace: Path, into: Screens, *, keys: int = 0) -> None:
    """Open our screens once, and press a key so often when the data is there."""
    with place(workspace) as (home, environment):
        terminal = Terminal([PROGRAM, "--lang", "nl"], environment, home)
        into.first.add(terminal.wait_for(FIRST_WORD))
        into.data.add(terminal.wait_for(*DATA_WORDS))
        terminal.quiet(SETTLED)
        into.whole.add(terminal.last_written)
        for _ in range(keys):
            into.keys.add(terminal.frame_after(DOWN))
        into.memory.add(terminal.peak_memory())
        terminal.close(QUIT)


def _first(name: str, ours: Screens, hello: Samples) -> Row:
    return ratio(f"first frame, {name}", ours.first, "hello", hello, FIRST_BAR)


def _data(name: str, ours: Screens, with_database: Samples) -> Row:
    what = f"data on screen, {name}"
    return ratio(what, ours.data, "hello + sqlmodel", with_database, DATA_BAR)


def _whole(name: str, ours: Screens, with_database: Samples) -> Row:
    """The days and what waits to be sent come after the events: for these there is no bar."""
    what = f"everything on screen, {name}"
    return ratio(what, ours.whole, "hello + sqlmodel", with_database)


def _memory(name: str, ours: Screens, bar: int) -> Row:
    what = f"peak memory of the screens, {name}"
    if not ours.memory.values:
        return Row(what, skipped="the system does not tell a process's peak")
    return Row(what, "", "", max(ours.memory.values), bar, " MiB")


def _large(small: Screens, large: Screens) -> list[Row]:
    worst = large.keys.percentile(95)
    keys = Row(
        "key to frame at 30,000 events, 95 of 100",
        milliseconds(large.keys),
        value=None if worst is None else worst * 1000,
        bar=KEY_SECONDS * 1000,
        unit=" ms",
        skipped="" if worst is not None else "no key brought a frame",
    )
    return [
        ratio("first frame, 50 × the data", large.first, "four years", small.first, LARGE_BAR),
        ratio("data on screen, 50 × the data", large.data, "four years", small.data, LARGE_BAR),
        keys,
        _memory("50 × the data", large, LARGE_MEBIBYTES),
    ]
