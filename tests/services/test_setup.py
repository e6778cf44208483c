from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from ipe_events import paths
from ipe_events.domain.records import CommitmentLine, EventFilter
from ipe_events.services import commitments, events, ledger, people, programmes, setup
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.workspace import Workspace
from tests.conftest import fixed_clock
from tests.refusals import code_of
from tests.services.acts import EURO, HOUR, do, figures, refused
from tests.store.dumps import dump, rows

TEXT = (paths.programme_files() / "sion.toml").read_text(encoding="utf-8")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace without a programme."""
    opened = Workspace.create(tmp_path / "empty" / "ipe-events.db", fixed_clock)
    yield opened
    opened.close()


def choose(workspace: Workspace, choice: str, option: str) -> list[CommitmentLine]:
    with workspace.change("choose") as change:
        return setup.choose(change, choice, option)


def promises(workspace: Workspace, organisation: str) -> dict[str, CommitmentLine]:
    with workspace.read() as view:
        return {
            row.year: row
            for row in programmes.commitments(view)
            if row.organisation == organisation
        }


# --- adding a programme -------------------------------------------------------------------------


def test_sion_holds_what_the_plan_names(workspace: Workspace) -> None:
    with workspace.read() as view:
        (line,) = programmes.programmes(view)
        assert (line.slug, line.language, line.zone) == ("sion", "nl", "Europe/Amsterdam")
        assert line.years == ("2024", "2025", "2026", "2027")
        assert line.organiser_email == "sanne.de.wit@example.org"
        goals = programmes.goals(view)
        assert [goal.slug for goal in goals] == [
            *(f"G{n}" for n in range(1, 5)),
            *(f"R{n}" for n in range(1, 5)),
            "P1",
            "P2",
        ]
        assert {goal.slug: goal.kind for goal in goals}["P1"] == "proeftuin"
        kinds = {kind.slug: kind for kind in programmes.kinds(view)}
        assert (kinds["kernteamoverleg"].length, kinds["kernteamoverleg"].charge) == (120, "all")
        assert kinds["kernteamoverleg"].line == "kernteam"
        assert kinds["stuurgroepoverleg"].charge == "nobody"
        assert len(kinds["kernteamoverleg"].required) == 6
        groups = {group.slug: len(group.seats) for group in people.groups(view)}
        assert (groups["kernteam"], groups["expertisegroep"], groups["projectteam"]) == (8, 27, 0)
        assert [line.slug for line in programmes.plan_lines(view)] == [
            "kernteam",
            "leerteambegeleiding",
            "programmabudget",
        ]


def test_the_dated_meetings_of_the_plan_are_held_days_without_times(workspace: Workspace) -> None:
    with workspace.read() as view:
        found = events.lines(view, EventFilter())
    assert [(event.day, event.state, event.start, event.people) for event in found] == [
        (date(2023, 6, 6), "held", None, 0),
        (date(2023, 9, 26), "held", None, 0),
        (date(2023, 12, 12), "held", None, 0),
    ]


def test_a_proeftuin_hangs_under_its_goal(workspace: Workspace) -> None:
    assert rows(
        workspace.path,
        "SELECT child.slug FROM goal AS child JOIN goal AS above ON above.id = child.parent_id "
        "WHERE above.slug = 'G1' ORDER BY child.slug",
    ) == [("P1",), ("P2",)]


def test_a_programme_that_is_there_is_not_merged(workspace: Workspace) -> None:
    problem = refused(workspace, lambda c: setup.add(c, TEXT, "sion.toml", {}))
    assert (problem.code, problem.values) == ("programme-exists", {"value": "sion"})


def test_a_second_programme_shares_the_organisations_it_knows(workspace: Workspace) -> None:
    text = TEXT.replace('slug = "sion"', 'slug = "zwolle"', 1)
    before = len(dump(workspace.path)["organisation"])
    do(workspace, lambda c: setup.add(c, text, "zwolle.toml", {}))
    assert len(dump(workspace.path)["organisation"]) == before
    for slug in ("sion", "zwolle"):
        workspace.programme = slug
        assert figures(workspace, "viaa").committed == 200 * HOUR
    workspace.undo()
    workspace.programme = None
    assert figures(workspace, "viaa").committed == 200 * HOUR


def test_choices_and_organiser_can_be_given_at_once(empty: Workspace) -> None:
    chosen = {"kernteam-hours": "together", "period": "school-2024-2027"}
    do(empty, lambda c: setup.add(c, TEXT, "sion.toml", chosen, "An <AN@Example.org>"))
    with empty.read() as view:
        report = ledger.budget_report(view)
        (line,) = programmes.programmes(view)
    assert [row.label for row in report.years] == ["2024-2025", "2025-2026", "2026-2027"]
    assert {row.committed for row in report.years} == {2_280 * HOUR}
    assert (line.organiser_name, line.organiser_email) == ("An", "an@example.org")


@pytest.mark.parametrize(
    ("choices", "organiser", "code"),
    [
        ({"kleur": "rood"}, None, "unknown-choice"),
        ({"period": "altijd"}, None, "unknown-option"),
        ({}, "an@example.org", "organiser-invalid"),
        ({}, "An <an>", "address-invalid"),
        ({}, "<an@example.org>", "blank"),
        ({}, "An <an@example.org> <x@example.org>", "organiser-invalid"),
    ],
)
def test_a_programme_that_cannot_be_added_leaves_the_workspace_empty(
    empty: Workspace, choices: dict[str, str], organiser: str | None, code: str
) -> None:
    problem = refused(empty, lambda c: setup.add(c, TEXT, "sion.toml", choices, organiser))
    assert problem.code == code


@pytest.mark.parametrize(
    "text",
    [
        "dit is geen toml = = =",
        TEXT.replace("hours = 200", "hours = -200", 1),
        TEXT.replace("[budget]", "[budget]\nkleur = 1", 1),
        TEXT.replace('line = "kernteam"', 'line = "nergens"', 1),
    ],
)
def test_a_bad_file_leaves_the_workspace_empty(empty: Workspace, text: str) -> None:
    assert refused(empty, lambda c: setup.add(c, text, "x.toml", {})).code == "file-invalid"


def test_every_shipped_file_can_be_added_and_undone(empty: Workspace) -> None:
    before = dump(empty.path)
    shipped = programmes.shipped()
    assert [named.slug for named in shipped].count("sion") == 1
    for named in shipped:
        text, name = programmes.source(named.slug)
        do(empty, partial(setup.add, text=text, name=name, choices={}))
    assert empty.faults() == []
    for _ in shipped:
        empty.undo()
    assert dump(empty.path) == before


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("nergens", "unknown-programme"),
        ("sion\x00", "unknown-programme"),
        ("../sion", "file-missing"),
        ("nergens.toml", "file-missing"),
        ("/", "file-missing"),
        ("/dev/null/x.toml", "file-missing"),
    ],
)
def test_a_file_that_is_not_there_is_told(value: str, code: str) -> None:
    assert code_of(lambda: programmes.source(value)) == code


def test_a_file_that_is_not_text_or_too_large_is_told(tmp_path: Path) -> None:
    binary, large = tmp_path / "binary.toml", tmp_path / "large.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    large.write_bytes(b"#" * (programmes.LARGEST_FILE + 1))
    assert code_of(lambda: programmes.source(str(binary))) == "file-not-text"
    assert code_of(lambda: programmes.source(str(large))) == "file-too-large"
    own = tmp_path / "own.toml"
    own.write_text(TEXT, encoding="utf-8")
    assert programmes.source(str(own)) == (TEXT, "own.toml")


# --- choosing -----------------------------------------------------------------------------------


def test_the_choices_are_shown_with_what_was_chosen(workspace: Workspace) -> None:
    choose(workspace, "gpl", "euros")
    with workspace.read() as view:
        found = {choice.id: choice for choice in setup.choices(view)}
    assert list(found) == ["kernteam-hours", "period", "gpl", "municipality-2027", "carry-over"]
    assert found["gpl"].chosen == "euros"
    assert found["period"].chosen == "calendar-2024-2027"
    assert [option for option, _ in found["carry-over"].options] == ["no", "yes"]


@pytest.mark.parametrize(
    ("choice", "option", "code"),
    [("kleur", "rood", "unknown-choice"), ("gpl", "dollars", "unknown-option")],
)
def test_a_choice_that_is_none(workspace: Workspace, choice: str, option: str, code: str) -> None:
    assert refused(workspace, lambda c: setup.choose(c, choice, option)).code == code


def test_choosing_back_gives_the_same_budget_again(workspace: Workspace) -> None:
    def content() -> list[tuple[object, ...]]:
        return rows(
            workspace.path,
            "SELECT organisation_id, line_id, year, minutes, value_cents, cash_cents, starts, ends "
            "FROM commitment ORDER BY organisation_id, line_id, year",
        )

    before = content()
    for choice, there, back in (
        ("period", "school-2024-2028", "calendar-2024-2027"),
        ("kernteam-hours", "together", "each"),
        ("municipality-2027", "same", "none"),
    ):
        assert choose(workspace, choice, there) == []
        assert content() != before
        choose(workspace, choice, back)
        assert content() == before


def test_a_choice_leaves_events_people_and_hours_alone(busy: Workspace) -> None:
    before = dump(busy.path)
    choose(busy, "period", "school-2024-2028")
    after = dump(busy.path)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"commitment", "programme"}


def test_what_was_edited_by_hand_is_kept_and_named(workspace: Workspace) -> None:
    edit = CommitmentEdit(minutes=220 * HOUR, reason="extra onderzoeker")
    do(workspace, lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2026", edit))
    kept = choose(workspace, "kernteam-hours", "together")
    assert [(row.organisation, row.year, row.minutes) for row in kept] == [
        ("viaa", "2026", 220 * HOUR)
    ]
    assert figures(workspace, "viaa", "2026").committed == 220 * HOUR
    assert figures(workspace, "viaa", "2027").committed == 200 * HOUR
    assert figures(workspace, "werkveld-kernteam-1", "2026").committed == 40 * HOUR


def test_a_year_edited_by_hand_is_not_counted_twice_under_another_kind_of_year(
    workspace: Workspace,
) -> None:
    edit = CommitmentEdit(minutes=240 * HOUR, cash=5_000 * EURO)
    do(workspace, lambda c: commitments.set_commitment(c, "viaa", "kernteam", "2026", edit))
    choose(workspace, "period", "school-2024-2028")
    found = promises(workspace, "viaa")
    assert {year: row.minutes for year, row in found.items()} == {
        "2024-2025": 200 * HOUR,
        "2025-2026": 4_000,
        "2026": 240 * HOUR,
        "2026-2027": 8_000,
        "2027-2028": 200 * HOUR,
    }
    assert (found["2025-2026"].starts, found["2025-2026"].ends) == (
        date(2025, 9, 1),
        date(2025, 12, 31),
    )
    assert found["2026-2027"].cash_cents == round(3_500 * EURO * 8 / 12)
    assert figures(workspace, "viaa", "2026").committed == 240 * HOUR
    assert figures(workspace, "viaa", "2025-2026").committed == 4_000 + 8 * 1_200
    # The others are as the plan has them.
    assert figures(workspace, "kpz", "2025-2026").committed == 200 * HOUR
    choose(workspace, "period", "calendar-2024-2027")
    assert {year: row.minutes for year, row in promises(workspace, "viaa").items()} == {
        "2024": 200 * HOUR,
        "2025": 200 * HOUR,
        "2026": 240 * HOUR,
        "2027": 200 * HOUR,
    }


def test_a_choice_can_be_undone(workspace: Workspace) -> None:
    before = dump(workspace.path)
    choose(workspace, "period", "school-2024-2027")
    workspace.undo()
    assert dump(workspace.path) == before


# --- the organiser ------------------------------------------------------------------------------


def test_the_organiser_can_be_changed(workspace: Workspace) -> None:
    do(workspace, lambda c: programmes.edit(c, organiser=" Bo Ek  < Bo@Example.org > "))
    with workspace.read() as view:
        (line,) = programmes.programmes(view)
    assert (line.organiser_name, line.organiser_email) == ("Bo Ek", "bo@example.org")
    problem = refused(workspace, lambda c: programmes.edit(c, organiser="Bo\nEk <bo@example.org>"))
    assert problem.code in ("control-characters", "organiser-invalid")
