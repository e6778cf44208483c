"""What the first screen asks before the rest of the bridge is imported, which takes a while."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ipe_events.services.first_look import FirstLook, first_look

__all__ = ["MOST_LINES", "FirstLook", "look"]

MOST_LINES = 500


def look(path: Path, programme: str | None, first: date) -> FirstLook | None:
    """The events from a day on; None when that takes the whole bridge."""
    return first_look(path, programme, first, MOST_LINES)
