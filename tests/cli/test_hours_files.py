"""hours import, hours request, hours requests, and what waits of a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.shell import MEETING, Shell

HOURS = (
    "Organisatie;Datum;Uren;Activiteit;Persoon\n"
    "viaa;12-1-2026;1,5;Curriculum [/red];\n"
    "viaa;12-1-2026;acht;Curriculum;\n"
    "viaa;12-1-2026;1,5;Curriculum [/red];\n"
    "viaa;3-11-2026;2;Werk;viaa@example.org\n"
    "Viaaa;12-1-2026;1,5;Curriculum;\n"
    "viaa;1-2-2027;1;Vooruit;\n"
)
REJECTED = [
    {
        "row": 3,
        "column": "Uren",
        "reason": 'the number of hours: "acht" is not a number of hours; '
        "write it as 1.5, 1:30, 90m or 1h30m",
    },
    {
        "row": 6,
        "column": "Organisatie",
        "reason": 'there is no organisation "Viaaa"; did you mean Hogeschool Viaa?',
    },
]
PERIOD = ("--from", "2026-09-01", "--to", "2026-12-31")


@pytest.fixture
def hours(tmp_path: Path) -> str:
    (tmp_path / "uren.csv").write_text(HOURS)
    return str(tmp_path / "uren.csv")


@pytest.fixture
def met(kernteam: Shell) -> Shell:
    """The kernteam met on 3 November."""
    meeting = [*MEETING]
    meeting[meeting.index("--date") + 1] = "2026-11-03"
    event = kernteam.json("event", "add", *meeting)["id"]
    kernteam("event", "attend", str(event), "--all")
    return kernteam


def test_hours_are_read_in_and_what_waits_is_decided(met: Shell, hours: str) -> None:
    dry = met.json("hours", "import", hours, "--dry-run")
    done = met.json("hours", "import", hours)
    assert {**done, "reviews": []} == {**dry, "reviews": []}
    counts = {name: done[name] for name in ("imported", "skipped", "review", "hours")}
    assert counts == {"imported": 2, "skipped": 1, "review": 1, "hours": 2.5}
    assert done["rejected"] == REJECTED
    assert [(one["row"], one["column"]) for one in done["warnings"]] == [(4, None), (7, "Datum")]
    assert [one["number"] for one in dry["reviews"]] == [None]
    number = done["reviews"][0]["number"]
    (waiting,) = met.json("review", "list")["review"]
    assert (waiting["id"], waiting["reason"]) == (number, "same-day-hours")
    assert waiting["hours"] == {
        "organisation": "viaa",
        "date": "2026-11-03",
        "hours": 2.0,
        "activity": "Werk",
        "line": None,
        "booked_hours": 2.0,
    }
    shown = met("review", "list")
    assert "Lid viaa <viaa@example.org>" in shown
    assert "2:00 hours, “Werk”, Hogeschool Viaa" in shown
    assert "the meeting counts for 2:00 hours" in shown
    assert met("review", "accept", str(number)).startswith(f"{number}: booked the hours of Lid")
    again = met.json("hours", "import", hours)
    assert (again["imported"], again["skipped"], again["review"]) == (0, 4, 0)


def test_what_came_of_a_file_is_said_row_by_row(met: Shell, hours: str) -> None:
    said = met("hours", "import", hours).splitlines()
    assert [line.partition(":")[0] for line in said] == [
        "row 3, Uren",
        "row 6, Organisatie",
        "? row 5",
        "! row 4",
        "! row 7, Datum",
        "2 rows imported (2.5 hours), 1 there already, 1 to look at, 2 rows refused",
        "What waits",
    ]
    result = met.run("hours", "import", hours, "--all-or-nothing", "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert (document["imported"], document["rejected"]) == (0, REJECTED)
    assert result.stderr.startswith("error: nothing was imported")
    assert "there is no file" in met.refused("hours", "import", "nergens.csv")


def test_a_sheet_is_asked_and_read_back(met: Shell, tmp_path: Path) -> None:
    made = met.json("hours", "request", "--org", "viaa", *PERIOD, "--out", str(tmp_path / "uit"))
    (one,) = made["requests"]
    assert one["organisation"] == "viaa"
    path = Path(one["file"])
    assert path.parent == tmp_path / "uit"
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_workbook(path).sheetnames[1] == "ipe-events"
    known = {row["organisation"]: row for row in met.json("hours", "requests")["partners"]}
    assert known["viaa"]["asked"] == "2026-11-22"
    assert known["viaa"]["received"] is None
    assert known["kpz"]["asked"] is None
    assert met("hours", "import", str(path)).startswith("0 rows imported (0 hours), 1 there")
    shown = met("hours", "requests").splitlines()
    assert max(map(len, shown)) <= 100
    assert [line.count("22 Nov 2026") for line in shown if "Viaa" in line] == [2]
    assert (
        met("hours", "request", "--all", *PERIOD, "--out", str(tmp_path / "uit")).count(".xlsx")
        == len(list((tmp_path / "uit").iterdir()))
        == 6
    )


def test_whom_to_ask_is_said_once(met: Shell, tmp_path: Path) -> None:
    both = ("--org", "viaa", "--all", *PERIOD, "--out", str(tmp_path))
    assert "--org and --all" in met.misused("hours", "request", *both)
    assert "--org and --all" in met.misused("hours", "request", *PERIOD, "--out", str(tmp_path))
    backwards = ("--org", "viaa", "--from", "2026-12-31", "--to", "2026-01-01")
    met.refused("hours", "request", *backwards, "--out", str(tmp_path / "uit"))
    (tmp_path / "vol").write_text("")
    met.refused("hours", "request", "--all", *PERIOD, "--out", str(tmp_path / "vol"))
