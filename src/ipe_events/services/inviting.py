"""Who takes part in an event: inviting people, seats, groups and head counts; answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Financing, Role
from ipe_events.domain.invitation import Answer
from ipe_events.domain.moments import Moment
from ipe_events.services import event_rows, finding, seats
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Event,
    EventKind,
    Group,
    Membership,
    Organisation,
    Participation,
    Person,
)

MOST_HEADS = 10_000


@dataclass(frozen=True, slots=True)
class Invitee:
    """A person, an unnamed seat (`person` None) or a head count, of an organisation.

    `seated`: in a group, each seat of which is invited once. `instead_of`: the seat that a deputy
    fills when its holder cannot come.
    """

    organisation: int
    person: int | None = None
    heads: int | None = None
    role: str = Role.PARTICIPANT
    financing: str = Financing.IN_KIND
    seated: bool = False
    instead_of: Invitee | None = None


def invite(
    change: Change,
    event: Event,
    invitees: Iterable[Invitee],
    *,
    role: str | None = None,
    online: bool = False,
    there: list[Participation] | None = None,
) -> None:
    """Add whoever is not invited yet; a person fills an open seat of the organisation.

    `there`: who is invited already, where that is known.
    """
    if there is None:
        there = lookup.find(change.session, Participation, event_id=key(event))
    persons = {row.person_id for row in there if row.person_id is not None}
    # Seats of an earlier invitation: a group's are the same ones, invited already.
    earlier = list(there)
    stand_ins: list[tuple[Participation, Invitee]] = []
    for invitee in invitees:
        if invitee.person is not None and invitee.person in persons:
            continue
        seat = _open_seat(earlier if invitee.seated else there, invitee)
        if invitee.person is not None:
            persons.add(invitee.person)
        elif seat is not None and invitee.seated:
            earlier.remove(seat)
            continue
        row = Participation(
            event_id=key(event),
            organisation_id=invitee.organisation,
            person_id=invitee.person,
            heads=invitee.heads,
            role=role or invitee.role,
            financing=invitee.financing,
            online=online,
        )
        if seat is not None and invitee.person is not None:
            seat.person_id, seat.role = row.person_id, row.role
            seat.financing, seat.online = row.financing, row.online
            # What the organisation said for its seat is not what this person says.
            event_rows.forget_answer(seat)
            row = seat
        else:
            there.append(row)
        if invitee.instead_of is not None:
            stand_ins.append((row, invitee.instead_of))
        change.session.add(row)
    # Together: a row at a time takes several times as long.
    change.session.flush()
    for row, holder in stand_ins:
        row.deputy_for_id = next((key(one) for one in there if _holds(one, holder)), None)
        change.session.add(row)
    change.session.flush()


def _holds(row: Participation, seat: Invitee) -> bool:
    same = (row.organisation_id, row.person_id) == (seat.organisation, seat.person)
    return same and row.heads is None


def _open_seat(there: list[Participation], invitee: Invitee) -> Participation | None:
    """The organisation's unnamed seat that the invitee takes, or is."""
    if invitee.heads is not None or invitee.financing != Financing.IN_KIND:
        return None
    if invitee.instead_of is not None:
        return None
    for row in there:
        unnamed = row.person_id is None and row.heads is None
        if unnamed and row.organisation_id == invitee.organisation:
            return row
    return None


def invitees_of(
    view: View, event: Event, kind: EventKind, groups: Iterable[str], invited: Iterable[str]
) -> list[Invitee]:
    """Everybody named by groups and `invited`; neither: the kind's groups."""
    groups, invited = tuple(groups), tuple(invited)
    if not groups and not invited:
        groups = tuple(json.loads(kind.groups))
    found = []
    for slug in groups:
        found += _members(view, finding.group(view, slug), event)
    for text in invited:
        found += _named(view, text, event, "invite")
    return found


def _named(view: View, text: str, event: Event, field: str) -> list[Invitee]:
    """Whom an address, a number, an organisation, `slug=number` or a group means."""
    organisation, equals, number = text.partition("=")
    if equals and "@" not in text:
        heads = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
        if not 1 <= heads <= MOST_HEADS:
            raise refuse("not-a-head-count", field, value=text, limit=MOST_HEADS)
        row = finding.organisation(view, organisation, field)
        return [Invitee(key(row), heads=heads)]
    if "@" in text or text.isdigit():
        person = finding.person(view, text, field)
        return [Invitee(finding.employer(view, person, event.day), person=key(person))]
    group = lookup.first(view.session, Group, programme_id=view.programme_id, slug=text)
    if group is not None:
        return _members(view, group, event)
    return [Invitee(key(finding.organisation(view, text, field)))]


