"""Random programmes, made through the services: people who move, meetings of every sort, hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from ipe_events.domain.cash import CashDraft, CashKind, CostDraft
from ipe_events.domain.drafts import Attendance, EventDraft, EventEdit, HourDraft, PersonDraft, When
from ipe_events.domain.entries import Origin
from ipe_events.domain.errors import Refused
from ipe_events.domain.hours import Own
from ipe_events.domain.invitation import Answer
from ipe_events.domain.kinds import BY_SEAT, KindEdit
from ipe_events.domain.planned_work import WorkDraft
from ipe_events.domain.rates import RateDraft
from ipe_events.services import (
    attendance,
    closings,
    commitments,
    entries,
    events,
    kinds,
    money,
    people,
    planned_work,
    rates,
    series,
    setup,
    succession,
)
from ipe_events.services.commitments import CommitmentEdit
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Change, Workspace
from ipe_events.store import journal

Act = Callable[[Change, Random], object]
Story = list[tuple[str, int]]

ZONE = ZoneInfo("Europe/Amsterdam")
PARTNERS = (
    *("landstede", "menso-alting-zwolle", "deltion", "windesheim", "viaa", "kpz"),
    *("werkveld-kernteam-1", "werkveld-kernteam-2", "werkveld-leerteams-1", "saxion"),
)
LINES = ("kernteam", "leerteambegeleiding", "programmabudget")
GOALS = ("G1", "G2", "R1", "P1")
KINDS = (
    *("kernteamoverleg", "kernteamoverleg", "kernteamoverleg", "werkplaats", "congres"),
    *("expertisegroepbijeenkomst", "leerteambijeenkomst", "iplg_bijeenkomst", "overig"),
)
FINANCING = ("in_kind", "in_kind", "in_kind", "programme", "other")
# The clocks change, a leap day, and the edges of months and of both kinds of year.
DAYS = (
    *(date(2027, 3, 28), date(2027, 10, 31), date(2027, 3, 27), date(2027, 10, 30)),
    *(date(2028, 2, 29), date(2028, 2, 28), date(2028, 3, 1), date(2026, 12, 31)),
    *(date(2027, 1, 1), date(2027, 7, 31), date(2027, 8, 1), date(2027, 12, 31)),
    *(date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)),
)
FIRST = date(2024, 9, 1)


def a_day(rng: Random) -> date:
    """Now and then a day that is something special."""
    if rng.random() < 0.4:
        return rng.choice(DAYS)
    return FIRST + timedelta(days=rng.randrange(1400))


def a_month(rng: Random) -> date:
    return a_day(rng).replace(day=1)


def a_when(rng: Random) -> When:
    """Some hours, so many days, the whole day, or through the night."""
    day = a_day(rng)
    start, end = time(rng.randint(4, 12), rng.randrange(60)), time(rng.randint(13, 22), 7)
    return rng.choice(
        (
            When(day),
            When(day, day + timedelta(days=rng.randint(1, 3))),
            When(day, None, start),
            When(day, day + timedelta(days=2), start, end),
            When(day, day + timedelta(days=1), time(22, rng.randrange(60)), time(6)),
            When(day, None, start, end),
            When(day, None, start, end),
            When(day, None, start, end),
        )
    )


def numbers(change: Change, table: str, where: str = "1") -> list[int]:
    query = f"SELECT id FROM {table} WHERE {where} ORDER BY id"
    return [row[0] for row in change.session.connection().exec_driver_sql(query)]


def one_of(change: Change, rng: Random, table: str, where: str = "1") -> int:
    """One of the rows; nothing to act upon is refused as what is not there."""
    return rng.choice(numbers(change, table, where) or [10**9])


def somebody(change: Change, rng: Random) -> str:
    return str(one_of(change, rng, "person"))


def a_rate(change: Change, rng: Random) -> RateDraft:
    starts = a_month(rng) if rng.random() < 0.7 else None
    ends = None
    if rng.random() < 0.6:
        later = (starts or a_month(rng)) + timedelta(days=31 * rng.randint(1, 14))
        ends = later.replace(day=1) - timedelta(days=1)
    cents = rng.choice((4_500, 5_308, 5_550, 6_001, 7_777, 0))
    if rng.random() < 0.5:
        return RateDraft(cents, person=somebody(change, rng), starts=starts, ends=ends)
    return RateDraft(cents, organisation=rng.choice(PARTNERS), starts=starts, ends=ends)


def plan(change: Change, rng: Random) -> object:
    invite: tuple[str, ...] = ()
    if rng.random() < 0.5:
        some = (somebody(change, rng), rng.choice(PARTNERS), f"{rng.choice(PARTNERS)}=12")
        invite = tuple(dict.fromkeys(rng.sample(some, rng.randint(1, 3))))
    return events.add(
        change,
        EventDraft(
            rng.choice(KINDS),
            a_when(rng),
            host=rng.choice((None, *PARTNERS)),
            goal=rng.choice((None, *GOALS)),
            groups=("kernteam",) if rng.random() < 0.6 else (),
            invite=invite,
            draft=rng.random() < 0.15,
        ),
    )


def an_event(change: Change, rng: Random, where: str = "1") -> int:
    return one_of(change, rng, "event", where)


def place(change: Change, rng: Random, event: int) -> str:
    return f"#{one_of(change, rng, 'participation', f'event_id = {event}')}"


def an_exception(rng: Random) -> Own:
    """What takes the place of the kind's rule for somebody."""

    def some() -> int | None:
        return rng.choice((None, None, 0, rng.randint(1, 200)))

    return Own(some(), some(), some(), rng.choice((None, None, True, False)))


