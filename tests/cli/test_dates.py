from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ipe_events.cli.main import app
from tests.cli.shell import MEETING, Shell, address

WINDOW = ("--from", "2027-01-11", "--to", "2027-01-17")
SLOTS = ("slots", "--group", "kernteam", "--length", "2:00", *WINDOW)
POLL = (
    *("poll", "add", "--kind", "kernteamoverleg", "--date", "2027-01-12 13:00-15:00"),
    *("--date", "2027-01-19"),
)


def busy(*starts: str) -> str:
    events = "".join(
        f"BEGIN:VEVENT\nUID:{start}\nDTSTART;TZID=Europe/Amsterdam:{start}\nDURATION:PT1H\n"
        "SUMMARY:geheim\nEND:VEVENT\n"
        for start in starts
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n"


# --- slots ------------------------------------------------------------------------------------


def test_slots_rank_days_and_say_who_cannot(kernteam: Shell) -> None:
    kernteam("event", "add", *MEETING)
    found = kernteam.json(*SLOTS[:3], "--length", "8:00", *WINDOW)
    assert [slot["date"][-2:] for slot in found["slots"]] == ["11", "13", "14", "15"]
    first = found["slots"][0]
    assert (first["start"], first["end"], first["complete"]) == ("09:00", "17:00", True)
    assert {one["date"] for one in found["skipped"]} == {"2027-01-12", "2027-01-16", "2027-01-17"}
    shown = kernteam(*SLOTS)
    assert shown.splitlines()[0].endswith("every institution")
    assert max(map(len, shown.splitlines())) <= 80


def test_slots_say_why_somebody_cannot(kernteam: Shell, tmp_path: Path) -> None:
    file = tmp_path / "viaa.ics"
    hours = [f"202701{day}T{hour}0000" for day in range(11, 16) for hour in (10, 15)]
    file.write_text(busy(*hours))
    kernteam("calendar", "import", str(file), "--busy", address("viaa"))
    first = kernteam.json(*SLOTS)["slots"][0]
    assert (first["start"], first["complete"], first["heads"]) == ("11:00", True, 8)
    first = kernteam.json(*SLOTS[:3], "--length", "5:00", *WINDOW)["slots"][0]
    assert (first["complete"], first["heads"], first["seats"]) == (False, 7, 8)
    assert first["missing"] == ["viaa"]
    assert first["absent"] == [
        {
            "name": "Lid viaa",
            "organisation": "viaa",
            "reasons": [{"code": "busy", "message": "busy in their calendar"}],
        }
    ]
    text = kernteam("slots", "--group", "kernteam", "--length", "5:00", *WINDOW)
    assert "without Hogeschool Viaa" in text
    assert "busy in their calendar: Lid viaa (Hogeschool Viaa)" in text
    assert "geheim" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--group", "x", "--length", "2:00", *WINDOW), "there is no group"),
        (("--group", "kernteam", "--length", "lang", *WINDOW), "the length"),
        (("--group", "kernteam", "--length", "0", *WINDOW), "is zero"),
        (
            (
                "--group",
                "kernteam",
                "--length",
                "2:00",
                "--from",
                "2027-01-02",
                "--to",
                "2027-01-01",
            ),
            "the end lies before the start",
        ),
        (("--group", "projectteam", "--length", "2:00", *WINDOW), "nobody sits in"),
    ],
)
def test_slots_refuse_on_one_line(kernteam: Shell, arguments: tuple[str, ...], words: str) -> None:
    assert words in kernteam.refused("slots", *arguments)


# --- polls ------------------------------------------------------------------------------------


def test_a_poll_goes_from_dates_to_an_event(kernteam: Shell) -> None:
    poll = kernteam.json(*POLL)
    assert [one["date"] for one in poll["dates"]] == ["2027-01-12", "2027-01-19"]
    assert poll["id"] == 1
    kernteam("poll", "answer", "1", address("viaa"), "ja")
    kernteam("poll", "answer", "1", "kpz", "nee", "--date", "2027-01-19", "--by", "Noor")
    (found,) = kernteam.json("poll", "list")["polls"]
    first, second = found["dates"]
    assert (first["accepted"], first["declined"], second["declined"]) == (1, 0, 1)
    assert second["answers"][1]["entered_by"] == "Noor"
    assert first["answers"][0]["email"] == address("viaa")
    assert "viaa" not in first["missing"]
    done = kernteam.json("poll", "choose", "1", "2027-01-12")
    assert done["poll"] == 1
    event = kernteam.json("event", "show", str(done["id"]))
    assert (event["date"], event["start"], len(event["participants"])) == (
        "2027-01-12",
        "13:00",
        8,
    )
    kernteam("undo")
    assert kernteam.json("poll", "list")["polls"][0]["event"] is None
    assert kernteam.json("event", "list", "--from", "2027-01-01")["events"] == []


def test_pasted_answers_are_said_back_and_what_was_not_read_is_named(kernteam: Shell) -> None:
    kernteam(*POLL)
    result = kernteam.run(
        "poll", "answer", "1", "--paste", "Windesheim ja, Viaa misschien\nPiet nee"
    )
    assert result.exit_code == 0
    assert "Windesheim: yes" in result.stdout
    assert 'line 2 was not read: "Piet nee"; it is not clear who that is' in result.stderr
    found = kernteam.json("poll", "answer", "1", "--paste", "12 jan: KPZ ja, Piet nee")
    assert [one["organisation"] for one in found["answers"]] == ["kpz"]
    assert found["unread"] == [
        {"line": 1, "text": "12 jan: KPZ ja, Piet nee", "reason": "unknown-name"}
    ]


