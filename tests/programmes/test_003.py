"""Document 003, the Platform and its partnerships (sources §3.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.programmes.conftest import InProgramme

PARTNERSHIPS = ["ike", "twente", "oost-gelderland", "rowf", "opleidingshuis"]
LEVELS = ["landelijk", "regionaal", "partnerschap", "organisatie"]
MEETING = ("--kind", "platformbijeenkomst", "--date", "2022-11-16")


@pytest.fixture
def platform(shell: Callable[[str], InProgramme], monkeypatch: pytest.MonkeyPatch) -> InProgramme:
    """The Platform before its meeting of November 2022."""
    monkeypatch.setenv("IPE_EVENTS_NOW", "2022-10-01T09:00")
    return shell("platform-iso")


def partners(platform: InProgramme, *more: str) -> dict[str, Any]:
    listed = platform.json("org", "list", *more)["organisations"]
    return {item["slug"]: item for item in listed if item["partner"]}


def figures(partner: dict[str, Any]) -> list[tuple[str | None, int, str]]:
    return [(one["qualifier"], one["n"], one["what"]) for one in partner["figures"]]


def test_the_meeting_is_planned_with_five_partnerships(platform: InProgramme) -> None:
    event = platform.json("event", "add", *MEETING)
    assert "missing-organisation" not in {one["code"] for one in event["warnings"]}
    shown = platform.json("event", "show", str(event["id"]))
    assert [one["organisation"] for one in shown["participants"]] == PARTNERSHIPS
    assert (shown["date"], shown["start"]) == ("2022-11-16", None)


def test_the_shipped_meeting_can_have_them_invited(platform: InProgramme) -> None:
    (event,) = platform.json("event", "list")["events"]
    assert (event["date"], event["state"]) == ("2022-11-16", "held")
    platform("event", "invite", str(event["id"]), "--add", "partnerschappen")
    seen = platform.json("event", "show", str(event["id"]))["participants"]
    assert [one["organisation"] for one in seen] == PARTNERSHIPS


def test_its_agenda_has_the_four_levels(platform: InProgramme) -> None:
    (kind,) = [
        item
        for item in platform.json("kind", "list")["kinds"]
        if item["slug"] == "platformbijeenkomst"
    ]
    points = [str(point).casefold() for point in kind["agenda"]]
    for level in LEVELS:
        assert any(level in point for point in points), level
    goals = platform.json("goal", "list")["goals"]
    assert [goal["slug"] for goal in goals if goal["kind"] == "level"] == LEVELS
    conditions = [goal["parent"] for goal in goals if goal["kind"] == "precondition"]
    assert [conditions.count(level) for level in LEVELS] == [6, 6, 11, 7]


def test_each_partnership_shows_its_own_figures(platform: InProgramme) -> None:
    found = partners(platform)
    assert figures(found["ike"]) == [(None, 26, "interprofessionele leerteams")]
    assert figures(found["twente"]) == [(None, 6, "scholen"), (None, 5, "besturen")]
    assert figures(found["oost-gelderland"])[0][:2] == ("circa", 60)
    assert figures(found["rowf"])[1] == ("meer dan", 40, "schoollocaties")
    text = platform("org", "list")
    assert "circa 60 studenten" in text
    assert "meer dan 40 schoollocaties" in text


@pytest.mark.parametrize(("day", "count"), [("2022-08-31", 3), ("2022-09-01", 4)])
def test_unic_counts_from_september_2022(platform: InProgramme, day: str, count: int) -> None:
    house = partners(platform, "--on", day)["opleidingshuis"]
    (places,) = [one for one in house["figures"] if one["what"] == "schoollocaties"]
    assert places["n"] == len(places["names"]) == count
    assert ("UniC" in places["names"]) is (count == 4)
    assert (", UniC" in platform("org", "list", "--on", day)) is (count == 4)


def test_who_is_not_funded_is_listed(platform: InProgramme) -> None:
    found = {
        slug: partner["details"]["niet_bekostigd"]
        for slug, partner in partners(platform).items()
        if "niet_bekostigd" in partner["details"]
    }
    assert found == {
        "twente": ["studenten onderwijsassistent"],
        "rowf": ["mbo-studenten op een ROWF-locatie"],
    }
    assert "niet bekostigd: studenten onderwijsassistent" in platform("org", "list")
