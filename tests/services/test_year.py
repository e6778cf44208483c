"""A whole year: dates around everything in the way, hosts, hours, same as last year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipe_events.domain.availability import CLOSURE, MEETING, NOT_WORKING_DAY
from ipe_events.domain.drafts import Attendance, EventDraft, When
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.domain.year_plan import Accepted, Edit, YearPlan, YearWish
from ipe_events.services import attendance, events, ledger, year
from ipe_events.services.commitments import CommitmentEdit, set_commitment
from ipe_events.services.workspace import Change, Workspace
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Closure, Organisation, Person, Series
from tests.refusals import problem_of
from tests.services.acts import INSTITUTIONS, address, do, seat_everybody
from tests.store.dumps import everything

YEAR = "2027-2028"
KERNTEAM = ("kernteamoverleg", "every 3 weeks tue 13:00-15:00")
WHOLE = YearWish(
    YEAR,
    (
        KERNTEAM,
        ("stuurgroepoverleg", "4 x 9:00-10:30"),
        ("werkplaats", "2 x"),
        ("expertisegroepbijeenkomst", "3 x 15-17"),
        ("congres", "1 x"),
    ),
)


def proposed(
    workspace: Workspace, wish: YearWish, edits: dict[str, Edit] | None = None
) -> YearPlan:
    with workspace.read() as view:
        return year.propose(view, wish, edits or {})


def accepted(workspace: Workspace, wish: YearWish, *, draft: bool = False) -> Accepted:
    with workspace.change("plan") as change:
        return year.accept(change, wish, year.propose(change, wish), draft=draft)


def of_year(workspace: Workspace) -> list[EventLine]:
    with workspace.read() as view:
        return events.lines(view, EventFilter(date(2027, 8, 1), date(2028, 7, 31)))


def code_of(workspace: Workspace, wish: YearWish) -> str:
    return problem_of(lambda: proposed(workspace, wish)).code


def key_of(change: Change, slug: str) -> int:
    row = lookup.first(change.session, Organisation, slug=slug)
    assert row is not None
    assert row.id is not None
    return row.id


def closed(slug: str, first: date, last: date) -> object:
    def act(change: Change) -> None:
        number = key_of(change, slug)
        change.add(Closure(organisation_id=number, starts=first, ends=last, name="Studieweek"))

    return act


def test_numbers_days_and_titles(workspace: Workspace) -> None:
    plan = proposed(workspace, WHOLE)
    counts = Counter(item.kind for item in plan.taken)
    assert counts.pop("kernteamoverleg") == 16
    assert counts == {
        "stuurgroepoverleg": 4,
        "werkplaats": 2,
        "expertisegroepbijeenkomst": 3,
        "congres": 1,
    }
    own = [item for item in plan.taken if item.kind == "kernteamoverleg"]
    assert {item.day.weekday() for item in own} == {1}
    assert all(11 <= (after.day - before.day).days <= 31 for before, after in pairwise(own))
    with workspace.read() as view:
        from ipe_events.services import availability

        calendar = availability.holiday_calendar(view)
    assert calendar is not None
    for item in plan.taken:
        assert item.day.weekday() < 5
        assert calendar.days_off(item.day, item.day) == []
    assert own[2].title.startswith("Kernteamoverleg 3 ")
    assert own[2].title.endswith(" 16")
    assert [item.title for item in plan.taken if item.kind == "congres"] == ["Congres"]
    assert [(item.start, item.end) for item in own][:1] == [(time(13), time(15))]
    passed = {item.wanted: [one.name for one in item.passed] for item in plan.passed_over}
    assert passed[date(2027, 12, 28)] == ["Kerstvakantie"]
    assert passed[date(2028, 7, 25)] == ["Zomervakantie"]


def test_nobody_is_asked_to_two_meetings_at_once(workspace: Workspace) -> None:
    taken = proposed(workspace, WHOLE).taken
    shared = {"kernteamoverleg", "congres"}  # The same group.
    for one in taken:
        for other in taken:
            if one.key < other.key and {one.kind, other.kind} == shared:
                assert not one.meets(other)


def test_hosts_take_turns(workspace: Workspace) -> None:
    plan = proposed(workspace, WHOLE)
    for kind, hosts in plan.hosts.items():
        shares = Counter(item.host for item in plan.taken if item.kind == kind)
        counts = [shares[slug] for slug, _name in hosts]
        assert max(counts) - min(counts) <= 1
        assert sum(counts) == sum(item.kind == kind for item in plan.taken)


def test_who_skips_a_turn_and_who_hosted_before(workspace: Workspace) -> None:
    draft = EventDraft("kernteamoverleg", When(date(2027, 6, 8)), host="landstede")
    do(workspace, lambda change: events.add(change, draft))
    wish = replace(WHOLE, rhythms=(KERNTEAM,), no_host=("Deltion",))
    hosts = [item.host for item in proposed(workspace, wish).taken]
    assert "deltion" not in hosts
    assert hosts[0] == "menso-alting-zwolle"
    assert hosts.index("landstede") == 6


def test_closures_working_days_and_meetings_are_avoided(workspace: Workspace) -> None:
    seat_everybody(workspace)

    def off_on_tuesday(change: Change) -> None:
        row = lookup.first(change.session, Person, email=address("kpz"))
        assert row is not None
        row.working_days = "1345"
        change.add(row)

    do(workspace, off_on_tuesday)
    wish = YearWish(YEAR, (("kernteamoverleg", "4 x 13:00-15:00"),))
    plan = proposed(workspace, wish)
    assert all(item.day.weekday() != 1 for item in plan.taken)
    assert all(not item.marks for item in plan.taken)
    first = plan.taken[0].day
    do(workspace, closed("viaa", first, first))  # type: ignore[arg-type]
    other = proposed(workspace, wish).taken[0].day
    assert other != first
    meeting = EventDraft("kernteamoverleg", When(other, None, time(14), time(16)))
    do(workspace, lambda change: events.add(change, meeting))
    assert proposed(workspace, wish).taken[0].day not in (first, other)


def test_what_cannot_be_avoided_is_marked(workspace: Workspace) -> None:
    do(workspace, closed("viaa", date(2027, 8, 1), date(2028, 7, 31)))  # type: ignore[arg-type]
    plan = proposed(workspace, YearWish(YEAR, (KERNTEAM,)))
    assert len(plan.taken) == 16
    for item in plan.taken:
        assert [(one.code, one.name, one.who) for one in item.marks] == [
            (CLOSURE, "Studieweek", "Hogeschool Viaa")
        ]
    # Who is closed cannot receive, unless it is the only one whose turn it is.
    assert plan.taken[4].host != "viaa"


def test_changes_by_hand(workspace: Workspace) -> None:
    wish = YearWish(YEAR, (KERNTEAM, ("congres", "1 x 9:00-17:00")))
    plan = proposed(workspace, wish)
    skipped = plan.proposals[-1]
    assert not skipped.taken
    congress = next(item for item in plan.taken if item.kind == "congres")
    first, second = [item for item in plan.taken if item.kind == "kernteamoverleg"][:2]
    edits = {
        first.key: Edit(taken=False),
        second.key: Edit(host="kpz"),
        skipped.key: Edit(taken=True),
        congress.key: Edit(day=second.day),
    }
    changed = proposed(workspace, wish, edits)
    by_key = {item.key: item for item in changed.proposals}
    assert not by_key[first.key].taken
    assert by_key[second.key].host == "kpz"
    assert by_key[second.key].title.startswith("Kernteamoverleg 1 ")
    assert [one.name for one in by_key[skipped.key].marks] == ["Zomervakantie"]
    assert by_key[skipped.key].host is not None
    assert MEETING in [one.code for one in by_key[congress.key].marks]
    weekend = proposed(workspace, wish, {congress.key: Edit(day=date(2027, 10, 2))})
    marks = {one.code for item in weekend.taken for one in item.marks if item.kind == "congres"}
    assert marks == {NOT_WORKING_DAY}


@pytest.mark.parametrize("draft", [False, True])
def test_what_it_costs_is_what_the_report_says_after_it(workspace: Workspace, draft: bool) -> None:
    before = everything(workspace.path)
    with workspace.preview() as change:
        costs = year.accept(change, WHOLE, year.propose(change, WHOLE), draft=draft).costs
    assert everything(workspace.path) == before
    done = accepted(workspace, WHOLE, draft=draft)
    assert done.costs == costs
    with workspace.read() as view:
        rows = ledger.report(view, YEAR).rows
    tallies = {(row.key, row.line): row.figures for row in rows}
    for cost in costs:
        figures = tallies[cost.organisation, cost.line]
        assert cost.minutes == (figures.tally.draft if draft else figures.tally.planned)
        assert cost.left == figures.left
    assert sum(cost.minutes for cost in costs) > 0
    lines = of_year(workspace)
    assert {line.state for line in lines} == {"draft" if draft else "planned"}
    assert len({line.uid for line in lines}) == len(lines) == 26
    assert {line.original_start for line in lines} == {""}
    workspace.undo()
    assert of_year(workspace) == []


def test_a_year_plan_is_a_series_without_a_rule(workspace: Workspace) -> None:
    accepted(workspace, WHOLE)
    with workspace.read() as view:
        found = lookup.find(view.session, Series)
        assert {row.rule for row in found} == {""}
        assert len(found) == 5
        assert "Zomervakantie" in next(row for row in found if "Kernteam" in row.title).skipped


def test_same_as_last_year(workspace: Workspace) -> None:
    seat_everybody(workspace)

    def this_year(change: Change) -> None:
        for month in (1, 2, 3, 4):
            when = When(date(2027, month, 5), None, time(9), time(11))
            draft = EventDraft("kernteamoverleg", when, groups=("kernteam", "expertisegroep"))
            done = events.add(change, draft)
            attendance.register(change, done.events[0].id, Attendance(everybody=True))
        cancelled = events.add(change, EventDraft("congres", When(date(2027, 5, 14))))
        events.cancel(change, cancelled.events[0].id)

    do(workspace, this_year)
    wish = YearWish(YEAR, like="2026-2027")
    plan = proposed(workspace, wish)
    assert len(plan.taken) == 4
    assert {(item.kind, item.start, item.end) for item in plan.taken} == {
        ("kernteamoverleg", time(9), time(11))
    }
    assert plan.taken[0].groups == ("kernteam", "expertisegroep")
    done = accepted(workspace, wish)
    with workspace.read() as view:
        page = events.page(view, next(iter(done.events.values())))
        assert "werkveld-leerteams-1" in {part.organisation for part in page.participants}
        assert {part.attended for part in page.participants} == {None}
        assert all(row.figures.tally.realised == 0 for row in ledger.report(view, YEAR).rows)
    typed = replace(wish, rhythms=(("kernteamoverleg", "2 x"), ("congres", "1 x")))
    assert Counter(item.kind for item in proposed(workspace, typed).taken) == {
        "kernteamoverleg": 2,
        "congres": 1,
    }
    without = replace(wish, rhythms=(("kernteamoverleg", "-"),))
    assert code_of(workspace, without) == "rhythm-needed"


def test_promises_are_copied_where_there_are_none(workspace: Workspace) -> None:
    def this_year(change: Change) -> None:
        events.add(change, EventDraft("kernteamoverleg", When(date(2027, 1, 12))))
        set_commitment(change, "saxion", "kernteam", "2026-2027", CommitmentEdit(minutes=600))

    do(workspace, this_year)
    wish = YearWish(YEAR, like="2026-2027")
    assert accepted(workspace, wish).copied == 1
    with workspace.read() as view:
        rows = {(row.key, row.line): row.figures for row in ledger.report(view, YEAR).rows}
        assert rows["saxion", "kernteam"].committed == 600
        # Promised by the plan for 2027 already: left alone.
        assert rows["deltion", "kernteam"].committed == 5000
    assert accepted(workspace, wish).copied == 0


def test_what_is_refused(workspace: Workspace) -> None:
    assert code_of(workspace, YearWish(YEAR)) == "rhythm-needed"
    assert code_of(workspace, YearWish("2025-2026", (KERNTEAM,))) == "year-over"
    assert code_of(workspace, YearWish("2030", (KERNTEAM,))) == "year-outside"
    assert code_of(workspace, YearWish("soon", (KERNTEAM,))) == "not-a-year"
    assert code_of(workspace, YearWish(YEAR, (("feest", "1 x"),))) == "unknown-kind"
    assert code_of(workspace, YearWish(YEAR, (KERNTEAM, KERNTEAM))) == "rhythm-twice"
    assert code_of(workspace, YearWish(YEAR, (("congres", "250 x"),))) == "rhythm-too-many"
    assert code_of(workspace, YearWish(YEAR, like="2025-2026")) == "nothing-like"
    assert code_of(workspace, replace(WHOLE, no_host=("nobody",))) == "unknown-organisation"
    many = (("congres", "150 x"), ("werkplaats", "150 x"), ("overig", "150 x"))
    assert code_of(workspace, YearWish(YEAR, many)) == "too-many-meetings"
    nothing = {f"congres-{number}": Edit(taken=False) for number in range(1)}
    plan = proposed(workspace, YearWish(YEAR, (("congres", "1 x"),)), nothing)
    problem = problem_of(lambda: do(workspace, lambda change: year.accept(change, WHOLE, plan)))
    assert problem.code == "plan-empty"


def test_a_calendar_year_from_tomorrow_on(workspace: Workspace) -> None:
    plan = proposed(workspace, YearWish("2026-2027", (("stuurgroepoverleg", "2 x"),)))
    assert plan.first == date(2026, 11, 23)
    assert len(plan.taken) == 2
    plan = proposed(workspace, YearWish("2028", (("stuurgroepoverleg", "1 x"),)))
    assert (plan.first, plan.last) == (date(2028, 1, 1), date(2028, 7, 31))


RHYTHMS = st.sampled_from(
    ("1 x", "3 x di", "every 2 weeks", "elke 4 weken do 9-11", "last fri", "2 x per kwartaal 13-15")
)


@pytest.fixture(scope="module")
def shared(sion_template: object) -> Iterator[Workspace]:
    from pathlib import Path

    from tests.conftest import fixed_clock

    opened = Workspace(Path(str(sion_template)), fixed_clock)
    yield opened
    opened.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(("kernteamoverleg", "stuurgroepoverleg", "werkplaats", "congres")),
        RHYTHMS,
        min_size=1,
    ),
    st.sets(st.sampled_from(INSTITUTIONS), max_size=4),
)
def test_every_plan_keeps_its_promises(
    shared: Workspace, rhythms: dict[str, str], no_host: set[str]
) -> None:
    wish = YearWish(YEAR, tuple(rhythms.items()), no_host=tuple(sorted(no_host)))
    plan = proposed(shared, wish)
    asked = {"1 x": 1, "3 x di": 3, "2 x per kwartaal 13-15": 8}
    for kind, text in rhythms.items():
        own = [item for item in plan.taken if item.kind == kind]
        assert len(own) == asked.get(text, len(own))
        assert len({item.day for item in own}) == len(own)
        assert all(plan.first <= item.day <= plan.last for item in own)
        assert all(item.day.weekday() < 5 for item in own)
        assert all(one.code != "holiday" for item in own for one in item.marks)
        assert all(one.code != "school-holiday" for item in own for one in item.marks)
        able = [slug for slug, _name in plan.hosts[kind] if slug not in no_host]
        shares = Counter(item.host for item in own)
        assert max(shares[slug] for slug in able) - min(shares[slug] for slug in able) <= 1
        assert not no_host & set(shares)
