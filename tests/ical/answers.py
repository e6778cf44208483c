"""Answers as calendar programs send them, and the mails they travel in."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from textwrap import dedent

GMAIL = """\
    BEGIN:VCALENDAR
    PRODID:-//Google Inc//Google Calendar 70.9054//EN
    VERSION:2.0
    CALSCALE:GREGORIAN
    METHOD:REPLY
    BEGIN:VEVENT
    DTSTART:20270112T120000Z
    DTEND:20270112T140000Z
    DTSTAMP:{stamp}
    ORGANIZER;CN=Sanne de Wit:mailto:sanne.de.wit@example.org
    UID:{uid}
    {instance}
    ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};CN=Lid
     ;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="{comment}":mailto:{who}
    CREATED:20261120T080000Z
    LAST-MODIFIED:20261122T091500Z
    LOCATION:Zwolle
    SEQUENCE:{sequence}
    STATUS:CONFIRMED
    SUMMARY:Kernteamoverleg
    TRANSP:OPAQUE
    END:VEVENT
    END:VCALENDAR
    """
# Neither an organizer nor the title that was sent; a zone of Windows.
OUTLOOK_COM = """\
    BEGIN:VCALENDAR
    METHOD:REPLY
    PRODID:Microsoft Exchange Server 2010
    VERSION:2.0
    BEGIN:VTIMEZONE
    TZID:W. Europe Standard Time
    BEGIN:STANDARD
    DTSTART:16010101T030000
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
    END:STANDARD
    BEGIN:DAYLIGHT
    DTSTART:16010101T020000
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0200
    RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
    END:DAYLIGHT
    END:VTIMEZONE
    BEGIN:VEVENT
    ATTENDEE;PARTSTAT={answer};CN={who}:MAILTO:{who}
    COMMENT;LANGUAGE=nl-NL:{comment}
    UID:{uid}
    {instance}
    SUMMARY;LANGUAGE=nl-NL:Accepted: Kernteamoverleg
    DTSTART;TZID=W. Europe Standard Time:20270112T130000
    DTEND;TZID=W. Europe Standard Time:20270112T150000
    CLASS:PUBLIC
    PRIORITY:5
    DTSTAMP:{stamp}
    TRANSP:OPAQUE
    STATUS:CONFIRMED
    SEQUENCE:{sequence}
    X-MICROSOFT-CDO-APPT-SEQUENCE:{sequence}
    X-MICROSOFT-CDO-BUSYSTATUS:BUSY
    X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
    END:VEVENT
    END:VCALENDAR
    """
EXCHANGE = OUTLOOK_COM.replace(
    "    COMMENT;LANGUAGE",
    '    ORGANIZER;CN="Wit, Sanne de":MAILTO:sanne.de.wit@example.org\n    COMMENT;LANGUAGE',
)
# A path of its own in the place of the address.
APPLE = """\
    BEGIN:VCALENDAR
    CALSCALE:GREGORIAN
    VERSION:2.0
    METHOD:REPLY
    PRODID:-//Apple Inc.//macOS 14.6//EN
    BEGIN:VEVENT
    CREATED:20261120T080000Z
    UID:{uid}
    {instance}
    DTEND;TZID=Europe/Amsterdam:20270112T150000
    ATTENDEE;CN="Lid";CUTYPE=INDIVIDUAL;EMAIL="{who}";PARTSTAT={answer};ROLE=
     REQ-PARTICIPANT:/aMTk2MzIxNTQ4MTk2MzIxNQ/principal/
    SUMMARY:Kernteamoverleg
    DTSTART;TZID=Europe/Amsterdam:20270112T130000
    DTSTAMP:{stamp}
    ORGANIZER;CN="Sanne de Wit":mailto:sanne.de.wit@example.org
    COMMENT:{comment}
    SEQUENCE:{sequence}
    BEGIN:VALARM
    ACTION:NONE
    TRIGGER;VALUE=DATE-TIME:19760401T005545Z
    END:VALARM
    END:VEVENT
    END:VCALENDAR
    """
NEXTCLOUD = """\
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Sabre//Sabre VObject 4.5.4//EN
    CALSCALE:GREGORIAN
    METHOD:REPLY
    BEGIN:VEVENT
    UID:{uid}
    DTSTAMP:{stamp}
    SEQUENCE:{sequence}
    {instance}
    DTSTART;TZID=Europe/Amsterdam:20270112T130000
    DTEND;TZID=Europe/Amsterdam:20270112T150000
    SUMMARY:Kernteamoverleg
    ORGANIZER;CN=Sanne de Wit;SCHEDULE-STATUS=1.1:mailto:sanne.de.wit@example.org
    ATTENDEE;PARTSTAT={answer};CN=Lid:mailto:{who}
    COMMENT:{comment}
    REQUEST-STATUS:2.0;Success
    END:VEVENT
    END:VCALENDAR
    """
PROGRAMS = {
    "gmail": GMAIL,
    "outlook.com": OUTLOOK_COM,
    "exchange": EXCHANGE,
    "apple": APPLE,
    "nextcloud": NEXTCLOUD,
}


@dataclass(frozen=True)
class Answered:
    """What somebody answers, with whatever program they have."""

    uid: str
    who: str
    answer: str = "ACCEPTED"
    sequence: int = 0
    stamp: str = "20261122T091500Z"
    comment: str = ""
    instance: str = ""

    def by(self, program: str = "nextcloud") -> bytes:
        """The file that this program writes."""
        text = dedent(PROGRAMS[program]).format_map(vars(self))
        kept = [line for line in text.splitlines() if line]
        if not self.comment:
            kept = [line for line in kept if not line.startswith("COMMENT")]
        return "\r\n".join([*kept, ""]).encode()


def message(method: str, uid: str, *lines: str, stamp: str = "20261122T091500Z") -> bytes:
    """A calendar message with these properties."""
    inside = ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", *lines, "END:VEVENT"]
    return calendar(*inside, method=method)


def calendar(*lines: str, method: str = "REPLY") -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *([f"METHOD:{method}"] if method else [])]
    return "\r\n".join([*head, *lines, "END:VCALENDAR", ""]).encode()


def mail(
    content: bytes,
    sender: str,
    *,
    method: str = "REPLY",
    shape: str = "alternative",
    charset: str = "UTF-8",
    encoding: str = "base64",
) -> bytes:
    """A mail around an answer: `alternative`, `mixed` with a copy attached, `bare`, `attached`."""
    head = (
        f"From: Lid <{sender}>\r\nTo: sanne.de.wit@example.org\r\nSubject: =?utf-8?q?Geaccepteerd?="
        "\r\nDate: Sun, 22 Nov 2026 10:15:00 +0100\r\nMIME-Version: 1.0\r\n"
    )
    kind = f"text/calendar; charset={charset}; method={method}"
    if shape == "bare":
        return f"{head}{_part(kind, content, encoding)}".encode("latin-1")
    if shape == "attached":
        attached = "application/octet-stream; name=antwoord.ics"
        disposition = "Content-Disposition: attachment; filename=antwoord.ics\r\n"
        inside = [_part("text/plain", b"Zie bijlage", "7bit")]
        inside.append(_part(attached, content, encoding, disposition))
        return f"{head}{_multi('mixed', 'm', inside)}".encode("latin-1")
    plain = _part(
        "text/plain; charset=utf-8", "Lid heeft geaccepteerd \u2013 ja".encode(), "base64"
    )
    alternative = _multi("alternative", "a", [plain, _part(kind, content, encoding)])
    if shape == "alternative":
        return f"{head}{alternative}".encode("latin-1")
    copy = _part(
        "application/ics; name=invite.ics",
        content,
        "base64",
        "Content-Disposition: attachment; filename=invite.ics\r\n",
    )
    return f"{head}{_multi('mixed', 'm', [alternative, copy])}".encode("latin-1")


def _multi(kind: str, boundary: str, parts: list[str]) -> str:
    inside = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\r\n\r\n{inside}--{boundary}--\r\n"


def _part(kind: str, content: bytes, encoding: str, more: str = "") -> str:
    body = content.decode("latin-1")
    if encoding == "base64":
        body = base64.encodebytes(content).decode().replace("\n", "\r\n")
    head = f"Content-Type: {kind}\r\n{more}Content-Transfer-Encoding: {encoding}\r\n"
    return f"{head}\r\n{body}"
