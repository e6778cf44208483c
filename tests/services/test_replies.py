"""One test per numbered rule for answers that come in (I01 to I13), and the stories of it."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipe_events.domain.drafts import Attendance, EventEdit, When
from ipe_events.domain.series_scope import Scope
from ipe_events.services import events, finding, people, replies, series_edit
from ipe_events.services.reply_files import files
from ipe_events.services.workspace import Change, Workspace
from tests.ical.answers import PROGRAMS, Answered, calendar, mail
from tests.services.acts import (
    INSTITUTIONS,
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    do,
    hours,
    later,
    page,
    person,
    plan,
    seat_everybody,
)
from tests.services.answering import (
    DELTION,
    KPZ,
    VIAA,
    answered,
    answers,
    comment,
    content_of,
    everything_of_answers,
    one,
    read,
    reasons,
    said,
    save,
    stamp,
    tell,
    uid_of,
    waiting,
)
from tests.store.dumps import rows

DEPUTY = "dep@example.org"


# --- the rules ----------------------------------------------------------------------------------


def test_i01_an_answer_sets_the_answer_and_the_comment_of_that_guest_alone(
    workspace: Workspace, told: int
) -> None:
    before = page(workspace, told)
    found = read(
        workspace,
        answered(workspace, told, VIAA, "DECLINED", comment="Ziek\\, sorry", stamp=stamp(10)),
        answered(workspace, told, KPZ, "TENTATIVE", stamp=stamp(10)),
        answered(workspace, told, DELTION, "ACCEPTED", stamp=stamp(10)),
    )
    assert reasons(found.applied) == ["declined", "tentative", "accepted"]
    assert {entry.event for entry in found.applied} == {told}
    assert answers(workspace, told) == {VIAA: "declined", KPZ: "tentative", DELTION: "accepted"}
    assert comment(workspace, told, VIAA) == "Ziek, sorry"
    assert page(workspace, told).event == before.event
    workspace.undo()
    assert answers(workspace, told) == {}
    assert comment(workspace, told, VIAA) == ""


def test_i01_a_decline_frees_planned_hours_at_once(workspace: Workspace, told: int) -> None:
    assert hours(workspace, "viaa") == (0, 2, 0, 198)
    read(workspace, answered(workspace, told, VIAA, "DECLINED", stamp=stamp(10)))
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    read(workspace, answered(workspace, told, VIAA, "ACCEPTED", stamp=stamp(11)))
    assert hours(workspace, "viaa") == (0, 2, 0, 198)


def test_i02_an_unknown_event_is_refused_and_nothing_is_stored(
    workspace: Workspace, told: int
) -> None:
    before = content_of(workspace)
    for method in ("REPLY", "COUNTER", "REFRESH", "REQUEST", "CANCEL", "PUBLISH"):
        content = calendar(
            "BEGIN:VEVENT", "UID:x@example.org", f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{VIAA}",
            "END:VEVENT", method=method,
        )  # fmt: skip
        assert one(read(workspace, content)) == ("refused", "unknown-event", VIAA)
    assert content_of(workspace) == before


def test_i02_an_event_nobody_was_told_of_cannot_be_answered(
    workspace: Workspace, kernteam: int
) -> None:
    content = answered(workspace, kernteam, VIAA)
    assert one(read(workspace, content)) == ("refused", "never-told", VIAA)
    draft = plan(workspace, replace(KERNTEAM, draft=True))
    assert one(read(workspace, answered(workspace, draft, VIAA)))[1] == "never-told"


def test_i03_addresses_match_as_a_whole_whatever_their_case_and_tag(
    workspace: Workspace, told: int
) -> None:
    for hour, who in enumerate(("VIAA@Example.ORG", "viaa+ipe@example.org"), 10):
        at = stamp(hour)
        found = read(workspace, answered(workspace, told, who, "TENTATIVE", stamp=at))
        assert reasons(found.applied) == ["tentative"]
    for who in ("xviaa@example.org", "viaa@example.org.evil.example.org", "iaa@example.org"):
        name, reason, _email = one(read(workspace, answered(workspace, told, who)))
        assert (name, reason) == ("review", "not-invited")
    do(workspace, lambda c: people.edit_person(c, KPZ, aliases=("k.pz@thuis.example.org",)))
    read(workspace, answered(workspace, told, "K.PZ@thuis.example.org", "DECLINED"))
    assert answers(workspace, told) == {VIAA: "tentative", KPZ: "declined"}


def test_i03_a_former_address_stays_theirs_when_invitations_went_there(
    workspace: Workspace, told: int
) -> None:
    new = "viaa.nieuw@example.org"
    do(
        workspace,
        lambda c: people.edit_person(c, VIAA, email="typefout@example.org"),
        lambda c: people.edit_person(c, "typefout@example.org", email=new),
        lambda c: people.edit_person(c, KPZ, email="kpz.nieuw@example.org", aliases=()),
    )
    assert one(read(workspace, answered(workspace, told, VIAA)))[0] == "applied"
    assert one(read(workspace, answered(workspace, told, KPZ)))[:2] == ("review", "not-invited")
    # Told at the new address, and at the former one that it is off.
    tell(workspace)
    again = answered(workspace, told, VIAA, "DECLINED", stamp=stamp(10))
    assert one(read(workspace, again))[0] == "applied"
    assert answers(workspace, told) == {new: "declined"}
    typo = answered(workspace, told, "typefout@example.org")
    assert one(read(workspace, typo))[:2] == ("review", "not-invited")


def test_i03_two_people_who_differ_in_a_tag_alone_are_two(workspace: Workspace, told: int) -> None:
    do(
        workspace,
        lambda c: people.edit_person(c, VIAA, email="team+viaa@example.org"),
        lambda c: people.edit_person(c, KPZ, email="team+kpz@example.org"),
    )
    read(workspace, answered(workspace, told, "team+kpz@example.org"))
    assert answers(workspace, told) == {"team+kpz@example.org": "accepted"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_i04_every_program_s_answer_is_kept_from_a_file_and_from_a_mail(
    workspace: Workspace, told: int, program: str
) -> None:
    uid = uid_of(workspace, told)
    file = Answered(uid, VIAA, "DECLINED", comment="Helaas", stamp=stamp(9)).by(program)
    assert one(read(workspace, file)) == ("applied", "declined", VIAA)
    assert comment(workspace, told, VIAA) == "Helaas"
    later = Answered(uid, VIAA, "TENTATIVE", stamp=stamp(10)).by(program)
    for shape in ("mixed", "alternative"):
        found = read(workspace, mail(later, VIAA, shape=shape), suffix=".eml")
        assert reasons((*found.applied, *found.ignored)) in (["tentative"], ["duplicate"])
    assert answers(workspace, told) == {VIAA: "tentative"}
    assert comment(workspace, told, VIAA) == ""


def test_i05_the_later_answer_wins_also_after_a_restart(workspace: Workspace, told: int) -> None:
    late = answered(workspace, told, VIAA, "DECLINED", stamp=stamp(11))
    early = answered(workspace, told, VIAA, "ACCEPTED", stamp=stamp(10))
    read(workspace, late)
    assert one(read(workspace, early)) == ("ignored", "older", VIAA)
    again = Workspace(workspace.path, workspace.clock)
    assert one(read(again, early)) == ("ignored", "older", VIAA)
    again.close()
    assert answers(workspace, told) == {VIAA: "declined"}
    # Without a moment of its own it is older than any that has one.
    bare = answered(workspace, told, VIAA).replace(b"DTSTAMP:20261122T091500Z\r\n", b"")
    assert one(read(workspace, bare)) == ("ignored", "older", VIAA)


def test_i05_a_moment_in_the_future_blocks_no_later_answer(workspace: Workspace, told: int) -> None:
    wrong = answered(workspace, told, VIAA, "ACCEPTED", stamp="20310101T000000Z")
    strange = answered(workspace, told, "x@example.org", stamp="20310101T000000Z")
    read(workspace, wrong, strange)
    later(workspace, hours=4)
    right = answered(workspace, told, VIAA, "DECLINED", stamp=stamp(11))
    assert one(read(workspace, right)) == ("applied", "declined", VIAA)
    other = answered(workspace, told, "x@example.org", "TENTATIVE", stamp=stamp(11))
    assert one(read(workspace, other))[:2] == ("review", "not-invited")
    # The same files again, that day and years later: there is nothing new in them.
    for wait in (1, 6 * 365):
        later(workspace, days=wait)
        before = content_of(workspace)
        assert reasons(read(workspace, wrong, strange, right).ignored) == [
            "older",
            "older",
            "duplicate",
        ]
        assert content_of(workspace) == before
    assert [line.answer for line in waiting(workspace)] == ["tentative"]
    do(workspace, lambda c: events.answer(c, told, VIAA, "tentative"))
    later(workspace, days=1)
    assert one(read(workspace, wrong)) == ("ignored", "older", VIAA)


def test_i05_an_answer_to_an_older_invitation_is_shown_and_not_kept(
    workspace: Workspace, told: int
) -> None:
    old = answered(workspace, told, VIAA, "ACCEPTED", sequence=0, stamp=stamp(12))
    do(workspace, lambda c: events.move(c, told, day=TUESDAY + timedelta(days=1)))
    # Moved, not told yet: nobody can have answered to the new date.
    assert one(read(workspace, old)) == ("ignored", "outdated", VIAA)
    tell(workspace)
    assert one(read(workspace, old)) == ("ignored", "outdated", VIAA)
    new = answered(workspace, told, VIAA, "DECLINED", sequence=1, stamp=stamp(10))
    assert one(read(workspace, new))[0] == "applied"
    assert one(read(workspace, old)) == ("ignored", "outdated", VIAA)
    assert answers(workspace, told) == {VIAA: "declined"}


def test_i05_a_new_title_keeps_answers_and_takes_them(workspace: Workspace, told: int) -> None:
    do(workspace, lambda c: events.edit(c, told, EventEdit(title="Kick-off", note="typefout")))
    assert one(read(workspace, answered(workspace, told, VIAA)))[0] == "applied"
    tell(workspace)
    assert answers(workspace, told) == {VIAA: "accepted"}
    assert one(read(workspace, answered(workspace, told, KPZ)))[0] == "applied"


def test_i05_an_answer_to_what_was_not_told_yet_waits(workspace: Workspace, told: int) -> None:
    content = answered(workspace, told, VIAA, sequence=3)
    assert one(read(workspace, content)) == ("review", "newer", VIAA)
    assert answers(workspace, told) == {}


def test_i05_what_was_said_by_hand_is_newer_than_a_file_read_later(
    workspace: Workspace, told: int
) -> None:
    content = answered(workspace, told, VIAA, "ACCEPTED", stamp="20261121T100000Z", comment="ja")
    read(workspace, content)
    do(workspace, lambda c: events.answer(c, told, VIAA, "declined"))
    assert comment(workspace, told, VIAA) == ""
    assert one(read(workspace, content)) == ("ignored", "older", VIAA)
    assert answers(workspace, told) == {VIAA: "declined"}
    late = answered(workspace, told, VIAA, "TENTATIVE", stamp=stamp(23))
    assert one(read(workspace, late))[0] == "applied"
    # Answers dated in the future do not outlive what is said by hand.
    do(workspace, lambda c: events.answer(c, told, VIAA, "accepted"))
    assert one(read(workspace, late))[0] == "ignored"


def test_i06_who_is_not_invited_is_never_added(workspace: Workspace, told: int) -> None:
    before = page(workspace, told).participants
    stranger = answered(workspace, told, "nieuw@elders.example.org", comment="Mag ik?")
    assert one(read(workspace, stranger))[:2] == ("review", "not-invited")
    known = person(workspace, "noor", "viaa")
    assert one(read(workspace, answered(workspace, told, known)))[:2] == ("review", "not-invited")
    assert page(workspace, told).participants == before
    assert [(line.email, line.answer, line.comment) for line in waiting(workspace)] == [
        ("nieuw@elders.example.org", "accepted", "Mag ik?"),
        (known, "accepted", ""),
    ]


def test_i07_a_delegation_counts_at_once_and_proposes_the_deputy(
    workspace: Workspace, told: int
) -> None:
    found = read(
        workspace,
        said(
            workspace, told, "REPLY",
            f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:{DEPUTY}":mailto:{VIAA}',
            f'ATTENDEE;CN=Dep;DELEGATED-FROM="mailto:{VIAA}":mailto:{DEPUTY}',
        ),
    )  # fmt: skip
    assert [(entry.email, entry.reason) for entry in found.applied] == [(VIAA, "delegated")]
    assert [(entry.email, entry.reason) for entry in found.review] == [(DEPUTY, "deputy")]
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    assert len(page(workspace, told).participants) == 8
    # What the deputy says for themselves comes to the same.
    deputy = f'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:{VIAA}":mailto:{DEPUTY}'
    found = read(workspace, said(workspace, told, "REPLY", deputy, hour=10))
    assert reasons(found.review) == ["deputy"]
    (line,) = waiting(workspace)
    assert (line.name, line.answer, line.delegator) == ("Dep", "accepted", VIAA)


def test_i07_who_comes_after_all_sends_nobody(workspace: Workspace, told: int) -> None:
    delegated = said(
        workspace, told, "REPLY",
        f"ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=mailto:{DEPUTY}:mailto:{VIAA}",
    )  # fmt: skip
    read(workspace, delegated)
    assert len(waiting(workspace)) == 1
    read(workspace, answered(workspace, told, VIAA, stamp=stamp(12)))
    assert waiting(workspace) == []
    assert reasons(read(workspace, delegated).ignored) == ["older"]
    assert waiting(workspace) == []


def test_i08_an_answer_of_nobody_or_of_two_is_refused(workspace: Workspace, told: int) -> None:
    two = [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{who}" for who in (VIAA, KPZ)]
    assert one(read(workspace, said(workspace, told, "REPLY", *two)))[1] == "two-people"
    for partstat in ("", ";PARTSTAT=NEEDS-ACTION", ";PARTSTAT=MAYBE"):
        content = said(workspace, told, "REPLY", f"ATTENDEE{partstat}:mailto:{VIAA}")
        assert one(read(workspace, content)) == ("refused", "no-answer", VIAA)
    assert one(read(workspace, said(workspace, told, "REPLY")))[1] == "no-attendee"
    assert answers(workspace, told) == {}


def test_i09_an_answer_for_one_date_is_for_that_date_only(
    workspace: Workspace, told_weekly: list[int]
) -> None:
    first, second, third, _fourth = told_weekly
    for number, instance in (
        (second, "RECURRENCE-ID:20270119T120000Z"),
        (third, 'RECURRENCE-ID;TZID="W. Europe Standard Time":20270126T130000'),
    ):
        found = read(workspace, answered(workspace, first, VIAA, "DECLINED", instance=instance))
        assert [(entry.event, entry.reason) for entry in found.applied] == [(number, "declined")]
    assert [bool(answers(workspace, number)) for number in told_weekly] == [
        False,
        True,
        True,
        False,
    ]
    unknown = answered(workspace, first, VIAA, instance="RECURRENCE-ID:20270120T120000Z")
    assert one(read(workspace, unknown)) == ("review", "unknown-instance", VIAA)
    (line,) = waiting(workspace)
    assert line.event is None


def test_i09_an_answer_to_the_series_is_for_every_date_that_was_told(
    workspace: Workspace, told_weekly: list[int]
) -> None:
    first, second, third, fourth = told_weekly
    attend(workspace, first, Attendance(everybody=True))
    do(workspace, lambda c: series_edit.cancel(c, fourth, Scope.ONE))
    do(workspace, lambda c: series_edit.move(c, third, Scope.ONE, day=date(2027, 1, 27)))
    found = read(workspace, answered(workspace, first, VIAA))
    assert [(entry.event, entry.reason) for entry in found.applied] == [(second, "accepted")]
    assert [(entry.event, entry.reason) for entry in found.ignored] == [(third, "outdated")]
    tell(workspace)
    # The series was told anew: only an answer to that is one.
    found = read(workspace, answered(workspace, first, VIAA, "DECLINED", stamp=stamp(10)))
    assert (found.applied, set(reasons(found.ignored))) == ((), {"outdated"})
    sequence = max(
        int(str(number))
        for (number,) in rows(
            workspace.path, f"SELECT sequence FROM delivery WHERE event_id = {third}"
        )
    )
    newest = answered(workspace, first, VIAA, "TENTATIVE", stamp=stamp(11), sequence=sequence)
    found = read(workspace, newest)
    assert {entry.event for entry in found.applied} == {second, third}
    found = read(workspace, answered(workspace, first, VIAA, sequence=99))
    assert (found.applied, reasons(found.review)) == ((), ["newer", "newer"])


def test_i10_a_proposal_and_a_question_never_change_the_event(
    workspace: Workspace, told: int
) -> None:
    before = page(workspace, told)
    counter = said(
        workspace, told, "COUNTER",
        f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{VIAA}", "COMMENT:Liever woensdag",
        "DTSTART:20270113T120000Z", "DTEND:20270113T140000Z", "SEQUENCE:0", "LOCATION:Online",
    )  # fmt: skip
    assert one(read(workspace, counter)) == ("review", "counter", VIAA)
    refresh = said(workspace, told, "REFRESH", f"ATTENDEE:mailto:{KPZ}")
    assert one(read(workspace, refresh)) == ("review", "refresh", KPZ)
    assert page(workspace, told) == before
    proposal, _question = waiting(workspace)
    assert proposal.start is not None
    assert proposal.start.isoformat() == "2027-01-13T13:00:00"
    assert (proposal.comment, proposal.location) == ("Liever woensdag", "Online")
    nothing = said(workspace, told, "COUNTER", f"ATTENDEE:mailto:{VIAA}", "DTSTART:ooit")
    assert one(read(workspace, nothing)) == ("refused", "no-proposal", VIAA)
    do(workspace, lambda c: events.move(c, told, day=TUESDAY + timedelta(days=7)))
    assert one(read(workspace, counter))[:2] == ("ignored", "outdated")


@pytest.mark.parametrize("method", ["CANCEL", "REQUEST", "ADD"])
def test_i11_nobody_else_cancels_or_moves_our_meeting(
    workspace: Workspace, told: int, method: str
) -> None:
    before = content_of(workspace)
    lines = (f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{VIAA}", "SEQUENCE:9", "STATUS:CANCELLED")
    assert one(read(workspace, said(workspace, told, method, *lines)))[:2] == (
        "refused",
        "organised-here",
    )
    for other, why in (("PUBLISH", "not-a-reply"), ("", "no-method")):
        assert one(read(workspace, said(workspace, told, other, *lines)))[1] == why
    assert content_of(workspace) == before


def test_i12_a_mail_of_somebody_else_waits(workspace: Workspace, told: int) -> None:
    content = answered(workspace, told, VIAA, "DECLINED")
    forged = mail(content, "ander@example.org")
    assert one(read(workspace, forged, suffix=".eml")) == ("review", "other-sender", VIAA)
    assert answers(workspace, told) == {}
    by = f'ATTENDEE;PARTSTAT=DECLINED;SENT-BY="mailto:secr@example.org":mailto:{VIAA}'
    secretary = mail(said(workspace, told, "REPLY", by), "secr@example.org")
    assert one(read(workspace, secretary, suffix=".eml"))[0] == "applied"
    tagged = mail(answered(workspace, told, KPZ), "kpz+agenda@example.org")
    assert one(read(workspace, tagged, suffix=".eml"))[0] == "applied"


def test_i12_a_mail_and_its_file_must_say_the_same(workspace: Workspace, told: int) -> None:
    wrong = mail(answered(workspace, told, VIAA), VIAA, method="REQUEST")
    assert one(read(workspace, wrong, suffix=".eml")) == ("refused", "method-differs", None)
    assert one(read(workspace, b"From: x\r\n\r\nhallo", suffix=".eml"))[1] == "no-event"
    assert answers(workspace, told) == {}


def test_i13_reading_the_same_files_again_changes_nothing(
    workspace: Workspace, told_weekly: list[int]
) -> None:
    first = told_weekly[0]
    contents = [
        answered(workspace, first, VIAA, "DECLINED"),
        answered(workspace, first, KPZ, "DECLINED", instance="RECURRENCE-ID:20270119T120000Z"),
        answered(workspace, first, "x@example.org"),
        answered(workspace, first, DELTION, instance="RECURRENCE-ID:20270120T120000Z"),
        answered(workspace, first, DELTION, sequence=4),
        said(workspace, first, "REFRESH", f"ATTENDEE:mailto:{DELTION}"),
        mail(answered(workspace, first, DELTION), "ander@example.org"),
        b"kapot",
    ]
    read(workspace, *contents)
    before = content_of(workspace)
    found = read(workspace, *contents)
    assert found.applied == ()
    assert content_of(workspace) == before


# --- what else may be so ------------------------------------------------------------------------


def test_an_answer_to_what_is_over_or_off_is_ignored(workspace: Workspace, told: int) -> None:
    content = answered(workspace, told, VIAA)
    do(workspace, lambda c: events.cancel(c, told))
    assert one(read(workspace, content)) == ("ignored", "cancelled", VIAA)
    do(workspace, lambda c: events.plan(c, told))
    attend(workspace, told, Attendance(everybody=True))
    assert one(read(workspace, content)) == ("ignored", "held", VIAA)


def test_an_answer_to_an_event_that_is_gone_is_ignored(workspace: Workspace, told: int) -> None:
    content = answered(workspace, told, VIAA)
    workspace.undo()
    assert one(read(workspace, content)) == ("ignored", "event-gone", VIAA)


def test_an_organisation_answers_for_its_seats_without_a_name(workspace: Workspace) -> None:
    do(workspace, lambda c: people.edit_organisation(c, "saxion", email="info@saxion.example.org"))
    event = plan(workspace, replace(KERNTEAM, invite=("saxion",)))
    tell(workspace)
    content = answered(workspace, event, "INFO@saxion.example.org", "DECLINED")
    assert one(read(workspace, content))[0] == "applied"
    assert answers(workspace, event) == {"saxion": "declined"}


def test_who_was_taken_off_the_list_answers_in_vain(workspace: Workspace, told: int) -> None:
    do(workspace, lambda c: events.invite(c, told, [], [VIAA]))
    tell(workspace)
    assert one(read(workspace, answered(workspace, told, VIAA)))[:2] == ("review", "not-invited")
    do(workspace, lambda c: events.invite(c, told, [VIAA], []))
    content = answered(workspace, told, VIAA)
    assert one(read(workspace, content))[:2] == ("ignored", "outdated")


def test_a_moved_meeting_forgets_comments_and_moments_too(workspace: Workspace, told: int) -> None:
    content = answered(workspace, told, VIAA, comment="Ja!")
    read(workspace, content)
    do(workspace, lambda c: events.move(c, told, day=TUESDAY + timedelta(days=1)))
    assert comment(workspace, told, VIAA) == ""
    do(workspace, lambda c: events.move(c, told, day=TUESDAY))
    # It is again what was told, so that the answer holds.
    assert one(read(workspace, content))[0] == "applied"


def test_folders_are_read_in_order_and_no_further(
    workspace: Workspace, told: int, tmp_path: Path
) -> None:
    content = answered(workspace, told, VIAA)
    box = tmp_path / "post"
    save(box, {"b.ICS": content, "a/z.ics": b"", "a/y.eml": b"x", "lees.txt": b"", "a/q.ical": b""})
    save(tmp_path, {"elders/geheim.ics": content})
    (box / "link.ics").symlink_to(tmp_path / "elders" / "geheim.ics")
    (box / "map").symlink_to(tmp_path / "elders")
    (box / "eigen.ics").symlink_to(box / "b.ICS")
    (box / "rond").symlink_to(box)
    (box / "lus.ics").symlink_to(box / "lus.ics")
    os.mkfifo(box / "pijp.ics")
    assert [path.name for path in files([box])] == ["b.ICS", "eigen.ics", "y.eml", "z.ics"]
    found = replies.read_files(workspace, [tmp_path / "weg.ics", box, box / "lees.txt"])
    assert [(Path(entry.file).name, entry.reason) for entry in found.refused] == [
        ("weg.ics", "file-missing"),
        ("y.eml", "no-event"),
        ("z.ics", "empty"),
        ("lees.txt", "empty"),
    ]
    assert [Path(entry.file).name for entry in (*found.applied, *found.ignored)] == [
        "b.ICS",
        "eigen.ics",
    ]
    save(tmp_path, {"post.msg": b"\xd0\xcf\x11\xe0 x", "groot.ics": bytes(26_000_000)})
    odd = [tmp_path / "post.msg", tmp_path / "groot.ics", box / "pijp.ics", Path("a\0b.ics")]
    found = replies.read_files(workspace, odd)
    assert reasons(found.refused) == [
        "outlook-message",
        "file-too-large",
        "file-unreadable",
        "file-unreadable",
    ]


def test_i20_a_name_of_bytes_that_are_no_text_is_shown_as_far_as_it_goes(
    workspace: Workspace, told: int, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.ics"))
    path.write_bytes(answered(workspace, told, "x@example.org"))
    assert one(replies.read_files(workspace, [path]))[:2] == ("review", "not-invited")
    (line,) = waiting(workspace)
    assert Path(line.file).name == "\ufffd.ics"


def test_answers_to_a_meeting_kept_elsewhere_are_kept_by_their_moment(
    workspace: Workspace, kernteam: int
) -> None:
    def adopt(change: Change) -> None:
        row = finding.event(change, kernteam)
        row.uid, row.adopted = "elders@example.org", True
        change.add(row)

    do(workspace, adopt)
    late = answered(workspace, kernteam, VIAA, "DECLINED", sequence=3, stamp=stamp(11))
    assert one(read(workspace, late)) == ("applied", "declined", VIAA)
    early = answered(workspace, kernteam, VIAA, sequence=3, stamp=stamp(10))
    assert one(read(workspace, early)) == ("ignored", "older", VIAA)
    moved = said(workspace, kernteam, "REQUEST", f"ATTENDEE:mailto:{VIAA}")
    assert one(read(workspace, moved)) == ("refused", "adopted", VIAA)


def test_all_that_is_read_at_once_is_one_change(workspace: Workspace, told: int) -> None:
    before = everything_of_answers(workspace)
    read(
        workspace,
        answered(workspace, told, VIAA),
        answered(workspace, told, KPZ, "DECLINED"),
        answered(workspace, told, "x@example.org"),
    )
    after = everything_of_answers(workspace)
    assert workspace.undo() == "replies"
    assert everything_of_answers(workspace) == before
    workspace.redo()
    assert everything_of_answers(workspace) == after


# --- whatever the order -------------------------------------------------------------------------

_WHO = (*(address(slug) for slug in INSTITUTIONS[:2]), "x@example.org", DEPUTY)
_Message = tuple[str, str, int, int, str]
_MESSAGE: st.SearchStrategy[_Message] = st.tuples(
    st.sampled_from(_WHO),
    st.sampled_from(("ACCEPTED", "DECLINED", f"DELEGATED;DELEGATED-TO=mailto:{DEPUTY}")),
    st.integers(9, 11),
    st.integers(0, 1),
    st.sampled_from(("", "RECURRENCE-ID:20270119T120000Z")),
)


@given(messages=st.lists(_MESSAGE, min_size=2, max_size=6), chance=st.randoms())
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_i05_the_order_of_reading_never_matters(
    workspace: Workspace, told_weekly: list[int], messages: list[_Message], chance: random.Random
) -> None:
    _in_any_order(workspace, told_weekly[0], messages, chance)


@pytest.mark.soak
@given(messages=st.lists(_MESSAGE, min_size=2, max_size=9), chance=st.randoms())
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_i05_the_order_of_reading_never_matters_in_many_cases(
    workspace: Workspace, told_weekly: list[int], messages: list[_Message], chance: random.Random
) -> None:
    _in_any_order(workspace, told_weekly[0], messages, chance)


def _in_any_order(
    workspace: Workspace, event: int, messages: list[_Message], chance: random.Random
) -> None:
    contents = [
        answered(
            workspace, event, who, answer, stamp=stamp(hour), sequence=sequence, instance=which
        )
        for who, answer, hour, sequence, which in messages
    ]
    # Whatever an example that failed has left.
    _undo(workspace)
    read(workspace, *contents)
    together = everything_of_answers(workspace)
    _undo(workspace)
    chance.shuffle(contents)
    for content in contents:
        read(workspace, content)
    assert everything_of_answers(workspace) == together
    _undo(workspace)


def _undo(workspace: Workspace) -> None:
    changes = workspace.history(50)
    for line in changes:
        if (line.kind, line.label, line.undone) == ("do", "replies", False):
            workspace.undo()


@pytest.mark.parametrize("size", [60, pytest.param(1000, marks=pytest.mark.soak)])
def test_a_pile_of_answers_comes_out_right_whatever_the_order(
    workspace: Workspace, size: int, tmp_path: Path
) -> None:
    """10 % read twice, 10 % outdated, 5 % of unknown people, 5 % broken."""
    seat_everybody(workspace)
    chance = random.Random(size)
    meetings = [
        plan(workspace, replace(KERNTEAM, when=When(TUESDAY + timedelta(days=n), None, *_TIMES)))
        for n in range(max(size // 12, 2))
    ]
    tell(workspace)
    late = meetings[: len(meetings) // 2]
    do(workspace, *[_to_later(number) for number in late])
    tell(workspace)
    pile, expected, outcomes = _pile(workspace, meetings, set(late), size, chance)
    for turn in range(2):
        order = list(pile.items())
        chance.shuffle(order)
        box = tmp_path / f"post-{turn}"
        names = {f"{place:04}{name}": content for place, (name, content) in enumerate(order)}
        save(box, names)
        start = perf_counter()
        found = replies.read_files(workspace, [box])
        assert perf_counter() - start < 5
        assert {number: answers(workspace, number) for number in meetings} == expected
        entries = {
            Path(entry.file).name[4:]: entry.reason
            for entry in (*found.ignored, *found.review, *found.refused)
        }
        assert {name: entries[name] for name in outcomes} == outcomes
        # Of a file that was sent twice either may be the one that is kept.
        assert len(found.applied) == sum(map(len, expected.values()))
        assert len(found.refused) == sum(
            why in ("not-closed", "no-calendar", "empty", "unknown-event")
            for why in outcomes.values()
        )
        workspace.undo()


_TIMES = (time(13), time(15))


def _to_later(number: int) -> Callable[[Change], object]:
    return lambda change: events.move(change, number, start=time(14))


def _pile(
    workspace: Workspace, meetings: list[int], late: set[int], size: int, chance: random.Random
) -> tuple[dict[str, bytes], dict[int, dict[str, str]], dict[str, str]]:
    """The files by name, the answers they come to, and what becomes of those not kept."""
    uids = {number: uid_of(workspace, number) for number in meetings}
    pile: dict[str, bytes] = {}
    outcomes: dict[str, str] = {}
    newest: dict[tuple[int, str], tuple[str, str, str]] = {}
    programs = list(PROGRAMS)
    for n in range(size):
        number = chance.choice(meetings)
        who, answer = address(chance.choice(INSTITUTIONS)), chance.choice(("ACCEPTED", "DECLINED"))
        at = f"20261122T{9 + n // 3600:02}{n // 60 % 60:02}{n % 60:02}Z"
        program, sequence = chance.choice(programs), 1 if number in late else 0
        part, name = n % 20, f"-{n}.ics"
        if part in (0, 1):
            number, sequence = chance.choice(sorted(late)), 0
            outcomes[name] = "outdated"
        elif part == 2:
            who, outcomes[name] = f"iemand{n}@elders.example.org", "not-invited"
        content = Answered(uids[number], who, answer, sequence, at).by(program)
        if part == 3:
            content, outcomes[name] = chance.choice(
                [(content[:-20], "not-closed"), (b"<html>", "no-calendar"), (b"", "empty")]
            )
        pile[name] = content
        if name in outcomes:
            continue
        before = newest.get((number, who))
        if before is not None:
            outcomes[before[2]] = "older"
        newest[number, who] = (at, answer.lower(), name)
        if part in (4, 5):
            pile[f"-{n}-nogmaals.eml"] = mail(content, who, shape="mixed")
    expected: dict[int, dict[str, str]] = {number: {} for number in meetings}
    for (number, who), (_at, answer, _name) in newest.items():
        expected[number][who] = answer
    return pile, expected, outcomes
