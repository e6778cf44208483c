"""People, organisations, groups and who sits in them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ipe_events.domain.drafts import (
    SLUG,
    PersonDraft,
    email_problems,
    line_problems,
    optional_line_problems,
    raise_for,
)
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.records import GroupLine, OrganisationLine, PersonLine, Seat
from ipe_events.domain.working_days import parse_working_days
from ipe_events.services import finding, seats
from ipe_events.services.seats import MemberTerms as MemberTerms
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.queries import people as stored
from ipe_events.store.tables import (
    Affiliation,
    Delivery,
    Group,
    Membership,
    Organisation,
    Partner,
    Person,
    PlanLine,
)


def organisations(view: View) -> list[OrganisationLine]:
    """The partners of the programme in its order, then every other organisation."""
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    order = {partner.organisation_id: partner.position for partner in partners}
    # Sorted into a new list: while a list sorts in place, its length is 0.
    rows = lookup.find(view.session, Organisation)
    rows = sorted(rows, key=lambda row: (order.get(key(row), len(rows)), key(row)))
    return [
        OrganisationLine(
            id=key(row),
            slug=row.slug,
            name=row.name,
            kind=row.kind,
            aliases=tuple(json.loads(row.aliases)),
            placeholder=row.placeholder,
            partner=key(row) in order,
            email=row.email,
        )
        for row in rows
    ]


def add_organisation(
    change: Change,
    slug: str,
    name: str,
    kind: str = "",
    aliases: tuple[str, ...] = (),
    email: str = "",
) -> None:
    """Add an organisation and make it a partner of the programme."""
    problems = [] if SLUG.fullmatch(slug) else [Problem("slug", "slug-invalid", {"value": slug})]
    problems += line_problems(name, "name") + optional_line_problems(kind, "kind", limit=60)
    problems += email_problems(email, "email") if email else []
    for alias in aliases:
        problems += line_problems(alias, "alias")
    raise_for(problems)
    _must_be_new(change, None, slug, name, *aliases)
    _must_be_no_group(change, slug)
    row = change.add(
        Organisation(
            slug=slug,
            name=name.strip(),
            kind=kind,
            aliases=json.dumps(aliases),
            email=email.lower(),
        )
    )
    count = len(lookup.find(change.session, Partner, programme_id=change.programme_id))
    change.add(Partner(programme_id=change.programme_id, organisation_id=key(row), position=count))


def edit_organisation(
    change: Change,
    slug: str,
    *,
    name: str | None = None,
    kind: str | None = None,
    aliases: tuple[str, ...] | None = None,
    email: str | None = None,
) -> None:
    """Change an organisation; a placeholder that gets a name is one no more.

    `email` is where its seats without a named person are invited; "" takes it away.
    """
    row = finding.organisation(change, slug)
    problems = [] if name is None else line_problems(name, "name")
    problems += optional_line_problems(kind or "", "kind", limit=60)
    problems += email_problems(email, "email") if email else []
    for alias in aliases or ():
        problems += line_problems(alias, "alias")
    raise_for(problems)
    _must_be_new(change, row, *([name] if name else []), *(aliases or ()))
    if name is not None:
        row.name, row.placeholder = name.strip(), False
    if kind is not None:
        row.kind = kind
    if aliases is not None:
        row.aliases = json.dumps(aliases)
    if email is not None:
        row.email = email.lower()
    change.add(row)


def _must_be_new(change: Change, own: Organisation | None, *names: str) -> None:
    taken = {
        word.casefold()
        for row in lookup.find(change.session, Organisation)
        if row is not own
        for word in (row.slug, row.name, *json.loads(row.aliases))
    }
    for name in names:
        if name.strip().casefold() in taken:
            raise refuse("organisation-known", "org", value=name)


def people(view: View) -> list[PersonLine]:
    """Everybody, by name, with organisation and groups of today."""
    today = view.now.date()
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    employers: dict[int, Organisation] = {}
    for link in lookup.find(view.session, Affiliation):
        if seats.runs(link.starts, link.ends, today):
            employers[link.person_id] = names[link.organisation_id]
    member: dict[int, list[str]] = {}
    for group_row in lookup.find(view.session, Group, programme_id=view.programme_id):
        for seat in seats.on_day(view, group_row, today, deputies=None):
            if seat.person_id is not None:
                member.setdefault(seat.person_id, []).append(group_row.slug)
    lines = []
    for row in lookup.find(view.session, Person):
        employer = employers.get(key(row))
        lines.append(
            PersonLine(
                id=key(row),
                name=row.name,
                email=row.email,
                profession=row.profession,
                organisation=employer.slug if employer else None,
                organisation_name=employer.name if employer else "",
                groups=tuple(member.get(key(row), ())),
                working_days=row.working_days,
                aliases=finding.aliases_of(row),
            )
        )
    return sorted(lines, key=lambda line: (line.name.casefold(), line.id))


def add_person(change: Change, draft: PersonDraft) -> int:
    """Add a person who belongs to an organisation; the person's number."""
    raise_for(draft.problems())
    organisation = finding.organisation(change, draft.organisation)
    email = draft.email.lower() if draft.email is not None else None
    _address_must_be_new(change, email, None)
    row = change.add(
        Person(name=draft.name.strip(), email=email, profession=draft.profession.strip())
    )
    change.add(Affiliation(person_id=key(row), organisation_id=key(organisation)))
    return key(row)


