"""series add, dates, checks."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell

SECOND_TUESDAY = "FREQ=MONTHLY;BYDAY=2TU"
WEEKS = ("--kind", "kernteamoverleg", "--rrule", "FREQ=WEEKLY;INTERVAL=6;COUNT=8")
START = ("--date", "2027-01-05", "--start", "13:00", "--end", "15:00")


def test_the_second_tuesdays_of_a_school_year(empty: Shell) -> None:
    found = empty.json(
        *("dates", "--start", "2026-08-11T15:30", "--rrule", SECOND_TUESDAY),
        *("--from", "2026-09-01", "--to", "2027-07-31"),
    )
    days = (
        *("2026-09-08", "2026-10-13", "2026-11-10", "2026-12-08", "2027-01-12", "2027-02-09"),
        *("2027-03-09", "2027-04-13", "2027-05-11", "2027-06-08", "2027-07-13"),
    )
    # Both sides of 25 October 2026 and 28 March 2027 on the same clock time.
    assert found == {"dates": [f"{day}T15:30" for day in days]}
    assert not empty.workspace.exists()


def test_dates_alone_and_what_is_left_out(empty: Shell) -> None:
    arguments = ("dates", "--start", "2026-09-08", "--rrule", f"{SECOND_TUESDAY};COUNT=4")
    assert empty.json(*arguments, "--exdate", "2026-10-13") == {
        "dates": ["2026-09-08", "2026-11-10", "2026-12-08"]
    }
    timed = ("dates", "--start", "2026-09-08T09:00", "--rrule", "FREQ=DAILY;COUNT=3")
    assert empty.json(*timed, "--exdate", "2026-09-09", "--exdate", "2026-09-10T09:00") == {
        "dates": ["2026-09-08T09:00"]
    }
    assert empty(*arguments).startswith("Tue 8 Sep 2026\n")
    assert empty("--lang", "nl", *timed).startswith("di 8 sep 2026 09:00\n")


def test_a_time_that_the_zone_skips_is_no_date(empty: Shell) -> None:
    arguments = (
        "dates",
        "--start",
        "2027-03-27T02:30",
        "--rrule",
        "FREQ=DAILY",
        "--to",
        "2027-03-29",
    )
    assert len(empty.json(*arguments)["dates"]) == 2
    assert len(empty.json(*arguments, "--tz", "Asia/Tokyo")["dates"]) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        ("--start", "2026-09-08", "--rrule", SECOND_TUESDAY),
        ("--start", "2026-09-08", "--rrule", "FREQ=HOURLY;COUNT=2"),
        ("--start", "2026-09-08", "--rrule", "every week"),
        ("--start", "2026-09-08", "--rrule", "FREQ=DAILY;COUNT=99999"),
        ("--start", "8 sep", "--rrule", "FREQ=DAILY;COUNT=2"),
        ("--start", "2026-09-08", "--rrule", "FREQ=DAILY;COUNT=2", "--tz", "Mars/Olympus"),
        ("--start", "2026-09-08", "--rrule", "FREQ=DAILY;COUNT=2", "--exdate", "never"),
        ("--start", "2026-09-08", "--rrule", "FREQ=DAILY;COUNT=2", "--to", "2026-13-01"),
    ],
)
def test_dates_that_cannot_be(empty: Shell, wrong: tuple[str, ...]) -> None:
    empty.refused("dates", *wrong)


def test_a_series_is_so_many_events(kernteam: Shell) -> None:
    made = kernteam.json("series", "add", *WEEKS, *START, "--location", "Viaa")
    assert made.keys() >= {"series", "events", "skipped"}
    assert [event["date"] for event in made["events"]] == [
        *("2027-01-05", "2027-02-16", "2027-03-30", "2027-05-11", "2027-06-22"),
        *("2027-08-03", "2027-09-14", "2027-10-26"),
    ]
    assert all(event.keys() == {"id", "date"} for event in made["events"])
    listed = kernteam.json("event", "list", "--from", "2027-01-01")["events"]
    assert {event["series"] for event in listed} == {made["series"]}
    assert {(event["start"], event["location"]) for event in listed} == {("13:00", "Viaa")}
    assert len({event["uid"] for event in listed}) == 1
    assert kernteam.row("viaa")["planned_hours"] == 16
    kernteam("undo")
    assert kernteam.json("event", "list", "--from", "2027-01-01")["events"] == []


def test_holidays_are_left_out_or_moved(kernteam: Shell) -> None:
    made = kernteam.json("series", "add", *WEEKS, *START, "--skip-holidays", "--preview")
    assert made["skipped"] == [{"date": "2027-08-03", "reason": "Zomervakantie"}]
    assert (made["series"], made["events"][0]["id"]) == (None, None)
    assert len(made["events"]) == 7
    weekly = ("--kind", "kernteamoverleg", "--rrule", "FREQ=MONTHLY;COUNT=2")
    day = ("--date", "2027-02-23", "--start", "13:00", "--end", "15:00")
    moved = kernteam.json("series", "add", *weekly, *day, "--shift-holidays", "--preview")
    assert [event["date"] for event in moved["events"]] == ["2027-03-02", "2027-03-23"]
    assert kernteam.json("event", "list", "--from", "2027-01-01")["events"] == []
    said = kernteam("series", "add", *WEEKS, *START, "--skip-holidays", "--preview")
    assert "Would add 7 events" in said
    assert "left out: Tue 3 Aug 2027 (Zomervakantie)" in said
    both = ("--skip-holidays", "--shift-holidays")
    assert "one of" in kernteam.misused("series", "add", *WEEKS, *START, *both)


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY", "FREQ=HOURLY;COUNT=3", "weekly", "FREQ=DAILY;COUNT=500"]
)
def test_series_that_cannot_be(kernteam: Shell, rule: str) -> None:
    kernteam.refused("series", "add", "--kind", "kernteamoverleg", "--rrule", rule, *START)


def test_checks_of_days_and_of_the_budget(kernteam: Shell) -> None:
    kernteam("event", "add", "--kind", "partnergesprek", "--date", "2026-12-25")
    found = kernteam.json("checks")
    assert found.keys() == {"warnings"}
    codes = [(warning["code"], warning["event"]) for warning in found["warnings"]]
    assert codes[:2] == [("holiday", 4), ("school-holiday", 4)]
    layers = [code for code, event in codes if code == "layer-without-event" and event is None]
    assert len(layers) == 4
    assert codes[-1] == ("cash-short", None)
    assert all(
        warning.keys() == {"code", "message", "event", "organisation"}
        for warning in found["warnings"]
    )
    before = kernteam.json("checks", "--to", "2026-12-01")["warnings"]
    assert {warning["code"] for warning in before} == {"layer-without-event", "no-next-meeting"}
    assert kernteam("checks", "--to", "2024-06-30") == "Nothing to warn about.\n"


def test_double_booked_people_are_named(kernteam: Shell) -> None:
    place = ("--date", "2027-01-12", "--invite", "viaa@example.org")
    kernteam(
        "event", "add", "--kind", "partnergesprek", *place, "--start", "13:00", "--end", "14:00"
    )
    done = kernteam.json(
        *("event", "add", "--kind", "overig", *place, "--start", "13:30", "--end", "15:00")
    )
    assert [warning["code"] for warning in done["warnings"]] == ["double-booked"]
    assert "Lid viaa" in done["warnings"][0]["message"]


def test_a_promise_that_is_passed(kernteam: Shell) -> None:
    kernteam(
        *("commitment", "set", "--org", "viaa", "--line", "kernteam", "--year", "2027"),
        *("--hours", "1"),
    )
    done = kernteam.json("event", "add", "--kind", "kernteamoverleg", "--date", "2027-01-12")
    assert [warning["code"] for warning in done["warnings"]] == ["commitment-exceeded"]
    assert kernteam.row("viaa")["status"] == "above"
