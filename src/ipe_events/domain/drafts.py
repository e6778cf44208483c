"""Everything a user may hand in, checked in one place for forms, commands and files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from urllib.parse import urlsplit

from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.hours import Financing, Own
from ipe_events.domain.invitation import Privacy

MOST_CENTS = 100_000_000_000
TITLE_LIMIT = 200
LONGEST_MINUTES = 1000 * 60
TEXT_LIMIT = 4000
EMAIL_LIMIT = 254
# Digits alone are somebody's number.
SLUG = re.compile(r"(?![0-9]+\Z)[A-Za-z0-9][A-Za-z0-9_-]{0,60}", re.ASCII)
# The addresses that mail systems of institutions really use: RFC 5321's dot-atom, in ASCII.
EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
    re.ASCII | re.IGNORECASE,
)
# Outside these years a calendar file cannot say when an event is (`ical.write`).
FIRST_YEAR, LAST_YEAR = 1971, 2099


def line_problems(value: str, field: str, *, limit: int = TITLE_LIMIT) -> list[Problem]:
    """What is wrong with a text on one line that must say something."""
    if not value.strip():
        return [Problem(field, "blank")]
    return optional_line_problems(value, field, limit=limit)


def optional_line_problems(value: str, field: str, *, limit: int = TITLE_LIMIT) -> list[Problem]:
    """What is wrong with a text on one line that may be empty."""
    if len(value) > limit:
        return [Problem(field, "too-long", {"limit": limit})]
    if any(_is_control(character) for character in value):
        return [Problem(field, "control-characters")]
    return []


def _is_control(character: str) -> bool:
    # Cc: control characters with the line breaks; Zl, Zp: Unicode's line and paragraph separators;
    # Cs: half a character, which no file can hold.
    return unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")


def note_problems(value: str, field: str) -> list[Problem]:
    """What is wrong with a text of several lines."""
    if len(value) > TEXT_LIMIT:
        return [Problem(field, "too-long", {"limit": TEXT_LIMIT})]
    plain = value.replace("\n", "").replace("\t", "")
    if any(_is_control(character) for character in plain):
        return [Problem(field, "control-characters")]
    return []


def link_problems(value: str, field: str) -> list[Problem]:
    """What is wrong with a link, which may be empty."""
    if not value:
        return []
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        sound = False
    spaced = any(character.isspace() or _is_control(character) for character in value)
    if not sound or spaced or len(value) > 2000:
        return [Problem(field, "not-a-link", {"value": value})]
    return []


def email_problems(value: str, field: str) -> list[Problem]:
    """What is wrong with an e-mail address."""
    if len(value) > EMAIL_LIMIT or not EMAIL.fullmatch(value):
        return [Problem(field, "address-invalid", {"value": value})]
    return []


def amount_problems(cents: int | None, field: str) -> list[Problem]:
    """What is wrong with an amount of money, in cents."""
    if cents is None or 0 <= cents <= MOST_CENTS:
        return []
    if cents < 0:
        return [Problem(field, "negative")]
    return [Problem(field, "too-much", {"limit": MOST_CENTS // 100})]


def day_problems(value: date, field: str) -> list[Problem]:
    """What is wrong with a day: calendars disagree about years far away."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return [Problem(field, "not-a-date", {"value": value.isoformat()})]
    return []


def raise_for(problems: Iterable[Problem]) -> None:
    """Refuse when there is anything wrong."""
    found = tuple(problems)
    if found:
        raise Refused(*found)


@dataclass(frozen=True, slots=True)
class When:
    """The days and times of an event on the wall clock; no times: all day.

    A start alone: as long as its kind usually is.
    """

    day: date
    until: date | None = None
    start: time | None = None
    end: time | None = None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = day_problems(self.day, "date")
        if self.until is not None:
            found += day_problems(self.until, "until")
            if self.until < self.day:
                found.append(Problem("until", "end-before-start"))
        if self.start is None and self.end is not None:
            found.append(Problem("start", "times-together"))
        elif (
            self.start is not None
            and self.end is not None
            and self.end <= self.start
            and self.until in (None, self.day)
        ):
            found.append(Problem("end", "end-before-start"))
        return found


