"""The part of the bridge that is about planning a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipe_events.domain import years
from ipe_events.domain.records import EventLine, KindLine
from ipe_events.i18n import _
from ipe_events.services import events, programmes
from ipe_events.services.workspace import Workspace

# What only the year planner needs is imported when it is opened: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.year_plan import Accepted, Edit, YearPlan, YearWish


@dataclass(frozen=True, slots=True)
class YearForm:
    """The kinds there are, the year to plan first, and the one before it."""

    kinds: tuple[KindLine, ...]
    year: str
    before: str


class YearBridge:
    """Questions and commands about a year on an open workspace."""

    _workspace: Workspace

    def year_form(self) -> YearForm:
        """What the year planner begins with: the next school year that the programme has."""
        with self._workspace.read() as view:
            programme = view.programme
            month = programme.school_month
            own = years.year_of(view.now.date(), school=True, month=month)
            following = years.school_year(own.start.year + 1, month)
            over = programme.ends is not None and programme.ends < following.start
            year = own if over else following
            before = years.school_year(year.start.year - 1, month)
            return YearForm(tuple(programmes.kinds(view)), year.label, before.label)

    def preview_year(self, wish: YearWish, edits: Mapping[str, Edit]) -> Accepted:
        """What a year would come to; nothing is written."""
        from ipe_events.domain.year_plan import Accepted
        from ipe_events.services import year

        with self._workspace.preview() as change:
            plan = year.propose(change, wish, edits)
            return year.accept(change, wish, plan) if plan.taken else Accepted(plan, {}, ())

    def accept_year(self, wish: YearWish, plan: YearPlan, *, draft: bool) -> EventLine:
        """Write a plan as it was shown; its first meeting."""
        from ipe_events.services import year

        label = _("Plan year {year}").format(year=plan.year.label)
        with self._workspace.change(label) as change:
            made = year.accept(change, wish, plan, draft=draft)
            return events.by_id(change, made.events.values())[0]
