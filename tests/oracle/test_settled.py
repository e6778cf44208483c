"""What is settled stays, and so does what was held, whatever is changed around it."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.drafts import Attendance
from ipe_events.domain.entries import EntryFilter
from ipe_events.domain.errors import Refused
from ipe_events.services import attendance, closings, entries, ledger
from ipe_events.services.workspace import Workspace
from tests.conftest import NOW
from tests.oracle.programmes import ACTS, live, story
from tests.store.dumps import rows

RULES = (
    *("kind", "rate", "no rate", "commit", "choose", "succeeds", "moves on", "member"),
    *("hire", "host", "work", "no work", "group line"),
)
LIFE = ("plan", "attend", "log", "correct", "answer", "invite", "opening", "rate", "kind")
YEARS = ("2025", "2026", "2027")

Change = tuple[str, int]
CHANGES = st.lists(st.tuples(st.sampled_from(RULES), st.integers(0, 2**32)), max_size=12)
Settled = dict[str, object]


def settled(workspace: Workspace) -> Settled:
    """Every closed entry with what it is worth, and the hours of what was held."""
    with workspace.read() as view:
        found: Settled = {
            str(line.id): line for line in entries.entries(view, EntryFilter()) if line.closed
        }
    found["held"] = held(workspace)
    return found


def realised(workspace: Workspace) -> Settled:
    """What was done, every way round."""
    with workspace.read() as view:
        return {
            f"{by} {year} {row.key} {row.line}": row.figures.tally.realised
            for by in ("partner", "person", "kind", "month")
            for year in YEARS
            for row in ledger.report(view, year, by).rows
            if row.figures.tally.realised
        }


def held(workspace: Workspace) -> Counter[tuple[object, ...]]:
    """Minutes of each meeting by organisation, person, line and financing."""
    query = (
        "SELECT event_id, organisation_id, person_id, line_id, financing, "
        "presence + preparation + travel FROM hour_entry WHERE event_id IS NOT NULL"
    )
    found: Counter[tuple[object, ...]] = Counter()
    for *place, minutes in rows(workspace.path, query):
        assert isinstance(minutes, int)
        found[tuple(place)] += minutes
    return found


def count_changes(workspace: Workspace) -> int:
    """How many changes there have been; what changes nothing is none."""
    ((number,),) = rows(workspace.path, "SELECT count(*) FROM change")
    return int(str(number))


def attend_again(workspace: Workspace) -> None:
    """Say of every meeting that was held once more who was there."""
    for (event,) in rows(workspace.path, "SELECT id FROM event WHERE state = 'held'"):
        there = rows(
            workspace.path, "SELECT id, attended FROM participation WHERE event_id = ?", event
        )
        kept = Attendance(
            present=tuple(f"#{number}" for number, attended in there if attended == 1),
            absent=tuple(f"#{number}" for number, attended in there if attended == 0),
        )
        with workspace.change("again") as change:
            attendance.register(change, int(str(event)), kept)


def prove(template: Path, seed: int, changes: list[Change], length: int = 120) -> None:
    """Live, close most of it, change the rules: what was settled and held is as it was."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(shutil.copy(template, Path(folder) / "w.db")), lambda: NOW)
        told = [(name, n) for name, n in story(seed, length) if name in LIFE]
        live(workspace, told)
        with suppress(Refused), workspace.change("close") as change:
            closings.close(change, NOW.date())
        before, done_before = settled(workspace), realised(workspace)
        first = count_changes(workspace)
        for name, n in changes:
            with suppress(Refused), workspace.change(name) as change:
                ACTS[name](change, Random(n))
            assert settled(workspace) == before, name
        assert realised(workspace) == done_before
        done = count_changes(workspace) - first
        for _ in range(done):
            workspace.undo()
        assert settled(workspace) == before
        for _ in range(done):
            workspace.redo()
        if all(name != "host" for name, _n in changes):
            # Another host is charged when it is said once more who was there.
            attend_again(workspace)
            assert settled(workspace) == before
            assert realised(workspace) == done_before
        workspace.close()


def test_rules_change_nothing_that_was_settled_or_held(peopled_template: Path) -> None:
    prove(peopled_template, 1, [(name, number) for number, name in enumerate(RULES)], 60)


@pytest.mark.soak
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), changes=CHANGES)
def test_no_rule_ever_changes_what_was_settled_or_held(
    peopled_template: Path, seed: int, changes: list[Change]
) -> None:
    prove(peopled_template, seed, changes)
