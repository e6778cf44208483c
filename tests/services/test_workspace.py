from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ipe_events.domain.drafts import PersonDraft
from ipe_events.services import events, people, programmes, setup
from ipe_events.services.workspace import Workspace, key
from ipe_events.store.tables import Person
from tests.conftest import fixed_clock
from tests.refusals import code_of, problem_of
from tests.services.acts import KERNTEAM, do, plan, seat_everybody
from tests.store.dumps import dump, everything, rows

SECOND = """
format = 1
[programme]
slug = "tweede"
name = "Tweede programma"
source = "test"
"""


def add_second(workspace: Workspace) -> None:
    do(workspace, lambda change: setup.add(change, SECOND, "tweede.toml", {}))


def slug_seen(workspace: Workspace) -> str:
    with workspace.read() as view:
        return view.programme.slug


def test_the_only_programme_is_the_one_in_hand(workspace: Workspace) -> None:
    assert slug_seen(workspace) == "sion"


def test_of_several_programmes_one_must_be_named(workspace: Workspace) -> None:
    add_second(workspace)
    problem = problem_of(lambda: slug_seen(workspace))
    assert (problem.code, problem.values) == ("programme-needed", {"known": "sion, tweede"})
    workspace.programme = "tweede"
    assert slug_seen(workspace) == "tweede"
    workspace.programme = "derde"
    problem = problem_of(lambda: slug_seen(workspace))
    assert (problem.code, problem.field) == ("unknown-programme", "programme")


def test_a_workspace_without_a_programme_says_so(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "new.db", fixed_clock)
    assert code_of(lambda: slug_seen(workspace)) == "no-programme"
    workspace.close()


def test_events_and_groups_of_another_programme_are_not_seen(workspace: Workspace) -> None:
    number = plan(workspace)
    add_second(workspace)
    workspace.programme = "tweede"
    with workspace.read() as view:
        assert code_of(lambda: events.page(view, number)) == "unknown-event"
        assert people.groups(view) == []
        assert programmes.kinds(view) == []


def test_now_is_on_the_wall_clock_of_the_programme_and_moments_are_in_utc(
    workspace: Workspace,
) -> None:
    summer = datetime(2027, 6, 30, 22, 30, tzinfo=UTC)
    workspace.clock = lambda: summer
    with workspace.read() as view:
        assert view.now == datetime(2027, 7, 1, 0, 30)
        assert view.stamp == "2027-06-30T22:30:00+00:00"


def test_a_preview_shows_what_would_be_and_writes_nothing(workspace: Workspace) -> None:
    seat_everybody(workspace)
    before = everything(workspace.path)
    with workspace.preview() as change:
        outcome = events.add(change, KERNTEAM)
        assert events.page(change, outcome.events[0].id).event.title == "Kernteamoverleg"
    assert everything(workspace.path) == before
    number = plan(workspace)
    with workspace.preview() as change:
        events.cancel(change, number, "ziek")
    with workspace.read() as view:
        assert events.line(view, number).state == "planned"


def test_a_preview_that_is_refused_writes_nothing(workspace: Workspace) -> None:
    before = everything(workspace.path)
    with suppress(ZeroDivisionError), workspace.preview() as change:
        people.add_person(change, PersonDraft("Anne", "viaa"))
        raise ZeroDivisionError
    assert everything(workspace.path) == before


def test_a_delivery_is_kept_beside_the_journal(workspace: Workspace) -> None:
    before = dump(workspace.path)
    with workspace.delivery() as view:
        assert view.programme.slug == "sion"
    assert len(workspace.history()) == 1
    assert dump(workspace.path) == before


def test_both_of_two_open_workspaces_see_what_the_other_wrote(workspace_path: Path) -> None:
    one, other = Workspace(workspace_path, fixed_clock), Workspace(workspace_path, fixed_clock)
    for number, (here, there) in enumerate([(one, other), (other, one)]):
        with here.change("person add") as change:
            change.add(Person(name=f"Persoon {number}"))
        with there.read() as view:
            assert len(people.people(view)) == number + 1
    one.close()
    other.close()


def test_the_journal_tells_when_in_utc(workspace: Workspace) -> None:
    seat_everybody(workspace)
    assert rows(workspace.path, "SELECT at FROM change ORDER BY id DESC LIMIT 1") == [
        ("2026-11-22T08:00:00+00:00",)
    ]


def test_only_what_is_stored_has_a_key(workspace: Workspace) -> None:
    with pytest.raises(TypeError):
        key(Person(name="Anne"))
    with workspace.change("person add") as change:
        assert key(change.add(Person(name="Anne"))) == 1
