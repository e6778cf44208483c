"""The part of the bridge that writes files for others to read, and reads calendars of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.records import EventLine, KindLine
from ipe_events.i18n import _
from ipe_events.services.workspace import Workspace
from ipe_events.tui.bridge_hours import HourChoices, Periods, periods

# What only these forms need is imported when they are opened: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.attendance_rates import AttendanceRow
    from ipe_events.domain.busy import BusyTimes
    from ipe_events.domain.closings import Difference
    from ipe_events.domain.years import Year
    from ipe_events.services.dossier import Facts

# What was cancelled needs no paper.
SHOWN = ("draft", "planned", "held")


@dataclass(frozen=True, slots=True)
class TurnoutData:
    """Who of those invited came in a year, and the years there are to show."""

    period: Year
    periods: Periods
    rows: tuple[AttendanceRow, ...]


@dataclass(frozen=True, slots=True)
class PaperChoices(HourChoices):
    """What the forms about paper offer: also years of both kinds, the school year of today, kinds.

    `events`: those that were not cancelled, by date.
    """

    all_years: tuple[str, ...]
    year: str
    budget_year: str
    kinds: tuple[KindLine, ...]
    events: tuple[EventLine, ...]


class FilesBridge:
    """Files from and into an open workspace; `replace`: over the one that is there."""

    _workspace: Workspace

    def paper_choices(self) -> PaperChoices:
        """What there is to choose from."""
        from ipe_events.domain import years
        from ipe_events.domain.records import EventFilter
        from ipe_events.services import events, ledger, people, programmes

        with self._workspace.read() as view:
            known = periods(view)
            today = view.now.date()
            own = years.year_of(today, school=True, month=view.programme.school_month)
            labels = dict.fromkeys((*known.budget, *known.others, own.label))
            return PaperChoices(
                today=today,
                people=tuple(people.people(view)),
                groups=tuple(people.groups(view)),
                organisations=tuple(people.organisations(view)),
                lines=tuple((line.slug, line.name) for line in programmes.plan_lines(view)),
                goals=(),
                years=known.budget,
                all_years=tuple(sorted(labels)),
                year=own.label,
                budget_year=ledger.year_now(view).label,
                kinds=tuple(programmes.kinds(view)),
                events=tuple(events.lines(view, EventFilter(states=SHOWN))),
            )

    def write_progress(
        self, path: Path, first: date | None, last: date | None, *, replace: bool
    ) -> list[Path]:
        """Write how the programme stands; what it becomes says the end of the name."""
        from ipe_events.services import files, progress

        with self._workspace.read() as view:
            content = progress.as_file(view, path.suffix.lower()[1:], first, last)
        return [files.write_new(path, content, replace=replace)]

    def write_year(self, path: Path, label: str, *, replace: bool) -> list[Path]:
        """Write the meetings of a year on one A4."""
        from ipe_events.services import files, year_sheet

        with self._workspace.read() as view:
            content = year_sheet.as_file(view, label)
        return [files.write_new(path, content, replace=replace)]

    def write_attendance_list(self, path: Path, event: int, *, replace: bool) -> list[Path]:
        """Write the list that people sign at a meeting."""
        from ipe_events.services import attendance_list, files

        with self._workspace.read() as view:
            content = attendance_list.as_file(view, event)
        return [files.write_new(path, content, replace=replace)]

    def write_feed(
        self, path: Path, organisation: str | None, group: str | None, *, replace: bool
    ) -> list[Path]:
        """Write a calendar for others to follow."""
        from ipe_events.services import feeds, files

        with self._workspace.read() as view:
            made = feeds.feed(view, organisation=organisation, group=group)
        return [files.write_new(path, made.content, replace=replace)]

    def feed_size(self, organisation: str | None, group: str | None) -> int:
        """How many events such a calendar would hold."""
        from ipe_events.services import feeds

        with self._workspace.read() as view:
            return feeds.feed(view, organisation=organisation, group=group).events

    def dossier(self, who: str) -> Mapping[str, Sequence[Facts]]:
        """Everything that is kept of somebody."""
        from ipe_events.services import dossier

        with self._workspace.read() as view:
            return dossier.of(view, who)

    def write_dossier(self, path: Path, content: bytes, *, replace: bool) -> list[Path]:
        """Write what is kept of somebody."""
        from ipe_events.services import files

        return [files.write_new(path, content, replace=replace)]

    # Calendars of others

    def preview_busy(self, path: Path, who: str, source: str) -> BusyTimes:
        """When a calendar says that somebody is busy; nothing is kept."""
        from ipe_events.services import calendars, reading

        content = reading.content(path, limit=calendars.LARGEST)
        with self._workspace.preview() as change:
            return calendars.import_busy(change, who, content, path.name, source or None)

    def keep_busy(self, path: Path, who: str, source: str) -> BusyTimes:
        """Keep when somebody is busy."""
        from ipe_events.services import calendars, reading

        content = reading.content(path, limit=calendars.LARGEST)
        with self._workspace.change(_("Busy times from a calendar")) as change:
            return calendars.import_busy(change, who, content, path.name, source or None)

    # Hours

    def preview_recalculation(
        self, first: date | None, last: date | None, kind: str | None
    ) -> list[Difference]:
        """What today's rules would make different of meetings that were held."""
        from ipe_events.services import recalculating

        with self._workspace.preview() as change:
            return recalculating.recalculate(change, first, last, kind)

    def recalculate(
        self, first: date | None, last: date | None, kind: str | None
    ) -> list[Difference]:
        """Charge meetings that were held by the rules of today."""
        from ipe_events.services import recalculating

        with self._workspace.change(_("Recalculate hours")) as change:
            return recalculating.recalculate(change, first, last, kind)

    def turnout(self, year: str | None) -> TurnoutData:
        """Who of those invited came, per organisation and kind."""
        from ipe_events.domain import years
        from ipe_events.services import ledger
        from ipe_events.services.attendance_rates import attendance_rates

        with self._workspace.read() as view:
            month = view.programme.school_month
            own = ledger.year_now(view) if year is None else years.parse_year(year, month)
            rows = attendance_rates(view, own.start, own.end)
            return TurnoutData(own, periods(view), tuple(rows))
