"""What a line of pasted answers holds: names, days, answers, and words that mean nothing.

In Dutch and English; `pasted_answers` makes answers of it.
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
from ipe_events.domain.when import (
    LONG_DAYS,
    SHORT_DAY,
    WEEKDAY,
    WORD_DAY,
    parse_clock,
    parse_day,
)

Who = TypeVar("Who", bound=Hashable)

# A day that is not asked about.
NO_DATE = -1

_MOST_WORDS = 8
_FLAGS = re.ASCII | re.IGNORECASE

_PHRASES: Mapping[Answer | None, tuple[str, ...]] = {
    Answer.ACCEPTED: (
        "ja|j|yes|y|yep|kan|kan wel|kan erbij zijn|komt|ik kom|wij komen|akkoord|prima|goed|ok",
        "oke|oké|okay|geen probleem|no problem|aanwezig|graag|can make it|will attend|attending",
        "present|accept|accepted|geaccepteerd|toegezegd|✓|✔|✅|👍",
    ),
    Answer.DECLINED: (
        "nee|neen|no|nope|niet|kan niet|kan helaas niet|kunnen niet|komt niet|niet aanwezig",
        "niet mogelijk|niet beschikbaar|verhinderd|afwezig|afgemeld|afgewezen|geweigerd|absent",
        "cannot|can't|can not|cannot make it|can't make it|not available|decline|declined",
        "✗|✘|❌|👎",
    ),
    Answer.TENTATIVE: (
        "misschien|wellicht|mogelijk|eventueel|als het moet|onder voorbehoud|voorlopig|niet zeker",
        "weet niet|weet nog niet|weet het nog niet|nog niet zeker|weet het nog niet zeker|maybe",
        "perhaps|possibly|if need be|not sure|tentative|tentatively accepted|?",
    ),
    # What says that somebody has not answered, and would otherwise look like a no.
    None: (
        "geen antwoord|geen reactie|nog geen antwoord|geen|no response|no answer|not responded",
        "none",
    ),
}
ANSWERS: Mapping[tuple[str, ...], Answer | None] = {
    tuple(phrase.split()): answer
    for answer, rows in _PHRASES.items()
    for row in rows
    for phrase in row.split("|")
}
# What stands between a name and an answer and means nothing; anything else may be a name.
_FILLER_WORDS = (
    "en and of or op on om at is zijn ik wij we zij he she they i bij voor van met de het een a "
    "the also ook wel heel erg graag helaas sorry dan dus allebei beide both alle all data dates "
    "datum date datums denk think hoop hope liever uur h m hoi hallo hi hello beste dag groet "
    "groeten gr mvg naam name antwoord answer antwoorden answers"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
_PADDED = re.compile(r"[,;|()\[\]\"<>=\t]|(?<![0-9]):|:(?![0-9])")
_WEEKDAY_COMMA = re.compile(rf"(?<!\S)({WEEKDAY}) (?=[0-9])", _FLAGS)
# No abbreviation: "Viaa. Nee:", and not "12 jan. 2027" or "dr. Smit".
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!](?= +[^\W\d]| *$)")
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
    OTHER = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Token(Generic[Who]):
    """One thing a line holds; several in `who` when it is not clear who is meant."""

    kind: Kind
    who: frozenset[Who] = frozenset()
    dates: tuple[int, ...] = ()
    answer: Answer | None = None
    word: str = ""


def answer_word(text: str) -> Answer | None:
    """The answer that a word or a few stand for; None when they stand for none."""
    cleaned = text.casefold().strip(" .!\t")
    if cleaned in set(Answer) - {Answer.NEEDS_ACTION, Answer.DELEGATED}:
        return Answer(cleaned)
    return ANSWERS.get(tuple(cleaned.split()))


def _words(text: str) -> list[str]:
    return [word.strip(".!'") for word in _PADDED.sub(" ", text.casefold()).split()]


class Finder(Generic[Who]):
    """Finds names, days and answers in a line."""

    def __init__(self, names: Mapping[Who, Iterable[str]], dates: Sequence[Candidate]) -> None:
        self.dates = dates
        self._whole: dict[tuple[str, ...], set[Who]] = {}
        self._part: dict[tuple[str, ...], set[Who]] = {}
        for who, called in names.items():
            for name in called:
                self._learn(who, tuple(_words(name)[:_MOST_WORDS]))

    def _learn(self, who: Who, words: tuple[str, ...]) -> None:
        """A name is known whole, and by any of its words that mean nothing else."""
        self._whole.setdefault(words, set()).add(who)
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = words[first:last]
                telling = {word for word in part if len(word) > 2} - _FILLERS
                if telling and part not in ANSWERS:
                    self._part.setdefault(part, set()).add(who)

    def tokens(self, line: str) -> list[Token[Who]]:
        """What the line holds, in order."""
        line = _SENTENCE_END.sub(" ; ", line)
        line = _WEEKDAY_COMMA.sub(lambda match: match[1].rstrip(",") + " ", line)
        line = " ".join(_PADDED.sub(lambda match: f" {match[0].strip() or '|'} ", line).split())
        found: list[Token[Who]] = []
        place = 0
        while match := _WORD.search(line, place):
            token, place = self._date(line, match.start()) or self._said(line, match)
            if token is not None:
                found.append(token)
        return found

    def _said(self, line: str, match: re.Match[str]) -> tuple[Token[Who] | None, int]:
        """A name, an answer, a separator or another word."""
        starts = [match, *islice(_WORD.finditer(line, match.end()), _MOST_WORDS - 1)]
        words = [one[0].casefold().strip(".!'") or one[0] for one in starts]
        for count in range(len(words), 0, -1):
            run, end = tuple(words[:count]), starts[count - 1].end()
            if who := self._whole.get(run) or self._part.get(run):
                return Token(Kind.WHO, who=frozenset(who)), end
            if run in ANSWERS:
                return Token(Kind.ANSWER, answer=ANSWERS[run], word=words[0]), end
        if words[0] in _SEPARATORS:
            return Token(Kind.STOP), match.end()
        filler = words[0] in _FILLERS or not any(letter.isalnum() for letter in words[0])
        return None if filler else Token(Kind.OTHER, word=words[0]), match.end()

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
        if not self.dates:
            return None, match.end()
        first = min(candidate.day for candidate in self.dates)
        try:
            day = parse_day(match[0], first)
        except Refused:
            return Token(Kind.DATE, dates=(NO_DATE,)), match.end()
        clock = _CLOCK.match(line, match.end())
        end = clock.end() if clock else match.end()
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
        """A weekday means a candidate when only one day of them is on it, else nothing."""
        match = WORD_DAY.match(line, place)
        if match is None or not match["weekday"]:
            return None
        weekday = parse_day(match[0], date(2001, 1, 1)).weekday()
        days = {one.day for one in self.dates if one.day.weekday() == weekday}
        if len(days) != 1:
            return None
        return Token(Kind.DATE, dates=self._meant(days.pop(), None)), match.end()
