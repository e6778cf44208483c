"""Several events changed at once: one change, one undo, what was held stays as it is."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event as listening
from sqlalchemy.engine import Engine

from ipe_events.domain.drafts import Attendance, EventDraft, EventEdit, When
from ipe_events.domain.errors import Refused
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.domain.several_events import Several, SeveralEdit, ToCancel, ToPlan
from ipe_events.services import attendance, events, series, several_events
from ipe_events.services.workspace import Workspace
from tests.store.dumps import everything

WEEK = timedelta(days=7)


def lines(workspace: Workspace) -> list[EventLine]:
    with workspace.read() as view:
        return events.lines(view, EventFilter(kind="kernteamoverleg"))


def ids(workspace: Workspace) -> list[int]:
    return [line.id for line in lines(workspace)]


def carry_out(workspace: Workspace, numbers: list[int], wanted: Several) -> Any:
    with workspace.change("several") as change:
        return several_events.carry_out(change, numbers, wanted)


def test_a_series_moves_as_marked_and_comes_back_with_one_undo(
    workspace: Workspace, told_weekly: list[int]
) -> None:
    days = [line.day for line in lines(workspace)]
    first, second, third, fourth = told_weekly
    with workspace.change("attend") as change:
        attendance.register(change, first, Attendance(everybody=True))
    wanted = SeveralEdit(7, time(9), None, EventEdit(location="Deltion", host="deltion"))
    done = carry_out(workspace, [first, second, fourth], wanted)
    assert [line.id for line in done.events] == [second, fourth]
    assert [(item.event.id, item.why) for item in done.kept] == [(first, "held")]
    assert done.guests > 1
    assert done.mails >= done.guests
    now = {line.id: line for line in lines(workspace)}
    assert [now[number].day for number in (first, second, third, fourth)] == [
        days[0],
        days[1] + WEEK,
        days[2],
        days[3] + WEEK,
    ]
    moved = now[second]
    assert (moved.start, moved.end, moved.location) == (time(9), time(11), "Deltion")
    assert (now[third].start, now[third].host) == (time(13), None)
    workspace.undo()
    assert [line.day for line in lines(workspace)] == days


def test_what_answered_to_another_time_is_asked_again(
    workspace: Workspace, told_weekly: list[int]
) -> None:
    first, second, *_rest = told_weekly
    with workspace.change("answers") as change:
        for number in (first, second):
            who = events.page(change, number).participants[0]
            events.answer(change, number, f"#{who.id}", "accepted")
    carry_out(workspace, [first], SeveralEdit(1))
    carry_out(workspace, [second], SeveralEdit(words=EventEdit(title="Anders")))
    with workspace.read() as view:
        answers = [events.page(view, number).participants[0].answer for number in (first, second)]
    assert answers == ["needs-action", "accepted"]


def test_planning_and_cancelling(workspace: Workspace) -> None:
    when = When(date(2027, 1, 12), None, time(13), time(15))
    with workspace.change("plan") as change:
        for draft in (True, True, False):
            events.add(change, EventDraft("kernteamoverleg", when, draft=draft))
    numbers = ids(workspace)
    done = carry_out(workspace, numbers, ToPlan())
    assert [line.id for line in done.events] == numbers[:2]
    assert [(item.event.id, item.why) for item in done.kept] == [(numbers[2], "same")]
    done = carry_out(workspace, numbers, ToCancel("te weinig mensen"))
    assert {line.state for line in lines(workspace)} == {"cancelled"}
    with workspace.read() as view:
        assert events.page(view, numbers[0]).reason == "te weinig mensen"
    with pytest.raises(Refused, match="all-stay"):
        carry_out(workspace, numbers, ToCancel())
    with pytest.raises(Refused, match="all-stay"):
        carry_out(workspace, numbers, SeveralEdit(1))


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (SeveralEdit(), "nothing-to-change"),
        (SeveralEdit(words=EventEdit(title="")), "blank"),
        (SeveralEdit(words=EventEdit(host="nobody")), "unknown-organisation"),
        (SeveralEdit(end=time(9)), "end-before-start"),
    ],
)
def test_what_is_refused_changes_nothing(
    workspace: Workspace, told_weekly: list[int], wanted: SeveralEdit, code: str
) -> None:
    before = everything(workspace.path)
    with pytest.raises(Refused, match=code):
        carry_out(workspace, told_weekly, wanted)
    assert everything(workspace.path) == before
    with pytest.raises(Refused, match="unknown-event"):
        carry_out(workspace, [99_999], SeveralEdit(1))


def test_a_skipped_date_can_be_taken_back(workspace: Workspace) -> None:
    when = When(date(2026, 12, 8), None, time(13), time(15))
    christmas = date(2026, 12, 22)
    with workspace.preview() as change:
        draft = EventDraft("kernteamoverleg", when)
        made = series.add(change, draft, "FREQ=WEEKLY;COUNT=4", "skip")
        assert [item.day for item in made.skipped] == [christmas, date(2026, 12, 29)]
    with workspace.change("series") as change:
        made = series.add(change, draft, "FREQ=WEEKLY;COUNT=4", "skip", taken_back={christmas})
    assert christmas in [line.day for line in made.events]
    assert [item.day for item in made.skipped] == [date(2026, 12, 29)]


def statements(workspace: Workspace, numbers: list[int]) -> int:
    """How many selects moving these events takes."""
    asked: list[str] = []

    def keep(*call: Any) -> None:
        asked.append(call[2])

    listening.listen(Engine, "before_cursor_execute", keep)
    try:
        carry_out(workspace, numbers, SeveralEdit(1))
    finally:
        listening.remove(Engine, "before_cursor_execute", keep)
    return sum(statement.lstrip().startswith("SELECT") for statement in asked)


def test_ten_times_the_events_take_no_more_queries(workspace: Workspace) -> None:
    when = When(date(2027, 1, 12), None, time(13), time(15))
    with workspace.change("plan") as change:
        for number in range(22):
            day = When(when.day + number * WEEK, None, when.start, when.end)
            events.add(change, EventDraft("kernteamoverleg", day))
    numbers = ids(workspace)
    assert statements(workspace, numbers[2:]) <= statements(workspace, numbers[:2]) + 5
