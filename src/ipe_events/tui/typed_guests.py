"""Whom a typed list names, and who can be named."""

from __future__ import annotations

from ipe_events.domain.records import OrganisationLine, PersonLine
from ipe_events.domain.suggesting import Known


def known_guests(
    people: tuple[PersonLine, ...], organisations: tuple[OrganisationLine, ...]
) -> list[Known]:
    """Who can be named: people by name or address, and partners."""
    found = [
        Known(
            one.name if _is_only(one, people) else one.email or one.name,
            f"{one.name} · {one.organisation_name}",
            tuple(filter(None, (one.name, one.email, one.organisation_name))),
        )
        for one in people
    ]
    return found + [
        Known(one.slug, f"{one.name}", (one.name, *one.aliases)) for one in organisations
    ]


def _is_only(person: PersonLine, people: tuple[PersonLine, ...]) -> bool:
    return sum(one.name.casefold() == person.name.casefold() for one in people) == 1


def guests_in(text: str, people: tuple[PersonLine, ...]) -> tuple[str, ...]:
    """Whom a typed list names: addresses, partners, numbers of people, or names of people."""
    known = {person.name.casefold(): person for person in people}
    found: list[str] = []
    for part in text.replace(";", ",").split(","):
        part = part.strip()
        person = known.get(part.casefold())
        if person is not None:
            found.append(person.email or str(person.id))
        elif "@" in part:
            found += part.split()
        elif part:
            found.append(part)
    return tuple(found)
