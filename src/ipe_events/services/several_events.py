"""Several events changed at once: one change, in a few queries, and one undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ipe_events.domain.drafts import EventEdit, raise_for
from ipe_events.domain.errors import refuse
from ipe_events.domain.series_scope import Kept, SeriesOutcome, Why
from ipe_events.domain.several_events import Several, SeveralEdit, ToCancel
from ipe_events.services import checking, event_rows, events, telling
from ipe_events.services.workspace import Change, key
from ipe_events.store.queries import events as stored
from ipe_events.store.queries import lookup
from ipe_events.store.tables import Event, EventKind

OPEN = ("draft", "planned")
WHY = {"held": Why.HELD, "cancelled": Why.CANCELLED, "draft": Why.DRAFT, "planned": Why.SAME}

# Changes a row; why it is left as it is, or None.
Act = Callable[[Event], Why | None]


def carry_out(change: Change, ids: Sequence[int], wanted: Several) -> SeriesOutcome:
    """Change events, plan them or cancel them: whatever is wanted of all."""
    if isinstance(wanted, SeveralEdit):
        return edit(change, ids, wanted)
    return cancel(change, ids, wanted.reason) if isinstance(wanted, ToCancel) else plan(change, ids)


def edit(change: Change, ids: Sequence[int], wanted: SeveralEdit) -> SeriesOutcome:
    """Move events and change their words; what was held or cancelled stays as it is.

    Everybody who answered to another place or time is asked again (RFC 5546 section 3.2.2.1).
    """
    raise_for(wanted.problems())
    values = event_rows.values_of(change, wanted.words)
    kinds = {
        key(kind): kind
        for kind in lookup.find(change.session, EventKind, programme_id=change.programme_id)
    }
    asked: list[int] = []

    def act(row: Event) -> Why | None:
        if row.state not in OPEN:
            return WHY[row.state]
        before = {name: getattr(row, name) for name in values}
        elsewhere = event_rows.assign(row, values)
        moved = False
        if wanted.moves:
            when = event_rows.moved(row, wanted.day_of(row.day), wanted.start, wanted.end)
            moved = event_rows.place(change, row, kinds[row.kind_id], when)
        if elsewhere or moved:
            asked.append(key(row))
        return None if moved or before != values else Why.SAME

    return _carry_out(change, ids, act, lambda _changed: event_rows.ask_again(change, asked))


def plan(change: Change, ids: Sequence[int]) -> SeriesOutcome:
    """Make drafts and cancelled events planned ones; what is planned or held stays as it is."""

    def act(row: Event) -> Why | None:
        if row.state not in ("draft", "cancelled"):
            return WHY[row.state]
        row.state, row.reason = "planned", ""
        return None

    return _carry_out(
        change, ids, act, lambda changed: event_rows.ask_after_cancellation(change, changed)
    )


def cancel(change: Change, ids: Sequence[int], reason: str = "") -> SeriesOutcome:
    """Cancel events; what was held or is cancelled already stays as it is."""
    raise_for(EventEdit(note=reason).problems())

    def act(row: Event) -> Why | None:
        if row.state not in OPEN:
            return WHY[row.state]
        row.state, row.reason = "cancelled", reason.strip()
        return None

    return _carry_out(change, ids, act, lambda _changed: None)


def _carry_out(
    change: Change, ids: Sequence[int], act: Act, after: Callable[[list[int]], None]
) -> SeriesOutcome:
    rows = _rows(change, ids)
    before = telling.waiting(change, rows)
    kept: dict[int, Why] = {}
    for number, row in rows.items():
        why = act(row)
        if why is None:
            change.session.add(row)
        else:
            kept[number] = why
    if len(kept) == len(rows):
        raise refuse("all-stay", "event")
    changed = [number for number in rows if number not in kept]
    after(changed)
    change.session.flush()
    lines = events.by_id(change, rows)
    done = tuple(line for line in lines if line.id not in kept)
    guests, mails = telling.told(change, telling.waiting(change, rows) - before, rows)
    return SeriesOutcome(
        events=done,
        checks=tuple(checking.of_events(change, done)),
        kept=tuple(Kept(line, kept[line.id]) for line in lines if line.id in kept),
        mails=mails,
        guests=guests,
    )


def _rows(change: Change, ids: Sequence[int]) -> Mapping[int, Event]:
    """These events by number; refuses one that is not there."""
    found = {key(row): row for row in stored.among(change.session, change.programme_id, ids)}
    for number in ids:
        if number not in found:
            raise refuse("unknown-event", "event", id=number)
    return found
