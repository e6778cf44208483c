"""Kinds of event as edited by hand."""

from __future__ import annotations

import json

from ipe_events.domain.checks import OF_A_KIND
from ipe_events.domain.drafts import raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.kinds import BY_SEAT, KindEdit
from ipe_events.services import finding
from ipe_events.services.workspace import Change, key
from ipe_events.store.tables import EventKind


def edit(change: Change, slug: str, wanted: KindEdit) -> None:
    """Change the defaults and checks of a kind; events that are there keep their length."""
    raise_for(wanted.problems())
    row = finding.kind(change, slug)
    for name in ("length", "preparation", "travel", "charge", "minimum_professions"):
        value = getattr(wanted, name)
        if value is not None:
            setattr(row, name, value)
    for name in ("shortest", "longest", "cadence", "reminder_days"):
        value = getattr(wanted, name)
        if value is not None:
            setattr(row, name, value or None)
    for name in ("required_roles", "agenda"):
        value = getattr(wanted, name)
        if value is not None:
            setattr(row, name, json.dumps(value))
    if row.shortest is not None and row.longest is not None and row.longest < row.shortest:
        raise refuse("bounds-reversed", "longest")
    if wanted.line is not None:
        named = wanted.line if wanted.line != BY_SEAT else ""
        row.line_id = key(finding.line(change, named)) if named else None
        row.line_by_seat = wanted.line == BY_SEAT
    row.checks_off = _checks_off(row, wanted)
    change.add(row)


def _checks_off(row: EventKind, wanted: KindEdit) -> str:
    off = set(json.loads(row.checks_off))
    for code, applies in wanted.checks:
        off = off - {code} if applies else off | {code}
    return json.dumps([code for code in OF_A_KIND if code in off])
