"""What a change in a group means for the meetings to come (F9); held ones stay as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ipe_events.services import event_rows, finding, inviting, seats
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.queries import people as stored
from ipe_events.store.tables import (
    Event,
    EventKind,
    Group,
    Membership,
    Participation,
    Person,
)


@dataclass(frozen=True, slots=True)
class Due:
    """A meeting whose guests differ from what its group is now."""

    event: Event
    there: list[Participation]
    rows: list[Membership]
    gone: list[Participation]


def due(view: View, group_slug: str, added: Iterable[str], removed: Iterable[str]) -> list[Due]:
    """The meetings to come of a group's kinds for which it matters who was added or removed.

    Asked after the group was changed: a person who was added has a place in it by now.
    """
    group, today = finding.group(view, group_slug), view.now.date()
    new = {key(person) for person in _people(view, added, "add")}
    old = {key(person) for person in _people(view, removed, "remove")} - new
    rows = lookup.find(view.session, Membership, group_id=key(group))
    meetings = stored.meetings(view.session, view.programme_id, _kinds(view, group), today)
    places = stored.places(view.session, [key(event) for event in meetings])
    found = []
    for event in meetings:
        there = places[key(event)]
        invited = {part.person_id for part in there}
        seated = _on(rows, event.day)
        gone = [part for part in there if part.person_id in old]
        if gone or any(row.person_id in new - invited for row in seated):
            found.append(Due(event, there, seated, gone))
    return found


def follow(change: Change, found: Iterable[Due], added: Iterable[str]) -> None:
    """Let these meetings follow their group: take off who left, invite who came."""
    new = {key(person) for person in _people(change, added, "add")}
    for one in found:
        there = [part for part in one.there if part not in one.gone]
        for part in one.gone:
            if _stays_open(one.rows, there, part):
                part.person_id = None
                event_rows.forget_answer(part)
                change.session.add(part)
                there.append(part)
            else:
                lookup.delete(change.session, Participation, deputy_for_id=key(part))
                lookup.delete(change.session, Participation, id=key(part))
        change.session.flush()
        guests = [guest for guest in inviting.of_seats(one.rows) if guest.person in new]
        inviting.invite(change, one.event, guests, there=there)


def _people(view: View, values: Iterable[str], field: str) -> list[Person]:
    return [finding.person(view, one, field) for one in values if "@" in one or one.isdigit()]


def _kinds(view: View, group: Group) -> list[int]:
    """The kinds that invite a group."""
    kinds = lookup.find(view.session, EventKind, programme_id=view.programme_id)
    return [key(kind) for kind in kinds if group.slug in json.loads(kind.groups)]


def _on(rows: Iterable[Membership], day: date) -> list[Membership]:
    return [row for row in rows if seats.runs(row.starts, row.ends, day)]


def _stays_open(
    rows: Iterable[Membership], there: Iterable[Participation], part: Participation
) -> bool:
    """Whether the organisation has a seat in the group that is nobody's at the meeting."""
    if part.deputy_for_id is not None:
        return False
    own = part.organisation_id
    wanted = sum(
        row.organisation_id == own and row.deputy_for_id is None and row.person_id is None
        for row in rows
    )
    given = sum(
        one.organisation_id == own and one.person_id is None and one.heads is None for one in there
    )
    return wanted > given
