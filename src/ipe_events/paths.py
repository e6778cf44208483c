"""Where things live: the workspace, exports, settings, the log, the shipped programme files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

APP = "ipe-events"
WORKSPACE_VARIABLE = "IPE_EVENTS_WORKSPACE"


def _platform() -> PlatformDirs:
    # Imported here: most commands are told where the workspace is.
    from platformdirs import PlatformDirs

    return PlatformDirs(APP, appauthor=False)


def _in_checkout(here: Path) -> bool:
    return (here / "data").is_dir() and (here / "exports").is_dir()


def data_folder(here: Path) -> Path:
    """`./data` in a checkout, else the platform's folder for a user's data."""
    return here / "data" if _in_checkout(here) else _platform().user_data_path


def workspace(
    given: str | None, environment: Mapping[str, str], here: Path, *, demo: bool = False
) -> Path:
    """The workspace file: the one given, the variable's, else the default of the place."""
    chosen = given or environment.get(WORKSPACE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    return data_folder(here) / ("demo.db" if demo else "ipe-events.db")


def exports(here: Path) -> Path:
    """`./exports` in a checkout, else `exports` in the user's data folder."""
    return here / "exports" if _in_checkout(here) else _platform().user_data_path / "exports"


def settings_file() -> Path:
    """The personal settings."""
    return _platform().user_config_path / "settings.toml"


def log_file() -> Path:
    """Where errors are written; never names or addresses."""
    return _platform().user_log_path / "ipe-events.log"


def programme_files() -> Path:
    """The shipped programme files: packed in the wheel, or in `data` of the checkout."""
    package = Path(__file__).resolve().parent
    packed = package / "data" / "programmes"
    return packed if packed.is_dir() else package.parents[1] / "data" / "programmes"


def private_folder(folder: Path) -> Path:
    """The folder, made for this user alone when it is not there."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(folder, 0o700)
    return folder
