"""From a figure down to the entries, meetings and work it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ipe_events.domain.budget import State
from ipe_events.domain.entries import EntryFilter
from ipe_events.domain.hours import Financing
from ipe_events.domain.matrix import Measure
from ipe_events.domain.records import EventFilter, EventLine
from ipe_events.domain.under_figure import PAGE, EntryPage, Expected, Spot, Under
from ipe_events.services import entries, events, ledger, planned_work, rates, searching_hours
from ipe_events.services.workspace import View, key
from ipe_events.store.queries import entries as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, HourEntry, Organisation, Participation, PlanLine

STATES = {
    Measure.PLANNED: ("planned",),
    Measure.FORECAST: ("planned",),
    Measure.DRAFT: ("draft",),
}


def entry_page(view: View, number: int) -> EntryPage:
    """One entry with everything around it; refused when there is none of that number."""
    own = entries.entry(view, number)
    first = own.corrects or own.id
    rows = lookup.find(view.session, HourEntry, correction_of_id=first)
    others = {key(row) for row in rows} - {own.id}
    corrections = entries.entries(view, EntryFilter(ids=tuple(others))) if others else []
    found = events.by_id(view, [own.event] if own.event is not None else [])
    return EntryPage(
        entry=own,
        corrected=entries.entry(view, first) if own.corrects is not None else None,
        corrections=tuple(corrections),
        event=found[0] if found else None,
        zone=view.programme.zone,
    )


def under(view: View, spot: Spot, start: int = 0, text: str = "") -> Under:
    """The entries, the meetings and the work that a figure is made of; a page of the entries.

    `text`: a query that narrows them (`domain.search`).
    """
    booked: Sequence[tuple[Any, ...]] = ()
    if spot.measure in (Measure.REALISED, Measure.FORECAST):
        booked = _booked(view, spot)
    expected = list(_meetings(view, spot)) if spot.measure is not Measure.REALISED else []
    if spot.measure in (Measure.PLANNED, Measure.FORECAST):
        expected += _work(view, spot)
    whole, found = len(booked) + len(expected), None
    if text:
        found = searching_hours.narrowed(view, text, [row[0] for row in booked], expected)
        booked = [row for row in booked if row[0] in found.entries]
        expected = list(found.expected)
    expected.sort(key=lambda one: (one.day, one.organisation_name))
    start = start if start < len(booked) else 0
    ids = tuple(row[0] for row in booked[start : start + PAGE])
    return Under(
        entries=tuple(entries.entries(view, EntryFilter(ids=ids))) if ids else (),
        expected=tuple(expected),
        start=start,
        count=len(booked),
        booked=sum(row[3] for row in booked),
        whole=whole,
        remarks=found.query.remarks if found else (),
        vocabulary=found.vocabulary if found else None,
    )


def _booked(view: View, spot: Spot) -> Sequence[tuple[Any, ...]]:
    """All entries of a figure in short: making a record of each of thousands takes seconds."""
    chosen = None if spot.by == "partner" else (spot.number,)
    wanted = EntryFilter(
        organisation=_only(spot),
        first=spot.first,
        last=spot.last,
        people=chosen if spot.by == "person" else None,
        kinds=chosen if spot.by == "kind" else None,
        goals=chosen if spot.by == "goal" else None,
        financing=Financing.IN_KIND,
    )
    rows = stored.in_short(view.session, view.programme_id, wanted)
    return [row for row in rows if spot.holds(row[1], row[2])]


def _only(spot: Spot) -> str | None:
    """The organisation, when all rows are of one."""
    organisations = {organisation for organisation, _line in spot.slots or ()}
    return organisations.pop() if len(organisations) == 1 else None


def _meetings(view: View, spot: Spot) -> Iterator[Expected]:
    wanted = EventFilter(
        spot.first, spot.last, organisation=_only(spot), states=STATES[spot.measure]
    )
    found = [event for event in events.lines(view, wanted) if _is_meant(event, spot)]
    if spot.by in ("kind", "goal"):
        found = _of_key(view, found, spot)
    if spot.by == "person":
        yield from _of_person(view, found, spot)
        return
    names = _line_names(view)
    costs = ledger.event_hours(view, found)
    for event in found:
        for cost in costs[event.id]:
            if spot.holds(cost.organisation, cost.line):
                yield Expected(
                    organisation=cost.organisation,
                    organisation_name=cost.organisation_name,
                    line=cost.line,
                    line_name=names.get(cost.line or "", ""),
                    day=event.day,
                    minutes=cost.minutes,
                    is_draft=event.state == "draft",
                    event=event,
                )


def _is_meant(event: EventLine, spot: Spot) -> bool:
    return spot.first <= event.day <= spot.last


def _of_key(view: View, found: list[EventLine], spot: Spot) -> list[EventLine]:
    column = {"kind": "kind_id", "goal": "goal_id"}[spot.by]
    rows = lookup.find(view.session, Event, programme_id=view.programme_id)
    ids = {key(row) for row in rows if getattr(row, column) == spot.number}
    return [event for event in found if event.id in ids]


def _of_person(view: View, found: list[EventLine], spot: Spot) -> Iterator[Expected]:
    """What a person's meetings give: of a day with several, told at the first of them."""
    rows = lookup.find(view.session, Participation, person_id=spot.number)
    ids = {row.event_id for row in rows}
    state = State.DRAFT if spot.measure is Measure.DRAFT else State.PLANNED
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    book = rates.book(view)
    for day, event in {event.day: event for event in reversed(found) if event.id in ids}.items():
        of_day = ledger.groups(view, book, day, day, "person")
        for work in planned_work.groups(view, day, day):
            of_day.remove((None, work))
        for number, group in of_day:
            in_kind = group.financing is Financing.IN_KIND
            if number == spot.number and group.state is state and in_kind:
                organisation = names[group.organisation]
                yield Expected(
                    organisation.slug,
                    organisation.name,
                    None,
                    "",
                    day,
                    group.minutes * group.count,
                    state is State.DRAFT,
                    event,
                )


def _work(view: View, spot: Spot) -> Iterator[Expected]:
    """What is expected outside meetings; nobody's, of no kind and for no goal."""
    if spot.by != "partner" and spot.number is not None:
        return
    names = {key(row): row for row in lookup.find(view.session, Organisation)}
    lines = {key(row): row for row in lookup.find(view.session, PlanLine)}
    for group in planned_work.groups(view, spot.first, spot.last):
        organisation, line = names[group.organisation], lines.get(group.line or 0)
        if spot.holds(organisation.slug, line.slug if line else None):
            yield Expected(
                organisation=organisation.slug,
                organisation_name=organisation.name,
                line=line.slug if line else None,
                line_name=line.name if line else "",
                day=date.fromisoformat(f"{group.month}-01"),
                minutes=group.minutes * group.count,
            )


def _line_names(view: View) -> dict[str, str]:
    rows = lookup.find(view.session, PlanLine, programme_id=view.programme_id)
    return {row.slug: row.name for row in rows}
