"""What is kept of a person goes: contact data at once, the name when no programme needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Financing
from ipe_events.domain.retention import TakingPart, name_kept_until
from ipe_events.services import event_rows, finding, seats, statement_names, succession
from ipe_events.services.workspace import Change, View, Workspace, key
from ipe_events.store import backup
from ipe_events.store import erase as stored
from ipe_events.store.erase import Erasure
from ipe_events.store.queries import lookup, people
from ipe_events.store.tables import Group, Membership, Participation, Person, Programme


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and what is left.

    `events`: meetings to come that the person was on. `name_until`: the last day on which the name
    is kept, None when it is gone. `copies` were cleaned; `unread` could not be. `left`: files that
    still hold an address. `settled`: whether no other program kept the file from being cleaned.
    `statements` are the numbers of those that were issued and name the person on paper.
    """

    person: int
    events: int
    name_until: date | None
    copies: int
    unread: tuple[Path, ...]
    left: tuple[Path, ...]
    settled: bool
    statements: tuple[int, ...] = ()


def erase(workspace: Workspace, who: str, beside: Path | None = None) -> Erased:
    """Erase somebody's data from the workspace, its journal and its copies; cannot be undone.

    `beside`: a folder that is not touched, in which is looked for files with the address.
    """
    with workspace.change("person erase") as change:
        person = finding.person(change, who)
        _must_not_send(change, person)
        today = change.moment.date()
        until = kept_until(change, person)
        statements = tuple(statement_names.naming(change, person))
        events = _take_off(change, person, today)
        erasure = Erasure(
            person=key(person),
            name=person.name,
            addresses=stored.addresses_of(change.session, key(person)),
            day=person.erased_on or today,
            at=change.stamp,
            forget=until is None or until < today,
        )
        stored.from_session(change.session, erasure)
    copies, unread = stored.from_copies(workspace.path, workspace.second_folder, erasure)
    settled = stored.compact(workspace.path)
    return Erased(
        person=erasure.person,
        events=events,
        name_until=None if erasure.forget else until,
        copies=copies,
        unread=tuple(unread),
        left=tuple(stored.holding(_files(workspace.path, beside), erasure.addresses)),
        settled=settled,
        statements=statements,
    )


def _files(path: Path, beside: Path | None) -> list[Path]:
    """What stands around a workspace, its copies included, and in a folder beside it."""
    around = {*path.parent.glob("*"), *backup.folder_of(path).glob("*")}
    return sorted({file.resolve() for file in (*around, *(beside.rglob("*") if beside else ()))})


def due(workspace: Workspace) -> list[int]:
    """The numbers of those whose contact data are gone and whose name need not be kept longer."""
    with workspace.read() as view:
        today = view.moment.date()
        return [
            key(person)
            for person in lookup.find(view.session, Person)
            if person.erased_on is not None and person.name != stored.NOBODY
            if (until := kept_until(view, person)) is None or until < today
        ]


def kept_until(view: View, person: Person) -> date | None:
    """The last day on which a programme keeps the name; None when none has a reason to."""
    parts = [
        TakingPart(last, ends, years)
        for last, ends, years in people.last_days(view.session, key(person))
        if last is not None
    ]
    return name_kept_until([*parts, *statement_names.taking_part(view, person)])


def _must_not_send(view: View, person: Person) -> None:
    """Refuse for whoever sends a programme's invitations: replies go to that address."""
    for programme in lookup.find(view.session, Programme):
        if person.email is not None and programme.organiser_email.lower() == person.email:
            raise refuse("sends-invitations", "person", value=programme.slug)


def _take_off(change: Change, person: Person, today: date) -> int:
    """Leave the person's seats open from today on; how many meetings to come that touches."""
    for seat in lookup.find(change.session, Membership, person_id=key(person)):
        if seat.ends is None or seat.ends >= today:
            later = succession.cut_seat(change, seat, today)
            seats.vacate(change, change.session.get_one(Group, seat.group_id), later)
    parts = people.ahead(change.session, [key(person)], today)
    for part in parts:
        if part.deputy_for_id is None and part.financing == Financing.IN_KIND:
            part.person_id = None
            event_rows.forget_answer(part)
            change.session.add(part)
        else:
            lookup.delete(change.session, Participation, deputy_for_id=key(part))
            lookup.delete(change.session, Participation, id=key(part))
    change.session.flush()
    return len(parts)
