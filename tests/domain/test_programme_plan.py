"""Figures, details, moderators, undated meetings, closures and remarks of a programme file."""

from __future__ import annotations

from datetime import date

import pytest

from ipe_events.domain.plan import Figure, counts
from ipe_events.domain.programme_reading import organisations
from ipe_events.domain.programme_text import read_programme
from tests.domain.test_programme_text import BASE, HEAD, KIND, only

EVENT = '[[events]]\nkind = "k"\ndate = 2024-09-01\n'
CLOSURE = '[[closures]]\norganisation = "a"\nfrom = 2024-09-02\n'
GOAL = '[[goals]]\nslug = "g"\nname = "G"\n'
SEPTEMBER = date(2022, 9, 1)


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (HEAD + "retention_years = 101\n", "programme.retention_years", "is too large"),
        (BASE + GOAL + 'kind = "idee"\n', "goals[0].kind", "not one of the words"),
        (BASE + GOAL + "details = 3\n", "goals[0].details", "must be a table"),
        (BASE + GOAL + "details = {}\n", "goals[0].details", "must be a table"),
        (BASE + GOAL + 'details = { "a b" = "x" }\n', "goals[0].details", "is not a slug"),
        (BASE + GOAL + "details = { a = 3 }\n", "goals[0].details", "must be text"),
        (BASE + GOAL + 'details = { a = [""] }\n', "goals[0].details", "must not be empty"),
        (BASE + GOAL + 'details = { a = "x\\ny" }\n', "goals[0].details", "line breaks"),
        (BASE + KIND + "cadence = 0\n", "kinds[0].cadence", "is too small"),
        (BASE + KIND + 'checks_off = ["regen"]\n', "kinds[0].checks_off[0]", "not one of the"),
        (BASE + KIND + EVENT + 'host = "z"\n', "events[0].host", "unknown single organisation"),
        (BASE + KIND + EVENT + 'host = "p"\n', "events[0].host", "unknown single organisation"),
        (BASE + KIND + EVENT + 'moderators = ["m"]\n', "events[0].host", "is missing"),
        (
            BASE + KIND + EVENT + 'host = "a"\nmoderators = ["m", "M"]\n',
            "events[0].moderators",
            'has "m" twice',
        ),
        (BASE + '[[undated]]\nkind = "z"\n', "undated[0].kind", 'unknown kind "z"'),
        (BASE + CLOSURE + 'region = "NL"\n', "closures[0]", "is for two"),
        (BASE + "[[closures]]\nfrom = 2024-09-02\n", "closures[0]", "is for nobody"),
        (BASE + CLOSURE.replace('"a"', '"z"'), "closures[0].organisation", "unknown single"),
        (BASE + CLOSURE + "until = 2024-09-01\n", "closures[0].until", "lies before from"),
        (
            BASE + CLOSURE.replace('organisation = "a"', 'region = "Zwolle"'),
            "closures[0].region",
            "is not a region",
        ),
        (BASE + '[[remarks]]\nkind = "k"\n', "remarks[0].title", "is missing"),
    ],
)
def test_one_fault_is_told_once(text: str, key: str, reason: str) -> None:
    told = only(text)
    assert told[0] == key
    assert reason in told[1]


def test_figures_that_run_backwards() -> None:
    figure = '{ what = "x", from = 2024-02-01, until = 2024-01-01 }'
    text = BASE.replace('kind = "mbo"\n', f'kind = "mbo"\nfigures = [{figure}]\n', 1)
    assert only(text)[0] == "organisations[0].figures[0].until"


def test_a_placeholder_may_be_host_or_closed_by_its_number() -> None:
    file = read_programme(BASE + KIND + EVENT + 'host = "p-2"\n', "x.toml")
    assert file.events[0].host == "p-2"
    assert read_programme(BASE + CLOSURE.replace('"a"', '"p-3"'), "x.toml").closures


def test_what_is_said_of_an_organisation_comes_along() -> None:
    said = 'figures = [{ what = "teams", n = 8, qualifier = "circa" }]\ndetails = { b = ["x"] }\n'
    text = BASE.replace('kind = "mbo"\n', f'kind = "mbo"\n{said}', 1)
    first = organisations(read_programme(text, "x.toml"))[0]
    assert first.figures == (Figure("teams", 8, "circa"),)
    assert first.details == {"b": ("x",)}


def test_parts_are_counted_on_the_days_they_are_there() -> None:
    figures = (
        Figure("locaties", 1, "", "Een"),
        Figure("studenten", 60, "circa"),
        Figure("locaties", 1, "", "Twee", starts=SEPTEMBER),
        Figure("locaties", 1, "", "Drie", ends=SEPTEMBER),
    )
    on = {day: counts(figures, date(2022, *day)) for day in ((8, 31), (9, 1), (9, 2))}
    assert [one[0].n for one in on.values()] == [2, 3, 2]
    assert on[9, 2][0].names == ("Een", "Twee")
    assert on[9, 1][1] == counts(figures[1:2], SEPTEMBER)[0]
    assert (on[9, 1][1].n, on[9, 1][1].qualifier) == (60, "circa")
