"""Reads when somebody is busy from their calendar, which may be anything at all.

Numbered rules I14 to I20: unknown zones are reported, what is free or cancelled is left out, no
title is kept, and time and memory are bounded whatever the file repeats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from ipe_events.domain.availability import merged
from ipe_events.domain.busy import BusyTimes
from ipe_events.domain.errors import Problem, Refused, refuse
from ipe_events.domain.invitation import NOT_COMING
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import Frequency, Rule, parse_rule
from ipe_events.ical.foreign_zones import ForeignZones
from ipe_events.ical.moments import (
    FIRST_YEAR,
    Unreadable,
    When,
    comparable,
    instant,
    parse,
    span,
)
from ipe_events.ical.parts import LARGEST, Line, Part, parts

MOST_PERIODS = 200_000
# Days looked at for repetitions, all together: some ten seconds.
MOST_DAYS = 3_000_000
MOST_NOTES = 20

_SHOWN = 60
_EARLIEST = date(FIRST_YEAR, 1, 2)
# A rule that never matches is looked through for so long (`domain.recurrence`).
_ERA_DAYS = 146_097
_STEP = {Frequency.DAILY: 1, Frequency.WEEKLY: 2, Frequency.MONTHLY: 3, Frequency.YEARLY: 10}


def read_busy(
    content: bytes, name: str, zone: str, first: date, last: date, owner: str | None = None
) -> BusyTimes:
    """The times from `first` to `last` at which the owner of a calendar is busy.

    `zone` is that of days and of floating times, and of a zone nobody knows, which is reported.
    `owner`: an address; meetings to which they do not come do not count. Refuses (as `name`)
    `calendar-invalid`, `calendar-too-much` and `file-too-large`; a single event that cannot be
    read is left out and reported: problems with `value`, `count` and `zone`.
    """
    if len(content) > LARGEST:
        raise refuse("file-too-large", "file", path=name, limit=LARGEST // 1_000_000)
    reader = _Reader(name, zone, first, last, owner)
    for calendar, part in parts(content, name):
        if part.name == "VTIMEZONE":
            reader.zones.define(part)
        elif part.name == "VFREEBUSY":
            reader.free_busy(part)
        elif calendar.word("METHOD") != "CANCEL":
            reader.event(part)
    return reader.result()


class _Reader:
    """What is known while a calendar is read."""

    def __init__(self, name: str, zone: str, first: date, last: date, owner: str | None) -> None:
        self.zones = ForeignZones()
        self._name = name
        self._zone = zone
        self._owner = f"mailto:{owner.lower()}" if owner else ""
        self._first, self._last = first, last
        self._start = instant(first, zone)
        self._end = instant(last + timedelta(days=1), zone)
        self._found: list[tuple[datetime, datetime]] = []
        self._notes: Counter[tuple[str, str]] = Counter()
        # Events whose zone may be defined below them, series, and the occurrences told apart.
        self._later: list[Part] = []
        self._series: list[Part] = []
        self._moved: dict[str, list[date | datetime]] = {}
        self._days = 0

    def event(self, part: Part) -> None:
        """Take one event: at once, or after all when it needs to know the rest of the file."""
        zones = {line.params.get("TZID") for lines in part.lines.values() for line in lines}
        if all(name is None or self.zones.find(name) for name in zones):
            self._take(part, self._once)
        else:
            self._later.append(part)

    def free_busy(self, part: Part) -> None:
        """Take the times of a VFREEBUSY component that are not free."""
        self._take(part, self._freebusy)

    def result(self) -> BusyTimes:
        """Everything together, once the file has come to its end."""
        for part in self._later:
            self._take(part, self._once)
        for part in self._series:
            self._take(part, self._repeated)
        warnings = tuple(
            Problem("", code, {"value": value, "count": count, "zone": self._zone})
            for (code, value), count in self._notes.items()
        )
        return BusyTimes(tuple(merged(self._found)), warnings)

    def _take(self, part: Part, take: Callable[[Part], None]) -> None:
        try:
            if part.cut:
                raise Unreadable
            if part.latin:
                self._note("calendar-latin")
            take(part)
        except Unreadable as fault:
            self._note(fault.code, fault.value)
        # A day outside the years there are, a number that is none.
        except (OverflowError, ValueError):
            self._note("event-unreadable")

    def _note(self, code: str, value: str = "") -> None:
        shown = value[:_SHOWN]
        if (code, shown) not in self._notes and len(self._notes) >= MOST_NOTES:
            shown = ""
        self._notes[code, shown] += 1

    def _freebusy(self, part: Part) -> None:
        for line in part.lines.get("FREEBUSY", ()):
            if line.params.get("FBTYPE", "BUSY").upper() != "FREE":
                for text in line.value.split(","):
                    self._add(self._when(line, text))

    def _once(self, part: Part) -> None:
        uid = part.first("UID")
        if uid is None or not uid.value.strip():
            self._note("event-without-uid")
        instance = part.first("RECURRENCE-ID")
        if instance is not None and uid is not None:
            when = self._when(instance, instance.value)
            self._moved.setdefault(uid.value, []).append(comparable(when))
            if "RANGE" in instance.params:
                self._note("range-unread")
        if self._is_free(part):
            return
        if instance is None and ("RRULE" in part.lines or "RDATE" in part.lines):
            self._series.append(part)
        else:
            self._add(self._span(part))

    def _is_free(self, part: Part) -> bool:
        return (
            part.word("STATUS") == "CANCELLED"
            or part.word("TRANSP") == "TRANSPARENT"
            or part.word("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
            or any(
                line.params.get("PARTSTAT", "").lower() in NOT_COMING
                and line.value.strip().lower() == self._owner
                for line in part.lines.get("ATTENDEE", ())
            )
        )

    def _repeated(self, part: Part) -> None:
        """Every occurrence of a series in the window, but those told apart and those excluded."""
        when = self._span(part)
        uid = part.first("UID")
        excluded = list(self._moved.get(uid.value, ())) if uid else []
        for line in part.lines.get("EXDATE", ()):
            excluded += [comparable(self._when(line, text)) for text in line.value.split(",")]
        moments = {when.moment, *self._ruled(part, when, excluded)}
        dates = [
            self._when(line, text)
            for line in part.lines.get("RDATE", ())
            for text in line.value.split(",")
        ]
        gone = set(excluded)
        for one in (
            *(replace(when, moment=moment) for moment in moments),
            *(one if one.length else replace(one, length=when.length) for one in dates),
        ):
            day = one.moment.date() if isinstance(one.moment, datetime) else one.moment
            if gone.isdisjoint((comparable(one), day)):
                self._add(one)

    def _ruled(
        self, part: Part, when: When, excluded: Iterable[date | datetime]
    ) -> Iterable[date | datetime]:
        lines = part.lines.get("RRULE", [])
        if not lines:
            return ()
        text = lines[0].value
        try:
            if len(lines) > 1:
                raise Unreadable("rule-unread", text)
            rule = parse_rule(text)
            self._count_days(rule, when)
            return occurrences(
                rule,
                when.moment,
                zone=when.zone,
                since=max(self._first - when.length, _EARLIEST) - timedelta(days=1),
                until=self._last + timedelta(days=1),
                exdates=excluded,
            )
        except Refused as refused:
            if refused.problems[0].code == "calendar-too-much":
                raise
            fine = refused.problems[0].code == "rule-too-fine"
            raise Unreadable("repeats-too-fine" if fine else "rule-unread", text) from None

    def _count_days(self, rule: Rule, when: When) -> None:
        """Keep count of the work that rules are, whatever a file asks for."""
        first = when.moment.date() if isinstance(when.moment, datetime) else when.moment
        rare = rule.positions or rule.year_days or any(abs(day) > 28 for day in rule.month_days)
        nth = any(abs(day.nth) > 4 for day in rule.weekdays)
        days = max((self._last - first).days, 0) + (_ERA_DAYS if rare or nth else 0)
        self._days += days // _STEP[rule.frequency] + 1
        if self._days > MOST_DAYS:
            raise self._too_much()

    def _too_much(self) -> Refused:
        return refuse("calendar-too-much", "file", path=self._name, reason="too-many-times")

    def _add(self, when: When) -> None:
        start = instant(when.moment, when.zone)
        end = instant(when.moment + when.length, when.zone)
        if end > self._start and start < self._end:
            self._found.append((max(start, self._start), min(end, self._end)))
            if len(self._found) > MOST_PERIODS:
                raise self._too_much()

    def _span(self, part: Part) -> When:
        """When an event is, once or first."""
        line = part.first("DTSTART")
        if line is None:
            raise Unreadable
        last, lasts = part.first("DTEND"), part.first("DURATION")
        end = self._when(last, last.value) if last else None
        return span(self._when(line, line.value), end, lasts.value if lasts else None)

    def _when(self, line: Line, text: str) -> When:
        return parse(text, self._zone, self._zone_of(line))

    def _zone_of(self, line: Line) -> str:
        name = line.params.get("TZID")
        if name is None:
            return self._zone
        zone = self.zones.find(name)
        if zone is None:
            self._note("zone-unknown", name)
        return zone or self._zone
