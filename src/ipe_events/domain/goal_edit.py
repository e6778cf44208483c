"""What may be changed of a goal, and what a report tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from ipe_events.domain.drafts import SLUG, line_problems, note_problems, optional_line_problems
from ipe_events.domain.errors import Problem
from ipe_events.domain.plan import GOALS

LONGEST_DETAIL = 2000


@dataclass(frozen=True, slots=True)
class GoalEdit:
    """What to change of a goal, None as it is; `details` by key, an empty text takes one away.

    A key that is given more than once holds every text.
    """

    name: str | None = None
    kind: str | None = None
    parent: str | None = None
    details: tuple[tuple[str, str], ...] = ()

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = [] if self.name is None else line_problems(self.name, "name")
        if self.kind is not None and self.kind not in GOALS:
            values = {"value": self.kind, "known": ", ".join(GOALS)}
            found.append(Problem("kind", "unknown-goal-kind", values))
        for name, text in self.details:
            if not SLUG.fullmatch(name):
                found.append(Problem("detail", "slug-invalid", {"value": name}))
            found += optional_line_problems(text, "detail", limit=LONGEST_DETAIL)
        return found


@dataclass(frozen=True, slots=True)
class GoalNote:
    """What a report tells of a goal; None leaves a text as it is, "" empties it."""

    explanation: str | None = None
    obstacle: str | None = None
    request: str | None = None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        texts = (
            ("explanation", self.explanation),
            ("obstacle", self.obstacle),
            ("request", self.request),
        )
        return [one for name, text in texts for one in note_problems(text or "", name)]
