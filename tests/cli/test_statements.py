"""hours statement, hours sign, hours statements, report attendance."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import MEETING, Shell, address
from tests.reports.sheets import Opened, day_of, opened

NAME = '=HYPERLINK("x") <script>'
SIGN = ("--by", "A. de Boer", "--function", "directeur", "--on", "2027-12-20")


@pytest.fixture
def worked(kernteam: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A year with a meeting that was held, hours by hand and hours that are paid for."""
    monkeypatch.setenv("IPE_EVENTS_NOW", "2027-12-01T09:00")
    number = kernteam.json("event", "add", *MEETING)["id"]
    kernteam("event", "attend", str(number), "--all")
    for day, hours, more in (
        ("2027-01-20", "0:20", ("--person", address("viaa"))),
        ("2027-01-21", "0:20", ("--person", address("viaa"))),
        ("2027-02-03", "7,5", ("--activity", NAME)),
        ("2027-02-04", "3", ("--financing", "programme")),
    ):
        line = ("--line", "kernteam", "--activity", "Curriculum")
        kernteam("hours", "log", "--org", "viaa", "--date", day, "--hours", hours, *line, *more)
    kernteam("org", "edit", "viaa", "--name", NAME)
    return kernteam


def statement(shell: Shell, out: Path, *more: str) -> dict[str, Any]:
    arguments = ("--org", "viaa", "--year", "2027", "--out", str(out), *more)
    (found,) = shell.json("hours", "statement", *arguments)["statements"]
    assert isinstance(found, dict)
    return found


def book(found: dict[str, Any]) -> Opened:
    (path,) = [Path(name) for name in found["files"] if name.endswith(".xlsx")]
    return opened(path.read_bytes())


def test_the_files_agree_with_hours(worked: Shell, tmp_path: Path) -> None:
    found = statement(worked, tmp_path / "uit")
    assert found.keys() >= {
        "id",
        "organisation",
        "version",
        "fingerprint",
        "hours",
        "value",
        "files",
        "differences",
    }
    assert [Path(name).name for name in found["files"]] == [
        "urenstaat-viaa-2027-v1.html",
        "urenstaat-viaa-2027-v1.xlsx",
    ]
    assert all(Path(name).is_absolute() for name in found["files"])
    assert (found["version"], found["differences"], len(found["fingerprint"])) == (1, [], 64)
    row = worked.row("viaa")
    assert row["realised_hours"] == pytest.approx(2 + 40 / 60 + 7.5)
    assert found["hours"] == row["realised_hours"]
    papers = book(found)
    front, sheet, *_rest = papers.papers.values()
    # Every sum is a formula that comes to the value that is kept beside it.
    count = 0
    for name, paper in papers.papers.items():
        for place in paper.formulas:
            assert paper.values[place] == pytest.approx(papers.reckoned(name, place), abs=1e-9)
            count += 1
    assert count > 20
    figures = [value for value in front.values.values() if isinstance(value, float)]
    assert row["committed_hours"] in figures
    assert pytest.approx(row["realised_hours"]) in figures
    assert found["value"] in figures
    number = next(int(place[1:]) for place in sheet.formulas if place.startswith("L"))
    entries = [sheet.row(number + step) for step in range(5)]
    assert [day_of(entry["B"]) for entry in entries] == [
        date(2027, 1, 12),
        date(2027, 1, 20),
        date(2027, 1, 21),
        date(2027, 2, 3),
        date(2027, 2, 4),
    ]
    assert [entry["L"] for entry in entries] == [2, 1 / 3, 1 / 3, 7.5, 3]
    assert [entry["O"] for entry in entries] == [110, 18.33, 18.33, 412.5, None]


def test_a_hostile_name_does_no_harm(worked: Shell, tmp_path: Path) -> None:
    found = statement(worked, tmp_path / "uit")
    page = Path(found["files"][0]).read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "=HYPERLINK(&#34;x&#34;) &lt;script&gt;" in page
    front, sheet, *rest = book(found).papers.values()
    assert NAME in front.values.values()
    assert list(sheet.values.values()).count(NAME) == 6
    for paper in (front, sheet, *rest):
        assert all(formula.startswith(("=SUM", "=I", "=B")) for formula in paper.formulas.values())


