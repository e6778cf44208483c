"""Texts and invitations of every kind, made by hypothesis, and what should arrive of a text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from ipe_events.domain.invitation import (
    Answer,
    Attendee,
    AttendeeKind,
    AttendeeRole,
    Invitation,
)
from ipe_events.domain.recurrence import exists_on_the_clock, occurrences
from ipe_events.domain.recurrence_rule import Frequency, Rule, Weekday
from tests.ical.examples import BARE, LINK
from tests.ical.others import Held, held

# Every letter there is, with a preference for what files and readers stumble over.
TROUBLE = "\\;,:\"'^\n\r\t\0\x0b\x1b\x7f\x85\u2028\ufeff\u00a0nN% é漢😀\u0301\u202e=<&"
TEXTS = st.text(st.one_of(st.sampled_from(TROUBLE), st.characters()), max_size=120)

# Zones with the days on which their clocks change, the hour that is skipped first.
ZONES = {
    "Europe/Amsterdam": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Sydney": (date(2026, 10, 4), date(2026, 4, 5)),
    "Asia/Kolkata": (date(2028, 2, 29),),
}
NIGHTS = st.sampled_from((time(2, 30), time(2), time(1, 30), time(3)))
CLOCKS = st.one_of(NIGHTS, st.builds(time, st.integers(8, 20), st.sampled_from((0, 30))))
LENGTHS = st.sampled_from([timedelta(minutes=minutes) for minutes in (15, 90, 150, 480, 2000)])
PEOPLE = st.lists(
    st.builds(
        Attendee,
        name=TEXTS,
        email=st.sampled_from([f"Persoon{number}@example.org" for number in range(8)]),
        role=st.sampled_from(AttendeeRole),
        answer=st.sampled_from(Answer),
        kind=st.sampled_from(AttendeeKind),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda attendee: attendee.email,
)
RULES = st.one_of(
    st.builds(Rule, st.just(Frequency.DAILY)),
    st.builds(Rule, st.just(Frequency.DAILY), interval=st.integers(1, 3)),
    st.builds(
        Rule,
        st.just(Frequency.WEEKLY),
        interval=st.integers(1, 3),
        weekdays=st.lists(st.builds(Weekday, st.integers(0, 6)), max_size=3, unique=True).map(
            lambda found: tuple(sorted(found))
        ),
        week_start=st.sampled_from((0, 6)),
    ),
    st.builds(
        Rule,
        st.just(Frequency.MONTHLY),
        weekdays=st.builds(Weekday, st.integers(0, 6), st.sampled_from((1, 2, 4, -1))).map(
            lambda found: (found,)
        ),
    ),
    st.builds(
        Rule,
        st.just(Frequency.MONTHLY),
        month_days=st.sampled_from(((), (1,), (31,), (-1,), (13, 27))),
    ),
    st.builds(
        Rule, st.just(Frequency.MONTHLY), weekdays=st.just((Weekday(4),)), positions=st.just((-1,))
    ),
    st.builds(Rule, st.just(Frequency.YEARLY)),
)


def expected_text(text: str) -> str:
    """What should arrive: worked out letter by letter, unlike the writer does."""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    letters = ["\n" if letter in "\r\x85\u2028\u2029" else letter for letter in text]
    letters = ["\ufffd" if unicodedata.category(letter) == "Cs" else letter for letter in letters]
    return "".join(
        letter
        for letter in letters
        if letter == "\n" or (unicodedata.category(letter) != "Cc" and letter != "\ufeff")
    )


def expected_name(name: str) -> str:
    return expected_text(name).replace("\n", " ").replace("\\", "/").strip()


def meant(invitation: Invitation) -> list[Held]:
    """Each date that the domain gives an event or a series, as told."""
    starts = [invitation.start]
    if invitation.rule is not None:
        starts = occurrences(
            invitation.rule,
            invitation.start,
            zone=invitation.zone,
            exdates=invitation.excluded,
        )
    apart = {one.occurrence: one for one in invitation.overrides}
    found = []
    for start in starts:
        usual = replace(invitation, start=start, end=start + invitation.length)
        found.append(_held(apart.get(start, usual)))
    return sorted(found)


def _held(one: Invitation) -> Held:
    start, end = one.start, one.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        zone = ZoneInfo(one.zone)
        return held(start.replace(tzinfo=zone), end.replace(tzinfo=zone), expected_text(one.title))
    return held(start, end + timedelta(days=1), expected_text(one.title))


def days(zone: str) -> st.SearchStrategy[date]:
    """Days around a change of the clock, and any others."""
    around = st.tuples(st.sampled_from(ZONES[zone]), st.sampled_from((-7, -3, -1, 0, 1)))
    edges = around.map(lambda found: found[0] + timedelta(days=found[1]))
    return st.one_of(
        edges,
        edges,
        st.dates(date(2024, 1, 1), date(2037, 12, 31)),
    )


@st.composite
def spans(draw: st.DrawFn, zone: str, day: date, *, all_day: bool) -> tuple[date, date]:
    """When an event begins and ends, never inside the hour that the clock skips."""
    if all_day:
        return day, day + timedelta(days=draw(st.integers(0, 4)))
    start = _existing(datetime.combine(day, draw(CLOCKS)), zone)
    return start, _existing(start + draw(LENGTHS), zone)


def _existing(moment: datetime, zone: str) -> datetime:
    return moment if exists_on_the_clock(moment, zone) else moment + timedelta(hours=1)


@st.composite
def told(draw: st.DrawFn, zone: str, day: date) -> Invitation:
    """One event, with anything that can be said of it."""
    start, end = draw(spans(zone, day, all_day=draw(st.integers(0, 3)) == 0))
    return replace(
        BARE,
        zone=zone,
        start=start,
        end=end,
        title=draw(TEXTS),
        location=draw(TEXTS),
        description=draw(TEXTS),
        link=draw(st.sampled_from(("", LINK))),
        attendees=tuple(draw(PEOPLE)),
        reminder_minutes=draw(st.sampled_from((None, 0, 90))),
    )


@st.composite
def invitations(draw: st.DrawFn) -> Invitation:
    """An event by itself, or a series of which dates are off and others differ."""
    zone = draw(st.sampled_from(list(ZONES)))
    one = draw(told(zone, draw(days(zone))))
    if draw(st.integers(0, 2)) == 0:
        return one
    rule = replace(draw(RULES), count=draw(st.integers(2, 8)))
    first = occurrences(rule, one.start, zone=zone)[0]
    dates = occurrences(rule, first, zone=zone)
    end = first + one.length
    if isinstance(end, datetime):
        end = _existing(end, zone)
    if draw(st.booleans()):
        rule = replace(rule, count=None, until=dates[-1])
    what = [draw(st.sampled_from(("usual", "usual", "off", "other"))) for _start in dates]
    by_kind = {
        kind: [start for start, found in zip(dates, what, strict=True) if found == kind]
        for kind in ("off", "other")
    }
    overrides = []
    for start in by_kind["other"]:
        day = start.date() if isinstance(start, datetime) else start
        moved = draw(told(zone, day + timedelta(days=draw(st.integers(-2, 2)))))
        overrides.append(replace(moved, occurrence=start, sequence=1))
    return replace(
        one,
        start=first,
        end=end,
        rule=rule,
        excluded=tuple(by_kind["off"]),
        overrides=tuple(overrides),
    )
