"""Invitations to test with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from ipe_events.domain.invitation import (
    Address,
    Answer,
    Attendee,
    AttendeeKind,
    AttendeeRole,
    Invitation,
    Method,
)
from ipe_events.domain.recurrence_rule import parse_rule

STAMP = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
CREATED = datetime(2025, 12, 1, 8, 0, tzinfo=UTC)
LINK = "https://meet.example.org/kernteam?id=12;13,14"

BARE = Invitation(
    method=Method.REQUEST,
    uid="3f0c2a5e-77d1-4a8e-9a62-1f6d0a3b9c10@example.org",
    sequence=0,
    stamp=STAMP,
    created=CREATED,
    title="Kernteamoverleg",
    start=datetime(2026, 2, 10, 13, 0),
    end=datetime(2026, 2, 10, 15, 0),
    zone="Europe/Amsterdam",
    organizer=Address("Anneke de Vries", "aanjager@example.org"),
    attendees=(Attendee("Bram Jansen", "bram@example.org"),),
)
FULL = replace(
    BARE,
    title="Kernteam: zorg, welzijn; en meer",
    start=datetime(2026, 7, 7, 9, 30),
    end=datetime(2026, 7, 7, 12, 0),
    location="Campus 2-6, Zwolle; zaal B1.04",
    link=LINK,
    description="Agenda:\n1. Opening, mededelingen\n2. Werkplaatsen; stand van zaken\n" * 3,
    category="Kernteam, breed",
    reminder_minutes=60,
    attendees=(
        Attendee("Bram Jansen", "bram@example.org", AttendeeRole.REQUIRED, Answer.ACCEPTED),
        Attendee("Çağla Öztürk-van der Ĳssel", "cagla@example.org", AttendeeRole.OPTIONAL),
        Attendee("Dr. D. “Dirk” O'Neill, MSc", "dirk@example.org", answer=Answer.TENTATIVE),
        Attendee("", "info@example.org", answer=Answer.DECLINED),
    ),
)
ALL_DAY = replace(FULL, start=date(2026, 3, 28), end=date(2026, 3, 29))
CANCELLED = replace(FULL, method=Method.CANCEL, sequence=3)
UNINVITED = replace(CANCELLED, whole_event=False, attendees=FULL.attendees[:1])
CANCELLED_DAY = replace(ALL_DAY, method=Method.CANCEL, sequence=1)
EVERY_CONTROL = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) + "\u2028\u2029\ufeff\ud800"
HOSTILE = replace(
    FULL,
    title=f"a{EVERY_CONTROL}\r\nATTENDEE:mailto:x@example.org\r\nEND:VEVENT 😀" * 4,
    location=f"b\n{EVERY_CONTROL}\rMETHOD:CANCEL\\n\\N\\,",
    description=f"c\x85X-EVIL:1\u2028{EVERY_CONTROL}" + "é漢😀" * 60,
    category="d\r\nX-EVIL:2",
    organizer=Address(f'e"{EVERY_CONTROL};X-EVIL=3:', "aanjager@example.org"),
    attendees=(Attendee("f\r\nX-EVIL:4^n\\n^'" + "漢" * 40, "bram@example.org"),),
)
ELSEWHERE = replace(FULL, zone="America/Nuuk")
UNIVERSAL = replace(FULL, zone="UTC")

EVERY = {
    "bare": BARE,
    "full": FULL,
    "all-day": ALL_DAY,
    "cancelled": CANCELLED,
    "uninvited": UNINVITED,
    "cancelled-day": CANCELLED_DAY,
    "hostile": HOSTILE,
    "elsewhere": ELSEWHERE,
    "universal": UNIVERSAL,
}


# A series over the change of the clock: one date off, one moved and led by somebody else, one that
# takes the whole day.
_WEEKLY = replace(
    FULL,
    start=datetime(2026, 3, 10, 13, 0),
    end=datetime(2026, 3, 10, 15, 0),
    rule=parse_rule("FREQ=WEEKLY;COUNT=6"),
    excluded=(datetime(2026, 3, 24, 13, 0),),
)
MOVED = replace(
    FULL,
    occurrence=datetime(2026, 4, 7, 13, 0),
    start=datetime(2026, 4, 8, 10, 0),
    end=datetime(2026, 4, 8, 11, 30),
    sequence=2,
    title="Kernteam, een dag later",
    location="Online",
    description="",
    reminder_minutes=None,
    attendees=(
        Attendee("Eva Bos", "eva@example.org", AttendeeRole.CHAIR, Answer.ACCEPTED),
        Attendee("Zorggroep", "zorg@example.org", kind=AttendeeKind.GROUP),
    ),
)
WHOLE_DAY = replace(
    MOVED,
    occurrence=datetime(2026, 3, 17, 13, 0),
    start=date(2026, 3, 17),
    end=date(2026, 3, 18),
)
SERIES = replace(_WEEKLY, overrides=(MOVED, WHOLE_DAY))
SERIES_DAYS = replace(
    SERIES,
    start=date(2026, 1, 31),
    end=date(2026, 2, 1),
    rule=parse_rule("FREQ=MONTHLY;UNTIL=20261115"),
    excluded=(date(2026, 5, 31),),
    overrides=(
        replace(
            MOVED, occurrence=date(2026, 7, 31), start=date(2026, 7, 30), end=date(2026, 7, 30)
        ),
        replace(MOVED, occurrence=date(2026, 10, 31)),
    ),
)
SERIES_UNTIL = replace(
    _WEEKLY,
    zone="America/New_York",
    rule=parse_rule("FREQ=WEEKLY;INTERVAL=2;UNTIL=20260505T130000;BYDAY=TU,FR;WKST=SU"),
    excluded=(datetime(2026, 3, 27, 13, 0),),
)
SERIES_UNIVERSAL = replace(SERIES_UNTIL, zone="UTC")
SERIES_LEAP = replace(
    _WEEKLY,
    start=datetime(2028, 2, 29, 9, 0),
    end=datetime(2028, 2, 29, 10, 0),
    rule=parse_rule("FREQ=YEARLY;COUNT=3"),
    excluded=(),
)
# Night after night, over the hour that spring skips and the one that autumn shows twice.
NIGHTS = replace(
    _WEEKLY,
    start=datetime(2026, 3, 27, 2, 30),
    end=datetime(2026, 3, 27, 2, 45),
    rule=parse_rule("FREQ=DAILY;COUNT=5"),
    excluded=(datetime(2026, 3, 30, 2, 30),),
)
SERIES_CANCELLED = replace(
    SERIES,
    method=Method.CANCEL,
    sequence=3,
    overrides=tuple(replace(one, method=Method.CANCEL, sequence=3) for one in SERIES.overrides),
)
SERIES_UNINVITED = replace(
    _WEEKLY, method=Method.CANCEL, sequence=3, whole_event=False, attendees=FULL.attendees[:1]
)

EVERY_SERIES = {
    "weekly": SERIES,
    "days": SERIES_DAYS,
    "until": SERIES_UNTIL,
    "universal": SERIES_UNIVERSAL,
    "leap": SERIES_LEAP,
    "nights": NIGHTS,
    "cancelled": SERIES_CANCELLED,
    "uninvited": SERIES_UNINVITED,
}
