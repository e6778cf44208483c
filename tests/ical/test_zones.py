"""Zone definitions against the tz database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from ipe_events.domain.errors import Refused
from ipe_events.ical.zones import vtimezone
from tests.ical.clock import onsets
from tests.ical.reader import Component, read

AMSTERDAM = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
# One of each kind of rule: last Sunday, summer over the new year, half an hour, a second Sunday,
# "the Sunday from the 2nd", a Saturday before, winter as the exception, 45 minutes, none at all.
KINDS = (
    "Europe/Amsterdam",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "America/New_York",
    "America/Santiago",
    "America/Nuuk",
    "Asia/Jerusalem",
    "Europe/Dublin",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "America/Paramaribo",
    "America/Curacao",
    "Etc/GMT+5",
)


def zone_of(name: str) -> Component:
    wrapped = "\r\n".join(("BEGIN:VCALENDAR", *vtimezone(name), "END:VCALENDAR", ""))
    (zone,) = read(wrapped.encode()).components
    return zone


def differences(name: str) -> list[datetime]:
    """The moments of 2024 to 2038, around each change and spread, at which the two disagree."""
    info = ZoneInfo(name)
    known = onsets(zone_of(name), 2023, 2038) or onsets(zone_of(name), 1970, 1970)
    moments = [
        onset.instant + timedelta(seconds=side)
        for onset in known
        for side in (-1, 0)
        if onset.instant.year >= 2024
    ]
    start = datetime(2024, 1, 1, tzinfo=UTC)
    moments += [start + timedelta(hours=61 * step) for step in range(2150)]
    wrong = []
    position = 0
    for moment in sorted(moments):
        while position + 1 < len(known) and known[position + 1].instant <= moment:
            position += 1
        local = moment.astimezone(info)
        if (local.utcoffset(), local.tzname()) != (known[position].offset, known[position].name):
            wrong.append(moment)
    return wrong


def test_amsterdam_is_the_block_every_program_knows() -> None:
    assert vtimezone("Europe/Amsterdam") == tuple(AMSTERDAM.splitlines())


@pytest.mark.parametrize("name", KINDS)
def test_rules_reproduce_the_tz_database(name: str) -> None:
    assert differences(name) == []


@pytest.mark.soak
def test_every_zone_is_reproduced_or_refused() -> None:
    refused = set()
    for name in sorted(available_timezones()):
        try:
            assert differences(name) == [], name
        except Refused:
            refused.add(name)
    assert len(refused) < 20
    assert not {name for name in refused if name.startswith("Europe/")}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Nowhere",
        "Europe",
        "Europe/amsterdam",
        "localtime",
        "right/Europe/Amsterdam",
        "posix/Europe/Amsterdam",
        "../etc/passwd",
        "/etc/localtime",
        "Europe/Amsterdam\r\nX-EVIL:1",
        "Europe/Amsterdam\n",
        "W. Europe Standard Time",
        "A" * 5000,
        "Africa/Casablanca",  # follows Ramadan
        "Asia/Almaty",  # changed its law in 2024
    ],
)
def test_other_zones_are_refused(name: str) -> None:
    with pytest.raises(Refused) as caught:
        vtimezone(name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("unknown-zone", "zone")
    assert problem.values["value"] == name
