"""One test per numbered rule for calendar messages that come in: their reading alone."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipe_events.domain.errors import Refused
from ipe_events.domain.incoming import Incoming, mailbox
from ipe_events.domain.replies import Said, Why, notices_of, said
from ipe_events.ical import mail_reading, messages
from ipe_events.ical.mail_reading import calendar_parts
from ipe_events.ical.messages import mail_address, read_messages
from tests.ical.answers import PROGRAMS, Answered, calendar, mail, message
from tests.refusals import problem_of

UID = "3f0c2a5e-77d1-4a8e-9a62-1f6d0a3b9c10@ipe-events"
WHO = "viaa@example.org"
NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)

# Later than anything that is read here was written.
NOW = "2030-01-01T00:00:00+00:00"


def one(content: bytes) -> Incoming:
    (found,) = read_messages(content, "a.ics")
    return found


def reply(*lines: str) -> Incoming:
    return one(message("REPLY", UID, *lines))


def spoken(*lines: str) -> Said | Why:
    return said(reply(*lines), NOW)


def refusal(content: bytes) -> str:
    problem = problem_of(lambda: read_messages(content, "a.ics"))
    return str(problem.values.get("reason") or problem.code)


@pytest.mark.parametrize("program", PROGRAMS)
def test_i04_every_program_s_answer_is_read(program: str) -> None:
    answered = Answered(UID, WHO, "DECLINED", 2, comment="Kan niet, sorry")
    found = one(answered.by(program))
    (guest,) = found.guests
    assert (found.method, found.uid, found.sequence, found.fault) == ("REPLY", UID, 2, "")
    assert found.stamp == datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
    assert (guest.address, guest.answer) == (WHO, "DECLINED")
    assert found.start == datetime(2027, 1, 12, 13)
    assert found.end == datetime(2027, 1, 12, 15)
    assert found.instance is None
    assert found.notices == ()
    answer = said(found, NOW)
    assert isinstance(answer, Said)
    assert answer.comment.startswith("Kan niet")


@pytest.mark.parametrize(
    "text",
    ["mailto:viaa@example.org", "MAILTO:Viaa@Example.ORG", "MailTo:viaa%40example.org",
     '"mailto:viaa@example.org"', "viaa@example.org", "mailto:viaa@example.org?subject=x"],
)  # fmt: skip
def test_i03_an_address_is_plain_whatever_is_around_it(text: str) -> None:
    assert mail_address(text) == WHO


@pytest.mark.parametrize("text", ["", "invalid:nomail", "urn:uuid:1", "a b@example.org", "a@b@c.d"])
def test_i03_what_is_no_address_is_nobody(text: str) -> None:
    assert mail_address(text) == ""


def test_i03_a_tag_in_an_address_tells_nobody_apart() -> None:
    assert mailbox("Viaa+ipe@Example.org") == WHO
    assert mailbox("+ipe@example.org") == "+ipe@example.org"
    assert mailbox("aviaa@example.org") != WHO


def test_i07_a_delegation_names_the_deputy_with_or_without_a_line_of_its_own() -> None:
    first = spoken(
        f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:D@x.example.org":mailto:{WHO}'
    )
    second = spoken(
        f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:d@x.example.org":mailto:{WHO}',
        f'ATTENDEE;CN=Dep;DELEGATED-FROM="mailto:{WHO}":mailto:d@x.example.org',
    )
    for found in (first, second):
        assert isinstance(found, Said)
        assert (found.guest.address, found.answer) == (WHO, "delegated")
        assert [deputy.address for deputy in found.deputies] == ["d@x.example.org"]
    found = spoken(f"ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM=mailto:{WHO}:mailto:d@x.example.org")
    assert isinstance(found, Said)
    assert (found.guest.address, found.delegator) == ("d@x.example.org", WHO)
    found = spoken(f'ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:s@example.org":mailto:{WHO}')
    assert isinstance(found, Said)
    assert found.speakers == {WHO, "s@example.org"}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], Why.NO_ATTENDEE),
        (["ATTENDEE;PARTSTAT=ACCEPTED:invalid:nomail"], Why.NO_ATTENDEE),
        ([f"ATTENDEE:mailto:{WHO}"], Why.NO_ANSWER),
        ([f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{WHO}"], Why.NO_ANSWER),
        ([f"ATTENDEE;PARTSTAT=JA:mailto:{WHO}"], Why.NO_ANSWER),
        ([f"ATTENDEE;PARTSTAT=COMPLETED:mailto:{WHO}"], Why.NO_ANSWER),
        ([f"ATTENDEE;PARTSTAT={a}:mailto:{b}@example.org"
          for a, b in (("ACCEPTED", "viaa"), ("ACCEPTED", "kpz"))], Why.TWO_PEOPLE),
        ([f"ATTENDEE;PARTSTAT={a}:mailto:{WHO}" for a in ("ACCEPTED", "DECLINED")], Why.TWO_PEOPLE),
        ([f"ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=mailto:x@example.org:mailto:{WHO}",
          "ATTENDEE;PARTSTAT=ACCEPTED:mailto:y@example.org"], Why.TWO_PEOPLE),
    ],
)  # fmt: skip
def test_i08_what_answers_for_nobody_or_for_two_is_no_answer(lines: list[str], why: Why) -> None:
    assert spoken(*lines) is why


def test_i08_the_same_line_twice_is_one_answer() -> None:
    found = spoken(*[f"ATTENDEE;PARTSTAT=accepted:mailto:{WHO}"] * 2)
    assert isinstance(found, Said)
    assert found.answer == "accepted"


@pytest.mark.parametrize(
    "text",
    ["RECURRENCE-ID:20270112T120000Z", "RECURRENCE-ID;TZID=Europe/Amsterdam:20270112T130000",
     'RECURRENCE-ID;TZID="W. Europe Standard Time":20270112T130000',
     "RECURRENCE-ID;TZID=Europe/London:20270112T120000", "RECURRENCE-ID:20270112T130000"],
)  # fmt: skip
def test_i09_an_instance_is_a_moment_however_it_is_written(text: str) -> None:
    assert reply(text).instance == NOON


def test_i09_a_day_is_a_day_and_what_cannot_be_read_is_not_the_whole_series() -> None:
    assert reply("RECURRENCE-ID;VALUE=DATE:20270112").instance == date(2027, 1, 12)
    for text in ("RECURRENCE-ID:gisteren", "RECURRENCE-ID:20271399T120000Z", "RECURRENCE-ID:"):
        assert reply(text).fault == "unreadable"
    assert "range-unread" in {
        notice.code
        for notice in reply("RECURRENCE-ID;RANGE=THISANDFUTURE:20270112T120000Z").notices
    }


@pytest.mark.parametrize("shape", ["alternative", "mixed", "bare", "attached"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_i12_the_calendar_in_a_mail_is_found_wherever_it_stands(program: str, shape: str) -> None:
    content = Answered(UID, WHO, comment="Eén ja").by(program)
    (part,) = calendar_parts(mail(content, WHO.upper(), shape=shape), "a.eml")
    assert part.sender == WHO
    assert part.method == ("" if shape == "attached" else "REPLY")
    assert one(part.content) == one(content)


def test_i12_a_forwarded_mail_is_from_whoever_wrote_it() -> None:
    inner = mail(Answered(UID, WHO).by(), WHO)
    outer = b"\r\n".join(
        [
            b"From: sanne.de.wit@example.org",
            b"Content-Type: multipart/mixed; boundary=o",
            b"",
            b"--o",
            b"Content-Type: message/rfc822",
            b"",
            inner,
            b"--o--",
        ]
    )
    (part,) = calendar_parts(outer, "a.eml")
    assert part.sender == WHO


def test_i12_a_mail_is_read_in_the_letters_it_says_it_is_in() -> None:
    content = Answered(UID, WHO, comment="é").by().decode().encode("latin-1")
    post = mail(content, WHO, charset="iso-8859-1", encoding="8bit")
    post = post.replace(b"From: Lid", b"From: =?utf-8?b?TGlk?=")
    (part,) = calendar_parts(post, "a.eml")
    assert (part.sender, one(part.content).comment) == (WHO, "é")
    for charset in (b"zip", b"punycode", b"nergens", b"utf-16"):
        (part,) = calendar_parts(post.replace(b"charset=iso-8859-1", b"charset=" + charset), "a")
        assert part.content
    assert calendar_parts(b"From: a@example.org\r\n\r\nhallo", "a.eml") == ()


def test_i14_a_zone_nobody_knows_is_reported_and_is_never_utc() -> None:
    found = reply("DTSTART;TZID=Nergens/Land:20270112T130000", "DURATION:PT2H")
    assert (found.start, found.end) == (datetime(2027, 1, 12, 13), datetime(2027, 1, 12, 15))
    assert [notice.code for notice in found.notices] == ["zone-unknown"]
    # Of an answer it does not matter, of a proposal and of one date it does.
    assert notices_of(found) == ()
    assert notices_of(replace(found, method="COUNTER")) == found.notices
    assert notices_of(replace(found, instance=NOON)) == found.notices
    below = one(
        calendar(
            "BEGIN:VEVENT", f"UID:{UID}", "DTSTART;TZID=Ons:20270112T130000", "END:VEVENT",
            "BEGIN:VTIMEZONE", "TZID:Ons", "X-LIC-LOCATION:Europe/London", "END:VTIMEZONE",
        )
    )  # fmt: skip
    assert (below.start, below.notices) == (datetime(2027, 1, 12, 14), ())


def test_i16_of_a_meeting_no_more_is_kept_than_fits() -> None:
    found = reply(
        "SUMMARY:" + "x" * 5000,
        "DESCRIPTION:" + "y" * 50000,
        "ATTACH:file:///etc/passwd",
        "X-ALT-DESC;FMTTYPE=text/html:<b>x</b>",
    )
    assert len(found.summary) == messages.LONGEST_LINE
    assert len(found.description) == messages.LONGEST_TEXT
    assert "passwd" not in repr(found)
    assert "<b>" not in repr(found)


def test_i17_one_bad_event_among_good_ones_and_what_is_missing() -> None:
    content = calendar(
        "BEGIN:VEVENT", f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{WHO}", "END:VEVENT",
        "BEGIN:VEVENT", f"UID:{UID}", "DTSTART:morgen", "SEQUENCE:-1", "END:VEVENT",
        "BEGIN:VEVENT", f"UID:{UID}", "DTSTAMP:20261122T091500Z", "SEQUENCE:7", "END:VEVENT",
    )  # fmt: skip
    for variant in (content, content.replace(b"\r\n", b"\n"), b"\xef\xbb\xbf" + content):
        without, odd, sound = read_messages(variant, "a.ics")
        assert without.fault == "without-uid"
        assert (odd.start, odd.sequence, odd.stamp, odd.fault) == (None, 0, None, "")
        assert (sound.sequence, sound.fault) == (7, "")


def test_i17_latin_1_is_read_with_a_notice() -> None:
    found = one(message("REPLY", UID, "COMMENT:één").decode().encode("latin-1"))
    assert found.comment == "één"
    assert [notice.code for notice in found.notices] == ["calendar-latin"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (b"<html><body>Inloggen</body></html>", "no-calendar"),
        ("BEGIN:VCALENDAR".encode("utf-16"), "utf-16"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n", "not-closed"),
        (b"PK\x03\x04" + bytes(100), "no-calendar"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5000, "nested-too-deep"),
    ],
)
def test_i17_i19_what_is_no_calendar_is_refused_with_its_reason(
    content: bytes, reason: str
) -> None:
    assert refusal(content) == reason


def test_i18_what_a_series_would_repeat_is_never_expanded() -> None:
    start = process_time()
    rule = "FREQ=SECONDLY;COUNT=1000000000;BYSECOND=" + ",".join(["1"] * 30000)
    found = reply(
        "DTSTART:00010101T000000Z", f"RRULE:{rule}", "EXDATE:" + "20270112T120000Z," * 5000
    )
    assert (found.start, len(found.rule)) == (None, messages.LONGEST_LINE)
    assert process_time() - start < 2


def test_i19_size_and_structure_are_bounded_in_time_and_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guests = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"ATTENDEE:mailto:a@example.org\r\n" * 3000
    tracemalloc.start()
    start = process_time()
    line = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nCOMMENT:" + b"x" * 9_000_000
    folded = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nCOMMENT:" + b"x\r\n " * 20_000
    assert refusal(bytes(messages.LARGEST_MESSAGE + 1)) == "file-too-large"
    assert refusal(line) == "not-closed"
    assert refusal(folded) == "not-closed"
    monkeypatch.setattr(messages, "MOST_LINES", 2000)
    assert refusal(guests) == "too-many-lines"
    long = message("REPLY", UID, "COMMENT:" + "x" * 1_000_000)
    assert one(long).fault == "unreadable"
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert process_time() - start < 5
    assert peak < 80_000_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (bytes(mail_reading.LARGEST_MAIL + 1), "file-too-large"),
        (b"a: b\r\n" * 600_000, "too-many-lines"),
        (b"Content-Type: multipart/x; boundary=b\r\n\r\n" + b"--b\r\n" * 5000, "too-many-parts"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
                  for n in range(2000)), "nested-too-deep"),
        (b"Content-Type: text/calendar" + b';a="' * 100_000 + b"\r\n\r\nx", "too-many-lines"),
    ],
)  # fmt: skip
def test_i19_a_mail_is_bounded_before_it_is_taken_apart(content: bytes, reason: str) -> None:
    start = process_time()
    problem = problem_of(lambda: calendar_parts(content, "a.eml"))
    assert (problem.values.get("reason") or problem.code) == reason
    assert process_time() - start < 3


def test_i20_nothing_is_kept_that_could_act_on_a_screen_or_in_a_file() -> None:
    found = reply(
        "SUMMARY:\x1b[31mrood\x07\\nATTENDEE:mailto:x@example.org",
        "LOCATION:a\u2028b\x00c",
        "COMMENT:een\\ntwee\x9b",
        f'ATTENDEE;PARTSTAT=ACCEPTED;CN="\x1b]0;x^nORGANIZER:y":mailto:{WHO}',
    )
    assert found.summary == "[31mrood ATTENDEE:mailto:x@example.org"
    assert found.location == "a bc"
    assert found.comment == "een\ntwee"
    assert found.guests[0].name == "]0;x ORGANIZER:y"
    assert one(message("REPLY", "../../x\x1b", "SUMMARY:x")).fault == "without-uid"


@given(st.binary(max_size=300), st.integers(0, 500))
@example(b"\r\nRECURRENCE-ID;TZID=\x00:20270112T130000\r\n", 60)
@settings(max_examples=100, deadline=None)
def test_i19_any_bytes_are_read_or_refused(noise: bytes, place: int) -> None:
    sound = Answered(UID, WHO, comment="x", instance="RECURRENCE-ID:20270112T120000Z").by("gmail")
    post = mail(sound, WHO, shape="mixed")
    for content in (noise, sound[:place] + noise + sound[place:]):
        assert refusals(lambda it: [said(m, NOW) for m in read_messages(it, "a")], content) <= {
            "calendar-invalid"
        }
    for content in (noise, post[:place] + noise + post[place:]):
        assert refusals(lambda it: calendar_parts(it, "a"), content) <= {
            "mail-invalid",
            "mail-too-much",
        }


def refusals(act: Callable[[bytes], object], content: bytes) -> set[str]:
    try:
        act(content)
    except Refused as refused:
        return {problem.code for problem in refused.problems}
    return set()


def test_a_meeting_that_was_made_elsewhere_is_read_as_a_whole() -> None:
    found = one(
        message(
            "REQUEST",
            UID,
            "DTSTART;VALUE=DATE:20270112",
            "DTEND;VALUE=DATE:20270114",
            "SUMMARY:Kernteam\\; breed",
            "ORGANIZER;CN=Sanne:mailto:Sanne@example.org",
            f"ATTENDEE;ROLE=CHAIR;RSVP=TRUE;CUTYPE=ROOM;PARTSTAT=TENTATIVE:mailto:{WHO}",
            "LOCATION:Microsoft Teams-vergadering",
            "DESCRIPTION:Deelnemen: <https://teams.microsoft.com/l/meetup-join/19%3ax?y=1>",
            "URL:https://example.org/andere",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "EXDATE;VALUE=DATE:20270119",
            "STATUS:confirmed",
        )
    )
    assert (found.start, found.end) == (date(2027, 1, 12), date(2027, 1, 13))
    assert (found.summary, found.status) == ("Kernteam; breed", "CONFIRMED")
    assert (found.organizer, found.organizer_name) == ("sanne@example.org", "Sanne")
    (guest,) = found.guests
    assert (guest.role, guest.rsvp, guest.kind, guest.answer) == (
        "CHAIR",
        True,
        "ROOM",
        "TENTATIVE",
    )
    assert found.link == "https://teams.microsoft.com/l/meetup-join/19%3ax?y=1"
    assert (found.rule, found.excluded) == ("FREQ=WEEKLY;COUNT=3", (date(2027, 1, 19),))
    joined = reply(
        "CONFERENCE;VALUE=URI:tel:+31", "CONFERENCE;VALUE=URI:https://meet.example.org/1"
    )
    assert joined.link == "https://meet.example.org/1"
    assert (
        reply("LOCATION:Zaal 1\\, https://meet.example.org/2").link == "https://meet.example.org/2"
    )
