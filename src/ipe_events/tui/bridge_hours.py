"""The part of the bridge that is about hours: the matrix, what is under it, keeping and closing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ipe_events.domain.budget import Bounds
from ipe_events.domain.matrix import Matrix, Per
from ipe_events.i18n import _
from ipe_events.services import entries, matrix, people, programmes
from ipe_events.services.workspace import Change, View, Workspace
from ipe_events.tui.bridge_people import PeopleChoices

# What only pages and forms need is imported when they are opened: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.closings import ClosedPartner
    from ipe_events.domain.drafts import HourDraft
    from ipe_events.domain.entries import EntryLine
    from ipe_events.domain.pace import PaceReport
    from ipe_events.domain.planned_work import WorkDraft, WorkLine
    from ipe_events.domain.rates import RateDraft, RateLine
    from ipe_events.domain.records import EventLine
    from ipe_events.domain.under_figure import EntryPage, Spot, Under


@dataclass(frozen=True, slots=True)
class Periods:
    """The labels of the budget's years, and of the other kind of years in its time."""

    budget: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixData:
    """A matrix, and the years there are to show."""

    matrix: Matrix
    periods: Periods


@dataclass(frozen=True, slots=True)
class PaceData:
    """What each promise of a year still asks, and the years there are to show."""

    report: PaceReport
    periods: Periods


@dataclass(frozen=True, slots=True)
class HourChoices(PeopleChoices):
    """What the forms about hours offer to choose from; slugs with names."""

    lines: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, str], ...]
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Hours as they are kept, or would be; of one entry what is `left` then of its promise."""

    entries: tuple[EntryLine, ...]
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing settles, and the meetings until then of which nobody kept who was there."""

    partners: tuple[ClosedPartner, ...]
    unregistered: tuple[EventLine, ...]


class HoursBridge:
    """Questions and commands about hours on an open workspace."""

    _workspace: Workspace
    _bounds: Bounds

    # Figures, and what is under them

    def matrix(self, year: str | None, per: str, by: str, *, cumulative: bool) -> MatrixData:
        """The hours of a year in its months or quarters, or of all years."""
        with self._workspace.read() as view:
            found = matrix.matrix(view, year, Per(per), by, self._bounds, cumulative=cumulative)
            return MatrixData(found, periods(view))

    def under(self, spot: Spot, start: int, text: str = "") -> Under:
        """What a figure is made of, narrowed by a query; of its entries a page."""
        from ipe_events.services import under_figure

        with self._workspace.read() as view:
            return under_figure.under(view, spot, start, text)

    def pace(self, year: str | None, organisation: str | None = None) -> PaceData:
        """What each promise still asks."""
        from ipe_events.services import pace

        with self._workspace.read() as view:
            return PaceData(pace.pace(view, year, organisation, self._bounds), periods(view))

    def entry(self, number: int) -> EntryPage:
        """One entry with everything about it."""
        from ipe_events.services import under_figure

        with self._workspace.read() as view:
            return under_figure.entry_page(view, number)

    # Keeping hours

    def hour_choices(self) -> HourChoices:
        """What there is to choose from."""
        with self._workspace.read() as view:
            known = periods(view)
            return HourChoices(
                today=view.now.date(),
                people=tuple(people.people(view)),
                groups=tuple(people.groups(view)),
                organisations=tuple(people.organisations(view)),
                lines=tuple((line.slug, line.name) for line in programmes.plan_lines(view)),
                goals=tuple((goal.slug, goal.name) for goal in programmes.goals(view)),
                years=known.budget,
            )

    def preview_hours(self, draft: HourDraft, group: str | None) -> Kept:
        """The entries that hours would make; nothing is written."""
        with self._workspace.preview() as change:
            found = _log(change, draft, group)
            return replace(found, left=_left(change, found.entries))

    def log_hours(self, draft: HourDraft, group: str | None) -> Kept:
        """Keep hours of an organisation, or of everybody in a group."""
        with self._workspace.change(_("Log hours")) as change:
            return _log(change, draft, group)

    def preview_correction(self, number: int, minutes: int, reason: str) -> EntryLine:
        """The entry that a correction would make."""
        with self._workspace.preview() as change:
            return entries.entry(change, entries.correct(change, number, minutes, reason))

    def correct(self, number: int, minutes: int, reason: str) -> EntryLine:
        """Make an entry come to so many minutes."""
        with self._workspace.change(_("Correct hours")) as change:
            return entries.entry(change, entries.correct(change, number, minutes, reason))

    def opening(self, organisation: str, line: str, year: str, minutes: int) -> None:
        """Keep what a partner had done in a year before it was kept here."""
        with self._workspace.change(_("Opening balance")) as change:
            entries.opening(change, organisation, line, year, minutes)

    def preview_closing(self, until: date, organisation: str | None) -> Closing:
        """What closing would settle."""
        from ipe_events.services import closings

        with self._workspace.preview() as change:
            waiting = tuple(closings.unregistered(change, until))
            return Closing(tuple(closings.close(change, until, organisation)), waiting)

    def close_period(self, until: date, organisation: str | None) -> Closing:
        """Settle the hours of a partner, or of all, up to and including a day."""
        from ipe_events.services import closings

        with self._workspace.change(_("Close a period")) as change:
            return Closing(tuple(closings.close(change, until, organisation)), ())

    # Work outside meetings

    def work(self) -> list[WorkLine]:
        """What is expected outside meetings."""
        from ipe_events.services import planned_work

        with self._workspace.read() as view:
            return planned_work.lines(view)

    def add_work(self, draft: WorkDraft) -> int:
        """Expect work of a partner."""
        from ipe_events.services import planned_work

        with self._workspace.change(_("Plan work")) as change:
            return planned_work.add(change, draft)

    def remove_work(self, number: int) -> None:
        """Expect it no longer."""
        from ipe_events.services import planned_work

        with self._workspace.change(_("Take planned work away")) as change:
            planned_work.remove(change, number)

    # What an hour is worth

    def rates(self) -> list[RateLine]:
        """The rates that were set."""
        from ipe_events.services import rates

        with self._workspace.read() as view:
            return rates.lines(view)

    def add_rate(self, draft: RateDraft) -> int:
        """Set a rate."""
        from ipe_events.services import rates

        with self._workspace.change(_("Set a rate")) as change:
            return rates.add(change, draft)

    def remove_rate(self, number: int) -> None:
        """Take a rate away."""
        from ipe_events.services import rates

        with self._workspace.change(_("Take a rate away")) as change:
            rates.remove(change, number)


def _log(change: Change, draft: HourDraft, group: str | None) -> Kept:
    from ipe_events.domain.entries import EntryFilter

    made = (
        [entries.log_hours(change, draft)]
        if group is None
        else entries.log_group(change, group, draft)
    )
    return Kept(tuple(entries.entries(change, EntryFilter(ids=tuple(made)))))


def _left(view: View, made: tuple[EntryLine, ...]) -> int | None:
    """What is left of the year's promise that a single entry counts for, in minutes."""
    from ipe_events.services import ledger

    if len(made) != 1:
        return None
    entry = made[0]
    for row in ledger.report(view, ledger.year_at(view, entry.day).label).rows:
        if (row.key, row.line) == (entry.organisation, entry.line):
            return row.figures.left
    return None


def periods(view: View) -> Periods:
    """The years there are to show."""
    own, others = matrix.kinds_of_years(view)
    return Periods(tuple(year.label for year in own), tuple(year.label for year in others))
