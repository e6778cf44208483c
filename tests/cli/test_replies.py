"""Answers read at the command line, and what waits for the user there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import MEETING, Shell, address
from tests.ical.answers import Answered, mail, message
from tests.services.answering import save

VIAA, KPZ = address("viaa"), address("kpz")
NEW = "nieuw@elders.example.org"


@pytest.fixture
def uid(kernteam: Shell) -> str:
    """A planned kernteam of which everybody was told."""
    made = kernteam.json("event", "add", *MEETING)
    kernteam("invitations", "export")
    return str(made["uid"])


@pytest.fixture
def box(uid: str) -> Path:
    """A folder with something of everything."""
    folder = Path("post")
    delegated = f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:dep@example.org":mailto:{KPZ}'
    save(
        folder,
        {
            "1.ics": Answered(uid, VIAA, "DECLINED", comment="Ziek").by("outlook.com"),
            "2.ics": Answered(uid, VIAA, "ACCEPTED", stamp="20261122T080000Z").by("gmail"),
            "3/a.ics": Answered(uid, NEW, comment="\x1b[31mMag ik?").by(),
            "3/b.eml": mail(message("REPLY", uid, delegated), KPZ),
            "4.ics": b"<html>",
        },
    )
    return folder


def test_replies_say_what_became_of_every_file(kernteam: Shell, box: Path) -> None:
    event = kernteam.json("event", "list", "--from", "2027-01-01")["events"][0]["id"]
    found = kernteam.json("replies", str(box))
    assert list(found) == ["applied", "ignored", "review", "refused"]
    assert found["applied"] == [
        {"file": "post/1.ics", "email": VIAA, "event": event, "reason": "declined"},
        {"file": "post/3/b.eml", "email": KPZ, "event": event, "reason": "delegated"},
    ]
    assert found["ignored"] == [
        {"file": "post/2.ics", "email": VIAA, "event": event, "reason": "older"}
    ]
    assert [(entry["email"], entry["reason"]) for entry in found["review"]] == [
        (NEW, "not-invited"),
        ("dep@example.org", "deputy"),
    ]
    assert found["refused"] == [
        {"file": "post/4.ics", "email": None, "event": None, "reason": "no-calendar"}
    ]
    shown = kernteam.json("event", "show", str(event))["participants"]
    answers = {part["email"]: part["answer"] for part in shown}
    assert (answers[VIAA], answers[KPZ]) == ("declined", "delegated")
    assert kernteam.row("viaa")["planned_hours"] == 0
    kernteam("undo")
    assert kernteam.row("viaa")["planned_hours"] == 2


def test_replies_are_told_in_words(kernteam: Shell, box: Path) -> None:
    lines = kernteam("replies", str(box)).splitlines()
    assert lines[0] == "Kept 2 answers:"
    assert lines[1].startswith(f"  1.ics: {VIAA}, event ")
    assert lines[1].endswith(": does not come")
    assert "1 was left as it was:" in lines
    assert lines[-2:] == ["1 was refused:", "  4.ics: it does not begin as a calendar does"]
    assert all(len(line) <= 80 for line in lines)
    again = kernteam("replies", str(box))
    assert "Kept" not in again
    assert len(kernteam.json("review", "list")["review"]) == 2


def test_what_waits_is_listed_accepted_and_dismissed(kernteam: Shell, box: Path) -> None:
    assert kernteam("review", "list") == "Nothing waits for you.\n"
    kernteam("replies", str(box))
    first, second = kernteam.json("review", "list")["review"]
    assert (first["email"], first["reason"], first["answer"]) == (NEW, "not-invited", "accepted")
    assert (second["email"], second["delegator"]) == ("dep@example.org", KPZ)
    text = kernteam("review", "list")
    assert "“[31mMag ik?”" in text
    assert "instead of kpz@example.org" in text
    number = str(first["id"])
    assert "--org ORG" in kernteam.refused("review", "accept", number)
    assert "nergens" in kernteam.refused("review", "accept", number, "--org", "nergens")
    done = kernteam.json("review", "accept", number, "--org", "saxion", "--name", "Nieuw Gezicht")
    assert (done["state"], done["done"], len(done["events"])) == ("accepted", "invited", 1)
    assert "was decided before" in kernteam.refused("review", "dismiss", str(second["id"]), number)
    save(box, {"5.ics": Answered(done["events"][0]["uid"], "x@elders.example.org").by()})
    kernteam("replies", str(box))
    third = kernteam.json("review", "list")["review"][1]
    both = [str(one["id"]) for one in (second, third)]
    said = kernteam("review", "dismiss", *both)
    assert said.splitlines() == [f"{one}: dismissed" for one in both]
    assert kernteam("review", "list") == "Nothing waits for you.\n"
    assert "was decided before" in kernteam.refused("review", "accept", number)
    assert "nothing with the number 99" in kernteam.refused("review", "dismiss", "99")
    kernteam.misused("review", "accept", number, "--as", KPZ, "--org", "kpz")
    people = {
        one["email"]: one["organisation"] for one in kernteam.json("person", "list")["people"]
    }
    assert people[NEW] == "saxion"


def test_a_proposal_that_is_accepted_says_what_became_of_the_event(
    kernteam: Shell, uid: str
) -> None:
    times = ("DTSTART:20270113T083000Z", "DTEND:20270113T103000Z")
    counter = message("COUNTER", uid, f"ATTENDEE:mailto:{VIAA}", *times)
    Path("post").mkdir()
    save(Path("post"), {"c.eml": mail(counter, "ander@example.org", method="COUNTER")})
    kernteam("replies", "post")
    (line,) = kernteam.json("review", "list")["review"]
    asked = (line["reason"], line["asks"], line["sender"])
    assert asked == ("other-sender", "counter", "ander@example.org")
    text = kernteam("review", "list")
    assert "proposes another time" in text
    assert "sent by ander@example.org" in text
    lines = kernteam("review", "accept", str(line["id"])).splitlines()
    assert lines[0] == f"{line['id']}: moved to where {VIAA} proposed"
    assert "Wed 13 Jan 2027 09:30–11:30" in lines[1]
    assert "To be told of it: 6 people, 6 mails." in lines
    kernteam("undo")
    done = kernteam.json("review", "accept", str(line["id"]))
    assert [(one["date"], one["start"]) for one in done["events"]] == [("2027-01-13", "09:30")]
    assert (done["done"], done["guests"], done["warnings"]) == ("moved", 6, [])


def test_only_when_nothing_could_be_read_is_it_refused(kernteam: Shell, box: Path) -> None:
    alone = kernteam.refused("replies", str(box / "4.ics"))
    assert alone == "nothing could be read; post/4.ics; it does not begin as a calendar does"
    assert "it is not there" in kernteam.refused("replies", "weg.ics")
    Path("leeg").mkdir()
    assert "there is no .ics or .eml file in it" in kernteam.refused("replies", "leeg")
    result = kernteam.run("replies", str(box / "4.ics"), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["refused"][0]["reason"] == "no-calendar"
    # Read, though of no use: that is no failure.
    unknown = Answered("niemand@example.org", VIAA).by()
    save(Path("."), {"x.ics": unknown})
    assert kernteam.json("replies", "x.ics")["refused"][0]["reason"] == "unknown-event"
    kernteam.misused("replies")
    assert kernteam.refused("replies", "x.ics", "").startswith("an empty path names no file")


def test_i17_latin_1_is_read_and_said(kernteam: Shell, uid: str) -> None:
    content = Answered(uid, VIAA, comment="één").by().decode().encode("latin-1")
    save(Path("."), {"x.ics": content})
    result = kernteam.run("replies", "x.ics")
    assert result.stdout.startswith("Kept 1 answer:")
    assert result.stderr == (
        "warning: x.ics: the calendar is not in UTF-8 and was read as Latin-1\n"
    )


def test_i20_nothing_of_a_file_reaches_the_screen_as_it_is(kernteam: Shell, uid: str) -> None:
    evil = message(
        "COUNTER", uid,
        f'ATTENDEE;CN="\x1b]0;boe\x07[/red] {"x" * 500}":mailto:{VIAA}',
        "COMMENT:een\\n\x1b[2Jtwee\u202e",
        "DTSTART:20270113T120000Z", "DTEND:20270113T140000Z",
    )  # fmt: skip
    save(Path("."), {"\x1b[31mrood\n.ics": evil})
    for text in (kernteam("replies", "."), kernteam("review", "list")):
        assert not set("\x07\x1b\u202e") & set(text)
        assert all(len(line) <= 300 for line in text.splitlines())
