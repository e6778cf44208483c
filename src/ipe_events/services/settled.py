"""Until when each partner's hours are settled."""

from __future__ import annotations

from datetime import date

from ipe_events.domain.closings import Closed
from ipe_events.services.workspace import View
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Closing


def closed(view: View) -> Closed:
    """Until which day each organisation's hours are settled."""
    until: dict[int, date] = {}
    for row in lookup.find(view.session, Closing, programme_id=view.programme_id):
        until[row.organisation_id] = max(row.until, until.get(row.organisation_id, row.until))
    return Closed(until, view.now.date())
