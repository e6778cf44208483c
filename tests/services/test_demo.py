"""The demonstration: real data around any day, in one change."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from ipe_events.domain.records import EventFilter, EventLine, Participant
from ipe_events.services import (
    checking,
    demo,
    demo_data,
    events,
    ledger,
    money,
    outbox,
    people,
    planned_work,
    programmes,
    setup,
)
from ipe_events.services.workspace import Workspace
from ipe_events.store.queries import events as stored

# Making a demo takes long; the others are as well made as this one.
OTHERS = ("2023-01-01", "2027-07-20", "2030-01-01")
CLOCKS = ("2026-11-22", *(pytest.param(day, marks=pytest.mark.soak) for day in OTHERS))
INSTITUTIONS = {"landstede", "menso-alting-zwolle", "deltion", "windesheim", "viaa", "kpz"}
# Meetings of the plan itself, before the programme began.
FROM_THE_PLAN = 3


@dataclass(frozen=True)
class Demo:
    """A filled workspace, what stood in its file before, and the day it was filled."""

    workspace: Workspace
    before: dict[str, list[tuple[object, ...]]]
    today: date

    @property
    def lines(self) -> list[EventLine]:
        with self.workspace.read() as view:
            return events.lines(view, EventFilter())[FROM_THE_PLAN:]

    def participants(self, *states: str) -> list[Participant]:
        ids = [line.id for line in self.lines if line.state in states]
        with self.workspace.read() as view:
            found = stored.participants(view.session, ids)
        return [participant for own in found.values() for participant in own]


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the file but the journal."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("change", "sqlite", "journal"))
        ]
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for name in names
        }


def make(path: Path, day: str) -> Demo:
    moment = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC)
    workspace = Workspace.create(path, lambda: moment)
    text, name = programmes.source("sion")
    with workspace.change("init") as change:
        setup.add(change, text, name, {})
    before = dump(path)
    with workspace.change("demo") as change:
        demo.fill(change)
    return Demo(workspace, before, moment.date())


@pytest.fixture(scope="module", params=CLOCKS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make(tmp_path_factory.mktemp("demo") / "demo.db", request.param)


@pytest.fixture(scope="module")
def autumn(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make(tmp_path_factory.mktemp("demo") / "demo.db", "2026-11-22")


def test_every_seat_of_an_institution_has_a_person(filled: Demo) -> None:
    with filled.workspace.read() as view:
        groups = people.groups(view)
    seats = [seat for group in groups for seat in group.seats if seat.organisation in INSTITUTIONS]
    assert len(seats) > 4 * len(INSTITUTIONS)
    assert [seat for seat in seats if seat.email is None] == []


def test_the_aanjager_is_paid_by_the_programme_and_fills_no_seat(filled: Demo) -> None:
    with filled.workspace.read() as view:
        core = next(group for group in people.groups(view) if group.slug == "kernteam")
    paid = [seat for seat in core.seats if seat.financing == "programme"]
    assert [(seat.role, seat.organisation) for seat in paid] == [("chair", "landstede")]
    in_kind = [seat.organisation for seat in core.seats if seat.financing == "in_kind"]
    assert sorted(in_kind) == sorted(INSTITUTIONS | {"werkveld-kernteam-1", "werkveld-kernteam-2"})


def test_some_partners_stay_unnamed(filled: Demo) -> None:
    with filled.workspace.read() as view:
        unnamed = [row for row in people.organisations(view) if row.placeholder]
        everybody = people.people(view)
    assert len(unnamed) == 13
    assert {person.email for person in everybody if person.email} == {
        somebody.email for somebody in demo_data.load().people
    }
    assert all(
        person.email is None or person.email.endswith("@example.org") for person in everybody
    )
    assert len({person.profession for person in everybody}) > 15


def test_everything_lies_in_the_programme_and_what_is_over_was_held(filled: Demo) -> None:
    lines = filled.lines
    assert 60 <= len(lines) <= 80
    assert all(date(2024, 9, 1) <= line.day <= date(2028, 7, 31) for line in lines)
    past = [line for line in lines if (line.until or line.day) < filled.today]
    assert {line.state for line in past} <= {"held", "cancelled"}
    assert {line.state for line in lines if line not in past} <= {"planned", "draft", "cancelled"}
    assert sum(line.state == "cancelled" for line in lines) == 1


def test_the_checks_find_several_things(filled: Demo) -> None:
    with filled.workspace.read() as view:
        found = {check.code for check in checking.of_programme(view, None, None)}
    assert {"missing-organisation", "cash-short"} <= found
    if filled.today < date(2028, 7, 1):
        assert {"double-booked", "school-holiday"} <= found


def test_partners_stand_at_different_points(filled: Demo) -> None:
    with filled.workspace.read() as view:
        report = ledger.report(view)
    assert report.totals.committed == 2360 * 60
    assert {row.figures.status.value for row in report.rows} >= {"room", "on_track", "above"}


def test_undo_of_the_one_change_gives_back_the_state_before(filled: Demo) -> None:
    after = dump(filled.workspace.path)
    assert filled.workspace.undo() == "demo"
    assert dump(filled.workspace.path) == filled.before
    assert filled.workspace.redo() == "demo"
    assert dump(filled.workspace.path) == after


def test_attendance_is_not_always_as_invited(autumn: Demo) -> None:
    kept = [part for part in autumn.participants("held") if part.attended is not None]
    assert {part.attended for part in kept} == {True, False}
    assert any(part.deputy_for for part in kept)
    assert any(part.name and part.email is None for part in kept), "a walk-in"
    assert any(part.from_time is not None for part in kept), "a latecomer"
    ends = {line.end for line in autumn.lines if line.kind == "kernteamoverleg"}
    assert ends == {time(15, 0), time(15, 20)}


def test_people_answer_what_is_coming(autumn: Demo) -> None:
    answers = {part.answer for part in autumn.participants("planned")}
    assert answers == {"accepted", "tentative", "declined", "needs-action"}
    with autumn.workspace.read() as view:
        assert outbox.pending(view)


def test_the_year_has_its_rhythm(autumn: Demo) -> None:
    lines = autumn.lines
    kinds = {line.kind for line in lines}
    assert kinds >= {
        "kernteamoverleg",
        "stuurgroepoverleg",
        "werkplaats",
        "expertisegroepbijeenkomst",
        "congres",
        "partnergesprek",
        "leerteambijeenkomst",
    }
    assert sum(line.kind == "stuurgroepoverleg" for line in lines) == 4
    assert len({line.series for line in lines if line.series}) == 4
    assert any(line.link for line in lines)
    assert any(line.until for line in lines)
    assert any(line.start is None for line in lines)
    assert any(line.state == "draft" for line in lines)


def test_hours_outside_meetings_are_of_people_and_goals(autumn: Demo) -> None:
    with autumn.workspace.read() as view:
        by_goal = ledger.report(view, by="goal")
        by_person = ledger.report(view, by="person")
    assert {row.key for row in by_goal.rows} >= {"G1", "G2", "G3", "R1", "R2", "P1"}
    assert len(by_person.rows) > 20
    assert by_goal.totals.tally.other > 0


@pytest.mark.soak
def test_the_same_clock_gives_the_same_demonstration(autumn: Demo, tmp_path: Path) -> None:
    again = dump(make(tmp_path / "again.db", "2026-11-22").workspace.path)
    first = dump(autumn.workspace.path)
    # A UID is of nothing but chance.
    chance = {"event": 5, "series": 3}
    for name, rows in first.items():
        place = chance.get(name)
        assert [row[:place] for row in rows] == [row[:place] for row in again[name]], name


def test_the_books_of_the_year_are_kept(autumn: Demo) -> None:
    with autumn.workspace.read() as view:
        costs = money.cost_lines(view)
        work = planned_work.lines(view)
        report = ledger.budget_report(view)
    assert sum(line.planned or 0 for line in costs) == 70_000 * 100
    assert any(line.actual is None for line in costs)
    assert {line.organisation for line in work} >= {"kpz", "menso-alting-zwolle"}
    assert all(line.left > 0 for line in work)
    assert [year.gap for year in report.years] == [0, 0, 0, 35_000 * 100]
