"""What was written is read back the same, by our own reader and by independent ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from ipe_events.domain.incoming import Incoming
from ipe_events.domain.invitation import Invitation, wall_clock
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import parse_rule
from ipe_events.ical.messages import read_messages
from ipe_events.ical.write import write
from tests.ical.generated import expected_name, invitations, meant
from tests.ical.others import (
    Held,
    Invited,
    dates_by_recurring,
    held,
    in_utc,
    people_by_vobject,
)
from tests.ical.reader import read, series_of


def people(invitation: Invitation) -> dict[str, frozenset[Invited]]:
    """Who is invited to what, by the date of the series in UTC ("" for all of it)."""
    return {
        _key(one.occurrence, one.zone): frozenset(
            Invited(
                f"mailto:{who.email.lower()}",
                expected_name(who.name) or who.email,
                role=str(who.role),
                kind=str(who.kind),
                answer=who.answer.upper(),
            )
            for who in one.attendees
        )
        for one in (invitation, *invitation.overrides)
    }


def _key(occurrence: date | None, zone: str) -> str:
    if isinstance(occurrence, datetime):
        occurrence = occurrence.replace(tzinfo=ZoneInfo(zone))
    return str(in_utc(occurrence)) if occurrence is not None else ""


def dates_by_us(found: tuple[Incoming, ...]) -> list[Held]:
    """The dates that our own reader reads, without their titles."""
    first, *overrides = found
    assert first.start is not None
    starts = [first.start]
    if first.rule:
        starts = occurrences(
            parse_rule(first.rule), first.start, zone=first.zone, exdates=first.excluded
        )
    apart = {str(one.instance): one for one in overrides}
    return sorted(_held(apart.pop(_key(start, first.zone), first), start) for start in starts)


def _held(one: Incoming, start: date) -> Held:
    assert one.start is not None
    assert one.end is not None
    begin = one.start if one.instance is not None else start
    end = begin + (wall_clock(one.end) - wall_clock(one.start))
    if isinstance(begin, datetime) and isinstance(end, datetime):
        zone = ZoneInfo(one.zone)
        return held(begin.replace(tzinfo=zone), end.replace(tzinfo=zone), "")
    return held(begin, end + timedelta(days=1), "")


def people_by_us(found: tuple[Incoming, ...]) -> dict[str, frozenset[Invited]]:
    """Who is invited to what, as our own reader reads it."""
    return {
        "" if one.instance is None else str(one.instance): frozenset(
            Invited(f"mailto:{who.address}", who.name, who.role, who.kind, who.answer)
            for who in one.guests
        )
        for one in found
    }


def _on_one_line(who: Invited) -> Invited:
    """A name as our reader keeps it."""
    return Invited(
        who.address, " ".join(who.name.split())[:200].strip(), who.role, who.kind, who.answer
    )


def check(invitation: Invitation) -> None:
    """Everything that was meant is understood, and nothing else."""
    content = write(invitation)
    if invitation.rule is None:
        assert len(read(content).inside("VEVENT")) == 1
    else:
        assert len(series_of(content)[1]) == len(invitation.overrides)
    dates, invited = meant(invitation), people(invitation)
    assert dates_by_recurring(content) == dates
    assert people_by_vobject(content) == invited
    ours = read_messages(content, "x.ics", invitation.zone)
    assert dates_by_us(ours) == sorted(Held(one.start, one.end, "") for one in dates)
    assert people_by_us(ours) == {
        at: frozenset(map(_on_one_line, who)) for at, who in invited.items()
    }
    assert all(one.uid == invitation.uid and not one.fault for one in ours)


@given(invitations())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_was_written_is_read_back(invitation: Invitation) -> None:
    check(invitation)


@pytest.mark.soak
@given(invitations())
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_thousand_events_are_read_back(invitation: Invitation) -> None:
    check(invitation)
