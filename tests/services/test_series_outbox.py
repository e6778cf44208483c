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
from tests.ical.inbox import Inbox
from tests.ical.reader import read
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
def six(workspace: Workspace) -> list[int]:
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


def take(inbox: Inbox, files: list[File], address: str = VIAA) -> None:
    """What one guest's calendar makes of the files that came."""
    for file in files:
        if address in file.to:
            inbox.take(file.content)


def shown(inbox: Inbox) -> list[str]:
    return [entry.start for entry in inbox.shown]


def starts(workspace: Workspace, ids: list[int]) -> list[str]:
    return sorted(
        f"{line.day:%Y%m%d}T{line.start:%H%M%S}"
        for line in lines(workspace, ids)
        if line.state == "planned"
    )


def test_a_split_takes_the_old_ones_back_and_invites_to_the_new(
    workspace: Workspace, six: list[int]
) -> None:
    inbox = Inbox()
    take(inbox, export(workspace, again=True))
    old = lines(workspace, six)
    done = act(workspace, series_edit.move, six[2], FOLLOWING, day=THURSDAY)
    assert (done.mails, done.guests) == (2 * GUESTS, GUESTS)
    assert due(workspace) == {
        (event, method, reason): GUESTS
        for event in six[2:]
        for method, reason in (("REQUEST", "new"), ("CANCEL", "cancelled"))
    }
    files = export(workspace)
    assert len({file.name for file in files}) == len(files) == 2
    ended, new = sorted(files, key=lambda file: file.uid != old[0].uid)
    # The old one is told again, as far as it goes now (story of section 4).
    assert (ended.method, ended.sequence) == ("REQUEST", 1)
    assert ended.event.only("RRULE").raw == "FREQ=WEEKLY;UNTIL=20270119T120000Z;BYDAY=TU"
    assert (new.method, new.sequence) == ("REQUEST", 0)
    assert new.uid == lines(workspace, six)[2].uid != old[0].uid
    assert new.event.only("DTSTART").raw == "20270128T130000"
    assert new.event.only("RRULE").raw == "FREQ=WEEKLY;UNTIL=20270218T120000Z;BYDAY=TH"
    take(inbox, files)
    assert shown(inbox) == starts(workspace, six)
    assert due(workspace) == {}


def test_all_are_told_by_the_identity_they_have(workspace: Workspace, six: list[int]) -> None:
    inbox = Inbox()
    take(inbox, export(workspace, again=True))
    done = act(workspace, series_edit.move, six[2], ALL, day=THURSDAY)
    assert (done.mails, done.guests) == (GUESTS, GUESTS)
    assert set(due(workspace)) == {(event, "REQUEST", "changed") for event in six}
    (file,) = export(workspace)
    assert file.sequence == 1
    take(inbox, [file])
    assert shown(inbox) == starts(workspace, six)


def test_what_moves_along_keeps_its_answers(workspace: Workspace, six: list[int]) -> None:
    do(workspace, lambda c: events.move(c, six[3], day=date(2027, 2, 4)))
    do(workspace, lambda c: events.answer(c, six[3], VIAA, "accepted"))
    export(workspace)
    act(workspace, series_edit.move, six[2], FOLLOWING, start=time(9))
    new = [file for file in export(workspace) if "T090000" in file.event.only("DTSTART").raw]
    (along,) = [
        event for event in read(new[0].content).inside("VEVENT") if event.has("RECURRENCE-ID")
    ]
    assert along.only("DTSTART").raw == "20270204T130000"
    assert along.only("RECURRENCE-ID").raw == "20270202T090000"
    states = {
        line.raw.removeprefix("mailto:"): line.parameter("PARTSTAT")
        for line in along.every("ATTENDEE")
    }
    assert states[VIAA] == "ACCEPTED"


def test_cancelling_what_follows_is_told_by_the_identity_it_has(
    workspace: Workspace, six: list[int]
) -> None:
    done = act(workspace, series_edit.cancel, six[4], FOLLOWING)
    assert (done.mails, done.guests) == (GUESTS, GUESTS)
    assert due(workspace) == {(event, "CANCEL", "cancelled"): GUESTS for event in six[4:]}


def test_held_ones_are_told_to_nobody_after_a_split(workspace: Workspace, six: list[int]) -> None:
    attend(workspace, six[3], Attendance(everybody=True))
    done = act(workspace, series_edit.save, six[2], FOLLOWING, EventEdit(location="Kampen"))
    assert {line.id for line in done.events} == {six[2], six[4], six[5]}
    assert six[3] not in {event for event, _, _ in due(workspace)}


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
        assert (done.mails, done.guests) == (0, 0)
    # Planning is what makes them be told.
    done = act(workspace, series_edit.plan, second, ALL)
    assert (done.mails, done.guests) == (GUESTS, GUESTS)


def test_after_an_undo_the_old_identity_is_told_again(workspace: Workspace, six: list[int]) -> None:
    inbox = Inbox()
    take(inbox, export(workspace, again=True))
    act(workspace, series_edit.move, six[2], FOLLOWING, day=THURSDAY)
    take(inbox, export(workspace))
    workspace.undo()
    assert {(method, reason) for _, method, reason in due(workspace)} == {
        ("REQUEST", "restored"),
        ("CANCEL", "cancelled"),
    }
    take(inbox, export(workspace))
    assert shown(inbox) == starts(workspace, six)
    workspace.redo()
    take(inbox, export(workspace))
    assert shown(inbox) == starts(workspace, six)


def test_an_untold_split_that_is_undone_leaves_nothing_to_tell(
    workspace: Workspace, six: list[int]
) -> None:
    act(workspace, series_edit.move, six[2], FOLLOWING, day=THURSDAY)
    workspace.undo()
    assert due(workspace) == {}


@pytest.mark.parametrize("scope", [ONE, FOLLOWING, ALL])
def test_whatever_is_done_a_calendar_shows_each_meeting_once(
    workspace: Workspace, six: list[int], scope: Scope
) -> None:
    inbox = Inbox()
    take(inbox, export(workspace, again=True))
    steps = (
        partial(series_edit.move, event_id=six[1], scope=scope, day=TUESDAY),
        partial(series_edit.move, event_id=six[3], scope=scope, start=time(9)),
        partial(series_edit.save, event_id=six[2], scope=scope, wanted=EventEdit(title="Anders")),
        partial(series_edit.cancel, event_id=six[4], scope=scope),
        partial(series_edit.plan, event_id=six[4], scope=scope),
    )
    for step in steps:

        def edit(change: object, step: partial[SeriesOutcome] = step) -> SeriesOutcome:
            return step(change)

        act(workspace, edit)
        take(inbox, export(workspace))
        assert shown(inbox) == starts(workspace, six)


def test_a_date_that_comes_back_into_the_rule_raises_the_sequence(workspace: Workspace) -> None:
    """Rule R49: EXDATE is significant."""
    seat_everybody(workspace)
    with workspace.change("series add") as change:
        made = series.add(change, KERNTEAM, "FREQ=WEEKLY;COUNT=4")
    second = made.events[1].id
    do(workspace, lambda c: events.cancel(c, second))
    (first,) = export(workspace)
    assert first.event.only("EXDATE").raw == "20270119T130000"
    do(workspace, lambda c: events.plan(c, second))
    (back,) = export(workspace)
    assert (back.sequence, back.event.has("EXDATE")) == (1, False)
