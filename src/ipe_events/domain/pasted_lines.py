"""Lines of pasted answers one after the other; a heading holds for the lines below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic

from ipe_events.domain.invitation import Answer
from ipe_events.domain.pasted_parts import Doubt, Part, is_list, joined, parts, sentences, strange
from ipe_events.domain.pasted_vocabulary import ABSENT, GREETINGS, LEANING, NOT
from ipe_events.domain.pasted_words import NO_DATE, Finder, Kind, Token, Who

Said = tuple[Who, int | None, Answer]


class LineReader(Generic[Who]):
    """Reads line after line; in `unread` is by line why something in it could not be read."""

    def __init__(self, finder: Finder[Who]) -> None:
        self.unread: dict[int, str] = {}
        self._finder = finder
        self._who: frozenset[Who] = frozenset()
        self._about: tuple[int, ...] = ()
        self._answer: Token[Who] | None = None
        # Headings that nothing has been said under, by what they are about.
        self._unused: dict[str, int] = {}
        # Whether "niet" may be said of something else than coming.
        self._is_absent = self._is_strange = False

    def line(self, number: int, text: str) -> list[Said[Who]]:
        """What a line says."""
        tokens = self._finder.tokens(text)
        is_answer = any(token.kind is Kind.ANSWER for token in tokens)
        # A greeting that is quoted was written to who answers below it.
        if is_answer or not text.lstrip().startswith(">"):
            tokens, greeted = _ungreeted(tokens)
            if greeted and not any(token.who for token in tokens):
                self._doubt(number, "no-name" if tokens else "no-answer")
                self._who, self._answer = frozenset(), None
                return []
        said, doubt = self._answers(number, tokens) if is_answer else self._heading(number, tokens)
        if doubt:
            self._doubt(number, doubt)
            self._who, self._answer = frozenset(), None
        if tokens:
            self._is_strange = bool(doubt)
        return said

    def end(self) -> None:
        """Give the headings back that nothing was said under."""
        for about in tuple(self._unused):
            self._replace(about)

    def _doubt(self, number: int, reason: str) -> None:
        self.unread.setdefault(number, reason)

    def _replace(self, about: str, number: int | None = None) -> None:
        """Another heading comes; the one before is given back when nothing was said under it."""
        if about in self._unused:
            reason = "no-name" if about == "answer" else "no-answer"
            self._doubt(self._unused.pop(about), reason)
        if number is not None:
            self._unused[about] = number

    def _answers(self, number: int, tokens: list[Token[Who]]) -> tuple[list[Said[Who]], str]:
        found = [part for sentence in sentences(tokens) for part in _agreed(parts(sentence))]
        if (alone := _alone(found)) and not self._who:
            # An answer alone holds for the names below it.
            self._replace("answer", number)
            self._answer = alone
            return [], ""
        said: list[list[Said[Who]]] = []
        doubt, who, about = "", self._who, self._about
        for part in found:
            try:
                names, dates, answers = self._part(part, who, about, is_first=not said)
            except Doubt as why:
                doubt, who = doubt or str(why), frozenset()
                self._is_strange = True
                if part.withdraws:
                    del said[-1:]
                continue
            kinds = [token.kind for token in part.tokens if token.kind in (Kind.WHO, Kind.DATE)]
            if Kind.WHO in kinds:
                self._replace("who")
                self._who = frozenset()
            else:
                self._unused.pop("who", None)
            if Kind.DATE not in kinds:
                self._unused.pop("about", None)
            said.append(_matched(names, dates, answers, self._columns()))
            who = names
            if Kind.WHO in kinds and kinds[0] is Kind.DATE:
                about = dates
        self._replace("answer")
        self._answer = None
        kept, is_contradicted = _certain([one for part in said for one in part])
        return kept, doubt or ("unclear-answer" if is_contradicted else "")

    def _part(
        self, part: Part[Who], who: frozenset[Who], about: tuple[int, ...], *, is_first: bool
    ) -> tuple[frozenset[Who], tuple[int, ...], list[Token[Who]]]:
        """Whom a part of a line is about, which dates, and the answers."""
        named = _names(part.tokens)
        if part.doubt:
            raise Doubt(part.doubt)
        dates = tuple(number for token in part.tokens for number in token.dates)
        if NO_DATE in (dates or about):
            raise Doubt("unknown-date")
        answers = [token for token in part.tokens if token.kind is Kind.ANSWER]
        self._check_leaning(part, answers[0], is_first=is_first)
        self._is_absent = self._is_absent or any(token.word in ABSENT for token in answers)
        if len(answers) > 1:
            # Two names and two answers may be one each.
            if not dates and len(answers) == len(self._columns()) and len(named) < 2:
                about = ()
            elif len({token.answer for token in answers}) == 1:
                del answers[1:]
            else:
                raise Doubt("unclear-answer")
        if all(token.answer is None for token in answers):
            raise Doubt("no-answer")
        if not named and not who:
            raise Doubt("no-name")
        return named or who, dates or about, answers

    def _check_leaning(self, part: Part[Who], answer: Token[Who], *, is_first: bool) -> None:
        """A bare "niet" or "wel" behind a name leans on what was said before it."""
        if answer.word not in LEANING or part.tokens[0] is answer:
            return
        if self._is_absent or self._is_strange or (is_first and answer.word not in NOT):
            raise Doubt("unclear-answer")

    def _columns(self) -> Sequence[int]:
        """The dates that answers beside each other are about."""
        return self._about if len(self._about) > 1 else range(len(self._finder.dates))

    def _heading(self, number: int, tokens: list[Token[Who]]) -> tuple[list[Said[Who]], str]:
        """A line without an answer: only names and days alone hold for what is below."""
        tokens = joined(token for token in tokens if token.kind not in (Kind.STOP, Kind.END))
        dates = tuple(number for token in tokens for number in token.dates)
        named = any(token.kind is Kind.WHO for token in tokens)
        is_heading = is_list(tokens)
        if dates:
            self._replace("about", number if is_heading and NO_DATE not in dates else None)
            # What is below a day that is not understood is about no other day either.
            self._about = dates if is_heading and NO_DATE not in dates else (NO_DATE,)
        if not is_heading:
            self._replace("who")
            says = named or any(token.kind is Kind.OTHER for token in tokens)
            return [], (strange(tokens) if named else "no-answer") if says else ""
        try:
            names = _names(tokens)
        except Doubt as why:
            return [], str(why)
        if NO_DATE in dates:
            return [], "unknown-date"
        if names and self._answer is not None:
            if NO_DATE in self._about:
                return [], "unknown-date"
            self._unused.pop("answer", None)
            self._unused.pop("about", None)
            return _matched(names, self._about, [self._answer], ()), ""
        if names:
            self._replace("who", number)
            self._who = names
        return [], ""


def _ungreeted(tokens: list[Token[Who]]) -> tuple[list[Token[Who]], bool]:
    """The tokens without a greeting, and whether somebody was greeted who is known."""
    start = next((n for n, one in enumerate(tokens) if one.word[:1].isalnum()), 0)
    if not tokens or tokens[start].word not in GREETINGS:
        return tokens, False
    stops = (Kind.STOP, Kind.END)
    end = next((n for n, one in enumerate(tokens) if one.kind in stops), len(tokens))
    if any(token.kind is Kind.ANSWER for token in tokens[:end]):
        # "Dag Noor nee": of her, or to her.
        return [Token(Kind.OTHER), *tokens], False
    rest = tokens[end:]
    said = any(token.kind not in (Kind.STOP, Kind.END) for token in rest)
    return rest if said else [], any(token.who for token in tokens[:end])


def _alone(found: list[Part[Who]]) -> Token[Who] | None:
    """The answer that is all a line has."""
    tokens = found[0].tokens if len(found) == 1 and not found[0].doubt else []
    return tokens[0] if len(tokens) == 1 and tokens[0].answer is not None else None


def _agreed(found: list[Part[Who]]) -> list[Part[Who]]:
    """Without the "yes" in "yes, Jan comes"; with another answer behind it nothing is certain."""
    if len(found) < 2 or any(token.kind is not Kind.ANSWER for token in found[0].tokens):
        return found
    said = {token.answer for part in found for token in part.tokens if token.kind is Kind.ANSWER}
    if len(said) == 1:
        return found[1:]
    return [Part(part.tokens, part.doubt or "unclear-answer", part.withdraws) for part in found]


def _names(tokens: Iterable[Token[Who]]) -> frozenset[Who]:
    """Who is named; several people who are called the same are nobody for certain."""
    found: set[Who] = set()
    for token in tokens:
        if token.kind is Kind.WHO:
            if len(token.who) != 1:
                raise Doubt("unclear-name")
            found |= token.who
    return frozenset(found)


def _matched(
    names: Iterable[Who],
    dates: Sequence[int],
    answers: Sequence[Token[Who]],
    columns: Sequence[int],
) -> list[Said[Who]]:
    """Everybody with each answer: to the dates named, to all of them, or one to each."""
    pairs: list[tuple[int | None, Token[Who]]] = [(about, answers[0]) for about in dates or (None,)]
    if len(answers) > 1:
        pairs = list(zip(columns, answers, strict=True))
    return [
        (who, about, one.answer) for about, one in pairs if one.answer is not None for who in names
    ]


def _certain(said: Sequence[Said[Who]]) -> tuple[list[Said[Who]], bool]:
    """What nobody contradicts in the same line, and whether somebody does."""
    answers: dict[tuple[Who, int | None], set[Answer]] = {}
    for who, about, answer in said:
        answers.setdefault((who, about), set()).add(answer)
    kept = [(who, about, one) for who, about, one in said if len(answers[who, about]) == 1]
    return kept, len(kept) < len(said)
