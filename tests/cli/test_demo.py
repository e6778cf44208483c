"""demo: a workspace of its own, invitations in a folder, hours on the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.store.dumps import everything


def test_the_demo_shows_hours_and_writes_invitations(
    sion: Shell, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IPE_EVENTS_WORKSPACE")
    for name in ("data", "exports"):
        (tmp_path / "here" / name).mkdir()
    (tmp_path / "here" / "exports" / "demo").mkdir()
    leftover = tmp_path / "here" / "exports" / "demo" / "2020-01-01-old.ics"
    path = tmp_path / "here" / "data" / "demo.db"
    # What has the demo's own name may be replaced whatever it is.
    path.write_text("an old demo")
    leftover.write_text("BEGIN:VCALENDAR")
    demo = Shell(path)
    said = demo("demo", "--fresh", "--no-tui")
    assert "Landstede MBO" in said
    files = sorted((tmp_path / "here" / "exports" / "demo").glob("*.ics"))
    assert leftover not in files
    assert f"{len(files)} invitations in " in said
    assert len(files) > 5
    assert str(path) in said

    before = everything(path)
    again = demo("demo", "--no-tui")
    assert "Nobody new to invite" in again
    assert everything(path) == before

    monkeypatch.setenv("IPE_EVENTS_WORKSPACE", str(path))
    assert demo.json("doctor")["sound"]
    (programme,) = demo.json("programme", "list")["programmes"]
    assert programme["organiser"] == {"name": "Aanjager Voorbeeld", "email": "aanjager@example.org"}
    people = demo.json("person", "list")["people"]
    assert all(person["email"].endswith("@example.org") for person in people if person["email"])
    assert len({person["profession"] for person in people}) > 3
    states = {event["state"] for event in demo.json("event", "list")["events"]}
    assert states >= {"held", "planned", "draft"}
    totals = demo.json("hours")["totals"]
    assert totals["realised_hours"] > 0
    assert totals["planned_hours"] > 0
    assert demo.json("log")["changes"][-1]["label"] == "demo"

    # One change: an undo takes all of it back, and the demo fills it anew.
    demo("undo")
    found = json.loads(demo("demo", "--json"))
    assert found.keys() == {"workspace", "files", "hours"}
    assert found["hours"]["totals"] == totals


def test_the_demo_leaves_somebody_s_workspace_alone(sion: Shell) -> None:
    for more in ((), ("--fresh",)):
        assert "is no demo" in sion.refused("demo", "--no-tui", *more)
