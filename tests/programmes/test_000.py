"""Document 000, Opleiden 2025: themes and care settings (sources §3.1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.programmes.conftest import InProgramme

SETTINGS = [
    "eerste-tweede-lijn",
    "tweede-lijn-publieke-zorg",
    "klinische-zorg",
    "eerste-tweede-ggz",
]
PRESENT = "huidige_praktijk=Ieder werkt voor zich"
WANTED = "gewenste_situatie=Samen leren op de afdeling"


@pytest.fixture
def opleiden(shell: Callable[[str], InProgramme]) -> InProgramme:
    return shell("opleiden2025")


def lacking(opleiden: InProgramme, slug: str = "valpreventie") -> list[str]:
    """What a theme lacks; nothing when it is complete."""
    themes = {item["slug"]: item for item in opleiden.json("goal", "coverage")["themes"]}
    assert themes[slug]["complete"] is (not themes[slug]["lacks"])
    lacks: list[str] = themes[slug]["lacks"]
    return lacks


def uncovered(opleiden: InProgramme) -> list[str]:
    settings = opleiden.json("goal", "coverage")["settings"]
    assert [item["slug"] for item in settings] == SETTINGS
    return [item["slug"] for item in settings if not item["covered"]]


def test_a_theme_is_complete_with_both_situations_and_an_experiment(opleiden: InProgramme) -> None:
    named = ("--name", "Valpreventie", "--kind", "theme", "--parent", "klinische-zorg")
    opleiden("goal", "add", "valpreventie", *named)
    assert lacking(opleiden) == ["huidige_praktijk", "gewenste_situatie", "experiment"]
    assert "still to do: present practice, wanted situation, an experiment" in opleiden(
        "goal", "coverage"
    )
    opleiden("goal", "edit", "valpreventie", "--detail", PRESENT)
    assert lacking(opleiden) == ["gewenste_situatie", "experiment"]
    opleiden("goal", "edit", "valpreventie", "--detail", WANTED)
    assert lacking(opleiden) == ["experiment"]
    trial = ("--name", "Samen lopen", "--kind", "experiment", "--parent", "valpreventie")
    opleiden("goal", "add", "samen-lopen", *trial)
    assert lacking(opleiden) == []
    opleiden("goal", "edit", "valpreventie", "--detail", "huidige_praktijk= ")
    assert lacking(opleiden) == ["huidige_praktijk"]
    opleiden("undo")
    opleiden("goal", "edit", "samen-lopen", "--parent", "")
    assert lacking(opleiden) == ["experiment"]


def test_the_shipped_themes_are_complete(opleiden: InProgramme) -> None:
    themes = opleiden.json("goal", "coverage")["themes"]
    assert len(themes) == 7
    assert all(theme["complete"] for theme in themes)


def test_coverage_names_each_setting_without_a_meeting_or_experiment(opleiden: InProgramme) -> None:
    assert uncovered(opleiden) == ["tweede-lijn-publieke-zorg"]
    (line,) = [line for line in opleiden("goal", "coverage").splitlines() if "nothing yet" in line]
    assert "De tweede lijn en de publieke zorg" in line
    meeting = ("--kind", "ontmoeting", "--date", "2027-03-02", "--goal", SETTINGS[1])
    draft = opleiden.json("event", "add", *meeting, "--draft")["id"]
    assert uncovered(opleiden) == ["tweede-lijn-publieke-zorg"]
    opleiden("event", "plan", str(draft))
    assert uncovered(opleiden) == []
    opleiden("event", "cancel", str(draft))
    assert uncovered(opleiden) == ["tweede-lijn-publieke-zorg"]


def test_a_meeting_of_a_theme_covers_its_setting(opleiden: InProgramme) -> None:
    named = ("--name", "Wijkzorg", "--kind", "theme", "--parent", SETTINGS[1])
    opleiden("goal", "add", "wijkzorg", *named)
    opleiden("event", "add", "--kind", "podium", "--date", "2027-03-02", "--goal", "wijkzorg")
    assert uncovered(opleiden) == []


def test_the_five_results_are_goals(opleiden: InProgramme) -> None:
    goals = opleiden.json("goal", "list", "--kind", "result")["goals"]
    assert [goal["slug"] for goal in goals] == ["r1", "r2", "r3", "r4", "r5"]


def test_a_goal_cannot_hang_under_itself(opleiden: InProgramme) -> None:
    said = opleiden.refused("goal", "edit", "klinische-zorg", "--parent", "exp3")
    assert said == 'the goal "exp3" hangs under this one itself'
    assert "already a goal" in opleiden.refused("goal", "add", "EXP1", "--name", "Nog een")
    assert "of the kind" in opleiden.refused("goal", "add", "x1", "--name", "X", "--kind", "idee")
