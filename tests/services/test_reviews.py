"""What waits for the user: accepting and dismissing it, and what then stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import partial

from ipe_events.domain.reviews import Decided, Did, Newcomer, guessed
from ipe_events.domain.series_scope import Scope
from ipe_events.services import (
    dossier,
    erasing,
    events,
    outbox,
    people,
    reviews,
    series,
    series_edit,
)
from ipe_events.services.workspace import Workspace
from tests.ical.answers import mail
from tests.services.acts import (
    KERNTEAM,
    TUESDAY,
    do,
    hours,
    later,
    page,
    participants,
    person,
    refused,
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
    one,
    read,
    reasons,
    said,
    stamp,
    tell,
    waiting,
)
from tests.store.dumps import rows

NEW = "nieuw@elders.example.org"
DEPUTY = "dep@example.org"
_TIMES = ("DTSTART:20270113T120000Z", "DTEND:20270113T140000Z")


def accept(workspace: Workspace, who: Newcomer | None = None, number: int | None = None) -> Decided:
    """Accept what waits first."""
    chosen = number if number is not None else waiting(workspace)[0].id
    with workspace.change("review accept") as change:
        return reviews.accept(change, chosen, who or Newcomer())


def numbers(done: Decided) -> list[int]:
    return [line.id for line in done.events]


def dismiss(workspace: Workspace) -> Decided:
    with workspace.change("review dismiss") as change:
        return reviews.dismiss(change, waiting(workspace)[0].id)


def pending(workspace: Workspace) -> set[tuple[str | None, str]]:
    with workspace.read() as view:
        return {(one.email, one.reason) for one in outbox.pending(view) if one.email}


def test_i06_somebody_unknown_is_invited_when_their_organisation_is_said(
    workspace: Workspace, told: int
) -> None:
    content = answered(workspace, told, NEW, "TENTATIVE", comment="Mag ik?")
    read(workspace, content)
    number = waiting(workspace)[0].id
    problem = refused(workspace, lambda c: reviews.accept(c, number))
    assert problem.code == "review-who"
    done = accept(workspace, Newcomer("saxion", "Nieuw Gezicht"))
    assert (done.state, done.did, numbers(done)) == ("accepted", Did.INVITED, [told])
    part = participants(workspace, told)[NEW]
    assert (part.name, part.organisation) == ("Nieuw Gezicht", "saxion")
    assert (part.answer, part.comment) == ("tentative", "Mag ik?")
    assert pending(workspace) == {(NEW, "new")}
    assert one(read(workspace, content)) == ("ignored", "duplicate", NEW)
    assert waiting(workspace) == []
    workspace.undo()
    assert NEW not in participants(workspace, told)
    assert len(waiting(workspace)) == 1


def test_i06_an_organisation_is_known_by_the_domain_of_its_people(
    workspace: Workspace, told: int
) -> None:
    do(workspace, lambda c: people.edit_person(c, VIAA, email="viaa@viaa.example.org"))
    read(workspace, answered(workspace, told, "collega@viaa.example.org"))
    accept(workspace)
    part = participants(workspace, told)["collega@viaa.example.org"]
    assert (part.organisation, part.answer) == ("viaa", "accepted")
    # Everybody else has the same domain: nothing can be told from it.
    read(workspace, answered(workspace, told, "collega@example.org"))
    number = waiting(workspace)[0].id
    assert refused(workspace, lambda c: reviews.accept(c, number)).code == "review-who"
    assert guessed("x", {"x": frozenset({1, 2})}) is None


def test_i06_somebody_known_is_invited_under_their_own_address_or_another(
    workspace: Workspace, told: int
) -> None:
    noor = person(workspace, "noor", "viaa")
    read(workspace, answered(workspace, told, noor))
    number = waiting(workspace)[0].id
    said_too_much = refused(workspace, lambda c: reviews.accept(c, number, Newcomer("kpz")))
    assert said_too_much.code == "review-known"
    accept(workspace)
    assert participants(workspace, told)[noor].answer == "accepted"
    # A guest who answers from home: the address is theirs from now on.
    home = answered(workspace, told, "thuis@elders.example.org", "DECLINED")
    read(workspace, home)
    assert accept(workspace, Newcomer(known=KPZ)).did is Did.KEPT
    assert answers(workspace, told) == {noor: "accepted", KPZ: "declined"}
    again = answered(workspace, told, "thuis@elders.example.org", stamp=stamp(12))
    assert one(read(workspace, again))[0] == "applied"
    # Said by hand before it was accepted: there is nothing left to do.
    read(workspace, answered(workspace, told, "werk@elders.example.org"))
    later(workspace, minutes=1)
    do(workspace, lambda c: events.answer(c, told, VIAA, "declined"))
    assert accept(workspace, Newcomer(known=VIAA)).did is Did.NOTHING
    assert answers(workspace, told)[VIAA] == "declined"


def test_i13_what_was_dismissed_does_not_come_back(workspace: Workspace, told: int) -> None:
    contents = [
        answered(workspace, told, NEW),
        answered(workspace, told, VIAA, sequence=4),
        said(workspace, told, "REFRESH", f"ATTENDEE:mailto:{KPZ}"),
    ]
    read(workspace, *contents)
    before = page(workspace, told)
    assert {dismiss(workspace).state for _ in range(3)} == {"dismissed"}
    kept = content_of(workspace)
    assert reasons(read(workspace, *contents).ignored) == ["decided"] * 3
    assert content_of(workspace) == kept
    assert page(workspace, told) == before
    # What somebody says after that is something else.
    again = answered(workspace, told, NEW, "DECLINED", stamp=stamp(20))
    assert one(read(workspace, again))[0] == "review"


def test_what_is_decided_cannot_be_decided_again(workspace: Workspace, told: int) -> None:
    read(workspace, answered(workspace, told, NEW))
    number = dismiss(workspace).review.id
    for wrong in (number, 99, 10**30):
        code = "review-decided" if wrong == number else "unknown-review"
        assert refused(workspace, partial(reviews.accept, number=wrong)).code == code
        assert refused(workspace, partial(reviews.dismiss, number=wrong)).code == code


def test_i07_a_deputy_comes_in_the_place_of_who_counts_no_more(
    workspace: Workspace, told: int
) -> None:
    delegated = said(
        workspace, told, "REPLY",
        f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:{DEPUTY}":mailto:{VIAA}',
    )  # fmt: skip
    own = f'ATTENDEE;CN=Dep;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:{VIAA}":mailto:{DEPUTY}'
    read(workspace, delegated, said(workspace, told, "REPLY", own, hour=10))
    (line,) = waiting(workspace)
    assert (line.reason, line.name, line.answer, line.delegator) == (
        "deputy", "Dep", "accepted", VIAA,
    )  # fmt: skip
    accept(workspace)
    assert waiting(workspace) == []
    part = participants(workspace, told)[DEPUTY]
    assert (part.organisation, part.name, part.answer) == ("viaa", "Dep", "accepted")
    assert part.deputy_for == "Lid viaa"
    assert participants(workspace, told)[VIAA].answer == "delegated"
    # One person in the count.
    assert hours(workspace, "viaa") == (0, 2, 0, 198)
    assert read(workspace, delegated).review == ()


def test_i07_a_deputy_of_another_organisation_brings_the_hours_there(
    workspace: Workspace, told: int
) -> None:
    read(
        workspace,
        said(
            workspace, told, "REPLY",
            f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:{DEPUTY}":mailto:{VIAA}',
        ),
    )  # fmt: skip
    accept(workspace, Newcomer("kpz", "Dep"))
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    assert hours(workspace, "kpz") == (0, 4, 0, 196)
    do(workspace, lambda c: events.answer(c, told, DEPUTY, "declined"))
    assert hours(workspace, "kpz") == (0, 2, 0, 198)


def test_i10_a_proposal_that_is_taken_over_is_an_ordinary_move(
    workspace: Workspace, told: int
) -> None:
    do(workspace, lambda c: events.answer(c, told, KPZ, "accepted"))
    counter = said(
        workspace, told, "COUNTER", f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{VIAA}",
        "DTSTART:20270113T083000Z", "DTEND:20270113T103000Z",
    )  # fmt: skip
    read(workspace, counter)
    done = accept(workspace)
    assert (done.did, numbers(done)) == (Did.MOVED, [told])
    assert done.moved is not None
    assert (done.moved.events, done.moved.guests) == (done.events, 6)
    line = page(workspace, told).event
    assert (line.day, line.start, line.end) == (date(2027, 1, 13), time(9, 30), time(11, 30))
    assert answers(workspace, told) == {}
    assert {reason for _email, reason in pending(workspace)} == {"changed"}
    assert reasons(read(workspace, counter).ignored) == ["outdated"]
    for hour, past in ((11, "DTSTART:20261122T075900Z"), (12, "DTSTART;VALUE=DATE:20261121")):
        late = said(
            workspace, told, "COUNTER", f"ATTENDEE:mailto:{VIAA}", past, "DURATION:P1D",
            "SEQUENCE:0", hour=hour,
        )  # fmt: skip
        do(workspace, lambda c: events.move(c, told, day=TUESDAY, start=time(13)))
        read(workspace, late)
        number = waiting(workspace)[0].id
        assert refused(workspace, partial(reviews.accept, number=number)).code == "proposal-past"


def test_i10_a_proposal_for_one_date_moves_that_date_and_for_the_series_all(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    with workspace.change("series add") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=3")
    tell(workspace)
    numbers = [event.id for event in made.events]
    lines = ("DTSTART:20270120T120000Z", "DTEND:20270120T140000Z")
    who = f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{VIAA}"
    once = said(workspace, numbers[0], "COUNTER", who, "RECURRENCE-ID:20270119T120000Z", *lines)
    read(workspace, once)
    accept(workspace)
    days = [page(workspace, number).event.day for number in numbers]
    assert days == [date(2027, 1, 12), date(2027, 1, 20), date(2027, 1, 26)]
    whole = ("DTSTART:20270113T120000Z", "DTEND:20270113T140000Z")
    read(workspace, said(workspace, numbers[0], "COUNTER", who, *whole, hour=11))
    assert waiting(workspace)[0].whole
    accept(workspace)
    days = [page(workspace, number).event.day for number in numbers]
    assert days == [date(2027, 1, 13), date(2027, 1, 20), date(2027, 1, 27)]


def test_an_answer_that_was_only_shown_is_kept_when_it_is_accepted(
    workspace: Workspace, told: int
) -> None:
    newer = answered(workspace, told, VIAA, "DECLINED", sequence=2, comment="x")
    forged = mail(answered(workspace, told, KPZ, "TENTATIVE"), "ander@example.org")
    read(workspace, newer)
    read(workspace, forged, suffix=".eml")
    accept(workspace)
    accept(workspace)
    assert answers(workspace, told) == {VIAA: "declined", KPZ: "tentative"}
    assert comment(workspace, told, VIAA) == "x"
    assert reasons(read(workspace, newer).ignored) == ["decided"]
    read(workspace, mail(answered(workspace, told, DELTION), "ander@example.org"), suffix=".eml")
    do(workspace, lambda c: events.move(c, told, day=date(2027, 1, 19)))
    number = waiting(workspace)[0].id
    assert refused(workspace, lambda c: reviews.accept(c, number)).code == "review-outdated"
    do(workspace, lambda c: events.invite(c, told, [], [DELTION]))
    assert refused(workspace, lambda c: reviews.accept(c, number)).code == "review-outdated"
    do(workspace, lambda c: events.cancel(c, told))
    assert refused(workspace, lambda c: reviews.accept(c, number)).code == "state-wrong"


def test_who_asks_for_the_invitation_is_told_again_alone(workspace: Workspace, told: int) -> None:
    read(workspace, said(workspace, told, "REFRESH", f"ATTENDEE:mailto:{KPZ}"))
    assert pending(workspace) == set()
    accept(workspace)
    assert pending(workspace) == {(KPZ, "new")}
    tell(workspace)
    assert pending(workspace) == set()
    assert one(read(workspace, answered(workspace, told, KPZ, stamp=stamp(12))))[0] == "applied"
    noor = person(workspace, "noor", "viaa")
    do(workspace, lambda c: events.invite(c, told, [noor], []))
    read(workspace, said(workspace, told, "REFRESH", f"ATTENDEE:mailto:{noor}", hour=11))
    number = waiting(workspace)[0].id
    assert refused(workspace, lambda c: reviews.accept(c, number)).code == "review-not-told"


def test_i12_what_somebody_else_sent_is_done_when_it_is_accepted(
    workspace: Workspace, told: int
) -> None:
    guest = f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{VIAA}"
    for method, content in (
        ("COUNTER", said(workspace, told, "COUNTER", guest, *_TIMES)),
        ("REFRESH", said(workspace, told, "REFRESH", guest)),
        ("REPLY", answered(workspace, told, VIAA, "DECLINED")),
        ("REPLY", answered(workspace, told, KPZ, sequence=7)),
    ):
        forged = mail(content, "ander@example.org", method=method)
        assert one(read(workspace, forged, suffix=".eml"))[:2] == ("review", "other-sender")
    assert [line.asks for line in waiting(workspace)] == ["counter", "refresh", "", ""]
    assert {line.sender for line in waiting(workspace)} == {"ander@example.org"}
    counter, refresh, reply, _newer = waiting(workspace)
    assert counter.start is not None
    assert accept(workspace, number=reply.id).did is Did.KEPT
    assert accept(workspace, number=refresh.id).did is Did.AGAIN
    assert pending(workspace) == {(VIAA, "new")}
    done = accept(workspace, number=counter.id)
    assert (done.did, page(workspace, told).event.day) == (Did.MOVED, date(2027, 1, 13))
    # Somebody of theirs, and the guest from another address, are no others.
    by = f'ATTENDEE;SENT-BY="mailto:secr@example.org":mailto:{KPZ}'
    own = f"ATTENDEE:mailto:{KPZ}"
    for asked, sender in ((by, "secr@example.org"), (own, "kpz+x@example.org")):
        content = mail(said(workspace, told, "REFRESH", asked), sender, method="REFRESH")
        assert one(read(workspace, content, suffix=".eml")) == ("review", "refresh", KPZ)


def test_i06_who_is_not_invited_moves_nothing(workspace: Workspace, told: int) -> None:
    before = page(workspace, told).event
    who = f"ATTENDEE;CN=Nieuw;PARTSTAT=TENTATIVE:mailto:{NEW}"
    counter = said(workspace, told, "COUNTER", who, *_TIMES)
    refresh = said(workspace, told, "REFRESH", who, hour=10)
    for question in (counter, refresh):
        assert one(read(workspace, question)) == ("review", "not-invited", NEW)
    # What is asked does not take the place of an answer.
    read(workspace, answered(workspace, told, NEW, "TENTATIVE", stamp=stamp(8)))
    assert [line.answer for line in waiting(workspace)] == ["tentative"]
    done = accept(workspace, Newcomer("saxion"))
    assert (done.did, done.moved, waiting(workspace)) == (Did.INVITED, None, [])
    assert replace(page(workspace, told).event, people=before.people) == before
    assert participants(workspace, told)[NEW].answer == "tentative"
    assert pending(workspace) == {(NEW, "new")}


def test_what_is_about_no_date_can_only_be_dismissed(workspace: Workspace, told: int) -> None:
    content = answered(workspace, told, VIAA, instance="RECURRENCE-ID:20270112T120000Z")
    assert one(read(workspace, content)) == ("review", "unknown-instance", VIAA)
    number = waiting(workspace)[0].id
    assert refused(workspace, lambda c: reviews.accept(c, number)).code == "review-no-event"
    assert dismiss(workspace).state == "dismissed"


def test_an_answer_accepted_after_the_event_moved_is_asked_again(
    workspace: Workspace, told: int
) -> None:
    read(workspace, answered(workspace, told, NEW))
    do(workspace, lambda c: events.move(c, told, day=date(2027, 1, 19)))
    accept(workspace, Newcomer("saxion"))
    assert participants(workspace, told)[NEW].answer == "needs-action"


def test_a_stranger_who_answers_to_a_series_is_invited_to_what_is_planned_of_it(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    with workspace.change("series add") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=3")
    tell(workspace)
    first, second, third = (event.id for event in made.events)
    do(workspace, lambda c: series_edit.cancel(c, second, Scope.ONE))
    read(workspace, answered(workspace, first, NEW))
    assert numbers(accept(workspace, Newcomer("saxion"))) == [first, third]
    assert [NEW in participants(workspace, number) for number in (first, second, third)] == [
        True,
        False,
        True,
    ]


def test_nothing_that_somebody_sent_is_left_when_they_are_erased(
    workspace: Workspace, told: int
) -> None:
    read(
        workspace,
        answered(workspace, told, VIAA, comment="griepgeheim"),
        answered(
            workspace, told, "VIAA+thuis@example.org", "DECLINED", sequence=7, stamp=stamp(11)
        ).replace(b"CN=Lid", b"CN=Naamgeheim"),
        answered(workspace, told, KPZ, comment="blijft"),
    )
    dismiss(workspace)
    with workspace.read() as view:
        found = dossier.of(view, VIAA)
    assert [entry["comment"] for entry in found["meetings"]] == ["griepgeheim"]
    assert [entry["name"] for entry in found["received"]] == ["Naamgeheim"]
    erasing.erase(workspace, VIAA)
    for table in ("participation", "review", "change_row"):
        text = repr(rows(workspace.path, f"SELECT * FROM {table}")).lower()
        for secret in ("griepgeheim", "naamgeheim", "viaa+thuis", VIAA):
            assert secret not in text, table
    assert comment(workspace, told, KPZ) == "blijft"
    before = workspace.path.read_bytes()
    assert b"griepgeheim" not in before
    assert b"Naamgeheim" not in before
