"""Who somebody is that answered without being invited, and their place at an event."""

from __future__ import annotations

from collections import defaultdict

from ipe_events.domain.drafts import PersonDraft
from ipe_events.domain.errors import refuse
from ipe_events.domain.incoming import mailbox
from ipe_events.domain.reviews import Newcomer, guessed
from ipe_events.services import finding, inviting, people
from ipe_events.services.inviting import Invitee
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Affiliation, Event, Organisation, Participation, Person


def person(
    change: Change, address: str, name: str, who: Newcomer, *, employer: int | None = None
) -> Person:
    """The person with this address: known, said to be somebody known, or made.

    Made people belong to the organisation that is said, else to the `employer`, else to that of
    everybody known at the same domain. Refuses `review-who` when none of these is known.
    """
    known = _known(change, address)
    if known is not None:
        if who != Newcomer():
            raise refuse("review-known", "review", value=address, name=known.name)
        return known
    if who.known is not None:
        meant = finding.person(change, who.known, "as")
        aliases = (*finding.aliases_of(meant), address)
        people.edit_person(change, str(key(meant)), aliases=aliases)
        return meant
    if who.organisation is not None:
        row = finding.organisation(change, who.organisation)
    else:
        number = employer or _guess(change, address)
        if number is None:
            raise refuse("review-who", "review", value=address)
        row = change.session.get_one(Organisation, number)
    called = (who.name or name or address.partition("@")[0])[:120]
    made = people.add_person(change, PersonDraft(called, row.slug, address))
    return change.session.get_one(Person, made)


def _known(view: View, address: str) -> Person | None:
    """Whoever has this address, as their own or beside it; a tag in it tells nobody apart."""
    rows = lookup.find(view.session, Person)
    owned = [(row, tuple(filter(None, (row.email, *finding.aliases_of(row))))) for row in rows]
    exact = [row for row, addresses in owned if address in addresses]
    loose = [row for row, addresses in owned if mailbox(address) in map(mailbox, addresses)]
    return next(iter(exact or loose), None)


def _guess(view: View, address: str) -> int | None:
    employers: dict[int, set[int]] = defaultdict(set)
    for link in lookup.find(view.session, Affiliation):
        employers[link.person_id].add(link.organisation_id)
    known: dict[str, frozenset[int]] = defaultdict(frozenset)
    for row in lookup.find(view.session, Person):
        if row.email:
            known[row.email.rpartition("@")[2]] |= employers[key(row)]
    for organisation in lookup.find(view.session, Organisation):
        if organisation.email:
            known[organisation.email.rpartition("@")[2]] |= {key(organisation)}
    return guessed(address.rpartition("@")[2], known)


def place(
    change: Change, event: Event, who: Person, *, instead_of: Participation | None = None
) -> Participation:
    """Their place at an event, where they are invited if they were not.

    `instead_of`: whose deputy they are; with the same role.
    """
    found = lookup.first(change.session, Participation, event_id=key(event), person_id=key(who))
    if found is None:
        if instead_of is None:
            invitee = Invitee(finding.employer(change, who, event.day), person=key(who))
            inviting.invite(change, event, [invitee])
        else:
            _beside(change, event, who, instead_of)
        found = lookup.first(change.session, Participation, event_id=key(event), person_id=key(who))
    assert found is not None
    return found


def _beside(change: Change, event: Event, who: Person, holder: Participation) -> None:
    # Not in an open seat: the organisation's own place stays open for somebody else.
    change.add(
        Participation(
            event_id=key(event),
            organisation_id=finding.employer(change, who, event.day),
            person_id=key(who),
            role=holder.role,
            financing=holder.financing,
            online=holder.online,
            deputy_for_id=key(holder),
        )
    )
