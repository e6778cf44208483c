"""The part of the bridge that is about the agenda: days, and what is on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ipe_events.domain.records import (
    EventFilter,
    EventHours,
    EventLine,
    KindLine,
    ProgrammeLine,
)
from ipe_events.domain.search import Remark
from ipe_events.i18n import _
from ipe_events.services import availability, events, programmes, searching
from ipe_events.services.workspace import View, Workspace
from ipe_events.tui.bridge_first import MOST_LINES

# What the first screen does not need is imported where it is needed: it counts.
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class AgendaData:
    """The events from a day on, at most `MOST_LINES` of `total`, and their programme.

    `first` is None when events of every day are meant: those of `whole` that match a text;
    `remarks` say what of the text could not be used.
    """

    programme: ProgrammeLine
    today: date
    first: date | None
    events: tuple[EventLine, ...]
    total: int
    whole: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthData:
    """The states of the events on each day, the names of the days off and of who is closed."""

    states: Mapping[date, frozenset[str]]
    public: Mapping[date, str]
    school: Mapping[date, str]
    closed: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class PeriodData:
    """The events of a few days, at most `MOST_LINES` of `total`, and why a day is off.

    `hours` by the number of the event, where they were asked for.
    """

    programme: ProgrammeLine
    first: date
    last: date
    events: tuple[EventLine, ...]
    total: int
    off: Mapping[date, str]
    hours: Mapping[int, Sequence[EventHours]]


class AgendaBridge:
    """What the agenda asks."""

    _workspace: Workspace

    def agenda(self, first: date, text: str = "") -> AgendaData:
        """The events from `first` on; with a text those of any day that match, if they fit."""
        with self._workspace.read() as view:
            wanted = EventFilter(first=first, text=text)
            if text:
                anywhere = EventFilter(text=text)
                if events.count(view, anywhere) <= MOST_LINES:
                    wanted = anywhere
            found = events.lines(view, wanted, limit=MOST_LINES)
            cut = len(found) == MOST_LINES
            return AgendaData(
                programme=programme_line(view),
                today=view.now.date(),
                first=wanted.first,
                events=tuple(found),
                total=events.count(view, wanted) if cut else len(found),
                whole=events.count(view, EventFilter()) if text else 0,
                remarks=searching.understood(view, text)[1] if text else (),
            )

    def month(self, first: date, last: date, text: str = "") -> MonthData:
        """What happens on each day from `first` to `last`."""
        with self._workspace.read() as view:
            states = events.by_day(view, EventFilter(first, last, text=text))
            calendar = availability.holiday_calendar(view)
            days = calendar.days_off(first, last) if calendar is not None else []
            return MonthData(
                states={day: frozenset(found) for day, found in states.items()},
                public={off.day: off.name for off in days if off.kind == "public"},
                school={off.day: off.name for off in days if off.kind == "school"},
                closed=_closed(view, first, last),
            )

    def period(self, first: date, last: date, *, hours: bool = False) -> PeriodData:
        """The events of a week or a day; with the hours they cost when these are wanted."""
        with self._workspace.read() as view:
            wanted = EventFilter(first, last)
            found = events.lines(view, wanted, limit=MOST_LINES)
            cut = len(found) == MOST_LINES
            calendar = availability.holiday_calendar(view)
            days = calendar.days_off(first, last) if calendar is not None else []
            costs = {}
            if hours:
                from ipe_events.services import ledger

                costs = ledger.event_hours(view, found)
            return PeriodData(
                programme=programme_line(view),
                first=first,
                last=last,
                events=tuple(found),
                total=events.count(view, wanted) if cut else len(found),
                off=_closed(view, first, last) | {off.day: off.name for off in reversed(days)},
                hours=costs,
            )

    def last_day_before(self, day: date, text: str = "") -> date | None:
        """The day of the last event before a day."""
        with self._workspace.read() as view:
            earlier = EventFilter(last=day - timedelta(days=1), text=text)
            return events.last_day_of(view, earlier)

    def pending(self) -> int:
        """How many messages wait to be sent; 0 where counting them would take long."""
        from ipe_events.services import outbox

        with self._workspace.read() as view:
            if events.count(view, EventFilter(states=("planned",))) > MOST_COUNTED:
                return 0
            return sum(bool(item.email) and not item.elsewhere for item in outbox.pending(view))

    def kinds(self) -> tuple[KindLine, ...]:
        """The kinds of events there are."""
        with self._workspace.read() as view:
            return tuple(programmes.kinds(view))


def _closed(view: View, first: date, last: date) -> dict[date, str]:
    """Who is closed on each day, in words."""
    found = availability.closed_on(view, first, last)
    words = _("closed: {names}")
    return {day: words.format(names=", ".join(names)) for day, names in found.items()}


def programme_line(view: View) -> ProgrammeLine:
    """The programme in hand."""
    slug = view.programme.slug
    return next(item for item in programmes.programmes(view) if item.slug == slug)
