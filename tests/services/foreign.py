"""Calendar files as Outlook and Google save them."""

from __future__ import annotations

UID = "040000008200E00074C5B7101A82E00800000000@outlook"
LINK = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc"
ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:W. Europe Standard Time",
    "BEGIN:STANDARD",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


def guests(**answers: str) -> tuple[str, ...]:
    """ATTENDEE lines: an address without its host (`_at_` for one with), and the PARTSTAT."""
    return tuple(
        f"ATTENDEE;CN={name};ROLE=REQ-PARTICIPANT;PARTSTAT={answer};RSVP=TRUE:"
        f"MAILTO:{name.replace('_', '-')}@example.org"
        for name, answer in answers.items()
    )


def vevent(
    *lines: str,
    uid: str = UID,
    start: str = "20270112T130000",
    end: str = "20270112T150000",
    sequence: int = 2,
    stamp: str = "20261120T080000Z",
    title: str = "Kernteamoverleg",
    organizer: str = "sanne.de.wit@example.org",
) -> tuple[str, ...]:
    """One meeting in Outlook's words."""
    return (
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;TZID=W. Europe Standard Time:{start}",
        f"DTEND;TZID=W. Europe Standard Time:{end}",
        f"SEQUENCE:{sequence}",
        f"SUMMARY:{title}",
        f"ORGANIZER;CN=Sanne de Wit:mailto:{organizer}",
        *lines,
        "END:VEVENT",
    )


def calendar(*events: tuple[str, ...], method: str = "REQUEST") -> bytes:
    """A file with these meetings."""
    lines = ("BEGIN:VCALENDAR", f"METHOD:{method}", "PRODID:-//Other//EN", "VERSION:2.0", *ZONE)
    inside = (line for event in events for line in event)
    return "".join(f"{line}\r\n" for line in (*lines, *inside, "END:VCALENDAR")).encode()
