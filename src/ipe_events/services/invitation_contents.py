"""What an invitation says of an event: its words, in the programme's language, and its people."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime

from ipe_events.domain.hours import Role
from ipe_events.domain.invitation import (
    NOT_COMING,
    Address,
    Answer,
    Attendee,
    AttendeeKind,
    AttendeeRole,
    Invitation,
    Method,
    Privacy,
    moment,
)
from ipe_events.domain.outbox import Card, Place
from ipe_events.domain.records import Participant
from ipe_events.domain.recurrence_rule import Rule, parse_rule
from ipe_events.i18n import N_, translator
from ipe_events.services.workspace import View
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.queries import outbox as stored_outbox
from ipe_events.store.tables import Event, EventKind, Organisation, Programme, Series

ROLES: Mapping[str, AttendeeRole] = {
    Role.CHAIR: AttendeeRole.CHAIR,
    Role.OPTIONAL: AttendeeRole.OPTIONAL,
    Role.GUEST: AttendeeRole.OPTIONAL,
}
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Contents:
    """What the file holds of events that are told of, read once for all of them."""

    programme: Programme
    moment: datetime
    events: Mapping[int, Event]
    kinds: Mapping[int, EventKind]
    hosts: Mapping[int, str]
    participants: Mapping[int, Sequence[Participant]]
    rules: Mapping[str, Rule]
    past: Mapping[str, Sequence[stored_outbox.Told]]

    def invitation(
        self, event: int, place: Place, card: Card, attendees: Sequence[Attendee]
    ) -> Invitation:
        """The invitation to an event; of one whose making was undone, what the card says."""
        row = self.events.get(event)
        kind = self.kinds[row.kind_id] if row else None
        days = kind.reminder_days if kind else None
        return Invitation(
            method=Method.REQUEST,
            uid=place.uid,
            sequence=0,
            stamp=self.moment,
            created=datetime.fromisoformat(row.created_at) if row else self.moment,
            title=card.title,
            start=moment(card.start),
            end=moment(card.end),
            zone=self.programme.zone,
            organizer=Address(self.programme.organiser_name, self.programme.organiser_email),
            attendees=tuple(attendees),
            location=card.location,
            link=card.link,
            description=self._text(row, kind) if row and kind else "",
            category=kind.name if kind else "",
            language=self.programme.language,
            reminder_minutes=None if days is None else days * DAY_MINUTES,
            occurrence=moment(place.recurrence_id) if place.recurrence_id else None,
        )

    def attendees(self, event: int, to: str | None = None) -> list[Attendee]:
        """Everybody on the list who has an address, or only `to` when nobody else is named."""
        row = self.events[event]
        alone = row.privacy != Privacy.ALL
        named = [
            one
            for one in self.participants[event]
            if one.address is not None and (not alone or to is None or one.address == to)
        ]
        sent, senders = _delegations(named)
        return [
            Attendee(
                name=participant.name or participant.organisation_name,
                email=participant.address or "",
                role=ROLES.get(participant.role, AttendeeRole.REQUIRED),
                answer=Answer(participant.answer),
                kind=AttendeeKind.INDIVIDUAL if participant.person else AttendeeKind.GROUP,
                delegated_to=sent.get(participant.id, ""),
                delegated_from=senders.get(participant.id, ""),
            )
            for participant in named
        ]

    def is_private(self, event: int) -> bool:
        """Whether its recipients are not named to each other."""
        row = self.events.get(event)
        return row is not None and row.privacy != Privacy.ALL

    def _text(self, row: Event, kind: EventKind) -> str:
        """The note, the agenda, who receives and, where nobody is named, who comes."""
        say = translator(self.programme.language).gettext
        points = [
            f"{number}. {title}" + (f" ({say(MINUTES).format(minutes=length)})" if length else "")
            for number, (title, length) in enumerate(json.loads(kind.agenda), start=1)
        ]
        agenda = "\n".join([say(AGENDA), *points]) if points else ""
        host = self.hosts.get(row.host_id or 0)
        lines = [say(HOST).format(name=host)] if host else []
        if row.privacy == Privacy.ORGANISATIONS:
            parts = self.participants.get(row.id or 0, ())
            names = dict.fromkeys(part.organisation_name for part in parts)
            lines += [say(WITH).format(names=", ".join(names))] if names else []
        return "\n\n".join(filter(None, (row.note.strip(), agenda, "\n".join(lines))))


def _delegations(named: Sequence[Participant]) -> tuple[dict[int, str], dict[int, str]]:
    """Of those who sent a deputy, by place, that one's address; of the deputy, the sender's.

    Nobody is named who is not on the list.
    """
    absent = {one.id: one for one in named if one.answer == Answer.DELEGATED}
    sent: dict[int, str] = {}
    senders: dict[int, str] = {}
    for one in named:
        sender = absent.get(one.deputy_for_id or 0)
        if sender is not None and sender.id not in sent and one.answer not in NOT_COMING:
            sent[sender.id], senders[one.id] = one.address or "", sender.address or ""
    return sent, senders


AGENDA = N_("Agenda")
HOST = N_("Host: {name}")
WITH = N_("With: {names}")
MINUTES = N_("{minutes} min")


def contents(
    view: View,
    numbers: Set[int],
    uids: Set[str],
    known: Mapping[int, Sequence[Participant]] | None = None,
) -> Contents:
    """What the file holds of these events, and what was told under these UIDs.

    `known`: participants that were read already.
    """
    known = known or {}
    session, programme = view.session, view.programme_id
    rows = {row.id: row for row in stored.among(session, programme, numbers) if row.id}
    hosts = {row.host_id for row in rows.values()} - {None}
    past: dict[str, list[stored_outbox.Told]] = defaultdict(list)
    for delivery in stored_outbox.under(session, programme, uids):
        past[delivery.uid].append(delivery)
    return Contents(
        programme=view.programme,
        moment=view.moment.astimezone(UTC).replace(microsecond=0),
        events=rows,
        kinds={
            kind.id: kind
            for kind in lookup.find(session, EventKind, programme_id=programme)
            if kind.id
        },
        hosts={
            row.id: row.name
            for row in (lookup.find(session, Organisation) if hosts else ())
            if row.id in hosts and row.id
        },
        participants={**known, **stored.participants(session, numbers - known.keys())},
        rules=rules(view),
        past=past,
    )


def rules(view: View) -> dict[str, Rule]:
    """The rule of each series that has one, by its UID."""
    return {
        row.uid: parse_rule(row.rule)
        for row in lookup.find(view.session, Series, programme_id=view.programme_id)
        if row.rule
    }
