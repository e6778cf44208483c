"""Writes a calendar that others follow (RFC 5546 section 3.2.1): events without their guests."""

from __future__ import annotations

from collections.abc import Iterable

from ipe_events.domain.invitation import Address, Invitation
from ipe_events.ical.lines import text
from ipe_events.ical.values import clean_text
from ipe_events.ical.write import calendar, event, organizer_line

# What is asked for; Google looks every 8 to 24 hours whatever is asked (rule R43).
REFRESH = "PT12H"


def publish(name: str, organizer: Address | None, events: Iterable[Invitation]) -> bytes:
    """The calendar file `name` of events and series, of which a CANCEL is shown as cancelled.

    That goes for one date of a series too: an override that is a CANCEL. No attendees are written
    and no reminders, whatever the events hold (rule R19). Errors: as `write`, but for those about
    attendees; ValueError also when an event, or a date of a series, is given twice (rule R13).
    """
    told = [one for whole in events for one in (whole, *whole.overrides)]
    if len({(one.uid, one.occurrence) for one in told}) < len(told):
        raise ValueError("an event is in a calendar once")
    title = text(clean_text(name).replace("\n", " "))
    about = [
        f"NAME:{title}",
        f"X-WR-CALNAME:{title}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    people = [organizer_line(organizer)] if organizer is not None else []
    return calendar("PUBLISH", about, told, [line for one in told for line in event(one, people)])
