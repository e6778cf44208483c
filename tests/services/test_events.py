from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from ipe_events.domain.drafts import Attendance, EventDraft, EventEdit, When
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.services import events, people
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    AFTERNOON,
    INSTITUTIONS,
    KERNTEAM,
    TUESDAY,
    address,
    at,
    attend,
    codes,
    do,
    hours,
    member,
    outcome,
    page,
    participants,
    person,
    plan,
    refused,
    seat_everybody,
)
from tests.services.answering import tell


def listed(workspace: Workspace, wanted: EventFilter | None = None) -> list[EventLine]:
    with workspace.read() as view:
        return events.lines(view, wanted or EventFilter())


def line(workspace: Workspace, event: int) -> EventLine:
    with workspace.read() as view:
        return events.line(view, event)


def when(workspace: Workspace, event: int) -> tuple[date, date | None, time | None, time | None]:
    own = line(workspace, event)
    return own.day, own.until, own.start, own.end


def invite(
    workspace: Workspace, event: int, *add: str, remove: tuple[str, ...] = (), role: str = ""
) -> None:
    do(workspace, lambda c: events.invite(c, event, add, remove, role=role or None))


def answer(workspace: Workspace, event: int, who: str, value: str) -> None:
    do(workspace, lambda c: events.answer(c, event, who, value))


# --- planning -----------------------------------------------------------------------------------


def test_a_planned_kernteam_invites_each_seat_once_and_plans_its_hours(
    workspace: Workspace,
) -> None:
    seat_everybody(workspace)
    made = outcome(workspace, lambda c: events.add(c, KERNTEAM))
    (event,) = made.events
    assert (event.title, event.kind_name, event.state) == ("Kernteamoverleg",) * 2 + ("planned",)
    assert event.people == 8
    assert made.checks == ()
    for slug in INSTITUTIONS:
        assert at(workspace, event.id, slug) == [address(slug)]
        assert hours(workspace, slug) == (0, 2, 0, 198)
    assert hours(workspace, "werkveld-kernteam-1") == (0, 2, 0, 78)


def test_everything_of_a_draft_is_on_the_page(workspace: Workspace) -> None:
    number = plan(
        workspace,
        EventDraft(
            "werkplaats",
            When(TUESDAY, TUESDAY + timedelta(days=1), time(9), time(12)),
            title=" Werkplaats [/red] ",
            location=" Zaal 1 ",
            link="https://example.org/x",
            host="Viaa",
            goal="G2",
            invite=("viaa", "saxion=12"),
        ),
    )
    own = page(workspace, number)
    assert own.event.title == "Werkplaats [/red]"
    assert (own.event.location, own.event.link) == ("Zaal 1", "https://example.org/x")
    assert (own.event.host, own.host_name, own.goal) == ("viaa", "Hogeschool Viaa", "G2")
    assert own.minutes == 2 * 180
    assert own.event.people == 1
    assert [(part.organisation, part.heads) for part in own.participants] == [
        ("viaa", None),
        ("saxion", 12),
    ]
    assert [(cost.organisation, cost.minutes) for cost in own.hours] == [("viaa", 360)]


def test_a_draft_is_the_what_if_column_and_can_be_planned(workspace: Workspace) -> None:
    number = plan(workspace, replace(KERNTEAM, draft=True))
    assert hours(workspace, "viaa") == (0, 0, 2, 200)
    do(workspace, lambda c: events.plan(c, number))
    assert hours(workspace, "viaa") == (0, 2, 0, 198)


def test_an_event_without_times_counts_the_length_of_its_kind_each_day(
    workspace: Workspace,
) -> None:
    number = plan(workspace, replace(KERNTEAM, when=When(TUESDAY, TUESDAY + timedelta(days=2))))
    assert page(workspace, number).minutes == 3 * 120
    assert hours(workspace, "viaa") == (0, 6, 0, 194)


def test_an_event_of_one_day_has_no_last_day(workspace: Workspace) -> None:
    number = plan(workspace, replace(KERNTEAM, when=When(TUESDAY, TUESDAY)))
    assert when(workspace, number) == (TUESDAY, None, None, None)


