"""What the log keeps of a fault: its kind and place, never what anybody typed or stored."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ipe_events import __version__, paths

LARGEST_LOG = 1_000_000
_PARTS_SHOWN = 3


def record(error: BaseException, command: str) -> Path | None:
    """Add a fault to the log; its file, None when it cannot be written."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    lines = [f"{moment} ipe-events {__version__} {command}", *trace(error)]
    with suppress(OSError):
        return _append(paths.log_file(), "\n".join(lines) + "\n")
    return None


def trace(error: BaseException) -> list[str]:
    """The kind of an error and the places it passed, its causes after it.

    The error's own words are left out, as they may hold names, addresses and parameters.
    """
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        kind, step = type(cause), cause.__traceback__
        lines.append(f"  {kind.__module__}.{kind.__qualname__}")
        while step is not None:
            code = step.tb_frame.f_code
            place = "/".join(Path(code.co_filename).parts[-_PARTS_SHOWN:])
            lines.append(f"    {place}:{step.tb_lineno} {code.co_name}")
            step = step.tb_next
        cause = cause.__cause__ or cause.__context__
    return lines


def _append(file: Path, text: str) -> Path:
    paths.private_folder(file.parent)
    if file.exists() and file.stat().st_size > LARGEST_LOG:
        file.replace(file.with_suffix(".old.log"))
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as log:
        log.write(text)
    return file
