"""What came in and waits for the user: each thing once, and never again once it is decided."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ipe_events.domain.moments import Age, kept_stamp, newness
from ipe_events.domain.records import EventLine
from ipe_events.domain.replies import Why
from ipe_events.services.workspace import Change
from ipe_events.store.queries import answers as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Review

OPEN, ACCEPTED, DISMISSED = "open", "accepted", "dismissed"
# Who may have to be invited: somebody who answers, and a deputy whom somebody names.
GUESTS = (Why.NOT_INVITED, Why.DEPUTY)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an event to be put aside; `whole`: about its series as a whole.

    `answer` is "" for a deputy of whom only the delegator has said something. `details` is what
    else the reason needs.
    """

    event: EventLine | None
    address: str
    name: str = ""
    answer: str = ""
    comment: str = ""
    sequence: int = 0
    stamp: str = ""
    file: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    whole: bool = False

    @property
    def recurrence_id(self) -> str:
        """Which of a series it is about; "" for all of it."""
        if self.event is None:
            return str(self.details.get("instance", ""))
        return "" if self.whole else self.event.original_start

    @property
    def order(self) -> Age:
        """What makes it newer than another about the same."""
        return _order(self.sequence, self.stamp, self.answer, self.comment, self.details)


class Reviews:
    """Everything of the programme that waits, or was decided, by what it is about."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._rows: dict[tuple[object, ...], list[Review]] = defaultdict(list)
        for row in stored.reviews(change.session, change.programme_id):
            about = (row.event_id, row.recurrence_id, row.reason, row.address)
            self._rows[_key(*about, row.answer, details_of(row))].append(row)

    def take(self, why: Why, finding: Finding) -> Why | None:
        """Put something aside; why not, when it was decided or something newer waits."""
        number = finding.event.id if finding.event is not None else None
        about = (number, finding.recurrence_id, why, finding.address)
        rows = self._rows[_key(*about, finding.answer, finding.details)]
        if any(newness(finding.order, _order_of(row)) <= 0 for row in rows if row.state != OPEN):
            return Why.DECIDED
        row = next((row for row in rows if row.state == OPEN), None)
        if row is None:
            row = Review(
                programme_id=self._change.programme_id,
                event_id=number,
                recurrence_id=finding.recurrence_id,
                reason=why,
                address=finding.address,
                created_at=self._change.stamp,
            )
            rows.append(row)
        elif (newer := newness(finding.order, _order_of(row))) <= 0:
            return None if newer == 0 else Why.OLDER
        row.stamp = kept_stamp(finding.order, _order_of(row))
        row.reason, row.name, row.file = why, finding.name or row.name, finding.file
        row.answer, row.comment = finding.answer, finding.comment
        row.sequence = finding.sequence
        row.details = json.dumps(finding.details, sort_keys=True)
        self._change.session.add(row)
        return None

    def forget_deputies(self, place: int | None) -> None:
        """Drop whom somebody named as deputy and who answers otherwise now."""
        for key, rows in self._rows.items():
            gone = [
                row
                for row in rows
                if row.state == OPEN
                and row.reason == Why.DEPUTY
                and not row.answer
                and details_of(row).get("for") == place
            ]
            for row in gone:
                self._change.session.flush()
                lookup.delete(self._change.session, Review, id=row.id)
            self._rows[key] = [row for row in rows if row not in gone]


def details_of(row: Review) -> dict[str, Any]:
    """What else the reason of a review needs."""
    found: dict[str, Any] = json.loads(row.details)
    return found


def _key(
    event: int | None,
    recurrence_id: str,
    reason: str,
    address: str,
    answer: str,
    details: Mapping[str, object],
) -> tuple[object, ...]:
    """What it is about: the same again takes the place of what was said before."""
    about: object = reason
    if reason in GUESTS and answer:
        about = "guest"
    elif reason == Why.DEPUTY:
        # Each who sends a deputy says so for themselves, and so does the deputy.
        about = details.get("for")
    elif reason == Why.OTHER_SENDER:
        about = reason, details.get("asks")
    elif event is None:
        about = details.get("uid")
    return event, recurrence_id, about, address


def _order_of(row: Review) -> Age:
    return _order(row.sequence, row.stamp, row.answer, row.comment, details_of(row))


def _order(
    sequence: int, stamp: str, answer: str, comment: str, details: Mapping[str, object]
) -> Age:
    return sequence, stamp, answer, comment, json.dumps(details, sort_keys=True)
