"""Which event of a list is to be chosen once the list is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ipe_events.domain.records import EventLine

Aim = Callable[[Sequence[EventLine]], EventLine | None]


def next_from(day: date) -> Aim:
    """The first event that is not over before a day; the last one when all are."""

    def choose(found: Sequence[EventLine]) -> EventLine | None:
        for event in found:
            if (event.until or event.day) >= day:
                return event
        return found[-1] if found else None

    return choose


def by_id(number: int) -> Aim:
    """The event with a number."""
    return lambda found: next((event for event in found if event.id == number), None)


def after(number: int) -> Aim:
    """The event after the one with a number."""

    def choose(found: Sequence[EventLine]) -> EventLine | None:
        places = [place for place, event in enumerate(found) if event.id == number]
        place = places[0] + 1 if places else 0
        return found[min(place, len(found) - 1)] if found else None

    return choose


def last_on(day: date) -> Aim:
    """The last event of a day or before it."""
    return lambda found: next((event for event in reversed(found) if event.day <= day), None)
