"""Answers that come in: each is kept, ignored, put aside for the user or refused, with a reason.

Rules I01 to I13. One command is one change, and the order in which files are read never matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ipe_events.domain.incoming import Guest, Incoming, mailbox
from ipe_events.domain.invitation import Answer
from ipe_events.domain.replies import (
    Entry,
    Replies,
    Said,
    Why,
    moment_of,
    notices_of,
    proposer,
    said,
    stamp_of,
    superseded,
    timeliness,
)
from ipe_events.services import answer_facts
from ipe_events.services.answer_facts import Meeting, Seat
from ipe_events.services.kept_answers import kept_of, store
from ipe_events.services.reply_files import Came, Post, gather
from ipe_events.services.review_rows import Finding, Reviews
from ipe_events.services.workspace import Change, Workspace

_STATES = {"held": Why.HELD, "cancelled": Why.CANCELLED, "draft": Why.DRAFT}


def read_files(workspace: Workspace, paths: Iterable[Path]) -> Replies:
    """Read answers from files and folders, and keep them as one change."""
    with workspace.read() as view:
        zone = view.programme.zone
    # Read before the workspace is locked.
    post = gather(paths, zone)
    if not post.messages:
        return Replies((), (), (), post.refused, 0)
    with workspace.change("replies") as change:
        return keep(change, post)


def keep(change: Change, post: Post) -> Replies:
    """Keep the answers in what came in; the newest first, so that nothing is kept twice."""
    reading = _Reading(change, post.messages)
    for came in sorted(post.messages, key=lambda one: stamp_of(one.message), reverse=True):
        reading.take(came)
    return reading.result(post)


class _Reading:
    """What is known while messages are taken, and what became of each."""

    def __init__(self, change: Change, messages: Sequence[Came]) -> None:
        self._facts = answer_facts.facts(change, (came.message.uid for came in messages))
        self._reviews = Reviews(change)
        self._change = change
        self._found: dict[str, list[Entry]] = {
            name: [] for name in ("applied", "ignored", "review", "refused")
        }

    def take(self, came: Came) -> None:
        """Take one message."""
        message = came.message
        email = next((one.address for one in message.guests if one.address), None)
        why = message.fault or self._refusal(message)
        if why:
            self._note("refused", came, email, None, why)
            return
        if not self._facts.meetings.get(message.uid):
            self._note("ignored", came, email, None, Why.EVENT_GONE)
        elif message.method == "REPLY":
            self._reply(came)
        else:
            self._question(came)

    def result(self, post: Post) -> Replies:
        """What became of everything, in the order of the files."""
        self._change.session.flush()
        place = {file: number for number, file in enumerate(post.files)}
        self._found["refused"] += post.refused
        lists = {
            name: tuple(sorted(found, key=lambda entry: place[entry.file]))
            for name, found in self._found.items()
        }
        notices = [
            (came.file, notice) for came in post.messages for notice in notices_of(came.message)
        ]
        return Replies(**lists, messages=len(post.messages), notices=tuple(notices))

    def _refusal(self, message: Incoming) -> Why | None:
        """Why a message can be no answer to an invitation of ours."""
        under = self._facts.meetings.get(message.uid, ())
        told = bool(self._facts.told.get(message.uid))
        if not message.method:
            return Why.NO_METHOD
        if not under and not told:
            return Why.UNKNOWN_EVENT
        adopted = any(meeting.line.adopted for meeting in under)
        if message.method in ("CANCEL", "REQUEST", "ADD"):
            return Why.ADOPTED if adopted else Why.OURS
        if message.method not in ("REPLY", "COUNTER", "REFRESH"):
            return Why.NOT_A_REPLY
        if not told and not adopted:
            return Why.NEVER_TOLD
        return None

    def _note(self, what: str, came: Came, email: str | None, event: int | None, why: str) -> None:
        self._found[what].append(Entry(came.file, email or None, event, str(why)))

    # Answers

    def _reply(self, came: Came) -> None:
        spoken = said(came.message, self._change.stamp)
        if isinstance(spoken, Why):
            email = next((one.address for one in came.message.guests if one.address), None)
            self._note("refused", came, email, None, spoken)
            return
        meetings = self._facts.of(came.message)
        if not meetings:
            self._unknown_instance(came, spoken)
            return
        invited = [
            (one, seats) for one in meetings if (seats := one.seats_of(spoken.guest.address))
        ]
        if not invited:
            self._uninvited(came, spoken, meetings)
            return
        open_ones = [pair for pair in invited if pair[0].line.state == "planned"]
        if not open_ones:
            line = invited[-1][0].line
            self._note("ignored", came, spoken.guest.address, line.id, _STATES[line.state])
        for meeting, seats in open_ones:
            self._answer(came, spoken, meeting, seats, whole=len(meetings) > 1)

    def _answer(
        self, came: Came, spoken: Said, meeting: Meeting, seats: list[Seat], *, whole: bool
    ) -> None:
        """Keep an answer for one meeting when it is to what was told last, and newer."""
        email, number = spoken.guest.address, meeting.line.id
        own = _mailboxes(seats)
        told, why = meeting.told_to(own, spoken.sequence), None
        if told is not None:
            why = timeliness(spoken.sequence, told, meeting.card)
            # To the series as a whole, told at several times, an answer is as new as the newest.
            if whole and why is Why.NEWER and spoken.sequence <= self._newest(meeting):
                why = timeliness(told.sequence, told, meeting.card)
            if why is Why.OUTDATED:
                self._note("ignored", came, email, number, why)
                return
            if why is None:
                spoken = replace(spoken, sequence=told.sequence)
        elif not meeting.line.adopted:
            self._note("refused", came, email, number, Why.NEVER_TOLD)
            return
        sender = _other_sender(came, spoken, seats)
        if sender:
            self._aside(came, Why.OTHER_SENDER, _finding(came, spoken, meeting, sender=sender))
            return
        if why is Why.NEWER:
            self._aside(came, Why.NEWER, _finding(came, spoken, meeting))
            return
        older = [superseded(spoken, kept_of(seat.row)) for seat in seats]
        if all(older):
            self._note("ignored", came, email, number, older[0] or Why.OLDER)
        else:
            self._note("applied", came, email, number, spoken.answer)
        for seat, why_not in zip(seats, older, strict=True):
            if why_not is None:
                store(seat.row, spoken)
                if spoken.answer != Answer.DELEGATED:
                    self._reviews.forget_deputies(seat.row.id)
        if older[0] is Why.OLDER:
            return
        for deputy in spoken.deputies:
            self._deputy(came, spoken, meeting, deputy, seats[0])

    def _newest(self, meeting: Meeting) -> int:
        """The highest SEQUENCE at which anything of a series was told."""
        under = self._facts.meetings[meeting.line.uid]
        return max(one.sequence for other in under for one in other.told)

    def _deputy(
        self, came: Came, spoken: Said, meeting: Meeting, deputy: Guest, seat: Seat
    ) -> None:
        """Propose whom an answer was delegated to, who may have answered as well."""
        if meeting.seats_of(deputy.address):
            return
        answer = deputy.answer.lower() if deputy.answer in ("ACCEPTED", "DECLINED") else ""
        finding = Finding(
            meeting.line,
            address=deputy.address,
            name=deputy.name,
            answer=answer,
            sequence=spoken.sequence,
            stamp=spoken.stamp,
            file=came.file,
            details={"for": seat.row.id, "delegator": spoken.guest.address},
        )
        self._aside(came, Why.DEPUTY, finding)

    def _uninvited(self, came: Came, spoken: Said, meetings: list[Meeting]) -> None:
        """Put aside who answers without being invited: never added silently (rule I06)."""
        planned = [one for one in meetings if one.line.state == "planned"]
        meeting = (planned or meetings)[0]
        if not planned:
            why = _STATES[meeting.line.state]
            self._note("ignored", came, spoken.guest.address, meeting.line.id, why)
            return
        finding = _finding(came, spoken, meeting)
        if len(meetings) > 1:
            finding = replace(finding, whole=True)
        holders = meeting.seats_of(spoken.delegator) if spoken.delegator else []
        if holders:
            details = {"for": holders[0].row.id, "delegator": spoken.delegator}
            self._aside(came, Why.DEPUTY, replace(finding, details=details))
        else:
            self._aside(came, Why.NOT_INVITED, finding)

    def _unknown_instance(self, came: Came, spoken: Said) -> None:
        message = came.message
        if message.instance in self._facts.told.get(message.uid, ()):
            self._note("ignored", came, spoken.guest.address, None, Why.EVENT_GONE)
            return
        finding = _finding(came, spoken, None, instance=str(message.instance), uid=message.uid)
        self._aside(came, Why.UNKNOWN_INSTANCE, finding)

    # Proposals and questions

    def _question(self, came: Came) -> None:
        """Put a proposal or a question aside: it never changes the event (rule I10)."""
        message = came.message
        who = proposer(message)
        if isinstance(who, Why):
            self._note("refused", came, None, None, who)
            return
        now = moment_of(message, self._change.stamp)
        spoken = Said(who, "", message.comment or who.comment, message.sequence, now)
        meetings = self._facts.of(message)
        planned = [one for one in meetings if one.line.state == "planned"]
        invited = [one for one in planned if one.seats_of(who.address)]
        if not meetings:
            self._unknown_instance(came, spoken)
        elif not planned:
            line = meetings[-1].line
            self._note("ignored", came, who.address, line.id, _STATES[line.state])
        elif not invited:
            self._uninvited(came, spoken, meetings)
        else:
            self._asked(came, spoken, invited[0], whole=len(meetings) > 1)

    def _asked(self, came: Came, spoken: Said, meeting: Meeting, *, whole: bool) -> None:
        """Put aside what a guest asks, with who sent it when that is somebody else."""
        why, details = Why.REFRESH, {}
        seats = meeting.seats_of(spoken.guest.address)
        if came.message.method == "COUNTER":
            why, details = Why.COUNTER, _proposal(came.message)
            fault = self._no_counter(came.message, meeting, seats, details)
            if fault is not None:
                what = "refused" if fault is Why.NO_PROPOSAL else "ignored"
                self._note(what, came, spoken.guest.address, meeting.line.id, fault)
                return
        sender = _other_sender(came, spoken, seats)
        if sender:
            why, details = Why.OTHER_SENDER, {**details, "asks": str(why), "sender": sender}
        self._aside(came, why, replace(_finding(came, spoken, meeting, **details), whole=whole))

    def _no_counter(
        self, message: Incoming, meeting: Meeting, seats: list[Seat], proposal: dict[str, str]
    ) -> Why | None:
        """Why a proposal is none, or is to what was told before."""
        if not proposal:
            return Why.NO_PROPOSAL
        told = meeting.told_to(_mailboxes(seats), message.sequence)
        late = told is not None and timeliness(message.sequence, told, meeting.card)
        return Why.OUTDATED if late is Why.OUTDATED else None

    def _aside(self, came: Came, why: Why, finding: Finding) -> None:
        """Put something aside for the user, unless it was decided before (rule I13)."""
        number = finding.event.id if finding.event is not None else None
        ignored = self._reviews.take(why, finding)
        self._note(
            "ignored" if ignored else "review", came, finding.address, number, ignored or why
        )


def _finding(came: Came, spoken: Said, meeting: Meeting | None, **details: object) -> Finding:
    return Finding(
        meeting.line if meeting is not None else None,
        address=spoken.guest.address,
        name=spoken.guest.name,
        answer=spoken.answer,
        comment=spoken.comment,
        sequence=spoken.sequence,
        stamp=spoken.stamp,
        file=came.file,
        details=details,
    )


def _proposal(message: Incoming) -> dict[str, str]:
    """When, and maybe where, a COUNTER would have it; nothing when that cannot be read."""
    if message.start is None or message.end is None:
        return {}
    place = {"location": message.location} if message.location else {}
    return {"start": message.start.isoformat(), "end": message.end.isoformat(), **place}


def _mailboxes(seats: Iterable[Seat]) -> frozenset[str]:
    return frozenset().union(*(seat.mailboxes for seat in seats))


def _other_sender(came: Came, spoken: Said, seats: Iterable[Seat]) -> str:
    """Who sent a mail, when it is neither the guest nor somebody for them (rule I12)."""
    if came.sender is None or mailbox(came.sender) in _mailboxes(seats) | spoken.speakers:
        return ""
    return came.sender
