"""E-mails to those who have not answered yet; nothing new is told, so nothing is kept of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from ipe_events.domain.errors import refuse
from ipe_events.domain.invitation import Address, Answer, Invitation, Method
from ipe_events.domain.mail import Attachment, CalendarPart
from ipe_events.domain.outbox import Place, Told
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.domain.series_invitation import as_series
from ipe_events.i18n.reminder_words import (
    ASKED,
    ASKED_ELSEWHERE,
    ASKED_FOR_EACH,
    poll_words,
    reminder_words,
)
from ipe_events.services import deliveries, invitation_contents, outbox, polls
from ipe_events.services.invitation_contents import Contents
from ipe_events.services.mails import written
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.queries import outbox as stored_outbox
from ipe_events.store.tables import Organisation, Person

USUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class Reminder:
    """A draft to one person, with the name of its file and the events it asks about."""

    file_name: str
    content: bytes
    to: Address
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PollReminders:
    """Drafts to those who have not answered a poll, and who of them has no address."""

    drafts: tuple[Reminder, ...]
    unreachable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Somebody who was invited to an event, here or by the calendar it was made in."""

    to: Address
    organisation: str
    line: EventLine
    told: Told


# What was told, oldest first, by event and address; but for what was taken back.
_Past = Mapping[tuple[Place, str], Sequence[stored_outbox.Told]]


def invitation_reminders(view: View, days: int = USUAL_DAYS) -> list[Reminder]:
    """A draft for everybody who was told at least `days` ago of an event ahead, and is silent.

    With the invitation as it was told, under the same SEQUENCE. An event that has changed since is
    left out: that is pending, and telling it asks again. To a meeting that was made in another
    calendar that one invites: it is asked about without an invitation. Refuses `no-organiser`.
    """
    sender = _sender(view)
    wanted = EventFilter(states=("planned", "held"))
    lines = {line.id: line for line in stored.event_lines(view.session, view.programme_id, wanted)}
    known = invitation_contents.contents(view, set(lines), {line.uid for line in lines.values()})
    past: dict[tuple[Place, str], list[stored_outbox.Told]] = defaultdict(list)
    for rows in known.past.values():
        for row in rows:
            if row.state != stored_outbox.WITHDRAWN:
                past[Place(row.uid, row.recurrence_id), row.address].append(row)
    asked: dict[str, list[_Asked]] = defaultdict(list)
    for one in _silent(known, _ahead(lines.values(), view.now), past):
        if _since(one, past) <= view.moment - timedelta(days=days):
            asked[one.to.email].append(one)
    return [
        _draft(view, sender, group, _invitations(known, group, past, lines), number)
        for number, group in enumerate(asked.values(), start=1)
    ]


def _sender(view: View) -> Address:
    if not view.programme.organiser_email:
        raise refuse("no-organiser")
    return Address(view.programme.organiser_name, view.programme.organiser_email)


def _ahead(lines: Iterable[EventLine], now: datetime) -> list[EventLine]:
    """The planned events that have not begun, in order of time."""
    ahead = [
        line
        for line in lines
        if line.state == "planned" and datetime.combine(line.day, line.start or time.max) > now
    ]
    return sorted(ahead, key=lambda line: (line.day, line.start or time.min, line.id))


def _silent(known: Contents, lines: Iterable[EventLine], past: _Past) -> Iterator[_Asked]:
    """Who has not answered, each address once for each event."""
    for line in lines:
        place, card = outbox.place_of(line), outbox.card_of(line)
        seen: set[str] = set()
        for participant in known.participants[line.id]:
            address = participant.address
            if address is None or address in seen or participant.answer != Answer.NEEDS_ACTION:
                continue
            seen.add(address)
            to = Address(participant.name or participant.organisation_name, address)
            rows = past.get((place, address))
            told = deliveries.told_of(rows[-1]) if rows else None
            if told and told.method is Method.REQUEST and told.to.card == card:
                yield _Asked(to, participant.organisation, line, told)


def _since(one: _Asked, past: _Past) -> datetime:
    """Since when somebody could answer what is asked now."""
    since = datetime.max.replace(tzinfo=UTC)
    for row in reversed(past[one.told.to.place, one.to.email]):
        item = deliveries.told_of(row)
        if item.method is Method.CANCEL or item.to.card.significantly_differs(one.told.to.card):
            break
        since = datetime.fromisoformat(row.stamp)
    return since


