"""What waits for the user: showing it, accepting it with everything that follows, dismissing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ipe_events.domain.drafts import EventEdit, When
from ipe_events.domain.errors import refuse
from ipe_events.domain.incoming import Guest, mailbox
from ipe_events.domain.invitation import Answer, moment
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.domain.replies import Said, Why, superseded, timeliness
from ipe_events.domain.reviews import SAME_DAY, Decided, Did, Newcomer, ReviewLine
from ipe_events.domain.series_scope import Scope, SeriesOutcome
from ipe_events.services import (
    answer_facts,
    events,
    finding,
    hour_reviews,
    newcomers,
    series_edit,
)
from ipe_events.services.answer_facts import Meeting
from ipe_events.services.hour_reviews import Shown
from ipe_events.services.kept_answers import kept_of, store
from ipe_events.services.review_rows import ACCEPTED, DISMISSED, GUESTS, OPEN, details_of
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import answers as stored
from ipe_events.store.queries import events as stored_events
from ipe_events.store.queries import lookup
from ipe_events.store.queries import outbox as stored_outbox
from ipe_events.store.tables import Event, Participation, Review

_NOBODY = Newcomer()


@dataclass(frozen=True, slots=True)
class _Done:
    """What accepting came to, and for which events."""

    did: Did
    events: tuple[int, ...] = ()
    moved: SeriesOutcome | None = None


def waiting(view: View) -> list[ReviewLine]:
    """Everything that waits, oldest first."""
    rows = stored.reviews(view.session, view.programme_id, OPEN)
    ids = {row.event_id for row in rows if row.event_id is not None}
    wanted = EventFilter(ids=tuple(ids))
    lines = stored_events.event_lines(view.session, view.programme_id, wanted)
    known = {line.id: line for line in lines}
    together: dict[object, list[Review]] = {}
    for row in rows:
        who = (row.event_id, row.recurrence_id, row.address)
        together.setdefault(who if row.reason in GUESTS else key(row), []).append(row)
    hours = hour_reviews.shown(view, rows)
    return [
        _line(same, known.get(same[0].event_id or 0), hours.get(key(same[0])))
        for same in together.values()
    ]


def dismiss(change: Change, number: int) -> Decided:
    """Let something be; it does not come back when its file is read again."""
    return _close(change, _open(change, number), DISMISSED, _Done(Did.DISMISSED))


def accept(change: Change, number: int, who: Newcomer = _NOBODY) -> Decided:
    """Do what is asked: invite, keep the answer, move the event, or tell once more.

    `who`: of somebody unknown who is to be invited. Refuses what cannot be done any more.
    """
    rows = _open(change, number)
    act = _ACTS.get(_asked(rows[0]))
    if act is None or (rows[0].event_id is None and act is not _book):
        raise refuse("review-no-event", "review")
    return _close(change, rows, ACCEPTED, act(change, rows, who))


def _open(change: Change, number: int) -> list[Review]:
    """What waits under this number, and what else the same guest is asked about."""
    found = None
    if abs(number) < finding.LARGEST_NUMBER:
        found = lookup.first(change.session, Review, id=number, programme_id=change.programme_id)
    if found is None:
        raise refuse("unknown-review", "review", id=number)
    if found.state != OPEN:
        raise refuse("review-decided", "review")
    if found.reason not in GUESTS:
        return [found]
    return [
        row
        for row in lookup.find(
            change.session,
            Review,
            programme_id=change.programme_id,
            event_id=found.event_id,
            recurrence_id=found.recurrence_id,
            address=found.address,
            state=OPEN,
        )
        if row.reason in GUESTS
    ]


def _asked(row: Review) -> str:
    """What it asks; of a message that somebody else sent, what is in it."""
    return str(details_of(row).get("asks") or row.reason)


def _close(change: Change, rows: list[Review], state: str, done: _Done) -> Decided:
    number = rows[0].event_id
    line = events.by_id(change, [number])[0] if number is not None else None
    found = _line(rows, line, hour_reviews.shown(change, rows).get(key(rows[0])))
    for row in rows:
        row.state = state
        change.add(row)
    lines = tuple(events.by_id(change, done.events)) if done.events else ()
    return Decided(found, state, done.did, lines, done.moved)


def _said(rows: list[Review]) -> Review:
    """Of what is known of a guest, what they say themselves, else what is said of them."""
    return max(rows, key=lambda row: (bool(row.answer), row.sequence, row.stamp))


def _line(rows: list[Review], line: EventLine | None, hours: Shown | None) -> ReviewLine:
    row = _said(rows)
    details: dict[str, Any] = {}
    for one in rows:
        details |= details_of(one)
    return ReviewLine(
        id=key(rows[0]),
        reason=Why.DEPUTY if "delegator" in details else row.reason,
        email=row.address,
        name=hours.name if hours else next((one.name for one in [row, *rows] if one.name), ""),
        event=row.event_id,
        title=line.title if line is not None else None,
        day=line.day if line is not None else None,
        answer=row.answer,
        comment=row.comment,
        file=row.file,
        stamp=row.stamp,
        whole=line is not None and bool(line.original_start) and not row.recurrence_id,
        start=moment(details["start"]) if "start" in details else None,
        end=moment(details["end"]) if "end" in details else None,
        location=details.get("location", ""),
        delegator=details.get("delegator", ""),
        sender=details.get("sender", ""),
        asks=details.get("asks", ""),
        hours=hours.hours if hours is not None else None,
    )


# What is done


def _planned(change: Change, row: Review) -> list[Event]:
    """The planned event that it is about, or all of its series."""
    own = finding.event(change, row.event_id or 0)
    found = [own]
    if own.series_id is not None and not row.recurrence_id and own.original_start:
        found = lookup.find(change.session, Event, series_id=own.series_id)
    planned = [event for event in found if event.state == "planned"]
    if not planned:
        raise refuse("state-wrong", "event", state=own.state, wanted="planned")
    return planned


def _spoken(row: Review) -> Said:
    guest = Guest(row.address, row.name)
    return Said(guest, row.answer, row.comment, row.sequence, row.stamp)


def _keep(place: Participation, row: Review, meeting: Meeting) -> bool:
    """Keep the answer, unless the event is another by now, or a newer one was kept; whether."""
    spoken = _spoken(row)
    is_new = superseded(spoken, kept_of(place)) is None
    if not spoken.answer or not is_new or _is_outdated(row, meeting):
        return False
    store(place, spoken)
    return True


def _is_outdated(row: Review, meeting: Meeting) -> bool:
    told = meeting.told_to((mailbox(row.address),), row.sequence)
    return told is not None and timeliness(row.sequence, told, meeting.card) is Why.OUTDATED


def _invite(change: Change, rows: list[Review], who: Newcomer) -> _Done:
    """Invite somebody who answered, or whom somebody sends who counts no more."""
    row, planned = _said(rows), _planned(change, rows[0])
    senders = {str(found) for one in rows if (found := details_of(one).get("delegator"))}
    meetings = {one.line.id: one for one in _meetings(change, planned)}
    holders = {
        number: seats[0].row
        for number, meeting in meetings.items()
        for sender in sorted(senders)
        if (seats := meeting.seats_of(sender))
    }
    if senders and not holders:
        raise refuse("review-no-guest", "review", value=min(senders))
    employer = next((holder.organisation_id for holder in holders.values()), None)
    name = next((one.name for one in rows if one.name), "")
    person = newcomers.person(change, row.address, name, who, employer=employer)
    chosen = [event for event in planned if not senders or key(event) in holders]
    invited = {
        key(event)
        for event in chosen
        if lookup.first(change.session, Participation, event_id=key(event), person_id=key(person))
    }
    kept = False
    for event in chosen:
        holder = holders.get(key(event))
        place = newcomers.place(change, event, person, instead_of=holder)
        kept |= _keep(place, row, meetings[key(event)])
        if holder is not None and holder.answer != Answer.DELEGATED:
            sent = Guest(min(senders))
            store(holder, Said(sent, Answer.DELEGATED, "", row.sequence, row.stamp))
    change.session.flush()
    did = Did.KEPT if kept else Did.NOTHING
    if len(invited) < len(chosen):
        did = Did.DEPUTY if senders else Did.INVITED
    return _Done(did, tuple(map(key, chosen)))


def _take_answer(change: Change, rows: list[Review], _who: Newcomer) -> _Done:
    """Keep an answer that was only shown."""
    (row,), changed = rows, []
    for meeting in _meetings(change, _planned(change, row)):
        if _is_outdated(row, meeting):
            raise refuse("review-outdated", "review")
        for seat in meeting.seats_of(row.address):
            store(seat.row, _spoken(row))
            changed.append(meeting.line.id)
    if not changed:
        raise refuse("review-no-guest", "review", value=row.address)
    change.session.flush()
    return _Done(Did.KEPT, tuple(changed))


def _move(change: Change, rows: list[Review], _who: Newcomer) -> _Done:
    """Move the event to where a counter-proposal wants it: an ordinary move (rule I10).

    Refuses `proposal-past`.
    """
    (row,) = rows
    first, *others = _planned(change, row)
    details = details_of(row)
    start, end = moment(details["start"]), moment(details["end"])
    now = change.now
    if start < now if isinstance(start, datetime) else start < now.date():
        raise refuse("proposal-past", "review")
    if isinstance(start, datetime) and isinstance(end, datetime):
        until = end.date() if end.date() != start.date() else None
        when = When(start.date(), until, start.time(), end.time())
    else:
        when = When(start, end if end != start else None)
    scope = Scope.ALL if others else Scope.ONE
    outcome = series_edit.save(change, key(first), scope, EventEdit(), when)
    return _Done(Did.MOVED, tuple(line.id for line in outcome.events), outcome)


def _tell_again(change: Change, rows: list[Review], _who: Newcomer) -> _Done:
    """Let the invitation to that address be told once more."""
    (row,) = rows
    meetings = _meetings(change, _planned(change, row))
    uids = {meeting.line.uid for meeting in meetings}
    seats = [seat for one in meetings for seat in one.seats_of(row.address)]
    mine = {row.address}.union(*(seat.addresses for seat in seats))
    about = {meeting.line.id for meeting in meetings}
    told = [
        delivery
        for delivery in stored_outbox.under(change.session, change.programme_id, sorted(uids))
        if delivery.event_id in about and delivery.address.lower() in mine
    ]
    if not told:
        raise refuse("review-not-told", "review", value=row.address)
    stored_outbox.mark(change.session, [key(one) for one in told], stored_outbox.WITHDRAWN)
    return _Done(Did.AGAIN, tuple(sorted({delivery.event_id for delivery in told})))


def _meetings(change: Change, planned: list[Event]) -> list[Meeting]:
    wanted = {key(event) for event in planned}
    uids = {line.uid for line in events.by_id(change, wanted)}
    under = answer_facts.facts(change, uids).meetings
    return [one for found in under.values() for one in found if one.line.id in wanted]


def _book(change: Change, rows: list[Review], _who: Newcomer) -> _Done:
    """Let hours of a file count beside the meeting on that day."""
    hour_reviews.accept(change, rows[0])
    return _Done(Did.BOOKED)


_Act = Callable[[Change, list[Review], Newcomer], _Done]
_ACTS: Mapping[str, _Act] = {
    Why.NOT_INVITED: _invite,
    Why.DEPUTY: _invite,
    Why.NEWER: _take_answer,
    Why.OTHER_SENDER: _take_answer,
    Why.COUNTER: _move,
    Why.REFRESH: _tell_again,
    SAME_DAY: _book,
}
