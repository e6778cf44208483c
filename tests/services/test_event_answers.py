"""A pasted list of answers to one event."""

from __future__ import annotations

from functools import partial

from ipe_events.services import event_answers, events, people
from ipe_events.services.event_answers import Taken
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.refusals import code_of
from tests.services.acts import (
    address,
    do,
    hours,
    member,
    participants,
    person,
    plan,
    refused,
    seat_everybody,
)
from tests.store.dumps import dump


def paste(workspace: Workspace, event: int, text: str) -> Taken:
    with workspace.change("event answers") as change:
        return event_answers.paste(change, event, text)


def short(taken: Taken) -> tuple[dict[str, str], list[tuple[int, str]]]:
    return (
        {one.name: one.answer for one in taken.applied},
        [(one.line, one.reason) for one in taken.unread],
    )


def test_a_list_is_one_change_and_frees_the_hours_of_who_declined(
    workspace: Workspace, kernteam: int
) -> None:
    do(workspace, lambda c: people.edit_organisation(c, "nji", email="post@nji.example.org"))
    do(workspace, lambda c: events.invite(c, kernteam, ["nji", "saxion=20"], []))
    person(workspace, "vreemd", "saxion")
    before = dump(workspace.path)
    taken = paste(
        workspace,
        kernteam,
        "Windesheim ja, Lid viaa misschien; KPZ nee\n"
        "nji\tRequired Attendee\tAccepted\n"
        "Lid deltion <Deltion+agenda@example.org>\tVereiste deelnemer\tGeweigerd\n"
        "Vreemd ja\n"
        "Saxion ja\n"
        "Iemand nee\n"
        "Lid landstede\tRequired Attendee\tNone\n",
    )
    assert short(taken) == (
        {
            "Lid windesheim": "accepted",
            "Lid viaa": "tentative",
            "Lid kpz": "declined",
            "Nederlands Jeugdinstituut": "accepted",
            "Lid deltion": "declined",
        },
        [(4, "not-invited"), (5, "not-invited"), (6, "unknown-name")],
    )
    assert {one.email for one in taken.applied} >= {"post@nji.example.org", address("kpz")}
    found = participants(workspace, kernteam)
    assert found[address("kpz")].answer == "declined"
    assert found[address("landstede")].answer == "needs-action"
    assert hours(workspace, "kpz")[1] == 0
    workspace.undo()
    assert dump(workspace.path) == before


def test_an_organisation_means_the_one_place_it_has(workspace: Workspace) -> None:
    seat_everybody(workspace)
    deputy, second = person(workspace, "vera", "viaa"), person(workspace, "wim", "kpz")
    member(workspace, deputy, "kernteam", MemberTerms(deputy_for=address("viaa")))
    event = plan(workspace)
    do(workspace, lambda c: events.invite(c, event, [second], []))
    taken = paste(workspace, event, "Viaa ja\nKPZ nee\nVera misschien\nWim nee")
    assert short(taken) == (
        {"Lid viaa": "accepted", "Vera": "tentative", "Wim": "declined"},
        [(2, "unclear-name")],
    )


def test_only_a_text_in_which_nothing_can_be_read_is_refused(
    workspace: Workspace, kernteam: int
) -> None:
    for text in ("", "x", "Iemand ja", "Name\tAttendance\tResponse\nIemand\tRequired\tAccepted"):
        assert code_of(partial(paste, workspace, kernteam, text)) == "no-answer-read"
    silent = "Name\tAttendance\tResponse\nLid viaa\tRequired Attendee\tNone"
    assert short(paste(workspace, kernteam, silent)) == ({}, [])
    number = kernteam + 99
    problem = refused(workspace, lambda c: event_answers.paste(c, number, "Viaa ja"))
    assert problem.code == "unknown-event"


def test_whose_somebody_is_belongs_to_the_name(workspace: Workspace) -> None:
    seat_everybody(workspace)
    deputy = person(workspace, "vera", "viaa")
    member(workspace, deputy, "kernteam", MemberTerms(deputy_for=address("viaa")))
    event = plan(workspace)
    taken = paste(workspace, event, "KPZ ja, Vera van Viaa nee\nVera van KPZ nee\nKPZ 13 jan nee")
    assert short(taken) == (
        {"Lid kpz": "accepted", "Vera": "declined"},
        [(2, "unclear-name"), (3, "unknown-date")],
    )


def test_what_says_that_nobody_answered_is_no_answer(workspace: Workspace, kernteam: int) -> None:
    text = "Lid viaa: nog geen antwoord\nLid kpz geen bezwaar"
    assert code_of(partial(paste, workspace, kernteam, text)) == "no-answer-read"
    assert code_of(partial(paste, workspace, kernteam, "x" * 100_001)) == "answers-too-long"
