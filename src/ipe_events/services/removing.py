"""Taking away what a programme was set up with, as long as nothing was done with it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ipe_events.domain.errors import refuse
from ipe_events.services import finding
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Affiliation,
    CashReceipt,
    Closing,
    Commitment,
    Event,
    EventKind,
    Goal,
    Group,
    HourEntry,
    HourRequest,
    Membership,
    Organisation,
    Participation,
    Partner,
    PlanLine,
    PlannedWork,
    Poll,
    Rate,
    Series,
    Statement,
    Table,
)

# What stays as it is, so that what it names cannot go: the tables with their columns.
Users = Sequence[tuple[type[Table], str]]
OF_A_GOAL: Users = (
    (Goal, "parent_id"),
    *((table, "goal_id") for table in (Event, Series, HourEntry)),
)
OF_A_KIND: Users = tuple((table, "kind_id") for table in (Event, Series, Poll))
OF_A_LINE: Users = tuple(
    (table, "line_id") for table in (Commitment, HourEntry, PlannedWork, EventKind, Group)
)
OF_AN_ORGANISATION: Users = (
    *((table, "host_id") for table in (Event, Series)),
    *(
        (table, "organisation_id")
        for table in (
            *(Commitment, HourEntry, PlannedWork, Rate, Closing, HourRequest, Statement),
            *(Participation, CashReceipt, Affiliation),
        )
    ),
)


def goal(change: Change, slug: str) -> None:
    """Take a goal away; refused as long as something hangs under it or works on it."""
    row = finding.goal(change, slug)
    _must_be_free(change, OF_A_GOAL, key(row), row.name)
    lookup.delete(change.session, Goal, id=key(row))


def kind(change: Change, slug: str) -> None:
    """Take a kind of event away; refused as long as there are meetings of it."""
    row = finding.kind(change, slug)
    _must_be_free(change, OF_A_KIND, key(row), row.name)
    lookup.delete(change.session, EventKind, id=key(row))


def line(change: Change, slug: str) -> None:
    """Take away a line of the plan; refused as long as anything is promised or done for it."""
    row = finding.line(change, slug)
    _must_be_free(change, OF_A_LINE, key(row), row.name)
    lookup.delete(change.session, PlanLine, id=key(row))


def group(change: Change, slug: str) -> int:
    """Take a group away with its seats, and off the kinds that invite it; how many seats went.

    Meetings to come keep their guests.
    """
    row = finding.group(change, slug)
    seats = lookup.find(change.session, Membership, group_id=key(row))
    for one in lookup.find(change.session, EventKind, programme_id=change.programme_id):
        invited = json.loads(one.groups)
        if row.slug in invited:
            one.groups = json.dumps([own for own in invited if own != row.slug])
            change.add(one)
    lookup.delete(change.session, Group, id=key(row))
    return len(seats)


def organisation(change: Change, slug: str) -> None:
    """Take an organisation away with its open seats; refused when anything of it is kept."""
    row = finding.organisation(change, slug)
    number = key(row)
    _must_be_free(change, OF_AN_ORGANISATION, number, row.name)
    seats = lookup.find(change.session, Membership, organisation_id=number)
    if any(seat.person_id is not None for seat in seats):
        raise refuse("in-use", value=row.name)
    for table in (Membership, Partner):
        lookup.delete(change.session, table, organisation_id=number)
    for one in lookup.find(change.session, EventKind):
        asked = json.loads(one.required)
        if row.slug in asked:
            one.required = json.dumps([own for own in asked if own != row.slug])
            change.add(one)
    lookup.delete(change.session, Organisation, id=number)


def _must_be_free(change: Change, users: Users, number: int, name: str) -> None:
    for table, column in users:
        if lookup.exists(change.session, table, **{column: number}):
            raise refuse("in-use", value=name)
