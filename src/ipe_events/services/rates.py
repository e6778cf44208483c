"""What hours are worth: the rates that were set, beside those that follow from the plan."""

from __future__ import annotations

from datetime import date

from ipe_events.domain import years
from ipe_events.domain.drafts import raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.promises import Book, Lead, Promise
from ipe_events.domain.rates import RateDraft, RateLine, SetRate
from ipe_events.services import finding, settled
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import hours as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Organisation, Person, Rate


def promises(view: View) -> list[Promise]:
    """Every commitment of the programme."""
    lead = Lead(view.programme.promise)
    month = view.programme.school_month
    found = []
    for label, organisation, line, starts, ends, *amounts in stored.promised(
        view.session, view.programme_id
    ):
        year = years.parse_year(label, month)
        start, end = max(year.start, starts or year.start), min(year.end, ends or year.end)
        minutes, value, rate, cash = amounts
        found.append(Promise(organisation, line, start, end, minutes, value, rate, cash, lead))
    return found


def book(view: View) -> Book:
    """What is promised, and what any hour is worth."""
    rates = [
        SetRate(row.cents, row.organisation_id, row.person_id, row.starts, row.ends)
        for row in _rows(view)
    ]
    return Book(promises(view), rates)


def lines(view: View) -> list[RateLine]:
    """The rates that were set, by whom they are of and from when."""
    organisations = {key(row): row for row in lookup.find(view.session, Organisation)}
    people = {key(row): row for row in lookup.find(view.session, Person)}
    found = []
    for row in _rows(view):
        if row.person_id is not None:
            person = people[row.person_id]
            who, name = person.email or str(row.person_id), person.name
        else:
            organisation = organisations[row.organisation_id or 0]
            who, name = organisation.slug, organisation.name
        found.append(
            RateLine(
                id=key(row),
                who=who,
                name=name,
                is_person=row.person_id is not None,
                cents=row.cents,
                method=row.method,
                basis=row.basis,
                source=row.source,
                starts=row.starts,
                ends=row.ends,
            )
        )
    return sorted(found, key=lambda one: (one.is_person, one.name, one.starts or date.min))


def add(change: Change, draft: RateDraft) -> int:
    """Set a rate; its number. Refused where one is in force already in the same months."""
    raise_for(draft.problems())
    organisation = finding.organisation(change, draft.organisation) if draft.organisation else None
    person = finding.person(change, draft.person) if draft.person else None
    row = Rate(
        programme_id=change.programme_id,
        organisation_id=key(organisation) if organisation else None,
        person_id=key(person) if person else None,
        cents=draft.cents,
        method=draft.method,
        basis=draft.basis.strip(),
        source=draft.source.strip(),
        starts=draft.starts,
        ends=draft.ends,
    )
    if organisation is not None:
        closed = settled.closed(change).until.get(key(organisation))
        if closed is not None and (draft.starts or date.min) <= closed:
            raise refuse("rate-in-closed", "from", until=closed)
    for other in _rows(change):
        same = (other.organisation_id, other.person_id) == (row.organisation_id, row.person_id)
        if same and _overlap(row, other):
            raise refuse("rate-overlaps", "from", id=key(other))
    return key(change.add(row))


def remove(change: Change, number: int) -> None:
    """Take a rate away; of months that are settled it stays."""
    row = next((row for row in _rows(change) if key(row) == number), None)
    if row is None:
        raise refuse("unknown-rate", "rate", id=number)
    closed = settled.closed(change).until.get(row.organisation_id or 0)
    if closed is None or (row.starts or date.min) > closed:
        lookup.delete(change.session, Rate, id=number)
        return
    last = years.month_end(closed)
    row.ends = min(row.ends or last, last)
    change.add(row)


def _rows(view: View) -> list[Rate]:
    return lookup.find(view.session, Rate, programme_id=view.programme_id)


def _overlap(one: Rate, other: Rate) -> bool:
    return (one.starts or date.min) <= (other.ends or date.max) and (other.starts or date.min) <= (
        one.ends or date.max
    )
