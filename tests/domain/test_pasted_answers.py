from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.pasted_answers import LONGEST, MOST_LINES, Pasted, read_answers
from ipe_events.domain.pasted_words import Candidate, answer_word
from tests.refusals import code_of

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
        ("Jan de Vries\tRequired Attendee\tNone", "", "no-answer"),
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


def test_too_much_is_not_read_at_all_and_says_so() -> None:
    assert code_of(partial(pasted, "Viaa ja\n" * LONGEST)) == "answers-too-long"
    short_lines = pasted("\n" * MOST_LINES + "Viaa ja")
    assert [(one.line, one.reason) for one in short_lines.unread] == [(MOST_LINES + 1, "too-many")]


PEOPLE = {
    "noor": ("Noor Bakker", "noor@example.org", "kpz", "Katholieke Pabo Zwolle"),
    "jan": ("Jan de Vries", "jan@example.org"),
    "piet": ("Piet Smit",),
    "ans": ("Ans Mulder", "viaa", "Hogeschool Viaa"),
}
HOMES = {"noor": ("kpz",), "jan": ("viaa", "Hogeschool Viaa"), "ans": ("viaa",)}


def of_one_meeting(text: str) -> Pasted[str]:
    return read_answers(text, PEOPLE, DATES[:1], HOMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Noor en Jan komen, Piet niet", "noor+ jan+ piet-"),
        ("Noor komt en Jan niet", "noor+ jan-"),
        ("Noor is er, Jan is er niet", "noor+ jan-"),
        ("Noor kan niet komen maar Jan wel", "noor- jan+"),
        ("Noor can come, Jan cannot", "noor+ jan-"),
        ("Noor, Jan: ja. Piet, Ans: nee.", "noor+ jan+ piet- ans-"),
        ("Noor en Jan kunnen, Piet en Ans kunnen niet", "noor+ jan+ piet- ans-"),
        ("Noor akkoord! Jan prima. Piet helaas niet...", "noor+ jan+ piet-"),
        ("not Noor but Jan will come", "noor- jan+"),
        ("Noor ja, Jan van Viaa nee", "noor+ jan-"),
        ("Jan (Hogeschool Viaa) nee, Viaa: Ans ja", "jan- ans+"),
        ("Noor Bakker <noor@example.org>: ja", "noor+"),
        ("Ja, Noor komt", "noor+"),
        ("Noor ja, ik kom graag", "noor+"),
        ("Noor nee, kan niet", "noor-"),
        ("Noor kan misschien", "noor?"),
        ("Noor kan 12 januari niet, Jan dinsdag wel", "noor- jan+"),
        ("- Noor: ja\n* Jan: nee\n3. Piet misschien\n4) Ans ja", "noor+ jan- piet? ans+"),
        ("Aanwezig: Noor, Jan\nAfwezig:\nPiet", "noor+ jan+ piet-"),
    ],
)
def test_each_is_given_their_own_answer(text: str, expected: str) -> None:
    found = of_one_meeting(text)
    marks = {mark.replace("0", "") for mark in short(found)}
    assert (marks, found.unread) == (set(expected.split()), ())


