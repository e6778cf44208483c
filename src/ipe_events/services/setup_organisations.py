"""The organisations of a programme file: those that the workspace knows already are the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.domain.plan import Figure
from ipe_events.domain.programme_reading import ListedOrganisation, organisations
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Group, Organisation, Partner

if TYPE_CHECKING:
    from ipe_events.domain.programme_file import ProgrammeFile


def add(change: Change, file: ProgrammeFile) -> None:
    """Organisations and partners; one known by slug, name or alias gets the names of the file."""
    _must_be_distinct(change, file)
    rows = lookup.find(change.session, Organisation)
    taken: set[int] = set()
    position = 0
    for item in organisations(file):
        row = _same(item, [row for row in rows if key(row) not in taken])
        if row is None:
            row = change.add(
                Organisation(
                    slug=item.slug,
                    name=item.name,
                    kind=item.kind,
                    aliases=json.dumps(item.aliases),
                    placeholder=item.placeholder,
                )
            )
        else:
            _learn(change, row, item, rows)
        taken.add(key(row))
        if item.partner:
            change.add(
                Partner(
                    programme_id=change.programme_id,
                    organisation_id=key(row),
                    lead=item.lead_state or "",
                    starts=item.from_date,
                    ends=item.until,
                    position=position,
                    details=_details(item),
                )
            )
            position += 1


def _must_be_distinct(change: Change, file: ProgrammeFile) -> None:
    """Organisations and groups are invited by slug in the same place, in every programme."""
    known = {row.slug.casefold() for row in lookup.find(change.session, Organisation)}
    for group in file.groups:
        if group.slug.casefold() in known:
            raise refuse("organisation-known", "group", value=group.slug)
    groups = {row.slug.casefold() for row in lookup.find(change.session, Group)}
    for item in organisations(file):
        if item.slug.casefold() in groups:
            raise refuse("group-known", "org", value=item.slug)


def _same(item: ListedOrganisation, rows: list[Organisation]) -> Organisation | None:
    """The row with this slug, else one of the same name; what has no name yet is told by slug."""
    for row in rows:
        if row.slug.casefold() == item.slug.casefold():
            return row
    if item.placeholder:
        return None
    own = _folded(item.slug, item.name, *item.aliases)
    return next((row for row in rows if not row.placeholder and own & _names(row)), None)


def _learn(
    change: Change, row: Organisation, item: ListedOrganisation, rows: Iterable[Organisation]
) -> None:
    """Let the organisation be found by the slug and names of this file too."""
    if item.placeholder:
        return
    others = {name for other in rows if other is not row for name in _names(other)}
    aliases = json.loads(row.aliases)
    for name in (item.slug, item.name, *item.aliases):
        if name.casefold() not in _names(row) | others:
            aliases.append(name)
            row.aliases = json.dumps(aliases)
    change.add(row)


def _names(row: Organisation) -> set[str]:
    return _folded(row.slug, row.name, *json.loads(row.aliases))


def _folded(*names: str) -> set[str]:
    return {name.casefold() for name in names}


def _details(item: ListedOrganisation) -> str:
    """Figures and what else the plan says of a partner, as JSON; `{}` when it says nothing."""
    said: dict[str, object] = {}
    if item.figures:
        said["figures"] = [_figure(figure) for figure in item.figures]
    if item.details:
        said["details"] = item.details
    return json.dumps(said)


def _figure(figure: Figure) -> dict[str, object]:
    days = {
        name: day.isoformat()
        for name, day in (("starts", figure.starts), ("ends", figure.ends))
        if day is not None
    }
    return {**asdict(figure), "starts": None, "ends": None, **days}


def by_slug(view: View) -> dict[str, Organisation]:
    """Every organisation by its slug, and by the slugs under which programme files know it."""
    rows = lookup.find(view.session, Organisation)
    found = {alias.casefold(): row for row in rows for alias in json.loads(row.aliases)}
    return found | {row.slug.casefold(): row for row in rows}
