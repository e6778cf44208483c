"""A search over meetings, people, partners and notes (features F77, F79)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from ipe_events.domain.found import Found, Hit, Of, Section, Sort
from ipe_events.domain.records import EventFilter, EventLine, Match
from ipe_events.domain.search import Facts, Query, Remark, Vocabulary, fold, matches, parse_query
from ipe_events.services import events, programmes, searching
from ipe_events.services.workspace import View
from ipe_events.store.queries import found as stored

MOST = 20


def find(view: View, text: str, most: int = MOST) -> Found:
    """At most so many hits of each sort: meetings to come first, then the latest; nothing of "".

    What fields ask is asked of what has them: `kind:` of meetings and their notes alone.
    """
    query = parse_query(text, view.now.date())
    if not query:
        return Found(remarks=searching.understood(view, text)[1])
    matching, remarks = searching.understood(view, text)
    sections = (
        _meetings(view, EventFilter(matching=matching), most),
        _people(view, query, most),
        _section(Sort.PARTNER, list(_partners(view, query)), most),
        _notes(view, query, matching, most),
    )
    found = tuple(section for section in sections if section.count)
    return Found(found, query.words, tuple(_not_said_by_others(remarks, found)))


def _not_said_by_others(remarks: Sequence[Remark], found: tuple[Section, ...]) -> Iterator[Remark]:
    """A field that only other sorts have is no mistake when they were found by it."""
    sorts = {section.sort for section in found}
    for one in remarks:
        if not (one.what == "field" and not one.value and sorts - {Sort.MEETING}):
            yield one


def _section(sort: Sort, hits: Sequence[Hit], most: int) -> Section:
    return Section(sort, tuple(hits[:most]), len(hits))


def _meetings(view: View, wanted: EventFilter, most: int) -> Section:
    today = view.now.date()
    coming = events.lines(view, replace(wanted, first=today), limit=most)
    past: list[EventLine] = []
    if len(coming) < most:
        before = replace(wanted, last=today - timedelta(days=1))
        ids = stored.latest(view.session, view.programme_id, before, most)
        known = {line.id for line in coming}
        rest = [line for line in events.by_id(view, ids) if line.id not in known]
        past = sorted(rest, key=lambda line: (line.day, line.id), reverse=True)
    hits = tuple(
        Hit(Sort.MEETING, str(line.id), line.title, line.location, event=line)
        for line in (coming + past)[:most]
    )
    # Counting them looks through everything once more.
    count = len(hits) if len(hits) < most else events.count(view, wanted)
    return Section(Sort.MEETING, hits, count)


def _people(view: View, query: Query, most: int) -> Section:
    names = searching.EventNames(view)
    words, fields = [], []
    for term in query.terms:
        if not term.field:
            employers = names.partners.items()
            called = (key for key, own in employers if any(term.values[0] in fold(n) for n in own))
            words.append((term.values[0], tuple(called), term.excluded))
        elif term.field in ("person", "partner", "group"):
            keys = tuple(key for value in term.values for key in names.keys(term.field, value))
            fields.append((term.field, keys, term.excluded))
        else:
            return Section(Sort.PERSON, (), 0)
    if query.spans:
        return Section(Sort.PERSON, (), 0)
    asked = stored.AskedOfPeople(tuple(words), tuple(fields))
    rows, count = stored.people(view.session, asked, view.now.date(), most)
    hits = tuple(
        Hit(Sort.PERSON, str(number), name, " · ".join(word for word in more if word))
        for number, name, *more in rows
    )
    return Section(Sort.PERSON, hits, count)


def _partners(view: View, query: Query) -> Iterator[Hit]:
    for names in searching.EventNames(view).partner.values():
        slug, name, *aliases = names
        if _found(query, Facts(names, {"partner": (names,)})):
            yield Hit(Sort.PARTNER, slug, name, ", ".join((slug, *aliases)))


def _found(query: Query, facts: Facts) -> bool:
    """Whether something without days matches that has every field that is asked for."""
    asked = {term.field for term in query.terms if term.field}
    return asked <= set(facts.values) and not query.spans and matches(query, facts)


def _notes(view: View, query: Query, matching: tuple[Match, ...], most: int) -> Section:
    if not query.words:
        return Section(Sort.NOTE, (), 0)
    others = [*_goals(view, query), *_kinds(view, query), *_places(view, query, matching)]
    noted = tuple(
        Match("notes", one.values, one.excluded) if one.what == "words" else one for one in matching
    )
    wanted = EventFilter(matching=noted)
    room = max(0, most - len(others))
    texts = dict(stored.noted(view.session, view.programme_id, wanted, room)) if room else {}
    count = len(texts)
    if count == room:
        count = stored.noted_count(view.session, view.programme_id, wanted)
    lines = {line.id: line for line in events.by_id(view, texts)}
    hits = [
        Hit(Sort.NOTE, str(number), lines[number].title, text, Of.EVENT, lines[number])
        for number, text in texts.items()
    ]
    return Section(Sort.NOTE, tuple((others + hits)[:most]), count + len(others))


def _goals(view: View, query: Query) -> Iterator[Hit]:
    for one in programmes.goals(view):
        said = [text for _name, texts in one.details for text in texts]
        told = " ".join(filter(None, (*said, one.explanation, one.obstacle, one.request)))
        if _found(query, Facts((one.slug, one.name, told), {"goal": ((one.slug, one.name),)})):
            yield Hit(Sort.NOTE, one.slug, one.name, told, Of.GOAL)


def _kinds(view: View, query: Query) -> Iterator[Hit]:
    for one in programmes.kinds(view):
        agenda = ", ".join(point for point, _minutes in one.agenda)
        facts = Facts((one.name, agenda), {"kind": ((one.slug, one.name),)})
        if agenda and _found(query, facts) and all(word in fold(agenda) for word in query.words):
            yield Hit(Sort.NOTE, one.slug, one.name, agenda, Of.KIND)


def _places(view: View, query: Query, matching: tuple[Match, ...]) -> Iterator[Hit]:
    """Places by how often they were used, when nothing but words is asked."""
    if any(one.what != "words" for one in matching):
        return
    for place, count in stored.places(view.session, view.programme_id):
        if _found(query, Facts((place,))):
            yield Hit(Sort.NOTE, place, place, str(count), Of.PLACE)


def vocabulary(view: View) -> Vocabulary:
    """What can be asked of events, to complete what is typed."""
    return searching.EventNames(view).vocabulary()


def places(view: View) -> list[str]:
    """Every place that was used, the most used first."""
    return [place for place, _count in stored.places(view.session, view.programme_id)]
