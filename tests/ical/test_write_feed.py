"""The rules for calendars that others follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from ipe_events.domain.invitation import Address, Method
from ipe_events.ical.publish import publish
from tests.ical.examples import (
    ALL_DAY,
    BARE,
    CANCELLED,
    ELSEWHERE,
    FULL,
    HOSTILE,
    MOVED,
    SERIES,
    SERIES_DAYS,
)
from tests.ical.others import DATES, Dates, dates_by_recurring
from tests.ical.reader import Component, read, series_of

OFFICE = Address("Bureau", "bureau@example.org")
OFF = replace(
    MOVED,
    method=Method.CANCEL,
    occurrence=datetime(2026, 3, 31, 13),
    start=datetime(2026, 3, 31, 13),
    end=datetime(2026, 3, 31, 15),
)
WITH_ONE_OFF = replace(SERIES, overrides=(*SERIES.overrides, OFF))
EVENTS = (
    WITH_ONE_OFF,
    replace(ALL_DAY, uid="b"),
    replace(CANCELLED, uid="c"),
    replace(ELSEWHERE, uid="d"),
    replace(HOSTILE, uid="e"),
    replace(SERIES_DAYS, uid="f", overrides=()),
)


def feed(name: str = "Kernteam; alles, altijd") -> bytes:
    return publish(name, OFFICE, EVENTS)


def events_of(content: bytes) -> list[Component]:
    return read(content).inside("VEVENT")


def test_r08_to_r12_a_calendar_of_many_events() -> None:
    calendar = read(feed())
    assert calendar.only("METHOD").raw == "PUBLISH"
    assert calendar.only("CALSCALE").raw == "GREGORIAN"
    assert calendar.only("VERSION").raw == "2.0"
    for event in events_of(feed()):
        for name in ("DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY", "UID"):
            assert event.has(name)
        assert event.only("ORGANIZER").raw == "mailto:bureau@example.org"


def test_r13_each_date_of_a_series_is_there_once() -> None:
    keys = [
        (event.only("UID").raw, tuple(line.raw for line in event.every("RECURRENCE-ID")))
        for event in events_of(feed())
    ]
    assert len(keys) == len(set(keys)) == 9
    assert sum(uid == SERIES.uid and not at for uid, at in keys) == 1
    alone = replace(MOVED, start=datetime(2026, 4, 9, 10), end=datetime(2026, 4, 9, 11))
    for twice in ((BARE, BARE), (SERIES, alone), (alone, alone)):
        with pytest.raises(ValueError, match="once"):
            publish("x", OFFICE, twice)


def test_r13_dates_of_a_series_may_stand_alone() -> None:
    content = publish("x", OFFICE, (MOVED, SERIES.overrides[1]))
    assert len(events_of(content)) == 2
    assert len(dates_by_recurring(content)) == 2


def test_r19_nobody_is_named_but_the_organizer() -> None:
    for component in read(feed()).walk():
        assert not component.has("ATTENDEE")
        assert component.name != "VALARM"
    assert not any(event.has("ORGANIZER") for event in events_of(publish("x", None, EVENTS)))


def test_r28_each_zone_once_before_the_events() -> None:
    kinds = [component.name for component in read(feed()).components]
    assert kinds == ["VTIMEZONE"] * 2 + ["VEVENT"] * 9
    zones = [zone.only("TZID").raw for zone in read(feed()).inside("VTIMEZONE")]
    assert zones == ["Europe/Amsterdam", "America/Nuuk"]
    days = publish("x", OFFICE, (ALL_DAY, replace(BARE, uid="b", zone="UTC")))
    assert not read(days).inside("VTIMEZONE")


@pytest.mark.parametrize("dates", DATES)
def test_what_is_cancelled_is_told_and_the_rest_stands(dates: Dates) -> None:
    content = publish("x", OFFICE, (WITH_ONE_OFF,))
    _series, overrides = series_of(content)
    assert [one.only("STATUS").raw for one in overrides] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [one.only("TRANSP").raw for one in overrides] == ["OPAQUE", "OPAQUE", "TRANSPARENT"]
    assert overrides[-1].only("RECURRENCE-ID").raw == "20260331T130000"
    starts = [one.start[:10] for one in dates(content)]
    assert starts == ["2026-03-10", "2026-03-17", "2026-03-31", "2026-04-08", "2026-04-14"]


def test_r43_a_name_and_when_to_look_again() -> None:
    content = feed("Kernteam;\r\nX-EVIL:1, 'altijd'\x00")
    calendar = read(content)
    assert calendar.only("NAME").text == "Kernteam; X-EVIL:1, 'altijd'"
    assert calendar.only("X-WR-CALNAME").raw == calendar.only("NAME").raw
    refresh = calendar.only("REFRESH-INTERVAL")
    assert refresh.parameter("VALUE") == "DURATION"
    assert refresh.raw == calendar.only("X-PUBLISHED-TTL").raw == "PT12H"


def test_a_feed_keeps_uids_and_says_the_same_again() -> None:
    assert feed() == feed()
    assert {event.only("UID").raw for event in events_of(feed())} == {FULL.uid, *"bcdef"}
