"""Document 004, four broedplaatsen and the steering group of HvA and UvA (sources §3.5)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.programmes.conftest import InProgramme

DISPUTED = ["2015-12-08", "2016-04-15", "2016-08-25"]


@pytest.fixture
def izo(shell: Callable[[str], InProgramme]) -> InProgramme:
    return shell("izo")


@pytest.fixture
def ipe(shell: Callable[[str], InProgramme]) -> InProgramme:
    return shell("ipe-hva-uva")


def meetings(izo: InProgramme) -> list[dict[str, Any]]:
    return [
        izo.json("event", "show", str(event["id"])) for event in izo.json("event", "list")["events"]
    ]


def open_dates(izo: InProgramme) -> list[dict[str, Any]]:
    dates: list[dict[str, Any]] = izo.json("choices")["dates"]
    return dates


def test_fourteen_meetings_in_order_with_eleven_moderators(izo: InProgramme) -> None:
    found = meetings(izo)
    days = [event["date"] for event in found]
    assert len(days) == 14
    assert days == sorted(days)
    moderators = [
        [part["name"] for part in event["participants"] if part["role"] == "chair"]
        for event in found
    ]
    assert {name for names in moderators for name in names} == {
        f"mod-{number:02}" for number in range(1, 12)
    }
    by_title = {event["title"]: names for event, names in zip(found, moderators, strict=True)}
    assert by_title["Landelijke werkdag samen met het Zorgpact"] == []
    assert by_title["Expertbijeenkomst Jeugd/ggz"] == ["mod-08", "mod-11"]
    assert sorted(len(names) for names in moderators) == [0, *[1] * 12, 2]


def test_disputed_dates_are_shown_and_settled_by_the_user(izo: InProgramme) -> None:
    disputed = [event for event in meetings(izo) if _is_disputed(event)]
    assert sorted(event["date"] for event in disputed) == DISPUTED
    listed = [item for item in open_dates(izo) if item["event"] is not None]
    assert sorted(item["date"] for item in listed) == DISPUTED
    assert all(item["says"] for item in listed)
    warned = {one["event"] for one in izo.json("checks")["warnings"] if "date" in one["code"]}
    assert warned == {item["event"] for item in listed}
    first, second, _third = (str(item["event"]) for item in listed)
    izo("settle", first, "--date", "2015-04-15")
    izo("settle", second)
    assert izo.json("event", "show", first)["date"] == "2015-04-15"
    assert not _is_disputed(izo.json("event", "show", first))
    assert [item["date"] for item in open_dates(izo) if item["event"]] == ["2015-12-08"]
    assert "nothing to settle" in izo.refused("settle", first)
    izo("undo")
    assert len([item for item in open_dates(izo) if item["event"]]) == 2


def _is_disputed(event: dict[str, Any]) -> bool:
    return "disputed-date" in {one["code"] for one in event["warnings"]}


def test_what_was_kept_of_a_day_stays_on_it(izo: InProgramme) -> None:
    first = str(open_dates(izo)[0]["event"])
    izo("event", "attend", first, "--all")
    assert "held" in izo.refused("settle", first, "--date", "2015-04-15")
    izo("settle", first)


def test_the_meeting_of_heerlen_is_missing_until_it_is_added(izo: InProgramme) -> None:
    missing = {item["title"]: item for item in open_dates(izo) if item["event"] is None}
    heerlen = missing["Broedplaatsbijeenkomst Heerlen"]
    assert (heerlen["missing"], heerlen["date"]) == (1, None)
    assert "september 2015" in heerlen["says"]
    assert missing["Werksessie met de Argumentenfabriek"]["missing"] == 4
    assert "Broedplaatsbijeenkomst Heerlen" in izo("choices")
    what = ("--kind", heerlen["kind"], "--title", heerlen["title"], "--invite", "zorginstituut")
    izo("event", "add", *what, "--date", "2015-09-15")
    assert heerlen["title"] not in {item["title"] for item in open_dates(izo)}


def test_the_export_writes_fourteen_all_day_entries(izo: InProgramme, tmp_path: Path) -> None:
    file = tmp_path / "izo.ics"
    izo("feed", "--all", "--out", str(file))
    entries = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(entries) == 14
    assert {entry["DTSTART"].params.get("VALUE") for entry in entries} == {"DATE"}
    assert sorted(str(entry.decoded("DTSTART")) for entry in entries) == [
        event["date"] for event in meetings(izo)
    ]


def test_four_broedplaatsen_and_forty_one_practices(izo: InProgramme) -> None:
    groups = {group["slug"] for group in izo.json("group", "list")["groups"]}
    assert groups == {"fr", "aa", "rt", "he"}
    goals = izo.json("goal", "list")["goals"]
    practices = [goal for goal in goals if goal["kind"] == "practice"]
    where = [goal["details"]["broedplaats"][0] for goal in practices]
    counts = {place: where.count(place) for place in set(where)}
    assert counts == {
        "Amsterdam-Amstelveen": 7,
        "Friesland": 7,
        "Heerlen": 4,
        "Rotterdam": 2,
        "elders": 21,
    }
    assert {goal["parent"] for goal in practices} == {f"h{number}" for number in range(1, 9)}


@pytest.mark.parametrize(("invited", "absent"), [("hva-fg", "uva-fg"), ("uva-fg", "hva-fg")])
def test_a_steering_group_with_one_institution_is_flagged(
    ipe: InProgramme, invited: str, absent: str
) -> None:
    meeting = ("--kind", "stuurgroepoverleg", "--date", "2027-01-12")
    event = ipe.json("event", "add", *meeting, "--invite", invited)
    (warning,) = [one for one in event["warnings"] if one["code"] == "missing-organisation"]
    names = {"hva-fg": "Hogeschool van Amsterdam", "uva-fg": "Universiteit van Amsterdam"}
    assert names[absent] in warning["message"]
    assert names[invited] not in warning["message"]
    both = ipe.json("event", "add", "--kind", "stuurgroepoverleg", "--date", "2027-02-09")
    assert "missing-organisation" not in {one["code"] for one in both["warnings"]}
