from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.pasted_answers import LONGEST, Pasted, read_answers
from ipe_events.domain.pasted_words import Candidate, answer_word

NAMES = {
    "windesheim": ("windesheim", "Hogeschool Windesheim", "WH"),
    "viaa": ("viaa", "Hogeschool Viaa"),
    "kpz": ("kpz", "Katholieke Pabo Zwolle"),
    "jan": ("Jan de Vries", "jan@example.org"),
    "jans": ("Jan Smit", "smit@example.org"),
    "can": ("Can Yilmaz", "can@example.org"),
}
TUESDAY, WEDNESDAY, NEXT = date(2027, 1, 12), date(2027, 1, 13), date(2027, 1, 19)
DATES = (
    Candidate(TUESDAY, time(13)),
    Candidate(WEDNESDAY, time(9)),
    Candidate(NEXT, time(13)),
)


def pasted(text: str, dates: tuple[Candidate, ...] = DATES) -> Pasted[str]:
    return read_answers(text, NAMES, dates)


def short(found: Pasted[str]) -> set[str]:
    """As `windesheim+` for a yes to all, `viaa-0` for a no to the first date, `?` for a maybe."""
    marks = {"accepted": "+", "declined": "-", "tentative": "?"}
    return {
        f"{one.who}{marks[one.answer]}{'' if one.date is None else one.date}"
        for one in found.answers
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Windesheim ja, Viaa misschien", "windesheim+ viaa?"),
        ("Windesheim: ja; Viaa: nee", "windesheim+ viaa-"),
        ("windesheim en Viaa ja; KPZ niet", "windesheim+ viaa+ kpz-"),
        ("Windesheim, Viaa ja, KPZ nee", "windesheim+ viaa+ kpz-"),
        ("Ja: Windesheim, Viaa. Nee: KPZ", "windesheim+ viaa+ kpz-"),
        ("Windesheim yes, Viaa maybe, KPZ no", "windesheim+ viaa? kpz-"),
        ("Windesheim ja Viaa nee", "windesheim+ viaa-"),
        ("ja Windesheim nee Viaa", "windesheim+ viaa-"),
        ("Jan de Vries kan niet", "jan-"),
        ("Jan de Vries kan helaas niet", "jan-"),
        ("Jan de Vries kan die dag helaas niet", "jan-"),
        ("de Vries weet het nog niet zeker", "jan?"),
        ("Smit is verhinderd", "jans-"),
        ("smit@example.org: can't make it", "jans-"),
        ("Can Yilmaz will attend", "can+"),
        ("Can ja", "can+"),
        ("Katholieke Pabo: onder voorbehoud", "kpz?"),
        ("Jan de Vries\tVereiste deelnemer\tGeaccepteerd", "jan+"),
        ("Jan de Vries\tRequired Attendee\tNone", ""),
        ("Viaa ✓, KPZ ✗, Windesheim ?", "viaa+ kpz- windesheim?"),
        ("Windesheim ja op 12 januari, nee op 19 jan", "windesheim+0 windesheim-2"),
        ("Windesheim 12 jan ja, 19-1 nee", "windesheim+0 windesheim-2"),
        ("Windesheim ja 12 jan nee 19 jan", "windesheim+0 windesheim-2"),
        ("Windesheim ja op 12 jan, 19 jan", "windesheim+0 windesheim+2"),
        ("Windesheim ja 12 jan, Viaa nee 19 jan", "windesheim+0 viaa-2"),
        ("Windesheim 12 jan ja, Viaa nee", "windesheim+0 viaa-"),
        ("12 jan: Windesheim ja, Viaa misschien", "windesheim+0 viaa?0"),
        ("12 jan ja: Windesheim, Viaa; nee: KPZ", "windesheim+0 viaa+0 kpz-0"),
        ("di 12 jan 2027 13:00-15:00 Windesheim ja", "windesheim+0"),
        ("Tuesday, 12 January Windesheim yes", "windesheim+0"),
        ("Windesheim woensdag niet", "windesheim-1"),
        ("Windesheim optie 3 ja, optie 1 nee", "windesheim+2 windesheim-0"),
        ("Viaa ja nee misschien", "viaa+0 viaa-1 viaa?2"),
        ("Viaa;ja;nee;misschien", "viaa+0 viaa-1 viaa?2"),
        ("Viaa\tja\tnee\tmisschien", "viaa+0 viaa-1 viaa?2"),
        ("12 jan\nWindesheim ja\nViaa nee\n19 jan\nKPZ ja", "windesheim+0 viaa-0 kpz+2"),
        ("Naam\t12 jan\t19 jan\nViaa\tja\tnee", "viaa+0 viaa-2"),
        ("Windesheim:\n12 jan ja\n19 jan nee\n\nViaa:\nja", "windesheim+0 windesheim-2 viaa+"),
        ("Ja:\nWindesheim\nViaa\nNee:\nKPZ", "windesheim+ viaa+ kpz-"),
        ("Windesheim ja\nWindesheim nee", "windesheim-"),
        ("Hoi Sanne,\nWindesheim kan wel.\nGroeten", "windesheim+"),
    ],
)
def test_what_people_write_is_read(text: str, expected: str) -> None:
    found = pasted(text)
    assert (short(found), found.unread) == (set(expected.split()), ())