def _members(view: View, group: Group, event: Event) -> list[Invitee]:
    """Each seat of a group once, as it is on the day of the event, then the deputies (F9)."""
    return of_seats(seats.on_day(view, group, event.day, deputies=None))


def of_seats(rows: Iterable[Membership]) -> list[Invitee]:
    """Whom these places in a group invite: the seats, then the deputies."""
    rows = list(rows)
    found = {key(seat): _invitee(seat) for seat in rows if seat.deputy_for_id is None}
    stand_ins = [
        replace(_invitee(seat), role=Role.OPTIONAL, instead_of=found[seat.deputy_for_id])
        for seat in rows
        if seat.deputy_for_id in found
    ]
    return [*found.values(), *stand_ins]


def _invitee(seat: Membership) -> Invitee:
    return Invitee(
        seat.organisation_id,
        person=seat.person_id,
        role=seat.role,
        financing=seat.financing,
        seated=True,
    )


def change_invited(
    change: Change,
    event: Event,
    add: Iterable[str],
    remove: Iterable[str],
    *,
    role: str | None = None,
    online: bool = False,
) -> None:
    """Invite more (addresses, slugs, groups) and take others off the list."""
    if role is not None:
        seats.must_be_role(change, role)
    for text in remove:
        _remove(change, event, text)
    for text in add:
        wanted = _named(change, text, event, "add")
        invite(change, event, wanted, role=role, online=online)


def _remove(change: Change, event: Event, text: str) -> None:
    """Take off a person, by slug everybody of an organisation, or one place (`#12`)."""
    rows = lookup.find(change.session, Participation, event_id=key(event))
    if text.startswith("#"):
        gone = _numbered(rows, text)
    elif "@" in text or text.isdigit():
        person = finding.person(change, text, "remove")
        gone = [row for row in rows if row.person_id == person.id]
    else:
        organisation = finding.organisation(change, text, "remove")
        gone = [row for row in rows if row.organisation_id == organisation.id]
    if not gone:
        raise refuse("not-invited", "remove", value=text)
    # Who would come in somebody's place is not asked any more either.
    places = {row.id for row in gone}
    gone += [row for row in rows if row.deputy_for_id in places and row.id not in places]
    if any(row.attended for row in gone):
        raise refuse("was-present", "remove", value=text)
    for row in gone:
        lookup.delete(change.session, Participation, id=key(row))


def answer(change: Change, event: Event, who: str, value: str) -> None:
    """Keep what somebody answered, by word of mouth or by hand.

    A file with what they said before is older than this, whenever it is read.
    """
    if value not in set(Answer):
        raise refuse("unknown-answer", "answer", value=value, known=", ".join(Answer))
    row = participation_of(change, event, who, "email")
    before = Moment.parse(row.answered_stamp)
    now = Moment(max(change.stamp, before.at)).after(before)
    row.answer, row.comment = value, ""
    row.answered_sequence, row.answered_stamp = None, str(now)
    change.add(row)


def participation_of(view: View, event: Event, who: str, field: str) -> Participation:
    """The place at the event of a person (address, number) or of an organisation's open seat.

    `#12` is the place with that number, whoever has it: of several open seats of an organisation
    one can be meant.
    """
    rows = lookup.find(view.session, Participation, event_id=key(event))
    if who.startswith("#"):
        found = _numbered(rows, who)
    elif "@" in who or who.isdigit():
        person = finding.person(view, who, field)
        found = [row for row in rows if row.person_id == person.id]
    else:
        organisation = finding.organisation(view, who, field)
        found = [
            row for row in rows if row.organisation_id == organisation.id and row.person_id is None
        ]
        # A head count is nobody's seat: it is meant only when there is nothing else.
        found.sort(key=lambda row: row.heads is not None)
    if not found:
        raise refuse("not-invited", field, value=who)
    return found[0]


def _numbered(rows: Iterable[Participation], who: str) -> list[Participation]:
    return [row for row in rows if f"#{row.id}" == who]


def name_of(view: View, row: Participation) -> str:
    """What a participant is called: the person, else the organisation."""
    if row.person_id is not None:
        return view.session.get_one(Person, row.person_id).name
    return view.session.get_one(Organisation, row.organisation_id).name
