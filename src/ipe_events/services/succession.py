"""Somebody takes over from somebody else, or works elsewhere: what was stays as it was (F6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from ipe_events.domain.drafts import day_problems, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Financing
from ipe_events.services import event_rows, finding, seats
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import lookup
from ipe_events.store.queries import people as stored
from ipe_events.store.tables import Affiliation, Group, Membership, Participation, Person

Dated = TypeVar("Dated", Affiliation, Membership)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What changed hands: the numbers of the meetings, and how many seats in groups."""

    events: tuple[int, ...]
    seats: int


def succeed(change: Change, old: str, new: str, day: date) -> HandedOver:
    """Let `new` take over from `old` from a day on, in every programme of the workspace.

    Affiliations, seats and deputy roles of `old` end the day before; meetings that were not held
    pass on, so that one is told to stay away and the other to come. Hours stay where they are.
    """
    leaver, successor = finding.person(change, old, "old"), finding.person(change, new, "new")
    if leaver is successor:
        raise refuse("same-person", "new", value=new)
    for value, person in ((old, leaver), (new, successor)):
        if person.erased_on is not None:
            raise refuse("person-erased", "person", value=value)
    raise_for(day_problems(day, "from"))
    _pass_on_affiliations(change, leaver, successor, day)
    count = _pass_on_seats(change, leaver, successor, day)
    events = _pass_on_meetings(change, leaver, successor, day)
    return HandedOver(events, count)


def _pass_on_affiliations(change: Change, old: Person, new: Person, day: date) -> None:
    own = lookup.find(change.session, Affiliation, person_id=key(new))
    there = {link.organisation_id for link in own if seats.runs(link.starts, link.ends, day)}
    for link in _from(lookup.find(change.session, Affiliation, person_id=key(old)), day):
        later = _cut(change, link, day)
        if later.organisation_id in there:
            lookup.delete(change.session, Affiliation, id=key(later))
        else:
            later.person_id = key(new)
            change.add(later)


def _pass_on_seats(change: Change, old: Person, new: Person, day: date) -> int:
    count = 0
    for seat in _from(lookup.find(change.session, Membership, person_id=key(old)), day):
        later = cut_seat(change, seat, day)
        place = {"group_id": seat.group_id, "person_id": key(new)}
        own = _from(lookup.find(change.session, Membership, **place), day)
        for row in own:
            if row.deputy_for_id == key(later):
                # Who was the deputy has the seat now.
                _end(change, row, day)
        if any(row.deputy_for_id is None for row in own):
            group = change.session.get_one(Group, seat.group_id)
            seats.vacate(change, group, later)
            continue
        later.person_id = key(new)
        change.add(later)
        count += 1
    return count


def _pass_on_meetings(change: Change, old: Person, new: Person, day: date) -> tuple[int, ...]:
    parts = stored.ahead(change.session, [key(old)], day)
    there = stored.places(change.session, [part.event_id for part in parts])
    for part in parts:
        own = next((one for one in there[part.event_id] if one.person_id == new.id), None)
        if own is not None and own.deputy_for_id != part.id:
            # Already invited in their own right.
            _take_off(change, part)
            continue
        if own is not None:
            lookup.delete(change.session, Participation, id=key(own))
        part.person_id = key(new)
        event_rows.forget_answer(part)
        change.session.add(part)
    change.session.flush()
    return tuple(part.event_id for part in parts)


def _take_off(change: Change, part: Participation) -> None:
    lookup.delete(change.session, Participation, deputy_for_id=key(part))
    lookup.delete(change.session, Participation, id=key(part))


def change_employer(change: Change, who: str, organisation: str, day: date) -> HandedOver:
    """Let somebody work elsewhere from a day on: hours of before stay where they were made (F6).

    The seats they have move with them; the organisation's own stay open. Meetings that were not
    held count for the new organisation.
    """
    person = finding.person(change, who)
    new = key(finding.organisation(change, organisation))
    raise_for(day_problems(day, "from"))
    links = lookup.find(change.session, Affiliation, person_id=key(person))
    if links and finding.employer(change, person, day) == new:
        raise refuse("same-employer", "org", value=person.name)
    for link in _from(links, day):
        _end(change, link, day)
    change.add(Affiliation(person_id=key(person), organisation_id=new, starts=day))
    moved = 0
    for seat in _from(lookup.find(change.session, Membership, person_id=key(person)), day):
        if seat.organisation_id != new:
            _move_seat(change, person, seat, new, day)
            moved += 1
    parts = stored.ahead(change.session, [key(person)], day)
    for part in parts:
        part.organisation_id = new
        change.session.add(part)
    change.session.flush()
    return HandedOver(tuple(part.event_id for part in parts), moved)


def _move_seat(change: Change, person: Person, seat: Membership, new: int, day: date) -> None:
    """Take a place in a group along; an organisation keeps its seat, without anybody in it."""
    later = cut_seat(change, seat, day)
    group = change.session.get_one(Group, later.group_id)
    if later.deputy_for_id is not None or later.financing != Financing.IN_KIND:
        later.organisation_id = new
        change.add(later)
        return
    terms = seats.MemberTerms(later.role, later.financing, later.starts or day, later.ends)
    seats.vacate(change, group, later)
    seats.give(change, group, person, terms)


def cut_seat(change: Change, seat: Membership, day: date) -> Membership:
    """Cut a seat and its deputies in two; what holds from the day on."""
    later = _cut(change, seat, day)
    if later is not seat:
        for deputy in lookup.find(change.session, Membership, deputy_for_id=key(seat)):
            if deputy.ends is None or deputy.ends >= day:
                own = _cut(change, deputy, day)
                own.deputy_for_id = key(later)
                change.add(own)
    return later


def _from(rows: list[Dated], day: date) -> list[Dated]:
    """Those that hold on a day or after it."""
    return [row for row in rows if row.ends is None or row.ends >= day]


def _cut(change: Change, row: Dated, day: date) -> Dated:
    """Let a row end the day before and go on as another; what holds from the day on."""
    if row.starts is not None and row.starts >= day:
        return row
    later = type(row)(**row.model_dump(exclude={"id", "starts"}), starts=day)
    row.ends = day - timedelta(days=1)
    change.add(row)
    return change.add(later)


def _end(change: Change, row: Dated, day: date) -> None:
    """Let a row end the day before; one that only begins then was never there."""
    if row.starts is not None and row.starts >= day:
        lookup.delete(change.session, type(row), id=key(row))
        return
    row.ends = day - timedelta(days=1)
    change.add(row)
