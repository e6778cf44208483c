"""The rules for series (R34 to R38), and what the others ask of a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ipe_events.domain.errors import Refused
from ipe_events.domain.invitation import Address, Attendee, AttendeeRole, Invitation, Method
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import explicit, parse_rule, rule_text
from ipe_events.ical.write import write
from tests.ical.examples import (
    EVERY_SERIES,
    MOVED,
    NIGHTS,
    SERIES,
    SERIES_CANCELLED,
    SERIES_DAYS,
    SERIES_LEAP,
    SERIES_UNINVITED,
    SERIES_UNIVERSAL,
    SERIES_UNTIL,
    WHOLE_DAY,
)
from tests.ical.generated import meant
from tests.ical.others import DATES, Dates, people_by_vobject
from tests.ical.reader import Component, read, series_of

every = pytest.mark.parametrize("series", EVERY_SERIES.values(), ids=EVERY_SERIES.keys())


def parts_of(series: Invitation) -> tuple[Component, list[Component]]:
    return series_of(write(series))


def rule_of(series: Invitation) -> str:
    return parts_of(series)[0].only("RRULE").raw


def days_on(first: date, rule: str, **more: Any) -> Invitation:
    """A series of whole days without anything special."""
    bare = replace(SERIES_DAYS, excluded=(), overrides=(), **more)
    return replace(bare, start=first, end=first, rule=parse_rule(rule))


@every
@pytest.mark.parametrize("dates", DATES)
def test_independent_programs_see_the_dates_that_are_meant(
    dates: Dates, series: Invitation
) -> None:
    assert dates(write(series)) == meant(series)


@every
def test_r34_one_rule_on_the_first_event_alone(series: Invitation) -> None:
    master, _overrides = parts_of(series)
    parts = dict(part.split("=") for part in master.only("RRULE").raw.split(";"))
    assert parts["FREQ"] in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
    assert ("COUNT" in parts) is not ("UNTIL" in parts)
    assert not {"BYWEEKNO", "BYHOUR", "BYMINUTE", "BYSECOND"} & set(parts)
    assert not master.has("EXRULE")


@pytest.mark.parametrize(
    ("series", "written"),
    [
        (SERIES, "FREQ=WEEKLY;COUNT=6;BYDAY=TU"),
        (SERIES_LEAP, "FREQ=YEARLY;COUNT=3;BYMONTH=2;BYMONTHDAY=29"),
        (days_on(date(2026, 1, 31), "FREQ=MONTHLY;COUNT=3"), "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=31"),
        (
            days_on(date(2026, 1, 30), "FREQ=MONTHLY;COUNT=3;BYDAY=FR;BYSETPOS=-1"),
            "FREQ=MONTHLY;COUNT=3;BYDAY=FR;BYSETPOS=-1",
        ),
    ],
)
def test_r34_a_rule_says_what_others_would_take_from_its_start(
    series: Invitation, written: str
) -> None:
    assert rule_of(series) == written


@pytest.mark.parametrize(
    ("series", "until"),
    [
        (SERIES_DAYS, "20261031"),
        (SERIES_UNTIL, "20260505T170000Z"),
        (SERIES_UNIVERSAL, "20260505T130000Z"),
        (replace(SERIES, rule=parse_rule("FREQ=WEEKLY;UNTIL=20260414")), "20260414T110000Z"),
        (
            replace(SERIES, rule=parse_rule("FREQ=WEEKLY;UNTIL=20260420T000000Z")),
            "20260414T110000Z",
        ),
        (days_on(date(2026, 1, 31), "FREQ=MONTHLY;UNTIL=20260401T000000Z"), "20260331"),
    ],
)
def test_r35_until_is_the_last_date_typed_like_the_start(series: Invitation, until: str) -> None:
    assert rule_of(series).partition("UNTIL=")[2].partition(";")[0] == until
    assert "COUNT" not in rule_of(series)


def test_r35_the_hour_that_comes_twice_is_not_cut_off() -> None:
    night = datetime(2026, 10, 24, 2, 30)
    series = replace(
        NIGHTS,
        start=night,
        end=night + timedelta(minutes=15),
        rule=parse_rule("FREQ=DAILY;UNTIL=20261025"),
        excluded=(),
    )
    # The second time that the clock shows it, for programs that take that one.
    assert rule_of(series) == "FREQ=DAILY;UNTIL=20261025T013000Z"
    for dates in DATES:
        assert len(dates(write(series))) == 2


def test_r35_a_series_ends() -> None:
    with pytest.raises(ValueError, match="ends"):
        write(replace(SERIES, rule=parse_rule("FREQ=WEEKLY")))


@every
def test_r36_the_start_is_the_first_date(series: Invitation) -> None:
    assert series.rule is not None
    first = occurrences(series.rule, series.start, zone=series.zone)[0]
    raw = parts_of(series)[0].only("DTSTART").raw
    assert raw.startswith(first.strftime("%Y%m%dT%H%M%S" if "T" in raw else "%Y%m%d"))


@pytest.mark.parametrize(
    "rule",
    ["FREQ=WEEKLY;COUNT=6;BYDAY=WE", "FREQ=WEEKLY;UNTIL=20260309", "FREQ=YEARLY;COUNT=2;BYMONTH=4"],
)
def test_r36_another_start_is_a_fault(rule: str) -> None:
    with pytest.raises(ValueError, match="first date"):
        write(replace(SERIES, rule=parse_rule(rule), excluded=(), overrides=()))


@every
def test_r37_exceptions_are_like_the_start(series: Invitation) -> None:
    master, overrides = parts_of(series)
    start = master.only("DTSTART")
    for line in [*master.every("EXDATE"), *(one.only("RECURRENCE-ID") for one in overrides)]:
        assert line.parameters == start.parameters
        assert line.raw[8:] == start.raw[8:]
    excluded = [line.raw for line in master.every("EXDATE")]
    assert excluded == sorted(set(excluded))
    assert {raw[:8] for raw in excluded} >= {f"{moment:%Y%m%d}" for moment in series.excluded}
    assert not any(one.has("RDATE") for one in (master, *overrides))


def test_r37_a_time_that_spring_skips_is_no_date_to_anybody() -> None:
    master, _overrides = parts_of(NIGHTS)
    assert [line.raw for line in master.every("EXDATE")] == ["20260329T023000", "20260330T023000"]
    # Five were asked for and counted, but programs would count the skipped one too.
    assert rule_of(NIGHTS) == "FREQ=DAILY;UNTIL=20260401T003000Z"


AT = datetime(2026, 3, 31, 13)


@pytest.mark.parametrize(
    "changes",
    [
        {"excluded": (AT + timedelta(hours=1),)},
        {"excluded": (AT.date(),)},
        {"excluded": (AT.replace(tzinfo=UTC),)},
        {"excluded": (AT, AT)},
        {"excluded": (datetime(2026, 4, 21, 13),)},
        {"excluded": (MOVED.occurrence,)},
        {"overrides": (replace(MOVED, occurrence=AT + timedelta(days=1)),)},
        {"overrides": (replace(MOVED, occurrence=AT.date()),)},
        {"overrides": (replace(MOVED, occurrence=None),)},
        {"overrides": (MOVED, MOVED)},
    ],
)
def test_r37_an_exception_to_nothing_is_a_fault(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="one date of the series"):
        write(replace(SERIES, **changes))


def test_r38_an_override_is_an_event_of_its_own() -> None:
    _master, (moved, whole_day) = parts_of(SERIES)
    assert moved.only("RECURRENCE-ID").raw == "20260407T130000"
    assert (moved.only("DTSTART").raw, moved.only("DTEND").raw) == (
        "20260408T100000",
        "20260408T113000",
    )
    assert moved.only("SEQUENCE").raw == "2"
    assert moved.only("SUMMARY").text == MOVED.title
    assert moved.only("LOCATION").text == "Online"
    assert not moved.components
    assert [
        (line.parameter("ROLE"), line.parameter("CUTYPE"), line.raw)
        for line in moved.every("ATTENDEE")
    ] == [
        ("CHAIR", "INDIVIDUAL", "mailto:eva@example.org"),
        ("REQ-PARTICIPANT", "GROUP", "mailto:zorg@example.org"),
    ]
    # The first start of a whole day stays a time.
    assert whole_day.only("RECURRENCE-ID").parameter("TZID") == "Europe/Amsterdam"
    assert whole_day.only("DTEND").raw == "20260319"
    for one in (moved, whole_day):
        assert "RANGE" not in one.only("RECURRENCE-ID").parameters


@pytest.mark.parametrize(
    "changes",
    [
        {"uid": "another@example.org"},
        {"zone": "America/New_York"},
        {"organizer": Address("Anneke de Vries", "bureau@example.org")},
        {"rule": parse_rule("FREQ=DAILY;COUNT=2")},
        {"excluded": (AT,)},
        {"overrides": (WHOLE_DAY,)},
        {"method": Method.CANCEL},
    ],
)
def test_r38_an_override_of_another_series_is_a_fault(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="override"):
        write(replace(SERIES, overrides=(replace(MOVED, **changes),)))


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": None, "excluded": ()},
        {"rule": None, "overrides": ()},
        {"occurrence": SERIES.start},
    ],
)
def test_r38_half_a_series_is_a_fault(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"series|rule"):
        write(replace(SERIES, **changes))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"attendees": ()}, "no-attendees", "attendees"),
        ({"attendees": (Attendee("A", "a"),)}, "not-an-address", "attendees"),
        ({"end": MOVED.start}, "end-not-after-start", "end"),
        ({"start": datetime(2026, 3, 29, 2)}, "time-does-not-exist", "start"),
        ({"end": datetime(2100, 1, 1)}, "date-out-of-range", "end"),
        ({"link": "x"}, "not-a-link", "link"),
    ],
)
def test_an_override_is_checked_like_an_event(
    changes: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as caught:
        write(replace(SERIES, overrides=(replace(MOVED, **changes),)))
    assert [(problem.code, problem.field) for problem in caught.value.problems] == [(code, field)]


@pytest.mark.parametrize(
    ("series", "code"),
    [
        (days_on(date(2026, 1, 1), "FREQ=DAILY;COUNT=2001"), "rule-too-many"),
        (days_on(date(2098, 1, 1), "FREQ=YEARLY;COUNT=3"), "date-out-of-range"),
        (replace(SERIES, start=date(2026, 3, 10), zone="Nowhere"), "unknown-zone"),
    ],
)
def test_a_series_without_bounds_is_refused(series: Invitation, code: str) -> None:
    with pytest.raises(Refused, match=code):
        write(replace(series, end=series.start, excluded=(), overrides=()))


@every
def test_r13_r28_one_series_and_each_zone_once_before_it(series: Invitation) -> None:
    calendar = read(write(series))
    parts_of(series)
    names = [component.name for component in calendar.components]
    assert names == sorted(names, reverse=True)
    used = {
        value.text
        for component in calendar.inside("VEVENT")
        for line in component.properties
        for value in line.parameters.get("TZID", ())
    }
    assert {zone.only("TZID").raw for zone in calendar.inside("VTIMEZONE")} == used
    assert len(calendar.inside("VTIMEZONE")) == len(used)


def test_r28_the_zone_of_a_first_start_is_defined_too() -> None:
    (zone,) = read(write(WHOLE_DAY)).inside("VTIMEZONE")
    assert zone.only("TZID").raw == "Europe/Amsterdam"


def test_r20_a_cancellation_takes_the_whole_series_back() -> None:
    master, overrides = parts_of(SERIES_CANCELLED)
    assert rule_of(SERIES_CANCELLED) == rule_of(SERIES)
    for one in (master, *overrides):
        assert one.only("STATUS").raw == "CANCELLED"
        assert int(one.only("SEQUENCE").raw) == 3
        assert not one.inside("VALARM")
    assert not master.has("RECURRENCE-ID")


def test_r20_somebody_taken_off_a_series_learns_nothing_of_a_cancelled_one() -> None:
    master, _overrides = parts_of(SERIES_UNINVITED)
    assert not master.has("STATUS")
    assert [line.raw for line in master.every("ATTENDEE")] == ["mailto:bram@example.org"]


def test_r23_several_people_may_chair() -> None:
    attendees = tuple(
        Attendee(name, f"{name}@example.org", AttendeeRole.CHAIR) for name in ("a", "b")
    )
    master, _overrides = parts_of(replace(SERIES, attendees=attendees))
    assert [line.parameter("ROLE") for line in master.every("ATTENDEE")] == ["CHAIR", "CHAIR"]


@every
def test_people_are_those_of_each_date(series: Invitation) -> None:
    found = people_by_vobject(write(series))
    assert len(found) == 1 + len(series.overrides)
    assert sorted(len(people) for people in found.values()) == sorted(
        len(one.attendees) for one in (series, *series.overrides)
    )


@every
def test_r34_our_own_reader_takes_nothing_more_from_the_start(series: Invitation) -> None:
    rule = parse_rule(rule_of(series))
    day = series.start.date() if isinstance(series.start, datetime) else series.start
    assert rule_text(explicit(rule, day)) == rule_of(series)
