"""A meeting that was made in another calendar: where it stands in a file, and what is taken of it.

Pure; nothing is guessed: a file in which it is not clear which meeting is meant is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.incoming import Incoming
from ipe_events.domain.invitation import Answer
from ipe_events.domain.outbox import Card
from ipe_events.domain.records import EventLine
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import parse_rule

Moment = date | datetime

# A calendar that is published or saved, or the invitation itself.
_METHODS = frozenset({"", "PUBLISH", "REQUEST", "ADD", "CANCEL"})
_GIVEN = frozenset(Answer) - {Answer.NEEDS_ACTION}


@dataclass(frozen=True, slots=True)
class GuestAnswer:
    """What somebody who is invited here answered there."""

    event: int
    email: str
    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of an invitation that is one thing here and another in the other calendar."""

    event: int
    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was taken of a meeting in another calendar.

    `unknown`: addresses in the file that are not invited here; `missing`: invited here and not in
    the file. `events`: all that were adopted, of a series each of its meetings. `told_before`:
    whether somebody was told of it under the number it had before.
    """

    event: EventLine
    sequence: int
    answers: tuple[GuestAnswer, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    differences: tuple[Differing, ...]
    events: tuple[int, ...]
    notices: tuple[Problem, ...] = ()
    told_before: bool = False


def answer_of(text: str) -> Answer | None:
    """The answer a PARTSTAT stands for; None when none was given."""
    said = text.lower()
    return Answer(said) if said in _GIVEN else None


def card_of(found: Incoming) -> Card:
    """What the other calendar says of a meeting; a place that is the link alone is no place."""
    return Card(
        found.summary,
        _text(found.start),
        _text(found.end),
        place_of(found),
        found.link,
    )


def place_of(found: Incoming) -> str:
    """Where it is, without the link to join by."""
    return "" if found.location == found.link else found.location


def _text(moment: Moment | None) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else ""


def the_event(messages: Sequence[Incoming], uid: str, start: str) -> Incoming:
    """The meeting of a file that is meant: known by its UID, the only one, or the one at `start`.

    `start`: an ISO date or date-time. Refuses `adopt-nothing`, `adopt-unclear`, `adopt-series`,
    `adopt-cancelled` and `adopt-answer` (file).
    """
    usable = _usable(messages)
    found = [one for one in usable if one.uid == uid] or usable
    if len({one.uid for one in found}) > 1:
        found = [one for one in usable if one.instance is None and _text(one.start) == start]
    if len({one.uid for one in found}) != 1:
        raise refuse("adopt-unclear", "file", count=len({one.uid for one in usable}))
    if any(one.rule or one.instance is not None for one in usable if one.uid == found[0].uid):
        raise refuse("adopt-series", "file")
    newest = max(found, key=_age)
    if is_cancelled(newest):
        raise refuse("adopt-cancelled", "file")
    return newest


def is_cancelled(found: Incoming) -> bool:
    """Whether it was called off there."""
    return found.status == "CANCELLED" or found.method == "CANCEL"


def _usable(messages: Iterable[Incoming]) -> list[Incoming]:
    messages = list(messages)
    if any(one.method not in _METHODS for one in messages):
        raise refuse("adopt-answer", "file")
    found = [one for one in messages if not one.fault and one.start is not None and one.end]
    if not found:
        raise refuse("adopt-nothing", "file")
    return found


def _age(one: Incoming) -> tuple[int, datetime]:
    return one.sequence, one.stamp or datetime.min.replace(tzinfo=UTC)


class ForeignSeries:
    """A series of a file: its master, and the dates that are otherwise."""

    def __init__(self, messages: Sequence[Incoming], master: Incoming, zone: str) -> None:
        self.master = master
        self._zone = zone
        self._others: dict[Moment, Incoming] = {}
        own = (one for one in messages if one.uid == master.uid and one.instance is not None)
        for one in sorted(own, key=_age):
            assert one.instance is not None
            self._others[one.instance] = one
        self._starts: frozenset[Moment] = frozenset()

    def expand(self, starts: Collection[Moment]) -> None:
        """Look up on which of the days of these starts it has a meeting."""
        if not starts or self.master.start is None:
            return
        days = [_day(start) for start in starts]
        found: Sequence[Moment] = occurrences(
            parse_rule(self.master.rule),
            self.master.start,
            zone=self._zone,
            since=min(days),
            until=max(days),
            exdates=self.master.excluded,
        )
        self._starts = frozenset(found)

    def at(self, start: Moment) -> Incoming | None:
        """The meeting that began at `start` (its RECURRENCE-ID, a wall-clock time or a day)."""
        other = self._others.get(_comparable(start, self._zone))
        if other is not None or start not in self._starts:
            return other
        first, last = self.master.start, self.master.end
        length = last - first if first is not None and last is not None else timedelta(0)
        return replace(self.master, start=start, end=start + length, rule="", excluded=())


def the_series(
    messages: Sequence[Incoming], uid: str, starts: Sequence[Moment], zone: str
) -> ForeignSeries:
    """The series of a file that is meant: known by its UID, the only one, or the one on the dates.

    `starts`: those of the meetings here, on the wall clock of `zone`. Refuses `adopt-nothing`,
    `adopt-no-series`, `adopt-unclear`, `adopt-other-dates`, `adopt-cancelled`, `adopt-answer`
    (file), and a rule that cannot be read.
    """
    usable = _usable(messages)
    masters = [one for one in usable if one.rule and one.instance is None]
    if not masters:
        raise refuse("adopt-no-series", "file")
    chosen = [one for one in masters if one.uid == uid] or masters
    found = [ForeignSeries(usable, one, zone) for one in chosen]
    for one in found:
        one.expand(starts)
    on_dates = [one for one in found if any(one.at(start) is not None for start in starts)]
    if not on_dates:
        raise refuse("adopt-other-dates", "file")
    if len(on_dates) > 1:
        raise refuse("adopt-unclear", "file", count=len(masters))
    if is_cancelled(on_dates[0].master):
        raise refuse("adopt-cancelled", "file")
    return on_dates[0]


def moment(text: str) -> Moment:
    """An ISO date or wall-clock time."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _comparable(start: Moment, zone: str) -> Moment:
    """As `Incoming.instance`: a day, or a moment in UTC (rule I09)."""
    if isinstance(start, datetime):
        return start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return start


def _day(start: Moment) -> date:
    return start.date() if isinstance(start, datetime) else start
