from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest

from ipe_events.domain.drafts import When
from ipe_events.domain.errors import Problem
from ipe_events.domain.polls import Entered, PollDraft, PollLine, PollOption, best_first
from ipe_events.services import events, polls
from ipe_events.services.workspace import Change, Workspace
from tests.services.acts import (
    AFTERNOON,
    TUESDAY,
    address,
    do,
    member,
    outcome,
    page,
    person,
    plan,
    refused,
    seat_everybody,
)
from tests.store.dumps import everything

NEXT = date(2027, 1, 19)
HOLIDAY = date(2027, 2, 24)
DRAFT = PollDraft("kernteamoverleg", (AFTERNOON, When(NEXT, None, time(9)), When(HOLIDAY)))


@pytest.fixture
def poll(workspace: Workspace) -> int:
    """A poll of three dates among a kernteam with a name in each institution's seat."""
    seat_everybody(workspace)
    with workspace.change("poll") as change:
        return polls.add(change, DRAFT).id


def seen(workspace: Workspace, number: int) -> PollLine:
    with workspace.read() as view:
        return polls.line(view, number)


def first(workspace: Workspace, number: int) -> PollOption:
    return seen(workspace, number).options[0]


def pasted(workspace: Workspace, number: int, text: str, by: str | None = None) -> Entered:
    with workspace.change("paste") as change:
        return polls.paste(change, number, text, by)


def said(option: PollOption) -> dict[str, str]:
    return {reply.email or reply.organisation: reply.answer for reply in option.replies}


def test_a_poll_has_its_kind_s_groups_and_length(workspace: Workspace, poll: int) -> None:
    found = seen(workspace, poll)
    assert (found.title, found.groups, found.event) == ("Kernteamoverleg", ("kernteam",), None)
    times = [(one.day, one.start, one.end) for one in found.options]
    assert times == [
        (TUESDAY, time(13), time(15)),
        (NEXT, time(9), time(11)),
        (HOLIDAY, None, None),
    ]
    assert len(found.waiting) == 8


def test_a_date_shows_what_is_known_to_be_in_the_way(workspace: Workspace, poll: int) -> None:
    plan(workspace)
    tuesday, free, holiday = seen(workspace, poll).options
    assert {one.name for one in tuesday.absent} >= {"Lid viaa", "Lid kpz"}
    assert tuesday.absent[0].obstacles[0].name == "Kernteamoverleg"
    assert (free.absent, free.off) == ((), ())
    assert [one.name for one in holiday.off] == ["Voorjaarsvakantie"]


def test_an_answer_by_hand_is_marked_with_who_entered_it_and_when(
    workspace: Workspace, poll: int
) -> None:
    do(workspace, lambda c: polls.answer(c, poll, address("viaa"), "misschien"))
    do(workspace, lambda c: polls.answer(c, poll, "kpz", "ja", ["2027-01-12"], "Noor"))
    viaa, kpz = first(workspace, poll).replies
    assert (viaa.name, viaa.email, viaa.organisation) == ("Lid viaa", address("viaa"), "viaa")
    assert (viaa.answer, viaa.entered_by) == ("tentative", "Sanne de Wit")
    assert viaa.entered_at == "2026-11-22T08:00:00+00:00"
    assert (kpz.email, kpz.answer, kpz.entered_by) == (None, "accepted", "Noor")
    assert [len(one.replies) for one in seen(workspace, poll).options] == [2, 1, 1]


def test_the_latest_answer_takes_the_place_of_the_one_before(
    workspace: Workspace, poll: int
) -> None:
    for value in ("ja", "nee"):
        do(workspace, partial(polls.answer, number=poll, who=address("viaa"), value=value))
    assert said(first(workspace, poll)) == {address("viaa"): "declined"}


