"""`kind list` and `kind edit`: what is checked of a kind, as a user settles it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.shell import MEETING, Shell

EDIT = ("kind", "edit", "kernteamoverleg")


def own(shell: Shell) -> dict[str, Any]:
    found = shell.json("kind", "list")["kinds"]
    return next(item for item in found if item["slug"] == "kernteamoverleg")


def codes(shell: Shell) -> list[str]:
    return [warning["code"] for warning in shell.json("checks")["warnings"]]


def test_everything_that_is_checked_of_a_kind_can_be_settled_at_once(sion: Shell) -> None:
    before = own(sion)
    assert (before["minimum_professions"], before["cadence_days"]) == (0, None)
    said = sion(
        *EDIT,
        *("--check", "school-holiday=off", "--check", "holiday=off", "--check", "holiday=on"),
        *("--minimum-professions", "3", "--required-role", "aios", "--required-role", "chair"),
        *("--shortest", "30", "--longest", "1:00", "--cadence", "42"),
        *("--agenda", "Opening", "--agenda", "Terugblik=20", "--agenda", "a=b=0:10"),
    )
    assert said == "Changed: kernteamoverleg\n"
    after = own(sion)
    assert after == {
        **before,
        "minimum_professions": 3,
        "required_roles": ["aios", "chair"],
        "shortest_hours": 0.5,
        "longest_hours": 1.0,
        "cadence_days": 42,
        "agenda": [
            {"title": "Opening", "hours": None},
            {"title": "Terugblik", "hours": pytest.approx(1 / 3)},
            {"title": "a=b", "hours": pytest.approx(1 / 6)},
        ],
        "checks_off": ["school-holiday"],
    }
    (line,) = [
        text for text in sion("kind", "list").splitlines() if text[:18] == "  kernteamoverleg:"
    ]
    for words in ("professions: 3 or more", "roles: aios, chair", "0:30 or longer"):
        assert words in line
    for words in ("1:00 or shorter", "the next within 42 days", "not checked: school-holiday"):
        assert words in line
    sion(*EDIT, "--required-role", "", "--shortest", "0", "--longest", "0", "--cadence", "0")
    cleared = own(sion)
    assert (cleared["required_roles"], cleared["shortest_hours"]) == ([], None)
    assert (cleared["longest_hours"], cleared["cadence_days"]) == (None, None)
    sion("undo")
    assert own(sion) == after
    sion("undo")
    assert own(sion) == before


def test_a_check_is_switched_off_and_on_again(sion: Shell) -> None:
    sion("event", "add", *MEETING)
    sion(*EDIT, "--shortest", "150")
    assert "length-out-of-bounds" in codes(sion)
    assert sion.json(*EDIT, "--check", "length-out-of-bounds=off") == {"changed": "kernteamoverleg"}
    assert "length-out-of-bounds" not in codes(sion)
    sion(*EDIT, "--check", "length-out-of-bounds=on")
    assert "length-out-of-bounds" in codes(sion)


def test_checks_name_what_they_are_about(sion: Shell) -> None:
    sion(*EDIT, "--longest", "60")
    number = sion.json("event", "add", *MEETING)["id"]
    warnings = sion.json("checks")["warnings"]
    assert all(one.keys() == {"code", "message", "event", "organisation"} for one in warnings)
    (long,) = [one for one in warnings if one["code"] == "length-out-of-bounds"]
    assert long == {
        "code": "length-out-of-bounds",
        "message": "this meeting lasts 2:00; usual is at most 1:00",
        "event": number,
        "organisation": None,
    }
    (layer,) = [one for one in warnings if "bestuur" in one["message"]]
    assert (layer["code"], layer["event"]) == ("layer-without-event", None)
    assert "this meeting lasts 2:00; usual is at most 1:00" in sion("checks")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--check", "feest=off"), 'there is no check "feest"; known: missing-organisation'),
        (("--check", "holiday=maybe"), 'the check: "holiday=maybe" is not complete'),
        (("--check", "holiday"), 'the check: "holiday" is not complete'),
        (("--shortest", "lang"), 'the shortest: "lang" is not a number of hours'),
        (("--shortest", "90", "--longest", "60"), "the longest is shorter than the shortest"),
        (("--cadence", "-1"), "the number of days until the next is below zero"),
        (("--minimum-professions", "1000"), "the number of professions is too high"),
    ],
)
def test_what_cannot_be_settled(sion: Shell, arguments: tuple[str, ...], said: str) -> None:
    assert said in sion.refused(*EDIT, *arguments)


def test_nothing_to_settle_is_wrong_usage(sion: Shell) -> None:
    assert "--check" in sion.misused(*EDIT)
