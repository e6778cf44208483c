"""What the screens may ask and order: their only door to services, opened in a thread.

Importing this module imports the database; only `runner`'s threads do.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipe_events.domain.changes import ChangeDetails
from ipe_events.domain.records import GroupLine, HistoryLine, PersonLine, ProgrammeLine
from ipe_events.services import history, people, programmes
from ipe_events.services.workspace import Clock, Workspace
from ipe_events.settings import Settings
from ipe_events.tui.bridge_agenda import AgendaBridge
from ipe_events.tui.bridge_answers import AnswersBridge
from ipe_events.tui.bridge_charge import ChargeBridge
from ipe_events.tui.bridge_dates import DatesBridge
from ipe_events.tui.bridge_events import EventsBridge
from ipe_events.tui.bridge_files import FilesBridge
from ipe_events.tui.bridge_hours import HoursBridge
from ipe_events.tui.bridge_import import ImportBridge
from ipe_events.tui.bridge_keeping import KeepingBridge
from ipe_events.tui.bridge_money import MoneyBridge
from ipe_events.tui.bridge_outbox import OutboxBridge
from ipe_events.tui.bridge_paper import PaperBridge
from ipe_events.tui.bridge_partners import PartnersBridge
from ipe_events.tui.bridge_people import PeopleBridge
from ipe_events.tui.bridge_programme import ProgrammeBridge
from ipe_events.tui.bridge_search import SearchBridge
from ipe_events.tui.bridge_series import SeriesBridge
from ipe_events.tui.bridge_several import SeveralBridge
from ipe_events.tui.bridge_year import YearBridge

MOST_CHANGES = 500


@dataclass(frozen=True, slots=True)
class HistoryData:
    """The newest changes first, at most `MOST_CHANGES`; stamps are shown in the zone."""

    lines: tuple[HistoryLine, ...]
    zone: str


class Bridge(
    AgendaBridge,
    EventsBridge,
    OutboxBridge,
    AnswersBridge,
    PeopleBridge,
    DatesBridge,
    YearBridge,
    SearchBridge,
    SeriesBridge,
    SeveralBridge,
    ChargeBridge,
    HoursBridge,
    ImportBridge,
    PaperBridge,
    MoneyBridge,
    ProgrammeBridge,
    PartnersBridge,
    FilesBridge,
    KeepingBridge,
):
    """A workspace, open, and every question and command of the screens."""

    def __init__(self, path: Path, programme: str | None, clock: Clock, settings: Settings):
        self._workspace = Workspace(path, clock, programme)
        self._workspace.second_folder = settings.backup_folder
        self._bounds = settings.bounds

    def close(self) -> None:
        """Let go of the workspace."""
        self._workspace.close()

    def made(self) -> str:
        """The label of the change made since this was asked last; "" for none."""
        label, self._workspace.made = self._workspace.made, ""
        return label

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

    def people(self) -> tuple[tuple[PersonLine, ...], tuple[GroupLine, ...]]:
        """Everybody, and the groups with their seats."""
        with self._workspace.read() as view:
            return tuple(people.people(view)), tuple(people.groups(view))

    def history(self) -> HistoryData:
        """The newest changes first."""
        lines = tuple(self._workspace.history(MOST_CHANGES))
        with self._workspace.read() as view:
            return HistoryData(lines, view.programme.zone)

    def change_details(self, number: int) -> ChangeDetails:
        """What one change did."""
        with self._workspace.read() as view:
            return history.details(view, number)

    # Commands

    def undo(self) -> str:
        """Take back the last change; its label."""
        return self._workspace.undo()

    def redo(self) -> str:
        """Carry out again what was undone last; its label."""
        return self._workspace.redo()