def test_pasted_answers_are_of_people_and_organisations(workspace: Workspace, poll: int) -> None:
    text = "Windesheim ja, Lid viaa misschien\nPiet nee\n12 jan: KPZ nee, Deltion ja"
    kept = pasted(workspace, poll, text)
    assert [(one.line, one.reason) for one in kept.unread] == [(2, "unknown-name")]
    assert said(first(workspace, poll)) == {
        "windesheim": "accepted",
        address("viaa"): "tentative",
        "kpz": "declined",
        "deltion": "accepted",
    }
    assert said(seen(workspace, poll).options[1]) == {
        "windesheim": "accepted",
        address("viaa"): "tentative",
    }


def test_what_is_required_is_covered_by_a_yes_or_a_maybe(workspace: Workspace, poll: int) -> None:
    pasted(workspace, poll, "12 jan: Windesheim, Viaa, Deltion, Landstede ja, KPZ misschien")
    option = first(workspace, poll)
    assert [slug for slug, _name in option.missing] == ["menso-alting-zwolle"]
    pasted(workspace, poll, "12 jan: Menso Alting nee")
    assert not first(workspace, poll).complete
    pasted(workspace, poll, "12 jan: Lid menso-alting-zwolle ja")
    assert first(workspace, poll).complete


def test_who_answered_waits_no_longer(workspace: Workspace, poll: int) -> None:
    pasted(workspace, poll, "Viaa ja, Lid kpz nee op 12 jan")
    waiting = seen(workspace, poll).waiting
    assert len(waiting) == 6
    assert not {"Lid viaa", "Lid kpz"} & set(waiting)


def test_the_best_date_is_first_by_institutions_then_heads_then_certainty() -> None:
    from ipe_events.domain.polls import PollReply

    def option(number: int, answers: str, *missing: str) -> PollOption:
        words = {"y": "accepted", "m": "tentative", "n": "declined"}
        replies = tuple(PollReply("", None, "x", words[one], "", "") for one in answers)
        return PollOption(
            number, TUESDAY, None, None, replies, tuple((one, one) for one in missing)
        )

    options = [
        option(1, "yyyy", "kpz"),
        option(2, "yn"),
        option(3, "mmn"),
        option(4, "ymn"),
        option(5, "ym"),
    ]
    assert [one.id for one in best_first(options)] == [4, 5, 3, 2, 1]


@pytest.mark.parametrize(
    "table",
    [
        "naam;12 jan;19 jan\nWindesheim;ja;\nLid viaa;nee;misschien\n",
        "\ufeffnaam,12-01-2027,19-01-2027\nWindesheim,ja,\nLid viaa,nee,misschien\n",
        "naam;datum;antwoord\nWindesheim;2027-01-12;ja\nLid viaa;12 jan;nee\nLid viaa;19 jan;?\n",
    ],
)
def test_a_table_is_read_by_column_or_by_row(workspace: Workspace, poll: int, table: str) -> None:
    with workspace.change("csv") as change:
        kept = polls.read_table(change, poll, table.lstrip("\ufeff"))
    assert kept.unread == ()
    tuesday, later, _holiday = seen(workspace, poll).options
    assert said(tuesday) == {"windesheim": "accepted", address("viaa"): "declined"}
    assert said(later) == {address("viaa"): "tentative"}


def test_a_row_of_a_table_that_cannot_be_read_is_named_by_its_number(
    workspace: Workspace, poll: int
) -> None:
    with workspace.change("csv") as change:
        kept = polls.read_table(change, poll, "naam;12 jan;13 jan\nViaa;ja;\nKPZ;;ja\nPiet;ja;\n")
    assert [(one.line, one.reason) for one in kept.unread] == [
        (3, "unknown-date"),
        (4, "unknown-name"),
    ]


def test_choosing_plans_the_event_and_invites_who_was_asked_in_one_change(
    workspace: Workspace, poll: int
) -> None:
    before = everything(workspace.path)
    done = outcome(workspace, lambda c: polls.choose(c, poll, "2027-01-12 13:00"))
    (planned,) = done.events
    assert (planned.day, planned.start, planned.state) == (TUESDAY, time(13), "planned")
    assert len(page(workspace, planned.id).participants) == 8
    assert seen(workspace, poll).event == planned.id
    workspace.undo()
    after = everything(workspace.path)
    assert {table for table in before if before[table] != after[table]} <= {
        "change",
        "change_row",
        "journal_state",
        "sqlite_sequence",
    }


