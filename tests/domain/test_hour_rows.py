"""What a row of hours says, as partners write it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events.domain.errors import Refused
from ipe_events.domain.hour_rows import (
    COLUMNS,
    day_of,
    financing_of,
    minutes_of,
    read,
    without_totals,
)
from ipe_events.domain.importing import Cell, Row, cell, rows
from ipe_events.domain.minutes import hours_and_minutes
from tests.refusals import code_of

JANUARY = date(2027, 1, 12)
Table = list[list[str]]


def read_in(table: Table) -> list[Row]:
    return rows([[cell(one) for one in line] for line in table], COLUMNS)


def kept(table: Table) -> tuple[list[int], list[int]]:
    """The numbers of rows with hours, and of totals."""
    found, totals = without_totals(read_in(table))
    return [row.number for row in found], [note.row for note in totals]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("7,5", 450), ("7.5", 450), ("1:30", 90), ("90m", 90), ("1h30m", 90), ("1u30", 90)),
        *(("01:30:00", 90), ("26:30:00", 1590), ("0:20:00", 20), ("1:29:59.999999", 90)),
        *(("0:00:30", 1), ("0:00:29", 0), ("2.333333333333333", 140), ("8 uur", 480)),
    ],
)
def test_hours_are_read_however_they_are_typed(text: str, minutes: int) -> None:
    assert minutes_of(text) == minutes


@given(st.integers(-100_000, 100_000))
def test_a_time_cell_says_what_the_hours_say(minutes: int) -> None:
    clock = hours_and_minutes(minutes)
    assert minutes_of(f"{clock}:00", allow_negative=True) == minutes
    assert minutes_of(repr(minutes / 60), allow_negative=True) == minutes


@pytest.mark.parametrize(
    "text",
    [
        *("12-1-2027", "12/1/2027", "12-01-27", "12.1.2027", "2027-01-12", "12 jan 2027"),
        *("di 12 jan. 2027", "2027-01-12T13:00:00", "12-1-2027 0:00", "12 januari 2027"),
    ],
)
def test_days_are_read_the_dutch_way(text: str) -> None:
    assert day_of(text) == JANUARY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("12 jan", "not-a-date"), ("morgen", "not-a-date"), ("di", "not-a-date")),
        *(("1/13/2027", "not-a-date"), ("46034", "not-a-date"), ("29-2-2027", "not-a-date")),
        *(("wo 12 jan 2027", "weekday-wrong"), ("12-1-2900", "year-out-of-bounds")),
    ],
)
def test_a_day_without_a_year_is_none(text: str, code: str) -> None:
    assert code_of(lambda: day_of(text)) == code


def test_what_pays_is_said_in_both_languages() -> None:
    words = ("", "in_kind", "In natura", "programma", "other", "Anders")
    assert [financing_of(word) for word in words] == [
        *("", "in_kind", "in_kind", "programme", "other", "other")
    ]
    assert code_of(lambda: financing_of("subsidie")) == "unknown-financing"


def test_totals_and_repeated_heads_hold_no_hours() -> None:
    head = ["Organisatie", "Datum", "Uren", "Activiteit"]
    table = [
        ["Urenstaat Viaa", "", "", ""],
        head,
        ["viaa", "1-2-2027", "1,5", "Overleg"],
        ["Subtotaal januari", "", "1,5", ""],
        head,
        ["viaa", "2-2-2027", "2", "Totaal nieuwe opzet besproken"],
        ["viaa", "", "2", "Overleg zonder datum"],
        ["", "", "5,5", ""],
        ["", "", "=SUM(C3:C8)", ""],
        ["Totaal:", "", "=SUM(C3:C8)", ""],
        ["", "", "7", ""],
        ["Totaal Wonen", "3-2-2027", "2", "Overleg"],
        ["Totaal overleg", "", "2", "Overleg"],
    ]
    assert kept(table) == ([3, 6, 7, 11, 12, 13], [4, 8, 9, 10])


def test_the_head_stands_below_titles_and_keeps_the_numbers_of_rows() -> None:
    found = read_in([["Uren"], [], ["Periode", "2027"], ["Datum", "Uren"], ["1-2-2027", "1"]])
    assert [(row.number, row["hours"]) for row in found] == [(5, "1")]


def problems(**cells: str | Cell) -> list[tuple[str, str]]:
    sound = {"organisation": "viaa", "date": "12-1-2027", "hours": "1", "activity": "Overleg"}
    made = {name: cell(one) if isinstance(one, str) else one for name, one in cells.items()}
    row = Row(2, {}, {name: cell(one) for name, one in sound.items()} | made)
    try:
        read(row)
    except Refused as refused:
        return [(problem.field, problem.code) for problem in refused.problems]
    return []


def test_a_row_is_refused_with_everything_that_is_wrong() -> None:
    assert problems(date="", hours="acht", financing="?") == [
        ("date", "blank"),
        ("hours", "not-a-duration"),
        ("financing", "unknown-financing"),
    ]


def test_a_dash_before_words_is_no_formula_and_hours_may_be_below_zero() -> None:
    assert problems(activity="- overleg") == []
    assert problems(hours="-1,5") == [("hours", "negative-duration")]
    assert problems(activity="=1+1", hours="+1") == [
        ("hours", "cell-formula"),
        ("activity", "cell-formula"),
    ]
    assert problems(hours=Cell("=1+1", formula=True)) == [("hours", "cell-formula")]


@given(st.text(max_size=60), st.sampled_from(sorted(COLUMNS)))
def test_nothing_in_a_cell_breaks_reading(text: str, column: str) -> None:
    for _field, code in problems(**{column: text}):
        assert code


def test_a_cell_that_is_far_too_long_is_not_looked_at() -> None:
    assert problems(organisation="x" * 10_000_000) == [("organisation", "too-long")]
