from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.marking import around, marked
from ipe_events.domain.search import (
    FIELDS,
    Facts,
    Query,
    Remark,
    Vocabulary,
    fold,
    matches,
    parse_query,
)
from ipe_events.domain.suggesting import (
    Known,
    after_sign,
    complete,
    in_line,
    in_list,
    meant,
    own_name,
)

# A Sunday.
TODAY = date(2026, 11, 22)
VIAA = ("viaa", "Hogeschool Viaa", "Gereformeerde Hogeschool")
KPZ = ("kpz", "Hogeschool KPZ")
LINES = {
    "one": Facts(
        ("Samen leren in de wijk", "Zaal Oost"),
        {
            "partner": (VIAA, KPZ),
            "kind": (("werkplaats", "Werkplaats"),),
            "person": (("Zoë Çelik", "zoe@example.org"),),
        },
        date(2026, 12, 1),
    ),
    "two": Facts(
        ("Stuurgroepoverleg",),
        {"partner": (KPZ,), "kind": (("stuurgroepoverleg", "Stuurgroepoverleg"),)},
        date(2027, 1, 12),
        date(2027, 1, 13),
    ),
    "three": Facts(("Gesprek “bij de koffie”",), {"kind": (("gesprek", "Gesprek"),)}),
}
KNOWN = Vocabulary.of(LINES.values())


def found(text: str) -> tuple[str, ...]:
    query = KNOWN.usable(parse_query(text, TODAY))
    return tuple(name for name, facts in LINES.items() if matches(query, facts))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", "one two three"),
        ("LEREN", "one"),
        ("leren wijk", "one"),
        ('"leren wijk"', ""),
        ('"leren in"', "one"),
        ("overleg", "two"),
        ("-overleg", "one three"),
        ("partner:viaa", "one"),
        ("organisatie:hogeschool", "one two"),
        ("org:geref", "one"),
        # The beginning of any word of a name, and only that.
        ("partner:school", ""),
        ("partner:viaa,kpz", "one two"),
        ("-partner:viaa", "two three"),
        ("soort:werk", "one"),
        ("Soort:WERK", "one"),
        ('kind:"stuurgroepoverleg"', "two"),
        ("persoon:zoe", "one"),
        ("wie:celik", "one"),
        ("person:zoë", "one"),
        ("kind:", "one two three"),
        ("year:2026", "one"),
        ("jaar:2026-2027", "one two"),
        ("from:2026-12-02", "two"),
        ("vanaf:2027-01-13", "two"),
        ("until:2026-12", "one"),
        ('tot:"1 dec"', "one"),
        ("-jaar:2027", "one three"),
        ("jaar:2027 partner:kpz overleg", "two"),
        ("“bij", "three"),
        # An open quotation mark holds for the rest.
        ('"in de wi', "one"),
    ],
)
def test_finds(text: str, names: str) -> None:
    assert found(text) == tuple(names.split())


@pytest.mark.parametrize(
    ("text", "what", "field", "value"),
    [
        ("foo:bar", "field", "foo", "bar"),
        ("group:kern", "field", "group", ""),
        ("partner:xyz", "value", "partner", "xyz"),
        ("from:straks", "day", "from", "straks"),
        ("year:20", "year", "year", "20"),
    ],
)
def test_says_what_asks_nothing(text: str, what: str, field: str, value: str) -> None:
    (remark,) = KNOWN.usable(parse_query(text, TODAY)).remarks
    assert (remark.what, remark.field, remark.value) == (what, field, value)
    if what == "field":
        assert remark.known == ("partner", "kind", "year", "person", "from", "until")
        assert found(text) == tuple(LINES)
    if what == "value":
        assert remark.known == ("viaa", "kpz")
        assert found(text) == ()


def test_a_list_without_days_is_asked_for_none() -> None:
    known = Vocabulary.of([Facts(("x",))])
    query = known.usable(parse_query("from:2026-12-02 x", TODAY))
    assert query.remarks == (Remark("field", "from", "", ()),)
    assert matches(query, Facts(("x",)))


def test_an_address_is_a_word() -> None:
    assert parse_query("https://example.org/x", TODAY) == parse_query(
        '"https://example.org/x"', TODAY
    )


