"""Runs commands as a user types them, in this process."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from typer import testing
from typer.testing import CliRunner, Result

from ipe_events.cli.main import app
from tests.store.dumps import everything

# Putting the commands together takes a third of the time of running one.
testing._get_command = cache(testing._get_command)  # type: ignore[attr-defined]

INSTITUTIONS = ("landstede", "menso-alting-zwolle", "deltion", "windesheim", "viaa", "kpz")
MEETING = (
    "--kind",
    "kernteamoverleg",
    "--date",
    "2027-01-12",
    "--start",
    "13:00",
    "--end",
    "15:00",
)


def address(slug: str) -> str:
    """The address of the institution's member of the kernteam."""
    return f"{slug}@example.org"


# What is said of the program's own faults.
FAULT = "something went wrong"


class Shell:
    """A workspace and the commands typed at it."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace

    def run(self, *arguments: str) -> Result:
        """Whatever comes of it."""
        return CliRunner().invoke(app, list(arguments), prog_name="ipe-events")

    def __call__(self, *arguments: str) -> str:
        """What a command prints that does what was asked."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        assert "\x1b" not in result.stdout
        return result.stdout

    def json(self, *arguments: str) -> Any:
        """The one document that a command prints."""
        return json.loads(self(*arguments, "--json"))

    def refused(self, *arguments: str) -> str:
        """The one line of a command that refuses and changes nothing."""
        before = everything(self.workspace) if self.workspace.exists() else None
        result = self.run(*arguments)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("error: ")
        assert FAULT not in result.stderr
        assert (everything(self.workspace) if self.workspace.exists() else None) == before
        return result.stderr.removeprefix("error: ").rstrip("\n")

    def misused(self, *arguments: str) -> str:
        """What is said of wrong usage."""
        result = self.run(*arguments)
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        return result.stderr

    def rows(self, year: str = "2027") -> dict[str, dict[str, Any]]:
        """The hours on the line of the kernteam, by organisation."""
        report = self.json("hours", "--year", year)
        return {row["organisation"]: row for row in report["rows"] if row["line"] == "kernteam"}

    def row(self, organisation: str) -> dict[str, Any]:
        """The hours of one institution in 2027."""
        return self.rows()[organisation]
