"""Measures what the design sets bars for, side by side in one run, and prints the ratios.

`python benchmarks/bench.py [--quick] [--rounds N] [--only screens|commands|engine]`. It fails
nothing: a ratio over its bar says `over`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.measure import Row

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("screens", "commands", "engine")
ENTRIES = ("entries", "--entries", "100000")
ROUNDS, QUICK_ROUNDS = 11, 3


def main() -> None:
    """Measure and print."""
    given = _arguments()
    # Run as a file: what stands beside this file is a package of the folder above.
    sys.path[0] = str(ROOT)
    from benchmarks.measure import NOW, PROGRAM

    if not Path(PROGRAM).exists():
        raise SystemExit(f"error: {PROGRAM} is missing; run `make venv` and use its python")
    rounds = given.rounds or (QUICK_ROUNDS if given.quick else ROUNDS)
    print(f"{rounds} rounds, medians (smallest-largest); the clock stands at {NOW}", flush=True)
    with TemporaryDirectory(prefix="ipe-bench-data-") as folder:
        workspaces = _Workspaces(Path(folder))
        for part in given.only or PARTS:
            for row in _rows(part, workspaces, rounds, quick=given.quick):
                print(_line(row), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few rounds, no 50 × the data")
    parser.add_argument("--rounds", type=int, help=f"how often; {ROUNDS} unless told")
    parser.add_argument(
        "--only",
        action="append",
        choices=PARTS,
        help="this part alone; may be repeated",
    )
    return parser.parse_args()


def _rows(part: str, workspaces: _Workspaces, rounds: int, *, quick: bool) -> list[Row]:
    if part == "screens":
        from benchmarks import screens

        names = {"demo": workspaces.demo(), "four years": workspaces.generated("years")}
        if not quick:
            names["50 ×"] = workspaces.generated("large", "--scale", "50")
        return [*screens.rows(names, rounds), _hours_screen(workspaces, rounds)]
    entries = workspaces.generated(*ENTRIES)
    if part == "commands":
        from benchmarks import commands

        return commands.rows(entries, rounds)
    from benchmarks import engine

    planned = "100" if quick else "1000"
    return engine.rows(entries, workspaces.generated("planned", "--planned", planned), rounds)


def _hours_screen(workspaces: _Workspaces, rounds: int) -> Row:
    from benchmarks import screens

    few = workspaces.generated("few entries", "--entries", "1000")
    return screens.hours(few, workspaces.generated(*ENTRIES), rounds)


class _Workspaces:
    """Workspaces made when they are first asked for, each by a process of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def demo(self) -> Path:
        """The demonstration, made as a user makes it."""
        from benchmarks.measure import PROGRAM

        return self._made("demo", lambda file: [PROGRAM, "--workspace", file, "demo", "--no-tui"])

    def generated(self, name: str, *options: str) -> Path:
        """A workspace by `generate.py`."""
        command = [sys.executable, "-m", "benchmarks.generate"]
        return self._made(name, lambda file: [*command, file, *options])

    def _made(self, name: str, command: Callable[[str], list[str]]) -> Path:
        from benchmarks.measure import place

        file = self.folder / f"{name}.db"
        if not file.exists():
            with place() as (home, environment):
                done = subprocess.run(
                    command(str(file)),
                    # Only the demo has files to export; they go to the empty home.
                    env=environment if name == "demo" else {**environment, "PYTHONPATH": str(ROOT)},
                    cwd=home,
                    capture_output=True,
                    text=True,
                    check=False,
                )
            if done.returncode:
                raise SystemExit(f"error: no workspace `{name}`: {done.stderr.strip()[-500:]}")
        return file


def _line(row: Row) -> str:
    """One row of the table."""
    head = f"{row.what:<48}"
    if row.value is None:
        why = row.skipped or "nothing to compare"
        return f"{head} skipped  {row.measured}  ({why})".rstrip()
    bar = f"(bar {row.bar:g}{row.unit})" if row.bar is not None else ""
    word = "ok  " if row.bar is None or row.value <= row.bar else "OVER"
    figure = f"{row.value:.2f}{row.unit}" if row.unit == "×" else f"{row.value:.0f}{row.unit}"
    compared = f"  {row.measured} against {row.against}" if row.against else f"  {row.measured}"
    return f"{head} {word} {figure:>8} {bar:<14}{compared}".rstrip()


if __name__ == "__main__":
    main()
