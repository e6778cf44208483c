"""One typed line read as an event: kind, day, times, title and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.minutes import HOUR, parse_duration
from ipe_events.domain.spoken_clock import SPOKEN_CLOCK
from ipe_events.domain.when import (
    CLOCK,
    LONG_DAYS,
    MONTH_DAY,
    SHORT_DAY,
    parse_clock,
    parse_day,
)
from ipe_events.domain.when_words import MONTH, WEEKDAY, WORD_DAY

_SHOWN = 60
_FLAGS = re.ASCII | re.IGNORECASE

# Stands where a day or a time was taken out; no text has it once its spaces are made plain.
_CUT = "\n"

_DASH = r" ?[-–—] ?"
_THROUGH = r" (?:t/m|tot en met|through) "
_LENGTH = r"(?P<length>[0-9]{1,4} ?m(?:in)?|[0-9]{1,2}(?:[.,][0-9]{1,2})? ?[hu](?:[0-9]{1,2}m?)?)"
_DAYS_OF_MONTH = re.compile(
    rf"(?<!\S)(?P<weekday>{WEEKDAY} )?(?P<first>{MONTH_DAY})(?:{_DASH}|{_THROUGH})"
    rf"(?P<last>{MONTH_DAY}) (?P<month>{MONTH}(?: [0-9]{{4}})?)(?!\S)",
    _FLAGS,
)
_UNTIL = re.compile(rf"{_THROUGH}| [-–—] ", _FLAGS)
_ANY_CLOCK = rf"(?:{SPOKEN_CLOCK}|{CLOCK})"
_CLOCKS = re.compile(
    rf"(?<!\S)(?P<start>{_ANY_CLOCK}){_DASH}(?P<end>{_ANY_CLOCK})(?: uur)?(?!\S)", _FLAGS
)
# A time that no title holds by accident: it has a colon or an hour sign.
_PLAIN_CLOCK = (
    r"[0-9]{1,2}:[0-5][0-9](?: ?[ap]m)?|(?:1[0-2]|0?[1-9]) ?[ap]m"
    r"|(?:[01]?[0-9]|2[0-3])(?:[uh][0-5][0-9]|[uh]| uur)"
)
_START = re.compile(rf"(?<!\S)(?P<start>{_PLAIN_CLOCK})(?: {_LENGTH})?(?!\S)", _FLAGS)
# Right after the day a bare hour will do too, when no word of a title follows it.
_START_AFTER_DAY = re.compile(
    rf"(?<={_CUT}) (?P<start>{_ANY_CLOCK})(?:(?: {_LENGTH})(?!\S)|(?: uur)?(?= ?$))"
    rf"|(?<={_CUT}) (?P<dotted>[0-9]{{1,2}}\.[0-5][0-9])(?!\S)",
    _FLAGS,
)
_EARLIEST_BARE_HOUR = 6


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """What one line says; `until` only for several days, `end` never without `start`."""

    kind: str
    title: str
    day: date
    until: date | None
    start: time | None
    end: time | None
    location: str
    host: str | None


@dataclass(frozen=True, slots=True)
class DayAndTimes:
    """What a line about a day says: `until` only for several days, `end` never without `start`."""

    day: date
    until: date | None = None
    start: time | None = None
    end: time | None = None


@dataclass(frozen=True, slots=True)
class _Days:
    span: tuple[int, int]
    day: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Times:
    span: tuple[int, int]
    start: time
    end: time | None = None


def parse_quick_add(
    text: str,
    today: date,
    kinds: Sequence[tuple[str, str]],
    organisations: Sequence[tuple[str, str]],
) -> QuickAdd:
    """Read a line such as `kernteam di 12 jan 13-15 Samen leren @Windesheim`.

    `kinds` and `organisations` are pairs of slug and name; the beginning of a kind will do
    when no other kind begins so. After `@` comes the place, which is also the host when it
    names one organisation. The words that are left over are the title, as typed.

    Refuses `unknown-kind`, `ambiguous-kind`, `no-date`, `end-before-start`,
    `until-before-date`, and what `parse_day` and `parse_clock` refuse; nothing else is raised.
    """
    head, place = _halves(" ".join(text.split()))
    days = _find_days(head, today)
    days_in_place = _find_days(place, today) if days is None else None
    head = _without(head, days)
    place = _without(place, days_in_place)
    times = _find_times(head)
    times_in_place = _times_after(place) if times is None else None
    kind, words = _kind(_without(head, times).split(), kinds)
    location, _, rest = _without(place, times_in_place).partition(_CUT)
    day = days or days_in_place
    clock = times or times_in_place
    if day is None:
        raise refuse("no-date", "date", value=text[:_SHOWN])
    return QuickAdd(
        kind=kind,
        title=" ".join([*words, *rest.split()]),
        day=day.day,
        until=day.until,
        start=clock.start if clock else None,
        end=clock.end if clock else None,
        location=location.strip(),
        host=_host(location, organisations),
    )


def parse_day_and_times(text: str, today: date, field: str = "date") -> DayAndTimes:
    """Read a day with or without its times: `volgende week do 13u`, `di 12 jan 13-15`.

    Refuses what `parse_day` and `parse_clock` refuse, all of it of `field`.
    """
    line = " ".join(text.split())
    try:
        days = _find_days(line, today)
        rest = _without(line, days)
        times = _find_times(rest) if days is not None else None
    except Refused as refused:
        raise Refused(*(replace(problem, field=field) for problem in refused.problems)) from None
    if days is None or _without(rest, times).replace(_CUT, "").strip():
        return DayAndTimes(parse_day(text, today, field))
    return DayAndTimes(
        days.day, days.until, times.start if times else None, times.end if times else None
    )


def _halves(line: str) -> tuple[str, str]:
    # An @ inside a word is an address, not a place.
    match = re.search(r"(?<!\S)@", line)
    return (line[: match.start()], line[match.end() :]) if match else (line, "")


def _without(line: str, found: _Days | _Times | None) -> str:
    if found is None:
        return line
    first, last = found.span
    return f"{line[:first]}{_CUT}{line[last:]}"


def _find_days(line: str, today: date) -> _Days | None:
    long = sorted(
        (match for form in LONG_DAYS for match in form.finditer(line)),
        key=lambda match: (match.start(), -match.end()),
    )
    several = _DAYS_OF_MONTH.search(line)
    if several and (not long or several.start() <= long[0].start()):
        return _days_of_month(several, today)
    for first in sorted((*long, *SHORT_DAY.finditer(line)), key=re.Match.start):
        if last := _last_of_range(line, first):
            return _range(line, first, last, today)
    if long:
        return _Days(long[0].span(), parse_day(long[0][0], today))
    return _find_loose_day(line, today)


def _days_of_month(match: re.Match[str], today: date) -> _Days:
    day = parse_day(f"{match['weekday'] or ''}{match['first']} {match['month']}", today)
    if int(match["last"]) < int(match["first"]):
        raise refuse("until-before-date", "until", value=match[0])
    until = parse_day(f"{match['last']} {match['month']}", day)
    return _Days(match.span(), day, until if until > day else None)


def _last_of_range(line: str, first: re.Match[str]) -> re.Match[str] | None:
    through = _UNTIL.match(line, first.end())
    if through is None:
        return None
    # After `12 jan - ` a short `9-12` is two times rather than a day.
    forms = (*LONG_DAYS, SHORT_DAY) if first.re is SHORT_DAY else LONG_DAYS
    found = [match for form in forms if (match := form.match(line, through.end()))]
    return max(found, key=re.Match.end, default=None)


def _range(line: str, first: re.Match[str], last: re.Match[str], today: date) -> _Days:
    day = parse_day(first[0], today)
    until = parse_day(last[0], day, "until")
    span = (first.start(), last.end())
    if until < day:
        raise refuse("until-before-date", "until", value=line[slice(*span)])
    return _Days(span, day, until if until > day else None)


def _find_loose_day(line: str, today: date) -> _Days | None:
    """Tell a short day from two times: `di 10-12` is a Tuesday, `10-12 13-15` in December."""
    short, word = SHORT_DAY.search(line), WORD_DAY.search(line)
    if short and word:
        pair = _Days((short.start("day"), short.end()), today)
        are_times = _pair(_CLOCKS.fullmatch(line[slice(*pair.span)])) is not None
        if are_times and _find_times(_without(line, pair)) is None:
            short = None
    match = short or word
    return _Days(match.span(), parse_day(match[0], today)) if match else None


def _find_times(line: str) -> _Times | None:
    wrong = None
    for match in _CLOCKS.finditer(line):
        times = _pair(match)
        after_day = line[: match.start()].endswith(f"{_CUT} ")
        bare = re.fullmatch(r"[0-9 –—-]+", match[0]) is not None
        if times and (after_day or not bare or times.start.hour >= _EARLIEST_BARE_HOUR):
            return times
        if times is None and (after_day or not bare):
            wrong = wrong or match[0]
    if wrong is not None:
        raise refuse("end-before-start", "end", value=wrong)
    started = _START_AFTER_DAY.search(line) or _START.search(line)
    return _started(started) if started else None


def _times_after(place: str) -> _Times | None:
    """Take times from behind a place, or from behind a day there, never from its middle."""
    times = _find_times(place)
    if times is None:
        return None
    before, after = place[: times.span[0]], place[times.span[1] :]
    return times if _CUT in before or (before.strip() and not after.strip()) else None


def _pair(match: re.Match[str] | None) -> _Times | None:
    if match is None:
        return None
    start, end = parse_clock(match["start"], "start"), parse_clock(match["end"], "end")
    return _Times(match.span(), start, end) if start < end else None


def _started(match: re.Match[str]) -> _Times:
    groups = match.groupdict()
    start = parse_clock(groups["start"] or groups["dotted"], "start")
    if not groups["length"]:
        return _Times(match.span(), start)
    length = parse_duration(groups["length"], "end")
    hours, minutes = divmod(start.hour * HOUR + start.minute + length, HOUR)
    if not length or hours >= 24:
        raise refuse("end-before-start", "end", value=match[0].strip())
    return _Times(match.span(), start, time(hours, minutes))


def _kind(words: list[str], kinds: Sequence[tuple[str, str]]) -> tuple[str, list[str]]:
    folded = [(slug, slug.casefold(), name.casefold()) for slug, name in kinds]
    most = max((len(name.split()) for _, _, name in folded), default=0)
    # The longest run of words that begins a name: a name may have several.
    for count in range(min(most, len(words)), 0, -1):
        typed = " ".join(words[:count]).casefold()
        whole = {slug for slug, *names in folded if typed in names}
        begun = {slug for slug, *names in folded if any(n.startswith(typed) for n in names)}
        found = sorted(whole or begun)
        if len(found) == 1:
            return found[0], words[count:]
        if found:
            raise refuse("ambiguous-kind", "kind", value=typed[:_SHOWN], known=tuple(found))
    value = words[0][:_SHOWN] if words else ""
    raise refuse("unknown-kind", "kind", value=value, known=tuple(slug for slug, _ in kinds))


def _host(location: str, organisations: Sequence[tuple[str, str]]) -> str | None:
    place = _words(location)
    whole: dict[str, int] = {}
    within: set[str] = set()
    for slug, name in organisations:
        for words in (_words(slug), _words(name)):
            if words and place[: len(words)] == words:
                whole[slug] = max(len(words), whole.get(slug, 0))
        if place and set(place) <= {*_words(slug), *_words(name)}:
            within.add(slug)
    # "Deltion College lokaal 3" begins with a name; "Windesheim" is one word of a name.
    longest = {slug for slug, length in whole.items() if length == max(whole.values())}
    found = longest or within
    return found.pop() if len(found) == 1 else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
