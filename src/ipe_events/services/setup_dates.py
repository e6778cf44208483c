"""The days of a programme file: its dated meetings, with who led them, and its closures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipe_events.domain.hours import Role, event_minutes
from ipe_events.services import events, finding, setup_organisations
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Affiliation, Closure, Event, Participation, Person

if TYPE_CHECKING:
    from ipe_events.domain.programme_file import ProgrammeFile


def add_events(change: Change, file: ProgrammeFile) -> None:
    """The meetings with a date in the plan: all day, nobody there but the moderators it names."""
    known = setup_organisations.by_slug(change)
    moderators: dict[str, Person] = {}
    for item in file.events:
        kind = finding.kind(change, item.kind)
        host = known[item.host.casefold()] if item.host else None
        row = change.add(
            Event(
                programme_id=change.programme_id,
                kind_id=key(kind),
                uid=events.new_uid(),
                title=item.title or kind.name,
                day=item.date,
                until=item.until,
                minutes=event_minutes(item.date, item.until, None, None, kind.length),
                state=item.state,
                location=item.location,
                note=item.outcome,
                host_id=key(host) if host else None,
                goal_id=key(finding.goal(change, item.goal)) if item.goal else None,
                disputed=item.disputed,
                created_at=change.stamp,
            )
        )
        for name in item.moderators:
            if host is None:
                break  # The file was refused then.
            if name not in moderators:
                moderators[name] = change.add(Person(name=name))
                link = Affiliation(person_id=key(moderators[name]), organisation_id=key(host))
                change.add(link)
            change.add(
                Participation(
                    event_id=key(row),
                    organisation_id=key(host),
                    person_id=key(moderators[name]),
                    role=Role.CHAIR,
                )
            )


def add_closures(change: Change, file: ProgrammeFile) -> None:
    """The days on which an organisation or a region is closed; those known already once."""
    known = setup_organisations.by_slug(change)
    for item in file.closures:
        owner = known[item.organisation.casefold()] if item.organisation else None
        row = Closure(
            organisation_id=key(owner) if owner else None,
            region=item.region or "",
            starts=item.from_date,
            ends=item.until or item.from_date,
            name=item.name,
            origin="file",
        )
        if not lookup.find(change.session, Closure, **row.model_dump(exclude={"id", "origin"})):
            change.add(row)
