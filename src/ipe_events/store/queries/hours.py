"""Minutes grouped for `domain.budget`, which makes the figures of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ipe_events.domain.invitation import NOT_COMING
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Commitment, Event, HourEntry, Participation

_ABSENTEE = aliased(Participation)


@dataclass(frozen=True, slots=True)
class BookedGroup:
    """`count` hour entries of `minutes` each that agree in everything else."""

    key: int | None
    organisation: int
    line: int | None
    month: str
    financing: str
    minutes: int
    count: int


@dataclass(frozen=True, slots=True)
class ExpectedGroup:
    """`count` participations in planned or draft events of `minutes` that agree."""

    key: int | None
    organisation: int
    kind: int
    month: str
    financing: str
    state: str
    role: str
    hosts: bool
    online: bool
    counted: bool
    minutes: int
    count: int


def booked(
    session: Session, programme_id: int, first: date | None, last: date | None, by: str
) -> list[BookedGroup]:
    """Hour entries of the days `first` to `last`; `by`: `person`, `kind`, `goal` or anything."""
    minutes = HourEntry.presence + HourEntry.preparation + HourEntry.travel
    month = func.strftime("%Y-%m", HourEntry.work_date)
    keys: dict[str, Any] = {
        "person": col(HourEntry.person_id),
        "kind": col(Event.kind_id),
        "goal": func.coalesce(col(HourEntry.goal_id), col(Event.goal_id)),
    }
    columns: tuple[Any, ...] = (
        keys.get(by, literal(None)),
        col(HourEntry.organisation_id),
        col(HourEntry.line_id),
        month,
        col(HourEntry.financing),
        minutes,
    )
    query = (
        select(*columns, func.count())
        .join(Event, col(Event.id) == HourEntry.event_id, isouter=True)
        .where(
            col(HourEntry.programme_id) == programme_id, *_between(HourEntry.work_date, first, last)
        )
        .group_by(*columns)
    )
    return [BookedGroup(*row) for row in lookup.rows(session, query)]


def promised(session: Session, programme_id: int) -> Sequence[tuple[Any, ...]]:
    """Of each promise its year, organisation, line, days, minutes and amounts in cents.

    The amounts: value, rate by hand, cash. Columns, as making rows takes three times as long.
    """
    query = (
        select(
            col(Commitment.year),
            col(Commitment.organisation_id),
            col(Commitment.line_id),
            col(Commitment.starts),
            col(Commitment.ends),
            col(Commitment.minutes),
            col(Commitment.value_cents),
            col(Commitment.rate_cents),
            col(Commitment.cash_cents),
        )
        .where(col(Commitment.programme_id) == programme_id)
        .order_by(col(Commitment.id))
    )
    return lookup.rows(session, query)


def expected(
    session: Session,
    programme_id: int,
    first: date | None,
    last: date | None,
    by: str,
    *,
    events: Collection[int] | None = None,
) -> list[ExpectedGroup]:
    """Participations in planned and draft events of those days of who may come.

    `events` narrows to these events and then includes those of every state.
    """
    keys: dict[str, Any] = {
        "person": col(Participation.person_id),
        "kind": col(Event.kind_id),
        "goal": col(Event.goal_id),
        "event": col(Event.id),
    }
    columns: tuple[Any, ...] = (
        keys.get(by, literal(None)),
        col(Participation.organisation_id),
        col(Event.kind_id),
        func.strftime("%Y-%m", Event.day),
        col(Participation.financing),
        col(Event.state),
        col(Participation.role),
        func.coalesce(col(Event.host_id) == col(Participation.organisation_id), False),
        col(Participation.online),
        col(Participation.heads).is_(None),
        col(Event.minutes),
    )
    states = ("planned", "draft")
    chosen = col(Event.state).in_(states) if events is None else col(Event.id).in_(events)
    query = (
        select(*columns, func.count())
        .join(Event, col(Event.id) == Participation.event_id)
        .where(
            col(Event.programme_id) == programme_id,
            chosen,
            col(Participation.answer).not_in(NOT_COMING),
            # A deputy costs nothing until it is known that they come, or are sent.
            or_(
                col(Participation.deputy_for_id).is_(None),
                col(Participation.answer) == "accepted",
                col(Participation.attended).is_(True),
                exists().where(
                    col(_ABSENTEE.id) == Participation.deputy_for_id,
                    col(_ABSENTEE.answer) == "delegated",
                ),
            ),
            *_between(Event.day, first, last),
        )
        .group_by(*columns)
    )
    return [ExpectedGroup(*row) for row in lookup.rows(session, query)]


def _between(column: date, first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if first is not None:
        found.append(col(column) >= first)
    if last is not None:
        found.append(col(column) <= last)
    return found
