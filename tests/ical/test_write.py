"""One test per numbered rule for the files that leave the house (R01 to R50)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from hypothesis import strategies as st
from icalendar.parser import Contentline

from ipe_events.domain.errors import Refused
from ipe_events.domain.invitation import (
    Address,
    Answer,
    Attendee,
    AttendeeKind,
    AttendeeRole,
    Invitation,
    Method,
)
from ipe_events.ical.lines import to_bytes
from ipe_events.ical.write import write
from tests.ical.clock import instant, onsets
from tests.ical.examples import (
    ALL_DAY,
    BARE,
    CANCELLED,
    CANCELLED_DAY,
    ELSEWHERE,
    EVERY,
    FULL,
    HOSTILE,
    LINK,
    STAMP,
    UNINVITED,
    UNIVERSAL,
)
from tests.ical.reader import Component, Property, event_of, read, unfold

every = pytest.mark.parametrize("invitation", EVERY.values(), ids=EVERY.keys())


def event(invitation: Invitation) -> Component:
    return event_of(write(invitation))


def zone_of(invitation: Invitation) -> Component:
    (zone,) = read(write(invitation)).inside("VTIMEZONE")
    return zone


def value(found: Property, name: str) -> str:
    return found.parameter(name)


def refusal(invitation: Invitation) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        write(invitation)
    (problem,) = caught.value.problems
    return problem.code, problem.field


@every
def test_r01_utf8_without_bom_or_control_characters(invitation: Invitation) -> None:
    content = write(invitation)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert not re.search(
        "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]", content.decode()
    )


def test_r01_every_line_end_becomes_one_and_other_controls_go() -> None:
    title = "a\tb\x00\x07\x0b\x1b\x7f\x9bc\r\nd\re\x85f\u2028g\u2029h\ufeffi\ud800"
    found = event(replace(BARE, title=title, location=title))
    assert found.only("SUMMARY").text == "a bc\nd\ne\nf\ng\nhi\ufffd"
    assert found.only("LOCATION").text == found.only("SUMMARY").text


@every
def test_r02_crlf_everywhere_and_no_blank_line(invitation: Invitation) -> None:
    content = write(invitation)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\r\n") == content.count(b"\r") == content.count(b"\n")
    assert b"\r\n\r\n" not in content


@every
def test_r03_at_most_75_octets_a_line(invitation: Invitation) -> None:
    assert max(map(len, write(invitation).split(b"\r\n"))) <= 75


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("character", ["é", "漢", "😀", "\\", ";"])
def test_r04_no_fold_inside_a_character(character: str, shift: int) -> None:
    text = "x" * shift + character * 120
    found = event(replace(BARE, title=text, description=text))
    assert found.only("SUMMARY").text == text
    assert found.only("DESCRIPTION").text == text


@every
def test_r05_content_line_grammar(invitation: Invitation) -> None:
    for found in event(invitation).properties:
        for quoted_always in {"SENT-BY", "DELEGATED-TO", "DIR", "ALTREP"} & set(found.parameters):
            assert all(given.quoted for given in found.parameters[quoted_always])
        for given in found.parameters.get("TZID", ()):
            assert not given.quoted


def test_r05_no_field_can_add_a_property() -> None:
    plain = [found.name for found in event(replace(FULL, attendees=FULL.attendees[:1])).properties]
    assert [found.name for found in event(HOSTILE).properties] == plain


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_r05_a_line_end_inside_a_line_is_a_fault(end: str) -> None:
    with pytest.raises(ValueError, match="line end"):
        to_bytes(["BEGIN:VCALENDAR", f"X-NAME:a{end}METHOD:CANCEL"])


@pytest.mark.parametrize(
    "name",
    [
        'Jan "de" Boer',
        "a^b^^c^n",
        "Boer, J. de; dr.: MSc",
        "O'Neill",
        "Çağla",
        "漢字" * 50,
        "a, b",
        "a = b",
    ],
)
def test_r06_names_are_parameters_not_text(name: str) -> None:
    found = event(
        replace(
            BARE,
            organizer=Address(name, "a@b.example.org"),
            attendees=(Attendee(name, "c@d.example.org"),),
        )
    )
    assert value(found.only("ORGANIZER"), "CN") == name
    assert value(found.only("ATTENDEE"), "CN") == name


def test_r06_no_newline_or_backslash_in_a_name() -> None:
    found = event(replace(BARE, attendees=(Attendee(" a\r\nb\\, c\td\n", "c@d.example.org"),)))
    assert value(found.only("ATTENDEE"), "CN") == "a b/, c d"
    assert "\\" not in "".join(
        unfold(write(replace(BARE, attendees=(Attendee("a\\b", "c@d.example.org"),))))
    )


def test_r07_text_escapes_in_a_category() -> None:
    found = event(replace(BARE, category=r"Nacht\Nieuw, en; meer")).only("CATEGORIES")
    assert found.raw == r"Nacht\\Nieuw\, en\; meer"


def test_r07_text_escapes() -> None:
    found = event(replace(BARE, title='a\\b;c,d\ne:"f"\'', location=r"C:\Nieuw\nog \\N \, \;"))
    assert found.only("SUMMARY").raw == 'a\\\\b\\;c\\,d\\ne:"f"\''
    assert found.only("LOCATION").raw == r"C:\\Nieuw\\nog \\\\N \\\, \\\;"
    assert found.only("LOCATION").text == r"C:\Nieuw\nog \\N \, \;"


@every
def test_r08_one_calendar_with_one_event(invitation: Invitation) -> None:
    content = write(invitation)
    assert [inner.name for inner in read(content).components if inner.name != "VTIMEZONE"] == [
        "VEVENT"
    ]
    assert content.count(b"BEGIN:VCALENDAR") == content.count(b"END:VCALENDAR") == 1


@every
def test_r09_version_and_own_product_before_the_components(invitation: Invitation) -> None:
    calendar = read(write(invitation))
    assert calendar.only("VERSION").raw == "2.0"
    assert calendar.only("CALSCALE").raw == "GREGORIAN"
    assert "ipe-events" in calendar.only("PRODID").raw
    assert not re.search(
        "microsoft|google|outlook|apple", calendar.only("PRODID").raw, re.IGNORECASE
    )


@every
def test_r10_method_once_on_the_calendar(invitation: Invitation) -> None:
    calendar = read(write(invitation))
    assert calendar.only("METHOD").raw == invitation.method.value
    assert not any(inner.has("METHOD") for inner in calendar.walk() if inner is not calendar)


@every
def test_r11_required_properties(invitation: Invitation) -> None:
    found = event(invitation)
    required = {"ATTENDEE", "DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY", "UID"}
    assert required <= {line.name for line in found.properties}


def test_r11_nobody_to_invite_is_refused() -> None:
    assert refusal(replace(BARE, attendees=())) == ("no-attendees", "attendees")
    only_organizer = (Attendee("A", BARE.organizer.email.upper()),)
    assert refusal(replace(BARE, attendees=only_organizer)) == ("no-attendees", "attendees")


def test_r11_an_empty_title_still_gives_a_summary() -> None:
    assert event(replace(BARE, title="")).only("SUMMARY").text == ""


@every
def test_r12_one_uid_and_one_organizer(invitation: Invitation) -> None:
    assert event(invitation).only("UID").text == invitation.uid
    assert event(invitation).only("ORGANIZER").raw == "mailto:aanjager@example.org"


@every
def test_r13_one_master_per_uid(invitation: Invitation) -> None:
    assert not event(invitation).has("RECURRENCE-ID")


@pytest.mark.parametrize("uid", ["", "x" * 256, "é", "a\r\nX:1", "a\x7f"])
def test_r14_uid_is_printable_ascii(uid: str) -> None:
    with pytest.raises(ValueError, match="UID"):
        write(replace(BARE, uid=uid))


def test_r14_uid_does_not_depend_on_the_contents() -> None:
    assert event(FULL).only("UID").raw == event(BARE).only("UID").raw == BARE.uid


def test_r15_stamps_once_in_utc() -> None:
    local = STAMP.astimezone(timezone(timedelta(hours=2)))
    for invitation in (FULL, replace(FULL, stamp=local), CANCELLED):
        found = event(invitation)
        assert found.only("DTSTAMP").raw == "20260105T093000Z"
        assert found.only("LAST-MODIFIED").raw == "20260105T093000Z"
        assert found.only("CREATED").raw == "20251201T080000Z"
    with pytest.raises(ValueError, match="aware"):
        write(replace(BARE, stamp=datetime(2026, 1, 1)))


def test_r16_sequence_is_a_counter_and_always_there() -> None:
    assert event(BARE).only("SEQUENCE").raw == "0"
    assert event(replace(BARE, sequence=2**31 - 1)).only("SEQUENCE").raw == "2147483647"
    for invitation in (BARE, CANCELLED):
        for sequence in (-1, 2**31):
            with pytest.raises(ValueError, match="SEQUENCE"):
                write(replace(invitation, sequence=sequence))


@every
def test_r17_nothing_more_often_than_allowed(invitation: Invitation) -> None:
    for component in read(write(invitation)).walk():
        names = [found.name for found in component.properties if found.name != "ATTENDEE"]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("invitation", [BARE, FULL, ALL_DAY])
def test_r18_request_is_confirmed_and_has_an_end(invitation: Invitation) -> None:
    found = event(invitation)
    assert found.only("STATUS").raw == "CONFIRMED"
    assert found.has("DTEND")
    assert not found.has("DURATION")


def test_r20_cancel_of_the_event() -> None:
    for invitation in (CANCELLED, CANCELLED_DAY):
        found = event(invitation)
        assert found.only("STATUS").raw == "CANCELLED"
        assert found.only("UID").raw == FULL.uid
        assert int(found.only("SEQUENCE").raw) >= 1
        assert len(found.every("ATTENDEE")) == 4
        assert found.has("DTSTART")
        assert found.has("SUMMARY")
        assert not found.components


def test_r20_somebody_uninvited_learns_nothing_of_a_cancelled_event() -> None:
    found = event(UNINVITED)
    assert not found.has("STATUS")
    assert [line.raw for line in found.every("ATTENDEE")] == ["mailto:bram@example.org"]
    assert not found.components


def test_r20_cancel_asks_no_answer_and_takes_a_higher_sequence() -> None:
    assert not any("RSVP" in line.parameters for line in event(CANCELLED).every("ATTENDEE"))
    with pytest.raises(ValueError, match="SEQUENCE"):
        write(replace(CANCELLED, sequence=0))


def test_r21_who_invites_answers_nobody() -> None:
    assert {str(method) for method in Method} == {"REQUEST", "CANCEL"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("J.Jansen+ipe@Example.org", "mailto:J.Jansen+ipe@Example.org"),
        ("o'neill_x@example.org", "mailto:o'neill_x@example.org"),
        ("50%#1?@example.org", "mailto:50%25%231%3F@example.org"),
        ("jörg@example.org", "mailto:j%C3%B6rg@example.org"),
    ],
)
def test_r22_addresses_are_plain_mailto(address: str, expected: str) -> None:
    found = event(replace(BARE, attendees=(Attendee("A", address),)))
    assert found.only("ATTENDEE").raw == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "jan",
        "@b.example.org",
        "a@",
        "a@b@c",
        "a b@c.example.org",
        "<a@b.example.org>",
        "a@b.example.org\r\nX:1",
        "a@b.example.org\u2028",
        '"a"@b.example.org',
        "a,b@c.example.org",
    ],
)
def test_r22_anything_else_is_refused(address: str) -> None:
    assert refusal(replace(BARE, attendees=(Attendee("A", address),))) == (
        "not-an-address",
        "attendees",
    )
    assert refusal(replace(BARE, organizer=Address("A", address))) == (
        "not-an-address",
        "organizer",
    )


@every
def test_r23_legal_parameters(invitation: Invitation) -> None:
    found = event(invitation)
    assert set(found.only("ORGANIZER").parameters) == {"CN"}
    for line in found.every("ATTENDEE"):
        assert value(line, "CUTYPE") in {"INDIVIDUAL", "GROUP"}
        assert value(line, "ROLE") in {"CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT"}
        assert value(line, "PARTSTAT") in {
            "NEEDS-ACTION",
            "ACCEPTED",
            "DECLINED",
            "TENTATIVE",
            "DELEGATED",
        }
        assert set(line.parameters) <= {"CN", "CUTYPE", "PARTSTAT", "ROLE", "RSVP"}


def test_r05_a_deputy_and_who_sent_them_are_quoted_addresses() -> None:
    sender, deputy = "bram+a@example.org", "o'neill@example.org"
    attendees = (
        Attendee("Bram", sender, answer=Answer.DELEGATED, delegated_to=deputy),
        Attendee("Dirk", deputy, delegated_from=sender),
    )
    lines = unfold(write(replace(BARE, attendees=attendees)))
    first, second = (line for line in lines if line.startswith("ATTENDEE"))
    assert f';PARTSTAT=DELEGATED;DELEGATED-TO="mailto:{deputy}":mailto:' in first
    assert f';PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:{sender}";RSVP=TRUE:' in second


def test_r23_an_organisation_is_a_group() -> None:
    attendees = (
        Attendee("A", "a@b.example.org"),
        Attendee("B", "b@b.example.org", kind=AttendeeKind.GROUP),
    )
    lines = event(replace(BARE, attendees=attendees)).every("ATTENDEE")
    assert [value(line, "CUTYPE") for line in lines] == ["INDIVIDUAL", "GROUP"]


def test_r24_nobody_twice() -> None:
    attendees = (Attendee("First", "bram@example.org"), Attendee("Second", "BRAM@Example.ORG"))
    (line,) = event(replace(BARE, attendees=attendees)).every("ATTENDEE")
    assert (value(line, "CN"), line.raw) == ("First", "mailto:bram@example.org")


def test_r25_what_clients_need_to_show_buttons() -> None:
    lines = event(FULL).every("ATTENDEE")
    assert [value(line, "CN") for line in lines] == [
        "Bram Jansen",
        "Çağla Öztürk-van der Ĳssel",
        "Dr. D. “Dirk” O'Neill, MSc",
        "info@example.org",
    ]
    assert [value(line, "PARTSTAT") for line in lines] == [
        "ACCEPTED",
        "NEEDS-ACTION",
        "TENTATIVE",
        "DECLINED",
    ]
    assert [value(line, "ROLE") for line in lines[:2]] == ["REQ-PARTICIPANT", "OPT-PARTICIPANT"]
    assert [line.raw for line in lines if "RSVP" in line.parameters] == ["mailto:cagla@example.org"]
    assert value(lines[1], "RSVP") == "TRUE"


@pytest.mark.parametrize("role", AttendeeRole)
@pytest.mark.parametrize("answer", Answer)
def test_r25_the_organizer_attends_only_as_a_present_chair(
    role: AttendeeRole, answer: Answer
) -> None:
    organizer = Attendee("Anneke de Vries", "Aanjager@Example.org", role, answer)
    lines = event(replace(BARE, attendees=(organizer, *BARE.attendees))).every("ATTENDEE")
    present = role is AttendeeRole.CHAIR and answer is Answer.ACCEPTED
    assert len(lines) == (2 if present else 1)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 2, 10, 13), datetime(2026, 2, 10, 13)),
        (datetime(2026, 2, 10, 13), datetime(2026, 2, 10, 12)),
        # 02:15 the second time the clock is there would be later, but a file cannot say so.
        (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 2, 15, fold=1)),
        (date(2026, 2, 10), date(2026, 2, 9)),
    ],
)
def test_r26_the_end_comes_after_the_start(start: date, end: date) -> None:
    assert refusal(replace(BARE, start=start, end=end)) == ("end-not-after-start", "end")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 2, 10), datetime(2026, 2, 10, 12)),
        (datetime(2026, 2, 10, 12), date(2026, 2, 10)),
        (datetime(2026, 2, 10, 12, tzinfo=UTC), datetime(2026, 2, 10, 13, tzinfo=UTC)),
    ],
)
def test_r26_start_and_end_are_of_one_kind(start: date, end: date) -> None:
    with pytest.raises(ValueError, match="start and end"):
        write(replace(BARE, start=start, end=end))


def test_r27_all_day_end_is_exclusive() -> None:
    found = event(ALL_DAY)
    assert (found.only("DTSTART").raw, found.only("DTEND").raw) == ("20260328", "20260330")
    for name in ("DTSTART", "DTEND"):
        assert value(found.only(name), "VALUE") == "DATE"
        assert "TZID" not in found.only(name).parameters
    assert found.only("X-MICROSOFT-CDO-ALLDAYEVENT").raw == "TRUE"
    one_day = event(replace(ALL_DAY, end=ALL_DAY.start))
    assert one_day.only("DTEND").raw == "20260329"


@every
def test_r28_every_zone_used_is_defined_once_before_the_event(invitation: Invitation) -> None:
    calendar = read(write(invitation))
    found = calendar.inside("VEVENT")[0]
    used = {value(line, "TZID") for line in found.properties if "TZID" in line.parameters}
    assert [zone.only("TZID").raw for zone in calendar.inside("VTIMEZONE")] == sorted(used)
    assert calendar.components[-1] is found
    timed = isinstance(invitation.start, datetime) and invitation.zone != "UTC"
    assert used == ({invitation.zone} if timed else set())


@pytest.mark.parametrize("invitation", [FULL, ELSEWHERE, replace(FULL, zone="Asia/Tokyo")])
def test_r29_zone_definition_is_complete(invitation: Invitation) -> None:
    zone = zone_of(invitation)
    assert zone.components
    for block in zone.components:
        assert block.name in {"STANDARD", "DAYLIGHT"}
        assert re.fullmatch(r"\d{8}T\d{6}", block.only("DTSTART").raw)
        assert re.fullmatch(r"[+-]\d{4}", block.only("TZOFFSETFROM").raw)
        assert re.fullmatch(r"[+-]\d{4}", block.only("TZOFFSETTO").raw)
        assert block.only("TZNAME").raw


def test_r30_transitions_are_those_of_the_tz_database() -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    found = onsets(zone_of(FULL), 2024, 2038)
    assert len(found) == 30
    for onset in found:
        before = (onset.instant - timedelta(seconds=1)).astimezone(amsterdam)
        after = onset.instant.astimezone(amsterdam)
        assert before.utcoffset() != after.utcoffset() == onset.offset
        assert after.tzname() == onset.name


def test_r31_seventeen_lines_of_rules() -> None:
    lines = unfold(write(FULL))
    block = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE") + 1]
    assert len(block) == 17
    for part in zone_of(FULL).components:
        assert "BYDAY=-1SU" in part.only("RRULE").raw
        assert not part.has("RDATE")
        assert part.only("DTSTART").raw.startswith("1970")
    assert zone_of(FULL).components[0].only("DTSTART").raw == "19700329T020000"
    assert zone_of(FULL).components[1].only("DTSTART").raw == "19701025T030000"


@pytest.mark.parametrize("year", [1, 1970, 2100, 9999])
def test_r31_no_event_before_the_first_onset(year: int) -> None:
    day = date(year, 12, 31)
    noon = datetime(year, 12, 31, 12)
    assert refusal(replace(BARE, start=day, end=day)) == ("date-out-of-range", "start")
    assert refusal(replace(BARE, start=noon, end=noon)) == ("date-out-of-range", "start")


@every
def test_r32_no_floating_time_and_no_offset(invitation: Invitation) -> None:
    for name in ("DTSTART", "DTEND"):
        line = event(invitation).only(name)
        if "VALUE" in line.parameters:
            assert re.fullmatch(r"\d{8}", line.raw)
        elif "TZID" in line.parameters:
            assert re.fullmatch(r"\d{8}T\d{6}", line.raw)
        else:
            assert re.fullmatch(r"\d{8}T\d{6}Z", line.raw)


def test_r32_utc_is_written_with_z() -> None:
    assert event(UNIVERSAL).only("DTSTART").raw == "20260707T093000Z"


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_r33_the_hour_the_clock_skips_is_refused(minute: int) -> None:
    gap = datetime(2026, 3, 29, 2, minute)
    for field, invitation in (
        ("start", replace(BARE, start=gap, end=datetime(2026, 3, 29, 4))),
        ("end", replace(BARE, start=datetime(2026, 3, 29, 1), end=gap)),
    ):
        with pytest.raises(Refused) as caught:
            write(invitation)
        (problem,) = caught.value.problems
        assert (problem.code, problem.field) == ("time-does-not-exist", field)
        assert problem.values["value"] == gap


def test_r33_the_hour_that_comes_twice_is_the_first() -> None:
    twice = replace(BARE, start=datetime(2026, 10, 25, 2, 30), end=datetime(2026, 10, 25, 3, 30))
    written = datetime.strptime(event(twice).only("DTSTART").raw, "%Y%m%dT%H%M%S")
    assert instant(zone_of(twice), written) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = replace(twice, start=datetime(2026, 10, 25, 2, 30, fold=1))
    assert write(second) == write(twice)


@every
def test_r34_to_r38_a_single_event_has_no_recurrence(invitation: Invitation) -> None:
    for name in ("RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"):
        assert not event(invitation).has(name)


def test_r39_alarm_has_a_description_and_a_relative_trigger() -> None:
    (alarm,) = event(FULL).components
    assert alarm.name == "VALARM"
    assert alarm.only("ACTION").raw == "DISPLAY"
    assert alarm.only("DESCRIPTION").text == FULL.title
    assert alarm.only("TRIGGER").raw == "-PT1H"
    assert not alarm.only("TRIGGER").parameters


@pytest.mark.parametrize(
    ("minutes", "trigger"), [(0, "P0D"), (15, "-PT15M"), (1440, "-P1D"), (1530, "-P1DT1H30M")]
)
def test_r39_alarm_minutes(minutes: int, trigger: str) -> None:
    (alarm,) = event(replace(BARE, reminder_minutes=minutes)).components
    assert alarm.only("TRIGGER").raw == trigger


def test_r39_no_alarm_unless_asked_for() -> None:
    assert not event(BARE).components
    with pytest.raises(ValueError, match="reminder"):
        write(replace(BARE, reminder_minutes=-1))


@every
def test_r40_enumerations_agree(invitation: Invitation) -> None:
    found = event(invitation)
    cancelled = invitation.method is Method.CANCEL
    assert found.only("TRANSP").raw == ("TRANSPARENT" if cancelled else "OPAQUE")
    all_day = not isinstance(invitation.start, datetime)
    assert found.has("X-MICROSOFT-CDO-ALLDAYEVENT") == all_day


def test_r41_the_link_is_a_uri_and_in_the_description() -> None:
    found = event(FULL)
    conference = found.only("CONFERENCE")
    assert conference.raw == found.only("URL").raw == LINK
    assert (value(conference, "VALUE"), value(conference, "FEATURE")) == ("URI", "VIDEO")
    assert found.only("DESCRIPTION").text == f"{FULL.description}\n\n{LINK}"
    assert event(replace(BARE, link=LINK)).only("DESCRIPTION").text == LINK
    told = event(replace(BARE, link=LINK, description=f"Via {LINK}!"))
    assert told.only("DESCRIPTION").text == f"Via {LINK}!"


@pytest.mark.parametrize(
    ("link", "uri"),
    [
        ("https://exämple.nl/a?b=%20&c=[1]#d", "https://ex%C3%A4mple.nl/a?b=%20&c=[1]#d"),
        ('HTTP://a.nl/{"Tid":"x"}\\100%', "HTTP://a.nl/%7B%22Tid%22:%22x%22%7D%5C100%25"),
    ],
)
def test_r41_what_a_uri_cannot_hold_is_encoded(link: str, uri: str) -> None:
    assert event(replace(BARE, link=link)).only("URL").raw == uri


@pytest.mark.parametrize(
    "link",
    [
        "meet.example.org",
        "javascript:x",
        "https://",
        "https://a b",
        "https://a\r\nX:1",
        "https://a\x85b",
    ],
)
def test_r41_anything_else_is_refused(link: str) -> None:
    assert refusal(replace(BARE, link=link)) == ("not-a-link", "link")


@every
def test_r42_plain_text_only(invitation: Invitation) -> None:
    found = event(invitation)
    assert not found.has("X-ALT-DESC")
    assert not found.has("STYLED-DESCRIPTION")


def test_r49_what_was_told_before_stays() -> None:
    moved = replace(
        FULL, sequence=1, start=datetime(2026, 7, 8, 9, 30), end=datetime(2026, 7, 8, 12)
    )
    stories = [FULL, moved, replace(CANCELLED, sequence=2)]
    found = [event(invitation) for invitation in stories]
    assert {told.only("UID").raw for told in found} == {FULL.uid}
    assert len({told.only("ORGANIZER").raw for told in found}) == 1
    assert [told.only("SEQUENCE").raw for told in found] == ["0", "1", "2"]


def test_r50_stamp_is_the_moment_of_this_message() -> None:
    later = replace(FULL, stamp=STAMP + timedelta(minutes=1), description="Anders")
    assert (
        event(later).only("DTSTAMP").raw
        == event(later).only("LAST-MODIFIED").raw
        == "20260105T093100Z"
    )
    assert event(later).only("SEQUENCE").raw == event(FULL).only("SEQUENCE").raw
    assert event(later).only("CREATED").raw == event(FULL).only("CREATED").raw
    assert write(FULL) == write(FULL)


@pytest.mark.parametrize("language", ["nl", "en-GB"])
def test_texts_carry_their_language(language: str) -> None:
    found = event(replace(FULL, language=language))
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        assert value(found.only(name), "LANGUAGE") == language
    assert found.only("CATEGORIES").text == FULL.category


@pytest.mark.parametrize("language", ["", "nl_NL", "nl\r\nX:1", 'nl";X=1'])
def test_a_language_is_a_tag(language: str) -> None:
    with pytest.raises(ValueError, match="language"):
        write(replace(BARE, language=language))


def test_empty_texts_are_left_out() -> None:
    found = event(BARE)
    for name in ("LOCATION", "DESCRIPTION", "CATEGORIES", "URL", "CONFERENCE"):
        assert not found.has(name)


@pytest.mark.parametrize(
    ("occurrence", "written"),
    [
        (datetime(2026, 2, 10, 13), ("20260210T130000", "Europe/Amsterdam")),
        (date(2026, 2, 10), ("20260210", None)),
    ],
)
def test_r38_an_occurrence_names_its_first_start_and_no_range(
    occurrence: date, written: tuple[str, str | None]
) -> None:
    day = date(2026, 2, 17)
    moved = BARE if isinstance(occurrence, datetime) else replace(BARE, start=day, end=day)
    (line,) = event(replace(moved, occurrence=occurrence)).every("RECURRENCE-ID")
    zone = value(line, "TZID") if "TZID" in line.parameters else None
    assert (line.raw, zone) == written
    assert "RANGE" not in line.parameters


@hypothesis.given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n") | st.sampled_from("\\^xé漢😀"))
)
def test_r03_folds_are_those_of_icalendar(line: str) -> None:
    long = line * (1 + 300 // max(len(line), 1))
    assert to_bytes([long]) == Contentline(long).to_ical() + b"\r\n"  # type: ignore[no-untyped-call]
