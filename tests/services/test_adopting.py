"""Meetings made in another calendar: their UID, link and answers are taken over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from ipe_events.domain.adoption import Adoption
from ipe_events.domain.drafts import Attendance, When
from ipe_events.domain.errors import Problem
from ipe_events.domain.outbox import Message
from ipe_events.services import adopting, events, letters, outbox, people, series
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    INSTITUTIONS,
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    do,
    later,
    page,
    participants,
    plan,
    refused,
    seat_everybody,
)
from tests.services.foreign import LINK, UID, calendar, guests, vevent
from tests.store.dumps import dump, rows

TEAMS = f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{LINK}"
SAID = guests(
    viaa="ACCEPTED",
    kpz="DECLINED",
    windesheim="TENTATIVE",
    deltion="NEEDS-ACTION",
    landstede="NEEDS-ACTION",
)
MENSO = address("menso-alting-zwolle")


def adopt(workspace: Workspace, event: int, content: bytes) -> Adoption:
    with workspace.change("event adopt") as change:
        return adopting.adopt(change, event, content, "x.ics")


def no(workspace: Workspace, event: int, content: bytes) -> Problem:
    return refused(workspace, lambda c: adopting.adopt(c, event, content, "x.ics"))


def pending(workspace: Workspace) -> list[Message]:
    with workspace.read() as view:
        return outbox.messages(view)


def reasons(workspace: Workspace) -> dict[str, set[str]]:
    """Who must be told what, by method and reason."""
    found: dict[str, set[str]] = {}
    for message in pending(workspace):
        found.setdefault(f"{message.method} {message.reason}", set()).add(message.to.address or "")
    # Open seats, of which nobody can be told anything.
    found.pop("REQUEST no-address")
    return found


def tell(workspace: Workspace) -> list[str]:
    """Export everything that is pending; the methods of the files."""
    with workspace.delivery() as view:
        sent = letters.letters(view)
        letters.remember(view, sent)
    return [letter.invitation.method for letter in sent]


def deliveries(workspace: Workspace) -> list[tuple[object, ...]]:
    columns = "uid, recurrence_id, address, method, sequence, stamp, state"
    return rows(workspace.path, f"SELECT {columns} FROM delivery ORDER BY id")


def test_a_meeting_takes_over_uid_link_sequence_and_answers(
    workspace: Workspace, kernteam: int
) -> None:
    do(workspace, lambda c: events.answer(c, kernteam, address("deltion"), "accepted"))
    content = calendar(
        vevent(TEAMS, "LOCATION:Zwolle", *SAID, *guests(nji="ACCEPTED"), *guests(zaal="ACCEPTED"))
    ).replace(b"CN=zaal;", b"CN=zaal;CUTYPE=RESOURCE;")
    invited = participants(workspace, kernteam).keys()
    found = adopt(workspace, kernteam, content)
    assert (found.event.uid, found.event.link, found.event.adopted) == (UID, LINK, True)
    assert (found.sequence, found.events) == (2, (kernteam,))
    assert {one.email: one.answer for one in found.answers} == {
        address("viaa"): "accepted",
        address("kpz"): "declined",
        address("windesheim"): "tentative",
    }
    assert (found.unknown, found.missing) == (("nji@example.org",), (MENSO,))
    assert (found.differences, found.told_before) == ((), False)
    own = participants(workspace, kernteam)
    assert (own[address("kpz")].answer, own[address("windesheim")].answer) == (
        "declined",
        "tentative",
    )
    # They said so here, and the other calendar does not know.
    assert own[address("deltion")].answer == "accepted"
    assert own.keys() == invited
    # Who was told there is told; who is not in the file is not, and this program tells nobody.
    stamp = "2026-11-20T08:00:00+00:00"
    told = [("", address(name)) for name in ("viaa", "kpz", "windesheim", "deltion", "landstede")]
    assert sorted(deliveries(workspace)) == sorted(
        (UID, *one, "REQUEST", 2, stamp, "confirmed") for one in told
    )
    assert reasons(workspace) == {"REQUEST new": {MENSO}}
    assert tell(workspace) == []
    ((said,),) = rows(workspace.path, "SELECT DISTINCT told FROM delivery WHERE address LIKE 'vi%'")
    assert json.loads(str(said)) == {
        "card": {
            "title": "Kernteamoverleg",
            "start": "2027-01-12T13:00",
            "end": "2027-01-12T15:00",
            "location": "Zwolle",
            "link": LINK,
        },
        "name": "Lid viaa",
        "organisation": "viaa",
        "organizer": {"name": "Sanne de Wit", "email": "sanne.de.wit@example.org"},
        "elsewhere": True,
        "answer": "ACCEPTED",
        "since": "2026-11-22T08:00:00+00:00",
    }


def test_i13_read_again_it_changes_nothing_and_a_newer_file_brings_new_answers(
    workspace: Workspace, kernteam: int
) -> None:
    content = calendar(vevent(TEAMS, *SAID))
    adopt(workspace, kernteam, content)
    before, told, log = dump(workspace.path), deliveries(workspace), workspace.history()
    again = adopt(workspace, kernteam, content)
    assert (dump(workspace.path), deliveries(workspace), workspace.history()) == (before, told, log)
    assert len(again.answers) == 3
    newer = calendar(
        vevent(TEAMS, *guests(deltion="ACCEPTED", kpz="ACCEPTED"), stamp="20261121T080000Z")
    )
    found = adopt(workspace, kernteam, newer)
    assert {one.email: one.answer for one in found.answers} == {
        address("deltion"): "accepted",
        address("kpz"): "accepted",
    }
    # Five, then two anew, and three who are in it no more.
    assert len(deliveries(workspace)) == 10
    assert no(workspace, kernteam, content).code == "adopt-older"
    nobody = calendar(vevent(TEAMS, sequence=1, stamp="20261122T080000Z"))
    assert no(workspace, kernteam, nobody).code == "adopt-older"


def test_i05_what_was_answered_since_stands_until_the_file_says_something_new(
    workspace: Workspace, kernteam: int
) -> None:
    kpz = address("kpz")

    def answer() -> str:
        return participants(workspace, kernteam)[kpz].answer

    adopt(workspace, kernteam, calendar(vevent(*SAID)))
    later(workspace, hours=1)
    do(workspace, lambda c: events.answer(c, kernteam, kpz, "accepted"))
    for stamp in ("20261120T080000Z", "20261123T080000Z"):
        found = adopt(workspace, kernteam, calendar(vevent(*SAID, stamp=stamp)))
        assert (answer(), kpz in {one.email for one in found.answers}) == ("accepted", False)
    adopt(workspace, kernteam, calendar(vevent(*guests(kpz="TENTATIVE"), stamp="20261124T080000Z")))
    assert answer() == "tentative"


def test_what_differs_is_told_and_is_pending_elsewhere(workspace: Workspace, kernteam: int) -> None:
    content = calendar(
        vevent("LOCATION:Microsoft Teams", TEAMS, *SAID, end="20270112T143000", title="Overleg")
    )
    found = adopt(workspace, kernteam, content)
    assert [(one.field, one.here, one.there) for one in found.differences] == [
        ("title", "Kernteamoverleg", "Overleg"),
        ("end", "2027-01-12T15:00", "2027-01-12T14:30"),
        ("location", "Zwolle", "Microsoft Teams"),
    ]
    changed = {address(name) for name in INSTITUTIONS} - {MENSO}
    assert reasons(workspace) == {"REQUEST changed": changed, "REQUEST new": {MENSO}}
    with workspace.read() as view:
        assert all(one.elsewhere for one in outbox.pending(view))
    assert tell(workspace) == []


def test_who_is_taken_off_there_is_told_so_there(workspace: Workspace, kernteam: int) -> None:
    def read(stamp: str, *names: str) -> dict[str, set[str]]:
        said = guests(**dict.fromkeys(names, "ACCEPTED"))
        lines = ("LOCATION:Zwolle", *said)
        adopt(workspace, kernteam, calendar(vevent(*lines, stamp=f"202611{stamp}T080000Z")))
        return {why: who for why, who in reasons(workspace).items() if why != "REQUEST new"}

    viaa, kpz = address("viaa"), address("kpz")
    assert read("20", "viaa", "kpz", "deltion") == {}
    do(workspace, lambda c: events.invite(c, kernteam, [], [viaa]))
    assert read("20", "viaa", "kpz", "deltion") == {"CANCEL removed": {viaa}}
    assert read("21", "kpz", "deltion") == {}
    assert read("22", "deltion") == {"REQUEST restored": {kpz}}
    told = deliveries(workspace)
    assert read("22", "deltion") == {"REQUEST restored": {kpz}}
    assert deliveries(workspace) == told
    assert read("23", "deltion", "kpz") == {}


def test_an_empty_place_is_taken_over_and_a_link_is_no_place(workspace: Workspace) -> None:
    seat_everybody(workspace)
    first, second = plan(workspace), plan(workspace)
    zoom = "https://us02web.zoom.us/j/1234"
    found = adopt(workspace, first, calendar(vevent("LOCATION:Zaal 3", TEAMS, *SAID)))
    assert (found.event.location, found.differences) == ("Zaal 3", ())
    found = adopt(workspace, second, calendar(vevent(f"LOCATION:{zoom}", *SAID, uid="z")))
    assert (found.event.location, found.event.link, found.differences) == ("", zoom, ())


def test_i03_guests_are_known_by_aliases_and_without_tags(
    workspace: Workspace, kernteam: int
) -> None:
    other = "v.smit@school.example.org"
    do(
        workspace,
        lambda c: people.edit_person(c, address("viaa"), aliases=(other,)),
        lambda c: people.edit_organisation(c, "nji", email="Post@nji.example.org"),
        lambda c: events.invite(c, kernteam, ["nji"], []),
    )
    lines = (
        f"ATTENDEE;PARTSTAT=accepted:MailTo:{other.upper()}",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:KPZ+Werk@example.org",
        "ATTENDEE;CUTYPE=GROUP;PARTSTAT=ACCEPTED:mailto:post@nji.example.org",
        "ATTENDEE;PARTSTAT=X-WEIRD:mailto:deltion@example.org",
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:new@example.org":'
        "mailto:windesheim@example.org",
    )
    found = adopt(workspace, kernteam, calendar(vevent(*lines)))
    assert {one.email: one.answer for one in found.answers} == {
        address("viaa"): "accepted",
        address("kpz"): "declined",
        "post@nji.example.org": "accepted",
        address("windesheim"): "delegated",
    }
    assert found.unknown == ()


def test_who_was_told_under_the_old_number_is_told_that_it_is_off(
    workspace: Workspace, kernteam: int
) -> None:
    old = page(workspace, kernteam).event.uid
    assert tell(workspace) == ["REQUEST"]
    found = adopt(workspace, kernteam, calendar(vevent("LOCATION:Zwolle", *SAID)))
    assert found.told_before
    everybody = {address(name) for name in INSTITUTIONS}
    assert reasons(workspace) == {"CANCEL cancelled": everybody, "REQUEST new": {MENSO}}
    with workspace.read() as view:
        (letter,) = letters.letters(view)
    assert (letter.invitation.method, letter.invitation.uid) == ("CANCEL", old)
    assert b"SEQUENCE:1" in letter.content
    assert tell(workspace) == ["CANCEL"]
    assert reasons(workspace) == {"REQUEST new": {MENSO}}
    assert not adopt(workspace, kernteam, calendar(vevent("LOCATION:Zwolle", *SAID))).told_before


def test_undo_gives_the_event_its_number_back(workspace: Workspace, kernteam: int) -> None:
    before, content = dump(workspace.path), calendar(vevent(TEAMS, *SAID))
    adopt(workspace, kernteam, content)
    after = dump(workspace.path)
    workspace.undo()
    assert dump(workspace.path) == before
    # What was taken for another meeting is nobody's to take back here.
    assert "CANCEL cancelled" not in reasons(workspace)
    told = deliveries(workspace)
    adopt(workspace, kernteam, content)
    assert dump(workspace.path)["event"] == after["event"]
    assert deliveries(workspace) == told


def test_one_of_a_whole_calendar_is_known_by_its_uid_or_its_time(
    workspace: Workspace, kernteam: int
) -> None:
    other = vevent(uid="other", start="20270113T130000", end="20270113T150000")
    whole = calendar(other, vevent(*SAID), method="PUBLISH")
    assert adopt(workspace, kernteam, whole).event.uid == UID
    moved = vevent(
        "LOCATION:Zwolle", *SAID, start="20270112T140000", end="20270112T150000", sequence=3
    )
    found = adopt(workspace, kernteam, calendar(other, moved, method="PUBLISH"))
    assert (found.event.uid, [one.field for one in found.differences]) == (UID, ["start"])
    second = plan(workspace)
    twice = calendar(vevent(uid="a"), vevent(uid="b"), other, method="PUBLISH")
    problem = no(workspace, second, twice)
    assert (problem.code, problem.values["count"]) == ("adopt-unclear", 3)


def test_whole_days(workspace: Workspace) -> None:
    seat_everybody(workspace)
    when = When(TUESDAY, date(2027, 1, 13))
    number = plan(workspace, replace(KERNTEAM, when=when))
    lines = tuple(
        line
        for line in vevent("DTSTART;VALUE=DATE:20270112", "DTEND;VALUE=DATE:20270114", *SAID)
        if "TZID" not in line
    )
    assert adopt(workspace, number, calendar(lines)).differences == ()
    assert set(reasons(workspace)) == {"REQUEST new"}


RULE = "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU;WKST=MO"
HERE = "RECURRENCE-ID;TZID=W. Europe Standard Time:20270112T130000"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"x", "calendar-invalid"),
        (calendar(), "adopt-nothing"),
        (calendar(vevent(uid="")), "adopt-nothing"),
        (calendar(vevent(), method="REPLY"), "adopt-answer"),
        (calendar(vevent(), method="CANCEL"), "adopt-cancelled"),
        (calendar(vevent("STATUS:CANCELLED")), "adopt-cancelled"),
        (calendar(vevent(RULE)), "adopt-series"),
        (calendar(vevent(HERE)), "adopt-series"),
    ],
)
def test_files_that_are_not_this_meeting(
    workspace: Workspace, kernteam: int, content: bytes, code: str
) -> None:
    assert no(workspace, kernteam, content).code == code


def test_a_meeting_of_another_event_or_one_that_is_not_planned_is_refused(
    workspace: Workspace, kernteam: int
) -> None:
    content = calendar(vevent(*SAID))
    adopt(workspace, kernteam, content)
    second = plan(workspace)
    problem = no(workspace, second, content)
    assert (problem.code, problem.values["event"]) == ("uid-taken", kernteam)
    draft = plan(workspace, replace(KERNTEAM, draft=True))
    assert no(workspace, draft, content).code == "state-wrong"
    attend(workspace, kernteam, Attendance(everybody=True))
    assert no(workspace, kernteam, content).code == "state-wrong"


# --- series -------------------------------------------------------------------------------------


@pytest.fixture
def weekly(workspace: Workspace) -> tuple[int, ...]:
    """A kernteam on four Tuesdays of January and February."""
    seat_everybody(workspace)
    draft = replace(KERNTEAM, location="Zwolle")
    with workspace.change("series") as change:
        made = series.add(change, draft, "FREQ=WEEKLY;COUNT=4;BYDAY=TU")
    return tuple(line.id for line in made.events)


def test_a_series_is_taken_over_as_a_whole(workspace: Workspace, weekly: tuple[int, ...]) -> None:
    first, second, third, fourth = weekly
    attend(workspace, first, Attendance(everybody=True))
    tell(workspace)
    override = vevent(
        "RECURRENCE-ID:20270119T120000Z",
        "LOCATION:Zwolle",
        *guests(viaa="DECLINED", kpz="DECLINED"),
        start="20270120T090000",
        end="20270120T110000",
        sequence=3,
    )
    master = vevent(TEAMS, RULE, "LOCATION:Zwolle", *SAID)
    found = adopt(workspace, second, calendar(master, override))
    assert (found.event.id, found.event.uid, found.sequence) == (second, UID, 2)
    assert found.events == (second, third, fourth)
    assert {(one.event, one.email.partition("@")[0], one.answer) for one in found.answers} == {
        (second, "viaa", "declined"),
        (second, "kpz", "declined"),
        (third, "viaa", "accepted"),
        (third, "kpz", "declined"),
        (third, "windesheim", "tentative"),
    }
    # Moved there, and the last one is not in that series at all.
    assert [(one.event, one.field, one.there) for one in found.differences] == [
        (second, "start", "2027-01-20T09:00"),
        (second, "end", "2027-01-20T11:00"),
        (fourth, "state", "cancelled"),
    ]
    with workspace.read() as view:
        lines = {line.id: line for line in events.by_id(view, weekly)}
    assert {line.uid for line in lines.values()} == {UID}
    assert [lines[number].adopted for number in weekly] == [False, True, True, True]
    assert [lines[number].link for number in weekly] == ["", "", LINK, ""]
    before, told = dump(workspace.path), deliveries(workspace)
    adopt(workspace, third, calendar(master, override))
    assert (dump(workspace.path), deliveries(workspace)) == (before, told)


def test_one_meeting_is_not_the_series_it_is_of(
    workspace: Workspace, weekly: tuple[int, ...]
) -> None:
    assert no(workspace, weekly[0], calendar(vevent(*SAID))).code == "adopt-no-series"
    assert no(workspace, weekly[0], calendar(vevent(HERE, *SAID))).code == "adopt-no-series"
    other = vevent(RULE, start="20270112T133000", end="20270112T150000")
    assert no(workspace, weekly[0], calendar(other)).code == "adopt-other-dates"
    off = vevent(RULE, "STATUS:CANCELLED")
    assert no(workspace, weekly[0], calendar(off)).code == "adopt-cancelled"
    single = plan(workspace)
    adopt(workspace, single, calendar(vevent(*SAID)))
    assert no(workspace, weekly[0], calendar(vevent(RULE))).code == "uid-taken"
    assert no(workspace, weekly[0], calendar(vevent("RRULE:FREQ=SECONDLY"))).field == "rrule"


def test_a_series_without_end_and_a_date_left_out(
    workspace: Workspace, weekly: tuple[int, ...]
) -> None:
    master = vevent(
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "EXDATE;TZID=W. Europe Standard Time:20270126T130000",
        "LOCATION:Zwolle",
        *SAID,
    )
    found = adopt(workspace, weekly[3], calendar(master))
    assert [(one.event, one.field) for one in found.differences] == [(weekly[2], "state")]
    assert set(reasons(workspace)) == {"REQUEST new"}
