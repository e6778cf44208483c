"""Closing a partner's hours up to a day: what is settled then never changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ipe_events.domain.closings import ClosedPartner
from ipe_events.domain.drafts import day_problems, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import Financing
from ipe_events.domain.promises import Book, value_of
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.services import finding, rates, settled
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import entries as stored
from ipe_events.store.queries import events as stored_events
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Closing, Organisation, Partner


def unregistered(view: View, until: date) -> list[EventLine]:
    """Meetings up to a day of which nobody kept who was there."""
    wanted = EventFilter(last=until, states=("planned",))
    return stored_events.event_lines(view.session, view.programme_id, wanted)


def close(change: Change, until: date, organisation: str | None = None) -> list[ClosedPartner]:
    """Settle the hours of one partner, or of all, up to and including a day.

    From now on these entries keep the rate they have today. Refuses a day to come, and a day that
    is settled already.
    """
    raise_for(day_problems(until, "until"))
    if until > change.now.date():
        raise refuse("close-in-future", "until", value=until)
    known = settled.closed(change)
    partners = _partners(change, organisation)
    waiting = [row for row in partners if not known.holds(key(row), until)]
    if not waiting:
        raise refuse("already-closed", "until", value=until)
    book = rates.book(change)
    return [_close(change, row, until, book) for row in waiting]


def _partners(change: Change, organisation: str | None) -> Iterable[Organisation]:
    if organisation is not None:
        return [finding.organisation(change, organisation)]
    partners = lookup.find(change.session, Partner, programme_id=change.programme_id)
    ids = {row.organisation_id for row in partners}
    ids |= stored.organisations(change.session, change.programme_id)
    return [row for row in lookup.find(change.session, Organisation) if key(row) in ids]


def _close(change: Change, row: Organisation, until: date, book: Book) -> ClosedPartner:
    minutes = cents = 0
    settled = []
    found = stored.open_until(change.session, change.programme_id, key(row), until)
    for number, line, day, person, worked, financing in found:
        worth = book.worth(key(row), line, f"{day:%Y-%m}", person)
        settled.append((number, worth.kept, str(worth.source)))
        if financing == Financing.IN_KIND:
            minutes += worked
            cents += value_of(worked, worth.rate)
    stored.settle(change.session, settled)
    change.add(
        Closing(
            programme_id=change.programme_id,
            organisation_id=key(row),
            until=until,
            closed_at=change.stamp,
            closed_by=change.programme.organiser_name,
        )
    )
    return ClosedPartner(row.slug, row.name, until, len(settled), minutes, cents)
