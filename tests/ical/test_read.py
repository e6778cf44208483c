"""One test per numbered rule for calendars of others that come in (I14 to I20)."""

from __future__ import annotations

import random
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.availability import merged
from ipe_events.domain.busy import BusyTimes
from ipe_events.domain.errors import Problem, Refused
from ipe_events.ical.parts import LARGEST
from ipe_events.ical.read import read_busy
from tests.refusals import problem_of

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
ZONE = "Europe/Amsterdam"
TEN = "DTSTART;TZID=Europe/Amsterdam:20260701T100000"


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*parts: str) -> bytes:
    text = "".join(parts)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{text}END:VCALENDAR\r\n".encode()


def told(content: bytes, owner: str | None = None) -> BusyTimes:
    return read_busy(content, "a.ics", ZONE, FIRST, LAST, owner)


def busy(*parts: str, owner: str | None = None) -> list[str]:
    """As `0701T0800-0900`, in UTC."""
    return [f"{start:%m%dT%H%M}-{end:%H%M}" for start, end in told(calendar(*parts), owner).periods]


def codes(*parts: str) -> list[str]:
    return [one.code for one in told(calendar(*parts)).warnings]


def refusal(content: bytes) -> Problem:
    return problem_of(lambda: told(content))


# --- I14 zones --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DTSTART:20260701T100000Z", "0701T1000-1100"),
        ("DTSTART:20260701T100000", "0701T0800-0900"),
        ("DTSTART:20260115T100000", "0115T0900-1000"),
        ("DTSTART;TZID=Europe/London:20260701T100000", "0701T0900-1000"),
        ("DTSTART;TZID=W. Europe Standard Time:20260701T100000", "0701T0800-0900"),
        ('DTSTART;TZID="W. Europe Standard Time":20260701T100000', "0701T0800-0900"),
        ("DTSTART;TZID=Eastern Standard Time:20260701T100000", "0701T1400-1500"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20260701T100000", "0701T0900-1000"),
        ("DTSTART;TZID=GMT:20260701T100000", "0701T1000-1100"),
    ],
)
def test_i14_a_zone_is_known_by_the_names_that_programs_give_it(start: str, expected: str) -> None:
    found = told(calendar(event("UID:a", start, "DURATION:PT1H")))
    assert [f"{a:%m%dT%H%M}-{b:%H%M}" for a, b in found.periods] == [expected]
    assert found.warnings == ()


def zone(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""])


