"""Rows inside one process: the SQL part of the hours, and invitations to disk."""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.measure import NOW, Row, Samples, interleaved, ratio
from ipe_events.__main__ import GARBAGE
from ipe_events.domain.invitation import Address, Answer, Attendee, Invitation, Method
from ipe_events.domain.records import EventFilter
from ipe_events.ical.write import write
from ipe_events.services import events, letters
from ipe_events.services.workspace import Workspace
from ipe_events.store.queries import events as stored_events
from ipe_events.store.queries import hours as stored_hours
from ipe_events.store.queries.hours import Scope

SQL_BAR, LETTERS_BAR = 2.0, 1.3
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
ZONE = "Europe/Amsterdam"
AMSTERDAM = "\r\n".join(
    (
        "BEGIN:VTIMEZONE",
        f"TZID:{ZONE}",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    )
)

# What the two questions of `ledger` ask, as somebody would write it who knew SQLite only.
BOOKED = """
SELECT organisation_id, line_id, substr(work_date, 1, 7), financing,
       presence + preparation + travel, rate, rate_from, count(*)
FROM hour_entry WHERE programme_id = ? AND work_date BETWEEN ? AND ?
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
EXPECTED = """
SELECT p.organisation_id, e.kind_id, substr(e.day, 1, 7), p.financing, e.state, p.role,
       e.host_id IS p.organisation_id, p.online, p.heads IS NULL, e.minutes,
       p.presence, p.preparation, p.travel, p.charged, count(*)
