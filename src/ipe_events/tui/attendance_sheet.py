"""Who was there, while it is being filled in: pure, and turned into what services take."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from ipe_events.domain.drafts import Attendance
from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.records import EventPage, Participant, PersonLine
from ipe_events.domain.when import parse_clock
from ipe_events.tui.event_text import guest_place

Times = tuple[time, time]


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who came uninvited."""

    name: str
    organisation: str
    organisation_name: str


@dataclass(slots=True)
class Sheet:
    """Marks by the number of a participation; `opened` is how they were."""

    page: EventPage
    marks: dict[int, bool | None] = field(default_factory=dict)
    opened: dict[int, bool | None] = field(default_factory=dict)
    deputies: dict[int, PersonLine] = field(default_factory=dict)
    walk_ins: list[WalkIn] = field(default_factory=list)
    times: dict[int, Times] = field(default_factory=dict)
    actual: Times | None = None

    @classmethod
    def of(cls, page: EventPage) -> Sheet:
        """The sheet of an event as it is known."""
        marks = {guest.id: guest.attended for guest in page.participants if _counts(guest)}
        return cls(page, dict(marks), dict(marks))

    def turn(self, guest: int) -> None:
        """Present, absent, unknown; what was known once is not unknown again."""
        if guest not in self.marks:
            return
        order: list[bool | None] = [True, False]
        if self.opened[guest] is None:
            order.append(None)
        now = self.marks[guest]
        place = order.index(now) + 1 if now in order else 0
        self.mark(guest, order[place % len(order)])

    def mark(self, guest: int, present: bool | None) -> None:
        """Whether somebody was there; who was there needs no deputy."""
        self.marks[guest] = present
        if present is not False:
            self.deputies.pop(guest, None)
        if present is not True:
            self.times.pop(guest, None)

    def everybody(self) -> None:
        """Everybody with a name was there; a seat without one stays as it is."""
        for guest in self.page.participants:
            if guest.person is not None:
                self.mark(guest.id, True)

    def replace(self, guest: int, deputy: PersonLine) -> None:
        """Somebody came in a guest's place."""
        self.mark(guest, False)
        self.deputies[guest] = deputy

    def between(self, guest: int, times: Times) -> None:
        """Somebody was there for a part."""
        self.mark(guest, True)
        self.times[guest] = times

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return bool(
            self.marks != self.opened or self.deputies or self.walk_ins or self.times or self.actual
        )

    @property
    def says_something(self) -> bool:
        """Whether anybody is known to have been there or not."""
        return bool(self.walk_ins) or any(mark is not None for mark in self.marks.values())

    def attendance(self) -> Attendance:
        """What services take: only who changed."""
        differ = {guest: mark for guest, mark in self.marks.items() if mark != self.opened[guest]}
        return Attendance(
            present=tuple(f"#{guest}" for guest, mark in differ.items() if mark is True),
            absent=tuple(
                f"#{guest}"
                for guest, mark in differ.items()
                if mark is False and guest not in self.deputies
            ),
            deputies=tuple(
                (f"#{guest}", person.email or str(person.id))
                for guest, person in self.deputies.items()
            ),
            walk_ins=tuple((walk_in.name, walk_in.organisation) for walk_in in self.walk_ins),
            times=tuple((f"#{guest}", *times) for guest, times in self.times.items()),
            actual=self.actual,
        )

    def guest_at(self, key: str | None) -> Participant | None:
        """The guest of a line."""
        for guest in self.page.participants:
            if guest_place(guest) == key and guest.id in self.marks:
                return guest
        return None


def _counts(guest: Participant) -> bool:
    return guest.heads is None


def both(start: time | None, end: time | None) -> Times | None:
    """A start with an end, or neither."""
    return (start, end) if start is not None and end is not None else None


def parse_times(text: str) -> Times:
    """Read `13:40-15:00`; refuses what is no start with a later end."""
    first, dash, last = text.replace("–", "-").partition("-")
    if not dash:
        raise Refused(Problem("end", "times-together"))
    start, end = parse_clock(first, "start"), parse_clock(last, "end")
    if end <= start:
        raise Refused(Problem("end", "end-before-start"))
    return start, end
