"""Edits of a series in three scopes, on a real workspace."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest

from ipe_events.domain.drafts import Attendance, EventDraft, EventEdit, When
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import parse_rule
from ipe_events.domain.series_scope import Scope, SeriesOutcome, read_passed
from ipe_events.services import events, series, series_edit
from ipe_events.services.workspace import Change, Workspace
from ipe_events.store.tables import Event, Series
from tests.services.acts import (
    KERNTEAM,
    TUESDAY,
    address,
    attend,
    do,
    page,
    participants,
    refused,
    seat_everybody,
)
from tests.services.answering import tell
from tests.store.dumps import dump, everything, rows

ONE, FOLLOWING, ALL = Scope
WEEKLY = "FREQ=WEEKLY;COUNT=6"
TWO = timedelta(days=2)
THURSDAY = TUESDAY + TWO


def repeat(
    workspace: Workspace, rule: str = WEEKLY, holidays: Any = "keep", **draft: Any
) -> list[int]:
    with workspace.change("series add") as change:
        made = series.add(change, replace(KERNTEAM, **draft), rule, holidays)
    return [event.id for event in made.events]


def act(workspace: Workspace, what: Callable[..., SeriesOutcome], *a: Any, **k: Any) -> Any:
    """What an edit did, which its preview said before."""
    before = everything(workspace.path)
    with workspace.preview() as change:
        foreseen = what(change, *a, **k)
    assert everything(workspace.path) == before
    with workspace.change("edit") as change:
        done = what(change, *a, **k)
    assert plain(foreseen) == plain(done)
    return done


def plain(done: SeriesOutcome) -> Any:
    """An outcome without the identities that are made anew each time."""
    return replace(
        done,
        events=tuple(replace(line, uid="") for line in done.events),
        kept=tuple(replace(item, event=replace(item.event, uid="")) for item in done.kept),
    )


def lines(workspace: Workspace, ids: list[int]) -> list[EventLine]:
    with workspace.read() as view:
        found = {line.id: line for line in events.by_id(view, ids)}
    return [found[number] for number in ids]


def days(workspace: Workspace, ids: list[int]) -> list[date]:
    return [line.day for line in lines(workspace, ids)]


def kept(done: SeriesOutcome) -> dict[int, str]:
    return {item.event.id: str(item.why) for item in done.kept}


def weeks(*days_later: int, first: date = TUESDAY) -> list[date]:
    return [first + timedelta(weeks=n, days=by) for n, by in enumerate(days_later)]


def series_of(workspace: Workspace) -> list[tuple[Any, ...]]:
    return rows(workspace.path, "SELECT id, rule, first_day, origin_id FROM series ORDER BY id")


def rules_fit(workspace: Workspace) -> None:
    """Each rule gives the first starts of its occurrences and the days that it passed."""
    found = rows(workspace.path, "SELECT id, rule, zone, skipped FROM series WHERE rule != ''")
    for number, rule, zone, skipped in found:
        starts = rows(
            workspace.path, "SELECT original_start FROM event WHERE series_id = ?", number
        )
        own = {date.fromisoformat(str(start)[:10]) for (start,) in starts}
        assert len(own) == len(starts)
        passed = {item.day for item in read_passed(str(skipped))}
        given = occurrences(parse_rule(str(rule)), min(own | passed), zone=str(zone))
        # What was held later than the end of its series keeps the identity it was told with.
        assert set(given) <= own | passed
        assert own - set(given) <= {
            date.fromisoformat(str(start)[:10])
            for (start,) in rows(
                workspace.path,
                "SELECT original_start FROM event WHERE series_id = ? AND state = 'held'",
                number,
            )
        }


# --- moving -------------------------------------------------------------------------------------


def test_one_goes_alone(workspace: Workspace) -> None:
    ids = repeat(workspace)
    done = act(workspace, series_edit.move, ids[1], ONE, day=THURSDAY + timedelta(weeks=1))
    assert [line.id for line in done.events] == [ids[1]]
    assert days(workspace, ids) == weeks(0, 2, 0, 0, 0, 0)
    assert len(series_of(workspace)) == 1
    assert len({line.uid for line in lines(workspace, ids)}) == 1


def test_all_go_as_many_days_and_keep_their_identity(workspace: Workspace) -> None:
    ids = repeat(workspace)
    before = lines(workspace, ids)
    done = act(workspace, series_edit.move, ids[2], ALL, day=THURSDAY + timedelta(weeks=2))
    assert done.events[0].id == ids[2]
    assert {line.id for line in done.events} == set(ids)
    assert days(workspace, ids) == weeks(2, 2, 2, 2, 2, 2)
    after = lines(workspace, ids)
    assert [(line.uid, line.original_start) for line in after] == [
        (line.uid, line.original_start) for line in before
    ]
    ((_, rule, first, _),) = series_of(workspace)
    assert (rule, first) == (WEEKLY, THURSDAY.isoformat())
    rules_fit(workspace)


def test_all_go_again_from_where_they_were_put(workspace: Workspace) -> None:
    ids = repeat(workspace)
    act(workspace, series_edit.move, ids[0], ALL, day=THURSDAY)
    act(workspace, series_edit.move, ids[3], ONE, day=TUESDAY + timedelta(weeks=3))
    done = act(workspace, series_edit.move, ids[0], ALL, day=THURSDAY - timedelta(days=1))
    assert kept(done) == {ids[3]: "edited"}
    assert days(workspace, ids) == weeks(1, 1, 1, 0, 1, 1)


def test_this_and_following_are_a_series_of_their_own(workspace: Workspace) -> None:
    ids = repeat(workspace)
    when = THURSDAY + timedelta(weeks=2)
    act(workspace, series_edit.move, ids[2], FOLLOWING, day=when, start=time(9))
    assert days(workspace, ids) == weeks(0, 0, 2, 2, 2, 2)
    old, new = series_of(workspace)
    assert (old[1], old[3]) == ("FREQ=WEEKLY;COUNT=2", None)
    assert new[1:] == ("FREQ=WEEKLY;COUNT=4", when.isoformat(), old[0])
    after = lines(workspace, ids)
    assert [line.series for line in after] == [old[0]] * 2 + [new[0]] * 4
    assert len({line.uid for line in after}) == 2
    assert [line.original_start for line in after[2:]] == [
        f"{day}T09:00:00" for day in weeks(0, 0, 2, 2, 2, 2)[2:]
    ]
    assert {(line.start, line.end) for line in after[2:]} == {(time(9), time(11))}
    rules_fit(workspace)


def test_following_the_first_is_all(workspace: Workspace) -> None:
    ids = repeat(workspace)
    act(workspace, series_edit.move, ids[0], FOLLOWING, day=THURSDAY)
    assert days(workspace, ids) == weeks(2, 2, 2, 2, 2, 2)
    assert len(series_of(workspace)) == 1


def test_what_was_moved_by_itself_stays_where_it_is_and_goes_along(workspace: Workspace) -> None:
    ids = repeat(workspace)
    lonely = TUESDAY + timedelta(weeks=3, days=1)
    do(workspace, lambda c: events.move(c, ids[3], day=lonely))
    do(workspace, lambda c: events.move(c, ids[4], start=time(9)))
    when = THURSDAY + timedelta(weeks=2)
    done = act(workspace, series_edit.move, ids[2], FOLLOWING, day=when)
    assert kept(done) == {ids[3]: "edited", ids[4]: "edited"}
    assert days(workspace, ids) == weeks(0, 0, 2, 1, 0, 2)
    after = lines(workspace, ids)
    assert after[3].series == after[2].series != after[1].series
    # Its place in the new series is where the others went.
    assert after[3].original_start == f"{TUESDAY + timedelta(weeks=3, days=2)}T13:00:00"
    done = act(workspace, series_edit.move, ids[2], ALL, day=when + timedelta(days=1))
    assert kept(done) == {ids[3]: "edited", ids[4]: "edited"}
    rules_fit(workspace)


def test_a_moved_occurrence_is_there_once(workspace: Workspace) -> None:
    ids = repeat(workspace)
    act(workspace, series_edit.move, ids[3], ONE, day=TUESDAY + timedelta(weeks=1))
    act(workspace, series_edit.move, ids[1], FOLLOWING, start=time(10))
    with workspace.read() as view:
        found = events.lines(view, EventFilter(first=TUESDAY, kind="kernteamoverleg"))
    assert sorted(line.id for line in found) == sorted(ids)
    places = {(line.uid, line.original_start) for line in found}
    assert len(places) == 6


def test_times_alone_leave_the_days(workspace: Workspace) -> None:
    ids = repeat(workspace)
    act(workspace, series_edit.move, ids[5], ALL, end=time(16))
    assert days(workspace, ids) == weeks(0, 0, 0, 0, 0, 0)
    assert {line.end for line in lines(workspace, ids)} == {time(16)}
    assert {page(workspace, number).minutes for number in ids} == {180}
    ((start, end),) = rows(workspace.path, "SELECT start_time, end_time FROM series")
    assert (str(start)[:5], str(end)[:5]) == ("13:00", "16:00")


def test_wall_clock_times_stay_over_the_change_of_the_clock(workspace: Workspace) -> None:
    ids = repeat(workspace, "FREQ=WEEKLY;COUNT=4", when=When(date(2027, 3, 16), None, *AT))
    act(workspace, series_edit.move, ids[1], FOLLOWING, day=date(2027, 3, 24), start=time(2, 30))
    assert {(line.start, line.end) for line in lines(workspace, ids)[1:]} == {
        (time(2, 30), time(4, 30))
    }
    # On Sunday 28 March 2027 there is no half past two.
    problem = refused(
        workspace,
        lambda c: series_edit.move(c, ids[1], ALL, day=date(2027, 3, 21)),
    )
    assert problem.code == "time-does-not-exist"


AT = (time(13), time(15))


def test_days_without_times(workspace: Workspace) -> None:
    ids = repeat(workspace, when=When(TUESDAY))
    act(workspace, series_edit.move, ids[2], FOLLOWING, day=THURSDAY + timedelta(weeks=2))
    assert days(workspace, ids) == weeks(0, 0, 2, 2, 2, 2)
    assert lines(workspace, ids)[3].original_start == (THURSDAY + timedelta(weeks=3)).isoformat()
    act(workspace, series_edit.move, ids[2], ALL, start=time(9), end=time(10))
    assert {line.start for line in lines(workspace, ids)} == {None, time(9)}
    rules_fit(workspace)


def test_everybody_who_moved_is_asked_again_and_nobody_else(workspace: Workspace) -> None:
    seat_everybody(workspace)
    ids = repeat(workspace)
    viaa = address("viaa")
    with workspace.change("answers") as change:
        for number in ids:
            events.answer(change, number, viaa, "accepted")
    do(workspace, lambda c: events.move(c, ids[4], day=TUESDAY + timedelta(weeks=4, days=1)))
    do(workspace, lambda c: events.answer(c, ids[4], viaa, "accepted"))
    act(workspace, series_edit.move, ids[2], FOLLOWING, start=time(9))
    answers = [
        next(part.answer for part in page(workspace, number).participants if part.email == viaa)
        for number in ids
    ]
    assert answers == ["accepted"] * 2 + ["needs-action"] * 2 + ["accepted", "needs-action"]


# --- holidays -----------------------------------------------------------------------------------

WINTER = When(date(2026, 12, 8), None, time(13), time(15))


def test_days_that_were_skipped_go_with_their_part(workspace: Workspace) -> None:
    ids = repeat(workspace, WEEKLY, "skip", when=WINTER)
    act(workspace, series_edit.move, ids[1], FOLLOWING, day=date(2026, 12, 17))
    assert days(workspace, ids) == [
        date(2026, 12, 8),
        *(date(2026, 12, 17), date(2027, 1, 7), date(2027, 1, 14)),
    ]
    found = rows(workspace.path, "SELECT rule, skipped FROM series ORDER BY id")
    assert [rule for rule, _ in found] == ["FREQ=WEEKLY;COUNT=1", "FREQ=WEEKLY;COUNT=5"]
    assert json.loads(str(found[0][1])) == []
    assert [day for day, *_ in json.loads(str(found[1][1]))] == ["2026-12-24", "2026-12-31"]
    rules_fit(workspace)


def test_days_that_a_holiday_moved_follow_the_series(workspace: Workspace) -> None:
    rule = "FREQ=MONTHLY;BYDAY=4TU;COUNT=3"
    ids = repeat(workspace, rule, "shift", when=replace(WINTER, day=date(2026, 11, 24)))
    assert days(workspace, ids)[1] == date(2027, 1, 5)
    act(workspace, series_edit.move, ids[0], ALL, day=date(2026, 11, 25))
    assert days(workspace, ids) == [date(2026, 11, 25), date(2027, 1, 6), date(2027, 1, 27)]
    act(workspace, series_edit.move, ids[1], FOLLOWING, day=date(2027, 1, 7))
    assert days(workspace, ids) == [date(2026, 11, 25), date(2027, 1, 7), date(2027, 1, 28)]
    act(workspace, series_edit.move, ids[1], ALL, day=date(2027, 1, 8))
    assert days(workspace, ids)[2] == date(2027, 1, 29)
    rules_fit(workspace)


# --- words --------------------------------------------------------------------------------------


def test_all_take_over_what_is_still_as_the_series_was_made(workspace: Workspace) -> None:
    ids = repeat(workspace, location="Zwolle", host="viaa")
    do(workspace, lambda c: events.edit(c, ids[1], EventEdit(location="Deventer")))
    do(workspace, lambda c: events.edit(c, ids[2], EventEdit(title="Kick-off")))
    do(workspace, lambda c: events.cancel(c, ids[3]))
    wanted = EventEdit(title="Overleg", location="Kampen", host="kpz", goal="G1", link=LINK)
    done = act(workspace, series_edit.save, ids[0], ALL, wanted)
    assert kept(done) == {ids[3]: "cancelled"}
    after = lines(workspace, ids)
    assert [line.location for line in after] == [
        *("Kampen", "Deventer", "Kampen", "Zwolle", "Kampen", "Kampen")
    ]
    assert [line.title for line in after][:3] == ["Overleg", "Overleg", "Kick-off"]
    assert {line.host for line in after if line.id != ids[3]} == {"kpz"}
    (template,) = rows(workspace.path, "SELECT title, location, link FROM series")
    assert template == ("Overleg", "Kampen", LINK)
    only = act(workspace, series_edit.save, ids[0], ALL, EventEdit(location="Kampen"))
    assert kept(only)[ids[1]] == "edited"
    assert kept(only)[ids[4]] == "same"


LINK = "https://example.org/overleg"


def test_the_chosen_one_changes_whatever_was_done_to_it(workspace: Workspace) -> None:
    ids = repeat(workspace, location="Zwolle")
    do(workspace, lambda c: events.edit(c, ids[1], EventEdit(location="Deventer")))
    act(workspace, series_edit.save, ids[1], ALL, EventEdit(location="Kampen"))
    assert {line.location for line in lines(workspace, ids)} == {"Kampen"}


def test_a_note_goes_to_those_that_have_the_same(workspace: Workspace) -> None:
    ids = repeat(workspace)
    do(workspace, lambda c: events.edit(c, ids[2], EventEdit(note="Eigen")))
    act(workspace, series_edit.save, ids[0], ALL, EventEdit(note="Neem het rooster mee"))
    notes = [page(workspace, number).note for number in ids]
    assert notes.count("Neem het rooster mee") == 5
    assert notes[2] == "Eigen"


def test_following_words_divide_a_series_as_well(workspace: Workspace) -> None:
    ids = repeat(workspace, location="Zwolle")
    act(workspace, series_edit.save, ids[4], FOLLOWING, EventEdit(location="Kampen"))
    assert [line.location for line in lines(workspace, ids)] == ["Zwolle"] * 4 + ["Kampen"] * 2
    found = rows(workspace.path, "SELECT rule, location FROM series ORDER BY id")
    assert found == [("FREQ=WEEKLY;COUNT=4", "Zwolle"), ("FREQ=WEEKLY;COUNT=2", "Kampen")]
    rules_fit(workspace)


def test_a_form_saves_words_and_times_at_once(workspace: Workspace) -> None:
    ids = repeat(workspace)
    when = When(THURSDAY + timedelta(weeks=1), None, time(9), time(10))
    act(workspace, series_edit.save, ids[1], FOLLOWING, EventEdit(title="Overleg"), when)
    assert len(series_of(workspace)) == 2
    assert days(workspace, ids) == weeks(0, 2, 2, 2, 2, 2)
    assert [line.title for line in lines(workspace, ids)][1:] == ["Overleg"] * 5


# --- states -------------------------------------------------------------------------------------


def test_cancelling_what_follows_keeps_its_identity(workspace: Workspace) -> None:
    ids = repeat(workspace)
    do(workspace, lambda c: events.move(c, ids[4], start=time(9)))
    do(workspace, lambda c: events.cancel(c, ids[5]))
    done = act(workspace, series_edit.cancel, ids[2], FOLLOWING, "bezuiniging")
    assert kept(done) == {ids[5]: "cancelled"}
    assert [line.state for line in lines(workspace, ids)] == ["planned"] * 2 + ["cancelled"] * 4
    assert page(workspace, ids[4]).reason == "bezuiniging"
    assert len(series_of(workspace)) == 1


def test_planning_brings_those_in_the_same_state(workspace: Workspace) -> None:
    ids = repeat(workspace, draft=True)
    do(workspace, lambda c: events.cancel(c, ids[1]))
    do(workspace, lambda c: events.plan(c, ids[2]))
    done = act(workspace, series_edit.plan, ids[0], ALL)
    assert kept(done) == {ids[1]: "cancelled", ids[2]: "same"}
    act(workspace, series_edit.cancel, ids[0], ALL)
    act(workspace, series_edit.plan, ids[3], FOLLOWING)
    assert [line.state for line in lines(workspace, ids)] == ["cancelled"] * 3 + ["planned"] * 3


# --- what was held ------------------------------------------------------------------------------


def test_what_is_planned_again_after_it_was_told_to_be_off_is_answered_anew(
    workspace: Workspace, told_weekly: list[int]
) -> None:
    _first, second, third, _fourth = told_weekly
    viaa = address("viaa")
    yes = partial(events.answer, who=viaa, value="accepted")
    do(workspace, *[partial(yes, event_id=number) for number in told_weekly])
    do(workspace, lambda c: series_edit.cancel(c, third, Scope.FOLLOWING))
    tell(workspace)
    do(workspace, lambda c: series_edit.cancel(c, second, Scope.ONE))
    do(workspace, lambda c: series_edit.plan(c, second, Scope.ALL))
    said = [participants(workspace, number)[viaa].answer for number in told_weekly]
    assert said == ["accepted", "accepted", "needs-action", "needs-action"]


def test_held_ones_stay_with_the_series_they_were_told_of(workspace: Workspace) -> None:
    seat_everybody(workspace)
    ids = repeat(workspace)
    for number in (ids[0], ids[3]):
        attend(workspace, number, Attendance(everybody=True))
    before = held(workspace)
    when = THURSDAY + timedelta(weeks=1)
    done = act(workspace, series_edit.move, ids[1], FOLLOWING, day=when)
    assert kept(done) == {ids[3]: "held"}
    assert days(workspace, ids) == weeks(0, 2, 2, 0, 2, 2)
    assert held(workspace) == before
    rules_fit(workspace)
    for what in (
        partial(series_edit.move, scope=ALL, day=when),
        partial(series_edit.save, scope=ONE, wanted=EventEdit(title="Anders")),
        partial(series_edit.save, scope=FOLLOWING, wanted=EventEdit(title="Anders")),
        partial(series_edit.cancel, scope=ALL),
        partial(series_edit.plan, scope=ALL),
    ):
        problem = refused(workspace, lambda c, what=what: what(c, ids[0]))  # type: ignore[misc]
        assert problem.code in ("state-wrong", "event-held")
    # Its words alone can still be set right: that is no edit of a series.
    do(workspace, lambda c: series_edit.save(c, ids[0], None, EventEdit(note="verslag")))
    assert page(workspace, ids[0]).note == "verslag"


def held(workspace: Workspace) -> list[Any]:
    """Every byte of what was held: the events, who was there, the hours."""
    path = workspace.path
    own = "SELECT id FROM event WHERE state = 'held'"
    return [
        rows(path, "SELECT * FROM event WHERE state = 'held' ORDER BY id"),
        rows(path, f"SELECT * FROM participation WHERE event_id IN ({own}) ORDER BY id"),
        rows(path, "SELECT * FROM hour_entry ORDER BY id"),
    ]


# --- a year plan --------------------------------------------------------------------------------


def year_plan(workspace: Workspace) -> list[int]:
    """Four meetings of a plan without a rule, each with an identity and a number of its own."""
    with workspace.change("plan") as change:
        template: dict[str, Any] = {"kind_id": 1, "zone": "Europe/Amsterdam", "rule": ""}
        row = change.add(
            Series(
                programme_id=change.programme_id,
                uid="plan@example.org",
                title="Kernteamoverleg",
                first_day=TUESDAY,
                start_time=time(13),
                end_time=time(15),
                skipped='[["2027-02-23", "Voorjaarsvakantie"]]',
                **template,
            )
        )
        ids = []
        for number in range(4):
            when = When(TUESDAY + timedelta(days=40 * number), None, time(13), time(15))
            draft = EventDraft("kernteamoverleg", when, title=f"Kernteam {number + 1}")
            made = events.add(change, draft).events[0]
            event = change.session.get_one(Event, made.id)
            event.series_id = row.id
            ids.append(made.id)
    return ids


def test_a_year_plan_is_edited_without_a_rule(workspace: Workspace) -> None:
    ids = year_plan(workspace)
    before = lines(workspace, ids)
    done = act(workspace, series_edit.move, ids[1], ALL, day=before[1].day + TWO, start=time(9))
    assert {line.id for line in done.events} == set(ids)
    after = lines(workspace, ids)
    assert [line.day - was.day for line, was in zip(after, before, strict=True)] == [TWO] * 4
    assert {line.start for line in after} == {time(9)}
    assert [line.title for line in after] == [f"Kernteam {n}" for n in range(1, 5)]
    assert [line.uid for line in after] == [line.uid for line in before]
    act(workspace, series_edit.save, ids[2], FOLLOWING, EventEdit(location="Kampen"))
    after = lines(workspace, ids)
    assert [line.location for line in after] == ["", "", "Kampen", "Kampen"]
    assert [line.uid for line in after] == [line.uid for line in before]
    assert len({line.series for line in after}) == 2
    done = act(workspace, series_edit.save, ids[2], ALL, EventEdit(title="Bijzonder"))
    assert kept(done) == {ids[3]: "edited"}


# --- refusals and undo --------------------------------------------------------------------------


def test_an_event_outside_a_series_has_no_scope(workspace: Workspace) -> None:
    with workspace.change("add") as change:
        number = events.add(change, KERNTEAM).events[0].id
    for scope in (FOLLOWING, ALL):
        problem = refused(
            workspace,
            lambda c, scope=scope: series_edit.cancel(c, number, scope),  # type: ignore[misc]
        )
        assert (problem.code, problem.field) == ("not-in-a-series", "scope")
    act(workspace, series_edit.move, number, ONE, day=THURSDAY)
    assert days(workspace, [number]) == [THURSDAY]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (partial(series_edit.move, end=time(12)), "end-before-start"),
        (
            partial(
                series_edit.save,
                wanted=EventEdit(),
                when=When(TUESDAY, TUESDAY + TWO, time(9), time(10)),
            ),
            "series-of-days",
        ),
        (partial(series_edit.save, wanted=EventEdit(title="\n")), "blank"),
        (partial(series_edit.save, wanted=EventEdit(host="niemand")), "unknown-organisation"),
        (partial(series_edit.plan), "state-wrong"),
    ],
)
def test_what_cannot_be_changes_nothing(
    workspace: Workspace, what: Callable[..., SeriesOutcome], code: str
) -> None:
    ids = repeat(workspace)
    for scope in (FOLLOWING, ALL):
        problem = refused(workspace, lambda c, scope=scope: what(c, ids[1], scope=scope))  # type: ignore[misc]
        assert problem.code == code


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize(
    "what",
    [
        partial(series_edit.move, day=date(2027, 2, 4), start=time(9)),
        partial(series_edit.save, wanted=EventEdit(location="Kampen", title="Overleg")),
        partial(series_edit.cancel, reason="ziek"),
    ],
)
def test_one_undo_takes_an_edit_back(
    workspace: Workspace, what: Callable[..., SeriesOutcome], scope: Scope
) -> None:
    seat_everybody(workspace)
    ids = repeat(workspace)
    before = dump(workspace.path)
    with workspace.change("edit") as change:
        what(change, ids[2], scope=scope)
    after = dump(workspace.path)
    assert after != before
    workspace.undo()
    assert dump(workspace.path) == before
    workspace.redo()
    assert dump(workspace.path) == after


def test_a_series_remembers_what_it_was_made_with(workspace: Workspace) -> None:
    draft = {"location": " Zwolle ", "link": LINK, "host": "viaa", "goal": "G1"}
    repeat(workspace, when=When(TUESDAY, None, time(13)), **draft)
    (made,) = rows(
        workspace.path,
        "SELECT location, link, substr(end_time, 1, 5), organisation.slug, goal.slug FROM series "
        "JOIN organisation ON organisation.id = host_id JOIN goal ON goal.id = goal_id",
    )
    assert made == ("Zwolle", LINK, "15:00", "viaa", "G1")


def test_an_edit_of_many_asks_the_file_a_few_times(workspace: Workspace) -> None:
    def counted(count: int) -> int:
        ids = repeat(workspace, f"FREQ=DAILY;COUNT={count}")
        seen: list[str] = []

        def move(change: Change) -> None:
            connection = change.session.connection().connection.driver_connection
            assert connection is not None
            connection.set_trace_callback(seen.append)
            series_edit.move(change, ids[1], FOLLOWING, start=time(9))
            connection.set_trace_callback(None)

        do(workspace, move)
        return sum(1 for statement in seen if statement.lstrip().upper().startswith("SELECT"))

    assert counted(60) == counted(10)
