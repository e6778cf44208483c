"""invitations list and export: what other calendars read in the files."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest
import vobject

from tests.cli.shell import INSTITUTIONS, MEETING, Shell, address
from tests.ical.others import READERS


def exported(shell: Shell, *more: str) -> list[Path]:
    """The files that an export writes."""
    done = shell.json("invitations", "export", *more)
    assert done.keys() == {"files"}
    files = [Path(file) for file in done["files"]]
    assert all(file.is_absolute() and file.is_file() for file in files)
    return files


def event_in(file: Path) -> tuple[str, str, int, str]:
    """Method, UID, SEQUENCE and STATUS as icalendar reads them."""
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    assert isinstance(calendar, icalendar.Calendar)
    (event,) = calendar.events
    return (
        str(calendar["METHOD"]),
        str(event["UID"]),
        int(str(event["SEQUENCE"])),
        str(event.get("STATUS", "")),
    )


def test_an_invitation_opens_in_other_programs_with_the_six(
    kernteam: Shell, tmp_path: Path
) -> None:
    done = kernteam.json("event", "add", *MEETING, "--location", "Windesheim, C2.14")
    (file,) = exported(kernteam, "--out", str(tmp_path / "out"))
    for read in READERS:
        seen = read(file.read_bytes())
        assert seen.uid == done["uid"]
        assert {who for who, _name in seen.attendees} == {
            f"mailto:{address(slug)}" for slug in INSTITUTIONS
        }
        assert (seen.title, seen.location) == ("Kernteamoverleg", "Windesheim, C2.14")
        assert seen.start.isoformat() == "2027-01-12T12:00:00+00:00"
    method, uid, sequence, _status = event_in(file)
    assert (method, uid, sequence) == ("REQUEST", done["uid"], 0)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_cancelled_event_is_told_with_a_higher_sequence(kernteam: Shell, tmp_path: Path) -> None:
    done = kernteam.json("event", "add", *MEETING)
    number, out = str(done["id"]), str(tmp_path / "out")
    (first,) = exported(kernteam, "--out", out)
    kernteam("event", "cancel", number)
    listed = kernteam.json("invitations", "list")
    assert {(item["method"], item["reason"]) for item in listed["pending"]} == {
        ("CANCEL", "cancelled")
    }
    (last,) = exported(kernteam, "--out", out)
    method, uid, sequence, status = event_in(last)
    assert (method, uid, status) == ("CANCEL", done["uid"], "CANCELLED")
    assert sequence > event_in(first)[2]
    calendar = vobject.readOne(last.read_text(encoding="utf-8"))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.uid.value == done["uid"]
    assert {line.value for line in calendar.vevent.attendee_list} == {
        f"mailto:{address(slug)}" for slug in INSTITUTIONS
    }


def test_who_must_be_told_what(kernteam: Shell, tmp_path: Path) -> None:
    number = kernteam.json("event", "add", *MEETING)["id"]
    listed = kernteam.json("invitations", "list")
    assert listed.keys() == {"pending", "exported", "mails"}
    assert listed["exported"] == []
    assert all(item.keys() >= {"event", "email", "method", "reason"} for item in listed["pending"])
    told = {(item["email"], item["reason"]) for item in listed["pending"]}
    assert told == {(address(slug), "new") for slug in INSTITUTIONS} | {(None, "no-address")}
    exported(kernteam, "--out", str(tmp_path))
    listed = kernteam.json("invitations", "list")
    assert {item["reason"] for item in listed["pending"]} == {"no-address"}
    assert sorted(item["email"] for item in listed["exported"]) == sorted(
        address(slug) for slug in INSTITUTIONS
    )
    assert listed["exported"][0] == {
        "event": number,
        "email": address("landstede"),
        "method": "REQUEST",
    }
    kernteam("event", "move", str(number), "--date", "2027-01-19")
    reasons = [item["reason"] for item in kernteam.json("invitations", "list")["pending"]]
    assert reasons.count("changed") == 6
    kernteam("event", "invite", str(number), "--remove", address("kpz"))
    reasons = [item["reason"] for item in kernteam.json("invitations", "list")["pending"]]
    assert (reasons.count("changed"), reasons.count("removed")) == (5, 1)


def test_what_is_undone_must_be_untold(kernteam: Shell, tmp_path: Path) -> None:
    kernteam("event", "add", *MEETING)
    exported(kernteam, "--out", str(tmp_path))
    kernteam("undo")
    pending = kernteam.json("invitations", "list")["pending"]
    assert {(item["method"], item["reason"]) for item in pending} == {("CANCEL", "cancelled")}
    assert len(exported(kernteam, "--out", str(tmp_path))) == 1


def test_a_dry_run_remembers_nothing(kernteam: Shell, tmp_path: Path) -> None:
    kernteam("event", "add", *MEETING)
    out = ("--out", str(tmp_path / "out"))
    assert len(exported(kernteam, *out, "--dry-run")) == 1
    assert kernteam.json("invitations", "list")["exported"] == []
    assert "nothing counts as told" in kernteam("invitations", "export", *out, "--dry-run")
    assert "1 file in" in kernteam("invitations", "export", *out)
    assert kernteam("invitations", "export", *out) == "Nothing to tell anybody.\n"


def test_telling_again_and_one_event_alone(kernteam: Shell, tmp_path: Path) -> None:
    first = kernteam.json("event", "add", *MEETING)["id"]
    kernteam("event", "add", *MEETING, "--date", "2027-02-02")
    out = ("--out", str(tmp_path))
    assert [file.name for file in exported(kernteam, *out, "--event", str(first))] == [
        f"2027-01-12-kernteamoverleg-{first}-request.ics"
    ]
    assert len(exported(kernteam, *out, "--again", "--format", "ics")) == 2
    assert exported(kernteam, *out) == []
    kernteam.refused("invitations", "export", "--event", "999")


def test_the_export_folder_is_beside_the_data(kernteam: Shell, home: Path, tmp_path: Path) -> None:
    kernteam("event", "add", *MEETING)
    (file,) = exported(kernteam, "--dry-run")
    assert file.parent == home / ".local" / "share" / "ipe-events" / "exports" / "invitations"
    for name in ("data", "exports"):
        (tmp_path / "here" / name).mkdir()
    (file,) = exported(kernteam)
    assert file.parent == tmp_path / "here" / "exports" / "invitations"


def test_without_an_organiser_nobody_is_invited(empty: Shell) -> None:
    empty("init", "sion")
    empty("event", "add", *MEETING)
    assert "programme edit --organiser" in empty.refused("invitations", "export")
    empty("programme", "edit", "--organiser", "Ada <ada@example.org>")
    assert exported(empty) == []
    assert {item["reason"] for item in empty.json("invitations", "list")["pending"]} == {
        "no-address"
    }


def test_exports_that_cannot_be(kernteam: Shell, tmp_path: Path) -> None:
    kernteam("event", "add", *MEETING)
    file = tmp_path / "file"
    file.write_text("in the way")
    assert "folder" in kernteam.refused("invitations", "export", "--out", str(file))
    assert kernteam.json("invitations", "list")["exported"] == []
    assert "'ics'" in kernteam.misused("invitations", "export", "--format", "pdf")


@pytest.mark.parametrize("title", ["../../etc/passwd", "a\\b:c*?.ics", ".", "ünïcode \u202e txt"])
def test_file_names_stay_in_the_folder(kernteam: Shell, tmp_path: Path, title: str) -> None:
    kernteam("event", "add", *MEETING, "--title", title)
    (file,) = exported(kernteam, "--out", str(tmp_path / "out"))
    assert file.parent == tmp_path / "out"
    assert file.name.isascii()


def test_the_list_is_read_on_a_narrow_screen_in_its_language(
    kernteam: Shell, tmp_path: Path
) -> None:
    number = str(kernteam.json("event", "add", *MEETING)["id"])
    out = ("--out", str(tmp_path))
    kernteam("invitations", "export", *out)
    kernteam("event", "move", number, "--date", "2027-01-19", "--start", "13:30")
    kernteam("event", "edit", number, "--location", "een lange plaats, " * 6)
    kernteam("event", "invite", number, "--remove", address("kpz"))
    listed = kernteam("invitations", "list")
    lines = listed.splitlines()
    assert max(map(len, lines)) <= 80
    assert f"{number:>5} Kernteamoverleg, Tue 19 Jan 2027" in lines
    moved = "the date: Tue 12 Jan 2027 13:00-15:00 → Tue 19 Jan 2027 13:30-15:30"
    assert f"      {moved}" in lines
    (waits,) = (line for line in lines if address("viaa") in line)
    assert waits.split()[-1] == "changed"
    assert "T13:" not in listed
    (gone,) = (line for line in lines if line.endswith(": 6 invitations"))
    assert lines[lines.index(gone) - 1] == "Exported and not confirmed: 6"
    kernteam("invitations", "export", *out)
    lines = kernteam("invitations", "list").splitlines()
    assert any(line.endswith(": 5 invitations, 1 cancellation") for line in lines)
    kernteam("event", "move", number, "--date", "2027-01-26")
    assert "di 19 jan 2027 → di 26 jan 2027" in kernteam("--lang", "nl", "invitations", "list")


def test_an_event_without_addresses_says_so(kernteam: Shell, tmp_path: Path) -> None:
    event = kernteam.json("event", "add", "--kind", "overig", "--date", "2027-01-12")
    number = str(event["id"])
    kernteam("event", "invite", number, "--add", "nji")
    told = ("invitations", "export", "--event", number, "--out", str(tmp_path))
    first, second = kernteam(*told).splitlines()
    assert first == "Nothing to tell anybody."
    assert second.endswith(": 1 seat without an address")
    assert kernteam.json(*told) == {"files": []}


def test_no_control_character_reaches_the_terminal(kernteam: Shell, tmp_path: Path) -> None:
    kernteam("event", "add", *MEETING)
    folder = tmp_path / "a\x1b[31mb\u202e"
    for command in (("export",), ("remind", "--after", "0")):
        said = kernteam("invitations", *command, "--out", str(folder))
        assert f"in {tmp_path}/a [31mb" in said
        assert not {"\x1b", "\u202e"} & set(said)
    said = kernteam("programme", "edit", "--organiser", "A\u202eda <ada@example.org>")
    assert said == "Invitations come from Ada <ada@example.org>\n"
    number = str(kernteam.json("event", "list")["events"][0]["id"])
    assert "named:" not in kernteam("event", "show", number)
    kernteam("event", "edit", number, "--privacy", "recipient")
    assert "named: the recipient alone" in kernteam("event", "show", number).splitlines()
