"""Done 4 of the issue: somebody takes over; and who works elsewhere from a day on (F6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ipe_events.domain.drafts import Attendance, When
from ipe_events.domain.records import Seat
from ipe_events.services import letters, outbox, people, programmes, setup, succession
from ipe_events.services.people import MemberTerms
from ipe_events.services.succession import HandedOver
from ipe_events.services.workspace import Workspace
from tests.refusals import code_of
from tests.services.acts import (
    KERNTEAM,
    at,
    attend,
    do,
    hours,
    later,
    log,
    member,
    participants,
    person,
    plan,
    refused,
    worked,
)
from tests.store.dumps import dump, rows

FIRST = date(2027, 1, 5)
TAKES_OVER = date(2027, 6, 1)


def kernteam(workspace: Workspace, count: int, first: date) -> list[int]:
    """A kernteam every week."""
    return [
        plan(
            workspace, replace(KERNTEAM, when=replace(KERNTEAM.when, day=first + timedelta(7 * n)))
        )
        for n in range(count)
    ]


def tell(workspace: Workspace) -> None:
    """Everybody who must be told is told."""
    with workspace.delivery() as view:
        letters.remember(view, letters.letters(view))


def pending(workspace: Workspace) -> list[tuple[int, str | None, str]]:
    with workspace.read() as view:
        return [
            (item.event, item.email, item.method)
            for item in outbox.pending(view)
            if item.email is not None
        ]


def succeed(workspace: Workspace, old: str, new: str, day: date = TAKES_OVER) -> HandedOver:
    with workspace.change("person succeed") as change:
        return succession.succeed(change, old, new, day)


def seats(workspace: Workspace, organisation: str, day: date) -> list[Seat]:
    workspace_day = day - workspace.clock().date()
    clock = workspace.clock
    workspace.clock = lambda: clock() + workspace_day
    try:
        with workspace.read() as view:
            (group,) = [line for line in people.groups(view) if line.slug == "kernteam"]
    finally:
        workspace.clock = clock
    return [seat for seat in group.seats if seat.organisation == organisation]


def test_12_meetings_to_come_are_taken_over_and_9_held_ones_stay(workspace: Workspace) -> None:
    do(
        workspace,
        lambda c: programmes.edit(c, organiser="Sanne de Wit <sanne.de.wit@example.org>"),
    )
    old, new = person(workspace, "noor", "viaa"), person(workspace, "bram", "viaa")
    member(workspace, old, "kernteam")
    held = kernteam(workspace, 9, FIRST)
    for event in held:
        attend(workspace, event, Attendance(everybody=True))
    ahead = kernteam(workspace, 12, TAKES_OVER)
    tell(workspace)
    assert pending(workspace) == []
    realised = hours(workspace, "viaa")
    before = dump(workspace.path)
    entries = rows(workspace.path, "SELECT * FROM hour_entry")

    done = succeed(workspace, old, new)

    assert done == HandedOver(tuple(ahead), 1)
    for event in held:
        assert at(workspace, event, "viaa") == [old]
    for event in ahead:
        assert at(workspace, event, "viaa") == [new]
        assert participants(workspace, event)[new].answer == "needs-action"
    assert rows(workspace.path, "SELECT * FROM hour_entry") == entries
    assert hours(workspace, "viaa") == realised
    wanted = [
        (event, who, how) for event in ahead for who, how in ((new, "REQUEST"), (old, "CANCEL"))
    ]
    assert sorted(pending(workspace)) == sorted(wanted)
    workspace.undo()
    assert dump(workspace.path) == before
    assert pending(workspace) == []


def test_the_seat_ends_the_day_before_and_goes_on_with_the_other(workspace: Workspace) -> None:
    old, new = person(workspace, "noor", "viaa"), person(workspace, "bram", "viaa")
    member(workspace, old, "kernteam", MemberTerms(role="chair"))
    succeed(workspace, old, new)
    eve = TAKES_OVER - timedelta(days=1)
    assert [(seat.email, seat.role) for seat in seats(workspace, "viaa", eve)] == [(old, "chair")]
    assert [(seat.email, seat.role) for seat in seats(workspace, "viaa", TAKES_OVER)] == [
        (new, "chair")
    ]
    affiliations = rows(
        workspace.path,
        "SELECT email, starts, ends FROM affiliation JOIN person ON person.id = person_id",
    )
    assert affiliations == [(old, None, eve.isoformat()), (new, None, None)]


def test_other_addresses_stay_with_who_has_them(workspace: Workspace) -> None:
    old, new = person(workspace, "noor", "viaa"), person(workspace, "bram", "viaa")
    other = "n.bakker@school.example.org"
    do(workspace, lambda c: people.edit_person(c, old, aliases=(other,)))
    succeed(workspace, other, new)
    with workspace.read() as view:
        assert [line.aliases for line in people.people(view)] == [(), (other,)]


def test_who_comes_from_outside_works_there_from_that_day(workspace: Workspace) -> None:
    old, new = person(workspace, "noor", "viaa"), person(workspace, "bram", "kpz")
    succeed(workspace, old, new)
    found = rows(
        workspace.path,
        "SELECT slug, starts FROM affiliation "
        "JOIN organisation ON organisation.id = organisation_id "
        "JOIN person ON person.id = person_id WHERE person.email = ? ORDER BY affiliation.id",
        new,
    )
    assert found == [("kpz", None), ("viaa", TAKES_OVER.isoformat())]


def test_a_deputy_role_passes_on(workspace: Workspace) -> None:
    chief, old, new = (person(workspace, name, "viaa") for name in ("anne", "noor", "bram"))
    member(workspace, chief, "kernteam")
    member(workspace, old, "kernteam", MemberTerms(deputy_for=chief))
    succeed(workspace, old, new)
    assert [(seat.email, seat.deputy_for) for seat in seats(workspace, "viaa", TAKES_OVER)] == [
        (chief, None),
        (new, "Anne"),
    ]


def test_a_deputy_who_takes_over_has_the_seat_and_is_no_deputy_any_more(
    workspace: Workspace,
) -> None:
    old, new = person(workspace, "noor", "viaa"), person(workspace, "bram", "viaa")
    member(workspace, old, "kernteam")
    member(workspace, new, "kernteam", MemberTerms(deputy_for=old))
    (event,) = kernteam(workspace, 1, TAKES_OVER)
    assert at(workspace, event, "viaa") == [old, new]
    assert succeed(workspace, old, new) == HandedOver((event,), 1)
    eve = TAKES_OVER - timedelta(days=1)
    assert [seat.email for seat in seats(workspace, "viaa", eve)] == [old, new]
    after = seats(workspace, "viaa", TAKES_OVER)
    assert [(seat.email, seat.deputy_for) for seat in after] == [(new, None)]
    assert at(workspace, event, "viaa") == [new]
    assert participants(workspace, event)[new].deputy_for is None


def test_the_deputies_of_who_leaves_are_those_of_who_comes(workspace: Workspace) -> None:
    old, new, vera = (person(workspace, name, "viaa") for name in ("noor", "bram", "vera"))
    member(workspace, old, "kernteam")
    member(workspace, vera, "kernteam", MemberTerms(deputy_for=old))
    succeed(workspace, old, new)
    for day, name in ((TAKES_OVER - timedelta(days=1), "Noor"), (TAKES_OVER, "Bram")):
        assert seats(workspace, "viaa", day)[-1].deputy_for == name


def test_who_has_a_seat_already_leaves_the_other_open(workspace: Workspace) -> None:
    old, new = person(workspace, "noor", "viaa"), person(workspace, "bram", "kpz")
    for one in (old, new):
        member(workspace, one, "kernteam")
    (event,) = kernteam(workspace, 1, TAKES_OVER)
    assert succeed(workspace, old, new) == HandedOver((event,), 0)
    assert [seat.email for seat in seats(workspace, "viaa", TAKES_OVER)] == [None]
    assert (at(workspace, event, "kpz"), at(workspace, event, "viaa")) == ([new], [])


@pytest.mark.parametrize(
    ("new", "day", "code"),
    [
        ("noor@example.org", TAKES_OVER, "same-person"),
        ("niemand@example.org", TAKES_OVER, "unknown-person"),
        ("bram@example.org", date(1900, 1, 1), "not-a-date"),
    ],
)
def test_what_cannot_be_taken_over(workspace: Workspace, new: str, day: date, code: str) -> None:
    old = person(workspace, "noor", "viaa")
    person(workspace, "bram", "viaa")
    assert refused(workspace, lambda c: succession.succeed(c, old, new, day)).code == code


# --- another employer ---------------------------------------------------------------------------


def moved(workspace: Workspace, who: str, organisation: str = "kpz") -> HandedOver:
    with workspace.change("person edit") as change:
        return succession.change_employer(change, who, organisation, TAKES_OVER)


def test_hours_of_before_stay_and_new_meetings_count_elsewhere(workspace: Workspace) -> None:
    noor = person(workspace, "noor", "viaa")
    member(workspace, noor, "kernteam")
    held, *_ = kernteam(workspace, 1, FIRST)
    attend(workspace, held, Attendance(everybody=True))
    log(workspace, replace(worked(minutes=60), person=noor))
    (early,) = kernteam(workspace, 1, TAKES_OVER - timedelta(days=1))
    (ahead,) = kernteam(workspace, 1, TAKES_OVER + timedelta(days=7))
    before = dump(workspace.path)
    assert moved(workspace, noor) == HandedOver((ahead,), 1)
    (new,) = kernteam(workspace, 1, TAKES_OVER + timedelta(days=14))
    assert hours(workspace, "viaa")[0] == 3
    assert hours(workspace, "kpz")[0] == 0
    for event, organisation in ((held, "viaa"), (early, "viaa"), (ahead, "kpz"), (new, "kpz")):
        assert participants(workspace, event)[noor].organisation == organisation
    assert at(workspace, new, "viaa") == [None]
    for _ in range(2):
        workspace.undo()
    assert dump(workspace.path) == before


def test_a_move_within_a_move_and_back(workspace: Workspace) -> None:
    noor = person(workspace, "noor", "viaa")
    moved(workspace, noor)
    assert code_of(lambda: moved(workspace, noor)) == "same-employer"
    do(workspace, lambda c: succession.change_employer(c, noor, "viaa", TAKES_OVER))
    later(workspace, days=400)
    with workspace.read() as view:
        (line,) = people.people(view)
    assert line.organisation == "viaa"


def test_what_the_programme_pays_is_no_seat_of_either(workspace: Workspace) -> None:
    noor = person(workspace, "noor", "viaa")
    member(workspace, noor, "kernteam", MemberTerms(financing="programme"))
    moved(workspace, noor)
    kpz = seats(workspace, "kpz", TAKES_OVER)
    assert [(seat.email, seat.financing) for seat in kpz] == [
        (None, "in_kind"),
        (noor, "programme"),
    ]


def test_all_programmes_of_the_workspace_are_taken_over(workspace: Workspace) -> None:
    old, new = person(workspace, "noor", "viaa"), person(workspace, "bram", "viaa")
    second = """format = 1
[programme]
slug = "tweede"
name = "Tweede"
source = "test"
[[organisations]]
slug = "viaa"
name = "Hogeschool Viaa"
kind = "hbo"
[[groups]]
slug = "raad"
name = "Raad"
seats = ["viaa"]
[[kinds]]
slug = "overleg"
name = "Overleg"
length = 60
groups = ["raad"]
"""
    do(workspace, lambda c: setup.add(c, second, "tweede", {}))
    workspace.programme = "tweede"
    member(workspace, old, "raad")
    when = When(TAKES_OVER)
    other = plan(workspace, replace(KERNTEAM, kind="overleg", when=when))
    workspace.programme = "sion"
    assert succeed(workspace, old, new).events == (other,)
    workspace.programme = "tweede"
    assert at(workspace, other, "viaa") == [new]
