"""Writes an invitation or a cancellation as a calendar file (RFC 5545, RFC 5546)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, Event, Timezone, vCalAddress, vDatetime, vUri

from ipe_events.domain.errors import refuse
from ipe_events.domain.invitation import Address, Answer, Attendee, AttendeeRole, Invitation, Method
from ipe_events.ical.values import Text, clean_name, clean_text, mailto, web_uri
from ipe_events.ical.zones import ONSET_YEAR, vtimezone, zone_info

# Its own name: a file that says Microsoft or Google is read with their programs' workarounds.
PRODUCT = "-//ipe-events//ipe-events//EN"
LAST_YEAR = 2099
HIGHEST_SEQUENCE = 2**31 - 1

UID = re.compile(r"[ -~]{1,255}")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def write(invitation: Invitation) -> bytes:
    """The calendar file of one event, as the bytes to store or to send.

    A REQUEST (RFC 5546 section 3.2.2) or a CANCEL (section 3.2.5). `reminder_minutes` counts back
    from the start. A wall-clock time that occurs twice, when the clock goes back, is the first of
    the two. An attendee named twice (in any case) is written once, as first named; the organizer
    only when chairing and present, because Gmail shows no buttons to an organizer who is invited.
    LAST-MODIFIED equals DTSTAMP: the record knows no other time of change.

    Errors (refused): `time-does-not-exist` (start, end) inside the hour the clock skips,
    `end-not-after-start` (end), `date-out-of-range` (start, end), `unknown-zone` (zone),
    `no-attendees` (attendees), `not-an-address` (organizer, attendees), `not-a-link` (link).
    ValueError for what the program itself sets: UID, SEQUENCE, stamps, language, kinds of dates.
    """
    calendar = new_calendar(invitation.method)
    event, zone = component(invitation)
    _add_people(event, invitation)
    if zone is not None:
        calendar.add_component(zone)
    if invitation.method is Method.REQUEST and invitation.reminder_minutes is not None:
        event.add_component(_alarm(invitation, invitation.reminder_minutes))
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def new_calendar(method: str) -> Calendar:
    """A calendar that holds nothing yet."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", str(method))
    return calendar


def component(invitation: Invitation) -> tuple[Event, Component | None]:
    """An event without its people, and the definition of its zone if it needs one."""
    _check(invitation)
    event = Event()
    event.add("uid", Text(invitation.uid))
    event.add("dtstamp", invitation.stamp)
    event.add("created", invitation.created)
    event.add("last-modified", invitation.stamp)
    event.add("sequence", invitation.sequence)
    _add_state(event, invitation)
    _add_texts(event, invitation)
    zone = None
    if isinstance(invitation.start, datetime) and isinstance(invitation.end, datetime):
        zone = _add_times(event, invitation.start, invitation.end, invitation.zone)
    else:
        _add_days(event, invitation.start, invitation.end)
    if invitation.occurrence is not None:
        event.add("recurrence-id", _moment(invitation.occurrence, invitation.zone))
    return event, zone


def _check(invitation: Invitation) -> None:
    """What the program sets itself: an error here is a fault of the caller, not of the user."""
    if not UID.fullmatch(invitation.uid):
        raise ValueError("a UID is 1 to 255 printable ASCII characters")
    # Receivers ignore a CANCEL that is not newer than what they have (RFC 5546 section 3.2.5).
    lowest = 1 if invitation.method is Method.CANCEL else 0
    if not lowest <= invitation.sequence <= HIGHEST_SEQUENCE:
        raise ValueError(f"a SEQUENCE is {lowest} to {HIGHEST_SEQUENCE}")
    if invitation.stamp.tzinfo is None or invitation.created.tzinfo is None:
        raise ValueError("stamps are aware")
    if not LANGUAGE.fullmatch(invitation.language):
        raise ValueError("a language is a tag such as nl or en-GB")
    if isinstance(invitation.start, datetime) is not isinstance(invitation.end, datetime):
        raise ValueError("start and end are both dates or both datetimes")
    if invitation.reminder_minutes is not None and invitation.reminder_minutes < 0:
        raise ValueError("a reminder comes before the start")


def _add_state(event: Event, invitation: Invitation) -> None:
    """STATUS and TRANSP; an event that still stands for others carries no STATUS in a CANCEL."""
    cancelled = invitation.method is Method.CANCEL
    if not cancelled:
        event.add("status", "CONFIRMED")
    elif invitation.whole_event:
        event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")