def attend(change: Change, rng: Random) -> object:
    event = an_event(change, rng, "state <> 'cancelled'")
    there = [f"#{n}" for n in numbers(change, "participation", f"event_id = {event}")]
    rng.shuffle(there)
    some = there[: rng.randint(0, 4)]
    start = time(rng.randint(8, 12), rng.randrange(60))
    return attendance.register(
        change,
        event,
        Attendance(
            everybody=rng.random() < 0.7,
            present=tuple(some[:1]),
            absent=tuple(some[1:2]),
            deputies=((some[2], somebody(change, rng)),)
            if len(some) > 2 and rng.random() < 0.6
            else (),
            walk_ins=((f"Gast {rng.randint(1, 3)}", rng.choice(PARTNERS)),)
            if rng.random() < 0.3
            else (),
            times=((some[3], start, time(15, rng.randrange(60))),) if len(some) > 3 else (),
            actual=(start, time(16, 5)) if rng.random() < 0.2 else None,
        ),
    )


def except_(change: Change, rng: Random) -> object:
    event = an_event(change, rng)
    return attendance.charge(change, event, place(change, rng, event), an_exception(rng))


def answer(change: Change, rng: Random) -> object:
    event = an_event(change, rng)
    return events.answer(change, event, place(change, rng, event), rng.choice(list(Answer)))


def invite(change: Change, rng: Random) -> object:
    whom = rng.choice((somebody(change, rng), rng.choice(PARTNERS)))
    role = rng.choice((None, "speaker", "guest"))
    return events.invite(
        change, an_event(change, rng), [whom], [], role=role, online=rng.random() < 0.5
    )


def log(change: Change, rng: Random) -> object:
    return entries.log_hours(
        change,
        HourDraft(
            rng.choice(PARTNERS),
            a_day(rng),
            rng.choice((1, 7, 33, 90, 450, rng.randint(1, 6000))),
            "Begeleiding",
            somebody(change, rng) if rng.random() < 0.5 else None,
            rng.choice((None, *LINES)),
            rng.choice((None, *GOALS)),
            rng.choice(FINANCING),
        ),
        rng.choice((Origin.HAND, Origin.IMPORT)),
    )


def correct(change: Change, rng: Random) -> object:
    number = one_of(change, rng, "hour_entry")
    return entries.correct(change, number, rng.choice((0, 1, 45, rng.randint(0, 500))), "Anders")


