from __future__ import annotations

import time as stopwatch
from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.quick_add import QuickAdd, parse_quick_add

# A Sunday.
TODAY = date(2026, 11, 22)
KINDS = [
    ("stuurgroepoverleg", "Stuurgroepoverleg"),
    ("kernteamoverleg", "Kernteamoverleg"),
    ("werkplaats", "Werkplaats"),
    ("werksessie", "Werksessie"),
    ("congres", "Congres"),
    ("partnergesprek", "Gesprek met partner"),
]
ORGANISATIONS = [
    ("landstede", "Landstede MBO"),
    ("menso-alting-zwolle", "Mbo Menso Alting Zwolle"),
    ("deltion", "Deltion College"),
    ("windesheim", "Hogeschool Windesheim"),
    ("viaa", "Hogeschool Viaa"),
    ("kpz", "Hogeschool KPZ"),
    ("gemeente-zwolle", "Gemeente Zwolle"),
]
TWELFTH = date(2027, 1, 12)


def read(text: str) -> QuickAdd:
    return parse_quick_add(text, TODAY, KINDS, ORGANISATIONS)


def refusal(text: str) -> Problem:
    with pytest.raises(Refused) as caught:
        read(text)
    return caught.value.problems[0]


def test_the_line_of_the_design() -> None:
    assert read("kernteam di 12 jan 13-15 @Windesheim") == QuickAdd(
        kind="kernteamoverleg",
        title="",
        day=TWELFTH,
        until=None,
        start=time(13),
        end=time(15),
        location="Windesheim",
        host="windesheim",
    )


def test_title_and_place() -> None:
    found = read("werkplaats 2027-03-04 9:30-12 Samen leren @ Deltion College")
    assert (found.kind, found.title) == ("werkplaats", "Samen leren")
    assert (found.day, found.start, found.end) == (date(2027, 3, 4), time(9, 30), time(12))
    assert (found.location, found.host) == ("Deltion College", "deltion")


@pytest.mark.parametrize(
    ("text", "day", "until"),
    [
        ("congres 12-13 juni", "2027-06-12", "2027-06-13"),
        ("congres 12 t/m 13 juni 2028", "2028-06-12", "2028-06-13"),
        ("congres za 12-13 juni", "2027-06-12", "2027-06-13"),
        ("congres 30 mei - 2 juni", "2027-05-30", "2027-06-02"),
        ("congres 30-5 t/m 2 juni", "2027-05-30", "2027-06-02"),
        ("congres 12-6 t/m 14-6", "2027-06-12", "2027-06-14"),
        ("congres 30 dec t/m 2 jan", "2026-12-30", "2027-01-02"),
        ("congres 2027-06-12 t/m 2027-06-13", "2027-06-12", "2027-06-13"),
        ("congres 12-12 juni", "2027-06-12", None),
        ("congres 12-1", "2027-01-12", None),
        ("congres morgen", "2026-11-23", None),
        ("congres +2w", "2026-12-06", None),
        ("congres volgende week do", "2026-11-26", None),
    ],
)
def test_days(text: str, day: str, until: str | None) -> None:
    found = read(text)
    assert found.day == date.fromisoformat(day)
    assert found.until == (date.fromisoformat(until) if until else None)
    assert (found.start, found.end, found.title) == (None, None, "")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("13-15", time(13), time(15)),
        ("13–15 uur", time(13), time(15)),
        ("13:00 - 15:30", time(13), time(15, 30)),
        ("13u-15u30", time(13), time(15, 30)),
        ("9.30-12", time(9, 30), time(12)),
        ("9am-11am", time(9), time(11)),
        ("9-12", time(9), time(12)),
        ("1-2", time(1), time(2)),
        ("13", time(13), None),
        ("13 uur", time(13), None),
        ("13.30", time(13, 30), None),
        ("13u30", time(13, 30), None),
        ("13 1h30", time(13), time(14, 30)),
        ("13:00 90m", time(13), time(14, 30)),
        ("13u 1,5u", time(13), time(14, 30)),
        ("13:00 1h30m", time(13), time(14, 30)),
    ],
)
def test_times(text: str, start: time, end: time | None) -> None:
    found = read(f"kernteam di 12 jan {text}")
    assert (found.day, found.start, found.end, found.title) == (TWELFTH, start, end, "")


