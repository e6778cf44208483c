"""The parts of a line that say something each: whom or what it is about, and an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic

from ipe_events.domain.invitation import Answer
from ipe_events.domain.pasted_vocabulary import (
    AGREEING,
    ASKING,
    BELONGING,
    BESIDE_NAMES,
    BUT,
    CONDITIONS,
    DENYING,
    DOUBTS,
    GREETINGS,
    LISTING,
    NOT,
    TITLES,
)
from ipe_events.domain.pasted_words import Kind, Token, Who

_LETTERS = {Kind.WHO: "W", Kind.DATE: "D", Kind.ANSWER: "A"}
_VERBS = AGREEING | DENYING | NOT
_MAYBE = "?"


class Doubt(Exception):
    """Something cannot be told; its reason."""


@dataclass(slots=True)
class Part(Generic[Who]):
    """Tokens that belong together; `doubt` is why they cannot be read ("" when they can).

    `withdraws`: what stands before it is not certain either then.
    """

    tokens: list[Token[Who]]
    doubt: str = ""
    withdraws: bool = False


def sentences(tokens: Iterable[Token[Who]]) -> Iterator[list[Token[Who]]]:
    """The line between the ends of its sentences."""
    for end, group in groupby(tokens, lambda token: token.kind is Kind.END):
        if not end:
            yield list(group)


def parts(sentence: Sequence[Token[Who]]) -> list[Part[Who]]:
    """The parts of a sentence.

    What has no answer belongs to the part before it when it goes on with a list there (`ja:
    Windesheim, Viaa`), else to the part after it (`Windesheim, Viaa ja`).
    """
    found: list[Part[Who]] = []
    if any(token.word in CONDITIONS for token in sentence):
        named = any(token.who or token.home for token in sentence)
        return [Part(list(sentence), "unclear-answer", withdraws=not named)]
    waiting: list[Token[Who]] = []
    for piece, is_but in _pieces(sentence):
        tokens = joined(piece)
        kinds = {token.kind for token in tokens} - {Kind.FILLER}
        if Kind.OTHER in kinds:
            found.append(_strange(tokens, is_but))
            waiting = []
        elif Kind.ANSWER in kinds:
            try:
                people = sum(one.kind is Kind.WHO for one in [*waiting, *tokens])
                if people > 1 and _is_aside(tokens):
                    raise Doubt("unclear-answer")
                chunks = _cut(tokens)
            except Doubt as why:
                found.append(Part([*waiting, *tokens], str(why), withdraws=Kind.WHO not in kinds))
                waiting = []
                continue
            for chunk in chunks:
                if not waiting and found and not found[-1].doubt and _only(chunk, Kind.ANSWER):
                    found[-1].tokens += chunk
                else:
                    found.append(Part([*waiting, *chunk]))
                waiting = []
        elif not is_list(tokens):
            found.append(Part(tokens, "unclear-answer"))
        elif found and not waiting and not found[-1].doubt and _goes_on(found[-1], tokens):
            found[-1].tokens += tokens
        else:
            waiting += tokens
    if any(token.kind is Kind.WHO for token in waiting):
        found.append(Part(waiting, "no-answer"))
    elif waiting and found:
        found.append(Part(waiting, "unclear-answer", withdraws=True))
    return found


def is_list(tokens: Iterable[Token[Who]]) -> bool:
    """Whether there is nothing but names, days, and what stands between names in a list."""
    return all(
        token.kind in (Kind.WHO, Kind.DATE)
        or (
            token.kind is Kind.FILLER
            and (token.word in BESIDE_NAMES | GREETINGS or not _says(token))
        )
        for token in tokens
    )


def strange(tokens: Sequence[Token[Who]]) -> str:
    """Why words that are not understood make something unclear."""
    unknown = [token for token in tokens if token.kind is Kind.OTHER]
    known = any(token.kind is Kind.WHO for token in tokens)
    if any(token.word in DOUBTS for token in unknown):
        return "unclear-answer"
    return "unknown-name" if not known or any(one.is_named for one in unknown) else "unclear-answer"


def joined(tokens: Iterable[Token[Who]]) -> list[Token[Who]]:
    """A name and whose it is as one: "Jan van Viaa", "Viaa (Jan)"; nobody when it is neither."""
    found: list[Token[Who]] = []
    between: list[Token[Who]] = []
    for token in tokens:
        if token.kind is Kind.FILLER:
            between.append(token)
            continue
        words = {one.word for one in between}
        is_named = bool(token.who or token.home)
        before = found[-1] if found else None
        if is_named and before and (before.who or before.home) and not words & LISTING:
            apart = words - BELONGING - TITLES and any(map(_says, between))
            who = frozenset[Who]() if apart else _both(before, token)
            found[-1] = Token(Kind.WHO, who=who, home=before.home & token.home, is_named=True)
        else:
            found += [*between, token]
        between = []
    return [*found, *between]


def _both(one: Token[Who], other: Token[Who]) -> frozenset[Who]:
    pairs = (one.who & other.who, one.who & other.home, one.home & other.who)
    return next(filter(None, pairs), frozenset())


def _says(token: Token[Who]) -> bool:
    return any(letter.isalnum() for letter in token.word)


def _pieces(sentence: Iterable[Token[Who]]) -> Iterator[tuple[list[Token[Who]], bool]]:
    """The sentence between its separators, and whether "but" stands before it."""
    piece: list[Token[Who]] = []
    is_but = False
    for token in sentence:
        # What stands in brackets behind an answer is a remark.
        aside = token.word in ("(", "[") and any(one.kind is Kind.ANSWER for one in piece)
        if token.kind is not Kind.STOP and not aside:
            piece.append(token)
            continue
        if piece:
            yield piece, is_but
        piece, is_but = [], token.word in BUT
    if piece:
        yield piece, is_but


def _strange(tokens: list[Token[Who]], is_but: bool) -> Part[Who]:
    """A piece with words that are not understood; a remark leaves what was said before it."""
    named = any(token.who or token.home for token in tokens)
    said = [token.kind for token in tokens if token.kind in (Kind.ANSWER, Kind.OTHER)]
    doubts = any(token.word in DOUBTS for token in tokens)
    withdraws = not named and (is_but or doubts or said[0] is Kind.ANSWER)
    return Part(tokens, strange(tokens), withdraws)


def _only(tokens: Iterable[Token[Who]], kind: Kind) -> bool:
    return all(token.kind in (kind, Kind.FILLER) for token in tokens)


def _goes_on(part: Part[Who], tokens: Sequence[Token[Who]]) -> bool:
    """Whether a list goes on with which the part ends."""
    last = [token.kind for token in part.tokens if token.kind is not Kind.FILLER][-1]
    return last is not Kind.ANSWER and _only(tokens, last)


def _cut(tokens: Sequence[Token[Who]]) -> list[list[Token[Who]]]:
    """What holds several answers, around each: "Windesheim ja Viaa nee", "ja Windesheim"."""
    if any(_asks(token, after) for token, after in pairwise(tokens)):
        raise Doubt("unclear-answer")
    runs = [list(run) for _kind, run in groupby(_significant(tokens), lambda token: token.kind)]
    shape = "".join(_LETTERS[run[0].kind] for run in runs)
    apart = re.fullmatch("W?ADA", shape)
    if apart and _are(runs[-3], AGREEING) and _are(runs[-1], NOT):
        # "Kan die dag niet": the last word decides.
        del runs[-3]
        shape = shape[:-3] + "DA"
    runs = [
        _settled(run, tokens) if letter == "A" else run
        for run, letter in zip(runs, shape, strict=True)
    ]
    if shape.count("A") == 1:
        before, after = shape.split("A")
        if set(before) & set(after):
            raise Doubt("unclear-answer")
        return [[token for run in runs for token in run]]
    places = [place for place, letter in enumerate(shape) if letter == "A"]
    if re.fullmatch("(?:[WD]+A)+", shape):
        edges = [0, *(place + 1 for place in places)]
    elif re.fullmatch("(?:A[WD]+)+|W(?:AD)+|D(?:AW)+", shape):
        edges = [0, *places[1:], len(runs)]
    else:
        raise Doubt("unclear-answer")
    cut = [runs[a:b] for a, b in pairwise(edges)]
    kinds = [{run[0].kind for run in chunk} for chunk in cut]
    if any(one != kinds[1] for one in kinds[1:]) or not kinds[0] >= kinds[1]:
        raise Doubt("unclear-answer")
    return [[token for run in chunk for token in run] for chunk in cut]


def _is_aside(tokens: Sequence[Token[Who]]) -> bool:
    """Whether the answer stands in brackets: "Noor, Jan (nee)" is of Jan, or of both."""
    return any(
        token.kind is Kind.ANSWER and before.word in ("(", "[")
        for before, token in pairwise(tokens)
    )


def _asks(token: Token[Who], after: Token[Who]) -> bool:
    """Whether it is a question: "komt Noor", and not "komen: Noor, Jan"."""
    return after.kind is Kind.WHO and token.word.partition(" ")[0] in ASKING


def _significant(tokens: Iterable[Token[Who]]) -> list[Token[Who]]:
    return [token for token in tokens if token.kind is not Kind.FILLER]


def _are(tokens: Iterable[Token[Who]], words: frozenset[str]) -> bool:
    return all(token.word in words for token in tokens)


def _settled(run: list[Token[Who]], piece: Sequence[Token[Who]]) -> list[Token[Who]]:
    """The answers beside each other in a piece: one that verbs make, or one to each date."""
    if len(run) == 1:
        return run
    first, last = (next(n for n, one in enumerate(piece) if one is run[at]) for at in (0, -1))
    words = [token.word for token in run]
    denied = any(word in NOT and after not in AGREEING for word, after in pairwise(words)) or (
        "wel" in words and any(word in NOT | DENYING for word in words)
    )
    if denied or any(token.word in ("of", "van", "from") for token in piece[first:last]):
        raise Doubt("unclear-answer")
    verbs = [token for token in run if token.word in _VERBS]
    if not verbs:
        return run
    denials = sum(token.word not in AGREEING for token in verbs)
    if denials > 1:
        raise Doubt("unclear-answer")
    said = Answer.DECLINED if denials else Answer.ACCEPTED
    others = {token.answer for token in run if token not in verbs}
    if others == {Answer.TENTATIVE} and not denials and _MAYBE not in words:
        said = Answer.TENTATIVE
    elif others - {said}:
        raise Doubt("unclear-answer")
    return [Token(Kind.ANSWER, answer=said, word=" ".join(words))]
