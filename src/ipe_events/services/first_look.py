"""The events that the first screen shows, without the libraries of the tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventLine
from ipe_events.store import first_look as stored
from ipe_events.store.file import connect


@dataclass(frozen=True, slots=True)
class FirstLook:
    """A programme's name and its first events from a day on; `total` is how many there are."""

    programme: str
    events: tuple[EventLine, ...]
    total: int


def first_look(path: Path, programme: str | None, first: date, limit: int) -> FirstLook | None:
    """The first `limit` events from a day on of the programme asked for, or the only one.

    None for whatever is not as usual, a file that cannot be read among it: `Workspace` knows what
    to say of that.
    """
    try:
        with closing(connect(path)) as connection:
            connection.execute("BEGIN")
            known = stored.programmes(connection)
            chosen = [row for row in known if programme in (None, row[1])]
            if len(chosen) != 1:
                return None
            ((key, _slug, name),) = chosen
            events, total = stored.events(connection, key, first, limit)
            return FirstLook(name, tuple(events), total)
    except (Refused, sqlite3.Error):
        return None
