"""Every total that is told is the one recomputed from the raw tables, to the minute and cent."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import holidays
import pytest
from typer.testing import CliRunner

from ipe_events.cli.main import app
from ipe_events.services.workspace import Workspace
from tests.conftest import NOW
from tests.oracle import json_figures, json_money, programmes
from tests.oracle.programmes import Story, story
from tests.oracle.recompute import Recomputation, passed

YEARS = ("2026", "2027", "2028", "2025-2026", "2026-2027", "2027-2028")
GROUPINGS = ("partner", "person", "kind", "goal", "month")


@cache
def days_off() -> frozenset[date]:
    return frozenset(
        day
        for category in ("public", "school")
        for day in holidays.country_holidays(
            "NL", subdiv="Noord", years=range(2024, 2031), categories=(category,)
        )
    )


def is_off(day: date) -> bool:
    return day.weekday() > 4 or day in days_off()


class Told:
    """A workspace as its commands tell of it, and as it is recomputed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.path = workspace, workspace.path
        self.moment = programmes.today(workspace)
        self.own = Recomputation(self.path, self.moment.date(), is_off)

    def json(self, *arguments: str) -> Any:
        environment = {
            "IPE_EVENTS_NOW": f"{self.moment:%Y-%m-%dT%H:%M}",
            "IPE_EVENTS_WORKSPACE": str(self.path),
        }
        done = CliRunner().invoke(app, [*arguments, "--json"], env=environment)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def agrees(self) -> None:
        """Everything, everywhere."""
        self.reports()
        self.entries()
        self.matrices()
        self.meetings()
        self.money()

    def reports(self, years: tuple[str, ...] = YEARS) -> None:
        for year in years:
            for by in GROUPINGS:
                found = self.json("hours", "--year", year, "--by", by)
                assert json_figures.told(found) == json_figures.report(self.own, year, by)

    def entries(self) -> None:
        wanted = json_figures.entries(self.own)
        found = self.json("hours", "entries")["entries"]
        assert {row["id"]: row for row in found}.keys() == wanted.keys()
        for row in found:
            expected = wanted[row["id"]]
            assert {name: row[name] for name in expected} == expected

    def matrices(self, years: tuple[str, ...] = ("2027", "2026-2027")) -> None:
        for year in years:
            for per in ("month", "quarter", "year"):
                found = self.json("hours", "matrix", "--year", year, "--per", per)
                wanted = json_figures.matrix(self.own, found)
                assert json_figures.told_matrix(found) == wanted

    def meetings(self) -> None:
        for number, event in self.own.events.items():
            length = passed(event, self.own.programme["zone"])
            assert length in (None, event["minutes"]), event
            found = self.json("event", "show", str(number))["hours"]
            told = {
                (row["organisation"], row["line"]): {
                    name: row[name] for name in ("hours", "left_hours")
                }
                for row in found
            }
            assert told == json_figures.event_hours(self.own, number)

    def money(self) -> None:
        found, wanted = self.json("budget"), json_money.budget(self.own)
        years = {row["label"]: row for row in found["years"]}
        assert years.keys() == wanted["years"].keys()
        for label, expected in wanted["years"].items():
            assert {name: years[label][name] for name in expected} == expected
        assert {name: found["totals"][name] for name in wanted["totals"]} == wanted["totals"]
        found, wanted = self.json("cost", "list"), json_money.costs(self.own)
        assert found["totals"] == wanted["totals"]
        assert {row.pop("year"): row for row in found["years"]} == wanted["years"]
        found, wanted = self.json("cash", "list"), json_money.cash(self.own)
        assert found["totals"] == wanted["totals"]
        told = {
            (row["organisation"], row["year"]): {name: row[name] for name in wanted["totals"]}
            for row in found["partners"]
        }
        assert told == wanted["partners"]


@contextmanager
def lived(template: Path, told: Story) -> Iterator[Told]:
    """A copy of the template in which a story happened."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(shutil.copy(template, Path(folder) / "w.db")), lambda: NOW)
        programmes.live(workspace, told)
        yield Told(workspace)
        workspace.close()


def test_every_total_of_a_programme_agrees(peopled_template: Path) -> None:
    with lived(peopled_template, story(1, 70)) as told:
        told.reports(("2027", "2026-2027"))
        told.entries()
        told.matrices(("2026-2027",))
        told.meetings()
        told.money()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(int(os.environ.get("ORACLE_SEEDS", "40"))))
def test_every_total_of_any_programme_agrees(peopled_template: Path, seed: int) -> None:
    with lived(peopled_template, story(1000 + seed, 150)) as told:
        told.agrees()
