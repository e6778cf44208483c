from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from ipe_events.domain.drafts import Attendance, EventDraft, When
from ipe_events.domain.records import Check
from ipe_events.services import checking, commitments, events, setup
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    EURO,
    HOUR,
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    codes,
    do,
    later,
    log,
    outcome,
    page,
    person,
    plan,
    seat_everybody,
    worked,
)


def of_programme(
    workspace: Workspace, first: date | None = None, last: date | None = None
) -> list[Check]:
    with workspace.read() as view:
        return checking.of_programme(view, first, last)


def on(day: date) -> EventDraft:
    return replace(KERNTEAM, when=When(day, None, time(13), time(15)))


def test_an_institution_left_out_is_named(workspace: Workspace) -> None:
    seat_everybody(workspace)
    made = outcome(workspace, lambda c: events.add(c, KERNTEAM))
    number = made.events[0].id
    left = outcome(workspace, lambda c: events.invite(c, number, [], [address("viaa")]))
    (check,) = left.checks
    assert (check.code, check.values["organisations"], check.organisation) == (
        "missing-organisation",
        ("Hogeschool Viaa",),
        "viaa",
    )


@pytest.mark.parametrize(
    ("day", "code", "name"),
    [
        (date(2027, 1, 1), "holiday", "Nieuwjaarsdag"),
        (date(2027, 4, 27), "holiday", "Koningsdag"),
        (date(2027, 7, 20), "school-holiday", "Zomervakantie"),
        (date(2027, 2, 24), "school-holiday", "Voorjaarsvakantie"),
    ],
)
def test_a_day_off_is_named(workspace: Workspace, day: date, code: str, name: str) -> None:
    found = [
        check
        for check in outcome(workspace, lambda c: events.add(c, on(day))).checks
        if check.code == code
    ]
    assert [(check.values["name"], check.values["date"]) for check in found] == [(name, day)]


def test_days_off_within_an_event_of_several_days_are_named_once(workspace: Workspace) -> None:
    days = When(date(2027, 4, 22), date(2027, 5, 6))
    made = outcome(workspace, lambda c: events.add(c, replace(KERNTEAM, when=days)))
    named = [(check.code, check.values["name"], check.values["date"]) for check in made.checks]
    assert named == [
        ("school-holiday", "Meivakantie", date(2027, 4, 24)),
        ("holiday", "Koningsdag", date(2027, 4, 27)),
        ("holiday", "Hemelvaartsdag", date(2027, 5, 6)),
    ]


def test_a_programme_without_a_region_knows_no_days_off(workspace: Workspace) -> None:
    text = (
        'format = 1\n[programme]\nslug = "tweede"\nname = "Tweede"\nsource = "test"\n'
        '[[kinds]]\nslug = "overleg"\nname = "Overleg"\nlength = "1:00"\ncharge = "nobody"\n'
        'source = "test"\n'
    )
    do(workspace, lambda c: setup.add(c, text, "tweede.toml", {}))
    workspace.programme = "tweede"
    draft = EventDraft("overleg", When(date(2027, 1, 1)))
    assert outcome(workspace, lambda c: events.add(c, draft)).checks == ()
    assert of_programme(workspace) == []


