"""hours matrix, pace and attendance: the same figures, seen in other ways."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from ipe_events.cli import hours_views
from ipe_events.domain.matrix import Measure, Per
from ipe_events.i18n import MONTHS_SHORT, format_decimal_hours
from ipe_events.services import matrix
from ipe_events.services.workspace import Workspace
from tests.cli.shell import Shell, address
from tests.conftest import fixed_clock


@pytest.fixture
def meeting(kernteam: Shell) -> Shell:
    """Two meetings, of which one was held without KPZ, and hours outside meetings."""
    for day in ("2026-10-13", "2026-12-08"):
        times = ("--start", "13:00", "--end", "15:30")
        kernteam("event", "add", "--kind", "kernteamoverleg", "--date", day, *times)
    first = str(kernteam.json("event", "list")["events"][-2]["id"])
    kernteam("event", "attend", first, "--all", "--absent", address("kpz"))
    log = ("hours", "log", "--hours", "7:20", "--activity", "Lezen", "--date", "2026-05-04")
    kernteam(*log, "--org", "deltion", "--line", "kernteam")
    kernteam(*log, "--org", "werkveld-kernteam-1", "--line", "leerteambegeleiding")
    return kernteam


def test_the_matrix_agrees_with_the_hours(meeting: Shell) -> None:
    report = meeting.json("hours", "--year", "2026")
    for per, count in (("month", 12), ("quarter", 4)):
        found = meeting.json("hours", "matrix", "--year", "2026", "--per", per)
        assert len(found["periods"]) == count
        assert found["totals"]["total"] == report["totals"]
        totals = {(row["organisation"], row["line"]): row["total"] for row in found["rows"]}
        for row in report["rows"]:
            figures = totals[row["organisation"], row["line"]]
            assert figures == {name: row[name] for name in figures}
        for row in found["rows"]:
            cells = sum(cell["realised_hours"] for cell in row["cells"])
            assert cells == pytest.approx(row["total"]["realised_hours"])
    assert found["periods"][0] == {"label": "2026-Q1", "start": "2026-01-01", "end": "2026-03-31"}
    assert found["without_promise"]["total"]["realised_hours"] == pytest.approx(22 / 3)
    several = meeting.json("hours", "matrix", "--per", "year", "--by", "kind", "--cumulative")
    assert [one["label"] for one in several["periods"]] == ["2024", "2025", "2026", "2027"]
    assert {row["kind"] for row in several["rows"]} == {"kernteamoverleg", None}
    assert several["cumulative"] is True


def test_the_matrix_for_people(meeting: Shell) -> None:
    text = meeting("hours", "matrix", "--year", "2026")
    lines = {line.strip().split("  ")[0]: line.split() for line in text.splitlines()}
    assert lines["Deltion College"][-6:] == ["0", "[0%]", "2.5", "[5%]", "9.83", "[5%]"]
    assert "7.33 [15%]" in text
    assert lines["total"][-5:] == ["–", "14.67", "–", "12.5", "27.17"]
    assert "without promise" in text
    forecast = meeting("hours", "matrix", "--year", "2026", "--show", "forecast")
    assert forecast.splitlines()[-1].split()[-1] == "47.17"
    nl = meeting("--lang", "nl", "hours", "matrix", "--year", "2026-2027", "--per", "month")
    assert "aug" in nl.splitlines()[1]
    assert meeting.refused("hours", "matrix", "--by", "colour").startswith("hours cannot be shown")
    assert "month" in meeting.misused("hours", "matrix", "--per", "week")


@pytest.mark.parametrize("width", [80, 100, 140, 240])
def test_on_a_terminal_every_figure_is_whole(
    meeting: Shell, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace(meeting.workspace, fixed_clock)
    with workspace.read() as view:
        found = matrix.matrix(view, "2026", Per.MONTH)
    workspace.close()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((width, 24)))
    hours_views.say_matrix(found, Measure.REALISED)
    text = capsys.readouterr().out
    assert max(len(line) for line in text.splitlines()) <= width
    figures = {format_decimal_hours(cell.tally.realised) for cell in found.totals.cells}
    figures |= {format_decimal_hours(row.total.tally.realised) for row in found.rows}
    assert figures - {"0"} <= set(text.split())
    heads = [
        word for line in text.splitlines()[1:] for word in line.split() if word in MONTHS_SHORT
    ]
    assert heads == list(MONTHS_SHORT)


def test_what_a_month_asks(meeting: Shell) -> None:
    found = meeting.json("hours", "pace", "--year", "2026", "--org", "kpz")
    assert found["months_left"] == 1
    (row,) = found["rows"]
    assert (row["short_hours"], row["hours_per_month"]) == (197.5, 197.5)
    assert (row["attendance_rate"], row["forecast_at_attendance_rate_hours"]) == (0, 0)
    (given,) = row["meetings"]
    assert (given["date"], given["hours"]) == ("2026-12-08", 2.5)
    text = meeting("hours", "pace", "--year", "2026")
    assert "197.5 hours of room: 197:30 a month to reach 200, in the 1 month left." in text
    assert "1 planned meeting gives 2.5 hours: 8 Dec 2026 Kernteamoverleg 2.5" in text
    assert "Forecast: what was realised and what is planned" in text
    assert "behind" not in text
    assert "achter" not in meeting("--lang", "nl", "hours", "pace", "--year", "2026")
    meeting.refused("hours", "pace", "--org", "nobody")


def test_who_was_there_by_institution_and_kind(meeting: Shell) -> None:
    rows = {row["organisation"]: row for row in meeting.json("hours", "attendance")["rows"]}
    assert (rows["viaa"]["present"], rows["viaa"]["invited"], rows["viaa"]["percent"]) == (
        1,
        1,
        100,
    )
    assert (rows["kpz"]["present"], rows["kpz"]["percent"]) == (0, 0)
    assert "Kernteamoverleg" in meeting("hours", "attendance", "--year", "2026")
    assert meeting("hours", "attendance", "--year", "2025") == "No attendance was kept in 2025.\n"
