"""The answer that is kept of a place at an event."""

from __future__ import annotations

from dataclasses import replace

from ipe_events.domain.moments import kept_stamp
from ipe_events.domain.replies import Kept, Said
from ipe_events.store.tables import Participation


def kept_of(row: Participation) -> Kept:
    """The answer that is known of a place at an event."""
    return Kept(row.answer, row.comment, row.answered_sequence, row.answered_stamp)


def store(row: Participation, spoken: Said) -> None:
    """Keep an answer with what it answers and when it was given."""
    # What is said by hand is said of whatever was told.
    before = kept_of(row)
    if before.sequence is None:
        before = replace(before, sequence=spoken.sequence)
    row.answered_stamp = kept_stamp(spoken.order, before.order)
    row.answer, row.comment = spoken.answer, spoken.comment
    row.answered_sequence = spoken.sequence
