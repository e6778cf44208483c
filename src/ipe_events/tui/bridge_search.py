"""The part of the bridge that searches, and that knows what may be typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ipe_events.services.workspace import Workspace

if TYPE_CHECKING:
    from ipe_events.domain.found import Found
    from ipe_events.domain.search import Vocabulary


class SearchBridge:
    """Questions over everything there is."""

    _workspace: Workspace

    def search(self, text: str) -> Found:
        """What a query finds among meetings, people, partners and notes."""
        from ipe_events.services import everywhere

        with self._workspace.read() as view:
            return everywhere.find(view, text)

    def vocabulary(self) -> Vocabulary:
        """What can be asked of events."""
        from ipe_events.services import everywhere

        with self._workspace.read() as view:
            return everywhere.vocabulary(view)

    def places(self) -> list[str]:
        """Every place that was used, the most used first."""
        from ipe_events.services import everywhere

        with self._workspace.read() as view:
            return everywhere.places(view)

    def day_off(self, day: date) -> str:
        """What a day is called that is a holiday or lies in one; "" for any other."""
        from ipe_events.services import availability

        with self._workspace.read() as view:
            calendar = availability.holiday_calendar(view)
            found = calendar.days_off(day, day) if calendar is not None else []
            return found[0].name if found else ""
