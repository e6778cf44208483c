"""What was told, as it is kept: written and read in one place."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime

from ipe_events.domain import outbox
from ipe_events.domain.invitation import Address, Method
from ipe_events.domain.outbox import Card, Message, Place, Recipient
from ipe_events.store.queries import outbox as stored

_CARD = tuple(field.name for field in fields(Card))


def kept(
    programme: int,
    message: Message,
    *,
    sequence: int,
    stamp: datetime,
    organizer: Address,
    state: str = stored.EXPORTED,
    **marks: bool | str,
) -> stored.Sent:
    """What is kept of a message that is told.

    `marks`: those that `told_of` gives back, and what another calendar said of an answer.
    """
    card, place = message.to.card, message.to.place
    told = {
        # `asdict` copies deeply, which for thousands of guests takes longer than writing to them.
        "card": {name: getattr(card, name) for name in _CARD},
        "name": message.to.name,
        "organisation": message.to.organisation,
        "organizer": {"name": organizer.name, "email": organizer.email},
        **{name: value for name, value in marks.items() if value is not False},
    }
    return stored.Sent(
        programme_id=programme,
        event_id=message.to.event,
        uid=place.uid,
        recurrence_id=place.recurrence_id,
        address=message.to.address or "",
        method=message.method,
        sequence=sequence,
        stamp=stamp.isoformat(),
        told=json.dumps(told),
        state=state,
    )


def organizer_of(row: stored.Told) -> Address:
    """Who invited."""
    return Address(**json.loads(row.told)["organizer"])


def told_of(row: stored.Told) -> outbox.Told:
    """What a delivery told."""
    values = json.loads(row.told)
    recipient = Recipient(
        place=Place(row.uid, row.recurrence_id),
        event=row.event_id,
        card=Card(**values["card"]),
        address=row.address,
        name=values["name"],
        organisation=values["organisation"],
    )
    return outbox.Told(
        recipient,
        Method(row.method),
        row.sequence,
        in_series=values.get("series", False),
        is_private=values.get("private", False),
        elsewhere=values.get("elsewhere", False),
    )
