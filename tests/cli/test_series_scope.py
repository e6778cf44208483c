"""event move, edit, plan and cancel with --scope and --preview."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.shell import Shell
from tests.store.dumps import everything

WEEKS = (
    *("series", "add", "--kind", "kernteamoverleg", "--rrule", "FREQ=WEEKLY;COUNT=6"),
    *("--date", "2027-01-12", "--start", "13:00", "--end", "15:00", "--location", "Zwolle"),
)
KEYS = {"id", "uid", "warnings", "scope", "changed", "kept", "guests", "mails"}
GUESTS = 6


@pytest.fixture
def ids(kernteam: Shell) -> list[str]:
    """Six weekly meetings: told, one held, one moved by itself, one cancelled."""
    found = [str(event["id"]) for event in kernteam.json(*WEEKS)["events"]]
    kernteam("event", "attend", found[0], "--all")
    kernteam("event", "move", found[3], "--date", "2027-02-03")
    kernteam("event", "cancel", found[4])
    kernteam("invitations", "export")
    return found


def days(shell: Shell) -> list[str]:
    listed = shell.json("event", "list", "--from", "2027-01-01", "--kind", "kernteamoverleg")
    return [event["date"][5:] for event in listed["events"]]


def reasons(done: Any) -> dict[str, str]:
    return {str(item["id"]): item["reason"] for item in done["kept"]}


def test_move_in_each_scope(kernteam: Shell, ids: list[str]) -> None:
    start = days(kernteam)
    assert start == ["01-12", "01-19", "01-26", "02-03", "02-09", "02-16"]
    plain = kernteam.json("event", "move", ids[2], "--date", "2027-01-28")
    assert plain.keys() == {"id", "uid", "warnings"}
    kernteam("undo")
    one = kernteam.json("event", "move", ids[2], "--date", "2027-01-28", "--scope", "one")
    assert one.keys() == KEYS
    assert (one["scope"], len(one["changed"]), one["kept"]) == ("one", 1, [])
    assert (one["guests"], one["mails"]) == (GUESTS, GUESTS)
    kernteam("undo")
    rest = kernteam.json("event", "move", ids[2], "--date", "2027-01-28", "--scope", "following")
    assert days(kernteam) == ["01-12", "01-19", "01-28", "02-03", "02-09", "02-18"]
    assert reasons(rest) == {ids[3]: "edited", ids[4]: "cancelled"}
    assert rest["id"] == int(ids[2])
    assert [event["date"] for event in rest["changed"]] == ["2027-01-28", "2027-02-18"]
    listed = kernteam.json("event", "list", "--from", "2027-01-01", "--kind", "kernteamoverleg")
    assert rest["uid"] == listed["events"][2]["uid"] != listed["events"][1]["uid"]
    kernteam("undo")
    assert days(kernteam) == start
    every = kernteam.json("event", "move", ids[2], "--date", "2027-01-28", "--scope", "all")
    assert days(kernteam) == ["01-12", "01-21", "01-28", "02-03", "02-09", "02-18"]
    assert reasons(every) == {ids[0]: "held", ids[3]: "edited", ids[4]: "cancelled"}
    assert {event["uid"] for event in every["changed"]} == {every["uid"]}


def test_edit_in_a_scope(kernteam: Shell, ids: list[str]) -> None:
    done = kernteam.json("event", "edit", ids[1], "--location", "Kampen", "--scope", "all")
    # Moved, and still in the place of the series.
    assert reasons(done) == {ids[0]: "held", ids[4]: "cancelled"}
    listed = kernteam.json("event", "list", "--from", "2027-01-01", "--kind", "kernteamoverleg")
    assert [event["location"] for event in listed["events"]] == [
        *("Zwolle", "Kampen", "Kampen", "Kampen", "Zwolle", "Kampen")
    ]


def test_cancel_and_plan_in_a_scope(kernteam: Shell, ids: list[str]) -> None:
    kernteam("event", "cancel", ids[2], "--scope", "following", "--reason", "bezuiniging")
    listed = kernteam.json("event", "list", "--from", "2027-01-01", "--kind", "kernteamoverleg")
    assert [event["state"] for event in listed["events"]] == [
        *("held", "planned", "cancelled", "cancelled", "cancelled", "cancelled")
    ]
    done = kernteam.json("event", "plan", ids[4], "--scope", "following")
    assert [event["id"] for event in done["changed"]] == [int(ids[4]), int(ids[5])]


@pytest.mark.parametrize(
    "scope", [*(pytest.param(far, marks=pytest.mark.soak) for far in ("one", "all")), "following"]
)
@pytest.mark.parametrize(
    "command",
    [
        ("move", "--start", "09:00"),
        ("edit", "--title", "Overleg", "--host", "viaa"),
        ("cancel", "--reason", "ziek"),
    ],
)
def test_a_preview_says_what_will_be_and_writes_nothing(
    kernteam: Shell, ids: list[str], command: tuple[str, ...], scope: str
) -> None:
    name, *options = command
    arguments = ("event", name, ids[1], *options, "--scope", scope)
    before = everything(kernteam.workspace)
    shown = kernteam(*arguments, "--preview")
    foreseen = kernteam.json(*arguments, "--preview")
    assert everything(kernteam.workspace) == before
    assert shown.startswith("Would change ")
    done = kernteam.json(*arguments)
    for document in (foreseen, done):
        assert document.keys() == KEYS
        document.pop("uid")
        for event in document["changed"]:
            event.pop("uid")
            event.pop("series")
    assert foreseen == done
    kernteam("undo")
    listed = kernteam.json("event", "list", "--kind", "kernteamoverleg")["events"]
    assert {event["title"] for event in listed} == {"Kernteamoverleg"}


def test_an_identity_that_a_preview_made_is_none(kernteam: Shell, ids: list[str]) -> None:
    arguments = ("event", "move", ids[2], "--start", "09:00", "--preview")
    assert kernteam.json(*arguments, "--scope", "following")["uid"] is None
    assert kernteam.json(*arguments, "--scope", "all")["uid"] is not None


def test_what_is_said(kernteam: Shell, ids: list[str]) -> None:
    said = kernteam("event", "move", ids[2], "--start", "9:00", "--scope", "following", "--preview")
    assert said.splitlines() == [
        "Would change 2 events:",
        f"{ids[2]:>5}  Kernteamoverleg, Tue 26 Jan 2027 09:00–11:00",
        f"{ids[5]:>5}  Kernteamoverleg, Tue 16 Feb 2027 09:00–11:00",
        "  left as it is: Kernteamoverleg, Wed 3 Feb 2027 13:00–15:00 (changed by itself)",
        "  left as it is: Kernteamoverleg, Tue 9 Feb 2027 13:00–15:00 (cancelled)",
        # The one that was moved goes along to the new identity, which its guests must be told.
        "To be told of it: 6 people, 12 mails.",
    ]
    assert kernteam("event", "edit", ids[2], "--title", "Overleg").startswith("Changed event ")
    assert kernteam("event", "edit", ids[2], "--title", "X", "--scope", "all").startswith(
        "Changed 4 events:\n"
    )


def test_scopes_that_cannot_be(kernteam: Shell, ids: list[str]) -> None:
    alone = str(
        kernteam.json("event", "add", "--kind", "partnergesprek", "--date", "2027-03-02")["id"]
    )
    for scope in ("following", "all"):
        line = kernteam.refused("event", "cancel", alone, "--scope", scope)
        assert line == (
            f"event {alone} is not one of a series; leave the scope out to change it alone"
        )
    assert json.loads(kernteam("event", "cancel", alone, "--scope", "one", "--json"))
    assert "held" in kernteam.refused("event", "edit", ids[0], "--title", "X", "--scope", "all")
    assert "held" in kernteam.refused("event", "edit", ids[0], "--title", "X", "--scope", "one")
    assert "held" in kernteam.refused("event", "move", ids[0], "--start", "9:00", "--scope", "all")
    assert "cancelled" in kernteam.refused("event", "cancel", ids[4], "--scope", "all")
    kernteam.misused("event", "cancel", ids[1], "--scope", "some")
    kernteam.misused("event", "move", ids[1], "--scope", "all")
    # Without a scope the words of what was held can be set right.
    assert kernteam("event", "edit", ids[0], "--title", "Terugblik").startswith("Changed event")
