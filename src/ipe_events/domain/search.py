"""What somebody looks for in a list: free words and `field:value`, and what that matches.

Nothing typed is refused: what cannot be used narrows nothing and is said in a `Remark`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ipe_events.domain.errors import Refused
from ipe_events.domain.when import parse_day
from ipe_events.domain.years import month_end, parse_year

# Every field with the names it goes by, in both languages.
FIELDS: Mapping[str, Names] = {
    "partner": ("partner", "organisation", "organisatie", "org"),
    "kind": ("kind", "soort"),
    "year": ("year", "jaar"),
    "status": ("status",),
    "state": ("state", "stand", "staat"),
    "group": ("group", "groep"),
    "person": ("person", "persoon", "who", "wie"),
    "goal": ("goal", "doel"),
    "line": ("line", "regel"),
    "place": ("place", "plaats"),
    "from": ("from", "vanaf", "van"),
    "until": ("until", "tot"),
    "is": ("is",),
}
DAYS = frozenset({"year", "from", "until"})

# What events and figures may be, and what they are called in both languages.
STATES: Mapping[str, Names] = {
    "draft": ("draft", "concept"),
    "planned": ("planned", "gepland"),
    "held": ("held", "gehouden"),
    "cancelled": ("cancelled", "geannuleerd", "afgelast"),
}
STATUSES: Mapping[str, Names] = {
    "room": ("room", "nog ruimte"),
    "on_track": ("on track", "op koers"),
    "above": ("above", "boven toezegging"),
    "none": ("none", "geen toezegging"),
}
FLAGS: Mapping[str, Names] = {
    "past": ("past", "geweest"),
    "coming": ("coming", "komend"),
    "online": ("online",),
    "series": ("series", "reeks"),
    "disputed": ("disputed", "betwist"),
    "adopted": ("adopted", "overgenomen"),
}

Names = tuple[str, ...]

LONGEST = 500
MOST_NAMED = 12
BY_NAME = {name: key for key, names in FIELDS.items() for name in names}
TERM = re.compile(
    r"(?P<minus>-)?(?:(?P<field>[^\W\d_]+):(?!//))?"
    r'(?:"(?P<quoted>[^"]*)"?(?=\s|$)|(?P<word>\S*))'
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for; `field` "" is a free word, `values` are folded, any of them will do."""

    field: str
    values: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a part of a query narrows nothing, or can match nothing; `known` is what there is.

    `what`: `field` (no such field in this list), `value` (nothing here is called that),
    `day` or `year` (not one).
    """

    what: str
    field: str
    value: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A text as it is looked for; days included."""

    terms: tuple[Term, ...] = ()
    remarks: tuple[Remark, ...] = ()
    spans: tuple[tuple[date, date, bool], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The free words that must be there, folded."""
        return tuple(t.values[0] for t in self.terms if not t.field and not t.excluded)

    def __bool__(self) -> bool:
        return bool(self.terms or self.spans)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line of a list can be found by.

    `words` are its texts; `values` what it has of each field, with all it is called, the slug or
    short name first; `first` and `last` its days.
    """

    words: tuple[str, ...] = ()
    values: Mapping[str, tuple[Names, ...]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None


# What has no decomposition and is typed without its mark all the same.
_PLAINER = str.maketrans("øłđðıæœ’‘", "oldiiao''")


def fold(text: str) -> str:
    """A text without case and accents, as it is compared."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(one for one in split if not unicodedata.combining(one)).translate(_PLAINER)


def parse_query(text: str, today: date) -> Query:
    """Read what was typed; days may be written as people do and count from `today`."""
    terms: list[Term] = []
    remarks: list[Remark] = []
    spans: list[tuple[date, date, bool]] = []
    for match in TERM.finditer(text[:LONGEST]):
        typed = match["quoted"] if match["quoted"] is not None else match["word"]
        excluded, name = bool(match["minus"]), match["field"]
        if name is None:
            if word := " ".join(fold(typed).split()):
                terms.append(Term("", (word,), excluded))
        elif (key := BY_NAME.get(fold(name))) is None:
            remarks.append(Remark("field", name, typed))
        elif key in DAYS:
            _read_days(key, typed, today, excluded, spans, remarks)
        else:
            parts = typed.split(",") if match["quoted"] is None else [typed]
            values = tuple(value for part in parts if (value := spaced(part)))
            if values:
                terms.append(Term(key, values, excluded))
    return Query(tuple(terms), tuple(remarks), tuple(spans))


def _read_days(
    key: str,
    typed: str,
    today: date,
    excluded: bool,
    spans: list[tuple[date, date, bool]],
    remarks: list[Remark],
) -> None:
    if not typed.strip():
        return
    try:
        first, last = _days(key, typed.strip(), today)
    except Refused:
        remarks.append(Remark("year" if key == "year" else "day", key, typed[:40]))
        return
    if key == "from":
        last = date.max
    elif key == "until":
        first = date.min
    spans.append((first, last, excluded))


def _days(key: str, typed: str, today: date) -> tuple[date, date]:
    """The days that a value means: a year, a month, or for `from` and `until` a day."""
    if re.fullmatch(r"[0-9]{4}(?:-[0-9]{4})?", typed):
        year = parse_year(typed)
        return year.start, year.end
    if key == "year":
        parse_year(typed)
    if month := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", typed):
        first = parse_day(f"{month[1]}-{month[2]}-1", today)
        return first, month_end(first)
    day = parse_day(typed, today)
    return day, day


def spaced(text: str) -> str:
    """A folded text whose words have one space between them and nothing else."""
    return " ".join(re.findall(r"\w+", fold(text).replace("_", " ")))


@lru_cache(maxsize=16384)
def spaced_name(text: str) -> str:
    """The words of a name, each after a space."""
    return f" {spaced(text)}"


def is_called(name: str, value: str) -> bool:
    """Whether a name, or any of its words, begins with a folded value."""
    return f" {value}" in spaced_name(name)


def spelled(value: str, names: Mapping[str, Names]) -> list[str]:
    """The keys of those that may be called so; one of whom it is the whole name goes alone."""
    whole = [
        key for key, called in names.items() if any(spaced_name(n) == f" {value}" for n in called)
    ]
    return whole or [
        key for key, called in names.items() if any(is_called(n, value) for n in called)
    ]


def matches(query: Query, facts: Facts) -> bool:
    """Whether a line is among those that are looked for; what it has no field for counts not."""
    return all(_holds(term, facts) != term.excluded for term in query.terms) and all(
        _within(facts, first, last) != excluded for first, last, excluded in query.spans
    )


def _holds(term: Term, facts: Facts) -> bool:
    if not term.field:
        return any(term.values[0] in fold(word) for word in facts.words)
    names = [name for called in facts.values.get(term.field, ()) for name in called]
    return any(is_called(name, value) for name in names for value in term.values)


def _within(facts: Facts, first: date, last: date) -> bool:
    begins = facts.first
    return begins is not None and begins <= last and (facts.last or begins) >= first


class Vocabulary:
    """What the fields of a list may be: gathered from its lines, to tell and to complete."""

    def __init__(self, names: Mapping[str, Mapping[str, Names]], *, days: bool) -> None:
        self.names = names
        self.fields = tuple(key for key in FIELDS if key in names or (days and key in DAYS))

    @classmethod
    def of(cls, lines: Iterable[Facts]) -> Vocabulary:
        """What there is in these lines."""
        names: dict[str, dict[str, Names]] = {}
        days = False
        for facts in lines:
            days = days or facts.first is not None
            for key, things in facts.values.items():
                own = names.setdefault(key, {})
                for called in things:
                    if called and called[0]:
                        own.setdefault(called[0], called)
        return cls(names, days=days)

    def usable(self, query: Query) -> Query:
        """The query without what this list cannot tell, which is remarked on."""
        terms, remarks = [], []
        for term in query.terms:
            if term.field and term.field not in self.fields:
                remarks.append(Remark("field", term.field, "", self.fields))
                continue
            terms.append(term)
            known = self.names.get(term.field, {})
            lost = [
                value for value in term.values if term.field and not self._is_known(known, value)
            ]
            remarks += [Remark("value", term.field, one, self._some(term.field)) for one in lost]
        for one in query.remarks:
            known_fields = self.fields if one.what == "field" else ()
            remarks.append(Remark(one.what, one.field, one.value, known_fields))
        spans = query.spans
        if spans and "from" not in self.fields:
            spans = ()
            remarks.append(Remark("field", "from", "", self.fields))
        return Query(tuple(terms), tuple(remarks), spans)

    @staticmethod
    def _is_known(known: Mapping[str, Names], value: str) -> bool:
        return any(is_called(name, value) for called in known.values() for name in called)

    def _some(self, key: str) -> tuple[str, ...]:
        known = list(self.names.get(key, {}))
        return (*known[:MOST_NAMED], *(("…",) if len(known) > MOST_NAMED else ()))