def test_answers_are_read_from_the_standard_input(kernteam: Shell) -> None:
    kernteam(*POLL)
    typed = ["poll", "answer", "1", "--paste", "-", "--json"]
    result = CliRunner().invoke(app, typed, input="Viaa ja\nKPZ nee\n", prog_name="ipe-events")
    assert len(json.loads(result.stdout)["answers"]) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_answers_are_read_from_csv(kernteam: Shell, tmp_path: Path, encoding: str) -> None:
    kernteam(*POLL)
    file = tmp_path / "antwoorden.csv"
    table = "naam;12-01-2027;19-01-2027\nViaa;ja;nee\nReünie-é;ja;\nLid kpz;;misschien\n"
    file.write_bytes(table.encode(encoding))
    found = kernteam.json("poll", "answer", "1", "--csv", str(file))
    assert [(one["date"][-2:], one["answer"]) for one in found["answers"]] == [
        ("12", "accepted"),
        ("19", "declined"),
        ("19", "tentative"),
    ]
    assert [one["line"] for one in found["unread"]] == [3]


def test_a_list_of_polls_fits_a_terminal(kernteam: Shell) -> None:
    assert kernteam("poll", "list") == "There are no polls.\n"
    kernteam("event", "add", *MEETING)
    text = kernteam(*POLL)
    assert "in a meeting: Kernteamoverleg" in text
    assert max(map(len, kernteam("poll", "list").splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "--kind", "kernteamoverleg", "--date", "morgen"), "is not a date of a poll"),
        (("add", "--kind", "x", "--date", "2027-01-12"), "there is no kind of event"),
        (("answer", "9", "viaa", "ja"), "there is no poll 9"),
        (("answer", "1", "viaa", "hm"), '"hm" is not an answer'),
        (
            ("answer", "1", "viaa", "ja", "--date", "2027-02-01"),
            "its dates: 2027-01-12 13:00-15:00",
        ),
        (("answer", "1", "--paste", "Piet ja"), "no answer was found"),
        (("answer", "1", "--csv", "nergens.csv"), "there is no file"),
        (("choose", "1", "2027-02-01"), "is not a date of this poll"),
    ],
)
def test_polls_refuse_on_one_line(kernteam: Shell, arguments: tuple[str, ...], words: str) -> None:
    kernteam(*POLL)
    assert words in kernteam.refused("poll", *arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("answer", "1"),
        ("answer", "1", "viaa"),
        ("answer", "1", "viaa", "ja", "--paste", "x"),
        ("answer", "1", "--paste", "x", "--csv", "y"),
        ("answer", "1", "--paste", "x", "--date", "2027-01-12"),
        ("add", "--kind", "kernteamoverleg"),
    ],
)
def test_polls_ask_for_one_way_to_answer(kernteam: Shell, arguments: tuple[str, ...]) -> None:
    kernteam.misused("poll", *arguments)


# --- calendars of others and ours ---------------------------------------------------------------


def test_a_calendar_is_kept_as_busy_time(kernteam: Shell, tmp_path: Path) -> None:
    file = tmp_path / "noor.ics"
    file.write_text(busy("20260701T100000", "20270112T130000") + "\n")
    found = kernteam.json("calendar", "import", str(file), "--busy", "windesheim")
    assert found == {
        "busy": [
            {"start": "2026-07-01T08:00:00Z", "end": "2026-07-01T09:00:00Z"},
            {"start": "2027-01-12T12:00:00Z", "end": "2027-01-12T13:00:00Z"},
        ],
        "warnings": [],
    }
    assert kernteam("calendar", "import", str(file), "--busy", "viaa") == "2 busy times kept\n"
    assert "noor" not in kernteam("log")


def test_what_a_calendar_holds_that_cannot_be_read_is_a_warning(
    kernteam: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "a.ics"
    text = busy("20260701T100000").replace("Europe/Amsterdam", "\x1b[31mMars")
    file.write_text(text)
    found = kernteam.json("calendar", "import", str(file), "--busy", "viaa")
    assert [one["code"] for one in found["warnings"]] == ["zone-unknown"]
    result = kernteam.run("calendar", "import", str(file), "--busy", "viaa")
    assert result.exit_code == 0
    assert "\x1b" not in result.stderr
    assert "its times were read as Europe/Amsterdam" in result.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"<html></html>", "it does not begin as a calendar does"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "its end is missing"),
        (b"\xff\xfeB\x00", "save it in UTF-8"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 99, "nested too deep"),
    ],
)
def test_what_is_no_calendar_is_refused_on_one_line(
    kernteam: Shell, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "a.ics"
    file.write_bytes(content)
    assert words in kernteam.refused("calendar", "import", str(file), "--busy", "viaa")
    gone = kernteam.refused("calendar", "import", str(tmp_path / "b.ics"), "--busy", "viaa")
    assert "there is no file" in gone


def test_a_feed_is_written_for_an_organisation_a_group_or_all(
    kernteam: Shell, tmp_path: Path
) -> None:
    kernteam("event", "add", *MEETING)
    out = tmp_path / "feed.ics"
    for wanted in (("--org", "viaa"), ("--group", "kernteam"), ("--all",)):
        found = kernteam.json("feed", *wanted, "--out", str(out))
        assert found["files"] == [str(out)]
        assert out.read_bytes().count(b"BEGIN:VEVENT") == found["events"]
        assert b"SUMMARY;LANGUAGE=nl:Kernteamoverleg" in out.read_bytes()
    assert "1 event in" in kernteam("feed", "--group", "kernteam", "--out", str(out))
    assert "nothing can be written" in kernteam.refused("feed", "--all", "--out", str(tmp_path))
    kernteam.misused("feed", "--out", "x.ics")
    kernteam.misused("feed", "--all", "--org", "viaa", "--out", "x.ics")
