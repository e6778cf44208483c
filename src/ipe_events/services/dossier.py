"""Everything a workspace holds of somebody, in every programme."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time

from ipe_events.domain.incoming import mailbox
from ipe_events.services import finding, statement_names
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Affiliation,
    Busy,
    ChangeRow,
    Closure,
    Delivery,
    Event,
    Group,
    HourEntry,
    Membership,
    Organisation,
    Participation,
    Person,
    Poll,
    PollAnswer,
    PollDate,
    Programme,
    Review,
)

Fact = str | int | float | bool | tuple[str, ...] | None
Facts = Mapping[str, Fact]


def of(view: View, who: str) -> dict[str, list[dict[str, Fact]]]:
    """What is kept of a person, by kind: names instead of numbers, ISO dates, hours as decimals.

    The first kind, `person`, has one entry.
    """
    person = finding.person(view, who)
    names = _Names(view)
    mine = {"person_id": key(person)}
    session = view.session
    return {
        "person": [_person(person)],
        "affiliations": [
            {"organisation": names.organisation(row.organisation_id), **_days(row)}
            for row in lookup.find(session, Affiliation, **mine)
        ],
        "memberships": [
            {
                **names.group(row.group_id),
                "organisation": names.organisation(row.organisation_id),
                "role": row.role,
                "financing": row.financing,
                "deputy": row.deputy_for_id is not None,
                **_days(row),
            }
            for row in lookup.find(session, Membership, **mine)
        ],
        "meetings": [
            {
                **names.event(row.event_id),
                "organisation": names.organisation(row.organisation_id),
                "role": row.role,
                "answer": row.answer,
                "comment": row.comment or None,
                "online": row.online,
                "attended": row.attended,
                "deputy": row.deputy_for_id is not None,
                "from": _text(row.from_time),
                "until": _text(row.until_time),
            }
            for row in lookup.find(session, Participation, **mine)
        ],
        "hours": [
            {
                "programme": names.programme(row.programme_id),
                "date": row.work_date.isoformat(),
                "organisation": names.organisation(row.organisation_id),
                "hours": round(row.minutes / 60, 2),
                "activity": row.activity,
                "financing": row.financing,
                "event": row.event_id,
            }
            for row in lookup.find(session, HourEntry, **mine)
        ],
        "statements": [
            {
                "programme": names.programme(row.programme_id),
                "statement": key(row),
                "organisation": names.organisation(row.organisation_id),
                "period": row.label,
                "version": row.version,
                "signed_by": row.signed_by,
                "function": row.signed_function,
                "signed_on": _text(row.signed_on),
            }
            for row in statement_names.signed(view, person)
        ],
        "closures": [
            {"name": row.name, **_days(row)} for row in lookup.find(session, Closure, **mine)
        ],
        "busy": [
            {"start": row.starts_at, "end": row.ends_at, "source": row.source}
            for row in lookup.find(session, Busy, **mine)
        ],
        "poll_answers": [
            {**names.poll(row.date_id), "answer": row.answer, "entered_at": row.entered_at}
            for row in lookup.find(session, PollAnswer, **mine)
        ],
        "told": _told(view, person),
        "received": _received(view, person),
        "changes": [
            {"change": row.change_id, "before": row.before, "after": row.after}
            for row in lookup.find(session, ChangeRow, table_name="person", row_id=key(person))
        ],
    }


def _person(person: Person) -> dict[str, Fact]:
    return {
        "id": key(person),
        "name": person.name,
        "email": person.email,
        "aliases": finding.aliases_of(person),
        "profession": person.profession or None,
        "working_days": person.working_days or None,
        "erased_on": _text(person.erased_on),
    }


def _told(view: View, person: Person) -> list[dict[str, Fact]]:
    """What went out to the person's addresses."""
    return [
        {
            "event": row.event_id,
            "title": json.loads(row.told)["card"]["title"],
            "method": row.method,
            "at": row.stamp,
            "address": row.address,
        }
        for address in _addresses(person)
        for row in lookup.find(view.session, Delivery, address=address)
    ]


def _received(view: View, person: Person) -> list[dict[str, Fact]]:
    """What came from the person and had to be looked at."""
    mailboxes = {mailbox(address) for address in _addresses(person)}
    return [
        {
            "event": row.event_id,
            "reason": row.reason,
            "address": row.address,
            "name": row.name or None,
            "answer": row.answer or None,
            "comment": row.comment or None,
            "at": row.stamp or None,
            "file": row.file,
            "state": row.state,
        }
        for row in lookup.find(view.session, Review)
        if mailbox(row.address) in mailboxes
    ]


def _addresses(person: Person) -> tuple[str, ...]:
    return (*filter(None, (person.email,)), *finding.aliases_of(person))


def _days(row: Affiliation | Membership | Closure) -> dict[str, Fact]:
    return {"from": _text(row.starts), "until": _text(row.ends)}


def _text(value: date | time | None) -> str | None:
    return value.isoformat() if value is not None else None


class _Names:
    """What the numbers in rows stand for; each row is read once."""

    def __init__(self, view: View) -> None:
        self._session = view.session

    def organisation(self, number: int) -> str:
        return self._session.get_one(Organisation, number).name

    def programme(self, number: int) -> str:
        return self._session.get_one(Programme, number).slug

    def group(self, number: int) -> dict[str, Fact]:
        row = self._session.get_one(Group, number)
        return {"programme": self.programme(row.programme_id), "group": row.slug}

    def event(self, number: int) -> dict[str, Fact]:
        row = self._session.get_one(Event, number)
        return {
            "programme": self.programme(row.programme_id),
            "event": number,
            "date": row.day.isoformat(),
            "title": row.title,
            "state": row.state,
        }

    def poll(self, number: int) -> dict[str, Fact]:
        row = self._session.get_one(PollDate, number)
        poll = self._session.get_one(Poll, row.poll_id)
        return {"title": poll.title, "date": row.day.isoformat()}
