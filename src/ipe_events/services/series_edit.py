"""Moving, changing, planning and cancelling in a series: one, this and following, or all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from ipe_events.domain import series_scope
from ipe_events.domain.drafts import EventEdit, When, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.recurrence import occurrences
from ipe_events.domain.recurrence_rule import parse_rule, rule_text
from ipe_events.domain.series_scope import (
    Decision,
    Kept,
    Occurrence,
    Passed,
    Scope,
    SeriesOutcome,
    Shift,
    Template,
    Why,
)
from ipe_events.services import checking, event_rows, events, finding, telling
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, EventKind, Series

TEMPLATE = ("title", "location", "link", "host_id", "goal_id")
# A series is not made with these: in an edit of others, what the chosen one has is the rule.
OWN = ("note", "privacy")
FIELDS = (*TEMPLATE, *OWN)


def move(
    change: Change,
    event_id: int,
    scope: Scope,
    *,
    day: date | None = None,
    start: time | None = None,
    end: time | None = None,
) -> SeriesOutcome:
    """Put an occurrence, and with it others, on another day or time.

    The others go as many days as the chosen one; what was moved by itself stays.
    """
    row = events.movable(change, event_id)
    return _edit(change, row, scope, {}, event_rows.moved(row, day, start, end))


def save(
    change: Change, event_id: int, scope: Scope | None, wanted: EventEdit, when: When | None = None
) -> SeriesOutcome:
    """Change the words of an occurrence, and with it of others, and its days and times.

    Only what is still as the series was made changes; a note, as it stands in the chosen one.
    Without a scope it is no edit of a series: the words of what was held can be set right.
    """
    row = events.movable(change, event_id) if when is not None else finding.event(change, event_id)
    return _edit(change, row, scope, event_rows.values_of(change, wanted), when)


def cancel(change: Change, event_id: int, scope: Scope, reason: str = "") -> SeriesOutcome:
    """Cancel an occurrence, and with it others, wherever they were moved."""
    raise_for(EventEdit(note=reason).problems())
    return _to_state(change, event_id, scope, "cancelled", ("draft", "planned"), reason)


def plan(change: Change, event_id: int, scope: Scope) -> SeriesOutcome:
    """Make a draft or a cancelled occurrence a planned one, and with it others in its state."""
    row = finding.event(change, event_id)
    allowed = (row.state,) if row.state in ("draft", "cancelled") else ("draft", "cancelled")
    return _to_state(change, event_id, scope, "planned", allowed, "")


@dataclass(frozen=True, slots=True)
class _Reach:
    """The series of a chosen event, its occurrences, and which of them are meant."""

    series: Series | None
    rows: Mapping[int, Event]
    chosen: Occurrence
    inside: Sequence[Occurrence]
    outside: Sequence[Occurrence]
    waiting: telling.Waiting

    @property
    def others(self) -> list[Occurrence]:
        """Those meant beside the chosen one."""
        return [one for one in self.inside if one.id != self.chosen.id]


def _reach(view: View, row: Event, scope: Scope) -> _Reach:
    if row.series_id is None and scope is not Scope.ONE:
        raise refuse("not-in-a-series", "scope", id=key(row))
    whole = [row]
    if row.series_id is not None and scope is not Scope.ONE:
        whole = lookup.find(view.session, Event, series_id=row.series_id)
    known = [_occurrence(one) for one in whole]
    chosen = next(one for one in known if one.id == row.id)
    inside = series_scope.reached(known, chosen, scope)
    meant = {one.id for one in inside}
    return _Reach(
        series=view.session.get(Series, row.series_id) if row.series_id is not None else None,
        rows={key(one): one for one in whole},
        chosen=chosen,
        inside=inside,
        outside=[one for one in known if one.id not in meant],
        waiting=telling.waiting(view, meant),
    )


def _occurrence(row: Event) -> Occurrence:
    values = {name: getattr(row, name) for name in FIELDS}
    original = row.original_start or ""
    return Occurrence(key(row), original, row.state, event_rows.when_of(row), values)


def _outcome(change: Change, reach: _Reach, kept: Mapping[int, Why]) -> SeriesOutcome:
    """The events that changed and those that did not, with who must be told because of it."""
    change.session.flush()
    lines = events.by_id(change, [one.id for one in reach.inside])
    changed = [line for line in lines if line.id not in kept]
    changed.sort(key=lambda line: line.id != reach.chosen.id)
    # Of those that change in nothing but the identity they go along to as well.
    new = telling.waiting(change, (line.id for line in lines)) - reach.waiting
    guests, mails = telling.told(change, new, reach.rows)
    return SeriesOutcome(
        events=tuple(changed),
        checks=tuple(checking.of_events(change, changed)),
        kept=tuple(Kept(line, kept[line.id]) for line in lines if line.id in kept),
        mails=mails,
        guests=guests,
    )


# States


def _to_state(
    change: Change,
    event_id: int,
    scope: Scope,
    state: str,
    allowed: tuple[str, ...],
    reason: str,
) -> SeriesOutcome:
    row = finding.event(change, event_id)
    if row.state not in allowed:
        raise refuse("state-wrong", "event", state=row.state, wanted=", ".join(allowed))
    reach = _reach(change, row, scope)
    kept: dict[int, Why] = {}
    for one in reach.inside:
        why = series_scope.other_state(one, state, allowed)
        if why is not None:
            kept[one.id] = why
            continue
        found = reach.rows[one.id]
        found.state, found.reason = state, reason.strip()
        change.session.add(found)
    if state == "planned":
        planned = [one.id for one in reach.inside if one.id not in kept]
        event_rows.ask_after_cancellation(change, planned)
    return _outcome(change, reach, kept)


# Words, days and times


def _edit(
    change: Change, row: Event, wide: Scope | None, values: Mapping[str, object], when: When | None
) -> SeriesOutcome:
    scope = wide or Scope.ONE
    if wide is not None and row.state == "held":
        raise refuse("event-held", "event")
    if scope is not Scope.ONE and row.state == "cancelled":
        raise refuse("state-wrong", "event", state=row.state, wanted="draft, planned")
    reach = _reach(change, row, scope)
    kind = change.session.get_one(EventKind, row.kind_id)
    wanted = None
    if when is not None:
        when = event_rows.timed(change, when, kind)
        wanted = series_scope.shift(reach.chosen.when, when)
        if reach.others and row.original_start and series_scope.is_of_days(when):
            raise refuse("series-of-days", "until")
    decisions = {reach.chosen.id: Decision(values, when)}
    if reach.series is not None and scope is not Scope.ONE:
        template = _template(reach.series, reach)
        # What a meeting decided is its own.
        shared = {name: value for name, value in values.items() if name in FIELDS}
        for one in reach.others:
            decisions[one.id] = series_scope.edited(one, template, shared, wanted)
        series = reach.series
        if reach.outside and scope is Scope.FOLLOWING:
            series = _split_off(change, reach, template, wanted)
        _keep_template(change, series, values, wanted)
    _write(change, reach, kind, decisions)
    kept = {number: one.kept for number, one in decisions.items() if one.kept is not None}
    return _outcome(change, reach, kept)


def _write(
    change: Change, reach: _Reach, kind: EventKind, decisions: Mapping[int, Decision]
) -> None:
    """Carry out what was decided, and ask again whoever answered to something else."""
    asked = []
    for number, decision in decisions.items():
        found = reach.rows[number]
        elsewhere = event_rows.assign(found, decision.values)
        if decision.when is not None:
            elsewhere |= event_rows.place(change, found, kind, decision.when)
        if elsewhere:
            asked.append(number)
        change.session.add(found)
    event_rows.ask_again(change, asked)


def _template(series: Series, reach: _Reach) -> Template:
    """What the occurrences of a series were made with; some of it is the chosen one's."""
    values = {name: getattr(series, name) for name in TEMPLATE}
    start, end = series.start_time, series.end_time
    if not series.rule:
        # A year plan may leave times to its meetings.
        start, end = start or reach.chosen.when.start, end or reach.chosen.when.end
    return Template(
        start,
        end,
        values | {name: reach.chosen.values[name] for name in OWN},
        series.first_day - _first_of_rule(reach) if series.rule else timedelta(0),
        series_scope.read_passed(series.skipped) if series.rule else (),
    )