def test_every_event_has_an_identity_of_its_own_that_says_nothing(workspace: Workspace) -> None:
    uids = {line(workspace, plan(workspace)).uid for _ in range(3)}
    assert len(uids) == 3
    assert all(re.fullmatch(r"[0-9a-f-]{36}@ipe-events", uid) for uid in uids)


@pytest.mark.parametrize(
    ("draft", "field", "code"),
    [
        (replace(KERNTEAM, kind="feest"), "kind", "unknown-kind"),
        (replace(KERNTEAM, groups=("bestuur",)), "group", "unknown-group"),
        (replace(KERNTEAM, invite=("nergens",)), "invite", "unknown-organisation"),
        (replace(KERNTEAM, invite=("wie@example.org",)), "invite", "unknown-person"),
        (replace(KERNTEAM, invite=("12345",)), "invite", "unknown-person"),
        (replace(KERNTEAM, host="nergens"), "host", "unknown-organisation"),
        (replace(KERNTEAM, goal="G9"), "goal", "unknown-goal"),
        (replace(KERNTEAM, title=" "), "title", "blank"),
        (replace(KERNTEAM, title="x" * 10_000), "title", "too-long"),
        (replace(KERNTEAM, title="a\nb"), "title", "control-characters"),
        (replace(KERNTEAM, link="ftp://example.org"), "online", "not-a-link"),
        (replace(KERNTEAM, when=replace(AFTERNOON, end=time(12))), "end", "end-before-start"),
        (replace(KERNTEAM, invite=("viaa=0",)), "invite", "not-a-head-count"),
        (replace(KERNTEAM, invite=("viaa=-3",)), "invite", "not-a-head-count"),
        (replace(KERNTEAM, invite=("viaa=10001",)), "invite", "not-a-head-count"),
        (replace(KERNTEAM, invite=("viaa=veel",)), "invite", "not-a-head-count"),
        (replace(KERNTEAM, invite=("viaa=٣",)), "invite", "not-a-head-count"),
        (replace(KERNTEAM, invite=("nergens=3",)), "invite", "unknown-organisation"),
        (
            replace(KERNTEAM, when=When(date(2027, 3, 28), None, time(2, 30), time(4))),
            "start",
            "time-does-not-exist",
        ),
        (
            replace(KERNTEAM, when=When(date(2027, 3, 28), None, time(1), time(2, 30))),
            "end",
            "time-does-not-exist",
        ),
    ],
)
def test_an_event_that_cannot_be_planned_leaves_nothing_behind(
    workspace: Workspace, draft: EventDraft, field: str, code: str
) -> None:
    problem = refused(workspace, lambda c: events.add(c, draft))
    assert (problem.field, problem.code) == (field, code)


@pytest.mark.parametrize("number", [0, -1, 999, 10**30, -(10**30)])
def test_an_event_that_is_not_there_is_refused_by_its_number(
    workspace: Workspace, number: int
) -> None:
    for problem in (
        refused(workspace, lambda c: events.cancel(c, number)),
        refused(workspace, lambda c: events.move(c, number, day=TUESDAY)),
        refused(workspace, lambda c: events.edit(c, number, EventEdit(title="x"))),
    ):
        assert (problem.code, problem.values) == ("unknown-event", {"id": number})


# --- who is invited -----------------------------------------------------------------------------