def privacy_problems(privacy: str) -> list[Problem]:
    """What is wrong with whom an invitation names."""
    if privacy in set(Privacy):
        return []
    values = {"value": privacy, "known": ", ".join(Privacy)}
    return [Problem("privacy", "unknown-privacy", values)]


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event to be planned; kinds, groups, organisations and goals by slug.

    `title` None takes the kind's name. `groups` and `invite` both empty: the kind's groups, or
    nobody when `by_kind` is False.
    `invite`: addresses, organisation slugs, or `slug=number` for a head count.
    """

    kind: str
    when: When
    title: str | None = None
    location: str = ""
    link: str = ""
    host: str | None = None
    goal: str | None = None
    groups: tuple[str, ...] = ()
    invite: tuple[str, ...] = ()
    draft: bool = False
    by_kind: bool = True
    privacy: str = Privacy.ALL

    def problems(self) -> list[Problem]:
        """What is wrong with it, before the workspace is asked."""
        found = self.when.problems()
        if self.title is not None:
            found += line_problems(self.title, "title")
        found += optional_line_problems(self.location, "location")
        return found + link_problems(self.link, "online") + privacy_problems(self.privacy)


@dataclass(frozen=True, slots=True)
class EventEdit:
    """Fields of an event to change; None leaves a field as it is, "" empties it."""

    title: str | None = None
    location: str | None = None
    link: str | None = None
    host: str | None = None
    goal: str | None = None
    note: str | None = None
    privacy: str | None = None
    outcome: str | None = None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = [] if self.title is None else line_problems(self.title, "title")
        found += optional_line_problems(self.location or "", "location")
        found += link_problems(self.link or "", "online")
        found += privacy_problems(self.privacy or Privacy.ALL)
        found += note_problems(self.outcome or "", "outcome")
        return found + note_problems(self.note or "", "note")


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person to be added; the address may be absent (a walk-in)."""

    name: str
    organisation: str
    email: str | None = None
    profession: str = ""

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = line_problems(self.name, "name", limit=120)
        if self.email is not None:
            found += email_problems(self.email, "email")
        return found + optional_line_problems(self.profession, "profession", limit=120)


@dataclass(frozen=True, slots=True)
class HourDraft:
    """Hours worked outside a meeting; `minutes` of presence.

    Without a financing it is that of the person's seats, else in kind.
    """

    organisation: str
    day: date
    minutes: int
    activity: str
    person: str | None = None
    line: str | None = None
    goal: str | None = None
    financing: str | None = None
    evidence: str = ""

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = day_problems(self.day, "date") + line_problems(self.activity, "activity")
        found += optional_line_problems(self.evidence, "evidence")
        if self.financing is not None and self.financing not in set(Financing):
            values = {"value": self.financing, "known": ", ".join(Financing)}
            found.append(Problem("financing", "unknown-financing", values))
        if self.minutes < 0:
            found.append(Problem("hours", "negative"))
        if self.minutes == 0:
            found.append(Problem("hours", "nothing"))
        return found


def own_problems(own: Own) -> list[Problem]:
    """What is wrong with what one participant is charged instead of the rule."""
    found = []
    for field in ("presence", "preparation", "travel"):
        minutes = getattr(own, field) or 0
        if minutes < 0:
            found.append(Problem(field, "negative"))
        if minutes > LONGEST_MINUTES:
            found.append(Problem(field, "too-much", {"limit": LONGEST_MINUTES // 60}))
    return found


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there: addresses, organisation slugs for unnamed seats, `name@slug` walk-ins."""

    everybody: bool = False
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    deputies: tuple[tuple[str, str], ...] = ()
    walk_ins: tuple[tuple[str, str], ...] = ()
    times: tuple[tuple[str, time, time], ...] = ()
    actual: tuple[time, time] | None = None

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        found = [
            Problem("time", "end-before-start") for _, start, end in self.times if end <= start
        ]
        if self.actual is not None and self.actual[1] <= self.actual[0]:
            found.append(Problem("actual", "end-before-start"))
        for name, _ in self.walk_ins:
            found += line_problems(name, "walk-in", limit=120)
        both = set(self.present) & set(self.absent)
        found += [Problem("absent", "present-and-absent", {"value": who}) for who in sorted(both)]
        return found
