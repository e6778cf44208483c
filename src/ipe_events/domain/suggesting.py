"""What may be meant by the beginning of a name: people, organisations, places, goals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ipe_events.domain.search import (
    BY_NAME,
    FIELDS,
    TERM,
    Vocabulary,
    fold,
    is_called,
    spaced,
    spaced_name,
)

MOST = 50


@dataclass(frozen=True, slots=True)
class Known:
    """A name that can be chosen: what is typed then, what is shown, and what else it is called."""

    text: str
    label: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a text becomes when it is chosen, and what is shown."""

    text: str
    label: str


def meant(typed: str, known: Iterable[Known], *, most: int = MOST) -> list[Known]:
    """Those of whom every typed word begins a word, those that begin so first."""
    words = spaced(typed).split()
    whole = " ".join(words)
    found = [
        one
        for one in known
        if all(any(is_called(name, word) for name in (one.text, *one.also)) for word in words)
    ]
    return sorted(found, key=lambda one: not spaced(one.text).startswith(whole))[:most]


def in_line(typed: str, known: Iterable[Known]) -> list[Suggestion]:
    """Suggestions for a whole line; none when it says one of them already."""
    if not typed.strip():
        return [Suggestion(one.text, one.label or one.text) for one in list(known)[:MOST]]
    found = meant(typed, known)
    if any(fold(one.text) == fold(typed.strip()) for one in found):
        return []
    return [Suggestion(one.text, one.label or one.text) for one in found]


def in_list(typed: str, known: Iterable[Known]) -> list[Suggestion]:
    """Suggestions for the last of several names with commas between them."""
    before, comma, last = typed.rpartition(",")
    head = f"{before}, " if comma else ""
    return [Suggestion(f"{head}{one.text}, ", one.label) for one in in_line(last, known)]


def after_sign(typed: str, sign: str, known: Iterable[Known]) -> list[Suggestion]:
    """Suggestions for what stands after a sign at the beginning of a word, as `@`."""
    place = max(typed.rfind(f" {sign}") + 1, 0 if typed.startswith(sign) else -1)
    if place < 0 or not typed[place:].startswith(sign):
        return []
    head = typed[: place + len(sign)]
    return [
        Suggestion(head + one.text, one.label)
        for one in in_line(typed[place + len(sign) :].lstrip(), known)
    ]


def complete(
    text: str, vocabulary: Vocabulary, language: str, *, most: int = 50
) -> list[Suggestion]:
    """What may follow: names of fields in a language, or the values of the field in hand."""
    last = list(TERM.finditer(text))
    ending = next(
        (match for match in reversed(last) if match.end() == len(text) and match[0]), None
    )
    if ending is None:
        return []
    before = text[: ending.start()] + (ending["minus"] or "")
    if ending["field"] is None:
        word = fold(ending["word"] or "")
        if not word:
            return []
        shown = ((own_name(key, language), key) for key in vocabulary.fields)
        return [
            Suggestion(f"{before}{name}:", f"{name}:")
            for name, key in shown
            if any(one.startswith(word) for one in FIELDS[key])
        ]
    key = BY_NAME.get(fold(ending["field"]), "")
    typed = ending["quoted"] if ending["quoted"] is not None else ending["word"]
    value = spaced(typed.rpartition(",")[2])
    earlier = typed[: typed.rfind(",") + 1]
    found = [
        (slug, called)
        for slug, called in vocabulary.names.get(key, {}).items()
        if not value or any(is_called(name, value) for name in called)
    ]
    return [
        Suggestion(f"{before}{ending['field']}:{earlier}{_quoted(slug)} ", _label(called))
        for slug, called in found[:most]
        if spaced_name(slug) != f" {value}"
    ]


def own_name(key: str, language: str) -> str:
    """What a field is called in a language: `kind`, `soort`."""
    dutch = {"kind": "soort", "year": "jaar", "state": "stand", "group": "groep"}
    dutch |= {"person": "persoon", "goal": "doel", "line": "regel", "place": "plaats"}
    dutch |= {"from": "vanaf", "until": "tot"}
    return dutch.get(key, key) if language == "nl" else key


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s,]", value) else value


def _label(called: Sequence[str]) -> str:
    shown = [one for one in called[:2] if one]
    return "  ".join(dict.fromkeys(shown))
