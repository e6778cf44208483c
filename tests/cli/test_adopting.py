"""event answers, event adopt, event text."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from ipe_events.cli.main import app
from tests.cli.shell import MEETING, Shell, address
from tests.services.foreign import LINK, UID, calendar, guests, vevent

TABLE = (
    "Naam\tAanwezigheid\tAntwoord\r\n"
    "viaa, Lid\tVereiste deelnemer\tGeaccepteerd\r\n"
    "Lid kpz\tOptionele deelnemer\tGeweigerd\r\n"
    "Lid deltion\tOptionele deelnemer\tGeen\r\n"
    "Jansen, Jan\tVereiste deelnemer\tGeaccepteerd\r\n"
)


def add(shell: Shell) -> str:
    return str(shell.json("event", "add", *MEETING)["id"])


def given(shell: Shell, number: str) -> dict[str, str]:
    """The answers there are, by address."""
    found = shell.json("event", "show", number)["participants"]
    return {one["email"]: one["answer"] for one in found if one["answer"] != "needs-action"}


def test_answers_of_a_file_and_of_what_is_typed(kernteam: Shell, tmp_path: Path) -> None:
    number, file = add(kernteam), tmp_path / "antwoorden.txt"
    file.write_bytes(TABLE.encode("utf-16"))
    assert kernteam.json("event", "answers", number, str(file)) == {
        "applied": [
            {"email": address("viaa"), "name": "Lid viaa", "answer": "accepted"},
            {"email": address("kpz"), "name": "Lid kpz", "answer": "declined"},
        ],
        "unread": [
            {
                "line": 5,
                "text": "Jansen, Jan Vereiste deelnemer Geaccepteerd",
                "reason": "unknown-name",
            }
        ],
    }
    assert given(kernteam, number) == {address("viaa"): "accepted", address("kpz"): "declined"}
    assert kernteam.row("kpz")["planned_hours"] == 0.0
    command = ["event", "answers", number, "-"]
    typed = "Windesheim ja; KPZ misschien\nSaxion ja\n\x1b[31mIemand ja"
    result = CliRunner().invoke(app, command, input=typed, prog_name="ipe-events")
    assert result.exit_code == 0
    assert "Lid windesheim: comes\n  Lid kpz: comes perhaps\n" in result.stdout
    first, second = result.stderr.splitlines()
    assert first == 'warning: line 2 was not read: "Saxion ja"; they are not invited'
    assert "line 3" in second
    assert "\x1b" not in result.output
    assert kernteam("undo").strip() == f"Undone: event answers {number}"
    assert len(given(kernteam, number)) == 2
    file.write_bytes(b"\x00\xff nothing")
    assert "no answer was found" in kernteam.refused("event", "answers", number, str(file))
    assert "there is no file" in kernteam.refused("event", "answers", number, "nowhere.txt")


def test_a_meeting_made_elsewhere(kernteam: Shell, tmp_path: Path) -> None:
    number, file = add(kernteam), tmp_path / "vergadering.ics"
    said = guests(viaa="ACCEPTED", kpz="NEEDS-ACTION", vreemd="ACCEPTED")
    file.write_bytes(calendar(vevent(f"X-GOOGLE-CONFERENCE:{LINK}", *said, end="20270112T143000")))
    found = kernteam.json("event", "adopt", number, str(file))
    others = ("landstede", "menso-alting-zwolle", "deltion", "windesheim")
    assert found == {
        "id": int(number),
        "uid": UID,
        "link": LINK,
        "sequence": 2,
        "answers": [{"event": int(number), "email": address("viaa"), "answer": "accepted"}],
        "unknown": ["vreemd@example.org"],
        "missing": [address(name) for name in others],
        "differences": [
            {
                "event": int(number),
                "field": "end",
                "here": "2027-01-12T15:00",
                "there": "2027-01-12T14:30",
            }
        ],
        "events": [int(number)],
        "notices": [],
    }
    assert kernteam.json("event", "show", number)["adopted"] is True
    (listed,) = kernteam.json("event", "list", "--from", "2027-01-01")["events"]
    assert (listed["adopted"], listed["uid"]) == (True, UID)
    assert "calendar: another calendar invites to it" in kernteam("event", "show", number)
    result = kernteam.run("event", "adopt", number, str(file))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [f"  link: {LINK}", "  Lid viaa: comes"]
    assert result.stderr.splitlines() == [
        f"warning: event {number}, the end: here 2027-01-12 15:00, there 2027-01-12 14:30",
        "warning: in the file and not invited here: vreemd@example.org",
        f"warning: invited here and not in the file: {', '.join(map(address, others))}",
    ]
    assert kernteam.json("invitations", "export")["files"] == []
    file.write_bytes(calendar(vevent("STATUS:CANCELLED", *said)))
    assert "event cancel" in kernteam.refused("event", "adopt", number, str(file))
    assert "belongs to another event" in kernteam.refused(
        "event", "adopt", add(kernteam), _saved(tmp_path)
    )


def _saved(folder: Path) -> str:
    file = folder / "nog-een.ics"
    file.write_bytes(calendar(vevent()))
    return str(file)


def test_an_invitation_as_text(kernteam: Shell) -> None:
    number = add(kernteam)
    kernteam("event", "edit", number, "--note", "Neem \u202ekoffie mee")
    found = kernteam.json("event", "text", number)
    assert (found["subject"], found["location"], found["link"]) == ("Kernteamoverleg", None, None)
    assert f"Lid viaa <{address('viaa')}>" in found["recipients"]
    assert json.dumps(found["text"]).startswith('"Neem ')
    shown = kernteam("event", "text", number).splitlines()
    assert shown[0] == "Kernteamoverleg"
    assert found["when"] in shown[2]
    assert shown[3].endswith("; ".join(found["recipients"]))
    assert "Neem koffie mee" in shown
