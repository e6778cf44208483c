"""Later changes of membership offer to update what is still to come (F9), deputies come along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipe_events.domain.drafts import Attendance
from ipe_events.services import events, membership_events, people
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    KERNTEAM,
    at,
    attend,
    do,
    hours,
    member,
    page,
    participants,
    person,
    plan,
    refused,
    seat_everybody,
)
from tests.services.acts import address as of
from tests.store.dumps import dump

HELD, NEXT, AFTER = date(2026, 11, 3), date(2027, 1, 12), date(2027, 2, 9)


@pytest.fixture
def meetings(workspace: Workspace) -> tuple[int, int, int]:
    """One that was held and two to come, with everybody of the kernteam."""
    seat_everybody(workspace)
    held, following, after = (
        plan(workspace, replace(KERNTEAM, when=replace(KERNTEAM.when, day=day)))
        for day in (HELD, NEXT, AFTER)
    )
    attend(workspace, held, Attendance(everybody=True))
    return held, following, after


def follow(workspace: Workspace, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> int:
    """Change the kernteam and let the meetings to come follow; how many do."""
    with workspace.change("group member") as change:
        for who in remove:
            people.remove_member(change, "kernteam", who)
        for who in add:
            people.add_member(change, "kernteam", who, MemberTerms())
        found = membership_events.due(change, "kernteam", add, remove)
        membership_events.follow(change, found, add)
        return len(found)


def test_who_joins_is_invited_to_what_is_next_and_to_nothing_before(
    workspace: Workspace, meetings: tuple[int, int, int]
) -> None:
    held, following, after = meetings
    bram = person(workspace, "bram", "viaa")
    before = dump(workspace.path)
    assert follow(workspace, add=(bram,)) == 2
    assert at(workspace, held, "viaa") == [of("viaa")]
    for event in (following, after):
        assert at(workspace, event, "viaa") == [of("viaa"), bram]
    workspace.undo()
    assert dump(workspace.path) == before


def test_who_leaves_is_taken_off_and_the_seat_stays_open(
    workspace: Workspace, meetings: tuple[int, int, int]
) -> None:
    held, following, after = meetings
    assert follow(workspace, remove=(of("viaa"),)) == 2
    assert at(workspace, held, "viaa") == [of("viaa")]
    assert at(workspace, following, "viaa") == [None] == at(workspace, after, "viaa")


def test_one_leaves_and_another_comes_in_the_same_seat(
    workspace: Workspace, meetings: tuple[int, int, int]
) -> None:
    _held, following, _after = meetings
    bram = person(workspace, "bram", "viaa")
    assert follow(workspace, add=(bram,), remove=(of("viaa"),)) == 2
    assert at(workspace, following, "viaa") == [bram]


def test_who_was_taken_off_by_hand_is_no_change(
    workspace: Workspace, meetings: tuple[int, int, int]
) -> None:
    _held, following, _after = meetings
    do(workspace, lambda c: events.invite(c, following, (), (of("viaa"),)))
    assert follow(workspace, remove=(of("viaa"),)) == 1
    assert at(workspace, following, "viaa") == []


def test_who_joins_later_is_invited_from_then_on(
    workspace: Workspace, meetings: tuple[int, int, int]
) -> None:
    bram = person(workspace, "bram", "viaa")
    with workspace.change("group member") as change:
        people.add_member(change, "kernteam", bram, MemberTerms(starts=AFTER))
        found = membership_events.due(change, "kernteam", (bram,), ())
        membership_events.follow(change, found, (bram,))
    assert [one.event.day for one in found] == [AFTER]


def test_nothing_changes_unless_it_is_asked(
    workspace: Workspace, meetings: tuple[int, int, int]
) -> None:
    bram = person(workspace, "bram", "viaa")
    member(workspace, bram, "kernteam")
    with workspace.read() as view:
        assert len(membership_events.due(view, "kernteam", (bram,), ())) == 2
    assert at(workspace, meetings[1], "viaa") == [of("viaa")]


# --- deputies (F10) -----------------------------------------------------------------------------


@pytest.fixture
def vera(workspace: Workspace) -> str:
    """The deputy of Viaa's member of the kernteam."""
    seat_everybody(workspace)
    deputy = person(workspace, "vera", "viaa")
    member(workspace, deputy, "kernteam", MemberTerms(deputy_for=of("viaa")))
    return deputy