def test_a_person_invited_beside_the_group_fills_the_open_seat(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    number = plan(workspace, replace(KERNTEAM, groups=("kernteam",), invite=(anne,)))
    assert at(workspace, number, "viaa") == [anne]
    assert hours(workspace, "viaa") == (0, 2, 0, 198)


def test_what_an_organisation_said_for_its_seat_is_not_what_a_person_says(
    workspace: Workspace,
) -> None:
    number = plan(workspace, replace(KERNTEAM, invite=("viaa",)))
    do(workspace, lambda c: events.answer(c, number, "viaa", "declined"))
    who = person(workspace, "noor", "viaa")
    do(workspace, lambda c: events.invite(c, number, [who], []))
    assert at(workspace, number, "viaa") == [who]
    assert participants(workspace, number)[who].answer == "needs-action"


def test_two_groups_invite_each_of_their_seats(workspace: Workspace) -> None:
    """Somebody of one group does not sit down in the open seat of another."""
    boss = person(workspace, "boss", "viaa")
    member(workspace, boss, "stuurgroep-campus")
    draft = replace(KERNTEAM, groups=("kernteam", "stuurgroep-campus"))
    assert at(workspace, plan(workspace, draft), "viaa") == [None, boss]
    draft = replace(KERNTEAM, groups=("stuurgroep-campus", "kernteam"))
    assert at(workspace, plan(workspace, draft), "viaa") == [boss, None]


def test_somebody_in_two_groups_is_invited_once(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    for group in ("kernteam", "ontwerpteams"):
        member(workspace, anne, group)
    draft = replace(KERNTEAM, groups=("kernteam", "ontwerpteams"), invite=(anne,))
    assert at(workspace, plan(workspace, draft), "viaa") == [anne]


def test_inviting_a_group_again_adds_only_what_is_new_in_it(workspace: Workspace) -> None:
    number = plan(workspace)
    invite(workspace, number, "kernteam")
    assert line(workspace, number).people == 8
    anne = person(workspace, "anne", "viaa")
    member(workspace, anne, "kernteam")
    member(workspace, person(workspace, "bram", "viaa"), "kernteam")
    invite(workspace, number, "kernteam")
    assert at(workspace, number, "viaa") == [anne, address("bram")]
    assert line(workspace, number).people == 9
    invite(workspace, number, "kernteam")
    assert line(workspace, number).people == 9
    assert hours(workspace, "viaa") == (0, 4, 0, 196)


def test_a_new_open_seat_of_a_group_is_invited_beside_the_one_that_was(
    workspace: Workspace,
) -> None:
    number = plan(workspace)
    do(workspace, lambda c: people.add_member(c, "kernteam", "viaa", MemberTerms()))
    invite(workspace, number, "kernteam")
    assert at(workspace, number, "viaa") == [None, None]
    assert at(workspace, number, "kpz") == [None]
    invite(workspace, number, "kernteam")
    assert line(workspace, number).people == 9


def test_the_seats_are_those_of_the_day_of_the_event(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    member(workspace, anne, "kernteam", MemberTerms(starts=date(2027, 2, 1)))
    before = plan(workspace)
    after = plan(workspace, replace(KERNTEAM, when=When(date(2027, 2, 9))))
    assert at(workspace, before, "viaa") == [None]
    assert at(workspace, after, "viaa") == [anne]
    assert codes(page(workspace, before)) == []


def test_a_member_keeps_role_and_financing_of_the_group(workspace: Workspace) -> None:
    sanne = person(workspace, "sanne", "landstede")
    member(workspace, sanne, "kernteam", MemberTerms(role="chair", financing="programme"))
    number = plan(workspace)
    own = participants(workspace, number)[sanne]
    assert (own.role, own.financing) == ("chair", "programme")
    # What the programme pays fulfils no promise, and the institution's seat is still open.
    assert at(workspace, number, "landstede") == [None, sanne]
    assert hours(workspace, "landstede") == (0, 2, 0, 198)


def test_invited_later_with_a_role_and_online(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "saxion")
    number = plan(workspace)
    do(workspace, lambda c: events.invite(c, number, [anne], [], role="speaker", online=True))
    own = participants(workspace, number)[anne]
    assert (own.role, own.online, own.answer) == ("speaker", True, "needs-action")
    invite(workspace, number, anne)
    assert participants(workspace, number)[anne] == own


def test_taking_somebody_off_the_list(workspace: Workspace, kernteam: int) -> None:
    invite(workspace, kernteam, remove=(address("viaa"),))
    assert at(workspace, kernteam, "viaa") == []
    assert hours(workspace, "kpz") == (0, 2, 0, 198)
    (check,) = page(workspace, kernteam).checks
    assert (check.code, check.organisation) == ("missing-organisation", "viaa")
    invite(workspace, kernteam, "viaa=3", remove=("kpz",))
    assert at(workspace, kernteam, "kpz") == []


def test_who_is_not_invited_or_was_there_cannot_be_taken_off(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "saxion")
    number = plan(workspace)
    problem = refused(workspace, lambda c: events.invite(c, number, [], [anne]))
    assert (problem.field, problem.code) == ("remove", "not-invited")
    invite(workspace, number, anne)
    attend(workspace, number, Attendance(present=(anne,)))
    problem = refused(workspace, lambda c: events.invite(c, number, [], [anne]))
    assert problem.code == "was-present"


def test_a_role_that_is_none_is_refused(workspace: Workspace) -> None:
    number = plan(workspace)
    problem = refused(workspace, lambda c: events.invite(c, number, ["viaa"], [], role="koning"))
    assert problem.code == "unknown-role"


@pytest.mark.parametrize(
    ("value", "planned"),
    [("accepted", 2), ("tentative", 2), ("needs-action", 2), ("delegated", 0), ("declined", 0)],
)
def test_who_does_not_come_costs_nothing(
    workspace: Workspace, kernteam: int, value: str, planned: int
) -> None:
    answer(workspace, kernteam, address("viaa"), value)
    assert participants(workspace, kernteam)[address("viaa")].answer == value
    assert hours(workspace, "viaa") == (0, planned, 0, 200 - planned)
    assert codes(page(workspace, kernteam)) == ([] if planned else ["missing-organisation"])


def test_an_answer_that_is_none_or_of_nobody_is_refused(
    workspace: Workspace, kernteam: int
) -> None:
    viaa = address("viaa")
    assert refused(workspace, lambda c: events.answer(c, kernteam, viaa, "ja")).code == (
        "unknown-answer"
    )
    problem = refused(workspace, lambda c: events.answer(c, kernteam, "x@example.org", "accepted"))
    assert problem.code == "unknown-person"
    person(workspace, "anne", "saxion")
    problem = refused(workspace, lambda c: events.answer(c, kernteam, address("anne"), "accepted"))
    assert (problem.field, problem.code) == ("email", "not-invited")


# --- moving -------------------------------------------------------------------------------------


def test_a_moved_event_keeps_its_length_its_identity_and_its_guests(
    workspace: Workspace, kernteam: int
) -> None:
    before = line(workspace, kernteam)
    answer(workspace, kernteam, address("viaa"), "accepted")
    do(workspace, lambda c: events.move(c, kernteam, day=date(2027, 3, 30), start=time(10, 15)))
    after = line(workspace, kernteam)
    assert when(workspace, kernteam) == (date(2027, 3, 30), None, time(10, 15), time(12, 15))
    assert (after.uid, after.people) == (before.uid, before.people)
    assert participants(workspace, kernteam)[address("viaa")].answer == "needs-action"
    assert hours(workspace, "viaa") == (0, 2, 0, 198)


def test_a_move_over_the_change_of_the_clock_keeps_the_wall_clock(workspace: Workspace) -> None:
    winter = replace(KERNTEAM, when=When(date(2027, 3, 23), None, time(13), time(15)))
    number = plan(workspace, winter)
    do(workspace, lambda c: events.move(c, number, day=date(2027, 3, 30)))
    assert when(workspace, number) == (date(2027, 3, 30), None, time(13), time(15))


def test_a_move_to_where_it_is_asks_nobody_again(workspace: Workspace, kernteam: int) -> None:
    answer(workspace, kernteam, address("viaa"), "accepted")
    do(workspace, lambda c: events.move(c, kernteam, day=TUESDAY, start=time(13), end=time(15)))
    assert participants(workspace, kernteam)[address("viaa")].answer == "accepted"


@pytest.mark.parametrize(
    ("drafted", "move", "expected"),
    [
        # An end alone changes the length.
        (AFTERNOON, (None, None, time(16)), (TUESDAY, None, time(13), time(16), 180)),
        # Both change what they say.
        (AFTERNOON, (None, time(9), time(9, 30)), (TUESDAY, None, time(9), time(9, 30), 30)),
        # An event of a whole day gets the length of its kind.
        (When(TUESDAY), (None, time(9), None), (TUESDAY, None, time(9), time(11), 120)),
        # Late enough, it runs through the night.
        (
            AFTERNOON,
            (None, time(23), None),
            (TUESDAY, TUESDAY + timedelta(days=1), time(23), time(1), 120),
        ),
        # Several days move together.
        (
            When(TUESDAY, TUESDAY + timedelta(days=2), time(9), time(17)),
            (TUESDAY + timedelta(days=7), time(10), None),
            (
                TUESDAY + timedelta(days=7),
                TUESDAY + timedelta(days=9),
                time(10),
                time(18),
                3 * 480,
            ),
        ),
        # What ran through the night no longer does when it ends before midnight.
        (
            When(TUESDAY, TUESDAY + timedelta(days=1), time(22), time(1)),
            (None, time(13), time(15)),
            (TUESDAY, None, time(13), time(15), 120),
        ),
        (
            When(TUESDAY, TUESDAY + timedelta(days=1), time(22), time(1)),
            (None, None, time(23)),
            (TUESDAY, None, time(22), time(23), 60),
        ),
        (
            When(TUESDAY, TUESDAY + timedelta(days=1), time(22), time(1)),
            (None, None, time(2)),
            (TUESDAY, TUESDAY + timedelta(days=1), time(22), time(2), 240),
        ),
    ],
)
def test_what_moving_does_to_days_times_and_length(
    workspace: Workspace,
    drafted: When,
    move: tuple[date | None, time | None, time | None],
    expected: tuple[date, date | None, time, time, int],
) -> None:
    number = plan(workspace, replace(KERNTEAM, when=drafted))
    day, start, end = move
    do(workspace, lambda c: events.move(c, number, day=day, start=start, end=end))
    assert (*when(workspace, number), page(workspace, number).minutes) == expected


@pytest.mark.parametrize(
    ("drafted", "move", "code"),
    [
        (When(TUESDAY), (None, None, time(15)), "end-without-start"),
        (AFTERNOON, (None, None, time(12)), "end-before-start"),
        (AFTERNOON, (date(2150, 1, 1), None, None), "not-a-date"),
        (AFTERNOON, (date(2027, 3, 28), time(2, 30), time(4)), "time-does-not-exist"),
    ],
)
def test_a_move_that_cannot_be(
    workspace: Workspace,
    drafted: When,
    move: tuple[date | None, time | None, time | None],
    code: str,
) -> None:
    number = plan(workspace, replace(KERNTEAM, when=drafted))
    day, start, end = move
    problem = refused(workspace, lambda c: events.move(c, number, day=day, start=start, end=end))
    assert problem.code == code


def test_an_event_gets_other_days_and_times_altogether(workspace: Workspace, kernteam: int) -> None:
    answer(workspace, kernteam, address("viaa"), "accepted")
    away = When(date(2027, 6, 1), date(2027, 6, 2))
    do(workspace, lambda c: events.reschedule(c, kernteam, away))
    assert when(workspace, kernteam) == (date(2027, 6, 1), date(2027, 6, 2), None, None)
    assert hours(workspace, "viaa") == (0, 4, 0, 196)
    assert participants(workspace, kernteam)[address("viaa")].answer == "needs-action"
    do(workspace, lambda c: events.reschedule(c, kernteam, When(TUESDAY, TUESDAY)))
    assert when(workspace, kernteam) == (TUESDAY, None, None, None)
    # A start alone: as long as a kernteamoverleg is.
    do(workspace, lambda c: events.reschedule(c, kernteam, replace(AFTERNOON, end=None)))
    assert when(workspace, kernteam) == (AFTERNOON.day, None, time(13), time(15))
    bad = replace(AFTERNOON, start=None)
    assert (
        refused(workspace, lambda c: events.reschedule(c, kernteam, bad)).code == "times-together"
    )


# --- words, cancelling, states ------------------------------------------------------------------


def test_what_is_edited_changes_and_the_rest_stays(workspace: Workspace) -> None:
    number = plan(workspace, replace(KERNTEAM, location="Zaal 1", host="kpz", goal="G1"))
    do(workspace, lambda c: events.edit(c, number, EventEdit(title=" Start ", note="a\nb")))
    own = page(workspace, number)
    assert (own.event.title, own.note) == ("Start", "a\nb")
    assert (own.event.location, own.event.host, own.goal) == ("Zaal 1", "kpz", "G1")
    do(workspace, lambda c: events.edit(c, number, EventEdit(location="", host="", goal="")))
    own = page(workspace, number)
    assert (own.event.location, own.event.host, own.goal) == ("", None, None)
    assert own.event.title == "Start"


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (EventEdit(title="Anders", note="agenda", goal="G1", host="kpz"), "accepted"),
        (EventEdit(location="Zwolle"), "accepted"),
        (EventEdit(location="Deventer"), "needs-action"),
        (EventEdit(link="https://example.org"), "needs-action"),
    ],
)
def test_another_place_asks_for_an_answer_again_and_another_title_does_not(
    workspace: Workspace, edit: EventEdit, kept: str
) -> None:
    seat_everybody(workspace)
    number = plan(workspace, replace(KERNTEAM, location="Zwolle"))
    answer(workspace, number, address("viaa"), "accepted")
    do(workspace, lambda c: events.edit(c, number, edit))
    assert participants(workspace, number)[address("viaa")].answer == kept


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (EventEdit(title=""), "blank"),
        (EventEdit(link="x"), "not-a-link"),
        (EventEdit(host="nergens"), "unknown-organisation"),
        (EventEdit(goal="G9"), "unknown-goal"),
        (EventEdit(location="a\rb"), "control-characters"),
    ],
)
def test_an_edit_that_cannot_be(workspace: Workspace, edit: EventEdit, code: str) -> None:
    number = plan(workspace)
    assert refused(workspace, lambda c: events.edit(c, number, edit)).code == code


