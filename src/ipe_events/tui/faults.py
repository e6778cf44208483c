"""The program's own faults: kept in a log without anybody's data, told once, survived."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

from ipe_events import paths

QUIET_SECONDS = 5.0
LARGEST_LOG = 1_000_000


class Faults:
    """Remembers which faults were told, so that one in every frame is told once."""

    def __init__(self) -> None:
        self._told: dict[str, float] = {}

    def is_new(self, error: BaseException) -> bool:
        """Whether this fault, of this place, was not told in the last seconds."""
        place, now = trace(error)[-1], monotonic()
        new = now - self._told.get(place, -QUIET_SECONDS) >= QUIET_SECONDS
        self._told[place] = now
        return new


def trace(error: BaseException) -> list[str]:
    """The kind of an error and the places it passed; nothing of what it says."""
    lines, step = [type(error).__name__], error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        lines.append(f"  {Path(code.co_filename).name}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    if error.__cause__ is not None:
        lines += ["caused by", *trace(error.__cause__)]
    return lines


def log_fault(error: BaseException) -> Path:
    """Write where an error arose, and nothing of what it says; the log."""
    file = paths.log_file()
    try:
        paths.private_folder(file.parent)
        whole = file.exists() and file.stat().st_size > LARGEST_LOG
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if whole else os.O_APPEND)
        with os.fdopen(os.open(file, flags, 0o600), "a", encoding="utf-8") as log:
            log.write("\n".join(trace(error)) + "\n")
    except OSError:
        return file  # A disk that is full must not bring the program down as well.
    return file