EUROPE = (
    *("BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"),
    *("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD"),
    *("BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"),
    *("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT"),
)
FIXED = (
    *("BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0300", "TZOFFSETTO:+0300"),
    "END:STANDARD",
)


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (("TZID:Ons", "X-LIC-LOCATION:Europe/London"), "0701T0900-1000"),
        (("TZID:Ons", *EUROPE), "0701T0800-0900"),
        (("TZID:Ons", *FIXED), "0701T0700-0800"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_i14_a_zone_that_the_file_defines_is_where_it_says_or_what_its_clock_does(
    definition: tuple[str, ...], expected: str, first: bool
) -> None:
    parts = [
        zone(*definition),
        event("UID:a", "DTSTART;TZID=Ons:20260701T100000", "DURATION:PT1H"),
    ]
    assert busy(*(parts if first else parts[::-1])) == [expected]
    assert codes(*parts) == []


@pytest.mark.parametrize(
    "definition", [(), ("TZID:Ons",), ("TZID:Ons", "X-LIC-LOCATION:Mars/Phobos")]
)
def test_i14_an_unknown_zone_is_reported_and_not_read_as_utc(definition: tuple[str, ...]) -> None:
    parts = (zone(*definition), event("UID:a", "DTSTART;TZID=Ons:20260701T100000", "DURATION:PT1H"))
    found = told(calendar(*parts))
    assert busy(*parts) == ["0701T0800-0900"]
    (warning,) = found.warnings
    assert (warning.code, warning.values["value"], warning.values["zone"]) == (
        "zone-unknown",
        "Ons",
        ZONE,
    )


# --- I15 what is busy -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((TEN, "DTEND;TZID=Europe/Amsterdam:20260701T113000"), ["0701T0800-0930"]),
        ((TEN, "DTEND;TZID=Europe/London:20260701T113000"), ["0701T0800-1030"]),
        ((TEN, "DTEND:20260701T090000Z"), ["0701T0800-0900"]),
        ((TEN, "DURATION:PT1H30M"), ["0701T0800-0930"]),
        ((TEN, "DURATION:P1D"), ["0701T0800-0800"]),
        ((TEN,), []),
        ((TEN, "DURATION:PT0S"), []),
        (("DTSTART;VALUE=DATE:20260701",), ["0630T2200-2200"]),
        (("DTSTART:20260701",), ["0630T2200-2200"]),
        (("DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260703"), ["0630T2200-2200"]),
        (("DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260701"), ["0630T2200-2200"]),
        ((TEN, "DURATION:PT1H", "TRANSP:TRANSPARENT"), []),
        ((TEN, "DURATION:PT1H", "TRANSP:OPAQUE"), ["0701T0800-0900"]),
        ((TEN, "DURATION:PT1H", "STATUS:CANCELLED"), []),
        ((TEN, "DURATION:PT1H", "STATUS:TENTATIVE"), ["0701T0800-0900"]),
        ((TEN, "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), []),
        ((TEN, "DURATION:PT1H", "BEGIN:VALARM", "DURATION:PT9H", "END:VALARM"), ["0701T0800-0900"]),
    ],
)
def test_i15_when_an_event_keeps_somebody_busy(lines: tuple[str, ...], expected: list[str]) -> None:
    assert busy(event("UID:a", *lines)) == expected
    assert codes(event("UID:a", *lines)) == []


@pytest.mark.parametrize("answer", ["DECLINED", "delegated"])
def test_i15_what_the_owner_does_not_come_to_is_free(answer: str) -> None:
    part = event(
        "UID:a", TEN, "DURATION:PT1H", f"ATTENDEE;PARTSTAT={answer}:mailto:Noor@example.org"
    )
    assert busy(part, owner="noor@example.org") == []
    assert busy(part, owner="anna@example.org") == busy(part) == ["0701T0800-0900"]


WEEKLY = ("UID:a", TEN, "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), [1, 8, 15, 22]),
        (("EXDATE;TZID=Europe/Amsterdam:20260708T100000",), [1, 15, 22]),
        (("EXDATE:20260708T080000Z,20260701T080000Z",), [15, 22]),
        (("EXDATE;VALUE=DATE:20260715",), [1, 8, 22]),
        (("RDATE;TZID=Europe/Amsterdam:20260709T100000",), [1, 8, 9, 15, 22]),
        (("RDATE;VALUE=PERIOD:20260709T080000Z/PT1H",), [1, 8, 9, 15, 22]),
        (("RDATE;VALUE=PERIOD:20260709T080000Z/20260709T090000Z",), [1, 8, 9, 15, 22]),
    ],
)
def test_i15_a_series_is_every_occurrence_but_those_left_out(
    more: tuple[str, ...], expected: list[int]
) -> None:
    assert busy(event(*WEEKLY, *more)) == [f"07{day:02}T0800-0900" for day in expected]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("DTSTART:20260709T120000Z", "DURATION:PT1H"), ["0709T1200-1300"]),
        (("DTSTART:20260709T120000Z", "DURATION:PT1H", "STATUS:CANCELLED"), []),
        (("DTSTART:20260709T120000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"), []),
    ],
)
@pytest.mark.parametrize(
    "instance",
    ["RECURRENCE-ID:20260708T080000Z", "RECURRENCE-ID;TZID=Europe/London:20260708T090000"],
)
@pytest.mark.parametrize("first", [True, False])
def test_i15_an_occurrence_told_apart_takes_the_place_of_its_own(
    lines: tuple[str, ...], expected: list[str], instance: str, first: bool
) -> None:
    parts = [event(*WEEKLY), event("UID:a", instance, *lines)]
    rest = [f"07{day:02}T0800-0900" for day in (1, 15, 22)]
    assert busy(*(parts if first else parts[::-1])) == sorted([*rest, *expected])


def test_i15_a_series_keeps_its_time_of_day_when_the_clock_changes() -> None:
    found = busy(
        event(
            *("UID:a", "DTSTART;TZID=Europe/Amsterdam:20261020T100000", "DURATION:PT1H"),
            "RRULE:FREQ=WEEKLY;COUNT=2",
        )
    )
    assert found == ["1020T0800-0900", "1027T0900-1000"]