def commit(change: Change, rng: Random) -> None:
    edit = CommitmentEdit(
        minutes=rng.choice((None, 0, rng.randint(1, 20_000))),
        cash=rng.choice((None, None, rng.randint(0, 900_000))),
        rate=rng.choice((None, None, 5_550, 6_003)),
        starts=a_day(rng) if rng.random() < 0.2 else None,
        ends=a_day(rng) if rng.random() < 0.2 else None,
    )
    year = rng.choice(("2025", "2026", "2027", "2028", "2026-2027", "2027-2028"))
    commitments.set_commitment(change, rng.choice(PARTNERS), rng.choice(LINES), year, edit)


def settle(change: Change, rng: Random) -> None:
    """Another rule for a kind."""
    kinds.edit(
        change,
        rng.choice(KINDS),
        KindEdit(
            length=rng.choice((None, 45, 100)),
            preparation=rng.choice((None, 0, 20, 75)),
            travel=rng.choice((None, 0, 35)),
            charge=rng.choice((None, None, "all", "hosts", "nobody")),
            line=rng.choice((None, None, "", BY_SEAT, BY_SEAT, *LINES)),
        ),
    )


def expect(change: Change, rng: Random) -> object:
    starts = a_day(rng)
    ends = starts + timedelta(days=rng.choice((0, 1, 20, 90, 400)))
    line = rng.choice((None, *LINES))
    minutes = rng.choice((1, 59, 600, 12_345))
    draft = WorkDraft(rng.choice(PARTNERS), line, starts, ends, minutes, "Begeleiding")
    return planned_work.add(change, draft)


def spend(change: Change, rng: Random) -> object:
    amounts = (None, 100_001, rng.randint(0, 3_000_000))
    event = rng.choice((None, an_event(change, rng)))
    draft = CostDraft(a_day(rng), "Congres", rng.choice(amounts), rng.choice(amounts), event)
    return money.add_cost(change, draft)


def pay(change: Change, rng: Random) -> object:
    year, kind = rng.choice(("2025", "2026", "2027", "2026-2027")), rng.choice(list(CashKind))
    cents = rng.choice((1, 350_000, rng.randint(1, 900_000)))
    return money.add_cash(change, CashDraft(rng.choice(PARTNERS), year, kind, cents, a_day(rng)))


def choose(change: Change, rng: Random) -> object:
    choice, options = rng.choice(
        (
            ("kernteam-hours", ("each", "together")),
            ("period", ("calendar-2024-2027", "school-2024-2027", "school-2024-2028")),
            ("gpl", ("hours", "euros")),
            ("municipality-2027", ("none", "same")),
            ("carry-over", ("no", "yes")),
        )
    )
    return setup.choose(change, choice, rng.choice(options))


def member(change: Change, rng: Random) -> None:
    terms = MemberTerms(
        financing=rng.choice((None, None, "programme")),
        starts=a_day(rng) if rng.random() < 0.3 else None,
        deputy_for=rng.choice((None, rng.choice(PARTNERS))),
    )
    people.add_member(change, "kernteam", somebody(change, rng), terms)


def hire(change: Change, rng: Random) -> object:
    number = len(numbers(change, "person"))
    draft = PersonDraft(f"Iemand {number}", rng.choice(PARTNERS), f"i{number}@example.org")
    return people.add_person(change, draft)