def edit_person(
    change: Change,
    who: str,
    *,
    name: str | None = None,
    email: str | None = None,
    profession: str | None = None,
    working_days: str | None = None,
    aliases: tuple[str, ...] | None = None,
) -> None:
    """Change a person's name, addresses, profession or working days; None leaves it.

    `aliases`: the other addresses from which answers come, all of them. Without it a former
    address becomes one when invitations went there: answers to them come from there.
    """
    row = finding.person(change, who)
    if row.erased_on is not None:
        raise refuse("person-erased", "person", value=row.name)
    problems = [] if name is None else line_problems(name, "name", limit=120)
    problems += [] if email is None else email_problems(email, "email")
    problems += optional_line_problems(profession or "", "profession", limit=120)
    for alias in aliases or ():
        problems += email_problems(alias, "alias")
    raise_for(problems)
    own = row.email if email is None else email.lower()
    _address_must_be_new(change, own, row)
    # Who takes an alias as their address has it no longer beside it.
    others = [one for one in finding.aliases_of(row) if one != own]
    former = row.email
    if former is not None and former != own and _was_told(change, former):
        others.append(former)
    if aliases is not None:
        others = _aliases(change, row, own, aliases)
    row.email, row.aliases = own, json.dumps(others)
    if name is not None:
        row.name = name.strip()
    if profession is not None:
        row.profession = profession.strip()
    if working_days is not None:
        row.working_days = parse_working_days(working_days)
    change.add(row)


def _was_told(view: View, address: str) -> bool:
    return lookup.first(view.session, Delivery, address=address) is not None


def _aliases(change: Change, row: Person, own: str | None, wanted: Iterable[str]) -> list[str]:
    """Other addresses of a person, each once; refuses one that is an address already."""
    found = list(dict.fromkeys(alias.lower() for alias in wanted))
    for alias in found:
        if alias == own:
            raise refuse("address-known", "alias", value=alias)
        _address_must_be_new(change, alias, row, "alias")
    return found


def _address_must_be_new(
    change: Change, email: str | None, own: Person | None, field: str = "email"
) -> None:
    if email is not None:
        found = stored.with_address(change.session, email)
        if any(person is not own for person in found):
            raise refuse("address-known", field, value=email)


