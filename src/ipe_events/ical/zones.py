"""Time zones as the yearly rules every calendar program understands (RFC 5545 section 3.6.5)."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ipe_events.domain.errors import refuse

FIRST_YEAR = 2024
LAST_YEAR = 2038
# Every rule starts in this year: before any meeting, so that each meeting has an offset.
ONSET_YEAR = 1970

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Names of the tz database start with a capital. This keeps out what the system's folder has
# beside it ("localtime", "right/…" with its leap seconds) and whatever could break a line.
ZONE_NAME = re.compile(r"[A-Z][A-Za-z0-9_+/-]*")


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of the clock: the wall clock just before it, the offsets, the new short name."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A weekday in a week of a month: seven days from `first_day`, or its last seven (None)."""

    text: str
    example: datetime
    first_day: int | None

    def onset(self, year: int) -> datetime:
        month = self.example.month
        first_day = self.first_day or monthrange(year, month)[1] - 6
        start = datetime.combine(date(year, month, first_day), self.example.time())
        return start + timedelta(days=(self.example.weekday() - start.weekday()) % 7)


def zone_info(zone: str) -> ZoneInfo:
    """The tz database's zone of that name.

    Errors: `unknown-zone` (zone) when the tz database has no such name.
    """
    if ZONE_NAME.fullmatch(zone):
        try:
            return ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            # A folder's name and a name too long for the file system are OSErrors.
            pass
    raise refuse("unknown-zone", "zone", value=zone)


@lru_cache(maxsize=64)
def vtimezone(zone: str) -> tuple[str, ...]:
    """The lines of an IANA zone's VTIMEZONE, as yearly rules that hold for 2024 to 2038.

    Onsets are written on the wall clock of the offset before them (RFC 5545 section 3.6.5). Rules
    instead of lists of dates: Outlook ignores RDATE in a VTIMEZONE and Google rejects files that
    start with hundreds of dates.

    Errors: `unknown-zone` (zone) when the tz database has no such name, or when no yearly rule
    gives the zone's clock changes of 2024 to 2038 (Ramadan, a law that changed).
    """
    info = zone_info(zone)
    changes = _changes(info)
    blocks = _two_rules(changes) if changes else [_no_change(info)]
    if not blocks:
        raise refuse("unknown-zone", "zone", value=zone)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    for block in blocks:
        lines += block
    lines.append("END:VTIMEZONE")
    return tuple(lines)


def _changes(info: ZoneInfo) -> list[_Change]:
    """Every change of a zone's offset from UTC within the years looked at, in order of time."""
    first = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    count = (datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC) - first).days
    days = [first + timedelta(days=number) for number in range(count + 1)]
    offsets = [_offset(day, info) for day in days]
    return [
        _change_between(day, after, info)
        for (day, before), (_, after) in pairwise(zip(days, offsets, strict=True))
        if before != after
    ]


def _change_between(day: datetime, after: timedelta, info: ZoneInfo) -> _Change:
    """The change within 24 hours of `day`, found by halving, to the minute."""
    before = _offset(day, info)
    minutes = bisect_left(
        range(24 * 60), True, key=lambda n: _offset(day + timedelta(minutes=n), info) == after
    )
    moment = day + timedelta(minutes=minutes)
    onset = (moment + before).replace(tzinfo=None)
    return _Change(onset, before, after, _short_name(moment, info))


def _offset(moment: datetime, info: ZoneInfo) -> timedelta:
    return moment.astimezone(info).utcoffset() or timedelta()


def _short_name(moment: datetime, info: ZoneInfo) -> str:
    return moment.astimezone(info).tzname() or ""


def _two_rules(changes: Sequence[_Change]) -> list[list[str]]:
    """A DAYLIGHT and a STANDARD block, or nothing when the changes follow no yearly rule."""
    forward = [change for change in changes if change.after > change.before]
    back = [change for change in changes if change.after < change.before]
    blocks = []
    # Which of the two is summer is told by the direction: in Ireland's law winter is the exception.
    for kind, group in (("DAYLIGHT", forward), ("STANDARD", back)):
        same = {(change.before, change.after, change.name) for change in group}
        rule = _rule([change.onset for change in group])
        if len(same) != 1 or rule is None:
            return []
        onset = rule.onset(ONSET_YEAR)
        blocks.append(_block(kind, onset, group[0], rule.text))
    return blocks


def _rule(onsets: Sequence[datetime]) -> _Rule | None:
    """The yearly rule that gives exactly these wall-clock times in 2024 to 2038, if there is one.

    Tried in order: the last such weekday of the month, the first to fourth, the one within seven
    fixed days ("the Friday before the last Sunday").
    """
    if not onsets:
        return None
    low = min(onset.day for onset in onsets)
    number = (low + 6) // 7
    week = ",".join(str(day) for day in range(low, min(low + 7, 32)))
    weekday = WEEKDAYS[onsets[0].weekday()]
    for days, first_day in (
        (f"BYDAY=-1{weekday}", None),
        (f"BYDAY={number}{weekday}", 7 * number - 6),
        (f"BYMONTHDAY={week};BYDAY={weekday}", low),
    ):
        text = f"FREQ=YEARLY;BYMONTH={onsets[0].month};{days}"
        rule = _Rule(text, onsets[0], first_day)
        if [rule.onset(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)] == list(onsets):
            return rule
    return None


def _no_change(info: ZoneInfo) -> list[str]:
    """The one STANDARD block of a zone whose clock never changes."""
    moment = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    offset = _offset(moment, info)
    onset = datetime.combine(date(ONSET_YEAR, 1, 1), time.min)
    return _block("STANDARD", onset, _Change(onset, offset, offset, _short_name(moment, info)))


def _block(kind: str, onset: datetime, change: _Change, rule: str = "") -> list[str]:
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{onset:%Y%m%dT%H%M%S}",
        *([f"RRULE:{rule}"] if rule else []),
        f"TZNAME:{change.name}",
        f"TZOFFSETFROM:{_utc_offset(change.before)}",
        f"TZOFFSETTO:{_utc_offset(change.after)}",
        f"END:{kind}",
    ]


def _utc_offset(offset: timedelta) -> str:
    """An offset from UTC as `+hhmm`; present-day offsets are whole minutes."""
    minutes = offset // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"
