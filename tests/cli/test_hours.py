"""hours, hours log, budget: the figures of the plan and what meetings do to them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.shell import INSTITUTIONS, MEETING, Shell, address

FIGURES = {
    "committed_hours",
    "realised_hours",
    "planned_hours",
    "draft_hours",
    "forecast_hours",
    "left_hours",
    "other_financing_hours",
    "rate",
    "committed_value",
    "forecast_value",
    "status",
}


def test_the_budget_of_the_plan(sion: Shell) -> None:
    found = sion.json("budget")
    assert found.keys() >= {"programme", "years", "totals", "choices"}
    assert found["programme"] == "sion"
    keys = {"label", "cash_in", "cash_needed", "gap", "in_kind", "committed_hours"}
    keys |= {"cash_planned", "cash_actual"}
    assert [year["label"] for year in found["years"]] == ["2024", "2025", "2026", "2027"]
    for year in found["years"]:
        assert year.keys() >= keys
        last = year["label"] == "2027"
        assert year["cash_in"] == (35000 if last else 70000)
        assert year["cash_needed"] == 70000
        assert year["gap"] == (35000 if last else 0)
        assert (year["in_kind"], year["committed_hours"]) == (124000, 2360)
    totals = found["totals"]
    assert totals.keys() >= keys - {"label"}
    assert (totals["cash_in"], totals["in_kind"]) == (245000, 496000)
    assert (totals["committed_hours"], totals["gap"]) == (9440, 35000)
    assert found["choices"] == {
        "kernteam-hours": "each",
        "period": "calendar-2024-2027",
        "gpl": "hours",
        "municipality-2027": "none",
        "carry-over": "no",
    }
    assert "€35,000" in sion("budget")
    assert "€ 35.000" in sion("--lang", "nl", "budget")


def test_the_budget_with_the_hours_together(sion: Shell) -> None:
    sion("choose", "kernteam-hours=together")
    assert {year["committed_hours"] for year in sion.json("budget")["years"]} == {2280}


def test_the_budget_of_three_school_years(sion: Shell) -> None:
    sion("choose", "period=school-2024-2027")
    found = sion.json("budget")
    assert [year["label"] for year in found["years"]] == ["2024-2025", "2025-2026", "2026-2027"]
    totals = found["totals"]
    assert (totals["cash_in"], totals["in_kind"]) == (210000, 372000)
    assert (totals["committed_hours"], totals["gap"]) == (7080, 0)
    assert all(year["gap"] == 0 for year in found["years"])


def test_hours_have_the_shape_of_the_contract(kernteam: Shell) -> None:
    found = kernteam.json("hours", "--year", "2027")
    assert found.keys() >= {"programme", "year", "rows", "totals"}
    assert found["year"] == {"label": "2027", "start": "2027-01-01", "end": "2027-12-31"}
    # Six institutions and two field partners in the kernteam, 25 in leerteams.
    assert len(found["rows"]) == 33
    assert found["totals"].keys() >= FIGURES
    for row in found["rows"]:
        assert row.keys() >= FIGURES | {"organisation", "name", "line"}
    row = kernteam.row("landstede")
    assert row["name"] == "Landstede MBO"
    assert (row["committed_hours"], row["left_hours"], row["status"]) == (200.0, 200.0, "room")
    assert (row["rate"], row["committed_value"], row["forecast_value"]) == (55.0, 11000.0, 0.0)
    for key in FIGURES - {"rate", "status"}:
        assert found["totals"][key] == sum(row[key] for row in found["rows"])


def test_a_meeting_of_two_hours_leaves_198(kernteam: Shell) -> None:
    number = str(kernteam.json("event", "add", *MEETING, "--group", "kernteam")["id"])

    def figures() -> set[tuple[float, ...]]:
        names = ("realised_hours", "planned_hours", "left_hours")
        rows = kernteam.rows()
        return {tuple(rows[slug][name] for name in names) for slug in INSTITUTIONS}

    assert figures() == {(0.0, 2.0, 198.0)}
    kernteam("event", "attend", number, "--all")
    assert figures() == {(2.0, 0.0, 198.0)}
    assert kernteam.json("undo") == {"undone": f"event attend {number}"}
    assert figures() == {(0.0, 2.0, 198.0)}
    assert kernteam.json("redo") == {"redone": f"event attend {number}"}
    assert figures() == {(2.0, 0.0, 198.0)}


def test_a_draft_is_a_what_if(kernteam: Shell) -> None:
    number = str(kernteam.json("event", "add", *MEETING, "--draft")["id"])
    row = kernteam.row("viaa")
    assert (row["draft_hours"], row["planned_hours"], row["left_hours"]) == (2.0, 0.0, 200.0)
    kernteam("event", "plan", number)
    row = kernteam.row("viaa")
    assert (row["draft_hours"], row["planned_hours"], row["left_hours"]) == (0.0, 2.0, 198.0)


def test_a_school_year_takes_its_months(sion: Shell) -> None:
    found = sion.json("hours", "--year", "2026-2027")
    assert found["year"] == {"label": "2026-2027", "start": "2026-08-01", "end": "2027-07-31"}
    assert found["totals"]["committed_hours"] == 2360
    assert sion.json("hours")["year"]["label"] == "2026"


@pytest.mark.parametrize(
    ("by", "key", "name"),
    [
        ("person", address("viaa"), "Lid viaa"),
        ("kind", "kernteamoverleg", "Kernteamoverleg"),
        ("goal", "G2", "Interprofessioneel samenwerken in elk curriculum van de Campus"),
        ("month", "2027-01", "2027-01"),
    ],
)
def test_other_groupings_add_up_to_the_same(kernteam: Shell, by: str, key: str, name: str) -> None:
    kernteam("event", "add", *MEETING, "--goal", "G2")
    found = kernteam.json("hours", "--year", "2027", "--by", by)
    rows = {row[by]: row for row in found["rows"]}
    assert rows[key]["name"] == name
    assert sum(row["planned_hours"] for row in found["rows"]) == 16.0
    assert found["totals"]["planned_hours"] == 16.0
    assert name in kernteam("hours", "--year", "2027", "--by", by)


def test_hours_as_a_table_for_spreadsheets(kernteam: Shell) -> None:
    kernteam("org", "edit", "kpz", "--name", "=HYPERLINK(1)")
    table = kernteam("hours", "--year", "2027", "--csv")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 33
    assert set(rows[0]) >= FIGURES | {"organisation", "name", "line"}
    assert rows[0]["committed_hours"] == "200.0"
    assert {row["name"] for row in rows} >= {"Landstede MBO", "'=HYPERLINK(1)"}
    assert kernteam("hours", "--csv", "--by", "kind").startswith("organisation,kind,name")


def test_hours_for_people_are_in_their_language(kernteam: Shell) -> None:
    kernteam(
        "hours", "log", "--org", "kpz", "--date", "2027-01-20", "--hours", "1,5", "--activity", "x"
    )
    assert "1.5" in kernteam("hours", "--year", "2027")
    dutch = kernteam("--lang", "nl", "hours", "--year", "2027")
    assert "1,5" in dutch
    assert "2.360" in dutch


@pytest.mark.parametrize("typed", ["1.5", "1,5", "1:30", "90m", "1h30m"])
def test_hours_worked_outside_meetings(kernteam: Shell, typed: str) -> None:
    done = kernteam.json(
        *("hours", "log", "--org", "kpz", "--date", "2027-01-20", "--hours", typed),
        *("--activity", "Curriculumanalyse", "--person", address("kpz"), "--goal", "G2"),
    )
    assert done == {"id": 1, "hours": 1.5, "warnings": []}
    row = kernteam.row("kpz")
    assert (row["realised_hours"], row["left_hours"]) == (1.5, 198.5)
    assert row["forecast_value"] == 82.5


def test_hours_with_other_financing_stand_apart(kernteam: Shell) -> None:
    log = ("hours", "log", "--org", "kpz", "--date", "2027-01-20", "--hours", "4")
    kernteam(*log, "--activity", "Aanjagen", "--financing", "programme")
    row = kernteam.row("kpz")
    assert (row["other_financing_hours"], row["realised_hours"]) == (4.0, 0.0)
    assert row["left_hours"] == 200.0


@pytest.mark.parametrize(
    "wrong",
    [
        ("--hours", "0"),
        ("--hours", "-1"),
        ("--hours", "soon"),
        ("--hours", "999999"),
        ("--date", "2027-02-30"),
        ("--org", "atlantis"),
        ("--activity", " "),
        ("--person", "nobody@example.org"),
        ("--line", "atlantis"),
        ("--goal", "G9"),
        ("--financing", "luck"),
    ],
)
def test_hours_that_cannot_be(kernteam: Shell, wrong: tuple[str, str]) -> None:
    right = {"--org": "kpz", "--date": "2027-01-20", "--hours": "1", "--activity": "x"}
    typed = [word for pair in (right | {wrong[0]: wrong[1]}).items() for word in pair]
    kernteam.refused("hours", "log", *typed)


def test_hours_used_wrongly(sion: Shell) -> None:
    assert "not a year" in sion.refused("hours", "--year", "next")
    assert "known: partner" in sion.refused("hours", "--by", "weather")
    assert "one of --json and --csv" in sion.misused("hours", "--json", "--csv")
    sion.misused("hours", "log", "--org", "kpz")
    assert "after log" in sion.misused("hours", "--json", "log", "--org", "kpz")
    sion.misused("hours", "nothing")


@pytest.mark.parametrize(
    ("text", "hours", "expected"),
    [
        ("", "100", "room"),
        ("status_room = 50", "100", "on_track"),
        ("status_room = 51", "100", "room"),
        ('status_room = "veel"\nstatus_above = -1', "100", "room"),
        ("", "210", "on_track"),
        ("status_above = 104", "210", "above"),
    ],
)
def test_the_bounds_of_the_status_are_a_personal_setting(
    home: Path, sion: Shell, text: str, hours: str, expected: str
) -> None:
    folder = home / ".config" / "ipe-events"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(f'{text}\nlanguage = "en"\n')
    work = ("--date", "2027-03-02", "--hours", hours, "--activity", "Curriculum")
    sion("hours", "log", "--org", "viaa", *work)
    assert sion.row("viaa")["status"] == expected