ACTS: dict[str, Act] = {
    "hire": hire,
    "member": member,
    "moves on": lambda c, r: succession.change_employer(
        c, somebody(c, r), r.choice(PARTNERS), a_day(r)
    ),
    "succeeds": lambda c, r: succession.succeed(c, somebody(c, r), somebody(c, r), a_day(r)),
    "plan": plan,
    "plan again": lambda c, r: events.plan(c, an_event(c, r)),
    "series": lambda c, r: series.add(
        c,
        EventDraft("kernteamoverleg", When(a_day(r), None, time(13), time(14, r.randrange(60)))),
        f"FREQ=WEEKLY;COUNT={r.randint(2, 5)}",
    ),
    "move": lambda c, r: events.move(c, an_event(c, r), day=a_day(r)),
    "host": lambda c, r: events.edit(
        c, an_event(c, r), EventEdit(host=r.choice(PARTNERS), goal=r.choice(("", *GOALS)))
    ),
    "cancel": lambda c, r: events.cancel(c, an_event(c, r)),
    "answer": answer,
    "invite": invite,
    "attend": attend,
    "exception": except_,
    "log": log,
    "log group": lambda c, r: entries.log_group(
        c, "kernteam", HourDraft("", a_day(r), r.randint(1, 400), "Samen", line=r.choice(LINES))
    ),
    "group line": lambda c, r: people.set_line(c, "kernteam", r.choice(("", *LINES))),
    "correct": correct,
    "opening": lambda c, r: entries.opening(
        c, r.choice(PARTNERS), r.choice(LINES), r.choice(("2025", "2026-2027")), r.randint(1, 999)
    ),
    "work": expect,
    "no work": lambda c, r: planned_work.remove(c, one_of(c, r, "planned_work")),
    "rate": lambda c, r: rates.add(c, a_rate(c, r)),
    "no rate": lambda c, r: rates.remove(c, one_of(c, r, "rate")),
    "commit": commit,
    "kind": settle,
    "choose": choose,
    "cost": spend,
    "cash": pay,
    "close": lambda c, r: closings.close(
        c, min(a_day(r), c.now.date()), r.choice((None, *PARTNERS))
    ),
}
WEIGHTS = {
    "plan": 6,
    "attend": 6,
    "log": 5,
    "answer": 4,
    "correct": 3,
    "invite": 2,
    "exception": 2,
    "work": 2,
}
NAMES = [name for name in ACTS for _ in range(WEIGHTS.get(name, 1))]
# Time passes; what was done is taken back, and some of it done again.
OTHER = ("undo", "later")

ACTED = st.tuples(st.sampled_from([*NAMES, *OTHER]), st.integers(0, 2**32))


def stories(least: int, most: int) -> st.SearchStrategy[Story]:
    return st.lists(ACTED, min_size=least, max_size=most)


def story(seed: int, length: int) -> Story:
    """A story that is the same for the same seed."""
    rng = Random(seed)
    return [(rng.choice([*NAMES, *OTHER]), rng.randrange(2**32)) for _ in range(length)]


def live(workspace: Workspace, told: Story) -> Counter[str]:
    """Do what is told, each in a change of its own; how often each was not refused."""
    done: Counter[str] = Counter()
    for name, seed in told:
        rng = Random(seed)
        with suppress(Refused):
            if name == "undo":
                for _ in range(rng.randint(1, 3)):
                    workspace.undo()
                for _ in range(rng.randint(0, 2)):
                    workspace.redo()
            elif name == "later":
                moment = workspace.clock() + timedelta(days=rng.randint(1, 60))
                workspace.clock = lambda moment=moment: moment  # type: ignore[misc]
            else:
                with workspace.change(name) as change:
                    ACTS[name](change, rng)
            done[name] += 1
    return done


def begin(workspace: Workspace) -> None:
    """A few people everywhere, and a deputy; none of it can be undone."""
    with workspace.change("people") as change:
        for number, slug in enumerate((*PARTNERS, *PARTNERS[:4])):
            draft = PersonDraft(f"Lid {number}", slug, f"lid{number}@example.org")
            people.add_person(change, draft)
            if number < 6:
                people.add_member(change, "kernteam", draft.email or "", MemberTerms())
        people.add_member(
            change, "kernteam", "lid10@example.org", MemberTerms(deputy_for="landstede")
        )
    with workspace.delivery() as view:
        view.session.connection().execute(journal.barrier("so far", view.stamp))


def today(workspace: Workspace) -> datetime:
    return workspace.clock().astimezone(ZONE)
