"""What a line of pasted answers holds: names, days, answers, and words that mean nothing.

`pasted_vocabulary` has the words, `pasted_answers` makes answers of it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, auto
from itertools import islice
from typing import Generic, TypeVar

from ipe_events.domain.errors import Refused
from ipe_events.domain.invitation import Answer
from ipe_events.domain.pasted_vocabulary import ABBREVIATIONS, ANSWERS, BUT, FILLERS
from ipe_events.domain.pasted_vocabulary import answer_word as answer_word
from ipe_events.domain.when import LONG_DAYS, SHORT_DAY, parse_clock, parse_day
from ipe_events.domain.when_words import WEEKDAY, WORD_DAY

Who = TypeVar("Who", bound=Hashable)

# A day that is not asked about.
NO_DATE = -1

_MOST_WORDS = 8
_FLAGS = re.ASCII | re.IGNORECASE

_PADDED = re.compile(r"[,;|()\[\]\"<>=\t]|(?<![0-9]):|:(?![0-9])")
_WEEKDAY_COMMA = re.compile(rf"(?<!\S)({WEEKDAY}) (?=[0-9])", _FLAGS)
_SENTENCE_END = re.compile(r"([^\W\d_]+)[.!]+(?= +\W*[^\W\d]| *$)")
_LONG_WORD = 3
# A sign of its own is an answer, one behind a word makes it a question.
_QUESTION = re.compile(r"(?<=[\w)\"'’])\?+(?=[\s,.;:)!|]|$)")
_ASKED, _ENDED = "⁇", "‖"
_NUMBERED = re.compile(r"^\W*[0-9]{1,3}[.)] +(?=[^\W\d])")
_WORD = re.compile(r"\S+")
_CLOCK = re.compile(
    r" *(?:om |at |van |from )?(?:(?P<start>[0-9]{1,2}(?:[:.u][0-9]{2})?) ?[-–] ?"
    r"[0-9]{1,2}(?:[:.u][0-9]{2})?|(?P<alone>[0-9]{1,2}[:.u][0-9]{2}))(?: uur)?(?!\S)",
    _FLAGS,
)
_OPTION = re.compile(r"(?:optie|option|datum|date|keuze) (?P<number>[0-9]{1,2})(?!\S)", _FLAGS)
_SEPARATORS = frozenset(",;|")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that is asked about, with its start if it has times."""

    day: date
    start: time | None = None


class Kind(Enum):
    """What a token is."""

    WHO = auto()
    DATE = auto()
    ANSWER = auto()
    FILLER = auto()
    OTHER = auto()
    STOP = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token(Generic[Who]):
    """One thing a line holds; several in `who` when it is not clear who is meant.

    `home`: those whose organisation is called so. `word`: the words as they are looked up.
    `is_named`: it has a capital.
    """

    kind: Kind
    who: frozenset[Who] = frozenset()
    home: frozenset[Who] = frozenset()
    dates: tuple[int, ...] = ()
    answer: Answer | None = None
    word: str = ""
    is_named: bool = False


def _words(text: str) -> list[str]:
    return [word.strip(".!'") for word in _PADDED.sub(" ", text.casefold()).split()]


def _ended(match: re.Match[str]) -> str:
    """A word and the end of its sentence, unless it is an abbreviation or an initial."""
    word = match[1].casefold()
    ends = (word,) in ANSWERS or (len(word) >= _LONG_WORD and word not in ABBREVIATIONS)
    return f"{match[1]} {_ENDED} " if ends else match[0]


def _kind(word: str) -> Kind:
    if word == _ENDED:
        return Kind.END
    if word in _SEPARATORS or word in BUT:
        return Kind.STOP
    # A stroke stands between what is to be chosen from.
    is_sign = not any(letter.isalnum() for letter in word) and word not in (_ASKED, "/")
    return Kind.FILLER if word in FILLERS or is_sign else Kind.OTHER


class _Book(Generic[Who]):
    """Who is called what: whole, and by any part of the name that means nothing else."""

    def __init__(self, names: Mapping[Who, Iterable[str]]) -> None:
        self._whole: dict[tuple[str, ...], set[Who]] = {}
        self._part: dict[tuple[str, ...], set[Who]] = {}
        for who, called in names.items():
            for name in called:
                self._learn(who, tuple(_words(name)[:_MOST_WORDS]))

    def _learn(self, who: Who, words: tuple[str, ...]) -> None:
        self._whole.setdefault(words, set()).add(who)
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = words[first:last]
                telling = {word for word in part if len(word) > 2} - FILLERS - BUT
                if telling and part not in ANSWERS:
                    self._part.setdefault(part, set()).add(who)

    def find(self, words: tuple[str, ...]) -> frozenset[Who]:
        """Whom these words mean."""
        return frozenset(self._whole.get(words) or self._part.get(words) or ())


