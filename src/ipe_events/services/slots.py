"""Dates that suit a group, best first."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from ipe_events.domain.availability import Availability, Seat
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Financing
from ipe_events.domain.slots import MOST_DAYS, Chair, Ranking, rank
from ipe_events.services import finding
from ipe_events.services.availability import availability
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import EventKind, Group, Membership, Organisation, Person


def find(view: View, group_slug: str, length: int, first: date, last: date) -> Ranking:
    """Rank the days from `first` to `last` for a meeting of `length` minutes of a group.

    Refuses `nobody-in-group`, `too-many-days` and what `rank` refuses.
    """
    group = finding.group(view, group_slug)
    if last < first:
        raise refuse("end-before-start", "to")
    if (last - first).days >= MOST_DAYS:
        raise refuse("too-many-days", "to", limit=MOST_DAYS)
    seated = chairs(view, [group])
    if not seated:
        raise refuse("nobody-in-group", "group", value=group_slug)
    return rank(
        seated,
        required(view, group_slug, seated),
        known(view, seated, first, last),
        first,
        last,
        length,
    )


def known(view: View, seated: Iterable[Chair], first: date, last: date) -> Availability:
    """What stands in the way of these people and their deputies."""
    seats: set[Seat] = set()
    for chair in seated:
        seats |= {chair.seat, *(deputy.seat for deputy in chair.deputies)}
    return availability(view, seats, first, last)


def chairs(view: View, groups: Iterable[Group]) -> list[Chair]:
    """The seats of groups with their deputies, each person once."""
    organisations = {key(row): row for row in lookup.find(view.session, Organisation)}
    people = {key(row): row.name for row in lookup.find(view.session, Person)}
    found: list[Chair] = []
    there: set[int] = set()
    for group in groups:
        rows = lookup.find(view.session, Membership, group_id=key(group))
        instead: dict[int, list[Chair]] = {}
        for row in rows:
            if row.deputy_for_id is not None:
                instead.setdefault(row.deputy_for_id, []).append(_chair(row, organisations, people))
        for row in rows:
            if row.deputy_for_id is not None or row.person_id in there:
                continue
            if row.person_id is not None and (row.starts, row.ends) == (None, None):
                there.add(row.person_id)
            chair = _chair(row, organisations, people)
            found.append(replace(chair, deputies=tuple(instead.get(key(row), ()))))
    return found


def _chair(
    row: Membership, organisations: dict[int, Organisation], people: dict[int, str]
) -> Chair:
    organisation = organisations[row.organisation_id]
    return Chair(
        organisation.slug,
        organisation.name,
        organisation.name if row.person_id is None else people[row.person_id],
        Seat(row.organisation_id, row.person_id),
        row.financing == Financing.IN_KIND,
        starts=row.starts,
        ends=row.ends,
    )


def required(view: View, group_slug: str, seated: Iterable[Chair]) -> tuple[str, ...]:
    """The organisations that a meeting of a group needs, in the order of its seats.

    Those that the group's kinds of event require; when they require none, everyone's.
    """
    wanted: set[str] = set()
    for kind in lookup.find(view.session, EventKind, programme_id=view.programme_id):
        if group_slug in json.loads(kind.groups):
            wanted.update(json.loads(kind.required))
    return of_seats(seated, wanted)


def of_seats(seated: Iterable[Chair], wanted: Collection[str]) -> tuple[str, ...]:
    """The organisations that have a seat, narrowed to those wanted when any of them has one."""
    filled = dict.fromkeys(chair.organisation for chair in seated if chair.fills)
    return tuple(slug for slug in filled if slug in wanted) or tuple(filled)
