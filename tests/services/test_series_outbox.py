"""Who is told what when a series is edited: each calendar shows every meeting once."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from functools import partial

import pytest

from ipe_events.domain.drafts import Attendance, EventEdit
from ipe_events.domain.series_scope import Scope, SeriesOutcome
from ipe_events.services import events, series, series_edit
from ipe_events.services.workspace import Workspace
from tests.services.acts import (
    INSTITUTIONS,
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    do,
    seat_everybody,
)
from tests.services.test_outbox import File, export, pending
from tests.services.test_series_edit import FOLLOWING, act, lines

ONE, ALL = Scope.ONE, Scope.ALL
VIAA = address("viaa")
GUESTS = len(INSTITUTIONS)
THURSDAY = TUESDAY + timedelta(weeks=2, days=2)


@pytest.fixture
def told(workspace: Workspace) -> list[int]:
    """Six weekly meetings of which everybody was told."""
    seat_everybody(workspace)
    with workspace.change("series add") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=6")
    export(workspace)
    return [event.id for event in made.events]


def due(workspace: Workspace) -> Counter[tuple[int, str, str]]:
    """How many people must be told of an event, by method and reason."""
    return Counter(
        (item.event, item.method, item.reason) for item in pending(workspace) if item.email
    )


class Calendar:
    """What one guest's calendar shows after the files that came."""

    def __init__(self) -> None:
        self.shown: dict[tuple[str, str], str] = {}

    def take(self, files: list[File]) -> None:
        for file in files:
            if VIAA not in file.people:
                continue
            place = (file.uid, file.event.only("RECURRENCE-ID").raw)
            if file.method == "CANCEL":
                del self.shown[place]
            else:
                self.shown[place] = file.event.only("DTSTART").raw

    @property
    def starts(self) -> list[str]:
        return sorted(self.shown.values())


def starts(workspace: Workspace, ids: list[int]) -> list[str]:
    return sorted(
        f"{line.day:%Y%m%d}T{line.start:%H%M%S}"
        for line in lines(workspace, ids)
        if line.state == "planned"
    )


def test_a_split_takes_the_old_ones_back_and_invites_to_the_new(
    workspace: Workspace, told: list[int]
) -> None:
    calendar = Calendar()
    calendar.take(export(workspace, again=True))
    old = lines(workspace, told)
    done = act(workspace, series_edit.move, told[2], FOLLOWING, day=THURSDAY)
    assert (done.messages, done.guests) == (4 * GUESTS * 2, GUESTS)
    assert due(workspace) == {
        (event, method, reason): GUESTS
        for event in told[2:]
        for method, reason in (("REQUEST", "new"), ("CANCEL", "cancelled"))
    }
    files = export(workspace)
    assert len({file.name for file in files}) == len(files) == 8
    gone = [file for file in files if file.method == "CANCEL"]
    assert {file.uid for file in gone} == {old[0].uid}
    assert [file.event.only("RECURRENCE-ID").raw for file in gone] == [
        f"{line.day:%Y%m%d}T130000" for line in old[2:]
    ]
    new = [file for file in files if file.method == "REQUEST"]
    assert {file.uid for file in new} == {lines(workspace, told)[2].uid} != {old[0].uid}
    assert {file.sequence for file in new} == {0}
    for file in new:
        # Where it is is where its series says.
        start = file.event.only("DTSTART").raw
        assert file.event.only("RECURRENCE-ID").raw == start
    calendar.take(files)
    assert calendar.starts == starts(workspace, told)
    assert due(workspace) == {}


def test_all_are_told_by_the_identity_they_have(workspace: Workspace, told: list[int]) -> None:
    done = act(workspace, series_edit.move, told[2], ALL, day=THURSDAY)
    assert (done.messages, done.guests) == (6 * GUESTS, GUESTS)
    assert set(due(workspace)) == {(event, "REQUEST", "changed") for event in told}
    assert {file.sequence for file in export(workspace)} == {1}


