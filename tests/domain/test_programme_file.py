"""The reference programme as data, and what its choices do to the figures (002:353-393)."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ipe_events.domain import programme_file, programme_types
from ipe_events.domain.errors import Refused
from ipe_events.domain.programme_file import ProgrammeFile
from ipe_events.domain.programme_reading import Reading, expanded, organisations, reading, seats
from ipe_events.domain.programme_text import read_programme

ROOT = Path(__file__).parents[2]
SION = ROOT / "data" / "programmes" / "sion.toml"
DOCUMENT = ROOT / "docs" / "programme-file.md"
INSTITUTIONS = ("landstede", "menso-alting-zwolle", "deltion", "windesheim", "viaa", "kpz")


@pytest.fixture(scope="module")
def sion() -> ProgrammeFile:
    return read_programme(SION.read_text(encoding="utf-8"), SION.name)


def by_year(read: Reading) -> dict[str, tuple[float, float, float]]:
    """Hours, value and cash (euros) of each year."""
    sums = {year: [0, 0, 0] for year in read.years}
    for promised in read.commitments:
        sums[promised.year][0] += promised.minutes or 0
        sums[promised.year][1] += promised.value_cents or 0
        sums[promised.year][2] += promised.cash_cents
    return {year: (a / 60, b / 100, c / 100) for year, (a, b, c) in sums.items()}


def totals(read: Reading) -> tuple[float, ...]:
    return tuple(sum(column) for column in zip(*by_year(read).values(), strict=True))


def test_the_defaults_are_the_table_of_the_plan(sion: ProgrammeFile) -> None:
    read = reading(sion, {})
    assert by_year(read) == {
        "2024": (2360, 124_000, 70_000),
        "2025": (2360, 124_000, 70_000),
        "2026": (2360, 124_000, 70_000),
        "2027": (2360, 124_000, 35_000),
    }
    assert totals(read) == (9440, 496_000, 245_000)
    assert (read.promise, read.carry_over, read.cash_needed_cents) == ("hours", False, 7_000_000)


def test_kernteam_hours_together(sion: ProgrammeFile) -> None:
    read = reading(sion, {"kernteam-hours": "together"})
    assert {figures[:2] for figures in by_year(read).values()} == {(2280, 124_000)}
    assert totals(read) == (9120, 496_000, 245_000)


def test_three_school_years(sion: ProgrammeFile) -> None:
    read = reading(sion, {"period": "school-2024-2027"})
    assert read.years == ("2024-2025", "2025-2026", "2026-2027")
    assert totals(read) == (7080, 372_000, 210_000)


def test_four_school_years(sion: ProgrammeFile) -> None:
    figures = by_year(reading(sion, {"period": "school-2024-2028"}))
    assert [cash for _, _, cash in figures.values()] == [70_000, 70_000, 70_000, 35_000]
    assert list(figures)[-1] == "2027-2028"


@pytest.mark.parametrize("period", ["calendar-2024-2027", "school-2024-2028"])
def test_the_municipality_goes_on(sion: ProgrammeFile, period: str) -> None:
    read = reading(sion, {"municipality-2027": "same", "period": period})
    assert [cash for _, _, cash in by_year(read).values()] == [70_000] * 4


def test_effects_without_figures(sion: ProgrammeFile) -> None:
    read = reading(sion, {"gpl": "euros", "carry-over": "yes"})
    assert (read.promise, read.carry_over) == ("euros", True)
    assert totals(read) == totals(reading(sion, {}))
    assert dict(read.choices) == {
        "kernteam-hours": "each",
        "period": "calendar-2024-2027",
        "gpl": "euros",
        "municipality-2027": "none",
        "carry-over": "yes",
    }


def test_the_choices_and_their_options(sion: ProgrammeFile) -> None:
    assert {choice.id: [option.id for option in choice.options] for choice in sion.choices} == {
        "kernteam-hours": ["each", "together"],
        "period": ["calendar-2024-2027", "school-2024-2027", "school-2024-2028"],
        "gpl": ["hours", "euros"],
        "municipality-2027": ["none", "same", "by-month"],
        "carry-over": ["no", "yes"],
    }
    assert all(choice.default == choice.options[0].id for choice in sion.choices)


def test_one_promise_for_organisation_line_and_year(sion: ProgrammeFile) -> None:
    for hours in ("each", "together"):
        read = reading(sion, {"kernteam-hours": hours, "municipality-2027": "same"})
        keys = Counter((one.organisation, one.line, one.year) for one in read.commitments)
        assert set(keys.values()) == {1}
        assert all(one.source.startswith("002:") for one in read.commitments)


def test_what_one_partner_promises(sion: ProgrammeFile) -> None:
    first = {one.organisation: one for one in reading(sion, {}).commitments if one.year == "2024"}
    kpz, field, city = first["kpz"], first["werkveld-leerteams-25"], first["gemeente-zwolle"]
    assert (kpz.minutes, kpz.value_cents, kpz.cash_cents) == (12_000, 1_100_000, 350_000)
    assert (field.minutes, field.value_cents, field.cash_cents) == (2400, 200_000, 0)
    assert (city.minutes, city.value_cents, city.cash_cents) == (None, None, 3_500_000)
    assert (city.line, kpz.rate_cents) == ("programmabudget", None)


def test_the_organisations_with_placeholders_numbered(sion: ProgrammeFile) -> None:
    listed = organisations(sion)
    slugs = [one.slug for one in listed]
    assert tuple(slugs[:7]) == (*INSTITUTIONS, "gemeente-zwolle")
    assert slugs[-27] == "werkveld-kernteam-1"
    assert slugs[-1] == "werkveld-leerteams-25"
    assert sum(one.partner for one in listed) == 34
    assert sum(one.placeholder for one in listed) == 27
    assert listed[-1].name == "Werkveldpartner leerteam 25"
    assert [(one.slug, one.lead_state) for one in listed if one.lead_state] == [
        ("landstede", "proposed")
    ]


def test_the_seats_of_a_group(sion: ProgrammeFile) -> None:
    field = ("werkveld-kernteam-1", "werkveld-kernteam-2")
    assert seats(sion, "kernteam") == (*INSTITUTIONS, *field)
    assert seats(sion, "projectteam") == ()
    assert expanded(sion, ["kpz", "werkveld-kernteam-2"]) == ("kpz", "werkveld-kernteam-2")
    with pytest.raises(Refused) as refusal:
        seats(sion, "kernteem")
    assert refusal.value.problems[0].code == "unknown-group"


def test_a_choice_or_option_that_is_not_there(sion: ProgrammeFile) -> None:
    with pytest.raises(Refused) as refusal:
        reading(sion, {"perod": "school-2024-2027"})
    (problem,) = refusal.value.problems
    assert (problem.field, problem.code) == ("choice", "unknown-choice")
    assert problem.values["value"] == "perod"
    with pytest.raises(Refused) as refusal:
        reading(sion, {"period": "school"})
    (problem,) = refusal.value.problems
    assert (problem.field, problem.code) == ("choice", "unknown-option")
    assert problem.values["known"] == [
        "calendar-2024-2027",
        "school-2024-2027",
        "school-2024-2028",
    ]


def test_who_is_charged_for_what(sion: ProgrammeFile) -> None:
    charged = {kind.slug: (kind.charge, kind.line) for kind in sion.kinds}
    assert charged["kernteamoverleg"] == ("all", "kernteam")
    assert charged["werkplaats"] == charged["congres"] == ("hosts", "kernteam")
    assert charged["stuurgroepoverleg"] == charged["partnergesprek"] == ("nobody", None)
    assert charged["expertisegroepbijeenkomst"] == ("all", None)
    assert charged["leerteambijeenkomst"] == ("all", "leerteambegeleiding")
    assert {(kind.preparation_minutes, kind.travel_minutes) for kind in sion.kinds} == {(0, 0)}
    kernteam = next(kind for kind in sion.kinds if kind.slug == "kernteamoverleg")
    assert (kernteam.length_minutes, kernteam.required) == (120, INSTITUTIONS)


def test_goals_layers_and_dated_meetings(sion: ProgrammeFile) -> None:
    kinds = Counter(goal.kind for goal in sion.goals)
    assert kinds == {"goal": 4, "precondition": 4, "proeftuin": 2}
    assert {kind.layer for kind in sion.kinds} - {None} == {
        "bestuur",
        "kernteam",
        "opleiders",
        "werkveld",
    }
    dates = [event.date.isoformat() for event in sion.events]
    assert dates == ["2023-06-06", "2023-09-26", "2023-12-12"]
    assert {(event.kind, event.state) for event in sion.events} == {("stuurgroepoverleg", "held")}


def test_no_addresses_of_people() -> None:
    assert "@" not in SION.read_text(encoding="utf-8")


def test_every_figure_names_its_source(sion: ProgrammeFile) -> None:
    rows = (*sion.organisations, *sion.placeholders, *sion.groups, *sion.goals, *sion.lines)
    rows_with_dates = (*sion.commitments, *sion.choices, *sion.events)
    assert all(re.match(r"002:\d", row.source) for row in (*rows, *rows_with_dates))


def test_a_programme_without_a_budget_has_no_figures() -> None:
    file = read_programme('format = 1\n[programme]\nslug = "x"\nname = "X"\n', "x.toml")
    assert reading(file, {}) == Reading((), (), "hours", False, 0, ())
    assert organisations(file) == ()


def test_the_examples_in_the_document_can_be_read() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    small, large = (read_programme(block, DOCUMENT.name) for block in blocks)
    assert small.budget is None
    assert totals(reading(large, {})) == ((100 + 3 * 40 + 3 * 40), 5500, 10_000)
    assert totals(reading(large, {"werkveld-hours": "unknown"})) == (100, 5500, 10_000)


def test_the_document_names_every_key() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for table in vars(programme_file).values():
        if not isinstance(table, type) or not issubclass(table, programme_types.Table):
            continue
        for name, field in table.model_fields.items():
            assert re.search(rf"\b{field.alias or name}\b", text), (table.__name__, name)
