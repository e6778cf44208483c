"""Files that the program writes for others to read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ipe_events.domain.errors import refuse


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write files by name into a folder, all of them or none; their absolute paths.

    Nobody else on this machine may read them. Refuses `folder-unwritable` (out).
    """
    made = list(files)
    partials: list[Path] = []
    try:
        folder = folder.expanduser().resolve()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in made:
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
    except (OSError, ValueError):
        for partial in partials:
            partial.unlink(missing_ok=True)
        raise refuse("folder-unwritable", "out", path=str(folder)) from None


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
