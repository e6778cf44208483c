"""Events: planning, changing, cancelling, and everything about one of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta

from ipe_events.domain.drafts import EventDraft, EventEdit, When, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.hours import event_minutes
from ipe_events.domain.records import EventFilter, EventLine, EventPage, Outcome
from ipe_events.services import checking, event_rows, finding, inviting, ledger, searching
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import events as stored
from ipe_events.store.tables import Event, EventKind, Goal, Organisation

STATES = ("draft", "planned", "held", "cancelled")


def lines(view: View, wanted: EventFilter, *, limit: int | None = None) -> list[EventLine]:
    """Events by date and time."""
    for state in wanted.states:
        if state not in STATES:
            raise refuse("unknown-state", "state", value=state, known=", ".join(STATES))
    if wanted.kind is not None:
        finding.kind(view, wanted.kind)
    if wanted.organisation is not None:
        slug = finding.organisation(view, wanted.organisation).slug
        wanted = replace(wanted, organisation=slug)
    wanted = searching.resolved(view, wanted)
    return stored.event_lines(view.session, view.programme_id, wanted, limit=limit)


def count(view: View, wanted: EventFilter) -> int:
    """How many events there are."""
    wanted = searching.resolved(view, wanted)
    return stored.event_count(view.session, view.programme_id, wanted)


def last_day_of(view: View, wanted: EventFilter) -> date | None:
    """The latest first day of these events."""
    wanted = searching.resolved(view, wanted)
    return stored.last_event_day(view.session, view.programme_id, wanted)


def by_day(view: View, wanted: EventFilter) -> dict[date, set[str]]:
    """The states of the events on each day of a range that has both ends."""
    found: dict[date, set[str]] = {}
    begin, end = wanted.first, wanted.last
    if begin is None or end is None:
        return found
    wanted = searching.resolved(view, wanted)
    for first, until, state in stored.event_days(view.session, view.programme_id, wanted):
        day, last = max(first, begin), min(until or first, end)
        while day <= last:
            found.setdefault(day, set()).add(state)
            day += timedelta(days=1)
    return found


def line(view: View, event_id: int) -> EventLine:
    """One event."""
    finding.event(view, event_id)
    return by_id(view, [event_id])[0]


def by_id(view: View, ids: Iterable[int]) -> list[EventLine]:
    """These events, by date and time."""
    wanted = EventFilter(ids=tuple(ids))
    return stored.event_lines(view.session, view.programme_id, wanted)


def page(view: View, event_id: int) -> EventPage:
    """One event with its participants, hours and warnings."""
    row = finding.event(view, event_id)
    own = line(view, event_id)
    goal = view.session.get_one(Goal, row.goal_id) if row.goal_id is not None else None
    host = view.session.get_one(Organisation, row.host_id) if row.host_id is not None else None
    hours = ledger.event_hours(view, [own])
    return EventPage(
        event=own,
        goal=goal.slug if goal else None,
        note=row.note,
        reason=row.reason,
        minutes=row.minutes,
        participants=tuple(stored.participants(view.session, [event_id])[event_id]),
        hours=tuple(hours[event_id]),
        checks=tuple(checking.of_events(view, [own], hours)),
        host_name=host.name if host else "",
        goal_name=goal.name if goal else "",
        outcome=row.outcome,
    )


def add(change: Change, draft: EventDraft) -> Outcome:
    """Plan an event and invite whom the draft names; the event and its warnings."""
    raise_for(draft.problems())
    kind = finding.kind(change, draft.kind)
    row = make(change, draft, kind, draft.when)
    return outcome(change, [key(row)])


def make(
    change: Change,
    draft: EventDraft,
    kind: EventKind,
    when: When,
    *,
    series: int | None = None,
    original_start: str | None = None,
) -> Event:
    """Store one event of a draft at `when`, with its participants."""
    when = event_rows.timed(change, when, kind)
    row = change.add(
        Event(
            programme_id=change.programme_id,
            kind_id=key(kind),
            series_id=series,
            original_start=original_start,
            uid=None if series is not None else new_uid(),
            title=(draft.title if draft.title is not None else kind.name).strip(),
            day=when.day,
            until=when.until if when.until != when.day else None,
            start_time=when.start,
            end_time=when.end,
            minutes=event_minutes(
                when.day, when.until, when.start, when.end, kind.length, change.programme.zone
            ),
            state="draft" if draft.draft else "planned",
            location=draft.location.strip(),
            link=draft.link,
            host_id=key(finding.organisation(change, draft.host, "host")) if draft.host else None,
            goal_id=key(finding.goal(change, draft.goal)) if draft.goal else None,
            created_at=change.stamp,
            privacy=draft.privacy,
        )
    )
    if draft.by_kind or draft.groups or draft.invite:
        wanted = inviting.invitees_of(change, row, kind, draft.groups, draft.invite)
        inviting.invite(change, row, wanted)
    return row


def new_uid() -> str:
    """A UID for life: of nothing but chance (RFC 7986 section 5.3)."""
    return f"{uuid.uuid4()}@ipe-events"


def outcome(view: View, ids: Iterable[int]) -> Outcome:
    """The events of a write with their warnings."""
    events = by_id(view, ids)
    return Outcome(tuple(events), tuple(checking.of_events(view, events)))


def edit(change: Change, event_id: int, wanted: EventEdit) -> Outcome:
    """Change the words and links of an event, held ones too.

    Another place asks everybody to answer again (RFC 5546 section 2.1.4).
    """
    row = finding.event(change, event_id)
    values = event_rows.values_of(change, wanted)
    if event_rows.assign(row, values):
        event_rows.ask_again(change, [event_id])
    change.add(row)
    return outcome(change, [event_id])


def move(
    change: Change,
    event_id: int,
    *,
    day: date | None = None,
    start: time | None = None,
    end: time | None = None,
) -> Outcome:
    """Put an event on another day or time; its length stays unless an end is given.

    Everybody who answered is asked again (RFC 5546 section 3.2.2.1).
    """
    row = movable(change, event_id)
    return _put(change, row, event_rows.moved(row, day, start, end))


def reschedule(change: Change, event_id: int, when: When) -> Outcome:
    """Give an event other days and times altogether, as a form does."""
    raise_for(when.problems())
    return _put(change, movable(change, event_id), when)


def movable(change: Change, event_id: int) -> Event:
    """The event, when it has not been held or cancelled."""
    row = finding.event(change, event_id)
    if row.state not in ("draft", "planned"):
        raise refuse("state-wrong", "event", state=row.state, wanted="draft, planned")
    return row


def _put(change: Change, row: Event, wanted: When) -> Outcome:
    kind = change.session.get_one(EventKind, row.kind_id)
    if event_rows.place(change, row, kind, wanted):
        event_rows.ask_again(change, [key(row)])
    change.add(row)
    return outcome(change, [key(row)])


def plan(change: Change, event_id: int) -> Outcome:
    """Make a draft or a cancelled event a planned one."""
    return _to_state(change, event_id, "planned", ("draft", "cancelled"), "")


def cancel(change: Change, event_id: int, reason: str = "") -> Outcome:
    """Cancel an event; those who were told of it must now be told that."""
    raise_for(EventEdit(note=reason).problems())
    return _to_state(change, event_id, "cancelled", ("draft", "planned"), reason)


def _to_state(
    change: Change, event_id: int, state: str, allowed: tuple[str, ...], reason: str
) -> Outcome:
    row = finding.event(change, event_id)
    if row.state not in allowed:
        raise refuse("state-wrong", "event", state=row.state, wanted=", ".join(allowed))
    row.state, row.reason = state, reason.strip()
    change.add(row)
    if state == "planned":
        event_rows.ask_after_cancellation(change, [event_id])
    return outcome(change, [event_id])


def invite(
    change: Change,
    event_id: int,
    add: Iterable[str],
    remove: Iterable[str],
    *,
    role: str | None = None,
    online: bool = False,
) -> Outcome:
    """Invite more people and take others off the list."""
    row = finding.event(change, event_id)
    if row.state == "cancelled":
        raise refuse("state-wrong", "event", state=row.state, wanted="draft, planned, held")
    inviting.change_invited(change, row, add, remove, role=role, online=online)
    return outcome(change, [event_id])


def answer(change: Change, event_id: int, who: str, value: str) -> Outcome:
    """Keep what somebody answered."""
    inviting.answer(change, finding.event(change, event_id), who, value)
    return outcome(change, [event_id])


def must_be_as(view: View, opened: EventPage) -> None:
    """Refuse when the fields of a form have changed since it was opened; names which."""
    now = page(view, opened.event.id)
    fields = (
        "title",
        "day",
        "until",
        "start",
        "end",
        "location",
        "link",
        "host",
        "state",
        "privacy",
    )
    changed = [
        name for name in fields if getattr(now.event, name) != getattr(opened.event, name)
    ] + [
        name for name in ("goal", "note", "outcome") if getattr(now, name) != getattr(opened, name)
    ]
    if changed:
        raise refuse("changed-meanwhile", fields=", ".join(changed))
