from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain import checks
from ipe_events.domain.checks import (
    Meeting,
    agenda_too_long,
    at_the_table,
    disputed_date,
    length_out_of_bounds,
    missing_organisations,
    missing_roles,
    required_on,
    too_few_professions,
)
from ipe_events.domain.records import Check, EventLine, Participant
from tests.domain.meetings import EVENT, HELD, KIND, TUESDAY, expert, meeting, participant

REQUIRED = (("windesheim", "Hogeschool Windesheim"), ("viaa", "Hogeschool Viaa"))
WINDESHEIM = participant("windesheim")

Rule = Callable[[Meeting], Iterator[Check]]


def values(rule: Rule, about: Meeting) -> dict[str, object] | None:
    """What the one warning of a rule says, None without a warning."""
    found = list(rule(about))
    if not found:
        return None
    (check,) = found
    assert check.event == about.event.id
    assert check.code in checks.CODES
    return dict(check.values)


# --- organisations ------------------------------------------------------------------------------


def missing(event: EventLine, *there: Participant) -> tuple[str, ...]:
    found = values(missing_organisations, Meeting(event, KIND, there, REQUIRED))
    names = found["organisations"] if found else ()
    assert isinstance(names, tuple)
    return names


def test_nobody_is_missing_when_every_organisation_is_invited() -> None:
    assert missing(EVENT, WINDESHEIM, participant("viaa")) == ()


def test_one_warning_names_every_organisation_that_is_missing() -> None:
    assert missing(EVENT) == ("Hogeschool Windesheim", "Hogeschool Viaa")
    (check,) = missing_organisations(Meeting(EVENT, KIND, [WINDESHEIM], REQUIRED))
    assert check.values == {"organisations": ("Hogeschool Viaa",)}
    assert check.organisation == "viaa"


@pytest.mark.parametrize("answer", ["declined", "delegated"])
def test_an_organisation_whose_only_guest_does_not_come_is_missing(answer: str) -> None:
    away = participant("viaa", answer=answer)
    assert missing(EVENT, WINDESHEIM, away) == ("Hogeschool Viaa",)
    assert missing(EVENT, WINDESHEIM, away, participant("viaa", deputy_for="Iemand")) == ()


@pytest.mark.parametrize("answer", ["needs-action", "accepted", "tentative"])
def test_every_other_answer_keeps_the_seat(answer: str) -> None:
    assert missing(EVENT, WINDESHEIM, participant("viaa", answer=answer)) == ()


@pytest.mark.parametrize("financing", ["programme", "other"])
def test_somebody_the_programme_pays_fills_no_institutions_seat(financing: str) -> None:
    paid = participant("viaa", financing=financing)
    assert missing(EVENT, WINDESHEIM, paid) == ("Hogeschool Viaa",)
    assert missing(HELD, participant("windesheim", attended=True), replace(paid, attended=True))


def test_a_head_count_is_nobodys_seat() -> None:
    assert missing(EVENT, WINDESHEIM, participant("viaa", heads=20)) == ("Hogeschool Viaa",)


def test_of_a_held_event_only_who_was_there_counts_deputies_too() -> None:
    there = participant("windesheim", attended=True)
    absent = participant("viaa", answer="accepted", attended=False)
    deputy = participant("viaa", attended=True, deputy_for="Iemand")
    assert missing(HELD, there, absent) == ("Hogeschool Viaa",)
    assert missing(HELD, there, absent, deputy) == ()
    assert at_the_table([there, deputy]) == {"windesheim", "viaa"}


def test_somebody_who_declined_and_came_was_there() -> None:
    came = participant("viaa", answer="declined", attended=True)
    assert missing(HELD, participant("windesheim", attended=True), came) == ()


def test_of_an_event_held_before_attendance_was_kept_nothing_is_known() -> None:
    assert missing(HELD, WINDESHEIM) == ()
    assert missing(HELD) == ()
    assert missing(HELD, WINDESHEIM, participant("viaa", attended=False))
    asks: dict[str, Any] = {"minimum_professions": 2, "required_roles": ("aios",)}
    for rule in (too_few_professions, missing_roles):
        assert values(rule, meeting(WINDESHEIM, event=HELD, **asks)) is None
        assert values(rule, meeting(WINDESHEIM, event=EVENT, **asks)) is not None


DAYS = st.none() | st.integers(-30, 30).map(lambda n: TUESDAY + timedelta(days=n))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=3), st.lists(st.tuples(DAYS, DAYS), max_size=3))
def test_an_organisation_is_asked_for_while_it_is_partner_and_has_a_seat(
    partner: list[checks.Span], seats: list[checks.Span]
) -> None:
    kind = replace(KIND, required=("viaa",), groups=("kernteam",))

    def there(spans: list[checks.Span]) -> bool:
        days = [(starts or date.min) <= TUESDAY <= (ends or date.max) for starts, ends in spans]
        return any(days) or not days

    asked = required_on(kind, TUESDAY, {"viaa": partner}, {"kernteam": {"viaa": seats}})
    assert asked == (["viaa"] if there(partner) and there(seats) else [])


def test_a_seat_in_another_group_than_the_kind_invites_says_nothing() -> None:
    kind = replace(KIND, required=("viaa", "kpz"), groups=("kernteam",))
    over: Sequence[checks.Span] = [(None, date(2026, 12, 31))]
    assert required_on(kind, TUESDAY, {}, {"leerteams": {"viaa": over}}) == ["viaa", "kpz"]
    assert required_on(kind, TUESDAY, {}, {"kernteam": {"viaa": over}}) == ["kpz"]


# --- professions and roles ----------------------------------------------------------------------


