"""Answers as people send them, in Dutch and English: "Windesheim ja, Viaa misschien".

Names, days and answers are looked for; other words are passed over. Whatever cannot be told for
certain is given back unread, so that nobody is given an answer they did not give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.importing import Cell
from ipe_events.domain.invitation import Answer
from ipe_events.domain.pasted_lines import LineReader
from ipe_events.domain.pasted_vocabulary import answer_word
from ipe_events.domain.pasted_words import Candidate, Finder, Who

LONGEST = 100_000
MOST_LINES = 2_000
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Read(Generic[Who]):
    """What somebody answered to the candidate with this number (None: nothing was to choose).

    `line`, counted from 1, is where they last said it.
    """

    who: Who
    date: int | None
    answer: Answer
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A line, counted from 1, in which something could not be told; `reason` is a code.

    `unknown-name`, `unclear-name`, `not-invited`, `unknown-date`, `unclear-answer`, `no-name`,
    `no-answer` or `too-many`.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pasted(Generic[Who]):
    """What was read, the last word of each about each date, and what was not.

    `silent`: who has not answered, in a table that says so.
    """

    answers: tuple[Read[Who], ...]
    unread: tuple[Unread, ...]
    silent: tuple[Who, ...] = ()


def read_answers(
    text: str,
    names: Mapping[Who, Iterable[str]],
    dates: Sequence[Candidate] = (),
    homes: Mapping[Who, Iterable[str]] | None = None,
) -> Pasted[Who]:
    """Read answers of those who are known by `names`, to the candidate dates.

    A line may hold several (`Windesheim en Viaa ja; KPZ nee`), name days (`12 jan ja, 19 jan
    nee`), or give one answer per date in their order. A line of days alone, a name alone or an
    answer alone holds for the lines below it. Without a day an answer is about every date.
    `homes`: what the organisation of each is called ("Jan van Viaa"). Refuses `answers-too-long`.
    """
    if len(text) > LONGEST:
        raise refuse("answers-too-long", "answer", limit=LONGEST)
    reader = LineReader(Finder(names, dates, homes or {}))
    found: dict[tuple[Who, int | None], tuple[Answer, int]] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_LINES], 1):
        for who, about, answer in reader.line(number, line):
            # Removed first: what was said last stands last.
            found.pop((who, about), None)
            found[who, about] = (answer, number)
    reader.end()
    unread = [
        Unread(number, shown(lines[number - 1]), why)
        for number, why in sorted(reader.unread.items())
    ]
    if len(lines) > MOST_LINES:
        unread.append(Unread(MOST_LINES + 1, "", "too-many"))
    return Pasted(
        tuple(Read(who, about, answer, line) for (who, about), (answer, line) in found.items()),
        tuple(unread),
    )


def shown(line: str) -> str:
    """A line as it is given back."""
    return " ".join(line.split())[:_SHOWN]


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
