"""What a change does to the row of an event: other words, another place, other days and times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ipe_events.domain.drafts import EventEdit, When, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import event_minutes, through_the_night
from ipe_events.domain.invitation import Answer, Method
from ipe_events.domain.recurrence import exists_on_the_clock
from ipe_events.services import finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import answers, events, outbox
from ipe_events.store.tables import Event, EventKind, Participation


def values_of(view: View, wanted: EventEdit) -> dict[str, object]:
    """What an edit gives the columns of an event."""
    raise_for(wanted.problems())
    values: dict[str, object] = {}
    for name in ("title", "location", "link", "note", "privacy", "outcome"):
        value = getattr(wanted, name)
        if value is not None:
            values[name] = value.strip()
    if wanted.host is not None:
        host = finding.organisation(view, wanted.host, "host") if wanted.host else None
        values["host_id"] = key(host) if host else None
    if wanted.goal is not None:
        values["goal_id"] = key(finding.goal(view, wanted.goal)) if wanted.goal else None
    return values


def assign(row: Event, values: Mapping[str, object]) -> bool:
    """Give an event these values; whether everybody must be asked again: the place is another."""
    before = (row.location, row.link)
    for name, value in values.items():
        setattr(row, name, value)
    return row.state != "held" and before != (row.location, row.link)


def ask_again(change: Change, event_ids: Iterable[int]) -> None:
    """Forget what was answered to what is somewhere else, or at another time, now."""
    for part in answers.answered(change.session, tuple(event_ids)):
        forget_answer(part)


def ask_after_cancellation(change: Change, event_ids: Iterable[int]) -> None:
    """Forget what those answered who were told since that these events are off.

    They are invited anew (RFC 5546 section 3.2.2.1); who was told nothing else comes still.
    """
    ids = tuple(event_ids)
    told = outbox.last_told(change.session, change.programme_id, ids)
    off = {(one.event_id, one.address) for one in told if one.method == Method.CANCEL}
    if not off:
        return
    places = events.participants(change.session, ids)
    gone = {
        place.id
        for number, there in places.items()
        for place in there
        if (number, place.address) in off
    }
    for part in answers.answered(change.session, ids):
        if part.id in gone:
            forget_answer(part)


def forget_answer(part: Participation) -> None:
    """Nobody has answered for this place yet."""
    part.answer, part.comment = Answer.NEEDS_ACTION, ""
    part.answered_sequence, part.answered_stamp = None, ""


def place(view: View, row: Event, kind: EventKind, wanted: When) -> bool:
    """Put an event of this kind on other days and times; whether they are others."""
    before = when_of(row)
    when = timed(view, wanted, kind)
    row.day, row.start_time, row.end_time = when.day, when.start, when.end
    row.until = when.until if when.until != when.day else None
    row.minutes = _minutes(view, row, kind)
    return before != when_of(row)


def when_of(row: Event) -> When:
    """The days and times of an event."""
    return When(row.day, row.until, row.start_time, row.end_time)


def moved(row: Event, day: date | None, start: time | None, end: time | None) -> When:
    """Where an event goes by a day, a start or an end; its length stays unless an end is given."""
    shift = (day - row.day) if day is not None else timedelta(0)
    if start is None and end is not None and row.start_time is None:
        raise refuse("end-without-start", "end")
    if start is not None and end is None and row.start_time is not None and row.end_time:
        first = datetime.combine(row.day, row.start_time)
        length = datetime.combine(row.until or row.day, row.end_time) - first
        finish = datetime.combine(row.day + shift, start) + length
        until = finish.date() if finish.date() != row.day + shift else None
        return When(row.day + shift, until, start, finish.time())
    until = row.until + shift if row.until is not None else None
    if start is None:
        start = row.start_time
        end = end if end is not None else row.end_time
    if end is not None:
        until = last_day(row, start, end, until)
    return When(row.day + shift, until, start, end)


def last_day(row: Event, start: time | None, end: time, until: date | None) -> date | None:
    """The last day at other times: what ran through the night may now end before midnight."""
    night = through_the_night(row.day, row.until, row.start_time, row.end_time)
    return None if night and start is not None and start < end else until


def length_of(view: View, row: Event) -> int:
    """The minutes of an event for one participant, by its days and times."""
    kind = view.session.get_one(EventKind, row.kind_id)
    return _minutes(view, row, kind)


def _minutes(view: View, row: Event, kind: EventKind) -> int:
    when = (row.day, row.until, row.start_time, row.end_time)
    return event_minutes(*when, kind.length, view.programme.zone)


def timed(view: View, when: When, kind: EventKind) -> When:
    """An end for a start alone, by the kind's length; refuses a time that does not exist."""
    if when.start is not None and when.end is None:
        end = datetime.combine(when.day, when.start) + timedelta(minutes=kind.length)
        late = end.date() != when.day
        when = replace(when, end=end.time(), until=end.date() if late else when.until)
    raise_for(when.problems())
    zone = view.programme.zone
    for field, day, clock in (
        ("start", when.day, when.start),
        ("end", when.until or when.day, when.end),
    ):
        if clock is not None:
            moment = datetime.combine(day, clock)
            if not exists_on_the_clock(moment, zone):
                raise refuse("time-does-not-exist", field, value=moment.isoformat(" ", "minutes"))
    return when