def test_a_cancelled_event_costs_nothing_has_no_warnings_and_can_be_planned_again(
    workspace: Workspace,
) -> None:
    draft = replace(KERNTEAM, groups=(), invite=("viaa",))
    number = plan(workspace, draft)
    assert codes(page(workspace, number)) == ["missing-organisation"]
    do(workspace, lambda c: events.cancel(c, number, " te weinig aanmeldingen "))
    own = page(workspace, number)
    assert (own.event.state, own.reason) == ("cancelled", "te weinig aanmeldingen")
    assert (own.checks, own.hours) == ((), ())
    assert hours(workspace, "viaa") == (0, 0, 0, 200)
    do(workspace, lambda c: events.plan(c, number))
    own = page(workspace, number)
    assert (own.event.state, own.reason) == ("planned", "")
    assert hours(workspace, "viaa") == (0, 2, 0, 198)


def test_what_is_planned_again_after_it_was_told_to_be_off_is_answered_anew(
    workspace: Workspace, told: int
) -> None:
    viaa, kpz = address("viaa"), address("kpz")
    do(workspace, lambda c: events.answer(c, told, viaa, "accepted"))
    # Taken back before anybody heard of it: the answer still holds.
    do(workspace, lambda c: events.cancel(c, told), lambda c: events.plan(c, told))
    assert participants(workspace, told)[viaa].answer == "accepted"
    do(workspace, lambda c: events.cancel(c, told))
    tell(workspace)
    do(workspace, lambda c: events.answer(c, told, kpz, "declined"))
    do(workspace, lambda c: events.plan(c, told))
    assert {part.answer for part in participants(workspace, told).values()} == {"needs-action"}
    workspace.undo()
    assert participants(workspace, told)[viaa].answer == "accepted"


