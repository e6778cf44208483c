"""Warnings about events: pure, in bulk, never a block (design §4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ipe_events.domain.hours import through_the_night
from ipe_events.domain.invitation import Answer
from ipe_events.domain.records import Check, EventLine, Participant


@dataclass(frozen=True, slots=True)
class Engagement:
    """A person who is expected somewhere on days, at times or all day."""

    person: int
    name: str
    event: int
    title: str
    day: date
    until: date | None
    start: time | None
    end: time | None

    def meets(self, other: Engagement) -> bool:
        """Whether nobody can be at both; a date-only event leaves room beside a timed one."""
        if (self.start is None) != (other.start is None):
            return False
        days = self.day <= (other.until or other.day) and other.day <= (self.until or self.day)
        if not days or self.start is None:
            return days
        return any(
            mine[0] < theirs[1] and theirs[0] < mine[1]
            for mine in self._spans(other)
            for theirs in other._spans(self)
        )

    def _spans(self, near: Engagement) -> Iterator[tuple[datetime, datetime]]:
        """When it keeps somebody on the days of `near`: daily, or through the night in one."""
        if self.start is None or self.end is None:
            return
        last = self.until or self.day
        if through_the_night(self.day, self.until, self.start, self.end):
            yield datetime.combine(self.day, self.start), datetime.combine(last, self.end)
            return
        first, last = max(self.day, near.day), min(last, near.until or near.day)
        # Every day between is like the second: a night of several days covers them all.
        for day in {first, min(first + timedelta(days=1), last), last}:
            yield datetime.combine(day, self.start), datetime.combine(day, self.end)


def at_the_table(event: EventLine, participants: Sequence[Participant]) -> set[str]:
    """The organisations that are invited and did not decline, or for a held event were there.

    Deputies count for their organisation; somebody the programme pays fills no institution's seat,
    and a head count is nobody's seat.
    """
    return {
        participant.organisation
        for participant in participants
        if participant.heads is None
        and participant.financing == "in_kind"
        and (
            participant.attended is True
            if event.state == "held"
            else participant.answer != Answer.DECLINED
        )
    }


def missing_organisations(
    event: EventLine, required: Sequence[tuple[str, str]], participants: Sequence[Participant]
) -> list[Check]:
    """One warning that names every required organisation (slug, name) that is not there (R3)."""
    if event.state == "held" and all(part.attended is None for part in participants):
        return []  # Held before anybody kept attendance: nothing is known of who was there.
    present = at_the_table(event, participants)
    absent = [(slug, name) for slug, name in required if slug not in present]
    if not absent:
        return []
    slug = absent[0][0] if len(absent) == 1 else None
    names = ", ".join(name for _, name in absent)
    return [Check("missing-organisation", {"organisations": names}, event.id, slug)]


def double_bookings(events: Collection[int], engagements: Sequence[Engagement]) -> list[Check]:
    """Everybody who is expected elsewhere at the same time as one of these events."""
    by_person: dict[int, list[Engagement]] = {}
    for engagement in engagements:
        by_person.setdefault(engagement.person, []).append(engagement)
    found = []
    for own in by_person.values():
        for here in own:
            if here.event not in events:
                continue
            for there in own:
                if there.event != here.event and here.meets(there):
                    values = {
                        "person": here.name,
                        "title": there.title,
                        "date": there.day,
                        "time": there.start,
                    }
                    found.append(Check("double-booked", values, here.event))
    return found
