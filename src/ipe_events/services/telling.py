"""Who must be told because of a change: what waits after it and did not wait before."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ipe_events.services import letters, outbox
from ipe_events.services.workspace import View

# A message by the event, the address and the method.
Waiting = set[tuple[int, str, str]]


def waiting(view: View, ids: Iterable[int]) -> Waiting:
    """What waits to be told of these events."""
    return {
        (message.to.event, message.to.address, message.method)
        for message in outbox.messages(view, tuple(ids))
        if message.to.address is not None
    }


def told(view: View, new: Waiting, events: Collection[int]) -> tuple[int, int]:
    """How many people must be told, in how many mails, of all that waits of these events."""
    guests = {address for _event, address, _method in new}
    # Counted by the files: most of a series is told in one.
    mails = letters.mails(letters.parcels(view, events)) if new else {}
    return len(guests), sum(count for address, count in mails.items() if address in guests)
