"""What becomes of partners whose names are new, in a file that is read in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What becomes of a name that is new: it fills a placeholder, or it is one more.

    `fill`: the short name that the placeholders share. `like`: whose promise and seats one more
    partner gets too, from the day `starts`. None of them: it is asked for.
    """

    fill: str | None = None
    like: str | None = None
    starts: date | None = None