def test_a_chosen_poll_takes_no_answers_and_no_other_date(workspace: Workspace, poll: int) -> None:
    do(workspace, lambda c: polls.choose(c, poll, "2027-01-12"))
    assert refused(workspace, lambda c: polls.choose(c, poll, "2027-01-19")).code == "poll-chosen"
    late = refused(workspace, lambda c: polls.answer(c, poll, "viaa", "ja"))
    assert late.code == "poll-chosen"
    number = seen(workspace, poll).event
    assert number is not None
    do(workspace, lambda c: events.cancel(c, number))
    assert seen(workspace, poll).event == number


def draft(*dates: When, **more: object) -> PollDraft:
    values: dict[str, object] = {"kind": "kernteamoverleg", "dates": dates, **more}
    return PollDraft(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (draft(), "no-candidates"),
        (draft(AFTERNOON, AFTERNOON), "candidate-twice"),
        (draft(*[When(TUESDAY)] * 51), "too-much"),
        (draft(When(TUESDAY, None, time(15), time(13))), "end-before-start"),
        (draft(AFTERNOON, kind="feest"), "unknown-kind"),
        (draft(AFTERNOON, groups=("nergens",)), "unknown-group"),
        (draft(AFTERNOON, title=" "), "blank"),
        (draft(When(TUESDAY, None, time(23))), "end-before-start"),
    ],
)
def test_a_poll_that_cannot_be_held_is_refused(
    workspace: Workspace, wanted: PollDraft, code: str
) -> None:
    assert refused(workspace, lambda c: polls.add(c, wanted)).code == code


def answered(change: Change, number: int, who: str, value: str, *dates: str) -> object:
    return polls.answer(change, number, who, value, dates)


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        (partial(answered, who="viaa", value="hm"), Problem("answer", "answer-unclear", {})),
        (partial(answered, who="niemand", value="ja"), Problem("org", "unknown-organisation", {})),
        (partial(polls.paste, text="Piet ja"), Problem("answer", "no-answer-read", {})),
        (
            lambda c, number: answered(c, number, "viaa", "ja", "2027-01-13"),
            Problem("date", "unknown-candidate", {}),
        ),
        (
            lambda c, number: answered(c, number, "viaa", "ja", "13 jan"),
            Problem("date", "not-a-candidate", {}),
        ),
        (lambda c, number: polls.choose(c, number + 1, ""), Problem("poll", "unknown-poll", {})),
        (lambda c, number: polls.line(c, 10**20), Problem("poll", "unknown-poll", {})),
    ],
)
def test_what_cannot_be_answered_is_refused(
    workspace: Workspace, poll: int, act: object, problem: Problem
) -> None:
    found = refused(workspace, lambda c: act(c, number=poll))  # type: ignore[operator]
    assert (found.field, found.code) == (problem.field, problem.code)


def test_a_deputy_answers_for_the_seat(workspace: Workspace, poll: int) -> None:
    from ipe_events.services.workspace import key
    from ipe_events.store.queries import lookup
    from ipe_events.store.tables import Membership, Person

    anna = person(workspace, "anna", "kpz")
    member(workspace, anna, "kernteam")

    def deputise(change: Change) -> None:
        rows = {row.person_id: row for row in lookup.find(change.session, Membership)}
        numbers = {row.email: key(row) for row in lookup.find(change.session, Person)}
        rows[numbers[anna]].deputy_for_id = key(rows[numbers[address("kpz")]])
        change.add(rows[numbers[anna]])

    do(workspace, deputise)
    pasted(workspace, poll, "Anna ja")
    assert "Lid kpz" not in seen(workspace, poll).waiting
    assert "kpz" not in [slug for slug, _name in first(workspace, poll).missing]
