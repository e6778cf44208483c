"""Makes workspaces of any size: SION with more partners, people, meetings and hours.

`python -m benchmarks.generate FILE [--scale 50] [--entries 100000] [--planned 1000]`

With `--entries` alone it is SION's own 34 partners, with so many hour entries in four years.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select
from sqlmodel import col

from benchmarks.measure import NOW
from ipe_events.services import programmes, setup
from ipe_events.services.workspace import Change, Workspace
from ipe_events.store.tables import (
    Affiliation,
    Commitment,
    Event,
    EventKind,
    HourEntry,
    Organisation,
    Participation,
    Partner,
    Person,
    PlanLine,
    Table,
)

ORGANISATIONS, PEOPLE, EVENTS = 60, 500, 600
# Of a workspace that is about hours: its meetings make fewer than a thousand entries.
MEETINGS = 200
ATTENDEES = 10
FIRST, LAST = date(2024, 9, 2), date(2028, 6, 30)
YEARS = ("2024", "2025", "2026", "2027")
# The word by which the harness knows that data is on the screen.
TITLE = "Kernteamoverleg"
KINDS = ("kernteamoverleg", "werkplaats", "leerteambijeenkomst", "stuurgroepoverleg", "overig")
BATCH = 20_000

Values = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How much there is to be in the workspace.

    `entries`: so many hour entries in all, of the programme's own partners. `planned`: only so
    many meetings, all of them to come.
    """

    scale: int = 1
    entries: int = 0
    planned: int = 0

    @property
    def events(self) -> int:
        """How many meetings."""
        return MEETINGS if self.entries else self.planned or EVENTS * self.scale

    @property
    def organisations(self) -> int:
        """How many organisations there are to be at least."""
        return 0 if self.entries else ORGANISATIONS * self.scale


def make(path: Path, size: Size) -> None:
    """Make the workspace, all of its data in one change."""
    now = datetime.fromisoformat(NOW).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    workspace = Workspace.create(path, lambda: now)
    text, name = programmes.source("sion")
    with workspace.change("generate") as change:
        setup.add(change, text, name, {}, "Bureau <bureau@example.org>")
        _Generator(change, size, now.date()).run()
    workspace.close()


