"""The personal settings file; a missing or damaged one gives the defaults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.errors import Problem, Refused, refuse
from ipe_events.i18n import LANGUAGES
from ipe_events.paths import private_folder

if TYPE_CHECKING:
    from ipe_events.domain.budget import Bounds


MOST_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may settle once: language, theme, where the second backup goes.

    `status_room`, `status_above`: the percent of a promise below which there is room left, and
    above which it is exceeded. `keys`: those of the user's own, comma separated, by action.
    """

    language: str | None = None
    theme: str | None = None
    backup_folder: Path | None = None
    status_room: int = 90
    status_above: int = 110
    keys: Mapping[str, str] = field(default_factory=dict)
    # What stands in the file and cannot be used: it is as usual.
    problems: tuple[Problem, ...] = ()

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

    problems: list[Problem] = []

    def text(name: str) -> str | None:
        value = values.get(name)
        return value if isinstance(value, str) and value else None

    def usable(name: str) -> str | int | None:
        try:
            return _read(name, str(values.get(name, "")))
        except Refused as refused:
            problems.extend(refused.problems)
            return None

    def percent(name: str, otherwise: int) -> int:
        value = usable(name)
        return value if isinstance(value, int) else otherwise

    usual = Settings()
    table = values.get("keys")
    keys: dict[str, object] = table if isinstance(table, dict) else {}
    folder, language = text("backup_folder"), usable("language")
    return Settings(
        language=language if isinstance(language, str) else None,
        theme=text("theme"),
        backup_folder=Path(folder) if folder else None,
        status_room=percent("status_room", usual.status_room),
        status_above=percent("status_above", usual.status_above),
        keys={name: key for name, key in keys.items() if isinstance(key, str)},
        problems=tuple(problems),
    )


# What can be set, in the order it is shown; the keys of the screens are a table of their own.
NAMES = ("language", "theme", "backup_folder", "status_room", "status_above")


def check(now: Settings, typed: Mapping[str, str]) -> dict[str, str | int | None]:
    """What is to be written for settings as they were typed; None: as usual.

    Refuses every one that cannot be used, at its own name: a percentage is compared with the other
    one, as it is `now` or as it is typed beside it.
    """
    problems: list[Problem] = []
    found: dict[str, str | int | None] = {}
    for name, text in typed.items():
        try:
            found[name] = _read(name, text.strip())
        except Refused as refused:
            problems += refused.problems
    usual = Settings()

    def percent(name: str, known: int, otherwise: int) -> int:
        value = found.get(name, known)
        return value if isinstance(value, int) else otherwise

    room = percent("status_room", now.status_room, usual.status_room)
    above = percent("status_above", now.status_above, usual.status_above)
    if not problems and room > above:
        field = "status_room" if "status_room" in typed else "status_above"
        problems.append(Problem(field, "bounds-crossed", {"room": room, "above": above}))
    if problems:
        raise Refused(*problems)
    return found


def _read(name: str, text: str) -> str | int | None:
    if name not in NAMES:
        raise refuse("unknown-setting", "name", value=name, known=", ".join(NAMES))
    if not text:
        return None
    if name == "language":
        if text not in LANGUAGES:
            raise refuse("unknown-language", name, value=text, known=", ".join(LANGUAGES))
        return text
    if name == "backup_folder":
        folder = Path(os.path.abspath(os.path.expanduser(text)))
        if "\0" in text or (folder.exists() and not folder.is_dir()):
            raise refuse("not-a-folder", name, path=str(folder))
        return str(folder)
    if name.startswith("status_"):
        digits = text.removesuffix("%").strip()
        if not (digits.isascii() and digits.isdigit() and int(digits) <= MOST_PERCENT):
            raise refuse("not-a-percentage", name, value=text, most=MOST_PERCENT)
        return int(digits)
    return text


def save(file: Path, name: str, value: str) -> None:
    """Set one setting; comments and everything else in the file stay."""
    save_all(file, {name: value})


def save_all(file: Path, values: Mapping[str, str | int | None]) -> None:
    """Set these settings at once, None: as usual; comments and everything else in the file stay.

    Refuses `settings-invalid` and `folder-unwritable`.
    """
    # Imported here: only writing needs a parser that keeps comments.
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else None
    except (ParseError, OSError, UnicodeDecodeError):
        raise refuse("settings-invalid", path=str(file)) from None
    document = document if document is not None else tomlkit.document()
    for name, value in values.items():
        if value is None:
            document.pop(name, None)
        else:
            document[name] = value
    partial = file.with_suffix(".partial")
    try:
        private_folder(file.parent)
        partial.write_text(tomlkit.dumps(document), encoding="utf-8")
        partial.chmod(0o600)
        partial.replace(file)
    except OSError:
        partial.unlink(missing_ok=True)
        raise refuse("folder-unwritable", path=str(file.parent)) from None
