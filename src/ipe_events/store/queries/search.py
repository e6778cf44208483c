"""Which events a typed query means, as conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlmodel import col

from ipe_events.domain.records import Match
from ipe_events.store.tables import Event, EventKind, Membership, Participation

Values = tuple[Any, ...]
# What is written down of an event.
NOTED = col(Event.note) + " " + col(Event.outcome) + " " + col(Event.reason)


def conditions(matching: Sequence[Match]) -> list[ColumnElement[bool]]:
    """What must hold of an event joined with its kind; all of it."""
    found = []
    for match in matching:
        condition = _CONDITIONS[match.what](match.values)
        found.append(not_(condition) if match.excluded else condition)
    return found


def holds(text: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whether a text holds a folded word.

    SQLite's own comparison knows the letters of English, and is twenty times as fast.
    """
    foreign = func.length(text) != func.length(cast(text, LargeBinary))
    plain = text.ilike(f"%{_escaped(word)}%", escape="/") if word.isascii() else false()
    return or_(plain, and_(foreign, func.fold(text).contains(word, autoescape=True)))


def _escaped(word: str) -> str:
    return re.sub(r"([%_/])", r"/\1", word)


def _words(values: Values) -> ColumnElement[bool]:
    text = col(Event.title) + " " + col(EventKind.name) + " " + col(Event.location)
    return or_(*(holds(text, word) for word in values))


def _notes(values: Values) -> ColumnElement[bool]:
    return and_(NOTED != "  ", or_(*(holds(NOTED, word) for word in values)))


def _place(values: Values) -> ColumnElement[bool]:
    text = literal(" ") + col(Event.location)
    return or_(*(holds(text, f" {word}") for word in values))


def _partner(values: Values) -> ColumnElement[bool]:
    takes_part = select(col(Participation.event_id)).where(
        col(Participation.organisation_id).in_(values)
    )
    return or_(func.coalesce(col(Event.host_id), 0).in_(values), col(Event.id).in_(takes_part))


def _person(values: Values) -> ColumnElement[bool]:
    takes_part = select(col(Participation.event_id)).where(col(Participation.person_id).in_(values))
    return col(Event.id).in_(takes_part)


def _member(values: Values) -> ColumnElement[bool]:
    """Somebody takes part who has a seat in one of these groups."""
    takes_part = (
        select(col(Participation.event_id))
        .join(Membership, col(Membership.person_id) == col(Participation.person_id))
        .where(col(Membership.group_id).in_(values))
    )
    return col(Event.id).in_(takes_part)


def _days(values: Values) -> ColumnElement[bool]:
    first, last = values
    ends = func.coalesce(col(Event.until), col(Event.day))
    return and_(col(Event.day) <= last, ends >= first)


def _is(values: Values) -> ColumnElement[bool]:
    flags = {
        "online": col(Event.link) != "",
        "series": col(Event.series_id).is_not(None),
        "disputed": col(Event.disputed) != "",
        "adopted": col(Event.adopted).is_(True),
    }
    return or_(*(flags[value] for value in values))


def _past(values: Values) -> ColumnElement[bool]:
    today: date = values[0]
    return func.coalesce(col(Event.until), col(Event.day)) < today


_CONDITIONS: dict[str, Callable[[Values], ColumnElement[bool]]] = {
    "words": _words,
    "notes": _notes,
    "place": _place,
    "partner": _partner,
    "person": _person,
    "member": _member,
    "days": _days,
    "is": _is,
    "past": _past,
    "kind": lambda values: col(Event.kind_id).in_(values),
    "goal": lambda values: func.coalesce(col(Event.goal_id), 0).in_(values),
    "state": lambda values: col(Event.state).in_(values),
}