def test_i15_an_old_series_without_an_end_is_read_within_the_window() -> None:
    lines = ("UID:a", "DTSTART:19990101T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    found = told(calendar(event(*lines)))
    assert len(found.periods) == 730
    assert found.periods[0][0] == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert found.periods[-1][0] == datetime(2027, 12, 31, 10, tzinfo=UTC)


def test_i15_what_overlaps_or_touches_is_one_time_and_the_window_is_its_limit() -> None:
    found = told(
        calendar(
            event("UID:a", "DTSTART:20251231T200000Z", "DTEND:20260101T030000Z"),
            event("UID:b", "DTSTART:20260101T020000Z", "DTEND:20260101T040000Z"),
            event("UID:c", "DTSTART:20260101T040000Z", "DTEND:20260101T050000Z"),
            event("UID:d", "DTSTART:20280101T040000Z", "DTEND:20280101T050000Z"),
        )
    )
    assert found.periods == (
        (datetime(2025, 12, 31, 23, tzinfo=UTC), datetime(2026, 1, 1, 5, tzinfo=UTC)),
    )


def test_i15_free_busy_times_count_when_they_are_not_free() -> None:
    part = (
        "BEGIN:VFREEBUSY\r\nUID:f\r\nFREEBUSY:20260701T080000Z/PT1H,20260702T080000Z/"
        "20260702T093000Z\r\nFREEBUSY;FBTYPE=FREE:20260703T080000Z/PT1H\r\n"
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260704T080000Z/PT1H\r\nEND:VFREEBUSY\r\n"
    )
    assert busy(part) == ["0701T0800-0900", "0702T0800-0930", "0704T0800-0900"]


def test_i15_a_calendar_of_cancellations_keeps_nobody_busy() -> None:
    assert busy("METHOD:CANCEL\r\n", event("UID:a", TEN, "DURATION:PT1H")) == []


RULES = st.builds(
    "FREQ={};INTERVAL={};COUNT={}".format,
    st.sampled_from(["DAILY", "WEEKLY", "WEEKLY;BYDAY=MO,TH", "MONTHLY"]),
    st.integers(1, 3),
    st.integers(1, 20),
)
STARTS = st.datetimes(datetime(2026, 2, 1), datetime(2027, 6, 1)).map(
    lambda moment: moment.replace(minute=0, second=0, microsecond=0)
)


@given(STARTS, st.none() | RULES, st.integers(1, 30), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_i15_an_independent_reader_finds_the_same_times(
    start: datetime, rule: str | None, hours: int, all_day: bool, utc: bool
) -> None:
    # Readers differ about times that a clock change skips or repeats, and about days after the
    # 28th: those are not what this is about.
    start = start.replace(day=min(start.day, 28), hour=4 + start.hour % 16)
    begin = f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    end = f"DTEND;VALUE=DATE:{start + timedelta(days=hours % 3 + 1):%Y%m%d}"
    if not all_day:
        mark = "Z" if utc else ""
        parameter = "" if utc else ";TZID=Europe/Amsterdam"
        begin = f"DTSTART{parameter}:{start:%Y%m%dT%H%M%S}{mark}"
        end = f"DTEND{parameter}:{start + timedelta(hours=hours % 4 + 1):%Y%m%dT%H%M%S}{mark}"
    if rule and "BYDAY" in rule:
        # A start that its rule does not match is one more occurrence to some readers.
        rule = rule.replace("MO,TH", ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][start.weekday()])
    content = calendar(event("UID:a", begin, end, *([f"RRULE:{rule}"] if rule else [])))
    others = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(
        datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)
    )
    seen = [(_moment(one["DTSTART"].dt), _moment(one["DTEND"].dt)) for one in others]
    limit = datetime(2027, 12, 30, tzinfo=UTC)
    ours = [span for span in told(content).periods if span[1] < limit]
    assert ours == [span for span in merged(seen) if span[1] < limit]


def _moment(value: date | datetime) -> datetime:
    if not isinstance(value, datetime):
        local = datetime(value.year, value.month, value.day)
        return local.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
    return value.astimezone(UTC)


# --- I16, I20 nothing is kept or done but times --------------------------------------------------


def test_i16_no_title_place_or_address_is_kept() -> None:
    found = told(
        calendar(
            event(
                *("UID:geheim-1", TEN, "DURATION:PT1H", "SUMMARY:geheim-2", "LOCATION:geheim-3"),
                *("DESCRIPTION:geheim-4", "CLASS:PRIVATE", "ORGANIZER:mailto:geheim@example.org"),
            )
        )
    )
    assert found.periods
    assert "geheim" not in repr(found)


def test_i20_what_a_warning_repeats_is_cut_and_bounded() -> None:
    parts = [
        event(f"UID:{n}", f"DTSTART;TZID=\x1b[31m[/red]{n}{'x' * 500}:20260701T100000")
        for n in range(100)
    ]
    found = told(calendar(*parts))
    assert len(found.warnings) <= 21
    assert all(len(str(one.values["value"])) <= 60 for one in found.warnings)
    assert sum(int(str(one.values["count"])) for one in found.warnings) == 100


# --- I17 tolerant ------------------------------------------------------------------------------


