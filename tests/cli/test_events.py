"""event add, list, show, move, edit, plan, cancel, invite, answer, attend."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.shell import INSTITUTIONS, MEETING, Shell, address

LISTED = {
    *("id", "uid", "kind", "title", "state", "date", "until", "start", "end", "location"),
    "series",
}


def add(shell: Shell, *more: str) -> str:
    """The number of a new meeting of the kernteam."""
    return str(shell.json("event", "add", *MEETING, *more)["id"])


def show(shell: Shell, number: str) -> dict[str, Any]:
    """Everything about an event."""
    return dict(shell.json("event", "show", number))


def emails(shell: Shell, number: str) -> list[str]:
    """Who with an address is invited."""
    return [one["email"] for one in show(shell, number)["participants"] if one["email"]]


def test_an_event_is_added_with_the_groups_of_its_kind(kernteam: Shell) -> None:
    done = kernteam.json("event", "add", *MEETING, "--location", "Windesheim", "--goal", "G2")
    assert done.keys() == {"id", "uid", "warnings"}
    assert done["warnings"] == []
    page = show(kernteam, str(done["id"]))
    assert page.keys() >= LISTED | {"participants", "hours", "warnings"}
    assert (page["uid"], page["kind"]) == (done["uid"], "kernteamoverleg")
    assert (page["title"], page["state"]) == ("Kernteamoverleg", "planned")
    assert (page["date"], page["until"]) == ("2027-01-12", None)
    assert (page["start"], page["end"]) == ("13:00", "15:00")
    assert (page["location"], page["goal"], page["series"]) == ("Windesheim", "G2", None)
    keys = {"email", "name", "organisation", "role", "answer", "attended"}
    assert all(one.keys() >= keys for one in page["participants"])
    first, last = page["participants"][0], page["participants"][-1]
    assert (first["email"], first["organisation"]) == (address("landstede"), "landstede")
    assert (first["answer"], first["attended"]) == ("needs-action", None)
    assert (last["email"], last["name"]) == (None, None)
    assert [cost["organisation"] for cost in page["hours"]][:6] == list(INSTITUTIONS)
    assert page["hours"][0].keys() >= {"organisation", "line", "hours"}
    assert (page["hours"][0]["line"], page["hours"][0]["hours"]) == ("kernteam", 2.0)


def test_whom_an_event_invites(kernteam: Shell) -> None:
    number = add(kernteam, "--invite", address("viaa"), "--invite", "nji", "--invite", "kpz=12")
    people = show(kernteam, number)["participants"]
    assert [(one["organisation"], one["email"], one["heads"]) for one in people] == [
        ("viaa", address("viaa"), None),
        ("nji", None, None),
        ("kpz", None, 12),
    ]
    assert "12 people" in kernteam("event", "show", number)
    number = add(kernteam, "--group", "ontwerpteams", "--group", "kernteam")
    assert len(emails(kernteam, number)) == 6


def test_a_missing_institution_is_named(kernteam: Shell) -> None:
    rest = [word for slug in INSTITUTIONS if slug != "viaa" for word in ("--invite", slug)]
    done = kernteam.json("event", "add", *MEETING, *rest)
    (warning,) = done["warnings"]
    assert warning.keys() == {"code", "message"}
    assert warning["code"] == "missing-organisation"
    assert "Viaa" in warning["message"]
    assert "! nobody yet from Hogeschool Viaa" in kernteam("event", "show", str(done["id"]))
    found = kernteam.json("checks", "--from", "2027-01-01", "--to", "2027-01-31")["warnings"]
    assert found[0] == {
        "code": "missing-organisation",
        "message": "nobody yet from Hogeschool Viaa",
        "event": done["id"],
        "organisation": "viaa",
    }
    assert "nog niemand" in kernteam("--lang", "nl", "checks")
    # JSON is English whatever the screen speaks.
    assert kernteam.json("--lang", "nl", "checks")["warnings"][0] == found[0]


def test_a_day_without_times_and_several_days(sion: Shell) -> None:
    day = sion.json("event", "add", "--kind", "congres", "--date", "2027-04-02")
    page = show(sion, str(day["id"]))
    assert (page["start"], page["end"], page["until"]) == (None, None, None)
    both = ("--date", "2027-04-08", "--until", "2027-04-09")
    days = sion.json("event", "add", "--kind", "congres", *both, "--title", "Studiereis")
    page = show(sion, str(days["id"]))
    assert (page["date"], page["until"], page["title"]) == (
        "2027-04-08",
        "2027-04-09",
        "Studiereis",
    )
    assert "Thu 8 – Fri 9 Apr 2027" in sion("event", "list", "--from", "2027-04-09")


def test_events_are_listed_by_date(kernteam: Shell) -> None:
    later = add(kernteam)
    draft = kernteam.json("event", "add", "--kind", "congres", "--date", "2027-01-05", "--draft")
    found = kernteam.json("event", "list")["events"]
    assert all(event.keys() >= LISTED for event in found)
    assert [event["date"] for event in found] == [
        *("2023-06-06", "2023-09-26", "2023-12-12"),
        *("2027-01-05", "2027-01-12"),
    ]

    def numbers(*narrowed: str) -> list[int]:
        return [event["id"] for event in kernteam.json("event", "list", *narrowed)["events"]]

    assert numbers("--from", "2027-01-12", "--to", "2027-01-12") == [int(later)]
    assert numbers("--from", "2027-01-01", "--state", "draft") == [draft["id"]]
    assert numbers("--kind", "kernteamoverleg") == [int(later)]
    assert numbers("--org", "viaa", "--to", "2027-01-11") == [draft["id"]]
    assert numbers("--org", "nji") == []
    assert kernteam("event", "list", "--org", "nji") == "No events.\n"
    for wrong in (
        ("--state", "lost"),
        ("--kind", "feest"),
        ("--org", "atlantis"),
        ("--from", "2027-01-02", "--to", "2027-01-01"),
        ("--from", "soon"),
    ):
        kernteam.refused("event", "list", *wrong)


@pytest.mark.parametrize(
    ("before", "after"), [("2027-03-23", "2027-03-30"), ("2027-10-26", "2027-11-02")]
)
def test_a_moved_event_keeps_its_wall_clock_time(kernteam: Shell, before: str, after: str) -> None:
    """Summer time begins on 28 March 2027 and ends on 31 October."""
    number = add(kernteam, "--date", before)
    done = kernteam.json("event", "move", number, "--date", after)
    assert done.keys() == {"id", "uid", "warnings"}
    page = show(kernteam, number)
    assert (page["date"], page["start"], page["end"]) == (after, "13:00", "15:00")
    assert page["uid"] == done["uid"]
    kernteam("event", "move", number, "--start", "9:30")
    page = show(kernteam, number)
    assert (page["start"], page["end"]) == ("09:30", "11:30")
    kernteam("event", "move", number, "--end", "11:00")
    assert show(kernteam, number)["end"] == "11:00"
    kernteam.misused("event", "move", number)
    kernteam.refused("event", "move", number, "--end", "09:00")


def test_a_time_the_clock_skips_is_refused(kernteam: Shell) -> None:
    place = ("--date", "2027-03-28", "--start", "02:30", "--end", "04:00")
    assert "does not exist" in kernteam.refused("event", "add", "--kind", "kernteamoverleg", *place)


def test_an_event_is_edited_and_fields_are_emptied(kernteam: Shell) -> None:
    number = add(kernteam)
    link = "https://example.org/overleg"
    kernteam(
        *("event", "edit", number, "--title", "[/red] kick-off [b]", "--location", "Viaa"),
        *("--online", link, "--host", "viaa", "--goal", "G1", "--note", "Neem mee"),
    )
    page = show(kernteam, number)
    assert (page["title"], page["location"]) == ("[/red] kick-off [b]", "Viaa")
    assert (page["link"], page["host"], page["goal"]) == (link, "viaa", "G1")
    assert page["note"] == "Neem mee"
    assert "[/red] kick-off [b]" in kernteam("event", "show", number)
    kernteam("event", "edit", number, "--location", "", "--online", "", "--host", "", "--goal", "")
    page = show(kernteam, number)
    assert [page[name] for name in ("location", "link", "host", "goal")] == [None] * 4
    kernteam.misused("event", "edit", number)


def test_an_event_is_cancelled_and_planned_again(kernteam: Shell) -> None:
    number = add(kernteam)
    kernteam("event", "cancel", number, "--reason", "te weinig aanmeldingen")
    page = show(kernteam, number)
    assert (page["state"], page["reason"]) == ("cancelled", "te weinig aanmeldingen")
    assert kernteam.row("viaa")["planned_hours"] == 0
    kernteam.refused("event", "cancel", number)
    kernteam.refused("event", "attend", number, "--all")
    kernteam("event", "plan", number)
    assert show(kernteam, number)["state"] == "planned"
    kernteam.refused("event", "plan", number)


def test_people_are_invited_later_and_taken_off(kernteam: Shell) -> None:
    number = add(kernteam, "--invite", address("viaa"))
    done = kernteam.json("event", "invite", number, "--add", "kernteam", "--add", "nji")
    assert done.keys() == {"id", "uid", "warnings"}
    assert sorted(emails(kernteam, number)) == sorted(address(slug) for slug in INSTITUTIONS)
    kernteam("event", "invite", number, "--remove", address("kpz"))
    assert address("kpz") not in emails(kernteam, number)
    kernteam("event", "invite", number, "--add", address("kpz"), "--role", "speaker", "--online")
    (guest,) = (
        one for one in show(kernteam, number)["participants"] if one["email"] == address("kpz")
    )
    assert (guest["role"], guest["online"]) == ("speaker", True)
    kernteam.misused("event", "invite", number)
    for wrong in (
        ("--add", "nobody@example.org"),
        ("--remove", "saxion"),
        ("--add", "nji=0"),
        ("--add", "zuyd", "--role", "king"),
    ):
        kernteam.refused("event", "invite", number, *wrong)


def test_answers(kernteam: Shell) -> None:
    number = add(kernteam)
    for answer in ("accepted", "tentative", "delegated", "needs-action", "declined"):
        kernteam("event", "answer", number, address("viaa").upper(), answer)
        answers = {one["email"]: one["answer"] for one in show(kernteam, number)["participants"]}
        assert answers[address("viaa")] == answer
        assert answers[address("kpz")] == "needs-action"
    rows = kernteam.rows()
    assert rows["viaa"]["planned_hours"] == 0.0
    assert rows["kpz"]["planned_hours"] == 2.0


def test_answers_that_cannot_be(kernteam: Shell) -> None:
    number = add(kernteam, "--invite", address("viaa"))
    assert "known: " in kernteam.refused("event", "answer", number, address("viaa"), "maybe")
    assert "not invited" in kernteam.refused("event", "answer", number, address("kpz"), "accepted")
    kernteam.refused("event", "answer", "999", address("viaa"), "accepted")
    kernteam.misused("event", "answer", number, address("viaa"))


def test_attendance_with_everything_that_happens(kernteam: Shell) -> None:
    kernteam("person", "add", "--name", "Vera", "--org", "viaa", "--email", "vera@example.org")
    number = add(kernteam)
    kernteam(
        *("event", "attend", number, "--all", "--absent", address("kpz")),
        *("--deputy", f"{address('viaa')}=vera@example.org"),
        *("--walk-in", "Wim van den Berg@deltion", "--time", f"{address('landstede')}=13:40-15:00"),
        *("--present", "werkveld-kernteam-1", "--actual", "13:00-15:20"),
    )
    page = show(kernteam, number)
    assert (page["state"], page["end"]) == ("held", "15:20")
    there = {one["email"] or one["organisation"]: one for one in page["participants"]}
    assert there[address("kpz")]["attended"] is False
    assert there[address("viaa")]["attended"] is False
    assert there["vera@example.org"]["attended"] is True
    assert there["werkveld-kernteam-1"]["attended"] is True
    assert there["werkveld-kernteam-2"]["attended"] is None
    assert there["deltion"]["name"] == "Wim van den Berg"
    assert there[address("landstede")]["from"] == "13:40"
    hours = {cost["organisation"]: cost["hours"] for cost in page["hours"]}
    overrun = pytest.approx(2 + 20 / 60)
    assert hours == {
        "landstede": pytest.approx(80 / 60),
        "menso-alting-zwolle": overrun,
        "deltion": pytest.approx(2 * (2 + 20 / 60)),
        "windesheim": overrun,
        "viaa": overrun,
        "werkveld-kernteam-1": overrun,
    }
    (warning,) = page["warnings"]
    assert "KPZ" in warning["message"]
    assert "was not there" in kernteam("event", "show", number)


def test_attendance_kept_again_replaces_what_was_said(kernteam: Shell) -> None:
    number = add(kernteam)
    kernteam("event", "attend", number, "--all")
    kernteam("event", "attend", number, "--absent", address("kpz"))
    assert kernteam.row("kpz")["realised_hours"] == 0
    assert kernteam.row("viaa")["realised_hours"] == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("--present", "nobody@example.org"),
        ("--present", "saxion"),
        ("--deputy", address("viaa")),
        ("--deputy", f"{address('viaa')}={address('viaa')}"),
        ("--walk-in", "Wim"),
        ("--walk-in", "Wim@atlantis"),
        ("--walk-in", "@viaa"),
        ("--time", f"{address('viaa')}=13:40"),
        ("--time", f"{address('viaa')}=15:00-13:40"),
        ("--time", "13:40-15:00"),
        ("--actual", "13:00"),
        ("--actual", "13:00-12:00"),
        ("--present", address("viaa"), "--absent", address("viaa")),
    ],
)
def test_attendance_that_cannot_be(kernteam: Shell, wrong: tuple[str, ...]) -> None:
    number = add(kernteam)
    kernteam.refused("event", "attend", number, *wrong)


def test_attendance_needs_to_say_something(kernteam: Shell) -> None:
    number = add(kernteam)
    assert "--all" in kernteam.misused("event", "attend", number)
    kernteam.misused("event", "attend", "first", "--all")
    for number in ("0", str(2**70)):
        assert "there is no event" in kernteam.refused("event", "attend", number, "--all")


def test_what_is_shown_for_people(kernteam: Shell) -> None:
    said = kernteam("event", "add", *MEETING, "--host", "windesheim")
    assert "Kernteamoverleg, Tue 12 Jan 2027 13:00–15:00" in said
    assert "198" in said
    dutch = kernteam("--lang", "nl", "event", "list", "--from", "2027-01-01")
    assert "di 12 jan 2027 13:00–15:00" in dutch
    assert "gepland" in dutch


def test_no_control_character_reaches_a_terminal(
    kernteam: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drafts refuse them; a file from elsewhere may still hold one."""
    from tests.store.dumps import execute

    number = add(kernteam)
    execute(
        kernteam.workspace,
        "UPDATE journal_state SET change_id = 1;"
        f"UPDATE event SET title = 'x' || char(27) || '[31my' || char(10) WHERE id = {number};"
        f"UPDATE person SET name = char(27) || ']0;z' || char(7);"
        "UPDATE journal_state SET change_id = NULL;",
    )
    for command in (("event", "list"), ("event", "show", number), ("person", "list"), ("checks",)):
        printed = kernteam(*command)
        assert not {character for character in printed if character < " "} - {"\n"}
    for command in (("invitations", "list"), ("group", "list")):
        assert "\x07" not in kernteam(*command)