def _add_people(event: Event, invitation: Invitation) -> None:
    event.add("organizer", organizer_line(invitation.organizer))
    attendees = _attendees(invitation)
    if not attendees:
        raise refuse("no-attendees", "attendees")
    for attendee in attendees:
        person = _person(attendee, "attendees")
        person.params["CUTYPE"] = "INDIVIDUAL"
        person.params["ROLE"] = str(attendee.role)
        person.params["PARTSTAT"] = attendee.answer.upper()
        if invitation.method is Method.REQUEST and attendee.answer is Answer.NEEDS_ACTION:
            person.params["RSVP"] = "TRUE"
        event.add("attendee", person)


def _attendees(invitation: Invitation) -> list[Attendee]:
    """The attendees to be written: each address once, the organizer only as a present chair."""
    organizer = invitation.organizer.email.casefold()
    written: dict[str, Attendee] = {}
    for attendee in invitation.attendees:
        address = attendee.email.casefold()
        chairs = attendee.role is AttendeeRole.CHAIR and attendee.answer is Answer.ACCEPTED
        if address != organizer or chairs:
            written.setdefault(address, attendee)
    return list(written.values())


def organizer_line(organizer: Address) -> vCalAddress:
    """The ORGANIZER of an event."""
    return _person(organizer, "organizer")


def _person(person: Address | Attendee, field: str) -> vCalAddress:
    address = vCalAddress(mailto(person.email, field))
    address.params["CN"] = clean_name(person.name) or person.email
    return address


def _add_texts(event: Event, invitation: Invitation) -> None:
    """SUMMARY always (it may be empty), the other texts when there are any, and the link."""
    texts = [("summary", clean_text(invitation.title))]
    description = clean_text(invitation.description)
    if invitation.link:
        link = web_uri(invitation.link)
        event.add("url", vUri(link))
        event.add("conference", vUri(link, params={"VALUE": "URI", "FEATURE": "VIDEO"}))
        # Outlook, Apple and Thunderbird show no CONFERENCE.
        if link not in description and invitation.link not in description:
            description = f"{description}\n\n{link}" if description else link
    texts += [("location", clean_text(invitation.location)), ("description", description)]
    for name, text in texts:
        if text or name == "summary":
            event.add(name, Text(text, params={"LANGUAGE": invitation.language}))
    if category := clean_text(invitation.category):
        event.add("categories", Text(category), encode=False)


def _add_days(event: Event, start: date, end: date) -> None:
    """All-day: `end` is the last day here and the day after it in the file."""
    _check_years(start, end)
    if end < start:
        raise refuse("end-not-after-start", "end", start=start, value=end)
    event.add("dtstart", start)
    event.add("dtend", end + timedelta(days=1))
    event.add("x-microsoft-cdo-alldayevent", "TRUE")


def _add_times(event: Event, start: datetime, end: datetime, zone: str) -> Component | None:
    """Wall-clock times with their zone; gives the zone's definition if the file needs one."""
    _check_years(start, end)
    info = zone_info(zone)
    # Compared as instants: over a change of the clock the wall clocks may be the other way round.
    if _instant(end, info, "end") <= _instant(start, info, "start"):
        raise refuse("end-not-after-start", "end", start=start, value=end)
    event.add("dtstart", _moment(start, zone))
    event.add("dtend", _moment(end, zone))
    return None if zone == "UTC" else _timezone(zone)


def _moment(wall: date | datetime, zone: str) -> date | vDatetime | datetime:
    """A date as it is, or a wall-clock time with the name of its zone."""
    if not isinstance(wall, datetime):
        return wall
    if zone == "UTC":
        return wall.replace(tzinfo=UTC)
    value = vDatetime(wall)
    value.params["TZID"] = zone
    return value


def _check_years(start: date, end: date) -> None:
    """Every VTIMEZONE starts in 1970, and a time before its first onset has no offset."""
    for field, day in (("start", start), ("end", end)):
        if not ONSET_YEAR < day.year <= LAST_YEAR:
            raise refuse("date-out-of-range", field, value=day)


def _instant(wall: datetime, info: ZoneInfo, field: str) -> datetime:
    """The instant of a wall-clock time, the first one if there are two."""
    if wall.tzinfo is not None:
        raise ValueError("start and end are naive wall-clock times")
    instant = wall.replace(tzinfo=info, fold=0).astimezone(UTC)
    if instant.astimezone(info).replace(tzinfo=None) != wall:
        raise refuse("time-does-not-exist", field, value=wall)
    return instant


@lru_cache(maxsize=64)
def _timezone(zone: str) -> Component:
    """The VTIMEZONE as a component, shared between files, which only read it."""
    return Timezone.from_ical(vtimezone(zone))


def _alarm(invitation: Invitation, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(minutes=-minutes))
    # Readers fail on a DISPLAY alarm without a DESCRIPTION.
    title = clean_text(invitation.title)
    alarm.add("description", Text(title, params={"LANGUAGE": invitation.language}))
    return alarm