@pytest.mark.parametrize(
    ("text", "day", "start", "title"),
    [
        # `10-12` is two times beside a day, and a day beside times or alone.
        ("kernteam di 10-12", "2026-11-24", time(10), ""),
        ("kernteam morgen 9-12", "2026-11-23", time(9), ""),
        ("kernteam do 10-12 13-15", "2026-12-10", time(13), ""),
        ("kernteam 10-12 13-15", "2026-12-10", time(13), ""),
        ("kernteam 13-15 10-12", "2026-12-10", time(13), ""),
        ("kernteam 10-12", "2026-12-10", None, ""),
        ("kernteam di 12-1", "2027-01-12", None, ""),
        # What a title may hold.
        ("kernteam 12 jan 13 wensen", "2027-01-12", None, "13 wensen"),
        ("kernteam 12 jan module 1-2", "2027-01-12", None, "module 1-2"),
        ("kernteam 12 jan versie 2.10", "2027-01-12", None, "versie 2.10"),
        ("kernteam Zo doen we dat 12 jan 13-15", "2027-01-12", time(13), "Zo doen we dat"),
        ("kernteam 12 jan mail a@b.example.org", "2027-01-12", None, "mail a@b.example.org"),
        ("kernteam 12 jan [/red] kick-off [b]", "2027-01-12", None, "[/red] kick-off [b]"),
        ("KERNTEAM 12 jan =SOM(A1)", "2027-01-12", None, "=SOM(A1)"),
        # The kind may come after the day.
        ("di 12 jan 13-15 kernteam Doelen", "2027-01-12", time(13), "Doelen"),
    ],
)
def test_what_is_a_day_a_time_or_a_title(
    text: str, day: str, start: time | None, title: str
) -> None:
    found = read(text)
    assert found.day == date.fromisoformat(day)
    assert (found.start, found.title) == (start, title)


@pytest.mark.parametrize(
    ("place", "location", "host"),
    [
        ("@Windesheim", "Windesheim", "windesheim"),
        ("@ hogeschool windesheim", "hogeschool windesheim", "windesheim"),
        ("@Windesheim lokaal T5.12", "Windesheim lokaal T5.12", "windesheim"),
        ("@Menso Alting", "Menso Alting", "menso-alting-zwolle"),
        ("@kpz", "kpz", "kpz"),
        ("@gemeente-zwolle", "gemeente-zwolle", "gemeente-zwolle"),
        # Not unique, or no organisation at all.
        ("@Zwolle", "Zwolle", None),
        ("@Hogeschool", "Hogeschool", None),
        ("@Zaal 12", "Zaal 12", None),
        ("@De Librije [b]", "De Librije [b]", None),
        ("@", "", None),
    ],
)
def test_places_and_hosts(place: str, location: str, host: str | None) -> None:
    found = read(f"kernteam 12 jan 13-15 {place}")
    assert (found.location, found.host) == (location, host)


def test_day_and_time_after_the_place() -> None:
    found = read("kernteam @Windesheim T5 di 12 jan 13-15 over doelen")
    assert (found.location, found.day, found.start) == ("Windesheim T5", TWELFTH, time(13))
    assert (found.title, found.host) == ("over doelen", "windesheim")
    found = read("kernteam di 12 jan @Windesheim 13-15")
    assert (found.location, found.start, found.end) == ("Windesheim", time(13), time(15))


@pytest.mark.parametrize(
    ("typed", "kind", "title"),
    [
        ("stuur", "stuurgroepoverleg", ""),
        ("Kernteamoverleg", "kernteamoverleg", ""),
        ("gesprek met partner", "partnergesprek", ""),
        ("gesprek met Deltion", "partnergesprek", "Deltion"),
        ("partner", "partnergesprek", ""),
        ("werkp", "werkplaats", ""),
    ],
)
def test_kinds_by_their_beginning(typed: str, kind: str, title: str) -> None:
    found = read(f"{typed} 12 jan")
    assert (found.kind, found.title) == (kind, title)


