"""Reads calendar messages of others, which may be anything at all (RFC 5546, RFC 5545).

Numbered rules I03, I04, I09, I14 and I17 to I20: what is not needed is not looked at, what cannot
be read is absent, and size, nesting and lines are bounded before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from ipe_events.domain.content_lines import plain
from ipe_events.domain.drafts import EMAIL, EMAIL_LIMIT
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.incoming import UNREADABLE, WITHOUT_UID, Guest, Incoming
from ipe_events.ical.foreign_zones import ForeignZones
from ipe_events.ical.moments import Unreadable, When, comparable, instant, parse, span
from ipe_events.ical.parts import OF_ZONES, Kept, Line, Part, parts

LARGEST_MESSAGE = 10_000_000
MOST_LINES = 250_000
ZONE = "Europe/Amsterdam"

LONGEST_LINE, LONGEST_TEXT, LONGEST_UID = 200, 4000, 1000
MOST_SEQUENCE = 2**31 - 1

_LINKS = (
    *("CONFERENCE", "X-GOOGLE-CONFERENCE"),
    *("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"),
)
_KEPT: Kept = {
    **OF_ZONES,
    b"VCALENDAR": frozenset({b"METHOD"}),
    b"VEVENT": frozenset(
        {b"UID", b"RECURRENCE-ID", b"SEQUENCE", b"DTSTAMP", b"DTSTART", b"DTEND", b"DURATION"}
        | {b"SUMMARY", b"LOCATION", b"DESCRIPTION", b"URL", b"STATUS", b"COMMENT"}
        | {b"ORGANIZER", b"ATTENDEE", b"RRULE", b"EXDATE", *(name.encode() for name in _LINKS)}
    ),
}
_WEB = re.compile(r"https?://[^\s<>\"'\\\x00-\x20]{1,1990}", re.IGNORECASE)
# Where meetings are joined: any other link in a text is about something else.
_JOIN = re.compile(
    r"https://(?:teams\.(?:microsoft|live)\.com|meet\.google\.com|meet\.jit\.si|"
    r"(?:[a-z0-9-]+\.)?(?:zoom\.us|webex\.com))/[^\s<>\"'\\\x00-\x20]{1,1900}",
    re.IGNORECASE,
)
# Control characters and halves of characters, which no file can hold.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_CARET = {"^n": " ", "^'": '"', "^^": "^"}


def read_messages(content: bytes, name: str, zone: str = ZONE) -> tuple[Incoming, ...]:
    """Every VEVENT of a calendar file, in the order they stand in.

    `zone`: of floating times and of the times that are given back. Refuses (as `name`)
    `file-too-large`, `calendar-invalid` and `calendar-too-much`.
    """
    if len(content) > LARGEST_MESSAGE:
        raise refuse("file-too-large", "file", path=name, limit=LARGEST_MESSAGE // 1_000_000)
    zones = ForeignZones()
    events = []
    for calendar, part in parts(content, name, _KEPT, MOST_LINES):
        if part.name == "VTIMEZONE":
            zones.define(part)
        else:
            events.append((calendar, part))
    # The method and the zones may stand below the events.
    return tuple(
        _Event(part, zone, zones).read(calendar.word("METHOD")) for calendar, part in events
    )


class _Event:
    """One VEVENT while it is read, with what is to be said of it."""

    def __init__(self, part: Part, zone: str, zones: ForeignZones) -> None:
        self._part, self._zone, self._zones = part, zone, zones
        self._notices: list[Problem] = []

    def read(self, method: str) -> Incoming:
        """Everything that is said, as far as it can be read."""
        part = self._part
        if part.latin:
            self._note("calendar-latin")
        when = self._span()
        organizer = self._person("ORGANIZER")
        found = Incoming(
            method=method[:LONGEST_LINE],
            uid=self._uid(),
            sequence=_number(part.first("SEQUENCE")),
            stamp=self._stamp(),
            start=self._local(when, timedelta(0)) if when else None,
            end=self._local(when, when.length) if when else None,
            zone=self._zone,
            summary=self._line("SUMMARY"),
            location=self._line("LOCATION"),
            link=self._link(),
            description=self._text("DESCRIPTION"),
            status=part.word("STATUS")[:LONGEST_LINE],
            organizer=organizer.address,
            organizer_name=organizer.name,
            guests=tuple(_guest(line) for line in part.lines.get("ATTENDEE", ())),
            comment=self._text("COMMENT"),
            rule=_one_line(lines[0].value) if (lines := part.lines.get("RRULE")) else "",
            excluded=tuple(self._excluded()),
        )
        return self._told_apart(found)

    def _told_apart(self, found: Incoming) -> Incoming:
        """With the RECURRENCE-ID: without it, it would be about the whole series."""
        fault = "" if found.uid else WITHOUT_UID
        line, instance = self._part.first("RECURRENCE-ID"), None
        if line is not None:
            instance = self._comparable(line, line.value)
            if "RANGE" in line.params:
                self._note("range-unread")
            if instance is None:
                fault = fault or UNREADABLE
        if self._part.cut:
            fault = fault or UNREADABLE
        return replace(found, instance=instance, fault=fault, notices=tuple(self._notices))

    def _uid(self) -> str:
        line = self._part.first("UID")
        uid = plain(line.value) if line else ""
        # A number that no program gives is nobody's.
        return uid if uid.isprintable() and len(uid) <= LONGEST_UID else ""

    def _stamp(self) -> datetime | None:
        line = self._part.first("DTSTAMP")
        found = self._comparable(line, line.value) if line else None
        return found if isinstance(found, datetime) else None

    def _span(self) -> When | None:
        line = self._part.first("DTSTART")
        if line is None:
            return None
        end, lasts = self._part.first("DTEND"), self._part.first("DURATION")
        try:
            last = self._when(end, end.value) if end else None
            return span(self._when(line, line.value), last, lasts.value if lasts else None)
        except (Unreadable, OverflowError, ValueError):
            self._note("event-unreadable", count=1)
            return None

    def _local(self, when: When, after: timedelta) -> date | datetime:
        """A moment on the wall clock of the zone that was asked for; of days the last one."""
        if not isinstance(when.moment, datetime):
            return when.moment + max(after - timedelta(days=1), timedelta(0))
        moment = when.moment + after
        if when.zone == self._zone:
            return moment
        return instant(moment, when.zone).astimezone(ZoneInfo(self._zone)).replace(tzinfo=None)

    def _excluded(self) -> Iterable[date | datetime]:
        for line in self._part.lines.get("EXDATE", ()):
            for text in line.value.split(","):
                found = self._comparable(line, text)
                if found is not None:
                    yield found

    def _comparable(self, line: Line, text: str) -> date | datetime | None:
        try:
            return comparable(self._when(line, text))
        except (Unreadable, OverflowError, ValueError):
            return None

    def _when(self, line: Line, text: str) -> When:
        return parse(text, self._zone, self._zone_of(line))

    def _zone_of(self, line: Line) -> str:
        name = line.params.get("TZID")
        if name is None:
            return self._zone
        found = self._zones.find(name)
        if found is None:
            self._note("zone-unknown", value=_one_line(name), zone=self._zone)
        return found or self._zone

    def _note(self, code: str, **values: object) -> None:
        notice = Problem("", code, values)
        if notice not in self._notices:
            self._notices.append(notice)

    def _person(self, name: str) -> Guest:
        line = self._part.first(name)
        return _guest(line) if line else Guest("")

    def _line(self, name: str) -> str:
        line = self._part.first(name)
        return _one_line(plain(line.value)) if line else ""

    def _text(self, name: str) -> str:
        lines = self._part.lines.get(name, ())
        said = (clean_text(plain(line.value)) for line in lines)
        return "\n".join(text for text in said if text)[:LONGEST_TEXT].strip()

    def _link(self) -> str:
        """The link to join by: of a property for it, else in the place, else in the text."""
        for name in _LINKS:
            for line in self._part.lines.get(name, ()):
                if found := _WEB.fullmatch(line.value.strip()):
                    return found[0]
        if found := _WEB.search(self._line("LOCATION")):
            return found[0]
        if found := _JOIN.search(self._text("DESCRIPTION")):
            return found[0]
        own = self._part.first("URL")
        found = _WEB.fullmatch(own.value.strip()) if own else None
        return found[0] if found else ""


def _guest(line: Line) -> Guest:
    """A person as an ATTENDEE or ORGANIZER line gives them."""
    said = line.params
    address = mail_address(line.value)
    # Apple's calendar writes a number of its own there, and the address beside it.
    return Guest(
        address=address or mail_address(said.get("EMAIL", "")),
        name=_one_line(_parameter(said.get("CN", ""))),
        answer=said.get("PARTSTAT", "").upper()[:LONGEST_LINE],
        role=said.get("ROLE", "").upper()[:LONGEST_LINE],
        kind=said.get("CUTYPE", "").upper()[:LONGEST_LINE],
        rsvp=said.get("RSVP", "").upper() == "TRUE",
        delegated_to=_addresses(said.get("DELEGATED-TO", "")),
        delegated_from=_addresses(said.get("DELEGATED-FROM", "")),
        sent_by=mail_address(said.get("SENT-BY", "")),
        comment=clean_text(_parameter(said.get("X-RESPONSE-COMMENT", "")))[:LONGEST_TEXT],
    )


def mail_address(text: str) -> str:
    """The plain address of a `mailto:` URI or an address, in lower case; "" for anything else."""
    text = text.strip().strip('"<> ')
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].partition("?")[0])
    text = text.strip().lower()
    return text if len(text) <= EMAIL_LIMIT and EMAIL.fullmatch(text) else ""


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(one for piece in text.split(",")[:10] if (one := mail_address(piece)))


def _parameter(text: str) -> str:
    """A parameter without its escapes (RFC 6868)."""
    return re.sub(r"\^[n'^]", lambda match: _CARET[match[0]], text)


def _number(line: Line | None) -> int:
    text = line.value.strip() if line else ""
    fits = text.isascii() and text.isdigit() and len(text) < 20
    return min(int(text), MOST_SEQUENCE) if fits else 0


def clean_text(text: str) -> str:
    """A text of several lines without control characters and halves of characters."""
    lines = text[: 4 * LONGEST_TEXT].splitlines()
    return "\n".join(_UNSEEN.sub("", line) for line in lines).strip()


def _one_line(text: str) -> str:
    words = clean_text(text).split()
    return " ".join(words)[:LONGEST_LINE].strip()
