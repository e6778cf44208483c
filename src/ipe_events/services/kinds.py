"""Kinds of event as edited by hand."""

from __future__ import annotations

import json

from ipe_events.domain.checks import OF_A_KIND
from ipe_events.domain.drafts import SLUG, raise_for
from ipe_events.domain.errors import Problem, refuse
from ipe_events.domain.kinds import BY_SEAT, KindEdit
from ipe_events.services import finding
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import EventKind


def add(change: Change, slug: str, wanted: KindEdit) -> None:
    """Add a kind of event; what is not said is as for any kind: two hours, everybody charged."""
    raise_for([] if SLUG.fullmatch(slug) else [Problem("slug", "slug-invalid", {"value": slug})])
    known = lookup.find(change.session, EventKind, programme_id=change.programme_id)
    if slug.casefold() in {row.slug.casefold() for row in known}:
        raise refuse("kind-known", "slug", value=slug)
    change.add(EventKind(programme_id=change.programme_id, slug=slug, name=wanted.name or slug))
    edit(change, slug, wanted)


def edit(change: Change, slug: str, wanted: KindEdit) -> None:
    """Change the defaults and checks of a kind; events that are there keep their length."""
    raise_for(wanted.problems())
    row = finding.kind(change, slug)
    for name in ("length", "preparation", "travel", "charge", "minimum_professions"):
        value = getattr(wanted, name)
        if value is not None:
            setattr(row, name, value)
    row.name = row.name if wanted.name is None else wanted.name.strip()
    row.layer = row.layer if wanted.layer is None else wanted.layer.strip()
    if wanted.groups is not None:
        groups = [finding.group(change, group, "groups").slug for group in wanted.groups]
        row.groups = json.dumps(list(dict.fromkeys(groups)))
    if wanted.required is not None:
        asked = [finding.organisation(change, one, "required").slug for one in wanted.required]
        row.required = json.dumps(list(dict.fromkeys(asked)))
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
