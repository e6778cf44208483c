"""What a programme file fills beside partners and promises: kinds' checks, closures, goals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ipe_events.services import plans, setup
from ipe_events.services.plans import GoalEdit
from ipe_events.services.workspace import Workspace
from tests.services.acts import do, refused
from tests.services.test_setup import empty as empty
from tests.store.dumps import dump, rows

TEXT = """
format = 1
[programme]
slug = "buurt"
name = "Buurt"
retention_years = 5
[[organisations]]
slug = "roc"
name = "ROC"
kind = "mbo"
[[organisations]]
slug = "hbo"
name = "Hbo"
kind = "hbo"
partner = false
[[goals]]
slug = "a"
name = "A"
kind = "theme"
organisations = ["roc"]
note = "Eerst klein"
details = { huidige_praktijk = "nu" }
[[kinds]]
slug = "overleg"
name = "Overleg"
length = "2:00"
minimum_professions = 3
required_roles = ["aios"]
shortest = "0:30"
longest = 60
cadence = 42
reminder_days = 7
checks_off = ["holiday"]
agenda = ["Opening", { title = "Terugblik", length = "0:20" }]
[[closures]]
organisation = "hbo"
from = 2027-02-22
until = 2027-02-26
name = "Toetsweek"
[[closures]]
region = "NL-Noord"
from = 2027-05-06
[[events]]
kind = "overleg"
date = 2027-01-12
host = "roc"
moderators = ["mod-01"]
disputed = "of de 13e"
[[undated]]
kind = "overleg"
count = 2
"""


def added(workspace: Workspace, text: str = TEXT) -> None:
    do(workspace, lambda change: setup.add(change, text, "buurt.toml", {}))


def test_the_settings_of_a_kind_and_of_the_programme(empty: Workspace) -> None:
    added(empty)
    (kind,) = dump(empty.path)["event_kind"]
    row = dict(zip(_columns(empty.path, "event_kind"), kind, strict=True))
    assert (row["minimum_professions"], json.loads(str(row["required_roles"]))) == (3, ["aios"])
    assert (row["shortest"], row["longest"]) == (30, 60)
    assert (row["cadence"], row["reminder_days"]) == (42, 7)
    assert json.loads(str(row["checks_off"])) == ["holiday"]
    assert json.loads(str(row["agenda"])) == [["Opening", None], ["Terugblik", 20]]
    assert rows(empty.path, "SELECT retention_years FROM programme") == [(5,)]


def _columns(path: Path, table: str) -> list[str]:
    return [str(row[1]) for row in rows(path, f"PRAGMA table_info({table})")]


def test_closures_are_there_once(empty: Workspace) -> None:
    added(empty)
    added(empty, TEXT.replace('slug = "buurt"', 'slug = "wijk"'))
    found = rows(
        empty.path,
        "SELECT o.slug, region, c.starts, c.ends, c.name, origin "
        "FROM closure AS c LEFT JOIN organisation AS o ON o.id = organisation_id ORDER BY c.id",
    )
    assert found == [
        ("hbo", "", "2027-02-22", "2027-02-26", "Toetsweek", "file"),
        (None, "NL-Noord", "2027-05-06", "2027-05-06", "", "file"),
    ]


def test_goals_keep_what_is_said_of_them(empty: Workspace) -> None:
    added(empty)
    ((organisations, details),) = rows(empty.path, "SELECT organisations, details FROM goal")
    assert json.loads(str(organisations)) == ["roc"]
    assert json.loads(str(details)) == {"note": ["Eerst klein"], "huidige_praktijk": ["nu"]}


def test_a_moderator_has_no_address_and_stands_for_the_host(empty: Workspace) -> None:
    added(empty)
    assert rows(
        empty.path,
        "SELECT p.name, p.email, t.role, o.slug FROM participation AS t "
        "JOIN person AS p ON p.id = person_id JOIN organisation AS o ON o.id = organisation_id",
    ) == [("mod-01", None, "chair", "roc")]


def test_what_stays_open_of_the_dates(empty: Workspace) -> None:
    added(empty)
    with empty.read() as view:
        dates = plans.open_dates(view)
    assert [(one.event is None, one.title, one.says, one.missing) for one in dates] == [
        (False, "Overleg", "of de 13e", 0),
        (True, "Overleg", "", 1),  # The dated one may be one of the two.
    ]


def test_groups_and_organisations_of_all_programmes_are_told_apart(empty: Workspace) -> None:
    added(empty)
    group = '[[groups]]\nslug = "ROC"\nname = "Groep"\n'
    other = TEXT.replace('slug = "buurt"', 'slug = "wijk"')
    clash = other.replace('slug = "roc"', 'slug = "mbo"').replace('"roc"', '"mbo"') + group
    problem = refused(empty, lambda change: setup.add(change, clash, "wijk.toml", {}))
    assert problem.code == "organisation-known"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (GoalEdit(kind="idee"), "unknown-goal-kind"),
        (GoalEdit(name=" "), "blank"),
        (GoalEdit(parent="a"), "goal-circle"),
        (GoalEdit(parent="z"), "unknown-goal"),
        (GoalEdit(details=(("a b", "x"),)), "slug-invalid"),
        (GoalEdit(details=(("a", "x\ny"),)), "control-characters"),
        (GoalEdit(details=(("a", "x" * 2001),)), "too-long"),
    ],
)
def test_an_edit_that_does_not_fit(empty: Workspace, edit: GoalEdit, code: str) -> None:
    added(empty)
    assert refused(empty, lambda change: plans.edit_goal(change, "a", edit)).code == code
