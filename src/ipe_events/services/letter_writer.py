"""Composes the files that tell what is pending, UID by UID."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ipe_events.domain import parcels
from ipe_events.domain.invitation import Address, Attendee, Invitation, Method
from ipe_events.domain.outbox import Message, Place, Reason, Told, next_sequence
from ipe_events.domain.parcels import Form, Parcel
from ipe_events.domain.series_invitation import as_series
from ipe_events.services import deliveries, invitation_contents, outbox
from ipe_events.services.outbox import State
from ipe_events.services.workspace import View
from ipe_events.store.queries import outbox as stored


@dataclass(frozen=True, slots=True)
class Letter:
    """A calendar file to be written: what it says, and whom it tells what."""

    file_name: str
    invitation: Invitation
    parcel: Parcel
    deliveries: tuple[stored.Sent, ...]

    @property
    def content(self) -> bytes:
        """The calendar file."""
        # Imported here: icalendar takes longer than most commands.
        from ipe_events.ical.write import write

        return write(self.invitation)


class LetterWriter:
    """What is told, by UID, with all that is known of it."""

    def __init__(self, view: View, state: State, messages: Sequence[Message]) -> None:
        self._by_uid: dict[str, list[Message]] = defaultdict(list)
        for message in sorted(messages, key=lambda item: (item.to.card.start[:10], item.to.event)):
            self._by_uid[message.to.place.uid].append(message)
        self._state = state
        self._names: Counter[str] = Counter()
        uids = self._by_uid.keys()
        numbers = {message.to.event for message in messages}
        numbers |= {line.id for line in state.lines.values() if line.series and line.uid in uids}
        self._known = invitation_contents.contents(view, numbers, uids, state.participants)
        self._guests = {(guest.event, guest.address): guest for guest in state.guests}
        # Of one whose making was undone, what it was when it was told.
        self._private = frozenset(filter(self._known.is_private, numbers)) | {
            item.to.event for item in state.told if item.is_private
        }

    @property
    def uids(self) -> list[str]:
        """By date of what is told first."""
        return list(self._by_uid)

    def letters(self, uid: str) -> Iterator[Letter]:
        """Everything to be told under one UID: what is on before what is off."""
        past = list(self._known.past.get(uid, ()))
        for parcel in sorted(self.parcels(uid), key=lambda parcel: parcel.is_cancellation):
            letter = self._letter(parcel, past)
            past += letter.deliveries
            yield letter

    def parcels(self, uid: str) -> Iterator[Parcel]:
        """What goes out as one file, of all that is to be told under one UID."""
        messages = self._by_uid[uid]
        if not messages[0].to.place.recurrence_id:
            yield from parcels.single(messages, self._private)
            return
        standing, knows = self._standing(uid), self._state.in_series(uid)
        for parcel in parcels.of_series(messages, standing, knows, self._private):
            if parcel.form is Form.SERIES and self._of_series(parcel) is None:
                yield from parcels.single(parcel.messages, self._private)
            else:
                yield parcel

    def _standing(self, uid: str) -> dict[str, frozenset[int]]:
        """The events of a series in which each address takes part, or took part as it was told."""
        found: dict[str, set[int]] = defaultdict(set)
        for event, address in self._guests:
            if address is not None and self._state.lines[event].uid == uid:
                found[address].add(event)
        for item in self._state.told:
            line = self._state.lines.get(item.to.event)
            if item.to.place.uid != uid or item.method is not Method.REQUEST or line is None:
                continue
            if line.state == "held" and item.to.place == outbox.place_of(line):
                there = {participant.address for participant in self._known.participants[line.id]}
                if item.to.address in there:
                    found[item.to.address or ""].add(line.id)
        return {address: frozenset(events) for address, events in found.items()}

    def _invitation(self, parcel: Parcel) -> Invitation:
        whole = self._of_series(parcel) if parcel.form is Form.SERIES else None
        if whole is not None:
            return whole
        found = self._of_event(parcel)
        return replace(found, occurrence=None) if parcel.form is Form.END else found

    def _of_event(self, parcel: Parcel) -> Invitation:
        to = parcel.first.to
        if parcel.first.method is Method.REQUEST:
            attendees = self._known.attendees(to.event, self._only(parcel))
            return self._known.invitation(to.event, to.place, to.card, attendees)
        named = {
            message.to.address: Attendee(message.to.name, message.to.address)
            for message in parcel.messages
            if message.to.address is not None
        }
        found = self._known.invitation(to.event, to.place, to.card, list(named.values()))
        return replace(
            found,
            method=Method.CANCEL,
            whole_event=parcel.is_for_all,
            reminder_minutes=None,
        )

    def _of_series(self, parcel: Parcel) -> Invitation | None:
        """A series as it is now; None when a rule would say it worse than single dates."""
        rule = self._known.rules.get(parcel.first.to.place.uid)
        if rule is None:
            return None
        only = self._only(parcel)
        lines = [self._state.lines[event] for event in parcel.events]
        singles = [
            self._known.invitation(
                line.id,
                outbox.place_of(line),
                outbox.card_of(line),
                self._known.attendees(line.id, only),
            )
            for line in lines
        ]
        return as_series(singles, rule)

    def _only(self, parcel: Parcel) -> str | None:
        """Who alone is told it, when nobody else is."""
        addresses = list(parcel.to())
        return addresses[0] if len(addresses) == 1 else None

    def _letter(self, parcel: Parcel, past: Sequence[stored.Told]) -> Letter:
        invitation = self._invitation(parcel)
        organizer = _organizer(invitation.organizer, past)
        sequence = self._sequence(parcel, [deliveries.told_of(row) for row in past])
        stamp = _stamp(self._known.moment, past)

        def sealed(one: Invitation) -> Invitation:
            return replace(one, sequence=sequence, stamp=stamp, organizer=organizer)

        overrides = tuple(sealed(item) for item in invitation.overrides)
        invitation = replace(sealed(invitation), overrides=overrides)
        return Letter(
            file_name=self._file_name(parcel, invitation),
            invitation=invitation,
            parcel=parcel,
            deliveries=tuple(self._deliveries(parcel, invitation)),
        )

    def _sequence(self, parcel: Parcel, told: Sequence[Told]) -> int:
        """The SEQUENCE of a parcel: of a series, above all that was told of what it changes."""
        first = parcel.first
        if parcel.form is Form.EVENT:
            here = [item for item in told if item.to.place == first.to.place]
            return next_sequence(first.to.card, here, first.method)
        highest = max((item.sequence for item in told), default=0)
        if parcel.form is Form.END:
            return highest + 1
        by_place: dict[Place, list[Told]] = defaultdict(list)
        for item in told:
            by_place[item.to.place].append(item)
        knows = self._state.in_series(first.to.place.uid)
        # A date that is one, or is none, which was otherwise in the rule that somebody has (R49).
        others = any(
            message.to.address in knows and message.reason not in (Reason.CHANGED, Reason.AGAIN)
            for message in parcel.messages
        )
        lines = [self._state.lines[event] for event in parcel.events]
        ahead = [
            next_sequence(outbox.card_of(line), by_place[outbox.place_of(line)], Method.REQUEST)
            for line in lines
            if line.state == "planned"
        ]
        return max([highest + others, *ahead])

    def _deliveries(self, parcel: Parcel, invitation: Invitation) -> Iterator[stored.Sent]:
        whole = parcel.form is not Form.EVENT
        knows = self._state.in_series(invitation.uid)
        for address, messages in parcel.to().items():
            told = {message.to.event: message for message in messages}
            for event in parcel.events if parcel.form is Form.SERIES else ():
                guest = self._guests.get((event, address))
                if guest is not None:
                    told.setdefault(event, Message(guest, Method.REQUEST, Reason.AGAIN))
            in_series = whole or address in knows
            for message in told.values():
                yield deliveries.kept(
                    self._known.programme.id or 0,
                    message,
                    sequence=invitation.sequence,
                    stamp=invitation.stamp,
                    organizer=invitation.organizer,
                    series=in_series,
                    private=message.to.event in self._private,
                )

    def _file_name(self, parcel: Parcel, invitation: Invitation) -> str:
        """A name of the date, the title's letters and an event's number, and nothing else."""
        plain = unicodedata.normalize("NFKD", invitation.title).encode("ascii", "ignore").decode()
        words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-")
        event = min(parcel.events or {parcel.first.to.event})
        parts = [invitation.start.isoformat()[:10], words, str(event), invitation.method.lower()]
        name = "-".join(filter(None, parts))
        self._names[name] += 1
        return f"{name}-{self._names[name] - 1}.ics" if self._names[name] > 1 else f"{name}.ics"


def _stamp(now: datetime, past: Sequence[stored.Told]) -> datetime:
    """The moment, in whole seconds, after everything told before (RFC 5546 section 2.1.5)."""
    return max([now, *(datetime.fromisoformat(row.stamp) + timedelta(seconds=1) for row in past)])


def _organizer(now: Address, past: Sequence[stored.Told]) -> Address:
    """Who invites; an event keeps the organizer it was first told with (rule R49)."""
    return deliveries.organizer_of(past[0]) if past else now
