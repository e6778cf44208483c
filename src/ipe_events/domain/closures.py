"""Days on which an organisation, a person or a whole region cannot meet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ipe_events.domain.drafts import day_problems, optional_line_problems
from ipe_events.domain.errors import Problem

# A country, and what `holidays` calls a subdivision of it.
REGION = re.compile(r"[A-Z]{2}(-[A-Za-z0-9]{1,20})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ClosureDraft:
    """A closure to be kept, of exactly one of the three; `ends` is included, None for one day."""

    starts: date
    ends: date | None = None
    name: str = ""
    organisation: str = ""
    person: str = ""
    region: str = ""

    @property
    def last(self) -> date:
        """The last day."""
        return self.ends or self.starts

    def problems(self) -> list[Problem]:
        """What is wrong with it, before the workspace is asked."""
        found = day_problems(self.starts, "from") + day_problems(self.last, "until")
        if self.last < self.starts:
            found.append(Problem("until", "end-before-start"))
        if sum(map(bool, (self.organisation, self.person, self.region))) != 1:
            found.append(Problem("organisation", "closure-of-one"))
        if self.region and not REGION.fullmatch(self.region):
            found.append(Problem("region", "region-invalid", {"value": self.region}))
        return found + optional_line_problems(self.name, "name")


@dataclass(frozen=True, slots=True)
class ClosureLine:
    """A closure in a list; `person` is the address, else the number, and `who` a name to read."""

    id: int
    organisation: str | None
    person: str | None
    region: str | None
    who: str
    starts: date
    ends: date
    name: str
