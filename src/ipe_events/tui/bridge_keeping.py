"""The part of the bridge that keeps: copies of the workspace, examining it, the settings in force.

What is asked of the file alone is asked without opening it: it may be damaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.services import upkeep
from ipe_events.services.upkeep import Copy as Copy
from ipe_events.services.upkeep import Health as Health
from ipe_events.services.upkeep import Lost as Lost
from ipe_events.services.workspace import Workspace
from ipe_events.settings import Settings

if TYPE_CHECKING:
    from ipe_events.domain.budget import Bounds


@dataclass(frozen=True, slots=True)
class KeepingData:
    """A workspace file and its copies, newest first; `second` is the copy in the other folder.

    `now` (aware) is the real moment: the age of a file is not the programme's time.
    """

    path: Path
    size: int
    copies: tuple[Copy, ...]
    folder: Path | None
    second: Copy | None
    now: datetime


def keeping(path: Path, folder: Path | None) -> KeepingData:
    """What is kept of a workspace."""
    return KeepingData(
        path=path.absolute(),
        size=path.stat().st_size if path.exists() else 0,
        copies=tuple(upkeep.copies(path)),
        folder=folder,
        second=upkeep.second_copy(path, folder) if folder is not None else None,
        now=datetime.now().astimezone(),
    )


def put_back(path: Path, copy: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the workspace; where what was there is kept."""
    _copy, kept = upkeep.restore(path, str(copy), now)
    return kept


class KeepingBridge:
    """Questions and commands about keeping an open workspace."""

    _workspace: Workspace
    _bounds: Bounds

    def use_settings(self, settings: Settings) -> None:
        """Go by other settings from now on."""
        self._workspace.second_folder = settings.backup_folder
        self._bounds = settings.bounds

    def lost(self, copy: Path) -> Lost:
        """What putting a copy back would take away."""
        return upkeep.lost(self._workspace, copy)

    def copy_now(self) -> list[Path]:
        """Copy the workspace, also into the second folder when there is one."""
        return upkeep.create(self._workspace)

    def copy_to(self, folder: Path) -> Path:
        """Make the copy in the second folder."""
        return upkeep.copy_to_folder(self._workspace, folder)

    def health(self) -> Health:
        """Whether the workspace is sound, and what it holds."""
        return upkeep.health(self._workspace)