@given(st.text(), st.text(), st.dates())
def test_any_text_is_read(text: str, other: str, today: date) -> None:
    query = KNOWN.usable(parse_query(text, today))
    assert isinstance(query, Query)
    facts = Facts((other, text), {"partner": ((other,),)}, today)
    assert matches(query, facts) in (True, False)
    for one in complete(text, KNOWN, "nl"):
        assert one.text
        assert one.label


WORD = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)


@given(st.lists(WORD, min_size=1, max_size=4), WORD)
def test_every_word_of_a_text_finds_it_and_excluding_it_does_not(
    words: list[str], name: str
) -> None:
    facts = Facts((" ".join(words),), {"partner": ((name, "x"),)})
    for word in words:
        typed = f'"{word.upper()}"'
        assert matches(parse_query(f'"{word}"', TODAY), facts)
        assert not matches(parse_query(f'-"{word}"', TODAY), facts)
        # Some capitals are not those of the same letter.
        if fold(word.upper()) == fold(word):
            assert matches(parse_query(typed, TODAY), facts)
    assert matches(parse_query(f'partner:"{name}"', TODAY), facts)
    assert not matches(parse_query(f'-org:"{name}"', TODAY), facts)


@given(st.text(), st.text(max_size=3))
def test_what_is_marked_is_what_was_found(text: str, word: str) -> None:
    assert fold(fold(text)) == fold(text)
    spans = marked(text, [fold(word)])
    assert bool(spans) == (bool(fold(word)) and fold(word) in fold(text))
    assert all(0 <= first < last <= len(text) for first, last in spans)
    assert len(around(text, [fold(word)], 20)) <= 20


def test_marks_with_accents() -> None:
    assert marked("Café Zoë zoe", ["zoe"]) == [(5, 8), (9, 12)]
    assert marked("Straße", ["ss"]) == [(4, 5)]


def test_a_long_text_is_shown_around_what_was_found() -> None:
    text = "a " * 100 + "casus over de wijk " + "b " * 100
    shown = around(text, ["casus"], 40)
    assert (shown[0], shown[-1]) == ("…", "…")
    assert "casus over" in shown


def test_completes_fields_and_values() -> None:
    def offered(text: str, language: str = "nl") -> list[str]:
        return [one.text for one in complete(text, KNOWN, language)]

    assert offered("so") == ["soort:"]
    assert offered("leren -ki") == ["leren -soort:"]
    assert offered("ki", "en") == ["kind:"]
    assert offered("partner:v") == ["partner:viaa "]
    assert offered("partner:viaa,hog") == ["partner:viaa,viaa ", "partner:viaa,kpz "]
    assert offered("org:") == ["org:viaa ", "org:kpz "]
    # A name of several words is written with quotation marks.
    assert offered("persoon:z") == ['persoon:"Zoë Çelik" ']
    assert offered("") == offered("xyz") == offered("partner:viaa") == offered("foo:x") == []


def test_every_field_is_read_by_its_names_in_both_languages() -> None:
    for field, names in FIELDS.items():
        for language in ("nl", "en"):
            assert own_name(field, language) in names


NAMES = [
    Known("Windesheim, zaal C2.14"),
    Known("Wijkcentrum"),
    Known("viaa", "Hogeschool Viaa", ("Hogeschool Viaa",)),
    Known("Zoë Çelik"),
]


def test_suggests_by_any_word() -> None:
    assert [one.text for one in meant("w", NAMES)] == ["Windesheim, zaal C2.14", "Wijkcentrum"]
    assert [one.text for one in meant("zaal wind", NAMES)] == ["Windesheim, zaal C2.14"]
    assert [one.label for one in in_line("hoge", NAMES)] == ["Hogeschool Viaa"]
    assert [one.text for one in in_line("ZOE", NAMES)] == ["Zoë Çelik"]
    # What stands there already is not suggested.
    assert in_line("wijkcentrum", NAMES) == []
    assert [one.text for one in in_list("kpz,  zoe", NAMES)] == ["kpz, Zoë Çelik, "]
    assert [one.text for one in after_sign("di 13 @wij", "@", NAMES)] == ["di 13 @Wijkcentrum"]
    assert after_sign("di 13 a@wij", "@", NAMES) == after_sign("di", "@", NAMES) == []


@given(st.text(), st.lists(st.text(), max_size=3))
def test_suggesting_never_fails(typed: str, names: list[str]) -> None:
    known = [Known(name) for name in names]
    for one in (*in_line(typed, known), *in_list(typed, known), *after_sign(typed, "@", known)):
        assert isinstance(one.text, str)
