"""The part of the bridge that moves events and changes several at once."""

from __future__ import annotations

from dataclasses import dataclass

from ipe_events.domain.drafts import EventEdit, When
from ipe_events.domain.records import EventFilter, EventLine, EventPage
from ipe_events.domain.series_scope import Scope, SeriesOutcome
from ipe_events.domain.several_events import Several
from ipe_events.i18n import ngettext
from ipe_events.services import events, series_edit, several_events
from ipe_events.services.workspace import Workspace

MOST_BESIDE = 20


@dataclass(frozen=True, slots=True)
class Moving:
    """What putting an event elsewhere comes to: its page there, who is told, what is beside it."""

    page: EventPage
    done: SeriesOutcome
    beside: tuple[EventLine, ...]


class SeveralBridge:
    """Questions and commands about where events go, on an open workspace."""

    _workspace: Workspace

    def foresee_move(self, opened: EventPage, when: When) -> Moving:
        """What moving one event would come to; nothing is written."""
        number = opened.event.id
        with self._workspace.preview() as change:
            done = series_edit.save(change, number, Scope.ONE, EventEdit(), when)
            there = EventFilter(when.day, when.until or when.day)
            beside = events.lines(change, there, limit=MOST_BESIDE)
            return Moving(
                events.page(change, number),
                done,
                tuple(line for line in beside if line.id != number),
            )

    def foresee_several(self, ids: tuple[int, ...], wanted: Several) -> SeriesOutcome:
        """What changing several events would come to; nothing is written."""
        with self._workspace.preview() as change:
            return several_events.carry_out(change, ids, wanted)

    def change_several(self, ids: tuple[int, ...], wanted: Several) -> SeriesOutcome:
        """Change several events, as one change."""
        label = ngettext("Change {count} event", "Change {count} events", len(ids))
        with self._workspace.change(label.format(count=len(ids))) as change:
            return several_events.carry_out(change, ids, wanted)
