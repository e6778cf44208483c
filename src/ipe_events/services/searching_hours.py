"""Which hour entries, and which hours to come, a typed query means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from ipe_events.domain.search import Facts, Query, Vocabulary, matches, parse_query
from ipe_events.domain.under_figure import Expected
from ipe_events.services.workspace import View
from ipe_events.store.queries import found as stored


@dataclass(frozen=True, slots=True)
class FoundHours:
    """The keys of the entries and what is expected; `query` with what of it asked nothing."""

    entries: frozenset[int]
    expected: tuple[Expected, ...]
    query: Query
    vocabulary: Vocabulary


def narrowed(
    view: View, text: str, ids: Collection[int], expected: Sequence[Expected]
) -> FoundHours:
    """Of these entries and expectations those that match."""
    among = frozenset(ids)
    rows = stored.entry_names(view.session, view.programme_id) if among else ()
    booked = {row[0]: _entry(row) for row in rows if row[0] in among}
    coming = [(one, _expected(one)) for one in expected]
    vocabulary = Vocabulary.of((*booked.values(), *(facts for _one, facts in coming)))
    query = vocabulary.usable(parse_query(text, view.now.date()))
    return FoundHours(
        frozenset(number for number, facts in booked.items() if matches(query, facts)),
        tuple(one for one, facts in coming if matches(query, facts)),
        query,
        vocabulary,
    )


def _entry(row: tuple[Any, ...]) -> Facts:
    _key, day, activity, partner, partner_name, line, line_name, person, email, title, *rest = row
    kind, kind_name, goal, goal_name = rest
    values = {
        "partner": ((partner, partner_name),),
        "line": ((line or "", line_name or ""),),
        "person": ((person or "", email or ""),),
        "kind": ((kind or "", kind_name or ""),),
        "goal": ((goal or "", goal_name or ""),),
    }
    words = (activity, partner_name, line_name, person, title, kind_name)
    return Facts(tuple(word for word in words if word), values, day)


def _expected(one: Expected) -> Facts:
    values = {
        "partner": ((one.organisation, one.organisation_name),),
        "line": ((one.line or "", one.line_name),),
    }
    words = [one.organisation_name, one.line_name]
    if one.event is not None:
        values["kind"] = ((one.event.kind, one.event.kind_name),)
        words += [one.event.title, one.event.kind_name]
    return Facts(tuple(words), values, one.day)