def test_what_moves_along_keeps_its_answers(workspace: Workspace, told: list[int]) -> None:
    do(workspace, lambda c: events.move(c, told[3], day=date(2027, 2, 4)))
    do(workspace, lambda c: events.answer(c, told[3], VIAA, "accepted"))
    export(workspace)
    act(workspace, series_edit.move, told[2], FOLLOWING, start=time(9))
    (along,) = [file for file in export(workspace, told[3]) if file.method == "REQUEST"]
    assert along.event.only("DTSTART").raw == "20270204T130000"
    assert along.event.only("RECURRENCE-ID").raw == "20270202T090000"
    states = {
        line.raw.removeprefix("mailto:"): line.parameter("PARTSTAT")
        for line in along.event.every("ATTENDEE")
    }
    assert states[VIAA] == "ACCEPTED"


def test_cancelling_what_follows_is_told_by_the_identity_it_has(
    workspace: Workspace, told: list[int]
) -> None:
    done = act(workspace, series_edit.cancel, told[4], FOLLOWING)
    assert (done.messages, done.guests) == (2 * GUESTS, GUESTS)
    assert due(workspace) == {(event, "CANCEL", "cancelled"): GUESTS for event in told[4:]}


def test_held_ones_are_told_to_nobody_after_a_split(workspace: Workspace, told: list[int]) -> None:
    attend(workspace, told[3], Attendance(everybody=True))
    done = act(workspace, series_edit.save, told[2], FOLLOWING, EventEdit(location="Kampen"))
    assert {line.id for line in done.events} == {told[2], told[4], told[5]}
    assert told[3] not in {event for event, _, _ in due(workspace)}


def test_nobody_is_counted_who_was_not_told_yet(workspace: Workspace) -> None:
    seat_everybody(workspace)
    with workspace.change("series add") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=3")
    second = made.events[1].id
    for done in (
        act(workspace, series_edit.move, second, FOLLOWING, start=time(9)),
        act(workspace, series_edit.move, second, ALL, start=time(10)),
        act(workspace, series_edit.cancel, second, ALL),
    ):
        assert (done.messages, done.guests) == (0, 0)
    # Planning is what makes them be told.
    done = act(workspace, series_edit.plan, second, ALL)
    assert (done.messages, done.guests) == (2 * GUESTS, GUESTS)


def test_after_an_undo_the_old_identity_is_told_again(
    workspace: Workspace, told: list[int]
) -> None:
    calendar = Calendar()
    calendar.take(export(workspace, again=True))
    act(workspace, series_edit.move, told[2], FOLLOWING, day=THURSDAY)
    calendar.take(export(workspace))
    workspace.undo()
    assert {(method, reason) for _, method, reason in due(workspace)} == {
        ("REQUEST", "restored"),
        ("CANCEL", "cancelled"),
    }
    calendar.take(export(workspace))
    assert calendar.starts == starts(workspace, told)
    workspace.redo()
    calendar.take(export(workspace))
    assert calendar.starts == starts(workspace, told)


def test_an_untold_split_that_is_undone_leaves_nothing_to_tell(
    workspace: Workspace, told: list[int]
) -> None:
    act(workspace, series_edit.move, told[2], FOLLOWING, day=THURSDAY)
    workspace.undo()
    assert due(workspace) == {}


@pytest.mark.parametrize("scope", [ONE, FOLLOWING, ALL])
def test_whatever_is_done_a_calendar_shows_each_meeting_once(
    workspace: Workspace, told: list[int], scope: Scope
) -> None:
    calendar = Calendar()
    calendar.take(export(workspace, again=True))
    steps = (
        partial(series_edit.move, event_id=told[1], scope=scope, day=TUESDAY),
        partial(series_edit.move, event_id=told[3], scope=scope, start=time(9)),
        partial(series_edit.save, event_id=told[2], scope=scope, wanted=EventEdit(title="Anders")),
        partial(series_edit.cancel, event_id=told[4], scope=scope),
        partial(series_edit.plan, event_id=told[4], scope=scope),
    )
    for step in steps:

        def edit(change: object, step: partial[SeriesOutcome] = step) -> SeriesOutcome:
            return step(change)

        act(workspace, edit)
        calendar.take(export(workspace))
        assert calendar.starts == starts(workspace, told)