def test_a_whole_name_beats_a_longer_one() -> None:
    kinds = [("overleg", "Overleg"), ("overleg-groot", "Overleg groot")]
    assert parse_quick_add("overleg 12 jan", TODAY, kinds, []).kind == "overleg"
    assert parse_quick_add("overleg groot 12 jan", TODAY, kinds, []).kind == "overleg-groot"


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("", "kind", "unknown-kind"),
        ("feest 12 jan", "kind", "unknown-kind"),
        ("12 jan", "kind", "unknown-kind"),
        ("werk 12 jan", "kind", "ambiguous-kind"),
        ("kernteam", "date", "no-date"),
        ("kernteam 13-15", "date", "no-date"),
        ("kernteam zo 12 jan", "date", "weekday-wrong"),
        ("kernteam 31-2", "date", "not-a-date"),
        ("kernteam 2026-13-99", "date", "not-a-date"),
        ("kernteam 1-1-2300", "date", "year-out-of-bounds"),
        ("kernteam 12 jan 15-13", "end", "end-before-start"),
        ("kernteam 12 jan 13-13", "end", "end-before-start"),
        ("kernteam 12 jan 23:00 2h", "end", "end-before-start"),
        ("kernteam 12 jan 25:00", "start", "not-a-time"),
        ("congres 13-12 juni", "until", "until-before-date"),
        ("congres 2027-06-13 t/m 2027-06-12", "until", "until-before-date"),
    ],
)
def test_refusals(text: str, field: str, code: str) -> None:
    assert (refusal(text).field, refusal(text).code) == (field, code)


def test_refusals_name_what_there_is() -> None:
    assert refusal("feest 12 jan").values["known"] == tuple(slug for slug, _ in KINDS)
    assert refusal("werk 12 jan").values["known"] == ("werkplaats", "werksessie")


WORDS = (
    *(
        "kernteam",
        "werk",
        "di",
        "zo",
        "12",
        "13-15",
        "10-12",
        "12-1",
        "31-2",
        "jan",
        "juni",
        "2027",
    ),
    *("2027-01-12", "13u30", "25:00", "9am", "1h30", "90m", "t/m", "-", "–", "@", "@Windesheim"),
    *("morgen", "volgende", "week", "+2w", "+9999w", "uur", "12-13", "00-00", "1-1-99", "[/red]"),
    *("12/1", "u", "23:30", "2u"),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9), st.dates(), st.booleans())
def test_any_words_are_read_or_refused(words: list[str], today: date, prefixed: bool) -> None:
    try:
        found = parse_quick_add(
            " ".join(["kernteam"] * prefixed + words), today, KINDS, ORGANISATIONS
        )
    except Refused:
        return
    assert found.until is None or found.until > found.day
    assert found.end is None or (found.start is not None and found.end > found.start)


@settings(deadline=None)
@given(st.text(), st.dates())
@example("kernteam d\u0131 12 jan", TODAY)
@example("kernteam \u017fun 13u30", TODAY)
@example("kernteam १२ jan", TODAY)
@example("\ud800 @\x00 12-1", TODAY)
def test_any_text_is_read_or_refused(text: str, today: date) -> None:
    for line in (text, f"kernteam 12 jan {text}"):
        with suppress(Refused):
            parse_quick_add(line, today, KINDS, ORGANISATIONS)


TITLES = st.text(
    st.characters(categories=("L", "P", "S"), exclude_characters="@"), min_size=1
).filter(lambda word: word.casefold() not in {"am", "pm", "uur"})


@settings(deadline=None)
@given(TITLES)
def test_one_word_is_kept_as_typed(word: str) -> None:
    found = read(f"kernteam 2027-01-12 13:00-15:00 {word}")
    assert found.title == word


@pytest.mark.parametrize("piece", ["12 ", "@ ", "13-15 ", "di ", "12 jan - ", "9", "a", "- "])
def test_long_lines_come_back_soon(piece: str) -> None:
    begun = stopwatch.perf_counter()
    with suppress(Refused):
        read("kernteam 12 jan " + piece * (5000 // len(piece)))
    assert stopwatch.perf_counter() - begun < 1
