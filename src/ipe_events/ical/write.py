"""Writes an invitation or a cancellation as a calendar file (RFC 5545, RFC 5546)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from ipe_events.domain.errors import refuse
from ipe_events.domain.invitation import Address, Answer, Attendee, AttendeeRole, Invitation, Method
from ipe_events.ical.lines import parameter, text, to_bytes
from ipe_events.ical.series import recurrence
from ipe_events.ical.times import span, stamp, when
from ipe_events.ical.values import clean_name, clean_text, mailto, web_uri
from ipe_events.ical.zones import vtimezone

# Its own name: a file that says Microsoft or Google is read with their programs' workarounds.
PRODUCT = "-//ipe-events//ipe-events//EN"
HIGHEST_SEQUENCE = 2**31 - 1

UID = re.compile(r"[ -~]{1,255}")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def write(invitation: Invitation) -> bytes:
    """The calendar file of one event or of one whole series, as the bytes to store or to send.

    A REQUEST (RFC 5546 section 3.2.2) or a CANCEL (section 3.2.5). `reminder_minutes` counts back
    from the start. A wall-clock time that occurs twice, when the clock goes back, is the first of
    the two. An attendee named twice (in any case) is written once, as first named; the organizer
    only when chairing and present, because Gmail shows no buttons to an organizer who is invited.
    LAST-MODIFIED equals DTSTAMP: the record knows no other time of change.

    A series is a first event with the rule and one more for each override. A CANCEL without a
    RECURRENCE-ID takes back all of it; it has the rule too, for programs that only then show the
    dates they strike out. What is cancelled of a series that stands is not an override but
    excluded: a REQUEST knows no STATUS:CANCELLED.

    Errors (refused): `time-does-not-exist` (start, end) inside the hour the clock skips,
    `end-not-after-start` (end), `date-out-of-range` (start, end), `unknown-zone` (zone),
    `no-attendees` (attendees), `not-an-address` (organizer, attendees), `not-a-link` (link).
    ValueError for what the program itself sets: UID, SEQUENCE, stamps, language, kinds of dates,
    and the parts of a series.
    """
    if any(one.method is not invitation.method for one in invitation.overrides):
        raise ValueError("an override has the method of its series")
    together = (invitation, *invitation.overrides)
    events = []
    for one in together:
        people = [organizer_line(one.organizer), *_attendee_lines(one)]
        events += event(one, people, _alarm(one))
    return calendar(invitation.method, [], together, events)


def calendar(
    method: str, about: Sequence[str], told: Iterable[Invitation], events: Iterable[str]
) -> bytes:
    """The file: what it is, each zone that is used, and the events (rule R28)."""
    zones = dict.fromkeys(one.zone for one in told if one.zone != "UTC" and _has_times(one))
    return to_bytes(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODUCT}",
            "CALSCALE:GREGORIAN",
            f"METHOD:{method}",
            *about,
            *(line for zone in zones for line in vtimezone(zone)),
            *events,
            "END:VCALENDAR",
        ]
    )


def event(invitation: Invitation, people: Iterable[str], alarm: Iterable[str] = ()) -> list[str]:
    """The VEVENT of an invitation, without its overrides."""
    _check(invitation)
    moment = stamp(invitation.stamp)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{text(invitation.uid)}",
        *span(invitation.start, invitation.end, invitation.zone),
    ]
    if invitation.occurrence is not None:
        lines.append(f"RECURRENCE-ID{when(invitation.occurrence, invitation.zone)}")
    if invitation.rule is not None:
        lines += recurrence(invitation, invitation.rule)
    lines += [
        f"DTSTAMP:{moment}",
        f"CREATED:{stamp(invitation.created)}",
        f"LAST-MODIFIED:{moment}",
        f"SEQUENCE:{invitation.sequence}",
        *_state(invitation),
        *_texts(invitation),
        *people,
        *alarm,
        "END:VEVENT",
    ]
    return lines


def organizer_line(organizer: Address) -> str:
    """The ORGANIZER of an event."""
    return f"ORGANIZER;CN={_name(organizer)}:{mailto(organizer.email, 'organizer')}"


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
    if invitation.reminder_minutes is not None and invitation.reminder_minutes < 0:
        raise ValueError("a reminder comes before the start")
    if invitation.occurrence is not None and invitation.rule is not None:
        raise ValueError("one of a series is no series itself")
    if invitation.rule is None and (invitation.excluded or invitation.overrides):
        raise ValueError("exclusions and overrides are those of a rule")


def _has_times(invitation: Invitation) -> bool:
    return isinstance(invitation.start, datetime) or isinstance(invitation.occurrence, datetime)


def _state(invitation: Invitation) -> list[str]:
    """STATUS and TRANSP; an event that still stands for others carries no STATUS in a CANCEL."""
    all_day = [] if isinstance(invitation.start, datetime) else ["X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"]
    if invitation.method is not Method.CANCEL:
        return ["STATUS:CONFIRMED", "TRANSP:OPAQUE", *all_day]
    status = ["STATUS:CANCELLED"] if invitation.whole_event else []
    return [*status, "TRANSP:TRANSPARENT", *all_day]


def _texts(invitation: Invitation) -> list[str]:
    """SUMMARY always (it may be empty), the other texts when there are any, and the link."""
    lines = []
    description = clean_text(invitation.description)
    if invitation.link:
        link = web_uri(invitation.link)
        lines = [f"URL:{link}", f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{link}"]
        # Outlook, Apple and Thunderbird show no CONFERENCE.
        if link not in description and invitation.link not in description:
            description = f"{description}\n\n{link}" if description else link
    language = invitation.language
    lines.append(f"SUMMARY;LANGUAGE={language}:{text(clean_text(invitation.title))}")
    if location := clean_text(invitation.location):
        lines.append(f"LOCATION;LANGUAGE={language}:{text(location)}")
    if description:
        lines.append(f"DESCRIPTION;LANGUAGE={language}:{text(description)}")
    if category := clean_text(invitation.category):
        lines.append(f"CATEGORIES:{text(category)}")
    return lines


def _attendee_lines(invitation: Invitation) -> list[str]:
    attendees = _attendees(invitation)
    if not attendees:
        raise refuse("no-attendees", "attendees")
    asks = invitation.method is Method.REQUEST
    lines = []
    for attendee in attendees:
        rsvp = ";RSVP=TRUE" if asks and attendee.answer is Answer.NEEDS_ACTION else ""
        lines.append(
            f"ATTENDEE;CN={_name(attendee)};CUTYPE={attendee.kind};ROLE={attendee.role}"
            f";PARTSTAT={attendee.answer.upper()}{_delegation(attendee)}{rsvp}"
            f":{mailto(attendee.email, 'attendees')}"
        )
    return lines


def _delegation(attendee: Attendee) -> str:
    """Who comes instead, and instead of whom: quoted URIs (RFC 5545 3.2.4, 3.2.5; rule R05)."""
    named = (("TO", attendee.delegated_to), ("FROM", attendee.delegated_from))
    return "".join(
        f';DELEGATED-{way}="{mailto(address, "attendees")}"' for way, address in named if address
    )


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


def _name(person: Address | Attendee) -> str:
    return parameter(clean_name(person.name) or person.email)


def _alarm(invitation: Invitation) -> list[str]:
    """A VALARM so many minutes before the start."""
    if invitation.method is not Method.REQUEST or invitation.reminder_minutes is None:
        return []
    days, rest = divmod(invitation.reminder_minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    length = "P" + (f"{days}D" if days or not clock else "") + (f"T{clock}" if clock else "")
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:{'-' if invitation.reminder_minutes else ''}{length}",
        # Readers fail on a DISPLAY alarm without a DESCRIPTION.
        f"DESCRIPTION;LANGUAGE={invitation.language}:{text(clean_text(invitation.title))}",
        "END:VALARM",
    ]
