"""Same as an earlier year: its rhythm, groups and promises; never attendance or hours (F4)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ipe_events.domain import years
from ipe_events.domain.errors import refuse
from ipe_events.domain.records import EventFilter, EventLine, Participant
from ipe_events.domain.rhythm import Rhythm
from ipe_events.domain.rhythm_days import rhythm_of
from ipe_events.domain.years import Year, touch
from ipe_events.services import slots
from ipe_events.services.workspace import Change, View
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Commitment, EventKind, Group


@dataclass(frozen=True, slots=True)
class Like:
    """The rhythm of a kind in a year, and the groups it invited: () for the kind's own."""

    rhythm: Rhythm
    groups: tuple[str, ...]


def kinds_of(view: View, label: str) -> dict[str, Like]:
    """How each kind met in a year, from what was held and planned; refuses `nothing-like`."""
    year = years.parse_year(label, view.programme.school_month)
    wanted = EventFilter(year.start, year.end, states=("held", "planned"))
    by_kind: dict[str, list[EventLine]] = {}
    for line in stored.event_lines(view.session, view.programme_id, wanted):
        if year.contains(line.day):
            by_kind.setdefault(line.kind, []).append(line)
    if not by_kind:
        raise refuse("nothing-like", "like", value=year.label)
    own = {
        row.slug: tuple(json.loads(row.groups))
        for row in lookup.find(view.session, EventKind, programme_id=view.programme_id)
    }
    last = {slug: lines[-1].id for slug, lines in by_kind.items()}
    invited = stored.participants(view.session, last.values())
    return {
        slug: Like(
            rhythm_of([line.day for line in lines], [(line.start, line.end) for line in lines]),
            _groups(view, lines[-1].day, invited[last[slug]], own[slug]),
        )
        for slug, lines in by_kind.items()
    }


def _groups(
    view: View, day: date, there: Sequence[Participant], own: Sequence[str]
) -> tuple[str, ...]:
    """The groups of which everybody was invited, the kind's own first; () when it is just those."""
    found = {(part.organisation, part.person) for part in there if part.heads is None}
    left = set(found)
    chosen = []
    rows = lookup.find(view.session, Group, programme_id=view.programme_id)
    for row in sorted(rows, key=lambda row: row.slug not in own):
        chairs = [chair for chair in slots.chairs(view, [row]) if chair.holds(day)]
        members = {(chair.organisation, chair.seat.person_id) for chair in chairs}
        if members and members <= found and (row.slug in own or members & left):
            chosen.append(row.slug)
            left -= members
    return () if set(chosen) <= set(own) else tuple(chosen)


def copy_commitments(change: Change, label: str, target: Year) -> int:
    """Promise in the target year what was promised in a year of the same kind; how many.

    What is promised for any month of the target year already is left as it is.
    """
    month = change.programme.school_month
    source = years.parse_year(label, month)
    rows = lookup.find(change.session, Commitment, programme_id=change.programme_id)
    spans = {id(row): years.parse_year(row.year, month) for row in rows}
    taken = {
        (row.organisation_id, row.line_id)
        for row in rows
        if touch(
            (row.starts or spans[id(row)].start, row.ends or spans[id(row)].end),
            (target.start, target.end),
        )
    }
    if ("-" in source.label) != ("-" in target.label):
        return 0
    copied = [
        row
        for row in rows
        if row.year == source.label and (row.organisation_id, row.line_id) not in taken
    ]
    later = target.start.year - source.start.year
    for row in copied:
        fields = row.model_dump(exclude={"id", "year", "starts", "ends", "state", "reason"})
        fields |= {
            "year": target.label,
            "origin": "hand",
            "starts": _moved(row.starts, later),
            "ends": _moved(row.ends, later),
        }
        change.session.add(Commitment(**fields))
    change.session.flush()
    return len(copied)


def _moved(day: date | None, later: int) -> date | None:
    """The same day so many years later; 28 February for the 29th."""
    if day is None:
        return None
    last = (day.month, day.day) == (2, 29)
    return date(day.year + later, day.month, 28 if last else day.day)
