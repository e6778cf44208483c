"""After any story of a series and one last export, every calendar shows what is so."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipe_events.domain.drafts import Attendance, EventEdit
from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventFilter
from ipe_events.domain.series_scope import Scope
from ipe_events.services import attendance, events, outbox, series, series_edit
from ipe_events.services.workspace import Change, Workspace
from tests.conftest import fixed_clock
from tests.ical.inbox import Inbox, Shown
from tests.services.acts import KERNTEAM, TUESDAY, address, do, person, seat_everybody
from tests.services.test_outbox import due, export
from tests.store.dumps import rows

VIAA, KPZ, LATE = address("viaa"), address("kpz"), address("late")
SCOPES = tuple(Scope)

# What is done to the chosen one of a series, with a number to vary it.
Act = Callable[[Change, int, int], object]
ACTS: dict[str, Act] = {
    "hour": lambda c, event, n: series_edit.move(
        c, event, SCOPES[n % 3], start=time(9 + n % 4), end=time(15)
    ),
    "day": lambda c, event, n: series_edit.move(
        c, event, SCOPES[n % 3], day=events.line(c, event).day + timedelta(days=n % 3 - 1)
    ),
    "title": lambda c, event, n: series_edit.save(
        c, event, SCOPES[n % 3], EventEdit(title=f"Titel {n % 2}")
    ),
    "place": lambda c, event, n: series_edit.save(
        c, event, SCOPES[n % 3], EventEdit(location=f"Zaal {n % 2}")
    ),
    "private": lambda c, event, n: events.edit(c, event, EventEdit(privacy="recipient")),
    "cancel": lambda c, event, n: series_edit.cancel(c, event, SCOPES[n % 3]),
    "plan": lambda c, event, n: series_edit.plan(c, event, SCOPES[n % 3]),
    "off": lambda c, event, n: _for(c, event, n, [], [VIAA]),
    "on": lambda c, event, n: _for(c, event, n, [VIAA], []),
    "late": lambda c, event, n: _for(c, event, n, [LATE], []),
    "held": lambda c, event, n: attendance.register(c, event, Attendance(everybody=True)),
}
STEPS = st.tuples(
    st.sampled_from(
        [*ACTS, "export", "export", "export", "again", "unsent", "confirm", "undo", "undo", "redo"]
    ),
    st.integers(0, 5),
    st.integers(0, 11),
)
STORIES = st.lists(STEPS, min_size=4, max_size=12)


def _for(change: Change, event: int, n: int, add: list[str], remove: list[str]) -> None:
    """Invite to one of a series, or to every one there is."""
    wanted = EventFilter(series=events.line(change, event).series)
    for one in [line.id for line in events.lines(change, wanted)] if n % 2 else [event]:
        with suppress(Refused):
            events.invite(change, one, add, remove)


@pytest.fixture(scope="module")
def template(sion_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody who takes part in what the stories plan; never to be written."""
    path = Path(shutil.copy(sion_template, tmp_path_factory.mktemp("series") / "series.db"))
    workspace = Workspace(path, fixed_clock)
    seat_everybody(workspace)
    person(workspace, "late", "saxion")
    workspace.close()
    return path


@contextmanager
def opened(template: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(shutil.copy(template, Path(folder) / "w.db")), fixed_clock)
        yield workspace
        workspace.close()


class Life:
    """A workspace, and what everybody's calendar made of the files that came."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.inboxes: dict[str, Inbox] = defaultdict(Inbox)
        # How many changes can be undone before those that all stories begin with.
        self.depth = 1

    def tell(self, *, again: bool = False) -> None:
        for file in export(self.workspace, again=again):
            for email in file.to:
                assert email in file.people
                self.inboxes[email].take(file.content)

    def step(self, name: str, event: int, n: int) -> None:
        """One step of a story; what cannot be done then is left out."""
        with suppress(Refused):
            if name in ("export", "again"):
                self.tell(again=name == "again")
            elif name in ("unsent", "confirm"):
                self._mark()
                if name == "unsent":
                    export(self.workspace)
                    self._mark(sent=False)
            elif name == "undo" and self.depth:
                self.workspace.undo()
                self.depth -= 1
            elif name == "redo":
                self.workspace.redo()
                self.depth += 1
            elif name in ACTS:
                do(self.workspace, lambda change: ACTS[name](change, event, n))
                self.depth += 1

    def _mark(self, *, sent: bool = True) -> None:
        with self.workspace.delivery() as view, suppress(Refused):
            outbox.mark(view, sent=sent)


def so(workspace: Workspace, email: str) -> set[Shown]:
    """The meetings to come to which somebody is invited."""
    found = rows(
        workspace.path,
        "SELECT replace(day, '-', '') || 'T' || replace(substr(start_time, 1, 8), ':', ''), "
        "title, location FROM event JOIN participation ON event_id = event.id "
        "JOIN person ON person.id = person_id WHERE email = ? AND state = 'planned'",
        email,
    )
    return {Shown(str(start), str(title), str(place)) for start, title, place in found}


def over(workspace: Workspace) -> set[str]:
    """The days of what was held: calendars keep what they were told of it."""
    found = rows(workspace.path, "SELECT day, original_start FROM event WHERE state = 'held'")
    return {str(text)[:10].replace("-", "") for row in found for text in row if text}


def planned(workspace: Workspace) -> list[int]:
    """Five weekly meetings of which nobody was told."""
    with workspace.change("series add") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=5")
    return [event.id for event in made.events]


def live_through(template: Path, story: list[tuple[str, int, int]]) -> None:
    with opened(template) as workspace:
        ids = planned(workspace)
        life = Life(workspace)
        for name, chosen, n in story:
            life.step(name, ids[chosen % len(ids)], n)
        life.tell()
        assert due(workspace) == set()
        assert export(workspace) == []
        held = over(workspace)
        for email in (VIAA, KPZ, LATE):
            now = so(workspace, email)
            there = set(life.inboxes[email].shown)
            assert now <= there
            assert {entry for entry in there - now if entry.start[:8] not in held} == set()


@settings(max_examples=6, deadline=None)
@given(story=STORIES)
def test_after_any_story_of_a_series_every_calendar_shows_what_is_so(
    template: Path, story: list[tuple[str, int, int]]
) -> None:
    live_through(template, story)


@pytest.mark.soak
@settings(max_examples=300, deadline=None)
@given(story=STORIES)
def test_after_many_stories_of_a_series_every_calendar_shows_what_is_so(
    template: Path, story: list[tuple[str, int, int]]
) -> None:
    live_through(template, story)


def test_a_rhythm_goes_out_as_one_file(template: Path) -> None:
    with opened(template) as workspace:
        planned(workspace)
        (file,) = export(workspace)
        assert file.event.only("DTSTART").raw == f"{TUESDAY:%Y%m%d}T130000"
        assert file.sequence == 0
