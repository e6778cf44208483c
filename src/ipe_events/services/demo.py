"""Fills a workspace that holds SION with an invented school year around today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from ipe_events.domain import years
from ipe_events.domain.drafts import Attendance, raise_for
from ipe_events.domain.records import EventFilter, Participant
from ipe_events.services import (
    attendance,
    demo_accounts,
    demo_year,
    events,
    finding,
    inviting,
    ledger,
    people,
    series,
)
from ipe_events.services.demo_data import WEEKDAYS, Demonstration, Meeting, load
from ipe_events.services.demo_year import SchoolWeeks
from ipe_events.services.entries import Booker
from ipe_events.services.seats import MemberTerms
from ipe_events.services.workspace import Change
from ipe_events.store.queries import events as stored

# Answers to invitations as they come in, dealt out in turn; None: no answer yet.
ANSWERS = ("accepted", "accepted", None, "accepted", "tentative", "accepted", None, "declined")
ANSWERED_EVENTS = 10
# Months in which schools and their partners do no work outside meetings.
QUIET_MONTHS = (7, 8)
# Nobody works longer than this outside meetings on a day.
LONGEST_DAY = 8
# One in so many of those invited is missing from a meeting.
ONE_ABSENT_IN = 9
# These two come to everything: one keeps the promise, one passes it.
FAITHFUL = frozenset({"mieke.ruiter@example.org", "kwame.asante@example.org"})


def fill(change: Change) -> None:
    """Add people, a planned and partly held school year, and hours to SION as just set up.

    What is over has its attendance; everything follows from the clock and `demo.toml` alone.
    """
    data = load()
    _add_people(change, data)
    weeks, following = demo_year.around(change)
    for meeting in data.meetings:
        _plan(change, meeting, weeks)
    if following is not None:
        for meeting in data.next_meetings:
            _plan(change, meeting, following)
    _plan_soon(change, data, weeks)
    _hold(change, data)
    _answer(change, data)
    _log_hours(change, data, weeks)
    demo_accounts.fill(change, data)


def _add_people(change: Change, data: Demonstration) -> None:
    for slug, name in data.organisations.items():
        people.edit_organisation(change, slug, name=name)
    for somebody in data.people:
        people.add_person(change, somebody.draft)
        for group in somebody.groups:
            terms = MemberTerms(role=somebody.roles.get(group), financing=somebody.financing)
            people.add_member(change, group, somebody.email, terms)


# --- the plan ------------------------------------------------------------------------------------


def _plan(change: Change, meeting: Meeting, weeks: SchoolWeeks) -> None:
    """Plan a meeting or a series; a draft of a day that has passed would be no draft any more."""
    weekday = WEEKDAYS.index(meeting.weekday)
    if meeting.rule:
        first = weeks.monday + timedelta(weeks=meeting.week, days=weekday)
        series.add(change, meeting.on(first), meeting.rule, "skip")
        return
    day = weeks.day(meeting.week, weekday, length=meeting.days)
    if not (meeting.draft and day < change.now.date()):
        _make(change, meeting, day)


def _make(change: Change, meeting: Meeting, day: date) -> None:
    # Not `events.add`: warnings on every event would take longer than all the rest.
    draft = meeting.on(day)
    raise_for(draft.problems())
    row = events.make(change, draft, finding.kind(change, meeting.kind), draft.when)
    inviting.change_invited(change, row, meeting.speakers, (), role="speaker")
    row.note = meeting.note
    if meeting.cancelled:
        row.state, row.reason = "cancelled", meeting.cancelled
    change.add(row)


def _plan_soon(change: Change, data: Demonstration, weeks: SchoolWeeks) -> None:
    """What the checks find, soon: a double booking and a meeting in a holiday; and a draft."""
    today = max(change.now.date(), weeks.monday)
    tomorrow = today + timedelta(days=1)
    coming = EventFilter(first=today, kind="kernteamoverleg", states=("planned",))
    for line in events.lines(change, coming, limit=1):
        _make(change, data.soon["clash"], line.day)
    for day in _weekdays(change, tomorrow):
        if weeks.calendar and weeks.calendar.school_holiday(day):
            _make(change, data.soon["in_holiday"], day)
            break
    for day in _weekdays(change, tomorrow + timedelta(weeks=2)):
        if not weeks.days_off(day):
            _make(change, data.soon["draft"], day)
            break


def _weekdays(change: Change, day: date) -> Iterator[date]:
    """The days from Monday to Friday, from a day to the end of the programme."""
    last = change.programme.ends or day
    while day <= last:
        if day.weekday() < len(WEEKDAYS):
            yield day
        day += timedelta(days=1)


# --- who was there, and who will be --------------------------------------------------------------


def _hold(change: Change, data: Demonstration) -> None:
    """Keep attendance of everything that is over."""
    today = change.now.date()
    planned = events.lines(change, EventFilter(last=today, states=("planned",)))
    over = [line for line in planned if (line.until or line.day) < today]
    participants = stored.participants(change.session, [line.id for line in over])
    counts: Counter[str] = Counter()
    for number, line in enumerate(over):
        special = data.attendance.get((line.kind, counts[line.kind]))
        counts[line.kind] += 1
        attendance.keep(change, line.id, special or _usual(number, participants[line.id]))


def _usual(number: int, participants: Sequence[Participant]) -> Attendance:
    """Most of those invited were there, and some of the seats that have no name."""
    named = [part.email for part in participants if part.email is not None]
    unnamed = [part for part in participants if part.person is None and part.heads is None]
    return Attendance(
        everybody=True,
        present=tuple(part.organisation for part in unnamed[number % 3 :: 3]),
        absent=tuple(
            email
            for place, email in enumerate(named)
            if (4 * number + place) % ONE_ABSENT_IN == 0 and email not in FAITHFUL
        ),
    )


def _answer(change: Change, data: Demonstration) -> None:
    """Answers to the invitations for the next meetings; the next kernteam misses somebody."""
    wanted = EventFilter(first=change.now.date(), states=("planned",))
    coming = events.lines(change, wanted, limit=ANSWERED_EVENTS)
    participants = stored.participants(change.session, [line.id for line in coming])
    for number, line in enumerate(coming):
        row = finding.event(change, line.id)
        special = data.answers.get(line.kind)
        for place, part in enumerate(participants[line.id]):
            answer = ANSWERS[(3 * number + place) % len(ANSWERS)]
            if special is not None:
                answer = special.get(part.email or "", "accepted")
            elif part.email in FAITHFUL:
                answer = "accepted"
            if part.email is not None and answer is not None:
                inviting.answer(change, row, part.email, answer)


# --- hours outside meetings ----------------------------------------------------------------------


def _log_hours(change: Change, data: Demonstration, weeks: SchoolWeeks) -> None:
    """Hours of every school month up to today: of this school year, and of the budget year."""
    programme = change.programme
    first = min(weeks.year.start, ledger.year_now(change).start)
    first = max(first, programme.starts or first)
    last = min(weeks.year.end, change.now.date() - timedelta(days=1))
    booker = Booker(change)
    months = [month for month in years.months(first, last) if int(month[5:]) not in QUIET_MONTHS]
    for number, month in enumerate(months):
        for place, work in enumerate(data.work):
            parts = ceil(work.hours / LONGEST_DAY)
            day = date.fromisoformat(f"{month}-01") + timedelta(days=2 + place % 20)
            for _part in range(parts):
                day = _working_day(weeks, day)
                if first <= day <= last:
                    booker.log(work.on(day, number + place, parts))
                day += timedelta(days=1)


def _working_day(weeks: SchoolWeeks, day: date) -> date:
    """The first working day of school from a day on."""
    while day.weekday() >= len(WEEKDAYS) or weeks.days_off(day):
        day += timedelta(days=1)
    return day