def test_a_deputy_is_invited_along_and_costs_nothing_until_they_come(
    workspace: Workspace, vera: str
) -> None:
    event = plan(workspace)
    found = participants(workspace, event)
    assert (found[vera].role, found[vera].deputy_for) == ("optional", "Lid viaa")
    assert hours(workspace, "viaa")[1] == 2
    do(workspace, lambda c: events.answer(c, event, of("viaa"), "declined"))
    assert hours(workspace, "viaa")[1] == 0
    do(workspace, lambda c: events.answer(c, event, vera, "accepted"))
    assert hours(workspace, "viaa")[1] == 2
    assert [check.code for check in page(workspace, event).checks] == []


def test_i07_a_deputy_who_is_sent_counts_instead_of_who_sends_them(
    workspace: Workspace, vera: str
) -> None:
    event = plan(workspace)
    do(workspace, lambda c: events.answer(c, event, of("viaa"), "delegated"))
    assert hours(workspace, "viaa") == (0, 2, 0, 198)
    assert [check.code for check in page(workspace, event).checks] == []
    do(workspace, lambda c: events.answer(c, event, vera, "declined"))
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    assert [check.code for check in page(workspace, event).checks] == ["missing-organisation"]


def test_everybody_present_is_not_the_deputy(workspace: Workspace, vera: str) -> None:
    event = plan(workspace)
    attend(workspace, event, Attendance(everybody=True))
    assert participants(workspace, event)[vera].attended is None
    assert hours(workspace, "viaa")[0] == 2


def test_an_absent_member_s_deputy_keeps_the_seat_filled_and_books_the_hours(
    workspace: Workspace, vera: str
) -> None:
    event = plan(workspace)
    kept = Attendance(everybody=True, deputies=((of("viaa"), vera),))
    attend(workspace, event, kept)
    found = participants(workspace, event)
    assert (found[of("viaa")].attended, found[vera].attended) == (False, True)
    assert hours(workspace, "viaa")[0] == 2


def test_a_deputy_goes_with_whom_they_stand_in_for(workspace: Workspace, vera: str) -> None:
    event = plan(workspace)
    do(workspace, lambda c: events.invite(c, event, (), (of("viaa"),)))
    assert at(workspace, event, "viaa") == []
    do(workspace, lambda c: people.remove_member(c, "kernteam", "viaa"))
    with workspace.read() as view:
        groups = {line.slug: line for line in people.groups(view)}
    assert "viaa" not in {seat.organisation for seat in groups["kernteam"].seats}


def test_a_deputy_stays_when_the_seat_is_only_left(workspace: Workspace, vera: str) -> None:
    do(workspace, lambda c: people.remove_member(c, "kernteam", of("viaa")))
    event = plan(workspace)
    assert at(workspace, event, "viaa") == [None, vera]
    do(workspace, lambda c: people.remove_member(c, "kernteam", vera))
    assert at(workspace, plan(workspace), "viaa") == [None]


def test_a_deputy_of_an_organisation_s_seat(workspace: Workspace) -> None:
    bram = person(workspace, "bram", "kpz")
    member(workspace, bram, "kernteam", MemberTerms(deputy_for="kpz"))
    assert at(workspace, plan(workspace), "kpz") == [None, bram]


@pytest.mark.parametrize(
    ("who", "terms", "code"),
    [
        ("vera@example.org", MemberTerms(deputy_for="kpz"), "already-member"),
        ("vera@example.org", MemberTerms(), "already-member"),
        ("bram@example.org", MemberTerms(deputy_for="vera@example.org"), "not-member"),
        ("bram@example.org", MemberTerms(deputy_for="bram@example.org"), "not-member"),
        ("bram@example.org", MemberTerms(deputy_for="saxion"), "not-member"),
    ],
)
def test_who_cannot_be_a_deputy(
    workspace: Workspace, vera: str, who: str, terms: MemberTerms, code: str
) -> None:
    person(workspace, "bram", "viaa")
    act = refused(workspace, lambda c: people.add_member(c, "kernteam", who, terms))
    assert act.code == code
