"""What the first screen shows, by plain SQL: there before the libraries of the tables are.

Importing those takes longer than everything else together. A test holds what is answered here to
what `queries.events` answers.
"""

from __future__ import annotations

import sqlite3
from datetime import date, time
from typing import Any

from ipe_events.domain.records import EventLine
from ipe_events.store.file import HEAD, REVISION

PROGRAMMES = "SELECT id, slug, name FROM programme ORDER BY id"
WANTED = "event.programme_id = ? AND coalesce(event.until, event.day) >= ?"
COUNT = f"SELECT count(*) FROM event WHERE {WANTED}"
EVENTS = f"""
SELECT event.id, coalesce(event.uid, series.uid), kind.slug, kind.name, event.title, event.state,
  event.day, event.until, event.start_time, event.end_time, event.location, event.link, host.slug,
  event.series_id, coalesce(event.original_start, ''),
  (SELECT count(*) FROM participation WHERE event_id = event.id AND heads IS NULL),
  event.disputed, event.privacy, event.adopted
FROM event
JOIN event_kind kind ON kind.id = event.kind_id
LEFT JOIN organisation host ON host.id = event.host_id
LEFT JOIN series ON series.id = event.series_id
WHERE {WANTED}
ORDER BY event.day, event.start_time, event.id
LIMIT ?
"""


def programmes(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Key, slug and name of every programme; none of a file with another version's schema."""
    if connection.execute(REVISION).fetchone() != (HEAD,):
        return []
    return connection.execute(PROGRAMMES).fetchall()


def events(
    connection: sqlite3.Connection, programme_id: int, first: date, limit: int
) -> tuple[list[EventLine], int]:
    """At most `limit` events from a day on, by date and time, and how many there are in all."""
    wanted = (programme_id, first.isoformat())
    found = [_event(row) for row in connection.execute(EVENTS, (*wanted, limit))]
    if len(found) < limit:
        return found, len(found)
    ((total,),) = connection.execute(COUNT, wanted)
    return found, total


def _event(row: tuple[Any, ...]) -> EventLine:
    """A row of `EVENTS`; days and times are stored as ISO texts."""
    values = list(row)
    for place, read in ((6, date), (7, date), (8, time), (9, time)):
        values[place] = read.fromisoformat(row[place]) if row[place] else None
    values[-1] = bool(row[-1])
    return EventLine(*values)