def test_fewer_professions_than_asked_are_named() -> None:
    here = (expert("Huisarts"), expert(" huisarts"), expert("geriater"), expert(""))
    said = values(too_few_professions, meeting(*here, minimum_professions=3))
    assert said == {"minimum": 3, "professions": ("Huisarts", "geriater")}
    third = expert("longarts")
    assert values(too_few_professions, meeting(*here, third, minimum_professions=3)) is None
    assert values(too_few_professions, meeting(minimum_professions=0)) is None


def test_who_declined_brings_no_profession() -> None:
    two = (expert("huisarts"), expert("geriater", answer="declined"))
    said = values(too_few_professions, meeting(*two, minimum_professions=2))
    assert said == {"minimum": 2, "professions": ("huisarts",)}


def test_the_aios_comes_beside_professionals_of_three_specialisms() -> None:
    """001:9: minimally aios and other professionals from three specialisms."""
    cobra: dict[str, Any] = {"minimum_professions": 3, "required_roles": ("aios",)}
    two = (expert("psychiater"), expert("internist"))
    for aios in (expert("aios"), expert("AIOS  psychiatrie"), expert("arts", role="aios")):
        assert values(missing_roles, meeting(aios, *two, **cobra)) is None
        said = values(too_few_professions, meeting(aios, *two, **cobra))
        assert said == {"minimum": 3, "professions": ("psychiater", "internist")}
        three = meeting(aios, *two, expert("huisarts", online=True), **cobra)
        assert values(too_few_professions, three) is None
    assert values(missing_roles, meeting(*two, **cobra)) == {"roles": ("aios",)}
    assert values(missing_roles, meeting(expert("aiosbegeleider"), **cobra))


SPECIALISMS = st.lists(st.sampled_from(["huisarts", "Huisarts", "longarts", "geriater", ""]))


@given(SPECIALISMS, st.integers(0, 5))
def test_there_is_a_warning_exactly_below_the_minimum(known: list[str], minimum: int) -> None:
    about = meeting(*map(expert, known), minimum_professions=minimum)
    different = {word.casefold() for word in known if word}
    assert bool(list(too_few_professions(about))) == (len(different) < minimum)


BOTH = ("leerteambegeleider opleiding", "leerteambegeleider praktijk")


def test_both_begeleiders_must_be_there_and_the_one_missing_is_named() -> None:
    """R13, 002:100-101: a learning team is guided from the programme and from practice."""
    school, practice = participant(person=1), participant(person=2)
    about = meeting(school, practice, required_roles=BOTH)
    assert values(missing_roles, about) == {"roles": BOTH}
    in_groups = replace(about, roles={1: [BOTH[0]], 2: [BOTH[1]]})
    assert values(missing_roles, in_groups) is None
    alone = replace(in_groups, participants=[school])
    assert values(missing_roles, alone) == {"roles": (BOTH[1],)}


def test_a_deputy_has_the_role_of_whoever_is_absent() -> None:
    absent = participant(person=2, name="Noor", attended=False)
    deputy = participant(person=3, name="Bram", attended=True, deputy_for="Noor")
    about = meeting(absent, deputy, event=HELD, required_roles=BOTH[1:])
    assert values(missing_roles, about)
    assert values(missing_roles, replace(about, roles={2: [BOTH[1]]})) is None
    alone = meeting(absent, event=HELD, required_roles=BOTH[1:])
    assert values(missing_roles, replace(alone, roles={2: [BOTH[1]]}))


def test_an_unnamed_seat_may_have_the_role() -> None:
    seat = participant(person=None, name=None, role=BOTH[0])
    assert values(missing_roles, meeting(seat, required_roles=BOTH[:1])) is None


# --- length, agenda, date -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (time(13, 20), {"minutes": 20, "minimum": 30}),
        (time(13, 30), None),
        (time(13, 45), None),
        (time(14), None),
        (time(14, 15), {"minutes": 75, "maximum": 60}),
    ],
)
def test_reflection_of_cobra_takes_30_to_60_minutes(
    end: time, expected: dict[str, object] | None
) -> None:
    about = meeting(event=replace(EVENT, end=end), shortest=30, longest=60)
    assert values(length_out_of_bounds, about) == expected
    assert values(length_out_of_bounds, meeting(event=replace(EVENT, end=end))) is None
    over = replace(about.event, state="held")
    assert values(length_out_of_bounds, replace(about, event=over)) is None


@pytest.mark.parametrize(
    ("until", "start", "end", "minutes"),
    [
        (None, None, None, 120),
        (TUESDAY + timedelta(days=4), None, None, 120),
        (TUESDAY + timedelta(days=2), time(9), time(12), 180),
        (TUESDAY + timedelta(days=1), time(22), time(1), 180),
    ],
)
def test_the_length_is_that_of_a_day_or_of_the_night(
    until: date | None, start: time | None, end: time | None, minutes: int
) -> None:
    assert meeting(event=replace(EVENT, until=until, start=start, end=end)).minutes == minutes


def test_an_agenda_that_takes_longer_than_the_meeting() -> None:
    agenda = (("Opening", 20), ("Wat ter tafel komt", None), ("Reflectie", 101))
    assert values(agenda_too_long, meeting(agenda=agenda)) == {"agenda": 121, "minutes": 120}
    assert values(agenda_too_long, meeting(agenda=(*agenda[:2], ("Reflectie", 100)))) is None
    assert values(agenda_too_long, meeting(agenda=agenda, event=HELD)) is None
    assert values(agenda_too_long, meeting()) is None


def test_a_disputed_date_is_told_with_what_the_other_source_says() -> None:
    dispute = "de tekst noemt 2 december 2015 (004:2100-2101)"
    for event in (EVENT, HELD):
        about = meeting(event=replace(event, disputed=dispute))
        assert values(disputed_date, about) == {"reason": dispute}
        assert values(disputed_date, meeting(event=event)) is None