FROM participation p JOIN event e ON e.id = p.event_id
LEFT JOIN participation a ON a.id = p.deputy_for_id
WHERE e.programme_id = ? AND e.state IN ('planned', 'draft')
  AND p.answer NOT IN ('declined', 'delegated')
  AND (p.deputy_for_id IS NULL OR p.answer = 'accepted' OR p.attended = 1
       OR a.answer = 'delegated')
  AND e.day BETWEEN ? AND ?
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
"""


def rows(many_entries: Path, many_planned: Path, rounds: int) -> list[Row]:
    """Both measurements, with garbage collected as seldom as the program has it."""
    gc.set_threshold(GARBAGE)
    return [*_sql(many_entries, rounds), *_letters(many_planned, max(rounds // 2, 2))]


def opened(path: Path) -> Workspace:
    """The workspace at the moment of all measurements."""
    now = datetime.fromisoformat(NOW).replace(tzinfo=ZoneInfo(ZONE))
    return Workspace(path, lambda: now)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _sql(path: Path, rounds: int) -> list[Row]:
    workspace = opened(path)
    with workspace.read() as view, closing(sqlite3.connect(path)) as plain:
        session, programme = view.session, view.programme_id
        values, year = (programme, YEAR[0].isoformat(), YEAR[1].isoformat()), Scope(*YEAR)

        def ours() -> None:
            stored_hours.booked(session, programme, year)
            stored_hours.expected(session, programme, year)

        def by_hand() -> None:
            plain.execute(BOOKED, values).fetchall()
            plain.execute(EXPECTED, values).fetchall()

        subjects: Mapping[str, Callable[[], float]] = {
            "ours": lambda: _timed(ours),
            "by hand": lambda: _timed(by_hand),
        }
        found = interleaved(2 * rounds, subjects)
    workspace.close()
    what = "SQL of the hours, 100,000 entries"
    return [ratio(what, found["ours"], "by hand", found["by hand"], SQL_BAR)]


@dataclass(frozen=True)
class _Plain:
    """What plain `icalendar` is given: nothing but values."""

    uid: str
    title: str
    start: datetime
    end: datetime
    location: str
    link: str
    category: str
    attendees: tuple[tuple[str, str, str], ...]


def _letters(path: Path, rounds: int) -> list[Row]:
    workspace = opened(path)
    with workspace.read() as view:
        lines = events.lines(view, EventFilter(states=("planned",)))
        participants = stored_events.participants(view.session, [line.id for line in lines])
        meetings = [
            _Plain(
                line.uid,
                line.title,
                datetime.combine(line.day, line.start or datetime.min.time()),
                datetime.combine(line.day, line.end or datetime.max.time()),
                line.location,
                line.link,
                line.kind_name,
                tuple(
                    (part.name or "", part.email or "", part.answer)
                    for part in participants[line.id]
                ),
            )
            for line in lines
        ]

        def ours() -> None:
            with TemporaryDirectory(prefix="ipe-bench-") as folder:
                letters.write_all(Path(folder), letters.letters(view))

        def files_alone() -> None:
            for meeting in meetings:
                write(_invitation(meeting))

        zone = _zone()
        subjects: Mapping[str, Callable[[], float]] = {
            "ours": lambda: _timed(ours),
            "files alone": lambda: _timed(files_alone),
            "icalendar": lambda: _timed(lambda: [_plain(item, zone) for item in meetings]),
        }
        found = interleaved(rounds, subjects)
    workspace.close()
    _same_size(found, len(meetings))
    what = f"{len(meetings):,} invitations of 10"
    return [
        ratio(f"{what} {part}", found[name], "icalendar", found["icalendar"], LETTERS_BAR)
        for name, part in (("ours", "to disk"), ("files alone", "as bytes, no workspace"))
    ]


def _same_size(found: Mapping[str, Samples], count: int) -> None:
    if not count or any(samples.failures for samples in found.values()):
        raise SystemExit("error: the workspace of planned meetings is not what it should be")


def _zone() -> Any:
    from icalendar import Timezone

    return Timezone.from_ical(AMSTERDAM)


def _invitation(meeting: _Plain) -> Invitation:
    """One invitation for our own writer."""
    stamp = datetime.now(UTC)
    return Invitation(
        method=Method.REQUEST,
        uid=meeting.uid,
        sequence=0,
        stamp=stamp,
        created=stamp,
        title=meeting.title,
        start=meeting.start,
        end=meeting.end,
        zone=ZONE,
        organizer=Address("Bureau", "bureau@example.org"),
        attendees=tuple(
            Attendee(name, email, answer=Answer(answer))
            for name, email, answer in meeting.attendees
        ),
        location=meeting.location,
        link=meeting.link,
        category=meeting.category,
    )


def _plain(meeting: _Plain, zone: Any) -> bytes:
    """One invitation by `icalendar` alone, with the same properties as ours."""
    from icalendar import Calendar, Event, vCalAddress, vUri

    info = ZoneInfo(ZONE)
    calendar = Calendar()
    calendar.add("prodid", "-//bench//bench//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "REQUEST")
    calendar.add_component(zone)
    event = Event()
    stamp = datetime.now(UTC)
    for name, value in (
        ("uid", meeting.uid),
        ("dtstamp", stamp),
        ("created", stamp),
        ("last-modified", stamp),
        ("sequence", 0),
        ("status", "CONFIRMED"),
        ("transp", "OPAQUE"),
        ("summary", meeting.title),
        ("location", meeting.location),
        ("description", meeting.link),
        ("categories", [meeting.category]),
        ("dtstart", meeting.start.replace(tzinfo=info)),
        ("dtend", meeting.end.replace(tzinfo=info)),
        ("url", vUri(meeting.link)),
        ("conference", vUri(meeting.link, params={"VALUE": "URI", "FEATURE": "VIDEO"})),
        ("organizer", vCalAddress("mailto:bureau@example.org")),
    ):
        event.add(name, value)
    for name, email, answer in meeting.attendees:
        address = vCalAddress(f"mailto:{email}")
        address.params["CN"] = name
        address.params["CUTYPE"] = "INDIVIDUAL"
        address.params["ROLE"] = "REQ-PARTICIPANT"
        address.params["PARTSTAT"] = answer.upper()
        event.add("attendee", address)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
