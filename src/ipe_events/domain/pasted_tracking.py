"""Answers to one meeting: as people send them, and as Outlook copies its tracking page.

"Copy status to clipboard" gives a line for each guest, `Name Attendance Response` with tabs in
between, in Dutch or English, mostly with a heading. Everything else is read by `pasted_answers`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from ipe_events.domain.incoming import mailbox
from ipe_events.domain.invitation import Answer
from ipe_events.domain.pasted_answers import LONGEST, Pasted, Read, Unread, read_answers, shown
from ipe_events.domain.pasted_words import Candidate, Who

# None: not answered; the organizer is not asked.
_RESPONSES: Mapping[str, Answer | None] = {
    "accepted": Answer.ACCEPTED,
    "geaccepteerd": Answer.ACCEPTED,
    "declined": Answer.DECLINED,
    "afgewezen": Answer.DECLINED,
    "geweigerd": Answer.DECLINED,
    "tentative": Answer.TENTATIVE,
    "tentatively accepted": Answer.TENTATIVE,
    "voorlopig": Answer.TENTATIVE,
    "voorlopig geaccepteerd": Answer.TENTATIVE,
    "onder voorbehoud": Answer.TENTATIVE,
    "none": None,
    "no response": None,
    "not responded": None,
    "organizer": None,
    "geen": None,
    "geen antwoord": None,
    "geen reactie": None,
    "niet beantwoord": None,
    "organisator": None,
}
# A room says yes too, and is nobody.
_THINGS = ("resource", "bron", "room", "ruimte", "zaal")
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class _Row:
    """A guest of the tracking page."""

    name: str
    answer: Answer | None
    is_thing: bool


def read_pasted(
    text: str,
    names: Mapping[Who, Iterable[str]],
    dates: Sequence[Candidate] = (),
    homes: Mapping[Who, Iterable[str]] | None = None,
) -> Pasted[Who]:
    """Read what those who are known by `names` (addresses too) answered to one meeting.

    A name of the tracking page is told by all its words, in any order ("Jansen, Jan"), or by the
    address beside it; somebody who is named otherwise is given back unread. `dates` and `homes`
    are those of `read_answers`, as is what it refuses.
    """
    lines = text.splitlines() if len(text) <= LONGEST else []
    rows = {number: row for number, line in enumerate(lines, 1) if (row := _row(line))}
    if not rows:
        return read_answers(text, names, dates, homes)
    book = _Book(names)
    typed = read_answers(
        "\n".join("" if number in rows else line for number, line in enumerate(lines, 1)),
        names,
        dates,
        homes,
    )
    said: dict[Who, Read[Who]] = {one.who: one for one in typed.answers}
    unread, silent = list(typed.unread), list[Who]()
    for number, row in rows.items():
        if row.is_thing:
            continue
        found = book.find(row.name)
        if len(found) != 1:
            if row.answer is not None:
                reason = "unclear-name" if found else "unknown-name"
                unread.append(Unread(number, shown(lines[number - 1]), reason))
            continue
        (who,) = found
        if row.answer is None:
            silent.append(who)
        elif who not in said or said[who].line < number:
            said[who] = Read(who, None, row.answer, number)
    return Pasted(
        tuple(sorted(said.values(), key=lambda one: one.line)),
        tuple(sorted(unread, key=lambda one: one.line)),
        tuple(silent),
    )


def _row(line: str) -> _Row | None:
    """A line of the tracking page: a name, and behind it what was answered."""
    name, *rest = (cell.strip(' "') for cell in line.split("\t"))
    cells = [" ".join(cell.casefold().split()) for cell in rest]
    said = [cell for cell in cells if cell in _RESPONSES]
    if not name or not said:
        return None
    is_thing = any(cell.startswith(_THINGS) for cell in cells)
    addresses = [cell for cell in rest if _ADDRESS.fullmatch(cell)]
    return _Row(" ".join([name, *addresses]), _RESPONSES[said[-1]], is_thing)


class _Book(Generic[Who]):
    """Who is known by which words and addresses."""

    def __init__(self, names: Mapping[Who, Iterable[str]]) -> None:
        self._words: dict[tuple[str, ...], set[Who]] = {}
        self._addresses: dict[str, set[Who]] = {}
        self._mailboxes: dict[str, set[Who]] = {}
        for who, called in names.items():
            for name in called:
                if "@" in name:
                    self._addresses.setdefault(name.lower(), set()).add(who)
                    self._mailboxes.setdefault(mailbox(name), set()).add(who)
                elif words := _words(name):
                    self._words.setdefault(words, set()).add(who)

    def find(self, name: str) -> set[Who]:
        """Whom a name or an address means; several when it is not clear."""
        address = _ADDRESS.search(name)
        if address is not None:
            exact = self._addresses.get(address[0].lower())
            return exact or self._mailboxes.get(mailbox(address[0]), set())
        return self._words.get(_words(_ASIDE.sub(" ", name)), set())


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, without accents and in an order of their own."""
    split = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in split if not unicodedata.combining(letter))
    return tuple(sorted(re.findall(r"\w+", plain)))
