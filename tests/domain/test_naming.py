from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.drafts import SLUG
from ipe_events.domain.naming import Directory, Known, short_name

KNOWN = (
    Known(1, "Landstede MBO", ("landstede", "Landstede MBO", "Landstede")),
    Known(2, "Mbo Menso Alting Zwolle", ("menso-alting-zwolle", "Mbo Menso Alting Zwolle")),
    Known(3, "Hogeschool Windesheim", ("windesheim", "Hogeschool Windesheim", "Windesheim")),
    Known(4, "Hogeschool Viaa", ("viaa", "Hogeschool Viaa", "Viaa")),
    Known(5, "Hogeschool KPZ", ("kpz", "Hogeschool KPZ", "KPZ")),
    Known(6, "Gemeente Zwolle", ("gemeente-zwolle", "Gemeente Zwolle")),
    Known(7, "Werkveldpartner leerteam 7", ("werkveld-7", "Werkveldpartner leerteam 7"), True),
    Known(8, "Hogeschool Utrecht", ("hogeschool-utrecht", "Hogeschool Utrecht", "HU")),
)
DIRECTORY = Directory(KNOWN)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("VIAA", 4),
        ("hogeschool-viaa", 4),
        ("Menso Alting Z", None),
        ("h.u.", 8),
        ("k p z", 5),
    ],
)
def test_an_organisation_is_found_however_it_is_written(typed: str, key: int | None) -> None:
    assert [one.key for one in DIRECTORY.exact(typed)] == ([key] if key else [])


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("Hogschool Viaa", ["Hogeschool Viaa"]),
        ("HS Windesheim", ["Hogeschool Windesheim"]),
        ("Windesheim Zwolle", ["Hogeschool Windesheim"]),
        ("ROC Menso Alting", ["Mbo Menso Alting Zwolle"]),
        ("Stichting Welzijn Zwolle", []),
        ("Werkveldpartner leerteam 8", []),
        ("Hogeschool Leiden", []),
        ("Travers", []),
        ("", []),
        ("!", []),
    ],
)
def test_what_is_nearly_the_same_is_proposed_and_never_taken(
    typed: str, proposed: list[str]
) -> None:
    assert DIRECTORY.exact(typed) == ()
    assert DIRECTORY.near(typed) == proposed


def test_a_name_that_two_go_by_is_both() -> None:
    both = Directory([*KNOWN, Known(9, "Viaa", ("viaa-2", "Viaa"))])
    assert [one.key for one in both.exact("viaa")] == [4, 9]


@given(st.text(max_size=80), st.sets(st.text(max_size=10), max_size=5))
def test_a_short_name_can_always_be_made(name: str, taken: set[str]) -> None:
    slug = short_name(name, taken)
    assert SLUG.fullmatch(slug)
    assert slug not in taken
    assert short_name(name, {*taken, slug}) != slug


def test_short_names_read_like_the_name() -> None:
    assert short_name("Zorggroep ’t Hóge Land", ()) == "zorggroep-t-hoge-land"
    assert short_name("Zorggroep", {"zorggroep"}) == "zorggroep-2"
    assert short_name("123", ()) == "organisatie-123"
