"""Files that the program writes for others to read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.working import through


def write_new(path: Path, content: bytes, *, replace: bool = False) -> Path:
    """Write one file; its absolute path. Refuses `file-exists` (out) unless it may `replace` it."""
    return write_all(path.parent, [(path.name, content)], replace=replace)[0]


def write_all(
    folder: Path, files: Iterable[tuple[str, bytes]], *, replace: bool = True
) -> list[Path]:
    """Write files by name into a folder, all of them or none; their absolute paths.

    Nobody else on this machine may read them. Refuses `folder-unwritable` (out) and, where it may
    not `replace` one, `file-exists` (out).
    """
    made = list(files)
    partials: list[Path] = []
    try:
        folder = folder.expanduser().resolve()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        there = [name for name, _content in made if not replace and (folder / name).is_file()]
        if there:
            raise refuse("file-exists", "out", path=str(folder / there[0]))
        for name, content in through(made):
            path = folder / name
            if path.is_dir():
                raise IsADirectoryError(path)
            partials.append(path.with_name(f".{name}.partial"))
            with open(partials[-1], "wb", opener=_for_its_owner) as file:
                file.write(content)
        return [
            partial.replace(folder / name)
            for partial, (name, _content) in zip(partials, made, strict=True)
        ]
    except (OSError, ValueError, Refused) as fault:
        for partial in partials:
            partial.unlink(missing_ok=True)
        if isinstance(fault, Refused):
            raise
        raise refuse("folder-unwritable", "out", path=str(folder)) from None


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
