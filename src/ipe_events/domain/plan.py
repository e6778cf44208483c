"""What a plan says beyond figures of hours and money: its goals, numbers, remarks, open dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ipe_events.domain.records import Named

GOALS = (
    "goal",
    "precondition",
    "proeftuin",
    "setting",
    "theme",
    "experiment",
    "result",
    "level",
    "phase",
    "practice",
)
# Keys of the programme's own, each with what is said under it.
Details = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class GoalLine(Named):
    """A goal with what is said of it; `parent` is the slug of the goal above it.

    `explanation`, `obstacle` and `request` are what a report tells of it.
    """

    parent: str | None = None
    organisations: tuple[str, ...] = ()
    details: tuple[tuple[str, tuple[str, ...]], ...] = ()
    explanation: str = ""
    obstacle: str = ""
    request: str = ""

    def said(self, name: str) -> tuple[str, ...]:
        """What stands under a key of its details."""
        return dict(self.details).get(name, ())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the plan gives, with its qualifier ("circa"), or one named part of it."""

    what: str
    n: int
    qualifier: str = ""
    name: str = ""
    starts: date | None = None
    ends: date | None = None

    def runs(self, day: date) -> bool:
        """Whether it counts on a day."""
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


@dataclass(frozen=True, slots=True)
class Count:
    """What there is of something on a day; `names` of those parts that have one."""

    what: str
    n: int
    qualifier: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """What the plan says of a partner; `counts` on the day that was asked for."""

    starts: date | None
    ends: date | None
    counts: tuple[Count, ...]
    details: Details


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A meeting of which the plan gives two dates (`event`), or none (`event` None).

    `says` is the other date, or what is known of the date; `missing` is how many still lack one.
    """

    event: int | None
    kind: str
    title: str
    day: date | None
    says: str
    missing: int = 0


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What the plan says besides: a milestone, an alternative, a question, an advice."""

    kind: str
    title: str
    when: str
    note: str
    source: str
    details: Details


def counts(figures: Iterable[Figure], day: date) -> tuple[Count, ...]:
    """The numbers on a day, the named parts of a number added up; order as in the plan."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        own = found.setdefault(figure.what, [])
        if figure.runs(day):
            own.append(figure)
    return tuple(
        Count(
            what,
            sum(part.n for part in parts),
            ", ".join(dict.fromkeys(part.qualifier for part in parts if part.qualifier)),
            tuple(part.name for part in parts if part.name),
        )
        for what, parts in found.items()
    )


def tree(goals: Iterable[GoalLine]) -> Iterator[tuple[int, GoalLine]]:
    """Every goal with its depth, each right after the one it hangs under; no circles (refused)."""
    below: dict[str | None, list[GoalLine]] = {}
    for goal in goals:
        below.setdefault(goal.parent, []).append(goal)
    waiting = [(0, goal) for goal in reversed(below.get(None, []))]
    while waiting:
        depth, goal = waiting.pop()
        yield depth, goal
        waiting += [(depth + 1, one) for one in reversed(below.get(goal.slug, []))]
