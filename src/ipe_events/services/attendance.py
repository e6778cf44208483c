"""Who was there, and the hour entries that follow."""

from __future__ import annotations

from dataclasses import replace

from ipe_events.domain.drafts import Attendance, PersonDraft, own_problems, raise_for
from ipe_events.domain.entries import EntryFilter
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Own, Role
from ipe_events.domain.records import Check, Outcome
from ipe_events.services import booking, entries, event_rows, events, finding, inviting, people
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Affiliation,
    Event,
    Participation,
    Person,
)


def register(change: Change, event_id: int, attendance: Attendance) -> Outcome:
    """Keep who was there; the event is held from now on and hours follow.

    Who is not mentioned stays as it was; saving again rewrites the entries of those mentioned.
    """
    keep(change, event_id, attendance)
    done = events.outcome(change, [event_id])
    return replace(done, checks=(*done.checks, *_kept_before(change, event_id)))


def _kept_before(view: View, event_id: int) -> list[Check]:
    """Hours of who was there that were kept for the same day already: perhaps the same ones."""
    mine = entries.entries(view, EntryFilter(events=(event_id,)))
    people = {one.person for one in mine if one.person is not None}
    day = finding.event(view, event_id).day
    others = entries.of_day(view, people, day)
    return [entries.kept_before(one, event_id) for one in others if one.event is None]


def keep(change: Change, event_id: int, attendance: Attendance) -> None:
    """Do what `register` does without looking for warnings: for many events at once."""
    raise_for(attendance.problems())
    row = finding.event(change, event_id)
    if row.state == "cancelled":
        raise refuse("state-wrong", "event", state=row.state, wanted="draft, planned, held")
    mentioned = _mark(change, row, attendance)
    if attendance.actual is not None:
        row.until = event_rows.last_day(row, *attendance.actual, row.until)
        row.start_time, row.end_time = attendance.actual
        row.minutes = event_rows.length_of(change, row)
    row.state = "held"
    change.add(row)
    if attendance.actual is not None:
        mentioned = lookup.find(change.session, Participation, event_id=event_id)
    booking.book(change, row, mentioned)


def charge(change: Change, event_id: int, who: str, own: Own) -> Outcome:
    """Charge one participant otherwise than the kind's rule says; an empty `Own` follows it again.

    Hours that were kept already are written anew.
    """
    raise_for(own_problems(own))
    row = finding.event(change, event_id)
    part = inviting.participation_of(change, row, who, "person")
    part.presence, part.preparation, part.travel = own.presence, own.preparation, own.travel
    part.charged = own.charged
    change.add(part)
    if row.state == "held":
        booking.book(change, row, [part])
    return events.outcome(change, [event_id])


def _mark(change: Change, event: Event, attendance: Attendance) -> list[Participation]:
    """Set presence and times; the participations that were mentioned."""
    marked: dict[int, Participation] = {}

    def mark(part: Participation, present: bool) -> Participation:
        part.attended = present
        change.session.add(part)
        marked[key(part)] = part
        return part

    if attendance.everybody:
        for part in lookup.find(change.session, Participation, event_id=key(event)):
            # A deputy is there when somebody says so.
            if part.person_id is not None and part.deputy_for_id is None:
                mark(part, True)
    for who in attendance.present:
        mark(inviting.participation_of(change, event, who, "present"), True)
    for who in attendance.absent:
        mark(inviting.participation_of(change, event, who, "absent"), False)
    for absentee, deputy in attendance.deputies:
        seat = mark(inviting.participation_of(change, event, absentee, "deputy"), False)
        person = finding.person(change, deputy, "deputy")
        stand_in = mark(_join(change, event, person, seat.role), True)
        if stand_in is seat:
            raise refuse("own-deputy", "deputy", value=deputy)
        stand_in.deputy_for_id = key(seat)
        change.add(stand_in)
    for name, organisation in attendance.walk_ins:
        mark(_join(change, event, _walk_in(change, name, organisation)), True)
    for who, start, end in attendance.times:
        part = mark(inviting.participation_of(change, event, who, "time"), True)
        part.from_time, part.until_time = start, end
        change.add(part)
    return list(marked.values())


def _join(
    change: Change, event: Event, person: Person, role: str = Role.PARTICIPANT
) -> Participation:
    """The place of a person at the event, made in that role when there is none."""
    own = lookup.first(change.session, Participation, event_id=key(event), person_id=key(person))
    if own is not None:
        return own
    employer = finding.employer(change, person, event.day)
    return change.add(
        Participation(
            event_id=key(event), organisation_id=employer, person_id=key(person), role=role
        )
    )


def _walk_in(change: Change, name: str, organisation: str) -> Person:
    """The person of that name at the organisation, or a new one without an address."""
    row = finding.organisation(change, organisation, "walk-in")
    for person in lookup.find(change.session, Person, name=name.strip()):
        if lookup.first(
            change.session, Affiliation, person_id=key(person), organisation_id=key(row)
        ):
            return person
    number = people.add_person(change, PersonDraft(name, row.slug))
    return change.session.get_one(Person, number)
