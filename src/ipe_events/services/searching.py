"""What a typed query means in a workspace, and where words stand in everything there is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from ipe_events.domain.records import EventFilter, Match
from ipe_events.domain.search import (
    FLAGS,
    MOST_NAMED,
    STATES,
    Names,
    Remark,
    Term,
    Vocabulary,
    parse_query,
    spelled,
)
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import found as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import EventKind, Goal, Group

Called = Mapping[str, Names]
# So many people are completed; more are found all the same.
MOST_PEOPLE = 2_000

ASKED = ("partner", "kind", "state", "group", "person", "goal", "place", "is")
KNOWN = (*ASKED, "year", "from", "until")


class EventNames:
    """What events can be found by: the names of everything they are about, read when asked."""

    def __init__(self, view: View) -> None:
        self._view = view

    @cached_property
    def partner(self) -> Called:
        """Organisations by short name."""
        return {called[0]: called for called in self.partners.values()}

    @cached_property
    def partners(self) -> Mapping[int, Names]:
        """Organisations by key."""
        rows = stored.organisation_names(self._view.session)
        return {row[0]: (row[1], row[2], *json.loads(row[3])) for row in rows}

    @cached_property
    def kind(self) -> Called:
        """Kinds of events."""
        rows = lookup.find(self._view.session, EventKind, programme_id=self._view.programme_id)
        return {row.slug: (row.slug, row.name) for row in rows}

    @cached_property
    def group(self) -> Called:
        """Groups of the programme."""
        rows = lookup.find(self._view.session, Group, programme_id=self._view.programme_id)
        return {row.slug: (row.slug, row.name) for row in rows}

    @cached_property
    def goal(self) -> Called:
        """Goals of the programme."""
        rows = lookup.find(self._view.session, Goal, programme_id=self._view.programme_id)
        return {row.slug: (row.slug, row.name) for row in rows}

    @property
    def state(self) -> Called:
        """States."""
        return STATES

    @property
    def is_(self) -> Called:
        """What else an event may be."""
        return FLAGS

    def names(self, field: str) -> Called:
        """Of a field."""
        found: Called = getattr(self, "is_" if field == "is" else field)
        return found

    def keys(self, field: str, value: str) -> Sequence[Any]:
        """What a value means: keys of people, organisations and groups, else slugs or codes."""
        if field == "person":
            return stored.people_called(self._view.session, value)
        found = spelled(value, self.names(field))
        if field == "partner":
            slugs = set(found)
            return [number for number, called in self.partners.items() if called[0] in slugs]
        if field == "group":
            rows = lookup.find(self._view.session, Group, programme_id=self._view.programme_id)
            return [key(row) for row in rows if row.slug in found]
        return found

    def vocabulary(self) -> Vocabulary:
        """All of it, to complete what is typed."""
        fields = [field for field in ASKED if field not in ("place", "person")]
        people = stored.person_names(self._view.session, MOST_PEOPLE)
        named = {field: self.names(field) for field in fields}
        named["person"] = {name: (name, email or "") for _key, name, email in people}
        return Vocabulary({**named, "place": {}}, days=True)


def resolved(view: View, wanted: EventFilter) -> EventFilter:
    """The filter with its text as conditions on events."""
    if not wanted.text:
        return wanted
    matching, _remarks = understood(view, wanted.text)
    return replace(wanted, text="", matching=wanted.matching + matching)


def understood(view: View, text: str) -> tuple[tuple[Match, ...], tuple[Remark, ...]]:
    """What a query asks of events, and what of it asks nothing."""
    today = view.now.date()
    query = parse_query(text, today)
    names = EventNames(view)
    matching: list[Match] = []
    remarks = [replace(one, known=KNOWN) if one.what == "field" else one for one in query.remarks]
    for term in query.terms:
        _add(view, names, term, today, matching, remarks)
    matching += [Match("days", (first, last), excluded) for first, last, excluded in query.spans]
    return tuple(matching), tuple(remarks)


def _add(
    view: View,
    names: EventNames,
    term: Term,
    today: date,
    matching: list[Match],
    remarks: list[Remark],
) -> None:
    if not term.field or term.field == "place":
        matching.append(Match(term.field or "words", term.values, term.excluded))
        return
    if term.field not in ASKED:
        remarks.append(Remark("field", term.field, "", KNOWN))
        return
    found: list[int | str] = []
    for value in term.values:
        called = names.keys(term.field, value)
        found += called
        if not called:
            known = names.names(term.field) if term.field != "person" else {}
            some = tuple(own[0] for own in known.values())[:MOST_NAMED]
            remarks.append(Remark("value", term.field, value, some))
    matching += _matches(view, term, tuple(found), today)


def _matches(view: View, term: Term, found: tuple[int | str, ...], today: date) -> list[Match]:
    session, programme = view.session, view.programme_id
    out = term.excluded
    if not found:
        return [Match("kind", (), out)]
    if term.field == "state":
        return [Match("state", found, out)]
    if term.field == "is":
        plain = tuple(one for one in found if one not in ("past", "coming"))
        past = [
            Match("past", (today,), out == (one == "past")) for one in found if one not in plain
        ]
        return [*([Match("is", plain, out)] if plain else []), *past]
    if term.field in ("person", "partner"):
        return [Match(term.field, found, out)]
    if term.field == "group":
        return [_of_groups(view, found, out)]
    if term.field == "kind":
        kinds = lookup.find(session, EventKind, programme_id=programme)
        return [Match("kind", tuple(key(row) for row in kinds if row.slug in found), out)]
    goals = lookup.find(session, Goal, programme_id=programme)
    return [Match("goal", tuple(key(row) for row in goals if row.slug in found), out)]


def _of_groups(view: View, groups: tuple[int | str, ...], excluded: bool) -> Match:
    """Events of the kinds that invite a group; of one that no kind invites, its members'."""
    rows = lookup.find(view.session, Group, programme_id=view.programme_id)
    slugs = {row.slug for row in rows if key(row) in groups}
    kinds = lookup.find(view.session, EventKind, programme_id=view.programme_id)
    found = tuple(key(row) for row in kinds if slugs & set(json.loads(row.groups)))
    return Match("kind", found, excluded) if found else Match("member", groups, excluded)
