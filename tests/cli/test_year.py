"""plan-year: the year in a preview, then written, then taken back."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipe_events.domain.calendar_days import HolidayCalendar
from tests.cli.shell import MEETING, Shell
from tests.store.dumps import everything

RHYTHMS = {
    "kernteamoverleg": "every 3 weeks",
    "stuurgroepoverleg": "4 x",
    "werkplaats": "2 x",
    "expertisegroepbijeenkomst": "3 x",
    "congres": "1 x",
}
YEAR = "2027-2028"
FLAGS = [part for pair in RHYTHMS.items() for part in ("--rhythm", "=".join(pair))]
WHOLE = ("plan-year", YEAR, *FLAGS)


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell on the demonstration."""
    path = tmp_path / "demo.db"
    monkeypatch.setenv("IPE_EVENTS_WORKSPACE", str(path))
    shell = Shell(path)
    shell("demo", "--no-tui")
    return shell


def without_numbers(document: Any) -> Any:
    return {
        **document,
        "events": [{k: v for k, v in event.items() if k != "id"} for event in document["events"]],
    }


def test_a_whole_year_of_the_demo(demo: Shell) -> None:
    before = everything(demo.workspace)
    start = time.process_time()
    plan = demo.json(*WHOLE)
    assert time.process_time() - start < 2
    assert everything(demo.workspace) == before

    calendar = HolidayCalendar("NL", "Noord")
    for event in plan["events"]:
        day = date.fromisoformat(event["date"])
        assert date(2027, 8, 1) <= day <= date(2028, 7, 31)
        assert day.weekday() < 5
        assert calendar.days_off(day, day) == []
    counts = Counter(event["kind"] for event in plan["events"])
    assert counts.pop("kernteamoverleg") == 16
    assert counts == {
        "stuurgroepoverleg": 4,
        "werkplaats": 2,
        "expertisegroepbijeenkomst": 3,
        "congres": 1,
    }
    groups = {row["slug"]: row for row in demo.json("group", "list")["groups"]}
    kinds = {row["slug"]: row["groups"] for row in demo.json("kind", "list")["kinds"]}
    for kind in RHYTHMS:
        seats = [seat for slug in kinds[kind] for seat in groups[slug]["seats"]]
        own = {seat["organisation"] for seat in seats if seat["financing"] == "in_kind"}
        shares = Counter(event["host"] for event in plan["events"] if event["kind"] == kind)
        assert set(shares) <= own
        assert max(shares[slug] for slug in own) - min(shares[slug] for slug in own) <= 1
    assert {"Kerstvakantie", "Zomervakantie"} <= {item["reason"] for item in plan["skipped"]}

    done = demo.json(*WHOLE, "--accept")
    assert without_numbers(done) == without_numbers(plan)
    assert all(event["id"] for event in done["events"])
    hours = {
        (row["organisation"], row["line"]): (row["planned_hours"], row["left_hours"])
        for row in demo.json("hours", "--year", YEAR)["rows"]
    }
    assert hours == {
        (row["organisation"], row["line"]): (row["hours"], row["left_hours"])
        for row in plan["hours"]
    }
    listed = demo.json("event", "list", "--from", "2027-08-01", "--to", "2028-07-31")["events"]
    assert [(e["kind"], e["date"]) for e in listed] == [
        (e["kind"], e["date"]) for e in plan["events"]
    ]
    demo("undo")
    assert demo.json("event", "list", "--from", "2027-08-01")["events"] == []


def test_read_by_people(sion: Shell) -> None:
    said = sion(*WHOLE, "--no-host", "deltion")
    assert "Kernteamoverleg 16 " in said
    assert "every 3 weeks: 16 meetings" in said
    assert "Kerstvakantie → Tue 21 Dec 2027" in said
    assert "26 meetings; nothing was written" in said
    assert max(map(len, said.splitlines())) <= 80
    assert "Added 26 meetings as drafts" in sion(*WHOLE, "--accept", "--draft")
    assert "already there in this time: 16" in sion(*WHOLE)
    events = sion.json("event", "list", "--from", "2027-08-01")["events"]
    assert {event["state"] for event in events} == {"draft"}
    assert sion.json("log")["changes"][0]["label"] == f"plan-year {YEAR}"


def test_same_as_a_year(kernteam: Shell) -> None:
    kernteam("event", "add", *MEETING)
    (event,) = kernteam.json("plan-year", YEAR, "--like", "2026-2027")["events"]
    assert (event["kind"], event["start"], event["end"]) == ("kernteamoverleg", "13:00", "15:00")
    assert date.fromisoformat(event["date"]).weekday() == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((YEAR,), "no kind of meeting has a rhythm yet; give --rhythm KIND=RHYTHM"),
        ((YEAR, "--rhythm", "congres"), "write it as KIND=RHYTHM"),
        ((YEAR, "--rhythm", "congres=now and then"), '"now and then" is no rhythm; write it as'),
        ((YEAR, "--rhythm", "feest=1 x"), 'no kind of event "feest"'),
        ((YEAR, "--rhythm", "congres=1 x sat"), "from Monday to Friday"),
        (("2025-2026", "--rhythm", "congres=1 x"), "the year 2025-2026 is over"),
        (("2040", "--rhythm", "congres=1 x"), "outside the programme"),
        (("soon", "--rhythm", "congres=1 x"), '"soon" is not a year'),
    ],
)
def test_refused_on_one_line(sion: Shell, arguments: tuple[str, ...], words: str) -> None:
    assert words in sion.refused("plan-year", *arguments)
    assert words in sion.refused("plan-year", *arguments, "--accept", "--json")