def test_the_state_of_an_event_says_what_can_be_done_with_it(workspace: Workspace) -> None:
    held, cancelled, planned = plan(workspace), plan(workspace), plan(workspace)
    attend(workspace, held, Attendance(present=("viaa",)))
    do(workspace, lambda c: events.cancel(c, cancelled))
    for problem in (
        refused(workspace, lambda c: events.move(c, held, start=time(9))),
        refused(workspace, lambda c: events.move(c, cancelled, start=time(9))),
        refused(workspace, lambda c: events.reschedule(c, held, AFTERNOON)),
        refused(workspace, lambda c: events.cancel(c, held)),
        refused(workspace, lambda c: events.cancel(c, cancelled)),
        refused(workspace, lambda c: events.plan(c, held)),
        refused(workspace, lambda c: events.plan(c, planned)),
        refused(workspace, lambda c: events.invite(c, cancelled, ["kpz"], [])),
    ):
        assert (problem.field, problem.code) == ("event", "state-wrong")
    do(workspace, lambda c: events.edit(c, held, EventEdit(note="verslag")))
    assert page(workspace, held).note == "verslag"


# --- listing ------------------------------------------------------------------------------------


def test_events_are_listed_by_date_and_time_and_can_be_narrowed(workspace: Workspace) -> None:
    late = plan(workspace, replace(KERNTEAM, when=replace(AFTERNOON, start=time(14)), title="Laat"))
    early = plan(workspace, KERNTEAM)
    whole = plan(workspace, EventDraft("werkplaats", When(TUESDAY), invite=("saxion",)))
    long = plan(
        workspace,
        EventDraft("congres", When(TUESDAY - timedelta(days=3), TUESDAY), title="Congres & co_"),
    )
    do(workspace, lambda c: events.cancel(c, late))

    def ids(**wanted: object) -> list[int]:
        first = EventFilter(first=date(2027, 1, 1))
        return [line.id for line in listed(workspace, replace(first, **wanted))]  # type: ignore[arg-type]

    assert ids() == [long, whole, early, late]
    assert ids(first=TUESDAY, last=TUESDAY) == [long, whole, early, late]
    assert ids(first=TUESDAY + timedelta(days=1)) == []
    assert ids(last=TUESDAY - timedelta(days=2)) == [long]
    assert ids(kind="kernteamoverleg") == [early, late]
    assert ids(states=("cancelled",)) == [late]
    assert ids(states=("draft", "planned")) == [long, whole, early]
    assert ids(organisation="Saxion") == [whole]
    assert ids(text="CONGRES co_") == [long]
    assert ids(text="%") == []
    assert ids(ids=(early, late)) == [early, late]
    assert ids(ids=()) == []
    with workspace.read() as view:
        assert events.count(view, EventFilter(first=date(2027, 1, 1))) == 4
        assert events.last_day_of(view, EventFilter(kind="congres")) == TUESDAY - timedelta(days=3)
        assert len(events.lines(view, EventFilter(), limit=2)) == 2
        month = EventFilter(first=date(2027, 1, 1), last=date(2027, 1, 11))
        assert set(events.by_day(view, month)) == {TUESDAY - timedelta(days=n) for n in (1, 2, 3)}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (EventFilter(kind="feest"), "unknown-kind"),
        (EventFilter(organisation="nergens"), "unknown-organisation"),
        (EventFilter(states=("klaar",)), "unknown-state"),
    ],
)
def test_a_filter_that_names_what_is_not_there_is_refused(
    workspace: Workspace, wanted: EventFilter, code: str
) -> None:
    assert refused(workspace, lambda c: events.lines(c, wanted)).code == code


def test_a_form_is_refused_when_what_it_shows_has_changed_since(workspace: Workspace) -> None:
    number = plan(workspace)
    opened = page(workspace, number)
    do(workspace, lambda c: events.must_be_as(c, opened))
    do(workspace, lambda c: events.answer(c, number, "viaa", "accepted"))
    do(workspace, lambda c: events.must_be_as(c, opened))
    do(workspace, lambda c: events.edit(c, number, EventEdit(title="Anders", note="x")))
    problem = refused(workspace, lambda c: events.must_be_as(c, opened))
    assert (problem.code, problem.values) == ("changed-meanwhile", {"fields": "title, note"})