def groups(view: View, *, to_come: bool = False) -> list[GroupLine]:
    """The groups of the programme with their seats of today; `to_come`: and of later."""
    today = view.now.date()
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    found = {key(row): row for row in lookup.find(view.session, Person)}
    slugs = {key(row): row.slug for row in lookup.find(view.session, PlanLine)}
    lines = []
    for row in lookup.find(view.session, Group, programme_id=view.programme_id):
        taken = []
        if to_come:
            there = seats.from_day(view, row, today)
        else:
            there = seats.on_day(view, row, today, deputies=None)
        holders = {key(seat): seat for seat in there}
        for seat in there:
            holder = found[seat.person_id] if seat.person_id is not None else None
            organisation = names[seat.organisation_id]
            instead = holders.get(seat.deputy_for_id or 0)
            taken.append(
                Seat(
                    organisation=organisation.slug,
                    organisation_name=organisation.name,
                    name=holder.name if holder else None,
                    email=holder.email if holder else None,
                    role=seat.role,
                    financing=seat.financing,
                    starts=seat.starts,
                    ends=seat.ends,
                    deputy_for=_called(instead, names, found) if instead else None,
                    person=seat.person_id,
                )
            )
        line = slugs.get(row.line_id or 0)
        lines.append(GroupLine(row.slug, row.name, row.layer, tuple(taken), line))
    return lines


def _called(seat: Membership, names: dict[int, Organisation], found: dict[int, Person]) -> str:
    """What a seat is called: its holder's name, or the organisation's."""
    if seat.person_id is None:
        return names[seat.organisation_id].name
    return found[seat.person_id].name


def add_group(change: Change, slug: str, name: str, layer: str = "") -> None:
    """Add a group to the programme."""
    problems = [] if SLUG.fullmatch(slug) else [Problem("slug", "slug-invalid", {"value": slug})]
    problems += line_problems(name, "name") + optional_line_problems(layer, "layer", limit=60)
    raise_for(problems)
    _must_be_no_group(change, slug)
    _must_be_new(change, None, slug)
    change.add(Group(programme_id=change.programme_id, slug=slug, name=name.strip(), layer=layer))


def set_line(change: Change, slug: str, line: str) -> None:
    """Say which promise the work of a group's members fulfils where nothing else does; "": none."""
    row = finding.group(change, slug)
    row.line_id = key(finding.line(change, line)) if line else None
    change.add(row)


def _must_be_no_group(change: Change, slug: str) -> None:
    """Organisations and groups are invited by slug in the same place."""
    if lookup.first(change.session, Group, programme_id=change.programme_id, slug=slug):
        raise refuse("group-known", "slug", value=slug)


def add_member(change: Change, group_slug: str, who: str, terms: MemberTerms) -> None:
    """Seat a person (by address: the open seat of the organisation, else one more) or a slug."""
    raise_for(terms.problems())
    if terms.role is not None:
        seats.must_be_role(change, terms.role)
    group_row = finding.group(change, group_slug)
    if "@" in who or who.isdigit():
        seats.give(change, group_row, finding.person(change, who, "add"), terms)
    else:
        organisation = finding.organisation(change, who, "add")
        change.add(seats.made(group_row, key(organisation), None, terms))


def remove_member(change: Change, group_slug: str, who: str) -> None:
    """Take a person (by address; the organisation's seat stays open) or an open seat (by slug)."""
    group_row = finding.group(change, group_slug)
    rows = seats.from_day(change, group_row, change.now.date())
    if "@" in who or who.isdigit():
        person = finding.person(change, who, "remove")
        for seat in rows:
            if seat.person_id == person.id:
                seats.vacate(change, group_row, seat)
                return
    else:
        organisation = finding.organisation(change, who, "remove")
        for seat in sorted(rows, key=lambda seat: seat.person_id is not None):
            if seat.organisation_id == organisation.id and seat.deputy_for_id is None:
                seats.drop(change, seat)
                return
    raise refuse("not-member", "remove", value=who)
