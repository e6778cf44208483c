"""Promises as edited by hand."""

from __future__ import annotations

from fractions import Fraction

from ipe_events.domain import years
from ipe_events.domain.drafts import raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.promise_edit import CommitmentEdit as CommitmentEdit
from ipe_events.domain.promises import Lead, value_of
from ipe_events.services import finding, rates, settled
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Commitment, Partner


def set_commitment(
    change: Change, organisation: str, line: str, label: str, wanted: CommitmentEdit
) -> None:
    """Make or change a partner's promise on a line for a year; it is edited by hand from now on."""
    raise_for(wanted.problems())
    organisation_id = key(finding.organisation(change, organisation))
    line_id = key(finding.line(change, line))
    year = years.parse_year(label, change.programme.school_month)
    if settled.closed(change).holds(organisation_id, year.end):
        raise refuse("promise-closed", "year", year=year.label)
    row = _own(change, organisation_id, line_id, year)
    if "rate" in wanted.cleared:
        row.rate_cents = None
    if "starts" in wanted.cleared:
        row.starts = None
    if "ends" in wanted.cleared:
        row.ends = None
    if wanted.minutes is not None:
        row.value_cents = _value(change, row, wanted)
        row.minutes = wanted.minutes
    row.cash_cents = wanted.cash if wanted.cash is not None else row.cash_cents
    row.rate_cents = wanted.rate if wanted.rate is not None else row.rate_cents
    row.starts, row.ends = wanted.starts or row.starts, wanted.ends or row.ends
    row.state = wanted.state or row.state
    row.reason = row.reason if wanted.reason is None else wanted.reason
    row.source = row.source if wanted.document is None else wanted.document.strip()
    row.origin = "hand"
    first, last = max(year.start, row.starts or year.start), min(year.end, row.ends or year.end)
    if last < first:
        raise refuse("end-before-start", "until")
    change.add(row)
    _make_partner(change, organisation_id)


def remove_commitment(change: Change, organisation: str, line: str, label: str) -> None:
    """Take a partner's promise of a year away; hours that were worked stay."""
    where = {
        "programme_id": change.programme_id,
        "organisation_id": key(finding.organisation(change, organisation)),
        "line_id": key(finding.line(change, line)),
    }
    year = years.parse_year(label, change.programme.school_month)
    if not lookup.exists(change.session, Commitment, **where, year=year.label):
        raise refuse("unknown-promise", "year", year=year.label)
    if settled.closed(change).holds(where["organisation_id"], year.start):
        raise refuse("promise-closed", "year", year=year.label)
    lookup.delete(change.session, Commitment, **where, year=year.label)


def _value(change: Change, row: Commitment, wanted: CommitmentEdit) -> int | None:
    """What the hours wanted come to: at the rate set by hand, else at the plan's.

    When euros lead, at today's rate: so that those euros are these hours (GPL leads, 002:392).
    """
    minutes, rate = wanted.minutes or 0, row.rate_cents if wanted.rate is None else wanted.rate
    if rate is not None:
        return value_of(minutes, Fraction(rate))
    if Lead(change.programme.promise) is Lead.EUROS and row.id is not None:
        book = rates.book(change)
        month = years.parse_year(row.year, change.programme.school_month).start
        worth = book.worth(row.organisation_id, row.line_id, f"{row.starts or month:%Y-%m}")
        return value_of(minutes, worth.rate)
    if not row.minutes or row.value_cents is None:
        return row.value_cents
    return value_of(minutes, Fraction(row.value_cents * 60, row.minutes))


def _own(change: Change, organisation_id: int, line_id: int, year: years.Year) -> Commitment:
    """The row of that year, or a new one; two years that overlap would count months twice."""
    rows = lookup.find(
        change.session,
        Commitment,
        programme_id=change.programme_id,
        organisation_id=organisation_id,
        line_id=line_id,
    )
    for row in rows:
        other = years.parse_year(row.year, change.programme.school_month)
        if row.year == year.label:
            return row
        if other.start <= year.end and year.start <= other.end:
            raise refuse("years-overlap", "year", value=year.label, other=other.label)
    return Commitment(
        programme_id=change.programme_id,
        organisation_id=organisation_id,
        line_id=line_id,
        year=year.label,
    )


def _make_partner(change: Change, organisation_id: int) -> None:
    partners = lookup.find(change.session, Partner, programme_id=change.programme_id)
    if all(partner.organisation_id != organisation_id for partner in partners):
        change.add(
            Partner(
                programme_id=change.programme_id,
                organisation_id=organisation_id,
                position=len(partners),
            )
        )
