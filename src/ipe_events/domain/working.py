"""Work that takes a while: what it is, how far it is, and whether it was told to stop.

A service only says what it goes `through`; whoever started the work in this thread with `at` looks
at it from another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from ipe_events.domain.errors import refuse

Item = TypeVar("Item")


@dataclass(slots=True)
class Work:
    """What is being done, in the user's words; `began` in seconds of the monotonic clock."""

    doing: str
    began: float = 0.0
    done: int = 0
    total: int = 0
    may_stop: bool = False
    told_to_stop: bool = False

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return monotonic() - self.began

    def stop(self) -> bool:
        """Have it stop where nothing is written yet or all can be taken back; whether it can."""
        self.told_to_stop |= self.may_stop
        return self.told_to_stop


_CURRENT: ContextVar[Work | None] = ContextVar("work", default=None)


@contextmanager
def at(work: Work) -> Iterator[None]:
    """What is done inside, in this thread, is this work."""
    work.began = monotonic()
    token = _CURRENT.set(work)
    try:
        yield
    finally:
        work.may_stop = False
        _CURRENT.reset(token)


def through(items: Sequence[Item], *, firm: bool = False) -> Iterator[Item]:
    """Each item, telling how far the work is; inside another `through` only that one tells.

    Refuses `work-stopped` when the user said so, before the next item: not when `firm`, where
    something was written that no rolling back takes away.
    """
    work = _CURRENT.get()
    if work is None or work.total:
        yield from items
        return
    work.done, work.total, work.may_stop = 0, len(items), not firm
    try:
        for item in items:
            if work.told_to_stop and not firm:
                raise refuse("work-stopped")
            yield item
            work.done += 1
    finally:
        work.done, work.total, work.may_stop = 0, 0, False
