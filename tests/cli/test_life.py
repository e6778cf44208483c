"""The life of one event and of one series, told step by step and compared after each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar
import pytest

from ipe_events.domain.drafts import PersonDraft
from ipe_events.services import people
from ipe_events.services.workspace import Workspace
from tests.cli.shell import MEETING, Shell
from tests.conftest import fixed_clock

GUESTS = tuple(f"gast{number}@example.org" for number in range(1, 10))
EIGHT, NINTH = GUESTS[:8], GUESTS[8]
OF_EIGHT, OF_NINE = frozenset(EIGHT), frozenset(GUESTS)
ORGANISER = "sanne.de.wit@example.org"
REPLY = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//Calendar//EN",
    "METHOD:REPLY",
    "BEGIN:VEVENT",
    "UID:{uid}",
    "DTSTAMP:20261123T{clock}Z",
    "{instance}SEQUENCE:{sequence}",
    f"ORGANIZER:mailto:{ORGANISER}",
    "ATTENDEE;PARTSTAT={answer}:MAILTO:{who}",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
)


@dataclass(frozen=True)
class Seen:
    """A file as another program reads it: `dates` are RRULE, RECURRENCE-ID or nothing."""

    method: str
    sequence: int
    to: frozenset[str]
    status: str
    instance: str
    components: int
    uid: str
    place: str
    rule: str


def seen(file: Path) -> Seen:
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    assert isinstance(calendar, icalendar.Calendar)
    first, *others = calendar.events
    attendees = first["ATTENDEE"] if isinstance(first["ATTENDEE"], list) else [first["ATTENDEE"]]
    instance = first.get("RECURRENCE-ID")
    return Seen(
        method=str(calendar["METHOD"]),
        sequence=int(str(first["SEQUENCE"])),
        to=frozenset(str(one).lower().removeprefix("mailto:") for one in attendees),
        status=str(first.get("STATUS", "")),
        instance=f"{instance.dt:%Y-%m-%d %H:%M}" if instance else "",
        components=1 + len(others),
        uid=str(first["UID"]),
        place=str(first.get("LOCATION", "")),
        rule=_line(first, "RRULE"),
    )


def _line(event: icalendar.Event, name: str) -> str:
    """A property as it stands in the file."""
    lines = event.to_ical().decode().replace("\r\n ", "").split("\r\n")
    return next((line.split(":", 1)[1] for line in lines if line.startswith(f"{name}:")), "")


@pytest.fixture
def told(sion: Shell, tmp_path: Path) -> tuple[Shell, Callable[[], list[Seen]]]:
    """Nine guests, and what an export tells."""
    workspace = Workspace(sion.workspace, fixed_clock)
    with workspace.change("guests") as change:
        for email in GUESTS:
            people.add_person(change, PersonDraft(f"Gast {email[4]}", "windesheim", email))
    workspace.close()
    out = iter(range(100))

    def export() -> list[Seen]:
        folder = tmp_path / f"out{next(out)}"
        done = sion.json("invitations", "export", "--out", str(folder))
        return [seen(Path(file)) for file in done["files"]]

    return sion, export


def reply(shell: Shell, folder: Path, **values: object) -> dict[str, Any]:
    """Somebody answers by mail; what reading the file came to."""
    file = folder / "reply.ics"
    given = {"instance": "", "clock": "120000", **values}
    file.write_bytes("\r\n".join(REPLY).format(**given).encode())
    found: dict[str, Any] = shell.json("replies", str(file))
    return found


def invited() -> list[str]:
    return [part for email in EIGHT for part in ("--invite", email)]


def answers(shell: Shell, number: str) -> dict[str, str]:
    page = shell.json("event", "show", number)
    return {one["email"]: one["answer"] for one in page["participants"]}


def test_the_life_of_one_event(
    told: tuple[Shell, Callable[[], list[Seen]]], tmp_path: Path
) -> None:
    shell, export = told
    made = shell.json("event", "add", *MEETING, *invited(), "--location", "Zaal 1")
    number = str(made["id"])

    (first,) = export()
    assert (first.method, first.sequence, first.to) == ("REQUEST", 0, OF_EIGHT)
    assert (first.uid, first.status, first.rule) == (made["uid"], "CONFIRMED", "")

    declined = {"uid": first.uid, "sequence": 0, "answer": "DECLINED", "who": EIGHT[0].upper()}
    assert len(reply(shell, tmp_path, **declined)["applied"]) == 1
    assert answers(shell, number)[EIGHT[0]] == "declined"
    assert export() == []

    shell("event", "move", number, "--date", "2027-01-13")
    (moved,) = export()
    assert (moved.method, moved.sequence, moved.to) == ("REQUEST", 1, OF_EIGHT)
    assert answers(shell, number)[EIGHT[0]] == "needs-action"
    # An answer to the old date is none to the new one.
    assert len(reply(shell, tmp_path, **declined, clock="130000")["ignored"]) == 1

    shell("event", "invite", number, "--add", NINTH)
    pending = shell.json("invitations", "list")["pending"]
    assert [(item["email"], item["reason"]) for item in pending] == [(NINTH, "new")]
    (added,) = export()
    assert (added.method, added.sequence, added.to) == ("REQUEST", 1, OF_NINE)

    shell("event", "invite", number, "--remove", EIGHT[1])
    (removed,) = export()
    assert (removed.method, removed.sequence, removed.to) == ("CANCEL", 2, frozenset({EIGHT[1]}))
    assert removed.status == ""
    left = OF_NINE - frozenset({EIGHT[1]})

    shell("event", "edit", number, "--location", "Zaal 2")
    pending = shell.json("invitations", "list")["pending"]
    assert {(item["reason"], *item["changes"]) for item in pending} == {("changed", "location")}
    assert pending[0]["differences"] == [{"field": "location", "old": "Zaal 1", "new": "Zaal 2"}]
    (renamed,) = export()
    assert (renamed.method, renamed.sequence, renamed.to) == ("REQUEST", 3, left)
    assert renamed.place == "Zaal 2"

    shell("event", "edit", number, "--note", "Neem koffie mee")
    assert shell.json("invitations", "list")["pending"] == []
    assert export() == []

    shell("event", "cancel", number)
    (off,) = export()
    assert (off.method, off.sequence, off.to) == ("CANCEL", 4, left)
    assert off.status == "CANCELLED"

    shell("event", "plan", number)
    pending = shell.json("invitations", "list")["pending"]
    assert {item["reason"] for item in pending} == {"restored"}
    (restored,) = export()
    assert (restored.method, restored.sequence, restored.to) == ("REQUEST", 5, left)
    assert {item.uid for item in (moved, added, removed, renamed, off, restored)} == {first.uid}


def test_the_life_of_a_series(told: tuple[Shell, Callable[[], list[Seen]]], tmp_path: Path) -> None:
    shell, export = told
    made = shell.json("series", "add", "--rrule", "FREQ=WEEKLY;COUNT=10", *MEETING, *invited())
    ids = [str(event["id"]) for event in made["events"]]

    (first,) = export()
    assert (first.method, first.sequence, first.to) == ("REQUEST", 0, OF_EIGHT)
    assert (first.rule, first.components) == ("FREQ=WEEKLY;UNTIL=20270316T120000Z;BYDAY=TU", 1)
    mails = shell.json("invitations", "list")["mails"]
    assert mails == []

    # For all dates at once, and for one of them.
    accepted = {"uid": first.uid, "sequence": 0, "answer": "ACCEPTED", "who": EIGHT[0]}
    assert len(reply(shell, tmp_path, **accepted)["applied"]) == 10
    one = {"instance": "RECURRENCE-ID:20270119T120000Z\r\n", "clock": "130000"}
    declined = {**accepted, **one, "answer": "DECLINED"}
    assert len(reply(shell, tmp_path, **declined)["applied"]) == 1
    assert [answers(shell, number)[EIGHT[0]] for number in ids[:3]] == [
        "accepted",
        "declined",
        "accepted",
    ]

    shell("event", "move", ids[2], "--date", "2027-01-27")
    (moved,) = export()
    assert (moved.method, moved.sequence, moved.to) == ("REQUEST", 1, OF_EIGHT)
    assert (moved.instance, moved.rule) == ("2027-01-26 13:00", "")

    shell("event", "move", ids[2], "--date", "2027-01-28")
    (again,) = export()
    assert (again.sequence, again.instance) == (2, "2027-01-26 13:00")

    shell("event", "cancel", ids[4])
    (off,) = export()
    assert (off.method, off.sequence, off.to) == ("CANCEL", 1, OF_EIGHT)
    assert (off.instance, off.status) == ("2027-02-09 13:00", "CANCELLED")

    for number in (*ids[:4], *ids[5:]):
        shell("event", "invite", number, "--add", NINTH)
    assert shell.json("invitations", "list")["mails"] == [{"email": NINTH, "number": 1}]
    (late,) = export()
    assert (late.method, late.uid, late.sequence) == ("REQUEST", first.uid, 2)
    # The series, the date that moved, and the date whose answers are others.
    assert late.rule == first.rule
    assert late.components == 3

    shell("event", "move", ids[6], "--start", "09:00", "--scope", "following")
    ended, new = sorted(export(), key=lambda item: item.uid != first.uid)
    assert (ended.method, ended.to, ended.uid) == ("REQUEST", OF_NINE, first.uid)
    assert ended.sequence > late.sequence
    assert ended.rule == "FREQ=WEEKLY;UNTIL=20270216T120000Z;BYDAY=TU"
    assert (new.method, new.sequence, new.to) == ("REQUEST", 0, OF_NINE)
    assert new.rule == "FREQ=WEEKLY;UNTIL=20270316T080000Z;BYDAY=TU"

    shell("event", "invite", ids[7], "--remove", EIGHT[1])
    (removed,) = export()
    assert (removed.method, removed.to, removed.status) == ("CANCEL", frozenset({EIGHT[1]}), "")
    assert (removed.uid, removed.instance) == (new.uid, "2027-03-02 09:00")

    shell("event", "cancel", ids[6], "--scope", "all")
    whole = export()
    assert {item.method for item in whole} == {"CANCEL"}
    assert {(item.uid, item.instance, item.rule) for item in whole} == {(new.uid, "", "")}
    assert frozenset().union(*(item.to for item in whole)) == OF_NINE

    shell("event", "plan", ids[6], "--scope", "all")
    back = export()
    assert {(item.method, item.uid, item.rule) for item in back} == {("REQUEST", new.uid, new.rule)}
    assert frozenset().union(*(item.to for item in back)) == OF_NINE
    assert shell.json("invitations", "list")["pending"] == []