def _invitations(
    known: Contents, group: Sequence[_Asked], past: _Past, lines: Mapping[int, EventLine]
) -> list[Invitation]:
    """The invitations to what is asked about, as they were told: one for each event or series."""
    by_uid: dict[str, list[_Asked]] = defaultdict(list)
    for one in group:
        if not one.line.adopted:
            by_uid[one.line.uid].append(one)
    found: list[Invitation] = []
    for some in by_uid.values():
        whole = None
        if len(some) > 1 and any(one.told.in_series for one in some):
            whole = _series(known, some[0], past, lines)
        found += [whole] if whole else [_as_told(known, one.told, past) for one in some]
    return found


def _series(
    known: Contents, one: _Asked, past: _Past, lines: Mapping[int, EventLine]
) -> Invitation | None:
    """The series that somebody was told of; None when it is not any more what they were told."""
    rule = known.rules.get(one.line.uid)
    told = [
        deliveries.told_of(rows[-1])
        for (place, address), rows in past.items()
        if place.uid == one.line.uid and address == one.to.email
    ]
    standing = [item for item in told if item.method is Method.REQUEST]
    for item in standing:
        line = lines.get(item.to.event)
        if line is None or outbox.place_of(line) != item.to.place:
            return None
    return as_series([_as_told(known, item, past) for item in standing], rule) if rule else None


def _as_told(known: Contents, item: Told, past: _Past) -> Invitation:
    """The invitation to one event under the SEQUENCE, stamp and organizer it was told with."""
    to = item.to
    row = past[to.place, to.address or ""][-1]
    attendees = known.attendees(to.event, to.address)
    return replace(
        known.invitation(to.event, to.place, to.card, attendees),
        sequence=item.sequence,
        stamp=datetime.fromisoformat(row.stamp),
        organizer=Address(**json.loads(row.told)["organizer"]),
    )


def _draft(
    view: View, sender: Address, group: Sequence[_Asked], told: Sequence[Invitation], number: int
) -> Reminder:
    """The draft to one person; what is one invitation comes as such, so that its buttons show."""
    # Imported here: icalendar takes longer than most commands.
    from ipe_events.ical.mail import draft
    from ipe_events.ical.write import write

    to, cards = group[0].to, [outbox.card_of(one.line) for one in group]
    alone = len(told) == 1 and not any(one.line.adopted for one in group)
    asked = ASKED_FOR_EACH if told else ASKED_ELSEWHERE
    if alone and len(group) == 1:
        asked = ASKED
    sender = told[0].organizer if alone else sender
    mail = written(
        reminder_words(view.programme.language, sender, to, cards, asked),
        sender,
        to,
        view.moment,
        CalendarPart(write(told[0]), Method.REQUEST) if alone else None,
        ()
        if alone
        else tuple(
            Attachment(f"{place:02}-{one.start:%Y-%m-%d}.ics", write(one))
            for place, one in enumerate(told, start=1)
        ),
    )
    return Reminder(
        f"reminder-{number:02}-{group[0].organisation}.eml",
        draft(mail),
        to,
        tuple(one.line.id for one in group),
    )


def poll_reminders(view: View, number: int) -> PollReminders:
    """A draft for everybody who is asked and has not answered a poll; refuses one that is over."""
    from ipe_events.ical.mail import draft

    sender = _sender(view)
    silent = polls.waiting(view, number)
    poll = polls.line(view, number)
    people = {key(row): row.email for row in lookup.find(view.session, Person)}
    organisations = {key(row): row.email for row in lookup.find(view.session, Organisation)}
    found: dict[str, Reminder] = {}
    unreachable: list[str] = []
    for chair in silent:
        person = chair.seat.person_id
        address = organisations[chair.seat.organisation_id] if person is None else people[person]
        if not address:
            unreachable.append(chair.name)
        elif address not in found:
            to = Address(chair.name, address)
            words = poll_words(view.programme.language, sender, to, poll)
            name = f"poll-{number}-{len(found) + 1:02}-{chair.organisation}.eml"
            content = draft(written(words, sender, to, view.moment))
            found[address] = Reminder(name, content, to)
    return PollReminders(tuple(found.values()), tuple(unreachable))
