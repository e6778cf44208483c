"""Samples, medians, ratios with their bars, and what a measured process gets around it."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = "2026-11-22T09:00"
BIN = Path(sys.executable).parent
PROGRAM = str(BIN / "ipe-events")
PYTHON = sys.executable
# Of the user's environment nothing gets through: no language, no settings, no workspace.
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", os.defpath),
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "IPE_EVENTS_NOW": NOW,
}


@dataclass
class Samples:
    """Measurements of one thing, in seconds or in MiB; a None is one that failed."""

    values: list[float] = field(default_factory=list)
    failures: int = 0

    def add(self, value: float | None) -> None:
        """Keep one."""
        if value is None:
            self.failures += 1
        else:
            self.values.append(value)

    @property
    def median(self) -> float | None:
        """The middle one; None when there is none."""
        return statistics.median(self.values) if self.values else None

    def percentile(self, percent: int) -> float | None:
        """The smallest value that so many percent of the samples do not exceed."""
        if not self.values:
            return None
        place = -(-len(self.values) * percent // 100) - 1
        return sorted(self.values)[place]


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, against what, and the bar.

    `skipped` is the reason for which there is nothing to tell.
    """

    what: str
    measured: str = ""
    against: str = ""
    value: float | None = None
    bar: float | None = None
    unit: str = "×"
    skipped: str = ""


def ratio(what: str, ours: Samples, name: str, theirs: Samples, bar: float | None = None) -> Row:
    """A row that divides medians."""
    value = None
    if ours.median is not None and theirs.median:
        value = ours.median / theirs.median
    return Row(what, milliseconds(ours), f"{name} {milliseconds(theirs)}", value, bar)


def milliseconds(samples: Samples) -> str:
    """The median with the smallest and largest."""
    if samples.median is None:
        return "never seen"
    lowest, highest = min(samples.values), max(samples.values)
    text = f"{samples.median * 1000:.0f} ms ({lowest * 1000:.0f}–{highest * 1000:.0f})"
    return text + (f", {samples.failures} failed" if samples.failures else "")


@contextmanager
def place(workspace: Path | None = None) -> Iterator[tuple[Path, dict[str, str]]]:
    """An empty home with a copy of the workspace, and the environment that leads there."""
    with TemporaryDirectory(prefix="ipe-bench-") as folder:
        home = Path(folder)
        environment = {**ENVIRONMENT, "HOME": str(home)}
        if workspace is not None:
            copy = shutil.copy(workspace, home / "workspace.db")
            environment["IPE_EVENTS_WORKSPACE"] = str(copy)
        yield home, environment


def process_time(
    command: Sequence[str],
    workspace: Path | None = None,
    extra: Mapping[str, str] | None = None,
) -> float | None:
    """Seconds that a whole process takes; None when it fails."""
    with place(workspace) as (home, environment):
        start = time.perf_counter()
        done = subprocess.run(
            command,
            cwd=home,
            env={**environment, **(extra or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        took = time.perf_counter() - start
    return took if done.returncode == 0 else None


def interleaved(
    rounds: int, subjects: Mapping[str, Callable[[], float | None]]
) -> dict[str, Samples]:
    """Measure the subjects in turn, so that what else the machine does hits them alike.

    One round before the first warms everything up and is not counted.
    """
    found = {name: Samples() for name in subjects}
    for number in range(rounds + 1):
        for name, subject in subjects.items():
            value = subject()
            if number:
                found[name].add(value)
    return found
