"""What independent programs read in a file: vobject, ical, and icalendar with its recurrences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream


@dataclass(frozen=True)
class Seen:
    """An event as a reader understood it; times in UTC, addresses in lower case with names."""

    uid: str
    start: date
    end: date
    title: str
    location: str
    description: str
    organizer: tuple[str, str]
    attendees: frozenset[tuple[str, str]]


def in_utc(moment: date) -> date:
    if isinstance(moment, datetime):
        assert moment.tzinfo is not None
        return moment.astimezone(UTC)
    return moment


def by_vobject(content: bytes) -> Seen:
    event = vobject.readOne(content.decode()).vevent
    return Seen(
        uid=event.uid.value,
        start=in_utc(event.dtstart.value),
        end=in_utc(event.dtend.value),
        title=event.summary.value,
        location=event.location.value if hasattr(event, "location") else "",
        description=event.description.value if hasattr(event, "description") else "",
        organizer=_vobject_person(event.organizer),
        attendees=frozenset(_vobject_person(line) for line in event.attendee_list),
    )


def _vobject_person(line: vobject.base.ContentLine) -> tuple[str, str]:
    # vobject knows nothing of RFC 6868.
    name = re.sub(r"\^([\^'])", lambda match: {"'": '"'}.get(match[1], "^"), line.params["CN"][0])
    return line.value.lower(), name


def by_ical(content: bytes) -> Seen:
    (event,) = IcsCalendarStream.calendar_from_ics(content.decode()).events
    assert event.dtstart is not None
    assert event.dtend is not None
    assert event.organizer is not None
    return Seen(
        uid=event.uid,
        start=in_utc(event.dtstart),
        end=in_utc(event.dtend),
        title=event.summary or "",
        location=event.location or "",
        description=event.description or "",
        organizer=(str(event.organizer.uri).lower(), event.organizer.common_name or ""),
        attendees=frozenset(
            (str(person.uri).lower(), person.common_name or "") for person in event.attendees
        ),
    )


def by_icalendar(content: bytes) -> Seen:
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    assert not [error for component in calendar.walk() for error in component.errors]
    day = calendar.events[0].start
    (event,) = recurring_ical_events.of(calendar).between(
        (day.year, day.month, day.day), timedelta(days=1)
    )
    return Seen(
        uid=str(event["UID"]),
        start=in_utc(event.start),
        end=in_utc(event.end),
        title=str(event["SUMMARY"]),
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        organizer=(str(event["ORGANIZER"]).lower(), str(event["ORGANIZER"].params["CN"])),
        attendees=frozenset(
            (str(person).lower(), str(person.params["CN"])) for person in event.attendees
        ),
    )


Reader = Callable[[bytes], Seen]
READERS: tuple[Reader, ...] = (by_vobject, by_ical, by_icalendar)


@dataclass(frozen=True, order=True)
class Held:
    """One date of an event as a reader understood it; times in UTC, days as text."""

    start: str
    end: str
    title: str


def held(start: date, end: date, title: str) -> Held:
    return Held(str(in_utc(start)), str(in_utc(end)), title)


def dates_by_recurring(content: bytes) -> list[Held]:
    """What recurring_ical_events makes of a file."""
    calendar = icalendar.Calendar.from_ical(content)
    assert not [error for component in calendar.walk() for error in component.errors]
    found = recurring_ical_events.of(calendar).all()
    return sorted(held(event.start, event.end, str(event["SUMMARY"])) for event in found)


def dates_by_ical(content: bytes) -> list[Held]:
    """What the `ical` package makes of it."""
    timeline = IcsCalendarStream.calendar_from_ics(content.decode()).timeline
    return sorted(held(event.start, event.end, event.summary or "") for event in timeline)


def dates_by_vobject(content: bytes) -> list[Held]:
    """What vobject makes of it: it leaves the overrides to its caller."""
    events = vobject.readOne(content.decode()).vevent_list
    apart = {in_utc(one.recurrence_id.value) for one in events if hasattr(one, "recurrence_id")}
    return sorted(found for event in events for found in _vobject_dates(event, apart))


def _vobject_dates(event: vobject.base.Component, apart: set[date]) -> Iterator[Held]:
    start, length = event.dtstart.value, event.dtend.value - event.dtstart.value
    for moment in event.getrruleset(addRDate=True) or [start]:
        # Of days it makes midnights.
        begin = moment if isinstance(start, datetime) else _day(moment)
        if hasattr(event, "recurrence_id") or in_utc(begin) not in apart:
            yield held(begin, begin + length, event.summary.value)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


Dates = Callable[[bytes], list[Held]]
DATES: tuple[Dates, ...] = (dates_by_recurring, dates_by_ical, dates_by_vobject)


@dataclass(frozen=True, order=True)
class Invited:
    """A person as vobject sees one."""

    address: str
    name: str
    role: str
    kind: str
    answer: str


def people_by_vobject(content: bytes) -> dict[str, frozenset[Invited]]:
    """Who is invited to what, by the date of the series in UTC ("" for all of it)."""
    found = {}
    for event in vobject.readOne(content.decode()).vevent_list:
        at = str(in_utc(event.recurrence_id.value)) if hasattr(event, "recurrence_id") else ""
        assert at not in found
        found[at] = frozenset(
            Invited(
                *_vobject_person(line),
                role=line.params["ROLE"][0],
                kind=line.params["CUTYPE"][0],
                answer=line.params["PARTSTAT"][0],
            )
            for line in event.attendee_list
        )
    return found
