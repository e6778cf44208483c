"""A poll: candidate dates for a meeting, who answered what, and which date suits best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from ipe_events.domain.availability import Obstacle
from ipe_events.domain.drafts import When, line_problems, optional_line_problems
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.invitation import Answer
from ipe_events.domain.pasted_answers import Unread
from ipe_events.domain.slots import Absence
from ipe_events.domain.when import parse_clock, parse_iso_day

MOST_DATES = 50
ANSWERS = (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED)

_SHOWN = 60
_CANDIDATE = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[ T]+(?P<start>[0-9:.]+)(?: ?[-–] ?(?P<end>[0-9:.]+))?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class PollDraft:
    """A poll to be held; kinds and groups by slug, no groups: the kind's.

    A candidate date with a start alone is as long as its kind.
    """

    kind: str
    dates: tuple[When, ...]
    groups: tuple[str, ...] = ()
    title: str | None = None
    location: str = ""

    def problems(self) -> list[Problem]:
        """What is wrong with it, before the workspace is asked."""
        found = [] if self.title is None else line_problems(self.title, "title")
        found += optional_line_problems(self.location, "location")
        if not self.dates:
            found.append(Problem("date", "no-candidates"))
        if len(self.dates) > MOST_DATES:
            found.append(Problem("date", "too-much", {"limit": MOST_DATES}))
        for when in self.dates:
            found += when.problems()
        return found


@dataclass(frozen=True, slots=True)
class PollReply:
    """What somebody (or an organisation: `email` None) said to one date, and who kept that.

    `entered_at` is a moment in UTC, ISO 8601.
    """

    name: str
    email: str | None
    organisation: str
    answer: str
    entered_by: str
    entered_at: str


@dataclass(frozen=True, slots=True)
class PollOption:
    """A candidate date with its answers.

    `missing`: the required organisations (slug, name) of which nobody said yes or maybe.
    `off` and `absent`: what is known to stand in the way of those who are asked (F24).
    """

    id: int
    day: date
    start: time | None
    end: time | None
    replies: tuple[PollReply, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    off: tuple[Obstacle, ...] = ()
    absent: tuple[Absence, ...] = ()

    def count(self, answer: str) -> int:
        """How many gave this answer."""
        return sum(reply.answer == answer for reply in self.replies)

    @property
    def complete(self) -> bool:
        """Whether every required organisation said that somebody can come."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class PollLine:
    """A poll with its dates in order of time; `waiting` has not answered to any of them."""

    id: int
    kind: str
    title: str
    groups: tuple[str, ...]
    location: str
    event: int | None
    created_at: str
    options: tuple[PollOption, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """What was kept of a text, a file or by hand, by date, and what could not be read."""

    poll: PollLine
    answers: tuple[tuple[int, PollReply], ...]
    unread: tuple[Unread, ...] = ()


def best_first(options: Iterable[PollOption]) -> list[PollOption]:
    """Every required organisation first, then yes and maybe together, then yes, then by date."""

    def order(option: PollOption) -> tuple[bool, int, int, date, time]:
        yes, maybe = option.count(Answer.ACCEPTED), option.count(Answer.TENTATIVE)
        return (not option.complete, -(yes + maybe), -yes, option.day, option.start or time.min)

    return sorted(options, key=order)


def parse_candidate(text: str) -> When:
    """Read `2027-01-12 13:00-15:00`, `2027-01-12 13:00` or `2027-01-12`.

    Refuses `not-a-candidate`, and what the day and the times are refused with.
    """
    match = _CANDIDATE.fullmatch(" ".join(text.split()))
    if match is None:
        raise refuse("not-a-candidate", "date", value=text[:_SHOWN])
    start, end = match["start"], match["end"]
    return When(
        parse_iso_day(match["day"]),
        None,
        parse_clock(start, "start") if start else None,
        parse_clock(end, "end") if end else None,
    )


def meant(options: Sequence[PollOption], text: str) -> list[PollOption]:
    """The dates of a poll that a text such as `2027-01-12` or `2027-01-12 13:00` means.

    Refuses `unknown-candidate`, with those there are.
    """
    when = parse_candidate(text)
    found = [
        option
        for option in options
        if option.day == when.day
        and (when.start is None or option.start == when.start)
        and (when.end is None or option.end == when.end)
    ]
    if not found:
        known = [words(option) for option in options]
        raise refuse("unknown-candidate", "date", value=text[:_SHOWN], known=known)
    return found


def words(option: PollOption) -> str:
    """A candidate as it is typed."""
    if option.start is None or option.end is None:
        return option.day.isoformat()
    return f"{option.day} {option.start:%H:%M}-{option.end:%H:%M}"