@pytest.mark.parametrize(
    ("text", "read", "reason"),
    [
        ("Piet ja", "", "unknown-name"),
        ("Windesheim ja, Piet nee", "windesheim+", "unknown-name"),
        ("Piet nee, Windesheim ja", "windesheim+", "unknown-name"),
        ("Jan ja", "", "unclear-name"),
        ("Hogeschool ja", "", "unclear-name"),
        ("Windesheim 14 jan ja", "", "unknown-date"),
        ("Windesheim wo 12 jan ja", "", "unknown-date"),
        ("Windesheim optie 4 ja", "", "unknown-date"),
        ("Windesheim ja, Viaa", "windesheim+", "no-answer"),
        ("Windesheim ja of nee", "", "unclear-answer"),
        ("Viaa ja nee", "", "unclear-answer"),
        ("12 jan ja", "", "no-name"),
        ("Windesheim:\nPiet ja", "", "unknown-name"),
        ("Windesheim\nPiet:\n12 jan ja", "", "no-name"),
    ],
)
def test_what_cannot_be_told_is_given_back(text: str, read: str, reason: str) -> None:
    found = pasted(text)
    assert (short(found), [one.reason for one in found.unread]) == (set(read.split()), [reason])


def test_two_times_on_one_day_are_told_apart() -> None:
    dates = (Candidate(TUESDAY, time(9)), Candidate(TUESDAY, time(13)))
    assert short(pasted("Viaa 12 jan 13:00 ja, 12 jan 9.00-11.00 nee", dates)) == {
        "viaa+1",
        "viaa-0",
    }
    assert short(pasted("Viaa 12 jan ja", dates)) == {"viaa+0", "viaa+1"}


def test_without_dates_to_choose_from_days_mean_nothing() -> None:
    assert short(pasted("12 jan Viaa ja, Windesheim nee", ())) == {"viaa+", "windesheim-"}


def test_a_line_is_named_by_its_number_and_cut() -> None:
    (unread,) = pasted("\n\nPiet" + " x" * 200 + " ja").unread
    assert (unread.line, len(unread.text)) == (3, 80)


def test_too_much_is_not_read_at_all() -> None:
    found = pasted("Viaa ja\n" * LONGEST)
    assert (found.answers, found.unread[0].reason) == ((), "too-many")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ja", "accepted"),
        ("accepted", "accepted"),
        (" kan niet. ", "declined"),
        ("?", "tentative"),
        ("hm", None),
        ("needs-action", None),
        ("geen", None),
        ("", None),
    ],
)
def test_an_answer_in_a_word(text: str, expected: str | None) -> None:
    assert answer_word(text) == expected


TYPED = "Windesheim Viaa KPZ Jan ja nee niet kan misschien Piet en op 12 19 jan di , ; : ?"
words = st.sampled_from(TYPED.split())
lines = st.lists(words | st.just("\n") | st.text(max_size=6), max_size=30)


@given(lines)
def test_any_text_is_read_or_given_back(parts: list[str]) -> None:
    found = pasted(" ".join(parts))
    assert all(one.who in NAMES and one.date in (None, 0, 1, 2) for one in found.answers)
    assert len({(one.who, one.date) for one in found.answers}) == len(found.answers)
