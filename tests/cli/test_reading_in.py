"""person import, org import, closure, and what is done with one person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import MEETING, Shell, address

PEOPLE = (
    "Naam;E-mail;Organisatie\nAnne;anne@example.org;viaa\nBo;bo;viaa\nCor;cor@example.org;Viaaa\n"
)


@pytest.fixture
def people(tmp_path: Path) -> str:
    (tmp_path / "leden.csv").write_text(PEOPLE)
    return str(tmp_path / "leden.csv")


REJECTED = [
    {
        "row": 3,
        "column": "E-mail",
        "reason": '"bo" is not an e-mail address; write it as name@example.org',
    },
    {
        "row": 4,
        "column": "Organisatie",
        "reason": 'there is no organisation "Viaaa"; did you mean Hogeschool Viaa?',
    },
]


def test_people_are_read_in_row_by_row(sion: Shell, people: str) -> None:
    dry = sion.json("person", "import", people, "--dry-run")
    assert sion.json("person", "list") == {"people": []}
    assert dry == sion.json("person", "import", people) == {"imported": 1, "rejected": REJECTED}
    assert [item["name"] for item in sion.json("person", "list")["people"]] == ["Anne"]
    assert sion.json("undo") == {"undone": "person import"}
    lines = sion("person", "import", people, "--dry-run").splitlines()
    assert lines[0].startswith("row 3, E-mail: ")
    assert lines[-1] == "1 row would be imported, 2 rows refused"
    assert sion("person", "import", people).splitlines()[-1] == "1 row imported, 2 rows refused"


def test_all_or_nothing_reports_and_refuses(sion: Shell, people: str) -> None:
    result = sion.run("person", "import", people, "--all-or-nothing", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"imported": 0, "rejected": REJECTED}
    assert result.stderr.startswith("error: nothing was imported")
    assert result.stderr.count("\n") == 1
    dry = sion.json("person", "import", people, "--all-or-nothing", "--dry-run")
    assert dry == {"imported": 0, "rejected": REJECTED}
    assert sion.json("person", "list") == {"people": []}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no file"),
        (b"", "holds nothing"),
        (b"a;b\n1;2\n", "no column of the file has a name that is known"),
        (b"Naam\nAnne\n", "no column for the organisation"),
        (b"PK\x03\x04", "no table that can be read"),
    ],
)
def test_a_file_that_cannot_be_used(
    sion: Shell, tmp_path: Path, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    assert words in sion.refused("person", "import", str(tmp_path / "file"))


def test_partners_are_read_in(sion: Shell, tmp_path: Path) -> None:
    file = tmp_path / "partners.csv"
    file.write_text("naam\nTravers\n")
    asked = sion.json("org", "import", str(file))
    assert asked["imported"] == 0
    assert "--fill werkveld-kernteam, werkveld-leerteams" in asked["rejected"][0]["reason"]
    done = sion.json("org", "import", str(file), "--fill", "werkveld-kernteam")
    assert done == {"imported": 1, "rejected": []}
    found = {item["slug"]: item for item in sion.json("org", "list")["organisations"]}
    assert not found["travers"]["placeholder"]
    assert sion.row("travers")["committed_hours"] == 80.0
    file.write_text("naam\nDe Kade\n")
    sion("org", "import", str(file), "--like", "travers", "--from", "2027-07-01")
    assert sion.row("de-kade")["committed_hours"] == 40.0
    sion.misused("org", "import", str(file), "--like", "travers", "--fill", "x")


def test_closures_are_kept_listed_and_removed(sion: Shell, tmp_path: Path) -> None:
    days = ("--from", "2027-05-17", "--until", "2027-05-21")
    done = sion.json("closure", "add", "--org", "viaa", *days, "--name", "Studieweek")
    assert done == {"id": 1}
    assert sion.json("closure", "list")["closures"] == [
        {
            "id": 1,
            "organisation": "viaa",
            "person": None,
            "region": None,
            "from": "2027-05-17",
            "until": "2027-05-21",
            "name": "Studieweek",
        }
    ]
    assert "Studieweek" in sion("closure", "list", "--org", "viaa")
    (tmp_path / "vrij.csv").write_text("van;tot;naam\n2027-06-01;;Studiedag\n")
    done = sion.json("closure", "import", str(tmp_path / "vrij.csv"), "--region", "NL-Noord")
    assert done == {"imported": 1, "rejected": []}
    assert sion.json("closure", "remove", "1") == {"removed": 1}
    assert [item["region"] for item in sion.json("closure", "list")["closures"]] == ["NL-Noord"]
    assert "name exactly one" in sion.refused("closure", "add", *days)
    assert "no closure 7" in sion.refused("closure", "remove", "7")


def test_working_days_and_another_employer(kernteam: Shell) -> None:
    kernteam("person", "edit", address("viaa"), "--working-days", "ma di do")
    found = {item["email"]: item for item in kernteam.json("person", "list")["people"]}
    assert found[address("viaa")]["working_days"] == [1, 2, 4]
    kernteam("person", "edit", address("viaa"), "--org", "kpz", "--from", "2026-11-22")
    found = {item["email"]: item for item in kernteam.json("person", "list")["people"]}
    assert found[address("viaa")]["organisation"] == "kpz"
    kernteam.misused("person", "edit", address("viaa"), "--from", "2026-11-22")
    assert "names no days" in kernteam.refused(
        "person", "edit", address("viaa"), "--working-days", "soms"
    )


def test_members_who_come_later_are_offered_for_what_is_next(kernteam: Shell) -> None:
    kernteam("event", "add", *MEETING)
    kernteam("person", "add", "--name", "Vera", "--org", "viaa", "--email", "vera@example.org")
    seat = ("--add", "vera@example.org", "--deputy-for", address("viaa"))
    words = kernteam("group", "member", "kernteam", *seat)
    assert "1 future meeting still has the guests of before" in words
    kernteam("undo")
    done = kernteam.json("group", "member", "kernteam", *seat, "--future")
    assert (done["future_events"], done["future_updated"]) == (1, True)
    number = str(kernteam.json("event", "list", "--from", "2027-01-12")["events"][0]["id"])
    emails = [one["email"] for one in kernteam.json("event", "show", number)["participants"]]
    assert "vera@example.org" in emails
    assert "Vera <vera@example.org>, deputy for Lid viaa" in kernteam("group", "list")


def test_one_succeeds_another(kernteam: Shell) -> None:
    kernteam("programme", "edit", "--organiser", "Sanne <sanne@example.org>")
    event = kernteam.json("event", "add", *MEETING)["id"]
    kernteam("invitations", "export")
    kernteam("person", "add", "--name", "Bram", "--org", "viaa", "--email", "bram@example.org")
    turn = ("person", "succeed", address("viaa"), "bram@example.org", "--from", "2027-01-01")
    assert kernteam.json(*turn) == {"events": [event], "seats": 1}
    pending = kernteam.json("invitations", "list")["pending"]
    assert {(item["email"], item["method"]) for item in pending if item["email"]} == {
        (address("viaa"), "CANCEL"),
        ("bram@example.org", "REQUEST"),
    }
    kernteam("undo")
    assert "Taken over from 1 Jan 2027: 1 meeting and 1 seat" in kernteam(*turn)
    kernteam.misused(*turn[:4])


def test_somebody_is_shown_and_erased(kernteam: Shell) -> None:
    who = address("viaa")
    found = kernteam.json("person", "export", who)
    assert found["person"]["email"] == who
    assert [seat["group"] for seat in found["memberships"]] == ["kernteam"]
    assert "Works or worked at\n  organisation: Hogeschool Viaa" in kernteam(
        "person", "export", who
    )
    number = found["person"]["id"]
    kernteam("backup", "create")
    done = kernteam.json("person", "erase", who)
    assert done == {
        "erased": number,
        "events": 0,
        "name_until": None,
        "copies": 2,
        "unread": [],
        "left": [],
        "settled": True,
        "statements": [],
    }
    here = kernteam.workspace.parent
    assert not [f for f in here.rglob("*") if f.is_file() and who.encode() in f.read_bytes()]
    assert "cannot be taken back" in kernteam.refused("undo")
    assert "there is no person" in kernteam.refused("person", "export", who)
    assert "this cannot be undone" in kernteam("person", "erase", address("kpz"))
    assert kernteam.json("person", "erase", "--due") == {"erased": []}
    kernteam.misused("person", "erase")
