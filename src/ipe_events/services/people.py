"""People, organisations, groups and who sits in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from ipe_events.domain.drafts import (
    SLUG,
    PersonDraft,
    day_problems,
    email_problems,
    line_problems,
    optional_line_problems,
    raise_for,
)
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.hours import Financing, Role
from ipe_events.domain.records import GroupLine, OrganisationLine, PersonLine, Seat
from ipe_events.services import finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Affiliation,
    Group,
    Membership,
    Organisation,
    Partner,
    Person,
)


def organisations(view: View) -> list[OrganisationLine]:
    """The partners of the programme in its order, then every other organisation."""
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    order = {partner.organisation_id: partner.position for partner in partners}
    rows = lookup.find(view.session, Organisation)
    rows.sort(key=lambda row: (order.get(key(row), len(rows)), key(row)))
    return [
        OrganisationLine(
            id=key(row),
            slug=row.slug,
            name=row.name,
            kind=row.kind,
            aliases=tuple(json.loads(row.aliases)),
            placeholder=row.placeholder,
            partner=key(row) in order,
        )
        for row in rows
    ]


def add_organisation(
    change: Change, slug: str, name: str, kind: str = "", aliases: tuple[str, ...] = ()
) -> None:
    """Add an organisation and make it a partner of the programme."""
    problems = [] if SLUG.fullmatch(slug) else [Problem("slug", "slug-invalid", {"value": slug})]
    problems += line_problems(name, "name") + optional_line_problems(kind, "kind", limit=60)
    for alias in aliases:
        problems += line_problems(alias, "alias")
    raise_for(problems)
    _must_be_new(change, None, slug, name, *aliases)
    row = change.add(
        Organisation(slug=slug, name=name.strip(), kind=kind, aliases=json.dumps(aliases))
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
) -> None:
    """Change an organisation; a placeholder that gets a name is one no more."""
    row = finding.organisation(change, slug)
    problems = [] if name is None else line_problems(name, "name")
    problems += optional_line_problems(kind or "", "kind", limit=60)
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
        if _runs(link.starts, link.ends, today):
            employers[link.person_id] = names[link.organisation_id]
    member: dict[int, list[str]] = {}
    for group_row in lookup.find(view.session, Group, programme_id=view.programme_id):
        for seat in _seats(view, group_row, today):
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
) -> None:
    """Change a person's name, address or profession; None leaves it."""
    row = finding.person(change, who)
    problems = [] if name is None else line_problems(name, "name", limit=120)
    problems += [] if email is None else email_problems(email, "email")
    problems += optional_line_problems(profession or "", "profession", limit=120)
    raise_for(problems)
    if email is not None:
        _address_must_be_new(change, email.lower(), row)
        row.email = email.lower()
    if name is not None:
        row.name = name.strip()
    if profession is not None:
        row.profession = profession.strip()
    change.add(row)


def _address_must_be_new(change: Change, email: str | None, own: Person | None) -> None:
    if email is not None:
        found = lookup.first(change.session, Person, email=email)
        if found is not None and found is not own:
            raise refuse("address-known", "email", value=email)


def groups(view: View) -> list[GroupLine]:
    """The groups of the programme with their seats of today."""
    today = view.now.date()
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    found = {key(row): row for row in lookup.find(view.session, Person)}
    lines = []
    for row in lookup.find(view.session, Group, programme_id=view.programme_id):
        seats = []
        for seat in _seats(view, row, today):
            holder = found[seat.person_id] if seat.person_id is not None else None
            organisation = names[seat.organisation_id]
            seats.append(
                Seat(
                    organisation=organisation.slug,
                    organisation_name=organisation.name,
                    name=holder.name if holder else None,
                    email=holder.email if holder else None,
                    role=seat.role,
                    financing=seat.financing,
                    starts=seat.starts,
                    ends=seat.ends,
                )
            )
        lines.append(GroupLine(row.slug, row.name, row.layer, tuple(seats)))
    return lines


def seats_on(view: View, group_row: Group, day: date) -> list[Membership]:
    """The seats of a group on a day, in the order they were made."""
    return _seats(view, group_row, day)


def _seats(view: View, group_row: Group, day: date) -> list[Membership]:
    rows = lookup.find(view.session, Membership, group_id=key(group_row))
    return [row for row in rows if _runs(row.starts, row.ends, day)]


def _runs(starts: date | None, ends: date | None, day: date) -> bool:
    return (starts is None or starts <= day) and (ends is None or day <= ends)


