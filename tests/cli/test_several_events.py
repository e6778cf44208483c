"""event move, edit, plan, cancel with several numbers: one change of all of them."""

from __future__ import annotations

from tests.cli.shell import Shell
from tests.cli.test_events import add, show


def test_several_events_change_at_once(kernteam: Shell) -> None:
    first, second = add(kernteam), add(kernteam, "--draft")
    done = kernteam.json("event", "move", first, second, first, "--by", "+1w", "--start", "9:00")
    assert done.keys() == {"warnings", "changed", "kept", "guests", "mails"}
    assert [one["date"] for one in done["changed"]] == ["2027-01-19", "2027-01-19"]
    assert (show(kernteam, second)["start"], show(kernteam, second)["end"]) == ("09:00", "11:00")
    done = kernteam.json("event", "plan", first, second)
    assert [one["id"] for one in done["changed"]] == [int(second)]
    assert [(one["id"], one["reason"]) for one in done["kept"]] == [(int(first), "same")]
    said = kernteam("event", "edit", first, second, "--location", "Deltion", "--preview")
    assert "Would change 2 events:" in said
    assert show(kernteam, first)["location"] is None
    kernteam("event", "cancel", first, second, "--reason", "te weinig mensen")
    assert {show(kernteam, number)["state"] for number in (first, second)} == {"cancelled"}
    kernteam("undo")
    assert {show(kernteam, number)["state"] for number in (first, second)} == {"planned"}


def test_one_is_moved_by_days(kernteam: Shell) -> None:
    number = add(kernteam)
    assert kernteam.json("event", "move", number, "--by", "-2").keys() == {"id", "uid", "warnings"}
    assert show(kernteam, number)["date"] == "2027-01-10"


def test_what_is_no_use_of_it(kernteam: Shell) -> None:
    first, second = add(kernteam), add(kernteam)
    assert kernteam.run("event", "move", first, second, "--date", "2027-01-12").exit_code == 2
    assert kernteam.run("event", "plan", first, second, "--scope", "all").exit_code == 2
    assert kernteam.run("event", "plan", first, second).exit_code == 1
    assert kernteam.run("event", "move", first, "--by", "x").exit_code == 1