@pytest.mark.parametrize(
    ("text", "read", "unread"),
    [
        # Words of doubt, and words that are not known.
        ("Jan weet ik nog niet", "", "1:unclear-answer"),
        ("Noor cannot confirm yet", "", "1:unclear-answer"),
        ("Noor heeft niet geantwoord", "", "1:unclear-answer"),
        ("Noor geen bezwaar", "", "1:unclear-answer"),
        ("Noor: nog geen antwoord", "", "1:no-answer"),
        ("Noor is niet verhinderd", "", "1:unclear-answer"),
        ("Noor kan niet niet", "", "1:unclear-answer"),
        ("Noor kan, denk ik", "", "1:unclear-answer"),
        ("Noor ja, weet nog niet hoe laat", "", "1:unclear-answer"),
        ("Noor ja, mits online", "", "1:unclear-answer"),
        ("Noor ja, behalve Jan", "", "1:unclear-answer"),
        ("Noor nee, vakantie", "noor-", "1:unknown-name"),
        # Somebody else, or nobody for certain.
        ("Noor Jansen ja", "", "1:unknown-name"),
        ("Noor en Zaza ja", "", "1:unknown-name"),
        ("Ja: Noor, Zaza", "noor+", "1:unknown-name"),
        ("Jan van Saxion nee", "", "1:unknown-name"),
        ("Jan van KPZ nee", "", "1:unclear-name"),
        ("Noor of Jan komt", "", "1:unclear-name"),
        ("Jan komt namens Noor", "", "1:unclear-answer"),
        ("Hoi Noor, ja ik kom", "", "1:no-name"),
        ("Hoi Noor,\nIk kom niet", "", "1:no-answer 2:no-name"),
        # An answer that leans on another.
        ("Jan ook, Piet niet", "", "1:unclear-answer"),
        ("Noor is verhinderd, Jan niet", "noor-", "1:unclear-answer"),
        ("Noor is ziek\nJan niet", "", "1:unclear-answer 2:unclear-answer"),
        ("Noor kan niet\nJan wel", "noor-", "2:unclear-answer"),
        # A question, a choice, a contradiction.
        ("Noor ja\nJan?", "noor+", "2:unclear-answer"),
        ("Noor ja\nJan ja/nee", "noor+", "2:unclear-answer"),
        ("Komt Noor? Ja", "", "1:unclear-answer"),
        ("Noor (ja), Jan, Piet (nee)", "noor+", "1:unclear-answer"),
        ("Komt Noor", "", "1:unclear-answer"),
        ("Noor ja of nee", "", "1:unclear-answer"),
        ("Noor ja. Nee.", "", "1:unclear-answer"),
        ("ja, Noor, nee, Jan", "", "1:unclear-answer"),
        ("Noor ja Jan", "", "1:unclear-answer"),
        # Another day, and headings that nothing is said under.
        ("Noor kan 14 januari niet", "", "1:unknown-date"),
        ("Noor kan woensdag niet", "", "1:unknown-date"),
        ("14 jan\nNoor ja", "", "1:unknown-date 2:unknown-date"),
        ("Jan\nNoor ja", "noor+", "1:no-answer"),
        ("Ja\nNoor nee", "noor-", "1:no-name"),
        ("Piet\nZaza:\nja", "", "1:no-answer 2:no-answer 3:no-name"),
        ("Ja:\nNoor\nJan nee\nPiet", "noor+ jan-", "4:no-answer"),
    ],
)
def test_nobody_is_given_an_answer_they_did_not_give(text: str, read: str, unread: str) -> None:
    found = of_one_meeting(text)
    marks = {mark.replace("0", "") for mark in short(found)}
    given_back = [f"{one.line}:{one.reason}" for one in found.unread]
    assert (marks, given_back) == (set(read.split()), unread.split())


def test_two_names_and_two_answers_may_be_one_each() -> None:
    found = read_answers("Noor en Jan: ja, nee\nPiet: ja, nee", PEOPLE, DATES[:2])
    assert short(found) == {"piet+0", "piet-1"}
    assert [(one.line, one.reason) for one in found.unread] == [(1, "unclear-answer")]


def test_a_quoted_greeting_names_who_answers_below_it() -> None:
    found = of_one_meeting("> Dear Noor Bakker,\n> 12 jan: yes")
    assert (short(found), found.unread) == ({"noor+0"}, ())


SAID = "Noor Jan Piet Ans Viaa Zaza ja nee niet wel kan komt en of van maar geen weet nog"
said = st.lists(st.sampled_from([*SAID.split(), *"?.,:;"]), min_size=1, max_size=7)


@given(st.lists(said, min_size=1, max_size=4))
def test_who_is_named_is_answered_or_the_line_is_given_back(lines: list[list[str]]) -> None:
    found = of_one_meeting("\n".join(map(" ".join, lines)))
    answered, unread = {one.who for one in found.answers}, {one.line for one in found.unread}
    for number, line in enumerate(lines, 1):
        if number not in unread:
            assert {word.lower() for word in line} & {"noor", "jan", "piet", "ans"} <= answered
            assert "Zaza" not in line


@given(st.lists(st.sampled_from(["Noor", "Jan", "Piet", "en", ",", "ja", "nee"]), max_size=8))
def test_an_answer_is_of_whoever_stands_beside_it(parts: list[str]) -> None:
    """With nothing but names and plain answers, no answer jumps over another to a name."""
    found = of_one_meeting(" ".join(parts))
    answers = [n for n, word in enumerate(parts) if word in ("ja", "nee")]
    for one in found.answers:
        wanted = "ja" if one.answer == "accepted" else "nee"
        place = [n for n, word in enumerate(parts) if word.lower() == one.who]
        nearest = {
            parts[near]
            for n in place
            for near in (
                max((at for at in answers if at < n), default=-1),
                min((at for at in answers if at > n), default=-1),
            )
            if near >= 0
        }
        assert wanted in nearest


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
