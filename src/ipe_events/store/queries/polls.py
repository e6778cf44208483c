"""What was answered in polls."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ipe_events.domain.polls import PollReply
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Organisation, Person, PollAnswer, PollDate


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the numbers of who gave it."""

    organisation: int
    person: int | None
    reply: PollReply


def answers(session: Session, polls: Collection[int]) -> dict[int, list[Answered]]:
    """The answers to each date of these polls, in the order they came."""
    columns: tuple[Any, ...] = (
        PollAnswer.date_id,
        PollAnswer.organisation_id,
        PollAnswer.person_id,
        Person.name,
        Person.email,
        Organisation.name,
        Organisation.slug,
        PollAnswer.answer,
        PollAnswer.entered_by,
        PollAnswer.entered_at,
    )
    query = (
        select(*columns)
        .join(PollDate, col(PollDate.id) == PollAnswer.date_id)
        .join(Organisation, col(Organisation.id) == PollAnswer.organisation_id)
        .join(Person, col(Person.id) == PollAnswer.person_id, isouter=True)
        .where(col(PollDate.poll_id).in_(polls))
        .order_by(col(PollAnswer.id))
    )
    found: dict[int, list[Answered]] = {}
    for date_id, organisation, person, name, email, called, *rest in lookup.rows(session, query):
        reply = PollReply(name or called, email, *rest)
        found.setdefault(date_id, []).append(Answered(organisation, person, reply))
    return found
