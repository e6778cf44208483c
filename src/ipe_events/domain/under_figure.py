"""What lies under a figure of hours: which rows and days it is about, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipe_events.domain.entries import EntryLine
from ipe_events.domain.matrix import Measure
from ipe_events.domain.records import EventLine
from ipe_events.domain.search import Remark, Vocabulary

# So many entries are listed at a time.
PAGE = 500


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure: its days (both included), measure, and rows.

    `slots`: slugs of the organisations and lines of the rows; None for all. Grouped otherwise `by`
    says how and `number` which: the key of a person, kind or goal, None for what has none.
    """

    first: date
    last: date
    measure: Measure
    slots: frozenset[tuple[str, str | None]] | None = None
    by: str = "partner"
    number: int | None = None

    def holds(self, organisation: str, line: str | None) -> bool:
        """Whether a partner's line is meant."""
        return self.slots is None or (organisation, line) in self.slots


@dataclass(frozen=True, slots=True)
class Expected:
    """Minutes that a partner's line is to get: of a meeting, or (`event` None) of other work.

    `day`: of the meeting, or the first of the month that the work is expected in.
    """

    organisation: str
    organisation_name: str
    line: str | None
    line_name: str
    day: date
    minutes: int
    is_draft: bool = False
    event: EventLine | None = None


@dataclass(frozen=True, slots=True)
class Under:
    """What a figure is made of, by day; their minutes together are the figure.

    `entries`: those on a page of it, from place `start` on; `count` of them there are, which come
    to `booked` minutes. Narrowed by a query they are those of `whole` entries and expectations
    that match; `remarks` say what of it could not be used, `vocabulary` what can be.
    """

    entries: tuple[EntryLine, ...] = ()
    expected: tuple[Expected, ...] = ()
    start: int = 0
    count: int = 0
    booked: int = 0
    whole: int = 0
    remarks: tuple[Remark, ...] = ()
    vocabulary: Vocabulary | None = None

    @property
    def minutes(self) -> int:
        """The figure."""
        return self.booked + sum(one.minutes for one in self.expected)


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry with what it corrects, what else corrects that, and the meeting it is of.

    `zone`: of the programme, in which people read when it was booked.
    """

    entry: EntryLine
    corrected: EntryLine | None
    corrections: tuple[EntryLine, ...]
    event: EventLine | None
    zone: str

    @property
    def minutes(self) -> int:
        """What the entry comes to with all its corrections."""
        corrected = self.corrected.minutes if self.corrected is not None else 0
        return self.entry.minutes + corrected + sum(one.minutes for one in self.corrections)
