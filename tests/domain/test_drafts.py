from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.drafts import (
    EMAIL_LIMIT,
    FIRST_YEAR,
    LAST_YEAR,
    SLUG,
    TEXT_LIMIT,
    TITLE_LIMIT,
    Attendance,
    EventDraft,
    EventEdit,
    HourDraft,
    PersonDraft,
    When,
    raise_for,
)
from ipe_events.domain.errors import Problem, Refused

TUESDAY = date(2027, 1, 12)
WHEN = When(TUESDAY, None, time(13), time(15))
EVENT = EventDraft("kernteamoverleg", WHEN, title="Kick-off")
PERSON = PersonDraft("Anne", "windesheim", "anne@example.org")
WORK = HourDraft("windesheim", TUESDAY, 90, "Begeleiding")


def codes(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in problems]


def test_sound_drafts_have_no_problem() -> None:
    for draft in (WHEN, EVENT, PERSON, WORK, EventEdit(), Attendance(everybody=True)):
        assert draft.problems() == []


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(date(FIRST_YEAR - 1, 12, 31)), [("date", "not-a-date")]),
        (When(date(LAST_YEAR + 1, 1, 1)), [("date", "not-a-date")]),
        (When(TUESDAY, date(LAST_YEAR + 1, 1, 1)), [("until", "not-a-date")]),
        (When(TUESDAY, TUESDAY - timedelta(days=1)), [("until", "end-before-start")]),
        (When(TUESDAY, None, time(13), None), []),
        (When(TUESDAY, None, None, time(13)), [("start", "times-together")]),
        (When(TUESDAY, None, time(13), time(12)), [("end", "end-before-start")]),
        (When(TUESDAY, None, time(13), time(13)), [("end", "end-before-start")]),
        (When(TUESDAY, TUESDAY, time(13), time(12)), [("end", "end-before-start")]),
        (When(TUESDAY, TUESDAY + timedelta(days=1), time(22), time(2)), []),
        (When(TUESDAY, TUESDAY), []),
        (When(date(FIRST_YEAR, 1, 1)), []),
        (When(date(LAST_YEAR, 12, 31)), []),
    ],
)
def test_days_and_times_that_cannot_be(when: When, expected: list[tuple[str, str]]) -> None:
    assert codes(when.problems()) == expected
    assert codes(replace(EVENT, when=when).problems()) == expected


CONTROLS = ["a\nb", "a\rb", "a\x00b", "a\x1b[31mb", "a\x85b", "a\u2028b", "a\u2029b", "a\x7fb"]


@pytest.mark.parametrize("text", [*CONTROLS, "a\ud800b"])
def test_no_line_break_control_character_or_half_character_gets_into_a_line(text: str) -> None:
    wrong = "control-characters"
    assert codes(replace(EVENT, title=text).problems()) == [("title", wrong)]
    assert codes(replace(EVENT, location=text).problems()) == [("location", wrong)]
    assert codes(EventEdit(title=text, location=text).problems()) == [
        ("title", wrong),
        ("location", wrong),
    ]
    assert codes(replace(PERSON, name=text, profession=text).problems()) == [
        ("name", wrong),
        ("profession", wrong),
    ]
    assert codes(replace(WORK, activity=text).problems()) == [("activity", wrong)]
    assert codes(Attendance(walk_ins=((text, "viaa"),)).problems()) == [("walk-in", wrong)]
    assert ("online", "not-a-link") in codes(
        replace(EVENT, link=f"https://example.org/{text}").problems()
    )


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\t"])
def test_what_must_say_something_is_not_blank(text: str) -> None:
    assert codes(replace(EVENT, title=text).problems()) == [("title", "blank")]
    assert codes(EventEdit(title=text).problems()) == [("title", "blank")]
    assert codes(replace(PERSON, name=text).problems()) == [("name", "blank")]
    assert codes(replace(WORK, activity=text).problems()) == [("activity", "blank")]
    assert codes(Attendance(walk_ins=((text, "viaa"),)).problems()) == [("walk-in", "blank")]


def test_texts_have_a_limit_and_may_reach_it() -> None:
    assert replace(EVENT, title="x" * TITLE_LIMIT).problems() == []
    (problem,) = replace(EVENT, title="x" * (TITLE_LIMIT + 1)).problems()
    assert (problem.code, problem.values) == ("too-long", {"limit": TITLE_LIMIT})
    assert codes(replace(EVENT, location="x" * 10_000).problems()) == [("location", "too-long")]
    assert codes(replace(PERSON, name="x" * 121).problems()) == [("name", "too-long")]
    assert EventEdit(note="x" * TEXT_LIMIT).problems() == []
    assert codes(EventEdit(note="x" * (TEXT_LIMIT + 1)).problems()) == [("note", "too-long")]


