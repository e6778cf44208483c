"""Minutes grouped for `domain.budget`, which makes the figures of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ipe_events.domain.invitation import NOT_COMING
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Commitment, Event, HourEntry, Participation, PlannedWork

_ABSENTEE = aliased(Participation)


@dataclass(frozen=True, slots=True)
class BookedGroup:
    """`count` hour entries of `minutes` each that agree in everything else.

    `person` only where asked for; `rate` and `rate_from` as kept when the period was closed.
    """

    key: int | None
    organisation: int
    line: int | None
    month: str
    financing: str
    minutes: int
    rate: str | None
    rate_from: str | None
    person: int | None
    count: int


@dataclass(frozen=True, slots=True)
class ExpectedGroup:
    """`count` participations in planned or draft events of `minutes` that agree.

    `person` and `day` only where asked for; `presence` to `charged` are the participant's own.
    """

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
    presence: int | None
    preparation: int | None
    travel: int | None
    charged: bool | None
    person: int | None
    day: date | None
    count: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which minutes are asked for: days included, the others by key; None does not narrow.

    `by`: `person`, `kind`, `goal`, `event` or anything else for none. Groups tell the person of
    `people`, and of the kinds `by_seat` the person and the day.
    """

    first: date | None = None
    last: date | None = None
    by: str = ""
    people: Collection[int] = ()
    by_seat: Collection[int] = ()
    events: Collection[int] | None = None
    organisations: Collection[int] | None = None


def booked(session: Session, programme_id: int, scope: Scope) -> list[BookedGroup]:
    """Hour entries by what their figures depend on."""
    minutes = HourEntry.presence + HourEntry.preparation + HourEntry.travel
    keys: dict[str, Any] = {
        "person": col(HourEntry.person_id),
        "kind": col(Event.kind_id),
        "goal": goal_of_entry(),
        "event": col(HourEntry.event_id),
    }
    person = col(HourEntry.person_id)
    columns: tuple[Any, ...] = (
        keys.get(scope.by, literal(None)),
        col(HourEntry.organisation_id),
        col(HourEntry.line_id),
        func.substr(HourEntry.work_date, 1, 7),
        col(HourEntry.financing),
        minutes,
        col(HourEntry.rate),
        col(HourEntry.rate_from),
        case((person.in_(scope.people), person)) if scope.people else literal(None),
    )
    query = (
        select(*columns, func.count())
        .where(
            col(HourEntry.programme_id) == programme_id,
            *_between(HourEntry.work_date, scope.first, scope.last),
        )
        .group_by(*columns)
    )
    if scope.by in ("kind", "goal"):
        query = query.join(Event, col(Event.id) == HourEntry.event_id, isouter=True)
    if scope.events is not None:
        query = query.where(col(HourEntry.event_id).in_(scope.events))
    if scope.organisations is not None:
        query = query.where(col(HourEntry.organisation_id).in_(scope.organisations))
    return [BookedGroup(*row) for row in lookup.rows(session, query)]


def goal_of_entry() -> ColumnElement[Any]:
    """The goal of an entry: its own, else its meeting's as long as it is not settled."""
    own = col(HourEntry.goal_id)
    return case((col(HourEntry.rate).is_(None), func.coalesce(own, col(Event.goal_id))), else_=own)


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


def expected(session: Session, programme_id: int, scope: Scope) -> list[ExpectedGroup]:
    """Participations in planned and draft events of who may come.

    Events that are asked for by key are included whatever their state.
    """
    keys: dict[str, Any] = {
        "person": col(Participation.person_id),
        "kind": col(Event.kind_id),
        "goal": col(Event.goal_id),
        "event": col(Event.id),
    }
    person, seated = col(Participation.person_id), col(Event.kind_id).in_(scope.by_seat)
    told = or_(person.in_(scope.people), seated)
    columns: tuple[Any, ...] = (
        keys.get(scope.by, literal(None)),
        col(Participation.organisation_id),
        col(Event.kind_id),
        func.substr(Event.day, 1, 7),
        col(Participation.financing),
        col(Event.state),
        col(Participation.role),
        func.coalesce(col(Event.host_id) == col(Participation.organisation_id), False),
        col(Participation.online),
        col(Participation.heads).is_(None),
        col(Event.minutes),
        col(Participation.presence),
        col(Participation.preparation),
        col(Participation.travel),
        col(Participation.charged),
        case((told, person)) if scope.people or scope.by_seat else literal(None),
        case((seated, col(Event.day))) if scope.by_seat else literal(None),
    )
    states, events = ("planned", "draft"), scope.events
    query = (
        select(*columns, func.count())
        .join(Event, col(Event.id) == Participation.event_id)
        .where(
            col(Event.programme_id) == programme_id,
            col(Event.state).in_(states) if events is None else col(Event.id).in_(events),
            may_come(),
            *_between(Event.day, scope.first, scope.last),
        )
        .group_by(*columns)
    )
    if scope.organisations is not None:
        query = query.where(col(Participation.organisation_id).in_(scope.organisations))
    return [ExpectedGroup(*row) for row in lookup.rows(session, query)]


def may_come() -> ColumnElement[bool]:
    """Of participations: nobody said that they do not come, and a deputy is known to come."""
    return and_(
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
    )


def works(session: Session, programme_id: int) -> list[PlannedWork]:
    """All work that is expected outside meetings."""
    return lookup.find(session, PlannedWork, programme_id=programme_id)


def loose(
    session: Session, programme_id: int, organisations: Collection[int]
) -> Sequence[tuple[Any, ...]]:
    """Minutes in kind worked outside meetings: organisation, line, day, minutes.

    A correction counts on the day of what it corrects; opening balances are nobody's work.
    """
    corrected = aliased(HourEntry)
    day = func.coalesce(col(corrected.work_date), col(HourEntry.work_date), type_=Date)
    columns = (col(HourEntry.organisation_id), col(HourEntry.line_id), day)
    minutes = HourEntry.presence + HourEntry.preparation + HourEntry.travel
    query = (
        select(*columns, func.sum(minutes))
        .join(corrected, col(corrected.id) == HourEntry.correction_of_id, isouter=True)
        .where(
            col(HourEntry.programme_id) == programme_id,
            col(HourEntry.organisation_id).in_(organisations),
            col(HourEntry.event_id).is_(None),
            col(HourEntry.financing) == "in_kind",
            col(HourEntry.origin) != "opening",
        )
        .group_by(*columns)
    )
    return lookup.rows(session, query)


def _between(column: date, first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if first is not None:
        found.append(col(column) >= first)
    if last is not None:
        found.append(col(column) <= last)
    return found
