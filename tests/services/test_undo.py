"""Whatever a programme leader did, she can take it back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.closures import ClosureDraft
from ipe_events.domain.drafts import Attendance, EventEdit, HourDraft, PersonDraft, When
from ipe_events.domain.errors import Refused
from ipe_events.domain.kinds import KindEdit
from ipe_events.domain.programme_edit import ProgrammeEdit
from ipe_events.services import (
    attendance,
    closures,
    commitments,
    entries,
    events,
    kinds,
    people,
    plan_lines,
    programmes,
    removing,
    series,
    setup,
    succession,
)
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Change, Workspace
from tests.conftest import fixed_clock
from tests.services.acts import AFTERNOON, INSTITUTIONS, KERNTEAM, TUESDAY
from tests.store.dumps import dump, rows

SECOND = 'format = 1\n[programme]\nslug = "tweede"\nname = "Tweede"\nsource = "test"\n'

Act = Callable[[Change, int], object]


def last(change: Change, table: str, n: int) -> int:
    """The number of one of the newest rows of a table."""
    found = change.session.connection().exec_driver_sql(f"SELECT max(id) FROM {table}").scalar()
    return max(1, (found or 1) - n % 3)


def event(change: Change, n: int) -> int:
    return last(change, "event", n)


def slug(n: int) -> str:
    return INSTITUTIONS[n % 6]


ACTS: dict[str, Act] = {
    "person add": lambda c, n: people.add_person(
        c, PersonDraft(f"Persoon {n}", slug(n), f"p{n}@example.org", "docent")
    ),
    "person edit": lambda c, n: people.edit_person(
        c, str(last(c, "person", n)), name=f"Ander {n}", email=f"q{n}@example.org"
    ),
    "person succeed": lambda c, n: succession.succeed(
        c, str(last(c, "person", n)), str(last(c, "person", n + 1)), day(n)
    ),
    "employer": lambda c, n: succession.change_employer(
        c, str(last(c, "person", n)), slug(n), day(n)
    ),
    "closure add": lambda c, n: closures.add(c, ClosureDraft(day(n), organisation=slug(n))),
    "deputy add": lambda c, n: people.add_member(
        c, "kernteam", str(last(c, "person", n)), MemberTerms(deputy_for=slug(n))
    ),
    "org add": lambda c, n: people.add_organisation(c, f"org-{n}", f"Organisatie {n}"),
    "org edit": lambda c, n: people.edit_organisation(
        c, f"werkveld-leerteams-{n % 25 + 1}", name=f"Travers {n}", aliases=(f"T{n}",)
    ),
    "group add": lambda c, n: people.add_group(c, f"groep-{n}", "Groep"),
    "member add": lambda c, n: people.add_member(
        c,
        "kernteam",
        str(last(c, "person", n)),
        MemberTerms(starts=date(2027, 1, n % 28 + 1) if n % 2 else None),
    ),
    "member remove": lambda c, n: people.remove_member(c, "kernteam", str(last(c, "person", n))),
    "seat remove": lambda c, n: people.remove_member(c, "kernteam", slug(n)),
    "event add": lambda c, n: events.add(
        c, replace(KERNTEAM, draft=n % 3 == 0, when=replace(AFTERNOON, day=day(n)))
    ),
    "event move": lambda c, n: events.move(c, event(c, n), day=day(n + 1), start=time(n % 20)),
    "event edit": lambda c, n: events.edit(
        c, event(c, n), EventEdit(title=f"Titel {n}", location="Zaal", host="kpz", goal="G1")
    ),
    "event plan": lambda c, n: events.plan(c, event(c, n)),
    "event cancel": lambda c, n: events.cancel(c, event(c, n), "ziekte"),
    "event invite": lambda c, n: events.invite(
        c, event(c, n), ["ontwerpteams", f"viaa={n + 1}", str(last(c, "person", n))], []
    ),
    "event uninvite": lambda c, n: events.invite(c, event(c, n), [], [slug(n)]),
    "event answer": lambda c, n: events.answer(c, event(c, n), slug(n), "declined"),
    "event attend": lambda c, n: attendance.register(
        c,
        event(c, n),
        Attendance(everybody=True, present=(slug(n),), walk_ins=((f"Mo {n % 3}", slug(n)),)),
    ),
    "event deputy": lambda c, n: attendance.register(
        c,
        event(c, n),
        Attendance(
            deputies=((slug(n), str(last(c, "person", n))),), actual=(time(13), time(14, n % 60))
        ),
    ),
    "series add": lambda c, n: series.add(
        c, replace(KERNTEAM, when=When(day(n))), f"FREQ=WEEKLY;COUNT={n % 4 + 1}", "skip"
    ),
    "hours log": lambda c, n: entries.log_hours(
        c, HourDraft(slug(n), day(n), n + 1, "Begeleiding", goal="G1")
    ),
    "choose": lambda c, n: setup.choose(
        c, "period", ("school-2024-2027", "calendar-2024-2027", "school-2024-2028")[n % 3]
    ),
    "commitment": lambda c, n: commitments.set_commitment(
        c, slug(n), "kernteam", "2027" if n % 2 else "2026-2027", CommitmentEdit(minutes=n * 60)
    ),
    "kind": lambda c, n: kinds.edit(
        c, "kernteamoverleg", KindEdit(length=n + 5, line="", cadence=n, shortest=n)
    ),
    "kind add": lambda c, n: kinds.add(
        c, f"soort-{n}", KindEdit(name="Soort", groups=("kernteam",), required=(slug(n),))
    ),
    "kind remove": lambda c, n: removing.kind(c, "congres"),
    "group remove": lambda c, n: removing.group(c, "kernteam" if n % 2 else "ontwerpteams"),
    "line add": lambda c, n: plan_lines.add(c, f"post-{n}", "Post"),
    "commitment remove": lambda c, n: commitments.remove_commitment(c, slug(n), "kernteam", "2027"),
    "programme": lambda c, n: programmes.edit(
        c, ProgrammeEdit(name=f"Naam {n}", years=("2026", "2027")[: n % 3], region="NL-Zuid")
    ),
    "organiser": lambda c, n: programmes.edit(c, organiser=f"Bo {n} <bo@example.org>"),
    "init": lambda c, n: setup.add(c, SECOND, "tweede.toml", {}) if n % 7 == 0 else None,
}


def day(n: int) -> date:
    return TUESDAY + timedelta(days=7 * (n % 20))


def carry_out(workspace: Workspace, name: str, n: int) -> bool:
    """Do it in a change of its own; False when it was refused or changed nothing."""
    workspace.programme = "sion"
    with suppress(Refused), workspace.change(name) as change:
        ACTS[name](change, n)
    return workspace.history(1)[0].label == name


@pytest.fixture
def seated(workspace: Workspace) -> Workspace:
    """A workspace in which every kind of act has something to act upon."""
    for name, n in (
        ("person add", 0),
        ("person add", 4),
        ("member add", 0),
        ("event add", 0),
        ("event add", 1),
    ):
        assert carry_out(workspace, name, n)
    return workspace


# So that each act below has something to do.
BEFORE: dict[str, tuple[tuple[str, int], ...]] = {"event plan": (("event cancel", 0),)}
WITH = {"commitment": 1, "init": 7, "member add": 1, "deputy add": 1, "person add": 9}


@pytest.mark.parametrize("name", ACTS)
def test_every_kind_of_act_can_be_taken_back_and_done_again(seated: Workspace, name: str) -> None:
    for earlier, n in BEFORE.get(name, ()):
        assert carry_out(seated, earlier, n)
    before = dump(seated.path)
    assert carry_out(seated, name, WITH.get(name, 0))
    after = dump(seated.path)
    assert after != before
    assert seated.undo() == name
    assert dump(seated.path) == before
    assert seated.redo() == name
    assert dump(seated.path) == after
    assert seated.faults() == []


def test_an_act_that_is_refused_half_way_leaves_nothing(seated: Workspace) -> None:
    before, history = dump(seated.path), seated.history()
    with suppress(Refused), seated.change("half") as change:
        people.add_person(change, PersonDraft("Anne", "viaa"))
        events.add(change, KERNTEAM)
        people.add_person(change, PersonDraft("Bram", "nergens"))
    assert (dump(seated.path), seated.history()) == (before, history)


STORIES = st.lists(
    st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 30)), min_size=1, max_size=12
)


def live_through(template: Path, story: list[tuple[str, int]]) -> None:
    """Do it all, take it all back, do it all again; every state on the way is met again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "ipe-events.db"))
        workspace = Workspace(path, fixed_clock)
        states = [dump(path)]
        for number, (name, n) in enumerate(story):
            ((before,),) = rows(path, "SELECT max(id) FROM change")
            carry_out(workspace, name, n)
            ((after,),) = rows(path, "SELECT max(id) FROM change")
            if after != before:
                states.append(dump(path))
            else:
                assert dump(path) == states[-1], (number, name)
        for state in reversed(states[:-1]):
            workspace.undo()
            assert dump(path) == state
        for state in states[1:]:
            workspace.redo()
            assert dump(path) == state
        assert workspace.faults() == []
        workspace.close()


@settings(max_examples=6, deadline=None)
@given(story=STORIES)
def test_any_story_can_be_taken_back_and_done_again(
    busy_template: Path, story: list[tuple[str, int]]
) -> None:
    live_through(busy_template, story)


@pytest.mark.soak
@settings(max_examples=150, deadline=None)
@given(story=STORIES)
def test_many_stories_can_be_taken_back_and_done_again(
    busy_template: Path, story: list[tuple[str, int]]
) -> None:
    live_through(busy_template, story)