def test_a_note_may_have_lines_and_tabs_but_nothing_else_unseen() -> None:
    assert EventEdit(note="agenda\n\t1. opening\n").problems() == []
    assert codes(EventEdit(note="a\rb").problems()) == [("note", "control-characters")]
    assert codes(EventEdit(note="a\x07b").problems()) == [("note", "control-characters")]


def test_an_edit_may_empty_everything_but_the_title() -> None:
    assert EventEdit(location="", link="", host="", goal="", note="").problems() == []


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://teams.example.org/l/meetup-join/19%3ameeting",
        "https://[2001:db8::1]/",
    ],
)
def test_http_and_https_links_are_taken(link: str) -> None:
    assert replace(EVENT, link=link).problems() == []


@pytest.mark.parametrize(
    "link",
    [
        "example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "https://",
        "https:///pad",
        "https://exa mple.org",
        "https://example.org/ b",
        "https://[bad",
        "mailto:anne@example.org",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_anything_else_is_no_link(link: str) -> None:
    (problem,) = replace(EVENT, link=link).problems()
    assert (problem.field, problem.code, problem.values["value"]) == ("online", "not-a-link", link)
    assert codes(EventEdit(link=link).problems()) == [("online", "not-a-link")]


@pytest.mark.parametrize(
    "address",
    [
        "anne@example.org",
        "A.de-Vries+werk@sub.example.org",
        "o'brien@example.org",
        "x@a-b.example.org",
        "1@2.example.org",
    ],
)
def test_addresses_that_institutions_use_are_taken(address: str) -> None:
    assert replace(PERSON, email=address).problems() == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anne",
        "anne@",
        "@example.org",
        "anne@example",
        "anne@example..org",
        "anne@-a.example.org",
        ".anne@example.org",
        "anne.@example.org",
        "a..b@example.org",
        "anne@exam ple.org",
        "anne@example.org\n",
        "anne@example.org,bram@example.org",
        "Anne <anne@example.org>",
        "anné@example.org",
        "a" * (EMAIL_LIMIT - 11) + "@example.org",
    ],
)
def test_anything_else_is_no_address(address: str) -> None:
    assert codes(replace(PERSON, email=address).problems()) == [("email", "address-invalid")]


def test_an_address_may_be_absent() -> None:
    assert replace(PERSON, email=None).problems() == []


@pytest.mark.parametrize(("minutes", "code"), [(-5, "negative"), (0, "nothing")])
def test_hours_are_more_than_nothing(minutes: int, code: str) -> None:
    assert codes(replace(WORK, minutes=minutes).problems()) == [("hours", code)]


def test_hours_are_worked_on_a_day_that_calendars_know() -> None:
    assert codes(replace(WORK, day=date(9999, 1, 1)).problems()) == [("date", "not-a-date")]


@pytest.mark.parametrize(
    ("attendance", "expected"),
    [
        (Attendance(times=(("a", time(15), time(13)),)), [("time", "end-before-start")]),
        (Attendance(times=(("a", time(13), time(13)),)), [("time", "end-before-start")]),
        (Attendance(actual=(time(15), time(13))), [("actual", "end-before-start")]),
        (
            Attendance(present=("a", "b"), absent=("b", "a", "c")),
            [("absent", "present-and-absent"), ("absent", "present-and-absent")],
        ),
    ],
)
def test_attendance_that_contradicts_itself(
    attendance: Attendance, expected: list[tuple[str, str]]
) -> None:
    assert codes(attendance.problems()) == expected


def test_everything_that_is_wrong_is_told_at_once() -> None:
    draft = EventDraft("x", When(TUESDAY, None, time(15), time(13)), title=" ", link="ftp://x")
    with pytest.raises(Refused) as caught:
        raise_for(draft.problems())
    assert codes(caught.value.problems) == [
        ("end", "end-before-start"),
        ("title", "blank"),
        ("online", "not-a-link"),
    ]
    raise_for([])


@pytest.mark.parametrize("slug", ["G1", "werkveld-leerteams-25", "iplg_bijeenkomst", "a"])
def test_slugs_of_the_programmes_are_slugs(slug: str) -> None:
    assert SLUG.fullmatch(slug)


@pytest.mark.parametrize("slug", ["", "-a", "12", "a b", "a/b", "a=b", "a@b", "é", "a\n", "x" * 62])
def test_a_slug_can_be_told_from_an_address_a_head_count_and_a_path(slug: str) -> None:
    assert not SLUG.fullmatch(slug)


@given(st.text(max_size=300))
def test_a_line_that_is_taken_prints_on_one_line_and_can_be_written_to_a_file(text: str) -> None:
    if not replace(EVENT, title=text).problems():
        assert len(f"<{text}>".splitlines()) == 1
        assert text.encode().decode() == text
        assert text.strip()
