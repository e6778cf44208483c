"""A calendar of what is planned, for others to follow."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ipe_events.domain.invitation import Address, Invitation, Method, moment
from ipe_events.domain.outbox import Place
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.domain.series_invitation import as_series
from ipe_events.services import files, finding, invitation_contents, outbox, seats
from ipe_events.services.workspace import View
from ipe_events.store.queries import availability, lookup
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import outbox as told
from ipe_events.store.tables import Event, EventKind, Group, Membership

# Never a draft: what may still change altogether is nobody else's business.
SHOWN = ("planned", "held", "cancelled")


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar file and how many events it holds."""

    content: bytes
    events: int


def feed(view: View, *, organisation: str | None = None, group: str | None = None) -> Feed:
    """The calendar of an organisation, of a group, or of everything in the programme.

    Of a group are the events of the kinds that invite it and those to which each of its seats is
    invited. Guests and notes are not in it.
    """
    # Imported here: icalendar takes longer than most commands.
    from ipe_events.ical.publish import publish

    programme = view.programme
    name = programme.name
    lines = stored.event_lines(view.session, view.programme_id, EventFilter(states=SHOWN))
    if organisation is not None:
        row = finding.organisation(view, organisation)
        name = f"{name} – {row.name}"
        wanted = EventFilter(states=SHOWN, organisation=row.slug)
        taking = stored.event_lines(view.session, view.programme_id, wanted)
        ids = {line.id for line in taking}
        lines = [line for line in lines if line.id in ids or line.host == row.slug]
    if group is not None:
        found = finding.group(view, group)
        name = f"{name} – {found.name}"
        lines = _of_group(view, found, lines)
    organizer = None
    if programme.organiser_email:
        organizer = Address(programme.organiser_name, programme.organiser_email)
    content = publish(name, organizer, _invitations(view, lines, organizer))
    return Feed(content, len(lines))


def write(path: Path, made: Feed) -> Path:
    """Write a feed, whole or not at all; its absolute path."""
    return files.write_all(path.expanduser().parent, [(path.name, made.content)])[0]


def _of_group(view: View, group: Group, lines: Sequence[EventLine]) -> list[EventLine]:
    kinds = {
        row.slug
        for row in lookup.find(view.session, EventKind, programme_id=view.programme_id)
        if group.slug in json.loads(row.groups)
    }
    rows = [
        row
        for row in lookup.find(view.session, Membership, group_id=group.id)
        if row.deputy_for_id is None
    ]
    others = [line for line in lines if line.kind not in kinds]
    invited = availability.invited(view.session, [line.id for line in others])
    return [
        line
        for line in lines
        if line.kind in kinds or _has_all(rows, line.day, invited.get(line.id, frozenset()))
    ]


def _has_all(
    rows: Iterable[Membership], day: date, invited: Iterable[tuple[int, int | None]]
) -> bool:
    """Whether everybody with a seat on the day is invited; a group without seats never is."""
    there = set(invited)
    wanted = {
        (row.organisation_id, row.person_id)
        for row in rows
        if seats.runs(row.starts, row.ends, day)
    }
    return bool(wanted) and wanted <= there


def _invitations(
    view: View, lines: Sequence[EventLine], organizer: Address | None
) -> list[Invitation]:
    """The events as an invitation tells them, without anybody invited; a series is one."""
    sequences: Counter[Place] = Counter()
    for row in told.last_told(view.session, view.programme_id):
        place = Place(row.uid, row.recurrence_id)
        sequences[place] = max(sequences[place], row.sequence)
    created = {
        row.id: row.created_at
        for row in lookup.find(view.session, Event, programme_id=view.programme_id)
    }
    stamp = view.moment.astimezone(UTC).replace(microsecond=0)
    by_uid: dict[str, list[Invitation]] = defaultdict(list)
    for line in lines:
        cancelled = line.state == "cancelled"
        place, card = outbox.place_of(line), outbox.card_of(line)
        by_uid[line.uid].append(
            Invitation(
                method=Method.CANCEL if cancelled else Method.REQUEST,
                uid=line.uid,
                sequence=max(sequences[place], int(cancelled)),
                stamp=stamp,
                created=datetime.fromisoformat(created[line.id] or stamp.isoformat()),
                title=card.title,
                start=moment(card.start),
                end=moment(card.end),
                zone=view.programme.zone,
                organizer=organizer or Address("", ""),
                attendees=(),
                location=card.location,
                link=card.link,
                category=line.kind_name,
                language=view.programme.language,
                occurrence=moment(place.recurrence_id) if place.recurrence_id else None,
            )
        )
    rules = invitation_contents.rules(view)
    found: list[Invitation] = []
    for uid, singles in by_uid.items():
        whole = as_series(singles, rules[uid]) if uid in rules else None
        found += [whole] if whole is not None else singles
    return found
