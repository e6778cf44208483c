"""The part of the bridge about what an event costs: money, and the hours of one guest."""

from __future__ import annotations

from ipe_events.domain.cash import CostLine
from ipe_events.domain.hours import Own
from ipe_events.domain.records import EventPage, Outcome
from ipe_events.i18n import _
from ipe_events.services import attendance, events
from ipe_events.services.workspace import Workspace


class ChargeBridge:
    """Questions and a command about what an event costs, on an open workspace."""

    _workspace: Workspace

    def event_costs(self, event_id: int) -> tuple[CostLine, ...]:
        """The money an event costs."""
        from ipe_events.services import money

        with self._workspace.read() as view:
            return tuple(money.cost_lines(view, event=event_id))

    def foresee_charge(self, event_id: int, who: str, own: Own) -> EventPage:
        """What charging a guest like this would come to; nothing is written."""
        with self._workspace.preview() as change:
            attendance.charge(change, event_id, who, own)
            return events.page(change, event_id)

    def charge(self, event_id: int, who: str, own: Own) -> Outcome:
        """Charge a guest like this from now on; an empty `Own` follows the kind again."""
        with self._workspace.change(_("Hours of a guest")) as change:
            return attendance.charge(change, event_id, who, own)
