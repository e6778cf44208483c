"""The budget that a reading of the plan gives, as commitments of the workspace."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from ipe_events.domain import years
from ipe_events.domain.programme_reading import PromisedYear, Reading
from ipe_events.domain.records import CommitmentLine
from ipe_events.services import setup_organisations
from ipe_events.services.programmes import commitments
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Commitment, PlanLine, Programme


def read(change: Change, programme: Programme, chosen: Reading) -> list[CommitmentLine]:
    """Make the budget that a reading gives; commitments edited by hand stay and are returned."""
    programme.choices = json.dumps(dict(chosen.choices))
    programme.years = json.dumps(chosen.years)
    programme.promise = chosen.promise
    programme.carry_over = chosen.carry_over
    programme.cash_needed_cents = chosen.cash_needed_cents
    programme.school_month = chosen.school_month
    change.add(programme)
    lookup.delete(change.session, Commitment, programme_id=change.programme_id, origin="file")
    kept: dict[tuple[int, int], list[years.Year]] = {}
    month = programme.school_month
    for row in lookup.find(change.session, Commitment, programme_id=change.programme_id):
        year = years.parse_year(row.year, month)
        kept.setdefault((row.organisation_id, row.line_id), []).append(year)
    organisations = setup_organisations.by_slug(change)
    lines_by_slug = {
        row.slug: key(row)
        for row in lookup.find(change.session, PlanLine, programme_id=change.programme_id)
    }
    for item in chosen.commitments:
        organisation_id = key(organisations[item.organisation.casefold()])
        place = (organisation_id, lines_by_slug[item.line])
        year = years.parse_year(item.year, month)
        paid = year if item.year in chosen.years else _within(programme, year)
        # What was edited by hand for another kind of year would count its months twice.
        span = years.rest(paid, kept.get(place, ()))
        if span is not None:
            row = _commitment(change.programme_id, *place, item, paid, span)
            if span != (year.start, year.end):
                row.starts, row.ends = span
            change.session.add(row)
    change.session.flush()
    return [line for line in commitments(change) if line.edited]


def _within(programme: Programme, year: years.Year) -> years.Year:
    """The part of a calendar year in which the programme runs: all of a payment falls in it."""
    start = max(year.start, programme.starts or year.start)
    return replace(year, start=start, end=min(year.end, programme.ends or year.end))


def _commitment(
    programme_id: int,
    organisation_id: int,
    line_id: int,
    item: PromisedYear,
    year: years.Year,
    span: tuple[date, date],
) -> Commitment:
    """A promise for the days of `span`, by whole months when that is less than the year."""
    whole = (year.start, year.end)

    def part(amount: int) -> int:
        return years.share(amount, whole, span)

    return Commitment(
        programme_id=programme_id,
        organisation_id=organisation_id,
        line_id=line_id,
        year=item.year,
        minutes=part(item.minutes) if item.minutes is not None else None,
        value_cents=part(item.value_cents) if item.value_cents is not None else None,
        rate_cents=item.rate_cents,
        cash_cents=part(item.cash_cents),
        source=item.source,
    )