def test_versions_and_signing(worked: Shell, tmp_path: Path) -> None:
    first = statement(worked, tmp_path / "a.html")
    assert [Path(name).name for name in first["files"]] == ["a.html"]
    again = statement(worked, tmp_path / "a.xlsx")
    assert (again["id"], again["version"], again["new"]) == (first["id"], 1, False)
    signed = worked.json("hours", "sign", str(first["id"]), *SIGN, "--document", "scan.pdf")
    assert (signed["state"], signed["signed_by"], signed["signed_on"]) == (
        "signed",
        "A. de Boer",
        "2027-12-20",
    )
    assert Path(signed["document"]).is_absolute()
    assert "A. de Boer" in Path(statement(worked, tmp_path / "a.html")["files"][0]).read_text()
    refused = worked.refused("hours", "sign", str(first["id"]), *SIGN)
    assert "signed" in refused
    late = worked.json(
        *("hours", "log", "--org", "viaa", "--date", "2027-03-01", "--hours", "2"),
        *("--line", "kernteam", "--activity", "Nagekomen"),
    )
    second = statement(worked, tmp_path / "uit")
    assert (second["version"], second["id"] > first["id"]) == (2, True)
    assert second["fingerprint"] != first["fingerprint"]
    (change,) = second["differences"]
    assert (change["change"], change["entry"], change["hours"], change["value"]) == (
        "added",
        late["id"],
        2,
        110,
    )
    page = Path(second["files"][0]).read_text(encoding="utf-8")
    assert page.count("Nagekomen") == 2
    old = worked.json("hours", "statement", "--id", str(first["id"]), "--out", str(tmp_path / "o"))
    assert (old["statements"][0]["fingerprint"], old["statements"][0]["version"]) == (
        first["fingerprint"],
        1,
    )
    listed = worked.json("hours", "statements", "--year", "2027")["statements"]
    states = {row["organisation"]: (row["state"], row.get("version")) for row in listed}
    assert states["viaa"] == ("issued", 2)
    assert states["kpz"] == ("none", None)
    assert "issued" in worked("hours", "statements", "--year", "2027")


def test_all_partners_in_one_run(worked: Shell, tmp_path: Path) -> None:
    arguments = ("hours", "statement", "--all", "--year", "2027", "--out", str(tmp_path / "uit"))
    found = worked.json(*arguments)["statements"]
    report = worked.json("hours", "--year", "2027")
    assert {one["organisation"] for one in found} == {row["organisation"] for row in report["rows"]}
    assert sum(one["hours"] for one in found) == pytest.approx(report["totals"]["realised_hours"])
    names = [Path(name) for one in found for name in one["files"]]
    assert len(set(names)) == len(names) == 2 * len(found)
    assert {path.parent for path in names} == {tmp_path / "uit"}
    assert {path.stat().st_mode & 0o777 for path in names} == {0o600}
    arguments = ("hours", "statement", "--all", "--year", "1999", "--out", "x")
    assert worked.json(*arguments) == {"statements": []}


def test_what_is_refused(worked: Shell, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "x.html"))
    assert "Give one of" in worked.misused("hours", "statement", "--year", "2027", *out)
    assert "folder" in worked.misused("hours", "statement", "--all", "--year", "2027", *out)
    one = ("hours", "statement", "--org", "viaa")
    assert ".pdf" in worked.refused(*one, "--year", "2027", "--out", "x.pdf")
    assert "2027" in worked.refused(*one, "--year", "2027", "--from", "2026-12-01", *out)
    assert "nergens" in worked.refused("hours", "statement", "--org", "nergens", *out)
    assert "99" in worked.refused("hours", "sign", "99", *SIGN)
    (tmp_path / "dicht").write_text("")
    # What could not be written was not issued.
    assert worked.refused(*one, "--year", "2027", "--out", str(tmp_path / "dicht" / "x.html"))
    states = worked.json("hours", "statements", "--year", "2027")["statements"]
    assert {row["state"] for row in states} == {"none"}


def test_a_list_to_sign_at_a_meeting(kernteam: Shell, tmp_path: Path) -> None:
    number = str(kernteam.json("event", "add", *MEETING, "--title", "<b>Kern & team</b>")["id"])
    kernteam("event", "invite", number, "--add", "deltion")
    kernteam("event", "answer", number, address("kpz"), "declined")
    out = tmp_path / "lijst.html"
    found = kernteam.json("report", "attendance", "--event", number, "--out", str(out))
    assert found["file"] == str(out)
    page = out.read_text(encoding="utf-8")
    assert "&lt;b&gt;Kern &amp; team&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "Lid viaa" in page
    assert "Lid kpz" not in page
    assert page.count('<tr class="spare">') == 5
    assert page.index("Deltion College") < page.index("Lid deltion")
    assert "404" in kernteam.refused("report", "attendance", "--event", "404", "--out", str(out))
