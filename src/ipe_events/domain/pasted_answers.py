"""Answers as people send them, in Dutch and English: "Windesheim ja, Viaa misschien".

Names, days and answers are looked for; other words are passed over. Whatever cannot be told for
certain is given back unread, so that nobody is given an answer they did not give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic

from ipe_events.domain.errors import Problem
from ipe_events.domain.importing import Cell
from ipe_events.domain.invitation import Answer
from ipe_events.domain.pasted_words import NO_DATE, Candidate, Finder, Kind, Token, Who, answer_word

LONGEST = 100_000
MOST_LINES = 2_000
_SHOWN = 80

# "Kan die dag niet": the last word decides.
_WEAK = frozenset({"kan", "komt", "kom", "kunnen", "komen", "aanwezig", "present"})
_NOT = frozenset({"niet", "not"})


@dataclass(frozen=True, slots=True)
class Read(Generic[Who]):
    """What somebody answered to the candidate with this number (None: nothing was to choose)."""

    who: Who
    date: int | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Unread:
    """A line, counted from 1, in which something could not be told; `reason` is a code.

    `unknown-name`, `unclear-name`, `unknown-date`, `unclear-answer`, `no-name`, `no-answer` or
    `too-many`.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pasted(Generic[Who]):
    """What was read, the last word of each about each date, and what was not."""

    answers: tuple[Read[Who], ...]
    unread: tuple[Unread, ...]


class _Doubt(Exception):
    """Something cannot be told; its reason."""


def read_answers(
    text: str, names: Mapping[Who, Iterable[str]], dates: Sequence[Candidate] = ()
) -> Pasted[Who]:
    """Read answers of those who are known by `names`, to the candidate dates.

    A line may hold several (`Windesheim en Viaa ja; KPZ nee`), name days (`12 jan ja, 19 jan
    nee`), or give one answer per date in their order. A line of days alone, a name alone or an
    answer alone holds for the lines below it. Without a day an answer is about every date.
    """
    if len(text) > LONGEST:
        return Pasted((), (Unread(1, text[:_SHOWN], "too-many"),))
    reader = _Reader(Finder(names, dates))
    unread: list[Unread] = []
    found: dict[tuple[Who, int | None], Answer | None] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_LINES], 1):
        read, doubt = reader.line(line)
        for who, about, answer in read:
            # Removed first: what was said last stands last.
            found.pop((who, about), None)
            found[who, about] = answer
        if doubt:
            unread.append(Unread(number, " ".join(line.split())[:_SHOWN], doubt))
    if len(lines) > MOST_LINES:
        unread.append(Unread(MOST_LINES + 1, "", "too-many"))
    return Pasted(
        tuple(
            Read(who, about, answer) for (who, about), answer in found.items() if answer is not None
        ),
        tuple(unread),
    )


_Said = tuple[Who, int | None, Answer | None]


class _Reader(Generic[Who]):
    """Reads line after line; a heading holds for the lines below it."""

    def __init__(self, finder: Finder[Who]) -> None:
        self._finder = finder
        self._who: frozenset[Who] = frozenset()
        self._about: tuple[int, ...] = ()
        self._answer: Token[Who] | None = None

    def line(self, text: str) -> tuple[list[_Said[Who]], str]:
        """What a line says, and why something in it could not be read ("" when all could)."""
        tokens = self._finder.tokens(text)
        if not any(token.kind is Kind.ANSWER for token in tokens):
            return self._heading(tokens)
        said: list[_Said[Who]] = []
        doubt = ""
        who: frozenset[Who] = self._who
        about = self._about
        for part in _parts(tokens):
            try:
                names, dates, answers = self._part(part, who, about)
            except _Doubt as why:
                doubt = str(why)
                who = frozenset()
                continue
            if not names and not dates and len(answers) == 1 and len(part) == 1:
                # An answer alone holds for the names below it.
                self._answer, self._who = part[0], frozenset()
                continue
            if not names:
                doubt = "no-name"
                continue
            said += _matched(names, dates, answers, self._columns())
            who = names
            kinds = [token.kind for token in part if token.kind in (Kind.WHO, Kind.DATE)]
            if Kind.WHO in kinds and kinds[0] is Kind.DATE:
                about = dates
        return said, doubt

    def _part(
        self, part: list[Token[Who]], who: frozenset[Who], about: tuple[int, ...]
    ) -> tuple[frozenset[Who], tuple[int, ...], list[Token[Who]]]:
        """Whom a part of a line is about, which dates, and the answers."""
        names = _names(part)
        dates = tuple(number for token in part for number in token.dates)
        if NO_DATE in dates:
            raise _Doubt("unknown-date")
        answers = _answers(part)
        if not names and any(token.kind is Kind.OTHER for token in part):
            raise _Doubt("unknown-name")
        several = len(answers) > 1
        if several and (dates or len(answers) != len(self._columns())):
            raise _Doubt("unclear-answer")
        return names or who, () if several else dates or about, answers

    def _columns(self) -> Sequence[int]:
        """The dates that answers beside each other are about."""
        return self._about if len(self._about) > 1 else range(len(self._finder.dates))

    def _heading(self, tokens: list[Token[Who]]) -> tuple[list[_Said[Who]], str]:
        try:
            names = _names(tokens)
        except _Doubt as why:
            return [], str(why)
        dates = tuple(number for token in tokens for number in token.dates)
        if NO_DATE in dates:
            self._about = ()
            return [], "unknown-date"
        if names and self._answer is not None:
            return [*_matched(names, dates or self._about, [self._answer], ())], ""
        if dates:
            self._about = dates
        if names or not dates:
            self._who = names
        if any(token.kind is Kind.OTHER for token in tokens):
            self._answer = None
        return [], ""


