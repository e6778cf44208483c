"""How far a programme is with its themes, and which care settings nothing happens in yet.

For each theme the present practice and the wanted situation are fixed, and one experiment or more
is set up (000:10); the settings are those of 000:5-8.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ipe_events.domain.plan import GoalLine

PRESENT, WANTED = "huidige_praktijk", "gewenste_situatie"
EXPERIMENT = "experiment"


@dataclass(frozen=True, slots=True)
class ThemeState:
    """A theme with what it still lacks: `PRESENT`, `WANTED`, `EXPERIMENT`, in that order."""

    slug: str
    name: str
    lacks: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether it lacks nothing."""
        return not self.lacks


@dataclass(frozen=True, slots=True)
class SettingState:
    """A care setting with the experiments and the meetings not cancelled that belong to it."""

    slug: str
    name: str
    themes: int
    experiments: int
    meetings: int

    @property
    def covered(self) -> bool:
        """Whether there is an experiment or a meeting in it."""
        return bool(self.experiments or self.meetings)


@dataclass(frozen=True, slots=True)
class LayerState:
    """A layer with the names of the kinds that reach it, and its meetings in a school year."""

    layer: str
    kinds: tuple[str, ...]
    meetings: int
    year: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every theme and every setting of a programme; without them it has nothing to cover."""

    themes: tuple[ThemeState, ...]
    settings: tuple[SettingState, ...]


def coverage(goals: Sequence[GoalLine], meetings: Iterable[str]) -> Coverage:
    """What themes lack and settings hold; `meetings` has the goal's slug of each meeting."""
    parents = {goal.slug: goal.parent for goal in goals}
    held = list(meetings)

    def under(goal: GoalLine, slugs: Collection[str]) -> int:
        return sum(goal.slug in _line(slug, parents) for slug in slugs)

    experiments = [goal.slug for goal in goals if goal.kind == EXPERIMENT]
    themes = [goal.slug for goal in goals if goal.kind == "theme"]
    return Coverage(
        themes=tuple(
            ThemeState(goal.slug, goal.name, _lacks(goal, under(goal, experiments)))
            for goal in goals
            if goal.kind == "theme"
        ),
        settings=tuple(
            SettingState(
                goal.slug,
                goal.name,
                under(goal, themes),
                under(goal, experiments),
                under(goal, held),
            )
            for goal in goals
            if goal.kind == "setting"
        ),
    )


def _lacks(theme: GoalLine, experiments: int) -> tuple[str, ...]:
    told = [name for name in (PRESENT, WANTED) if not theme.said(name)]
    return (*told, *(() if experiments else (EXPERIMENT,)))


def _line(slug: str, parents: dict[str, str | None]) -> set[str]:
    """The goal and all that it hangs under."""
    line: set[str] = set()
    step: str | None = slug
    while step is not None and step not in line:
        line.add(step)
        step = parents.get(step)
    return line