def add_group(change: Change, slug: str, name: str, layer: str = "") -> None:
    """Add a group to the programme."""
    problems = [] if SLUG.fullmatch(slug) else [Problem("slug", "slug-invalid", {"value": slug})]
    problems += line_problems(name, "name") + optional_line_problems(layer, "layer", limit=60)
    raise_for(problems)
    if lookup.first(change.session, Group, programme_id=change.programme_id, slug=slug):
        raise refuse("group-known", "slug", value=slug)
    change.add(Group(programme_id=change.programme_id, slug=slug, name=name.strip(), layer=layer))


@dataclass(frozen=True, slots=True)
class MemberTerms:
    """How somebody sits in a group; None: as it is, or the default."""

    role: str | None = None
    financing: str | None = None
    starts: date | None = None
    ends: date | None = None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = []
        if self.role is not None and self.role not in set(Role):
            allowed = ", ".join(Role)
            found.append(Problem("role", "unknown-role", {"value": self.role, "known": allowed}))
        if self.financing is not None and self.financing not in set(Financing):
            values = {"value": self.financing, "known": ", ".join(Financing)}
            found.append(Problem("financing", "unknown-financing", values))
        for field, day in (("from", self.starts), ("until", self.ends)):
            found += [] if day is None else day_problems(day, field)
        if self.starts and self.ends and self.ends < self.starts:
            found.append(Problem("until", "end-before-start"))
        return found


def add_member(change: Change, group_slug: str, who: str, terms: MemberTerms) -> None:
    """Seat a person (by address: the open seat of the organisation, else one more) or a slug."""
    raise_for(terms.problems())
    group_row = finding.group(change, group_slug)
    day = terms.starts or change.now.date()
    if "@" in who or who.isdigit():
        _seat_person(change, group_row, finding.person(change, who, "add"), terms, day)
    else:
        organisation = finding.organisation(change, who, "add")
        change.add(_membership(group_row, key(organisation), None, terms))


def _seat_person(
    change: Change, group_row: Group, person: Person, terms: MemberTerms, day: date
) -> None:
    organisation_id = finding.employer(change, person, day)
    seats = _seats(change, group_row, day)
    if any(seat.person_id == person.id for seat in seats):
        raise refuse("already-member", "add", value=person.email or person.name)
    paid_elsewhere = (terms.financing or Financing.IN_KIND) != Financing.IN_KIND
    for seat in seats:
        # Who is paid by the programme fills no institution's seat (design §3).
        if (
            seat.organisation_id == organisation_id
            and seat.person_id is None
            and not paid_elsewhere
        ):
            seat.person_id = key(person)
            seat.role = terms.role or seat.role
            seat.starts = terms.starts or seat.starts
            seat.ends = terms.ends or seat.ends
            change.add(seat)
            return
    change.add(_membership(group_row, organisation_id, key(person), terms))


def _membership(
    group_row: Group, organisation_id: int, person_id: int | None, terms: MemberTerms
) -> Membership:
    return Membership(
        group_id=key(group_row),
        organisation_id=organisation_id,
        person_id=person_id,
        role=terms.role or Role.PARTICIPANT,
        financing=terms.financing or Financing.IN_KIND,
        starts=terms.starts,
        ends=terms.ends,
    )


def _vacate(change: Change, seat: Membership, seats: list[Membership]) -> None:
    """Leave the organisation's only seat open; an extra one, or one outside seats, goes."""
    others = [row for row in seats if row.organisation_id == seat.organisation_id and row != seat]
    if others or seat.financing != Financing.IN_KIND:
        lookup.delete(change.session, Membership, id=key(seat))
        return
    seat.person_id = None
    change.add(seat)


def remove_member(change: Change, group_slug: str, who: str) -> None:
    """Take a person (by address; the organisation's seat stays open) or an open seat (by slug)."""
    group_row = finding.group(change, group_slug)
    seats = _seats(change, group_row, change.now.date())
    if "@" in who or who.isdigit():
        person = finding.person(change, who, "remove")
        for seat in seats:
            if seat.person_id == person.id:
                _vacate(change, seat, seats)
                return
    else:
        organisation = finding.organisation(change, who, "remove")
        for seat in sorted(seats, key=lambda seat: seat.person_id is not None):
            if seat.organisation_id == organisation.id:
                lookup.delete(change.session, Membership, id=key(seat))
                return
    raise refuse("not-member", "remove", value=who)
