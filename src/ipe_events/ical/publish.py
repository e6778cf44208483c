"""Writes a calendar that others follow (RFC 5546 section 3.2.1): events without their guests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Component, vDuration

from ipe_events.domain.invitation import Address, Invitation
from ipe_events.ical.values import Text, clean_text
from ipe_events.ical.write import component, new_calendar, organizer_line

# What is asked for; Google looks every 8 to 24 hours whatever is asked (rule R43).
REFRESH = timedelta(hours=12)


def publish(name: str, organizer: Address | None, events: Iterable[Invitation]) -> bytes:
    """The calendar file `name` of events, of which a CANCEL is shown as cancelled.

    No attendees are written, whatever the events hold (rule R19). Errors: as `write`, but for
    those about attendees.
    """
    calendar = new_calendar("PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, Text(clean_text(name).replace("\n", " ")))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    zones: dict[str, Component] = {}
    written = []
    for invitation in events:
        event, zone = component(invitation)
        if organizer is not None:
            event.add("organizer", organizer_line(organizer))
        if zone is not None:
            zones[invitation.zone] = zone
        written.append(event)
    for part in (*zones.values(), *written):
        calendar.add_component(part)
    content: bytes = calendar.to_ical()
    return content
