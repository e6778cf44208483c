"""A whole year planned at once: proposed, looked over, and written as one change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from ipe_events.domain import years
from ipe_events.domain.availability import Seat
from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.errors import refuse
from ipe_events.domain.hour_records import HoursReport
from ipe_events.domain.rhythm import Rhythm, is_none, parse_rhythm
from ipe_events.domain.working import through
from ipe_events.domain.year_plan import (
    Accepted,
    Edit,
    PlanCost,
    Proposal,
    Wish,
    YearPlan,
    YearWish,
)
from ipe_events.domain.year_planner import Planner
from ipe_events.domain.years import Year
from ipe_events.i18n import N_, translator
from ipe_events.services import events, finding, ledger, slots, year_like
from ipe_events.services.availability import availability
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.queries import year as stored
from ipe_events.store.tables import EventKind, Organisation, Series

MOST_MEETINGS = 400
NO_EDITS: Mapping[str, Edit] = MappingProxyType({})
NUMBERED = N_("{name} {number} of {total}")


def propose(view: View, wish: YearWish, edits: Mapping[str, Edit] = NO_EDITS) -> YearPlan:
    """The meetings that the rhythms ask for in a year, around everything in the way.

    `edits` by key: what was changed by hand. Refuses `rhythm-needed`, `year-over`, `year-outside`,
    `too-many-meetings`, and what `parse_rhythm` and `rhythm_days.expand` refuse.
    """
    planner = _planner(view, wish)
    proposals = planner.propose(edits)
    if len(proposals) > MOST_MEETINGS:
        raise refuse("too-many-meetings", "rhythm", limit=MOST_MEETINGS)
    return _plan(view, planner, proposals)


def accept(change: Change, wish: YearWish, plan: YearPlan, *, draft: bool = False) -> Accepted:
    """Write the meetings of a plan, each with a UID of its own, and what it copies of promises."""
    if not plan.taken:
        raise refuse("plan-empty", "rhythm")
    before = ledger.report(change, plan.year.label)
    copied = year_like.copy_commitments(change, wish.like, plan.year) if wish.like else 0
    made: dict[str, int] = {}
    for slug in through(list(dict.fromkeys(item.kind for item in plan.taken))):
        made |= _write(change, plan, slug, draft=draft)
    after = ledger.report(change, plan.year.label)
    return Accepted(plan, made, tuple(_costs(before, after)), copied)


# --- what is planned, from what there is ----------------------------------------------------------


def _planner(view: View, wish: YearWish) -> Planner:
    programme = view.programme
    year = years.parse_year(wish.year, programme.school_month)
    window = _window(view, year)
    wishes = _wishes(view, wish, window)
    seats = {
        one.seat for each in wishes for chair in each.chairs for one in (chair, *chair.deputies)
    }
    # Whether an organisation can host is asked of the organisation itself.
    seats |= {Seat(seat.organisation_id) for seat in seats}
    return Planner(
        wishes=wishes,
        window=window,
        year=year,
        availability=availability(view, seats, *window),
        no_host=[finding.organisation(view, slug, "no-host").slug for slug in wish.no_host],
        numbered=translator(programme.language).gettext(NUMBERED),
    )


def _window(view: View, year: Year) -> tuple[date, date]:
    """The days of a year that lie ahead, within the programme."""
    programme = view.programme
    starts, ends = programme.starts or year.start, programme.ends or year.end
    if ends < year.start or year.end < starts:
        raise refuse("year-outside", "year", value=year.label, first=starts, last=ends)
    tomorrow = view.now.date() + timedelta(days=1)
    if min(year.end, ends) < tomorrow:
        raise refuse("year-over", "year", value=year.label)
    return max(year.start, starts, tomorrow), min(year.end, ends)


def _wishes(view: View, wish: YearWish, window: tuple[date, date]) -> list[Wish]:
    rows = lookup.find(view.session, EventKind, programme_id=view.programme_id)
    typed = _typed(view, wish)
    like = year_like.kinds_of(view, wish.like) if wish.like else {}
    history = stored.hosted(view.session, view.programme_id, window[0])
    found = []
    for row in rows:
        copied = like.get(row.slug)
        rhythm = typed.get(row.slug, copied.rhythm if copied else None)
        if rhythm is None:
            continue
        groups = copied.groups if copied else ()
        invited = [finding.group(view, slug) for slug in groups or json.loads(row.groups)]
        found.append(
            Wish(
                kind=row.slug,
                name=row.name,
                rhythm=rhythm,
                length=row.length,
                chairs=tuple(slots.chairs(view, invited)),
                groups=groups,
                required=frozenset(json.loads(row.required)),
                history=history.get(key(row), {}),
            )
        )
    if not found:
        raise refuse("rhythm-needed", "rhythm", kind=rows[0].slug if rows else None)
    return found


def _typed(view: View, wish: YearWish) -> dict[str, Rhythm | None]:
    """The rhythm typed for each kind, None for a kind that is not to meet."""
    found: dict[str, Rhythm | None] = {}
    for text, rhythm in wish.rhythms:
        slug = finding.kind(view, text.strip()).slug
        if slug in found:
            raise refuse("rhythm-twice", "rhythm", value=slug)
        found[slug] = None if is_none(rhythm) else parse_rhythm(rhythm)
    return found


def _plan(view: View, planner: Planner, proposals: Sequence[Proposal]) -> YearPlan:
    names = {row.slug: row.name for row in lookup.find(view.session, Organisation)}
    first, last = planner.window
    hosts = {
        wish.kind: tuple(
            (slug, names[slug])
            for slug in dict.fromkeys(chair.organisation for chair in wish.chairs if chair.fills)
        )
        for wish in planner.wishes
    }
    there = stored.count_by_kind(view.session, view.programme_id, first, last)
    return YearPlan(
        year=planner.year,
        first=first,
        last=last,
        proposals=tuple(proposals),
        rhythms={wish.kind: wish.rhythm for wish in planner.wishes},
        hosts=hosts,
        there={wish.kind: there.get(wish.kind, 0) for wish in planner.wishes},
    )


# --- writing --------------------------------------------------------------------------------------


def _write(change: Change, plan: YearPlan, slug: str, *, draft: bool) -> dict[str, int]:
    """The meetings of one kind, as a series without a rule."""
    kind = finding.kind(change, slug)
    taken = [item for item in plan.taken if item.kind == slug]
    passed = [item for item in plan.passed_over if item.kind == slug]
    series = change.add(
        Series(
            programme_id=change.programme_id,
            kind_id=key(kind),
            uid=events.new_uid(),
            rule="",
            zone=change.programme.zone,
            title=kind.name,
            first_day=taken[0].day,
            start_time=taken[0].start,
            end_time=taken[0].end,
            skipped=json.dumps(
                [
                    [
                        item.wanted.isoformat(),
                        ", ".join(one.name or one.code for one in item.passed),
                    ]
                    for item in passed
                ]
            ),
        )
    )
    made = {}
    for item in taken:
        wanted = EventDraft(
            kind=slug,
            when=When(item.day, None, item.start, item.end),
            title=item.title,
            host=item.host,
            groups=item.groups,
            draft=draft,
        )
        row = events.make(change, wanted, kind, wanted.when)
        row.series_id = key(series)
        change.session.add(row)
        made[item.key] = key(row)
    return made


def _costs(before: HoursReport, after: HoursReport) -> list[PlanCost]:
    """What was added to each partner's line, as the report of hours shows it."""
    old = {(row.key, row.line): row.figures.tally for row in before.rows}
    found = []
    for row in after.rows:
        tally, was = row.figures.tally, old.get((row.key, row.line))
        minutes = tally.planned + tally.draft - (was.planned + was.draft if was else 0)
        found.append(PlanCost(row.key, row.name, row.line, minutes, row.figures.left))
    return found