class Finder(Generic[Who]):
    """Finds names, days and answers in a line."""

    def __init__(
        self,
        names: Mapping[Who, Iterable[str]],
        dates: Sequence[Candidate],
        homes: Mapping[Who, Iterable[str]],
    ) -> None:
        self.dates = dates
        self._names: _Book[Who] = _Book(names)
        self._homes: _Book[Who] = _Book(homes)

    def tokens(self, line: str) -> list[Token[Who]]:
        """What the line holds, in order."""
        line = _QUESTION.sub(f" {_ASKED} {_ENDED} ", _NUMBERED.sub("", line))
        line = _SENTENCE_END.sub(_ended, line)
        line = _WEEKDAY_COMMA.sub(lambda match: match[1].rstrip(",") + " ", line)
        line = " ".join(_PADDED.sub(lambda match: f" {match[0].strip() or '|'} ", line).split())
        found: list[Token[Who]] = []
        place = 0
        while match := _WORD.search(line, place):
            token, place = self._date(line, match.start()) or self._said(line, match)
            if token is not None:
                found.append(token)
        return found

    def _said(self, line: str, match: re.Match[str]) -> tuple[Token[Who], int]:
        """A name, an answer, a separator or another word."""
        starts = [match, *islice(_WORD.finditer(line, match.end()), _MOST_WORDS - 1)]
        words = [one[0].casefold().strip(".!'") or one[0] for one in starts]
        for count in range(len(words), 0, -1):
            run, end = tuple(words[:count]), starts[count - 1].end()
            who, home, word = self._names.find(run), self._homes.find(run), " ".join(run)
            if who or home:
                kind = Kind.WHO if who else Kind.OTHER
                return Token(kind, who=who, home=home, word=word, is_named=True), end
            if run in ANSWERS:
                return Token(Kind.ANSWER, answer=ANSWERS[run], word=word), end
        return Token(_kind(words[0]), word=words[0], is_named=match[0][0].isupper()), match.end()

    def _date(self, line: str, place: int) -> tuple[Token[Who] | None, int] | None:
        """A day at this place, with the time behind it: the candidates it means."""
        if option := _OPTION.match(line, place):
            number = int(option["number"]) - 1
            known = 0 <= number < len(self.dates)
            return Token(Kind.DATE, dates=(number if known else NO_DATE,)), option.end()
        forms = [form.match(line, place) for form in (*LONG_DAYS, SHORT_DAY)]
        match = max((one for one in forms if one), key=re.Match.end, default=None)
        if match is None:
            return self._weekday(line, place)
        clock = _CLOCK.match(line, match.end())
        end = clock.end() if clock else match.end()
        if not self.dates:
            return None, end
        first = min(candidate.day for candidate in self.dates)
        try:
            day = parse_day(match[0], first)
        except Refused:
            return Token(Kind.DATE, dates=(NO_DATE,)), match.end()
        return Token(Kind.DATE, dates=self._meant(day, clock)), end

    def _meant(self, day: date, clock: re.Match[str] | None) -> tuple[int, ...]:
        numbers = [number for number, one in enumerate(self.dates) if one.day == day]
        if clock and len(numbers) > 1:
            try:
                start = parse_clock(clock["start"] or clock["alone"])
            except Refused:
                return (NO_DATE,)
            numbers = [number for number in numbers if self.dates[number].start == start]
        return tuple(numbers) or (NO_DATE,)

    def _weekday(self, line: str, place: int) -> tuple[Token[Who] | None, int] | None:
        """A weekday means a candidate when only one day of them is on it."""
        match = WORD_DAY.match(line, place)
        if match is None or not match["weekday"] or not self.dates:
            return None
        weekday = parse_day(match[0], date(2001, 1, 1)).weekday()
        days = {one.day for one in self.dates if one.day.weekday() == weekday}
        meant = self._meant(days.pop(), None) if len(days) == 1 else (NO_DATE,)
        return Token(Kind.DATE, dates=meant), match.end()
