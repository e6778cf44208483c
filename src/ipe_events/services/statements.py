"""Hour statements: issued in versions, signed by partners, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ipe_events.domain import years
from ipe_events.domain.drafts import raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.statement_content import (
    Differences,
    content_of,
    differences,
    fingerprint_of,
    statement_of,
)
from ipe_events.domain.statements import Issued, Signature, Standing, Statement
from ipe_events.domain.years import Year
from ipe_events.services import finding, ledger
from ipe_events.services.statement_drawing import draw_up
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Organisation
from ipe_events.store.tables import Statement as Row

# Between the first and the last day in the label of a part of a year.
_PART = "--"


@dataclass(frozen=True, slots=True)
class Version:
    """A statement as issued, with what it has otherwise than the version before it."""

    issued: Issued
    statement: Statement
    differences: Differences | None
    is_new: bool


def period(view: View, label: str | None, first: date | None, last: date | None) -> Year:
    """The period of a statement: a year (by default today's), or the days of it that are asked."""
    month = view.programme.school_month
    year = ledger.year_now(view) if label is None else years.parse_year(label, month)
    start, end = first or year.start, last or year.end
    if not year.start <= start <= end <= year.end:
        raise refuse("outside-year", "from", year=year.label)
    if (start, end) == (year.start, year.end):
        return year
    return Year(start, end, f"{start.isoformat()}{_PART}{end.isoformat()}")


def issue(view: View, statement: Statement) -> Version:
    """Issue a statement, in a delivery: a next version where it says anything else than the last.

    Else it is the last version once more.
    """
    versions = _versions(view, statement.organisation, statement.label)
    content = content_of(statement)
    if versions and _says(versions[-1], statement):
        return _version(view, versions, len(versions) - 1, is_new=False)
    organisation = finding.organisation(view, statement.organisation)
    row = Row(
        programme_id=view.programme_id,
        organisation_id=key(organisation),
        label=statement.label,
        starts=statement.start,
        ends=statement.end,
        version=len(versions) + 1,
        minutes=statement.minutes,
        cents=statement.cents,
        fingerprint=fingerprint_of(content),
        content=content,
        issued_at=view.stamp,
    )
    view.session.add(row)
    view.session.flush()
    return _version(view, [*versions, row], len(versions), is_new=True)


def version(view: View, number: int) -> Version:
    """A statement that was issued, as it was."""
    row = _row(view, number)
    organisation = view.session.get_one(Organisation, row.organisation_id)
    versions = _versions(view, organisation.slug, row.label)
    return _version(view, versions, row.version - 1, is_new=False)


def sign(view: View, number: int, signature: Signature, *, again: bool = False) -> Issued:
    """Keep who signed a statement for the partner, in a delivery.

    Refuses one that is signed, unless `again`: then the new signature takes the place of the old.
    """
    raise_for(signature.problems())
    row = _row(view, number)
    if row.signed_on is not None and not again:
        raise refuse("statement-signed", "statement", id=number, on=row.signed_on)
    row.signed_by, row.signed_function = signature.by.strip(), signature.function.strip()
    row.signed_on, row.document = signature.on, signature.document.strip()
    view.session.add(row)
    view.session.flush()
    return _issued(view, row)


def standings(view: View, when: Year) -> list[Standing]:
    """How far each partner's statement of a year has come, then those of a part of that year."""
    known: dict[Year, dict[int, Row]] = {when: {}}
    for row in lookup.find(view.session, Row, programme_id=view.programme_id):
        period = Year(row.starts, row.ends, row.label)
        if row.label == when.label or (
            when.start <= row.starts and row.ends <= when.end and _PART in row.label
        ):
            # Versions come one after another: the last one stays.
            known.setdefault(period, {})[row.organisation_id] = row
    return [one for period, last in known.items() for one in _standings(view, period, last, when)]


def _standings(view: View, period: Year, last: dict[int, Row], year: Year) -> Iterator[Standing]:
    """Of a year those of every partner; of a part of it those that were issued."""
    organisations = {row.slug: key(row) for row in lookup.find(view.session, Organisation)}
    for statement in draw_up(view, period):
        row = last.pop(organisations[statement.organisation], None)
        if row is not None or period == year:
            moved = row is not None and not _says(row, statement)
            yield _standing(view, statement, row, moved=moved)
    # Who was stated and has no hours left has a statement still.
    for row in last.values():
        yield _standing(view, replace(statement_of(row.content), entries=()), row, moved=True)


def _standing(view: View, statement: Statement, row: Row | None, *, moved: bool) -> Standing:
    return Standing(
        organisation=statement.organisation,
        organisation_name=statement.organisation_name,
        label=statement.label,
        minutes=statement.minutes,
        cents=statement.cents,
        issued=_issued(view, row) if row is not None else None,
        moved=moved,
    )


def _says(row: Row, statement: Statement) -> bool:
    # Not by their texts: what was kept by an earlier release may lack what is said nowadays.
    return statement_of(row.content) == statement


def _row(view: View, number: int) -> Row:
    row = None
    if abs(number) < finding.LARGEST_NUMBER:
        row = lookup.first(view.session, Row, id=number, programme_id=view.programme_id)
    if row is None:
        raise refuse("unknown-statement", "statement", id=number)
    return row


def _versions(view: View, organisation: str, label: str) -> list[Row]:
    owner = key(finding.organisation(view, organisation))
    where = {"programme_id": view.programme_id, "organisation_id": owner, "label": label}
    return sorted(lookup.find(view.session, Row, **where), key=lambda row: row.version)


def issued_to(view: View, organisation: str) -> list[Issued]:
    """Every statement of a partner as it was issued, the newest first."""
    owner = key(finding.organisation(view, organisation))
    rows = lookup.find(view.session, Row, programme_id=view.programme_id, organisation_id=owner)
    return [_issued(view, row) for row in reversed(rows)]


def _version(view: View, versions: Sequence[Row], place: int, *, is_new: bool) -> Version:
    row = versions[place]
    statement = statement_of(row.content)
    found = None
    if place:
        before = versions[place - 1]
        found = differences(before.version, statement_of(before.content), statement)
    return Version(_issued(view, row), statement, found, is_new)


def _issued(view: View, row: Row) -> Issued:
    organisation = view.session.get_one(Organisation, row.organisation_id)
    signature = None
    if row.signed_on is not None:
        signature = Signature(row.signed_by, row.signed_function, row.signed_on, row.document)
    return Issued(
        id=key(row),
        organisation=organisation.slug,
        organisation_name=organisation.name,
        label=row.label,
        start=row.starts,
        end=row.ends,
        version=row.version,
        minutes=row.minutes,
        cents=row.cents,
        fingerprint=row.fingerprint,
        issued_on=wall_clock(view, row.issued_at).date(),
        signature=signature,
    )


def wall_clock(view: View, stamp: str) -> datetime:
    """A stored moment on the clocks of the programme's zone."""
    zone = ZoneInfo(view.programme.zone)
    return datetime.fromisoformat(stamp).astimezone(zone).replace(tzinfo=None)
