"""What was held is byte for byte the same after every edit of a series in every scope."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.drafts import Attendance, EventEdit, When
from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventFilter
from ipe_events.domain.series_scope import Scope
from ipe_events.services import attendance, events, series, series_edit
from ipe_events.services.workspace import Change, Workspace
from tests.services.acts import KERNTEAM
from tests.services.test_series_edit import rules_fit
from tests.store.dumps import dump, rows

RULES = (
    "FREQ=WEEKLY;COUNT=8",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;COUNT=7",
    "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270630",
    "FREQ=MONTHLY;COUNT=6",
    "FREQ=DAILY;INTERVAL=9;COUNT=9",
)
TIMES = ((time(13), time(15)), (time(9), time(10, 30)), (None, None), (time(23), None))


@dataclass(frozen=True)
class Step:
    """Something done to one of a series: whatever it was, and how far."""

    what: str
    number: int
    scope: Scope
    days: int
    clock: time | None
    text: str


STEPS = st.builds(
    Step,
    st.sampled_from(("move", "move", "edit", "cancel", "plan", "save", "undo", "redo")),
    st.integers(0, 8),
    st.sampled_from(Scope),
    st.integers(-20, 20),
    st.sampled_from((None, time(8), time(9), time(13), time(23, 30))),
    st.sampled_from(("", "Zwolle", "Kampen")),
)
STORY = {
    "rule": st.sampled_from(RULES),
    "start": st.dates(date(2026, 9, 1), date(2026, 12, 31)),
    "times": st.sampled_from(TIMES),
    "holidays": st.sampled_from(("keep", "skip", "shift")),
    "today": st.dates(date(2026, 9, 1), date(2027, 6, 30)),
    "steps": st.lists(STEPS, min_size=1, max_size=6),
}


def held(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every byte of what was held, and of every hour that was booked."""
    own = "(SELECT id FROM event WHERE state = 'held')"
    return {
        "event": rows(path, f"SELECT * FROM event WHERE id IN {own} ORDER BY id"),
        "seats": rows(path, f"SELECT * FROM participation WHERE event_id IN {own} ORDER BY id"),
        "hours": rows(path, "SELECT * FROM hour_entry ORDER BY id"),
    }


def do(change: Change, event: int, step: Step) -> None:
    row = events.line(change, event)
    day = row.day + timedelta(days=step.days)
    if step.what == "move":
        series_edit.move(change, event, step.scope, day=day, start=step.clock)
    elif step.what == "edit":
        wanted = EventEdit(location=step.text, note=step.text, host="viaa")
        series_edit.save(change, event, step.scope, wanted)
    elif step.what == "save":
        wanted, when = EventEdit(title=step.text or "Overleg"), When(day, None, step.clock)
        series_edit.save(change, event, step.scope, wanted, when)
    elif step.what == "cancel":
        series_edit.cancel(change, event, step.scope, step.text)
    else:
        series_edit.plan(change, event, step.scope)


@contextmanager
def copied(template: Path, today: date) -> Iterator[Workspace]:
    """A workspace of its own, at noon of a day."""
    moment = datetime.combine(today, time(12), ZoneInfo("Europe/Amsterdam"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, Path(folder) / "ipe-events.db"))
        with closing(sqlite3.connect(path)) as connection:
            # Nothing here is about a machine that fails, and waiting for its disk takes long.
            connection.execute("PRAGMA journal_mode = MEMORY")
        workspace = Workspace(path, lambda: moment)
        yield workspace
        workspace.close()


def live_through(
    template: Path,
    rule: str,
    start: date,
    times: tuple[time | None, time | None],
    holidays: Literal["keep", "skip", "shift"],
    today: date,
    steps: list[Step],
) -> None:
    with copied(template, today) as workspace:
        draft = replace(KERNTEAM, when=When(start, None, *times))
        with suppress(Refused), workspace.change("series") as change:
            series.add(change, draft, rule, holidays)
        with workspace.change("attendance") as change:
            for line in events.lines(change, EVENTS_OF_IT):
                # One in three was not registered yet, one was held before its day.
                if (line.day < today) == (line.id % 3 != 0):
                    attendance.keep(change, line.id, Attendance(everybody=True))
        before = held(workspace.path)
        ids = [number for (number,) in rows(workspace.path, SERIES) if isinstance(number, int)]
        for step in steps:
            with suppress(Refused):
                if step.what == "redo":
                    workspace.redo()
                elif step.what != "undo":
                    event = ids[step.number % len(ids)]
                    with workspace.change("step") as change:
                        do(change, event, step)
                # Not further back than the edits.
                elif any(line.label == "step" and not line.undone for line in done(workspace)):
                    workspace.undo()
            assert held(workspace.path) == before
            once(workspace)
            rules_fit(workspace)
        assert workspace.faults() == []


SERIES = "SELECT id FROM event WHERE series_id IS NOT NULL ORDER BY id"
EVENTS_OF_IT = EventFilter(kind="kernteamoverleg")


def done(workspace: Workspace) -> list[Any]:
    return [line for line in workspace.history(1000) if line.kind == "do"][:1]


def once(workspace: Workspace) -> None:
    """No two occurrences have one identity: none shows twice."""
    twice = rows(
        workspace.path,
        "SELECT series_id, original_start FROM event WHERE original_start IS NOT NULL "
        "GROUP BY 1, 2 HAVING count(*) > 1",
    )
    assert twice == []


@settings(max_examples=8, deadline=None)
@given(**STORY)
def test_what_was_held_never_changes(planned_template: Path, **story: Any) -> None:
    live_through(planned_template, **story)


@pytest.mark.soak
@settings(max_examples=400, deadline=None)
@given(**STORY)
def test_what_was_held_never_changes_in_many_stories(planned_template: Path, **story: Any) -> None:
    live_through(planned_template, **story)


def test_an_earlier_split_after_a_later_one_leaves_what_was_held_out_of_the_rule(
    planned_template: Path,
) -> None:
    live_through(
        planned_template,
        rule="FREQ=WEEKLY;COUNT=8",
        start=date(2026, 9, 1),
        times=(time(13), time(15)),
        holidays="keep",
        today=date(2026, 9, 1),
        steps=[Step("move", number, Scope.FOLLOWING, 0, None, "") for number in (3, 2)],
    )


@settings(max_examples=4, deadline=None)
@given(**{**STORY, "steps": STEPS.map(lambda step: [step])})
def test_one_undo_takes_any_edit_back(planned_template: Path, **story: Any) -> None:
    (step,) = story["steps"]
    with copied(planned_template, story["today"]) as workspace:
        draft = replace(KERNTEAM, when=When(story["start"], None, *story["times"]))
        with suppress(Refused), workspace.change("series") as change:
            series.add(change, draft, story["rule"], story["holidays"])
        ids = [number for (number,) in rows(workspace.path, SERIES) if isinstance(number, int)]
        before = dump(workspace.path)
        with suppress(Refused), workspace.change("step") as change:
            do(change, ids[step.number % len(ids)], step)
        after = dump(workspace.path)
        # What changes nothing is no change.
        if after != before:
            workspace.undo()
            assert dump(workspace.path) == before
            workspace.redo()
        assert dump(workspace.path) == after