def test_i17_lines_may_end_in_a_line_feed_and_be_blank_or_folded() -> None:
    content = calendar(event("UID:a", TEN, "DURATION:PT1H")).replace(b"\r\n", b"\n")
    assert told(content).periods
    folded = content.replace(b"20260701T100000", b"2026\n 0701\n\tT100000").replace(
        b"\n", b"\n\n", 2
    )
    assert told(b"\xef\xbb\xbf" + folded).periods == told(content).periods


def test_i17_an_event_without_a_uid_or_stamp_is_read_and_reported() -> None:
    part = event(TEN, "DURATION:PT1H")
    assert busy(part) == ["0701T0800-0900"]
    assert codes(part) == ["event-without-uid"]


@pytest.mark.parametrize(
    "bad",
    [
        ("UID:b",),
        ("UID:b", "DTSTART:gisteren"),
        ("UID:b", "DTSTART:20260231T100000Z"),
        ("UID:b", "DTSTART:00010101T100000Z"),
        ("UID:b", "DTSTART:99991231T100000Z", "DURATION:P99999W"),
        ("UID:b", TEN, "DTEND:20260701T070000Z"),
        ("UID:b", TEN, "DTEND;VALUE=DATE:20260702"),
        ("UID:b", TEN, "DURATION:-PT1H"),
        ("UID:b", TEN, "DURATION:een uur"),
        ("UID:b", TEN, "DURATION:P999999D", "RRULE:FREQ=DAILY"),
        ("UID:b", TEN, "EXDATE:morgen", "DURATION:PT1H", "RRULE:FREQ=DAILY"),
        ("UID:b", TEN, "RECURRENCE-ID:gisteren"),
        ("UID:b", "DTSTART:20260701T100000Z/PT1H/PT1H"),
    ],
)
def test_i17_one_bad_event_among_good_ones_is_left_out_and_reported(bad: tuple[str, ...]) -> None:
    good = event("UID:a", "DTSTART:20270101T100000Z", "DURATION:PT1H")
    found = told(calendar(event(*bad), good))
    assert [f"{start:%Y%m%d}" for start, _end in found.periods][-1] == "20270101"
    assert {one.code for one in found.warnings} <= {"event-unreadable", "rule-unread"}
    assert found.warnings


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;FREQ=DAILY", "FREQ=SOMS", "ELKE DINSDAG", ""])
def test_i17_a_rule_that_is_none_leaves_its_event_out_whole(rule: str) -> None:
    part = event("UID:a", TEN, "DURATION:PT1H", f"RRULE:{rule}")
    assert (busy(part), codes(part)) == ([], ["rule-unread"])


def test_i17_latin_1_is_read_with_a_notice() -> None:
    content = calendar(event("UID:caf\xe9", TEN, "DURATION:PT1H")).replace("é".encode(), b"\xe9")
    found = told(content)
    assert len(found.periods) == 1
    assert [one.code for one in found.warnings] == ["calendar-latin"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (b"<!DOCTYPE html><html></html>", "no-calendar"),
        (b"\x00\x01\x02", "no-calendar"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "no-calendar"),
        (b"PK\x03\x04", "no-calendar"),
        (calendar(event("UID:a", TEN)).decode().encode("utf-16"), "utf-16"),
        (calendar(event("UID:a", TEN))[:-20], "not-closed"),
        (calendar(event("UID:a", TEN))[:60], "not-closed"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "not-closed"),
    ],
)
def test_i17_what_is_no_calendar_is_refused(content: bytes, reason: str) -> None:
    found = refusal(content)
    assert (found.code, found.values["reason"]) == ("calendar-invalid", reason)


# --- I18 time and memory -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYSECOND=0,1,2,3",
    ],
)
def test_i18_what_repeats_several_times_a_day_is_left_out_and_reported(rule: str) -> None:
    good = event("UID:b", "DTSTART:20270101T100000Z", "DURATION:PT1H")
    part = event("UID:a", TEN, "DURATION:PT1H", f"RRULE:{rule}")
    before = process_time()
    assert busy(part, good) == ["0101T1000-1100"]
    assert codes(part, good) == ["repeats-too-fine"]
    assert process_time() - before < 1


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20260701T100000Z", "RRULE:FREQ=DAILY;COUNT=1000000000"),
        ("DTSTART:19000101T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        ("DTSTART:19000101T100000Z", "RRULE:FREQ=YEARLY;BYYEARDAY=366;INTERVAL=3"),
        ("DTSTART:20260701T100000Z", f"RRULE:FREQ=YEARLY;BYYEARDAY={','.join('1' * 31_000)}"),
        ("DTSTART:20260701T100000Z", "RRULE:FREQ=DAILY;INTERVAL=999999999999"),
        ("DTSTART:20260701T100000Z", "RRULE:FREQ=DAILY", "EXDATE:" + "20260701T100000Z," * 9000),
    ],
)
def test_i18_a_hostile_rule_takes_no_time(lines: tuple[str, ...]) -> None:
    before = process_time()
    told(calendar(event("UID:a", "DURATION:PT1H", *lines)))
    assert process_time() - before < 2


