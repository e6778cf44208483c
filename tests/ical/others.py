"""What independent programs read in a file: vobject, ical, and icalendar with its recurrences."""

from __future__ import annotations

import re
from collections.abc import Callable
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
