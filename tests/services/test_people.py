from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from ipe_events.domain.drafts import PersonDraft
from ipe_events.domain.records import PersonLine, Seat
from ipe_events.services import people
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Change, Workspace
from tests.services.acts import address, do, later, member, person, refused


def everybody(workspace: Workspace) -> dict[str, PersonLine]:
    with workspace.read() as view:
        return {line.name: line for line in people.people(view)}


def seats(workspace: Workspace, group: str = "kernteam", organisation: str = "") -> list[Seat]:
    with workspace.read() as view:
        (line,) = [line for line in people.groups(view) if line.slug == group]
    return [seat for seat in line.seats if organisation in ("", seat.organisation)]


def holders(workspace: Workspace, organisation: str, group: str = "kernteam") -> list[str | None]:
    return [seat.email for seat in seats(workspace, group, organisation)]


# --- organisations ------------------------------------------------------------------------------


def test_partners_come_in_the_order_of_the_plan_and_others_after_them(
    workspace: Workspace,
) -> None:
    with workspace.read() as view:
        found = people.organisations(view)
    slugs = [line.slug for line in found]
    assert slugs[:7] == [
        "landstede",
        "menso-alting-zwolle",
        "deltion",
        "windesheim",
        "viaa",
        "kpz",
        "gemeente-zwolle",
    ]
    partners = [line.partner for line in found]
    assert partners == sorted(partners, reverse=True)
    assert sum(line.placeholder for line in found) == 27
    assert sum(partners) == 7 + 27


def test_a_new_organisation_is_a_partner_and_is_found_by_slug_name_and_alias(
    workspace: Workspace,
) -> None:
    do(workspace, lambda c: people.add_organisation(c, "travers", "Travers", "werkveld", ("TRV",)))
    for way in ("travers", "TRAVERS", "trv"):
        do(workspace, partial(people.add_person, draft=PersonDraft("Iemand", way)))
    with workspace.read() as view:
        (own,) = [line for line in people.organisations(view) if line.slug == "travers"]
    assert own.partner
    assert own.aliases == ("TRV",)
    assert everybody(workspace)["Iemand"].organisation == "travers"


@pytest.mark.parametrize(
    ("slug", "name", "aliases", "code"),
    [
        ("", "Travers", (), "slug-invalid"),
        ("a b", "Travers", (), "slug-invalid"),
        ("a=b", "Travers", (), "slug-invalid"),
        ("12", "Travers", (), "slug-invalid"),
        ("kernteam", "Travers", (), "group-known"),
        ("travers", " ", (), "blank"),
        ("travers", "Tra\nvers", (), "control-characters"),
        ("travers", "Travers", ("",), "blank"),
        ("windesheim", "Travers", (), "organisation-known"),
        ("travers", "hogeschool windesheim", (), "organisation-known"),
        ("travers", "Travers", ("KPZ",), "organisation-known"),
        ("Viaa", "Travers", (), "organisation-known"),
    ],
)
def test_an_organisation_that_cannot_be_added(
    workspace: Workspace, slug: str, name: str, aliases: tuple[str, ...], code: str
) -> None:
    problem = refused(workspace, lambda c: people.add_organisation(c, slug, name, "", aliases))
    assert problem.code == code


def test_a_placeholder_that_gets_a_name_is_one_no_more(workspace: Workspace) -> None:
    slug = "werkveld-kernteam-1"
    do(workspace, lambda c: people.edit_organisation(c, slug, kind="kinderopvang"))
    with workspace.read() as view:
        (own,) = [line for line in people.organisations(view) if line.slug == slug]
    assert own.placeholder
    do(workspace, lambda c: people.edit_organisation(c, slug, name=" Travers ", aliases=("T",)))
    with workspace.read() as view:
        (own,) = [line for line in people.organisations(view) if line.slug == slug]
    assert (own.name, own.kind, own.aliases) == ("Travers", "kinderopvang", ("T",))
    assert not own.placeholder


def test_an_organisation_keeps_its_own_names_when_edited(workspace: Workspace) -> None:
    do(workspace, lambda c: people.edit_organisation(c, "viaa", name="Hogeschool Viaa"))
    problem = refused(workspace, lambda c: people.edit_organisation(c, "viaa", name="KPZ"))
    assert problem.code == "organisation-known"


# --- people -------------------------------------------------------------------------------------


