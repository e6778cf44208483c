"""What the screens may ask and order: their only door to services, opened in a thread.

Importing this module imports the database; only `runner`'s threads do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ipe_events.domain.hour_records import BudgetReport, HoursReport
from ipe_events.domain.plan import OpenDate
from ipe_events.domain.records import (
    Check,
    Choice,
    CommitmentLine,
    EventFilter,
    EventLine,
    GroupLine,
    HistoryLine,
    KindLine,
    Named,
    OrganisationLine,
    PersonLine,
    ProgrammeLine,
)
from ipe_events.i18n import _
from ipe_events.services import (
    checking,
    events,
    ledger,
    people,
    plans,
    programmes,
    setup,
)
from ipe_events.services.workspace import Clock, View, Workspace
from ipe_events.settings import Settings
from ipe_events.tui.bridge_dates import DatesBridge
from ipe_events.tui.bridge_events import MOST_LINES, EventsBridge, organiser, programme_line
from ipe_events.tui.bridge_hours import HoursBridge, Periods, periods
from ipe_events.tui.bridge_import import ImportBridge
from ipe_events.tui.bridge_money import MoneyBridge
from ipe_events.tui.bridge_outbox import OutboxBridge
from ipe_events.tui.bridge_paper import PaperBridge
from ipe_events.tui.bridge_people import PeopleBridge
from ipe_events.tui.bridge_series import SeriesBridge
from ipe_events.tui.bridge_year import YearBridge

MOST_CHANGES = 500


@dataclass(frozen=True, slots=True)
class HoursData:
    """The figures of a year; `lines` are the names of plan lines by slug."""

    report: HoursReport
    periods: Periods
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PartnerData:
    """One partner's page: figures, promises, people and meetings of the year."""

    hours: HoursData
    organisation: OrganisationLine
    commitments: tuple[CommitmentLine, ...]
    people: tuple[PersonLine, ...]
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeData:
    """The programme's own data, all for reading; `events` are those the checks are about."""

    programme: ProgrammeLine
    goals: tuple[Named, ...]
    kinds: tuple[KindLine, ...]
    groups: tuple[GroupLine, ...]
    choices: tuple[Choice, ...]
    dates: tuple[OpenDate, ...]
    checks: tuple[Check, ...]
    events: Mapping[int, EventLine]
    lines: Mapping[str, str]
    organiser: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What another reading did to the budget; `kept` were edited by hand and stayed."""

    before: BudgetReport
    after: BudgetReport
    kept: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True)
class HistoryData:
    """The newest changes first, at most `MOST_CHANGES`; stamps are shown in the zone."""

    lines: tuple[HistoryLine, ...]
    zone: str


class Bridge(
    EventsBridge,
    OutboxBridge,
    PeopleBridge,
    DatesBridge,
    YearBridge,
    SeriesBridge,
    HoursBridge,
    ImportBridge,
    PaperBridge,
    MoneyBridge,
):
    """A workspace, open, and every question and command of the screens."""

    def __init__(self, path: Path, programme: str | None, clock: Clock, settings: Settings):
        self._workspace = Workspace(path, clock, programme)
        self._workspace.second_folder = settings.backup_folder
        self._bounds = settings.bounds

    def close(self) -> None:
        """Let go of the workspace."""
        self._workspace.close()

    # Which programme

    def programmes(self) -> list[ProgrammeLine]:
        """The programmes in the workspace."""
        with self._workspace.read() as view:
            return programmes.programmes(view)

    def use(self, slug: str) -> str:
        """Ask and order about this programme from now on."""
        self._workspace.programme = slug
        return slug

    # Questions

    def can_be_read(self) -> str:
        """The programme's name, when the workspace can be read."""
        with self._workspace.read() as view:
            return view.programme.name

    def hours(self, year: str | None = None) -> HoursData:
        """The figures per partner and line."""
        with self._workspace.read() as view:
            return self._hours(view, year)

    def partner(self, slug: str, year: str | None) -> PartnerData:
        """One partner in a year."""
        with self._workspace.read() as view:
            hours = self._hours(view, year)
            period = hours.report.period
            wanted = EventFilter(period.start, period.end, organisation=slug)
            return PartnerData(
                hours=hours,
                organisation=next(item for item in people.organisations(view) if item.slug == slug),
                commitments=tuple(
                    item for item in programmes.commitments(view) if item.organisation == slug
                ),
                people=tuple(item for item in people.people(view) if item.organisation == slug),
                events=tuple(events.lines(view, wanted, limit=MOST_LINES)),
            )

    def people(self) -> tuple[tuple[PersonLine, ...], tuple[GroupLine, ...]]:
        """Everybody, and the groups with their seats."""
        with self._workspace.read() as view:
            return tuple(people.people(view)), tuple(people.groups(view))

    def programme(self) -> ProgrammeData:
        """The programme's goals, kinds, choices and open warnings."""
        with self._workspace.read() as view:
            programme = programme_line(view)
            checks = tuple(checking.of_programme(view, view.now.date(), None))
            ids = {check.event for check in checks if check.event is not None}
            return ProgrammeData(
                programme=programme,
                goals=tuple(programmes.goals(view)),
                kinds=tuple(programmes.kinds(view)),
                groups=tuple(people.groups(view)),
                choices=tuple(setup.choices(view)),
                dates=tuple(plans.open_dates(view)),
                checks=checks,
                events={line.id: line for line in events.by_id(view, ids)},
                lines=_line_names(view),
                organiser=organiser(programme),
            )

    def history(self) -> HistoryData:
        """The newest changes first."""
        lines = tuple(self._workspace.history(MOST_CHANGES))
        with self._workspace.read() as view:
            return HistoryData(lines, view.programme.zone)

    def _hours(self, view: View, year: str | None) -> HoursData:
        report = ledger.report(view, year, bounds=self._bounds)
        return HoursData(report, periods(view), _line_names(view))

    # Commands

    def choose(self, choice: Choice, option: str) -> Chosen:
        """Read the plan another way."""
        words = dict(choice.options).get(option, option)
        label = _("Choose: {option}").format(option=words)
        with self._workspace.change(label) as change:
            before = ledger.budget_report(change)
            kept = tuple(setup.choose(change, choice.id, option))
            return Chosen(before, ledger.budget_report(change), kept)

    def settle(self, event: int, day: date | None) -> EventLine:
        """Settle a date on which the plan contradicts itself."""
        with self._workspace.change(_("Settle a date")) as change:
            return plans.settle(change, event, day).events[0]

    def undo(self) -> str:
        """Take back the last change; its label."""
        return self._workspace.undo()

    def redo(self) -> str:
        """Carry out again what was undone last; its label."""
        return self._workspace.redo()


def _line_names(view: View) -> dict[str, str]:
    return {line.slug: line.name for line in programmes.plan_lines(view)}