class _Generator:
    def __init__(self, change: Change, size: Size, today: date):
        self.change, self.size, self.today = change, size, today
        self.connection = change.session.connection()
        self.programme = change.programme_id
        self.lines: dict[str, int] = dict(self._pairs(PlanLine.slug, PlanLine.id))
        self.organisations: list[int] = []
        self.employers: list[int] = []
        self.first_person = 0

    def run(self) -> None:
        self._add_organisations()
        self._add_people()
        self._add_events()
        self._insert(HourEntry, self._loose_entries())

    def _pairs(self, *columns: Any) -> list[Any]:
        return [tuple(row) for row in self.connection.execute(select(*columns))]

    def _next(self, table: type[Table]) -> int:
        highest = self.connection.execute(select(func.max(table.id))).scalar()
        return int(highest or 0) + 1

    def _insert(self, table: type[Table], rows: Iterator[Values]) -> None:
        while batch := list(islice(rows, BATCH)):
            self.connection.execute(insert(table), batch)

    def _add_organisations(self) -> None:
        """Partners up to the number wished for, each with a promise in every year."""
        known = [number for (number,) in self._pairs(Partner.organisation_id)]
        first = self._next(Organisation)
        count = max(self.size.organisations - first + 1, 0)
        new = range(first, first + count)
        self._insert(
            Organisation,
            (
                {"id": number, "slug": f"partner-{number}", "name": f"Partner {number}"}
                for number in new
            ),
        )
        self._insert(
            Partner,
            (
                {"programme_id": self.programme, "organisation_id": number, "position": number}
                for number in new
            ),
        )
        self._insert(
            Commitment,
            (
                {
                    "programme_id": self.programme,
                    "organisation_id": number,
                    "line_id": self.lines["leerteambegeleiding"],
                    "year": year,
                    "minutes": 40 * 60,
                    "value_cents": 200_000,
                }
                for number in new
                for year in YEARS
            ),
        )
        self.organisations = [*known, *new]

    def _add_people(self) -> None:
        count = PEOPLE * self.size.scale
        self.first_person = self._next(Person)
        everybody = range(self.first_person, self.first_person + count)
        self.employers = [
            self.organisations[number % len(self.organisations)] for number in range(count)
        ]
        self._insert(
            Person,
            (
                {
                    "id": number,
                    "name": f"Iemand Nummer{number}",
                    "email": f"iemand.{number}@example.org",
                    "profession": ("docent", "verpleegkundige", "sociaal werker")[number % 3],
                }
                for number in everybody
            ),
        )
        self._insert(
            Affiliation,
            (
                {"person_id": number, "organisation_id": employer}
                for number, employer in zip(everybody, self.employers, strict=True)
            ),
        )

    def _add_events(self) -> None:
        kinds = {slug: (number, line) for number, slug, line in self._kinds()}
        first = self._next(Event)
        place = self._next(Participation)
        rows = []
        for index in range(self.size.events):
            kind, line = kinds[KINDS[index % len(KINDS)]]
            day = self._day(index)
            rows.append((first + index, index, kind, line, day, day < self.today))
        self._insert(Event, (self._event(*row) for row in rows))
        self._insert(
            Participation,
            (
                {
                    "id": place + ATTENDEES * index + seat,
                    "event_id": number,
                    "organisation_id": self.employers[person],
                    "person_id": self.first_person + person,
                    "attended": True if held else None,
                    "answer": ("accepted", "needs-action", "tentative")[seat % 3],
                }
                for number, index, _, _, _, held in rows
                for seat, person in self._attendees(index)
            ),
        )
        self._insert(
            HourEntry,
            (
                self._entry(person, line, day, 120, number, place + ATTENDEES * index + seat)
                for number, index, _, line, day, held in rows
                if held and line is not None
                for seat, person in self._attendees(index)
            ),
        )

    def _kinds(self) -> list[Any]:
        return self._pairs(EventKind.id, EventKind.slug, EventKind.line_id)

    def _attendees(self, index: int) -> Iterator[tuple[int, int]]:
        # Ten in a row, so that nobody comes twice.
        for seat in range(ATTENDEES):
            yield seat, (index * 7 + seat) % len(self.employers)

    def _day(self, index: int) -> date:
        first = self.today + timedelta(days=1) if self.size.planned else FIRST
        day = first + timedelta(days=index * (LAST - first).days // self.size.events)
        return day - timedelta(days=max(day.weekday() - 4, 0))

    def _event(
        self, number: int, index: int, kind: int, line: int | None, day: date, held: bool
    ) -> Values:
        hour = 9 + index % 8
        return {
            "id": number,
            "programme_id": self.programme,
            "kind_id": kind,
            "uid": f"bench-{number}@example.org",
            "title": f"{TITLE} {number}",
            "day": day,
            "start_time": time(hour),
            "end_time": time(hour + 2),
            "minutes": 120,
            "state": "held" if held else "planned",
            "location": f"Zaal {index % 40}",
            "link": f"https://example.org/overleg/{number}",
            "host_id": self.organisations[index % len(self.organisations)],
            "created_at": self.change.stamp,
        }

    def _entry(
        self,
        person: int,
        line: int | None,
        day: date,
        minutes: int,
        event: int | None = None,
        participation: int | None = None,
    ) -> Values:
        return {
            "programme_id": self.programme,
            "organisation_id": self.employers[person],
            "person_id": self.first_person + person,
            "line_id": line,
            "event_id": event,
            "participation_id": participation,
            "work_date": day,
            "presence": minutes,
            "activity": "Begeleiding op de werkplek",
            "booked_at": self.change.stamp,
            "origin": "hand" if event is None else "attendance",
            "line_from": "organisation" if event is None else "kind",
        }

    def _loose_entries(self) -> Iterator[Values]:
        """What is still missing, each on a line on which its organisation promised hours."""
        if not self.size.entries:
            return
        ((there,),) = self._pairs(func.count(col(HourEntry.id)))
        promised = self._pairs(Commitment.organisation_id, Commitment.line_id, Commitment.minutes)
        lines = {owner: line for owner, line, minutes in promised if minutes is not None}
        span = (LAST - FIRST).days
        for index in range(self.size.entries - there):
            day = FIRST + timedelta(days=index * 31 % span)
            person = index * 13 % len(self.employers)
            line = lines.get(self.employers[person])
            yield self._entry(person, line, day, 15 * (1 + index % 16))


def main() -> None:
    """Make one workspace."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--entries", type=int, default=0)
    parser.add_argument("--planned", type=int, default=0)
    given = parser.parse_args()
    make(given.file, Size(given.scale, given.entries, given.planned))


if __name__ == "__main__":
    main()