def test_a_person_belongs_to_an_organisation_and_is_listed_by_name(workspace: Workspace) -> None:
    do(
        workspace,
        lambda c: people.add_person(
            c, PersonDraft(" Žofie ", "Deltion", "Zofie@Example.ORG", " docent ")
        ),
        lambda c: people.add_person(c, PersonDraft("anne", "viaa")),
    )
    with workspace.read() as view:
        first, second = people.people(view)
    assert (first.name, first.email, first.organisation) == ("anne", None, "viaa")
    assert (second.name, second.email, second.profession) == (
        "Žofie",
        "zofie@example.org",
        "docent",
    )
    assert (second.organisation, second.organisation_name) == ("deltion", "Deltion College")
    assert second.groups == ()


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (PersonDraft("", "viaa"), "blank"),
        (PersonDraft("Anne", "nergens"), "unknown-organisation"),
        (PersonDraft("Anne", "viaa", "anne"), "address-invalid"),
        (PersonDraft("Anne", "viaa", "ANNE@example.org"), "address-known"),
    ],
)
def test_a_person_who_cannot_be_added(workspace: Workspace, draft: PersonDraft, code: str) -> None:
    person(workspace, "anne", "viaa")
    assert refused(workspace, lambda c: people.add_person(c, draft)).code == code


def test_two_people_without_an_address_may_have_one_name(workspace: Workspace) -> None:
    for _ in range(2):
        do(workspace, lambda c: people.add_person(c, PersonDraft("Anne", "viaa")))
    with workspace.read() as view:
        assert [line.name for line in people.people(view)] == ["Anne", "Anne"]


def test_a_person_is_edited_by_address_or_number(workspace: Workspace) -> None:
    person(workspace, "anne", "viaa")
    do(workspace, lambda c: people.edit_person(c, "ANNE@example.org", email="A.Jansen@example.org"))
    do(workspace, lambda c: people.edit_person(c, "1", name="Anne Jansen", profession="arts"))
    own = everybody(workspace)["Anne Jansen"]
    assert (own.email, own.profession, own.organisation) == (
        "a.jansen@example.org",
        "arts",
        "viaa",
    )
    do(workspace, lambda c: people.edit_person(c, "1", email="a.jansen@example.org"))


def test_no_two_people_get_one_address(workspace: Workspace) -> None:
    person(workspace, "anne", "viaa")
    person(workspace, "bram", "viaa")
    taken = "ANNE@example.org"
    problem = refused(workspace, lambda c: people.edit_person(c, address("bram"), email=taken))
    assert problem.code == "address-known"


def test_who_takes_an_alias_as_their_address_has_it_no_longer_beside_it(
    workspace: Workspace,
) -> None:
    anne = person(workspace, "anne", "viaa")
    other = "a@viaa.example.org"
    do(workspace, lambda c: people.edit_person(c, anne, aliases=(other, other.upper())))
    assert everybody(workspace)["Anne"].aliases == (other,)
    do(workspace, lambda c: people.edit_person(c, other, email=other))
    own = everybody(workspace)["Anne"]
    assert (own.email, own.aliases) == (other, ())
    do(workspace, lambda c: people.edit_person(c, other, email=anne, aliases=(other,)))
    taken = PersonDraft("Bram", "viaa", other.upper())
    assert refused(workspace, lambda c: people.add_person(c, taken)).code == "address-known"


@pytest.mark.parametrize(
    "who", ["nobody@example.org", "99", "", "99999999999999999999", "²", "-1", "1.0"]
)
def test_somebody_unknown_is_named_in_the_refusal(workspace: Workspace, who: str) -> None:
    problem = refused(workspace, lambda c: people.edit_person(c, who, name="x"))
    assert (problem.code, problem.values["value"]) == ("unknown-person", who)


# --- groups and seats ---------------------------------------------------------------------------


def test_the_seats_of_the_plan_are_open(workspace: Workspace) -> None:
    kernteam = seats(workspace)
    assert [seat.organisation for seat in kernteam] == [
        "landstede",
        "menso-alting-zwolle",
        "deltion",
        "windesheim",
        "viaa",
        "kpz",
        "werkveld-kernteam-1",
        "werkveld-kernteam-2",
    ]
    assert {(seat.name, seat.financing) for seat in kernteam} == {(None, "in_kind")}


