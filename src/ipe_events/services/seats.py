"""The seats of a group: an organisation's, with or without somebody in it, for a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from ipe_events.domain.drafts import day_problems
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.hours import Financing, Role
from ipe_events.services import finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import EventKind, Group, Membership, Person


@dataclass(frozen=True, slots=True)
class MemberTerms:
    """How somebody sits in a group; None: as it is, or the default.

    `deputy_for`: the member (address, number) or the organisation whose seat they fill when asked.
    """

    role: str | None = None
    financing: str | None = None
    starts: date | None = None
    ends: date | None = None
    deputy_for: str | None = None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = []
        if self.financing is not None and self.financing not in set(Financing):
            values = {"value": self.financing, "known": ", ".join(Financing)}
            found.append(Problem("financing", "unknown-financing", values))
        for field, day in (("from", self.starts), ("until", self.ends)):
            found += [] if day is None else day_problems(day, field)
        if self.starts and self.ends and self.ends < self.starts:
            found.append(Problem("until", "end-before-start"))
        return found


def must_be_role(view: View, role: str) -> None:
    """Refuse a role that is none of everybody's, and that no kind of the programme asks for."""
    kinds = lookup.find(view.session, EventKind, programme_id=view.programme_id)
    asked = [name for kind in kinds for name in json.loads(kind.required_roles)]
    known = dict.fromkeys([*Role, *asked])
    if role not in known:
        raise refuse("unknown-role", "role", value=role, known=", ".join(known))


def runs(starts: date | None, ends: date | None, day: date) -> bool:
    """Whether something that may have a first and a last day holds on this day."""
    return (starts is None or starts <= day) and (ends is None or day <= ends)


def on_day(
    view: View, group: Group, day: date, *, deputies: bool | None = False
) -> list[Membership]:
    """The seats of a group on a day, in the order they were made.

    `deputies`: instead those who have no seat and fill another's; None: both.
    """
    rows = lookup.find(view.session, Membership, group_id=key(group))
    return [
        row
        for row in rows
        if runs(row.starts, row.ends, day) and deputies in (None, row.deputy_for_id is not None)
    ]


def from_day(view: View, group: Group, day: date) -> list[Membership]:
    """Seats and deputies of a group on a day, then those still to come."""
    rows = lookup.find(view.session, Membership, group_id=key(group))
    seats = [row for row in rows if row.ends is None or day <= row.ends]
    return sorted(seats, key=lambda seat: not runs(seat.starts, seat.ends, day))


def give(change: Change, group: Group, person: Person, terms: MemberTerms) -> None:
    """Seat a person: in the open seat of the organisation, else in one more."""
    day = terms.starts or change.now.date()
    for seat in from_day(change, group, day):
        met = terms.ends is None or seat.starts is None or seat.starts <= terms.ends
        if seat.person_id == person.id and met:
            raise refuse("already-member", "add", value=person.email or person.name)
    if terms.deputy_for is not None:
        _stand_by(change, group, person, terms)
        return
    organisation_id = finding.employer(change, person, day)
    # Who is paid by the programme fills no institution's seat (design §3).
    wanted = (organisation_id, None, terms.financing or Financing.IN_KIND)
    for seat in on_day(change, group, day):
        if (seat.organisation_id, seat.person_id, seat.financing) == wanted:
            _keep_open_outside(change, seat, terms)
            seat.person_id = key(person)
            seat.role = terms.role or seat.role
            seat.starts = terms.starts or seat.starts
            seat.ends = terms.ends or seat.ends
            change.add(seat)
            return
    change.add(made(group, organisation_id, key(person), terms))


def _stand_by(change: Change, group: Group, person: Person, terms: MemberTerms) -> None:
    """Let a person fill a seat when its holder cannot come."""
    day, who = terms.starts or change.now.date(), terms.deputy_for or ""
    named = "@" in who or who.isdigit()
    if named:
        own = key(finding.person(change, who, "deputy-for"))
    else:
        own = key(finding.organisation(change, who, "deputy-for"))
    for seat in from_day(change, group, day):
        holder = seat.person_id if named else seat.organisation_id
        if holder == own and seat.deputy_for_id is None:
            row = made(group, finding.employer(change, person, day), key(person), terms)
            row.deputy_for_id = key(seat)
            change.add(row)
            return
    raise refuse("not-member", "deputy-for", value=who)


def _keep_open_outside(change: Change, seat: Membership, terms: MemberTerms) -> None:
    """The organisation's open seat stays one before and after somebody has it for a time."""
    fields = seat.model_dump(exclude={"id", "starts", "ends"})
    if terms.starts is not None and (seat.starts is None or seat.starts < terms.starts):
        before = terms.starts - timedelta(days=1)
        change.add(Membership(**fields, starts=seat.starts, ends=before))
    if terms.ends is not None and (seat.ends is None or terms.ends < seat.ends):
        after = terms.ends + timedelta(days=1)
        change.add(Membership(**fields, starts=after, ends=seat.ends))


def made(
    group: Group, organisation_id: int, person_id: int | None, terms: MemberTerms
) -> Membership:
    """A new seat, not yet stored."""
    return Membership(
        group_id=key(group),
        organisation_id=organisation_id,
        person_id=person_id,
        role=terms.role or Role.PARTICIPANT,
        financing=terms.financing or Financing.IN_KIND,
        starts=terms.starts,
        ends=terms.ends,
    )


def vacate(change: Change, group: Group, seat: Membership) -> None:
    """Leave the organisation's only seat open; an extra one, or one outside seats, goes.

    Who fills a seat in somebody's place goes with the seat.
    """
    today = change.moment.date()
    beside = on_day(change, group, max(today, seat.starts or today))
    others = [row for row in beside if row.organisation_id == seat.organisation_id and row != seat]
    if others or seat.financing != Financing.IN_KIND or seat.deputy_for_id is not None:
        drop(change, seat)
        return
    seat.person_id = None
    change.add(seat)


def drop(change: Change, seat: Membership) -> None:
    """Take a seat away, with those who fill it when asked."""
    lookup.delete(change.session, Membership, deputy_for_id=key(seat))
    lookup.delete(change.session, Membership, id=key(seat))
