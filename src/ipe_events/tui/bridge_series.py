"""The part of the bridge that is about edits of a series in three scopes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ipe_events.domain.drafts import EventEdit, When
from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventPage, SeriesPlan
from ipe_events.domain.repeating import SeriesDraft
from ipe_events.domain.series_scope import Scope, SeriesOutcome
from ipe_events.i18n import _
from ipe_events.services import events, series, series_edit
from ipe_events.services.workspace import Change, Workspace

# What an edit would come to in each scope, or why it cannot be.
Foreseen = Mapping[Scope, SeriesOutcome | Refused]


class SeriesBridge:
    """Questions and commands about series on an open workspace."""

    _workspace: Workspace

    # What a command would come to; nothing is written

    def foresee_change(self, opened: EventPage, edit: EventEdit, when: When | None) -> Foreseen:
        """What saving a form on an occurrence would come to."""
        return self._foresee(lambda change, scope: _change(change, opened, edit, when, scope))

    def foresee_cancel(self, event_id: int) -> Foreseen:
        """What cancelling an occurrence would come to."""
        return self._foresee(lambda change, scope: series_edit.cancel(change, event_id, scope))

    def foresee_plan(self, event_id: int) -> Foreseen:
        """What planning a draft or cancelled occurrence would come to."""
        return self._foresee(lambda change, scope: series_edit.plan(change, event_id, scope))

    def _foresee(self, act: Callable[[Change, Scope], SeriesOutcome]) -> Foreseen:
        """In every scope; what is refused for the chosen one alone is refused altogether."""
        found: dict[Scope, SeriesOutcome | Refused] = {}
        for scope in Scope:
            try:
                with self._workspace.preview() as change:
                    found[scope] = act(change, scope)
            except Refused as refused:
                if scope is Scope.ONE:
                    raise
                found[scope] = refused
        return found

    def preview_series(self, wanted: SeriesDraft) -> SeriesPlan:
        """What planning a series would come to."""
        with self._workspace.preview() as change:
            return _add_series(change, wanted)

    # Commands

    def add_series(self, wanted: SeriesDraft) -> SeriesPlan:
        """Plan a series."""
        title = wanted.draft.title or wanted.draft.kind
        with self._workspace.change(_("Add {title}").format(title=title)) as change:
            return _add_series(change, wanted)

    def change_series(
        self, opened: EventPage, edit: EventEdit, when: When | None, scope: Scope
    ) -> SeriesOutcome:
        """Save a form on an occurrence; refuses when that has changed since."""
        title = opened.event.title
        with self._workspace.change(_("Change {title}").format(title=title)) as change:
            return _change(change, opened, edit, when, scope)

    def cancel_series(self, event_id: int, reason: str, scope: Scope) -> SeriesOutcome:
        """Cancel an occurrence, and others with it."""
        with self._workspace.change(_("Cancel event")) as change:
            return series_edit.cancel(change, event_id, scope, reason)

    def plan_series(self, event_id: int, scope: Scope) -> SeriesOutcome:
        """Make drafts or cancelled occurrences planned ones."""
        with self._workspace.change(_("Plan event")) as change:
            return series_edit.plan(change, event_id, scope)


def _add_series(change: Change, wanted: SeriesDraft) -> SeriesPlan:
    made = series.add(
        change, wanted.draft, wanted.rule, wanted.holidays, taken_back=wanted.taken_back
    )
    if wanted.note.strip():
        words = EventEdit(note=wanted.note)
        series_edit.save(change, made.events[0].id, Scope.ALL, words)
    return made


def _change(
    change: Change, opened: EventPage, edit: EventEdit, when: When | None, scope: Scope
) -> SeriesOutcome:
    events.must_be_as(change, opened)
    return series_edit.save(change, opened.event.id, scope, edit, when)
