"""The tables of a workspace: their shape only; `domain.drafts` validates, `services` writes.

Amounts are integer minutes and integer cents. Days and times are wall-clock parts; moments (`…_at`)
are ISO 8601 texts in UTC, so that a row in the journal is the row in the table.
"""

from __future__ import annotations

from ipe_events.store.tables.base import Table
from ipe_events.store.tables.hours import (
    Closing,
    HourEntry,
    HourRequest,
    PlannedWork,
    Rate,
    Statement,
)
from ipe_events.store.tables.meetings import (
    Event,
    Participation,
    Poll,
    PollAnswer,
    PollDate,
    Review,
    Series,
)
from ipe_events.store.tables.money import CashReceipt, CostEntry
from ipe_events.store.tables.people import Affiliation, Busy, Closure, Group, Membership, Person
from ipe_events.store.tables.plan import (
    Commitment,
    EventKind,
    Goal,
    Organisation,
    Partner,
    PlanLine,
    Programme,
)
from ipe_events.store.tables.record import UNJOURNALED, Change, ChangeRow, Delivery, JournalState

__all__ = [
    "UNJOURNALED",
    "Affiliation",
    "Busy",
    "CashReceipt",
    "Change",
    "ChangeRow",
    "Closing",
    "Closure",
    "Commitment",
    "CostEntry",
    "Delivery",
    "Event",
    "EventKind",
    "Goal",
    "Group",
    "HourEntry",
    "HourRequest",
    "JournalState",
    "Membership",
    "Organisation",
    "Participation",
    "Partner",
    "Person",
    "PlanLine",
    "PlannedWork",
    "Poll",
    "PollAnswer",
    "PollDate",
    "Programme",
    "Rate",
    "Review",
    "Series",
    "Statement",
    "Table",
]
