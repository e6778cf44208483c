"""The personal settings file; a missing or damaged one gives the defaults."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.paths import private_folder

if TYPE_CHECKING:
    from ipe_events.domain.budget import Bounds


MOST_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may settle once: language, theme, where the second backup goes.

    `status_room`, `status_above`: the percent of a promise below which there is room left, and
    above which it is exceeded.
    """

    language: str | None = None
    theme: str | None = None
    backup_folder: Path | None = None
    status_room: int = 90
    status_above: int = 110

    @property
    def bounds(self) -> Bounds:
        """The bounds of the status."""
        from ipe_events.domain.budget import Bounds

        return Bounds(self.status_room, self.status_above)


def load(file: Path) -> Settings:
    """Read the settings; refuses a file that cannot be read as one."""
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        raise refuse("settings-invalid", path=str(file)) from None

    def text(name: str) -> str | None:
        value = values.get(name)
        return value if isinstance(value, str) and value else None

    def percent(name: str, otherwise: int) -> int:
        value = values.get(name)
        return value if type(value) is int and 0 <= value <= MOST_PERCENT else otherwise

    usual = Settings()
    folder = text("backup_folder")
    return Settings(
        language=text("language"),
        theme=text("theme"),
        backup_folder=Path(folder) if folder else None,
        status_room=percent("status_room", usual.status_room),
        status_above=percent("status_above", usual.status_above),
    )


def save(file: Path, name: str, value: str) -> None:
    """Set one setting; comments and everything else in the file stay."""
    # Imported here: only writing needs a parser that keeps comments.
    import tomlkit
    from tomlkit.exceptions import ParseError

    private_folder(file.parent)
    try:
        document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else None
    except (ParseError, UnicodeDecodeError):
        raise refuse("settings-invalid", path=str(file)) from None
    document = document if document is not None else tomlkit.document()
    document[name] = value
    partial = file.with_suffix(".partial")
    partial.write_text(tomlkit.dumps(document), encoding="utf-8")
    partial.chmod(0o600)
    partial.replace(file)