def test_i18_a_series_of_which_everything_is_left_out_keeps_nobody_busy() -> None:
    days = ",".join(f"202607{day:02}T080000Z" for day in range(1, 11))
    lines = ("UID:a", TEN, "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=10", f"EXDATE:{days}")
    assert busy(event(*lines)) == []


@pytest.mark.soak
def test_i18_many_rules_are_refused_as_a_whole() -> None:
    part = event("UID:a", "DTSTART:19000101T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    before = process_time()
    assert refusal(calendar(part * 5000)).values["reason"] == "too-many-times"
    assert process_time() - before < 60


# --- I19 size and structure ---------------------------------------------------------------------


def large(size: int) -> bytes:
    """A calendar of about so many bytes: half hours, each with a title and a text."""
    chance = random.Random(1)
    parts: list[str] = []
    while not parts or len(parts[-1]) * len(parts) < size:
        moment = datetime(2026, 1, 1) + timedelta(minutes=30 * chance.randrange(30_000))
        parts.append(
            event(
                f"UID:{len(parts):08}@example.org",
                f"DTSTART:{moment:%Y%m%dT%H%M%S}Z",
                "DURATION:PT30M",
                "SUMMARY:Overleg over de voortgang",
                "DESCRIPTION:" + "x" * 400,
            )
        )
    return calendar(*parts)


@pytest.mark.parametrize(
    "size", [2_000_000, pytest.param(20_000_000, marks=pytest.mark.soak)], ids=["2", "20"]
)
def test_i19_twenty_megabytes_are_read_within_bounds(size: int) -> None:
    content = large(size)
    assert len(content) > 0.95 * size
    before = process_time()
    found = told(content)
    assert process_time() - before < size / 1_000_000
    assert len(found.periods) > 100
    assert found.warnings == ()
    assert refusal(content[:-10]).values["reason"] == "not-closed"


def test_i19_a_line_as_long_as_a_file_takes_no_more_memory_than_the_file() -> None:
    content = calendar(
        event("UID:a", TEN, "DURATION:PT1H", "ATTACH;ENCODING=BASE64:" + "A" * 5_000_000),
        event("UID:b", TEN, "DURATION:PT1H", "ATTACH:" + ("A" * 70 + "\r\n ") * 70_000),
        event("UID:c", TEN, "DURATION:PT1H", "EXDATE:" + "A" * 5_000_000),
    )
    tracemalloc.start()
    found = told(content)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000
    assert len(found.periods) == 1
    assert [one.code for one in found.warnings] == ["event-unreadable"]


@pytest.mark.parametrize("kind", ["VEVENT", "VCALENDAR", "X-WAT"])
def test_i19_five_thousand_nested_components_are_refused(kind: str) -> None:
    nested = f"BEGIN:{kind}\r\n" * 5000 + f"END:{kind}\r\n" * 5000
    assert refusal(calendar(nested)).values["reason"] == "nested-too-deep"


def test_i19_a_file_that_is_too_large_is_refused_unread() -> None:
    before = process_time()
    assert refusal(b"\n" * (LARGEST + 1)).code == "file-too-large"
    assert process_time() - before < 0.5


def test_i19_too_many_lines_and_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipe_events.ical.parts.MOST_LINES", 50)
    assert refusal(calendar(event("UID:a", TEN) * 20)).values["reason"] == "too-many-lines"
    monkeypatch.setattr("ipe_events.ical.parts.MOST_LINES", 1000)
    monkeypatch.setattr("ipe_events.ical.parts.MOST_PARTS", 10)
    assert refusal(calendar(event("UID:a", TEN) * 20)).values["reason"] == "too-many-parts"


@given(st.binary(max_size=300), st.integers(0, 200))
@settings(max_examples=150, deadline=None)
def test_i19_any_bytes_are_read_or_refused_on_one_line(noise: bytes, place: int) -> None:
    sound = calendar(event(*WEEKLY))
    for content in (noise, sound[:place] + noise + sound[place:]):
        assert _refusals(content) <= {"calendar-invalid"}


def _refusals(content: bytes) -> set[str]:
    try:
        told(content)
    except Refused as refused:
        return {one.code for one in refused.problems}
    return set()
