"""Document 002, SION: the reference programme (sources §3.3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest

from tests.cli.shell import INSTITUTIONS, MEETING, address
from tests.programmes.conftest import InProgramme, attendees


@pytest.fixture
def sion(shell: Callable[[str], InProgramme]) -> InProgramme:
    return shell("sion")


def test_the_budget_of_the_plan(sion: InProgramme) -> None:
    found = sion.json("budget")
    years = {year["label"]: year for year in found["years"]}
    assert list(years) == ["2024", "2025", "2026", "2027"]
    assert {year["cash_needed"] for year in years.values()} == {70_000}
    assert {year["in_kind"] for year in years.values()} == {124_000}
    assert {year["committed_hours"] for year in years.values()} == {2360}
    assert [year["cash_in"] for year in years.values()] == [70_000, 70_000, 70_000, 35_000]
    assert [year["gap"] for year in years.values()] == [0, 0, 0, 35_000]
    assert found["totals"]["cash_in"] == 245_000


def test_the_other_reading_of_eighty_hours(sion: InProgramme) -> None:
    sion("choose", "kernteam-hours=together")
    years = sion.json("budget")["years"]
    assert {year["committed_hours"] for year in years} == {2280}
    assert {year["in_kind"] for year in years} == {124_000}


def test_a_kernteam_of_two_hours_leaves_198(sion: InProgramme, tmp_path: Path) -> None:
    for slug in INSTITUTIONS:
        who = ("--name", f"Lid {slug}", "--email", address(slug))
        sion("person", "add", *who, "--org", slug)
        sion("group", "member", "kernteam", "--add", address(slug))
    assert {sion.rows()[slug]["left_hours"] for slug in INSTITUTIONS} == {200}
    sion("event", "add", *MEETING)
    assert {sion.rows()[slug]["left_hours"] for slug in INSTITUTIONS} == {198}
    files = sion.json("invitations", "export", "--out", str(tmp_path / "out"))["files"]
    (meeting,) = icalendar.Calendar.from_ical(Path(files[0]).read_bytes()).walk("VEVENT")
    assert attendees(meeting) == {f"mailto:{address(slug)}" for slug in INSTITUTIONS}


def test_the_two_alternatives_with_what_speaks_for_and_against(sion: InProgramme) -> None:
    remarks = sion.json("programme", "show")["remarks"]
    alternatives = [item for item in remarks if item["kind"] == "alternatief"]
    assert [len(item["details"]["voordelen"]) for item in alternatives] == [2, 2]
    assert [len(item["details"]["risicos"]) for item in alternatives] == [5, 4]
    assert {"kind": "mijlpaal", "when": "mei 2024"}.items() <= remarks[1].items()
    assert "Alternatief 2" in sion("programme", "show")
