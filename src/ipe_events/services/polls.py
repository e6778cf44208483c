"""Polls: candidate dates, answers however they came, and the event that one of them becomes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from ipe_events.domain import polls as rules
from ipe_events.domain import sheet_text
from ipe_events.domain.availability import Availability
from ipe_events.domain.drafts import EventDraft, When, line_problems, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.invitation import Answer
from ipe_events.domain.pasted_answers import Unread, read_answers, table_lines
from ipe_events.domain.pasted_words import Candidate, answer_word
from ipe_events.domain.polls import Entered, PollDraft, PollLine, PollOption
from ipe_events.domain.records import Outcome
from ipe_events.domain.slots import Chair, look
from ipe_events.services import events, finding, slots
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.queries import polls as stored
from ipe_events.store.tables import (
    EventKind,
    Organisation,
    Partner,
    Person,
    Poll,
    PollAnswer,
    PollDate,
)

# A person or an organisation, by number; a person belongs to the organisation.
_Who = tuple[int, int | None]


def add(change: Change, draft: PollDraft) -> PollLine:
    """Hold a poll on these dates."""
    raise_for(draft.problems())
    kind = finding.kind(change, draft.kind)
    for slug in draft.groups:
        finding.group(change, slug)
    row = change.add(
        Poll(
            programme_id=change.programme_id,
            kind_id=key(kind),
            title=(draft.title or kind.name).strip(),
            groups=json.dumps(list(draft.groups or json.loads(kind.groups))),
            location=draft.location.strip(),
            created_at=change.stamp,
        )
    )
    seen: set[tuple[object, object]] = set()
    for when in sorted(draft.dates, key=lambda one: (one.day, str(one.start or ""))):
        if (when.day, when.start) in seen:
            raise refuse("candidate-twice", "date", value=when.day)
        seen.add((when.day, when.start))
        if when.start is not None and when.end is None:
            end = datetime.combine(when.day, when.start) + timedelta(minutes=kind.length)
            when = replace(when, end=end.time())
            raise_for(when.problems())
        change.add(
            PollDate(poll_id=key(row), day=when.day, start_time=when.start, end_time=when.end)
        )
    return line(change, key(row))


def polls(view: View) -> list[PollLine]:
    """The polls of the programme, the newest first."""
    rows = lookup.find(view.session, Poll, programme_id=view.programme_id)
    return _lines(view, rows[::-1])


def line(view: View, number: int) -> PollLine:
    """One poll."""
    return _lines(view, [_found(view, number)])[0]


def waiting(view: View, number: int) -> list[Chair]:
    """Who is asked and has not answered to any of the dates; refuses a poll that is over."""
    row = _found(view, number)
    if row.event_id is not None:
        raise refuse("poll-chosen", "poll", event=row.event_id)
    days = [date.day for date in lookup.find(view.session, PollDate, poll_id=number)]
    answers = stored.answers(view.session, [number])
    said = [one for found in answers.values() for one in found]
    groups = [finding.group(view, slug) for slug in json.loads(row.groups)]
    return [
        chair
        for chair in slots.chairs(view, groups)
        if any(map(chair.holds, days)) and not _answered(chair, said)
    ]


def answer(
    change: Change,
    number: int,
    who: str,
    value: str,
    dates: Iterable[str] = (),
    by: str | None = None,
) -> Entered:
    """Keep what a person (address, number) or an organisation said; no dates: to all of them."""
    poll = line(change, number)
    said = answer_word(value)
    if said is None:
        raise refuse("answer-unclear", "answer", value=value)
    options = [one for text in dates for one in rules.meant(poll.options, text)]
    about = _who(change, who, poll)
    return _keep(change, poll, [(about, one.id, said) for one in options or poll.options], by)


def paste(change: Change, number: int, text: str, by: str | None = None) -> Entered:
    """Keep the answers in a text that people sent; refuses one in which there is none."""
    poll = line(change, number)
    candidates = [Candidate(option.day, option.start) for option in poll.options]
    names, homes = _names(change, poll)
    found = read_answers(text, names, candidates, homes)
    said = [
        (one.who, option.id, one.answer)
        for one in found.answers
        for place, option in enumerate(poll.options)
        if one.date is None or one.date == place
    ]
    if not said:
        raise refuse("no-answer-read", "answer")
    return _keep(change, poll, said, by, found.unread)


def read_table(change: Change, number: int, text: str, by: str | None = None) -> Entered:
    """Keep the answers in a table: a column per date, or rows of name, date, answer.

    An empty cell is no answer. Rows are those of the file, the first included.
    """
    return paste(change, number, _table_text(text), by)


def table_text(content: bytes) -> str:
    """A table as `read_table` takes it, in words that can be pasted."""
    return _table_text(sheet_text.decoded(content))


def _table_text(text: str) -> str:
    return "\n".join(table_lines(sheet_text.table(text)))


def choose(change: Change, number: int, date_text: str) -> Outcome:
    """Plan the event on one of the dates and invite the groups."""
    row = _found(change, number)
    poll = line(change, number)
    if poll.event is not None:
        raise refuse("poll-chosen", "poll", event=poll.event)
    option = rules.best_first(rules.meant(poll.options, date_text))[0]
    draft = EventDraft(
        poll.kind,
        When(option.day, None, option.start, option.end),
        title=poll.title,
        location=poll.location,
        groups=poll.groups,
    )
    done = events.add(change, draft)
    row.event_id = done.events[0].id
    change.add(row)
    return done


def _found(view: View, number: int) -> Poll:
    if abs(number) < finding.LARGEST_NUMBER:
        row = lookup.first(view.session, Poll, id=number, programme_id=view.programme_id)
        if row is not None:
            return row
    raise refuse("unknown-poll", "poll", id=number)


def _lines(view: View, rows: Sequence[Poll]) -> list[PollLine]:
    """Polls with everything about them."""
    answers = stored.answers(view.session, [key(row) for row in rows])
    return [_line(view, row, answers) for row in rows]


def _line(view: View, row: Poll, answers: Mapping[int, list[stored.Answered]]) -> PollLine:
    kind = view.session.get_one(EventKind, row.kind_id)
    groups = tuple(json.loads(row.groups))
    seated = slots.chairs(view, [finding.group(view, slug) for slug in groups])
    wanted = slots.of_seats(seated, json.loads(kind.required))
    dates = lookup.find(view.session, PollDate, poll_id=key(row))
    dates = sorted(dates, key=lambda one: (one.day, one.start_time or time.min))
    known = None
    if row.event_id is None and dates and seated:
        known = slots.known(view, seated, dates[0].day, dates[-1].day)
    said = [one for date in dates for one in answers.get(key(date), ())]
    return PollLine(
        key(row),
        kind.slug,
        row.title,
        groups,
        row.location,
        row.event_id,
        row.created_at,
        tuple(_option(one, answers.get(key(one), ()), seated, wanted, known) for one in dates),
        tuple(chair.name for chair in seated if not _answered(chair, said)),
    )


def _option(
    row: PollDate,
    answers: Iterable[stored.Answered],
    seated: Sequence[Chair],
    wanted: Sequence[str],
    known: Availability | None,
) -> PollOption:
    replies = tuple(one.reply for one in answers)
    covered = {one.organisation for one in replies if one.answer != Answer.DECLINED}
    names = {chair.organisation: chair.organisation_name for chair in seated}
    start, end = row.start_time, row.end_time
    there = [chair for chair in seated if chair.holds(row.day)]
    return PollOption(
        key(row),
        row.day,
        start,
        end,
        replies,
        tuple((slug, names[slug]) for slug in wanted if slug not in covered),
        known.of_region(row.day) if known else (),
        look(there, (), known, row.day, start, end).absent if known else (),
    )


def _answered(chair: Chair, said: Iterable[stored.Answered]) -> bool:
    """Whether somebody in the seat, a deputy, or the organisation for all of them answered."""
    people = {chair.seat.person_id, *(deputy.seat.person_id for deputy in chair.deputies)} - {None}
    return any(
        one.person in people
        or (one.person is None and one.organisation == chair.seat.organisation_id)
        or (chair.seat.person_id is None and one.organisation == chair.seat.organisation_id)
        for one in said
    )


def _who(view: View, text: str, poll: PollLine) -> _Who:
    """Who is meant by an address, a number or an organisation."""
    if "@" in text or text.isdigit():
        person = finding.person(view, text, "person")
        return finding.employer(view, person, poll.options[0].day), key(person)
    return key(finding.organisation(view, text)), None


def _names(view: View, poll: PollLine) -> tuple[dict[_Who, list[str]], dict[_Who, list[str]]]:
    """What those who may answer are called, who is asked and every partner, and where they work."""
    people = {key(row): row for row in lookup.find(view.session, Person)}
    seated = slots.chairs(view, [finding.group(view, slug) for slug in poll.groups])
    seats = {chair.seat for one in seated for chair in (one, *one.deputies)}
    partners = lookup.find(view.session, Partner, programme_id=view.programme_id)
    ids = {seat.organisation_id for seat in seats} | {row.organisation_id for row in partners}
    found: dict[_Who, list[str]] = {}
    for seat in seats:
        if seat.person_id is not None:
            row = people[seat.person_id]
            found[seat.organisation_id, seat.person_id] = [row.name, row.email or row.name]
    for organisation in lookup.find(view.session, Organisation):
        if key(organisation) in ids:
            called = [organisation.slug, organisation.name, *json.loads(organisation.aliases)]
            found[key(organisation), None] = called
    return found, {who: found.get((who[0], None), []) for who in found}


def _keep(
    change: Change,
    poll: PollLine,
    said: Sequence[tuple[_Who, int, Answer]],
    by: str | None,
    unread: tuple[Unread, ...] = (),
) -> Entered:
    """Keep answers with who entered them and when; a new one takes the place of an old one."""
    if poll.event is not None:
        raise refuse("poll-chosen", "poll", event=poll.event)
    if by is not None:
        raise_for(line_problems(by, "by", limit=120))
    rows = {
        (row.organisation_id, row.person_id, row.date_id): row
        for option in poll.options
        for row in lookup.find(change.session, PollAnswer, date_id=option.id)
    }
    for (organisation, person), date_id, value in said:
        row = rows.setdefault(
            (organisation, person, date_id),
            PollAnswer(date_id=date_id, organisation_id=organisation, person_id=person, answer=""),
        )
        row.answer = value
        row.entered_by = by or change.programme.organiser_name
        row.entered_at = change.stamp
        change.session.add(row)
    change.session.flush()
    kept = {(*who, date_id) for who, date_id, _value in said}
    answers = stored.answers(change.session, [poll.id])
    entered = tuple(
        (date_id, one.reply)
        for date_id, found in answers.items()
        for one in found
        if (one.organisation, one.person, date_id) in kept
    )
    return Entered(line(change, poll.id), entered, unread)
