"""Closures of organisations, people and regions: by hand and from a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ipe_events.domain.closures import ClosureDraft, ClosureLine
from ipe_events.domain.drafts import raise_for
from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.importing import Columns, ImportReport, Row, need
from ipe_events.domain.when import parse_day
from ipe_events.services import finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Closure, Organisation, Person

COLUMNS: Columns = {
    "organisation": ("organisation", "organisatie", "organization", "org", "instelling"),
    "person": ("person", "persoon", "email", "e-mailadres"),
    "region": ("region", "regio"),
    "from": ("from", "van", "vanaf", "begin", "start", "eerste dag", "first day", "datum", "date"),
    "until": ("until", "tot en met", "t/m", "tot", "eind", "einde", "end", "laatste dag"),
    "name": ("name", "naam", "omschrijving", "reden", "vakantie", "description"),
}


def lines(
    view: View, organisation: str | None = None, first: date | None = None, last: date | None = None
) -> list[ClosureLine]:
    """The closures that touch those days, by date; of one organisation when it is named."""
    own = key(finding.organisation(view, organisation)) if organisation else None
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    people = {key(row): row for row in lookup.find(view.session, Person)}
    found = []
    for row in lookup.find(view.session, Closure):
        inside = (last is None or row.starts <= last) and (first is None or row.ends >= first)
        if not inside or own not in (None, row.organisation_id):
            continue
        closed = names[row.organisation_id] if row.organisation_id is not None else None
        person = people[row.person_id] if row.person_id is not None else None
        found.append(
            ClosureLine(
                id=key(row),
                organisation=closed.slug if closed else None,
                person=(person.email or str(key(person))) if person else None,
                region=row.region or None,
                who=closed.name if closed else person.name if person else row.region,
                starts=row.starts,
                ends=row.ends,
                name=row.name,
            )
        )
    return sorted(found, key=lambda line: (line.starts, line.ends, line.id))


def add(change: Change, draft: ClosureDraft) -> int:
    """Keep a closure; its number. The same one twice is refused."""
    row = _row(change, draft)
    values = row.model_dump(include={"organisation_id", "person_id", "region", "starts", "ends"})
    if lookup.first(change.session, Closure, **values, name=row.name) is not None:
        raise refuse("closure-known", "from")
    return key(change.add(row))


def remove(change: Change, number: int) -> None:
    """Forget a closure."""
    if lookup.first(change.session, Closure, id=number) is None:
        raise refuse("unknown-closure", "closure", id=number)
    lookup.delete(change.session, Closure, id=number)


def import_closures(
    change: Change,
    rows: Sequence[Row],
    *,
    organisation: str = "",
    person: str = "",
    region: str = "",
) -> ImportReport:
    """Keep the closures of sound rows; the whole file may be of one organisation, person, region.

    What is known already is refused, so that a file read twice changes nothing.
    """
    need(rows, "from", COLUMNS)
    common = {"organisation": organisation, "person": person, "region": region}
    rejected = []
    for row in rows:
        try:
            if found := row.problems():
                raise Refused(*found)
            said = {field: row[field] for field in common}
            owner = said if any(said.values()) else common
            add(change, _draft(change, row, owner))
        except Refused as refused:
            rejected.append(row.rejected(refused.problems))
    return ImportReport(len(rows) - len(rejected), tuple(rejected))


def _draft(view: View, row: Row, owner: dict[str, str]) -> ClosureDraft:
    if not row["from"]:
        raise refuse("blank", "from")
    today = view.now.date()
    return ClosureDraft(
        starts=parse_day(row["from"], today, "from"),
        ends=parse_day(row["until"], today, "until") if row["until"] else None,
        name=row["name"],
        **owner,
    )


def _row(view: View, draft: ClosureDraft) -> Closure:
    raise_for(draft.problems())
    org, who = draft.organisation, draft.person
    return Closure(
        organisation_id=key(finding.organisation(view, org, "organisation")) if org else None,
        person_id=key(finding.person(view, who)) if who else None,
        region=draft.region,
        starts=draft.starts,
        ends=draft.last,
        name=draft.name.strip(),
    )