def test_a_person_takes_the_open_seat_of_the_organisation(workspace: Workspace) -> None:
    member(workspace, person(workspace, "anne", "viaa"), "kernteam")
    assert holders(workspace, "viaa") == ["anne@example.org"]
    assert len(seats(workspace)) == 8
    assert everybody(workspace)["Anne"].groups == ("kernteam",)


def test_a_second_person_of_an_organisation_gets_a_seat_more(workspace: Workspace) -> None:
    for name in ("anne", "bram"):
        member(workspace, person(workspace, name, "viaa"), "kernteam")
    assert holders(workspace, "viaa") == ["anne@example.org", "bram@example.org"]
    assert len(seats(workspace)) == 9


@pytest.mark.parametrize("financing", ["programme", "other"])
def test_who_is_paid_elsewhere_fills_no_institutions_seat(
    workspace: Workspace, financing: str
) -> None:
    sanne = person(workspace, "sanne", "landstede")
    member(workspace, sanne, "kernteam", MemberTerms(role="chair", financing=financing))
    assert holders(workspace, "landstede") == [None, sanne]
    (paid,) = [seat for seat in seats(workspace) if seat.email == sanne]
    assert (paid.role, paid.financing) == ("chair", financing)
    member(workspace, person(workspace, "anne", "landstede"), "kernteam")
    assert holders(workspace, "landstede") == ["anne@example.org", sanne]


def test_nobody_unpaid_takes_a_seat_that_the_programme_pays(workspace: Workspace) -> None:
    do(
        workspace,
        lambda c: people.add_member(c, "projectteam", "viaa", MemberTerms(financing="programme")),
    )
    member(workspace, person(workspace, "anne", "viaa"), "projectteam")
    found = [(seat.email, seat.financing) for seat in seats(workspace, "projectteam")]
    assert found == [(None, "programme"), ("anne@example.org", "in_kind")]


