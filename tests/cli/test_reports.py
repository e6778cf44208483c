"""The texts of a report, and the files it is written to."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.cli.shell import MEETING, Shell


def test_texts_of_goals_and_decisions_are_kept_and_shown(kernteam: Shell) -> None:
    assert kernteam("goal", "note", "G1", "--explanation", "Loopt.\nGoed.") == "Changed: G1\n"
    kernteam("goal", "note", "G1", "--obstacle", "Roosters", "--request", "[/red] Stem in")
    goals = {goal["slug"]: goal for goal in kernteam.json("goal", "list")["goals"]}
    texts = [goals["G1"][name] for name in ("explanation", "obstacle", "request")]
    assert texts == ["Loopt.\nGoed.", "Roosters", "[/red] Stem in"]
    assert goals["G2"]["request"] is None
    assert "asked to decide: [/red] Stem in" in kernteam("goal", "list", "--details")
    kernteam("goal", "note", "G1", "--obstacle", "")
    assert kernteam.json("goal", "list")["goals"][0]["obstacle"] is None
    kernteam.misused("goal", "note", "G1")
    assert "nix" in kernteam.refused("goal", "note", "nix", "--request", "x")

    number = str(kernteam.json("event", "add", *MEETING)["id"])
    kernteam("event", "edit", number, "--outcome", "Akkoord.\nVervolg in mei.")
    assert kernteam.json("event", "show", number)["outcome"] == "Akkoord.\nVervolg in mei."
    shown = kernteam("event", "show", number)
    assert "decided: Akkoord.\ndecided: Vervolg in mei.\n" in shown
    kernteam("event", "edit", number, "--outcome", "")
    assert kernteam.json("event", "show", number)["outcome"] is None


def test_reports_are_whole_files_of_their_owner_alone(kernteam: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "stuurgroep"
    for name in ("voortgang.html", "Voortgang.DOCX"):
        written = kernteam.json("report", "progress", "--out", str(folder / name))
        assert written == {"file": str(folder / name)}
    year = kernteam("report", "year", "2026-2027", "--out", str(folder / "jaar.html"))
    assert year == f"Written: {folder / 'jaar.html'}\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "Voortgang.DOCX",
        "jaar.html",
        "voortgang.html",
    ]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert zipfile.is_zipfile(folder / "Voortgang.DOCX")
    assert (folder / "jaar.html").read_text().startswith("<!DOCTYPE html>")


def test_what_no_report_is_made_of_is_refused_on_one_line(sion: Shell, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "x.html"))
    assert ".html, .docx" in sion.refused("report", "progress", "--out", "voortgang.pdf")
    assert ".html" in sion.refused("report", "year", "2027", "--out", "jaar.docx")
    assert "volgend jaar" in sion.refused("report", "year", "volgend jaar", *out)
    days = ("--from", "2027-02-01", "--to", "2027-01-01")
    sion.refused("report", "progress", *out, *days)
    (tmp_path / "x.html").mkdir()
    sion.refused("report", "progress", *out)
    assert list((tmp_path / "x.html").iterdir()) == []
    sion.misused("report", "progress")
