"""Answers to one meeting, in words and as Outlook's tracking page is copied."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.pasted_answers import LONGEST, Pasted
from ipe_events.domain.pasted_tracking import read_pasted
from tests.refusals import code_of

NAMES = {
    "jan": ("Jan Jansen", "jan@example.org", "j.jansen@school.example.org"),
    "zoe": ("Zoë de Vries-Smit", "zoe@example.org"),
    "viaa": ("viaa", "Hogeschool Viaa"),
    "kpz": ("kpz", "Katholieke Pabo Zwolle"),
    "windesheim": ("windesheim", "Hogeschool Windesheim"),
    "piet": ("Piet Jan", "piet@example.org"),
    "pier": ("Jan Piet", "pier@example.org"),
}
ENGLISH = (
    "Name\tAttendance\tResponse\r\n"
    "de Wit, Sanne\tMeeting Organizer\tNone\r\n"
    "Jansen, Jan\tRequired Attendee\tAccepted\r\n"
    "Vries-Smit, Zoe de (HRM)\tOptional Attendee\tTentative\r\n"
    "Hogeschool Viaa <post@viaa.example.org>\tRequired Attendee\tDeclined\r\n"
    "hogeschool viaa\tRequired Attendee\tDeclined\r\n"
    "Katholieke Pabo Zwolle\tOptional Attendee\tNone\r\n"
    "Zaal A1.23\tResource (Room or Equipment)\tAccepted\r\n"
    "Piet, Jan\tRequired Attendee\tAccepted\r\n"
)
DUTCH = (
    "Naam\tAanwezigheid\tAntwoord\n"
    "Sanne de Wit\tOrganisator van vergadering\tGeen\n"
    '"Jan Jansen <Jan+werk@Example.org>"\tVereiste deelnemer\tGeaccepteerd\n'
    "Zoë de Vries-Smit\tOptionele deelnemer\tVoorlopig geaccepteerd\n"
    "onbekend@example.org\tVereiste deelnemer\tGeaccepteerd\n"
    "Hogeschool Viaa\tVereiste deelnemer\tGeweigerd\n"
    "KPZ\tOptionele deelnemer\tGeen\n"
    "Zaal A1.23\tBron (ruimte of apparatuur)\tGeaccepteerd\n"
)


def short(found: Pasted[str]) -> tuple[dict[str, str], list[tuple[int, str]]]:
    return (
        {one.who: one.answer.value for one in found.answers},
        [(one.line, one.reason) for one in found.unread],
    )


def test_the_tracking_page_in_english_and_in_dutch() -> None:
    said = {"jan": "accepted", "zoe": "tentative", "viaa": "declined"}
    found = read_pasted(ENGLISH, NAMES)
    assert short(found) == (said, [(5, "unknown-name"), (9, "unclear-name")])
    assert found.unread[0].text.startswith("Hogeschool Viaa <post@viaa.example.org> Required")
    assert found.silent == ("kpz",)
    found = read_pasted(DUTCH, NAMES)
    assert short(found) == (said, [(5, "unknown-name")])
    assert found.silent == ("kpz",)
    # Some programs leave the heading out.
    assert short(read_pasted(DUTCH.partition("\n")[2], NAMES)) == (said, [(4, "unknown-name")])


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Jan Jansen\tRequired Attendee\tTentatively accepted", "tentative"),
        ("Jan Jansen\tVereiste deelnemer\tOnder voorbehoud", "tentative"),
        ("Jan Jansen\tVereiste deelnemer\tAfgewezen", "declined"),
        ("Jan Jansen\tVereiste deelnemer\tVoorlopig", "tentative"),
        ("Jan Jansen\tjan@example.org\tRequired\tAccepted", "accepted"),
        ("Iemand anders\tj.jansen@school.example.org\tRequired\tAccepted", "accepted"),
        ("Jansen, Jan\tAccepted", "accepted"),
        ("jan@example.org - accepted", "accepted"),
        ("Jan Jansen <jan@example.org>: declined", "declined"),
        ("Jan Jansen\tja", "accepted"),
    ],
)
def test_other_ways_it_is_written(line: str, answer: str) -> None:
    assert short(read_pasted(line, NAMES)) == ({"jan": answer}, [])


def test_words_and_tables_together_the_last_word_stands() -> None:
    text = (
        "Viaa ja, Jansen misschien; KPZ nee\n\nJansen, Jan\tRequired Attendee\tAccepted\nViaa nee"
    )
    said = {"jan": "accepted", "kpz": "declined", "viaa": "declined"}
    assert short(read_pasted(text, NAMES)) == (said, [])
    assert short(read_pasted(text + "\nJansen: nee", NAMES))[0] == {**said, "jan": "declined"}


def test_what_is_too_long_is_not_read_and_says_so() -> None:
    text = "Jan Jansen\tx\tAccepted\n" * (LONGEST // 10)
    assert code_of(partial(read_pasted, text, NAMES)) == "answers-too-long"


CELLS = st.sampled_from(
    ["Jan Jansen", "Jansen, Jan", "x", "", "Accepted", "Geen", "Resource", "@", "ja", "nee", "\x1f"]
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5))
def test_whatever_is_pasted_nobody_else_is_given_an_answer(table: list[list[str]]) -> None:
    found = read_pasted("\n".join("\t".join(row) for row in table), NAMES)
    assert {one.who for one in found.answers} <= {"jan"}
    assert all(one.reason for one in found.unread)
