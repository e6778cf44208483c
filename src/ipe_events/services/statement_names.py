"""Where hour statements speak of somebody: by number as who worked, by name as who signed."""

from __future__ import annotations

from collections.abc import Iterator

from ipe_events.domain.retention import TakingPart
from ipe_events.domain.statement_content import statement_of
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Person, Programme, Statement


def signed(view: View, person: Person) -> list[Statement]:
    """The statements of every programme that were signed by this name."""
    name = person.name.strip().casefold()
    rows = lookup.find(view.session, Statement)
    return [row for row in rows if row.signed_by.strip().casefold() == name]


def naming(view: View, person: Person) -> list[int]:
    """The numbers of the statements, of every programme, that name somebody on paper."""
    own = {key(row) for row in signed(view, person)}
    for row in lookup.find(view.session, Statement):
        entries = statement_of(row.content).entries
        if any(entry.person == person.id for entry in entries):
            own.add(key(row))
    return sorted(own)


def taking_part(view: View, person: Person) -> Iterator[TakingPart]:
    """Signing is taking part: what was signed for is accounted for by that name."""
    for row in signed(view, person):
        programme = view.session.get(Programme, row.programme_id)
        if row.signed_on is not None and programme is not None:
            yield TakingPart(row.signed_on, programme.ends, programme.retention_years)
