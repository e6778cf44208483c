"""Rows about whole processes of the command line."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import (
    PROGRAM,
    PYTHON,
    Row,
    interleaved,
    milliseconds,
    process_time,
    ratio,
)

HELP_BAR, LEDGER_BAR = 9.0, 0.25
LEDGER = "hledger"
ENTRIES = """
SELECT h.work_date, replace(h.activity, ';', ','), o.slug, coalesce(l.slug, 'geen'),
       h.presence + h.preparation + h.travel
FROM hour_entry h JOIN organisation o ON o.id = h.organisation_id
LEFT JOIN plan_line l ON l.id = h.line_id ORDER BY h.work_date
"""
PROMISES = """
SELECT c.year, o.slug, l.slug, c.minutes FROM commitment c
JOIN organisation o ON o.id = c.organisation_id JOIN plan_line l ON l.id = c.line_id
WHERE c.minutes IS NOT NULL ORDER BY c.year
"""


def rows(many_entries: Path, rounds: int) -> list[Row]:
    """The help, and the hours of a year from many entries."""
    found = interleaved(
        2 * rounds,
        {
            "help": lambda: process_time([PROGRAM, "--help"]),
            "pass": lambda: process_time([PYTHON, "-c", "pass"]),
        },
    )
    first = ratio("ipe-events --help", found["help"], "python -c pass", found["pass"], HELP_BAR)
    return [first, _hours(many_entries, rounds)]


def _hours(workspace: Path, rounds: int) -> Row:
    what = "hours --json, 100,000 entries, whole process"
    command = [PROGRAM, "hours", "--json"]
    subjects = {"ours": lambda: process_time(command, workspace)}
    ledger = shutil.which(LEDGER)
    if ledger is None:
        found = interleaved(rounds, subjects)
        reason = f"{LEDGER} is not installed"
        return Row(what, milliseconds(found["ours"]), skipped=reason)
    with TemporaryDirectory(prefix="ipe-bench-") as folder:
        journal = Path(folder) / "hours.journal"
        journal.write_text(_journal(workspace), encoding="utf-8")
        balance = [ledger, "-f", str(journal), "balance", "--budget", "uren"]
        subjects["ledger"] = lambda: process_time(balance)
        found = interleaved(rounds, subjects)
    return ratio(what, found["ours"], "hledger balance --budget", found["ledger"], LEDGER_BAR)


def _journal(workspace: Path) -> str:
    """The same promises and entries in plain text accounting, in hours."""
    lines = []
    with closing(sqlite3.connect(workspace)) as connection:
        for year, promised in groupby(connection.execute(PROMISES), lambda row: str(row[0])):
            lines.append(f"~ yearly from {year}-01-01 to {int(year) + 1}-01-01")
            for _, organisation, line, minutes in promised:
                lines.append(f"    (uren:{organisation}:{line})  {minutes / 60:.2f} h")
            lines.append("")
        for day, activity, organisation, line, minutes in connection.execute(ENTRIES):
            lines.append(f"{day} {activity}")
            lines.append(f"    (uren:{organisation}:{line})  {minutes / 60:.2f} h")
            lines.append("")
    return "\n".join(lines) + "\n"
