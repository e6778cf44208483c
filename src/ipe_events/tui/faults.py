"""Which of the program's own faults were told: one in every frame is told once."""

from __future__ import annotations

from time import monotonic

from ipe_events.faults import trace

QUIET_SECONDS = 5.0


class Faults:
    """Remembers the faults that were told lately, by the place where they arose."""

    def __init__(self) -> None:
        self._told: dict[str, float] = {}

    def is_new(self, error: BaseException) -> bool:
        """Whether this fault, of this place, was not told in the last seconds."""
        place, now = trace(error)[-1], monotonic()
        new = now - self._told.get(place, -QUIET_SECONDS) >= QUIET_SECONDS
        self._told[place] = now
        return new
