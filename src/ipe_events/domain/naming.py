"""Names of organisations as people write them: the same one, nearly the same, or another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from ipe_events.domain.importing import bare

# How alike two names are that may be one with a typing error, from 0 to 1.
ALIKE = 0.82
MOST_PROPOSED = 3
# Words that say what an organisation is, and not which one.
_GENERAL_WORDS = """
    basisschool bv college de een en gemeente groep het hbo hogeschool hs in kinderopvang locatie
    mbo nv onderwijs organisatie roc school stichting universiteit van voor
"""
_GENERAL = frozenset(_GENERAL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation with every name it goes by, its short name first; `key` is the caller's.

    A placeholder has no name of its own yet: nobody means it by a name that is nearly the same.
    """

    key: int
    name: str
    names: tuple[str, ...]
    placeholder: bool = False


class Directory:
    """Finds organisations by what was typed; case, spaces and punctuation do not matter (F7)."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known: list[Known] = []
        self._exact: dict[str, list[Known]] = {}
        self._users: Counter[str] = Counter()
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        """One more organisation."""
        self._known.append(one)
        for name in {bare(name) for name in one.names} - {""}:
            self._exact.setdefault(name, []).append(one)
        self._users.update({word for name in one.names for word in _words(name)})

    def exact(self, typed: str) -> tuple[Known, ...]:
        """Those that go by this name; more than one when it is not clear which is meant."""
        return tuple(self._exact.get(bare(typed), ()))

    def short_names(self) -> list[str]:
        """The short name of each."""
        return [one.names[0] for one in self._known]

    def near(self, typed: str) -> list[str]:
        """The names of those that may be meant, likeliest first; none is ever chosen for you."""
        marks = {
            one.key: max(self._alike(typed, name) for name in one.names)
            for one in self._known
            if not one.placeholder
        }
        near = sorted(
            (one for one in self._known if marks.get(one.key, 0) >= ALIKE),
            key=lambda one: -marks[one.key],
        )
        return [one.name for one in near[:MOST_PROPOSED]]

    def _alike(self, typed: str, name: str) -> float:
        """How alike two names are: 1 when all that is particular to one stands in the other."""
        mine, theirs = self._particular(typed), self._particular(name)
        if mine and theirs and (mine <= theirs or theirs <= mine):
            return 1.0
        one = "".join(sorted(mine)) if mine and theirs else bare(typed)
        other = "".join(sorted(theirs)) if mine and theirs else bare(name)
        longest, shortest = max(len(one), len(other)), min(len(one), len(other))
        # Where the lengths differ this much they cannot be alike, and to look closer takes long.
        if not longest or 2 * shortest / (longest + shortest) < ALIKE:
            return 0.0
        return SequenceMatcher(None, one, other).ratio()

    def _particular(self, name: str) -> set[str]:
        """The words that say which one it is: not those that several go by, such as a town's."""
        return {word for word in _words(name) - _GENERAL if self._users[word] <= 1}


def _words(name: str) -> set[str]:
    return {bare(word) for word in re.split(r"[\W_]+", name)} - {""}


def short_name(name: str, taken: Iterable[str]) -> str:
    """A short name (slug) for a name, with a number where that one is taken."""
    words = [bare(word).encode("ascii", "ignore").decode() for word in re.split(r"[\W_]+", name)]
    stem = "-".join(word for word in words if word)[:50].strip("-") or "organisatie"
    if stem.isdigit():
        stem = f"organisatie-{stem}"
    known = set(taken)
    slug, number = stem, 1
    while slug in known:
        number += 1
        slug = f"{stem}-{number}"
    return slug