def test_nobody_sits_in_a_group_twice(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    member(workspace, anne, "kernteam", MemberTerms(starts=date(2027, 1, 1)))
    for terms in (MemberTerms(), MemberTerms(starts=date(2027, 6, 1))):
        again = partial(people.add_member, group_slug="kernteam", who=anne, terms=terms)
        assert refused(workspace, again).code == "already-member"
    member(workspace, anne, "kernteam", MemberTerms(ends=date(2026, 12, 31)))


def test_an_organisation_can_be_given_another_open_seat(workspace: Workspace) -> None:
    do(workspace, lambda c: people.add_member(c, "kernteam", "viaa", MemberTerms()))
    assert holders(workspace, "viaa") == [None, None]
    for name in ("anne", "bram"):
        member(workspace, person(workspace, name, "viaa"), "kernteam")
    assert holders(workspace, "viaa") == ["anne@example.org", "bram@example.org"]


def test_who_leaves_leaves_the_seat_open(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    member(workspace, anne, "kernteam")
    do(workspace, lambda c: people.remove_member(c, "kernteam", anne))
    assert holders(workspace, "viaa") == [None]


def test_an_extra_seat_goes_with_who_had_it(workspace: Workspace) -> None:
    anne, bram = person(workspace, "anne", "viaa"), person(workspace, "bram", "viaa")
    sanne = person(workspace, "sanne", "viaa")
    member(workspace, anne, "kernteam")
    member(workspace, bram, "kernteam")
    member(workspace, sanne, "kernteam", MemberTerms(financing="programme"))
    do(workspace, lambda c: people.remove_member(c, "kernteam", sanne))
    assert holders(workspace, "viaa") == [anne, bram]
    do(workspace, lambda c: people.remove_member(c, "kernteam", anne))
    assert holders(workspace, "viaa") == [bram]
    do(workspace, lambda c: people.remove_member(c, "kernteam", bram))
    assert holders(workspace, "viaa") == [None]


def test_an_open_seat_can_be_taken_away_before_one_that_is_taken(workspace: Workspace) -> None:
    do(workspace, lambda c: people.add_member(c, "kernteam", "viaa", MemberTerms()))
    member(workspace, person(workspace, "anne", "viaa"), "kernteam")
    do(workspace, lambda c: people.remove_member(c, "kernteam", "viaa"))
    assert holders(workspace, "viaa") == ["anne@example.org"]


@pytest.mark.parametrize("who", ["anne@example.org", "saxion"])
def test_who_is_no_member_cannot_be_removed(workspace: Workspace, who: str) -> None:
    person(workspace, "anne", "viaa")
    problem = refused(workspace, lambda c: people.remove_member(c, "kernteam", who))
    assert (problem.code, problem.values) == ("not-member", {"value": who})


# --- seats for a time ---------------------------------------------------------------------------


def on(workspace: Workspace, day: date) -> list[str | None]:
    """Who sits for Viaa on a day."""
    later(workspace, days=(day - workspace.clock().date()).days)
    return holders(workspace, "viaa")


def test_the_seat_is_open_before_and_after_somebody_has_it_for_a_time(
    workspace: Workspace,
) -> None:
    anne = person(workspace, "anne", "viaa")
    terms = MemberTerms(starts=date(2027, 1, 1), ends=date(2027, 7, 31))
    member(workspace, anne, "kernteam", terms)
    assert on(workspace, date(2026, 12, 31)) == [None]
    assert on(workspace, date(2027, 1, 1)) == [anne]
    assert on(workspace, date(2027, 7, 31)) == [anne]
    assert on(workspace, date(2027, 8, 1)) == [None]


def test_one_follows_another_in_the_same_seat(workspace: Workspace) -> None:
    anne, bram = person(workspace, "anne", "viaa"), person(workspace, "bram", "viaa")
    member(workspace, anne, "kernteam", MemberTerms(ends=date(2026, 12, 31)))
    member(workspace, bram, "kernteam", MemberTerms(starts=date(2027, 1, 1)))
    assert on(workspace, date(2026, 12, 31)) == [anne]
    assert on(workspace, date(2027, 1, 1)) == [bram]


def test_who_is_still_to_come_can_be_removed(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    member(workspace, anne, "kernteam", MemberTerms(starts=date(2027, 1, 1)))
    do(workspace, lambda c: people.remove_member(c, "kernteam", anne))
    assert on(workspace, date(2026, 12, 31)) == [None]
    assert on(workspace, date(2027, 1, 1)) == [None]


def test_who_has_left_is_no_member(workspace: Workspace) -> None:
    anne = person(workspace, "anne", "viaa")
    member(workspace, anne, "kernteam", MemberTerms(ends=date(2026, 12, 31)))
    assert everybody(workspace)["Anne"].groups == ("kernteam",)
    later(workspace, days=60)
    assert everybody(workspace)["Anne"].groups == ()
    problem = refused(workspace, lambda c: people.remove_member(c, "kernteam", anne))
    assert problem.code == "not-member"


@pytest.mark.parametrize(
    ("terms", "field", "code"),
    [
        (MemberTerms(role="koning"), "role", "unknown-role"),
        (MemberTerms(financing="goud"), "financing", "unknown-financing"),
        (MemberTerms(starts=date(1, 1, 1)), "from", "not-a-date"),
        (
            MemberTerms(starts=date(2027, 2, 1), ends=date(2027, 1, 1)),
            "until",
            "end-before-start",
        ),
    ],
)
def test_terms_that_cannot_be(
    workspace: Workspace, terms: MemberTerms, field: str, code: str
) -> None:
    problem = refused(workspace, lambda c: people.add_member(c, "kernteam", "viaa", terms))
    assert (problem.field, problem.code) == (field, code)


def test_a_group_is_added_once(workspace: Workspace) -> None:
    def add(change: Change) -> None:
        people.add_group(change, "klankbord", "Klankbordgroep", "werkveld")

    do(workspace, add)
    assert seats(workspace, "klankbord") == []
    assert refused(workspace, add).code == "group-known"
    assert refused(workspace, lambda c: people.add_group(c, "a b", "x")).code == "slug-invalid"
    assert refused(workspace, lambda c: people.add_group(c, "x", "")).code == "blank"
    problem = refused(workspace, lambda c: people.add_group(c, "viaa", "x"))
    assert problem.code == "organisation-known"


def test_a_group_that_is_not_there_is_refused_with_those_that_are(workspace: Workspace) -> None:
    person(workspace, "anne", "viaa")
    terms = MemberTerms()
    problem = refused(workspace, lambda c: people.add_member(c, "Kernteam2", "1", terms))
    assert problem.code == "unknown-group"
    assert "kernteam" in str(problem.values["known"])
