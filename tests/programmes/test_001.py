"""Document 001, the seven experiments of Opleiden 2025 (sources §3.2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest

from tests.programmes.conftest import InProgramme, attendees

MDO = ("--kind", "mdo", "--date", "2027-01-12", "--start", "12:00", "--goal", "exp1")


@pytest.fixture
def cobra(shell: Callable[[str], InProgramme]) -> InProgramme:
    """COBRA with somebody of each specialism."""
    opleiden = shell("opleiden2025")
    for name, profession in (
        ("Aios", "aios psychiatrie"),
        ("Psychiater", "psychiater"),
        ("Internist", "internist"),
        ("Huisarts", "huisarts"),
    ):
        who = ("--name", name, "--email", f"{name.lower()}@example.org")
        opleiden("person", "add", *who, "--org", "amsterdam-umc-vumc", "--profession", profession)
    return opleiden


def at(*names: str) -> list[str]:
    return [word for name in names for word in ("--invite", f"{name}@example.org")]


def warnings(opleiden: InProgramme, event: int) -> dict[str, str]:
    shown = opleiden.json("event", "show", str(event))
    return {one["code"]: one["message"] for one in shown["warnings"]}


def test_an_mdo_wants_three_specialisms_beside_the_aios(cobra: InProgramme) -> None:
    event = cobra.json("event", "add", *MDO, *at("aios", "psychiater", "internist"))["id"]
    assert set(warnings(cobra, event)) == {"too-few-professions"}
    assert "at least three specialisms" in warnings(cobra, event)["too-few-professions"]
    dutch = cobra.run("--lang", "nl", "event", "show", str(event)).stdout
    assert "minimaal drie specialismen" in dutch
    cobra("event", "invite", str(event), "--add", "huisarts@example.org", "--online")
    assert not warnings(cobra, event)


def test_an_mdo_wants_an_aios(cobra: InProgramme) -> None:
    event = cobra.json("event", "add", *MDO, *at("psychiater", "internist", "huisarts"))["id"]
    assert set(warnings(cobra, event)) == {"missing-role"}


@pytest.mark.parametrize(("end", "flagged"), [("12:20", True), ("12:45", False), ("13:15", True)])
def test_a_reflection_lasts_half_an_hour_to_an_hour(
    cobra: InProgramme, end: str, flagged: bool
) -> None:
    when = ("--date", "2027-01-12", "--start", "12:00", "--end", end)
    event = cobra.json("event", "add", "--kind", "reflectiemoment", *when, *at("aios"))["id"]
    assert ("length-out-of-bounds" in warnings(cobra, event)) is flagged


def test_a_gp_takes_part_online(cobra: InProgramme, tmp_path: Path) -> None:
    link = "https://meet.example.org/cobra"
    place = ("--location", "VUmc", "--online", link)
    event = str(cobra.json("event", "add", *MDO, *at("aios", "psychiater"), *place)["id"])
    cobra("event", "invite", event, "--add", "huisarts@example.org", "--online")
    seen = cobra.json("event", "show", event)["participants"]
    assert {one["email"]: one["online"] for one in seen} == {
        "aios@example.org": False,
        "psychiater@example.org": False,
        "huisarts@example.org": True,
    }
    files = cobra.json("invitations", "export", "--out", str(tmp_path / "out"))["files"]
    told = [icalendar.Calendar.from_ical(Path(file).read_bytes()) for file in files]
    meetings = [meeting for calendar in told for meeting in calendar.walk("VEVENT")]
    assert "mailto:huisarts@example.org" in {
        who for meeting in meetings for who in attendees(meeting)
    }
    assert {str(meeting["CONFERENCE"]) for meeting in meetings} == {link}


def test_seven_experiments_with_their_rules(cobra: InProgramme) -> None:
    found = {
        goal["slug"]: goal for goal in cobra.json("goal", "list", "--kind", "experiment")["goals"]
    }
    assert list(found) != []
    assert set(found) == {f"exp{number}" for number in range(1, 8)}
    assert found["exp2"]["organisations"] == ["hmc", "lumc", "hagaziekenhuis", "florence"]
    assert found["exp6"]["organisations"] == []
    for goal in found.values():
        assert any("aios" in said for said in goal["details"]["samenstelling"])
    with_product = {slug for slug, goal in found.items() if "oplevering" in goal["details"]}
    assert with_product == set(found) - {"exp7"}
    (milestone,) = [
        item for item in cobra.json("programme", "show")["remarks"] if item["kind"] == "mijlpaal"
    ]
    assert milestone["when"] == "eind 2022"
