"""What may be settled of a kind of event: its defaults, whom it charges, what is checked."""

from __future__ import annotations

from dataclasses import dataclass

from ipe_events.domain.checks import OF_A_KIND
from ipe_events.domain.drafts import line_problems, optional_line_problems
from ipe_events.domain.errors import Problem
from ipe_events.domain.hours import Charge

MOST_PROFESSIONS = 100
MOST_DAYS = 1000
MOST_MINUTES = 60_000
# Instead of a line: that of the participant's group, or the only one of the organisation.
BY_SEAT = "seat"


@dataclass(frozen=True, slots=True)
class KindEdit:
    """Fields of a kind to change; None leaves a field as it is. Lengths in minutes.

    0 takes a bound, the cadence or the reminder (days) away; `required_roles` and `agenda` are
    replaced as a whole. `line`: a slug, `BY_SEAT`, or empty for none. `checks`: codes with whether
    they apply. `groups` and `required` (organisations that belong there) are slugs, all of them.
    """

    name: str | None = None
    layer: str | None = None
    groups: tuple[str, ...] | None = None
    required: tuple[str, ...] | None = None
    length: int | None = None
    preparation: int | None = None
    travel: int | None = None
    charge: str | None = None
    line: str | None = None
    minimum_professions: int | None = None
    required_roles: tuple[str, ...] | None = None
    shortest: int | None = None
    longest: int | None = None
    cadence: int | None = None
    reminder_days: int | None = None
    agenda: tuple[tuple[str, int | None], ...] | None = None
    checks: tuple[tuple[str, bool], ...] = ()

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = [
            Problem(field, "too-short")
            for field, minutes, least in (
                ("length", self.length, 5),
                ("preparation", self.preparation, 0),
                ("travel", self.travel, 0),
            )
            if minutes is not None and minutes < least
        ]
        for field, number, most in (
            ("minimum_professions", self.minimum_professions, MOST_PROFESSIONS),
            ("shortest", self.shortest, MOST_MINUTES),
            ("longest", self.longest, MOST_MINUTES),
            ("cadence", self.cadence, MOST_DAYS),
            ("reminder", self.reminder_days, MOST_DAYS),
            *(("agenda", minutes, MOST_MINUTES) for _title, minutes in self.agenda or ()),
        ):
            if number is not None and number < 0:
                found.append(Problem(field, "negative"))
            if number is not None and number > most:
                found.append(Problem(field, "too-much", {"limit": most}))
        if self.charge is not None and self.charge not in set(Charge):
            values = {"value": self.charge, "known": ", ".join(Charge)}
            found.append(Problem("charge", "unknown-charge", values))
        found += [] if self.name is None else line_problems(self.name, "name")
        found += optional_line_problems(self.layer or "", "layer", limit=60)
        for role in self.required_roles or ():
            found += line_problems(role, "role", limit=120)
        for title, _minutes in self.agenda or ():
            found += line_problems(title, "agenda")
        return found + [
            Problem("check", "unknown-check", {"value": code, "known": OF_A_KIND})
            for code, _applies in self.checks
            if code not in OF_A_KIND
        ]
