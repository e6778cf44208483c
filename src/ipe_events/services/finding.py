"""From what a user typed to the row that is meant, or a refusal that names what there is."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ipe_events.domain.errors import refuse
from ipe_events.domain.naming import Directory, Known
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.queries import people as stored
from ipe_events.store.tables import (
    Affiliation,
    Event,
    EventKind,
    Goal,
    Group,
    Organisation,
    Person,
    PlanLine,
)

NAMED_AT_MOST = 12
# Far more than any file holds, and far less than SQLite cannot take.
LARGEST_NUMBER = 10**15


def _known(slugs: Iterable[str]) -> str:
    ordered = list(slugs)
    return ", ".join(ordered[:NAMED_AT_MOST]) + (", …" if len(ordered) > NAMED_AT_MOST else "")


def directory(view: View) -> Directory:
    """Every organisation by short name, name and other names."""
    return Directory(
        Known(key(row), row.name, (row.slug, row.name, *json.loads(row.aliases)), row.placeholder)
        for row in lookup.find(view.session, Organisation)
    )


def organisation(view: View, value: str, field: str = "org") -> Organisation:
    """The organisation that goes by this name; case, spaces and punctuation do not matter."""
    row = lookup.first(view.session, Organisation, slug=value)
    if row is not None:
        return row
    number = meant(directory(view), value, field)
    return view.session.get_one(Organisation, number)


def meant(known: Directory, value: str, field: str = "org") -> int:
    """The key of the organisation that is meant; refused with those that may be."""
    found = known.exact(value)
    if not found:
        near = known.near(value)
        others = "" if near else _known(known.short_names())
        raise refuse("unknown-organisation", field, value=value, near=near, known=others)
    if len(found) > 1:
        raise refuse(
            "ambiguous-organisation", field, value=value, known=[one.name for one in found]
        )
    return found[0].key


def group(view: View, slug: str, field: str = "group") -> Group:
    """The group of the programme with this slug."""
    rows = lookup.find(view.session, Group, programme_id=view.programme_id)
    for row in rows:
        if row.slug == slug:
            return row
    raise refuse("unknown-group", field, value=slug, known=_known(r.slug for r in rows))


def kind(view: View, slug: str) -> EventKind:
    """The event kind of the programme with this slug."""
    rows = lookup.find(view.session, EventKind, programme_id=view.programme_id)
    for row in rows:
        if row.slug == slug:
            return row
    raise refuse("unknown-kind", "kind", value=slug, known=_known(r.slug for r in rows))


def goal(view: View, slug: str) -> Goal:
    """The goal of the programme with this slug."""
    rows = lookup.find(view.session, Goal, programme_id=view.programme_id)
    for row in rows:
        if row.slug == slug:
            return row
    raise refuse("unknown-goal", "goal", value=slug, known=_known(r.slug for r in rows))


def line(view: View, slug: str) -> PlanLine:
    """The plan line of the programme with this slug."""
    rows = lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    for row in rows:
        if row.slug == slug:
            return row
    raise refuse("unknown-line", "line", value=slug, known=_known(r.slug for r in rows))


def person(view: View, value: str, field: str = "person") -> Person:
    """The person with this address, also an alias (case does not matter), or number."""
    wanted = value.strip()
    found = lookup.first(view.session, Person, email=wanted.lower())
    if found is None and "@" in wanted:
        found = next(iter(stored.with_address(view.session, wanted.lower())), None)
    if found is None and wanted.isascii() and wanted.isdigit() and len(wanted) < 16:
        found = lookup.first(view.session, Person, id=int(wanted))
    if found is None:
        raise refuse("unknown-person", field, value=value)
    return found


def aliases_of(row: Person) -> tuple[str, ...]:
    """The other addresses from which somebody's answers come."""
    return tuple(json.loads(row.aliases))


def event(view: View, event_id: int) -> Event:
    """The event of the programme with this number."""
    if abs(event_id) < LARGEST_NUMBER:
        found = lookup.first(view.session, Event, id=event_id, programme_id=view.programme_id)
        if found is not None:
            return found
    raise refuse("unknown-event", "event", id=event_id)


def employer(view: View, person_row: Person, on: object) -> int:
    """The key of the organisation a person belongs to on a day; the latest known otherwise."""
    links = lookup.find(view.session, Affiliation, person_id=key(person_row))
    for link in reversed(links):
        started = link.starts is None or link.starts <= on  # type: ignore[operator]
        ended = link.ends is not None and link.ends < on  # type: ignore[operator]
        if started and not ended:
            return link.organisation_id
    if not links:
        raise refuse("no-affiliation", "person", value=person_row.email or person_row.name)
    return links[-1].organisation_id
