"""Calendars of others: their meetings as busy times, without what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ipe_events.domain.busy import BusyTimes
from ipe_events.domain.drafts import line_problems, raise_for
from ipe_events.ical.parts import LARGEST as LARGEST
from ipe_events.ical.read import read_busy
from ipe_events.services import finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import availability as stored

# How long a calendar is kept: who was busy before matters to nobody.
BACK = timedelta(days=366)
AHEAD = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose calendar it is: exactly one of the two."""

    person: int | None
    organisation: int | None
    email: str | None = None


def import_busy(
    change: Change, who: str, content: bytes, name: str, source: str | None = None
) -> BusyTimes:
    """Keep the busy times in a calendar file of a person (address, number) or an organisation.

    `name` calls the file in refusals. `source` (else the name) names the calendar: what was read
    of it before goes. Times from a year ago to two years ahead, or to the programme's end.
    """
    called = (source if source is not None else name).strip()
    raise_for(line_problems(called, "source"))
    owner = _owner(change, who)
    first, last = window(change)
    found = read_busy(content, name, change.programme.zone, first, last, owner.email)
    stored.replace_busy(
        change.session,
        owner.person,
        owner.organisation,
        called,
        [(_stamp(start), _stamp(end)) for start, end in found.periods],
    )
    return found


def window(view: View) -> tuple[date, date]:
    """The days of which busy times are kept."""
    today = view.now.date()
    return today - BACK, max(today + AHEAD, view.programme.ends or today)


def _owner(view: View, who: str) -> _Owner:
    if "@" in who or who.isdigit():
        person = finding.person(view, who, "busy")
        return _Owner(key(person), None, person.email)
    return _Owner(None, key(finding.organisation(view, who, "busy")))


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
