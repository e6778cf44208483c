"""A pasted list of answers to one event: who is meant, and what is kept of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ipe_events.domain.errors import refuse
from ipe_events.domain.pasted_answers import Unread
from ipe_events.domain.pasted_tracking import read_pasted
from ipe_events.domain.pasted_words import Candidate
from ipe_events.domain.records import Outcome, Participant
from ipe_events.services import events, finding, inviting
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Organisation, Participation, Person


@dataclass(frozen=True, slots=True)
class Applied:
    """An answer that was kept; `email` is None for who has no address."""

    email: str | None
    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was kept of a pasted list, and the lines that could not be read."""

    outcome: Outcome
    applied: tuple[Applied, ...]
    unread: tuple[Unread, ...]


def paste(change: Change, event_id: int, text: str) -> Taken:
    """Keep the answers to an event in a text that was pasted; refuses one in which there is none.

    An organisation means the one place it has there. Who is not invited is given no answer.
    """
    row = finding.event(change, event_id)
    places = {
        place.id: place
        for place in stored.participants(change.session, [event_id])[event_id]
        if place.heads is None
    }
    names, homes = _names(change, event_id, places.values())
    days = [Candidate(row.day, row.start_time)]
    found = read_pasted(text, names, days, homes)
    if not found.answers and not found.silent:
        raise refuse("no-answer-read", "answer")
    for one in found.answers:
        inviting.answer(change, row, f"#{one.who}", one.answer)
    applied = tuple(
        Applied(place.address, place.name or place.organisation_name, one.answer)
        for one in found.answers
        for place in (places[one.who],)
    )
    unread = _explained(change, found.unread, text.splitlines(), days)
    return Taken(events.outcome(change, [event_id]), applied, tuple(unread))


def _names(
    view: View, event_id: int, places: Iterable[Participant]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """What everybody on the list is called, and what their organisations are.

    A place goes by its organisation's names too.
    """
    people = {key(row): row for row in lookup.find(view.session, Person)}
    organisations = {row.slug: row for row in lookup.find(view.session, Organisation)}
    parts = lookup.find(view.session, Participation, event_id=event_id)
    deputies = {row.id for row in parts if row.deputy_for_id is not None}
    found: dict[int, list[str]] = {}
    homes: dict[int, list[str]] = {}
    for place in places:
        own = organisations[place.organisation]
        homes[place.id] = _of_organisation(own)
        names = [] if place.id in deputies else _of_organisation(own)
        if place.person is not None:
            names += _of_person(people[place.person])
        elif own.email:
            names.append(own.email)
        found[place.id] = names
    return found, homes


def _of_organisation(row: Organisation) -> list[str]:
    return [row.slug, row.name, *json.loads(row.aliases)]


def _of_person(row: Person) -> list[str]:
    return [row.name, *([row.email] if row.email else []), *finding.aliases_of(row)]


def _explained(
    view: View, unread: Sequence[Unread], lines: Sequence[str], days: Sequence[Candidate]
) -> Iterator[Unread]:
    """With another reason where a line names nobody on the list, but somebody who is known."""
    wanted = [one.line for one in unread if one.reason == "unknown-name"]
    known: dict[str, list[str]] = {}
    if wanted:
        for organisation in lookup.find(view.session, Organisation):
            known[f"o{organisation.id}"] = _of_organisation(organisation)
        for person in lookup.find(view.session, Person):
            known[f"p{person.id}"] = _of_person(person)
    found = read_pasted("\n".join(lines[number - 1] for number in wanted), known, days)
    said = {wanted[one.line - 1] for one in found.answers}
    said -= {wanted[one.line - 1] for one in found.unread}
    for one in unread:
        yield replace(one, reason="not-invited") if one.line in said else one