def test_somebody_who_is_expected_elsewhere_is_named_with_what_and_when(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    plan(workspace)
    other = EventDraft(
        "werkplaats",
        When(TUESDAY, None, time(14, 30), time(16)),
        title="Werkplaats",
        invite=(address("viaa"),),
    )
    (check,) = outcome(workspace, lambda c: events.add(c, other)).checks
    assert check.code == "double-booked"
    assert check.values == {
        "person": "Lid viaa",
        "title": "Kernteamoverleg",
        "date": TUESDAY,
        "time": time(13),
    }


def test_who_declined_was_cancelled_on_or_was_absent_is_free(workspace: Workspace) -> None:
    seat_everybody(workspace)
    first = plan(workspace)
    second = plan(workspace)
    assert codes(page(workspace, second)) == ["double-booked"] * 6
    do(workspace, lambda c: events.answer(c, first, address("viaa"), "declined"))
    assert codes(page(workspace, second)) == ["double-booked"] * 5
    attend(workspace, first, Attendance(everybody=True, absent=(address("kpz"),)))
    # Viaa declined and came after all.
    assert codes(page(workspace, second)) == ["double-booked"] * 5
    workspace.undo()
    do(workspace, lambda c: events.cancel(c, first))
    assert codes(page(workspace, second)) == []


def test_people_are_double_booked_across_programmes(workspace: Workspace) -> None:
    seat_everybody(workspace)
    plan(workspace)
    text = (
        'format = 1\n[programme]\nslug = "tweede"\nname = "Tweede"\nsource = "test"\n'
        '[[kinds]]\nslug = "overleg"\nname = "Overleg"\nlength = "1:00"\ncharge = "nobody"\n'
        'source = "test"\n'
    )
    do(workspace, lambda c: setup.add(c, text, "tweede.toml", {}))
    workspace.programme = "tweede"
    draft = EventDraft("overleg", KERNTEAM.when, invite=(address("viaa"),))
    assert codes(outcome(workspace, lambda c: events.add(c, draft))) == ["double-booked"]


def test_a_promise_that_is_exceeded_is_told_with_by_how_much(workspace: Workspace) -> None:
    log(workspace, worked(minutes=199 * HOUR))
    made = outcome(workspace, lambda c: events.add(c, KERNTEAM))
    (check,) = [check for check in made.checks if check.code == "commitment-exceeded"]
    assert check.organisation == "viaa"
    assert check.values == {
        "organisation": "Hogeschool Viaa",
        "line": "kernteam",
        "over": "1:00",
    }
    next_year = outcome(workspace, lambda c: events.add(c, on(date(2026, 12, 8))))
    assert "commitment-exceeded" not in codes(next_year)


def test_warnings_never_block_and_none_are_on_what_is_cancelled(workspace: Workspace) -> None:
    log(workspace, worked(minutes=300 * HOUR))
    draft = replace(on(date(2027, 1, 1)), invite=("viaa",), groups=())
    number = plan(workspace, draft)
    assert codes(page(workspace, number)) == [
        "missing-organisation",
        "holiday",
        "school-holiday",
        "commitment-exceeded",
    ]
    do(workspace, lambda c: events.cancel(c, number))
    assert codes(page(workspace, number)) == []


def test_of_what_was_held_only_who_was_missing_is_told(workspace: Workspace) -> None:
    log(workspace, worked(minutes=300 * HOUR))
    number = plan(workspace, on(date(2027, 1, 1)))
    plan(workspace, on(date(2027, 1, 1)))
    attend(workspace, number, Attendance(present=("viaa",)))
    assert codes(page(workspace, number)) == ["missing-organisation"]


def test_cash_that_is_short_is_told_of_the_years_that_are_asked_about(
    workspace: Workspace,
) -> None:
    def short(first: date | None = None, last: date | None = None) -> list[dict[str, object]]:
        return [
            dict(check.values)
            for check in of_programme(workspace, first, last)
            if check.code == "cash-short"
        ]

    in_2027: list[dict[str, object]] = [{"year": "2027", "amount": 35_000 * EURO}]
    assert short() == in_2027
    assert short(date(2026, 1, 1), date(2026, 12, 31)) == []
    assert short(date(2026, 12, 31), date(2027, 1, 1)) == in_2027
    do(workspace, lambda c: setup.choose(c, "municipality-2027", "same"))
    assert short() == []
    edit = CommitmentEdit(cash=0)
    do(workspace, lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2026", edit))
    assert short() == [{"year": "2026", "amount": 3_500 * EURO}]


def test_the_warnings_of_a_range_are_those_of_its_events_in_order(workspace: Workspace) -> None:
    person(workspace, "anne", "viaa")
    days = [date(2027, 1, 1), date(2027, 3, 3), date(2027, 7, 20)]
    numbers = [plan(workspace, replace(on(day), invite=("viaa",))) for day in days]
    found = [check for check in of_programme(workspace, days[0], days[1]) if check.event]
    assert {check.event for check in found} == set(numbers[:2])
    assert [check.event for check in found] == sorted(check.event or 0 for check in found)
    alone = [check for number in numbers[:2] for check in page(workspace, number).checks]
    assert found == alone


def test_the_shipped_past_gives_no_warnings(workspace: Workspace) -> None:
    assert [check for check in of_programme(workspace) if check.event] == []
    later(workspace, days=400)
    assert [check for check in of_programme(workspace) if check.event] == []


def test_the_meetings_of_a_whole_day_leave_room_for_others(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    plan(workspace, EventDraft("congres", When(TUESDAY), invite=(anne,)))
    timed = EventDraft("partnergesprek", When(TUESDAY, None, time(9), time(10)), invite=(anne,))
    assert codes(outcome(workspace, lambda c: events.add(c, timed))) == []
    second = EventDraft("congres", When(TUESDAY - timedelta(days=1), TUESDAY), invite=(anne,))
    assert codes(outcome(workspace, lambda c: events.add(c, second))) == ["double-booked"]
