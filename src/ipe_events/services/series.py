"""Series: a finite rule whose every occurrence is an event."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Literal

from ipe_events.domain.calendar_days import Placement, Skip, spread
from ipe_events.domain.drafts import EventDraft, When, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.records import SeriesPlan, SkippedDate
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import parse_rule, rule_text
from ipe_events.domain.series_scope import Passed, passed_text
from ipe_events.services import availability, checking, events, finding
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.tables import Series

MOST_EVENTS = 400


def add(
    change: Change,
    draft: EventDraft,
    rule: str,
    holidays: Literal["keep", "skip", "shift"] = "keep",
    *,
    taken_back: Collection[date] = (),
) -> SeriesPlan:
    """Plan every occurrence of `rule` from the draft's day on; what was left out, and why.

    The days `taken_back` are planned where the rule has them, whatever holiday it is.
    """
    raise_for(draft.problems())
    if draft.when.until not in (None, draft.when.day):
        raise refuse("series-of-days", "until")
    kind = finding.kind(change, draft.kind)
    parsed = parse_rule(rule)
    placement = _placement(change, draft, rule, holidays, taken_back)
    if not placement.placed:
        raise refuse("rule-empty", "rrule", value=rule)
    if len(placement.placed) > MOST_EVENTS:
        raise refuse("rule-too-many", "rrule", limit=MOST_EVENTS)
    row = change.add(
        Series(
            programme_id=change.programme_id,
            kind_id=key(kind),
            uid=events.new_uid(),
            rule=rule_text(parsed),
            zone=change.programme.zone,
            title=(draft.title if draft.title is not None else kind.name).strip(),
            first_day=placement.placed[0][0],
            start_time=draft.when.start,
            end_time=draft.when.end,
            skipped=passed_text(_passed(change, placement)),
            location=draft.location.strip(),
            link=draft.link,
        )
    )
    ids = []
    for original, day in placement.placed:
        start = draft.when.start
        first = datetime.combine(original, start).isoformat() if start else original.isoformat()
        when = When(day, None, start, draft.when.end)
        made = events.make(change, draft, kind, when, series=key(row), original_start=first)
        ids.append(key(made))
        # As they were made: a start alone has an end by now, a slug is a key.
        row.end_time, row.host_id, row.goal_id = made.end_time, made.host_id, made.goal_id
    change.add(row)
    lines = events.by_id(change, ids)
    return SeriesPlan(
        id=key(row),
        events=tuple(lines),
        skipped=tuple(SkippedDate(day, why.name) for day, why in placement.skipped),
        checks=tuple(checking.of_events(change, lines)),
    )


def _passed(view: View, placement: Placement) -> Iterator[Passed]:
    """The days of the rule on which nothing is, by date."""
    calendar = availability.holiday_calendar(view)
    left_out = dict(placement.skipped)
    moved = {day: to for day, to in placement.placed if day != to}
    for day in sorted({*left_out, *moved}):
        if day in left_out:
            yield Passed(day, left_out[day].name)
        elif calendar is not None:
            yield Passed(day, calendar.days_off(day, day)[0].name, moved[day])


def _placement(
    view: View,
    draft: EventDraft,
    rule: str,
    holidays: Literal["keep", "skip", "shift"],
    taken_back: Collection[date],
) -> Placement:
    start = draft.when.start
    first = datetime.combine(draft.when.day, start) if start else draft.when.day
    zone = view.programme.zone
    moments = occurrences(parse_rule(rule), first, zone=zone, until=None, exdates=())
    days = [item.date() if isinstance(item, datetime) else item for item in moments]
    calendar = availability.holiday_calendar(view)

    def is_free(day: date) -> Skip | None:
        if calendar is None or day in taken_back:
            return None
        off = calendar.days_off(day, day)
        if not off:
            return None
        code = "holiday" if off[0].kind == "public" else "school-holiday"
        return Skip(code, off[0].name)

    return spread(days, is_free, holidays)