def _first_of_rule(reach: _Reach) -> date:
    return min(one.day for one in (*reach.inside, *reach.outside))


def _keep_template(
    change: Change, series: Series, values: Mapping[str, object], wanted: Shift | None
) -> None:
    """From here on the series is made with these values."""
    for name in TEMPLATE:
        if name in values:
            setattr(series, name, values[name])
    if wanted is not None:
        series.first_day += wanted.by
        if wanted.times is not None:
            series.start_time, series.end_time = wanted.times
    change.add(series)


def _split_off(change: Change, reach: _Reach, template: Template, wanted: Shift | None) -> Series:
    """A series of its own for what follows, with the rest of the rule; the old one ends before.

    What was held stays where it was told.
    """
    old = reach.series
    assert old is not None
    moving = [one for one in reach.inside if one.state != "held"]
    new = Series(**old.model_dump(exclude={"id", "uid", "origin_id"}), uid=events.new_uid())
    new.origin_id = key(old)
    by = timedelta(0)
    if old.rule:
        by = _divide(old, new, reach, template, wanted)
    else:
        new.skipped = "[]"
    change.add(new)
    start = wanted.times[0] if wanted is not None and wanted.times is not None else template.start
    for one in moving:
        row = reach.rows[one.id]
        row.series_id = key(new)
        if one.original:
            row.original_start = series_scope.moment(one.day + by, start)
    return new


def _divide(
    old: Series, new: Series, reach: _Reach, template: Template, wanted: Shift | None
) -> timedelta:
    """Give both series their part of the rule and of what it passed; how much later the new is."""
    edge = reach.chosen.day
    rule = parse_rule(old.rule)
    # What an earlier split left with the old series lies after the end of its rule.
    start = min([_first_of_rule(reach), *(item.day for item in template.passed)])
    given = set(occurrences(rule, start, zone=old.zone))
    held = [one.day for one in reach.inside if one.state == "held" and one.day in given]
    ahead = [item for item in template.passed if item.day >= edge]
    before = [item for item in template.passed if item.day < edge]
    # A later day that was held stays with the old series: on it the new one has nothing.
    ahead += [Passed(day, "") for day in held]
    first = {item.day for item in before} | {one.day for one in reach.outside}
    rest = {item.day for item in ahead}
    rest |= {one.day for one in reach.inside if one.state != "held"}
    moved = template.moved + (wanted.by if wanted is not None else timedelta(0))
    halves = series_scope.split(rule, first, rest, old.zone, moved)
    old.rule, new.rule = rule_text(halves.before), rule_text(halves.after)
    old.skipped = series_scope.passed_text(before)
    ahead.sort(key=lambda item: item.day)
    new.skipped = series_scope.passed_text(item.later(halves.by) for item in ahead)
    # Where the edit itself puts it is added with the rest of the edit.
    new.first_day = edge + halves.by + halves.moved - (wanted.by if wanted else timedelta(0))
    return halves.by
