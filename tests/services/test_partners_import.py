"""Placeholders get their names, and one more partner comes with its promise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.importing import ImportReport
from ipe_events.domain.records import CommitmentLine, OrganisationLine
from ipe_events.services import importing, partners_import, people, programmes, reading, setup
from ipe_events.services.partners_import import Newcomer
from ipe_events.services.workspace import Workspace
from tests.services.acts import at, do, hours, person, plan
from tests.store.dumps import dump, rows

FILL, MORE = Newcomer(fill="werkveld-leerteams"), date(2027, 4, 15)


def bring_in(
    workspace: Workspace, tmp_path: Path, text: str, newcomer: Newcomer | None = None
) -> ImportReport:
    (tmp_path / "partners.csv").write_text(text, encoding="utf-8")
    found = reading.rows(tmp_path / "partners.csv", partners_import.COLUMNS)
    return importing.carry_out(
        workspace,
        "org import",
        lambda change: partners_import.import_partners(change, found, newcomer or Newcomer()),
        dry_run=False,
        all_or_nothing=False,
    )


def codes(report: ImportReport) -> dict[int, tuple[str, str]]:
    return {row.row: (row.column, row.problems[0].code) for row in report.rejected}


def organisations(workspace: Workspace) -> dict[str, OrganisationLine]:
    with workspace.read() as view:
        return {line.slug: line for line in people.organisations(view)}


def promises(workspace: Workspace, slug: str) -> list[CommitmentLine]:
    with workspace.read() as view:
        return [line for line in programmes.commitments(view) if line.organisation == slug]


@pytest.mark.parametrize(
    "text",
    [
        "naam;placeholder\nTravers;Werkveldpartner leerteam 7\n",
        "naam;placeholder\nTravers;werkveld-leerteams-7\n",
        "naam;slug;e-mail\nTravers;werkveld-leerteams-7;Info@travers.example.org\n",
    ],
)
def test_a_placeholder_gets_its_name_and_loses_nothing(
    workspace: Workspace, tmp_path: Path, text: str
) -> None:
    slug = "werkveld-leerteams-7"
    draft = EventDraft("leerteambijeenkomst", When(date(2027, 3, 2)), invite=(slug,))
    event = plan(workspace, draft)
    before, number = promises(workspace, slug), organisations(workspace)[slug].id
    assert before
    assert bring_in(workspace, tmp_path, text).imported == 1
    found = organisations(workspace)
    assert slug not in found
    own = found["travers"]
    assert (own.id, own.name, own.placeholder, own.partner) == (number, "Travers", False, True)
    assert own.email == ("info@travers.example.org" if "@" in text else "")
    assert own.aliases == (slug, "Werkveldpartner leerteam 7")
    after = promises(workspace, "travers")
    assert [(line.year, line.minutes) for line in after] == [
        (line.year, line.minutes) for line in before
    ]
    assert at(workspace, event, "travers") == [None]
    assert person(workspace, "anne", slug)
    assert organisations(workspace).keys() == found.keys()


def test_what_was_filled_follows_when_the_plan_is_read_another_way(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring_in(workspace, tmp_path, "naam;placeholder\nTravers;werkveld-leerteams-7\n")
    do(workspace, lambda change: setup.choose(change, "period", "school-2024-2027"))
    assert [line.year for line in promises(workspace, "travers")] == [
        "2024-2025",
        "2025-2026",
        "2026-2027",
    ]


def test_kinds_and_goals_name_the_organisation_anew(workspace: Workspace, tmp_path: Path) -> None:
    do(
        workspace,
        lambda change: change.session.connection().exec_driver_sql(
            'UPDATE event_kind SET required = \'["kpz", "werkveld-kernteam-1"]\' '
            "WHERE slug = 'kernteamoverleg'"
        ),
    )
    bring_in(workspace, tmp_path, "naam;placeholder\nTravers;werkveld-kernteam-1\n")
    ((required,),) = rows(
        workspace.path, "SELECT required FROM event_kind WHERE slug = 'kernteamoverleg'"
    )
    assert required == '["kpz", "travers"]'


def test_a_new_name_is_asked_for_and_never_added_by_itself(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = dump(workspace.path)
    report = bring_in(workspace, tmp_path, "naam\nTravers\n")
    assert codes(report) == {2: ("naam", "partner-asked")}
    assert report.rejected[0].problems[0].values["known"] == [
        "werkveld-kernteam",
        "werkveld-leerteams",
    ]
    assert dump(workspace.path) == before


def test_new_names_fill_the_placeholders_in_their_order(
    workspace: Workspace, tmp_path: Path
) -> None:
    names = "".join(f"Stichting {letter}\n" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    report = bring_in(workspace, tmp_path, f"naam\n{names}", FILL)
    assert report.imported == 25
    assert codes(report) == {27: ("naam", "no-placeholder-left")}
    found = organisations(workspace)
    assert found["stichting-a"].aliases[0] == "werkveld-leerteams-1"
    assert found["stichting-y"].aliases[0] == "werkveld-leerteams-25"
    assert sum(line.placeholder for line in found.values()) == 2
    workspace.undo()
    assert sum(line.placeholder for line in organisations(workspace).values()) == 27


def test_one_more_partner_promises_what_another_does_from_the_day_it_joins(
    workspace: Workspace, tmp_path: Path
) -> None:
    newcomer = Newcomer(like="werkveld-kernteam-1", starts=MORE)
    whole = hours(workspace, "werkveld-kernteam-1")[-1]
    assert bring_in(workspace, tmp_path, "naam\nTravers\n", newcomer).imported == 1
    assert hours(workspace, "travers")[-1] == whole * 9 / 12
    (only,) = promises(workspace, "travers")
    assert (only.year, only.starts, only.edited) == ("2027", MORE, True)
    early = plan(workspace, EventDraft("kernteamoverleg", When(date(2027, 4, 14))))
    late = plan(workspace, EventDraft("kernteamoverleg", When(date(2027, 4, 15))))
    assert (at(workspace, early, "travers"), at(workspace, late, "travers")) == ([], [None])


def test_rows_may_say_the_day_and_the_kind(workspace: Workspace, tmp_path: Path) -> None:
    text = "naam;soort;vanaf;afkorting\nDe Kade;welzijn;2026-01-01;DK\nBo;;;\nCo;;soms;\n"
    report = bring_in(workspace, tmp_path, text, Newcomer(like="werkveld-leerteams-1"))
    assert codes(report) == {3: ("vanaf", "blank"), 4: ("vanaf", "not-a-date")}
    own = organisations(workspace)["de-kade"]
    assert (own.kind, own.aliases) == ("welzijn", ("DK",))
    assert [line.year for line in promises(workspace, "de-kade")] == ["2026", "2027"]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (";", "naam", "blank"),
        ("Hogeschool VIAA;", "naam", "organisation-known"),
        ("Hogschool Viaa;", "naam", "nearly-known"),
        ("Travers;kpz", "placeholder", "not-a-placeholder"),
        ("Travers;nergens", "placeholder", "unknown-organisation"),
        ("=Travers;", "naam", "cell-formula"),
    ],
)
def test_a_row_that_cannot_be_taken(
    workspace: Workspace, tmp_path: Path, row: str, column: str, code: str
) -> None:
    before = dump(workspace.path)
    report = bring_in(workspace, tmp_path, f"naam;placeholder;x\n{row};x\n", FILL)
    assert codes(report) == {2: (column, code)}
    assert dump(workspace.path) == before


@pytest.mark.parametrize("slug", ["viaa", "kernteam"])
def test_a_short_name_that_is_taken(workspace: Workspace, tmp_path: Path, slug: str) -> None:
    report = bring_in(workspace, tmp_path, f"naam;slug\nTravers;{slug}\n", FILL)
    assert codes(report) == {2: ("slug", "organisation-known")}


def test_one_name_or_placeholder_twice_in_a_file(workspace: Workspace, tmp_path: Path) -> None:
    text = (
        "naam;placeholder\nTravers;werkveld-leerteams-1\ntravers;werkveld-leerteams-2\n"
        "De Kade;werkveld-leerteams-1\n"
    )
    report = bring_in(workspace, tmp_path, text)
    assert codes(report) == {3: ("naam", "name-twice"), 4: ("placeholder", "not-a-placeholder")}