def _names(tokens: Iterable[Token[Who]]) -> frozenset[Who]:
    """Who is named; several people who are called the same are nobody for certain."""
    found: set[Who] = set()
    for token in tokens:
        if len(token.who) > 1:
            raise _Doubt("unclear-name")
        found |= token.who
    return frozenset(found)


def _answers(part: Sequence[Token[Who]]) -> list[Token[Who]]:
    """The answers of a part, one when "kan … niet" is said; several must stand side by side."""
    answers = [token for token in part if token.kind is Kind.ANSWER]
    if not answers:
        raise _Doubt("no-answer")
    if len(answers) == 2 and answers[0].word in _WEAK and answers[1].word in _NOT:
        return answers[1:]
    places = [place for place, token in enumerate(part) if token.kind is Kind.ANSWER]
    if places[-1] - places[0] != len(places) - 1:
        raise _Doubt("unclear-answer")
    return answers


def _matched(
    names: Iterable[Who],
    dates: Sequence[int],
    answers: Sequence[Token[Who]],
    columns: Sequence[int],
) -> list[_Said[Who]]:
    """Everybody with each answer: to the dates named, to all of them, or one to each."""
    if len(answers) > 1:
        pairs = [(about, one.answer) for about, one in zip(columns, answers, strict=True)]
        return [(who, about, answer) for who in names for about, answer in pairs]
    return [(who, about, answers[0].answer) for who in names for about in dates or (None,)]


def _parts(tokens: Sequence[Token[Who]]) -> list[list[Token[Who]]]:
    """The parts of a line that say something each: with an answer, and whom or what it is about.

    What has no answer belongs to the part before it when it goes on with a list there (`ja:
    Windesheim, Viaa`), else to the part after it (`Windesheim, Viaa ja`).
    """
    parts: list[list[Token[Who]]] = []
    waiting: list[Token[Who]] = []
    for piece in _pieces(tokens):
        kinds = {token.kind for token in piece}
        if parts and not waiting and kinds == {Kind.ANSWER}:
            parts[-1] += piece
        elif Kind.ANSWER in kinds:
            parts.append([*waiting, *piece])
            waiting = []
        elif parts and not waiting and kinds == {parts[-1][-1].kind}:
            parts[-1] += piece
        else:
            waiting += piece
    if any(token.kind is Kind.WHO for token in waiting):
        parts.append(waiting)
    return parts


def _pieces(tokens: Sequence[Token[Who]]) -> Iterator[list[Token[Who]]]:
    """The line between its separators; what holds several answers there, around each."""
    for stop, group in groupby(tokens, lambda token: token.kind is Kind.STOP):
        if stop:
            continue
        piece = list(group)
        places = [place for place, token in enumerate(piece) if token.kind is Kind.ANSWER]
        beside = len(places) < 2 or places[-1] - places[0] == len(places) - 1
        weak = len(places) == 2 and piece[places[0]].word in _WEAK
        if beside or (weak and piece[places[1]].word in _NOT):
            yield piece
            continue
        # "Windesheim ja Viaa nee" is cut behind each answer, "ja Windesheim nee Viaa" before it.
        cut = 1 if piece[-1].kind is Kind.ANSWER else 0
        edges = [0, *(place + cut for place in places), len(piece)]
        yield from (piece[a:b] for a, b in pairwise(edges) if a < b)


def table_lines(rows: Iterable[Sequence[Cell] | Problem]) -> Iterator[str]:
    """The rows of a table as lines to be read: a heading of dates is said in each row instead."""
    heading: list[str] | None = None
    for row in rows:
        cells = [] if isinstance(row, Problem) else [_flat(one.text) for one in row]
        if heading is None and any(cells):
            dated = [any(letter.isdigit() for letter in one) for one in cells[1:]]
            said = any(answer_word(one) is not None for one in cells)
            heading = cells if any(dated) and not said else []
            if heading:
                yield ""
                continue
        if not heading:
            yield " ".join(cells)
            continue
        named = [f"{day} {one}" for day, one in zip(heading[1:], cells[1:], strict=False) if one]
        yield f"{cells[0]} {', '.join(named)}" if cells and named else ""


def _flat(cell: str) -> str:
    return " ".join(re.sub(r"[,;|\n]", " ", cell).split())
