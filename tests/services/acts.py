"""What a programme leader does, in few words, and what she then sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

from ipe_events.domain.budget import Figures
from ipe_events.domain.drafts import Attendance, EventDraft, HourDraft, PersonDraft, When
from ipe_events.domain.errors import Problem
from ipe_events.domain.hour_records import HoursReport
from ipe_events.domain.records import EventPage, Outcome, Participant
from ipe_events.services import attendance, entries, events, ledger, people
from ipe_events.services.people import MemberTerms
from ipe_events.services.workspace import Change, Workspace
from ipe_events.store.queries import events as stored
from tests.refusals import problem_of
from tests.store.dumps import everything

HOUR = 60
EURO = 100
TUESDAY = date(2027, 1, 12)
INSTITUTIONS = ("landstede", "menso-alting-zwolle", "deltion", "windesheim", "viaa", "kpz")
AFTERNOON = When(TUESDAY, None, time(13), time(15))
KERNTEAM = EventDraft("kernteamoverleg", AFTERNOON)


def address(name: str) -> str:
    return f"{name}@example.org"


def do(workspace: Workspace, *acts: Callable[[Change], object]) -> None:
    """Do something in one change."""
    with workspace.change("act") as change:
        for act in acts:
            act(change)


def refused(workspace: Workspace, act: Callable[[Change], object]) -> Problem:
    """What an act is refused with; it has then changed nothing at all."""
    before = everything(workspace.path)
    problem = problem_of(lambda: do(workspace, act))
    assert everything(workspace.path) == before
    return problem


def person(workspace: Workspace, name: str, organisation: str) -> str:
    """Add somebody; the address, which is the name."""
    draft = PersonDraft(name.capitalize(), organisation, address(name))
    do(workspace, lambda change: people.add_person(change, draft))
    return address(name)


def member(workspace: Workspace, who: str, group: str, terms: MemberTerms | None = None) -> None:
    do(workspace, lambda change: people.add_member(change, group, who, terms or MemberTerms()))


def seat_everybody(workspace: Workspace) -> None:
    """One person of each institution in the kernteam, with the institution's name."""
    with workspace.change("kernteam") as change:
        for slug in INSTITUTIONS:
            people.add_person(change, PersonDraft(f"Lid {slug}", slug, address(slug)))
            people.add_member(change, "kernteam", address(slug), MemberTerms())


def plan(workspace: Workspace, draft: EventDraft = KERNTEAM) -> int:
    """Plan an event; its number."""
    return outcome(workspace, lambda change: events.add(change, draft)).events[0].id


def outcome(workspace: Workspace, act: Callable[[Change], Outcome]) -> Outcome:
    with workspace.change("act") as change:
        return act(change)


def attend(workspace: Workspace, event: int, kept: Attendance) -> Outcome:
    return outcome(workspace, lambda change: attendance.register(change, event, kept))


def log(workspace: Workspace, draft: HourDraft) -> int:
    with workspace.change("hours log") as change:
        return entries.log_hours(change, draft)


def page(workspace: Workspace, event: int) -> EventPage:
    with workspace.read() as view:
        return events.page(view, event)


def participants(workspace: Workspace, event: int) -> dict[str, Participant]:
    """Who takes part, by address; seats and head counts by organisation."""
    with workspace.read() as view:
        there = stored.participants(view.session, [event])[event]
    return {part.email or part.organisation: part for part in there}


def at(workspace: Workspace, event: int, organisation: str) -> list[str | None]:
    """The addresses of an organisation's participants, None for an open seat."""
    return [
        part.email
        for part in page(workspace, event).participants
        if part.organisation == organisation and part.heads is None
    ]


def report(workspace: Workspace, year: str = "2027", by: str = "partner") -> HoursReport:
    with workspace.read() as view:
        return ledger.report(view, year, by)


def figures(
    workspace: Workspace, organisation: str, year: str = "2027", line: str | None = "kernteam"
) -> Figures:
    """A partner's line in a year."""
    (row,) = [
        row for row in report(workspace, year).rows if (row.key, row.line) == (organisation, line)
    ]
    return row.figures


def hours(workspace: Workspace, organisation: str, year: str = "2027") -> tuple[float, ...]:
    """Realised, planned, draft and left hours of the kernteam line."""
    own = figures(workspace, organisation, year)
    left = own.left if own.left is not None else 0
    parts = (own.tally.realised, own.tally.planned, own.tally.draft, left)
    return tuple(part / HOUR for part in parts)


def codes(checks: Outcome | EventPage) -> list[str]:
    return [check.code for check in checks.checks]


def later(workspace: Workspace, **more: int) -> None:
    """Let time pass."""
    moment = workspace.clock() + timedelta(**more)
    workspace.clock = lambda: moment


def worked(organisation: str = "viaa", minutes: int = 90, day: date = TUESDAY) -> HourDraft:
    """Hours outside a meeting."""
    return HourDraft(organisation, day, minutes, "Curriculum")


def busy_year(workspace: Workspace) -> None:
    """A year with something of everything: held, planned, draft, loose, paid elsewhere."""
    seat_everybody(workspace)
    sanne = person(workspace, "sanne", "landstede")
    member(workspace, sanne, "kernteam", MemberTerms(role="chair", financing="programme"))
    for number, month in enumerate(range(1, 8)):
        draft = replace(
            KERNTEAM,
            when=When(date(2027, month, 12), None, time(13), time(15, number)),
            goal=f"G{number % 4 + 1}",
            draft=month == 7,
        )
        event = plan(workspace, draft)
        if month < 4:
            attend(workspace, event, Attendance(everybody=True, absent=(address("kpz"),)))
    plan(workspace, EventDraft("werkplaats", When(date(2027, 9, 7)), host="viaa", invite=("viaa",)))
    plan(workspace, EventDraft("iplg_bijeenkomst", When(date(2027, 10, 5)), invite=("saxion",)))
    plan(
        workspace,
        EventDraft("leerteambijeenkomst", When(date(2027, 3, 2)), invite=("werkveld-leerteams-3",)),
    )
    for minutes, financing in ((95, "in_kind"), (400, "other"), (61, "programme")):
        log(workspace, replace(worked(minutes=minutes), financing=financing))
    log(workspace, replace(worked(minutes=77), person=address("viaa"), goal="R1"))
    log(workspace, worked(minutes=33, day=date(2026, 12, 31)))
    log(workspace, worked(minutes=44, day=date(2028, 1, 1)))
