"""Every check as a setting of a kind: shown, not shown, and off; and all of them in bulk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event as listening

from ipe_events.domain.checks import CODES, OF_A_KIND
from ipe_events.domain.drafts import Attendance, EventDraft, PersonDraft, When
from ipe_events.domain.kinds import KindEdit
from ipe_events.domain.records import Check, EventFilter
from ipe_events.i18n.sentences import check_sentence
from ipe_events.services import checking, events, kinds, letters, people, programmes, setup
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Change, Workspace
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Busy, Closure, Event, Membership, Organisation, Partner, Person
from tests.services.acts import (
    HOUR,
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    codes,
    do,
    log,
    outcome,
    page,
    person,
    plan,
    refused,
    seat_everybody,
    worked,
)

HOLIDAY = date(2027, 1, 1)


def settle(workspace: Workspace, slug: str = "kernteamoverleg", **fields: Any) -> None:
    do(workspace, lambda change: kinds.edit(change, slug, KindEdit(**fields)))


def add(workspace: Workspace, act: Callable[[Change], object]) -> None:
    do(workspace, act)


def on(day: date, start: time = time(13), end: time = time(15), **more: Any) -> EventDraft:
    return replace(KERNTEAM, when=When(day, None, start, end), **more)


def checks_of(workspace: Workspace, number: int, code: str) -> list[Check]:
    return [check for check in page(workspace, number).checks if check.code == code]


def of_programme(workspace: Workspace, *days: date) -> list[Check]:
    with workspace.read() as view:
        return checking.of_programme(view, *(days or (None, None)))


def organisation(change: Change, slug: str) -> int | None:
    row = lookup.first(change.session, Organisation, slug=slug)
    return row.id if row else None


def somebody(change: Change, email: str) -> Person:
    row = lookup.first(change.session, Person, email=email)
    assert row is not None
    return row


# --- each code, by what brings it about ---------------------------------------------------------


def _without_viaa(workspace: Workspace) -> int:
    return plan(workspace, replace(KERNTEAM, groups=(), invite=("kpz",)))


def _few_professions(workspace: Workspace) -> int:
    settle(workspace, minimum_professions=2)
    return plan(workspace)


def _no_chair(workspace: Workspace) -> int:
    settle(workspace, required_roles=("chair",))
    return plan(workspace)


def _gap(workspace: Workspace) -> int:
    settle(workspace, cadence=42)
    plan(workspace, on(TUESDAY - timedelta(days=43)))
    return plan(workspace)


def _twice(workspace: Workspace) -> int:
    plan(workspace, EventDraft("overig", KERNTEAM.when, invite=(address("viaa"),)))
    return plan(workspace)


def _day_off(workspace: Workspace) -> int:
    def wednesdays(change: Change) -> None:
        row = somebody(change, address("viaa"))
        row.working_days = "3"
        change.add(row)

    do(workspace, wednesdays)
    return plan(workspace)


def _closed(workspace: Workspace) -> int:
    def close(change: Change) -> None:
        own = organisation(change, "viaa")
        change.add(Closure(organisation_id=own, starts=TUESDAY, ends=TUESDAY, name="Studiedag"))

    do(workspace, close)
    return plan(workspace)


def _above(workspace: Workspace) -> int:
    log(workspace, worked(minutes=199 * HOUR))
    return plan(workspace)


def _long_agenda(workspace: Workspace) -> int:
    settle(workspace, agenda=(("Terugblik", 90), ("Vooruitblik", 45)))
    return plan(workspace)


def _too_short(workspace: Workspace) -> int:
    settle(workspace, shortest=150)
    return plan(workspace)


def _disputed(workspace: Workspace) -> int:
    number = plan(workspace)

    def dispute(change: Change) -> None:
        row = change.session.get_one(Event, number)
        row.disputed = "de tekst noemt 2 december"
        change.add(row)

    do(workspace, dispute)
    return number


CAUSES: dict[str, tuple[Callable[[Workspace], int], str, str]] = {
    "missing-organisation": (
        _without_viaa,
        "nobody yet from Landstede MBO, Mbo Menso Alting Zwolle, Deltion College, "
        "Hogeschool Windesheim, Hogeschool Viaa",
        "nog niemand van Landstede MBO",
    ),
    "too-few-professions": (
        _few_professions,
        "at least two specialisms or professions are wished for",
        "minimaal twee specialismen",
    ),
    "missing-role": (_no_chair, "nobody yet with the role chair", "nog niemand met de rol chair"),
    "no-next-meeting": (
        _gap,
        "Kernteamoverleg: 43 days from Mon 30 Nov 2026 to Tue 12 Jan 2027, "
        "at most 42 are wished for",
        "Kernteamoverleg: 43 dagen van ma 30 nov 2026",
    ),
    "double-booked": (
        _twice,
        "Lid viaa has two meetings at this time; Overige bijeenkomst; 13:00",
        "Lid viaa heeft",
    ),
    "not-working-day": (
        _day_off,
        "Tue 12 Jan 2027 is not a working day of Lid viaa",
        "di 12 jan 2027 is geen werkdag van Lid viaa",
    ),
    "holiday": (
        lambda workspace: plan(workspace, on(HOLIDAY)),
        "Fri 1 Jan 2027 is a public holiday: Nieuwjaarsdag",
        "vr 1 jan 2027",
    ),
    "school-holiday": (
        lambda workspace: plan(workspace, on(HOLIDAY)),
        "Fri 1 Jan 2027 is in a school holiday: Kerstvakantie",
        "vr 1 jan 2027",
    ),
    "closure": (
        _closed,
        "Hogeschool Viaa is closed; Studiedag",
        "Hogeschool Viaa is gesloten; Studiedag",
    ),
    "commitment-exceeded": (
        _above,
        "Hogeschool Viaa, kernteam: 1:00 hours above the promise",
        "Hogeschool Viaa, kernteam",
    ),
    "agenda-too-long": (
        _long_agenda,
        "the agenda takes 2:15, the meeting 2:00",
        "de agenda vraagt 2:15",
    ),
    "length-out-of-bounds": (
        _too_short,
        "this meeting lasts 2:00; usual is at least 2:30",
        "deze bijeenkomst duurt 2:00",
    ),
    "disputed-date": (
        _disputed,
        "the sources do not agree on this date: de tekst noemt 2 december",
        "de bronnen zijn het niet eens over deze datum",
    ),
}


def test_every_check_of_an_event_has_its_example() -> None:
    elsewhere = {"layer-without-event", "cash-short", "hours-kept-before"}
    assert set(CAUSES) == set(CODES) - elsewhere


@pytest.mark.parametrize("code", CAUSES)
def test_a_check_says_who_or_what_is_missing_until_it_is_off_for_the_kind(
    workspace: Workspace, code: str
) -> None:
    cause, english, dutch = CAUSES[code]
    seat_everybody(workspace)
    free = plan(workspace, on(date(2027, 3, 2)))
    assert checks_of(workspace, free, code) == []
    do(workspace, lambda c: events.cancel(c, free))
    number = cause(workspace)
    (check,) = checks_of(workspace, number, code)
    assert check_sentence(code, check.values) == english
    assert check_sentence(code, check.values, "nl").startswith(dutch)
    everywhere = [(other.code, other.values) for other in of_programme(workspace)]
    assert (code, check.values) in everywhere
    settle(workspace, checks=((code, False),))
    assert checks_of(workspace, number, code) == []
    assert all(other.code != code for other in of_programme(workspace) if other.event == number)
    settle(workspace, checks=((code, True),))
    assert checks_of(workspace, number, code) == [check]


def test_the_checks_of_other_kinds_stay_as_they_were(workspace: Workspace) -> None:
    settle(workspace, checks=(("holiday", False), ("school-holiday", False)))
    other = plan(workspace, EventDraft("overig", When(HOLIDAY)))
    assert codes(page(workspace, other)) == ["holiday", "school-holiday"]
    assert codes(page(workspace, plan(workspace, on(HOLIDAY)))) == []


# --- dated partners and seats, deputies, roles --------------------------------------------------


def test_an_institution_that_left_is_asked_for_no_more(workspace: Workspace) -> None:
    seat_everybody(workspace)

    def leave(change: Change) -> None:
        own = organisation(change, "viaa")
        for row in lookup.find(change.session, Membership, organisation_id=own):
            row.ends = date(2027, 6, 30)
            change.add(row)
        for partner in lookup.find(change.session, Partner, organisation_id=own):
            assert partner.ends is None

    do(workspace, leave)
    before, after = (plan(workspace, on(date(2027, month, 8))) for month in (6, 9))
    for number in (before, after):
        for slug in {part.organisation for part in page(workspace, number).participants}:
            if slug in ("viaa", "kpz"):
                do(workspace, partial(events.invite, event_id=number, add=(), remove=(slug,)))
    (check,) = checks_of(workspace, before, "missing-organisation")
    assert check.values["organisations"] == ("Hogeschool Viaa", "Hogeschool KPZ")
    (check,) = checks_of(workspace, after, "missing-organisation")
    assert check.values["organisations"] == ("Hogeschool KPZ",)


def test_a_partner_that_is_to_join_later_is_not_asked_for_yet(workspace: Workspace) -> None:
    def join(change: Change) -> None:
        own = organisation(change, "viaa")
        (row,) = lookup.find(change.session, Partner, organisation_id=own)
        row.starts = date(2027, 8, 1)
        change.add(row)

    do(workspace, join)
    for day, asked in ((date(2027, 6, 8), False), (date(2027, 9, 7), True)):
        number = plan(workspace, on(day, groups=(), invite=("kpz",)))
        (check,) = checks_of(workspace, number, "missing-organisation")
        names = check.values["organisations"]
        assert isinstance(names, tuple)
        assert ("Hogeschool Viaa" in names) is asked


BOTH = ("leerteambegeleider opleiding", "leerteambegeleider praktijk")


def test_both_begeleiders_by_their_role_in_a_group_or_at_the_event(workspace: Workspace) -> None:
    school, practice = person(workspace, "noor", "viaa"), person(workspace, "bram", "saxion")
    draft = EventDraft("leerteambijeenkomst", When(TUESDAY, None, time(13), time(15)))
    number = plan(workspace, replace(draft, invite=(school, practice)))
    (check,) = checks_of(workspace, number, "missing-role")
    assert check.values == {"roles": BOTH}
    terms = MemberTerms(role=BOTH[0])
    do(workspace, lambda change: people.add_member(change, "leerteams", school, terms))
    (check,) = checks_of(workspace, number, "missing-role")
    assert check.values == {"roles": BOTH[1:]}
    do(
        workspace,
        lambda c: events.invite(c, number, [], [practice]),
        lambda c: events.invite(c, number, [practice], [], role=BOTH[1]),
    )
    assert checks_of(workspace, number, "missing-role") == []
    over = attend(workspace, number, Attendance(present=(school,), absent=(practice,)))
    assert [check.values for check in over.checks if check.code == "missing-role"] == [
        {"roles": BOTH[1:]}
    ]


def test_a_role_that_no_kind_asks_for_is_refused_and_what_is_known_listed(
    workspace: Workspace,
) -> None:
    number = plan(workspace)
    acts: list[Callable[[Change], object]] = [
        lambda c: events.invite(c, number, ["saxion"], [], role="koning"),
        lambda c: people.add_member(c, "kernteam", "saxion", MemberTerms(role="koning")),
    ]
    for act in acts:
        problem = refused(workspace, act)
        assert problem.code == "unknown-role"
        assert BOTH[0] in str(problem.values["known"])


def test_a_deputy_from_another_institution_leaves_the_seat_empty(workspace: Workspace) -> None:
    seat_everybody(workspace)
    person(workspace, "anne", "viaa")
    person(workspace, "bert", "saxion")
    for who, seen in (("anne", []), ("bert", ["missing-organisation"])):
        number = plan(workspace)
        kept = Attendance(everybody=True, deputies=((address("viaa"), address(who)),))
        attend(workspace, number, kept)
        assert codes(page(workspace, number)) == seen


def test_the_specialisms_are_those_at_the_table(workspace: Workspace) -> None:
    settle(workspace, "overig", minimum_professions=3, required_roles=("aios",))
    experts = ("aios", "psychiater", "internist", "huisarts")
    with workspace.change("experts") as change:
        for word in experts:
            people.add_person(change, PersonDraft(word, "viaa", address(word), word))
    invited = tuple(map(address, experts))
    number = plan(workspace, EventDraft("overig", When(TUESDAY), invite=invited[:3]))
    (check,) = page(workspace, number).checks
    assert check_sentence(check.code, check.values, "nl") == (
        "minimaal drie specialismen of beroepen gewenst; nu bekend: psychiater, internist"
    )
    added = outcome(workspace, lambda c: events.invite(c, number, [invited[3]], [], online=True))
    assert added.checks == ()


# --- what is known of people elsewhere ----------------------------------------------------------


def test_a_busy_time_of_another_calendar_names_who_but_not_what(workspace: Workspace) -> None:
    seat_everybody(workspace)

    def take(change: Change) -> None:
        number = somebody(change, address("viaa")).id
        starts, ends = "2027-01-12T12:00:00+00:00", "2027-01-12T13:00:00+00:00"
        change.add(Busy(person_id=number, starts_at=starts, ends_at=ends, source="eigen agenda"))

    do(workspace, take)
    (check,) = page(workspace, plan(workspace)).checks
    assert check_sentence(check.code, check.values) == (
        "something else at this time in the calendar of Lid viaa"
    )
    beside = on(TUESDAY, time(9), time(11))
    assert codes(page(workspace, plan(workspace, beside))) == []


def test_a_meeting_in_the_weekend_is_told_once(workspace: Workspace) -> None:
    seat_everybody(workspace)
    (check,) = page(workspace, plan(workspace, on(date(2027, 1, 16)))).checks
    assert check_sentence(check.code, check.values) == "Sat 16 Jan 2027 is in a weekend"


SECOND = (
    'format = 1\n[programme]\nslug = "tweede"\nname = "Tweede"\nsource = "test"\n'
    '[[kinds]]\nslug = "overleg"\nname = "Overleg"\nlength = "1:00"\ncharge = "nobody"\n'
    'source = "test"\n'
)


def test_a_person_in_two_programmes_is_told_of_in_both(workspace: Workspace) -> None:
    seat_everybody(workspace)
    here = plan(workspace)
    do(workspace, lambda c: setup.add(c, SECOND, "tweede.toml", {}))
    workspace.programme = "tweede"
    draft = EventDraft("overleg", KERNTEAM.when, title="Elders", invite=(address("viaa"),))
    there = plan(workspace, draft)
    for programme, number, title in (
        ("tweede", there, "Kernteamoverleg"),
        ("sion", here, "Elders"),
    ):
        workspace.programme = programme
        (check,) = checks_of(workspace, number, "double-booked")
        assert (check.values["person"], check.values["title"]) == ("Lid viaa", title)
        assert check in of_programme(workspace)


# --- the whole programme ------------------------------------------------------------------------


def layers(workspace: Workspace, *days: date) -> list[tuple[object, object]]:
    return [
        (check.values["layer"], check.values["year"])
        for check in of_programme(workspace, *days)
        if check.code == "layer-without-event"
    ]


def test_every_layer_that_nothing_is_planned_for_is_named(workspace: Workspace) -> None:
    own = [(layer, "2026-2027") for layer in ("bestuur", "kernteam", "opleiders", "werkveld")]
    assert layers(workspace) == own
    plan(workspace)
    plan(workspace, EventDraft("werkplaats", When(date(2027, 3, 2)), draft=True))
    assert layers(workspace) == [own[0], own[3]]
    settle(workspace, "stuurgroepoverleg", checks=(("layer-without-event", False),))
    assert layers(workspace) == [own[3]]
    plan(workspace, EventDraft("stuurgroepoverleg", When(date(2027, 10, 5))))
    assert layers(workspace)[1:] == [
        (layer, "2027-2028") for layer in ("kernteam", "opleiders", "werkveld")
    ]
    year = (date(2027, 8, 1), date(2028, 7, 31))
    assert layers(workspace, *year) == layers(workspace)[1:]
    assert layers(workspace, date(2030, 1, 1), date(2030, 12, 31)) == []


def test_a_cancelled_meeting_reaches_no_layer(workspace: Workspace) -> None:
    number = plan(workspace)
    assert ("kernteam", "2026-2027") not in layers(workspace)
    do(workspace, lambda c: events.cancel(c, number))
    assert ("kernteam", "2026-2027") in layers(workspace)


def without_next(workspace: Workspace, *days: date) -> list[object]:
    return [
        check.values["kind"]
        for check in of_programme(workspace, *days)
        if check.code == "no-next-meeting"
    ]


def test_a_body_that_met_and_has_no_next_meeting_is_named(workspace: Workspace) -> None:
    # The plan itself names three meetings of the stuurgroep, in 2023.
    assert without_next(workspace) == ["Stuurgroepoverleg"]
    assert without_next(workspace, date(2024, 1, 1), date(2025, 12, 31)) == []
    number = plan(workspace, EventDraft("stuurgroepoverleg", When(date(2027, 2, 2))))
    assert without_next(workspace) == []
    do(workspace, lambda c: events.cancel(c, number))
    assert without_next(workspace) == ["Stuurgroepoverleg"]
    settle(workspace, "stuurgroepoverleg", checks=(("no-next-meeting", False),))
    assert without_next(workspace) == []


# --- in bulk ------------------------------------------------------------------------------------


def test_hundreds_of_events_take_as_many_queries_as_a_few(workspace: Workspace) -> None:
    seat_everybody(workspace)
    settle(workspace, cadence=5)
    asked: list[str] = []
    listening.listen(
        workspace._engine, "before_cursor_execute", lambda *call: asked.append(call[2])
    )

    def queries(number: int) -> int:
        with workspace.read() as view:
            lines = events.lines(view, EventFilter(states=("planned",)))
            assert len(lines) == number
            asked.clear()
            assert checking.of_events(view, lines)
            return len(asked)

    def fill(change: Change, first: int, last: int) -> None:
        for week in range(first, last):
            events.add(change, on(date(2027, 1, 5) + timedelta(weeks=week)))

    do(workspace, lambda change: fill(change, 0, 3))
    few = queries(3)
    do(workspace, lambda change: fill(change, 3, 50))
    assert queries(50) == few


def test_the_warnings_on_many_are_those_on_each(busy: Workspace) -> None:
    settle(busy, minimum_professions=3, required_roles=("chair",), longest=110)
    with busy.read() as view:
        lines = events.lines(view, EventFilter())
        together = checking.of_events(view, lines)
        alone = [check for line in lines for check in checking.of_events(view, [line])]
    assert together == alone
    assert len({check.code for check in together}) >= 4


# --- settling a kind ----------------------------------------------------------------------------


def test_what_is_checked_of_a_kind_is_one_change_and_one_undo(workspace: Workspace) -> None:
    def own() -> object:
        with workspace.read() as view:
            return next(k for k in programmes.kinds(view) if k.slug == "kernteamoverleg")

    before = own()
    settle(
        workspace,
        minimum_professions=3,
        required_roles=("aios", "chair"),
        shortest=30,
        longest=60,
        cadence=42,
        agenda=(("Terugblik", 20), ("Rondvraag", None)),
        checks=(("holiday", False), ("closure", False), ("closure", True)),
    )
    assert own() == replace(
        before,  # type: ignore[type-var]
        minimum_professions=3,
        required_roles=("aios", "chair"),
        shortest=30,
        longest=60,
        cadence=42,
        agenda=(("Terugblik", 20), ("Rondvraag", None)),
        checks_off=("holiday",),
    )
    settle(workspace, cadence=0, shortest=0, required_roles=(), agenda=())
    workspace.undo()
    workspace.undo()
    assert own() == before


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"minimum_professions": -1}, "negative"),
        ({"minimum_professions": 101}, "too-much"),
        ({"cadence": -1}, "negative"),
        ({"cadence": 10**9}, "too-much"),
        ({"shortest": -5}, "negative"),
        ({"longest": 10**9}, "too-much"),
        ({"shortest": 61, "longest": 60}, "bounds-reversed"),
        ({"required_roles": ("a\nb",)}, "control-characters"),
        ({"agenda": (("", 5),)}, "blank"),
        ({"agenda": (("Terugblik", -5),)}, "negative"),
        ({"checks": (("feest", False),)}, "unknown-check"),
        ({"checks": (("cash-short", False),)}, "unknown-check"),
    ],
)
def test_what_cannot_be_checked(workspace: Workspace, fields: Any, code: str) -> None:
    problem = refused(workspace, lambda c: kinds.edit(c, "overig", KindEdit(**fields)))
    assert problem.code == code
    assert "cash-short" not in OF_A_KIND


def test_who_has_a_role_of_the_programmes_own_is_invited_as_everybody(workspace: Workspace) -> None:
    settle(workspace, required_roles=("aios",))
    number = plan(workspace)
    anne = person(workspace, "anne", "saxion")
    do(workspace, lambda c: events.invite(c, number, [anne], [], role="aios"))
    assert checks_of(workspace, number, "missing-role") == []
    with workspace.read() as view:
        sent = b"".join(letter.content for letter in letters.letters(view, number))
    assert b"anne@example.org" in sent
    assert b"ROLE=OPT" not in sent
    assert b"aios" not in sent
