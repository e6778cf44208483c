"""What the log keeps of a fault: its kind and place, never what anybody typed or stored."""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ipe_events import __version__, paths

LARGEST_LOG = 1_000_000
_PARTS_SHOWN = 3


def record(error: BaseException, command: str) -> Path | None:
    """Add a fault to the log; its file, None when it cannot be written.

    The error's own words are left out, as they may hold names, addresses and parameters.
    """
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    lines = [f"{moment} ipe-events {__version__} {command}"]
    while error is not None:
        kind = type(error)
        lines.append(f"  {kind.__module__}.{kind.__qualname__}")
        for frame in traceback.extract_tb(error.__traceback__):
            place = "/".join(Path(frame.filename).parts[-_PARTS_SHOWN:])
            lines.append(f"    {place}:{frame.lineno} {frame.name}")
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    with suppress(OSError):
        return _append(paths.log_file(), "\n".join(lines) + "\n")
    return None


def _append(file: Path, text: str) -> Path:
    paths.private_folder(file.parent)
    if file.exists() and file.stat().st_size > LARGEST_LOG:
        file.replace(file.with_suffix(".old.log"))
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as log:
        log.write(text)
    return file
